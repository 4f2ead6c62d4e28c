//! Accounts against accounts: alignments, edits, lineage, roots, talking points.
//!
//! Comes in: all accounts of a dossier with what was read in them. Goes out: a [`Collation`]. It may not know any other
//! stage. The steps, in order:
//!
//! 1. `witness`: each account becomes words with kinds and stems, in units of about a sentence
//! 2. `seeds`: few candidate pairs of units, from an index; never everything against everything
//! 3. `passages`: pairs that are alike enough, with their continuations, as passages
//! 4. `wording`, `edits`: passages word by word; each difference gets a kind
//! 5. `talking_points`: alike sentences in the mouths of different people
//! 6. `evidence`, `interleaving`, `third_witnesses`, `lineage`: which way the words went, per passage and per pair of accounts, or silence
//! 7. `translations`: which accounts tell the same facts in the same order in other words
//! 8. `roots`: which figures and statements go back to one telling
//!
//! Steps 1–5 know no figures: [`Kept`] holds what they found, for when only figures are read otherwise.
//!
//! What is found is that words agree. Who copied is said only where evidence suffices; similar wording of two speakers
//! is called that and nothing more.

mod agreement;
#[cfg(test)]
mod cases;
mod cuts;
mod cutting_again;
mod documents;
mod edits;
mod evidence;
mod interleaving;
mod kept;
mod library;
mod lineage;
mod pairwise;
mod passages;
#[cfg(test)]
mod properties;
mod resemblance;
mod roots;
mod rules;
mod seeds;
mod stems;
mod talking_points;
mod third_witnesses;
mod translations;
mod weights;
mod witness;
mod wording;

pub use documents::{collate_readings, plain_account};
pub use kept::Kept;
pub use library::Library;
pub use pairwise::{SharedSpans, shared_spans};
pub use rules::CollationRules;
pub use winnowing::{Room, Run, RunStore};

use agreement::{Agreement, agreements, agreements_cut_again};
use cuts::Cuts;
use cutting_again::Cutter;
use rayon::prelude::*;
use recount_diagnostics::{Diagnostic, Reported};
use recount_model::{Account, AccountClaims, Collation, Entity, Id, Reading, TalkingPoint};
use recount_text::Abbreviations;
use std::collections::BTreeMap;
use std::sync::Arc;
use witness::{Lexicon, Witness};

/// Collates all accounts. Claims are matched to them by id; an account without any is compared by its words alone. The order of
/// both changes nothing. Names of two scripts are one where `entities` say so. Seeds of passages beyond `room` are kept where it says.
pub fn collate<'text>(
    accounts: &[(&'text Account, &'text Reading)],
    (claims, entities): (&'text [Arc<AccountClaims>], &[Entity]),
    abbreviations: impl Fn(&Account) -> &'text Abbreviations + Sync,
    rules: &CollationRules,
    room: Option<Room<'_>>,
) -> Reported<Collation> {
    let accounts = ordered(accounts);
    let by_account = by_account(claims);
    if let Some(room) = room.filter(|_| claims.is_empty()) {
        let numbered = |at: usize, lexicon: &mut Lexicon| match accounts.get(at) {
            Some((account, reading)) => {
                Witness::new(account, reading, None, (abbreviations(account), rules), lexicon)
            }
            None => Witness::default(),
        };
        let cutter = Cutter::new(accounts.len(), &numbered);
        let mut parties = parties(&accounts, &by_account, |_| Witness::default());
        let shared = Shared::between(&mut parties, |parties, cuts| {
            agreements_cut_again(parties, &cutter, (rules, cuts), room)
        });
        return shared.told(&parties, entities, rules);
    }
    let mut parties = cut(&accounts, &by_account, abbreviations, rules);
    let shared = Shared::weighed(&mut parties, rules, room);
    shared.told(&parties, entities, rules)
}

/// An account with the text it is a part of.
type Told<'text> = (&'text Account, &'text Reading);
type ByAccount<'text> = BTreeMap<&'text Id, &'text AccountClaims>;

