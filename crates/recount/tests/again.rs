//! Reckoning again after further decisions gives the very dossier that reckoning everything anew gives, whatever was decided.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use proptest::prelude::*;
use recount::decisions::subjects;
use recount::{LocalReading, Original, Reckoner, Rules, Settings, read_local, reckon, reckon_decided};
use recount_model::{Act, Decision, Dossier, Field, Interval, Subject, SubjectKind};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::built_in().unwrap());
static DOCUMENTS: LazyLock<Vec<LocalReading>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/sluice-at-orlec");
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| !path.ends_with("expect.toml"));
    paths.sort();
    let read = |path: &PathBuf| {
        let (name, bytes) =
            (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(path).unwrap());
        let original = Original { name: &name, bytes: &bytes, written: None };
        read_local(&original, &Settings::default(), &RULES).unwrap().value
    };
    paths.iter().map(read).collect()
});
/// All that can be decided about, by kind.
static SUBJECTS: LazyLock<Vec<Subject>> =
    LazyLock::new(|| subjects(&reckon(DOCUMENTS.clone(), &RULES).value).into_values().collect());

/// What may be done: which kind of thing, which of them, what with it.
type Wish = (usize, usize, usize);

const KINDS: [SubjectKind; 7] = [
    SubjectKind::Figure,
    SubjectKind::Figure,
    SubjectKind::Time,
    SubjectKind::Name,
    SubjectKind::Claim,
    SubjectKind::Statement,
    SubjectKind::Finding,
];

fn of_kind(kind: SubjectKind) -> Vec<&'static Subject> {
    SUBJECTS.iter().filter(|subject| subject.kind == kind).collect()
}

/// The decision that a wish stands for; `earlier` ones may be taken back.
fn decision(seq: i64, (kind, which, what): Wish, earlier: &[Decision]) -> Decision {
    let kind = KINDS[kind % KINDS.len()];
    let all = of_kind(kind);
    let (subject, other) = (all[which % all.len()].clone(), all[(which + 1 + what) % all.len()].clone());
    let set = |field: Field, value: &str, interval| Act::Set { field, value: value.to_owned(), interval };
    let day = Interval::new(1_552_521_600_000, 1_552_607_999_000);
    let act = match (what % 6, kind) {
        (0, _) => Act::Reject,
        (1, SubjectKind::Figure) => set(Field::Value, "17", None),
        (2, SubjectKind::Figure) => set(Field::Place, "Veltra", None),
        (3, SubjectKind::Figure) => set(Field::Measure, "injured", None),
        (1 | 2, SubjectKind::Time) => set(Field::Value, "2019-03-14", Some(day)),
        (1 | 2, SubjectKind::Statement) => set(Field::Speaker, "A lock keeper", None),
        (1, SubjectKind::Claim) => Act::Split { from: other },
        (2 | 3, SubjectKind::Claim | SubjectKind::Name) => Act::Merge { with: other },
        (4, _) if !earlier.is_empty() => Act::Withdraw { of: earlier[which % earlier.len()].seq },
        _ => Act::Unsure,
    };
    let subject = match act {
        Act::Withdraw { of } => earlier.iter().find(|one| one.seq == of).unwrap().subject.clone(),
        _ => subject,
    };
    let (who, at) = (Some("Ada".to_owned()), "2019-06-01T00:00:00Z".to_owned());
    Decision { seq, subject, act, who, at, why: None }
}

fn anew(decisions: &[Decision]) -> Dossier {
    reckon_decided(DOCUMENTS.clone(), decisions, &RULES).value
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]
    #[test]
    fn again_is_as_anew(wishes in prop::collection::vec((0_usize..7, any::<prop::sample::Index>(), 0_usize..6), 1..6)) {
        let mut reckoner = Reckoner::of(DOCUMENTS.clone());
        prop_assert!(reckoner.reckon(&[], &RULES).value == anew(&[]));
        let mut decisions: Vec<Decision> = Vec::new();
        for (nth, (kind, which, what)) in wishes.into_iter().enumerate() {
            let next = decision(nth as i64 + 1, (kind, which.index(10_000), what), &decisions);
            decisions.push(next);
            let (again, anew) = (reckoner.reckon(&decisions, &RULES).value, anew(&decisions));
            prop_assert!(again == anew, "differs after {:?}", decisions);
        }
    }
}

#[test]
fn every_figure_rejected_in_turn_is_as_anew() {
    let mut reckoner = Reckoner::of(DOCUMENTS.clone());
    reckoner.reckon(&[], &RULES);
    for (nth, _) in of_kind(SubjectKind::Figure).iter().enumerate() {
        let rejected = [decision(1, (0, nth, 0), &[])];
        assert!(reckoner.reckon(&rejected, &RULES).value == anew(&rejected), "{:?}", rejected[0].subject);
    }
}

#[test]
fn claims_merged_after_a_figure_was_rejected_are_as_anew() {
    let plain = reckon(DOCUMENTS.clone(), &RULES).value;
    let entries: Vec<&Subject> =
        plain.chronicle.iter().filter_map(|entry| subject_of(&entry.claims[0].0)).collect();
    let reject = decision(1, (0, 0, 0), &[]);
    let mut reckoner = Reckoner::of(DOCUMENTS.clone());
    let (who, at) = (Some("Ada".to_owned()), "2019-06-01T00:00:00Z".to_owned());
    let mut changed = 0;
    for two in entries.windows(2) {
        let before = reckoner.reckon(std::slice::from_ref(&reject), &RULES).value;
        let act = Act::Merge { with: two[1].clone() };
        let merge =
            Decision { seq: 2, subject: two[0].clone(), act, who: who.clone(), at: at.clone(), why: None };
        let both = [reject.clone(), merge];
        let after = reckoner.reckon(&both, &RULES).value;
        assert!(after == anew(&both), "{:?}", two);
        changed += usize::from(after.chronicle != before.chronicle);
    }
    assert!(changed > 0);
}

fn subject_of(id: &str) -> Option<&'static Subject> {
    SUBJECTS.iter().find(|subject| subject.id.0 == id)
}
