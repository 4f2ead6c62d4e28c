//! Properties of the time reader that hold for all inputs.

use super::tests::{rules, times_of};
use super::{TimeRules, TimesRead};
use crate::Context;
use proptest::prelude::*;
use recount_model::Interval;
use recount_time::{Date, Value, instants};
use std::sync::LazyLock;

static RULES: LazyLock<TimeRules> = LazyLock::new(|| rules("en"));

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

fn read(text: &str, written: Option<Date>) -> TimesRead {
    let written = written.map(|day| instants::of_days((day, day), &[]));
    times_of(text, &Context { written, default_zone: None }, &RULES)
}

fn in_words(day: Date) -> String {
    let month = MONTHS[usize::from(day.month()) - 1];
    let weekday = WEEKDAYS[usize::from(day.weekday()) - 1];
    format!("{weekday}, {month} {}, {}", day.day(), day.year())
}

/// A story around one day; everything in it is to the day.
fn story(day: Date) -> String {
    let weekday = WEEKDAYS[usize::from(day.add_days(-1).unwrap().weekday()) - 1];
    format!(
        "On {} the dam broke. The next day the boats came. Two weeks ago the keeper had left. \
         On {weekday} it rained and yesterday it stopped. \
         Two weeks before {month} {number}, {year} the gate was shut, and nine days after that day it opened.",
        in_words(day),
        month = MONTHS[usize::from(day.month()) - 1],
        number = day.day(),
        year = day.year(),
    )
}

fn days_of(read: &TimesRead) -> Vec<Option<(i64, i64)>> {
    let days = |value: &str| value.parse::<Value>().ok()?.days();
    read.times
        .iter()
        .map(|timex| days(&timex.value).map(|(from, to)| (from.day_number(), to.day_number())))
        .collect()
}

/// Words of the grammar and what spoils them.
fn words() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "May",
        "the",
        "3rd",
        "of",
        "from",
        "to",
        "2001",
        "11.40",
        "am",
        "-",
        ",",
        ".",
        "between",
        "and",
        "Monday",
        "last",
        "year",
        "'98",
        "1930s",
        "half",
        "past",
        "six",
        "two",
        "hundred",
        "days",
        "later",
        "BC",
        "0",
        "99:99",
        "31/02/2001",
        "evening",
        "\u{202e}",
        "\n",
        "\n\n",
        "century",
        "every",
        "since",
        "today's",
        "(",
        ")",
        "é",
    ]);
    prop::collection::vec(prop_oneof![4 => known.prop_map(str::to_owned), 1 => "\\PC{0,6}"], 0..40)
        .prop_map(|words| words.join(" "))
}

/// Much of one thing: no value is made of it, and each is read once.
#[test]
fn endless_digits_and_marks_give_no_times() {
    for piece in ["1", "1-", "1/", "1.", "12:", "0", "9'"] {
        let text = piece.repeat(50_000 / piece.len());
        assert_eq!(read(&text, Date::new(2001, 5, 9)).times.len(), 0, "{piece}");
    }
    for piece in ["from 3 to ", "the third week of ", "two weeks before ", "between 5 and ", "every "] {
        let text = piece.repeat(20_000 / piece.len());
        assert!(read(&text, Date::new(2001, 5, 9)).times.len() <= text.len() / piece.len(), "{piece}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_words_make_it_panic(text in words()) {
        let read = read(&text, Date::new(2001, 5, 9));
        let mut end = 0;
        for timex in &read.times {
            prop_assert!(timex.span.start >= end && text.get(timex.span.range()).is_some());
            end = timex.span.end;
        }
        for group in &read.groups {
            prop_assert!(text.get(group.span.range()).is_some() && group.parts.len() > 1);
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        read(&String::from_utf8_lossy(&bytes), None);
    }

    #[test]
    fn values_are_written_so_that_they_can_be_read(text in words()) {
        for timex in read(&text, Date::new(2001, 5, 9)).times.iter().filter(|timex| !timex.value.is_empty()) {
            let value = timex.value.parse::<Value>();
            prop_assert_eq!(value.map(|value| value.to_string()), Ok(timex.value.clone()));
        }
    }

    #[test]
    fn a_story_moved_by_whole_weeks_moves_with_it(day in 0i64..20_000, weeks in -200i64..200) {
        let at = |number: i64| Date::from_day_number(number).unwrap();
        let (here, there) = (at(day), at(day + 7 * weeks));
        let days = |from: Date| days_of(&read(&story(from), from.add_days(3)));
        let moved = |found: Option<(i64, i64)>| found.map(|(a, b)| (a + 7 * weeks, b + 7 * weeks));
        prop_assert_eq!(days(here).into_iter().map(moved).collect::<Vec<_>>(), days(there));
    }

    #[test]
    fn what_is_said_coarsely_holds_what_is_said_finely(day in 0i64..20_000) {
        let day = Date::from_day_number(day).unwrap();
        let (month, year) = (MONTHS[usize::from(day.month()) - 1], day.year());
        let one = |text: String| {
            let read = read(&text, day.add_days(400));
            read.times.first().map(|timex| timex.interval).unwrap_or(Interval::UNBOUNDED)
        };
        let said = [
            format!("At 11.40 am on {month} {}, {year} it rained.", day.day()),
            format!("On the morning of {month} {}, {year} it rained.", day.day()),
            format!("On {month} {}, {year} it rained.", day.day()),
            format!("In {month} {year} it rained."),
            format!("In {year} it rained."),
        ]
        .map(one);
        for pair in said.windows(2) {
            prop_assert!(pair[0].is_bounded() && pair[0].intersection(pair[1]) == Some(pair[0]), "{:?}", pair);
        }
    }
}
