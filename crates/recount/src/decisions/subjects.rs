//! What a decision is about, found by its quote.
//!
//! Comes in: a dossier. Goes out: the thing a subject names now: the one with its id, else the one of its kind with the
//! same words in the same original nearest to where they stood, else the only one with these words anywhere.

use recount_model::{Added, BY_HAND, Dossier, Figure, Id, OriginalId, Passage, Subject, SubjectKind};
use std::collections::BTreeMap;

/// A thing with its place.
pub(super) struct Item {
    pub(super) id: Id,
    pub(super) original: OriginalId,
    pub(super) start: u32,
}

/// The things of a dossier by kind, sort and words.
#[derive(Default)]
pub(crate) struct Found {
    by_id: BTreeMap<(SubjectKind, Id), ()>,
    by_words: BTreeMap<(SubjectKind, String, String), Vec<Item>>,
    /// The claims of each entry.
    pub(crate) entries: BTreeMap<Id, Vec<Id>>,
}

impl Found {
    pub(crate) fn new(dossier: &Dossier) -> Self {
        let mut found = Found::default();
        for subject in all(dossier) {
            let item =
                Item { id: subject.id.clone(), original: subject.original.clone(), start: subject.start };
            found.by_id.insert((subject.kind, subject.id), ());
            found.by_words.entry((subject.kind, subject.sort, subject.quote)).or_default().push(item);
        }
        for entry in &dossier.chronicle {
            found.entries.insert(entry.id.clone(), entry.claims.clone());
        }
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
        if self.by_id.contains_key(&(subject.kind, subject.id.clone())) {
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

/// The thing with `id` as the subject of a decision; `None` where no such thing can be decided about.
pub fn subject(dossier: &Dossier, id: &str) -> Option<Subject> {
    all(dossier).into_iter().find(|subject| subject.id.0 == id)
}

/// Everything that decisions can be about, by its id.
pub fn subjects(dossier: &Dossier) -> BTreeMap<String, Subject> {
    let mut by_id = BTreeMap::new();
    for subject in all(dossier) {
        by_id.entry(subject.id.0.to_string()).or_insert(subject);
    }
    by_id
}

/// What tells things that people added at one passage apart.
pub(super) fn sort_of(thing: &Added) -> String {
    match thing {
        Added::Figure(given) => sort_of_count(&given.measure, given.group.as_deref()),
        Added::Time(_) | Added::Statement { .. } => BY_HAND.to_owned(),
    }
}

fn sort_of_figure(figure: &Figure) -> String {
    if figure.rule == BY_HAND {
        sort_of_count(&figure.measure.0, figure.group.as_deref())
    } else {
        String::new()
    }
}

fn sort_of_count(measure: &str, group: Option<&str>) -> String {
    match group {
        Some(group) => format!("{BY_HAND} {measure} of {group}"),
        None => format!("{BY_HAND} {measure}"),
    }
}

fn by_hand(rule: &str) -> String {
    if rule == BY_HAND { BY_HAND.to_owned() } else { String::new() }
}

/// Everything that can be decided about.
fn all(dossier: &Dossier) -> Vec<Subject> {
    let mut found = Vec::new();
    for (account, claims) in dossier.accounts.iter().zip(&dossier.claims) {
        let mut push = |kind, id: &Id, span: recount_model::Span, quote: &str, sort: String| {
            found.push(Subject {
                kind,
                id: id.clone(),
                original: account.original.clone(),
                quote: quote.to_owned(),
                start: span.start,
                sort,
            });
        };
        for one in &claims.times {
            push(SubjectKind::Time, &one.id, one.span, &one.text, by_hand(&one.rule));
        }
        for one in &claims.figures {
            push(SubjectKind::Figure, &one.id, one.span, &one.text, sort_of_figure(one));
        }
        for one in &claims.statements {
            push(SubjectKind::Statement, &one.id, one.span, &one.text, by_hand(&one.rule));
        }
        let none = String::new;
        claims.names.iter().for_each(|one| push(SubjectKind::Name, &one.id, one.span, &one.text, none()));
        claims.claims.iter().for_each(|one| push(SubjectKind::Claim, &one.id, one.span, &one.text, none()));
    }
    let made = |kind, id: &Id, passages: &[Passage], sort: &str| {
        passages.first().map(|passage| Subject {
            kind,
            id: id.clone(),
            original: passage.original.clone(),
            quote: passage.text.clone(),
            start: passage.span.start,
            sort: sort.to_owned(),
        })
    };
    let findings = dossier.findings.iter();
    found.extend(findings.filter_map(|one| made(SubjectKind::Finding, &one.id, &one.passages, &one.kind)));
    let entries = dossier.chronicle.iter();
    found.extend(entries.filter_map(|one| made(SubjectKind::Entry, &one.id, &one.supports, "")));
    found
}
