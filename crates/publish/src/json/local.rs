//! Records of what was read in one account: accounts, layout, times, figures, quotes, names, claims.
//!
//! Comes in: an indexed dossier. Goes out: records in the order of accounts, then of the text. It may not know what
//! only the whole dossier says.

use super::decided::{ByRecord, added_by};
use super::value::{IntervalRecord, WordsRecord, texts};
use crate::index::{BoxRecord, Index};
use recount_model::{
    Account, AccountClaims, BlockKind, Bound, Certainty, Claim, ClaimContent, Figure, FigureRelation, Id,
    Interval, Knowing, Mode, NameKind, OriginalId, Span, Statement, Timex, TimexCandidate, TimexType,
};
use serde::Serialize;

/// Where a thing stands: what every record of this file begins with.
#[derive(Clone, Debug, Serialize)]
pub struct Stand<'d> {
    pub id: &'d str,
    pub original: &'d str,
    pub account: &'d str,
    pub start: u64,
    pub end: u64,
    pub text: &'d str,
    /// Where in words of the format (`p.3`, `row 12`, `00:01:12-00:01:20`), where it has any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locator: Option<String>,
    /// Who added it by hand; nobody where a rule read it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<ByRecord<'d>>,
    /// On a page: the box of each line.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub boxes: Vec<BoxRecord>,
}

/// One telling by one source.
#[derive(Clone, Debug, Serialize)]
pub struct AccountRecord<'d> {
    pub id: &'d str,
    pub original: &'d str,
    pub file: Option<&'d str>,
    pub start: u64,
    pub end: u64,
    pub title: Option<&'d str>,
    pub source: Option<&'d str>,
    pub author: Option<&'d str>,
    pub language: &'d str,
    /// When it was written, EDTF.
    pub written: Option<&'d str>,
    #[serde(flatten)]
    pub interval: IntervalRecord,
    /// The words the time of writing is known from.
    pub why: Vec<&'d str>,
    /// Why it begins and ends where it does.
    pub why_here: Vec<&'d str>,
    pub layers: Vec<LayerRecord<'d>>,
}

/// A part of an account with its own time of writing.
#[derive(Clone, Debug, Serialize)]
pub struct LayerRecord<'d> {
    #[serde(flatten)]
    pub words: WordsRecord<'d>,
    pub written: Option<&'d str>,
    #[serde(flatten)]
    pub interval: IntervalRecord,
    pub why: Vec<&'d str>,
}

/// One block of layout.
#[derive(Clone, Debug, Serialize)]
pub struct LayoutRecord<'d> {
    /// `account`, `heading`, `paragraph`, `speaker`, `list` or `furniture`.
    pub kind: &'static str,
    pub original: &'d str,
    pub account: Option<&'d str>,
    pub start: u64,
    pub end: u64,
    pub text: &'d str,
    /// `title` and `byline` are told apart here.
    pub block: Option<BlockKind>,
}

/// A time expression.
#[derive(Clone, Debug, Serialize)]
pub struct TimeRecord<'d> {
    #[serde(flatten)]
    pub stand: Stand<'d>,
    #[serde(rename = "type")]
    pub kind: TimexType,
    pub value: &'d str,
    #[serde(rename = "mod")]
    pub modifier: Option<&'d str>,
    pub edtf: Option<&'d str>,
    #[serde(flatten)]
    pub interval: IntervalRecord,
    pub approx: bool,
    pub planned: bool,
    pub duration_ms: Option<(i64, i64)>,
    pub zone: Option<&'d str>,
    pub anchor: Option<&'d str>,
    pub rule: &'d str,
    pub candidates: Vec<CandidateRecord<'d>>,
}

/// One way to read a time expression.
#[derive(Clone, Debug, Serialize)]
pub struct CandidateRecord<'d> {
    pub value: &'d str,
    #[serde(flatten)]
    pub interval: IntervalRecord,
    pub score: i32,
    pub why: &'d str,
}

