//! Systems of difference constraints: tightest bounds, minimal conflicts, smallest repairs.
