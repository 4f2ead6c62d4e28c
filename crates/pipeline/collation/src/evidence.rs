//! Which way the words went: evidence for and against, and silence where it does not suffice.
//!
//! Comes in: one alignment of two accounts with its edits, and what was read in both. Goes out: [`Evidence`] in plain
//! words. It may not know other pairs of accounts.
//!
//! Weights are additive log-odds in tenths: positive means `a` was first. They are set by hand and held against planted copies of
//! other seeds than the measured ones: there a tense put back, a weekday made a date and a remark put in were never wrong, a hedge
//! more or less was no better than a coin. A source left out was never wrong there either, but it keeps little weight: who repeats
//! the words of a statement names its speaker, and the statement itself, which was first, does not.

use crate::CollationRules;
use crate::edits::tense_shift;
use crate::witness::lowered;
use recount_model::claim::Observation;
use recount_model::{AccountClaims, Direction, Edit, EditKind, Interval, Span};

/// Evidence weaker than this says nothing: a hedge or a source more or less can go either way, two of them hardly.
pub(crate) const LEAST_LEAN: i32 = 15;

/// In a replacement of more words than this two verbs need not be the same.
const LONGEST_REPLACEMENT: usize = 4;

/// Nothing outweighs two times that cannot be turned round.
const IMPOSSIBLE_OTHERWISE: i32 = 1000;

/// One reason to think that the words went one way.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Evidence {
    /// Tenths of log-odds that `a` was first; negative: `b`.
    pub(crate) lean: i32,
    pub(crate) why: String,
}

/// One side as evidence sees it.
#[derive(Clone, Copy)]
pub(crate) struct Teller<'claims> {
    /// What the reader should call it.
    pub(crate) name: &'claims str,
    pub(crate) claims: Option<&'claims AccountClaims>,
    /// When the passage was written, as far as known.
    pub(crate) written: Interval,
}

/// What the edits of one alignment say about its direction.
pub(crate) fn of_edits(
    edits: &[Edit],
    a: &Teller<'_>,
    b: &Teller<'_>,
    rules: &CollationRules,
) -> Vec<Evidence> {
    let mut found = Vec::new();
    for edit in edits {
        let forward = View { old: &edit.old, new: &edit.new, span: edit.a, new_span: edit.b };
        let backward = View { old: &edit.new, new: &edit.old, span: edit.b, new_span: edit.a };
        let of_kind = SIGNALS.iter().filter(|(kinds, _)| kinds.contains(&edit.kind));
        for (_, signal) in of_kind {
            found.extend(signal(&forward, a, b, rules));
            found.extend(signal(&backward, b, a, rules).map(reversed));
        }
    }
    found.sort();
    found.dedup();
    found
}

/// Whether one of the two was written before the other began.
pub(crate) fn of_times(a: &Teller<'_>, b: &Teller<'_>) -> Option<Evidence> {
    let before = |one: &Teller<'_>, other: &Teller<'_>| match (one.written.latest, other.written.earliest) {
        (Some(latest), Some(earliest)) if latest < earliest => Some(Evidence {
            lean: IMPOSSIBLE_OTHERWISE,
            why: format!("{} was written before {} can have been", one.name, other.name),
        }),
        _ => None,
    };
    before(a, b).or_else(|| before(b, a).map(reversed))
}

