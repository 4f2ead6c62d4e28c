//! Hashes: of bytes, of pairs, and of every k tokens in a row (a rolling polynomial).

use crate::Fingerprint;

/// Odd, so that multiplication loses no bits; the fractional part of the golden ratio.
const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

/// Spreads the bits of `value` over the whole word (the finaliser of SplitMix64); a bijection.
#[inline]
pub fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// A hash of two hashes in this order.
#[inline]
pub fn combine(first: u64, second: u64) -> u64 {
    mix(first.wrapping_mul(BASE).wrapping_add(mix(second)))
}

/// A hash of bytes that is the same on every machine: eight bytes at a time, mixed.
pub fn hash_bytes(bytes: &[u8]) -> u64 {
    let mut hash = bytes.len() as u64;
    for chunk in bytes.chunks(8) {
        let mut word = [0_u8; 8];
        for (to, from) in word.iter_mut().zip(chunk) {
            *to = *from;
        }
        hash = mix(hash.wrapping_mul(BASE) ^ u64::from_le_bytes(word));
    }
    mix(hash)
}

/// The hash of every `k` tokens in a row, with the index of the first. Empty when there are fewer or `k` is 0.
///
/// Rolling: O(n) whatever `k`. *Source*: Karp and Rabin 1987, modulo 2^64, with a finaliser against its weak low bits.
pub fn k_grams(tokens: &[u64], k: usize) -> Vec<Fingerprint> {
    if k == 0 || tokens.len() < k {
        return Vec::new();
    }
    let leaving_factor = (1..k).fold(1_u64, |power, _| power.wrapping_mul(BASE));
    let mut grams = Vec::with_capacity(tokens.len() + 1 - k);
    let mut hash = 0_u64;
    for (at, token) in tokens.iter().enumerate() {
        if let Some(leaving) = at.checked_sub(k).and_then(|left| tokens.get(left)) {
            hash = hash.wrapping_sub(mix(*leaving).wrapping_mul(leaving_factor));
        }
        hash = hash.wrapping_mul(BASE).wrapping_add(mix(*token));
        if at + 1 >= k {
            grams.push(Fingerprint { hash: mix(hash), position: (at + 1 - k) as u32 });
        }
    }
    grams
}
