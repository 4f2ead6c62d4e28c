//! Bits that change by themselves: every change that anyone would see must be reported by `verify`, and nothing on a whole case.

use crate::acts::copy;
use crate::histories::history;
use crate::{Dice, Violation};
use anyhow::Result;
use recount_keep::{Actor, Case, RenditionKind};
use std::collections::BTreeMap;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// What a campaign did.
#[derive(Debug, Default)]
pub struct Flipped {
    pub tried: usize,
    /// Changes after which the case reads differently.
    pub visible: usize,
    /// Of those, how many `verify` reported.
    pub reported: usize,
    pub violations: Vec<Violation>,
}

/// How many cases are damaged in turn.
const CASES: usize = 6;

/// Damages cases at `count` random places.
pub fn flips(place: &Path, count: usize, seed: u64) -> Result<Flipped> {
    let mut dice = Dice::new(seed);
    let mut templates = Vec::new();
    for number in 0..CASES {
        let folder = place.join(format!("template-{number}"));
        history(&folder.join("case"), seed.wrapping_add(number as u64))?;
        Case::open(&folder.join("case"), Actor::default())?.cache().put(
            "local",
            "key",
            &"what was derived".repeat(9),
        )?;
        templates.push((seen(&folder.join("case")), folder));
    }
    let mut flipped = Flipped::default();
    for number in 0..count {
        let Some((clean, template)) = templates.get(number % CASES) else { continue };
        let folder = place.join("flipped");
        copy(template, &folder)?;
        let point = damage(&folder.join("case"), &mut dice)?;
        judge(&mut flipped, clean, &folder.join("case"), point);
        fs::remove_dir_all(&folder)?;
    }
    Ok(flipped)
}

fn judge(flipped: &mut Flipped, clean: &str, root: &Path, point: String) {
    let judged = catch_unwind(AssertUnwindSafe(|| {
        let reported = is_reported(root);
        (seen(root) != clean, reported)
    }));
    flipped.tried += 1;
    let mut broken = |what: &str| {
        flipped.violations.push(Violation { point: point.clone(), invariant: "P3", what: what.to_owned() });
    };
    match judged {
        Ok((false, _)) => {}
        Ok((true, true)) => (flipped.visible, flipped.reported) = (flipped.visible + 1, flipped.reported + 1),
        Ok((true, false)) => {
            flipped.visible += 1;
            broken("the case reads differently and verify says that it is whole");
        }
        Err(_) => broken("it panicked"),
    }
}

/// Damages packages at `count` random places: what comes out of a package is what was packed, or nothing.
pub fn package_flips(place: &Path, count: usize, seed: u64) -> Result<Flipped> {
    let mut dice = Dice::new(seed.wrapping_add(77));
    let mut templates = Vec::new();
    for number in 0..CASES {
        let folder = place.join(format!("packed-{number}"));
        let root = folder.join("made");
        history(&root, seed.wrapping_add(number as u64))?;
        let mut case = Case::open(&root, Actor::default())?;
        let mut bag = case.package(&folder.join("case"))?;
        bag.put("report.html", &mut b"<p>What was found.</p>".as_slice())?;
        case.release(bag, &[("External-Description", "A case".to_owned())])?;
        fs::remove_dir_all(&root)?;
        templates.push((unpacked(&folder.join("case"), &place.join("unpacked"))?, folder));
    }
    let mut flipped = Flipped::default();
    for number in 0..count {
        let Some((clean, template)) = templates.get(number % CASES) else { continue };
        let folder = place.join("flipped");
        copy(template, &folder)?;
        let point = damage(&folder.join("case"), &mut dice)?;
        let judged =
            catch_unwind(AssertUnwindSafe(|| unpacked(&folder.join("case"), &place.join("unpacked"))));
        flipped.tried += 1;
        let mut broken = |what: &str| {
            flipped.violations.push(Violation {
                point: point.clone(),
                invariant: "P3",
                what: what.to_owned(),
            });
        };
        match judged {
            Ok(Ok(Some(seen))) if Some(&seen) == clean.as_ref() => {}
            Ok(Ok(None) | Err(_)) => {
                (flipped.visible, flipped.reported) = (flipped.visible + 1, flipped.reported + 1)
            }
            Ok(Ok(Some(_))) => {
                flipped.visible += 1;
                broken("the package gives something else, and nothing is said");
            }
            Err(_) => broken("it panicked"),
        }
        fs::remove_dir_all(&folder)?;
    }
    Ok(flipped)
}

