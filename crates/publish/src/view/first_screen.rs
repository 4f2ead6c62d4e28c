//! The first screen: what the dossier holds, the sharpest findings, what is missing.
//!
//! Comes in: the whole dossier. Goes out: a headline, counts, a few findings, and the gaps. It may not say anything
//! that a later section does not show with its quotes.

use super::context::Context;
use super::findings::{FindingView, sharpest};
use recount_model::{ChronicleEntry, Entity, Id, Interval, NameKind};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// The first screen.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct FirstScreenView {
    pub title: String,
    pub date_line: Option<String>,
    /// "5 accounts by 4 sources, written between … and …"
    pub standfirst: String,
    pub counts: Vec<CountView>,
    pub sharpest: Vec<FindingView>,
    pub happened: Vec<HappenedView>,
    pub missing: Vec<MissingView>,
}

/// How many of something, with the section that shows them.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct CountView {
    pub number: String,
    pub noun: String,
    pub anchor: &'static str,
}

/// One of the entries of the chronicle that weigh most.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct HappenedView {
    pub anchor: String,
    pub when: String,
    pub title: String,
    /// What brings it here: "3 independent tellings", "disputed".
    pub why: String,
    pub is_disputed: bool,
}

/// Something nobody in the dossier says.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct MissingView {
    pub text: String,
    /// What would settle it, where known.
    pub detail: Option<String>,
    pub anchor: String,
}

const MOST_FINDINGS: usize = 5;
const MOST_MISSING: usize = 6;
const MOST_HAPPENED: usize = 6;
/// The kind of finding that says a number is asked for and not given.
const UNANSWERED: &str = "open-question";

/// Builds the first screen.
pub fn first_screen(context: &Context<'_>) -> FirstScreenView {
    FirstScreenView {
        title: headline(context),
        date_line: context.settings.date_line.clone(),
        standfirst: standfirst(context),
        counts: counts(context),
        sharpest: sharpest(context, MOST_FINDINGS),
        happened: happened(context),
        missing: missing(context),
    }
}

/// The entries that weigh most, in the order of their time.
fn happened(context: &Context<'_>) -> Vec<HappenedView> {
    let dossier = context.dossier();
    let is_told = |entry: &&ChronicleEntry| {
        entry.interval != Interval::UNBOUNDED && !entry.is_planned && !dossier.is_rejected(&entry.id)
    };
    let mut entries: Vec<(usize, &ChronicleEntry)> =
        dossier.chronicle.iter().filter(is_told).enumerate().collect();
    entries.sort_by_key(|(place, entry)| (Reverse(entry.weight), *place));
    entries.truncate(MOST_HAPPENED);
    entries.sort_by_key(|(place, _)| *place);
    entries.into_iter().map(|(_, entry)| happened_view(context, entry)).collect()
}

fn happened_view(context: &Context<'_>, entry: &ChronicleEntry) -> HappenedView {
    let when = context.moments.of(entry.edtf.as_deref(), entry.interval);
    let named = entry.weighed.iter().filter_map(|reason| match reason.reason.as_str() {
        "roots" => Some(context.words.count("telling", entry.roots as usize)),
        "disputed" | "harm" => Some(context.words.say("rank", &reason.reason)),
        _ => None,
    });
    HappenedView {
        anchor: entry.id.0.to_string(),
        when: when.unwrap_or_else(|| context.words.say("moment", "unknown")),
        title: entry.title.clone(),
        why: named.collect::<Vec<_>>().join(", "),
        is_disputed: !entry.disputes.is_empty(),
    }
}

/// The title of the settings; else place and days, as far as the accounts agree on naming them. Never the title of one
/// account: a report does not take a side in its headline.
pub fn headline(context: &Context<'_>) -> String {
    if let Some(given) = context.settings.title.as_deref().map(str::trim).filter(|title| !title.is_empty()) {
        return given.to_owned();
    }
    match (main_place(context), main_days(context)) {
        (Some(place), Some(days)) => {
            context.words.fill("first", "headline", &[("place", place), ("days", &days)])
        }
        (Some(place), None) => place.to_owned(),
        (None, Some(days)) => days,
        (None, None) => context.words.count("account", context.accounts.len()),
    }
}

/// The place most accounts name most often.
fn main_place<'d>(context: &Context<'d>) -> Option<&'d str> {
    let places = context.dossier().entities.iter().filter(|entity| entity.kind == NameKind::Place);
    let rank = |entity: &Entity| {
        let accounts: BTreeSet<&Id> = entity.mentions.iter().map(|(account, _)| account).collect();
        (accounts.len(), entity.mentions.len())
    };
    let most = places.rev().max_by_key(|entity| rank(entity))?;
    Some(&most.canonical)
}

