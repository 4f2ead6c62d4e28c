//! The questions: which figures answer the same one, and how the answers compare.
//!
//! Comes in: questions. Goes out: those with more than one answer in full, the others in a line. It may not choose an
//! answer: where the pipeline gives none, the view says why and what would settle it.

use super::by_hand::added_words;
use super::context::Context;
use super::findings::{hold_key, hold_words};
use super::quote::QuoteView;
use recount_model::{
    Bound, ClaimInQuestion, Coding, FigureConflict, Hold, Id, Interval, PairRelation, Question, Relation,
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// All questions.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct QuestionsView {
    pub total: usize,
    /// Two answers or more; those with a conflict first, then by number of answers.
    pub contested: Vec<QuestionView>,
    /// Contested ones beyond what can be drawn, each with its least and greatest answer only.
    pub in_short: Vec<QuestionView>,
    pub answered_once: Vec<QuestionView>,
}

/// One question.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct QuestionView {
    pub id: String,
    pub title: String,
    pub scope: String,
    pub has_conflict: bool,
    /// "12 to 20 or more": from the least to the most anybody gives.
    pub span_words: String,
    /// "Floor 12 · ceiling 21", where the pipeline gives them.
    pub bounds_words: String,
    pub low: Option<u64>,
    pub high: Option<u64>,
    pub best: Option<String>,
    pub missing: Vec<String>,
    /// "As ACLED would code it: 10", one line a manual.
    pub codings: Vec<String>,
    /// "4 answers in 3 accounts, 2 roots"
    pub count: String,
    pub answers: Vec<AnswerView>,
    pub conflicts: Vec<ConflictView>,
    /// How answers compare, conflicts first; `more_relations` were left out.
    pub relations: Vec<RelationView>,
    pub more_relations: usize,
}

/// One answer.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct AnswerView {
    pub figure: String,
    /// From 1, inside the question.
    pub number: usize,
    /// Innermost of the chain.
    pub speaker: String,
    pub chain: String,
    /// "more than 20"
    pub value: String,
    /// ">20", for pictures.
    pub short_value: String,
    pub as_of: String,
    /// A letter: answers with the same letter go back to one telling.
    pub root: String,
    /// `official`, `opposing`, `witness`, `anonymous`, `account`.
    pub role: String,
    pub role_words: String,
    /// Who added it by hand, where no rule read it.
    pub by: Option<String>,
    pub quote: QuoteView,
    #[serde(skip)]
    pub low: u64,
    #[serde(skip)]
    pub high: Option<u64>,
    #[serde(skip)]
    pub interval: Interval,
}

/// Answers that cannot all hold.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct ConflictView {
    pub id: String,
    pub hold: &'static str,
    pub hold_words: String,
    pub members: Vec<MemberView>,
    pub why: Vec<String>,
}

/// A figure where it is named beside others: an answer to the question, or to a narrower one.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct MemberView {
    pub figure: String,
    /// "14 (port authority)"
    pub words: String,
}

/// How two answers compare.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct RelationView {
    pub a: MemberView,
    pub b: MemberView,
    pub relation: String,
    pub is_conflict: bool,
    pub why: String,
}

/// Pairs grow with the square of the answers; a reader is given so many.
const MOST_RELATIONS: usize = 20;

/// Questions that are drawn and written out; thousands would be read by nobody, and by no browser.
const MOST_WRITTEN_OUT: usize = 150;

/// All questions in words.
pub fn questions(context: &Context<'_>) -> QuestionsView {
    let questions = &context.dossier().questions;
    let mut contested: Vec<&Question> =
        questions.iter().filter(|question| question.claims.len() > 1).collect();
    contested.sort_by_key(|question| {
        (question.conflicts.is_empty(), std::cmp::Reverse((question.conflicts.len(), question.claims.len())))
    });
    let short = contested.split_off(contested.len().min(MOST_WRITTEN_OUT));
    let once = questions.iter().filter(|question| question.claims.len() <= 1);
    QuestionsView {
        total: questions.len(),
        contested: contested.into_iter().map(|question| question_view(context, question)).collect(),
        in_short: short.into_iter().map(|question| in_short(question_view(context, question))).collect(),
        answered_once: once.map(|question| question_view(context, question)).collect(),
    }
}

