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

pub use documents::{collate_accounts, collate_readings, plain_account};
pub use library::Library;
pub use pairwise::{SharedSpans, shared_spans};
pub use rules::CollationRules;
pub use winnowing::{Room, Run, RunStore};

use agreement::agreements;
use rayon::prelude::*;
use recount_diagnostics::Reported;
use recount_model::{Account, AccountClaims, Collation, Reading};
use recount_text::AccountText;
use std::collections::BTreeMap;
use witness::{Lexicon, Witness};

/// Collates all accounts. Claims are matched to `texts` by account; an account without any is compared by its words alone.
/// The order of both changes nothing.
pub fn collate(
    texts: &[AccountText<'_>],
    claims: &[AccountClaims],
    rules: &CollationRules,
) -> Reported<Collation> {
    let claims_by_account: BTreeMap<_, _> = claims.iter().map(|claims| (&claims.account, claims)).collect();
    let parties = texts
        .par_iter()
        .map_init(Lexicon::default, |lexicon, text| {
            let claims = claims_by_account.get(&text.account.id).copied();
            let witness = Witness::new(text, claims, rules, lexicon);
            Party { account: text.account, reading: text.reading, claims, witness }
        })
        .collect();
    collated(parties, rules, None)
}

/// One account with everything the steps need.
#[derive(Clone)]
struct Party<'text> {
    account: &'text Account,
    reading: &'text Reading,
    claims: Option<&'text AccountClaims>,
    witness: Witness<'text>,
}

fn collated(
    mut parties: Vec<Party<'_>>,
    rules: &CollationRules,
    room: Option<Room<'_>>,
) -> Reported<Collation> {
    parties.sort_by(|one, other| one.account.id.cmp(&other.account.id));
    parties.dedup_by(|one, other| one.account.id == other.account.id);
    let mut witnesses: Vec<&mut Witness<'_>> = parties.iter_mut().map(|party| &mut party.witness).collect();
    let units = weights::weigh(&mut witnesses);
    let parties = &parties[..];
    let witnesses: Vec<&Witness<'_>> = parties.iter().map(|party| &party.witness).collect();
    let (mut found, noticed) = agreements(parties, &witnesses, units, rules, room);
    let lineage = lineage::lineage(&mut found, parties, rules);
    let translations = translations::translations(parties, &found);
    let roots = roots::roots(&found, &translations, parties);
    let talking_points = talking_points::talking_points(parties, &found);
    let alignments = found.into_iter().map(|agreement| agreement.alignment).collect();
    Reported::with(Collation { alignments, lineage, roots, talking_points, translations }, noticed)
}
