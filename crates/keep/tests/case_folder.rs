//! What a case folder promises, tried on real folders.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use recount_keep::{
    Actor, Added, Case, CaseSettings, DamageKind, KeepError, NewRendition, Origin, RenditionKind,
};
use recount_model::{Act, Field, Id, MetadataField, OriginalId, Subject, SubjectKind};
use std::fs;
use std::path::{Path, PathBuf};

fn new_case(root: &Path) -> Case {
    Case::create(root, &CaseSettings::default(), Actor::default()).unwrap()
}

fn original_path(root: &Path, id: &str) -> PathBuf {
    root.join("originals").join(&id[..2]).join(&id[2..4]).join(id)
}

fn id_of(added: Added) -> String {
    match added {
        Added::New(id) | Added::Known(id) => id.0.to_string(),
    }
}

#[test]
fn what_is_added_is_there_after_reopening() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("case");
    let mut case = new_case(&root);
    assert!(matches!(case.add("a.txt", b"one").unwrap(), Added::New(_)));
    assert!(matches!(case.add("b.txt", b"one").unwrap(), Added::Known(_)));
    drop(case);
    let case = Case::open(&root, Actor::default()).unwrap();
    let stored = case.originals().unwrap();
    assert_eq!(stored.len(), 1);
    assert_eq!(stored[0].names, ["a.txt", "b.txt"]);
    assert_eq!(case.store().read(&stored[0].id).unwrap(), b"one");
    assert_eq!(case.log().unwrap().len(), 3);
    assert_eq!(case.verify().unwrap(), []);
}

#[test]
fn a_full_folder_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("x"), "x").unwrap();
    let refused = Case::create(folder.path(), &CaseSettings::default(), Actor::default());
    assert!(matches!(refused, Err(KeepError::NotEmpty { .. })));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_changed_original_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("case");
    let mut case = new_case(&root);
    let id = id_of(case.add("a.txt", b"one").unwrap());
    let path = original_path(&root, &id);
    fs::remove_file(&path).unwrap();
    fs::write(&path, "two").unwrap();
    let damages = case.verify().unwrap();
    assert_eq!(damages.len(), 1);
    assert_eq!((damages[0].kind, damages[0].what.as_str()), (DamageKind::OriginalChanged, id.as_str()));
}

#[test]
fn proposed_names_are_kept_once_and_are_no_original() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("case");
    let mut case = new_case(&root);
    for (name, bytes) in [("p.jsonl", "one"), ("again.jsonl", "one"), ("q.jsonl", "two")] {
        case.add_proposals(name, bytes.as_bytes()).unwrap();
    }
    drop(case);
    let case = Case::open(&root, Actor::default()).unwrap();
    let mut names: Vec<String> = case.proposals().unwrap().into_iter().map(|file| file.name).collect();
    names.sort();
    assert_eq!(names, ["p.jsonl", "q.jsonl"]);
    assert_eq!(case.originals().unwrap(), []);
    assert_eq!(case.verify().unwrap(), []);
    let path = original_path(&root, &OriginalId::of(b"two").0);
    fs::remove_file(&path).unwrap();
    fs::write(&path, "six").unwrap();
    assert_eq!(case.verify().unwrap()[0].kind, DamageKind::OriginalChanged);
}

#[test]
fn a_torn_original_is_mended_by_adding_it_again() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("case");
    let mut case = new_case(&root);
    let id = id_of(case.add("a.txt", b"one").unwrap());
    let path = original_path(&root, &id);
    fs::remove_file(&path).unwrap();
    fs::write(&path, "on").unwrap();
    case.add("a.txt", b"one").unwrap();
    assert_eq!(case.verify().unwrap(), []);
}

