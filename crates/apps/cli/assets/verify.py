#!/usr/bin/env python3
"""Checks a case package without Recount: every file of the bag, the custody chain, every original.

Usage: python3 data/verify/verify.py [FOLDER OF THE BAG]
Needs Python 3.6 and nothing else. Prints one line for each damage; exit code 0 if there is none, 3 otherwise.
"""
import hashlib
import json
import os
import sys

DOMAIN = b"recount-log-v1\n"


def sha256_of_file(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        for piece in iter(lambda: file.read(1 << 16), b""):
            digest.update(piece)
    return digest.hexdigest()


def decoded(path):
    for code, char in (("%0A", "\n"), ("%0a", "\n"), ("%0D", "\r"), ("%0d", "\r"), ("%25", "%")):
        path = path.replace(code, char)
    return path


def manifest(root, name):
    with open(os.path.join(root, name), encoding="utf-8") as file:
        for line in file:
            if line.strip():
                digest, path = line.rstrip("\n").split(None, 1)
                yield decoded(path), digest.lower()


def check_bag(root, damages):
    named = set()
    for name in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        for path, digest in manifest(root, name):
            named.add(path)
            if os.path.isabs(path) or ".." in path.split("/"):
                damages.append(path + ": its name leads out of the package")
                continue
            try:
                found = sha256_of_file(os.path.join(root, path))
            except OSError as error:
                damages.append("{}: cannot be read: {}".format(path, error.strerror))
                continue
            if found != digest:
                damages.append("{}: its bytes now hash to {}".format(path, found))
    for folder, _, files in os.walk(os.path.join(root, "data")):
        for file in files:
            path = os.path.relpath(os.path.join(folder, file), root).replace(os.sep, "/")
            if path not in named:
                damages.append(path + ": no manifest names it")


def entries(root):
    with open(os.path.join(root, "data/case/custody.jsonl"), encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            inner = line[len('{"entry":'):-len('"}')]
            text, _, digest = inner.rpartition(',"hash":"')
            yield text, digest


def check_chain(root, damages):
    before, count, kept = "0" * 64, 0, {}
    for count, (text, digest) in enumerate(entries(root), 1):
        entry = json.loads(text)
        found = hashlib.sha256(DOMAIN + text.encode("utf-8")).hexdigest()
        if found != digest or entry["prev"] != before or entry["seq"] != count:
            damages.append("custody log, entry {}: it, or one before it, was changed".format(count))
        before = digest
        if "sha256" in entry["args"]:
            kept[entry["args"]["sha256"]] = entry["args"].get("name", "")
    for digest, name in sorted(kept.items()):
        path = os.path.join(root, "data/case/originals", digest[:2], digest[2:4], digest)
        if not os.path.isfile(path) or sha256_of_file(path) != digest:
            damages.append("original {} ({}): missing or changed".format(digest, name))
    return count, before, len(kept)


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    root = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.dirname(here))
    damages = []
    check_bag(root, damages)
    count, head, kept = check_chain(root, damages)
    for damage in damages:
        print(damage)
    if damages:
        sys.exit(3)
    print("whole: {} entries of the custody log, {} files kept".format(count, kept))
    print("head of the log: {} {}".format(count, head))
    print("This shows that nothing was altered since that head. Whether it is the head that the case had, only")
    print("somebody who noted it at the time can say, or a time stamp over one of its checkpoints.")


if __name__ == "__main__":
    main()