fn in_short(mut view: QuestionView) -> QuestionView {
    view.answers.sort_by_key(|answer| (answer.low, answer.number));
    let greatest = view.answers.pop();
    view.answers.truncate(1);
    view.answers.extend(greatest);
    view.relations.clear();
    view
}

pub fn question_view(context: &Context<'_>, question: &Question) -> QuestionView {
    let letters = root_letters(question);
    let mut answers: Vec<AnswerView> =
        question.claims.iter().map(|claim| answer_view(context, claim, &letters)).collect();
    answers.sort_by_key(|answer| (answer.interval.earliest.is_none(), answer.interval.earliest, answer.low));
    for (at, answer) in answers.iter_mut().enumerate() {
        answer.number = at + 1;
    }
    let said = Said::by(context, question, &answers);
    let (relations, more_relations) = relations(context, question, &said);
    QuestionView {
        id: question.id.0.to_string(),
        title: context.say(&question.title),
        scope: context.say(&question.scope),
        has_conflict: !question.conflicts.is_empty(),
        span_words: span_words(context, question),
        bounds_words: bounds_words(context, question),
        low: question.low.as_ref().map(|low| low.0),
        high: question.high.as_ref().map(|high| high.0),
        best: question.best.as_ref().map(|best| context.words.number(best.0)),
        missing: context.reasons(&question.missing),
        codings: question.codings.iter().map(|coding| coding_words(context, coding)).collect(),
        count: count_words(context, question, letters.len()),
        conflicts: question
            .conflicts
            .iter()
            .map(|conflict| conflict_view(context, conflict, &said))
            .collect(),
        relations,
        more_relations,
        answers,
    }
}

fn coding_words(context: &Context<'_>, coding: &Coding) -> String {
    let number = |cited: &Option<(u64, Id)>| {
        cited.as_ref().map_or_else(|| "–".to_owned(), |(value, _)| context.words.number(*value))
    };
    let values =
        [("low", number(&coding.low)), ("best", number(&coding.best)), ("high", number(&coding.high))];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    context.words.fill("coding", &coding.policy, &values)
}

pub fn count_words(context: &Context<'_>, question: &Question, roots: usize) -> String {
    let accounts: std::collections::BTreeSet<&Id> =
        question.claims.iter().map(|claim| &claim.account).collect();
    let answers = context.words.count("answer", question.claims.len());
    let accounts = context.words.count("account", accounts.len());
    let roots = context.words.count("root", roots);
    context.words.fill(
        "question",
        "count",
        &[("answers", &answers), ("accounts", &accounts), ("roots", &roots)],
    )
}

/// From the least to the most anybody gives.
pub fn span_words(context: &Context<'_>, question: &Question) -> String {
    let number = |value: Option<u64>| context.words.number(value.unwrap_or(0));
    let low = question.claims.iter().map(|claim| claim.low).min();
    let high = question.claims.iter().map(|claim| claim.high.unwrap_or(claim.low)).max();
    let is_open = question.claims.iter().any(|claim| claim.high.is_none() && Some(claim.low) >= high);
    match (low == high, is_open) {
        (true, false) => number(low),
        (true, true) => context.words.fill("bound", "at-least", &[("n", &number(low))]),
        (false, is_open) => {
            let key = if is_open { "from-to-open" } else { "from-to" };
            context.words.fill("question", key, &[("low", &number(low)), ("high", &number(high))])
        }
    }
}

pub fn bounds_words(context: &Context<'_>, question: &Question) -> String {
    let bounds = [("floor", &question.low), ("ceiling", &question.high)];
    let said = bounds.into_iter().filter_map(|(key, bound)| {
        let number = context.words.number(bound.as_ref()?.0);
        Some(context.words.fill("chart", key, &[("n", &number)]))
    });
    said.collect::<Vec<_>>().join(" · ")
}

