//! `lost-witness`: somebody through whom a claim was told is no longer named in a copy of it.
//!
//! # What it says
//! Two accounts tell the same thing in the same words or with the same number; one names a speaker whom the other does
//! not name, or names only as "an eyewitness".
//!
//! # Why it matters
//! The witness is who would have to be asked and, perhaps, protected. With a link lost, what one person saw may be taken
//! for what the reporter saw.
//!
//! # How it is computed
//! The chains (publication → speaker → hearsay) of the same figure or statement on both sides of a copied passage, or in
//! one root, are compared link by link. A speaker whose naming the copy leaves out of the passage is lost as well, where the
//! copy names nobody for these words and that speaker nowhere.
//!
//! # What it does not show
//! That the name was removed on purpose: leaving out a name can be protection.
//!
//! # References
//! S. Pareti: PARC 3.0: a corpus of attribution relations. LREC (2016), on nested attribution.

use crate::draft::Draft;
use crate::view::View;
use crate::words::{name_of, quoted};
use recount_model::{Alignment, Finding, Hold, Id, Passage, Severity, Statement};
use recount_sayings::{Arg, say};
use std::collections::{BTreeMap, BTreeSet};

/// The kind's id.
pub const ID: &str = "lost-witness";

/// Two passages in which less agrees, per thousand, may be of two events told in the same way: nobody need be lost between them.
const LEAST_AGREEING: u32 = 500;

/// Something told with a chain: a figure or a statement.
#[derive(Clone)]
struct Item {
    id: Id,
    account: Id,
    passage: Passage,
    /// Speakers without the publication, outermost first.
    speakers: Vec<String>,
}

/// Finds all of the kind.
pub fn find(view: &View<'_>) -> Vec<Finding> {
    let mut found: BTreeMap<(Id, Id, String), Finding> = BTreeMap::new();
    for (fuller, shorter) in same(view) {
        for (fuller, shorter) in [(&fuller, &shorter), (&shorter, &fuller)] {
            let Some(lost) = lost(fuller, shorter) else { continue };
            let key = (fuller.account.clone(), shorter.account.clone(), lost.to_lowercase());
            found.entry(key).or_insert_with(|| finding(fuller, shorter, &lost, view));
        }
    }
    found.into_values().collect()
}

/// Pairs that tell the same thing in two accounts.
fn same(view: &View<'_>) -> Vec<(Item, Item)> {
    let mut pairs = Vec::new();
    for root in &view.dossier.collation.roots {
        let items: Vec<Item> = root.members.iter().filter_map(|id| figure(id, view)).collect();
        // One telling has one chain: the fullest is what the others are measured by.
        let Some(fullest) = items.iter().max_by_key(|item| (item.speakers.len(), &item.id)) else { continue };
        let others = items.iter().filter(|other| other.account != fullest.account);
        let same = others.filter(|other| is_same_number(fullest, other, view));
        pairs.extend(same.map(|other| (fullest.clone(), other.clone())));
    }
    let alignments = || view.alignments().iter().filter(|one| one.score_permille >= LEAST_AGREEING);
    for alignment in alignments() {
        let figures = |passage: &Passage| view.figures_in(&passage.account, passage.span);
        for a in figures(&alignment.a) {
            let same = figures(&alignment.b).into_iter().find(|b| {
                (b.figure.low, b.figure.high, &b.figure.measure)
                    == (a.figure.low, a.figure.high, &a.figure.measure)
            });
            pairs.extend(figure(&a.figure.id, view).zip(same.and_then(|b| figure(&b.figure.id, view))));
        }
        pairs.extend(statements(&alignment.a, &alignment.b, view));
    }
    pairs.extend(retold(view));
    pairs.extend(alignments().flat_map(|alignment| dropped(alignment, view)));
    pairs
}

/// Statements of one side whose speaker stands in words that the other side leaves out, while it keeps what was said and names
/// the speaker nowhere.
fn dropped(alignment: &Alignment, view: &View<'_>) -> Vec<(Item, Item)> {
    let (a, b) = (&alignment.a, &alignment.b);
    let mut pairs = Vec::new();
    for edit in &alignment.edits {
        let sides = [(a, b, edit.a, &edit.new), (b, a, edit.b, &edit.old)];
        for (fuller, shorter, span, _) in sides.into_iter().filter(|side| is_left_out(side.3)) {
            let Some(without) = without(shorter, alignment, view) else { continue };
            let statements = view.statements_in(&fuller.account, fuller.span).into_iter();
            let named = statements.filter(|told| {
                told.speaker_span.is_some_and(|speaker| span.contains(speaker) && !told.span.is_empty())
                    && told.span.overlaps(fuller.span)
                    && !span.contains(told.span)
                    && !is_named_in(&told.speaker, &shorter.account, view)
            });
            pairs.extend(named.filter_map(|told| Some((statement(fuller, told, view)?, without.clone()))));
        }
    }
    pairs
}

/// Nobody else stands there instead.
fn is_left_out(instead: &str) -> bool {
    !instead.split_whitespace().any(|word| word.chars().next().is_some_and(char::is_uppercase))
}

/// The passage as told by nobody; `None` if somebody is named for words in it.
fn without(passage: &Passage, alignment: &Alignment, view: &View<'_>) -> Option<Item> {
    let is_told = view.statements_in(&passage.account, passage.span).iter().any(|told| told.chain.len() > 1);
    let (id, account) = (alignment.id.clone(), passage.account.clone());
    (!is_told).then(|| Item { id, account, passage: passage.clone(), speakers: Vec::new() })
}

