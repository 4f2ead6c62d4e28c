//! The report as one HTML file that needs nothing else: no network, no fonts, no second file.
//!
//! Comes in: a dossier and settings. Goes out: a page that works without its script, prints, and can be read by ear.
//! It may not know a clock: the same dossier and settings give the same bytes. Words of accounts reach the page only
//! through automatic escaping, which is [`escape`] everywhere.

mod charts;
pub(crate) mod escape;
mod marks;
mod pictures;
mod policy;
mod texts;

use crate::view::{self, Context, QuestionsView};
use crate::words::words_of;
use crate::{PublishError, ReportSettings};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value, ValueKind};
use minijinja::{AutoEscape, Environment, Output, State, UndefinedBehavior, context};
use recount_model::Dossier;
use std::io::Write;

const STYLE: &str = include_str!("../../templates/report.css");
const SCRIPT: &str = include_str!("../../templates/report.js");
const TEMPLATES: &[(&str, &str)] = &[
    ("top.html", include_str!("../../templates/top.html")),
    ("macros.html", include_str!("../../templates/macros.html")),
    ("first_screen.html", include_str!("../../templates/first_screen.html")),
    ("findings.html", include_str!("../../templates/findings.html")),
    ("questions.html", include_str!("../../templates/questions.html")),
    ("chronicle.html", include_str!("../../templates/chronicle.html")),
    ("lineage.html", include_str!("../../templates/lineage.html")),
    ("voices.html", include_str!("../../templates/voices.html")),
    ("people.html", include_str!("../../templates/people.html")),
    ("accounts.html", include_str!("../../templates/accounts.html")),
    ("method.html", include_str!("../../templates/method.html")),
    ("bottom.html", include_str!("../../templates/bottom.html")),
];
/// What always closes the page.
const LAST: [&str; 3] = ["accounts", "texts", "method"];
/// Sections of the page in order; their titles are in the catalogue.
pub const SECTIONS: &[&str] =
    &["findings", "questions", "chronicle", "lineage", "voices", "people", "accounts", "texts", "method"];

/// Writes the report as one HTML page to `out`, in many small pieces.
///
/// # Errors
/// When the zone or the language of `settings` is not known, or `out` takes no more.
pub fn html(dossier: &Dossier, settings: &ReportSettings, out: &mut dyn Write) -> Result<(), PublishError> {
    let words = words_of(&settings.language)?;
    let context = Context::new(dossier, settings, &words)?;
    let page = Page { environment: environment()?, frame: frame(&context)?, context: &context };
    page.write(out)
}

/// The page as it is being written: each section's view lives only while its section is written.
struct Page<'context> {
    environment: Environment<'static>,
    /// What every section may use.
    frame: Value,
    context: &'context Context<'context>,
}

impl Page<'_> {
    /// The accounts' texts come after everything that cites them: by then all that is cited is known.
    fn write(&self, out: &mut dyn Write) -> Result<(), PublishError> {
        let context = self.context;
        let questions = view::questions(context);
        let first = context! {
            glance => pictures::glance(&questions),
            coverage => pictures::coverage(context),
            all_findings => context.dossier().findings.len(),
        };
        self.part("top.html", context! {}, out)?;
        self.part("first_screen.html", first, out)?;
        for section in wanted(context.settings)? {
            for (_, template, make) in PARTS.iter().filter(|(name, ..)| *name == section) {
                self.part(template, make(context, &questions), out)?;
            }
        }
        self.part("bottom.html", context! {}, out)
    }

    fn part(&self, template: &str, own: Value, out: &mut dyn Write) -> Result<(), PublishError> {
        let all = context! { ..own, ..self.frame.clone() };
        self.environment.get_template(template)?.render_captured_to(all, out)?;
        Ok(())
    }
}

