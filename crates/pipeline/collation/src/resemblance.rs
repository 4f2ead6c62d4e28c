//! How alike two units are: the weight of their shared stems, and whether they share phrases or only a subject.
//!
//! Comes in: two units with their weights. Goes out: a [`Resemblance`]. It may not know the rest of the accounts.

use crate::weights::{Term, terms};
use crate::witness::{Unit, Witness, Word};

/// Units with fewer stems in common are not alike.
const LEAST_SHARED: u32 = 2;
/// Hundredths of a bit that the shared words say beside values and names: "more than 300 workers took part" is what
/// everybody writes who was told of 300 workers.
const LEAST_WORDING: u32 = 1800;

/// Ratios are 0..=1000 (1000 = all of it).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Resemblance {
    /// Share of the two units' weight that is common: geometric mean over both sides.
    pub(crate) common: u32,
    /// The same seen from the side that has more of its own weight in common.
    pub(crate) contained: u32,
    pub(crate) shared_stems: u32,
    /// Those of them that are no names and no dates.
    pub(crate) shared_telling: u32,
    pub(crate) shared_weight: u32,
    /// Words in the longest run that both have.
    pub(crate) longest_run: u32,
    /// Words with a subject, names and dates left out, in common runs of three words and more.
    pub(crate) phrase_words: u32,
    /// Weight of shared stems that are neither values nor names, in hundredths of a bit.
    pub(crate) wording_weight: u32,
    pub(crate) is_identical: bool,
}

/// What makes a pair of units stand by itself, or beside a neighbour that does.
impl Resemblance {
    /// Shared words alone also come from a shared subject; a copy shares most of its words, or phrases.
    pub(crate) fn is_strong(&self) -> bool {
        let is_same = self.common >= 620
            && (self.shared_telling >= 6 || (self.shared_telling >= 3 && self.phrase_words >= 3));
        let is_phrased = self.common >= 450 && self.shared_stems >= 4 && self.phrase_words >= 4;
        let is_quoted = self.contained >= 700
            && self.shared_stems >= 3
            && self.longest_run >= 6
            && self.phrase_words >= 3;
        self.shared_weight >= 1800
            && self.wording_weight >= LEAST_WORDING
            && (is_same || is_phrased || is_quoted)
    }

    /// Between accounts that share much, one more sentence needs less.
    pub(crate) fn is_likely_between_close_accounts(&self) -> bool {
        self.common >= 350 && self.shared_stems >= 4 && self.phrase_words >= 3 && self.shared_weight >= 1800
    }

    /// Next to a pair that stands by itself.
    pub(crate) fn is_continuation(&self, are_close: bool) -> bool {
        let least = if are_close { 250 } else { 400 };
        let is_alike = self.common >= least && self.shared_stems >= 3;
        let is_inside = self.contained >= 550 && self.shared_stems >= 2 && self.longest_run >= 3;
        self.is_identical || is_alike || is_inside
    }

    /// For choosing between pairs that compete for a unit.
    pub(crate) fn strength(&self) -> u64 {
        u64::from(self.shared_weight) * u64::from(self.common + self.contained) + u64::from(self.longest_run)
    }
}

/// A unit with its terms, made once and compared often.
pub(crate) struct Compared<'text> {
    pub(crate) words: &'text [Word],
    pub(crate) terms: Vec<Term>,
    weight: u32,
}

impl<'text> Compared<'text> {
    pub(crate) fn new(witness: &'text Witness<'_>, unit: &Unit) -> Self {
        let terms = terms(witness, unit);
        let words = witness.words.get(unit.words.clone()).unwrap_or_default();
        Compared { words, weight: sum(&terms), terms }
    }
}

pub(crate) fn resemblance(a: &Compared<'_>, b: &Compared<'_>) -> Resemblance {
    let both = Shared::of(&a.terms, &b.terms);
    if both.stems < LEAST_SHARED {
        return Resemblance::default();
    }
    let (longest_run, phrase_words) = runs(a.words, b.words);
    let is_identical =
        a.words.len() == b.words.len() && a.words.iter().zip(b.words).all(|(a, b)| a.form == b.form);
    let product = (u64::from(a.weight) * u64::from(b.weight)).isqrt().max(1);
    Resemblance {
        common: (u64::from(both.weight) * 1000 / product).min(1000) as u32,
        contained: both.weight * 1000 / a.weight.min(b.weight).max(1),
        shared_stems: both.stems,
        shared_telling: both.telling,
        shared_weight: both.weight,
        wording_weight: both.wording_weight,
        longest_run,
        phrase_words,
        is_identical,
    }
}

fn sum(terms: &[Term]) -> u32 {
    terms.iter().map(|term| term.weight()).sum()
}

/// What two units have in common.
#[derive(Default)]
struct Shared {
    stems: u32,
    telling: u32,
    weight: u32,
    wording_weight: u32,
}

impl Shared {
    /// Both sorted by stem; the kinds of `a` count.
    fn of(a: &[Term], b: &[Term]) -> Self {
        let mut shared = Shared::default();
        let mut rest = b.iter().peekable();
        for term in a {
            while rest.next_if(|other| other.stem() < term.stem()).is_some() {}
            if rest.peek().is_some_and(|other| other.stem() == term.stem()) {
                shared.stems += 1;
                shared.telling += u32::from(term.is_telling());
                shared.weight += term.weight();
                shared.wording_weight += if term.is_wording() { term.weight() } else { 0 };
            }
        }
        shared
    }
}

/// (longest common run, subject words of `a` in common runs of three and more). O(words × words) of two sentences.
fn runs(a: &[Word], b: &[Word]) -> (u32, u32) {
    // One row: the cell to the left of the one just written still holds the row above.
    let mut row = vec![0_u32; b.len()];
    let mut longest_ending: Vec<u32> = Vec::with_capacity(a.len());
    for word in a {
        let (mut diagonal, mut longest) = (0, 0);
        for (cell, other) in row.iter_mut().zip(b) {
            let run = if word.form == other.form { diagonal + 1 } else { 0 };
            diagonal = std::mem::replace(cell, run);
            longest = longest.max(run);
        }
        longest_ending.push(longest);
    }
    let longest = longest_ending.iter().copied().max().unwrap_or(0);
    (longest, phrase_words(a, &longest_ending))
}

fn phrase_words(a: &[Word], longest_ending: &[u32]) -> u32 {
    let mut is_in_run = vec![false; a.len()];
    for (end, length) in longest_ending.iter().enumerate().filter(|(_, length)| **length >= 3) {
        let start = (end + 1).saturating_sub(*length as usize);
        for mark in is_in_run.get_mut(start..=end).unwrap_or_default() {
            *mark = true;
        }
    }
    a.iter().zip(&is_in_run).filter(|(word, inside)| **inside && word.is_telling()).count() as u32
}
