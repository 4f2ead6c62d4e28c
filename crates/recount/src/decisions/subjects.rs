//! What a decision is about, found by its quote.
//!
//! Comes in: a dossier. Goes out: the thing a subject names now: the one with its id, else the one of its kind with the
//! same words in the same original nearest to where they stood, else the only one with these words anywhere.

use recount_model::{
    Act, Added, BY_HAND, Decision, Dossier, Figure, Id, OriginalId, Passage, Span, Subject, SubjectKind,
};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// A thing with its place.
pub(super) struct Item {
    pub(super) id: Id,
    pub(super) original: OriginalId,
    pub(super) start: u32,
}

/// The things that decisions name, as they stand in a dossier, by kind, sort and words.
#[derive(Default)]
pub(crate) struct Found {
    by_id: BTreeSet<(SubjectKind, Id)>,
    by_words: BTreeMap<(SubjectKind, String, String), Vec<Item>>,
}

impl Found {
    pub(crate) fn new(dossier: &Dossier, decisions: &[Decision]) -> Self {
        let named: Vec<&Subject> = decisions.iter().flat_map(named).collect();
        let ids: BTreeSet<(SubjectKind, &Id)> = named.iter().map(|one| (one.kind, &one.id)).collect();
        let words: BTreeSet<(SubjectKind, &str)> =
            named.iter().map(|one| (one.kind, one.quote.as_str())).collect();
        let mut found = Found::default();
        each(dossier, |seen| {
            if ids.contains(&(seen.kind, seen.id)) {
                found.by_id.insert((seen.kind, seen.id.clone()));
            }
            if words.contains(&(seen.kind, seen.quote)) {
                let item = Item { id: seen.id.clone(), original: seen.original.clone(), start: seen.start };
                let key = (seen.kind, seen.sort.into_owned(), seen.quote.to_owned());
                found.by_words.entry(key).or_default().push(item);
            }
        });
        found
    }

    /// What `subject` names is to be found as `item` too.
    pub(super) fn also(&mut self, subject: &Subject, item: Item) {
        let key = (subject.kind, subject.sort.clone(), subject.quote.clone());
        let items = self.by_words.entry(key).or_default();
        if !items.iter().any(|other| other.id == item.id) {
            items.push(item);
        }
    }

    /// The id that `subject` has now.
    pub(crate) fn now(&self, subject: &Subject) -> Option<Id> {
        if self.by_id.contains(&(subject.kind, subject.id.clone())) {
            return Some(subject.id.clone());
        }
        let key = (subject.kind, subject.sort.clone(), subject.quote.clone());
        let items = self.by_words.get(&key)?;
        let same = items.iter().filter(|item| item.original == subject.original);
        let nearest = same.min_by_key(|item| (item.start.abs_diff(subject.start), item.start));
        match (nearest, items.as_slice()) {
            (Some(item), _) => Some(item.id.clone()),
            (None, [only]) => Some(only.id.clone()),
            _ => None,
        }
    }
}

/// What a decision names.
fn named(decision: &Decision) -> impl Iterator<Item = &Subject> {
    let other = match &decision.act {
        Act::Merge { with } => Some(with),
        Act::Split { from } => Some(from),
        _ => None,
    };
    std::iter::once(&decision.subject).chain(other)
}

/// The thing with `id` as the subject of a decision; `None` where no such thing can be decided about.
pub fn subject(dossier: &Dossier, id: &str) -> Option<Subject> {
    let mut found = None;
    each(dossier, |seen| {
        if found.is_none() && seen.id.0 == id {
            found = Some(seen.subject());
        }
    });
    found
}

/// Everything that decisions can be about, by its id.
pub fn subjects(dossier: &Dossier) -> BTreeMap<String, Subject> {
    let mut by_id = BTreeMap::new();
    each(dossier, |seen| {
        by_id.entry(seen.id.to_string()).or_insert_with(|| seen.subject());
    });
    by_id
}

/// A thing that can be decided about, where it stands.
struct Seen<'d> {
    kind: SubjectKind,
    id: &'d Id,
    original: &'d OriginalId,
    quote: &'d str,
    start: u32,
    sort: Cow<'d, str>,
}

impl Seen<'_> {
    fn subject(&self) -> Subject {
        Subject {
            kind: self.kind,
            id: self.id.clone(),
            original: self.original.clone(),
            quote: self.quote.to_owned(),
            start: self.start,
            sort: self.sort.clone().into_owned(),
        }
    }
}

/// What tells things that people added at one passage apart.
pub(super) fn sort_of(thing: &Added) -> String {
    match thing {
        Added::Figure(given) => sort_of_count(&given.measure, given.group.as_deref()),
        Added::Time(_) | Added::Statement { .. } => BY_HAND.to_owned(),
    }
}

fn sort_of_figure(figure: &Figure) -> Cow<'static, str> {
    if figure.rule == BY_HAND {
        sort_of_count(&figure.measure.0, figure.group.as_deref()).into()
    } else {
        NO_SORT
    }
}

fn sort_of_count(measure: &str, group: Option<&str>) -> String {
    match group {
        Some(group) => format!("{BY_HAND} {measure} of {group}"),
        None => format!("{BY_HAND} {measure}"),
    }
}

/// Of what rules read.
const NO_SORT: Cow<'static, str> = Cow::Borrowed("");

fn by_hand(rule: &str) -> Cow<'static, str> {
    if rule == BY_HAND { BY_HAND.into() } else { NO_SORT }
}

/// Everything that can be decided about.
fn each<'d>(dossier: &'d Dossier, mut visit: impl FnMut(Seen<'d>)) {
    for (account, claims) in dossier.accounts.iter().zip(dossier.claims.iter()) {
        let original = &account.original;
        let mut read = |kind, id, span: Span, quote, sort| {
            visit(Seen { kind, id, original, quote, start: span.start, sort });
        };
        for one in &claims.times {
            read(SubjectKind::Time, &one.id, one.span, &one.text, by_hand(&one.rule));
        }
        for one in &claims.figures {
            read(SubjectKind::Figure, &one.id, one.span, &one.text, sort_of_figure(one));
        }
        for one in &claims.statements {
            read(SubjectKind::Statement, &one.id, one.span, &one.text, by_hand(&one.rule));
        }
        claims.names.iter().for_each(|one| read(SubjectKind::Name, &one.id, one.span, &one.text, NO_SORT));
        claims.claims.iter().for_each(|one| read(SubjectKind::Claim, &one.id, one.span, &one.text, NO_SORT));
    }
    let findings = dossier.findings.iter();
    findings
        .filter_map(|one| made(SubjectKind::Finding, &one.id, &one.passages, &one.kind))
        .for_each(&mut visit);
    let entries = dossier.chronicle.iter();
    entries.filter_map(|one| made(SubjectKind::Entry, &one.id, &one.supports, "")).for_each(&mut visit);
}

/// A finding or an entry stands at its first passage.
fn made<'d>(kind: SubjectKind, id: &'d Id, passages: &'d [Passage], sort: &'d str) -> Option<Seen<'d>> {
    let passage = passages.first()?;
    let (original, quote, start) = (&passage.original, &passage.text, passage.span.start);
    Some(Seen { kind, id, original, quote, start, sort: sort.into() })
}
