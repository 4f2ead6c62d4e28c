//! All passages that any two accounts share, with their edits and what these say about direction.
//!
//! Comes in: all accounts as witnesses. Goes out: [`Agreement`]s, sorted. It may not know lineage.

use crate::cuts::Cuts;
use crate::cutting_again::{Cutter, Witnesses};
use crate::evidence::{self, Evidence, Teller};
use crate::lineage::{self, Standing};
use crate::passages::{SharedPassage, shared_passages};
use crate::seeds::{self, Candidate};
use crate::witness::{Witness, wording_of_all};
use crate::wording::{Wording, compare};
use crate::{CollationRules, Party, edits};
use rayon::prelude::*;
use recount_diagnostics::Diagnostic;
use recount_model::{Account, Alignment, AlignmentKind, Direction, Edit, Id, Interval, Passage, Span};
use recount_sayings::{Arg, Told, say};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use winnowing::Room;

/// Fewer agreeing words with a subject than this are chance.
const LEAST_SUBJECT_WORDS: usize = 3;
/// The same without names and dates.
const LEAST_TELLING_WORDS: usize = 2;
/// Least number of agreeing words beside values and names where two accounts share one sentence and nothing else: who did what
/// where, of one public act, is told alike by everybody.
const LEAST_LONE_WORDS: usize = 6;
/// The same for what is told in other words: a house has its formulas for the news of every day.
const LEAST_RETOLD_WORDS: usize = 12;
/// … unless so much of both sentences agrees, per thousand: who writes on his own does not say just this.
const LONE_FROM: u32 = 750;
/// Least share of agreeing words, per thousand.
const LEAST_SCORE: u32 = 200;
/// From this share on (per thousand) it is the same sentence, edited; below it is told in other words.
const EDITED_FROM: u32 = 450;
/// So many words in a row are nobody's own words twice.
const EDITED_RUN: usize = 8;

/// One alignment with what later steps need of it.
#[derive(Clone)]
pub(crate) struct Agreement {
    /// Indices of the accounts among the parties, `one < other`.
    pub(crate) one: usize,
    pub(crate) other: usize,
    pub(crate) alignment: Alignment,
    pub(crate) evidence: Vec<Evidence>,
    /// First bytes of agreeing words on both sides.
    pub(crate) agreed: Vec<(u32, u32)>,
    /// Too little to stand alone between two accounts.
    pub(crate) is_slight: bool,
    pub(crate) standing: Standing,
}

impl Agreement {
    /// True if the words are the accounts' own, not a quotation that both may have heard.
    pub(crate) fn is_own(&self) -> bool {
        self.standing == Standing::Own
    }