/// Roots of a question as letters, in the order they first answer.
fn root_letters(question: &Question) -> BTreeMap<&Id, String> {
    let mut letters = BTreeMap::new();
    for claim in &question.claims {
        let next = letter(letters.len());
        letters.entry(&claim.root).or_insert(next);
    }
    letters
}

/// A, B, … Z, AA, AB, …
fn letter(mut at: usize) -> String {
    let mut name = String::new();
    loop {
        name.insert(0, char::from(b'A' + u8::try_from(at % 26).unwrap_or(0)));
        if at < 26 {
            return name;
        }
        at = at / 26 - 1;
    }
}

fn answer_view(
    context: &Context<'_>,
    claim: &ClaimInQuestion,
    letters: &BTreeMap<&Id, String>,
) -> AnswerView {
    let figure = context.index.figure(&claim.figure).map(|(_, figure)| figure);
    let as_of = context.moments.of(figure.and_then(|figure| figure.as_of_edtf.as_deref()), claim.as_of);
    let stated = figure.and_then(|figure| figure.stated);
    AnswerView {
        figure: claim.figure.0.to_string(),
        number: 0,
        speaker: speaker(context, claim),
        chain: chain_words(context, &claim.account, &claim.chain),
        value: value_words(context, claim.bound, claim.low, claim.high, stated),
        short_value: bounded(context, "bound-short", claim.bound, (claim.low, claim.high), stated),
        as_of: as_of.unwrap_or_else(|| context.words.say("moment", "unknown")),
        root: letters.get(&claim.root).cloned().unwrap_or_default(),
        role: claim.role.clone(),
        role_words: context.words.say("role", &claim.role),
        by: figure.and_then(|figure| added_words(context, &figure.id, &figure.rule)),
        quote: context.quote(&claim.passage),
        low: claim.low,
        high: claim.high,
        interval: claim.as_of,
    }
}

/// The innermost of the chain; the account where it says so itself.
fn speaker(context: &Context<'_>, claim: &ClaimInQuestion) -> String {
    let named = claim.chain.last().map(|name| link_name(context, &claim.account, name));
    named.unwrap_or_else(|| context.account_ref(&claim.account).label)
}

/// "Velin Gazette → port authority". A publication no words name stands in chains as `account`: it is called by its
/// label here.
pub fn chain_words(context: &Context<'_>, account: &Id, chain: &[String]) -> String {
    let names: Vec<String> = chain.iter().map(|name| link_name(context, account, name)).collect();
    names.join(&context.words.say("chain", "then"))
}

fn link_name(context: &Context<'_>, account: &Id, name: &str) -> String {
    const UNNAMED_PUBLICATION: &str = "account";
    if name == UNNAMED_PUBLICATION { context.account_ref(account).label } else { context.speaker(name) }
}

/// The figure with its bound words, as the text bounds it.
pub fn value_words(
    context: &Context<'_>,
    bound: Bound,
    low: u64,
    high: Option<u64>,
    stated: Option<u64>,
) -> String {
    bounded(context, "bound", bound, (low, high), stated)
}

fn bounded(
    context: &Context<'_>,
    section: &str,
    bound: Bound,
    (low, high): (u64, Option<u64>),
    stated: Option<u64>,
) -> String {
    let words = context.words;
    let say = |key: &str, number: u64| words.fill(section, key, &[("n", &words.number(number))]);
    match (bound, high) {
        (Bound::Exact, _) => words.number(low),
        (Bound::AtLeast, _) => say("at-least", stated.unwrap_or(low)),
        (Bound::MoreThan, _) => say("more-than", stated.unwrap_or(low.saturating_sub(1))),
        (Bound::AtMost, Some(high)) => say("at-most", stated.unwrap_or(high)),
        (Bound::LessThan, Some(high)) => say("less-than", stated.unwrap_or(high.saturating_add(1))),
        (Bound::Approx, _) if stated.is_some() => say("approx", stated.unwrap_or(low)),
        (Bound::Vague | Bound::Approx | Bound::Range, Some(high)) => {
            words.fill(section, "range", &[("low", &words.number(low)), ("high", &words.number(high))])
        }
        (_, None) => say("at-least", low),
    }
}

