//! What a person reads at a passage where no rule did.

use crate::given::interval_of_edtf;
use crate::refusal::refusal;
use anyhow::{Context as _, Result, bail};
use recount::decisions::{parse_count, read_already, subject_added};
use recount_model::{Account, Act, Added, Dossier, GivenFigure, GivenTime, Mode, Reading, Span, Subject};
use serde::{Deserialize, Serialize};

/// What a person adds at a passage of an account: one of `time`, `figure` and `statement`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Addition {
    /// The passage by its words; with `span` what must stand there.
    pub quote: Option<String>,
    /// The passage in bytes of the original.
    pub at: Option<String>,
    /// The passage in bytes of the reading.
    pub span: Option<(u32, u32)>,
    /// A time (EDTF).
    pub time: Option<String>,
    /// A figure: `14`, `10-20`, `>=25`, `<=30`.
    pub figure: Option<String>,
    /// Words of somebody (`speaker`).
    pub statement: Option<Mode>,
    /// Of a figure: a key of the measure lexicon.
    pub measure: Option<String>,
    /// Of a figure: what is counted, in words.
    pub counted: Option<String>,
    /// Of a figure: the group that is counted.
    pub group: Option<String>,
    /// Of a figure: where.
    pub place: Option<String>,
    /// Of a figure: as of when (EDTF).
    pub as_of: Option<String>,
    /// Who says so.
    pub speaker: Option<String>,
}

/// The passage and what it is to say; `id` is that of the account.
///
/// # Errors
/// When the passage is not there, or it is not said what stands there; each says what to do.
pub fn added(id: &str, addition: &Addition, dossier: &Dossier, zone: &str) -> Result<(Subject, Act)> {
    let account = account(dossier, id)?;
    let reading = dossier.reading(&account.original).context(refusal!("refusal.no-text"))?;
    let span = passage(addition, account, reading)?;
    let thing = thing(addition, zone)?;
    if let Some(id) = read_already(dossier, &account.id, span, &thing) {
        bail!(refusal!("refusal.read-already", id = id.to_string()));
    }
    let subject =
        subject_added(dossier, &account.id, span, &thing).context(refusal!("refusal.no-account-there"))?;
    Ok((subject, Act::Add { thing }))
}

fn account<'d>(dossier: &'d Dossier, id: &str) -> Result<&'d Account> {
    let found = dossier.accounts.iter().find(|account| account.id.0 == id);
    found.with_context(|| refusal!("refusal.no-account", id = id))
}

fn passage(addition: &Addition, account: &Account, reading: &Reading) -> Result<Span> {
    match (addition.span, &addition.at, &addition.quote) {
        (Some(span), _, quote) => given_span(span, quote.as_deref(), account, reading),
        (None, Some(at), _) => bytes(at, reading),
        (None, None, Some(quote)) => words(quote, account, reading),
        (None, None, None) => {
            bail!(refusal!("refusal.say-where"))
        }
    }
}

/// Words that were selected: they must still stand there.
fn given_span(
    (start, end): (u32, u32),
    quote: Option<&str>,
    account: &Account,
    reading: &Reading,
) -> Result<Span> {
    let span = Span { start, end };
    let words = reading.text.get(span.range()).filter(|words| !words.trim().is_empty());
    let is_meant = |words: &str| quote.is_none_or(|quote| quote == words);
    match words {
        Some(words) if account.span.contains(span) && is_meant(words) => Ok(span),
        _ => bail!(refusal!("refusal.words-gone")),
    }
}

fn words(quote: &str, account: &Account, reading: &Reading) -> Result<Span> {
    let text = account.span.of(&reading.text);
    let mut found = text.match_indices(quote).filter(|_| !quote.is_empty());
    match (found.next(), found.count()) {
        (Some((at, _)), 0) => {
            let start = account.span.start as usize + at;
            Ok(Span::new(start, start + quote.len()))
        }
        (None, _) => bail!(refusal!("refusal.not-said", quote = recount_sayings::quote(quote))),
        (_, more) => {
            bail!(refusal!("refusal.said-often", quote = recount_sayings::quote(quote), n = more + 1))
        }
    }
}

/// Bytes of the original as a span of the reading.
fn bytes(at: &str, reading: &Reading) -> Result<Span> {
    let ends = at.split_once('-').and_then(|(start, end)| Some((start.parse().ok()?, end.parse().ok()?)));
    let (start, end): (u64, u64) = ends.context(refusal!("refusal.two-numbers"))?;
    let span = Span { start: place(reading, start), end: place(reading, end) };
    let is_there = span.start < span.end
        && reading.text.get(span.range()).is_some()
        && reading.offsets.to_original(span) == (start, end);
    is_there.then_some(span).with_context(|| refusal!("refusal.no-words-at", at = at))
}

/// The first place of the reading that is not before the byte `wanted` of the original.
fn place(reading: &Reading, wanted: u64) -> u32 {
    let (mut low, mut high) = (0, u32::try_from(reading.text.len()).unwrap_or(u32::MAX));
    while low < high {
        let middle = low + (high - low) / 2;
        if reading.offsets.to_original(Span { start: middle, end: middle }).0 < wanted {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

fn thing(addition: &Addition, zone: &str) -> Result<Added> {
    match (&addition.time, &addition.figure, addition.statement) {
        (Some(edtf), None, None) => Ok(Added::Time(given(edtf, zone)?)),
        (None, Some(value), None) => Ok(Added::Figure(figure(addition, value, zone)?)),
        (None, None, Some(mode)) => {
            let speaker = addition.speaker.clone().filter(|speaker| !speaker.trim().is_empty());
            let speaker = speaker.context(refusal!("refusal.say-speaker"))?;
            Ok(Added::Statement { speaker, mode })
        }
        _ => bail!(refusal!("refusal.say-what-of-three")),
    }
}

fn figure(addition: &Addition, value: &str, zone: &str) -> Result<GivenFigure> {
    parse_count(value).with_context(|| refusal!("refusal.no-count", value = value))?;
    let measure = addition.measure.clone().filter(|measure| !measure.is_empty());
    let as_of = addition.as_of.as_ref().map(|edtf| given(edtf, zone)).transpose()?;
    Ok(GivenFigure {
        value: value.to_owned(),
        measure: measure.context(refusal!("refusal.say-counted"))?,
        counted: addition.counted.clone().unwrap_or_default(),
        group: addition.group.clone().filter(|group| !group.is_empty()),
        place: addition.place.clone().filter(|place| !place.is_empty()),
        as_of,
        speaker: addition.speaker.clone().filter(|speaker| !speaker.trim().is_empty()),
    })
}

fn given(edtf: &str, zone: &str) -> Result<GivenTime> {
    let interval = interval_of_edtf(edtf, zone).with_context(|| refusal!("refusal.no-date", value = edtf))?;
    Ok(GivenTime { edtf: edtf.to_owned(), interval })
}
