//! What was read in a part of an account: times, figures, names, quotes, claims, and the findings that stand on it.

use recount_model::{Act, ClaimContent, Id, NameKind, Span};
use recount_publish::view::findings::finding_hold;
use recount_publish::view::{Context, Numbered, value_words};
use serde::Serialize;
use utoipa::ToSchema;

/// Something that was read at a place.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MarkView {
    pub id: String,
    /// `time`, `figure`, `name`, `quote`, `claim` or `finding`.
    pub kind: &'static str,
    /// Kebab-case: the measure of a figure, the kind of a name or finding.
    pub sort: String,
    /// What was understood, in words.
    pub title: String,
    /// The speaker of a quote, the way to a figure, how a finding holds.
    pub detail: Option<String>,
    pub start: u32,
    pub end: u32,
    pub rule: String,
    /// `accept`, `reject` or `unsure`, where somebody judged it.
    pub verdict: Option<&'static str>,
}

/// Most marks of a window; a text made to have more has its last ones left out.
const MOST: usize = 20_000;

/// All that touches `span`, by place; longer ones first.
pub fn marks_of(context: &Context<'_>, account: &Numbered<'_>, span: Span) -> Vec<MarkView> {
    let mut marks = Vec::new();
    read(context, account, span, &mut marks);
    found(context, account, span, &mut marks);
    for mark in &mut marks {
        mark.verdict = verdict(context, &mark.id);
    }
    marks.sort_by(|a, b| (a.start, b.end, a.kind, &a.id).cmp(&(b.start, a.end, b.kind, &b.id)));
    marks.truncate(MOST);
    marks
}

fn read(context: &Context<'_>, account: &Numbered<'_>, span: Span, marks: &mut Vec<MarkView>) {
    let Some(claims) = account.claims else { return };
    let mut push = |id: &Id, kind, place: Span, rule: &str, told: Told| {
        if place.overlaps(span) {
            let (start, end) = (place.start, place.end);
            let Told { sort, title, detail } = told;
            let (id, rule) = (id.0.to_string(), rule.to_owned());
            marks.push(MarkView { id, kind, sort, title, detail, start, end, rule, verdict: None });
        }
    };
    for time in &claims.times {
        let title = context.moments.of(time.edtf.as_deref(), time.interval);
        let told = Told::of(
            format!("{:?}", time.kind).to_lowercase(),
            title.unwrap_or_else(|| time.value.clone()),
            None,
        );
        push(&time.id, "time", time.span, &time.rule, told);
    }
    for figure in &claims.figures {
        let value = value_words(context, figure.bound, figure.low, figure.high, figure.stated);
        let title = format!("{value} · {}", context.words.say("measure", &figure.measure.0));
        let told = Told::of(figure.measure.0.clone(), title, Some(figure.chain.join(" → ")));
        push(&figure.id, "figure", figure.span, &figure.rule, told);
    }
    for name in &claims.names {
        let told = Told::of(name_kind(name.kind).to_owned(), name.canonical.clone(), name.role.clone());
        push(&name.id, "name", name.span, &name.rule, told);
    }
    for statement in &claims.statements {
        let sort = format!("{:?}", statement.mode).to_lowercase();
        let told = Told::of(sort, statement.speaker.clone(), statement.role.clone());
        push(&statement.id, "quote", statement.span, &statement.rule, told);
    }
    for claim in &claims.claims {
        let told = Told::of(content(&claim.content).to_owned(), claim.text.clone(), claim.place.clone());
        push(&claim.id, "claim", claim.span, &claim.rule, told);
    }
}

/// What a mark tells.
struct Told {
    sort: String,
    title: String,
    detail: Option<String>,
}

impl Told {
    fn of(sort: String, title: String, detail: Option<String>) -> Self {
        Told { sort, title, detail }
    }
}

fn found(context: &Context<'_>, account: &Numbered<'_>, span: Span, marks: &mut Vec<MarkView>) {
    for finding in context.dossier().findings.iter() {
        for passage in &finding.passages {
            if passage.account != account.account.id || !passage.span.overlaps(span) {
                continue;
            }
            marks.push(MarkView {
                id: finding.id.0.to_string(),
                kind: "finding",
                sort: finding.kind.clone(),
                title: context.say(&finding.title),
                detail: Some(finding_hold(context, finding)),
                start: passage.span.start,
                end: passage.span.end,
                rule: finding.kind.clone(),
                verdict: None,
            });
        }
    }
}

/// What people judged about the thing with this id.
pub fn verdict(context: &Context<'_>, id: &str) -> Option<&'static str> {
    let dossier = context.dossier();
    if dossier.decisions.is_empty() {
        return None;
    }
    dossier.verdict(&Id(id.into())).map(|decided| match decided.decision.act {
        Act::Accept => "accept",
        Act::Reject => "reject",
        _ => "unsure",
    })
}

fn name_kind(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Person => "person",
        NameKind::Organisation => "organisation",
        NameKind::Place => "place",
    }
}

fn content(content: &ClaimContent) -> &'static str {
    match content {
        ClaimContent::Happened { .. } => "happened",
        ClaimContent::Counted { .. } => "counted",
        ClaimContent::Ordered { .. } => "ordered",
    }
}
