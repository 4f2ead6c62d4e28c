//! Times in words: EDTF and intervals as a newspaper prints them.
//!
//! Comes in: EDTF (ISO 8601-2 level 2, the part the pipeline writes) or an interval of instants, and a zone to show
//! clocks in. Goes out: words. It may not guess: what it cannot read is given back as it stands, what is unbounded
//! is said to be.

use crate::words::Words;
use jiff::{Timestamp, Zoned, civil::Date, tz::TimeZone};
use recount_model::{EpochMs, Interval};

/// Writes times in one language and one zone.
pub struct Moments<'w> {
    pub words: &'w Words,
    pub zone: TimeZone,
}

/// A calendar day, month or year, with a clock where there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Moment<'t> {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
    clock: Option<&'t str>,
    /// `~`, `?` or `%` (both).
    qualifier: Option<char>,
}

impl Moments<'_> {
    /// The EDTF in words where there is one and it can be read; else the interval; `None` when nothing is known.
    pub fn of(&self, edtf: Option<&str>, interval: Interval) -> Option<String> {
        let by_edtf = edtf.filter(|edtf| !edtf.is_empty()).and_then(|edtf| self.edtf(edtf));
        by_edtf
            .or_else(|| self.interval(interval))
            .or_else(|| edtf.filter(|edtf| !edtf.is_empty()).map(str::to_owned))
    }

    /// An interval as days, or as clock times where it is shorter than that.
    pub fn interval(&self, interval: Interval) -> Option<String> {
        let ends =
            (interval.earliest.and_then(|at| self.local(at)), interval.latest.and_then(|at| self.local(at)));
        match ends {
            (Some(first), Some(last)) => Some(self.closed(&first, &last)),
            (Some(first), None) => Some(self.words.fill("moment", "from", &[("a", &self.open_end(&first))])),
            (None, Some(last)) => Some(self.words.fill("moment", "until", &[("a", &self.open_end(&last))])),
            (None, None) => None,
        }
    }

    /// "16 Dec 2031"
    pub fn short_date(&self, date: Date) -> String {
        self.words.fill(
            "moment",
            "month",
            &[("month", &self.short_day(date)), ("year", &date.year().to_string())],
        )
    }

    /// The days an interval touches, without clock times.
    pub fn days(&self, interval: Interval) -> Option<String> {
        let (first, last) = (self.local(interval.earliest?)?, self.local(interval.latest?)?);
        let (first, last) = whole_days(&first, &last).unwrap_or((first.date(), last.date()));
        Some(self.between(&Moment::of(first), &Moment::of(last)))
    }

    /// The instant on the wall clock of the zone reports are shown in.
    pub fn local(&self, instant: EpochMs) -> Option<Zoned> {
        Some(Timestamp::from_millisecond(instant).ok()?.to_zoned(self.zone.clone()))
    }

    /// "16 December 2031"
    pub fn day(&self, date: Date) -> String {
        self.moment(&Moment::of(date))
    }

    /// "16 Dec"
    pub fn short_day(&self, date: Date) -> String {
        let day = date.day().to_string();
        let month = named(&self.words.months_short, date.month());
        self.words.fill("moment", "short-day", &[("day", &day), ("month", month)])
    }

    fn closed(&self, first: &Zoned, last: &Zoned) -> String {
        if let Some((first, last)) = whole_days(first, last) {
            return self.between(&Moment::of(first), &Moment::of(last));
        }
        let (from, to) = (clock(first), clock(last));
        if first.date() != last.date() {
            return self.words.fill("moment", "range", &[("a", &self.end(first)), ("b", &self.end(last))]);
        }
        let clock =
            if from == to { from } else { self.words.fill("moment", "range", &[("a", &from), ("b", &to)]) };
        self.words.fill("moment", "clock", &[("day", &self.day(first.date())), ("clock", &clock)])
    }

    /// An end with nothing on the other side: a day where it lies within the slack of a day's end.
    fn open_end(&self, at: &Zoned) -> String {
        let slack = jiff::SignedDuration::from_millis(SLACK_MS);
        match (at.minute(), at.second()) {
            (59, 59) if (at + slack).date() != at.date() => self.day(at.date()),
            (59, 59) if (at - slack).date() != at.date() => self.day((at - slack).date()),
            (0, 0) if (at + slack).date() != at.date() || at.hour() == 0 => self.day((at + slack).date()),
            _ => self.end(at),
        }
    }

    fn end(&self, at: &Zoned) -> String {
        if is_day_start(at) || is_day_end(at) {
            return self.day(at.date());
        }
        self.words.fill("moment", "clock", &[("day", &self.day(at.date())), ("clock", &clock(at))])
    }

    fn edtf(&self, edtf: &str) -> Option<String> {
        if let Some(set) = edtf.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            let (from, to) = set.split_once("..").or_else(|| set.split_once(','))?;
            let ends = (parse(from.trim()), parse(to.trim()));
            return match ends {
                (Some(a), Some(b)) => {
                    let (a, b) = (self.moment(&a), self.moment(&b));
                    Some(self.words.fill("moment", "one-of", &[("a", &a), ("b", &b)]))
                }
                (Some(a), None) if to.is_empty() => {
                    Some(self.words.fill("moment", "from", &[("a", &self.moment(&a))]))
                }
                (None, Some(b)) if from.is_empty() => {
                    Some(self.words.fill("moment", "until", &[("a", &self.moment(&b))]))
                }
                _ => None,
            };
        }
        match edtf.split_once('/') {
            None => parse(edtf).map(|moment| self.moment(&moment)),
            Some((a, "" | "..")) => {
                Some(self.words.fill("moment", "from", &[("a", &self.moment(&parse(a)?))]))
            }
            Some(("" | "..", b)) => {
                Some(self.words.fill("moment", "until", &[("a", &self.moment(&parse(b)?))]))
            }
            Some((a, b)) => Some(self.between(&parse(a)?, &parse(b)?)),
        }
    }

    fn between(&self, a: &Moment<'_>, b: &Moment<'_>) -> String {
        if a == b {
            return self.moment(a);
        }
        self.days_of_one_month(a, b).unwrap_or_else(|| {
            self.words.fill("moment", "long-range", &[("a", &self.moment(a)), ("b", &self.moment(b))])
        })
    }

    /// "4–6 March 2031"; `None` where the two are anything but plain days of one month.
    fn days_of_one_month(&self, a: &Moment<'_>, b: &Moment<'_>) -> Option<String> {
        let is_plain = |moment: &Moment<'_>| moment.clock.is_none() && moment.qualifier.is_none();
        if (a.year, a.month) != (b.year, b.month) || !is_plain(a) || !is_plain(b) {
            return None;
        }
        let month = named(&self.words.months_in_date, a.month?);
        let (first, last, year) = (a.day?.to_string(), b.day?.to_string(), a.year.to_string());
        let values = [("a", &*first), ("b", &*last), ("month", month), ("year", &*year)];
        Some(self.words.fill("moment", "days", &values))
    }

    fn moment(&self, moment: &Moment<'_>) -> String {
        let year = moment.year.to_string();
        let named = match (moment.month, moment.day) {
            (Some(month @ 1..=12), Some(day)) => {
                let (day, month) = (day.to_string(), named(&self.words.months_in_date, month));
                self.words.fill("moment", "day", &[("day", &day), ("month", month), ("year", &year)])
            }
            (Some(month @ 1..=12), None) => {
                let month = named(&self.words.months, month);
                self.words.fill("moment", "month", &[("month", month), ("year", &year)])
            }
            (Some(season), _) => self.words.fill("moment", &format!("season-{season}"), &[("year", &year)]),
            (None, _) => self.words.fill("moment", "year", &[("year", &year)]),
        };
        let timed = match moment.clock {
            Some(clock) => self.words.fill("moment", "clock", &[("day", &named), ("clock", clock)]),
            None => named,
        };
        let key = match moment.qualifier {
            Some('~') => "about",
            Some('?') => "perhaps",
            Some(_) => "perhaps-about",
            None => return timed,
        };
        self.words.fill("moment", key, &[("a", &timed)])
    }
}

