//! Little room changes how passages are found, never which.

use super::one_by_one::accounts;
use super::{AccountClaims, Document};
use crate::{CollationRules, Room, Run, RunStore, collate};
use recount_diagnostics::Reported;
use recount_model::Collation;
use recount_text::Abbreviations;
use std::io::{Cursor, Error, Result};
use std::sync::Arc;

struct Here;

impl RunStore for Here {
    fn create(&self) -> Result<Box<dyn Run>> {
        Ok(Box::new(Cursor::new(Vec::new())))
    }
}

struct Full;

impl RunStore for Full {
    fn create(&self) -> Result<Box<dyn Run>> {
        Err(Error::other("no space left"))
    }
}

pub(super) fn collated(
    documents: &[Document],
    claims: &[Arc<AccountClaims>],
    room: Option<Room<'_>>,
) -> Reported<Collation> {
    let rules = CollationRules::from_pack(&recount_rules::pack_for("en")).unwrap();
    let abbreviations = Abbreviations::default();
    let accounts: Vec<_> = documents.iter().map(|one| (&one.account, &one.reading)).collect();
    collate(&accounts, (claims, &[]), |_| &abbreviations, &rules, room)
}

#[test]
fn with_little_room_the_same_is_found() {
    for seed in 0..3 {
        let documents = accounts(seed);
        let claims: Vec<Arc<AccountClaims>> = documents.iter().map(|one| one.claims.clone().into()).collect();
        for claims in [&claims[..], &[]] {
            let wanted = collated(&documents, claims, None);
            assert!(wanted.value.alignments.len() > 10);
            for entries in [1, 40, 100_000] {
                let found = collated(&documents, claims, Some(Room { entries, store: &Here }));
                assert_eq!(found, wanted, "seed {seed}, room for {entries}");
            }
        }
    }
}

#[test]
fn without_any_room_the_same_is_found_and_told() {
    let documents = accounts(1);
    let found = collated(&documents, &[], Some(Room { entries: 1, store: &Full }));
    assert_eq!(found.value, collated(&documents, &[], None).value);
    assert!(found.diagnostics.iter().any(|one| one.id == "runs-not-kept"));
}
