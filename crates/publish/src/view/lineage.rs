//! Who copied whom: account pairs with the passages they share, side by side.
//!
//! Comes in: the collation. Goes out: pairs, passages cut into what stayed and what changed, shared talking points. It
//! may not say who copied where the direction is not known.

use super::context::{AccountRef, Context};
use super::questions::chain_words;
use super::quote::QuoteView;
use recount_model::{
    Alignment, AlignmentKind, Direction, Edit, EditKind, LineageEdge, Passage, Span, TalkingPoint,
    Translation,
};
use serde::Serialize;
use std::collections::BTreeSet;

/// Everything copied.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct LineageView {
    /// Aligned passages in all pairs.
    pub passages: usize,
    pub pairs: Vec<PairView>,
    pub talking_points: Vec<TalkingPointView>,
    pub translations: Vec<TranslationView>,
}

/// Two accounts that tell the same facts in other words.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct TranslationView {
    pub id: String,
    pub one: AccountRef,
    pub other: AccountRef,
    /// The facts in order, as the one and as the other has them.
    pub facts: Vec<(String, String)>,
    pub why: Vec<String>,
}

/// Two accounts that share words.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct PairView {
    pub id: String,
    pub from: AccountRef,
    pub to: AccountRef,
    pub is_directed: bool,
    pub direction_words: String,
    /// "30 % of the shorter account's words"
    pub shared: String,
    pub credit: String,
    pub why: Vec<String>,
    pub alignments: Vec<AlignmentView>,
    #[serde(skip)]
    pub direction: Direction,
    #[serde(skip)]
    pub shared_permille: u32,
}

/// Two aligned passages; the left one is the older where that is known.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct AlignmentView {
    pub id: String,
    pub is_directed: bool,
    pub kind_words: String,
    pub direction_words: String,
    pub left: SideView,
    pub right: SideView,
    pub edits: Vec<EditView>,
    pub why: Vec<String>,
}

/// One side of aligned passages.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct SideView {
    pub quote: QuoteView,
    pub segments: Vec<SegmentView>,
}

/// A run of words that stayed, or that changed in one way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct SegmentView {
    /// `same`, or the kind of edit.
    pub kind: &'static str,
    pub text: String,
}

/// One change in words.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct EditView {
    pub kind: &'static str,
    pub kind_words: String,
    pub old: String,
    pub new: String,
}

/// Similar wording in several mouths.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct TalkingPointView {
    pub id: String,
    pub words: String,
    pub why: Vec<String>,
    /// Speaker and chain with each passage.
    pub quotes: Vec<SpokenView>,
}

/// A passage and whose mouth it is in.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct SpokenView {
    pub speaker: String,
    pub chain: String,
    pub quote: QuoteView,
}

/// All pairs, most shared words first; then what belongs to no pair; then talking points.
pub fn lineage(context: &Context<'_>) -> LineageView {
    let collation = &context.dossier().collation;
    let mut edges: Vec<&LineageEdge> = collation.lineage.iter().collect();
    edges.sort_by_key(|edge| std::cmp::Reverse(edge.shared_permille));
    LineageView {
        passages: collation.alignments.len(),
        pairs: edges.into_iter().map(|edge| pair_view(context, edge)).collect(),
        talking_points: collation.talking_points.iter().map(|point| talking_point(context, point)).collect(),
        translations: collation.translations.iter().map(|found| translation(context, found)).collect(),
    }
}

