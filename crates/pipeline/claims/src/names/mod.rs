//! Names of people, organisations and places.
//!
//! Comes in: one account cut into tokens and sentences. Goes out: [`Name`]s with kind, role and canonical form;
//! and, over all accounts, [`Entity`]s. It may not know times, figures or statements. The steps, in order:
//! [`spotting`] finds capitalised runs, [`proposals`] lets in what others propose,
//! [`kinds`] says what each names, [`roles`] what the person is,
//! [`canonical`] which mentions are one; [`joining`] does the last over accounts.

mod canonical;
pub(crate) mod flat;
pub(crate) mod folding;
mod joining;
mod kinds;
pub(crate) mod lexicon;
mod people;
pub(crate) mod phrases;
mod proposals;
mod roles;
mod seen;
mod spotting;
#[cfg(test)]
pub(crate) mod tests;
mod votes;

pub use lexicon::NameRules;

use canonical::Mention;
use flat::Flat;
use folding::Folder;
use recount_diagnostics::Reported;
use recount_model::{AccountClaims, Entity, Id, Name, NameKind, NameProposal, Span};
use recount_text::AccountText;
use seen::Seen;
use std::sync::Arc;

/// Reads the names of an account.
pub fn read(text: &AccountText<'_>, rules: &NameRules) -> Reported<Vec<Name>> {
    read_with(text, &[], rules)
}

/// Reads the names of an account; `proposals` come from elsewhere and pass the same rules.
pub fn read_with(
    text: &AccountText<'_>,
    proposals: &[NameProposal],
    rules: &NameRules,
) -> Reported<Vec<Name>> {
    let flat = Seen::new(Flat::new(text), rules);
    let written = spotting::how_words_are_written(&flat);
    let candidates = spotting::candidates(&flat, &written, &text.account.blocks, rules);
    let (candidates, refused) = proposals::joined(&flat, candidates, proposals, &written, rules, text);
    let folder = Folder::new(&rules.folding);
    let kinds = kinds::kinds(&flat, &candidates, &written, rules, &folder);
    let mut found: Vec<(Span, Mention<'_>, &'static str)> = Vec::with_capacity(candidates.len());
    for ((candidate, _), kind) in candidates.iter().zip(kinds) {
        let (Some((kind, rule)), Some(span)) = (kind, flat.span(&candidate.places)) else { continue };
        let span = without_possessive(span, text, rules);
        let role = (kind == NameKind::Person)
            .then(|| roles::role(&flat, candidate, rules))
            .flatten()
            .map(|places| flat.written(&places));
        found.push((span, Mention { text: text.words(span), kind, role }, rule));
    }
    found.sort_by_key(|(span, _, _)| *span);
    let mentions: Vec<Mention<'_>> = found.iter().map(|(_, mention, _)| *mention).collect();
    let canonical = canonical::canonical(&mentions, &folder);
    let names = found.into_iter().zip(canonical).map(|((span, mention, rule), canonical)| Name {
        id: Id::at("nam", &text.account.original, span, ""),
        span,
        text: mention.text.to_owned(),
        kind: mention.kind,
        canonical,
        role: mention.role.map(str::to_owned),
        rule: rule.to_owned(),
    });
    Reported::with(names.collect(), refused)
}

/// Joins the names of all accounts into entities, without joining two people.
pub fn join(claims: &[Arc<AccountClaims>], rules: &NameRules) -> Vec<Entity> {
    joining::entities(claims, &rules.folding)
}

/// How many names of `claims` these rules can spell in the one alphabet that names are compared in.
pub fn spelled(claims: &[Arc<AccountClaims>], rules: &NameRules) -> usize {
    let is_spelled = |name: &&Name| rules.folding.key(&name.canonical).is_ascii();
    claims.iter().flat_map(|claims| &claims.names).filter(is_spelled).count()
}

fn without_possessive(span: Span, text: &AccountText<'_>, rules: &NameRules) -> Span {
    let words = text.words(span);
    let lost = || words.strip_suffix('s').filter(|_| rules.has_lost_possessive(&words.to_lowercase()));
    let cut = ["'s", "’s", "ʼs"].iter().find_map(|ending| words.strip_suffix(ending)).or_else(lost);
    cut.map_or(span, |kept| Span { start: span.start, end: span.start + kept.len() as u32 })
}