/// A counted claim.
#[derive(Clone, Debug, Serialize)]
pub struct FigureRecord<'d> {
    #[serde(flatten)]
    pub stand: Stand<'d>,
    pub number: WordsRecord<'d>,
    pub low: u64,
    pub high: Option<u64>,
    pub stated: Option<u64>,
    pub bound: Bound,
    pub measure: &'d str,
    pub counted: &'d str,
    pub group: Option<&'d str>,
    pub place: Option<&'d str>,
    pub place_inherited: bool,
    /// EDTF.
    pub as_of: Option<&'d str>,
    pub as_of_explicit: bool,
    pub as_of_interval: IntervalRecord,
    pub during: IntervalRecord,
    pub chain: &'d [String],
    pub statement: Option<&'d str>,
    /// The whole this is a part or an item of.
    pub part_of: Option<&'d str>,
    pub relation: Option<&'d FigureRelation>,
    pub certainty: Certainty,
    pub implied: bool,
    pub alternatives: Vec<AlternativeRecord<'d>>,
    pub rule: &'d str,
}

/// Another reading of a damaged number.
#[derive(Clone, Debug, Serialize)]
pub struct AlternativeRecord<'d> {
    pub value: u64,
    pub why: &'d str,
}

/// A quotation or reported statement.
#[derive(Clone, Debug, Serialize)]
pub struct QuoteRecord<'d> {
    #[serde(flatten)]
    pub stand: Stand<'d>,
    pub speaker: &'d str,
    pub speaker_canonical: Option<&'d str>,
    pub speaker_words: Option<WordsRecord<'d>>,
    pub role: Option<&'d str>,
    pub cue: Option<WordsRecord<'d>>,
    pub mode: Mode,
    pub chain: &'d [String],
    pub inside: Option<&'d str>,
    pub knowing: Knowing,
    pub distanced: bool,
    pub said: IntervalRecord,
    pub rule: &'d str,
}

/// A name as it stands in a text.
#[derive(Clone, Debug, Serialize)]
pub struct NameRecord<'d> {
    #[serde(flatten)]
    pub stand: Stand<'d>,
    #[serde(rename = "type")]
    pub kind: NameKind,
    pub canonical: &'d str,
    pub role: Option<&'d str>,
    pub rule: &'d str,
}

/// One asserted proposition.
#[derive(Clone, Debug, Serialize)]
pub struct ClaimRecord<'d> {
    #[serde(flatten)]
    pub stand: Stand<'d>,
    #[serde(flatten)]
    pub content: &'d ClaimContent,
    #[serde(flatten)]
    pub interval: IntervalRecord,
    pub times: &'d [Id],
    pub place: Option<&'d str>,
    pub participants: &'d [String],
    pub chain: &'d [String],
    pub statement: Option<&'d str>,
    pub certainty: Certainty,
    pub negated: bool,
    pub rule: &'d str,
}

/// What all records of one account share.
#[derive(Clone, Copy)]
struct Inside<'i, 'd> {
    index: &'i Index<'d>,
    account: &'d Account,
}

impl<'d> Inside<'_, 'd> {
    fn stand(self, id: &'d Id, span: Span) -> Stand<'d> {
        let WordsRecord { start, end, text } = self.words(span);
        let (original, account) = (&self.account.original.0, &self.account.id.0);
        let locator = self.index.locator(&self.account.original, span);
        let by = added_by(self.index, id).collect();
        let boxes = self.index.boxes(&self.account.original, span);
        Stand { id: &id.0, original, account, start, end, text, locator, by, boxes }
    }

    fn words(self, span: Span) -> WordsRecord<'d> {
        WordsRecord::new(self.index, &self.account.original, span)
    }
}

pub(super) fn accounts<'i, 'd>(
    index: &'i Index<'d>,
) -> impl Iterator<Item = AccountRecord<'d>> + use<'i, 'd> {
    index.dossier.accounts.iter().map(move |account| {
        let claims = index.claims_of(&account.id);
        let (start, end) = index.original_bytes(&account.original, account.span);
        AccountRecord {
            id: &account.id.0,
            original: &account.original.0,
            file: index.file_name(&account.original),
            start,
            end,
            title: account.title.as_ref().map(|title| title.text.as_str()),
            source: account.source.as_deref(),
            author: account.author.as_ref().map(|author| author.text.as_str()),
            language: &account.language,
            written: claims.and_then(|claims| claims.written.edtf.as_deref()),
            interval: claims.map_or(Interval::UNBOUNDED, |claims| claims.written.interval).into(),
            why: claims.map(|claims| reasons(&claims.written)).unwrap_or_default(),
            why_here: texts(&account.why),
            layers: layers(Inside { index, account }, claims),
        }
    })
}

