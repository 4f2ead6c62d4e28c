//! The seeds of accounts that come one by one: each finds those before it that share enough, and is put beside them.
//!
//! What it finds is what [`super::candidates`] finds of it among the same accounts, in whatever order they come.

use super::{FAMILIES, Settled, VOTES_NEEDED, least_weight};
use crate::cuts::{Cut, Cuts};
use crate::witness::Witness;
use recount_model::Id;
use winnowing::{Fingerprint, Hit, Index, SPOKESMEN};

/// Until there are twice as many units, a word gains no more than one bit; two words and their rounding no more than this.
const LEEWAY: u16 = 202;

#[derive(Debug)]
pub(crate) struct Shelf {
    indices: Vec<Index>,
}

/// An account on the shelf and pairs of units: of the newcomer, of it.
pub(crate) type Met = (u32, Vec<(usize, usize)>);

impl Default for Shelf {
    fn default() -> Self {
        Shelf { indices: FAMILIES.iter().map(|family| Index::new(family.caps.known)).collect() }
    }
}

impl Shelf {
    /// Puts an account on the shelf; its words have their weights. Good until there are twice as many `units`.
    pub(crate) fn put(&mut self, document: u32, witness: &Witness<'_>, units: u32) {
        for (family, index) in FAMILIES.iter().zip(&mut self.indices) {
            let mut settled = Settled::default();
            (family.make)(witness, least_weight(units).saturating_sub(LEEWAY), &mut |seed| settled.add(seed));
            index.insert(document, &settled.finish().0);
        }
    }

    /// Who shares enough with a newcomer. `id` tells those of the accounts on the shelf.
    pub(crate) fn candidates<'id>(
        &self,
        newcomer: (&'id Id, &Witness<'_>),
        units: u32,
        id: impl Fn(u32) -> Option<&'id Id>,
        cuts: &Cuts,
    ) -> Vec<Met> {
        let mut votes: Vec<(u32, usize, usize, u32)> = Vec::new();
        for (at, (family, index)) in FAMILIES.iter().zip(&self.indices).enumerate() {
            // Word pairs and single words stand in too many accounts as a rule, and say little there.
            let cuts = Some(cuts).filter(|_| at == 0);
            let mut settled = Settled::default();
            (family.make)(newcomer.1, least_weight(units), &mut |seed| settled.add(seed));
            let (seeds, is_crowded) = settled.finish();
            note(cuts, Cut::OverAndOver, is_crowded);
            for seed in seeds {
                note_wording(cuts, index.frequency(seed.hash), family.caps);
                for hit in meeting(index, seed, family.caps, newcomer.0, &id) {
                    votes.push((hit.document, hit.ours as usize, hit.theirs as usize, family.votes));
                }
            }
        }
        votes.sort_unstable();
        let enough = votes.chunk_by(|x, y| (x.0, x.1, x.2) == (y.0, y.1, y.2));
        let enough = enough.filter(|same| same.iter().map(|one| one.3).sum::<u32>() >= VOTES_NEEDED);
        let pairs: Vec<(u32, usize, usize)> =
            enough.filter_map(|same| same.first().map(|one| (one.0, one.1, one.2))).collect();
        pairs
            .chunk_by(|x, y| x.0 == y.0)
            .filter_map(|all| Some((all.first()?.0, all.iter().map(|one| (one.1, one.2)).collect())))
            .collect()
    }
}

/// Counts a wording that stands in `others` before the newcomer, if a cap acts on it.
fn note_wording(cuts: Option<&Cuts>, others: u32, caps: winnowing::Caps) {
    let is_of_all = others >= caps.known;
    note(cuts, Cut::WordingOfAll, is_of_all);
    note(cuts, Cut::WordingOfMany, others >= caps.all_pairs && !is_of_all);
}

fn note(cuts: Option<&Cuts>, cut: Cut, is_so: bool) {
    if let Some(cuts) = cuts.filter(|_| is_so) {
        cuts.add(cut, 1);
    }
}

/// The places of a seed that the caps let the newcomer meet, itself counted among those that have it.
fn meeting<'id>(
    index: &Index,
    seed: Fingerprint,
    caps: winnowing::Caps,
    newcomer: &'id Id,
    id: &impl Fn(u32) -> Option<&'id Id>,
) -> Vec<Hit> {
    let mut hits = index.hits(&[seed]);
    let Some(count) = hits.first().map(|hit| hit.frequency + 1) else { return hits };
    if count > caps.known {
        return Vec::new();
    }
    if count > caps.all_pairs {
        let id = |hit: &Hit| id(hit.document);
        let mut all: Vec<&Id> = hits.iter().filter_map(id).chain([newcomer]).collect();
        all.sort_unstable();
        all.dedup();
        let spokesmen = all.get(..SPOKESMEN.min(all.len())).unwrap_or_default().to_vec();
        hits.retain(|hit| id(hit).is_some_and(|other| spokesmen.contains(&other.min(newcomer))));
    }
    hits
}
