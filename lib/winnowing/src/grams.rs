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
    let mut rolling = Rolling::new(k);
    let mut grams = Vec::with_capacity(tokens.len() + 1 - k);
    grams.extend(tokens.iter().enumerate().filter_map(|(at, token)| rolling.push(*token, at as u32)));
    grams
}

/// The last `k` tokens and their hash.
#[derive(Clone, Debug)]
pub(crate) struct Rolling {
    k: usize,
    leaving_factor: u64,
    /// A ring: mixed tokens with their positions.
    last: Vec<(u64, u32)>,
    /// Where in the ring the oldest stands, once it is full.
    oldest: usize,
    hash: u64,
}

impl Rolling {
    pub(crate) fn new(k: usize) -> Self {
        let leaving_factor = (0..k).fold(1_u64, |power, _| power.wrapping_mul(BASE));
        Rolling { k, leaving_factor, last: Vec::with_capacity(k), oldest: 0, hash: 0 }
    }

    /// The gram that ends with this token; its position is the one that came with its first token.
    pub(crate) fn push(&mut self, token: u64, position: u32) -> Option<Fingerprint> {
        let mixed = mix(token);
        self.hash = self.hash.wrapping_mul(BASE).wrapping_add(mixed);
        if self.last.len() < self.k {
            self.last.push((mixed, position));
        } else {
            let cell = self.last.get_mut(self.oldest)?;
            let (leaving, _) = std::mem::replace(cell, (mixed, position));
            self.hash = self.hash.wrapping_sub(leaving.wrapping_mul(self.leaving_factor));
            self.oldest = if self.oldest + 1 == self.k { 0 } else { self.oldest + 1 };
        }
        let first = self.last.get(self.oldest).filter(|_| self.last.len() == self.k)?;
        Some(Fingerprint { hash: mix(self.hash), position: first.1 })
    }
}
