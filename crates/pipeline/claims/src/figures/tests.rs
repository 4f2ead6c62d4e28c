//! Runs the cases of this folder: a text, optionally with names, times and statements, and the figures it holds.
//!
//! Blocks: `text`; `names` (`place Orlec`, one a line: every mention is marked); `times` (`date 2001-05-03 "3 May"`);
//! `statements` (`Orr: "words of the content"`); and the expected `figures` and `observations`.

use super::*;
use crate::times::TimesRead;
use proptest::prelude::*;
use recount_cases::{Case, check_path};
use recount_model::{
    Account, Block, BlockKind, Bound, DocumentTime, Interval, Knowing, Mode, NameKind, OffsetMap, OriginalId,
    Reading, Timex, TimexType,
};
use recount_text::Abbreviations;
use std::path::Path;

/// A reading and its one account, made of plain text.
pub(crate) fn account_of(text: &str) -> (Reading, Account) {
    let original = OriginalId::of(text.as_bytes());
    let reading = Reading {
        original: original.clone(),
        reader: "text".into(),
        text: text.into(),
        offsets: OffsetMap::Identity { skipped_bytes: 0 },
        blocks: Vec::new(),
        metadata: Vec::new(),
        language: "en".into(),
        tellings: Vec::new(),
        places: Vec::new(),
    };
    let span = Span::new(0, text.len());
    let account = Account {
        id: Id::at("acc", &original, span, ""),
        original,
        span,
        language: "en".into(),
        title: None,
        source: None,
        source_passage: None,
        author: None,
        blocks: blocks(text),
        layers: Vec::new(),
        why: Vec::new(),
        metadata: Vec::new(),
    };
    (reading, account)
}

fn blocks(text: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let mut start = 0;
    for paragraph in text.split("\n\n") {
        let kind = if paragraph.starts_with("# ") { BlockKind::Heading } else { BlockKind::Paragraph };
        found.push(Block { span: Span::new(start, start + paragraph.len()), kind });
        start += paragraph.len() + 2;
    }
    found.retain(|block| !block.span.is_empty());
    found
}

fn rules() -> &'static FigureRules {
    static RULES: std::sync::OnceLock<FigureRules> = std::sync::OnceLock::new();
    RULES.get_or_init(|| FigureRules::from_pack(&built_in()).unwrap())
}

pub(crate) fn built_in() -> Pack {
    recount_rules::pack_for("en")
}

/// What the blocks of a case say beside the text.
pub(crate) struct Given {
    pub times: TimesRead,
    pub names: Vec<Name>,
    pub statements: Vec<Statement>,
}

pub(crate) fn given(case: &Case, text: &str) -> Given {
    let mut given = Given { times: times_of(case, text), names: Vec::new(), statements: Vec::new() };
    for line in case.block("names").map(|block| block.body.lines()).into_iter().flatten() {
        let (kind, name) = line.split_once(' ').expect("kind and name");
        given.names.extend(mentions(text, name).map(|span| name_at(kind, name, span)));
    }
    given.names.sort_by_key(|name| name.span);
    for line in case.block("statements").map(|block| block.body.lines()).into_iter().flatten() {
        let (speaker, content) = line.split_once(": ").expect("speaker and content");
        let content = content.trim_matches('"');
        given.statements.extend(mentions(text, content).map(|span| statement(speaker, content, span)));
    }
    given.statements.sort_by_key(|statement| statement.span);
    given
}

fn mentions<'a>(text: &'a str, words: &'a str) -> impl Iterator<Item = Span> + 'a {
    text.match_indices(words).map(|(at, found)| Span::new(at, at + found.len()))
}

fn name_at(kind: &str, name: &str, span: Span) -> Name {
    let kind = match kind {
        "place" => NameKind::Place,
        "person" => NameKind::Person,
        _ => NameKind::Organisation,
    };
    let id = Id::from_parts("name", &[name, &span.start.to_string()]);
    Name { id, span, text: name.into(), kind, canonical: name.into(), role: None, rule: "case".into() }
}

fn statement(speaker: &str, content: &str, span: Span) -> Statement {
    let is_witness = speaker.contains("witness");
    Statement {
        id: Id::from_parts("st", &[content]),
        span,
        text: content.into(),
        mode: Mode::Indirect,
        speaker: speaker.into(),
        speaker_canonical: None,
        speaker_span: None,
        role: None,
        cue_span: None,
        cue_text: None,
        chain: vec!["account".into(), speaker.into()],
        inside: None,
        knowing: if is_witness { Knowing::Observed } else { Knowing::Unstated },
        is_distanced: false,
        said: Interval::UNBOUNDED,
        rule: "case".into(),
    }
}

