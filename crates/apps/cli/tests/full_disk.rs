//! A disk that is really full: a small tmpfs in a mount namespace of the test's own.

#![cfg(target_os = "linux")]

use recount_reliability::counts::{self, Count};
use std::fs;
use std::process::{Command, Output};

/// Room that is left, so that different steps run out of room: making the case, keeping, caching, the report.
const SIZES_KIB: [usize; 8] = [4, 8, 32, 64, 96, 128, 256, 512];

/// Runs `script` where `$disk` is a tmpfs; `None` where the system allows no mount namespace.
fn on_small_disk(folder: &std::path::Path, script: &str) -> Option<Output> {
    let mounted =
        format!("mkdir -p disk && mount -t tmpfs -o size=64m tmpfs disk || exit 99; disk=disk; {script}");
    let done =
        Command::new("unshare").args(["-rm", "sh", "-c", &mounted]).current_dir(folder).output().ok()?;
    let is_refused =
        done.status.code() == Some(99) || String::from_utf8_lossy(&done.stderr).contains("unshare");
    (!is_refused).then_some(done)
}

/// What is run on a disk, after what was done while it had room.
const ACTS: [(&str, &str, &str); 5] = [
    ("run", "true", "run in --case $disk/case"),
    ("init", "true", "init $disk/case"),
    ("add", "RECOUNT init $disk/case", "add $disk/case in"),
    ("report", "RECOUNT run in/1.txt in/2.txt --case $disk/case", "report $disk/case -o $disk/out.md"),
    (
        "export",
        "RECOUNT run in/1.txt in/2.txt --case $disk/case",
        "export $disk/case --to bagit -o $disk/bag",
    ),
];

/// Does the act, then looks for what must not be, then gives the disk room and does the act again.
fn script(recount: &str, size_kib: usize, prepare: &str, act: &str) -> String {
    let prepare = prepare.replace("RECOUNT", recount);
    format!(
        "{prepare} >/dev/null 2>&1 || exit 95; \
         used=$(du -sk $disk | cut -f1); mount -o remount,size=$((used + {size_kib}))k $disk; \
         {recount} {act}; code=$?; \
         find $disk -name '.writing-*' | grep -q . && exit 98; \
         if [ -e $disk/case/report.html ]; then tail -c 8 $disk/case/report.html | grep -q '</html>' || exit 97; fi; \
         mount -o remount,size=64m $disk; \
         if [ -e $disk/case/case.db ]; then {recount} verify $disk/case >/dev/null 2>&1; [ $? -eq 3 ] && exit 96; fi; \
         if [ $code -eq 1 ]; then {recount} {act} >/dev/null || exit 94; fi; exit $code"
    )
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
    let (mut tried, mut full) = (0, 0);
    for (name, prepare, act) in ACTS {
        for size_kib in SIZES_KIB {
            let script = script(env!("CARGO_BIN_EXE_recount"), size_kib, prepare, act);
            let Some(done) = on_small_disk(folder.path(), &script) else {
                eprintln!("no mount namespaces here: a full disk cannot be made, the test says nothing");
                return;
            };
            let said = String::from_utf8_lossy(&done.stderr).into_owned();
            let code = done.status.code().unwrap();
            assert!(code == 0 || code == 1, "{name}, {size_kib} KiB: ended with {code}\n{said}");
            assert!(!said.contains("panicked"), "{name}, {size_kib} KiB: {said}");
            if code == 1 {
                assert!(said.contains("space") || said.contains("full"), "{name}, {size_kib} KiB: {said}");
                full += 1;
            }
            tried += 1;
        }
    }
    assert!(full > 0, "no size was too small: the test tests nothing");
    let acts = ACTS.map(|(name, ..)| name).join("`, `");
    let more = format!("of `{acts}`: {full} ran out of room, and were done when there was some");
    let what = "a disk that is really full, after so many kB".to_owned();
    counts::leave("full-disk", &Count { what, tried, broken: 0, more }).unwrap();
}
