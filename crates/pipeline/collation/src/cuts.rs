//! What was left out because there was too much of it.
//!
//! Comes in: counts from every step, in any order. Goes out: one [`Diagnostic`] per cap that acted, however many pairs of accounts it
//! acted in. It may not know texts.

use recount_diagnostics::Diagnostic;
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

/// Id, what was left out after how many, and what to do.
const TOLD: [(Cut, &str, &str, &str); 17] = [
    (
        Cut::Facts,
        "facts-of-long-account",
        "numbers, dates and names at the ends of long accounts were not looked at for translations",
        "split long accounts into chapters to have all of them compared",
    ),
    (
        Cut::FactsOfAll,
        "facts-of-all",
        "pairs of numbers or dates stand in more accounts than are compared and led to no translation",
        "collate fewer accounts at once to have them compared",
    ),
    (
        Cut::Continuations,
        "continued-over-and-over",
        "sentences go on in more places of another account than are looked at: the rest of these places were left out",
        "look at the passages around a refrain yourself",
    ),
    (
        Cut::Parts,
        "sentence-of-many-parts",
        "pairs of sentences were left out since one of the two is split into, or made of, so many already",
        "look at the sentences beside the passage yourself",
    ),
    (
        Cut::Moved,
        "moved-over-and-over",
        "passages have more parts in another order than are followed: the rest is shown as left out and put in",
        "read both sides of a passage with many moved parts",
    ),
    (
        Cut::Others,
        "others-of-many",
        "accounts that share words with one that shares some with many others were not asked who stands between",
        "collate fewer accounts at once to have all of them asked",
    ),
    (
        Cut::Thirds,
        "sources-of-many",
        "pairs of accounts have more common sources than were looked at for what both have",
        "collate fewer accounts at once to have all of them looked at",
    ),
    (
        Cut::Between,
        "passages-between",
        "passages between two parted ones were not looked at for who was put into whom",
        "collate fewer accounts at once to have all of them looked at",
    ),
    (
        Cut::Figures,
        "figures-of-one-sentence",
        "sentences have more figures than are paired: of the rest it was not asked whether they stand together each time",
        "look at long lists of numbers yourself",
    ),
    (
        Cut::WordingOfAll,
        "wording-of-all",
        "times a wording was met that so many accounts have that it was taken for nobody's own",
        "collate fewer accounts at once to have it compared",
    ),
    (
        Cut::WordingOfMany,
        "wording-of-many",
        "times a wording was met that many accounts have: there an account was compared with the first two only",
        "collate fewer accounts at once to have it compared with all",
    ),
    (
        Cut::OverAndOver,
        "wording-over-and-over",
        "accounts have the same words in more places than are looked at: the rest of these places were left out",
        "look at the refrains of these accounts yourself",
    ),
    (
        Cut::RowOfMany,
        "row-over-and-over",
        "rows of words stand in more places of the second text than are looked at, and began no run there",
        "look at the refrains of both texts yourself",
    ),
    (
        Cut::Runs,
        "runs-of-many",
        "pairs of texts share more runs of words than are looked for: the lightest were left out",
        "compare the texts chapter by chapter",
    ),
    (
        Cut::StemOfMany,
        "word-of-long-text",
        "words stand in more sentences of the second text than are looked at, and led to none of them",
        "compare the texts chapter by chapter",
    ),
    (
        Cut::LikeMany,
        "sentence-like-many",
        "sentences are like more of the other text than are kept: the least alike were left out",
        "compare the texts chapter by chapter",
    ),
    (
        Cut::RareWords,
        "rare-words-of-many",
        "pairs of places of rare words are more than are gone through: no passage was sought by them",
        "compare the texts chapter by chapter",
    ),
];

/// Counts of all caps. Sums do not depend on the order they are made in.
#[derive(Debug, Default)]
pub(crate) struct Cuts {
    counts: [AtomicUsize; TOLD.len()],
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
                Diagnostic::warning(id, format!("{count} {what}")).hint(*hint)
            })
            .collect()
    }
}
