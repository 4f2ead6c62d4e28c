//! The pictures, one file each. Every picture has a title and a description, and a table beside it says the same.
//!
//! Positions across are shares of the width, so that a picture fits a telephone and a newspaper page without its
//! letters changing size; positions down are pixels. Nothing is told by colour alone: shape, hatching and words do it.

mod axis;
mod chronicle_strip;
mod copying_arcs;
mod count_strip;
mod coverage;
mod figure_steps;
mod svg;

pub(crate) use axis::Axis;
pub(crate) use chronicle_strip::{chronicle_axis, chronicle_strip};
pub(crate) use copying_arcs::copying_arcs;
pub(crate) use count_strip::count_strip;
pub(crate) use coverage::{coverage, lanes};
pub(crate) use figure_steps::figure_steps;
pub(crate) use svg::{shape_sample, shared_definitions};
