//! What people decide: recorded, taken back, made again.

use super::{Page, Rows};
use crate::clerk::{Decided, standing};
use crate::http::{App, Ask, Language, Problem};
use crate::people::Person;
use axum::Json;
use axum::extract::{Query, State};
use axum::response::Response;
use recount_desk::by_hand::Addition;
use recount_desk::deciding::{Wish, WishedAct};
use recount_model::{Act, Decided as Judged, Field, Mode};
use recount_publish::view::quote::{QuoteView, WasView};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(decide, list)).routes(routes!(undo)).routes(routes!(redo))
}

/// What a person wishes to record.
#[derive(Debug, Deserialize, ToSchema)]
pub struct WishBody {
    /// The id of a time, figure, name, quote, claim, finding or entry; for `withdraw` the number of a decision.
    id: String,
    /// `accept`, `reject`, `unsure`, `set`, `merge`, `split` or `withdraw`.
    #[schema(value_type = String)]
    act: WishedAct,
    /// `value`, `place`, `measure`, `group` or `speaker`.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    field: Option<Field>,
    #[serde(default)]
    to: Option<String>,
    #[serde(default)]
    with: Option<String>,
    /// What stands at a passage of the account `id`, for `add`.
    #[serde(default)]
    addition: Option<AdditionBody>,
    #[serde(default)]
    why: Option<String>,
}

/// What a person adds at a passage of an account: one of `time`, `figure` and `statement`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct AdditionBody {
    /// The words that were selected.
    quote: Option<String>,
    /// Where they stand, in bytes of the reading.
    span: Option<(u32, u32)>,
    /// A time (EDTF).
    time: Option<String>,
    /// A figure: `14`, `10-20`, `>=25`, `<=30`.
    figure: Option<String>,
    /// `direct`, `indirect`, `interview` or `partial`.
    #[schema(value_type = Option<String>)]
    statement: Option<Mode>,
    /// Of a figure: a key of the measure lexicon.
    measure: Option<String>,
    counted: Option<String>,
    group: Option<String>,
    place: Option<String>,
    /// EDTF.
    as_of: Option<String>,
    speaker: Option<String>,
}

impl From<WishBody> for Wish {
    fn from(body: WishBody) -> Self {
        let WishBody { id, act, field, to, with, addition, why } = body;
        let why = why.filter(|why| !why.trim().is_empty());
        Wish { id, act, field, to, with, addition: addition.map(Addition::from), why }
    }
}

impl From<AdditionBody> for Addition {
    fn from(body: AdditionBody) -> Self {
        let filled = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
        Addition {
            quote: body.quote,
            at: None,
            span: body.span,
            time: filled(body.time),
            figure: filled(body.figure),
            statement: body.statement,
            measure: filled(body.measure),
            counted: filled(body.counted),
            group: filled(body.group),
            place: filled(body.place),
            as_of: filled(body.as_of),
            speaker: filled(body.speaker),
        }
    }
}

impl From<Addition> for AdditionBody {
    fn from(addition: Addition) -> Self {
        AdditionBody {
            quote: addition.quote,
            span: addition.span,
            time: addition.time,
            figure: addition.figure,
            statement: addition.statement,
            measure: addition.measure,
            counted: addition.counted,
            group: addition.group,
            place: addition.place,
            as_of: addition.as_of,
            speaker: addition.speaker,
        }
    }
}

/// Records a decision, and tells what it changes
#[utoipa::path(post, path = "/api/decisions", request_body = WishBody,
    responses((status = 200, body = Decided), (status = 409, body = Problem), (status = 422, body = Problem)))]
async fn decide(
    State(app): State<Arc<App>>,
    person: Person,
    Language(language): Language,
    Json(body): Json<WishBody>,
) -> Result<Json<Decided>, Problem> {
    let wishes = [Wish::from(body)];
    app.clerk.ask_as(person, move |desk| desk.decide(&wishes, language).map(Json)).await
}

/// Takes back the last decision of one's own
#[utoipa::path(post, path = "/api/undo", responses((status = 200, body = Decided), (status = 409, body = Problem)))]
async fn undo(
    State(app): State<Arc<App>>,
    person: Person,
    Language(language): Language,
) -> Result<Json<Decided>, Problem> {
    app.clerk.ask_as(person, move |desk| desk.undo(language).map(Json)).await
}

/// Makes the decision again that was taken back last
#[utoipa::path(post, path = "/api/redo", responses((status = 200, body = Decided), (status = 409, body = Problem)))]
async fn redo(
    State(app): State<Arc<App>>,
    person: Person,
    Language(language): Language,
) -> Result<Json<Decided>, Problem> {
    app.clerk.ask_as(person, move |desk| desk.redo(language).map(Json)).await
}

/// One decision as it was made.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct DecisionRow {
    seq: i64,
    /// The id its subject has now.
    about: Option<String>,
    quote: String,
    /// `stands`, `moved` or `missing`: whether the text says it where it was decided about.
    quote_state: &'static str,
    /// Where it was, if it is not there any more.
    was: Option<WasView>,
    act: String,
    who: Option<String>,
    at: String,
    why: Option<String>,
    standing: &'static str,
}

/// All decisions, the last first
#[utoipa::path(get, path = "/api/decisions", params(Page),
    responses((status = 200, body = Rows<DecisionRow>), (status = 503, body = Problem)))]
async fn list(ask: Ask, Query(page): Query<Page>) -> Result<Response, Problem> {
    ask.answer(move |context| {
        let all: Vec<_> = context.dossier().decisions.iter().rev().collect();
        let row = |one: &&Judged| {
            let QuoteView { state, was, .. } = context.decided_quote(&one.decision.subject);
            DecisionRow { quote_state: state, was, ..row(one) }
        };
        Ok(page.of(&all, row))
    })
    .await
}

fn row(one: &Judged) -> DecisionRow {
    DecisionRow {
        seq: one.decision.seq,
        about: one.now.as_ref().map(|id| id.0.to_string()),
        quote: one.decision.subject.quote.clone(),
        quote_state: "stands",
        was: None,
        act: act_words(&one.decision.act),
        who: one.decision.who.clone(),
        at: one.decision.at.clone(),
        why: one.decision.why.clone(),
        standing: standing(one.standing),
    }
}

/// `set value 14`: the key of the act, with what it sets.
pub fn act_words(act: &Act) -> String {
    match act {
        Act::Accept => "accept".to_owned(),
        Act::Reject => "reject".to_owned(),
        Act::Unsure => "unsure".to_owned(),
        Act::Merge { .. } => "merge".to_owned(),
        Act::Split { .. } => "split".to_owned(),
        Act::Add { .. } => "add".to_owned(),
        Act::Withdraw { of } => format!("withdraw {of}"),
        Act::Set { field, value, .. } => {
            let field = serde_json::to_value(field).ok();
            format!("set {} {value}", field.as_ref().and_then(|field| field.as_str()).unwrap_or(""))
        }
    }
}
