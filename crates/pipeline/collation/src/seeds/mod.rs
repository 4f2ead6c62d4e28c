//! Which units of which accounts may share words: few candidates, found without comparing everything with everything.
//!
//! Comes in: all witnesses. Goes out: pairs of units. It may not know what makes a pair good.
//!
//! Three families of seeds, each in an index with a cap on document frequency:
//! * winnowed 5-grams with values masked (a number, a date and a name may have changed): long runs, whatever their words;
//! * pairs of content stems at most three apart, in any order: short sentences and turned ones;
//! * single rare stems: wordings that share no run at all.
//!
//! Units become a candidate by several seeds. Work is bounded by seeds × cap: linear in the text for a fixed cap.

mod shelf;

pub(crate) use shelf::Shelf;

use crate::cutting_again::Witnesses;
use crate::witness::{Unit, Witness, Word, WordKind};
use rayon::prelude::*;
use recount_diagnostics::Diagnostic;
use recount_sayings::say;
use std::io;
use winnowing::{BATCH, Caps, Fingerprint, Groups, Member, Repeats, Room, Sorter, Winnower, combine, mix};

const GRAM_WORDS: usize = 5;
const WINDOW: usize = 8;
/// Farthest distance between two content stems of a pair, counted in content stems.
const PAIR_REACH: usize = 3;
/// Chance puts a pair into about `units / 2^weight` units, times the pairs a unit has: that many powers of two fewer.
const SPARE_BITS: u32 = 2;
/// Votes that make a candidate: a run alone, two pairs, or a pair with two rare stems.
const VOTES_NEEDED: u32 = 4;
/// Places of one seed in one account that are looked at: a refrain needs no more to be found.
const MOST_PLACES: usize = 4;

/// One kind of seed.
#[derive(Clone, Copy)]
struct Family {
    /// Gives every seed of an account to the last argument, positions ascending.
    make: fn(&Witness<'_>, u16, &mut dyn FnMut(Fingerprint)),
    /// In how many accounts a seed may stand before it counts as common property: the less it says, the fewer.
    caps: Caps,
    votes: u32,
}

const FAMILIES: [Family; 3] = [
    Family { make: masked_runs, caps: Caps { all_pairs: 100, known: 4000 }, votes: 4 },
    Family { make: pairs, caps: Caps { all_pairs: 40, known: 40 }, votes: 2 },
    Family { make: single_stems, caps: Caps { all_pairs: 20, known: 20 }, votes: 1 },
];

/// One unit of an account and one of an account after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Candidate {
    /// Index of the witness, smaller than `other`.
    pub(crate) one: u32,
    pub(crate) other: u32,
    pub(crate) unit_of_one: u32,
    pub(crate) unit_of_other: u32,
}

/// All candidate pairs, sorted, and which caps acted. Seeds beyond `room` are kept in runs; if these fail, in memory after all.
pub(crate) fn candidates(
    witnesses: &Witnesses<'_, '_>,
    words: usize,
    units: u32,
    room: Option<Room<'_>>,
) -> (Vec<Candidate>, Vec<Diagnostic>) {
    let least_weight = least_weight(units);
    let repeats = repeats(witnesses, words, least_weight);
    // Everything is grouped before anything is asked, so that the order of accounts cannot change what a cap hides.
    let grouped = |room| grouped(witnesses, least_weight, &repeats, room);
    let mut noticed = Vec::new();
    let families = grouped(room).unwrap_or_else(|error| {
        let message = say!("odd.runs-not-kept", why = error.to_string());
        let hint = say!("odd-hint.runs-not-kept");
        noticed.push(Diagnostic::warning("runs-not-kept", message).hint(hint));
        grouped(None).unwrap_or_default()
    });
    drop(repeats);
    noticed.extend(capped(&families));
    let found: Vec<Vec<Candidate>> = (0..witnesses.len())
        .into_par_iter()
        .map_init(|| Tally::new(witnesses.len()), |tally, one| of_one(one, &families, tally))
        .collect();
    (found.into_iter().flatten().collect(), noticed)
}

