//! Cases of layout: what each block is, whatever account it belongs to.

use super::{Part, parts};
use crate::{LayoutRules, read};
use recount_cases::{Case, check_path};
use std::path::Path;

fn shown(case: &Case) -> Vec<(String, String)> {
    let rules = LayoutRules::from_pack(&recount_rules::pack_for("en")).unwrap();
    let file = case.block("file").unwrap();
    let reading = read(file.attribute("name").unwrap_or("a.txt"), file.body.as_bytes()).unwrap().value;
    let line = |part: &Part| {
        let kind = format!("{:?}", part.kind()).to_lowercase();
        let layer = if part.opens_layer { " +layer" } else { "" };
        let role = format!("{:?}", part.role);
        let role = role.split(',').next().unwrap().replace('(', " ");
        format!("[{kind}: {role}{layer}] {}", part.span().of(&reading.text).replace('\n', "⏎"))
    };
    let lines: Vec<String> = parts(&reading, &rules).iter().map(line).collect();
    vec![("blocks".to_owned(), lines.join("\n"))]
}

#[test]
fn cases() {
    check_path(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/layout/cases"), shown).unwrap();
}