/// What reading noticed as odd (a weekday that was not that date, a sum that does not add up) inside the passages: on
/// both sides it shows one origin, whichever; on one side only, at an edited value, the other may have put it right.
pub(crate) fn of_oddities(
    edits: &[Edit],
    (a, in_a): (&Teller<'_>, Span),
    (b, in_b): (&Teller<'_>, Span),
) -> Vec<Evidence> {
    let (odd_a, odd_b) = (oddities(a, in_a), oddities(b, in_b));
    let mut found = Vec::new();
    for one in &odd_a {
        if odd_b.iter().any(|other| other.kind == one.kind && other.why == one.why) {
            let why = format!(
                "{} and {} have the same oddity here ({}): one origin",
                a.name,
                b.name,
                one.why.join("; ")
            );
            found.push(Evidence { lean: 0, why });
        }
    }
    let is_value = |edit: &&Edit| edit.kind == EditKind::Value;
    for edit in edits.iter().filter(is_value) {
        found.extend(put_right((a, &odd_a, edit.a, &edit.old), (b, &odd_b, &edit.new)));
        found.extend(put_right((b, &odd_b, edit.b, &edit.new), (a, &odd_a, &edit.old)).map(reversed));
    }
    found
}

fn oddities<'claims>(teller: &Teller<'claims>, span: Span) -> Vec<&'claims Observation> {
    let observations = teller.claims.map_or(&[][..], |claims| &claims.observations);
    let is_here = |one: &&Observation| !one.spans.is_empty() && one.spans.iter().all(|at| span.contains(*at));
    observations.iter().filter(is_here).collect()
}

fn put_right(
    (odd, odd_oddities, at, old): (&Teller<'_>, &[&Observation], Span, &str),
    (other, other_oddities, new): (&Teller<'_>, &[&Observation], &str),
) -> Option<Evidence> {
    let here = odd_oddities.iter().find(|one| one.spans.iter().any(|span| span.overlaps(at)))?;
    let is_gone = other_oddities.iter().all(|one| one.kind != here.kind);
    is_gone.then(|| Evidence {
        lean: 10,
        why: format!(
            "“{old}” in {} does not fit ({}); {} has “{new}”",
            odd.name,
            here.why.join("; "),
            other.name
        ),
    })
}

/// One account names the other beside the words.
pub(crate) fn of_credit(credited: &str, by: &str, is_a_credited: bool) -> Evidence {
    let lean = if is_a_credited { 30 } else { -30 };
    Evidence { lean, why: format!("{by} names {credited} as the source of these words") }
}

/// The direction that the sum of evidence allows.
pub(crate) fn direction(evidence: &[Evidence]) -> Direction {
    match evidence.iter().map(|evidence| evidence.lean).sum::<i32>() {
        sum if sum >= LEAST_LEAN => Direction::AToB,
        sum if sum <= -LEAST_LEAN => Direction::BToA,
        _ => Direction::Unknown,
    }
}

fn reversed(evidence: Evidence) -> Evidence {
    Evidence { lean: -evidence.lean, ..evidence }
}

/// An edit seen as if `old` had been first.
struct View<'edit> {
    old: &'edit str,
    new: &'edit str,
    span: Span,
    new_span: Span,
}

/// Says something only if the edit looks as if `old` was first; it is asked both ways round.
type Signal = fn(&View<'_>, &Teller<'_>, &Teller<'_>, &CollationRules) -> Option<Evidence>;

/// Which edits each signal looks at.
const SIGNALS: &[(&[EditKind], Signal)] = &[
    (&[EditKind::Value], later_count),
    (&[EditKind::Value], weekday_made_date),
    (&[EditKind::Tense, EditKind::Replace], tense_put_back),
    (&[EditKind::Hedge], hedge_lost),
    (&[EditKind::Attribution], source_lost),
    (&[EditKind::Insert, EditKind::Delete, EditKind::Attribution, EditKind::Hedge], remark_put_in),
];

/// The same count as of an earlier and a later moment.
fn later_count(view: &View<'_>, old: &Teller<'_>, new: &Teller<'_>, _: &CollationRules) -> Option<Evidence> {
    let before = figure_at(old, view.span)?;
    let after = figure_at(new, view.new_span)?;
    let (Some(latest), Some(earliest)) = (before.as_of.latest, after.as_of.earliest) else { return None };
    let is_same_count = before.measure == after.measure && before.stated != after.stated;
    (is_same_count && latest < earliest).then(|| Evidence {
        lean: 20,
        why: format!("“{}” is as of an earlier moment than “{}”", view.old, view.new),
    })
}

fn figure_at<'claims>(teller: &Teller<'claims>, span: Span) -> Option<&'claims recount_model::Figure> {
    let figures = &teller.claims?.figures;
    figures.iter().find(|figure| figure.number_span.overlaps(span))
}

