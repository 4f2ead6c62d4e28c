//! Clock times of one event that agree only where hedged words ("about") are stretched.
//!
//! Comes in: one event. Goes out: the two mentions whose words have to be stretched most, and how far. A time has a core
//! (what the words say) and a support (what they can still mean): supports that exclude each other are a conflict and no
//! matter of this file. Only what is done once, and only tellings in two accounts that do not go back to one, are compared.

use crate::event::{Event, Events};
use crate::mention::Mention;
use crate::moment::Moment;
use crate::rules::Packs;
use recount_sayings::{Told, quote, say};
use std::cmp::Reverse;

/// Two mentions of one event and what their times ask of the words.
pub(crate) struct Stretched {
    pub a: usize,
    pub b: usize,
    /// Under what the two times fit.
    pub reading: Told,
}

const MINUTE_MS: i64 = 60_000;

/// The two that lie farthest apart; the first such pair in the order of mentions.
pub(crate) fn widest(events: &Events<'_>, event: &Event, packs: &Packs<'_>) -> Option<Stretched> {
    let tellings = events.roots(event);
    let telling = |at: usize| tellings.iter().position(|members| members.contains(&at));
    let is_fit = |at: &usize| events.mention(*at).is_some_and(|mention| is_told_once(mention, packs));
    let told: Vec<usize> = event.mentions.iter().copied().filter(is_fit).collect();
    let mut found = Vec::new();
    for (nth, a) in told.iter().copied().enumerate() {
        for b in told.iter().copied().skip(nth + 1).filter(|b| telling(a) != telling(*b)) {
            let (Some(ours), Some(theirs)) = (events.mention(a), events.mention(b)) else { continue };
            found.extend(stretch(ours, theirs).map(|(apart, reading)| (apart, Stretched { a, b, reading })));
        }
    }
    found.into_iter().min_by_key(|(apart, pair)| (Reverse(*apart), pair.a, pair.b)).map(|(_, pair)| pair)
}

/// Told as a fact, of an act that is done once to one thing.
fn is_told_once(mention: &Mention<'_>, packs: &Packs<'_>) -> bool {
    let is_fact = !mention.is_planned && !mention.is_recurrent && !mention.is_denied();
    is_fact && packs.of(mention.language).is_once(&mention.action)
}

fn stretch(a: &Mention<'_>, b: &Mention<'_>) -> Option<(i64, Told)> {
    if a.passage.account == b.passage.account {
        return None;
    }
    let (ours, theirs) = (a.moment.as_ref()?, b.moment.as_ref()?);
    let apart = ours.stretch_minutes(theirs)?;
    let (early, late) = if ours.minute <= theirs.minute { (ours, theirs) } else { (theirs, ours) };
    Some((apart, say!("event.stretch", asked = asked(early, late, apart))))
}

/// What the words have to mean; an exact time gives way only as far as rounding goes.
fn asked(early: &Moment<'_>, late: &Moment<'_>, apart: i64) -> Told {
    let (first, last) = (quote(&early.timex.text), quote(&late.timex.text));
    let beyond = |exact: &Moment<'_>| (apart - exact.tolerance_ms() / MINUTE_MS).unsigned_abs();
    match (early.timex.is_approximate, late.timex.is_approximate) {
        (true, false) => say!("event.stretch-first", words = first, n = beyond(late)),
        (false, true) => say!("event.stretch-last", words = last, n = beyond(early)),
        _ => say!("event.stretch-both", first = first, last = last, n = apart.unsigned_abs()),
    }
}