impl Moment<'static> {
    fn of(date: Date) -> Self {
        Moment {
            year: date.year(),
            month: Some(date.month()),
            day: Some(date.day()),
            clock: None,
            qualifier: None,
        }
    }
}

/// The name of a month, counted from 1.
fn named(months: &[String], month: i8) -> &str {
    usize::try_from(month - 1).ok().and_then(|at| months.get(at)).map_or("", String::as_str)
}

/// `2031-03-04T21:10`, `2031-03`, `2031-22~`; `None` for anything else.
fn parse(text: &str) -> Option<Moment<'_>> {
    let qualifier = text.chars().last().filter(|last| matches!(last, '~' | '?' | '%'));
    let plain = qualifier.map_or(text, |mark| text.trim_end_matches(mark));
    let (date, clock) = plain.split_once('T').map_or((plain, None), |(date, clock)| (date, Some(clock)));
    let clock = match clock {
        Some(clock) => Some(clock.get(..5).filter(|minutes| is_clock(minutes))?),
        None => None,
    };
    let mut fields = date.split('-');
    let year = fields.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let month: Option<i8> = two_digits(fields.next())?;
    let day = two_digits(fields.next())?;
    let is_known = month.is_none_or(|month| matches!(month, 1..=12 | 21..=24));
    let is_whole = fields.next().is_none() && day.is_none_or(|day| (1..=31).contains(&day));
    (is_known && is_whole).then_some(Moment { year, month, day, clock, qualifier })
}

