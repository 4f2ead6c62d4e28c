//! The times of one text alone: the time reader as other people's programs use it.
//!
//! Comes in: a text, its blocks if they are known, settings. Goes out: what [`recount_claims::times`] reads. The whole text is
//! one account; nothing is taken for furniture and nothing but times is read, which makes it fast. It may not know files.

use crate::local::{name_place, segmented};
use crate::{LocalReading, Original, Rules, Settings};
use recount_claims::Context;
use recount_claims::times::TimesRead;
use recount_diagnostics::Reported;
use recount_model::{
    Account, AccountClaims, Block, BlockKind, Id, Interval, OffsetMap, OriginalId, Reading, Span,
};
use recount_text::AccountText;
use serde::Deserialize;

/// One text as the caller hands it in.
#[derive(Clone, Copy, Debug, Default)]
pub struct TimesText<'text> {
    pub text: &'text str,
    /// Stretches that are read each by itself, in order; paragraphs when empty.
    pub blocks: &'text [Span],
    /// When it was written, if that is known.
    pub written: Option<Interval>,
    /// Where the text stands in what it was taken from; `None` when it is the whole of it.
    pub offsets: Option<&'text OffsetMap>,
    /// What the text is called in identifiers; two texts with the same name share them.
    pub name: &'text str,
}

/// One text as a line of JSON.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct TimesLine {
    pub id: Option<String>,
    pub text: String,
    /// EDTF.
    pub written: Option<String>,
    pub lang: Option<String>,
    /// IANA name.
    pub zone: Option<String>,
}

/// Reads the times of one text. The language is the one of the settings, else it is detected.
pub fn read_times(text: &TimesText<'_>, settings: &Settings, rules: &Rules) -> Reported<TimesRead> {
    let mut diagnostics = Vec::new();
    let (_, _, read) = read_alone(text, settings, rules).take(&mut diagnostics);
    Reported::with(read, diagnostics)
}

/// The same with the reading and the account the times stand in.
pub fn read_times_alone(text: &TimesText<'_>, settings: &Settings, rules: &Rules) -> Reported<LocalReading> {
    let mut diagnostics = Vec::new();
    let (reading, account, read) = read_alone(text, settings, rules).take(&mut diagnostics);
    let claims = vec![claims_of(&account, read)];
    let names = vec![text.name.to_owned()];
    Reported::with(LocalReading { names, reading, accounts: vec![account], claims }, diagnostics)
}

/// Reads the times of a reading made from `original`: its accounts, and nothing of them but times.
pub fn read_times_of(
    reading: Reported<Reading>,
    original: &Original<'_>,
    settings: &Settings,
    rules: &Rules,
) -> Reported<LocalReading> {
    let mut diagnostics = Vec::new();
    let (reading, accounts) = segmented(reading, settings, rules).take(&mut diagnostics);
    let context = Context { written: original.written, default_zone: settings.default_zone.clone() };
    let mut claims = Vec::new();
    for account in &accounts {
        let rules = rules.for_language(&account.language);
        let cut = AccountText::new(account, &reading, &rules.abbreviations);
        let read = recount_claims::times::read(&cut, &context, &rules.claims.times).take(&mut diagnostics);
        claims.push(claims_of(account, read));
    }
    name_place(&mut diagnostics, &reading, original.name);
    let names = vec![original.name.to_owned()];
    Reported::with(LocalReading { names, reading, accounts, claims }, diagnostics)
}

fn read_alone(
    text: &TimesText<'_>,
    settings: &Settings,
    rules: &Rules,
) -> Reported<(Reading, Account, TimesRead)> {
    let detected = || recount_accounts::language_of(text.text).to_owned();
    let language = settings.language.clone().unwrap_or_else(detected);
    let language_rules = rules.for_language(&language);
    let mut reading = Reading::plain(OriginalId(text.name.to_owned().into()), text.text, language.as_str());
    if let Some(offsets) = text.offsets {
        reading.offsets = offsets.clone();
    }
    let account = account(text, &reading);
    let cut = AccountText::new(&account, &reading, &language_rules.abbreviations);
    let context = Context { written: text.written, default_zone: settings.default_zone.clone() };
    let mut diagnostics = Vec::new();
    let read =
        recount_claims::times::read(&cut, &context, &language_rules.claims.times).take(&mut diagnostics);
    name_place(&mut diagnostics, &reading, text.name);
    Reported::with((reading, account, read), diagnostics)
}

fn claims_of(account: &Account, read: TimesRead) -> AccountClaims {
    AccountClaims {
        account: account.id.clone(),
        written: read.written,
        layers_written: read.layers_written,
        times: read.times,
        time_groups: read.groups,
        figures: Vec::new(),
        names: Vec::new(),
        statements: Vec::new(),
        claims: Vec::new(),
        deeds: Vec::new(),
        observations: read.observations,
    }
}

fn account(text: &TimesText<'_>, reading: &Reading) -> Account {
    let block = |span: Span| Block { span, kind: BlockKind::Paragraph };
    let blocks = if text.blocks.is_empty() { paragraphs(text.text) } else { text.blocks.to_vec() };
    Account {
        id: Id(text.name.to_owned().into()),
        original: reading.original.clone(),
        span: Span::new(0, text.text.len()),
        language: reading.language.clone(),
        title: None,
        source: None,
        source_passage: None,
        author: None,
        blocks: blocks.into_iter().map(block).collect(),
        layers: Vec::new(),
        why: Vec::new(),
        metadata: Vec::new(),
    }
}

/// Lines longer than this were not broken by hand: each is a paragraph.
const MOST_WRAPPED_BYTES: usize = 130;

/// Stretches between empty lines; where a stretch has a line too long to be wrapped by hand, its lines.
fn paragraphs(text: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let (mut start, mut is_wrapped) = (0, false);
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        let is_long = line.len() > MOST_WRAPPED_BYTES;
        if line.trim().is_empty() {
            is_wrapped = false;
        } else if let (true, false, Some(last)) = (is_wrapped, is_long, found.last_mut()) {
            last.end = u32::try_from(end).unwrap_or(u32::MAX);
        } else {
            found.push(Span::new(start, end));
            is_wrapped = !is_long;
        }
        start = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::paragraphs;

    fn shown(text: &str) -> Vec<&str> {
        paragraphs(text).iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn short_lines_are_joined_and_long_ones_stand_alone() {
        assert_eq!(shown("one\ntwo\n\nthree\n"), ["one\ntwo\n", "three\n"]);
        let long = format!("{}\n", "x".repeat(140));
        assert_eq!(shown(&format!("head\n{long}{long}tail")), ["head\n", &*long, &*long, "tail"]);
    }
}
