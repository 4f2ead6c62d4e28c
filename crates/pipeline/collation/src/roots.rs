//! Which figures and statements go back to one telling, so that copies count once.
//!
//! Comes in: all agreements and claims. Goes out: [`Root`]s; every figure and every statement is in exactly one. It may
//! not know which of them are right.

use crate::Party;
use crate::agreement::{Agreement, called};
use crate::cuts::{Cut, Cuts};
use crate::lineage::speaker_key;
use crate::witness::lowered;
use rayon::prelude::*;
use recount_model::{Figure, Id, Root, Span, Statement, Translation};
use recount_sayings::{Told, quote, say, term};
use std::collections::{BTreeMap, BTreeSet};

/// A statement is the same telling as another when this share of both agrees word for word, per thousand.
const SAME_STATEMENT: usize = 600;
/// A number below this is too common to be known by.
const LEAST_RARE_NUMBER: u64 = 10;
/// Figures of one sentence that are paired, each with so many after it.
const PAIRED: usize = 8;
/// The measure of what no lexicon knows: two of these need not count the same thing.
const UNMEASURED: &str = "other";

/// All roots, sorted.
pub(crate) fn roots(
    found: &[Agreement],
    translations: &[Translation],
    parties: &[Party<'_>],
    cuts: &Cuts,
) -> Vec<Root> {
    let mut union = Union::default();
    for claims in parties.iter().filter_map(|party| party.claims) {
        claims.figures.iter().for_each(|figure| union.add(&figure.id));
        claims.statements.iter().for_each(|statement| union.add(&statement.id));
    }
    for agreement in found {
        copied(agreement, parties, &mut union);
    }
    for translation in translations {
        translated(translation, parties, &mut union);
    }
    same_speaker(parties, &mut union);
    same_numbers(parties, &mut union, cuts);
    union.roots()
}

/// Figures of the same measure at the same place of a chain of facts.
fn translated(translation: &Translation, parties: &[Party<'_>], union: &mut Union) {
    let party = |id: &Id| parties.iter().find(|party| party.account.id == *id);
    let (Some(a), Some(b)) = (party(&translation.one), party(&translation.other)) else { return };
    let (Some(claims_a), Some(claims_b)) = (a.claims, b.claims) else { return };
    let at = |figures: &'_ [Figure], span: Span| figures.iter().position(|figure| figure.number_span == span);
    for (one, other) in &translation.facts {
        let pair = at(&claims_a.figures, one.span).zip(at(&claims_b.figures, other.span));
        let pair = pair.and_then(|(i, j)| claims_a.figures.get(i).zip(claims_b.figures.get(j)));
        if let Some((figure, twin)) = pair.filter(|(figure, twin)| figure.measure == twin.measure) {
            let names = (called(a.account), called(b.account));
            let why = say!("root.same-place", a = names.0, b = names.1);
            union.join(&figure.id, &twin.id, why);
        }
    }
}

/// Members joined with the reasons that joined them.
#[derive(Default)]
struct Union {
    index: BTreeMap<Id, usize>,
    ids: Vec<Id>,
    parents: Vec<usize>,
    joins: Vec<(usize, Told)>,
}

impl Union {
    fn add(&mut self, id: &Id) {
        if !self.index.contains_key(id) {
            self.index.insert(id.clone(), self.ids.len());
            self.parents.push(self.ids.len());
            self.ids.push(id.clone());
        }
    }

    fn top(&self, mut at: usize) -> usize {
        while let Some(parent) = self.parents.get(at).filter(|parent| **parent != at) {
            at = *parent;
        }
        at
    }

    fn join(&mut self, one: &Id, other: &Id, why: Told) {
        let (Some(one), Some(other)) = (self.index.get(one).copied(), self.index.get(other).copied()) else {
            return;
        };
        let (high, low) = (self.top(one), self.top(other));
        if high != low {
            if let Some(parent) = self.parents.get_mut(high.max(low)) {
                *parent = high.min(low);
            }
            self.joins.push((one, why));
        }
    }

    fn roots(self) -> Vec<Root> {
        let mut members: BTreeMap<usize, Vec<Id>> = BTreeMap::new();
        for (at, id) in self.ids.iter().enumerate() {
            members.entry(self.top(at)).or_default().push(id.clone());
        }
        let mut reasons: BTreeMap<usize, BTreeSet<&Told>> = BTreeMap::new();
        for (at, why) in &self.joins {
            reasons.entry(self.top(*at)).or_default().insert(why);
        }
        let mut roots: Vec<Root> = members
            .into_par_iter()
            .map(|(top, mut members)| {
                members.sort();
                let names: Vec<&str> = members.iter().map(|id| id.0.as_str()).collect();
                let why = reasons.get(&top).into_iter().flatten().map(|why| (*why).clone()).collect();
                Root { id: Id::from_parts("root", &names), members, why }
            })
            .collect();
        roots.sort_by(|one, other| one.members.cmp(&other.members));
        roots
    }
}

/// Figures whose numbers agree inside aligned words, and statements whose words mostly agree.
fn copied(agreement: &Agreement, parties: &[Party<'_>], union: &mut Union) {
    let (Some(a), Some(b)) = (parties.get(agreement.one), parties.get(agreement.other)) else { return };
    let (Some(claims_a), Some(claims_b)) = (a.claims, b.claims) else { return };
    let (names, span_a) = ((called(a.account), called(b.account)), agreement.alignment.a.span);
    for figure in within(&claims_a.figures, span_a, |figure: &Figure| figure.number_span) {
        let to = agreement.agreed.iter().find(|(start, _)| holds(figure.number_span, *start));
        let Some((_, there)) = to else { continue };
        let twin = claims_b.figures.iter().find(|other| holds(other.number_span, *there));
        if let Some(twin) = twin.filter(|twin| twin.stated == figure.stated && twin.measure == figure.measure)
        {
            let (a, b) = (names.0.clone(), names.1.clone());
            let why = say!("root.shared-words", words = quote(&figure.text), a = a, b = b);
            union.join(&figure.id, &twin.id, why);
        }
    }
    for statement in within(&claims_a.statements, span_a, |statement: &Statement| statement.span) {
        for twin in
            within(&claims_b.statements, agreement.alignment.b.span, |statement: &Statement| statement.span)
        {
            if is_same_telling(statement, a, twin, b, &agreement.agreed) {
                let (a, b) = (names.0.clone(), names.1.clone());
                union.join(&statement.id, &twin.id, say!("root.share", a = a, b = b));
            }
        }
    }
}

fn holds(span: Span, offset: u32) -> bool {
    span.start <= offset && offset < span.end
}

fn within<'claims, T>(
    all: &'claims [T],
    span: Span,
    place: impl Fn(&T) -> Span + 'claims,
) -> impl Iterator<Item = &'claims T> {
    all.iter().filter(move |one| place(one).overlaps(span))
}

fn is_same_telling(
    one: &Statement,
    a: &Party<'_>,
    other: &Statement,
    b: &Party<'_>,
    agreed: &[(u32, u32)],
) -> bool {
    let both = agreed.iter().filter(|(i, j)| holds(one.span, *i) && holds(other.span, *j)).count();
    let words = |party: &Party<'_>, span: Span| {
        let words = &party.witness.words;
        let first = words.partition_point(|word| word.span.start < span.start);
        let last = words.partition_point(|word| word.span.end <= span.end);
        last.saturating_sub(first)
    };
    let longer = words(a, one.span).max(words(b, other.span));
    both > 0 && both * 1000 >= longer * SAME_STATEMENT
}

