//! Names that something outside proposes: a model, a list, a person. The rules stay the judges.
//!
//! Comes in: proposed spans with kinds, and the candidates of the rules. Goes out: the candidates with those that were
//! let through, and for every other a diagnostic that says why. It may not know who proposes. A proposal must stand on
//! whole words inside one sentence, hold a capital, and not cut through what the rules are sure of; its kind is one
//! piece of evidence among others ([`super::kinds`]).

use super::kinds::is_decided;
use super::lexicon::NameRules;
use super::seen::Seen;
use super::spotting::{Candidate, LONGEST_RUN, Written};
use recount_diagnostics::Diagnostic;
use recount_model::{NameKind, NameProposal};
use recount_sayings::say;
use recount_text::AccountText;
use std::ops::Range;

/// A candidate, and the kind proposed for it.
pub(crate) type Proposed = (Candidate, Option<NameKind>);

/// Joins `proposals` to the rules' own `candidates`, in order.
pub(crate) fn joined(
    flat: &Seen<'_>,
    candidates: Vec<Candidate>,
    proposals: &[NameProposal],
    written: &Written<'_>,
    rules: &NameRules,
    text: &AccountText<'_>,
) -> (Vec<Proposed>, Vec<Diagnostic>) {
    let mut found: Vec<Proposed> = candidates.into_iter().map(|candidate| (candidate, None)).collect();
    let mut refused = Vec::new();
    for proposal in proposals.iter().filter(|proposal| text.account.span.overlaps(proposal.span)) {
        let judged = placed(flat, proposal, text).and_then(|places| {
            let same = found.iter().position(|(candidate, _)| candidate.places == places);
            match same.and_then(|idx| found.get_mut(idx)) {
                Some((_, Some(kind))) if *kind != proposal.kind => {
                    return Err("not-taken.other-kind");
                }
                Some((_, kind)) => *kind = Some(proposal.kind),
                None => insert(&mut found, places, proposal.kind, |candidate| {
                    is_decided(flat, candidate, written, rules)
                })?,
            }
            Ok(())
        });
        refused.extend(judged.err().map(|why| {
            Diagnostic::note("proposal-refused", say!("odd.proposal-refused", why = say!(why)))
                .at(proposal.span)
                .in_original(text.account.original.clone())
        }));
    }
    (found, refused)
}

/// The whole words that the proposal covers.
fn placed(
    flat: &Seen<'_>,
    proposal: &NameProposal,
    text: &AccountText<'_>,
) -> Result<Range<usize>, &'static str> {
    let words = text.reading.text.get(proposal.span.start as usize..proposal.span.end as usize);
    if words.is_none() || proposal.text.as_deref().is_some_and(|quote| Some(quote) != words) {
        return Err("not-taken.other-words");
    }
    let places = flat.places_in(proposal.span);
    if places.is_empty() || flat.span(&places) != Some(proposal.span) {
        return Err("not-taken.no-whole-words");
    }
    if flat.sentence_at(places.start) != flat.sentence_at(places.end - 1) || places.len() > LONGEST_RUN {
        return Err("not-taken.too-long");
    }
    if !places.clone().any(|at| flat.is_capital(at)) {
        return Err("not-taken.no-capital");
    }
    Ok(places)
}

/// Puts a new candidate in its place; unsure ones that it cuts through give way.
fn insert(
    found: &mut Vec<Proposed>,
    places: Range<usize>,
    kind: NameKind,
    is_sure: impl Fn(&Candidate) -> bool,
) -> Result<(), &'static str> {
    let cuts =
        |candidate: &Candidate| candidate.places.start < places.end && places.start < candidate.places.end;
    if found.iter().any(|(candidate, proposed)| cuts(candidate) && (proposed.is_some() || is_sure(candidate)))
    {
        return Err("not-taken.cuts");
    }
    found.retain(|(candidate, _)| !cuts(candidate));
    let at = found.partition_point(|(candidate, _)| candidate.places.start < places.start);
    let candidate = Candidate { places, title: None, is_inside_title: false, is_quoted: false };
    found.insert(at, (candidate, Some(kind)));
    Ok(())
}
