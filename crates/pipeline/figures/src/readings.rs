//! What a number bounds, and under which reading two numbers cannot both hold.
//!
//! A number that is simply given ("10 died") is `[10, 10]` as a full count and `[10, ∞)` as a count so far. Both are
//! solved: what conflicts only under "full count" conflicts on a reading, and the reading is put into words.

use crate::answers::Answer;
use crate::roles;
use crate::rules::MeasureKind;
use recount_model::{Bound, Certainty, Hold};
use recount_sayings::{Join, Told, list, number as grouped, quote, say, term};

/// The greatest count an answer leaves room for, and what that rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ceiling {
    /// None: a floor ("at least", "more than", seen in person).
    Open,
    /// The words say so ("at most", "fewer than").
    Words(u64),
    /// Only if the number is a full count.
    Full(u64),
    /// Only by the convention for vague words ("dozens" is under a hundred).
    Convention(u64),
}

/// The least count under the words alone, without rounding: what may be cited as a floor.
pub(crate) fn stated_floor(answer: &Answer<'_>) -> u64 {
    if floor(answer) == 0 { 0 } else { answer.figure.low }
}

/// Two answers that cannot both hold.
pub(crate) struct Clash {
    pub hold: Hold,
    /// `None` exactly when `hold` is `always`.
    pub reading: Option<Told>,
    pub why: Vec<Told>,
}

impl Ceiling {
    pub(crate) fn of(answer: &Answer<'_>) -> Self {
        let figure = answer.figure;
        if answer.is_observed {
            return Ceiling::Open;
        }
        match (figure.bound, figure.high) {
            (Bound::AtMost | Bound::LessThan, Some(high)) if answer.is_firm_limit => Ceiling::Words(high),
            (Bound::Exact, Some(high)) => Ceiling::Full(high.saturating_add(rounding(high))),
            (Bound::Approx | Bound::Range | Bound::AtMost | Bound::LessThan, Some(high)) => {
                Ceiling::Full(high)
            }
            (Bound::Vague, Some(high)) => Ceiling::Convention(high),
            _ => Ceiling::Open,
        }
    }

    pub(crate) fn value(self) -> Option<u64> {
        match self {
            Ceiling::Open => None,
            Ceiling::Words(value) | Ceiling::Full(value) | Ceiling::Convention(value) => Some(value),
        }
    }
}

/// The least count an answer says there was.
pub(crate) fn floor(answer: &Answer<'_>) -> u64 {
    let figure = answer.figure;
    if answer.is_looser {
        return 0;
    }
    match figure.bound {
        Bound::Exact => figure.low.saturating_sub(rounding(figure.low)),
        Bound::AtMost | Bound::LessThan => 0,
        _ => figure.low,
    }
}

/// "500" may be 480 or 520: half the unit it seems rounded to, but no more than a tenth. Small numbers of people
/// are not rounded.
fn rounding(number: u64) -> u64 {
    const LEAST_ROUNDED: u64 = 100;
    let mut unit: u64 = 1;
    while number >= LEAST_ROUNDED && number.is_multiple_of(unit.saturating_mul(10)) {
        unit = unit.saturating_mul(10);
    }
    (unit / 2).min(number / 10)
}

/// Under which reading the floor of `high` lies above the ceiling of `low`. The caller knows that it can, in
/// numbers and in time, and that both count the same, or `low` counts at least what `high` counts.
pub(crate) fn clash(high: &Answer<'_>, low: &Answer<'_>) -> Option<Clash> {
    let kind = if low.kind == MeasureKind::State { low.kind } else { high.kind };
    if are_told_apart(high, low) {
        return None;
    }
    match kind {
        MeasureKind::Tally => may_be_one_scope(high, low).then(|| tally_clash(high, low)),
        MeasureKind::State => {
            is_one_crowd(high, low).then(|| other_numbers(high, low, say!("clash.same-moment")))
        }
        MeasureKind::Quantity => {
            high.as_of.intersection(low.as_of)?;
            Some(other_numbers(high, low, say!("clash.same-thing")))
        }
    }
}

