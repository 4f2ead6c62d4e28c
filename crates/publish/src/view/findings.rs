//! The findings, by kind, each with its quotes.
//!
//! Comes in: findings as the pipeline ordered them. Goes out: groups of one kind, sharpest first. It may not judge:
//! how firmly a finding holds is said in the words of the catalogue and nothing else.

use super::by_hand::decided_words;
use super::context::Context;
use super::quote::QuoteView;
use recount_model::{Finding, Hold, Severity, Told};
use serde::Serialize;
use std::collections::BTreeMap;

/// All findings.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct FindingsView {
    pub groups: Vec<FindingGroupView>,
}

/// Findings of one kind.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct FindingGroupView {
    pub kind: String,
    pub title: String,
    pub total: usize,
    pub findings: Vec<FindingView>,
    /// What is beyond the number that can be written out, by title.
    pub in_short: Vec<ShortFinding>,
}

/// A finding in one line.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct ShortFinding {
    pub id: String,
    pub title: String,
}

/// One finding.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct FindingView {
    pub id: String,
    /// Kebab-case.
    pub kind: String,
    pub kind_words: String,
    pub title: String,
    /// Kebab-case.
    pub hold: &'static str,
    pub hold_words: String,
    pub is_sharp: bool,
    /// What people judged about it, in words.
    pub decided: Option<String>,
    pub why: Vec<String>,
    pub quotes: Vec<QuoteView>,
}

/// Findings of one kind that are written out with their quotes; thousands would be read by nobody, and by no browser.
const MOST_WRITTEN_OUT: usize = 250;

/// Groups findings by kind: kinds in the order of their sharpest finding, then by name.
pub fn findings(context: &Context<'_>) -> FindingsView {
    let mut kinds: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in context.dossier().findings.iter() {
        kinds.entry(&finding.kind).or_default().push(finding);
    }
    let mut kinds: Vec<_> = kinds.into_iter().collect();
    for (_, findings) in &mut kinds {
        findings.sort_by_key(|finding| (context.dossier().is_rejected(&finding.id), rank(finding)));
    }
    kinds.sort_by_key(|(kind, findings)| {
        let first = findings.first();
        (first.map(|first| (context.dossier().is_rejected(&first.id), rank(first))), *kind)
    });
    let groups = kinds.into_iter().map(|(kind, mut findings)| {
        let total = findings.len();
        let short = findings.split_off(total.min(MOST_WRITTEN_OUT));
        let shortened = |finding: &Finding| ShortFinding {
            id: finding.id.0.to_string(),
            title: context.say(&finding.title),
        };
        FindingGroupView {
            kind: kind.to_owned(),
            title: context.words.say("finding-kind", kind),
            total,
            findings: findings.into_iter().map(|finding| finding_view(context, finding)).collect(),
            in_short: short.into_iter().map(shortened).collect(),
        }
    });
    FindingsView { groups: groups.collect() }
}

/// All findings as an inbox shows them: what is set aside last, the sharpest first, in the pipeline's order after that.
pub fn in_order<'d>(context: &Context<'d>) -> Vec<&'d Finding> {
    let mut all: Vec<&Finding> = context.dossier().findings.iter().collect();
    all.sort_by_key(|finding| (context.dossier().is_rejected(&finding.id), rank(finding)));
    all
}

/// The sharpest findings, at most `most`: no kind more than twice while others wait.
pub fn sharpest(context: &Context<'_>, most: usize) -> Vec<FindingView> {
    const SAME_KIND: usize = 2;
    let dossier = context.dossier();
    let mut ranked: Vec<&Finding> =
        dossier.findings.iter().filter(|finding| !dossier.is_rejected(&finding.id)).collect();
    ranked.sort_by_key(|finding| rank(finding));
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let (first, rest): (Vec<&Finding>, Vec<&Finding>) = ranked.into_iter().partition(|finding| {
        let of_kind = seen.entry(&finding.kind).or_default();
        *of_kind += 1;
        *of_kind <= SAME_KIND && finding.severity != Severity::Note
    });
    let worth_showing = rest.into_iter().filter(|finding| finding.severity == Severity::Sharp);
    first.into_iter().chain(worth_showing).take(most).map(|finding| finding_view(context, finding)).collect()
}

/// Sharp before notable, certain before possible; stable in the pipeline's order after that.
fn rank(finding: &Finding) -> (std::cmp::Reverse<Severity>, Hold) {
    (std::cmp::Reverse(finding.severity), finding.hold)
}

pub fn finding_view(context: &Context<'_>, finding: &Finding) -> FindingView {
    FindingView {
        id: finding.id.0.to_string(),
        kind: finding.kind.clone(),
        kind_words: context.words.say("finding-kind", &finding.kind),
        title: context.say(&finding.title),
        hold: hold_key(finding.hold),
        hold_words: finding_hold(context, finding),
        is_sharp: finding.severity == Severity::Sharp,
        decided: context.dossier().verdict(&finding.id).map(|decided| decided_words(context, decided)),
        why: context.reasons(&finding.why),
        quotes: context.quotes(&finding.passages),
    }
}

/// Kinds that say that something cannot be; the others say that something is so.
const IMPOSSIBLE: &[&str] = &[
    "duration-ends",
    "figure-conflict",
    "no-such-date",
    "nth-day",
    "order-circle",
    "part-exceeds-whole",
    "span-duration",
    "sum-of-parts",
    "time-conflict",
    "weekday-date",
    "zone-pair",
];

/// "Cannot all hold on any reading", "Possibly so: …": what a kind says decides which words fit.
pub fn finding_hold(context: &Context<'_>, finding: &Finding) -> String {
    let section = if IMPOSSIBLE.contains(&&*finding.kind) { "hold" } else { "hold-so" };
    in_words(context, section, finding.hold, finding.reading.as_ref())
}

/// How firmly statements exclude each other.
pub fn hold_words(context: &Context<'_>, hold: Hold, reading: Option<&Told>) -> String {
    in_words(context, "hold", hold, reading)
}

fn in_words(context: &Context<'_>, section: &str, hold: Hold, reading: Option<&Told>) -> String {
    match reading.map(|reading| context.say(reading)) {
        Some(reading) => {
            context.words.fill(section, &format!("{}-reading", hold_key(hold)), &[("reading", &reading)])
        }
        None => context.words.say(section, hold_key(hold)),
    }
}

pub fn hold_key(hold: Hold) -> &'static str {
    match hold {
        Hold::Always => "always",
        Hold::OnReading => "on-reading",
        Hold::Possible => "possible",
    }
}