fn conflict_view(context: &Context<'_>, conflict: &FigureConflict, said: &Said<'_>) -> ConflictView {
    ConflictView {
        id: conflict.id.0.to_string(),
        hold: hold_key(conflict.hold),
        hold_words: hold_words(context, conflict.hold, conflict.reading.as_ref()),
        members: conflict.figures.iter().map(|figure| said.member(figure)).collect(),
        why: context.reasons(&conflict.why),
    }
}

/// What each figure says that the conflicts and pairs of a question name.
struct Said<'d>(BTreeMap<&'d str, String>);

impl<'d> Said<'d> {
    fn by(context: &Context<'d>, question: &'d Question, answers: &'d [AnswerView]) -> Self {
        let own = answers
            .iter()
            .map(|answer| (answer.figure.as_str(), in_short_words(&answer.value, &answer.speaker)));
        let mut said: BTreeMap<&'d str, String> = own.collect();
        let pairs = question.pairs.iter().flat_map(|pair| [&pair.a, &pair.b]);
        let named = question.conflicts.iter().flat_map(|conflict| &conflict.figures).chain(pairs);
        let missing: BTreeSet<&Id> = named.filter(|figure| !said.contains_key(figure.0.as_str())).collect();
        // They answer questions whose scope this one holds.
        let narrower =
            context.dossier().questions.iter().filter(|other| !missing.is_empty() && other.id != question.id);
        for claim in narrower.flat_map(|other| &other.claims).filter(|claim| missing.contains(&claim.figure))
        {
            let figure = context.index.figure(&claim.figure);
            let stated = figure.and_then(|(_, figure)| figure.stated);
            let value = value_words(context, claim.bound, claim.low, claim.high, stated);
            said.entry(claim.figure.0.as_str())
                .or_insert_with(|| in_short_words(&value, &speaker(context, claim)));
        }
        Said(said)
    }

    fn member(&self, figure: &Id) -> MemberView {
        let words = self.0.get(figure.0.as_str()).cloned().unwrap_or_else(|| figure.0.to_string());
        MemberView { figure: figure.0.to_string(), words }
    }
}

fn in_short_words(value: &str, speaker: &str) -> String {
    format!("{value} ({speaker})")
}

fn relations(context: &Context<'_>, question: &Question, said: &Said<'_>) -> (Vec<RelationView>, usize) {
    let mut pairs: Vec<&PairRelation> = question.pairs.iter().collect();
    pairs.sort_by_key(|pair| relation_rank(pair));
    let shown = pairs.iter().take(MOST_RELATIONS).map(|pair| RelationView {
        a: said.member(&pair.a),
        b: said.member(&pair.b),
        relation: relation_words(context, pair),
        is_conflict: pair.relation == Relation::Conflict,
        why: context.say(question.why(pair)),
    });
    (shown.collect(), pairs.len().saturating_sub(MOST_RELATIONS))
}

/// What a reader should see first: impossible pairs, then what looks impossible and is not.
fn relation_rank(pair: &PairRelation) -> (usize, Option<Hold>) {
    const ORDER: [Relation; 8] = [
        Relation::Conflict,
        Relation::CopyEdit,
        Relation::Update,
        Relation::OtherDefinition,
        Relation::OtherScope,
        Relation::Subset,
        Relation::Compatible,
        Relation::Agreement,
    ];
    (ORDER.iter().position(|relation| *relation == pair.relation).unwrap_or(ORDER.len()), pair.hold)
}

fn relation_words(context: &Context<'_>, pair: &PairRelation) -> String {
    let key = match pair.relation {
        Relation::Agreement => "agreement",
        Relation::Update => "update",
        Relation::OtherScope => "other-scope",
        Relation::OtherDefinition => "other-definition",
        Relation::Subset => "subset",
        Relation::Compatible => "compatible",
        Relation::CopyEdit => "copy-edit",
        Relation::Conflict => match pair.hold {
            Some(Hold::Always) | None => "conflict-always",
            Some(Hold::OnReading) => "conflict-on-reading",
            Some(Hold::Possible) => "conflict-possible",
        },
    };
    context.words.say("relation", key)
}

#[cfg(test)]
mod tests {
    use super::letter;

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(letter), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