/// Every payload file of a package, and the case that it gives but for the entry on its coming; `None` where damage is told.
fn unpacked(bag: &Path, root: &Path) -> Result<Option<String>> {
    let (checked, damages) = recount_keep::Bag::check(bag)?;
    let is_whole = damages.is_empty();
    let imported = Case::import(bag, root, Actor::default());
    let given = match imported {
        Ok(recount_keep::Imported::Whole(case)) => {
            let mut log = case.log()?;
            log.pop();
            let originals = case.originals()?;
            Some(format!("{originals:?} {:?} {:?} {log:?}", case.decisions(), case.settings))
        }
        _ => None,
    };
    let _ = fs::remove_dir_all(root);
    anyhow::ensure!(is_whole || given.is_none(), "a damaged package was taken");
    let mut payload = Vec::new();
    for name in checked.names() {
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut checked.open(name)?, &mut bytes)?;
        payload.push((name.to_owned(), recount_model::OriginalId::of(&bytes)));
    }
    Ok(given.filter(|_| is_whole).map(|given| format!("{payload:?} {given}")))
}

/// Checks `count` cases that nothing happened to; gives what was said of them all the same.
pub fn false_alarms(place: &Path, count: u64, seed: u64) -> Result<Vec<Violation>> {
    let mut alarms = Vec::new();
    for number in 0..count {
        let root = place.join("clean");
        history(&root, seed.wrapping_add(1000 + number))?;
        let case = Case::open(&root, Actor::default())?;
        let damages = case.verify()?.into_iter().map(|damage| format!("{}: {}", damage.what, damage.message));
        // That the clock was set back is true, whatever made it so.
        let notes = case.notes()?.into_iter().filter(|note| note.id != "clock-ran-backwards");
        for what in damages.chain(notes.map(|note| note.message.to_string())) {
            alarms.push(Violation { point: format!("clean case {number}"), invariant: "P3", what });
        }
        fs::remove_dir_all(&root)?;
    }
    Ok(alarms)
}

/// True if `verify` ends with damages, a note on settings, or that the case cannot be opened.
fn is_reported(root: &Path) -> bool {
    let Ok(case) = Case::open(root, Actor::default()) else { return true };
    let is_whole = case.verify().is_ok_and(|damages| damages.is_empty());
    let is_quiet = case.notes().is_ok_and(|notes| notes.iter().all(|note| note.id == "unnamed-files"));
    !(is_whole && is_quiet)
}

/// All that a person can come to see of a case.
fn seen(root: &Path) -> String {
    let Ok(case) = Case::open(root, Actor::default()) else { return "not opened".to_owned() };
    let originals = case.originals();
    let read = |id: &recount_model::OriginalId| case.store().read(id).map_err(|_| "not read");
    let bytes: Vec<_> = originals.iter().flatten().map(|one| read(&one.id)).collect();
    let proposals = case.proposals();
    let proposed: Vec<_> = proposals.iter().flatten().map(|one| read(&one.id)).collect();
    let renditions = case.renditions(RenditionKind::RecognisedText);
    let recognised: Vec<_> = renditions.iter().flat_map(BTreeMap::values).map(read).collect();
    let cached =
        case.cache().get::<String>("local", "key").filter(|text| *text != "what was derived".repeat(9));
    format!(
        "{originals:?} {bytes:?} {proposals:?} {proposed:?} {renditions:?} {recognised:?} {:?} {:?} {:?} {:?} {:?} {cached:?}",
        case.decisions(),
        case.all_facts(),
        case.origins(),
        case.settings,
        case.log()
    )
}

/// Changes one file of the case; gives what was done.
fn damage(root: &Path, dice: &mut Dice) -> Result<String> {
    let files: Vec<PathBuf> = walkdir::WalkDir::new(root)
        .sort_by_file_name()
        .into_iter()
        .flatten()
        .filter(|entry| entry.file_type().is_file() && entry.file_name() != "case.lock")
        .map(walkdir::DirEntry::into_path)
        .collect();
    let database = root.join("case.db");
    let path = if dice.roll(10) < 6 && database.is_file() {
        database
    } else {
        files.get(dice.index(files.len())).cloned().unwrap_or(database)
    };
    let mut bytes = fs::read(&path)?;
    if bytes.is_empty() {
        bytes.push(0);
    }
    let at = dice.index(bytes.len());
    let what = match dice.roll(10) {
        0 => {
            bytes.truncate(at);
            "cut off"
        }
        1 => {
            let end = (at / 512 * 512 + 512).min(bytes.len());
            bytes.get_mut(at / 512 * 512..end).unwrap_or_default().fill(0);
            "512 bytes of zeros"
        }
        _ => {
            let bit = 1 << dice.roll(8);
            bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= bit);
            "one bit"
        }
    };
    fs::remove_file(&path)?;
    fs::write(&path, bytes)?;
    Ok(format!("{} at {at}: {what}", path.strip_prefix(root)?.display()))
}
