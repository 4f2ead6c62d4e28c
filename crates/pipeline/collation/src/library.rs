//! Accounts that come one by one: each is compared with those that are there, without starting over.
//!
//! Comes in: one account after the other. Goes out: the passages it shares with those before it, the same as if all had been
//! there from the beginning. It may not know files.
//!
//! Weights depend on all accounts, so what earlier pairs share is not told again; [`crate::collate`] tells all of it, with the
//! roots and with what third accounts say about who was first. A thousand exact reposts are a thousand comparisons here.

use crate::agreement::{Agreement, of_units, place_of};
use crate::cuts::Cuts;
use crate::lineage::lineage;
use crate::seeds::Shelf;
use crate::weights::Counts;
use crate::witness::{Lexicon, Unit, Witness, Word};
use crate::{CollationRules, Party};
use recount_diagnostics::Diagnostic;
use recount_model::{Account, AccountClaims, Alignment, Id, Reading};
use recount_text::Abbreviations;
use std::collections::BTreeMap;

/// Accounts compared so far.
#[derive(Debug, Default)]
pub struct Library {
    kept: Vec<Kept>,
    places: BTreeMap<Id, usize>,
    counts: Counts,
    shelf: Shelf,
    /// Units there were when the shelf was last put in order.
    units_on_shelf: u32,
    lexicon: Lexicon,
    cuts: Cuts,
}

/// An account with its words cut and not weighed.
#[derive(Debug)]
struct Kept {
    account: Account,
    reading: Reading,
    claims: Option<AccountClaims>,
    words: Vec<Word>,
    units: Vec<Unit>,
}

impl Kept {
    /// The account as collation sees it now.
    fn weighed(&self, counts: &Counts) -> Witness<'_> {
        let mut words = self.words.clone();
        counts.weigh(&mut words);
        Witness { text: &self.reading.text, words, units: self.units.clone() }
    }

    fn party(&self, counts: &Counts) -> Party<'_> {
        let witness = self.weighed(counts);
        Party { account: &self.account, reading: &self.reading, claims: self.claims.as_ref(), witness }
    }
}

impl Library {
    /// How many accounts are there.
    pub fn len(&self) -> usize {
        self.kept.len()
    }

    /// True if there are none.
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// What was left out so far because there was too much of it.
    pub fn noticed(&self) -> Vec<Diagnostic> {
        self.cuts.told()
    }

    /// An account by its id, with what it was read from.
    pub fn get(&self, account: &Id) -> Option<(&Account, &Reading)> {
        let kept = self.kept.get(*self.places.get(account)?)?;
        Some((&kept.account, &kept.reading))
    }

    /// Compares an account with those that are there and keeps it. One that is there already shares nothing new.
    pub fn add(
        &mut self,
        account: Account,
        reading: Reading,
        claims: Option<AccountClaims>,
        abbreviations: &Abbreviations,
        rules: &CollationRules,
    ) -> Vec<Alignment> {
        if self.get(&account.id).is_some() {
            return Vec::new();
        }
        let witness =
            Witness::new(&account, &reading, claims.as_ref(), (abbreviations, rules), &mut self.lexicon);
        self.counts.add(&witness);
        let Witness { words, units, .. } = witness;
        let newcomer = Kept { account, reading, claims, words, units };
        self.tidy();
        let found = self.shared_with(&newcomer, rules);
        self.shelf.put(self.kept.len() as u32, &newcomer.weighed(&self.counts), self.counts.units());
        self.places.insert(newcomer.account.id.clone(), self.kept.len());
        self.kept.push(newcomer);
        found
    }

    /// Puts the shelf in order when weights may have moved too far since: each time there are twice as many units.
    fn tidy(&mut self) {
        let units = self.counts.units();
        if units < self.units_on_shelf.saturating_mul(2) && self.units_on_shelf > 0 {
            return;
        }
        self.shelf = Shelf::default();
        self.units_on_shelf = units.max(1);
        for (at, kept) in self.kept.iter().enumerate() {
            self.shelf.put(at as u32, &kept.weighed(&self.counts), units);
        }
    }

    fn shared_with(&self, newcomer: &Kept, rules: &CollationRules) -> Vec<Alignment> {
        let id = |at: u32| self.kept.get(at as usize).map(|kept| &kept.account.id);
        let party = newcomer.party(&self.counts);
        let newcomer = (&party.account.id, &party.witness);
        let met = self.shelf.candidates(newcomer, self.counts.units(), id, &self.cuts);
        let mut found = Vec::new();
        for (other, units) in met {
            let Some(kept) = self.kept.get(other as usize) else { continue };
            found.extend(of_two(&party, &kept.party(&self.counts), &units, (rules, &self.cuts)));
        }
        found
    }
}

/// What two accounts share, and who was first as far as the two say it themselves.
fn of_two(
    newcomer: &Party<'_>,
    other: &Party<'_>,
    units: &[(usize, usize)],
    rules: (&CollationRules, &Cuts),
) -> Vec<Alignment> {
    let is_first = newcomer.account.id < other.account.id;
    let turned = |(ours, theirs): &(usize, usize)| if is_first { (*ours, *theirs) } else { (*theirs, *ours) };
    let mut units: Vec<(usize, usize)> = units.iter().map(turned).collect();
    units.sort_unstable();
    let parties =
        if is_first { [newcomer.clone(), other.clone()] } else { [other.clone(), newcomer.clone()] };
    let mut found: Vec<Agreement> = of_units((0, &parties[0]), (1, &parties[1]), &units, rules);
    found.sort_by_key(place_of);
    lineage(&mut found, &parties, rules);
    found.into_iter().map(|agreement| agreement.alignment).collect()
}
