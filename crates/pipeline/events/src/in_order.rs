//! Happenings in order, and whether another dossier has the same ones.
//!
//! Comes in: a dossier. Goes out: the network and the chronicle; later those of a dossier in which only figures are read
//! otherwise, without joining anything anew. What this stage reads of a dossier stands in [`tell_the_same`].

use crate::event::Events;
use crate::rank::Draft;
use crate::rules::{EventRules, Packs};
use crate::{chronicle, network};
use recount_model::{AccountClaims, Alignment, ChronicleEntry, ConstraintNetwork, Dossier, Id};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What the accounts of a dossier tell, joined by event and put in order.
pub struct InOrder {
    pub network: Arc<ConstraintNetwork>,
    drafts: Vec<Draft>,
}

impl InOrder {
    /// Joins what the accounts tell of one event, and makes the time network of the events.
    ///
    /// `rules` are those of the language that most accounts are in, `rules_of` gives those of any.
    pub fn of<'rules>(
        dossier: &Dossier,
        rules: &'rules EventRules,
        rules_of: &'rules dyn Fn(&str) -> &'rules EventRules,
    ) -> Self {
        let packs = Packs { main: rules, of_language: rules_of };
        let events = Events::of(dossier, &packs);
        let network = network::network(&events, &packs);
        let drafts = chronicle::drafts(&events, &network, &packs);
        InOrder { network: Arc::new(network), drafts }
    }

    /// The chronicle, weighed by the figures of `dossier`, which tells the same as the one this was made of.
    pub fn chronicle(&self, dossier: &Dossier) -> Vec<ChronicleEntry> {
        let claims: BTreeMap<&Id, &AccountClaims> =
            dossier.claims.iter().map(|claims| (&claims.account, &**claims)).collect();
        self.drafts.iter().map(|draft| draft.weighed(&claims)).collect()
    }
}

/// True if everything that this stage reads is the same in both but for figures. Whoever reads more of a dossier adds it here.
pub fn tell_the_same(a: &Dossier, b: &Dossier) -> bool {
    a.joins == b.joins
        && is_one(&a.readings, &b.readings)
        && is_one(&a.accounts, &b.accounts)
        && is_one(&a.entities, &b.entities)
        && a.claims.len() == b.claims.len()
        && a.claims.iter().zip(b.claims.iter()).all(|(a, b)| a.is_same_but_figures(b))
        && are_copied_alike(a, b)
        && do_roots_agree(a, b)
}

fn is_one<T: PartialEq>(a: &Arc<T>, b: &Arc<T>) -> bool {
    Arc::ptr_eq(a, b) || a == b
}

/// Which way words went, and why, is not looked at.
fn are_copied_alike(a: &Dossier, b: &Dossier) -> bool {
    let (a, b) = (&a.collation.alignments, &b.collation.alignments);
    let seen = |one: &Alignment, other: &Alignment| {
        one.kind == other.kind && one.a == other.a && one.b == other.b && one.edits == other.edits
    };
    a.len() == b.len() && a.iter().zip(b).all(|(one, other)| seen(one, other))
}

/// Roots of statements are the same: those that only one of the two has are of figures.
fn do_roots_agree(a: &Dossier, b: &Dossier) -> bool {
    let (of_a, of_b) = (members(a), members(b));
    let mut differing = of_a.symmetric_difference(&of_b).copied().flatten().peekable();
    if differing.peek().is_none() {
        return true;
    }
    let statements = a.claims.iter().flat_map(|claims| &claims.statements);
    let statements: BTreeSet<&Id> = statements.map(|statement| &statement.id).collect();
    differing.all(|member| !statements.contains(member))
}

fn members(dossier: &Dossier) -> BTreeSet<&Vec<Id>> {
    dossier.collation.roots.iter().map(|root| &root.members).collect()
}
