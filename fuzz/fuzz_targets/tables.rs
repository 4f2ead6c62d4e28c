//! The long form of [`recount_fuzz::tables`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| recount_fuzz::tables(bytes));
