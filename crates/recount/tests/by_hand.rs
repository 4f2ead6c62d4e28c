//! What people add by hand, through the whole pipeline.
//!
//! `document` blocks are the dossier; a line of `decisions` is `WHO: time "quote" EDTF`, `WHO: figure "quote" COUNT MEASURE`
//! with `counted=`, `group=`, `place=`, `speaker=`, `as-of=`, `WHO: statement "quote" SPEAKER`, or a judgement on what was
//! added before (`reject 1`, `set 1 COUNT`, `withdraw 1`). With `later` blocks the dossier is reckoned from those. Dates are days
//! in UTC.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use proptest::prelude::*;
use recount::decisions::{subject, subject_added};
use recount::{LocalReading, Original, Rules, Settings, read_local, reckon, reckon_decided};
use recount_cases::{Case, check_path};
use recount_model::{
    Act, Added, BY_HAND, ClaimContent, Decision, Dossier, Field, GivenFigure, GivenTime, Id, Interval, Mode,
    OriginalId, Span, Subject, SubjectKind,
};
use std::path::Path;
use std::sync::LazyLock;

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::built_in().unwrap());
const DAY_MS: i64 = 86_400_000;

fn read(texts: &[&str]) -> Vec<LocalReading> {
    let one = |text: &&str| {
        let original = Original { name: "a.txt", bytes: text.as_bytes(), written: None };
        read_local(&original, &Settings::default(), &RULES).unwrap().value
    };
    texts.iter().map(one).collect()
}

/// 2001-05-09 as a day of UTC.
fn day(edtf: &str) -> GivenTime {
    let date: jiff::civil::Date = edtf.parse().unwrap();
    let start = date.to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp().as_millisecond();
    GivenTime { edtf: edtf.to_owned(), interval: Interval::new(start, start + DAY_MS - 1) }
}

/// The subject of adding `thing` where `quote` first stands.
fn added(dossier: &Dossier, quote: &str, thing: &Added) -> Subject {
    let found = dossier.accounts.iter().find_map(|account| {
        let reading = dossier.reading(&account.original)?;
        let start = account.span.start as usize + account.span.of(&reading.text).find(quote)?;
        subject_added(dossier, &account.id, Span::new(start, start + quote.len()), thing)
    });
    found.unwrap_or_else(|| panic!("no account says `{quote}`"))
}

fn thing(kind: &str, rest: &str) -> Added {
    match kind {
        "time" => Added::Time(day(rest)),
        "statement" => Added::Statement { speaker: rest.to_owned(), mode: Mode::Indirect },
        _ => {
            let mut words = rest.split(' ');
            let (value, measure) = (words.next().unwrap(), words.next().unwrap());
            let named = |name: &str| {
                let (_, value) = rest.split_once(&format!(" {name}=\""))?;
                value.split('"').next().map(str::to_owned)
            };
            Added::Figure(GivenFigure {
                value: value.to_owned(),
                measure: measure.to_owned(),
                counted: named("counted").unwrap_or_default(),
                group: named("group"),
                place: named("place"),
                as_of: named("as-of").map(|edtf| day(&edtf)),
                speaker: named("speaker"),
            })
        }
    }
}

fn decision(dossier: &Dossier, line: &str, before: &[Decision]) -> Decision {
    let (who, line) = line.split_once(": ").unwrap();
    let (kind, rest) = line.split_once(' ').unwrap();
    let earlier = |number: &str| before[number.parse::<usize>().unwrap() - 1].subject.clone();
    let (subject, act) = match kind {
        "reject" => (earlier(rest), Act::Reject),
        "withdraw" => (earlier(rest), Act::Withdraw { of: rest.parse().unwrap() }),
        "set" => {
            let (number, value) = rest.split_once(' ').unwrap();
            let act = Act::Set { field: Field::Value, value: value.to_owned(), interval: None };
            (earlier(number), act)
        }
        _ => {
            let mut parts = rest.splitn(3, '"');
            let (quote, rest) = (parts.nth(1).unwrap(), parts.next().unwrap().trim());
            let thing = thing(kind, rest);
            (added(dossier, quote, &thing), Act::Add { thing })
        }
    };
    let seq = before.len() as i64 + 1;
    Decision {
        seq,
        subject,
        act,
        who: Some(who.to_owned()),
        at: "2001-06-01T00:00:00Z".to_owned(),
        why: None,
    }
}

