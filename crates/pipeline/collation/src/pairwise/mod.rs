//! Two documents compared closely: everything they share, however much it was reworded, shuffled or summed up.
//!
//! Comes in: two texts that are known to be worth comparing. Goes out: pairs of spans, by their place in the first. It may not
//! know a third text, and so nothing of what is common property: collation of many accounts asks more before it says "shared".
//!
//! 1. `runs`: the same words in a row, to the word
//! 2. `sentences`: sentences as weighted stems; pairs that are alike are seeds
//! 3. `explained`: a sentence that stands word for word in the other text needs no other counterpart there
//! 4. `words`: rare words close together in both texts, whatever became of the sentences around them
//! 5. `clusters`: seeds near each other on both sides become passages, as long as the whole of them is alike; one place is told once
//! 6. here: where a passage is mostly the same words in a row, the runs say where it begins and ends
//!
//! *Source*: steps 2 and 5 after Sanchez-Perez, Sidorov and Gelbukh 2014 (the winner of PAN 2014 text alignment).

mod clusters;
mod explained;
mod runs;
mod sentences;
#[cfg(test)]
mod tests;
mod words;

use crate::CollationRules;
use crate::cuts::Cuts;
use crate::witness::{Lexicon, Witness};
use clusters::Cluster;
use explained::Explained;
use recount_diagnostics::Reported;
use recount_model::{OriginalId, Reading, Span};
use recount_text::Abbreviations;
use runs::Run;
use sentences::Cut;

/// Passages shorter than this on either side are too short to be told from chance.
const LEAST_BYTES: usize = 150;
/// Runs that cover this share of a passage (per thousand) say where it begins and ends.
const VERBATIM_FROM: usize = 600;

/// Two spans that say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SharedSpans {
    pub a: Span,
    pub b: Span,
}

/// Everything that `a` and `b` share, sorted by the place in `a`. No two of them overlap on both sides. What there was too much of
/// to be looked at is told.
pub fn shared_spans(
    a: &str,
    b: &str,
    abbreviations: &Abbreviations,
    rules: &CollationRules,
) -> Reported<Vec<SharedSpans>> {
    let reading = |text: &str| Reading::plain(OriginalId("".into()), text, "");
    let (reading_a, reading_b) = (reading(a), reading(b));
    let mut lexicon = Lexicon::default();
    let (account_a, account_b) =
        (crate::plain_account("a", &reading_a), crate::plain_account("b", &reading_b));
    let witness_a = Witness::new(&account_a, &reading_a, None, (abbreviations, rules), &mut lexicon);
    let witness_b = Witness::new(&account_b, &reading_b, None, (abbreviations, rules), &mut lexicon);
    let cuts = Cuts::default();
    let found = compared(&witness_a, &witness_b, &cuts);
    Reported::with(found, cuts.told())
}

fn compared(a: &Witness<'_>, b: &Witness<'_>, cuts: &Cuts) -> Vec<SharedSpans> {
    let runs = runs::runs(&a.words, &b.words, cuts);
    let (cut_a, cut_b) = sentences::cut(a, b);
    let explained = Explained::new(&runs, &cut_a, &cut_b);
    let seeds = sentences::seeds(&cut_a, &cut_b, cuts);
    let seeds = explained.without_rivals(seeds);
    let mut found = Vec::new();
    let mut is_used = vec![false; runs.len()];
    let clusters = clusters::clusters(&seeds, &explained.verbatim, &cut_a, &cut_b);
    let dense = words::dense(&a.words, &b.words, cuts);
    let clusters = clusters::with_dense(clusters, &dense, &cut_a, &cut_b);
    for cluster in clusters {
        let inside: Vec<usize> = (0..runs.len())
            .filter(|at| runs.get(*at).is_some_and(|run| is_inside(run, &cluster, &cut_a, &cut_b)))
            .collect();
        let of_cluster: Vec<&Run> = inside.iter().filter_map(|at| runs.get(*at)).collect();
        for at in inside {
            if let Some(used) = is_used.get_mut(at) {
                *used = true;
            }
        }
        found.extend(spans(&cluster, &of_cluster, (a, b), (&cut_a, &cut_b)));
    }
    let left = runs.iter().zip(&is_used).filter(|(_, used)| !**used);
    found.extend(left.filter_map(|(run, _)| of_runs(&[run], a, b)));
    found.retain(|shared| shared.a.len() >= LEAST_BYTES && shared.b.len() >= LEAST_BYTES);
    found.sort_unstable();
    without_overlaps(found)
}

/// True if the run lies mostly inside the cluster on both sides.
fn is_inside(run: &Run, cluster: &Cluster, a: &Cut, b: &Cut) -> bool {
    let most = |own: &std::ops::Range<usize>, other: std::ops::Range<usize>| {
        2 * own.end.min(other.end).saturating_sub(own.start.max(other.start)) > own.len()
    };
    most(&run.a, a.words(&cluster.a)) && most(&run.b, b.words(&cluster.b))
}

/// The runs to the word where they are most of it, else the sentences.
fn spans(
    cluster: &Cluster,
    runs: &[&Run],
    (a, b): (&Witness<'_>, &Witness<'_>),
    (cut_a, cut_b): (&Cut, &Cut),
) -> Option<SharedSpans> {
    let covered = |side: fn(&Run) -> usize| runs.iter().map(|run| side(run)).sum::<usize>() * 1000;
    let (words_a, words_b) = (cut_a.words(&cluster.a), cut_b.words(&cluster.b));
    let is_verbatim = covered(|run| run.a.len()) >= words_a.len() * VERBATIM_FROM
        && covered(|run| run.b.len()) >= words_b.len() * VERBATIM_FROM;
    if is_verbatim {
        return of_runs(runs, a, b);
    }
    Some(SharedSpans { a: span(a, &words_a)?, b: span(b, &words_b)? })
}

fn of_runs(runs: &[&Run], a: &Witness<'_>, b: &Witness<'_>) -> Option<SharedSpans> {
    let hull = |side: fn(&Run) -> &std::ops::Range<usize>| {
        let (starts, ends) = (runs.iter().map(|run| side(run).start), runs.iter().map(|run| side(run).end));
        Some(starts.min()?..ends.max()?)
    };
    Some(SharedSpans { a: span(a, &hull(|run| &run.a)?)?, b: span(b, &hull(|run| &run.b)?)? })
}

/// From the first word to the marks that close the last.
fn span(witness: &Witness<'_>, words: &std::ops::Range<usize>) -> Option<Span> {
    let (first, last) = (witness.words.get(words.start)?, witness.words.get(words.end.checked_sub(1)?)?);
    let after = witness.text.get(last.span.end as usize..).unwrap_or("");
    let marks = after.chars().take_while(|c| !c.is_alphanumeric() && !c.is_whitespace());
    let closing: usize = marks.map(char::len_utf8).sum();
    Some(Span { start: first.span.start, end: last.span.end + closing as u32 })
}

/// Of two that overlap on both sides the longer one stays: one place is told once.
fn without_overlaps(sorted: Vec<SharedSpans>) -> Vec<SharedSpans> {
    let mut kept: Vec<SharedSpans> = Vec::new();
    for shared in sorted {
        let overlaps = |other: &SharedSpans| other.a.overlaps(shared.a) && other.b.overlaps(shared.b);
        match kept
            .iter_mut()
            .rev()
            .take_while(|other| other.a.end > shared.a.start)
            .find(|other| overlaps(other))
        {
            Some(other) if other.a.len() + other.b.len() < shared.a.len() + shared.b.len() => *other = shared,
            Some(_) => {}
            None => kept.push(shared),
        }
    }
    kept
}
