//! Records of what only the whole dossier says: reuse, lineage, questions, findings, chronicle, people.
//!
//! Comes in: an indexed dossier. Goes out: records in the dossier's order. It may not know how they were derived.

use super::value::{BytesRecord, IntervalRecord, PassageRecord, share, texts};
use crate::index::Index;
use recount_model::{
    Alignment, AlignmentKind, Bound, ChronicleEntry, ClaimInQuestion, Coding, Direction, Edit, EditKind,
    Entity, FigureConflict, Finding, Hold, Id, LineageEdge, NameKind, Passage, Question, RankReason,
    Relation, Root, Severity, TalkingPoint,
};
use serde::Serialize;

/// One aligned pair of passages.
#[derive(Clone, Debug, Serialize)]
pub struct ReuseRecord<'d> {
    pub id: &'d str,
    pub a: SideRecord<'d>,
    pub b: SideRecord<'d>,
    pub kind: AlignmentKind,
    /// Share of words that agree, 0..=1 (1 = all).
    pub score: f64,
    pub edits: Vec<EditRecord<'d>>,
    pub direction: Direction,
    pub why: Vec<&'d str>,
}

/// One side of an aligned pair; `doc` is the file name, or the original's hash where it has none.
#[derive(Clone, Debug, Serialize)]
pub struct SideRecord<'d> {
    pub doc: &'d str,
    #[serde(flatten)]
    pub passage: PassageRecord<'d>,
}

/// One change between aligned passages.
#[derive(Clone, Debug, Serialize)]
pub struct EditRecord<'d> {
    pub kind: EditKind,
    pub old: &'d str,
    pub new: &'d str,
    pub a: BytesRecord,
    pub b: BytesRecord,
}

/// One account takes words from another.
#[derive(Clone, Debug, Serialize)]
pub struct LineageRecord<'d> {
    pub id: &'d str,
    pub from: &'d str,
    pub to: &'d str,
    pub direction: Direction,
    /// Share of the shorter account's words, 0..=1 (1 = all).
    pub shared: f64,
    pub credited: bool,
    pub alignments: &'d [Id],
    pub why: Vec<&'d str>,
}

/// Claims that go back to one telling.
#[derive(Clone, Debug, Serialize)]
pub struct RootRecord<'d> {
    pub id: &'d str,
    pub members: &'d [Id],
    pub why: Vec<&'d str>,
}

/// Similar wording in the mouths of different speakers.
#[derive(Clone, Debug, Serialize)]
pub struct TalkingPointRecord<'d> {
    pub id: &'d str,
    pub statements: Vec<SpokenRecord<'d>>,
    pub spans: Vec<PassageRecord<'d>>,
    pub shared_words: &'d [String],
    pub why: Vec<&'d str>,
}

/// The same facts in the same order, in other words.
#[derive(Clone, Debug, Serialize)]
pub struct TranslationRecord<'d> {
    pub id: &'d str,
    pub one: &'d str,
    pub other: &'d str,
    pub across_languages: bool,
    pub facts: Vec<(PassageRecord<'d>, PassageRecord<'d>)>,
    pub shared: f64,
    pub why: Vec<&'d str>,
}

/// A statement and its speaker.
#[derive(Clone, Debug, Serialize)]
pub struct SpokenRecord<'d> {
    pub id: &'d str,
    pub speaker: &'d str,
}

/// One question with its answers.
#[derive(Clone, Debug, Serialize)]
pub struct QuestionRecord<'d> {
    pub id: &'d str,
    pub title: &'d str,
    pub measure: &'d str,
    pub event: Option<&'d str>,
    pub place: Option<&'d str>,
    pub group: Option<&'d str>,
    pub scope: &'d str,
    pub claims: Vec<AnswerRecord<'d>>,
    pub pairs: Vec<PairRecord<'d>>,
    pub conflicts: Vec<ConflictRecord<'d>>,
    pub low: Option<u64>,
    pub high: Option<u64>,
    pub best: Option<u64>,
    pub low_because: Option<&'d str>,
    pub high_because: Option<&'d str>,
    pub best_because: Option<&'d [Id]>,
    /// How coding manuals would put it down, as we read them.
    pub codings: Vec<CodingRecord<'d>>,
    pub missing: Vec<&'d str>,
    pub wider: &'d [Id],
    pub narrower: &'d [Id],
}

