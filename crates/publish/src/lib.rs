//! Reports and exchange formats, one file each.
//!
//! Comes in: a [`Dossier`](recount_model::Dossier) as the pipeline left it, and how it shall be shown. Goes out: JSON
//! records, Markdown, one self-contained HTML file. It may not know the pipeline's stages, the case folder, any clock,
//! or where its output goes.

pub mod annotations;
mod apparatus;
mod html;
mod index;
pub mod json;
mod markdown;
mod moments;
pub mod package;
mod pseudonyms;
pub mod quotes;
mod settings;
pub mod tables;
pub mod view;
mod words;

pub use apparatus::{side_by_side, tei};
pub use html::{SECTIONS, html};
pub use json::{Record, kinds, records};
pub use markdown::markdown;
pub use moments::Moments;
pub use pseudonyms::Pseudonyms;
pub use settings::{PublishError, ReportSettings};
pub use words::{Words, languages, words_of};