fn layers<'d>(inside: Inside<'_, 'd>, claims: Option<&'d AccountClaims>) -> Vec<LayerRecord<'d>> {
    let written = claims.map_or(&[][..], |claims| &claims.layers_written);
    let layers = inside.account.layers.iter().enumerate();
    layers
        .map(|(at, layer)| {
            let time = written.get(at);
            LayerRecord {
                words: inside.words(layer.span),
                written: time.and_then(|time| time.edtf.as_deref()),
                interval: time.map_or(Interval::UNBOUNDED, |time| time.interval).into(),
                why: time.map(reasons).unwrap_or_default(),
            }
        })
        .collect()
}

fn reasons(written: &recount_model::DocumentTime) -> Vec<&str> {
    written.reasons.iter().map(|reason| &*reason.why).collect()
}

/// Accounts and their blocks; what lies between accounts belongs to the page and is given as furniture.
pub(super) fn layout<'i, 'd>(index: &'i Index<'d>) -> impl Iterator<Item = LayoutRecord<'d>> + use<'i, 'd> {
    index.dossier.readings.iter().flat_map(move |reading| {
        let mut records = Vec::new();
        let mut reached = 0;
        let accounts = &index.dossier.accounts;
        let first = accounts.partition_point(|account| account.original < reading.original);
        for account in accounts.iter().skip(first).take_while(|account| account.original == reading.original)
        {
            records.extend(between(
                index,
                &reading.original,
                Span { start: reached, end: account.span.start },
            ));
            records.push(laid(index, &account.original, Some(account), account.span, ("account", None)));
            records.extend(account.blocks.iter().map(|block| {
                let kind = (block_word(block.kind), Some(block.kind));
                laid(index, &account.original, Some(account), block.span, kind)
            }));
            reached = reached.max(account.span.end);
        }
        records.extend(between(index, &reading.original, Span::new(reached as usize, reading.text.len())));
        records
    })
}

fn between<'d>(index: &Index<'d>, original: &'d OriginalId, span: Span) -> Option<LayoutRecord<'d>> {
    let text = span.of(&index.reading(original)?.text);
    let start = span.start as usize + (text.len() - text.trim_start().len());
    let trimmed = Span::new(start, start + text.trim().len());
    let furniture = ("furniture", Some(BlockKind::Furniture));
    (!trimmed.is_empty()).then(|| laid(index, original, None, trimmed, furniture))
}

fn laid<'d>(
    index: &Index<'d>,
    original: &'d OriginalId,
    account: Option<&'d Account>,
    span: Span,
    (kind, block): (&'static str, Option<BlockKind>),
) -> LayoutRecord<'d> {
    let WordsRecord { start, end, text } = WordsRecord::new(index, original, span);
    let account = account.map(|account| account.id.0.as_str());
    LayoutRecord { kind, original: &original.0, account, start, end, text, block }
}

fn block_word(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Title | BlockKind::Heading => "heading",
        BlockKind::Paragraph | BlockKind::Byline => "paragraph",
        BlockKind::Speaker => "speaker",
        BlockKind::List => "list",
        BlockKind::Furniture => "furniture",
    }
}

/// All things of one kind, account by account.
fn each<'i, 'd, T, R>(
    index: &'i Index<'d>,
    list: fn(&'d AccountClaims) -> &'d [T],
    record: fn(Inside<'i, 'd>, &'d T) -> R,
) -> impl Iterator<Item = R> + use<'i, 'd, T, R> {
    let claims = index.dossier.claims.iter();
    let inside = claims.filter_map(|claims| Some((index.account(&claims.account)?, claims)));
    inside.flat_map(move |(account, claims)| {
        list(claims).iter().map(move |one| record(Inside { index, account }, one))
    })
}

pub(super) fn times<'i, 'd>(index: &'i Index<'d>) -> impl Iterator<Item = TimeRecord<'d>> + use<'i, 'd> {
    each(index, |claims| &claims.times, time)
}

fn time<'d>(inside: Inside<'_, 'd>, timex: &'d Timex) -> TimeRecord<'d> {
    TimeRecord {
        stand: inside.stand(&timex.id, timex.span),
        kind: timex.kind,
        value: &timex.value,
        modifier: timex.modifier.as_deref(),
        edtf: timex.edtf.as_deref(),
        interval: timex.interval.into(),
        approx: timex.is_approximate,
        planned: timex.is_planned,
        duration_ms: timex.duration_ms,
        zone: timex.stated_zone.as_deref(),
        anchor: timex.anchor.as_deref(),
        rule: &timex.rule,
        candidates: timex.candidates.iter().map(candidate).collect(),
    }
}