/// "on Friday" is written near the day, "on 16 December" also long after.
fn weekday_made_date(
    view: &View<'_>,
    old: &Teller<'_>,
    new: &Teller<'_>,
    rules: &CollationRules,
) -> Option<Evidence> {
    let (before, after) = (words(view.old), words(view.new));
    let has =
        |words: &[String], list: &std::collections::BTreeSet<String>| words.iter().any(|w| list.contains(w));
    let is_weekday = has(&before, &rules.weekdays) && !has(&before, &rules.months);
    let is_date =
        has(&after, &rules.months) && after.iter().any(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    (is_weekday && is_date).then(|| Evidence {
        lean: 18,
        why: format!(
            "{} says “{}”, as one does near the day; {} gives the date “{}”",
            old.name, view.old, new.name, view.new
        ),
    })
}

fn tense_put_back(
    view: &View<'_>,
    old: &Teller<'_>,
    new: &Teller<'_>,
    rules: &CollationRules,
) -> Option<Evidence> {
    let (before, after) = (words(view.old), words(view.new));
    let is_back =
        tense_shift(&before, &after, rules) == Some(true) || is_back_among_others(&before, &after, rules);
    is_back.then(|| Evidence {
        lean: 18,
        why: format!(
            "{} tells it as going on (“{}”), {} looks back on it (“{}”)",
            old.name, view.old, new.name, view.new
        ),
    })
}

/// In a longer replacement: the one verb of the pair stands on one side only, the other on the other.
fn is_back_among_others(before: &[String], after: &[String], rules: &CollationRules) -> bool {
    let has = |words: &[String], verb: &String| words.contains(verb);
    let is_shift = |(present, past): &&(String, String)| {
        has(before, present) && has(after, past) && !has(before, past) && !has(after, present)
    };
    before.len().max(after.len()) <= LONGEST_REPLACEMENT
        && rules.tense_pairs.iter().any(|pair| is_shift(&pair))
}

fn hedge_lost(
    view: &View<'_>,
    old: &Teller<'_>,
    new: &Teller<'_>,
    rules: &CollationRules,
) -> Option<Evidence> {
    let find =
        |text: &str| rules.hedges.find(&words(text)).or_else(|| rules.approximations.find(&words(text)));
    let hedge = find(view.old)?;
    find(view.new).is_none().then(|| Evidence {
        lean: 5,
        why: format!("“{hedge}” stands in {} and is gone in {}", old.name, new.name),
    })
}

fn source_lost(
    view: &View<'_>,
    old: &Teller<'_>,
    new: &Teller<'_>,
    rules: &CollationRules,
) -> Option<Evidence> {
    rules.attributions.find(&words(view.old))?;
    let is_lost = rules.attributions.find(&words(view.new)).is_none();
    // Naming the other account is the opposite of having been copied by it.
    let other = words(new.name);
    let is_the_other = words(view.old).windows(other.len().max(1)).any(|some| some == other);
    (is_lost && !is_the_other).then(|| Evidence {
        lean: 10,
        why: format!("{} names a source (“{}”) that {} leaves out", old.name, view.old, new.name),
    })
}

/// A remark in brackets that asks or is signed by an editor was put into words that were there.
fn remark_put_in(
    view: &View<'_>,
    old: &Teller<'_>,
    new: &Teller<'_>,
    rules: &CollationRules,
) -> Option<Evidence> {
    let is_bracketed = view.old.is_empty() && view.new.starts_with('(') && view.new.ends_with(')');
    let is_remark = view.new.contains(['?', '!']) || rules.editor_marks.find(&words(view.new)).is_some();
    (is_bracketed && is_remark).then(|| Evidence {
        lean: 20,
        why: format!("{} puts a remark into the words of {}: “{}”", new.name, old.name, view.new),
    })
}

pub(crate) fn words(text: &str) -> Vec<String> {
    let is_inner = |c: char| c.is_alphanumeric() || c == '\'';
    lowered(text).split(|c: char| !is_inner(c)).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
