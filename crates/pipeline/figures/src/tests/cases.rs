//! Runs the cases of `src/cases`: a dossier in the notation in, questions in words out.

use crate::{QuestionRules, questions};
use recount_cases::{Case, notation};
use recount_model::{Dossier, Hold, Question, Relation};
use recount_rules::pack_for;
use std::fmt::Write as _;
use std::path::Path;

#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cases");
    if let Err(error) = recount_cases::check_path(&folder, check) {
        panic!("{error}");
    }
}

fn check(case: &Case) -> Vec<(String, String)> {
    let dossier = notation::dossier(case).unwrap();
    let rules = QuestionRules::from_pack(&pack_for("en")).unwrap();
    let asked = questions(&dossier, &rules, |_| &rules);
    let mut out = String::new();
    for question in &asked {
        render(question, &dossier, &mut out);
    }
    vec![("questions".to_owned(), if out.is_empty() { "nothing".to_owned() } else { out })]
}

fn render(question: &Question, dossier: &Dossier, out: &mut String) {
    let claims: Vec<String> =
        question.claims.iter().map(|claim| format!("{} ({})", claim.figure, claim.role)).collect();
    writeln!(out, "{}", question.title).unwrap();
    writeln!(out, "  scope: {}", question.scope).unwrap();
    writeln!(out, "  answers: {}", claims.join(", ")).unwrap();
    let low = question.low.as_ref().map_or("-".to_owned(), |(value, id)| format!("{value} by {id}"));
    let high = question.high.as_ref().map_or("-".to_owned(), |(value, id)| format!("{value} by {id}"));
    let best = question.best.as_ref().map_or("-".to_owned(), |(value, _)| value.to_string());
    writeln!(out, "  low {low}, high {high}, best {best}").unwrap();
    for coding in &question.codings {
        let number = |cited: &Option<(u64, recount_model::Id)>| {
            cited.as_ref().map_or("-".to_owned(), |(value, _)| value.to_string())
        };
        let (low, best, high) = (number(&coding.low), number(&coding.best), number(&coding.high));
        writeln!(out, "  {}: low {low}, best {best}, high {high}", coding.policy).unwrap();
    }
    for pair in &question.pairs {
        let hold = pair.hold.map_or("", name);
        let why = question.why(pair);
        writeln!(out, "  {} × {}: {}{hold}: {why}", pair.a, pair.b, relation(pair.relation)).unwrap();
    }
    for conflict in question.conflicts.iter().filter(|conflict| conflict.hold == Hold::Always) {
        writeln!(out, "  always: {}", conflict.why.join("; ")).unwrap();
    }
    for line in &question.missing {
        writeln!(out, "  missing: {line}").unwrap();
    }
    assert!(question.claims.iter().all(|claim| is_cited(claim, dossier)), "a claim without its words");
}

fn is_cited(claim: &recount_model::ClaimInQuestion, dossier: &Dossier) -> bool {
    let reading = dossier.reading(&claim.passage.original).unwrap();
    !claim.passage.text.is_empty() && claim.passage.span.of(&reading.text) == claim.passage.text
}

fn name(hold: Hold) -> &'static str {
    match hold {
        Hold::Always => " always",
        Hold::OnReading => " on a reading",
        Hold::Possible => " possible",
    }
}

fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Agreement => "agreement",
        Relation::Update => "update",
        Relation::OtherScope => "other scope",
        Relation::OtherDefinition => "other definition",
        Relation::Subset => "subset",
        Relation::Compatible => "compatible",
        Relation::CopyEdit => "copy edit",
        Relation::Conflict => "conflict",
    }
}