fn candidate(candidate: &TimexCandidate) -> CandidateRecord<'_> {
    CandidateRecord {
        value: &candidate.value,
        interval: candidate.interval.into(),
        score: candidate.score,
        why: &candidate.why,
    }
}

pub(super) fn figures<'i, 'd>(index: &'i Index<'d>) -> impl Iterator<Item = FigureRecord<'d>> + use<'i, 'd> {
    each(index, |claims| &claims.figures, figure)
}

fn figure<'d>(inside: Inside<'_, 'd>, figure: &'d Figure) -> FigureRecord<'d> {
    let alternatives = figure.alternatives.iter();
    FigureRecord {
        stand: inside.stand(&figure.id, figure.span),
        number: inside.words(figure.number_span),
        low: figure.low,
        high: figure.high,
        stated: figure.stated,
        bound: figure.bound,
        measure: &figure.measure.0,
        counted: &figure.counted,
        group: figure.group.as_deref(),
        place: figure.place.as_deref(),
        place_inherited: figure.is_place_inherited,
        as_of: figure.as_of_edtf.as_deref(),
        as_of_explicit: figure.is_as_of_explicit,
        as_of_interval: figure.as_of.into(),
        during: figure.during.into(),
        chain: &figure.chain,
        statement: figure.statement.as_ref().map(|id| id.0.as_str()),
        part_of: figure.relation.as_ref().and_then(whole_of),
        relation: figure.relation.as_ref(),
        certainty: figure.certainty,
        implied: figure.is_implied,
        alternatives: alternatives.map(|(value, why)| AlternativeRecord { value: *value, why }).collect(),
        rule: &figure.rule,
    }
}

fn whole_of(relation: &FigureRelation) -> Option<&str> {
    match relation {
        FigureRelation::PartOf { whole } | FigureRelation::ItemOf { whole, .. } => Some(&whole.0),
        FigureRelation::MoreThanBy { .. } => None,
    }
}

pub(super) fn quotes<'i, 'd>(index: &'i Index<'d>) -> impl Iterator<Item = QuoteRecord<'d>> + use<'i, 'd> {
    each(index, |claims| &claims.statements, quote)
}

fn quote<'d>(inside: Inside<'_, 'd>, statement: &'d Statement) -> QuoteRecord<'d> {
    QuoteRecord {
        stand: inside.stand(&statement.id, statement.span),
        speaker: &statement.speaker,
        speaker_canonical: statement.speaker_canonical.as_deref(),
        speaker_words: statement.speaker_span.map(|span| inside.words(span)),
        role: statement.role.as_deref(),
        cue: statement.cue_span.map(|span| inside.words(span)),
        mode: statement.mode,
        chain: &statement.chain,
        inside: statement.inside.as_ref().map(|id| id.0.as_str()),
        knowing: statement.knowing,
        distanced: statement.is_distanced,
        said: statement.said.into(),
        rule: &statement.rule,
    }
}

pub(super) fn names<'i, 'd>(index: &'i Index<'d>) -> impl Iterator<Item = NameRecord<'d>> + use<'i, 'd> {
    each(
        index,
        |claims| &claims.names,
        |inside, name| NameRecord {
            stand: inside.stand(&name.id, name.span),
            kind: name.kind,
            canonical: &name.canonical,
            role: name.role.as_deref(),
            rule: &name.rule,
        },
    )
}

pub(super) fn claims<'i, 'd>(index: &'i Index<'d>) -> impl Iterator<Item = ClaimRecord<'d>> + use<'i, 'd> {
    each(index, |claims| &claims.claims, claim)
}

fn claim<'d>(inside: Inside<'_, 'd>, claim: &'d Claim) -> ClaimRecord<'d> {
    ClaimRecord {
        stand: inside.stand(&claim.id, claim.span),
        content: &claim.content,
        interval: claim.when.into(),
        times: &claim.times,
        place: claim.place.as_deref(),
        participants: &claim.participants,
        chain: &claim.chain,
        statement: claim.statement.as_ref().map(|id| id.0.as_str()),
        certainty: claim.certainty,
        negated: claim.is_negated,
        rule: &claim.rule,
    }
}
