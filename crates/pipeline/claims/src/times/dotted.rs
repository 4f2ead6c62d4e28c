//! What `a.b` is: a clock time, a date or a decimal number, by evidence.
//!
//! Comes in: the lattice around two numbers with a dot between them, and what the account's sure cases say. Goes out: the
//! best reading, a rival if it is close, and the reasons in words. It may not know other expressions' resolutions.

use super::lattice::Lattice;
use super::numbers::{glued_digits, is_glued_mark, plain_digits};
use super::symbol::{Kinds, Meaning};
use recount_sayings::{Join, Told, list, say};
use recount_time::{Clock, days_in_month};

/// One way to read `a.b`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    Clock(Clock),
    /// Day, month.
    Date(u8, u8),
    Decimal,
}

/// The decision.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Dotted {
    pub best: Reading,
    /// Close behind the best.
    pub rival: Option<Reading>,
    pub why: Told,
}

/// What the whole account says about its dotted forms.
#[derive(Clone, Debug, Default)]
pub(super) struct DottedEvidence {
    /// The month most often named.
    modal_month: Option<u8>,
    /// Dotted pairs that can only be clock times, and only dates.
    sure_clocks: u32,
    sure_dates: u32,
    /// Pairs that a governor makes dates ("the evening of 17.12"), sorted.
    governed_dates: Vec<(u32, u32)>,
    /// Dates with slashes that can only have the day first.
    pub is_day_first: bool,
}

/// Points of evidence, in tenths of log-odds.
const GOVERNOR: i32 = 20;
const CLOCK_GOVERNOR: i32 = 20;
const MODAL_MONTH: i32 = 20;
const ODD_MINUTES: i32 = -15;
const CLOCK_HABIT: i32 = 10;
const DATE_HABIT: i32 = 10;
const SAME_PAIR: i32 = 10;
const CLOCK_MARK: i32 = 50;
const MEASURED: i32 = 60;
const CLOSE: i32 = 15;

impl DottedEvidence {
    pub fn gather(lattice: &Lattice<'_>) -> Self {
        let mut months = [0u32; 13];
        let is_day_first = lattice.rules.reads_day_first;
        let mut evidence = DottedEvidence { is_day_first, ..DottedEvidence::default() };
        for at in lattice.all_of(Kinds::MONTH.with(Kinds::DIGITS)) {
            for sense in lattice.senses(at) {
                if let Meaning::Month(month) = sense.meaning {
                    months[usize::from(month.min(12))] += 1;
                }
            }
            evidence.count(lattice, at);
        }
        let most = (1..=12u8).max_by_key(|month| (months[usize::from(*month)], std::cmp::Reverse(*month)));
        evidence.modal_month = most.filter(|month| months[usize::from(*month)] > 0);
        evidence.governed_dates.sort_unstable();
        evidence
    }

    fn count(&mut self, lattice: &Lattice<'_>, at: usize) {
        if let Some((first, second)) = slashed(lattice, at) {
            self.is_day_first |= first > 12 && second <= 12;
        }
        let Some((a, b)) = pair(lattice, at).filter(|_| !is_measured(lattice, at)) else { return };
        let (can_be_clock, can_be_date) = (clock(a, b).is_some(), date(a, b).is_some());
        match (can_be_clock, can_be_date) {
            (true, false) if b % 5 == 0 || is_clock_marked(lattice, at) => self.sure_clocks += 1,
            (false, true) => self.sure_dates += 1,
            (true, true) if is_date_governed(lattice, at) => self.governed_dates.push((a, b)),
            _ => {}
        }
    }
}

/// Decides what the pair that begins at `at` is; `None` if there is no pair.
pub(super) fn read(lattice: &Lattice<'_>, at: usize, evidence: &DottedEvidence) -> Option<Dotted> {
    let (a, b) = pair(lattice, at)?;
    let mut readings = vec![decimal(lattice, at)];
    readings.extend(clock(a, b).map(|clock| as_clock(lattice, at, clock, b, evidence)));
    readings.extend(date(a, b).map(|date| as_date(lattice, at, date, evidence)));
    readings.sort_by_key(|reading| std::cmp::Reverse(reading.1));
    let (best, best_score, why) = readings.first().cloned()?;
    let rival = readings.get(1).filter(|rival| best_score - rival.1 < CLOSE).map(|rival| rival.0);
    Some(Dotted {
        best,
        rival,
        why: say!("time.lines", lines = list(Join::Semicolon, why.iter().map(|why| say!(*why)))),
    })
}

