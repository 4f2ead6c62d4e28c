//! Pairs of accounts: which way their words went taken together, and whether the source is named.
//!
//! Comes in: all agreements. Goes out: [`LineageEdge`]s; each agreement gets its direction and reasons. It may not know
//! claims beyond who is quoted.

use crate::agreement::{Agreement, called};
use crate::cuts::{Cut, Cuts};
use crate::evidence::{self, Evidence, LEAST_LEAN, words};
use crate::interleaving::interleavings;
use crate::third_witnesses::intermediaries;
use crate::witness::lowered;
use crate::{CollationRules, Party};
use recount_model::{Alignment, Direction, Id, LineageEdge, Mode, Passage, Span, Statement};
use recount_sayings::{Arg, Told, say};
use recount_text::is_quotation_mark;
use std::collections::BTreeMap;

/// A credit may stand this many sentences before or after the words.
const CREDIT_REACH: usize = 2;
/// Reasons shown for the pair; the passages keep all of theirs.
const MOST_REASONS: usize = 8;
/// A third account explains what two others share when it has this share of it, per thousand.
const EXPLAINED_FROM: usize = 800;
/// So many accounts that lead to both are looked at for an explanation.
const MOST_THIRDS: usize = 16;

/// Keys of what is said where nobody is known to have been first.
const NO_REASON: &str = "copy.no-reason";
const WEAK_REASONS: &str = "copy.weak-reasons";

type PairOf = (usize, usize);

