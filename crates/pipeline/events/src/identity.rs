//! Do two mentions tell of the same event?
//!
//! Comes in: two mentions. Goes out: how sure that is. It may not know other mentions. A wrong "yes" manufactures
//! conflicts, so everything here leans to "no": the words that one telling has must stand in the other, nothing may tell
//! the two apart, and only what is done once to one thing can have two times that exclude each other.

use crate::mention::Mention;
use crate::moment::{Grain, Moment};
use crate::rules::EventRules;

/// How two mentions may tell of the same event, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Identity {
    /// Same act, same thing, same place, same day.
    Certain,
    /// Same act and thing, at times that agree.
    Likely,
    /// Same act and thing, at times that exclude each other: one event told differently, or two events.
    Suspected,
}

/// How sure it is that `a` and `b` tell of the same event; `None` when nothing says so or something speaks against it.
pub(crate) fn identity(a: &Mention<'_>, b: &Mention<'_>, rules: &EventRules) -> Option<Identity> {
    if !are_comparable(a, b, rules) {
        return None;
    }
    let likeness = Likeness::of(a, b);
    if rules.is_weak(&a.action) || rules.is_weak(&b.action) {
        let are_weak = rules.is_weak(&a.action) && rules.is_weak(&b.action);
        let is_one_day = a.day().is_some() && a.day() == b.day();
        return (are_weak && is_one_day && likeness.is_near()).then_some(Identity::Likely);
    }
    if a.action != b.action {
        return None;
    }
    match (&a.moment, &b.moment) {
        (Some(ours), Some(theirs)) if do_agree(ours, theirs) => {
            likeness.is_likely(ours.grain.min(theirs.grain)).then_some(Identity::Likely)
        }
        (Some(ours), Some(theirs)) => excluding(&likeness, ours, theirs, rules.is_once(&a.action)),
        (None, None) => None,
        _ => (rules.is_once(&a.action) && likeness.is_close()).then_some(Identity::Likely),
    }
}

/// The same act at the same place on the same day, told in two languages; people who take part must not be others.
pub(crate) fn are_one_in_two_languages(a: &Mention<'_>, b: &Mention<'_>, rules: &EventRules) -> bool {
    let do_times_agree =
        a.moment.as_ref().zip(b.moment.as_ref()).is_some_and(|(ours, theirs)| do_agree(ours, theirs));
    let are_others = !a.participants.is_empty()
        && !b.participants.is_empty()
        && a.participants.is_disjoint(&b.participants);
    do_times_agree && !are_others && !a.is_denied() && !b.is_denied() && are_comparable(a, b, rules)
}

/// True if nothing about the two keeps them apart: plans and facts, one time and every day, two places, upper and lower.
pub(crate) fn are_comparable(a: &Mention<'_>, b: &Mention<'_>, rules: &EventRules) -> bool {
    let is_open = !a.is_recurrent && !b.is_recurrent && a.is_planned == b.is_planned;
    let is_one_place = match (&a.place, &b.place) {
        (Some(ours), Some(theirs)) => ours == theirs || a.places.contains(theirs) || b.places.contains(ours),
        _ => true,
    };
    is_open && is_one_place && !rules.are_told_apart(&a.words, &b.words)
}

/// True if both times can be right at once, rounding granted. Where no zone is named, days are days of one calendar: an
/// hour that two different days share in two zones is no agreement.
pub(crate) fn do_agree(a: &Moment<'_>, b: &Moment<'_>) -> bool {
    let are_local = a.timex.stated_zone.is_none() && b.timex.stated_zone.is_none();
    let are_other_days = are_local && a.day.is_some() && b.day.is_some() && a.day != b.day;
    match a.clock_gap_minutes(b) {
        Some(gap) => gap <= 0,
        None => !are_other_days && a.tolerant().intersection(b.tolerant()).is_some(),
    }
}

/// Whether times that exclude each other can still be times of one event.
fn excluding(likeness: &Likeness, a: &Moment<'_>, b: &Moment<'_>, is_once: bool) -> Option<Identity> {
    if !is_once || !likeness.is_contained() {
        return None;
    }
    let is_one_day = a.day.is_some() && a.day == b.day;
    let is_spelled_out = a.is_spelled_out() && b.is_spelled_out();
    // A day that was counted from a time of writing may be another day; only clocks of one day can still be compared.
    if !is_one_day && !is_spelled_out {
        return None;
    }
    if is_one_day && is_spelled_out && likeness.is_same_place && likeness.beside_place >= 1 {
        return Some(Identity::Certain);
    }
    let is_far = !is_one_day && a.grain.min(b.grain) >= Grain::Days && days_apart(a, b) > NEAR_DAYS;
    let has_enough = likeness.shared >= 2 || (likeness.is_same_place && likeness.shared >= 1);
    (has_enough && !is_far).then_some(Identity::Suspected)
}

/// Farther apart than this, two dates are rather two events.
const NEAR_DAYS: i64 = 10;
const DAY_MS: i64 = 86_400_000;

fn days_apart(a: &Moment<'_>, b: &Moment<'_>) -> i64 {
    let start = |moment: &Moment<'_>| moment.interval.earliest.unwrap_or_default();
    start(a).saturating_sub(start(b)).saturating_abs() / DAY_MS
}

/// How alike the words of two mentions are, the action left out.
struct Likeness {
    shared: usize,
    /// Words of the mention that has fewer.
    fewest: usize,
    is_same_place: bool,
    /// Both name one and the same place.
    names_same_place: bool,
    /// Shared words that are not the name of the place.
    beside_place: usize,
}

impl Likeness {
    fn of(a: &Mention<'_>, b: &Mention<'_>) -> Self {
        let place = a.place.as_deref().unwrap_or_default().to_lowercase();
        let shared: Vec<&String> = a.words.intersection(&b.words).collect();
        let beside_place = shared.iter().filter(|word| !place.starts_with(word.as_str())).count();
        Likeness {
            shared: shared.len(),
            fewest: a.words.len().min(b.words.len()),
            is_same_place: a.place.is_some() && a.place == b.place,
            names_same_place: !a.places.is_disjoint(&b.places),
            beside_place,
        }
    }

    /// All words of the shorter telling stand in the longer one.
    fn is_contained(&self) -> bool {
        self.shared >= 1 && self.shared == self.fewest
    }

    fn is_likely(&self, coarser: Grain) -> bool {
        let has_most = self.shared >= 2 && self.shared * 5 >= self.fewest * 3;
        let is_named =
            self.is_contained() && self.is_same_place && self.beside_place >= 1 && coarser >= Grain::Day;
        has_most && (coarser >= Grain::Day || self.is_close()) || is_named
    }

    /// For actions that say little, the words must say it all.
    fn is_near(&self) -> bool {
        let most = if self.names_same_place { 2 } else { 3 };
        self.shared >= 3 && self.beside_place >= 2 && self.shared * 5 >= self.fewest * most
    }

    fn is_close(&self) -> bool {
        self.shared >= 3 && self.shared * 4 >= self.fewest * 3
    }
}