/// True if the last word of the name stands anywhere in the account.
fn is_named_in(name: &str, account: &Id, view: &View<'_>) -> bool {
    let surname = folded(name).rsplit(' ').next().unwrap_or_default().to_owned();
    let text = view.account(account).map(|(account, reading)| folded(account.span.of(&reading.text)));
    text.is_none_or(|text| text.split(' ').any(|word| word == surname))
}

/// The same number of the same, from a speaker both name, in two accounts of which one takes words from the other.
fn retold(view: &View<'_>) -> Vec<(Item, Item)> {
    const MOST_ALIKE: usize = 50;
    let related: BTreeSet<(&Id, &Id)> = view
        .dossier
        .collation
        .lineage
        .iter()
        .flat_map(|edge| [(&edge.from, &edge.to), (&edge.to, &edge.from)])
        .collect();
    let mut alike: BTreeMap<(&str, u64, Option<u64>), Vec<Item>> = BTreeMap::new();
    for told in view.all_told().filter(|told| told.figure.chain.len() > 1) {
        let key = (told.figure.measure.0.as_str(), told.figure.low, told.figure.high);
        alike.entry(key).or_default().extend(figure(&told.figure.id, view));
    }
    let mut pairs = Vec::new();
    for items in alike.into_values().filter(|items| items.len() <= MOST_ALIKE) {
        for (at, first) in items.iter().enumerate() {
            let others = items.iter().skip(at + 1);
            let retold = others.filter(|other| {
                related.contains(&(&first.account, &other.account)) && shares_speaker(first, other)
            });
            pairs.extend(retold.map(|other| (first.clone(), other.clone())));
        }
    }
    pairs
}

fn shares_speaker(a: &Item, b: &Item) -> bool {
    a.speakers.iter().any(|name| is_name(name) && b.speakers.iter().any(|other| is_same_name(name, other)))
}

fn figure(id: &Id, view: &View<'_>) -> Option<Item> {
    let told = view.told(id)?;
    Some(Item {
        id: id.clone(),
        account: told.account.id.clone(),
        passage: told.passage(),
        speakers: told.figure.chain.get(1..).unwrap_or_default().to_vec(),
    })
}

fn is_same_number(a: &Item, b: &Item, view: &View<'_>) -> bool {
    let number = |item: &Item| view.told(&item.id).map(|told| (told.figure.low, told.figure.high));
    number(a) == number(b)
}

/// Statements with the same words on both sides of a copied passage.
fn statements(a: &Passage, b: &Passage, view: &View<'_>) -> Vec<(Item, Item)> {
    let (first, second) = (view.statements_in(&a.account, a.span), view.statements_in(&b.account, b.span));
    let pairs = first.into_iter().filter_map(|told| {
        let same = second.iter().find(|other| folded(&other.text) == folded(&told.text))?;
        statement(a, told, view).zip(statement(b, same, view))
    });
    pairs.collect()
}

fn statement(passage: &Passage, told: &Statement, view: &View<'_>) -> Option<Item> {
    let (account, reading) = view.account(&passage.account)?;
    Some(Item {
        id: told.id.clone(),
        account: passage.account.clone(),
        passage: account.passage(reading, told.span),
        speakers: told.chain.get(1..).unwrap_or_default().to_vec(),
    })
}

/// The innermost named speaker of `fuller` that `shorter` does not name. `shorter` must tell it from nobody, or from
/// speakers it shares with `fuller` (and at most somebody it does not name): else it has a source of its own.
fn lost(fuller: &Item, shorter: &Item) -> Option<String> {
    if shorter.speakers.len() > fuller.speakers.len() {
        return None;
    }
    let is_in = |name: &String, others: &[String]| others.iter().any(|other| is_same_name(name, other));
    let shared = shorter.speakers.iter().filter(|name| is_in(name, &fuller.speakers)).count();
    let own = shorter.speakers.iter().filter(|name| !is_in(name, &fuller.speakers) && is_name(name)).count();
    let is_one_telling = own == 0 && (shared > 0 || shorter.speakers.is_empty());
    let mut lost =
        fuller.speakers.iter().rev().filter(|name| is_name(name) && !is_in(name, &shorter.speakers));
    lost.next().filter(|_| is_one_telling).cloned()
}

/// A person or body called by name: capital letters beyond one that may only open a sentence.
fn is_name(words: &str) -> bool {
    let is_capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    words.split_whitespace().all(is_capital) || words.split_whitespace().skip(1).any(is_capital)
}

fn is_same_name(a: &str, b: &str) -> bool {
    let (a, b) = (folded(a), folded(b));
    a == b || a.ends_with(&format!(" {b}")) || b.ends_with(&format!(" {a}"))
}

fn folded(words: &str) -> String {
    let parts = words.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.map(str::to_lowercase).collect::<Vec<String>>().join(" ")
}

fn finding(fuller: &Item, shorter: &Item, lost: &str, view: &View<'_>) -> Finding {
    let (first, second) = (name_of(&fuller.account, view), name_of(&shorter.account, view));
    let chain = |item: &Item| match item.speakers.as_slice() {
        [] => say!("lost-witness.nobody").into(),
        speakers => Arg::Words(speakers.join(" → ")),
    };
    Draft {
        kind: ID,
        hold: Hold::OnReading,
        reading: Some(say!("lost-witness.reading")),
        title: say!("lost-witness.title", words = quoted(&fuller.passage.text), who = lost),
        why: vec![
            say!("lost-witness.tells", account = first, chain = chain(fuller)),
            say!("lost-witness.tells", account = second, chain = chain(shorter)),
        ],
        passages: vec![fuller.passage.clone(), shorter.passage.clone()],
        parents: vec![fuller.id.clone(), shorter.id.clone()],
        severity: Severity::Notable,
    }
    .finish()
}
