//! The voices: who says what, and through whom.
//!
//! Comes in: statements. Goes out: speakers with their statements, in the order of the accounts. It may not join
//! speakers that the pipeline keeps apart.

use super::by_hand::added_words;
use super::context::{Context, Numbered};
use super::questions::chain_words;
use super::quote::QuoteView;
use recount_model::{Knowing, Mode, Passage, Statement};
use serde::Serialize;
use std::collections::BTreeMap;

/// All speakers.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct VoicesView {
    pub total: usize,
    pub speakers: Vec<SpeakerView>,
}

/// One speaker.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct SpeakerView {
    pub name: String,
    /// Roles as the texts give them.
    pub roles: Vec<String>,
    pub count: String,
    pub statements: Vec<StatementView>,
}

/// One statement.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct StatementView {
    pub id: String,
    pub mode: &'static str,
    pub mode_words: String,
    pub chain: String,
    pub knowing: Option<String>,
    pub is_distanced: bool,
    pub said: Option<String>,
    /// Who added it by hand, where no rule read it.
    pub by: Option<String>,
    pub quote: QuoteView,
}

/// Groups statements by speaker: those with most statements first, then by name.
pub fn voices(context: &Context<'_>) -> VoicesView {
    let mut speakers: BTreeMap<String, Vec<(&Numbered<'_>, &Statement)>> = BTreeMap::new();
    let mut total = 0;
    for account in &context.accounts {
        for statement in account.claims.iter().flat_map(|claims| &claims.statements) {
            let name = statement.speaker_canonical.as_ref().unwrap_or(&statement.speaker);
            speakers.entry(name.clone()).or_default().push((account, statement));
            total += 1;
        }
    }
    let mut speakers: Vec<SpeakerView> =
        speakers.into_iter().map(|(name, said)| speaker_view(context, &name, &said)).collect();
    speakers.sort_by_key(|speaker| std::cmp::Reverse(speaker.statements.len()));
    VoicesView { total, speakers }
}

fn speaker_view(context: &Context<'_>, name: &str, said: &[(&Numbered<'_>, &Statement)]) -> SpeakerView {
    let mut roles: Vec<String> = said.iter().filter_map(|(_, statement)| statement.role.clone()).collect();
    roles.sort();
    roles.dedup();
    SpeakerView {
        name: context.speaker(name),
        roles,
        count: context.words.count("statement", said.len()),
        statements: said
            .iter()
            .map(|(account, statement)| statement_view(context, account, statement))
            .collect(),
    }
}

pub fn statement_view(context: &Context<'_>, account: &Numbered<'_>, statement: &Statement) -> StatementView {
    let passage = Passage {
        original: account.account.original.clone(),
        account: account.account.id.clone(),
        span: statement.span,
        text: statement.text.clone(),
    };
    StatementView {
        id: statement.id.0.to_string(),
        mode: mode_key(statement.mode),
        mode_words: context.words.say("mode", mode_key(statement.mode)),
        chain: chain_words(context, &account.account.id, &statement.chain),
        knowing: knowing_key(statement.knowing).map(|key| context.words.say("knowing", key)),
        is_distanced: statement.is_distanced,
        said: context.moments.interval(statement.said),
        by: added_words(context, &statement.id, &statement.rule),
        quote: context.bare_quote(&passage),
    }
}

fn mode_key(mode: Mode) -> &'static str {
    match mode {
        Mode::Direct => "direct",
        Mode::Indirect => "indirect",
        Mode::Interview => "interview",
        Mode::Partial => "partial",
    }
}

fn knowing_key(knowing: Knowing) -> Option<&'static str> {
    match knowing {
        Knowing::Observed => Some("observed"),
        Knowing::Hearsay => Some("hearsay"),
        Knowing::Record => Some("record"),
        Knowing::Unstated => None,
    }
}
