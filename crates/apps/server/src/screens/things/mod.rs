//! One thing, whatever it is, with what it stands on and what stands on it.

mod catalogue;
mod told;

pub use catalogue::Catalogue;

use super::decisions::act_words;
use crate::clerk::standing;
use crate::http::{App, Ask, Problem};
use axum::extract::Path;
use axum::response::Response;
use catalogue::Place;
use recount_model::{Decided, SubjectKind};
use recount_publish::view::Context;
use recount_publish::view::quote::QuoteView;
use recount_sayings::say;
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(thing))
}

/// A thing that another one leads to.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ThingRef {
    id: String,
    /// `time`, `figure`, `name`, `quote`, `claim`, `finding`, `entry`, `question` or `reuse`.
    kind: &'static str,
    title: String,
}

/// A decision about a thing.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct ThingDecision {
    seq: i64,
    act: String,
    who: Option<String>,
    at: String,
    why: Option<String>,
    standing: &'static str,
}

/// A thing.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct ThingView {
    id: String,
    kind: &'static str,
    title: String,
    /// What was understood: label and value.
    lines: Vec<(String, String)>,
    quotes: Vec<QuoteView>,
    stands_on: Vec<ThingRef>,
    used_by: Vec<ThingRef>,
    decisions: Vec<ThingDecision>,
    /// What can be decided about it: `accept`, `set:value`, ….
    can: Vec<&'static str>,
}

/// One thing with everything around it
#[utoipa::path(get, path = "/api/things/{id}", params(("id" = String, Path)),
    responses((status = 200, body = ThingView), (status = 404, body = Problem)))]
async fn thing(ask: Ask, Path(id): Path<String>) -> Result<Response, Problem> {
    let catalogue = ask.catalogue();
    ask.answer(move |context| {
        let catalogue = catalogue.get_or_init(|| Catalogue::of(context.dossier()));
        let unknown = || Problem::not_found(say!("problem-why.no-thing"));
        let place = catalogue.place(&id);
        place
            .map(|place| view(context, catalogue, &id, place))
            .or_else(|| gone(context, catalogue, &id))
            .ok_or_else(unknown)
    })
    .await
}

/// Most things that lead on from one; a figure of ten thousand copies leads to as many.
const MOST_AROUND: usize = 200;

fn view(context: &Context<'_>, catalogue: &Catalogue, id: &str, place: Place) -> ThingView {
    let told = told::told(context, place);
    let refs = |ids: &[String]| -> Vec<ThingRef> {
        let known = ids.iter().filter_map(|id| Some((id, catalogue.place(id)?)));
        let named = known.take(MOST_AROUND).map(|(id, place)| ThingRef {
            id: id.clone(),
            kind: place.kind(),
            title: told::title(context, place),
        });
        named.collect()
    };
    ThingView {
        id: id.to_owned(),
        kind: place.kind(),
        title: told.title,
        lines: told.lines,
        quotes: with_moves(context, id, told.quotes),
        stands_on: refs(&told.stands_on),
        used_by: refs(catalogue.used_by(id)),
        decisions: decisions(context, id),
        can: can(place),
    }
}

/// What was decided about and is not read any more, or has another id by now: its quote, and where that is.
fn gone(context: &Context<'_>, catalogue: &Catalogue, id: &str) -> Option<ThingView> {
    let decided = context.dossier().decisions.iter().rev().find(|one| one.decision.subject.id.0 == id)?;
    let now = decided.now.as_ref().and_then(|now| Some((&now.0, catalogue.place(&now.0)?)));
    if let Some((now, place)) = now {
        return Some(view(context, catalogue, now, place));
    }
    let subject = &decided.decision.subject;
    Some(ThingView {
        id: id.to_owned(),
        kind: kind_of(subject.kind),
        title: subject.quote.clone(),
        lines: Vec::new(),
        quotes: vec![context.decided_quote(subject)],
        stands_on: Vec::new(),
        used_by: Vec::new(),
        decisions: decisions(context, id),
        can: Vec::new(),
    })
}

fn kind_of(kind: SubjectKind) -> &'static str {
    match kind {
        SubjectKind::Time => "time",
        SubjectKind::Figure => "figure",
        SubjectKind::Name => "name",
        SubjectKind::Statement => "quote",
        SubjectKind::Claim => "claim",
        SubjectKind::Finding => "finding",
        SubjectKind::Entry => "entry",
    }
}

/// A quote that is not where it was decided about says so.
fn with_moves(context: &Context<'_>, id: &str, mut quotes: Vec<QuoteView>) -> Vec<QuoteView> {
    let moved = context.dossier().decisions.iter().rev().map(|one| (one, &one.decision.subject));
    let moved =
        moved.filter(|(one, subject)| subject.id.0 != id && one.now.as_ref().is_some_and(|now| now.0 == id));
    if let Some((subject, first)) = moved.map(|(_, subject)| subject).next().zip(quotes.first_mut()) {
        context.mark_moved(first, subject);
    }
    quotes
}

fn decisions(context: &Context<'_>, id: &str) -> Vec<ThingDecision> {
    let is_about = |one: &&Decided| match &one.now {
        Some(now) => now.0 == id,
        None => one.decision.subject.id.0 == id,
    };
    let about = context.dossier().decisions.iter().filter(is_about);
    about
        .map(|one| ThingDecision {
            seq: one.decision.seq,
            act: act_words(&one.decision.act),
            who: one.decision.who.clone(),
            at: one.decision.at.clone(),
            why: one.decision.why.clone(),
            standing: standing(one.standing),
        })
        .collect()
}

fn can(place: Place) -> Vec<&'static str> {
    let verdicts = ["accept", "reject", "unsure"];
    let more: &[&str] = match place {
        Place::Time(..) => &["set:value"],
        Place::Figure(..) => &["set:value", "set:place", "set:measure", "set:group"],
        Place::Statement(..) => &["set:speaker"],
        Place::Name(..) | Place::Entry(_) => &["merge"],
        Place::Claim(..) => &["merge", "split"],
        Place::Finding(_) => &[],
        Place::Question(_) | Place::Alignment(_) => return Vec::new(),
    };
    verdicts.into_iter().chain(more.iter().copied()).collect()
}