pub fn pair_view(context: &Context<'_>, edge: &LineageEdge) -> PairView {
    let is_backward = edge.direction == Direction::BToA;
    let (from, to) = if is_backward { (&edge.to, &edge.from) } else { (&edge.from, &edge.to) };
    let mut alignments: Vec<&Alignment> =
        edge.alignments.iter().filter_map(|id| context.index.alignment(id)).collect();
    alignments.sort_by_key(|alignment| std::cmp::Reverse(interest(alignment)));
    let percent = ((edge.shared_permille + 5) / 10).to_string();
    PairView {
        id: edge.id.0.to_string(),
        from: context.account_ref(from),
        to: context.account_ref(to),
        is_directed: is_directed(edge.direction),
        direction_words: direction_words(context, edge.direction),
        shared: context.words.fill("lineage", "shared", &[("n", &percent)]),
        credit: context.words.say("lineage", if edge.is_credited { "credited" } else { "not-credited" }),
        why: context.reasons(&edge.why),
        alignments: alignments.into_iter().map(|alignment| alignment_view(context, alignment)).collect(),
        direction: edge.direction,
        shared_permille: edge.shared_permille,
    }
}

/// A changed number says most, a verbatim copy least; longer before shorter.
fn interest(alignment: &Alignment) -> (usize, usize) {
    let telling =
        |edit: &&Edit| matches!(edit.kind, EditKind::Value | EditKind::Hedge | EditKind::Attribution);
    (alignment.edits.iter().filter(telling).count(), alignment.a.span.len())
}

pub fn alignment_view(context: &Context<'_>, alignment: &Alignment) -> AlignmentView {
    let is_backward = alignment.direction == Direction::BToA;
    let a = side(context, &alignment.a, &alignment.edits, |edit| edit.a);
    let b = side(context, &alignment.b, &alignment.edits, |edit| edit.b);
    let (left, right) = if is_backward { (b, a) } else { (a, b) };
    AlignmentView {
        id: alignment.id.0.to_string(),
        is_directed: is_directed(alignment.direction),
        kind_words: context.words.say("alignment", alignment_key(alignment.kind)),
        direction_words: direction_words(context, alignment.direction),
        left,
        right,
        edits: alignment.edits.iter().map(|edit| edit_view(context, edit, is_backward)).collect(),
        why: context.reasons(&alignment.why),
    }
}

fn edit_view(context: &Context<'_>, edit: &Edit, is_backward: bool) -> EditView {
    let (old, new) = if is_backward { (&edit.new, &edit.old) } else { (&edit.old, &edit.new) };
    EditView {
        kind: edit_key(edit.kind),
        kind_words: context.words.say("edit", edit_key(edit.kind)),
        old: old.clone(),
        new: new.clone(),
    }
}

fn side(context: &Context<'_>, passage: &Passage, edits: &[Edit], at: fn(&Edit) -> Span) -> SideView {
    SideView { quote: context.bare_quote(passage), segments: segments(passage, edits, at) }
}

/// Cuts a passage where it was changed. Edits that do not fit (outside, overlapping, inside a character) are left
/// out: then the words stand unmarked, but all of them.
fn segments(passage: &Passage, edits: &[Edit], at: fn(&Edit) -> Span) -> Vec<SegmentView> {
    let mut changes: Vec<(Span, EditKind)> = edits.iter().map(|edit| (at(edit), edit.kind)).collect();
    changes.sort();
    let mut segments = Vec::new();
    let mut reached = passage.span.start;
    let words = |start: u32, end: u32| {
        let from = start.checked_sub(passage.span.start)? as usize;
        passage.text.get(from..end.checked_sub(passage.span.start)? as usize)
    };
    for (span, kind) in changes {
        if span.is_empty() || span.start < reached {
            continue;
        }
        let (Some(same), Some(changed)) = (words(reached, span.start), words(span.start, span.end)) else {
            continue;
        };
        segments.push(SegmentView { kind: "same", text: same.to_owned() });
        segments.push(SegmentView { kind: edit_key(kind), text: changed.to_owned() });
        reached = span.end;
    }
    let from = reached.saturating_sub(passage.span.start) as usize;
    segments.push(SegmentView { kind: "same", text: passage.text.get(from..).unwrap_or("").to_owned() });
    segments.retain(|segment| !segment.text.is_empty());
    segments
}

