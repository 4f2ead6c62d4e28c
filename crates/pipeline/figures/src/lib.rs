//! Claims to questions: floors, ceilings, comparisons.
//!
//! Comes in: a dossier with accounts, claims and collation. Goes out: [`Question`]s. It may not know any other stage.

use recount_model::{Dossier, Question};
use recount_rules::{Pack, PackError};

/// Compiled question rules of one language (measure hierarchy, roles, titles).
#[derive(Debug)]
pub struct QuestionRules {}

impl QuestionRules {
    /// Compiles the pack's `questions` section.
    ///
    /// # Errors
    /// When the section is missing or malformed.
    pub fn from_pack(_pack: &Pack) -> Result<Self, PackError> {
        Ok(QuestionRules {})
    }
}

/// Groups the figures of a dossier into questions and compares them.
pub fn questions(_dossier: &Dossier, _rules: &QuestionRules) -> Vec<Question> {
    Vec::new()
}