/// What the caps of runs left out. Word pairs and single words stand in too many accounts as a rule, and say little there.
fn capped(families: &[Grouped]) -> Vec<Diagnostic> {
    let Some((family, runs)) = FAMILIES.first().zip(families.first()) else { return Vec::new() };
    let mut noticed = Vec::new();
    if runs.groups.common() > 0 {
        let (count, cap) = (runs.groups.common(), family.caps.known);
        let message = say!("odd.wording-of-all", n = count, cap = cap);
        let hint = say!("odd-hint.fewer-to-compare");
        noticed.push(Diagnostic::warning("wording-of-all", message).hint(hint));
    }
    if runs.groups.wide() > 0 {
        let (count, cap) = (runs.groups.wide(), family.caps.all_pairs);
        let message = say!("odd.wording-of-many", n = count, cap = cap);
        let hint = say!("odd-hint.fewer-to-compare-all");
        noticed.push(Diagnostic::warning("wording-of-many", message).hint(hint));
    }
    if runs.crowded > 0 {
        let message = say!("odd.wording-over-and-over", n = runs.crowded, most = MOST_PLACES);
        let hint = say!("odd-hint.refrains");
        noticed.push(Diagnostic::warning("wording-over-and-over", message).hint(hint));
    }
    noticed
}

/// The seeds of one family: which accounts share them, and the members of each account; positions are units.
struct Grouped {
    votes: u32,
    groups: Groups,
    members: Vec<Vec<Member>>,
    /// Accounts with more places of a seed than are looked at.
    crowded: usize,
}

/// Accounts whose seeds are made before any of them are sorted.
const CHUNK: usize = 1024;

/// What one account has of each family, and whether some of it stands in too many places.
type Seeds = [(Vec<Fingerprint>, bool); FAMILIES.len()];

/// The seeds of all families, made in one pass over the accounts.
fn grouped(
    witnesses: &Witnesses<'_, '_>,
    least_weight: u16,
    repeats: &Repeats,
    room: Option<Room<'_>>,
) -> io::Result<Vec<Grouped>> {
    let room = room.map(|room| Room { entries: room.entries / FAMILIES.len(), ..room });
    let mut sorters = FAMILIES.map(|_| (Sorter::new(room), 0));
    for start in (0..witnesses.len()).step_by(CHUNK) {
        let chunk = (start..witnesses.len().min(start + CHUNK)).into_par_iter();
        let made: Vec<Seeds> = chunk
            .map(|at| {
                witnesses.with(at, |witness| {
                    FAMILIES.each_ref().map(|family| repeated(family, witness, least_weight, repeats))
                })
            })
            .collect();
        for (at, of_account) in made.into_iter().enumerate() {
            let document = (start + at) as u32;
            for ((sorter, crowded), (seeds, is_crowded)) in sorters.iter_mut().zip(of_account) {
                sorter.extend(seeds.iter().map(|seed| (seed.hash, document, seed.position)))?;
                *crowded += usize::from(is_crowded);
            }
        }
    }
    let families = FAMILIES.par_iter().zip(sorters.into_par_iter());
    families
        .map(|(family, (sorter, crowded))| {
            let (groups, members) = Groups::sorted(sorter, witnesses.len(), family.caps)?;
            Ok(Grouped { votes: family.votes, groups, members, crowded })
        })
        .collect()
}

/// Most seeds stand in one account only: they are dropped before they cost an entry, and made twice to cost no memory.
fn repeats(witnesses: &Witnesses<'_, '_>, words: usize, least_weight: u16) -> Repeats {
    let repeats = Repeats::with_room(words * 2);
    (0..witnesses.len()).into_par_iter().for_each(|at| {
        witnesses.with(at, |witness| {
            for family in &FAMILIES {
                some_at_a_time(family, witness, least_weight, |seeds| repeats.observe_all(seeds));
            }
        });
    });
    repeats
}

fn repeated(
    family: &Family,
    witness: &Witness<'_>,
    least_weight: u16,
    repeats: &Repeats,
) -> (Vec<Fingerprint>, bool) {
    let mut settled = Settled::default();
    some_at_a_time(family, witness, least_weight, |seeds| {
        let mut repeated = repeats.repeated(seeds);
        while repeated != 0 {
            seeds.get(repeated.trailing_zeros() as usize).into_iter().for_each(|seed| settled.add(*seed));
            repeated &= repeated - 1;
        }
    });
    settled.finish()
}

