//! When somebody speaks: the "now" in a mouth is the day of the speech.
//!
//! Comes in: the times of an account and its statements. Goes out: the same times; a "now" inside a statement has the day on
//! which it was said, where the account tells it. It may not know what the statements say.
//!
//! The day is the "today" of the same speech; else the day the account is at where it reports the words. Without either the
//! "now" stays what it was: a present that nothing dates.

use super::{TimeRules, TimesRead};
use recount_model::{Span, Statement, Timex, TimexCandidate, TimexType};
use recount_sayings::say;
use recount_text::AccountText;
use recount_time::{Date, Value, edtf, instants};

const SPEECH: &str = "time of speech";

/// The first and the last day that one day can be.
type Days = (Date, Date);

/// Dates what is said to be so now.
pub fn date_speech(
    read: &mut TimesRead,
    statements: &[Statement],
    text: &AccountText<'_>,
    rules: &TimeRules,
) {
    let outer: Vec<Span> = statements.iter().filter(|one| one.inside.is_none()).map(|one| one.span).collect();
    let dated: Vec<(usize, Days, &'static str)> = (0..read.times.len())
        .filter_map(|idx| {
            let timex = read.times.get(idx).filter(|timex| is_any(timex, &rules.contexts.now))?;
            let speech = outer.iter().find(|span| span.contains(timex.span))?;
            let (day, why) =
                today(&read.times, *speech, rules).map(|days| (days, "time.speech-today")).or_else(|| {
                    let day = told_before(&read.times, idx, *speech, &outer, text)?;
                    Some(((day, day), "time.speech-reported"))
                })?;
            Some((idx, day, why))
        })
        .collect();
    for (idx, days, why) in dated {
        if let Some(timex) = read.times.get_mut(idx) {
            set_days(timex, days, why, &read.zones);
        }
    }
}

fn is_any(timex: &Timex, words: &[String]) -> bool {
    words.contains(&timex.text.to_lowercase())
}

/// The day that the speech calls today; where that can be one of several days, all of them.
fn today(times: &[Timex], speech: Span, rules: &TimeRules) -> Option<Days> {
    let says_today = |timex: &&Timex| {
        let lower = timex.text.to_lowercase();
        let is_word =
            |word: &String| lower.split(|letter: char| !letter.is_alphabetic()).any(|part| part == word);
        rules.contexts.today_words.iter().any(is_word)
    };
    let inside = times.iter().filter(|timex| speech.contains(timex.span));
    let today = inside.filter(says_today).find(|timex| single_day(timex).is_some())?;
    let days = || today.candidates.iter().filter_map(|one| day_of(&one.value));
    days().min().zip(days().max())
}

/// The last day the writer told of in the paragraph before the speech.
fn told_before(
    times: &[Timex],
    idx: usize,
    speech: Span,
    statements: &[Span],
    text: &AccountText<'_>,
) -> Option<Date> {
    let block = text.block_at(speech.start)?.span;
    let is_told = |timex: &&Timex| {
        timex.span.end <= speech.start
            && !timex.is_planned
            && !statements.iter().any(|statement| statement.contains(timex.span))
    };
    let before = times.get(..idx)?.iter().rev().take_while(|timex| block.contains(timex.span));
    before.filter(is_told).find_map(single_day)
}

fn single_day(timex: &Timex) -> Option<Date> {
    matches!(timex.kind, TimexType::Date | TimexType::Time).then(|| day_of(&timex.value))?
}

fn day_of(value: &str) -> Option<Date> {
    let (first, last) = value.parse::<Value>().ok()?.days()?;
    (first == last).then_some(first)
}

fn set_days(timex: &mut Timex, days: Days, why: &'static str, zones: &[recount_time::Zone]) {
    let value = Value::Date(days.0.into());
    timex.value = value.to_string();
    timex.edtf = edtf::edtf(&value, None, false);
    timex.interval = instants::of_days(days, zones);
    timex.anchor = Some(SPEECH.to_owned());
    timex.candidates = vec![TimexCandidate {
        value: timex.value.clone(),
        interval: timex.interval,
        score: 0,
        why: say!("time.speech", why = say!(why)),
    }];
}

#[cfg(test)]
mod tests {
    use crate::{Context, Rules, read_accounts};
    use recount_rules::pack_for;
    use recount_text::AccountText;

    /// The values of every "now" of an account written on Wednesday 9 May 2001, or without a known day.
    fn nows(language: &str, text: &str, written: Option<&str>) -> Vec<String> {
        let rules = Rules::from_pack(&pack_for(language)).unwrap();
        let (reading, account) = super::super::tests::plain(text);
        let text = AccountText::new(&account, &reading, &recount_text::Abbreviations::default());
        let written = written.map(|day| recount_time::instants::interval(&day.parse().unwrap(), &[]));
        let read = read_accounts(&[(text, &rules)], &Context { written, default_zone: None }, &[]);
        let times = read.into_iter().flat_map(|read| read.value.times);
        let is_now = |text: &str| matches!(text, "now" | "right now" | "сейчас");
        times.filter(|timex| is_now(&timex.text)).map(|timex| timex.value).collect()
    }

    #[test]
    fn words_are_of_the_day_they_are_reported_of() {
        let text = "On 3 May the keeper came back to Orlec. He said that “nobody is at the gate now.”";
        assert_eq!(nows("en", text, Some("2001-05-09")), ["2001-05-03"]);
        let text = "3 мая смотритель вернулся в Орлец. Он сказал: «У ворот сейчас никого нет».";
        assert_eq!(nows("ru", text, Some("2001-05-09")), ["2001-05-03"]);
    }

    #[test]
    fn the_speaker_says_which_day_it_is() {
        let text =
            "On 3 May the gate fell. The mayor said: “Today we opened the bridge. The road is free now.”";
        assert_eq!(nows("en", text, Some("2001-05-09")), ["2001-05-09"]);
    }

    #[test]
    fn the_writer_and_who_speaks_on_no_known_day_are_left_alone() {
        let text = "On 3 May the gate fell. It is shut now.";
        assert_eq!(nows("en", text, Some("2001-05-09")), ["PRESENT_REF"]);
        assert_eq!(nows("en", "The mayor said: “The road is free now.”", None), ["PRESENT_REF"]);
    }
}