/// What a template needs beyond the frame.
type Section = fn(&Context<'_>, &QuestionsView) -> Value;

/// Every section with its template, in the usual order.
const PARTS: &[(&str, &str, Section)] = &[
    ("findings", "findings.html", |context, _| context! { findings => Serde(view::findings(context)) }),
    ("questions", "questions.html", questions),
    ("chronicle", "chronicle.html", |context, _| chronicle(context)),
    ("lineage", "lineage.html", |context, _| lineage(context)),
    ("voices", "voices.html", |context, _| context! { voices => Serde(view::voices(context)) }),
    ("people", "people.html", |context, _| context! { people => Serde(view::people(context)) }),
    ("accounts", "accounts.html", |context, _| accounts(context)),
    ("method", "method.html", |_, _| context! {}),
];

/// The sections of the page as they are wanted; what everything before it cites comes at the end.
fn wanted(settings: &ReportSettings) -> Result<Vec<&str>, PublishError> {
    if settings.sections.is_empty() {
        return Ok(PARTS.iter().map(|(name, ..)| *name).collect());
    }
    let chosen = settings.sections.iter().filter(|section| !LAST.contains(&section.as_str()));
    let known = chosen.map(|section| {
        let is_known = SECTIONS.contains(&section.as_str());
        if is_known { Ok(section.as_str()) } else { Err(PublishError::Section(section.clone())) }
    });
    let mut sections: Vec<&str> = known.collect::<Result<_, _>>()?;
    sections.extend(["accounts", "method"]);
    Ok(sections)
}

fn questions(context: &Context<'_>, questions: &QuestionsView) -> Value {
    context! {
        shapes => pictures::shapes(context, questions),
        question_pictures => pictures::questions(context, questions),
        questions => Serde(questions.clone()),
    }
}

fn chronicle(context: &Context<'_>) -> Value {
    let chronicle = view::chronicle(context);
    let (axis, strips) = pictures::chronicle(context, &chronicle);
    context! { chronicle => Serde(chronicle), axis, strips }
}

fn lineage(context: &Context<'_>) -> Value {
    let lineage = view::lineage(context);
    context! { arcs => pictures::arcs(context, &lineage), lineage => Serde(lineage) }
}

fn accounts(context: &Context<'_>) -> Value {
    let accounts = view::accounts(context);
    context! { accounts => Serde(accounts), texts => safe(texts::texts(context)) }
}

fn environment() -> Result<Environment<'static>, PublishError> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_formatter(format_escaped);
    for (name, template) in TEMPLATES {
        environment.add_template(name, template)?;
    }
    Ok(environment)
}

/// The same escaping as everywhere else in the page: minijinja's own lets control characters through.
fn format_escaped(
    out: &mut Output<'_>,
    _: &mut State<'_, '_>,
    value: &Value,
) -> Result<(), minijinja::Error> {
    let written = match (value.kind(), value.as_str()) {
        (_, Some(text)) if value.is_safe() => out.write_str(text),
        (_, Some(text)) => out.write_str(&escape::escaped(text)),
        (ValueKind::None, _) => Ok(()),
        _ => out.write_str(&escape::escaped(&value.to_string())),
    };
    written.map_err(minijinja::Error::from)
}

/// What the head, the foot and every section may use.
fn frame(context: &Context<'_>) -> Result<Value, PublishError> {
    let shown = wanted(context.settings)?;
    let anchors = shown.into_iter().flat_map(|section| match section {
        "accounts" => vec!["accounts", "texts"],
        other => vec![other],
    });
    let sections = anchors.map(|anchor| context! { anchor, title => context.words.say("section", anchor) });
    Ok(context! {
        language => &context.words.language,
        policy => policy::policy(STYLE, SCRIPT),
        style => safe(STYLE),
        script => safe(SCRIPT),
        definitions => safe(charts::shared_definitions()),
        say => Serde(&context.words.say),
        sections => sections.collect::<Vec<Value>>(),
        first => Serde(view::first_screen(context)),
        method => Serde(view::method(context)),
    })
}

/// Markup this crate made itself.
fn safe(markup: impl Into<String>) -> Value {
    Value::from_safe_string(markup.into())
}
