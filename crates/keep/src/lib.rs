//! The case folder: originals, custody log, decisions, cache.