type Scored = (Reading, i32, Vec<&'static str>);

fn decimal(lattice: &Lattice<'_>, at: usize) -> Scored {
    if is_measured(lattice, at) {
        return (Reading::Decimal, MEASURED, vec!["dotted.measured"]);
    }
    (Reading::Decimal, 0, vec!["dotted.unmarked"])
}

fn as_clock(lattice: &Lattice<'_>, at: usize, clock: Clock, b: u32, evidence: &DottedEvidence) -> Scored {
    let contexts = &lattice.rules.contexts;
    let mut sum = Sum::default();
    sum.add(is_clock_marked(lattice, at), CLOCK_MARK, "dotted.clock-words");
    sum.add(lattice.has_before(at, &[contexts.clock_governors]), CLOCK_GOVERNOR, "dotted.clock-governor");
    sum.add(!b.is_multiple_of(5), ODD_MINUTES, "dotted.odd-minutes");
    sum.add(evidence.sure_clocks > 0, CLOCK_HABIT, "dotted.clock-habit");
    sum.done(Reading::Clock(clock))
}

fn as_date(lattice: &Lattice<'_>, at: usize, (day, month): (u8, u8), evidence: &DottedEvidence) -> Scored {
    let mut sum = Sum::default();
    let is_same = evidence.governed_dates.binary_search(&(u32::from(day), u32::from(month))).is_ok();
    sum.add(is_date_governed(lattice, at), GOVERNOR, "dotted.date-governor");
    sum.add(evidence.modal_month == Some(month), MODAL_MONTH, "dotted.modal-month");
    sum.add(evidence.sure_dates > 0, DATE_HABIT, "dotted.date-habit");
    sum.add(is_same, SAME_PAIR, "dotted.same-figures");
    sum.done(Reading::Date(day, month))
}

#[derive(Default)]
struct Sum {
    score: i32,
    why: Vec<&'static str>,
}

impl Sum {
    fn add(&mut self, holds: bool, points: i32, why: &'static str) {
        if holds {
            self.score += points;
            self.why.push(why);
        }
    }

    fn done(self, reading: Reading) -> Scored {
        (reading, self.score, self.why)
    }
}

/// `a.b` with nothing more glued to it that would make it a version or a date of three parts.
fn pair(lattice: &Lattice<'_>, at: usize) -> Option<(u32, u32)> {
    let a = plain_digits(lattice, at)
        .filter(|_| lattice.token(at).is_some_and(|token| token.lower.len() <= 2))?;
    if !is_glued_mark(lattice, at + 1, &["."]) {
        return None;
    }
    let b = glued_digits(lattice, at + 2, 2..=2)?;
    let goes_on = is_glued_mark(lattice, at + 3, &[".", ",", "-", "/"])
        && lattice.token(at + 4).is_some_and(|token| token.is_digits() && !token.is_spaced);
    let is_continued = !lattice.token(at).is_some_and(|token| token.is_spaced)
        && at.checked_sub(1).is_some_and(|before| is_glued_mark(lattice, before, &[".", ","]));
    (!goes_on && !is_continued).then_some((a, b))
}

fn slashed(lattice: &Lattice<'_>, at: usize) -> Option<(u32, u32)> {
    let a = plain_digits(lattice, at)?;
    if !is_glued_mark(lattice, at + 1, &["/"]) || !is_glued_mark(lattice, at + 3, &["/"]) {
        return None;
    }
    Some((a, glued_digits(lattice, at + 2, 1..=2)?))
}

fn clock(a: u32, b: u32) -> Option<Clock> {
    Clock::new(u8::try_from(a).ok()?, Some(u8::try_from(b).ok()?))
}

fn date(a: u32, b: u32) -> Option<(u8, u8)> {
    let (day, month) = (u8::try_from(a).ok()?, u8::try_from(b).ok()?);
    (day >= 1 && day <= days_in_month(2_000, month)?).then_some((day, month))
}

fn is_measured(lattice: &Lattice<'_>, at: usize) -> bool {
    let contexts = &lattice.rules.contexts;
    let behind = at + 3;
    let is_glued_word = lattice.token(behind).is_some_and(|token| !token.is_spaced && token.is_word())
        && !is_clock_marked(lattice, at);
    is_glued_word
        || lattice.is_any(behind, &[contexts.measured, contexts.number.multiplier])
        || lattice.senses(behind).any(|sense| matches!(sense.meaning, Meaning::Unit(_)))
        || lattice.has_before(at, &[contexts.numbered])
}

/// "11.40 am", "9.20 o'clock", "8.30 in the morning", "9.20 Moscow time".
fn is_clock_marked(lattice: &Lattice<'_>, at: usize) -> bool {
    let behind = at + 3;
    let is_mark = |at: usize| {
        lattice.starts(at).any(|(_, meaning, end)| match meaning {
            Meaning::Meridian(_) => true,
            Meaning::Zone(_) => {
                lattice.is_any(end, &[lattice.rules.contexts.zone_word])
                    || lattice.edges(at).any(|edge| edge.symbol == lattice.rules.contexts.zone)
                    || lattice.senses(at).any(|sense| sense.symbol == lattice.rules.contexts.zone)
            }
            _ => false,
        })
    };
    let is_part = |at: usize| lattice.senses(at).any(|sense| matches!(sense.meaning, Meaning::Part(_)));
    // Nobody says "17.12 in the morning" of a clock.
    let is_half_day = plain_digits(lattice, at).is_some_and(|hour| hour <= 12);
    let can_have_part = |at| is_half_day && is_part(at);
    is_mark(behind)
        || lattice.is_any(behind, &[lattice.rules.contexts.clock_word])
        || can_have_part(behind)
        || (lattice.is_any(behind, &[lattice.rules.contexts.function])
            && (can_have_part(behind + 1) || can_have_part(behind + 2)))
}

/// "of 17.12", "on 17.12", "the evening of 17.12".
fn is_date_governed(lattice: &Lattice<'_>, at: usize) -> bool {
    lattice.has_before(at, &[lattice.rules.contexts.date_governors])
}
