//! The root of the custody log as a Merkle tree, and the path that proves one entry without showing the others.
//!
//! Source: RFC 6962 section 2.1 (hashes of leaves begin with a zero byte, of nodes with a one).

use sha2::{Digest, Sha256};

pub(crate) type Hash = [u8; 32];

pub(crate) fn leaf(data: &[u8]) -> Hash {
    Sha256::new().chain_update([0]).chain_update(data).finalize().into()
}

fn node(left: &Hash, right: &Hash) -> Hash {
    Sha256::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}

/// The root over `leaves`; of none the hash of nothing.
pub(crate) fn root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => Sha256::digest([]).into(),
        [one] => *one,
        _ => {
            let (left, right) = leaves.split_at(half(leaves.len()));
            node(&root(left), &root(right))
        }
    }
}

/// The hashes beside the way from leaf `index` up to the root, lowest first.
pub(crate) fn path(leaves: &[Hash], index: usize) -> Vec<Hash> {
    if leaves.len() < 2 || index >= leaves.len() {
        return Vec::new();
    }
    let at = half(leaves.len());
    let (left, right) = leaves.split_at(at);
    let (mut path, beside) =
        if index < at { (path(left, index), root(right)) } else { (path(right, index - at), root(left)) };
    path.push(beside);
    path
}

/// The root that leaf `index` of `count` and the hashes beside its way give.
pub(crate) fn root_by_path(leaf: Hash, index: usize, count: usize, path: &[Hash]) -> Option<Hash> {
    if count < 2 {
        return (path.is_empty() && index < count).then_some(leaf);
    }
    let (beside, below) = path.split_last()?;
    let at = half(count);
    if index < at {
        Some(node(&root_by_path(leaf, index, at, below)?, beside))
    } else {
        Some(node(beside, &root_by_path(leaf, index - at, count - at, below)?))
    }
}

/// The largest power of two below `count`, which is at least two.
fn half(count: usize) -> usize {
    count.div_ceil(2).next_power_of_two()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_tree_is_that_of_the_standard() {
        // RFC 6962: MTH of the empty list, and a tree of three built by hand.
        assert_eq!(root(&[])[..4], [0xe3, 0xb0, 0xc4, 0x42]);
        let (a, b, c) = (leaf(b"a"), leaf(b"b"), leaf(b"c"));
        assert_eq!(root(&[a, b, c]), node(&node(&a, &b), &c));
    }

    proptest! {
        #[test]
        fn a_path_proves_its_leaf_and_no_other(count in 1_usize..40, at in 0_usize..40, other in 0_u8..255) {
            let at = at % count;
            let leaves: Vec<Hash> = (0..count).map(|n| leaf(&[n as u8, 1])).collect();
            let way = path(&leaves, at);
            prop_assert_eq!(root_by_path(leaves[at], at, count, &way), Some(root(&leaves)));
            prop_assert_ne!(root_by_path(leaf(&[other]), at, count, &way), Some(root(&leaves)));
        }
    }
}