fn times_of(case: &Case, text: &str) -> TimesRead {
    let mut times = Vec::new();
    for line in case.block("times").map(|block| block.body.lines()).into_iter().flatten() {
        let mut words = line.splitn(3, ' ');
        let (kind, value) = (words.next().unwrap(), words.next().unwrap());
        let words = words.next().unwrap().trim_matches('"');
        times.extend(mentions(text, words).map(|span| timex(kind, value, words, span)));
    }
    times.sort_by_key(|timex: &Timex| timex.span);
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

/// A time whose interval is the day number of its value, so that cases stay readable.
fn timex(kind: &str, value: &str, words: &str, span: Span) -> Timex {
    let kind = match kind {
        "time" => TimexType::Time,
        "duration" => TimexType::Duration,
        "set" => TimexType::Set,
        _ => TimexType::Date,
    };
    let day: i64 = value.rsplit('-').next().and_then(|day| day.parse().ok()).unwrap_or(0);
    let is_moment = matches!(kind, TimexType::Date | TimexType::Time);
    Timex {
        id: Id::from_parts("tx", &[value, &span.start.to_string()]),
        span,
        text: words.into(),
        kind,
        value: value.into(),
        modifier: None,
        edtf: is_moment.then(|| value.to_owned()),
        interval: if is_moment { Interval::new(day, day) } else { Interval::UNBOUNDED },
        duration_ms: value
            .strip_prefix("PT")
            .and_then(|hours| hours.strip_suffix('H')?.parse().ok())
            .map(|hours: i64| (hours * 3_600_000, hours * 3_600_000)),
        is_approximate: false,
        stated_zone: None,
        is_planned: false,
        anchor: None,
        rule: "case".into(),
        candidates: Vec::new(),
    }
}

fn read_case(case: &Case) -> (String, FiguresRead) {
    let text = case.block("text").expect("a text").body.clone();
    let (reading, account) = account_of(&text);
    let cut = AccountText::new(&account, &reading, &Abbreviations::default());
    let given = given(case, &text);
    let read = read(&cut, &given.times, &given.names, &given.statements, rules());
    (text, read.value)
}

fn shown(figure: &Figure, all: &[Figure]) -> String {
    let mut parts = vec![format!("“{}”", figure.text), range(figure), figure.measure.0.clone()];
    parts.extend(figure.group.as_ref().map(|group| format!("group {group}")));
    let text =
        |id: &Id| all.iter().find(|figure| &figure.id == id).map_or("?", |figure| figure.text.as_str());
    parts.extend(figure.relation.as_ref().map(|relation| match relation {
        FigureRelation::PartOf { whole } => format!("part of “{}”", text(whole)),
        FigureRelation::ItemOf { whole, is_list_complete } => {
            format!(
                "item of “{}”{}",
                text(whole),
                if *is_list_complete == Some(true) { ", complete" } else { "" }
            )
        }
        FigureRelation::MoreThanBy { base } => format!("on top of “{}”", text(base)),
    }));
    let certainty = format!("{:?}", figure.certainty).to_lowercase();
    parts.extend((certainty != "asserted").then_some(certainty));
    parts.extend(
        figure.place.as_ref().map(|place| {
            format!("in {place}{}", if figure.is_place_inherited { " (inherited)" } else { "" })
        }),
    );
    let since = if figure.during.latest.is_none() { "since" } else { "during" };
    parts.extend(figure.during.earliest.map(|day| format!("{since} {day}")));
    parts.extend(
        figure.is_as_of_explicit.then(|| format!("as of {}", figure.as_of_edtf.clone().unwrap_or_default())),
    );
    parts.extend((figure.chain.len() > 1).then(|| figure.chain.join(" > ")));
    parts.extend(figure.is_implied.then(|| "implied".to_owned()));
    parts.extend(figure.alternatives.iter().map(|(value, why)| format!("or {value}: {why}")));
    parts.join(" | ")
}

fn range(figure: &Figure) -> String {
    let high = figure.high.map_or("…".to_owned(), |high| high.to_string());
    let bound = format!("{:?}", figure.bound).to_lowercase();
    match figure.stated {
        Some(stated) if figure.low == stated && figure.high == Some(stated) => format!("{stated} {bound}"),
        Some(stated) => format!("{stated} {bound} {}..{high}", figure.low),
        None => format!("{bound} {}..{high}", figure.low),
    }
}

fn check_case(case: &Case) -> Vec<(String, String)> {
    let (_, read) = read_case(case);
    let figures: Vec<String> = read.figures.iter().map(|figure| shown(figure, &read.figures)).collect();
    let mut outputs = vec![("figures".to_owned(), figures.join("\n"))];
    if case.block("toll").is_some() {
        outputs.push(("toll".to_owned(), toll_of(case, &read.figures)));
    }
    if case.block("observations").is_some() || !read.observations.is_empty() {
        let lines = read.observations.iter().map(|seen| {
            format!("{} ({:?})\n  {}", seen.kind, seen.hold, seen.why.join("\n  ")).to_lowercase()
        });
        outputs.push(("observations".to_owned(), lines.collect::<Vec<_>>().join("\n")));
    }
    outputs
}

/// The toll of civilians killed, and the figures it rests on.
fn toll_of(case: &Case, figures: &[Figure]) -> String {
    let (reading, account) = account_of(&case.block("text").expect("a text").body);
    let cut = AccountText::new(&account, &reading, &Abbreviations::default());
    let Some(toll) = rules().civilian_toll(&cut, figures, "killed") else { return "none".to_owned() };
    let parts: Vec<String> = toll.figures.iter().map(|figure| format!("“{}”", figure.text)).collect();
    format!("{} from {}", toll.count, parts.join(" + "))
}

#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/figures/cases");
    check_path(&folder, check_case).unwrap_or_else(|error| panic!("{error}"));
}

