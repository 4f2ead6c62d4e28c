//! Names of all accounts joined into people, organisations and places.
//!
//! Comes in: what was read in each account. Goes out: entities. It may not know texts. Two people stay two.

use super::canonical::{name_stems, name_words, role_words};
use super::folding::{Folder, Folding};
use super::people::{PersonForm, group};
use recount_model::{AccountClaims, Entity, Id, Name, NameKind};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A canonical form as one account has it.
#[derive(Default)]
struct Form {
    variants: BTreeSet<String>,
    roles: BTreeSet<String>,
    mentions: BTreeSet<(Id, Id)>,
}

/// Joins the names of all accounts into entities.
pub(crate) fn entities(claims: &[Arc<AccountClaims>], folding: &Folding) -> Vec<Entity> {
    let folder = &Folder::new(folding);
    let mut forms: BTreeMap<(NameKind, String), Form> = BTreeMap::new();
    for account in claims {
        for name in &account.names {
            add(&mut forms, account, name);
        }
    }
    let mut found: Vec<Entity> = [NameKind::Person, NameKind::Organisation, NameKind::Place]
        .into_iter()
        .flat_map(|kind| entities_of_kind(kind, &forms, folder))
        .collect();
    found.sort_by(|a, b| (a.kind, &a.canonical, &a.id).cmp(&(b.kind, &b.canonical, &b.id)));
    found
}

fn add(forms: &mut BTreeMap<(NameKind, String), Form>, account: &AccountClaims, name: &Name) {
    let form = forms.entry((name.kind, name.canonical.clone())).or_default();
    form.variants.insert(name.text.split_whitespace().collect::<Vec<_>>().join(" "));
    form.roles.extend(name.role.clone());
    form.mentions.insert((account.account.clone(), name.id.clone()));
}

fn entities_of_kind(
    kind: NameKind,
    forms: &BTreeMap<(NameKind, String), Form>,
    folder: &Folder<'_>,
) -> Vec<Entity> {
    let own: Vec<(&String, &Form)> =
        forms.iter().filter(|((of, _), _)| *of == kind).map(|((_, name), form)| (name, form)).collect();
    let groups =
        if kind == NameKind::Person { groups_of_people(&own, folder) } else { groups_by_key(&own, folder) };
    let mut members: BTreeMap<usize, Vec<(&String, &Form)>> = BTreeMap::new();
    for (form, group) in own.into_iter().zip(groups) {
        members.entry(group).or_default().push(form);
    }
    members.into_values().map(|members| entity(kind, &members, folder)).collect()
}

fn groups_of_people(own: &[(&String, &Form)], folder: &Folder<'_>) -> Vec<usize> {
    let forms: Vec<PersonForm> = own
        .iter()
        .map(|(name, form)| PersonForm {
            words: name_words(name, folder),
            stems: name_stems(name, folder),
            roles: form.roles.iter().flat_map(|role| role_words(Some(role), folder)).collect(),
        })
        .collect();
    group(&forms)
}

fn groups_by_key(own: &[(&String, &Form)], folder: &Folder<'_>) -> Vec<usize> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    own.iter()
        .map(|(name, _)| {
            let next = seen.len();
            *seen.entry(name_stems(name, folder).join(" ")).or_insert(next)
        })
        .collect()
}

fn entity(kind: NameKind, members: &[(&String, &Form)], folder: &Folder<'_>) -> Entity {
    let rank = |(name, form): &(&String, &Form)| {
        (folder.rank(name), form.mentions.len(), std::cmp::Reverse((*name).clone()))
    };
    let canonical = members.iter().max_by_key(|member| rank(member)).map(|(name, _)| (*name).clone());
    let canonical = canonical.unwrap_or_default();
    let gather = |part: fn(&Form) -> &BTreeSet<String>| -> Vec<String> {
        let all: BTreeSet<String> = members.iter().flat_map(|(_, form)| part(form).iter().cloned()).collect();
        all.into_iter().collect()
    };
    let mentions: BTreeSet<(Id, Id)> =
        members.iter().flat_map(|(_, form)| form.mentions.iter().cloned()).collect();
    let first = mentions.first().map(|(_, name)| name.0.clone()).unwrap_or_default();
    Entity {
        id: Id::from_parts("ent", &[kind_word(kind), &canonical, &first]),
        kind,
        variants: gather(|form| &form.variants),
        roles: gather(|form| &form.roles),
        canonical,
        mentions: mentions.into_iter().collect(),
    }
}

fn kind_word(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Person => "person",
        NameKind::Organisation => "organisation",
        NameKind::Place => "place",
    }
}
