//! Which mentions go back to one telling.
//!
//! Comes in: mentions of one event, copies, and the roots of collation. Goes out: groups of mentions. Copies, statements of
//! one root, and everything out of one mouth (an account's own voice, or a speaker in several accounts) count once.

use crate::mention::Mention;
use recount_model::{Dossier, Id};
use std::collections::BTreeMap;

/// Roots of statements, by statement.
#[derive(Debug)]
pub(crate) struct Tellings<'dossier> {
    root_of: BTreeMap<&'dossier Id, &'dossier Id>,
}

impl<'dossier> Tellings<'dossier> {
    pub fn of(dossier: &'dossier Dossier) -> Self {
        let roots = dossier.collation.roots.iter();
        let root_of = roots.flat_map(|root| root.members.iter().map(|member| (member, &root.id))).collect();
        Tellings { root_of }
    }

    /// Groups `members` (indices into `mentions`, ascending) by telling; `copies` are sorted pairs.
    pub fn roots(
        &self,
        mentions: &[Mention<'_>],
        members: &[usize],
        copies: &[(usize, usize)],
    ) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for at in members {
            let Some(mention) = mentions.get(*at) else { continue };
            let is_one = |other: &usize| {
                let is_copy = copies.binary_search(&((*other).min(*at), (*other).max(*at))).is_ok();
                is_copy || mentions.get(*other).is_some_and(|other| self.are_one(mention, other))
            };
            let (mut joined, apart): (Vec<_>, Vec<_>) =
                groups.into_iter().partition(|group| group.iter().any(is_one));
            groups = apart;
            let mut group: Vec<usize> = joined.drain(..).flatten().collect();
            group.push(*at);
            group.sort_unstable();
            groups.push(group);
        }
        groups.sort();
        groups
    }

    fn are_one(&self, a: &Mention<'_>, b: &Mention<'_>) -> bool {
        let root = |mention: &Mention<'_>| {
            mention.claim.statement.as_ref().and_then(|statement| self.root_of.get(statement).copied())
        };
        let is_one_root = root(a).is_some() && root(a) == root(b);
        is_one_root || mouth(a) == mouth(b)
    }
}

/// The innermost speaker, or the account itself.
fn mouth(mention: &Mention<'_>) -> (bool, String) {
    match mention.claim.chain.get(1..).and_then(<[String]>::last) {
        Some(speaker) => (true, speaker.to_lowercase()),
        None => (false, mention.passage.account.to_string()),
    }
}
