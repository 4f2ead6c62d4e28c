//! Cases of attribution, and what holds on any text.

use super::*;
use crate::names::tests::{abbreviations, account_of};
use crate::names::{self, NameRules};
use proptest::prelude::*;
use recount_cases::{Block, Case, check_path};
use recount_model::{BlockKind, DocumentTime, Interval, Span, Timex, TimexType};
use std::path::Path;

struct Readers {
    names: NameRules,
    attribution: AttributionRules,
}

fn readers() -> &'static Readers {
    static READERS: std::sync::OnceLock<Readers> = std::sync::OnceLock::new();
    READERS.get_or_init(|| readers_of("en"))
}

fn readers_of(language: &str) -> Readers {
    let pack = recount_rules::pack_for(language);
    Readers {
        names: NameRules::from_pack(&pack).unwrap(),
        attribution: AttributionRules::from_pack(&pack).unwrap(),
    }
}

/// Times as a case gives them: `times="Monday|5 May"` marks these words, an hour apart, in the order given.
fn times_of(text: &str, words: &str) -> TimesRead {
    let mut times: Vec<Timex> = Vec::new();
    for (idx, word) in words.split('|').filter(|word| !word.is_empty()).enumerate() {
        let Some(at) = text.find(word) else { panic!("no `{word}` in the account") };
        let start = i64::try_from(idx).unwrap() * 3_600_000;
        times.push(Timex {
            id: recount_model::Id(format!("tim-{idx}").into()),
            span: Span::new(at, at + word.len()),
            text: word.to_owned(),
            kind: TimexType::Date,
            value: String::new(),
            modifier: None,
            edtf: None,
            interval: Interval::new(start, start),
            duration_ms: None,
            is_approximate: false,
            stated_zone: None,
            is_planned: false,
            anchor: None,
            rule: String::new(),
            candidates: Vec::new(),
        });
    }
    times.sort_by_key(|timex| timex.span);
    let written = DocumentTime { interval: Interval::UNBOUNDED, edtf: None, reasons: Vec::new() };
    TimesRead {
        written,
        layers_written: Vec::new(),
        times,
        groups: Vec::new(),
        observations: Vec::new(),
        zones: Vec::new(),
    }
}

fn read_text(text: &str, block: Option<&Block>, readers: &Readers) -> Vec<Statement> {
    let read_statements = |account: &AccountText<'_>, names: &[Name], times: &TimesRead| {
        read(account, names, times, &readers.attribution).value
    };
    with_text(text, block, readers, read_statements)
}

