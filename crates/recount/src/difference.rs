//! What one dossier says that another does not: what a document changed.
//!
//! Comes in: two dossiers, mostly one with a document and one without it. Goes out: a [`Difference`]. It may not know
//! files or how the two came about.

use recount_model::{ChronicleEntry, Dossier, Figure, Finding, Id, Interval, Question, Saying, Told};
use serde::{Serialize, Serializer};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What changed from one dossier to another, each list in the order of its dossier.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Difference {
    pub figures: Changed,
    pub bounds: Vec<BoundsChange>,
    pub findings: Changed,
    pub entries: Changed,
    pub times: Vec<TimesChange>,
}

/// Things gained and lost.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Changed {
    pub gained: Vec<Named>,
    pub lost: Vec<Named>,
}

/// A thing by its id and in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Named {
    pub id: Id,
    #[serde(serialize_with = "in_english")]
    pub words: Told,
}

/// A question whose least or greatest number is another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BoundsChange {
    #[serde(serialize_with = "in_english")]
    pub question: Told,
    pub before: BoundsTold,
    pub after: BoundsTold,
}

/// What a question's answers come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct BoundsTold {
    pub low: Option<u64>,
    pub high: Option<u64>,
    pub best: Option<u64>,
}

/// An entry of the chronicle that keeps its title and has other bounds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TimesChange {
    pub entry: String,
    pub before: Interval,
    pub after: Interval,
}

/// As programs read it.
fn in_english<S: Serializer>(told: &Told, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(told)
}

impl Difference {
    /// True if both say the same.
    pub fn is_empty(&self) -> bool {
        *self == Difference::default()
    }
}

/// What `after` has that `before` has not, and the other way round. What both share is not looked at.
pub fn difference(before: &Dossier, after: &Dossier) -> Difference {
    let mut found = Difference::default();
    if !Arc::ptr_eq(&before.claims, &after.claims) {
        let named = |figure: &Figure| named(&figure.id, Told::verbatim(figure.text.clone()));
        found.figures = changed(&figures(before), &figures(after), |figure| &figure.id, named);
    }
    if !Arc::ptr_eq(&before.questions, &after.questions) {
        found.bounds = bounds(&before.questions, &after.questions);
    }
    if !Arc::ptr_eq(&before.findings, &after.findings) {
        // A finding stays the same where its kind and title do: its further passages may have grown.
        let named = |finding: &Finding| named(&finding.id, finding.title.clone());
        let (old, new) = (listed(&before.findings), listed(&after.findings));
        found.findings = changed(&old, &new, |one| (&*one.kind, one.hold, &*one.title), named);
    }
    if !Arc::ptr_eq(&before.chronicle, &after.chronicle) {
        let named = |entry: &ChronicleEntry| named(&entry.id, Told::verbatim(entry.title.clone()));
        found.entries =
            changed(&listed(&before.chronicle), &listed(&after.chronicle), |entry| &*entry.title, named);
        found.times = times(&before.chronicle, &after.chronicle);
    }
    found
}

/// What only one of the two lists has, by `key`.
fn changed<'d, T, K: Ord>(
    before: &[&'d T],
    after: &[&'d T],
    key: impl Fn(&'d T) -> K,
    named: impl Fn(&T) -> Named,
) -> Changed {
    let only = |all: &[&'d T], others: &[&'d T]| -> Vec<Named> {
        let known: BTreeSet<K> = others.iter().map(|other| key(other)).collect();
        all.iter().filter(|one| !known.contains(&key(one))).map(|one| named(one)).collect()
    };
    Changed { gained: only(after, before), lost: only(before, after) }
}

fn listed<T>(all: &[T]) -> Vec<&T> {
    all.iter().collect()
}

fn figures(dossier: &Dossier) -> Vec<&Figure> {
    dossier.claims.iter().flat_map(|claims| &claims.figures).collect()
}

fn named(id: &Id, words: Told) -> Named {
    let text = words.split_whitespace().collect::<Vec<_>>().join(" ");
    Named { id: id.clone(), words: Saying { text: text.into(), ..words.into_saying() }.into() }
}

fn bounds(before: &[Question], after: &[Question]) -> Vec<BoundsChange> {
    let old: BTreeMap<&str, &Question> = before.iter().map(|question| (&*question.title, question)).collect();
    let mut found = Vec::new();
    for question in after {
        let was = old.get(&*question.title).map_or(BoundsTold::default(), |old| told(old));
        if was != told(question) {
            found.push(BoundsChange { question: question.title.clone(), before: was, after: told(question) });
        }
    }
    let now: BTreeSet<&str> = after.iter().map(|question| &*question.title).collect();
    let gone = before.iter().filter(|question| !now.contains(&*question.title));
    found.extend(gone.filter(|question| told(question) != BoundsTold::default()).map(|question| {
        BoundsChange {
            question: question.title.clone(),
            before: told(question),
            after: BoundsTold::default(),
        }
    }));
    found
}

fn told(question: &Question) -> BoundsTold {
    BoundsTold {
        low: question.low.as_ref().map(|low| low.0),
        high: question.high.as_ref().map(|high| high.0),
        best: question.best.as_ref().map(|best| best.0),
    }
}

fn times(before: &[ChronicleEntry], after: &[ChronicleEntry]) -> Vec<TimesChange> {
    let old: BTreeMap<&str, Interval> =
        before.iter().map(|entry| (entry.title.as_str(), entry.interval)).collect();
    let mut found = Vec::new();
    for entry in after {
        if let Some(was) = old.get(entry.title.as_str()).filter(|was| **was != entry.interval) {
            found.push(TimesChange { entry: entry.title.clone(), before: *was, after: entry.interval });
        }
    }
    found
}
