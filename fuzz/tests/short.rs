//! The fuzz targets' short form: every seed as it stands, then cut, joined and spoiled in ways that a property draws.

use proptest::prelude::*;
use recount_fuzz::TARGETS;
use std::path::Path;

/// The seeds of a target, by name.
fn seeds(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target);
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.iter().map(|file| std::fs::read(file).unwrap()).collect()
}

/// One way to spoil bytes: what is done, where, with which byte.
type Change = (u8, usize, u8);

fn spoiled(mut bytes: Vec<u8>, changes: &[Change]) -> Vec<u8> {
    for (kind, at, byte) in changes {
        let at = at % (bytes.len() + 1);
        match kind {
            0 if at < bytes.len() => bytes[at] = *byte,
            1 => bytes.insert(at, *byte),
            2 => bytes.truncate(at),
            3 => drop(bytes.drain(..at)),
            4 => bytes.extend_from_within(..at.min(200)),
            _ => bytes.splice(at..at, [*byte; 9]).for_each(drop),
        }
    }
    bytes
}

#[test]
fn seeds_hold() {
    for (name, target) in TARGETS {
        let seeds = seeds(name);
        assert!(!seeds.is_empty(), "no seeds for `{name}`");
        seeds.iter().for_each(|seed| target(seed));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn spoiled_seeds_hold(
        pick in any::<prop::sample::Index>(),
        changes in prop::collection::vec((0u8..6, 0usize..4_000, any::<u8>()), 1..6),
    ) {
        for (name, target) in TARGETS {
            let seeds = seeds(name);
            target(&spoiled(pick.get(&seeds).clone(), &changes));
        }
    }

    #[test]
    fn any_bytes_hold(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        TARGETS.iter().for_each(|(_, target)| target(&bytes));
    }
}
