//! The first screen as text: what the case holds, the sharpest findings, what is missing, where to go on.

use crate::output::printable;
use recount_desk::Counts;
use recount_model::{ChronicleEntry, Dossier, Finding, Hold};
use std::cmp::Reverse;
use std::fmt::Write as _;
use std::path::Path;

/// How many findings and gaps the first screen shows.
const SHOWN: usize = 8;

pub fn first_screen(dossier: &Dossier, case: &Path, report: &Path) -> String {
    let counts = Counts::of(dossier);
    let mut text = format!(
        "{} in {}: {} times, {} figures, {} statements, {} copied passages\n",
        counted(counts.accounts, "account"),
        counted(counts.originals, "original"),
        counts.times,
        counts.figures,
        counts.statements,
        counts.copied_passages
    );
    write_accounts(&mut text, dossier);
    write_findings(&mut text, dossier);
    write_happened(&mut text, dossier);
    write_missing(&mut text, dossier);
    let _ = writeln!(text, "\nreport: {}\ncase:   {}", report.display(), case.display());
    let _ = writeln!(text, "next:   recount show {} findings", case.display());
    text
}

fn counted(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

fn write_accounts(text: &mut String, dossier: &Dossier) {
    text.push_str("\nAccounts\n");
    for (account, claims) in dossier.accounts.iter().zip(dossier.claims.iter()) {
        let title = account.title.as_ref().map_or("(no title)".to_owned(), |title| on_one_line(&title.text));
        let written = claims.written.edtf.as_deref().unwrap_or("unknown");
        let _ = writeln!(text, "  {} – written {written}", printable(&title));
    }
}

/// A title may run over several lines of its account.
fn on_one_line(title: &str) -> String {
    title.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn write_findings(text: &mut String, dossier: &Dossier) {
    if dossier.findings.is_empty() {
        text.push_str("\nNo findings: nothing in these accounts excludes anything else in them.\n");
        return;
    }
    let open: Vec<&Finding> =
        dossier.findings.iter().filter(|finding| !dossier.is_rejected(&finding.id)).collect();
    text.push_str("\nSharpest findings\n");
    for finding in open.iter().take(SHOWN) {
        let _ = writeln!(text, "  {} [{}] {}", finding.id, finding.kind, printable(&finding.title));
        let _ = writeln!(text, "      {}", hold(finding));
    }
    if let Some(more) = open.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        let _ = writeln!(text, "  … and {more} more");
    }
    if let Some(aside) = dossier.findings.len().checked_sub(open.len()).filter(|aside| *aside > 0) {
        let _ = writeln!(text, "  {aside} set aside by people (`recount show … decisions`)");
    }
}

/// The entries of the chronicle that weigh most, in the order of their time.
fn write_happened(text: &mut String, dossier: &Dossier) {
    let told = dossier.chronicle.iter().filter(|entry| {
        entry.interval.earliest.is_some() && !entry.is_planned && !dossier.is_rejected(&entry.id)
    });
    let mut entries: Vec<(usize, &ChronicleEntry)> = told.enumerate().collect();
    entries.sort_by_key(|(place, entry)| (Reverse(entry.weight), *place));
    entries.truncate(SHOWN);
    entries.sort_by_key(|(place, _)| *place);
    if !entries.is_empty() {
        text.push_str("\nTold to have happened\n");
    }
    for (_, entry) in entries {
        let when = entry.edtf.as_deref().unwrap_or("–");
        let tellings = match entry.roots {
            1 => "one telling".to_owned(),
            roots => format!("{roots} independent tellings"),
        };
        let disputed = if entry.disputes.is_empty() { "" } else { ", disputed" };
        let _ = writeln!(text, "  {when}  {} ({tellings}{disputed})", printable(&entry.title));
    }
}

fn hold(finding: &Finding) -> String {
    let reading = finding.reading.as_deref().map(printable);
    match (finding.hold, reading) {
        (Hold::Always, _) => "on every reading".to_owned(),
        (Hold::OnReading, Some(reading)) => reading,
        (Hold::OnReading, None) => "on one reading".to_owned(),
        (Hold::Possible, Some(reading)) => format!("possibly: {reading}"),
        (Hold::Possible, None) => "possibly".to_owned(),
    }
}

fn write_missing(text: &mut String, dossier: &Dossier) {
    let mut missing: Vec<String> = Vec::new();
    for (account, claims) in dossier.accounts.iter().zip(dossier.claims.iter()) {
        if !claims.written.interval.is_bounded() {
            let title =
                account.title.as_ref().map_or("an account without a title", |title| title.text.as_str());
            missing.push(format!("when “{}” was written is not bounded on both sides", printable(title)));
        }
    }
    let contested =
        dossier.questions.iter().filter(|question| question.best.is_none() && question.claims.len() > 1);
    missing.extend(
        contested
            .filter_map(|question| question.missing.first().map(|why| format!("{} {why}", question.title))),
    );
    if !missing.is_empty() {
        text.push_str("\nMissing\n");
        for line in missing.iter().take(SHOWN) {
            let _ = writeln!(text, "  {line}");
        }
    }
}