fn tally_clash(high: &Answer<'_>, low: &Answer<'_>) -> Clash {
    let ceiling = Ceiling::of(low);
    let conditions = conditions(high, low, ceiling);
    let why = vec![floor_words(high), ceiling_words(low), order_words(high, low)];
    if conditions.is_empty() {
        return Clash { hold: Hold::Always, reading: None, why };
    }
    let is_doubtful = doubts(high, low) > 1 && !are_attributed_apart(high, low);
    let is_vague = is_soft(high) || is_soft(low) || matches!(ceiling, Ceiling::Convention(_));
    let is_weak = is_doubtful || is_vague;
    let hold = if is_weak { Hold::Possible } else { Hold::OnReading };
    let conditions = list(Join::CommaAnd, conditions);
    let reading = match ceiling {
        Ceiling::Full(_) => say!("clash.reading-so-far", conditions = conditions, high = high.words()),
        _ => say!("clash.reading", conditions = conditions, high = high.words()),
    };
    Clash { hold, reading: Some(reading), why }
}

/// What has to be assumed for the two to be impossible together.
fn conditions(high: &Answer<'_>, low: &Answer<'_>, ceiling: Ceiling) -> Vec<Told> {
    let mut found = Vec::new();
    match ceiling {
        Ceiling::Full(_) => {
            found.push(say!("clash.full-count", number = low.number(), who = &low.speaker.name));
        }
        Ceiling::Convention(most) => {
            found.push(say!("clash.no-more", words = quote(&low.figure.text), n = grouped(most)));
        }
        Ceiling::Words(_) | Ceiling::Open => {}
    }
    if high.figure.bound == Bound::Vague {
        found.push(say!("clash.at-least-means", words = quote(&high.figure.text), n = grouped(floor(high))));
    }
    if is_soft(high) || is_soft(low) {
        found.push(say!("clash.reserve"));
    }
    found.extend(scope_condition(high, low));
    if !is_in_order(high, low) && !is_over(high, low) {
        found.push(say!("clash.same-time"));
    }
    found
}

/// How many of place and time of happening are not sure to be the same: 0, 1 or 2.
fn doubts(high: &Answer<'_>, low: &Answer<'_>) -> usize {
    let is_place_sure = high.places.is_stated && low.places.is_stated;
    let is_happening_sure = high.figure.during.is_bounded() && low.figure.during.is_bounded();
    usize::from(!is_place_sure) + usize::from(!is_happening_sure)
}

/// Two accounts that say neither where nor when, in their own voices, may speak of anything: no conflict is made of it.
fn may_be_one_scope(high: &Answer<'_>, low: &Answer<'_>) -> bool {
    doubts(high, low) < 2 || is_attributed(high) || is_attributed(low)
}

fn is_attributed(answer: &Answer<'_>) -> bool {
    answer.speaker.role != roles::ACCOUNT
}

/// Both are ascribed, and not to one speaker: they answer each other.
fn are_attributed_apart(high: &Answer<'_>, low: &Answer<'_>) -> bool {
    is_attributed(high) && is_attributed(low) && high.speaker.name != low.speaker.name
}

fn scope_condition(high: &Answer<'_>, low: &Answer<'_>) -> Option<Told> {
    // Bodies that somebody saw are dead people under any definition; other definitions may count more.
    let differing = (high.definition != low.definition && !high.is_observed)
        .then(|| high.definition.as_ref().or(low.definition.as_ref()))
        .flatten();
    match differing {
        Some(definition) => Some(say!("clash.same-count", definition = term("definition", definition))),
        None if doubts(high, low) == 0 => None,
        None => Some(say!("clash.same-event")),
    }
}