/// Tables: each line of `lines` is a text of its own; the expected block has one line for each.
fn check_table(case: &Case, rules: &FigureRules) -> Vec<(String, String)> {
    let lines = case.block("lines").expect("lines").body.lines().map(|line| {
        let (reading, account) = account_of(line);
        let cut = AccountText::new(&account, &reading, &Abbreviations::default());
        let times = times_of(case, line);
        let figures = read(&cut, &times, &[], &[], rules).value.figures;
        let found: Vec<String> = figures.iter().map(|figure| shown(figure, &figures)).collect();
        if found.is_empty() { format!("{line}\n  -") } else { format!("{line}\n  {}", found.join("\n  ")) }
    });
    vec![("read".to_owned(), lines.collect::<Vec<_>>().join("\n"))]
}

#[test]
fn tables() {
    for (language, folder) in [("en", "tables"), ("ru", "tables-ru")] {
        let rules = FigureRules::from_pack(&recount_rules::pack_for(language)).unwrap();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/figures/cases").join(folder);
        check_path(&folder, |case| check_table(case, &rules)).unwrap_or_else(|error| panic!("{error}"));
    }
}

fn read_text(text: &str) -> Vec<Figure> {
    let (reading, account) = account_of(text);
    let cut = AccountText::new(&account, &reading, &Abbreviations::default());
    let case = Case { name: String::new(), line: 0, blocks: Vec::new() };
    read(&cut, &times_of(&case, text), &[], &[], rules()).value.figures
}

/// A count in words, as a reader would say it.
fn in_words(value: u64) -> String {
    const SMALL: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 10] =
        ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    match value {
        0..20 => SMALL[value as usize].to_owned(),
        20..100 if value.is_multiple_of(10) => TENS[(value / 10) as usize].to_owned(),
        20..100 => format!("{}-{}", TENS[(value / 10) as usize], SMALL[(value % 10) as usize]),
        100..1000 if value.is_multiple_of(100) => format!("{} hundred", SMALL[(value / 100) as usize]),
        100..1000 => format!("{} hundred and {}", SMALL[(value / 100) as usize], in_words(value % 100)),
        _ if value.is_multiple_of(1000) => format!("{} thousand", in_words(value / 1000)),
        _ => format!("{} thousand {}", in_words(value / 1000), in_words(value % 1000)),
    }
}

fn grouped(value: u64) -> String {
    let digits = value.to_string();
    let mut shown = String::new();
    for (idx, digit) in digits.chars().enumerate() {
        if idx > 0 && (digits.len() - idx).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

fn bound_words() -> impl Strategy<Value = (&'static str, Bound)> {
    prop::sample::select(vec![
        ("", Bound::Exact),
        ("only ", Bound::Exact),
        ("more than ", Bound::MoreThan),
        ("over ", Bound::MoreThan),
        ("at least ", Bound::AtLeast),
        ("no fewer than ", Bound::AtLeast),
        ("up to ", Bound::AtMost),
        ("fewer than ", Bound::LessThan),
        ("about ", Bound::Approx),
        ("nearly ", Bound::Approx),
    ])
}

proptest! {
    #[test]
    fn a_printed_count_reads_back(value in 2u64..900_000, (words, bound) in bound_words(), form in 0..3) {
        let number = match form { 0 => value.to_string(), 1 => grouped(value), _ => in_words(value) };
        let text = format!("The brigade said that {words}{number} miners were killed.");
        let figures = read_text(&text);
        prop_assert_eq!(figures.len(), 1, "{}", text);
        let figure = &figures[0];
        prop_assert_eq!(figure.stated, Some(value), "{}", &text);
        prop_assert_eq!(figure.bound, bound, "{}", &text);
        prop_assert_eq!(&figure.measure.0, "killed");
        prop_assert_eq!(&figure.text, &format!("{words}{number} miners were killed"));
        prop_assert!(figure.high.is_none_or(|high| figure.low <= high));
    }

    #[test]
    fn no_text_panics_and_spans_hold(text in "\\PC{0,120}") {
        for figure in read_text(&text) {
            prop_assert_eq!(figure.span.of(&text), &figure.text);
            prop_assert!(figure.span.contains(figure.number_span));
        }
    }

    #[test]
    fn no_pile_of_number_words_panics(words in prop::collection::vec(prop::sample::select(vec![
        "one", "of", "a", "hundred", "thousand", "million", "and", "half", "more", "than", "5", "1,500", "-", ",", ";",
        "people", "were", "killed", "including", "which", "from", "to", "several", "dozens", "no", "(", ")", ":", "%",
        "years", "old", "the", "99999999999999999999", "the dead", "injured", "20 shops", "in total",
    ]), 0..40)) {
        let text = words.join(" ");
        for figure in read_text(&text) {
            prop_assert!(figure.span.contains(figure.number_span));
            prop_assert!(figure.high.is_none_or(|high| figure.low <= high));
        }
    }
}
