//! Cases of segmentation, and what holds for any text.

use crate::{LayoutRules, read, segment};
use proptest::prelude::*;
use recount_cases::{Case, check_path};
use recount_model::{Account, Reading};
use std::path::Path;
use std::sync::LazyLock;

static RULES: LazyLock<LayoutRules> =
    LazyLock::new(|| LayoutRules::from_pack(&recount_rules::pack_for("en")).unwrap());

fn shown(case: &Case) -> Vec<(String, String)> {
    let file = case.block("file").unwrap();
    let name = file.attribute("name").unwrap_or("a.txt");
    let reading = read(name, file.body.as_bytes()).unwrap().value;
    let accounts = segment(&reading, &RULES).value;
    let mut outputs = vec![("accounts".to_owned(), listed(&reading, &accounts))];
    if case.block("why").is_some() {
        let why = accounts.iter().map(|account| account.why.join("\n")).collect::<Vec<_>>();
        outputs.push(("why".to_owned(), why.join("\n\n")));
    }
    outputs
}

/// One line per account: its lines, first and last words, and what is known about it.
fn listed(reading: &Reading, accounts: &[Account]) -> String {
    let line_of = |offset: u32| reading.text[..offset as usize].matches('\n').count() + 1;
    let mut lines = Vec::new();
    for account in accounts {
        let words = account.span.of(&reading.text);
        let first: Vec<&str> = words.split_whitespace().take(4).collect();
        let last: Vec<&str> = words.split_whitespace().rev().take(3).collect();
        let last: Vec<&str> = last.into_iter().rev().collect();
        let (from, to) = (line_of(account.span.start), line_of(account.span.end));
        lines.push(format!("{from}-{to} {} … {}", first.join(" "), last.join(" ")));
        let about = [
            ("title", account.title.as_ref().map(|passage| passage.text.as_str())),
            ("source", account.source.as_deref()),
            ("author", account.author.as_ref().map(|passage| passage.text.as_str())),
        ];
        for (name, value) in about {
            lines.extend(value.map(|value| format!("  {name}: {value}")));
        }
        lines.extend(
            account
                .layers
                .iter()
                .map(|layer| format!("  layer: {} | {}", layer.opening.text, layer.span.len())),
        );
    }
    lines.join("\n")
}

#[test]
fn cases() {
    check_path(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/segmentation/cases"), shown).unwrap();
}

fn assert_sound(reading: &Reading, accounts: &[Account]) {
    let mut end = 0;
    for account in accounts {
        assert!(account.span.start >= end && !account.span.is_empty(), "accounts in order and disjoint");
        assert!(!account.span.of(&reading.text).is_empty(), "accounts on characters");
        assert!(!account.why.is_empty());
        end = account.span.end;
        let mut block_end = account.span.start;
        for block in &account.blocks {
            assert!(
                block.span.start >= block_end && account.span.contains(block.span) && !block.span.is_empty()
            );
            block_end = block.span.end;
        }
        for layer in &account.layers {
            assert!(account.span.contains(layer.span) && layer.span.contains(layer.opening.span));
            assert!(!layer.opening.text.is_empty());
        }
    }
}

proptest! {
    #[test]
    fn any_text_gives_sound_accounts(
        text in "(Anna Orr|By Anna Orr|Source: X|3 May 2001|Last Friday|UPD 14.20:|Share|\\* \\* \\*|---|http://a\\.b|Anna ORR, miner:|— She|“No|The mill is a mill\\.|It fell\\.|[a-z]{1,12}|é|\\.|\n|\n\n| ){0,80}",
        name in "a\\.(txt|md|html)",
    ) {
        if let Ok(read) = read(&name, text.as_bytes()) {
            assert_sound(&read.value, &segment(&read.value, &RULES).value);
        }
    }

    #[test]
    fn any_bytes_give_sound_accounts(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(read) = read("a.txt", &bytes) {
            assert_sound(&read.value, &segment(&read.value, &RULES).value);
        }
    }
}
