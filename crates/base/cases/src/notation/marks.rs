//! The small marks of the notation: counts, dates, enumerations written as kebab-case words.

use recount_model::constraint::TimeConflictKind;
use recount_model::{Bound, Certainty, Direction, EditKind, Hold, Interval, Knowing, NameKind, Relation};

/// Low, high, stated, bound.
pub(super) type Count = (u64, Option<u64>, Option<u64>, Bound);

const DAY_MS: i64 = 86_400_000;

/// Reads `10`, `>70`, `>=70`, `<70`, `<=70`, `~70`, `200..500`, `24-99?`, `25-?`.
pub(super) fn count(text: &str) -> Option<Count> {
    let number = |text: &str| text.parse::<u64>().ok();
    if let Some(vague) = text.strip_suffix('?') {
        let (low, high) = vague.split_once('-')?;
        return Some((number(low)?, number(high), None, Bound::Vague));
    }
    if let Some((low, high)) = text.split_once("..") {
        return Some((number(low)?, Some(number(high)?), None, Bound::Range));
    }
    let digits = text.trim_start_matches(['>', '<', '=', '~']);
    let n = number(digits)?;
    let (low, high, bound) = match text.strip_suffix(digits)? {
        ">" => (n + 1, None, Bound::MoreThan),
        ">=" => (n, None, Bound::AtLeast),
        "<" => (0, Some(n.saturating_sub(1)), Bound::LessThan),
        "<=" => (0, Some(n), Bound::AtMost),
        "~" => (n - n / 10, Some(n + n / 10), Bound::Approx),
        _ => (n, Some(n), Bound::Exact),
    };
    Some((low, high, Some(n), bound))
}

/// Reads `2001-05-02`, `2001-05-02/2001-05-04`, `2001-05-02/..` as whole days, `2001-05-02T11:40` as a minute.
pub(super) fn interval(text: &str) -> Option<Interval> {
    const MINUTE_MS: i64 = 60_000;
    if let Some((day, clock)) = text.split_once('T') {
        let (hours, minutes) = clock.split_once(':')?;
        let minutes = hours.parse::<i64>().ok()? * 60 + minutes.parse::<i64>().ok()?;
        let start = day_ms(day)? + minutes * MINUTE_MS;
        return Some(Interval::new(start, start + MINUTE_MS - 1));
    }
    let (first, last) = text.split_once('/').unwrap_or((text, text));
    Some(Interval {
        earliest: (first != "..").then(|| day_ms(first)).flatten(),
        latest: (last != "..").then(|| day_ms(last)).flatten().map(|start| start + DAY_MS - 1),
    })
}

/// Days from civil (H. Hinnant), in milliseconds.
fn day_ms(text: &str) -> Option<i64> {
    let mut parts = text.splitn(3, '-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    Some((era * 146_097 + day_of_era - 719_468) * DAY_MS)
}

fn one_of<T: Copy>(table: &[(&str, T)], word: &str) -> Option<T> {
    table.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
}

pub(super) fn certainty(word: &str) -> Option<Certainty> {
    use Certainty::{Asserted, Denied, Hedged, Observed, Planned, Reported};
    let table = [
        ("asserted", Asserted),
        ("reported", Reported),
        ("hedged", Hedged),
        ("denied", Denied),
        ("planned", Planned),
        ("observed", Observed),
    ];
    one_of(&table, word)
}

pub(super) fn hold(word: &str) -> Option<Hold> {
    one_of(&[("always", Hold::Always), ("on-reading", Hold::OnReading), ("possible", Hold::Possible)], word)
}

pub(super) fn knowing(word: &str) -> Option<Knowing> {
    let table = [("observed", Knowing::Observed), ("hearsay", Knowing::Hearsay), ("record", Knowing::Record)];
    one_of(&table, word)
}

pub(super) fn direction(word: &str) -> Option<Direction> {
    let table = [
        ("a-to-b", Direction::AToB),
        ("b-to-a", Direction::BToA),
        ("common-origin", Direction::CommonOrigin),
        ("unknown", Direction::Unknown),
    ];
    one_of(&table, word)
}

pub(super) fn edit(word: &str) -> Option<EditKind> {
    let table = [
        ("value", EditKind::Value),
        ("insert", EditKind::Insert),
        ("delete", EditKind::Delete),
        ("replace", EditKind::Replace),
        ("hedge", EditKind::Hedge),
        ("attribution", EditKind::Attribution),
        ("tense", EditKind::Tense),
        ("variant", EditKind::Variant),
    ];
    one_of(&table, word)
}

pub(super) fn name_kind(word: &str) -> Option<NameKind> {
    let table =
        [("person", NameKind::Person), ("organisation", NameKind::Organisation), ("place", NameKind::Place)];
    one_of(&table, word)
}

pub(super) fn time_conflict(word: &str) -> Option<TimeConflictKind> {
    one_of(&[("clock", TimeConflictKind::Clock), ("order", TimeConflictKind::Order)], word)
}

pub(super) fn relation(word: &str) -> Option<Relation> {
    let table = [
        ("agreement", Relation::Agreement),
        ("update", Relation::Update),
        ("other-scope", Relation::OtherScope),
        ("other-definition", Relation::OtherDefinition),
        ("subset", Relation::Subset),
        ("compatible", Relation::Compatible),
        ("copy-edit", Relation::CopyEdit),
        ("conflict", Relation::Conflict),
    ];
    one_of(&table, word)
}