/// The seeds of an account, as many as are looked up together.
fn some_at_a_time(
    family: &Family,
    witness: &Witness<'_>,
    least_weight: u16,
    mut take: impl FnMut(&[Fingerprint]),
) {
    let (mut some, mut count) = ([Fingerprint { hash: 0, position: 0 }; BATCH], 0);
    (family.make)(witness, least_weight, &mut |seed| {
        if let Some(cell) = some.get_mut(count) {
            *cell = seed;
            count += 1;
        }
        if count == BATCH {
            take(&some);
            count = 0;
        }
    });
    take(some.get(..count).unwrap_or_default());
}

/// Seeds kept before they are put in order for the first time.
const FIRST_ROOM: usize = 1 << 16;

/// The seeds of one account: each once, with no more places of one hash than are looked at.
struct Settled {
    seeds: Vec<Fingerprint>,
    /// So many are kept before they are put in order: a refrain takes no room.
    room: usize,
    is_crowded: bool,
}

impl Default for Settled {
    fn default() -> Self {
        Settled { seeds: Vec::new(), room: FIRST_ROOM, is_crowded: false }
    }
}

impl Settled {
    fn add(&mut self, seed: Fingerprint) {
        self.seeds.push(seed);
        if self.seeds.len() >= self.room {
            self.settle();
            self.room = (self.seeds.len() * 2).max(FIRST_ROOM);
        }
    }

    /// Sorted; true if some hash had more places.
    fn finish(mut self) -> (Vec<Fingerprint>, bool) {
        self.settle();
        (self.seeds, self.is_crowded)
    }

    /// Later seeds have later positions, so the places that stay are those that stay in the end.
    fn settle(&mut self) {
        self.seeds.sort_unstable();
        self.seeds.dedup();
        let (mut last, mut places) = (None, 0);
        let all = self.seeds.len();
        self.seeds.retain(|seed| {
            places = if last == Some(seed.hash) { places + 1 } else { 0 };
            last = Some(seed.hash);
            places < MOST_PLACES
        });
        self.is_crowded |= self.seeds.len() < all;
    }
}

fn told<'words>(witness: &'words Witness<'_>) -> impl Iterator<Item = (u32, &'words [Word])> {
    let words = |unit: &Unit| witness.words.get(unit.words.clone()).unwrap_or_default();
    let told = witness.units.iter().enumerate().filter(|(_, unit)| !unit.is_idle);
    told.map(move |(at, unit)| (at as u32, words(unit)))
}

/// Two stems must weigh so much together: less, and chance alone puts them side by side into more units than a seed may stand in.
pub(super) fn least_weight(units: u32) -> u16 {
    let bits = u64::from(units).max(1).ilog2();
    (bits.saturating_sub(SPARE_BITS) * 100) as u16
}

fn pairs(witness: &Witness<'_>, least_weight: u16, take: &mut dyn FnMut(Fingerprint)) {
    let mut last = [(0_u32, 0_u16); PAIR_REACH];
    for (position, words) in told(witness) {
        for (count, word) in words.iter().filter(|word| word.kind != WordKind::Function).enumerate() {
            for (stem, weight) in last.iter().take(count) {
                if *stem != word.stem && weight + word.weight >= least_weight {
                    let (low, high) = (u64::from(word.stem.min(*stem)), u64::from(word.stem.max(*stem)));
                    take(Fingerprint { hash: mix((high << 32) | low), position });
                }
            }
            last.rotate_right(1);
            last[0] = (word.stem, word.weight);
        }
    }
}

fn single_stems(witness: &Witness<'_>, least_weight: u16, take: &mut dyn FnMut(Fingerprint)) {
    for (position, words) in told(witness) {
        let is_rare = |word: &&Word| word.kind != WordKind::Function && 2 * word.weight >= least_weight;
        for word in words.iter().filter(is_rare) {
            take(Fingerprint { hash: combine(1, u64::from(word.stem)), position });
        }
    }
}

