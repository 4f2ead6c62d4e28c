//! What a report says, ready for a template: plain words, quotes and links, one file per section.
//!
//! Comes in: a dossier with its [`Context`]. Goes out: data that serialises; every derived thing carries the quotes it
//! stands on. It may not know how it will look: HTML and Markdown are made from the same views, and pictures are not
//! here.

mod accounts;
mod chronicle;
mod context;
mod findings;
mod first_screen;
mod lineage;
mod method;
mod people;
mod questions;
mod quote;
mod voices;

pub(crate) use accounts::accounts;
pub(crate) use chronicle::{ChronicleView, chronicle};
pub(crate) use context::{Context, Numbered, passage_anchor, shortened};
pub(crate) use findings::findings;
pub(crate) use first_screen::first_screen;
pub(crate) use lineage::{LineageView, PairView, lineage};
pub(crate) use method::method;
pub(crate) use people::people;
pub(crate) use questions::{AnswerView, QuestionView, QuestionsView, chain_words, questions, value_words};
pub(crate) use voices::voices;