/// Reads names and times of a text, and with them whatever `read` reads.
fn with_text<T>(
    text: &str,
    block: Option<&Block>,
    readers: &Readers,
    read: impl Fn(&AccountText<'_>, &[Name], &TimesRead) -> T,
) -> T {
    let (reading, mut account) = account_of(text);
    account.source = block.and_then(|block| block.attribute("source")).map(str::to_owned);
    if block.is_some_and(|block| block.attribute("layout").is_some()) {
        for part in &mut account.blocks {
            let words = part.span.of(text);
            let is_short = words.split_whitespace().count() < 9;
            part.kind = match words.trim_end() {
                words if words.ends_with(':') => BlockKind::Speaker,
                words if is_short && !words.ends_with(['.', '!', '?', '”', '"']) => BlockKind::Heading,
                _ => BlockKind::Paragraph,
            };
        }
    }
    let times = times_of(text, block.and_then(|block| block.attribute("times")).unwrap_or(""));
    let account_text = AccountText::new(&account, &reading, &abbreviations());
    let names = names::read(&account_text, &readers.names).value;
    read(&account_text, &names, &times)
}

/// "source | cue | content", pieces of content parted by "…".
fn frames_of(account: &Block, readers: &Readers) -> String {
    let text = &account.body;
    let words = |span: Span| span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let frames = with_text(text, Some(account), readers, |account_text, names, times| {
        read_frames(account_text, names, &times.times, &readers.attribution)
    });
    let lines = frames.iter().map(|frame| {
        let content: Vec<String> = frame.content.iter().map(|span| words(*span)).collect();
        let part = |span: Option<Span>| span.map_or("-".to_owned(), words);
        format!("{} | {} | {}", part(frame.source), part(frame.cue), content.join(" … "))
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn shown(statement: &Statement) -> String {
    let mode = format!("{:?}", statement.mode).to_lowercase();
    let chain: Vec<&str> = statement.chain.iter().skip(1).map(String::as_str).collect();
    let source = statement.chain.first().filter(|source| *source != "account");
    let source = source.map(|source| format!("{source} > ")).unwrap_or_default();
    let role = statement.role.as_ref().map(|role| format!(" ({role})")).unwrap_or_default();
    let mut marks = Vec::new();
    if statement.knowing != recount_model::Knowing::Unstated {
        marks.push(format!("{:?}", statement.knowing).to_lowercase());
    }
    if statement.is_distanced {
        marks.push("distanced".to_owned());
    }
    if let Some(at) = statement.said.earliest {
        marks.push(format!("said-{}", at / 3_600_000));
    }
    let marks = if marks.is_empty() { String::new() } else { format!(" {}", marks.join(" ")) };
    let text: Vec<&str> = statement.text.split_whitespace().collect();
    let nested = if statement.inside.is_some() { "  " } else { "" };
    format!(
        "{nested}{mode} {source}{}{role}: {} [{}]{marks}",
        chain.join(" > "),
        text.join(" "),
        statement.rule
    )
}

#[test]
fn cases() {
    for (language, folder) in [("en", "cases"), ("ru", "cases-ru")] {
        let readers = readers_of(language);
        let check = |case: &Case| {
            let Some(account) = case.block("account") else { return Vec::new() };
            let read = read_text(&account.body, Some(account), &readers);
            let lines: Vec<String> = read.iter().map(shown).collect();
            let mut outputs = vec![("statements".to_owned(), lines.join("\n"))];
            outputs.extend(case.block("frames").map(|_| ("frames".to_owned(), frames_of(account, &readers))));
            outputs
        };
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/attribution").join(folder);
        check_path(&folder, check).unwrap_or_else(|error| panic!("{error}"));
    }
}

/// Statements hold one another or share no byte; each lies inside the one it names as its parent.
fn assert_forest(statements: &[Statement], text: &str) {
    for (idx, a) in statements.iter().enumerate() {
        assert_eq!(a.span.of(text), a.text);
        assert!(!a.span.is_empty());
        for b in &statements[idx + 1..] {
            let is_forest = !a.span.overlaps(b.span) || a.span.contains(b.span) || b.span.contains(a.span);
            assert!(is_forest && a.span != b.span, "{a:?} crosses {b:?}");
        }
        if let Some(parent) = &a.inside {
            let around = statements.iter().find(|b| &b.id == parent).unwrap();
            assert!(around.span.contains(a.span));
        }
    }
}

const WORDS: &str = "([A-Z][a-z]{0,4}|said|says|that|according to|the|minister|“|”|\"|«|»|‘|’|,|\\.|:|;| - |\\(|\\)|and|but|she|he|it is reported|told|who|to|Ada Orr|\\n\\n|–|[a-z]{1,4})";

proptest! {
    #[test]
    fn any_text_gives_a_forest(words in proptest::collection::vec(WORDS, 0..60)) {
        let text = words.join(" ");
        assert_forest(&read_text(&text, None, readers()), &text);
    }

    #[test]
    fn any_characters_at_all(text in "\\PC{0,160}") {
        assert_forest(&read_text(&text, None, readers()), &text);
    }
}

#[test]
fn hostile_lengths_take_linear_time() {
    let readers = readers();
    let started = std::time::Instant::now();
    for unit in [
        "“said ",
        "she said that ",
        "“a” ",
        "“",
        "according to the mayor, ",
        "Orr: - ",
        "((",
        "the mayor and ",
    ] {
        let text = unit.repeat(200_000 / unit.len());
        let _ = read_text(&text, None, readers);
    }
    assert!(started.elapsed().as_secs() < 60, "took {:?}", started.elapsed());
}

#[test]
fn a_quotation_that_nothing_closes_is_said() {
    let told = |text: &str| {
        with_text(text, None, readers(), |account, names, times| {
            read(account, names, times, &readers().attribution).diagnostics
        })
    };
    let open = told("Orr said: “The gate fell. Nobody was warned.");
    assert_eq!(open.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["unclosed-quotation"]);
    assert_eq!(open.first().and_then(|one| one.span).map(|span| span.start), Some(10));
    assert_eq!(told("Orr said: “The gate fell.”"), []);
}
