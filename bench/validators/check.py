#!/usr/bin/env python3
"""What Recount writes, checked by programs of other people: BagIt, RO-Crate, OpenSSL's time stamps.

Usage: check.py RECOUNT EXAMPLES   (from the virtual environment of requirements.txt)
Fails at the first check that does not pass; each prints one line.
"""
import hashlib
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

import bagit
import rdflib.plugins.shared.jsonld.context as jsonld_context
import rocrate
from rocrate_validator import models, services
from rocrate_validator.utils import http

RECOUNT, EXAMPLES = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()

# The validator asks the network for the context of RO-Crate; the one its authors ship with their library is given.
CONTEXT = json.loads((pathlib.Path(rocrate.__file__).parent / "data/ro-crate.jsonld").read_text())
LOAD = jsonld_context.source_to_json


class Context:
    status_code, headers = 200, {"Content-Type": "application/ld+json"}

    def json(self):
        return CONTEXT


def load(source, *arguments, **more):
    if str(source).startswith("https://w3id.org/ro/crate/"):
        return CONTEXT, None
    return LOAD(source, *arguments, **more)


jsonld_context.source_to_json = load
http.HttpRequester.get = lambda *arguments, **more: Context()

TSA = """
[tsa]
default_tsa = here
[here]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/tsa.crt
certs = {folder}/ca.crt
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
"""


def run(*arguments, code=0, **more):
    done = subprocess.run([str(one) for one in arguments], capture_output=True, text=True, **more)
    assert done.returncode == code, f"{arguments}: {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def said(what):
    print(f"validators: {what}", flush=True)


def files_of(root):
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def packages(folder):
    case, bag = folder / "case", folder / "bag"
    run(RECOUNT, "run", EXAMPLES, "--case", case, "--as", "A. Tester")
    run(RECOUNT, "checkpoint", case, "--sign")
    run(RECOUNT, "export", case, "--to", "bagit", "-o", bag)
    bagit.Bag(str(bag)).validate()
    said("BagIt (bagit-python): valid")
    run(sys.executable, bag / "data/verify/verify.py")
    said("custody chain (verify.py, without Recount): whole")
    settings = services.ValidationSettings(
        rocrate_uri=str(bag / "data"), profile_identifier="ro-crate-1.3",
        requirement_severity=models.Severity.REQUIRED,
    )
    result = services.validate(settings)
    issues = [f"{issue.check.identifier}: {issue.message}" for issue in result.get_issues(models.Severity.REQUIRED)]
    assert not issues, "\n".join(issues)
    said("RO-Crate 1.3 (roc-validator), all that is required: valid")
    return case, bag


def round_trip(folder, case, bag):
    again, second = folder / "again", folder / "bag-2"
    run(RECOUNT, "import", bag, again)
    run(RECOUNT, "verify", again)
    for part in ("originals", "case.toml"):
        one, other = case / part, again / part
        same = files_of(one) == files_of(other) if one.is_dir() else one.read_bytes() == other.read_bytes()
        assert same, f"{part} differs after import"
    run(RECOUNT, "export", again, "--to", "bagit", "-o", second)
    first_files, second_files = files_of(bag / "data"), files_of(second / "data")
    log = "case/custody.jsonl"
    assert second_files.pop(log).startswith(first_files.pop(log)), "the log differs after import"
    names = [name for name in sorted(set(first_files) | set(second_files)) if first_files.get(name) != second_files.get(name)]
    # Both tell of the one entry more: that it was imported.
    assert set(names) <= {"prov.jsonld", "ro-crate-metadata.json"}, f"differ after import: {names}"
    said("import: the same originals, settings, log, derived files and report, byte for byte")
    victim = next((second / "data/case/originals").rglob("????????????*"))
    victim.chmod(0o644)
    victim.write_bytes(victim.read_bytes()[:-1] + b"\x00")
    run(RECOUNT, "import", second, folder / "third", code=1)
    assert not (folder / "third").exists(), "something was taken from a damaged package"
    run(sys.executable, second / "data/verify/verify.py", code=3)
    said("a changed byte: refused by import and by verify.py")


def stamps(folder, case):
    config = folder / "tsa.cnf"
    config.write_text(TSA.format(folder=folder))
    (folder / "serial").write_text("01\n")
    run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", folder / "ca.key", "-out",
        folder / "ca.crt", "-subj", "/CN=Test authority", "-days", "2")
    (folder / "ext").write_text("extendedKeyUsage=critical,timeStamping\n")
    for kind, key in (("rsa", ["rsa:2048"]), ("elliptic", ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"])):
        run("openssl", "req", "-newkey", *key, "-nodes", "-keyout", folder / "tsa.key", "-out", folder / "tsa.csr",
            "-subj", f"/CN=Test stamps {kind}")
        run("openssl", "x509", "-req", "-in", folder / "tsa.csr", "-CA", folder / "ca.crt", "-CAkey",
            folder / "ca.key", "-CAcreateserial", "-out", folder / "tsa.crt", "-days", "2", "-extfile", folder / "ext")
        line, query, answer = (folder / f"{kind}.{end}" for end in ("txt", "tsq", "tsr"))
        run(RECOUNT, "checkpoint", case, "-o", line)
        run(RECOUNT, "stamp", case, "--request", query)
        run("openssl", "ts", "-reply", "-queryfile", query, "-out", answer, "-config", config)
        run("openssl", "ts", "-verify", "-data", line, "-in", answer, "-CAfile", folder / "ca.crt")
        run("openssl", "ts", "-verify", "-queryfile", query, "-in", answer, "-CAfile", folder / "ca.crt")
        said(f"time stamp ({kind}): OpenSSL answers our request and accepts the stamp for the checkpoint's line")
        kept = run(RECOUNT, "stamp", case, "--response", answer)
        assert f"Test stamps {kind}" in kept, kept
        run(RECOUNT, "verify", case)
        damaged = bytearray(answer.read_bytes())
        damaged[-5] ^= 1
        (folder / "bad.tsr").write_bytes(bytes(damaged))
        run(RECOUNT, "stamp", case, "--response", folder / "bad.tsr", code=1)
    other = folder / "other.tsq"
    run("openssl", "ts", "-query", "-digest", hashlib.sha256(b"x").hexdigest(), "-sha256", "-cert", "-out", other)
    run("openssl", "ts", "-reply", "-queryfile", other, "-out", folder / "other.tsr", "-config", config)
    run(RECOUNT, "stamp", case, "--response", folder / "other.tsr", code=1)
    said("a stamp that was altered, or is over something else: refused")


def main():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="recount-validators-"))
    try:
        case, bag = packages(folder)
        round_trip(folder, case, bag)
        stamps(folder, case)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