/// Winnowed runs of masked words, over the whole account: runs go on from sentence to sentence.
fn masked_runs(witness: &Witness<'_>, _: u16, take: &mut dyn FnMut(Fingerprint)) {
    let mut runs = Winnower::new(GRAM_WORDS, WINDOW);
    let mut give = |run: Fingerprint| take(Fingerprint { hash: combine(2, run.hash), ..run });
    let mut last = None;
    for (at, words) in told(witness) {
        for token in words.iter().map(masked) {
            // "16 December" and "December 16, 2011" are one date: a row of the same mask is one mask.
            if token > LAST_MASK || last != Some(token) {
                runs.push(token, at).into_iter().for_each(&mut give);
                last = Some(token);
            }
        }
    }
    runs.finish().into_iter().for_each(give);
}

const LAST_MASK: u64 = 3;

fn masked(word: &Word) -> u64 {
    match word.kind {
        WordKind::Number => 1,
        WordKind::Date => 2,
        WordKind::Name => LAST_MASK,
        WordKind::Function | WordKind::Content => u64::from(word.form) + LAST_MASK + 1,
    }
}

/// Votes per account; kept from unit to unit so that nothing is made anew.
struct Tally {
    by_account: Vec<u32>,
    touched: Vec<u32>,
    /// Accounts with votes enough, after [`Tally::settle`].
    enough: Vec<u32>,
    /// Unit of another account and votes.
    votes: Vec<(u32, u32)>,
}

impl Tally {
    fn new(accounts: usize) -> Self {
        Tally { by_account: vec![0; accounts], touched: Vec::new(), enough: Vec::new(), votes: Vec::new() }
    }

    fn add(&mut self, other: u32, votes: u32) {
        if let Some(sum) = self.by_account.get_mut(other as usize) {
            if *sum == 0 {
                self.touched.push(other);
            }
            *sum += votes;
        }
    }

    fn settle(&mut self) {
        self.enough.clear();
        for other in self.touched.drain(..) {
            let sum = self.by_account.get_mut(other as usize).map_or(0, std::mem::take);
            if sum >= VOTES_NEEDED {
                self.enough.push(other);
            }
        }
    }
}

/// A seed of one account: where it stands, and who else has it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Own {
    unit: u32,
    family: usize,
    group: u32,
}

/// Unit by unit: most accounts share a word or two by chance, and only with those that share enough of one unit are units
/// looked at.
fn of_one(one: usize, families: &[Grouped], tally: &mut Tally) -> Vec<Candidate> {
    let mut own: Vec<Own> = Vec::new();
    for (family, grouped) in families.iter().enumerate() {
        let members = grouped.members.get(one).map_or(&[][..], Vec::as_slice);
        own.extend(members.iter().map(|member| Own { unit: member.position, family, group: member.group }));
    }
    own.sort_unstable();
    let mut found = Vec::new();
    for of_unit in own.chunk_by(|x, y| x.unit == y.unit) {
        for seed in of_unit {
            let Some(family) = families.get(seed.family) else { continue };
            for other in family.groups.after(seed.group, one as u32) {
                tally.add(*other, family.votes);
            }
        }
        tally.settle();
        for at in 0..tally.enough.len() {
            let other = tally.enough.get(at).copied().unwrap_or_default();
            of_pair(one as u32, other, of_unit, families, &mut tally.votes, &mut found);
        }
    }
    found.sort_unstable();
    found
}

/// The units of `other` that share enough with one unit.
fn of_pair(
    one: u32,
    other: u32,
    of_unit: &[Own],
    families: &[Grouped],
    votes: &mut Vec<(u32, u32)>,
    found: &mut Vec<Candidate>,
) {
    votes.clear();
    for seed in of_unit {
        let Some(family) = families.get(seed.family) else { continue };
        let theirs = family.members.get(other as usize).map_or(&[][..], Vec::as_slice);
        let first = theirs.partition_point(|member| member.group < seed.group);
        let same = theirs.iter().skip(first).take_while(|member| member.group == seed.group);
        votes.extend(same.map(|member| (member.position, family.votes)));
    }
    votes.sort_unstable();
    let enough = votes.chunk_by(|x, y| x.0 == y.0).filter(|same| {
        let sum: u32 = same.iter().map(|(_, votes)| votes).sum();
        sum >= VOTES_NEEDED
    });
    let unit_of_one = of_unit.first().map_or(0, |seed| seed.unit);
    found.extend(enough.filter_map(|same| {
        let (unit_of_other, _) = *same.first()?;
        Some(Candidate { one, other, unit_of_one, unit_of_other })
    }));
}