pub fn talking_point(context: &Context<'_>, point: &TalkingPoint) -> TalkingPointView {
    let mouths: BTreeSet<&str> = point.statements.iter().map(|(_, speaker)| speaker.as_str()).collect();
    let statements: Vec<_> =
        point.statements.iter().filter_map(|(id, _)| context.index.statement(id)).collect();
    let spoken = point.passages.iter().map(|passage| {
        // Statements and passages are sorted each by themselves: whose words they are is known by where they stand.
        let own = statements.iter().find(|(claims, statement)| {
            claims.account == passage.account && statement.span.overlaps(passage.span)
        });
        let own = own.map(|(_, statement)| *statement);
        SpokenView {
            speaker: context.speaker(own.map(|statement| statement.speaker.as_str()).unwrap_or_default()),
            chain: own
                .map(|statement| chain_words(context, &passage.account, &statement.chain))
                .unwrap_or_default(),
            quote: context.bare_quote(passage),
        }
    });
    let n = context.words.count("speaker", mouths.len());
    let shared = point.shared_words.join(", ");
    TalkingPointView {
        id: point.id.0.to_string(),
        words: context.words.fill("lineage", "talking-point", &[("n", &n), ("words", &shared)]),
        why: context.reasons(&point.why),
        quotes: spoken.collect(),
    }
}

pub fn translation(context: &Context<'_>, found: &Translation) -> TranslationView {
    let texts = |(one, other): &(Passage, Passage)| (one.text.clone(), other.text.clone());
    TranslationView {
        id: found.id.0.to_string(),
        one: context.account_ref(&found.one),
        other: context.account_ref(&found.other),
        facts: found.facts.iter().map(texts).collect(),
        why: context.reasons(&found.why),
    }
}

fn is_directed(direction: Direction) -> bool {
    matches!(direction, Direction::AToB | Direction::BToA)
}

pub fn direction_words(context: &Context<'_>, direction: Direction) -> String {
    let key = match direction {
        Direction::AToB | Direction::BToA => "directed",
        Direction::CommonOrigin => "common-origin",
        Direction::Unknown => "unknown",
    };
    context.words.say("direction", key)
}

fn alignment_key(kind: AlignmentKind) -> &'static str {
    match kind {
        AlignmentKind::Verbatim => "verbatim",
        AlignmentKind::Edited => "edited",
        AlignmentKind::Paraphrase => "paraphrase",
    }
}

fn edit_key(kind: EditKind) -> &'static str {
    match kind {
        EditKind::Value => "value",
        EditKind::Insert => "insert",
        EditKind::Delete => "delete",
        EditKind::Replace => "replace",
        EditKind::Hedge => "hedge",
        EditKind::Attribution => "attribution",
        EditKind::Tense => "tense",
        EditKind::Variant => "variant",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use recount_model::{Id, OriginalId};

    fn cut(text: &str, start: u32, spans: &[(u32, u32)]) -> Vec<(&'static str, String)> {
        let span = Span { start, end: start + text.len() as u32 };
        let passage =
            Passage { original: OriginalId::of(b""), account: Id("a".into()), span, text: text.to_owned() };
        let edit = |(start, end): &(u32, u32)| {
            let span = Span { start: *start, end: *end };
            Edit { kind: EditKind::Value, old: String::new(), new: String::new(), a: span, b: span }
        };
        let edits: Vec<Edit> = spans.iter().map(edit).collect();
        segments(&passage, &edits, |edit| edit.a).into_iter().map(|cut| (cut.kind, cut.text)).collect()
    }

    #[test]
    fn changed_words_are_cut_out_and_nothing_is_lost() {
        let whole = |cuts: Vec<(&str, String)>| cuts.into_iter().map(|cut| cut.1).collect::<String>();
        assert_eq!(
            cut("held 700 tonnes", 10, &[(15, 18)]),
            [("same", "held ".to_owned()), ("value", "700".to_owned()), ("same", " tonnes".to_owned())]
        );
        for odd in [&[(0, 3)][..], &[(11, 90)], &[(12, 12)], &[(11, 14), (12, 13)], &[(14, 11)], &[(16, 17)]]
        {
            assert_eq!(whole(cut("a längst b", 10, odd)), "a längst b", "{odd:?}");
        }
    }
}
