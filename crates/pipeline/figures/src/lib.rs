//! Claims to questions: floors, ceilings, comparisons.
//!
//! Comes in: a dossier with accounts, claims and collation. Goes out: [`Question`]s. It may not know any other stage.
//!
//! The steps: [`answers`] gives every figure its scope, root and role; [`grouping`] puts answers with one scope
//! under one question and orders the scopes; [`voices`] folds copies and repetitions; [`pairs`] says how two voices
//! compare (with [`lemma`] for what cannot all be true and [`readings`] for under which reading); [`bounds`] gives
//! floor, ceiling and what is missing.

mod answers;
mod bounds;
mod copies;
mod days;
mod grouping;
mod lemma;
mod moments;
mod pairs;
mod places;
mod policies;
mod question;
mod readings;
mod roles;
mod rules;
mod voices;

#[cfg(test)]
mod tests;

pub use rules::QuestionRules;

use recount_model::{Dossier, Question};

/// Groups the figures of a dossier into questions and compares them. Sorted by how many roots answer, then title. `rules` are
/// those of the language most accounts are in: questions are asked in it; what an account says is read by `rules_of` its own.
pub fn questions<'rules>(
    dossier: &Dossier,
    rules: &'rules QuestionRules,
    rules_of: impl Fn(&str) -> &'rules QuestionRules + Sync,
) -> Vec<Question> {
    let copies = copies::value_edits(dossier);
    let answers = answers::answers(dossier, &copies, (rules, &rules_of));
    let groups = grouping::groups(answers, rules);
    question::ask(&groups, &copies, rules)
}