/// The same person giving the same number for the same thing speaks once, wherever it is printed.
fn same_speaker(parties: &[Party<'_>], union: &mut Union) {
    let mut first_of: BTreeMap<(String, String, u64), Id> = BTreeMap::new();
    for claims in parties.iter().filter_map(|party| party.claims) {
        let statements: BTreeMap<&Id, &Statement> = claims.statements.iter().map(|s| (&s.id, s)).collect();
        for figure in &claims.figures {
            let statement = figure.statement.as_ref().and_then(|id| statements.get(id));
            let speaker = figure.chain.iter().skip(1).next_back().map(|link| lowered(link));
            let speaker = statement.map(|statement| speaker_key(statement)).or(speaker);
            let (Some(speaker), Some(stated)) = (speaker, figure.stated) else { continue };
            let why = say!("root.same-speaker", speaker = &speaker, words = quote(&figure.text));
            match first_of.entry((speaker, figure.measure.0.clone(), stated)) {
                std::collections::btree_map::Entry::Occupied(first) => {
                    union.join(first.get(), &figure.id, why)
                }
                std::collections::btree_map::Entry::Vacant(none) => drop(none.insert(figure.id.clone())),
            }
        }
    }
}

/// Two numbers that stand together in two places (so many killed and so many injured) hardly come from two counts.
fn same_numbers(parties: &[Party<'_>], union: &mut Union, cuts: &Cuts) {
    let mut first_of: BTreeMap<[(String, u64); 2], [Id; 2]> = BTreeMap::new();
    for party in parties {
        for figures in by_sentence(party).into_values() {
            cuts.add(Cut::Figures, usize::from(figures.len() > PAIRED + 1));
            for two in pairs_of(&figures) {
                let key = two.map(|figure| (figure.measure.0.clone(), figure.stated.unwrap_or_default()));
                let ids = two.map(|figure| figure.id.clone());
                match first_of.get(&key) {
                    Some(first) => join_both(first, &ids, &key, union),
                    None => drop(first_of.insert(key, ids)),
                }
            }
        }
    }
}

/// Figures with numbers that are rare enough, by the sentence they stand in.
fn by_sentence<'claims>(party: &Party<'claims>) -> BTreeMap<usize, Vec<&'claims Figure>> {
    let mut by_sentence: BTreeMap<usize, Vec<&Figure>> = BTreeMap::new();
    for figure in party.claims.map_or(&[][..], |claims| &claims.figures) {
        let is_rare = figure.stated.is_some_and(|stated| stated >= LEAST_RARE_NUMBER);
        let sentence = party.witness.sentence_at(figure.number_span.start);
        if let Some(sentence) = sentence.filter(|_| is_rare && figure.measure.0 != UNMEASURED) {
            by_sentence.entry(sentence).or_default().push(figure);
        }
    }
    for figures in by_sentence.values_mut() {
        figures.sort_by_key(|figure| (&figure.measure, figure.stated));
    }
    by_sentence
}

fn pairs_of<'claims>(figures: &[&'claims Figure]) -> Vec<[&'claims Figure; 2]> {
    let mut pairs = Vec::new();
    for (at, one) in figures.iter().enumerate().take(PAIRED) {
        let others = figures.iter().skip(at + 1).take(PAIRED);
        pairs.extend(others.filter(|other| other.measure != one.measure).map(|other| [*one, *other]));
    }
    pairs
}

fn join_both(first: &[Id; 2], ids: &[Id; 2], key: &[(String, u64); 2], union: &mut Union) {
    let [(one, so_many), (other, and_so_many)] = key;
    let why = say!(
        "root.stand-together",
        a = *so_many,
        one = term("harmed", one),
        b = *and_so_many,
        other = term("harmed", other)
    );
    for (before, now) in first.iter().zip(ids) {
        union.join(before, now, why.clone());
    }
}
