//! What is kept gives what collating anew gives, whatever figures are read otherwise.

use super::{Document, document};
use crate::{CollationRules, Kept, collate};
use proptest::prelude::*;
use recount_model::{Account, AccountClaims, Interval, Measure, Reading};
use recount_text::Abbreviations;
use std::sync::Arc;

/// Accounts of one accident that share sentences with numbers of their own.
fn documents(numbers: &[Vec<u8>]) -> Vec<Document> {
    let sentences = [
        "The keeper of the upper sluice said that {} miners had been carried out of the flooded shaft.",
        "By the evening of that day {} people were counted dead and {} were hurt, the village was told.",
        "A winch of the lower landing had parted twice before {} workers left the quay for good.",
    ];
    let one = |(at, own): (usize, &Vec<u8>)| {
        let mut own = own.iter().cycle().map(u8::to_string);
        let said = sentences.iter().map(|sentence| {
            let parts: Vec<&str> = sentence.split("{}").collect();
            let (last, rest) = parts.split_last().unwrap();
            rest.iter().map(|part| format!("{part}{}", own.next().unwrap())).collect::<String>() + last
        });
        let mut made = document(&format!("account-{at:02}"), &said.collect::<Vec<_>>().join(" "));
        for (nth, figure) in made.claims.figures.iter_mut().enumerate() {
            figure.measure = Measure(["killed", "injured"][nth % 2].to_owned());
            let day = i64::from(figure.stated.unwrap() as u32 % 5) * 86_400_000;
            figure.as_of = Interval::new(day, day + 1_000);
        }
        made
    };
    numbers.iter().enumerate().map(one).collect()
}

/// One figure of one account left out, or counted otherwise.
fn otherwise(
    claims: &[Arc<AccountClaims>],
    (account, figure, count): (usize, usize, u64),
) -> Vec<Arc<AccountClaims>> {
    let mut claims = claims.to_vec();
    let at = account % claims.len();
    let read = Arc::make_mut(&mut claims[at]);
    let figure = figure % read.figures.len();
    if count == 0 {
        read.figures.remove(figure);
    } else {
        read.figures[figure].stated = Some(count);
    }
    claims
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn other_figures_on_what_is_kept_are_as_collated_anew(
        numbers in prop::collection::vec(prop::collection::vec(1_u8..40, 4), 2..8),
        changes in prop::collection::vec((0_usize..8, 0_usize..4, 0_u64..30), 1..4),
    ) {
        let documents = documents(&numbers);
        let rules = CollationRules::from_pack(&recount_rules::pack_for("en")).unwrap();
        let abbreviations = Abbreviations::default();
        let accounts: Vec<(&Account, &Reading)> = documents.iter().map(|one| (&one.account, &one.reading)).collect();
        let mut claims: Vec<Arc<AccountClaims>> = documents.iter().map(|one| one.claims.clone().into()).collect();
        let anew = |claims: &[Arc<AccountClaims>]| collate(&accounts, (claims, &[]), |_| &abbreviations, &rules, None);
        let (kept, first) = Kept::of(&accounts, (&claims, &[]), |_| &abbreviations, &rules);
        prop_assert!(!first.value.alignments.is_empty());
        prop_assert_eq!(first, anew(&claims));
        for change in changes {
            claims = otherwise(&claims, change);
            prop_assert_eq!(kept.with_figures(&accounts, (&claims, &[]), &rules), anew(&claims));
        }
    }
}
