//! Runs the cases of this folder: a text with names, times and statements, and the claims joined from them.
//!
//! The blocks are those of the figures' cases; `claims` lists what happened and what was before what. Counted claims
//! are shown only where a case has a `counted` block: figures have cases of their own.

use super::*;
use crate::figures;
use crate::figures::tests::{account_of, built_in, given};
use recount_cases::{Case, check_path};
use recount_text::Abbreviations;
use std::path::Path;

fn claims_of(case: &Case) -> Vec<Claim> {
    let text = case.block("text").expect("a text").body.clone();
    let (reading, account) = account_of(&text);
    let rules = Rules::from_pack(&built_in()).unwrap();
    let cut = AccountText::new(&account, &reading, &Abbreviations::default());
    let given = given(case, &text);
    let figures =
        figures::read(&cut, &given.times, &given.names, &given.statements, &rules.figures).value.figures;
    read(&cut, &given.times, &given.names, &given.statements, &figures, &rules)
}

fn shown(claim: &Claim) -> String {
    let content = match &claim.content {
        ClaimContent::Happened { action, keywords } => format!("{action}: {}", keywords.join(" ")),
        ClaimContent::Counted { .. } => "counted".to_owned(),
        ClaimContent::Ordered { earlier, later, gap_ms } => {
            let gap = gap_ms.map_or(String::new(), |(least, most)| format!(" ({least}..{most} ms)"));
            format!("{} < {}{gap}", earlier.join(" "), later.join(" "))
        }
    };
    let mut parts = vec![content, format!("“{}”", claim.text)];
    parts.extend(claim.when.earliest.map(|day| format!("when {day}")));
    parts.extend(claim.place.as_ref().map(|place| format!("in {place}")));
    parts.extend((!claim.participants.is_empty()).then(|| format!("with {}", claim.participants.join(", "))));
    parts.extend((claim.chain.len() > 1).then(|| claim.chain.join(" > ")));
    parts.extend(claim.is_negated.then(|| "negated".to_owned()));
    let certainty = format!("{:?}", claim.certainty).to_lowercase();
    parts.extend((certainty != "asserted").then_some(certainty));
    parts.join(" | ")
}

fn check_case(case: &Case) -> Vec<(String, String)> {
    let claims = claims_of(case);
    let of = |is_counted: bool| {
        let kept =
            claims.iter().filter(|claim| matches!(claim.content, ClaimContent::Counted { .. }) == is_counted);
        kept.map(shown).collect::<Vec<_>>().join("\n")
    };
    let mut outputs = vec![("claims".to_owned(), of(false))];
    outputs.extend(case.block("counted").map(|_| ("counted".to_owned(), of(true))));
    outputs
}

#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/joined/cases");
    check_path(&folder, check_case).unwrap_or_else(|error| panic!("{error}"));
}
