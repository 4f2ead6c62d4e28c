//! Times: expressions, what they resolve to, and when the account was written.
//!
//! Comes in: one account and the rules of its language. Goes out: [`TimesRead`]. It may not know other accounts. The steps,
//! in order: [`lattice`] and [`shapes`] say what each token can be; [`recognise`] runs the pack's patterns over them;
//! [`shared_day`] gives both ends of a range the day behind it;
//! [`surroundings`] looks at tense and plans; [`decode`] chooses what each expression counts from, all together;
//! [`written`] bounds when the account was written, and decoding is done again with it; [`output`] writes TIMEX3, [`groups`] joins ranges;
//! [`checks`] looks for what calendar and clock do not allow. When it is known who speaks, [`speech`] dates the "now" in their mouths.

mod account_zone;
mod anchored;
mod checks;
mod decode;
mod dotted;
mod expression;
mod fold;
mod groups;
mod lasting;
mod lattice;
mod lexicon;
mod numbers;
mod output;
mod pack;
mod pattern;
mod recognise;
mod resolve;
mod rules;
mod several;
mod shapes;
mod shared_day;
mod speech;
mod stabbing;
mod surroundings;
mod symbol;
mod telling;
mod why;
mod word_shapes;
mod written;
mod zones;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

pub use rules::TimeRules;
pub use speech::date_speech;

use crate::Context;
use recount_diagnostics::{Diagnostic, Reported};
use recount_model::claim::Observation;
use recount_model::{DocumentTime, TimeGroup, Timex};
use recount_sayings::say;
use recount_text::AccountText;
use recount_time::Zone;
use std::cell::LazyCell;

/// What the time reader says about an account.
#[derive(Clone, Debug, PartialEq)]
pub struct TimesRead {
    pub written: DocumentTime,
    /// In the order of the account's layers.
    pub layers_written: Vec<DocumentTime>,
    /// Sorted by span, not overlapping.
    pub times: Vec<Timex>,
    /// Ranges and lists of those times.
    pub groups: Vec<TimeGroup>,
    pub observations: Vec<Observation>,
    /// What the account's clock times can be in.
    pub zones: Vec<Zone>,
}

/// Reads the times of an account.
pub fn read(text: &AccountText<'_>, context: &Context, rules: &TimeRules) -> Reported<TimesRead> {
    let mut diagnostics = Vec::new();
    let mut lattice = lattice::Lattice::new(text, rules);
    let mut mentions = recognise::recognise(&mut lattice);
    shared_day::share_days(&lattice, &mut mentions);
    let around = surroundings::look_around(&lattice, &mentions);
    let zones = account_zone::zones(&lattice, context).unwrap_or_else(|error| {
        let message = say!("odd.unknown-zone", name = error.0);
        diagnostics.push(Diagnostic::warning("unknown-zone", message).hint(say!("odd-hint.unknown-zone")));
        vec![Zone::utc()]
    });
    let told = telling::tell(&lattice, &mentions, &around, context, &zones);
    let times: Vec<Timex> = mentions
        .iter()
        .zip(&around)
        .zip(&told.decoded)
        .map(|((mention, around), decoded)| {
            output::timex(&lattice, mention, around, &decoded.candidates, &zones)
        })
        .collect();
    let groups = groups::groups(&lattice, &mentions, &times, &zones);
    let observations = checks::check(&checks::Seen {
        lattice: &lattice,
        mentions: &mentions,
        around: &around,
        decoded: &told.decoded,
        fixed_day: told.fixed_day,
        places: LazyCell::new(Box::new(|| account_zone::places(&lattice, context))),
    });
    Reported::with(
        TimesRead {
            written: told.written,
            layers_written: told.layers_written,
            times,
            groups,
            observations,
            zones,
        },
        diagnostics,
    )
}