fn shown(dossier: &Dossier) -> String {
    let mut lines: Vec<String> = Vec::new();
    for claims in dossier.claims.iter() {
        for time in &claims.times {
            let why = time.candidates.first().filter(|_| time.rule == BY_HAND).map(|first| first.why.clone());
            let value = time.edtf.as_deref().unwrap_or("?");
            lines.push(
                [format!("time “{}” {value}", time.text)]
                    .into_iter()
                    .chain(why.map(|why| why.to_string()))
                    .collect::<Vec<_>>()
                    .join(" | "),
            );
        }
        for one in &claims.figures {
            let high = one.high.map_or("…".to_owned(), |high| high.to_string());
            let place = one.place.as_deref().unwrap_or("nowhere");
            let when = if one.during == Interval::UNBOUNDED { "undated" } else { "dated" };
            lines.push(format!(
                "figure “{}” {}–{high} {} | {place} | {when} | {} | {}",
                one.text,
                one.low,
                one.measure.0,
                one.chain.join(" > "),
                one.rule
            ));
        }
        for one in &claims.statements {
            lines.push(format!("statement “{}” {} | {}", one.text, one.chain.join(" > "), one.rule));
        }
        for one in &claims.claims {
            if let ClaimContent::Happened { action, .. } = &one.content {
                let when = if one.when == Interval::UNBOUNDED { "undated" } else { "dated" };
                lines.push(format!("claim {action} {when} | {}", one.chain.join(" > ")));
            }
        }
    }
    lines.join("\n")
}

fn check(case: &Case) -> Vec<(String, String)> {
    let texts = |kind: &str| -> Vec<&str> {
        case.blocks.iter().filter(|block| block.kind == kind).map(|block| block.body.as_str()).collect()
    };
    let (documents, later) = (texts("document"), texts("later"));
    let plain = reckon(read(&documents), &RULES).value;
    let mut decisions: Vec<Decision> = Vec::new();
    for line in case.block("decisions").unwrap().body.lines() {
        decisions.push(decision(&plain, line, &decisions));
    }
    let at_last = if later.is_empty() { documents } else { later };
    let after = reckon_decided(read(&at_last), &decisions, &RULES).value;
    let standings: Vec<String> =
        after.decisions.iter().map(|one| format!("{} {:?}", one.decision.seq, one.standing)).collect();
    vec![("standings".to_owned(), standings.join("\n")), ("read".to_owned(), shown(&after))]
}

#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/by_hand");
    check_path(&folder, check).unwrap_or_else(|error| panic!("{error}"));
}

const A: &str = "The gate at Orlec\n\nOrlec, 5 May 2001\n\nThe ministry said 14 people were killed in Orlec on Wednesday. On the eve of the \
                 feast the gate fell. A score of miners perished in Velm.";
const B: &str = "The union of Orlec\n\nOrlec, 6 May 2001\n\nThe union says 20 people were killed in Orlec on Wednesday. The bridge burned.";

/// Anything anywhere in the two texts.
fn anything() -> impl Strategy<Value = (usize, usize, usize, String)> {
    (0..2_usize, 0..150_usize, 1..40_usize, "(time|statement|figure)")
}

fn added_anywhere(
    dossier: &Dossier,
    (account, start, length, kind): &(usize, usize, usize, String),
) -> Option<Decision> {
    let rest = match kind.as_str() {
        "time" => "2001-05-04",
        "statement" => "the mayor",
        _ => ">=14 killed",
    };
    let thing = thing(kind, rest);
    let account = dossier.accounts.get(*account)?;
    let start = account.span.start as usize + start;
    let subject = subject_added(dossier, &account.id, Span::new(start, start + length), &thing)?;
    let (who, at) = (Some("Ada".to_owned()), "2001-06-01T00:00:00Z".to_owned());
    Some(Decision { seq: 0, subject, act: Act::Add { thing }, who, at, why: None })
}

fn numbered(decisions: Vec<Decision>) -> Vec<Decision> {
    decisions.into_iter().zip(1..).map(|(decision, seq)| Decision { seq, ..decision }).collect()
}

