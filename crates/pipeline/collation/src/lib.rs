//! Accounts against accounts: alignments, edits, lineage, roots, talking points.
//!
//! Comes in: all accounts of a dossier with what was read in them. Goes out: a [`Collation`]. It may not know any other
//! stage. The steps, in order:
//!
//! 1. `witness`: each account becomes words with kinds and stems, in units of about a sentence
//! 2. `seeds`: few candidate pairs of units, from an index; never everything against everything
//! 3. `passages`: pairs that are alike enough, with their continuations, as passages
//! 4. `wording`, `edits`: passages word by word; each difference gets a kind
//! 5. `evidence`, `interleaving`, `third_witnesses`, `lineage`: which way the words went, per passage and per pair of accounts, or silence
//! 6. `translations`: which accounts tell the same facts in the same order in other words
//! 7. `roots`: which figures and statements go back to one telling
//! 8. `talking_points`: alike sentences in the mouths of different people
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
pub use library::Library;
pub use pairwise::{SharedSpans, shared_spans};
pub use rules::CollationRules;
pub use winnowing::{Room, Run, RunStore};

use agreement::{Agreement, agreements, agreements_cut_again};
use cuts::Cuts;
use cutting_again::Cutter;
use rayon::prelude::*;
use recount_diagnostics::{Diagnostic, Reported};
use recount_model::{Account, AccountClaims, Collation, Entity, Reading};
use recount_text::Abbreviations;
use std::collections::BTreeMap;
use witness::{Lexicon, Witness};

/// Collates all accounts. Claims are matched to them by id; an account without any is compared by its words alone. The order of
/// both changes nothing. Names of two scripts are one where `entities` say so. Seeds of passages beyond `room` are kept where it says.
pub fn collate<'text>(
    accounts: &[(&'text Account, &'text Reading)],
    (claims, entities): (&'text [AccountClaims], &[Entity]),
    abbreviations: impl Fn(&Account) -> &'text Abbreviations + Sync,
    rules: &CollationRules,
    room: Option<Room<'_>>,
) -> Reported<Collation> {
    let by_account: BTreeMap<_, _> = claims.iter().map(|claims| (&claims.account, claims)).collect();
    let mut accounts = accounts.to_vec();
    accounts.sort_by(|(one, _), (other, _)| one.id.cmp(&other.id));
    accounts.dedup_by(|(one, _), (other, _)| one.id == other.id);
    let cut = |account: &Account, reading: &'text Reading, lexicon: &mut Lexicon| {
        let claims = by_account.get(&account.id).copied();
        Witness::new(account, reading, claims, (abbreviations(account), rules), lexicon)
    };
    let party = |(account, reading): &(&'text Account, &'text Reading), witness| Party {
        account,
        reading,
        claims: by_account.get(&account.id).copied(),
        witness,
    };
    if let Some(room) = room.filter(|_| claims.is_empty()) {
        let numbered = |at: usize, lexicon: &mut Lexicon| match accounts.get(at) {
            Some((account, reading)) => cut(account, reading, lexicon),
            None => Witness::default(),
        };
        let cutter = Cutter::new(accounts.len(), &numbered);
        let parties = accounts.iter().map(|account| party(account, Witness::default())).collect();
        return told(parties, entities, rules, |parties, cuts| {
            agreements_cut_again(parties, &cutter, (rules, cuts), room)
        });
    }
    let parties = accounts
        .par_iter()
        .map_init(Lexicon::default, |lexicon, account| party(account, cut(account.0, account.1, lexicon)))
        .collect();
    told(parties, entities, rules, |parties, cuts| {
        let mut witnesses: Vec<&mut Witness<'_>> =
            parties.iter_mut().map(|party| &mut party.witness).collect();
        let units = weights::weigh(&mut witnesses);
        agreements(parties, units, (rules, cuts), room)
    })
}

/// One account with everything the steps need.
#[derive(Clone)]
struct Party<'text> {
    account: &'text Account,
    reading: &'text Reading,
    claims: Option<&'text AccountClaims>,
    witness: Witness<'text>,
}

/// Everything that follows from agreements. Parties are in the order of their ids, each once.
fn told<'text>(
    mut parties: Vec<Party<'text>>,
    entities: &[Entity],
    rules: &CollationRules,
    agreements: impl FnOnce(&mut [Party<'text>], &Cuts) -> (Vec<Agreement>, Vec<Diagnostic>),
) -> Reported<Collation> {
    let cuts = Cuts::default();
    let (mut found, mut noticed) = agreements(&mut parties, &cuts);
    let parties = &parties[..];
    let lineage = lineage::lineage(&mut found, parties, (rules, &cuts));
    let translations = translations::translations(parties, &found, entities, &cuts);
    let roots = roots::roots(&found, &translations, parties, &cuts);
    let talking_points = talking_points::talking_points(parties, &found);
    let alignments = found.into_iter().map(|agreement| agreement.alignment).collect();
    noticed.extend(cuts.told());
    Reported::with(Collation { alignments, lineage, roots, talking_points, translations }, noticed)
}
