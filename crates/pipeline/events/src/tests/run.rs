//! Runs the cases: conflicts as `kind hold: a "quote" × b "quote" [reading]`, the chronicle one entry a line.

use super::given::{dossier, shown};
use crate::{EventRules, InOrder};
use recount_cases::{Case, check_path, parse};
use recount_model::{AccountClaims, ConstraintNetwork, Dossier, Hold, Interval, OriginalId, Passage};
use std::path::{Path, PathBuf};
use std::sync::Arc;

fn rules(language: &str) -> EventRules {
    EventRules::from_pack(&recount_rules::pack_for(language)).unwrap()
}

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cases")
}

/// Network first, then the chronicle that stands on it.
fn made(mut dossier: Dossier) -> Dossier {
    let (english, russian) = (rules("en"), rules("ru"));
    let of = |language: &str| if language == "ru" { &russian } else { &english };
    let found = InOrder::of(&dossier, &english, &of);
    (dossier.network, dossier.chronicle) = (found.network.clone(), found.chronicle(&dossier).into());
    dossier
}

fn rendered(case: &Case) -> Vec<(String, String)> {
    let made = made(dossier(case));
    let asked = |kind: &str| case.block(kind).is_some();
    let mut shown = Vec::new();
    if asked("conflicts") {
        shown.push(("conflicts".to_owned(), conflicts(&made.network)));
    }
    if asked("chronicle") {
        shown.push(("chronicle".to_owned(), entries(&made)));
    }
    if asked("why") {
        let why = made.network.conflicts.iter().flat_map(|conflict| conflict.why.clone());
        shown.push(("why".to_owned(), why.collect::<Vec<_>>().join("\n")));
    }
    assert!(!shown.is_empty(), "`{}` expects nothing", case.name);
    shown
}

fn conflicts(network: &ConstraintNetwork) -> String {
    let lines = network.conflicts.iter().map(|conflict| {
        let hold = match conflict.hold {
            Hold::Always => "always",
            Hold::OnReading => "on-reading",
            Hold::Possible => "possible",
        };
        let passages: Vec<String> = conflict.passages.iter().map(quoted).collect();
        let reading = conflict.reading.as_ref().map(|reading| format!(" [{reading}]")).unwrap_or_default();
        let kind = format!("{:?}", conflict.kind).to_lowercase();
        format!("{kind} {hold}: {}{reading}", passages.join(" × "))
    });
    or_none(lines.collect())
}

fn quoted(passage: &Passage) -> String {
    format!("{} \"{}\"", passage.account, passage.text)
}

fn entries(made: &Dossier) -> String {
    let lines = made.chronicle.iter().map(|entry| {
        let support: Vec<&str> = entry.supports.iter().map(|passage| passage.account.0.as_str()).collect();
        let disputes: Vec<&str> = entry.disputes.iter().map(|passage| passage.account.0.as_str()).collect();
        let mut line = format!(
            "{} {} {}: {} | {} | roots {}",
            entry.phase,
            entry.edtf.as_deref().unwrap_or("-"),
            interval(entry.interval),
            entry.title,
            support.join(" "),
            entry.roots
        );
        line.push_str(&entry.place.as_ref().map(|place| format!(" | in {place}")).unwrap_or_default());
        line.push_str(if entry.is_planned { " | planned" } else { "" });
        if !disputes.is_empty() {
            line.push_str(&format!(" | against: {}", disputes.join(" ")));
        }
        line
    });
    or_none(lines.collect())
}

fn interval(interval: Interval) -> String {
    let side = |side: Option<i64>| side.map_or("..".to_owned(), shown);
    format!("{}/{}", side(interval.earliest), side(interval.latest))
}

fn or_none(lines: Vec<String>) -> String {
    if lines.is_empty() { "none".to_owned() } else { lines.join("\n") }
}

#[test]
fn cases_agree() {
    check_path(&cases(), rendered).unwrap();
}

fn each_case(check: impl Fn(&Case, Dossier)) {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(cases()).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        for case in parse(&std::fs::read_to_string(&path).unwrap(), &path).unwrap() {
            check(&case, dossier(&case));
        }
    }
}

