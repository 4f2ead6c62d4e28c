//! Local alignment of token sequences with affine gaps, and anchor chaining.
