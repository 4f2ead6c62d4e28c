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

use crate::view::{self, Context};
use crate::words::Words;
use crate::{PublishError, ReportSettings};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value, ValueKind};
use minijinja::{AutoEscape, Environment, Output, State, UndefinedBehavior, context};
use recount_model::Dossier;
use std::io::Write;

const STYLE: &str = include_str!("../../templates/report.css");
const SCRIPT: &str = include_str!("../../templates/report.js");
const TEMPLATES: &[(&str, &str)] = &[
    ("report.html", include_str!("../../templates/report.html")),
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
];
/// Sections of the page in order; their titles are in the catalogue.
const SECTIONS: &[&str] =
    &["findings", "questions", "chronicle", "lineage", "voices", "people", "accounts", "texts", "method"];

/// Writes the report as one HTML page to `out`, in many small pieces.
///
/// # Errors
/// When the zone or the language of `settings` is not known, or `out` takes no more.
pub fn html(dossier: &Dossier, settings: &ReportSettings, out: &mut dyn Write) -> Result<(), PublishError> {
    let words = Words::of(&settings.language)?;
    let context = Context::new(dossier, settings, &words)?;
    let environment = environment()?;
    environment.get_template("report.html")?.render_captured_to(page(&context), out)?;
    Ok(())
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

/// Everything the templates need. The accounts' texts are made last: by then all that is cited is known.
fn page(context: &Context<'_>) -> Value {
    let first = view::first_screen(context);
    let findings = view::findings(context);
    let questions = view::questions(context);
    let chronicle = view::chronicle(context);
    let lineage = view::lineage(context);
    let (axis, strips) = pictures::chronicle(context, &chronicle);
    let pictures = context! {
        glance => pictures::glance(&questions),
        coverage => pictures::coverage(context),
        shapes => pictures::shapes(context, &questions),
        question_pictures => pictures::questions(context, &questions),
        axis, strips,
        arcs => pictures::arcs(context, &lineage),
    };
    let sections = SECTIONS.iter().copied().map(|anchor| {
        context! { anchor, title => context.words.say("section", anchor) }
    });
    let own = context! {
        language => &context.words.language,
        policy => policy::policy(STYLE, SCRIPT),
        style => safe(STYLE),
        script => safe(SCRIPT),
        definitions => safe(charts::shared_definitions()),
        say => Serde(&context.words.say),
        sections => sections.collect::<Vec<Value>>(),
        first => Serde(first),
        findings => Serde(findings),
        questions => Serde(questions),
        chronicle => Serde(chronicle),
        lineage => Serde(lineage),
        voices => Serde(view::voices(context)),
        people => Serde(view::people(context)),
        accounts => Serde(view::accounts(context)),
        method => Serde(view::method(context)),
    };
    let texts = context! { texts => safe(texts::texts(context)) };
    context! { ..own, ..pictures, ..texts }
}

/// Markup this crate made itself.
fn safe(markup: impl Into<String>) -> Value {
    Value::from_safe_string(markup.into())
}
