//! What a report says, ready for a template: plain words, quotes and links, one file per section.
//!
//! Comes in: a dossier with its [`Context`]. Goes out: data that serialises; every derived thing carries the quotes it
//! stands on. It may not know how it will look: HTML and Markdown are made from the same views, and pictures are not
//! here.

pub mod accounts;
pub mod by_hand;
pub mod chronicle;
pub mod context;
mod decided;
pub mod findings;
pub mod first_screen;
pub mod lineage;
pub mod method;
pub mod people;
pub mod questions;
pub mod quote;
pub mod voices;

pub use accounts::accounts;
pub use by_hand::added_words;
pub use chronicle::{ChronicleView, chronicle};
pub use context::{Context, Numbered, passage_anchor, shortened};
pub use findings::findings;
pub use first_screen::first_screen;
pub use lineage::{LineageView, PairView, lineage};
pub use method::method;
pub use people::people;
pub use questions::{AnswerView, QuestionView, QuestionsView, chain_words, questions, value_words};
pub use voices::voices;
