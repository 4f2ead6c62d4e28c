//! What a person read where no rule did, put into an account as if it had been read.
//!
//! Comes in: an account with all that was read in it, and what was added, each with its passage. Goes out: the same with the
//! additions in their order, and what follows from them by the rules that follow everything: figures take the speakers and
//! times they now stand beside, claims are joined anew. It may not know who added what, nor other accounts.

mod count;
mod figures;
mod statements;
mod times;

pub use count::parse_count;

use crate::times::TimesRead;
use crate::{Rules, deeds, figures as figure_reader, joined};
use recount_model::{AccountClaims, Added, Figure, Id, Span, Timex};
use recount_text::AccountText;

/// One addition, where it stands.
#[derive(Clone, Debug)]
pub struct ByHand<'decided> {
    pub id: Id,
    pub span: Span,
    pub thing: &'decided Added,
    /// Who added it, when and why, in words.
    pub why: recount_model::Told,
}

/// Puts `additions` into what was read in an account. Goes out: for each addition whether it fitted; one that does not
/// changes nothing.
pub fn put_in(
    text: &AccountText<'_>,
    read: &mut AccountClaims,
    additions: &[ByHand<'_>],
    rules: &Rules,
) -> Vec<bool> {
    let mut fits: Vec<bool> = Vec::with_capacity(additions.len());
    // Times and speakers first: figures are read beside them.
    for one in additions {
        fits.push(match one.thing {
            Added::Time(given) => times::add(text, read, one, given),
            Added::Statement { speaker, mode } => statements::add(text, read, one, speaker, *mode),
            Added::Figure(given) => figures::fits(given),
        });
    }
    let is_around_figures =
        |(one, fits): (&ByHand<'_>, &bool)| *fits && !matches!(one.thing, Added::Figure(_));
    if additions.iter().zip(&fits).any(is_around_figures) {
        read_figures_again(text, read, rules);
    }
    let time = times_read(read);
    for one in additions {
        if let Added::Figure(given) = one.thing
            && figures::fits(given)
        {
            let around =
                figures::Around { text, time: &time, names: &read.names, statements: &read.statements };
            let figure = figures::figure(&around, one, given, &rules.figures);
            read.figures.extend(figure);
        }
    }
    read.figures.sort_by(|a, b| order(a).cmp(&order(b)));
    read.claims = joined::read(text, &time, &read.names, &read.statements, &read.figures, rules);
    read.deeds = deeds::read(text, &time, &read.names, &read.statements, &rules.deeds);
    fits
}

fn order(figure: &Figure) -> (Span, Span, &Id) {
    (figure.span, figure.number_span, &figure.id)
}

/// The figures of the account beside the times and speakers that stand in it now.
fn read_figures_again(text: &AccountText<'_>, read: &mut AccountClaims, rules: &Rules) {
    let time = times_read(read);
    let again = figure_reader::read(text, &time, &read.names, &read.statements, &rules.figures);
    read.figures = again.value.figures;
}

/// Times as the stages after them take them. What only the time reader asks for is left empty.
fn times_read(read: &AccountClaims) -> TimesRead {
    TimesRead {
        written: read.written.clone(),
        layers_written: read.layers_written.clone(),
        times: read.times.clone(),
        groups: read.time_groups.clone(),
        observations: Vec::new(),
        zones: Vec::new(),
    }
}

/// The time that is read at `span` already, or at a part of it: the first.
pub fn time_at(read: &AccountClaims, span: Span) -> Option<&Timex> {
    read.times.iter().find(|timex| timex.span.overlaps(span))
}
