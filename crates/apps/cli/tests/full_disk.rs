//! A disk that is really full: a small tmpfs in a mount namespace of the test's own.

#![cfg(target_os = "linux")]

use std::fs;
use std::process::{Command, Output};

/// Sizes at which different steps run out of room: making the case, keeping, caching, the report.
const SIZES_KIB: [usize; 6] = [8, 32, 64, 128, 256, 512];

/// Runs `script` where `$disk` is a tmpfs of `size_kib`; `None` where the system allows no mount namespace.
fn on_small_disk(folder: &std::path::Path, size_kib: usize, script: &str) -> Option<Output> {
    let mounted = format!(
        "mkdir -p disk && mount -t tmpfs -o size={size_kib}k tmpfs disk || exit 99; disk=disk; {script}"
    );
    let done =
        Command::new("unshare").args(["-rm", "sh", "-c", &mounted]).current_dir(folder).output().ok()?;
    let is_refused =
        done.status.code() == Some(99) || String::from_utf8_lossy(&done.stderr).contains("unshare");
    (!is_refused).then_some(done)
}

#[test]
fn at_every_size_it_is_said_and_nothing_half_written_stays() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("in")).unwrap();
    for number in 0..40 {
        let text = format!(
            "Fire number {number}\n\nOn Friday, March 4, 2011, {number} barns in Tessel burned. The police said so.\n"
        );
        fs::write(folder.path().join(format!("in/{number}.txt")), text).unwrap();
    }
    let recount = env!("CARGO_BIN_EXE_recount");
    let mut full = 0;
    for size_kib in SIZES_KIB {
        let script = format!(
            "{recount} run in --case $disk/case; code=$?; find $disk -name '.writing-*' | grep -q . && exit 98; \
             if [ -e $disk/case/report.html ]; then tail -c 8 $disk/case/report.html | grep -q '</html>' || exit 97; fi; \
             if [ -e $disk/case/case.db ]; then {recount} verify $disk/case >/dev/null 2>&1; [ $? -eq 3 ] && exit 96; fi; exit $code"
        );
        let Some(done) = on_small_disk(folder.path(), size_kib, &script) else {
            eprintln!("no mount namespaces here: a full disk cannot be made, the test says nothing");
            return;
        };
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        let code = done.status.code().unwrap();
        assert!(code == 0 || code == 1, "{size_kib} KiB: ended with {code}\n{said}");
        assert!(!said.contains("panicked"), "{size_kib} KiB: {said}");
        if code == 1 {
            assert!(said.contains("space") || said.contains("full"), "{size_kib} KiB: {said}");
            full += 1;
        }
    }
    assert!(full > 0, "no size was too small: the test tests nothing");
}
