//! Runs the Markdown cases: accounts (and what was read in them) in, passages, lineage, roots and talking points out.

use crate::{CollationRules, collate};
use recount_cases::{Case, check_path, notation};
use recount_claims::names::{NameRules, join};
use recount_model::{Collation, Dossier, EditKind, Mode};
use recount_rules::pack_for;
use recount_text::Abbreviations;
use serde::Serialize;
use std::path::Path;
use std::sync::Arc;

#[test]
fn cases() {
    let rules = CollationRules::from_pack(&pack_for("en")).unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    check_path(&folder, |case| check(case, &rules)).unwrap_or_else(|error| panic!("{error}"));
}

fn check(case: &Case, rules: &CollationRules) -> Vec<(String, String)> {
    let mut dossier = notation::dossier(case).unwrap();
    for (claims, reading) in Arc::make_mut(&mut dossier.claims).iter_mut().zip(dossier.readings.iter()) {
        for statement in &mut Arc::make_mut(claims).statements {
            let before = reading.text[..statement.span.start as usize].chars().next_back();
            if before.is_some_and(recount_text::is_quotation_mark) {
                statement.mode = Mode::Direct;
            }
        }
    }
    let collation = collation(&dossier, rules);
    let shown = [
        ("alignments", alignments(&collation)),
        ("lineage", lineage(&collation)),
        ("roots", roots(&collation)),
        ("talking-points", talking_points(&collation)),
        ("translations", translations(&collation)),
    ];
    let wanted = shown.into_iter().filter(|(kind, _)| case.block(kind).is_some());
    wanted.map(|(kind, text)| (kind.to_owned(), text)).collect()
}

fn collation(dossier: &Dossier, rules: &CollationRules) -> Collation {
    let abbreviations = Abbreviations::from(["mr", "dr"]);
    let accounts: Vec<_> = dossier
        .accounts
        .iter()
        .map(|account| (account, dossier.reading(&account.original).unwrap()))
        .collect();
    // Names of two scripts are joined as the stage before does it.
    let is_russian = dossier.accounts.iter().any(|account| account.language == "ru");
    let names = NameRules::from_pack(&pack_for(if is_russian { "ru" } else { "en" })).unwrap();
    let entities = join(&dossier.claims, &names);
    collate(&accounts, (&dossier.claims, &entities), |_| &abbreviations, rules, None).value
}

fn word(value: impl Serialize) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
}

fn alignments(collation: &Collation) -> String {
    let mut out = String::new();
    for found in &collation.alignments {
        let (kind, direction) = (word(found.kind), word(found.direction));
        out += &format!("{} “{}”\n{} “{}”\n", found.a.account, found.a.text, found.b.account, found.b.text);
        out += &format!("  {kind} {} {direction}\n", found.score_permille);
        for edit in &found.edits {
            let mark = if edit.kind == EditKind::Replace && edit.old == edit.new { " (moved)" } else { "" };
            out += &format!("  {} “{}” → “{}”{mark}\n", word(edit.kind), edit.old, edit.new);
        }
        for why in &found.why {
            out += &format!("  - {why}\n");
        }
    }
    or_nothing(out)
}

fn lineage(collation: &Collation) -> String {
    let mut out = String::new();
    for edge in &collation.lineage {
        let arrow = if word(edge.direction) == "a-to-b" { "→" } else { "–" };
        let credit = if edge.is_credited { " credited" } else { "" };
        out += &format!(
            "{} {arrow} {} {} {}{credit}\n",
            edge.from,
            edge.to,
            word(edge.direction),
            edge.shared_permille
        );
        for why in &edge.why {
            out += &format!("  - {why}\n");
        }
    }
    or_nothing(out)
}

fn roots(collation: &Collation) -> String {
    let mut out = String::new();
    for root in &collation.roots {
        let members: Vec<&str> = root.members.iter().map(|id| id.0.as_str()).collect();
        out += &format!("{}\n", members.join(" "));
        for why in &root.why {
            out += &format!("  - {why}\n");
        }
    }
    or_nothing(out)
}

fn talking_points(collation: &Collation) -> String {
    let mut out = String::new();
    for point in &collation.talking_points {
        let speakers: Vec<String> =
            point.statements.iter().map(|(id, speaker)| format!("{id} ({speaker})")).collect();
        out += &format!("{}: {}\n", speakers.join(", "), point.shared_words.join(" "));
        for passage in &point.passages {
            out += &format!("  {} “{}”\n", passage.account, passage.text);
        }
        for why in &point.why {
            out += &format!("  - {why}\n");
        }
    }
    or_nothing(out)
}

fn translations(collation: &Collation) -> String {
    let mut out = String::new();
    for found in &collation.translations {
        out += &format!("{} – {} {}\n", found.one, found.other, found.shared_permille);
        let facts: Vec<String> =
            found.facts.iter().map(|(one, other)| format!("{}/{}", one.text, other.text)).collect();
        out += &format!("  {}\n", facts.join(" "));
        for why in &found.why {
            out += &format!("  - {why}\n");
        }
    }
    or_nothing(out)
}

fn or_nothing(text: String) -> String {
    if text.is_empty() { "nothing".to_owned() } else { text }
}