/// One manual's coding; each number beside the figure it comes from.
#[derive(Clone, Debug, Serialize)]
pub struct CodingRecord<'d> {
    pub policy: &'d str,
    pub low: Option<u64>,
    pub low_because: Option<&'d str>,
    pub best: Option<u64>,
    pub best_because: Option<&'d str>,
    pub high: Option<u64>,
    pub high_because: Option<&'d str>,
}

fn coding(coding: &Coding) -> CodingRecord<'_> {
    let number = |cited: &Option<(u64, Id)>| cited.as_ref().map(|(value, _)| *value);
    fn because(cited: &Option<(u64, Id)>) -> Option<&str> {
        cited.as_ref().map(|(_, id)| id.0.as_str())
    }
    CodingRecord {
        policy: &coding.policy,
        low: number(&coding.low),
        low_because: because(&coding.low),
        best: number(&coding.best),
        best_because: because(&coding.best),
        high: number(&coding.high),
        high_because: because(&coding.high),
    }
}

/// One figure as an answer; `id` is the figure's.
#[derive(Clone, Debug, Serialize)]
pub struct AnswerRecord<'d> {
    pub id: &'d str,
    pub low: u64,
    pub high: Option<u64>,
    pub bound: Bound,
    /// EDTF.
    pub as_of: Option<&'d str>,
    pub as_of_interval: IntervalRecord,
    pub chain: &'d [String],
    pub root: &'d str,
    pub role: &'d str,
    #[serde(flatten)]
    pub passage: PassageRecord<'d>,
}

/// How two answers compare.
#[derive(Clone, Debug, Serialize)]
pub struct PairRecord<'d> {
    pub a: &'d str,
    pub b: &'d str,
    pub relation: Relation,
    pub hold: Option<Hold>,
    pub why: &'d str,
}

/// A smallest set of answers that cannot all hold.
#[derive(Clone, Debug, Serialize)]
pub struct ConflictRecord<'d> {
    pub id: &'d str,
    pub figures: &'d [Id],
    pub hold: Hold,
    pub reading: Option<&'d str>,
    pub why: Vec<&'d str>,
}

/// Something the analyst should look at.
#[derive(Clone, Debug, Serialize)]
pub struct FindingRecord<'d> {
    pub id: &'d str,
    pub kind: &'d str,
    pub hold: Hold,
    pub reading: Option<&'d str>,
    pub title: &'d str,
    pub why: Vec<&'d str>,
    pub spans: Vec<PassageRecord<'d>>,
    pub severity: Severity,
    pub parents: &'d [Id],
}

/// An event with its bounds, support and dispute.
#[derive(Clone, Debug, Serialize)]
pub struct ChronicleRecord<'d> {
    pub id: &'d str,
    pub title: &'d str,
    #[serde(flatten)]
    pub interval: IntervalRecord,
    pub edtf: Option<&'d str>,
    pub place: Option<&'d str>,
    pub supports: Vec<PassageRecord<'d>>,
    pub disputes: Vec<PassageRecord<'d>>,
    pub roots: u32,
    pub planned: bool,
    pub phase: &'d str,
    pub claims: &'d [Id],
    pub weight: u32,
    pub weighed: &'d [RankReason],
}

/// One person, organisation or place across the dossier.
#[derive(Clone, Debug, Serialize)]
pub struct PersonRecord<'d> {
    pub id: &'d str,
    #[serde(rename = "type")]
    pub kind: NameKind,
    pub canonical: &'d str,
    pub variants: &'d [String],
    pub roles: &'d [String],
    pub mentions: Vec<MentionRecord<'d>>,
}

/// One mention; bytes into the account's original.
#[derive(Clone, Debug, Serialize)]
pub struct MentionRecord<'d> {
    pub id: &'d str,
    pub account: &'d str,
    pub start: u64,
    pub end: u64,
    pub text: &'d str,
}

