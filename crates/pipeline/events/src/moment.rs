//! When a claim says that something happened, as the words gave it.
//!
//! Comes in: a claim and the time expressions of its account. Goes out: a [`Moment`]: local day and minute, grain,
//! instants. It may not know other claims.

use crate::rules::MomentRules;
use recount_model::{Interval, Timex, TimexType};

/// How finely a time expression says when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Grain {
    Year,
    Month,
    /// A week, a weekend, several days.
    Days,
    Day,
    /// Morning, evening, night.
    PartOfDay,
    Minute,
}

/// When, as one time expression of a claim says.
#[derive(Clone, Debug)]
pub(crate) struct Moment<'dossier> {
    pub timex: &'dossier Timex,
    /// The last of several that were taken together.
    pub last: Option<&'dossier Timex>,
    pub grain: Grain,
    /// `YYYY-MM-DD` on the calendar of the place, for day grain and finer.
    pub day: Option<&'dossier str>,
    /// Minutes after midnight on the clock of the place.
    pub minute: Option<i64>,
    pub interval: Interval,
}

const MINUTE_MS: i64 = 60_000;

impl<'dossier> Moment<'dossier> {
    /// The finest bounded time expression of the claim that says when it happened; several days or dates ("on 17, 18 and
    /// 19 May") are taken together. "Until", "before" and the like bound something else than the happening, so they give
    /// nothing. `own` are the time expressions of the claim as they stand; `words_before` gives the two words that stand before
    /// one, the nearer one last.
    pub fn of(
        own: &[&'dossier Timex],
        words_before: impl Fn(&Timex) -> [String; 2],
        rules: &MomentRules,
    ) -> Option<Self> {
        let own = own.iter().copied();
        let dating = own.filter(|timex| is_dating(timex, &words_before(timex), rules));
        let mut moments: Vec<Self> = dating.filter_map(Moment::of_timex).collect();
        let finest = moments.iter().map(|moment| moment.grain).max()?;
        moments.retain(|moment| moment.grain == finest);
        moments.sort_by_key(|moment| moment.timex.span);
        let mut first = moments.first()?.clone();
        let is_row = finest <= Grain::Day && moments.iter().any(|moment| moment.day != first.day);
        if is_row {
            first.last = moments.iter().map(|moment| moment.timex).max_by_key(|timex| timex.interval.latest);
            first.interval = moments.iter().fold(first.interval, |all, next| cover(all, next.interval));
            first.grain = finest.min(Grain::Days);
            first.day = None;
        }
        Some(first)
    }

    fn of_timex(timex: &'dossier Timex) -> Option<Self> {
        let is_instant = matches!(timex.kind, TimexType::Date | TimexType::Time);
        if !is_instant || !timex.interval.is_bounded() {
            return None;
        }
        let (day, clock) = match timex.value.split_once('T') {
            Some((day, clock)) => (day, Some(clock)),
            None => (timex.value.as_str(), None),
        };
        let minute = clock.and_then(minutes);
        let grain = match (date_grain(day)?, clock) {
            (Grain::Day, Some(_)) => {
                if minute.is_some() {
                    Grain::Minute
                } else {
                    Grain::PartOfDay
                }
            }
            (grain, _) => grain,
        };
        let day = (grain >= Grain::Day).then_some(day);
        Some(Moment { timex, last: None, grain, day, minute, interval: timex.interval })
    }

    /// True if the words themselves give the day (or, for coarser times, the year), so that it does not hang on where the
    /// reading counted from.
    pub fn is_spelled_out(&self) -> bool {
        let wanted = self.timex.value.get(..10).and_then(|date| date.get(8..)).or(self.timex.value.get(..4));
        let numbers = self.timex.text.split(|letter: char| !letter.is_ascii_digit()).filter_map(number);
        let wanted = wanted.and_then(number);
        wanted.is_some() && numbers.into_iter().any(|given| Some(given) == wanted)
    }

    /// EDTF of the expression; of the first and the last where several were taken together.
    pub fn edtf(&self) -> Option<String> {
        let first = self.timex.edtf.clone()?;
        match self.last.and_then(|last| last.edtf.clone()) {
            Some(last) if last != first => Some(format!("{first}/{last}")),
            _ => Some(first),
        }
    }

    /// How far a clock time may be off because people round: half the step it is a multiple of.
    pub fn tolerance_ms(&self) -> i64 {
        let Some(minute) = self.minute else { return 0 };
        let steps = [(60, 30), (30, 15), (15, 7), (10, 5), (5, 2)];
        let half = steps.iter().find(|(step, _)| minute % step == 0).map_or(0, |(_, half)| *half);
        let half = if self.timex.is_approximate { half.max(15) } else { half };
        half * MINUTE_MS
    }

    /// How far a clock time may be off and its words still mean what they say: as far as rounding goes; where the words
    /// hedge ("about"), half of what they can still mean.
    fn core_ms(&self) -> i64 {
        if self.timex.is_approximate { self.tolerance_ms() / 2 } else { self.tolerance_ms() }
    }

    /// Minutes that lie between two clock times of one day which agree only where hedged words are stretched; `None` when
    /// they agree as the words stand, or not at all.
    pub fn stretch_minutes(&self, other: &Moment<'_>) -> Option<i64> {
        let do_agree = self.clock_gap_minutes(other)? <= 0;
        let apart = (self.minute? - other.minute?).abs();
        let is_stretched = apart * MINUTE_MS > self.core_ms() + other.core_ms();
        (do_agree && is_stretched).then_some(apart)
    }

    /// The instants, widened by rounding.
    pub fn tolerant(&self) -> Interval {
        widened(self.interval, self.tolerance_ms())
    }

    /// Minutes between two clock times of one day beyond what rounding explains; `None` when they are not both clock
    /// times on clocks that the texts leave unnamed.
    pub fn clock_gap_minutes(&self, other: &Moment<'_>) -> Option<i64> {
        let are_local = self.timex.stated_zone.is_none() && other.timex.stated_zone.is_none();
        if !are_local || self.day.is_none() || self.day != other.day {
            return None;
        }
        let apart = (self.minute? - other.minute?).abs();
        Some(apart - (self.tolerance_ms() + other.tolerance_ms()) / MINUTE_MS)
    }
}

fn number(digits: &str) -> Option<u32> {
    digits.parse().ok()
}

/// The interval, `by_ms` wider on both sides.
pub(crate) fn widened(interval: Interval, by_ms: i64) -> Interval {
    Interval {
        earliest: interval.earliest.map(|earliest| earliest.saturating_sub(by_ms)),
        latest: interval.latest.map(|latest| latest.saturating_add(by_ms)),
    }
}

/// The smallest interval that holds both.
pub(crate) fn cover(a: Interval, b: Interval) -> Interval {
    let latest = a.latest.zip(b.latest).map(|(a, b)| a.max(b));
    Interval { earliest: a.earliest.zip(b.earliest).map(|(a, b)| a.min(b)), latest }
}

/// True if the expression says when its clause happened, as far as the words before it tell.
fn is_dating(timex: &Timex, words_before: &[String; 2], rules: &MomentRules) -> bool {
    let [_, word_before] = words_before;
    let is_bounding = rules.edges.contains(word_before) || rules.edges.contains(&words_before.join(" "));
    let modifier = timex.modifier.as_deref();
    let is_edge = matches!(modifier, Some("BEFORE" | "AFTER" | "ON_OR_BEFORE" | "ON_OR_AFTER"));
    let is_bare_year = timex.text.chars().all(|letter| letter.is_ascii_digit());
    let opens = rules.year_openers.contains(word_before) || word_before.is_empty();
    !is_edge && !is_bounding && (!is_bare_year || opens)
}

/// Reads `HH:MM` and `HH`; parts of the day (`MO`) have no minute.
fn minutes(clock: &str) -> Option<i64> {
    let mut parts =
        clock.splitn(3, ':').map(|part| part.get(..2).and_then(|digits| digits.parse::<i64>().ok()));
    let hour = parts.next()??;
    let minute = parts.next().unwrap_or(Some(0))?;
    (hour <= 24 && minute < 60).then_some(hour * 60 + minute)
}

/// The grain of the date half of a TIMEX3 value; nothing when the year is open.
fn date_grain(value: &str) -> Option<Grain> {
    let mut fields = value.split('-');
    let year = fields.next()?;
    let is_number = |field: &str| !field.is_empty() && field.bytes().all(|byte| byte.is_ascii_digit());
    if year.len() != 4 || !is_number(year) {
        return None;
    }
    match (fields.next(), fields.next()) {
        (None, _) => Some(Grain::Year),
        (Some(month), None) => Some(if month.starts_with('W') { Grain::Days } else { Grain::Month }),
        (Some(month), Some(day)) if is_number(month) && is_number(day) => Some(Grain::Day),
        _ => Some(Grain::Days),
    }
}
