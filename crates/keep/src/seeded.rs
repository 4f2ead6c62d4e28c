//! Mistakes built in on purpose, to see that the fault harness finds them. Only with feature `seeded-bugs`, and only when
//! `RECOUNT_SEEDED_BUG` names one; no ordinary build knows of them.

/// True if the mistake called `bug` is to be made.
#[cfg(feature = "seeded-bugs")]
pub fn is_seeded(bug: &str) -> bool {
    std::env::var("RECOUNT_SEEDED_BUG").is_ok_and(|wanted| wanted == bug)
}

/// No mistake is made.
#[cfg(not(feature = "seeded-bugs"))]
pub const fn is_seeded(_bug: &str) -> bool {
    false
}