/// Whatever a log from elsewhere may hold.
fn hostile() -> impl Strategy<Value = Decision> {
    let time = || {
        let ends = (any::<Option<i64>>(), any::<Option<i64>>());
        (".{0,12}", ends).prop_map(|(edtf, (earliest, latest))| GivenTime {
            edtf,
            interval: Interval { earliest, latest },
        })
    };
    let figure = (
        ".{0,6}|>=14|<0|18446744073709551615",
        ".{0,8}|killed",
        prop::option::of(time()),
        prop::option::of(".{0,8}"),
    );
    let figure = figure.prop_map(|(value, measure, as_of, speaker)| {
        let (counted, group) = (String::new(), speaker.clone());
        Added::Figure(GivenFigure { value, measure, counted, group, place: None, as_of, speaker })
    });
    let statement = ".{0,8}".prop_map(|speaker| Added::Statement { speaker, mode: Mode::Partial });
    let thing = prop_oneof![time().prop_map(Added::Time), figure, statement];
    let quotes = [".", A, "14 people", "in Orlec", "", "d", "The bridge burned."].map(str::to_owned).to_vec();
    let quote = prop::sample::select(quotes);
    (thing, quote, any::<u32>(), 0..3_usize, any::<bool>()).prop_map(
        |(thing, quote, start, kind, is_known)| {
            let kinds = [SubjectKind::Time, SubjectKind::Figure, SubjectKind::Statement];
            let kind = if is_known { thing.kind() } else { kinds[kind] };
            let original = OriginalId::of(if is_known { A.as_bytes() } else { b"" });
            let (id, sort) = (Id("x".into()), quote.clone());
            let subject = Subject { kind, id, original, quote, start, sort };
            Decision { seq: 0, subject, act: Act::Add { thing }, who: None, at: String::new(), why: None }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn nothing_in_a_log_makes_it_stumble(decisions in prop::collection::vec(hostile(), 1..6)) {
        let after = reckon_decided(read(&[A, B]), &numbered(decisions.clone()), &RULES).value;
        prop_assert_eq!(after.decisions.len(), decisions.len());
        for claims in after.claims.iter() {
            prop_assert!(claims.times.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_figure_that_is_added_changes_nothing_that_was_read(start in 0..200_usize, length in 1..60_usize) {
        let plain = reckon(read(&[A, B]), &RULES).value;
        let wanted = thing("figure", ">=14 detained");
        let account = &plain.accounts[0];
        let span = Span::new(account.span.start as usize + start, account.span.start as usize + start + length);
        let Some(subject) = subject_added(&plain, &account.id, span, &wanted) else { return Ok(()) };
        let (act, who, at) = (Act::Add { thing: wanted }, None, String::new());
        let added = Decision { seq: 1, subject, act, who, at, why: None };
        let after = reckon_decided(read(&[A, B]), std::slice::from_ref(&added), &RULES).value;
        for (before, after) in plain.claims.iter().zip(after.claims.iter()) {
            prop_assert_eq!(&before.times, &after.times);
            prop_assert_eq!(&before.statements, &after.statements);
            prop_assert_eq!(&before.deeds, &after.deeds);
            prop_assert!(before.figures.iter().all(|one| after.figures.contains(one)));
            prop_assert!(before.claims.iter().all(|one| after.claims.contains(one)));
            prop_assert!(after.figures.len() <= before.figures.len() + 1);
        }
        prop_assert_eq!(after.decisions[0].now.as_ref(), Some(&added.subject.id));
    }

    #[test]
    fn what_is_added_and_withdrawn_leaves_no_trace_and_no_order_of_documents_changes_it(
        wanted in prop::collection::vec(anything(), 1..5)
    ) {
        let plain = reckon(read(&[A, B]), &RULES).value;
        let added: Vec<Decision> = wanted.iter().filter_map(|one| added_anywhere(&plain, one)).collect();
        let added = numbered(added);
        let one_way = reckon_decided(read(&[A, B]), &added, &RULES).value;
        let other_way = reckon_decided(read(&[B, A, B]), &added, &RULES).value;
        prop_assert_eq!(&one_way, &other_way);
        for (account, claims) in one_way.accounts.iter().zip(one_way.claims.iter()) {
            let text = &one_way.reading(&account.original).unwrap().text;
            let times = claims.times.iter().map(|one| (one.span, &one.text));
            let figures = claims.figures.iter().map(|one| (one.span, &one.text));
            let statements = claims.statements.iter().map(|one| (one.span, &one.text));
            for (span, words) in times.chain(figures).chain(statements) {
                prop_assert_eq!(span.of(text), words.as_str());
            }
            prop_assert!(claims.times.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
            prop_assert!(claims.figures.windows(2).all(|pair| pair[0].span <= pair[1].span));
        }
        for one in &one_way.decisions {
            if let Some(id) = &one.now {
                prop_assert!(subject(&one_way, &id.0).is_some(), "{:?}", one);
            }
        }
        let mut all = added.clone();
        all.extend(added.iter().map(|one| Decision { act: Act::Withdraw { of: one.seq }, ..one.clone() }));
        let mut after = reckon_decided(read(&[A, B]), &numbered(all), &RULES).value;
        after.decisions.clear();
        prop_assert_eq!(&after, &plain);
    }
}