/// One account that gives both numbers by one mouth counts two things: nobody contradicts himself in one breath. So it
/// does where it gives one itself, and the other stands in the same sentence by nobody's side, or names a place of its own.
pub(crate) fn are_told_apart(a: &Answer<'_>, b: &Answer<'_>) -> bool {
    if a.account != b.account || is_in_order(a, b) || is_in_order(b, a) {
        return false;
    }
    let is_own = !is_attributed(a) || !is_attributed(b);
    let is_sided =
        |answer: &Answer<'_>| [roles::OFFICIAL, roles::OPPOSING].contains(&answer.speaker.role.as_str());
    let is_in_sentence = a.sentence_at == b.sentence_at && !is_sided(a) && !is_sided(b);
    let is_other_place = a.places.is_stated != b.places.is_stated;
    a.speaker.name == b.speaker.name || (is_own && (is_in_sentence || is_other_place))
}

/// Told with reserve, or in words that may count others too.
fn is_soft(answer: &Answer<'_>) -> bool {
    answer.is_looser || answer.speaker.is_distanced || answer.figure.certainty == Certainty::Hedged
}

/// The floor was reached no later than the ceiling was counted, whatever the exact moments.
fn is_in_order(high: &Answer<'_>, low: &Answer<'_>) -> bool {
    matches!((high.as_of.latest, low.as_of.earliest), (Some(reached), Some(counted)) if reached <= counted)
}

/// The happening was over when the ceiling was counted: only late counting could still raise it.
fn is_over(high: &Answer<'_>, low: &Answer<'_>) -> bool {
    let end = high.figure.during.latest.max(low.figure.during.latest);
    matches!((end, low.as_of.earliest), (Some(end), Some(counted)) if end <= counted)
}

fn order_words(high: &Answer<'_>, low: &Answer<'_>) -> Told {
    if is_in_order(high, low) {
        say!("clash.in-order")
    } else if is_over(high, low) {
        say!("clash.over")
    } else {
        say!("clash.no-order")
    }
}

fn floor_words(high: &Answer<'_>) -> Told {
    let said = || say!("clash.at-least", words = high.words(), n = grouped(floor(high)));
    high.said.at_least.get_or_init(said).clone()
}

fn ceiling_words(low: &Answer<'_>) -> Told {
    let said = || match Ceiling::of(low) {
        Ceiling::Open => say!("clash.open", words = low.words()),
        Ceiling::Words(most) => say!("clash.at-most", words = low.words(), n = grouped(most)),
        Ceiling::Full(most) => say!("clash.at-most-full", words = low.words(), n = grouped(most)),
        Ceiling::Convention(most) => say!("clash.at-most-usual", words = low.words(), n = grouped(most)),
    };
    low.said.at_most.get_or_init(said).clone()
}

/// One day, one place in words, and numbers that differ by more than estimates of one crowd do.
fn is_one_crowd(high: &Answer<'_>, low: &Answer<'_>) -> bool {
    // A day whose zone is not known is as long as the day of all zones together.
    const LONGEST_MS: i64 = 52 * 3_600_000;
    const LEAST_RATIO: u64 = 2;
    let is_short = |answer: &Answer<'_>| match (answer.figure.during.earliest, answer.figure.during.latest) {
        (Some(earliest), Some(latest)) => latest.saturating_sub(earliest) <= LONGEST_MS,
        _ => false,
    };
    let is_far = Ceiling::of(low).value().is_some_and(|most| floor(high) >= most.saturating_mul(LEAST_RATIO));
    let is_other = high.speaker.name != low.speaker.name && high.account != low.account;
    is_short(high) && is_short(low) && is_far && is_other && high.places.is_stated && low.places.is_stated
}

fn other_numbers(high: &Answer<'_>, low: &Answer<'_>, condition: Told) -> Clash {
    Clash {
        hold: Hold::Possible,
        reading: Some(say!("clash.not-both", condition = condition, high = high.words(), low = low.words())),
        why: vec![floor_words(high), ceiling_words(low)],
    }
}