#[test]
fn renditions_are_kept_the_last_one_counts_and_none_is_an_original() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("case");
    let mut case = new_case(&root);
    case.add("a.png", b"scan").unwrap();
    let original = OriginalId::of(b"scan");
    let last =
        [b"one".as_slice(), b"two"].map(|bytes| case.add_rendition(&rendition(&original, bytes)).unwrap());
    drop(case);
    let mut case = Case::open(&root, Actor::default()).unwrap();
    let kept = case.renditions(RenditionKind::RecognisedText).unwrap();
    assert_eq!(kept.into_iter().collect::<Vec<_>>(), [(original, last[1].clone())]);
    assert_eq!(case.originals().unwrap().len(), 1);
    assert_eq!(case.gc().unwrap().unnamed, Vec::<String>::new());
    assert_eq!(case.verify().unwrap(), []);
    fs::remove_file(original_path(&root, &last[1].0)).unwrap();
    assert_eq!(case.verify().unwrap().len(), 1);
}

fn rendition<'r>(original: &'r OriginalId, bytes: &'r [u8]) -> NewRendition<'r> {
    NewRendition {
        original,
        kind: RenditionKind::RecognisedText,
        name: "a.png.recognised.tsv",
        tool: "recogniser 1",
        settings: serde_json::json!({ "languages": "eng" }),
        bytes,
    }
}

#[test]
fn every_changed_column_is_seen() {
    let changes = [
        "UPDATE originals SET bytes = bytes + 1",
        "UPDATE originals SET seq = seq + 1",
        "UPDATE names SET name = 'x'",
        "DELETE FROM names",
        "UPDATE origins SET member = 'x'",
        "UPDATE facts SET value = 'x'",
        "UPDATE facts SET field = 'x'",
        "UPDATE proposals SET name = 'x'",
        "UPDATE renditions SET original = 'x'",
        "UPDATE renditions SET sha256 = 'x'",
        "DROP TABLE renditions",
        "DROP TABLE facts",
        "UPDATE decisions SET reason = 'x'",
        "UPDATE decisions SET actor = 'x'",
        "UPDATE decisions SET at = 'x'",
        "UPDATE log SET entry = replace(entry, 'a.txt', 'b.txt')",
        "UPDATE log SET hash = replace(hash, substr(hash, 1, 1), 'x')",
        "DELETE FROM log WHERE seq = 2",
        "DELETE FROM log",
    ];
    for change in changes {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("case");
        let mut case = new_case(&root);
        case.add("a.txt", b"one").unwrap();
        case.decide(&subject(), &Act::Accept, Some("seen")).unwrap();
        case.add_proposals("p.jsonl", b"two").unwrap();
        case.add_rendition(&rendition(&OriginalId::of(b"one"), b"four")).unwrap();
        let facts = vec![(MetadataField::Sent, "2011".to_owned())];
        let origin = Origin { container: OriginalId::of(b"one"), member: "m".to_owned(), facts };
        case.add_from("c.txt", Some(origin), &mut b"three".as_slice()).unwrap();
        rusqlite::Connection::open(root.join("case.db")).unwrap().execute(change, []).unwrap();
        assert_ne!(case.verify().unwrap(), [], "{change}");
    }
}

fn subject() -> Subject {
    let original = OriginalId::of(b"one");
    let (quote, sort) = ("one".to_owned(), String::new());
    Subject { kind: SubjectKind::Figure, id: Id("fig-1".into()), original, quote, start: 0, sort }
}

#[test]
fn decisions_come_back_as_they_were_made() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("case");
    let mut case = new_case(&root);
    let set = Act::Set { field: Field::Value, value: "14".to_owned(), interval: None };
    case.decide(&subject(), &Act::Reject, Some("misread")).unwrap();
    case.decide(&subject(), &set, None).unwrap();
    let found = Case::open(&root, Actor::default()).unwrap().decisions().unwrap();
    assert_eq!(found.iter().map(|one| &one.act).collect::<Vec<_>>(), [&Act::Reject, &set]);
    assert_eq!(
        found.first().map(|one| (one.subject.clone(), one.why.clone())),
        Some((subject(), Some("misread".to_owned())))
    );
    assert_eq!(case.verify().unwrap(), []);
}

