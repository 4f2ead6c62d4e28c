//! `tweets.js` of an archive of X (Twitter): the posts of one account.
//!
//! Comes in: decoded text, a script that assigns one JSON value. Goes out: a [`Draft`] with one telling for each post. It
//! is never run: what follows the first `=` is read. It may not know layout.
//!
//! The number of a post holds its time as well (Snowflake), which is compared with the time it states.

use super::draft::Draft;
use super::json::{self, Value};
use super::{Make, Reader, dates};
use recount_diagnostics::Diagnostic;
use recount_model::{BlockKind, Locator, MetadataField};
use recount_sayings::{quote, say};
use recount_time::Date;
use std::ops::Range;

pub(super) const READER: Reader = Reader {
    id: "x-archive",
    extensions: &[],
    is_certain: |beginning| beginning.trim_start().starts_with(OPENING),
    is_likely: |_| false,
    declared_encoding: |_| None,
    make: Make::Drafted(read),
};

const OPENING: &str = "window.YTD.";

/// Parts that hold posts; all others are about persons and not told to everybody.
const POSTS: [&str; 4] = ["tweet", "tweets", "community_tweet", "deleted_tweets"];

fn read(source: &str) -> Draft {
    let mut draft = Draft::default();
    let name = source.trim_start().strip_prefix(OPENING).and_then(|rest| rest.split(['.', ' ', '=']).next());
    let name = name.unwrap_or("");
    let Some(start) = source.find('=').map(|at| at + 1) else {
        draft.odd(0, Diagnostic::warning("not-json", say!("odd.posts-cut-off")));
        return draft;
    };
    if !POSTS.contains(&name) {
        let message = say!("odd.no-posts", name = quote(name));
        draft.odd(0, Diagnostic::note("personal-data-skipped", message));
        return draft;
    }
    match json::value_at(source, start) {
        Ok((value, _)) => value.items().iter().for_each(|item| post(&mut draft, source, item)),
        Err(error) => {
            let message = say!("odd.posts-not-json", why = say!(error.why));
            draft.odd(error.at, Diagnostic::warning("not-json", message));
        }
    }
    draft
}

fn post(draft: &mut Draft, source: &str, item: &Value) {
    let tweet = item.get(source, "tweet").unwrap_or(item);
    let field = |name: &str| tweet.get(source, name);
    let Some(text) = field("full_text").or_else(|| field("text")).and_then(Value::string) else { return };
    let words = |name: &str| Some((field(name)?.words(source)?, field(name)?.place()?));
    let id = words("id_str").or_else(|| words("id"));
    draft.break_block(text.start);
    let number = id.as_ref().map_or_else(String::new, |(id, _)| id.clone());
    draft.place(Locator::Message { id: number.clone() });
    let (start, first_clue) = (draft.text.len(), draft.clues.len());
    let retweet = retweeted(source, &text);
    let from = retweet.as_ref().map_or(text.start, |(_, from)| *from);
    json::add(draft, source, from..text.end);
    draft.lines(start, |_| BlockKind::Paragraph);
    if let Some((name, _)) = &retweet {
        draft.clue(MetadataField::Publisher, &format!("@{name}"), text.start..from);
    }
    if let Some((created, place)) = words("created_at") {
        let field = if retweet.is_some() { MetadataField::Captured } else { MetadataField::Sent };
        match seconds_of(&created) {
            Some(seconds) => {
                compared(draft, &number, seconds, place.start);
                draft.clue(field, &dates::of_unix(seconds).unwrap_or_default(), place);
            }
            None => {
                let message = say!("odd.no-time-of-post", created = quote(&created));
                draft.odd(place.start, Diagnostic::warning("undated-messages", message));
            }
        }
    }
    let why = match &retweet {
        Some((name, _)) => say!("telling.post-passed-on", number = number, name = name),
        None => say!("telling.post", number = number),
    };
    draft.telling(start, first_clue, why);
}

/// `RT @name: words`: whose words they are, and where they begin.
fn retweeted(source: &str, text: &Range<usize>) -> Option<(String, usize)> {
    let words = source.get(text.clone())?;
    let name = words.strip_prefix("RT @")?.split(':').next()?;
    let is_name =
        !name.is_empty() && name.len() <= 15 && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    let from = "RT @: ".len() + name.len();
    (is_name && words.get(..from)?.ends_with(": ")).then(|| (name.to_owned(), text.start + from))
}

/// `Wed Oct 10 20:19:24 +0000 2018`.
fn seconds_of(created: &str) -> Option<i64> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let parts: Vec<&str> = created.split_whitespace().collect();
    let [_, month, day, clock, zone, year] = parts.as_slice() else { return None };
    let month = MONTHS.iter().position(|name| name == month)? + 1;
    let date = Date::new(year.parse().ok()?, u8::try_from(month).ok()?, day.parse().ok()?)?;
    let mut clock = clock.split(':').map(|part| part.parse::<i64>().ok());
    let (hour, minute, second) = (clock.next()??, clock.next()??, clock.next()??);
    let is_clock = (0..24).contains(&hour) && (0..60).contains(&minute) && (0..61).contains(&second);
    let is_utc = *zone == "+0000" && is_clock;
    is_utc.then(|| date.day_number() * 86_400 + hour * 3_600 + minute * 60 + second)
}

/// Milliseconds of the first Snowflake number.
const SNOWFLAKE_START_MS: i64 = 1_288_834_974_657;
/// Numbers before this one hold no time.
const FIRST_SNOWFLAKE: i64 = 29_700_859_247;

fn compared(draft: &mut Draft, number: &str, seconds: i64, at: usize) {
    let Some(number) = number.parse::<i64>().ok().filter(|number| *number > FIRST_SNOWFLAKE) else { return };
    let by_number = ((number >> 22) + SNOWFLAKE_START_MS) / 1000;
    if (by_number - seconds).abs() > 60 {
        let says = dates::of_unix(by_number).unwrap_or_default();
        let message = say!("odd.post-time-differs", number = number.to_string(), time = says);
        draft.odd(at, Diagnostic::warning("post-time-differs", message));
    }
}