fn cited<'d>(index: &Index<'d>, passages: &'d [Passage]) -> Vec<PassageRecord<'d>> {
    passages.iter().map(|passage| PassageRecord::new(index, passage)).collect()
}

pub(super) fn reuse<'i, 'd>(index: &'i Index<'d>) -> impl Iterator<Item = ReuseRecord<'d>> + use<'i, 'd> {
    index.dossier.collation.alignments.iter().map(|alignment| ReuseRecord {
        id: &alignment.id.0,
        a: side(index, &alignment.a),
        b: side(index, &alignment.b),
        kind: alignment.kind,
        score: share(alignment.score_permille),
        edits: alignment.edits.iter().map(|edit| changed(index, alignment, edit)).collect(),
        direction: alignment.direction,
        why: texts(&alignment.why),
    })
}

fn side<'d>(index: &Index<'d>, passage: &'d Passage) -> SideRecord<'d> {
    let doc = index.file_name(&passage.original).unwrap_or(&passage.original.0);
    SideRecord { doc, passage: PassageRecord::new(index, passage) }
}

fn changed<'d>(index: &Index<'d>, alignment: &'d Alignment, edit: &'d Edit) -> EditRecord<'d> {
    EditRecord {
        kind: edit.kind,
        old: &edit.old,
        new: &edit.new,
        a: BytesRecord::new(index, &alignment.a.original, edit.a),
        b: BytesRecord::new(index, &alignment.b.original, edit.b),
    }
}

pub(super) fn lineage<'d>(index: &Index<'d>) -> impl Iterator<Item = LineageRecord<'d>> + use<'d> {
    index.dossier.collation.lineage.iter().map(|edge: &LineageEdge| LineageRecord {
        id: &edge.id.0,
        from: &edge.from.0,
        to: &edge.to.0,
        direction: edge.direction,
        shared: share(edge.shared_permille),
        credited: edge.is_credited,
        alignments: &edge.alignments,
        why: texts(&edge.why),
    })
}

pub(super) fn roots<'d>(index: &Index<'d>) -> impl Iterator<Item = RootRecord<'d>> + use<'d> {
    let roots = index.dossier.collation.roots.iter();
    roots.map(|root: &Root| RootRecord { id: &root.id.0, members: &root.members, why: texts(&root.why) })
}

pub(super) fn translations<'i, 'd>(
    index: &'i Index<'d>,
) -> impl Iterator<Item = TranslationRecord<'d>> + use<'i, 'd> {
    index.dossier.collation.translations.iter().map(|found| TranslationRecord {
        id: &found.id.0,
        one: &found.one.0,
        other: &found.other.0,
        across_languages: found.is_across_languages,
        facts: found
            .facts
            .iter()
            .map(|(one, other)| (PassageRecord::new(index, one), PassageRecord::new(index, other)))
            .collect(),
        shared: share(found.shared_permille),
        why: texts(&found.why),
    })
}

pub(super) fn talking_points<'i, 'd>(
    index: &'i Index<'d>,
) -> impl Iterator<Item = TalkingPointRecord<'d>> + use<'i, 'd> {
    index.dossier.collation.talking_points.iter().map(|point: &TalkingPoint| TalkingPointRecord {
        id: &point.id.0,
        statements: point
            .statements
            .iter()
            .map(|(id, speaker)| SpokenRecord { id: &id.0, speaker })
            .collect(),
        spans: cited(index, &point.passages),
        shared_words: &point.shared_words,
        why: texts(&point.why),
    })
}

pub(super) fn questions<'i, 'd>(
    index: &'i Index<'d>,
) -> impl Iterator<Item = QuestionRecord<'d>> + use<'i, 'd> {
    index.dossier.questions.iter().map(|question| question_record(index, question))
}

