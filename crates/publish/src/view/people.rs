//! The people, organisations and places that the accounts name.
//!
//! Comes in: entities. Goes out: tables by kind, most named first. It may not describe anybody in words that no
//! account uses.

use super::context::{AccountRef, Context};
use recount_model::{Entity, NameKind};
use serde::Serialize;

/// All names by kind.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct PeopleView {
    pub total: usize,
    pub groups: Vec<NameGroupView>,
}

/// Names of one kind.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct NameGroupView {
    pub title: String,
    pub entities: Vec<EntityView>,
}

/// One person, organisation or place.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct EntityView {
    pub id: String,
    pub name: String,
    /// Forms other than the name itself.
    pub variants: Vec<String>,
    pub roles: Vec<String>,
    pub mentions: usize,
    /// The accounts that name it, with an anchor of the first mention in each.
    pub accounts: Vec<MentionView>,
}

/// Where an account first names it.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct MentionView {
    pub account: AccountRef,
    pub anchor: String,
    pub count: usize,
}

/// All entities in three tables.
pub fn people(context: &Context<'_>) -> PeopleView {
    let entities = &context.dossier().entities;
    let kinds =
        [(NameKind::Person, "person"), (NameKind::Organisation, "organisation"), (NameKind::Place, "place")];
    let groups = kinds.into_iter().map(|(kind, key)| {
        let of_kind = entities.iter().filter(|entity| entity.kind == kind);
        let mut views: Vec<EntityView> = of_kind.map(|entity| entity_view(context, entity)).collect();
        views.sort_by_key(|entity| std::cmp::Reverse(entity.mentions));
        NameGroupView { title: context.words.say("names", key), entities: views }
    });
    PeopleView { total: entities.len(), groups: groups.filter(|group| !group.entities.is_empty()).collect() }
}

pub fn entity_view(context: &Context<'_>, entity: &Entity) -> EntityView {
    let mut accounts: Vec<MentionView> = Vec::new();
    // Mentions are sorted by account: those of one account follow each other.
    for (account, name) in &entity.mentions {
        let reference = context.account_ref(account);
        match accounts.last_mut().filter(|mention| mention.account.number == reference.number) {
            Some(mention) => mention.count += 1,
            None => {
                let span = context.index.name(account, name).map(|name| name.span);
                let anchor = span.and_then(|span| context.cite(account, span)).unwrap_or_default();
                accounts.push(MentionView { account: reference, anchor, count: 1 });
            }
        }
    }
    accounts.sort_by_key(|mention| mention.account.number);
    EntityView {
        id: entity.id.0.to_string(),
        name: entity.canonical.clone(),
        variants: entity.variants.iter().filter(|variant| **variant != entity.canonical).cloned().collect(),
        roles: entity.roles.clone(),
        mentions: entity.mentions.len(),
        accounts,
    }
}