    /// The same, where other figures were read in one of the accounts.
    pub(crate) fn weigh_again(&mut self, parties: &[Party<'_>], rules: &CollationRules) {
        let Alignment { edits, a, b, .. } = &self.alignment;
        if let (Some(one), Some(other)) = (parties.get(self.one), parties.get(self.other)) {
            self.evidence = evidence(edits, (one, a.span), (other, b.span), rules);
        }
    }
}

/// All agreements, sorted by accounts and places, and what was left out. The words of all parties have their weights.
pub(crate) fn agreements(
    parties: &[Party<'_>],
    units: u32,
    (rules, cuts): (&CollationRules, &Cuts),
    room: Option<Room<'_>>,
) -> (Vec<Agreement>, Vec<Diagnostic>) {
    let witnesses = || parties.iter().map(|party| &party.witness);
    let words = witnesses().map(|witness| witness.words.len()).sum();
    let copies = Copies::new(witnesses().map(wording_of_all));
    let shown: Vec<&Witness<'_>> =
        copies.shown.iter().filter_map(|at| Some(&parties.get(*at)?.witness)).collect();
    let (candidates, noticed) = seeds::candidates(&Witnesses::Kept(&shown), words, units, room);
    compared(&candidates, &copies, parties, (rules, cuts), noticed)
}

/// The same where only those accounts get words that share some with others.
pub(crate) fn agreements_cut_again<'text>(
    parties: &mut [Party<'text>],
    cutter: &Cutter<'_, 'text>,
    (rules, cuts): (&CollationRules, &Cuts),
    room: Room<'_>,
) -> (Vec<Agreement>, Vec<Diagnostic>) {
    let copies = Copies::new(cutter.wordings.iter().copied());
    let shown = Witnesses::Again { accounts: &copies.shown, cutter };
    let (candidates, noticed) = seeds::candidates(&shown, cutter.words, cutter.units, Some(room));
    let met = candidates.iter().flat_map(|one| [one.one, one.other]);
    let met = met.filter_map(|at| copies.shown.get(at as usize).copied());
    let needed: BTreeSet<usize> =
        met.chain(copies.of.iter().flat_map(|(copy, first)| [*copy, *first])).collect();
    let needed = parties.iter_mut().enumerate().filter(|(at, _)| needed.contains(at));
    let needed: Vec<(usize, &mut Party<'text>)> = needed.collect();
    needed.into_par_iter().for_each(|(at, party)| party.witness = cutter.weighed(at));
    compared(&candidates, &copies, parties, (rules, cuts), noticed)
}

fn compared(
    candidates: &[Candidate],
    copies: &Copies,
    parties: &[Party<'_>],
    (rules, cuts): (&CollationRules, &Cuts),
    mut noticed: Vec<Diagnostic>,
) -> (Vec<Agreement>, Vec<Diagnostic>) {
    noticed.extend(copies.capped());
    let pairs: Vec<&[Candidate]> = candidates.chunk_by(|x, y| (x.one, x.other) == (y.one, y.other)).collect();
    let mut found: Vec<Agreement> = pairs
        .par_iter()
        .flat_map_iter(|candidates| of_pair(candidates, &copies.shown, parties, (rules, cuts)))
        .collect();
    found.extend(copies.of.iter().flat_map(|(copy, first)| of_copy(*first, *copy, parties, (rules, cuts))));
    // Accounts are in the order of their ids already.
    found.sort_by_key(place_of);
    (found, noticed)
}

/// The order of agreements.
pub(crate) fn place_of(one: &Agreement) -> (usize, usize, Span, Span) {
    (one.one, one.other, one.alignment.a.span, one.alignment.b.span)
}

/// Of the accounts with the very same words so many are compared with everything. The rest are compared with the first
/// of them only, so that a thousand reposts cost a thousand comparisons and hide nothing behind a frequency cap.
const MOST_FULL_COPIES: usize = 8;

struct Copies {
    /// Accounts that are compared with everything.
    shown: Vec<usize>,
    /// (copy, first)
    of: Vec<(usize, usize)>,
}

impl Copies {
    fn capped(&self) -> Option<Diagnostic> {
        let count = self.of.len();
        let message = || say!("odd.exact-copies", n = count, most = MOST_FULL_COPIES);
        (count > 0).then(|| Diagnostic::note("exact-copies", message()).hint(say!("odd-hint.exact-copies")))
    }

    /// `wordings` name the whole wording of each account.
    fn new(wordings: impl Iterator<Item = (u64, usize)>) -> Self {
        let mut by_wording: BTreeMap<(u64, usize), (usize, usize)> = BTreeMap::new();
        let mut copies = Copies { shown: Vec::new(), of: Vec::new() };
        for (at, wording) in wordings.enumerate() {
            let (first, count) = by_wording.entry(wording).or_insert((at, 0));
            *count += 1;
            if *count <= MOST_FULL_COPIES {
                copies.shown.push(at);
            } else {
                copies.of.push((at, *first));
            }
        }
        copies
    }
}

/// `candidates` are all of the same two accounts, counted among `shown`.
fn of_pair(
    candidates: &[Candidate],
    shown: &[usize],
    parties: &[Party<'_>],
    rules: (&CollationRules, &Cuts),
) -> Vec<Agreement> {
    let of_shown = |at: u32| shown.get(at as usize).copied();
    let pair = candidates.first().and_then(|first| Some((of_shown(first.one)?, of_shown(first.other)?)));
    let Some((one, other)) = pair else { return Vec::new() };
    let (Some(a), Some(b)) = (parties.get(one), parties.get(other)) else { return Vec::new() };
    let units = |found: &Candidate| (found.unit_of_one as usize, found.unit_of_other as usize);
    of_units((one, a), (other, b), &candidates.iter().map(units).collect::<Vec<_>>(), rules)
}

/// The agreements of two accounts that begin at these pairs of units.
pub(crate) fn of_units(
    (one, a): (usize, &Party<'_>),
    (other, b): (usize, &Party<'_>),
    candidates: &[(usize, usize)],
    rules: (&CollationRules, &Cuts),
) -> Vec<Agreement> {
    let shared = shared_passages(&a.witness, &b.witness, candidates, rules.1);
    let mut found: Vec<Agreement> =
        shared.iter().filter_map(|passage| agreement((one, a), (other, b), passage, rules)).collect();
    if found.len() == 1 {
        found.retain(|alone| !alone.is_slight);
    }
    found
}

/// The whole account, block by block.
fn of_copy(
    first: usize,
    copy: usize,
    parties: &[Party<'_>],
    rules: (&CollationRules, &Cuts),
) -> Vec<Agreement> {
    let (one, other) = (first.min(copy), first.max(copy));
    let (Some(a), Some(b)) = (parties.get(one), parties.get(other)) else { return Vec::new() };
    let units = a.witness.units.len().min(b.witness.units.len());
    let told: Vec<usize> =
        (0..units).filter(|at| a.witness.units.get(*at).is_some_and(|unit| !unit.is_idle)).collect();
    let block = |at: usize| a.witness.units.get(at).map(|unit| unit.block);
    told.chunk_by(|x, y| x + 1 == *y && block(*x) == block(*y))
        .filter_map(|chunk| {
            let range = *chunk.first()?..chunk.last()? + 1;
            let passage = SharedPassage { a: range.clone(), b: range };
            agreement((one, a), (other, b), &passage, rules)
        })
        .collect()
}

fn agreement(
    (one, a): (usize, &Party<'_>),
    (other, b): (usize, &Party<'_>),
    passage: &SharedPassage,
    (rules, cuts): (&CollationRules, &Cuts),
) -> Option<Agreement> {
    let (words_a, words_b) = (a.witness.words_of(&passage.a), b.witness.words_of(&passage.b));
    let wording = compare(&a.witness, words_a, &b.witness, words_b, cuts);
    if !is_telling(&wording) {
        return None;
    }
    let (cited_a, cited_b) = (cited(a, &wording.a, &passage.a)?, cited(b, &wording.b, &passage.b)?);
    let edits = edits::edits(&wording, (&a.witness, a.claims), (&b.witness, b.claims), rules);
    let evidence = evidence(&edits, (a, cited_a.span), (b, cited_b.span), rules);
    let id = Id::from_parts("aln", &[&place(&cited_a), &place(&cited_b)]);
    let alignment = Alignment {
        id,
        kind: kind(&wording),
        score_permille: wording.score_permille(),
        edits,
        direction: Direction::Unknown,
        why: vec![agreeing(&wording)],
        a: cited_a,
        b: cited_b,
    };
    let agreed = starts(&wording, &a.witness, &b.witness);
    let is_sentence = passage.a.len() == 1 && passage.b.len() == 1 && wording.score_permille() < LONE_FROM;
    let is_slight = is_sentence && wording.agreed_wording_words < LEAST_LONE_WORDS
        || alignment.kind == AlignmentKind::Paraphrase && wording.agreed_wording_words < LEAST_RETOLD_WORDS;
    let standing = lineage::standing(a, b, &alignment, &agreed);
    Some(Agreement { one, other, alignment, evidence, agreed, is_slight, standing })
}

/// What one passage says about who was first.
fn evidence(
    edits: &[Edit],
    (a, in_a): (&Party<'_>, Span),
    (b, in_b): (&Party<'_>, Span),
    rules: &CollationRules,
) -> Vec<Evidence> {
    let (teller_a, teller_b) = (a.teller(in_a), b.teller(in_b));
    let mut evidence = evidence::of_edits(edits, &teller_a, &teller_b, rules);
    evidence.extend(evidence::of_times(&teller_a, &teller_b));
    evidence.extend(evidence::of_oddities(edits, (&teller_a, in_a), (&teller_b, in_b)));
    evidence.extend(lineage::credit((a, in_a), (b, in_b), rules));
    evidence
}

/// Names alone are nobody's wording; a few scattered words are chance.
fn is_telling(wording: &Wording) -> bool {
    wording.agreed_subject_words >= LEAST_SUBJECT_WORDS
        && wording.agreed_telling_words >= LEAST_TELLING_WORDS
        && wording.score_permille() >= LEAST_SCORE
}

fn kind(wording: &Wording) -> AlignmentKind {
    if wording.differences.is_empty() {
        AlignmentKind::Verbatim
    } else if wording.score_permille() >= EDITED_FROM || wording.longest_run >= EDITED_RUN {
        AlignmentKind::Edited
    } else {
        AlignmentKind::Paraphrase
    }
}

fn agreeing(wording: &Wording) -> Told {
    say!(
        "copy.agreeing",
        agreed = wording.agreed.len(),
        a = wording.a.len(),
        b = wording.b.len(),
        row = wording.longest_run
    )
}

fn starts(wording: &Wording, a: &Witness<'_>, b: &Witness<'_>) -> Vec<(u32, u32)> {
    let start = |witness: &Witness<'_>, at: usize| witness.words.get(at).map(|word| word.span.start);
    wording.agreed.iter().filter_map(|(i, j)| Some((start(a, *i)?, start(b, *j)?))).collect()
}

fn place(passage: &Passage) -> String {
    format!("{}-{}-{}-{}", passage.original, passage.account, passage.span.start, passage.span.end)
}

/// The words as a citation; with the marks around them where they reach to the end of a unit.
fn cited(party: &Party<'_>, words: &Range<usize>, units: &Range<usize>) -> Option<Passage> {
    let witness = &party.witness;
    let (first, last) = (witness.words.get(words.start)?, witness.words.get(words.end.checked_sub(1)?)?);
    let all = witness.words_of(units);
    let (first_unit, last_unit) =
        (witness.units.get(units.start)?, witness.units.get(units.end.checked_sub(1)?)?);
    let start = if words.start == all.start { first_unit.span.start } else { first.span.start };
    let end = if words.end == all.end { last_unit.span.end } else { last.span.end };
    Some(party.account.passage(party.reading, Span { start, end }))
}

impl<'text> Party<'text> {
    /// This account as evidence sees it, for a passage at `span`.
    pub(crate) fn teller(&self, span: Span) -> Teller<'_> {
        Teller {
            account: self.account,
            claims: self.claims,
            witness: &self.witness,
            written: self.written(span),
        }
    }

    /// When the part of the account that `span` stands in was written.
    fn written(&self, span: Span) -> Interval {
        let Some(claims) = self.claims else { return Interval::UNBOUNDED };
        let layer = self.account.layers.iter().position(|layer| layer.span.contains(span));
        let of_layer = layer.and_then(|at| claims.layers_written.get(at));
        of_layer.unwrap_or(&claims.written).interval
    }
}

/// What a reader knows an account by.
pub(crate) fn called(account: &Account) -> Arg {
    name_of(account).map_or_else(|| Arg::Account(account.id.clone()), |name| Arg::Title(name.to_owned()))
}

/// Its title, or who publishes it.
pub(crate) fn name_of(account: &Account) -> Option<&str> {
    account.title.as_ref().map(|title| title.text.as_str()).or(account.source.as_deref())
}
