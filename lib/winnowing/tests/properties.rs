//! What winnowing and its index promise, on random input.

use proptest::prelude::*;
use winnowing::{
    BATCH, Caps, Fingerprint, Groups, Index, Repeats, Room, Run, RunStore, Sorter, Winnower, fingerprints,
    k_grams, winnow,
};

fn tokens(alphabet: u64, length: usize) -> impl Strategy<Value = Vec<u64>> {
    prop::collection::vec(0..alphabet, 0..length)
}

proptest! {
    #[test]
    fn a_shared_run_is_always_found(
        (before_a, run, after_a) in (tokens(6, 30), prop::collection::vec(0_u64..6, 12..40), tokens(6, 30)),
        (before_b, after_b) in (tokens(6, 30), tokens(6, 30)),
        k in 1_usize..6,
    ) {
        let window = 12 + 1 - k;
        let a: Vec<u64> = [&before_a[..], &run, &after_a].concat();
        let b: Vec<u64> = [&before_b[..], &run, &after_b].concat();
        let mut index = Index::new(10);
        index.insert(0, &fingerprints(&a, k, window));
        let (from_a, from_b) = (before_a.len() as u32, before_b.len() as u32);
        let in_run = index.hits(&fingerprints(&b, k, window)).into_iter().any(|hit| {
            hit.ours >= from_b && (hit.ours as usize) < before_b.len() + run.len()
                && hit.ours - from_b + from_a == hit.theirs
        });
        // More than four equal places in one document are not all kept, so the exact place is
        // only promised when no hash repeats that often.
        let places = fingerprints(&a, k, window);
        let most = places.iter().map(|p| places.iter().filter(|q| q.hash == p.hash).count()).max().unwrap_or(0);
        prop_assert!(in_run || most > 4);
        prop_assert!(!index.hits(&fingerprints(&b, k, window)).is_empty());
    }

    #[test]
    fn every_window_has_a_fingerprint(text in tokens(40, 120), k in 1_usize..5, window in 1_usize..9) {
        let grams = k_grams(&text, k);
        let chosen = winnow(&grams, window);
        for slice in grams.windows(window) {
            prop_assert!(slice.iter().any(|gram| chosen.contains(gram)));
        }
        prop_assert!(chosen.windows(2).all(|two| two[0].position < two[1].position));
    }

    #[test]
    fn one_by_one_equals_all_at_once(text in tokens(1 << 40, 60), k in 1_usize..8, window in 1_usize..12) {
        let mut winnower = Winnower::new(k, window);
        let mut chosen: Vec<Fingerprint> =
            text.iter().enumerate().filter_map(|(at, token)| winnower.push(*token, at as u32)).collect();
        chosen.extend(winnower.finish());
        prop_assert_eq!(chosen, fingerprints(&text, k, window));
    }

    #[test]
    fn what_is_chosen_is_the_rightmost_least(text in tokens(5, 60), window in 1_usize..9) {
        let grams = k_grams(&text, 2);
        let window = window.min(grams.len().max(1));
        let least = |slice: &[Fingerprint]| *slice.iter().rev().min_by_key(|gram| gram.hash).unwrap();
        let mut wanted: Vec<Fingerprint> = grams.windows(window).map(least).collect();
        wanted.dedup();
        prop_assert_eq!(winnow(&grams, window), wanted);
    }

    #[test]
    fn rolling_equals_hashing_afresh(text in tokens(1 << 40, 60), k in 1_usize..8) {
        for (at, gram) in k_grams(&text, k).iter().enumerate() {
            prop_assert_eq!(gram.hash, k_grams(&text[at..at + k], k)[0].hash);
        }
    }

    #[test]
    fn no_more_than_the_cap_comes_back(documents in 1_u32..30, cap in 1_u32..10) {
        let mut index = Index::new(cap);
        let common = [Fingerprint { hash: 42, position: 0 }];
        for document in 0..documents {
            index.insert(document, &common);
        }
        let found = index.hits(&common).len() as u32;
        prop_assert_eq!(found, if documents > cap { 0 } else { documents });
        prop_assert_eq!(index.frequency(42), documents);
    }

    #[test]
    fn a_repeat_is_never_missed(hashes in prop::collection::vec(any::<u64>(), 1..50)) {
        let repeats = Repeats::with_room(hashes.len());
        for hash in hashes.iter().chain(hashes.first()) {
            repeats.observe(*hash);
        }
        prop_assert!(repeats.is_repeated(hashes[0]));
    }

    #[test]
    fn many_at_once_are_as_one_by_one(hashes in prop::collection::vec(0_u64..200, 1..300)) {
        let seeds: Vec<Fingerprint> = hashes.iter().map(|hash| Fingerprint { hash: *hash, position: 0 }).collect();
        let (together, apart) = (Repeats::with_room(300), Repeats::with_room(300));
        together.observe_all(&seeds);
        hashes.iter().for_each(|hash| apart.observe(*hash));
        for some in seeds.chunks(BATCH) {
            let bits = together.repeated(some);
            for (at, seed) in some.iter().enumerate() {
                prop_assert_eq!(bits >> at & 1 == 1, apart.is_repeated(seed.hash));
            }
        }
    }
}