fn question_record<'d>(index: &Index<'d>, question: &'d Question) -> QuestionRecord<'d> {
    QuestionRecord {
        id: &question.id.0,
        title: &question.title,
        measure: &question.measure.0,
        event: question.event.as_deref(),
        place: question.place.as_deref(),
        group: question.group.as_deref(),
        scope: &question.scope,
        claims: question.claims.iter().map(|claim| answer(index, claim)).collect(),
        pairs: question.pairs.iter().map(|one| pair(question, one)).collect(),
        conflicts: question.conflicts.iter().map(conflict).collect(),
        low: question.low.as_ref().map(|low| low.0),
        high: question.high.as_ref().map(|high| high.0),
        best: question.best.as_ref().map(|best| best.0),
        low_because: question.low.as_ref().map(|low| low.1.0.as_str()),
        high_because: question.high.as_ref().map(|high| high.1.0.as_str()),
        best_because: question.best.as_ref().map(|best| best.1.as_slice()),
        codings: question.codings.iter().map(coding).collect(),
        missing: texts(&question.missing),
        wider: &question.wider,
        narrower: &question.narrower,
    }
}

fn answer<'d>(index: &Index<'d>, claim: &'d ClaimInQuestion) -> AnswerRecord<'d> {
    AnswerRecord {
        id: &claim.figure.0,
        low: claim.low,
        high: claim.high,
        bound: claim.bound,
        as_of: index.figure(&claim.figure).and_then(|(_, figure)| figure.as_of_edtf.as_deref()),
        as_of_interval: claim.as_of.into(),
        chain: &claim.chain,
        root: &claim.root.0,
        role: &claim.role,
        passage: PassageRecord::new(index, &claim.passage),
    }
}

fn pair<'d>(question: &'d Question, pair: &'d recount_model::PairRelation) -> PairRecord<'d> {
    let why = question.why(pair);
    PairRecord { a: &pair.a.0, b: &pair.b.0, relation: pair.relation, hold: pair.hold, why }
}

fn conflict(conflict: &FigureConflict) -> ConflictRecord<'_> {
    ConflictRecord {
        id: &conflict.id.0,
        figures: &conflict.figures,
        hold: conflict.hold,
        reading: conflict.reading.as_deref(),
        why: texts(&conflict.why),
    }
}

pub(super) fn findings<'i, 'd>(
    index: &'i Index<'d>,
) -> impl Iterator<Item = FindingRecord<'d>> + use<'i, 'd> {
    index.dossier.findings.iter().map(|finding: &Finding| FindingRecord {
        id: &finding.id.0,
        kind: &finding.kind,
        hold: finding.hold,
        reading: finding.reading.as_deref(),
        title: &finding.title,
        why: texts(&finding.why),
        spans: cited(index, &finding.passages),
        severity: finding.severity,
        parents: &finding.parents,
    })
}

pub(super) fn chronicle<'i, 'd>(
    index: &'i Index<'d>,
) -> impl Iterator<Item = ChronicleRecord<'d>> + use<'i, 'd> {
    index.dossier.chronicle.iter().map(|entry: &ChronicleEntry| ChronicleRecord {
        id: &entry.id.0,
        title: &entry.title,
        interval: entry.interval.into(),
        edtf: entry.edtf.as_deref(),
        place: entry.place.as_deref(),
        supports: cited(index, &entry.supports),
        disputes: cited(index, &entry.disputes),
        roots: entry.roots,
        planned: entry.is_planned,
        phase: &entry.phase,
        claims: &entry.claims,
        weight: entry.weight,
        weighed: &entry.weighed,
    })
}

pub(super) fn people<'i, 'd>(index: &'i Index<'d>) -> impl Iterator<Item = PersonRecord<'d>> + use<'i, 'd> {
    index.dossier.entities.iter().map(|entity: &Entity| PersonRecord {
        id: &entity.id.0,
        kind: entity.kind,
        canonical: &entity.canonical,
        variants: &entity.variants,
        roles: &entity.roles,
        mentions: entity.mentions.iter().filter_map(|mention| mentioned(index, mention)).collect(),
    })
}

fn mentioned<'d>(index: &Index<'d>, (account, name): &'d (Id, Id)) -> Option<MentionRecord<'d>> {
    let found = index.name(account, name)?;
    let original = &index.account(account)?.original;
    let (start, end) = index.original_bytes(original, found.span);
    Some(MentionRecord { id: &name.0, account: &account.0, start, end, text: &found.text })
}
