//! A statement while it is being found: places instead of offsets, no id yet.

use super::speakers::Speaker;
use recount_model::{Knowing, Mode};
use std::ops::Range;

/// What one frame found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Draft {
    pub(crate) content: Range<usize>,
    pub(crate) mode: Mode,
    pub(crate) speaker: Speaker,
    /// The words that hand over, without the speaker.
    pub(crate) cue: Option<Range<usize>>,
    pub(crate) knowing: Knowing,
    pub(crate) is_distanced: bool,
    /// An attribution as corpora annotate it that is no statement: a topic, a wish, the words around a quotation.
    pub(crate) is_frame_only: bool,
    pub(crate) rule: &'static str,
}
