//! Runs the cases of this folder: a text, its names, and the deeds in it.

use super::*;
use crate::figures::tests::{account_of, built_in};
use crate::times;
use recount_cases::{Case, check_path};
use recount_rules::Pack;
use recount_text::Abbreviations;
use std::path::Path;

fn shown(deed: &Deed, text: &str) -> String {
    let part = |part: &Part| {
        let role = if part.role == Role::Agent { "who" } else { "what" };
        let words = part.span.of(text);
        match part.by {
            Some(by) => format!("{role} {} ({words})", by.of(text)),
            None => format!("{role} {words}"),
        }
    };
    let mut shown = vec![deed.text.clone()];
    shown.extend(deed.parts.iter().map(part));
    shown.push(match (&deed.edtf, deed.dated) {
        (Some(day), _) => day.clone(),
        (None, recount_model::Dated::Told) => "told".to_owned(),
        (None, _) => "–".to_owned(),
    });
    shown.extend(deed.is_negated.then(|| "negated".to_owned()));
    shown.extend(deed.is_planned.then(|| "planned".to_owned()));
    shown.join(" | ")
}

fn check_case(case: &Case, pack: &Pack) -> Vec<(String, String)> {
    let text = case.block("text").expect("a text").body.clone();
    let (reading, account) = account_of(&text);
    let rules = crate::Rules::from_pack(pack).unwrap();
    let cut = AccountText::new(&account, &reading, &Abbreviations::default());
    let times = times::read(&cut, &crate::Context::default(), &rules.times).value;
    let names = crate::names::read(&cut, &rules.names).value;
    let statements = crate::attribution::read(&cut, &names, &times, &rules.attribution).value;
    let deeds = read(&cut, &times, &names, &statements, &rules.deeds);
    let shown: Vec<String> = deeds.iter().map(|deed| shown(deed, &text)).collect();
    vec![("deeds".to_owned(), shown.join("\n"))]
}

fn check_folder(folder: &str, pack: &Pack) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    check_path(&folder, |case| check_case(case, pack)).unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn cases() {
    check_folder("src/deeds/cases", &built_in());
}

#[test]
fn russian_cases() {
    check_folder("src/deeds/cases-ru", &recount_rules::pack_for("ru"));
}
