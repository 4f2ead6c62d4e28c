//! What was left out because there was too much of it.
//!
//! Comes in: counts from every step, in any order. Goes out: one [`Diagnostic`] per cap that acted, however many pairs of accounts it
//! acted in. It may not know texts.

use recount_diagnostics::Diagnostic;
use recount_sayings::say;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// A cap that acted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cut {
    /// Facts of an account beyond those that are compared for translations.
    Facts,
    /// Facts in a row that too many accounts have.
    FactsOfAll,
    /// Sentences that go on in too many places of another account.
    Continuations,
    /// Parts of a sentence beyond those that one may be made of.
    Parts,
    /// Words that moved, beyond the parts of a passage that are followed.
    Moved,
    /// Accounts beyond those that are asked who stands between.
    Others,
    /// Accounts beyond those that may explain what two others share.
    Thirds,
    /// Passages between two parted ones beyond those that are looked at.
    Between,
    /// Sentences with figures beyond those that are paired.
    Figures,
    /// Wordings on the shelf of a stream that too many accounts have.
    WordingOfAll,
    /// Wordings of a stream that so many have that each newcomer meets the first two only.
    WordingOfMany,
    /// Accounts of a stream that say the same over and over.
    OverAndOver,
    /// Words in a row that stand in too many places of the second of two texts.
    RowOfMany,
    /// Runs of the same words in two texts beyond those that are looked for: whether there are any.
    Runs,
    /// Stems in too many sentences of the second of two texts.
    StemOfMany,
    /// Sentences that are like too many of the other text.
    LikeMany,
    /// Rare words that two texts have in common, when there are too many to go through.
    RareWords,
}

/// Id, and the keys of what was left out and of what to do.
const TOLD: [(Cut, &str, &str, &str); 17] = [
    (Cut::Facts, "facts-of-long-account", "odd.facts-of-long-account", "odd-hint.split-into-chapters"),
    (Cut::FactsOfAll, "facts-of-all", "odd.facts-of-all", "odd-hint.fewer-to-compare"),
    (Cut::Continuations, "continued-over-and-over", "odd.continued-over-and-over", "odd-hint.around-refrain"),
    (Cut::Parts, "sentence-of-many-parts", "odd.sentence-of-many-parts", "odd-hint.beside-passage"),
    (Cut::Moved, "moved-over-and-over", "odd.moved-over-and-over", "odd-hint.many-moved-parts"),
    (Cut::Others, "others-of-many", "odd.others-of-many", "odd-hint.fewer-to-ask"),
    (Cut::Thirds, "sources-of-many", "odd.sources-of-many", "odd-hint.fewer-to-look"),
    (Cut::Between, "passages-between", "odd.passages-between", "odd-hint.fewer-to-look"),
    (Cut::Figures, "figures-of-one-sentence", "odd.figures-of-one-sentence", "odd-hint.long-lists"),
    (Cut::WordingOfAll, "wording-of-all", "odd.wording-of-all-met", "odd-hint.fewer-to-compare-it"),
    (Cut::WordingOfMany, "wording-of-many", "odd.wording-of-many-met", "odd-hint.fewer-to-compare-with-all"),
    (Cut::OverAndOver, "wording-over-and-over", "odd.wording-over-and-over-met", "odd-hint.refrains"),
    (Cut::RowOfMany, "row-over-and-over", "odd.row-over-and-over", "odd-hint.refrains-of-both"),
    (Cut::Runs, "runs-of-many", "odd.runs-of-many", "odd-hint.by-chapter"),
    (Cut::StemOfMany, "word-of-long-text", "odd.word-of-long-text", "odd-hint.by-chapter"),
    (Cut::LikeMany, "sentence-like-many", "odd.sentence-like-many", "odd-hint.by-chapter"),
    (Cut::RareWords, "rare-words-of-many", "odd.rare-words-of-many", "odd-hint.by-chapter"),
];

/// Counts of all caps. Sums do not depend on the order they are made in.
#[derive(Debug, Default)]
pub(crate) struct Cuts {
    counts: [AtomicUsize; TOLD.len()],
}

impl Clone for Cuts {
    fn clone(&self) -> Self {
        Cuts {
            counts: std::array::from_fn(|at| {
                AtomicUsize::new(self.counts.get(at).map_or(0, |count| count.load(Relaxed)))
            }),
        }
    }
}

impl Cuts {
    pub(crate) fn add(&self, cut: Cut, count: usize) {
        let of_cut = TOLD.iter().zip(&self.counts).find(|(told, _)| told.0 == cut);
        if let Some((_, sum)) = of_cut.filter(|_| count > 0) {
            sum.fetch_add(count, Relaxed);
        }
    }

    /// One diagnostic for each cap that acted.
    pub(crate) fn told(&self) -> Vec<Diagnostic> {
        let counts = self.counts.iter().map(|count| count.load(Relaxed));
        let acted = TOLD.iter().zip(counts).filter(|(_, count)| *count > 0);
        acted
            .map(|((_, id, what, hint), count)| {
                Diagnostic::warning(id, say!(*what, n = count)).hint(say!(*hint))
            })
            .collect()
    }
}
