//! The program held to what is planted in the example dossiers: `examples/*/expect.toml`.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use recount::{Original, Rules, Settings, recount};
use recount_model::{Account, Dossier, Finding, Hold, Interval};
use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    account: Vec<ExpectedAccount>,
    found: Vec<ExpectedFinding>,
    absent: Vec<Absent>,
    always: Always,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedAccount {
    file: String,
    begins: String,
    written: Option<Written>,
}

/// Days, both inclusive, that our interval must lie within.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    earliest: String,
    latest: String,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
struct ExpectedFinding {
    kind: String,
    hold: Option<Hold>,
    quotes: Vec<String>,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
struct Absent {
    why: String,
    kinds: Vec<String>,
    hold: Option<Hold>,
    quotes: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Always {
    kinds: Vec<String>,
}

#[test]
fn what_is_planted_is_found_and_nothing_else_is_impossible() {
    for folder in folders() {
        let expected: Expected =
            toml::from_str(&fs::read_to_string(folder.join("expect.toml")).unwrap()).unwrap();
        let dossier = read(&folder);
        let mut wrong = wrong_accounts(&dossier, &expected.account);
        wrong.extend(wrong_findings(&dossier, &expected));
        assert!(
            wrong.is_empty(),
            "{}\n{}\n\nall findings:\n{}",
            folder.display(),
            wrong.join("\n"),
            listed(&dossier)
        );
    }
}

fn folders() -> Vec<PathBuf> {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut folders: Vec<PathBuf> =
        fs::read_dir(examples).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|path| path.join("expect.toml").is_file());
    folders.sort();
    assert!(!folders.is_empty());
    folders
}

fn read(folder: &Path) -> Dossier {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| !path.ends_with("expect.toml"));
    let named =
        |path: &PathBuf| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(path).unwrap());
    let files: Vec<(String, Vec<u8>)> = paths.iter().map(named).collect();
    let originals: Vec<Original<'_>> =
        files.iter().map(|(name, bytes)| Original { name, bytes, written: None }).collect();
    recount(&originals, &Settings::default(), &Rules::built_in().unwrap()).value
}

fn wrong_accounts(dossier: &Dossier, expected: &[ExpectedAccount]) -> Vec<String> {
    let mut wrong: Vec<String> =
        expected.iter().filter_map(|account| wrong_account(dossier, account)).collect();
    if dossier.accounts.len() != expected.len() {
        let starts: Vec<String> =
            dossier.accounts.iter().map(|account| beginning(dossier, account)).collect();
        wrong.push(format!("{} accounts, {} expected: {starts:#?}", dossier.accounts.len(), expected.len()));
    }
    wrong
}

fn wrong_account(dossier: &Dossier, want: &ExpectedAccount) -> Option<String> {
    let is_in_file = |account: &Account| {
        dossier.names_of_originals.iter().any(|(id, name)| *id == account.original && *name == want.file)
    };
    let mut both = dossier.accounts.iter().zip(dossier.claims.iter());
    let found = both
        .find(|(account, _)| is_in_file(account) && beginning(dossier, account).starts_with(&want.begins));
    let Some((_, claims)) = found else {
        return Some(format!("no account of {} begins with `{}`", want.file, want.begins));
    };
    let written = want.written.as_ref()?;
    let (inside, given) = (day_bounds(written), claims.written.interval);
    let is_inside =
        given.earliest >= inside.earliest && given.latest.is_some() && given.latest <= inside.latest;
    let edtf = &claims.written.edtf;
    (!is_inside).then(|| {
        format!("`{}` is dated {edtf:?}, not within {}/{}", want.begins, written.earliest, written.latest)
    })
}

/// With fourteen hours of room on both sides, since the account's zone need not be UTC.
fn day_bounds(written: &Written) -> Interval {
    const HOUR_MS: i64 = 3_600_000;
    let start = |day: &str| {
        let date: jiff::civil::Date = day.parse().unwrap();
        date.to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp().as_millisecond()
    };
    Interval::new(start(&written.earliest) - 14 * HOUR_MS, start(&written.latest) + (24 + 14) * HOUR_MS)
}

fn beginning(dossier: &Dossier, account: &Account) -> String {
    let text = account.span.of(&dossier.reading(&account.original).unwrap().text);
    text.chars().take(80).collect()
}

fn wrong_findings(dossier: &Dossier, expected: &Expected) -> Vec<String> {
    let mut wrong = Vec::new();
    for want in &expected.found {
        if !dossier.findings.iter().any(|finding| is_wanted(finding, want)) {
            wrong.push(format!("not found: {want:?}"));
        }
    }
    for absent in &expected.absent {
        let given = dossier.findings.iter().filter(|finding| is_given(finding, absent));
        wrong.extend(
            given.map(|finding| {
                format!("must be absent ({}): [{}] {}", absent.why, finding.kind, finding.title)
            }),
        );
    }
    let always = dossier.findings.iter().filter(|finding| finding.hold == Hold::Always);
    let unexpected = always.filter(|finding| !expected.always.kinds.contains(&finding.kind));
    wrong.extend(unexpected.map(|finding| format!("called `always`: [{}] {}", finding.kind, finding.title)));
    wrong
}

fn is_wanted(finding: &Finding, want: &ExpectedFinding) -> bool {
    let is_held = want.hold.is_none_or(|hold| finding.hold == hold);
    finding.kind == want.kind && is_held && stands_on(finding, &want.quotes)
}

fn is_given(finding: &Finding, absent: &Absent) -> bool {
    let is_held = absent.hold.is_none_or(|hold| finding.hold == hold);
    absent.kinds.contains(&finding.kind) && is_held && stands_on(finding, &absent.quotes)
}

/// True if each quote stands in a passage of the finding, or a passage in it.
fn stands_on(finding: &Finding, quotes: &[String]) -> bool {
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let shares = |a: &str, b: &str| a.contains(b) || (b.len() > 12 && b.contains(a));
    let stands =
        |quote: &String| finding.passages.iter().any(|passage| shares(&flat(&passage.text), &flat(quote)));
    quotes.iter().all(stands)
}

fn listed(dossier: &Dossier) -> String {
    let line = |finding: &Finding| format!("[{}] {:?} {}", finding.kind, finding.hold, finding.title);
    dossier.findings.iter().map(line).collect::<Vec<_>>().join("\n")
}
