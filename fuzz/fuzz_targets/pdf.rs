//! The long form of [`recount_fuzz::pdf`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| recount_fuzz::pdf(bytes));
