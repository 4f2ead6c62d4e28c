//! Care for a case: litter, tables made anew, cases of other people, settings, clocks.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use recount_keep::{Actor, Case, CaseSettings, DamageKind, KeepError};
use recount_model::OriginalId;
use std::fs;
use std::path::Path;

fn new_case(root: &Path) -> Case {
    Case::create(root, &CaseSettings::default(), Actor::default()).unwrap()
}

fn sql(root: &Path, statements: &str) {
    rusqlite::Connection::open(root.join("case.db")).unwrap().execute_batch(statements).unwrap();
}

fn ids_of_notes(case: &Case) -> Vec<String> {
    case.notes().unwrap().into_iter().map(|note| note.id).collect()
}

#[test]
fn gc_takes_what_no_entry_speaks_of_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("case");
    let mut case = new_case(&root);
    case.add("a.txt", b"one").unwrap();
    case.add_proposals("p.jsonl", b"two").unwrap();
    let orphan = OriginalId::of(b"orphan").0.to_string();
    let place = root.join("originals").join(&orphan[..2]).join(&orphan[2..4]);
    fs::create_dir_all(&place).unwrap();
    fs::write(place.join(&orphan), "orphan").unwrap();
    fs::write(place.join("not-ours"), "x").unwrap();
    fs::write(root.join("originals/.writing-1"), "x").unwrap();
    fs::write(root.join(".writing-2"), "x").unwrap();
    assert_eq!(ids_of_notes(&case), ["unnamed-files"]);
    assert_eq!(case.verify().unwrap(), []);
    let removed = case.gc().unwrap();
    assert_eq!((removed.unnamed.as_slice(), removed.temporary), ([orphan.clone()].as_slice(), 2));
    assert!(place.join("not-ours").exists() && !place.join(&orphan).exists());
    assert_eq!(case.log().unwrap().last().unwrap().args["unnamed"][0], orphan);
    assert_eq!((case.verify().unwrap(), ids_of_notes(&case)), (vec![], vec![]));
    assert_eq!(case.gc().unwrap().unnamed, Vec::<String>::new());
}

#[test]
fn gc_of_a_damaged_log_removes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("case");
    let mut case = new_case(&root);
    case.add("a.txt", b"one").unwrap();
    sql(&root, "DELETE FROM log WHERE seq = 2");
    assert!(matches!(case.gc(), Err(KeepError::LogDamaged { .. })));
    assert!(case.store().read(&OriginalId::of(b"one")).is_ok());
}

#[test]
fn tables_are_made_anew_from_the_log() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("case");
    let mut case = new_case(&root);
    case.add("a.txt", b"one").unwrap();
    let log = case.log().unwrap();
    sql(
        &root,
        "DROP TABLE names; UPDATE originals SET bytes = 9; CREATE TABLE x (y); \
         CREATE TRIGGER z AFTER INSERT ON log BEGIN DELETE FROM log; END;",
    );
    assert!(case.verify().unwrap().iter().any(|damage| damage.kind == DamageKind::DatabaseDamaged));
    case.rebuild_tables().unwrap();
    assert_eq!((case.verify().unwrap(), case.log().unwrap()), (vec![], log));
    assert_eq!(case.originals().unwrap()[0].names, ["a.txt"]);
    case.add("b.txt", b"two").unwrap();
    assert_eq!(Case::open(&root, Actor::default()).unwrap().verify().unwrap(), []);
}

#[test]
fn a_trigger_in_a_foreign_database_does_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("case");
    drop(new_case(&root));
    sql(&root, "CREATE TRIGGER z AFTER INSERT ON log BEGIN DELETE FROM log; END;");
    let mut case = Case::open(&root, Actor::default()).unwrap();
    case.add("a.txt", b"one").unwrap();
    assert_eq!(case.log().unwrap().len(), 2);
}

#[test]
fn a_case_opened_for_reading_is_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("case");
    let mut case = new_case(&root);
    case.add("a.txt", b"one").unwrap();
    case.cache().put("dossier", "key", &1).unwrap();
    drop(case);
    fs::remove_file(root.join("case.lock")).unwrap();
    let listed = || walk(&root);
    let before = listed();
    let mut case = Case::open_read_only(&root).unwrap();
    assert_eq!(case.originals().unwrap().len(), 1);
    assert_eq!(case.verify().unwrap(), []);
    assert_eq!(case.cache().get::<i32>("dossier", "key"), None);
    case.cache().put("dossier", "other", &1).unwrap();
    assert!(matches!(case.gc(), Err(KeepError::ReadOnly { .. })));
    assert!(case.decide(&subject(), &recount_model::Act::Accept, None).is_err());
    assert_eq!(listed(), before);
}

fn subject() -> recount_model::Subject {
    let (kind, id) = (recount_model::SubjectKind::Figure, recount_model::Id("fig-1".into()));
    let original = OriginalId::of(b"one");
    recount_model::Subject { kind, id, original, quote: "one".to_owned(), start: 0, sort: String::new() }
}

fn walk(folder: &Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(walk(&path))
        } else {
            found.push((path.clone(), fs::read(&path).unwrap()))
        }
    }
    found.sort();
    found
}

#[test]
fn an_old_case_is_read_without_being_renewed() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("case");
    new_case(&root).add("a.txt", b"one").unwrap();
    sql(&root, "DROP TABLE facts; DROP TABLE settings; PRAGMA user_version = 1");
    let before = fs::read(root.join("case.db")).unwrap();
    let case = Case::open_read_only(&root).unwrap();
    assert_eq!((case.originals().unwrap().len(), case.verify().unwrap()), (1, vec![]));
    assert_eq!(fs::read(root.join("case.db")).unwrap(), before);
}