/// `Some(None)` when the field is absent, `None` when it is not two digits.
fn two_digits(field: Option<&str>) -> Option<Option<i8>> {
    field.map_or(Some(None), |field| if field.len() == 2 { field.parse().ok().map(Some) } else { None })
}

fn is_clock(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().enumerate().all(|(at, byte)| if at == 2 { *byte == b':' } else { byte.is_ascii_digit() })
}

fn clock(at: &Zoned) -> String {
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// Where the zone is not known to the hour, days of the pipeline begin some hours early and end some hours late: that
/// much is not told as a clock time.
const SLACK_MS: EpochMs = 3 * 3_600_000;

/// The days an interval covers, if it covers whole days, give or take the slack.
fn whole_days(first: &Zoned, last: &Zoned) -> Option<(Date, Date)> {
    const NEARLY_A_DAY_MS: EpochMs = 23 * 3_600_000;
    let millisecond = |at: &Zoned| at.timestamp().as_millisecond();
    let later = (first + jiff::SignedDuration::from_millis(SLACK_MS)).date();
    let earlier = (last - jiff::SignedDuration::from_millis(SLACK_MS)).date();
    let starts = is_day_start(first) || later != first.date();
    let ends = is_day_end(last) || earlier != last.date();
    let is_long = millisecond(last) - millisecond(first) >= NEARLY_A_DAY_MS - 1;
    (starts && ends && is_long).then_some((later, if is_day_end(last) { last.date() } else { earlier }))
}

fn is_day_start(at: &Zoned) -> bool {
    (at.hour(), at.minute(), at.second()) == (0, 0, 0)
}

fn is_day_end(at: &Zoned) -> bool {
    (at.hour(), at.minute(), at.second()) == (23, 59, 59)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::words_of;

    fn in_words(edtf: &str) -> Option<String> {
        told("en", edtf)
    }

    fn told(language: &str, edtf: &str) -> Option<String> {
        let words = words_of(language).unwrap();
        Moments { words: &words, zone: TimeZone::UTC }.of(Some(edtf), Interval::UNBOUNDED)
    }

    #[test]
    fn edtf_as_a_newspaper_prints_it() {
        let pairs = [
            ("2031-03-04", "4 March 2031"),
            ("2031-03-04T21:10", "4 March 2031, 21:10"),
            ("2031-03-04T21:10:00Z", "4 March 2031, 21:10"),
            ("2031-03", "March 2031"),
            ("2031-22", "summer 2031"),
            ("2031", "2031"),
            ("2031-03-04~", "about 4 March 2031"),
            ("2031-03-04/2031-03-06", "4–6 March 2031"),
            ("2031-02-04/2031-03-06", "4 February 2031 – 6 March 2031"),
            ("2031-03-04/..", "4 March 2031 or later"),
            ("../2031-03-04", "4 March 2031 or earlier"),
            ("[2031-03-04..2031-03-06]", "between 4 March 2031 and 6 March 2031"),
            ("[..2031-03-06]", "6 March 2031 or earlier"),
        ];
        for (edtf, words) in pairs {
            assert_eq!(in_words(edtf).as_deref(), Some(words), "{edtf}");
        }
    }

    #[test]
    fn russian_and_kazakh_dates() {
        let triples = [
            ("2031-12-16", "16 декабря 2031 г.", "2031 ж. 16 желтоқсан"),
            ("2031-03-04T21:10", "4 марта 2031 г., 21:10", "2031 ж. 4 наурыз, 21:10"),
            ("2031-03", "март 2031 г.", "2031 ж. наурыз"),
            ("2031-03~", "примерно март 2031 г.", "шамамен 2031 ж. наурыз"),
            ("2031-22", "лето 2031 г.", "2031 ж. жаз"),
            ("2031", "2031 г.", "2031 ж."),
            ("2031-03-04/2031-03-06", "4–6 марта 2031 г.", "2031 ж. 4–6 наурыз"),
            (
                "2031-02-04/2031-03-06",
                "4 февраля 2031 г. – 6 марта 2031 г.",
                "2031 ж. 4 ақпан – 2031 ж. 6 наурыз",
            ),
            ("2031-03/..", "март 2031 г. или позднее", "2031 ж. наурыз немесе одан кейін"),
        ];
        let plain = |language, edtf| told(language, edtf).unwrap().replace('\u{a0}', " ");
        for (edtf, russian, kazakh) in triples {
            assert_eq!(
                (plain("ru", edtf), plain("kk", edtf)),
                (russian.to_owned(), kazakh.to_owned()),
                "{edtf}"
            );
        }
        assert_eq!(in_words("2031-03-04/2031-03-06~").unwrap(), "4 March 2031 – about 6 March 2031");
    }

    #[test]
    fn what_cannot_be_read_is_given_back() {
        for odd in ["203X-03", "2031-3-4", "20310304", "2031-03-04T9", "-", "2031-02-é", "T", "[..]"] {
            assert_eq!(in_words(odd).as_deref(), Some(odd));
        }
        assert_eq!(in_words(""), None);
    }

    #[test]
    fn intervals_in_a_zone() {
        let words = words_of("en").unwrap();
        let moments = Moments { words: &words, zone: TimeZone::fixed(jiff::tz::offset(6)) };
        let day = 1_930_327_200_000; // 2031-03-04T00:00+06:00
        let say = |interval| moments.interval(interval).unwrap();
        assert_eq!(say(Interval::new(day, day + 86_399_999)), "4 March 2031");
        assert_eq!(say(Interval::new(day + 3_600_000, day + 3_659_999)), "4 March 2031, 01:00");
        assert_eq!(say(Interval::new(day + 3_600_000, day + 7_200_000)), "4 March 2031, 01:00–02:00");
        assert_eq!(say(Interval { earliest: Some(day), latest: None }), "4 March 2031 or later");
        let until = |latest| say(Interval { earliest: None, latest: Some(latest) });
        assert_eq!(until(day + 86_399_999), "4 March 2031 or earlier");
        assert_eq!(until(day + 86_399_999 - 3_600_000), "4 March 2031 or earlier");
        assert_eq!(until(day + 86_399_999 + 3_600_000), "4 March 2031 or earlier");
        assert_eq!(until(day + 43_200_000), "4 March 2031, 12:00 or earlier");
        assert_eq!(say(Interval::new(day - 3_600_000, day + 86_399_999)), "4 March 2031");
        assert_eq!(say(Interval::new(day, day + 90_000_000 - 1)), "4 March 2031");
        assert_eq!(say(Interval::new(day - 3_600_000, day + 2 * 86_400_000 - 1)), "4–5 March 2031");
        assert_eq!(moments.interval(Interval::UNBOUNDED), None);
    }
}
