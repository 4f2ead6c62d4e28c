//! Figures: which of them answer the same question, and how the answers compare.

use super::{Page, Rows, has_words};
use crate::http::{App, Ask, Problem};
use axum::extract::{Path, Query};
use axum::response::Response;
use recount_model::Question;
use recount_publish::view::Context;
use recount_publish::view::questions::{QuestionView, bounds_words, question_view, span_words};
use recount_sayings::say;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(questions)).routes(routes!(question))
}

/// Which questions are wanted.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Wanted {
    /// A key of the measure lexicon, such as `killed`.
    pub measure: Option<String>,
    /// `contested` (two answers or more), `conflict`, or `all`.
    pub state: Option<String>,
    /// Words that must stand in title or scope.
    pub q: Option<String>,
    pub offset: usize,
    pub limit: Option<usize>,
}

/// One question in the list.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct QuestionRow {
    id: String,
    title: String,
    scope: String,
    measure: String,
    measure_words: String,
    answers: usize,
    accounts: usize,
    roots: usize,
    /// "12 to 20 or more".
    span_words: String,
    bounds_words: String,
    low: Option<u64>,
    high: Option<u64>,
    conflicts: usize,
}

/// A measure with how many questions ask for it.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct MeasureCount {
    measure: String,
    title: String,
    count: usize,
}

/// The ledger.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct Ledger {
    measures: Vec<MeasureCount>,
    found: Rows<QuestionRow>,
}

/// An answer with its place on the axes, beside what a person reads of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct QuestionDetail {
    question: QuestionView,
    /// One for each answer, in the same order.
    points: Vec<Point>,
    wider: Vec<Related>,
    narrower: Vec<Related>,
}

/// Where an answer stands.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct Point {
    figure: String,
    low: u64,
    /// Absent when open above.
    high: Option<u64>,
    /// As of when; milliseconds since 1970.
    earliest_ms: Option<i64>,
    latest_ms: Option<i64>,
}

/// Another question, whose scope holds this one's or is held by it.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct Related {
    id: String,
    title: String,
}

/// The questions, those in conflict first
#[utoipa::path(get, path = "/api/questions", params(Wanted),
    responses((status = 200, body = Ledger), (status = 503, body = Problem)))]
async fn questions(ask: Ask, Query(wanted): Query<Wanted>) -> Result<Response, Problem> {
    ask.answer(move |context| Ok(ledger(context, &wanted))).await
}

/// One question with every answer and how they compare
#[utoipa::path(get, path = "/api/questions/{id}", params(("id" = String, Path)),
    responses((status = 200, body = QuestionDetail), (status = 404, body = Problem)))]
async fn question(ask: Ask, Path(id): Path<String>) -> Result<Response, Problem> {
    ask.answer(move |context| {
        let found = context.dossier().questions.iter().find(|question| question.id.0 == id);
        let found = found.ok_or_else(|| Problem::not_found(say!("problem-why.no-question")))?;
        Ok(detail(context, found))
    })
    .await
}

fn ledger(context: &Context<'_>, wanted: &Wanted) -> Ledger {
    let all = &context.dossier().questions;
    let mut counts: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    for question in all.iter() {
        *counts.entry(&question.measure.0).or_default() += 1;
    }
    let measures = counts.into_iter().map(|(measure, count)| MeasureCount {
        measure: measure.to_owned(),
        title: context.words.say("measure", measure),
        count,
    });
    let mut measures: Vec<MeasureCount> = measures.collect();
    measures.sort_by_key(|measure| Reverse(measure.count));
    let mut fitting: Vec<&Question> = all.iter().filter(|question| fits(context, question, wanted)).collect();
    fitting.sort_by_key(|question| {
        (question.conflicts.is_empty(), Reverse((question.conflicts.len(), question.claims.len())))
    });
    let page = Page { offset: wanted.offset, limit: wanted.limit.unwrap_or(Page::default().limit) };
    Ledger { measures, found: page.of(&fitting, |question| row(context, question)) }
}

/// Ids of the questions that are wanted, wherever in the list they stand.
pub fn ids<'d>(context: &Context<'d>, wanted: &Wanted) -> BTreeSet<&'d str> {
    let fitting = context.dossier().questions.iter().filter(|question| fits(context, question, wanted));
    fitting.map(|question| question.id.0.as_str()).collect()
}

fn fits(context: &Context<'_>, question: &Question, wanted: &Wanted) -> bool {
    let is_measure = wanted.measure.as_deref().is_none_or(|measure| measure == question.measure.0);
    let is_state = match wanted.state.as_deref() {
        Some("contested") => question.claims.len() > 1,
        Some("conflict") => !question.conflicts.is_empty(),
        _ => true,
    };
    let has_words =
        |q: &str| has_words(Some(q), &[&context.say(&question.title), &context.say(&question.scope)]);
    is_measure && is_state && wanted.q.as_deref().is_none_or(has_words)
}

fn row(context: &Context<'_>, question: &Question) -> QuestionRow {
    let accounts: BTreeSet<_> = question.claims.iter().map(|claim| &claim.account).collect();
    let roots: BTreeSet<_> = question.claims.iter().map(|claim| &claim.root).collect();
    QuestionRow {
        id: question.id.0.to_string(),
        title: context.say(&question.title),
        scope: context.say(&question.scope),
        measure: question.measure.0.clone(),
        measure_words: context.words.say("measure", &question.measure.0),
        answers: question.claims.len(),
        accounts: accounts.len(),
        roots: roots.len(),
        span_words: span_words(context, question),
        bounds_words: bounds_words(context, question),
        low: question.low.as_ref().map(|low| low.0),
        high: question.high.as_ref().map(|high| high.0),
        conflicts: question.conflicts.len(),
    }
}

fn detail(context: &Context<'_>, question: &Question) -> QuestionDetail {
    let view = question_view(context, question);
    let point = |answer: &recount_publish::view::AnswerView| Point {
        figure: answer.figure.clone(),
        low: answer.low,
        high: answer.high,
        earliest_ms: answer.interval.earliest,
        latest_ms: answer.interval.latest,
    };
    let related = |ids: &[recount_model::Id]| -> Vec<Related> {
        let all = context.dossier().questions.iter().filter(|other| ids.contains(&other.id));
        all.map(|other| Related { id: other.id.0.to_string(), title: context.say(&other.title) }).collect()
    };
    QuestionDetail {
        points: view.answers.iter().map(point).collect(),
        wider: related(&question.wider),
        narrower: related(&question.narrower),
        question: view,
    }
}
