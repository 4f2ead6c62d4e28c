//! The long form of [`recount_fuzz::networks`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| recount_fuzz::networks(bytes));