/// From the first to the last day of the chronicle's core, if that is not longer than some weeks.
fn main_days(context: &Context<'_>) -> Option<String> {
    const SOME_WEEKS_MS: i64 = 40 * 24 * 3_600_000;
    let core = context.dossier().chronicle.iter().filter(|entry| entry.phase == "core" && !entry.is_planned);
    let bounded: Vec<Interval> =
        core.map(|entry| entry.interval).filter(|interval| interval.is_bounded()).collect();
    let earliest = bounded.iter().filter_map(|interval| interval.earliest).min()?;
    let latest = bounded.iter().filter_map(|interval| interval.latest).max()?;
    if latest.checked_sub(earliest)? > SOME_WEEKS_MS {
        return None;
    }
    context.moments.days(Interval::new(earliest, latest))
}

fn standfirst(context: &Context<'_>) -> String {
    let accounts = context.words.count("account", context.accounts.len());
    let sources: BTreeSet<&str> =
        context.accounts.iter().filter_map(|account| account.account.source.as_deref()).collect();
    let key = if sources.is_empty() { "holds-unnamed" } else { "holds" };
    let sources = context.words.count("named-source", sources.len());
    let opening = context.words.fill("first", key, &[("accounts", &accounts), ("sources", &sources)]);
    let written = written_span(context).and_then(|span| context.moments.days(span));
    match written {
        Some(span) => format!("{opening} {}", context.words.fill("first", "written", &[("span", &span)])),
        None => format!("{opening} {}", context.words.say("first", "undated")),
    }
}

/// From the earliest to the latest time any account can have been written.
fn written_span(context: &Context<'_>) -> Option<Interval> {
    let written = context.accounts.iter().filter_map(|account| Some(account.claims?.written.interval));
    let bounded: Vec<Interval> = written.filter(|interval| interval.is_bounded()).collect();
    let earliest = bounded.iter().filter_map(|interval| interval.earliest).min()?;
    Some(Interval::new(earliest, bounded.iter().filter_map(|interval| interval.latest).max()?))
}

fn counts(context: &Context<'_>) -> Vec<CountView> {
    let dossier = context.dossier();
    let sum = |of: fn(&recount_model::AccountClaims) -> usize| {
        dossier.claims.iter().map(|claims| of(claims)).sum::<usize>()
    };
    let rows = [
        ("figure", sum(|claims| claims.figures.len()), "questions"),
        ("statement", sum(|claims| claims.statements.len()), "voices"),
        ("time", sum(|claims| claims.times.len()), "chronicle"),
        ("copied-passage", dossier.collation.alignments.len(), "lineage"),
        ("finding", dossier.findings.len(), "findings"),
    ];
    let count = |(noun, number, anchor): (&str, usize, &'static str)| CountView {
        number: context.words.number(number as u64),
        noun: context.words.noun(noun, number).to_owned(),
        anchor,
    };
    rows.into_iter().map(count).collect()
}

/// Numbers that accounts ask for and none gives.
fn unanswered<'v>(context: &'v Context<'_>) -> impl Iterator<Item = MissingView> + 'v {
    let dossier = context.dossier();
    let open = dossier
        .findings
        .iter()
        .filter(|finding| finding.kind == UNANSWERED && !dossier.is_rejected(&finding.id));
    open.map(|finding| MissingView {
        text: context.say(&finding.title),
        detail: finding.why.first().map(|why| context.say(why)),
        anchor: finding.id.0.to_string(),
    })
}

fn missing(context: &Context<'_>) -> Vec<MissingView> {
    let undated = context
        .accounts
        .iter()
        .filter(|account| account.claims.is_none_or(|claims| claims.written.interval == Interval::UNBOUNDED));
    let mut missing: Vec<MissingView> = undated
        .map(|account| MissingView {
            text: context.words.fill("missing", "undated-account", &[("account", &account.label)]),
            detail: None,
            anchor: account.anchor(),
        })
        .collect();
    missing.extend(unanswered(context));
    let unsettled = context.dossier().questions.iter().filter(|question| {
        question.best.is_none() && (question.claims.len() > 2 || !question.conflicts.is_empty())
    });
    missing.extend(unsettled.map(|question| MissingView {
        text: context.words.fill("missing", "no-best", &[("question", &context.say(&question.title))]),
        detail: question.missing.last().map(|line| context.say(line)),
        anchor: question.id.0.to_string(),
    }));
    let left_out = missing.len().saturating_sub(MOST_MISSING);
    missing.truncate(MOST_MISSING);
    if left_out > 0 {
        missing.push(MissingView {
            text: context.words.fill("missing", "more", &[("n", &left_out.to_string())]),
            detail: None,
            anchor: "questions".to_owned(),
        });
    }
    missing
}
