//! Scorers: a stage against a public gold set in that set's own format.