#[test]
fn an_init_that_was_stopped_is_begun_again() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("case");
    fs::create_dir_all(root.join("originals")).unwrap();
    fs::write(root.join("case.toml"), "title = \"half\"\n").unwrap();
    fs::write(root.join(".writing-x"), "half").unwrap();
    assert_eq!(new_case(&root).verify().unwrap(), []);
    assert!(matches!(
        Case::create(&root, &CaseSettings::default(), Actor::default()),
        Err(KeepError::NotEmpty { .. })
    ));
}

#[test]
fn settings_changed_by_hand_are_told_and_logged_with_the_next_act() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("case");
    drop(new_case(&root));
    fs::write(root.join("case.toml"), "title = \"Mill\"\n").unwrap();
    let mut case = Case::open(&root, Actor::default()).unwrap();
    assert_eq!(ids_of_notes(&case), ["settings-changed"]);
    assert_eq!(case.verify().unwrap(), []);
    case.add("a.txt", b"one").unwrap();
    let log = case.log().unwrap();
    assert_eq!(
        (log[1].verb.as_str(), log[1].args["settings"]["title"].as_str()),
        ("settings.set", Some("Mill"))
    );
    assert_eq!((ids_of_notes(&case), case.verify().unwrap()), (vec![], vec![]));
}

/// Comments and what was changed by hand stay; the log has who set it, and nothing is left to be told.
#[test]
fn a_zone_is_set_in_the_file_and_logged() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("case");
    let mut case = new_case(&root);
    let text = "# of the newsroom\ntitle = \"Mill\" # as in the docket\n\n[columns]\nwho = \"source\"\n";
    fs::write(root.join("case.toml"), text).unwrap();
    case.actor = Actor(Some("Ada".to_owned()));
    case.set_zone(Some("Asia/Aqtau")).unwrap();
    let with_zone = text.replace("\n\n[", "\ndefault-zone = \"Asia/Aqtau\"\n\n[");
    assert_eq!(fs::read_to_string(root.join("case.toml")).unwrap(), with_zone);
    let last = case.log().unwrap().pop().unwrap();
    assert_eq!((last.verb.as_str(), last.actor.as_deref()), ("settings.set", Some("Ada")));
    assert_eq!(last.args["settings"]["default-zone"], "Asia/Aqtau");
    assert_eq!((ids_of_notes(&case), case.verify().unwrap()), (vec![], vec![]));
    case.set_zone(Some("Asia/Aqtau")).unwrap();
    assert_eq!(case.log().unwrap().len(), 2, "what holds is not set again");
    case.set_zone(None).unwrap();
    assert_eq!(fs::read_to_string(root.join("case.toml")).unwrap(), text);
    assert_eq!((case.settings.default_zone.clone(), case.log().unwrap().len()), (None, 3));
    drop(case);
    let mut case = Case::open_read_only(&root).unwrap();
    assert!(matches!(case.set_zone(Some("UTC")), Err(KeepError::ReadOnly { .. })));
    assert_eq!(fs::read_to_string(root.join("case.toml")).unwrap(), text);
}

#[test]
fn settings_that_cannot_be_understood_are_left_as_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("case");
    let mut case = new_case(&root);
    fs::write(root.join("case.toml"), "title = Mill\n").unwrap();
    assert!(matches!(case.set_zone(Some("UTC")), Err(KeepError::Settings { .. })));
    assert_eq!(fs::read_to_string(root.join("case.toml")).unwrap(), "title = Mill\n");
    assert_eq!(case.log().unwrap().len(), 1);
}

#[test]
fn a_clock_that_ran_backwards_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("case");
    let mut case = new_case(&root);
    case.add("a.txt", b"one").unwrap();
    let mut log = case.log().unwrap();
    log[0].at = "2999-01-01T00:00:00Z".to_owned();
    log[1].prev = log[0].hash().unwrap();
    for entry in &log {
        let (text, hash, seq) = (serde_json::to_value(entry).unwrap(), entry.hash().unwrap(), entry.seq);
        sql(&root, &format!("UPDATE log SET entry = '{text}', hash = '{hash}' WHERE seq = {seq}"));
    }
    assert_eq!(
        (ids_of_notes(&case), case.verify().unwrap()),
        (vec!["clock-ran-backwards".to_owned()], vec![])
    );
}

#[test]
fn an_entry_that_fits_no_table_is_a_damage() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("case");
    let mut case = new_case(&root);
    case.add("a.txt", b"one").unwrap();
    let mut entry = case.log().unwrap().pop().unwrap();
    entry.args.insert("name".to_owned(), 7.into());
    let (text, hash) = (serde_json::to_value(&entry).unwrap(), entry.hash().unwrap());
    sql(&root, &format!("UPDATE log SET entry = '{text}', hash = '{hash}' WHERE seq = 2"));
    assert!(case.verify().unwrap().iter().any(|damage| damage.kind == DamageKind::LogUnreadable));
}

#[test]
fn a_file_that_is_no_database_is_refused_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("case");
    drop(new_case(&root));
    fs::write(root.join("case.db"), vec![b'x'; 8192]).unwrap();
    let refused = Case::open(&root, Actor::default()).unwrap_err().to_string();
    assert!(refused.contains("not a database") && refused.contains("recount verify"), "{refused}");
}
