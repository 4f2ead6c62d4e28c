//! Runs the cases beside the time reader and the examples of its rules.

use super::{TimeRules, TimesRead, read};
use crate::Context;
use recount_cases::{Block as CaseBlock, Case, check_path};
use recount_model::{Account, Block, BlockKind, Id, Layer, OffsetMap, OriginalId, Reading, Span};
use recount_rules::pack_for;
use recount_text::AccountText;
use recount_time::Value;
use std::path::Path;

pub(super) fn rules(language: &str) -> TimeRules {
    TimeRules::from_pack(&pack_for(language)).unwrap()
}

/// Languages with a folder of lines.
const LANGUAGES: [(&str, &str); 2] = [("en", "lines"), ("ru", "lines-ru")];

fn reading(text: &str) -> Reading {
    Reading {
        original: OriginalId::of(text.as_bytes()),
        reader: "text".to_owned(),
        text: text.to_owned(),
        offsets: OffsetMap::Identity { skipped_bytes: 0 },
        blocks: Vec::new(),
        metadata: Vec::new(),
        language: "en".to_owned(),
        tellings: Vec::new(),
        places: Vec::new(),
    }
}

/// Blocks are divided by empty lines; `by: ` begins a byline, `layer: ` a layer that runs to the end.
fn account(reading: &Reading) -> Account {
    let span = Span::new(0, reading.text.len());
    let (mut blocks, mut layers, mut start) = (Vec::new(), Vec::new(), 0);
    for part in reading.text.split("\n\n") {
        let kind = if part.starts_with("by: ") { BlockKind::Byline } else { BlockKind::Paragraph };
        let at = Span::new(start, start + part.len());
        if !part.trim().is_empty() {
            blocks.push(Block { span: at, kind });
        }
        if part.starts_with("layer: ") {
            let opening = recount_model::Passage {
                original: reading.original.clone(),
                account: Id("acc".into()),
                span: at,
                text: part.to_owned(),
            };
            layers.push(Layer { span: Span::new(start, reading.text.len()), opening });
        }
        start += part.len() + 2;
    }
    Account {
        id: Id("acc".into()),
        original: reading.original.clone(),
        span,
        language: "en".to_owned(),
        title: None,
        source: None,
        source_passage: None,
        author: None,
        blocks,
        layers,
        why: Vec::new(),
        metadata: Vec::new(),
    }
}

/// A text as the only account of its original.
pub(super) fn plain(text: &str) -> (Reading, Account) {
    let reading = reading(text);
    let account = account(&reading);
    (reading, account)
}

fn context(block: &CaseBlock) -> Context {
    Context {
        written: block.attribute("written").map(|text| {
            let value: Value = text.parse().unwrap();
            recount_time::instants::interval(&value, &[])
        }),
        default_zone: block.attribute("zone").map(str::to_owned),
    }
}

pub(super) fn times_of(text: &str, context: &Context, rules: &TimeRules) -> TimesRead {
    let (reading, account) = plain(text);
    let text = AccountText::new(&account, &reading, &recount_text::Abbreviations::default());
    read(&text, context, rules).value
}

/// One line per sentence line: what was read in it.
fn shown(text: &str, read: &TimesRead) -> String {
    let mut lines = Vec::new();
    let mut start = 0u32;
    for line in text.split('\n') {
        let end = start + line.len() as u32;
        let inside = read.times.iter().filter(|timex| timex.span.start >= start && timex.span.end <= end);
        let all: Vec<String> = inside.map(one).collect();
        if !line.is_empty() {
            lines.push(if all.is_empty() { "-".to_owned() } else { all.join(" | ") });
        }
        start = end + 1;
    }
    lines.join("\n")
}

fn one(timex: &recount_model::Timex) -> String {
    let modifier = timex.modifier.as_ref().map(|modifier| format!(" {modifier}")).unwrap_or_default();
    let rivals: Vec<&str> = timex.candidates.iter().skip(1).map(|one| one.value.as_str()).collect();
    let rivals = if rivals.is_empty() { String::new() } else { format!(" or {}", rivals.join(" or ")) };
    let planned = if timex.is_planned { " planned" } else { "" };
    format!("{} = {}{modifier}{planned}{rivals}", timex.text, timex.value)
}

fn written(time: &recount_model::DocumentTime) -> String {
    let edtf = time.edtf.clone().unwrap_or_else(|| "unknown".to_owned());
    let reasons: Vec<String> = time.reasons.iter().map(|reason| format!("  {}", reason.why)).collect();
    [vec![edtf], reasons].concat().join("\n")
}

fn observations(read: &TimesRead, text: &str) -> String {
    let one = |observation: &recount_model::claim::Observation| {
        let spans: Vec<&str> = observation.spans.iter().map(|span| span.of(text)).collect();
        format!(
            "{} {:?} {}\n  {}",
            observation.kind,
            observation.hold,
            spans.join(" × "),
            observation.why.join("\n  ")
        )
    };
    let all: Vec<String> = read.observations.iter().map(one).collect();
    if all.is_empty() { "-".to_owned() } else { all.join("\n") }
}

fn check(case: &Case, rules: &TimeRules) -> Vec<(String, String)> {
    let account = case.block("account").expect("a case has an account");
    let read = times_of(&account.body, &context(account), rules);
    let mut found = Vec::new();
    for (kind, text) in [
        ("times", shown(&account.body, &read)),
        ("written", written(&read.written)),
        ("layers", read.layers_written.iter().map(written).collect::<Vec<_>>().join("\n")),
        ("observations", observations(&read, &account.body)),
    ] {
        if case.block(kind).is_some() {
            found.push((kind.to_owned(), text));
        }
    }
    found
}

#[test]
fn cases() {
    let rules = rules("en");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/times/cases");
    if let Err(error) = check_path(&folder, |case| check(case, &rules)) {
        panic!("{error}");
    }
}

/// Lines by themselves: each line of a `lines` block is read as an account of its own.
#[test]
fn lines() {
    for (language, folder) in LANGUAGES {
        let rules = rules(language);
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/times/cases").join(folder);
        let outcome = check_path(&folder, |case| {
            let block = case.block("lines").expect("a case has lines");
            let context = context(block);
            let read = |line: &str| shown(line, &times_of(line, &context, &rules));
            vec![("times".to_owned(), block.body.lines().map(read).collect::<Vec<_>>().join("\n"))]
        });
        if let Err(error) = outcome {
            panic!("{error}");
        }
    }
}

#[test]
fn every_rule_reads_its_example() {
    for (language, _) in LANGUAGES {
        let rules = rules(language);
        examples_of(&rules);
    }
}

fn examples_of(rules: &TimeRules) {
    let context = Context {
        written: Some(recount_time::instants::interval(&"2001-05-09".parse().unwrap(), &[])),
        default_zone: None,
    };
    let mut wrong = Vec::new();
    for (id, example) in rules.examples() {
        let (sentence, expected) = example.split_once(" => ").expect("an example says what it expects");
        let (text, value) = expected.rsplit_once(" = ").expect("an example says a value");
        let read = times_of(sentence, &context, rules);
        if !read.times.iter().any(|timex| timex.text == text && timex.value == value) {
            wrong.push(format!("{id}: {sentence}\n   wanted {expected}\n   got {}", shown(sentence, &read)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
