//! In which order day, month and year stand.
//!
//! Comes in: the numbers of all dates of a chat, as written. Goes out: the one order that is possible, if one is. It may
//! not know any text.
//!
//! A chat runs forwards: an order in which it runs back, where another does not, is not the one it was written in.

use recount_model::DateOrder;
use recount_time::Date;

/// The first year of the program.
const FIRST_YEAR: i32 = 2009;
const LAST_YEAR: i32 = 2099;

/// The order, where the numbers leave no other.
pub(super) fn decided(dates: &[[u16; 3]]) -> Option<DateOrder> {
    // Nowhere is a short year written first and the day last but one: such an order is taken only on the user's word
    // or where nothing else is possible.
    let [dmy, mdy] = [DateOrder::Dmy, DateOrder::Mdy].map(|order| steps_back(dates, order));
    match (dmy, mdy) {
        (Some(_), None) => Some(DateOrder::Dmy),
        (None, Some(_)) => Some(DateOrder::Mdy),
        (None, None) => steps_back(dates, DateOrder::Ymd).map(|_| DateOrder::Ymd),
        (Some(0), Some(back)) if back > 0 => Some(DateOrder::Dmy),
        (Some(back), Some(0)) if back > 0 => Some(DateOrder::Mdy),
        (Some(_), Some(_)) => is_same(dates).then_some(DateOrder::Dmy),
    }
}

/// True if day and month are the same number everywhere: then either order gives the same days.
fn is_same(dates: &[[u16; 3]]) -> bool {
    !dates.is_empty() && dates.iter().all(|[first, second, _]| first == second)
}

/// How often the chat runs backwards if dates are in `order`; `None` where one of them is no date.
fn steps_back(dates: &[[u16; 3]], order: DateOrder) -> Option<usize> {
    let days: Option<Vec<Date>> = dates.iter().map(|date| day(*date, order)).collect();
    Some(days?.windows(2).filter(|pair| matches!(pair, [before, after] if after < before)).count())
}

/// The day that three numbers give in `order`.
pub(super) fn day([first, second, third]: [u16; 3], order: DateOrder) -> Option<Date> {
    let (year, month, day) = match order {
        DateOrder::Dmy => (third, second, first),
        DateOrder::Mdy => (third, first, second),
        DateOrder::Ymd => (first, second, third),
    };
    let year = i32::from(year);
    let year = if year < 100 { year + 2000 } else { year };
    let date = Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)?;
    (FIRST_YEAR..=LAST_YEAR).contains(&year).then_some(date)
}
