//! `recount watch`: every captured page visited again: unchanged, edited, or gone.

use super::{Outcome, build};
use crate::args::Watch;
use crate::{output, pages};
use anyhow::Result;
use recount::{Original, Settings, collate_locals, read_local_of};
use recount_desk::foreign;
use recount_keep::{Actor, CapturedPage, Case};
use recount_model::{Dossier, OriginalId};
use serde::Serialize;

/// What a visit found.
#[derive(Debug, Serialize)]
struct Seen {
    url: String,
    /// `unchanged`, `edited`, `gone` or `not-reached`.
    result: &'static str,
    why: Option<String>,
    /// What an edit changed, in words.
    changes: Vec<String>,
}

pub fn run(args: &Watch) -> Result<Outcome> {
    let mut case = Case::open(&args.dir, Actor(args.actor.clone()))?;
    let pages = case.pages()?;
    anyhow::ensure!(
        !pages.is_empty(),
        "the case holds no page taken from the network; take one with `recount add {} URL`",
        args.dir.display()
    );
    let mut seen = Vec::new();
    for page in &pages {
        let found = look(&mut case, page, args)?;
        if !args.json {
            output::text(&in_words(&found))?;
        }
        seen.push(found);
    }
    if args.json {
        output::json(&seen)?;
    } else if seen.iter().any(|seen| seen.result == "edited") {
        output::text(&format!("next: recount build {}\n", args.dir.display()))?;
    }
    Ok(if seen.iter().any(|seen| seen.result == "not-reached") { Outcome::Failed } else { Outcome::Done })
}

fn look(case: &mut Case, page: &CapturedPage, args: &Watch) -> Result<Seen> {
    let limits = pages::limits(&args.network);
    let plain =
        |result, why: Option<String>| Seen { url: page.url.clone(), result, why, changes: Vec::new() };
    // As it was taken, so that only the page makes a difference.
    let capture = match pages::visited(&page.url, page.is_shown || args.network.browser, &limits) {
        Ok(capture) => capture,
        Err(why) => {
            case.log_visit(&page.url, "not-reached", Some(&why))?;
            return Ok(plain("not-reached", Some(why)));
        }
    };
    let status = capture.page().map_or(0, |found| found.status);
    if status >= 400 {
        let why = format!("the server answered {status}");
        let is_gone = matches!(status, 404 | 410 | 451);
        // That it is gone is kept with what the server said, once.
        if is_gone && page.status < 400 && !page.is_gone {
            pages::keep(case, &capture, &limits)?;
        }
        let result = if is_gone { "gone" } else { "not-reached" };
        case.log_visit(&page.url, result, Some(&why))?;
        return Ok(plain(result, Some(why)));
    }
    let content = capture.page_bytes(limits.most_bytes);
    if OriginalId::of(&content) == page.page {
        let why = page.is_gone.then(|| "it was gone, and is there again".to_owned());
        case.log_visit(&page.url, "unchanged", why.as_deref())?;
        return Ok(plain("unchanged", why));
    }
    let before = if page.status >= 400 { Vec::new() } else { case.store().read(&page.page)? };
    let changes = changes(case, (&page.page, &before), &content)?;
    let (_, kept) = pages::keep(case, &capture, &limits)?;
    // The page's frame may change (a counter, an advert) while what it tells does not.
    let result = if changes.is_empty() { "unchanged" } else { "edited" };
    let why = changes.is_empty().then(|| "its text is the same; its frame is not, and was kept".to_owned());
    case.log_visit(&page.url, result, why.as_deref().or(Some(&kept.page.0)))?;
    Ok(Seen { changes, ..plain(result, why) })
}

/// What the later text changed in the earlier one, in words.
fn changes(case: &Case, before: (&OriginalId, &[u8]), after: &[u8]) -> Result<Vec<String>> {
    let rules = build::rules_of(case.settings.vague_numbers.as_deref())?;
    let settings = Settings {
        default_zone: case.settings.default_zone.clone(),
        language: case.settings.language.clone(),
        date_order: case.settings.date_order,
        columns: case.settings.column_rules(),
    };
    let read = |name: &str, bytes: &[u8]| {
        let original = Original { name, bytes, written: None };
        let reading = foreign::read(name, bytes).ok()?;
        Some(read_local_of(reading, &original, &settings, &[], &rules).value)
    };
    if before.1.is_empty() {
        return Ok(vec!["it is there, and was not before".to_owned()]);
    }
    let (Some(old), Some(new)) = (read("before.html", before.1), read("after.html", after)) else {
        return Ok(vec!["it can no longer be read as a page, or could not before".to_owned()]);
    };
    let texts = |local: &recount::LocalReading| {
        local
            .accounts
            .iter()
            .map(|account| account.span.of(&local.reading.text).to_owned())
            .collect::<Vec<_>>()
    };
    let (old_texts, new_texts) = (texts(&old), texts(&new));
    if old_texts == new_texts {
        return Ok(Vec::new());
    }
    let dossier = collate_locals(vec![old, new], &rules, None).value;
    Ok(edits(&dossier, &old_texts, &new_texts))
}

fn edits(dossier: &Dossier, old: &[String], new: &[String]) -> Vec<String> {
    let records = recount_publish::json::records(dossier, "collate").unwrap_or_default();
    let values = records.iter().filter_map(|record| serde_json::to_value(record).ok());
    let mut found = Vec::new();
    for value in values {
        for edit in value["edits"].as_array().into_iter().flatten() {
            let words = |name: &str| edit[name].as_str().unwrap_or("").trim().to_owned();
            found.push(match (words("old"), words("new")) {
                (old, new) if old.is_empty() => format!("put in: “{new}”"),
                (old, new) if new.is_empty() => format!("left out: “{old}”"),
                (old, new) => format!("“{old}” became “{new}”"),
            });
        }
    }
    let characters = |texts: &[String]| texts.iter().map(|text| text.chars().count()).sum::<usize>();
    if found.is_empty() {
        found.push(format!(
            "the text changed: {} characters before, {} now",
            characters(old),
            characters(new)
        ));
    }
    found
}

fn in_words(seen: &Seen) -> String {
    let why = seen.why.as_ref().map(|why| format!(" ({})", output::printable(why))).unwrap_or_default();
    let mut lines = format!("{}: {}{why}\n", seen.result, output::printable(&seen.url));
    for change in &seen.changes {
        lines.push_str(&format!("  {}\n", output::printable(change)));
    }
    lines
}