/// In the order of their ids, each once.
fn ordered<'text>(accounts: &[Told<'text>]) -> Vec<Told<'text>> {
    let mut accounts = accounts.to_vec();
    accounts.sort_by(|(one, _), (other, _)| one.id.cmp(&other.id));
    accounts.dedup_by(|(one, _), (other, _)| one.id == other.id);
    accounts
}

fn by_account(claims: &[Arc<AccountClaims>]) -> ByAccount<'_> {
    claims.iter().map(|claims| (&claims.account, &**claims)).collect()
}

/// Every account cut into words.
fn cut<'text>(
    accounts: &[Told<'text>],
    by_account: &ByAccount<'text>,
    abbreviations: impl Fn(&Account) -> &'text Abbreviations + Sync,
    rules: &CollationRules,
) -> Vec<Party<'text>> {
    let cut = |lexicon: &mut Lexicon, (account, reading): &Told<'text>| {
        let claims = by_account.get(&account.id).copied();
        let witness = Witness::new(account, reading, claims, (abbreviations(account), rules), lexicon);
        Party { account, reading, claims, witness }
    };
    accounts.par_iter().map_init(Lexicon::default, cut).collect()
}

/// Every account with the words that are given by its place among them.
fn parties<'text>(
    accounts: &[Told<'text>],
    by_account: &ByAccount<'text>,
    witness: impl Fn(usize) -> Witness<'text>,
) -> Vec<Party<'text>> {
    let party = |(at, (account, reading)): (usize, &Told<'text>)| Party {
        account,
        reading,
        claims: by_account.get(&account.id).copied(),
        witness: witness(at),
    };
    accounts.iter().enumerate().map(party).collect()
}

/// One account with everything the steps need.
#[derive(Clone)]
struct Party<'text> {
    account: &'text Account,
    reading: &'text Reading,
    claims: Option<&'text AccountClaims>,
    witness: Witness<'text>,
}

/// What accounts share by their words, whatever was counted in them: all that is made before lineage. Parties are in the order of
/// their ids, each once.
#[derive(Clone)]
struct Shared {
    found: Vec<Agreement>,
    talking_points: Vec<TalkingPoint>,
    noticed: Vec<Diagnostic>,
    cuts: Cuts,
}

impl Shared {
    /// Of parties whose words have no weights yet.
    fn weighed(parties: &mut [Party<'_>], rules: &CollationRules, room: Option<Room<'_>>) -> Self {
        Shared::between(parties, |parties, cuts| {
            let mut witnesses: Vec<&mut Witness<'_>> =
                parties.iter_mut().map(|party| &mut party.witness).collect();
            let units = weights::weigh(&mut witnesses);
            agreements(parties, units, (rules, cuts), room)
        })
    }

    fn between<'text>(
        parties: &mut [Party<'text>],
        agreements: impl FnOnce(&mut [Party<'text>], &Cuts) -> (Vec<Agreement>, Vec<Diagnostic>),
    ) -> Self {
        let cuts = Cuts::default();
        let (found, noticed) = agreements(parties, &cuts);
        let talking_points = talking_points::talking_points(parties, &found);
        Shared { found, talking_points, noticed, cuts }
    }

    /// Everything that follows.
    fn told(
        mut self,
        parties: &[Party<'_>],
        entities: &[Entity],
        rules: &CollationRules,
    ) -> Reported<Collation> {
        let lineage = lineage::lineage(&mut self.found, parties, (rules, &self.cuts));
        let translations = translations::translations(parties, &self.found, entities, &self.cuts);
        let roots = roots::roots(&self.found, &translations, parties, &self.cuts);
        let alignments = self.found.into_iter().map(|agreement| agreement.alignment).collect();
        self.noticed.extend(self.cuts.told());
        let talking_points = self.talking_points;
        Reported::with(Collation { alignments, lineage, roots, talking_points, translations }, self.noticed)
    }
}