#[test]
fn a_newer_format_is_refused_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("case");
    drop(new_case(&root));
    rusqlite::Connection::open(root.join("case.db"))
        .unwrap()
        .execute_batch("PRAGMA user_version = 99")
        .unwrap();
    let refused = Case::open(&root, Actor::default()).unwrap_err().to_string();
    assert!(refused.contains("newer version"), "{refused}");
}

#[test]
fn a_damaged_cache_counts_as_absent() {
    let folder = tempfile::tempdir().unwrap();
    let case = new_case(&folder.path().join("case"));
    let cache = case.cache();
    cache.put("local", "key", &vec![1, 2, 3]).unwrap();
    assert_eq!(cache.get::<Vec<u8>>("local", "key"), Some(vec![1, 2, 3]));
    let path = case.root().join("cache/local/key");
    let mut bytes = fs::read(&path).unwrap();
    bytes[66] = b'9';
    fs::write(&path, bytes).unwrap();
    assert_eq!(cache.get::<Vec<u8>>("local", "key"), None);
}

#[test]
fn two_processes_never_fork_the_log() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("case");
    drop(new_case(&root));
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let root = &root;
            scope.spawn(move || {
                let mut case = Case::open(root, Actor::default()).unwrap();
                for number in 0..10 {
                    case.add("a.txt", format!("{writer}-{number}").as_bytes()).unwrap();
                }
            });
        }
    });
    let case = Case::open(&root, Actor::default()).unwrap();
    assert_eq!(case.originals().unwrap().len(), 40);
    assert_eq!(case.verify().unwrap(), []);
}

#[test]
fn a_misspelt_setting_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("case");
    drop(new_case(&root));
    fs::write(root.join("case.toml"), "titel = \"x\"\n").unwrap();
    assert!(matches!(Case::open(&root, Actor::default()), Err(KeepError::Settings { .. })));
}

#[test]
fn what_a_container_says_is_kept_with_what_was_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("case");
    let mut case = new_case(&root);
    let container = OriginalId(id_of(case.add("box.zip", b"zip").unwrap()).into());
    let facts =
        vec![(MetadataField::Sent, "2011-03-04".to_owned()), (MetadataField::Author, "Ada".to_owned())];
    let origin =
        Origin { container: container.clone(), member: "../../a.txt".to_owned(), facts: facts.clone() };
    for _ in 0..2 {
        case.add_from("a.txt", Some(origin.clone()), &mut b"one".as_slice()).unwrap();
    }
    let case = Case::open(&root, Actor::default()).unwrap();
    let id = OriginalId::of(b"one");
    assert_eq!(case.facts(&id).unwrap(), facts);
    assert_eq!(case.facts(&container).unwrap(), []);
    assert_eq!(case.origins().unwrap()[0], (id, container, "../../a.txt".to_owned()));
    assert_eq!(case.verify().unwrap(), []);
}

#[test]
fn a_case_of_the_first_format_is_read_and_renewed() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("case");
    let mut case = new_case(&root);
    case.add("a.txt", b"one").unwrap();
    case.add_proposals("p.jsonl", b"two").unwrap();
    drop(case);
    rusqlite::Connection::open(root.join("case.db"))
        .unwrap()
        .execute_batch("DROP TABLE origins; DROP TABLE facts; DROP TABLE proposals; DROP TABLE renditions; PRAGMA user_version = 1")
        .unwrap();
    let case = Case::open(&root, Actor::default()).unwrap();
    assert_eq!((case.originals().unwrap().len(), case.proposals().unwrap().len()), (1, 1));
    assert_eq!(case.verify().unwrap(), []);
}

#[test]
fn a_source_that_breaks_off_leaves_the_case_as_it_was() {
    struct Broken;
    impl std::io::Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("gone"))
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("case");
    let mut case = new_case(&root);
    let failed = case.add_from("a.txt", None, &mut Broken);
    assert!(matches!(failed, Err(KeepError::Source(_))));
    assert_eq!(fs::read_dir(root.join("originals")).unwrap().count(), 0);
    assert_eq!(case.verify().unwrap(), []);
}
