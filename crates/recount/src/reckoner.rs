//! A dossier that is reckoned again and again, as people decide about it.
//!
//! Comes in: what was read in every document, once, and decisions, each time all of them. Goes out: the very dossier that
//! [`crate::reckon_decided`] gives. It may not know who decides, or when.
//!
//! What a decision cannot have touched is taken over from the time before. Whether it can have is not guessed from the decision:
//! what a stage reads is compared, and the stage runs where that differs. Most decisions are on figures, which neither the
//! comparison of words nor the order of happenings reads.

use crate::reckoning::{
    abbreviations, entities, follow, gathered, main_language, take_over_twins, with_readings,
};
use crate::{LocalReading, Rules, decisions};
use recount_collation::Kept;
use recount_diagnostics::Reported;
use recount_events::{InOrder, tell_the_same};
use recount_model::{Account, AccountClaims, Collation, Decision, Dossier};
use std::sync::Arc;

/// What was read, and what was found in it last.
pub struct Reckoner {
    /// Before any decision acts.
    read: Dossier,
    last: Option<Last>,
}

struct Last {
    /// What was collated.
    claims: Claims,
    kept: Kept,
    in_order: InOrder,
    dossier: Dossier,
}

type Claims = Arc<Vec<Arc<AccountClaims>>>;

impl Reckoner {
    /// Of what was read in each document. The order of `locals` changes nothing; the same original twice counts once.
    pub fn of(locals: Vec<LocalReading>) -> Self {
        Reckoner { read: gathered(locals), last: None }
    }

    /// The dossier under these decisions, by the rules that its documents were read with.
    pub fn reckon(&mut self, decisions: &[Decision], rules: &Rules) -> Reported<Dossier> {
        let mut diagnostics = Vec::new();
        let mut dossier = self.read.clone();
        decisions::act(&mut dossier, decisions, rules);
        let claims = Arc::clone(&dossier.claims);
        let last = self.last.take().filter(|last| are_same_but_figures(&last.claims, &claims));
        let (kept, collation, before) = match last {
            Some(Last { kept, in_order, dossier: before, .. }) => {
                dossier.entities = Arc::clone(&before.entities);
                let collation = collated_again(&kept, &dossier, rules);
                (kept, collation, Some((before, in_order)))
            }
            None => {
                dossier.entities = Arc::new(entities(&dossier, rules));
                let (kept, collation) = collated(&dossier, rules);
                (kept, collation, None)
            }
        };
        dossier.collation = Arc::new(collation.take(&mut diagnostics));
        take_over_twins(&mut dossier);
        let known =
            before.filter(|(before, _)| tell_the_same(before, &dossier)).map(|(_, in_order)| in_order);
        let in_order = follow(&mut dossier, known, rules);
        self.last = Some(Last { claims, kept, in_order, dossier: dossier.clone() });
        Reported::with(dossier, diagnostics)
    }

    /// Where `known` is the dossier that was reckoned last, from elsewhere, what both hold is held once from now on.
    pub fn share_with(&mut self, known: &Dossier) {
        let Some(last) = self.last.as_mut().filter(|last| last.dossier == *known) else { return };
        last.dossier = known.clone();
        last.in_order.network = Arc::clone(&known.network);
        // Decisions change neither.
        self.read.readings = Arc::clone(&known.readings);
        self.read.accounts = Arc::clone(&known.accounts);
        for claims in [&mut self.read.claims, &mut last.claims] {
            for (own, known) in Arc::make_mut(claims).iter_mut().zip(known.claims.iter()) {
                if own == known {
                    *own = Arc::clone(known);
                }
            }
        }
    }
}

fn are_same_but_figures(one: &Claims, other: &Claims) -> bool {
    one.len() == other.len() && one.iter().zip(other.iter()).all(|(a, b)| a.is_same_but_figures(b))
}

fn collated(dossier: &Dossier, rules: &Rules) -> (Kept, Reported<Collation>) {
    let language = rules.for_language(&main_language(dossier));
    let read = (&dossier.claims[..], &dossier.entities[..]);
    let abbreviations = |account: &Account| abbreviations(account, rules);
    Kept::of(&with_readings(dossier), read, abbreviations, &language.collation)
}

fn collated_again(kept: &Kept, dossier: &Dossier, rules: &Rules) -> Reported<Collation> {
    let language = rules.for_language(&main_language(dossier));
    let read = (&dossier.claims[..], &dossier.entities[..]);
    kept.with_figures(&with_readings(dossier), read, &language.collation)
}
