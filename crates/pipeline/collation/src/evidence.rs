//! Which way the words went: evidence for and against, and silence where it does not suffice.
//!
//! Comes in: one alignment of two accounts with its edits, and what was read in both. Goes out: [`Evidence`] in plain
//! words. It may not know other pairs of accounts.
//!
//! Weights are additive log-odds in tenths, set by hand (ALGORITHMS.md §5): positive means `a` was first.

use crate::CollationRules;
use crate::edits::tense_shift;
use crate::witness::lowered;
use recount_model::{AccountClaims, Direction, Edit, EditKind, Interval, Span};

/// Evidence weaker than this says nothing: a hedge or a source more or less can go either way, two of them hardly.
pub(crate) const LEAST_LEAN: i32 = 15;

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
            lean: 40,
            why: format!("{} was written before {} can have been", one.name, other.name),
        }),
        _ => None,
    };
    before(a, b).or_else(|| before(b, a).map(reversed))
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
    (&[EditKind::Tense], tense_put_back),
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
        lean: 15,
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
    let is_back = tense_shift(&words(view.old), &words(view.new), rules) == Some(true);
    is_back.then(|| Evidence {
        lean: 15,
        why: format!(
            "{} tells it as going on (“{}”), {} looks back on it (“{}”)",
            old.name, view.old, new.name, view.new
        ),
    })
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
        lean: 10,
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