#[test]
fn every_quote_is_verbatim_and_every_title_stands_in_a_support() {
    each_case(|case, dossier| {
        let made = made(dossier);
        for entry in made.chronicle.iter() {
            assert!(!entry.supports.is_empty() && !entry.claims.is_empty(), "{}", case.name);
            let parts: Vec<String> =
                entry.title.split(crate::title::ELLIPSIS).map(|part| part.trim().to_lowercase()).collect();
            let is_cited = entry.supports.iter().any(|passage| {
                let words = passage.text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
                parts.iter().all(|part| words.contains(part))
            });
            assert!(is_cited && entry.title.chars().count() <= 140, "{}: {}", case.name, entry.title);
            for passage in entry.supports.iter().chain(&entry.disputes) {
                let reading = made.reading(&passage.original).unwrap();
                assert_eq!(passage.span.of(&reading.text), passage.text);
            }
        }
    });
}

/// The same dossier with each document also there as a copy under another name, aligned with the first.
fn doubled(dossier: &Dossier) -> Dossier {
    let mut double = dossier.clone();
    let renamed = |id: &mut recount_model::Id| *id = format!("{id}-copy").into();
    for reading in dossier.readings.iter() {
        let mut copy = reading.clone();
        copy.original = OriginalId(format!("{}-copy", reading.original.0).into());
        Arc::make_mut(&mut double.readings).push(copy);
    }
    for (account, claims) in dossier.accounts.iter().zip(dossier.claims.iter()) {
        let (mut account_copy, mut claims_copy) = (account.clone(), AccountClaims::clone(claims));
        renamed(&mut account_copy.id);
        account_copy.original = OriginalId(format!("{}-copy", account_copy.original).into());
        renamed(&mut claims_copy.account);
        for claim in &mut claims_copy.claims {
            renamed(&mut claim.id);
            claim.times.iter_mut().for_each(renamed);
            claim.chain[0].push_str("-copy");
        }
        claims_copy.times.iter_mut().for_each(|timex| renamed(&mut timex.id));
        let (Some(a), Some(b)) = (dossier.reading(&account.original), double.reading(&account_copy.original))
        else {
            panic!("an account without a reading")
        };
        let copied = recount_model::Alignment {
            id: recount_model::Id(format!("copy-of-{}", account.id).into()),
            a: account.passage(a, account.span),
            b: account_copy.passage(b, account.span),
            kind: recount_model::AlignmentKind::Verbatim,
            score_permille: 1000,
            edits: Vec::new(),
            direction: recount_model::Direction::Unknown,
            why: Vec::new(),
        };
        Arc::make_mut(&mut double.collation).alignments.push(copied);
        Arc::make_mut(&mut double.accounts).push(account_copy);
        Arc::make_mut(&mut double.claims).push(claims_copy.into());
    }
    double
}

#[test]
fn a_copy_of_every_document_changes_no_time_and_no_root() {
    each_case(|case, dossier| {
        let told = |made: &Dossier| -> Vec<_> {
            let entries = made.chronicle.iter();
            entries
                .map(|entry| (entry.interval, entry.edtf.clone(), entry.roots, entry.title.clone()))
                .collect()
        };
        let (once, twice) = (made(dossier.clone()), made(doubled(&dossier)));
        assert!(told(&once) == told(&twice), "{}", case.name);
        assert_eq!(once.network.conflicts.is_empty(), twice.network.conflicts.is_empty(), "{}", case.name);
        let bounds = |made: &Dossier| -> Vec<_> {
            made.network.bounds.iter().map(|bound| (bound.event.clone(), bound.interval)).collect()
        };
        assert!(bounds(&once) == bounds(&twice), "{}", case.name);
    });
}

#[test]
fn the_order_of_accounts_changes_nothing() {
    each_case(|case, dossier| {
        let mut turned = dossier.clone();
        Arc::make_mut(&mut turned.accounts).reverse();
        Arc::make_mut(&mut turned.claims).reverse();
        Arc::make_mut(&mut turned.readings).reverse();
        Arc::make_mut(&mut turned.collation).alignments.reverse();
        let (a, b) = (made(dossier), made(turned));
        let sorted = |made: &Dossier| {
            let mut entries = made.chronicle.to_vec();
            entries.sort_by(|a, b| a.id.cmp(&b.id));
            (entries, made.network.clone())
        };
        assert!(sorted(&a) == sorted(&b), "{}", case.name);
    });
}
