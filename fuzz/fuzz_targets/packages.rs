//! The long form of [`recount_fuzz::packages`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| recount_fuzz::packages(bytes));