/// Sets the direction of every agreement and makes one edge per pair of accounts that share words of their own.
pub(crate) fn lineage(
    found: &mut [Agreement],
    parties: &[Party<'_>],
    (rules, cuts): (&CollationRules, &Cuts),
) -> Vec<LineageEdge> {
    let mut pairs: BTreeMap<PairOf, Vec<usize>> = BTreeMap::new();
    for (at, agreement) in found.iter().enumerate() {
        pairs.entry((agreement.one, agreement.other)).or_default().push(at);
    }
    let mut of_others = interleavings(found, parties, cuts);
    for (pair, evidence) in intermediaries(found, parties, cuts) {
        of_others.entry(pair).or_default().extend(evidence);
    }
    let of_others = |pair: &PairOf| of_others.get(pair).map_or(&[][..], Vec::as_slice);
    let mut verdicts: BTreeMap<PairOf, Verdict> =
        pairs.iter().map(|(pair, members)| (*pair, verdict(members, found, of_others(pair)))).collect();
    explain_by_third(&mut verdicts, &pairs, (found, parties), cuts);
    for (pair, members) in &pairs {
        let Some(verdict) = verdicts.get(pair) else { continue };
        for at in members {
            if let Some(agreement) = found.get_mut(*at) {
                settle(agreement, verdict, of_others(pair));
            }
        }
    }
    pairs
        .iter()
        .filter_map(|(pair, members)| edge(*pair, members, verdicts.get(pair)?, found, parties, rules))
        .collect()
}

/// What all agreements of a pair say together.
struct Verdict {
    direction: Direction,
    why: Vec<Told>,
    /// Nothing is shared but words of a person whom both quote.
    is_only_quotations: bool,
}

fn verdict(members: &[usize], found: &[Agreement], of_others: &[Evidence]) -> Verdict {
    let of_pair: Vec<&Agreement> = members.iter().filter_map(|at| found.get(*at)).collect();
    let own: Vec<&&Agreement> = of_pair.iter().filter(|one| one.is_own()).collect();
    if own.is_empty() {
        return Verdict { direction: Direction::Unknown, why: Vec::new(), is_only_quotations: true };
    }
    let mut evidence: Vec<Evidence> = own.iter().flat_map(|one| one.evidence.iter().cloned()).collect();
    evidence.extend_from_slice(of_others);
    // The same reason twice (a date, a wording) is one reason.
    evidence.sort_by(|x, y| (y.lean.abs(), x).cmp(&(x.lean.abs(), y)));
    evidence.dedup();
    let direction = evidence::direction(&evidence);
    let mut why: Vec<Told> = evidence.iter().map(|one| one.why.clone()).collect();
    why.truncate(MOST_REASONS);
    if direction == Direction::Unknown {
        why.push(insufficient(&evidence));
    }
    Verdict { direction, why, is_only_quotations: false }
}

/// Why nobody is said to have been first.
fn insufficient(evidence: &[Evidence]) -> Told {
    say!(if evidence.iter().all(|one| one.lean == 0) { NO_REASON } else { WEAK_REASONS })
}

/// The passage goes the way its pair goes, unless its own evidence speaks against that.
fn settle(agreement: &mut Agreement, verdict: &Verdict, of_others: &[Evidence]) {
    if agreement.is_own() {
        agreement.evidence.extend_from_slice(of_others);
    }
    let own: i32 = agreement.evidence.iter().map(|one| one.lean).sum();
    let alignment = &mut agreement.alignment;
    let reasons = agreement.evidence.iter().map(|one| one.why.clone());
    let is_against = match verdict.direction {
        Direction::AToB => own <= -LEAST_LEAN,
        Direction::BToA => own >= LEAST_LEAN,
        Direction::CommonOrigin | Direction::Unknown => false,
    };
    if let (true, Standing::SharedQuotation(why) | Standing::TwoSpeakers(why)) =
        (verdict.is_only_quotations, &agreement.standing)
    {
        let is_shared = matches!(agreement.standing, Standing::SharedQuotation(_));
        alignment.direction = if is_shared { Direction::CommonOrigin } else { Direction::Unknown };
        alignment.why.push(why.clone());
    } else if is_against {
        alignment.why.extend(reasons);
        alignment.direction = Direction::Unknown;
        alignment.why.push(say!("copy.other-way"));
    } else {
        alignment.why.extend(reasons);
        alignment.direction = verdict.direction;
        let is_known = verdict.direction != Direction::Unknown;
        let closing = match (is_known, own.abs() < LEAST_LEAN) {
            (true, true) => Some(say!("copy.so-others")),
            (true, false) => None,
            (false, true) => Some(insufficient(&agreement.evidence)),
            (false, false) => Some(say!("copy.not-enough")),
        };
        alignment.why.extend(closing);
    }
}

/// Where a third account was first and has what two others share, the two may both have it from there.
fn explain_by_third(
    verdicts: &mut BTreeMap<PairOf, Verdict>,
    pairs: &BTreeMap<PairOf, Vec<usize>>,
    (found, parties): (&[Agreement], &[Party<'_>]),
    cuts: &Cuts,
) {
    let mut explained = Vec::new();
    let sources = sources(verdicts);
    for ((one, other), members) in pairs {
        let of_one = sources.get(one).into_iter().flatten().copied();
        let mut of_both = of_one.filter(|third| leads_to(verdicts, *third, *other));
        let explains = |third: &usize| is_explained(members, pairs.get(&ordered(*third, *one)), *one, found);
        match of_both.by_ref().take(MOST_THIRDS).find(explains) {
            Some(third) => explained.push(((*one, *other), third)),
            None => cuts.add(Cut::Thirds, usize::from(of_both.next().is_some())),
        }
    }
    for (pair, third) in explained {
        let name = parties.get(third).map_or_else(|| Arg::from(""), |party| called(party.account));
        if let Some(verdict) = verdicts.get_mut(&pair) {
            verdict.direction = Direction::CommonOrigin;
            verdict.why.retain(|why| why.key() != NO_REASON && why.key() != WEAK_REASONS);
            verdict.why.insert(0, say!("copy.third", account = name));
        }
    }
}

/// For each account those it has words from.
fn sources(verdicts: &BTreeMap<PairOf, Verdict>) -> BTreeMap<usize, Vec<usize>> {
    let mut sources: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for ((one, other), verdict) in verdicts {
        match verdict.direction {
            Direction::AToB => sources.entry(*other).or_default().push(*one),
            Direction::BToA => sources.entry(*one).or_default().push(*other),
            Direction::CommonOrigin | Direction::Unknown => {}
        }
    }
    sources
}

fn ordered(one: usize, other: usize) -> PairOf {
    (one.min(other), one.max(other))
}

fn leads_to(verdicts: &BTreeMap<PairOf, Verdict>, from: usize, to: usize) -> bool {
    let direction = verdicts.get(&ordered(from, to)).map(|verdict| verdict.direction);
    direction == Some(if from < to { Direction::AToB } else { Direction::BToA })
}

/// True if most of what `members` have on the side of `party` is also in the agreements `with_third`.
fn is_explained(
    members: &[usize],
    with_third: Option<&Vec<usize>>,
    party: usize,
    found: &[Agreement],
) -> bool {
    let Some(with_third) = with_third else { return false };
    let places = |members: &[usize]| {
        let agreements = members.iter().filter_map(|at| found.get(*at));
        let side = |one: &Agreement| {
            one.agreed.iter().map(|(a, b)| if one.one == party { *a } else { *b }).collect()
        };
        agreements.flat_map(|one| -> Vec<u32> { side(one) }).collect::<std::collections::BTreeSet<u32>>()
    };
    let (ours, theirs) = (places(members), places(with_third));
    ours.intersection(&theirs).count() * 1000 >= ours.len() * EXPLAINED_FROM
}

fn edge(
    (one, other): PairOf,
    members: &[usize],
    verdict: &Verdict,
    found: &[Agreement],
    parties: &[Party<'_>],
    rules: &CollationRules,
) -> Option<LineageEdge> {
    if verdict.is_only_quotations {
        return None;
    }
    let of_pair: Vec<&Agreement> = members.iter().filter_map(|at| found.get(*at)).collect();
    let (a, b) = (parties.get(one)?, parties.get(other)?);
    let is_turned = verdict.direction == Direction::BToA;
    let (from, to) = if is_turned { (b, a) } else { (a, b) };
    let agreed: usize = of_pair.iter().map(|one| one.agreed.len()).sum();
    let shorter = a.witness.words.len().min(b.witness.words.len()).max(1);
    let direction = if is_turned { Direction::AToB } else { verdict.direction };
    let is_credited = of_pair.iter().any(|agreement| {
        let (in_a, in_b) = (agreement.alignment.a.span, agreement.alignment.b.span);
        let names_a = credits(b, in_b, a, rules);
        let names_b = credits(a, in_a, b, rules);
        match verdict.direction {
            Direction::AToB => names_a,
            Direction::BToA => names_b,
            Direction::CommonOrigin | Direction::Unknown => names_a || names_b,
        }
    });
    let mut why = verdict.why.clone();
    why.push(match of_pair.len() {
        1 => say!("copy.agreed-one", words = agreed),
        passages => say!("copy.agreed", words = agreed, passages = passages),
    });
    Some(LineageEdge {
        id: Id::from_parts("lin", &[&a.account.id.0, &b.account.id.0]),
        from: from.account.id.clone(),
        to: to.account.id.clone(),
        direction,
        alignments: of_pair.iter().map(|one| one.alignment.id.clone()).collect(),
        shared_permille: (agreed * 1000 / shorter).min(1000) as u32,
        is_credited,
        why,
    })
}

/// Whether one of the two names the other beside the words.
pub(crate) fn credit(
    (a, in_a): (&Party<'_>, Span),
    (b, in_b): (&Party<'_>, Span),
    rules: &CollationRules,
) -> Option<Evidence> {
    let (name_a, name_b) = (called(a.account), called(b.account));
    match (credits(b, in_b, a, rules), credits(a, in_a, b, rules)) {
        (true, false) => Some(evidence::of_credit(name_a, name_b, true)),
        (false, true) => Some(evidence::of_credit(name_b, name_a, false)),
        _ => None,
    }
}

/// True if `teller` names `source` near `span`: after "according to", or as a link of a chain there.
fn credits(teller: &Party<'_>, span: Span, source: &Party<'_>, rules: &CollationRules) -> bool {
    let names = names_of(source);
    let around = around(teller, span);
    let statements = teller.claims.map_or(&[][..], |claims| &claims.statements);
    let near = statements.iter().filter(|statement| around.overlaps(statement.span));
    let mut links = near.flat_map(|statement| &statement.chain).map(|link| lowered(link));
    if links.any(|link| names.contains(&link)) {
        return true;
    }
    let text = lowered(around.of(&teller.reading.text));
    let names: Vec<Vec<String>> = names.iter().map(|name| words(name)).collect();
    // Hardly ever is it named: one look at the bytes spares cutting them into words.
    let may_stand = |name: &Vec<String>| name.iter().all(|word| text.contains(word.as_str()));
    if !names.iter().any(may_stand) {
        return false;
    }
    let told: Vec<String> = words(&text);
    names.iter().any(|name| {
        let mut places = told.windows(name.len().max(1)).enumerate().filter(|(_, some)| *some == name);
        places.any(|(at, _)| {
            let before = told.get(at.saturating_sub(4)..at).unwrap_or_default();
            rules.credits.find(before).is_some()
        })
    })
}

fn names_of(source: &Party<'_>) -> Vec<String> {
    let account = source.account;
    let title = account.title.as_ref().map(|title| title.text.clone());
    let author = account.author.as_ref().map(|author| author.text.clone());
    [account.source.clone(), title, author].into_iter().flatten().map(|name| lowered(name.trim())).collect()
}

fn around(teller: &Party<'_>, span: Span) -> Span {
    let witness = &teller.witness;
    let first = witness.sentence_at(span.start).unwrap_or(0);
    let last = witness.sentence_at(span.end.saturating_sub(1)).unwrap_or(first);
    let near = first.saturating_sub(CREDIT_REACH)..=last + CREDIT_REACH;
    let units = witness.units.iter().skip_while(|unit| !near.contains(&unit.sentence));
    let near = units.take_while(|unit| near.contains(&unit.sentence));
    near.fold(span, |around, unit| around.cover(unit.span))
}

/// Whose words an alignment holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// The accounts' own.
    Own,
    /// Both quote one person: that needs no copying.
    SharedQuotation(Told),
    /// Two people are quoted with words that are alike, not the same.
    TwoSpeakers(Told),
}

/// A passage is a quotation when this share of its agreeing words is, per thousand.
const MOST_OF_IT: usize = 800;
/// From this share of agreeing words on (per thousand), two speakers are one quotation put into another mouth.
const SAME_QUOTATION: u32 = 850;

pub(crate) fn standing(
    a: &Party<'_>,
    b: &Party<'_>,
    alignment: &Alignment,
    agreed: &[(u32, u32)],
) -> Standing {
    let starts_a: Vec<u32> = agreed.iter().map(|pair| pair.0).collect();
    let starts_b: Vec<u32> = agreed.iter().map(|pair| pair.1).collect();
    if let (Some(said_a), Some(said_b)) = (quoted(a, &starts_a), quoted(b, &starts_b)) {
        return if speaker_key(said_a) == speaker_key(said_b) {
            Standing::SharedQuotation(say!("copy.both-quote", speaker = &said_a.speaker))
        } else if alignment.score_permille < SAME_QUOTATION {
            Standing::TwoSpeakers(say!("copy.two-quoted", a = &said_a.speaker, b = &said_b.speaker))
        } else {
            Standing::Own
        };
    }
    let is_read = |party: &Party<'_>| party.claims.is_some_and(|claims| !claims.statements.is_empty());
    let in_marks = are_most(&starts_a, |at| is_between(&marks(&alignment.a), at))
        && are_most(&starts_b, |at| is_between(&marks(&alignment.b), at));
    if in_marks && !is_read(a) && !is_read(b) {
        return Standing::SharedQuotation(say!("copy.quotation"));
    }
    Standing::Own
}

pub(crate) fn speaker_key(statement: &Statement) -> String {
    lowered(statement.speaker_canonical.as_ref().unwrap_or(&statement.speaker))
}

/// The quotation that most of the words stand in.
fn quoted<'claims>(party: &Party<'claims>, starts: &[u32]) -> Option<&'claims Statement> {
    let statements = &party.claims?.statements;
    let is_quoted = |statement: &&Statement| {
        matches!(statement.mode, Mode::Direct | Mode::Partial)
            && are_most(starts, |at| statement.span.start <= at && at < statement.span.end)
    };
    statements.iter().find(is_quoted)
}

fn are_most(starts: &[u32], holds: impl Fn(u32) -> bool) -> bool {
    let count = starts.iter().filter(|at| holds(**at)).count();
    !starts.is_empty() && count * 1000 >= starts.len() * MOST_OF_IT
}

/// Where quotation marks stand in a passage.
fn marks(passage: &Passage) -> Vec<u32> {
    let marks = passage.text.char_indices().filter(|(_, character)| is_quotation_mark(*character));
    marks.map(|(at, _)| passage.span.start + at as u32).collect()
}

/// True after an odd number of marks: marks open and close in turn.
fn is_between(marks: &[u32], at: u32) -> bool {
    marks.partition_point(|mark| *mark < at) % 2 == 1
}