#[test]
fn forgotten_places_are_used_again() {
    let mut index = Index::new(1);
    let one = |hash| [Fingerprint { hash, position: 3 }];
    index.insert(0, &one(1));
    index.insert(1, &one(1));
    index.insert(2, &one(2));
    assert!(index.hits(&one(1)).is_empty());
    assert_eq!(index.hits(&one(2)).first().map(|hit| hit.document), Some(2));
}

#[test]
fn nothing_comes_from_nothing() {
    assert!(fingerprints(&[], 5, 8).is_empty());
    assert!(fingerprints(&[1, 2], 5, 8).is_empty());
    assert!(k_grams(&[1, 2], 0).is_empty());
    assert_eq!(fingerprints(&[1, 2, 3, 4, 5], 5, 8).len(), 1);
}

proptest! {
    #[test]
    fn groups_say_who_shares_what(
        documents in prop::collection::vec(prop::collection::vec((0_u64..12, 0_u32..5), 0..8), 1..9),
        cap in 2_u32..6,
    ) {
        let seeds: Vec<Vec<Fingerprint>> = documents
            .iter()
            .map(|one| one.iter().map(|(hash, position)| Fingerprint { hash: *hash, position: *position }).collect())
            .collect();
        let (groups, members) = Groups::new(&seeds, Caps { all_pairs: cap, known: cap });
        for hash in 0..12 {
            let holders: Vec<u32> =
                (0..seeds.len()).filter(|at| seeds[*at].iter().any(|s| s.hash == hash)).map(|at| at as u32).collect();
            let is_group = holders.len() >= 2 && holders.len() <= cap as usize;
            for (rank, holder) in holders.iter().enumerate() {
                let same = members[*holder as usize]
                    .iter()
                    .filter(|member| groups.after(member.group, *holder) == &holders[rank + 1..])
                    .count();
                prop_assert!(!is_group || same >= 1);
            }
        }
        let kept: usize = members.iter().map(Vec::len).sum();
        let shared = |hash: u64| {
            let holders = seeds.iter().filter(|one| one.iter().any(|s| s.hash == hash)).count();
            holders >= 2 && holders <= cap as usize
        };
        prop_assert_eq!(kept, seeds.iter().flatten().filter(|s| shared(s.hash)).count());
    }
}

#[test]
fn in_a_wide_group_all_meet_the_first_ones() {
    let seeds = vec![vec![Fingerprint { hash: 7, position: 0 }]; 9];
    let met = |known| {
        let (groups, members) = Groups::new(&seeds, Caps { all_pairs: 4, known });
        let of = |document: usize| {
            members[document].first().map_or(0, |one| groups.after(one.group, document as u32).len())
        };
        (0..9).map(of).collect::<Vec<usize>>()
    };
    assert_eq!(met(9), [8, 7, 0, 0, 0, 0, 0, 0, 0]);
    assert_eq!(met(8), [0; 9]);
}

/// Runs in memory.
struct Drawer;

impl RunStore for Drawer {
    fn create(&self) -> std::io::Result<Box<dyn Run>> {
        Ok(Box::new(std::io::Cursor::new(Vec::new())))
    }
}

/// A disk that is full.
struct Full;

impl RunStore for Full {
    fn create(&self) -> std::io::Result<Box<dyn Run>> {
        Err(std::io::Error::other("no space left"))
    }
}

proptest! {
    #[test]
    fn runs_change_nothing(seeds in proptest::collection::vec(proptest::collection::vec((0_u64..40, 0_u32..9), 0..30), 0..12), room in 1_usize..60) {
        let documents: Vec<Vec<Fingerprint>> = seeds
            .iter()
            .map(|list| list.iter().map(|(hash, position)| Fingerprint { hash: *hash, position: *position }).collect())
            .collect();
        let caps = Caps { all_pairs: 3, known: 8 };
        let mut sorter = Sorter::new(Some(Room { entries: room, store: &Drawer }));
        for (at, list) in documents.iter().enumerate() {
            sorter.extend(list.iter().map(|one| (one.hash, at as u32, one.position))).unwrap();
        }
        let (_, members) = Groups::sorted(sorter, documents.len(), caps).unwrap();
        prop_assert_eq!(members, Groups::new(&documents, caps).1);
    }
}

#[test]
fn a_full_disk_is_an_error() {
    let mut sorter = Sorter::new(Some(Room { entries: 2, store: &Full }));
    assert!(sorter.extend([(1, 0, 0)]).is_ok());
    assert!(sorter.extend([(2, 0, 0)]).is_err());
}
