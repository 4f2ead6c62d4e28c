//! The report as one Markdown file (CommonMark with tables), for editors and version control.
//!
//! Comes in: a dossier and settings. Goes out: text in which every claim cites account and paragraph. It may not let
//! words of an account become markup: everything filled into the template is escaped.

use crate::view::{self, Context};
use crate::words::words_of;
use crate::{PublishError, ReportSettings};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value, ValueKind};
use minijinja::{AutoEscape, Environment, Output, State, context};
use recount_model::Dossier;
use std::io::Write;

const TEMPLATE: &str = include_str!("../templates/report.md");

/// Writes the report as Markdown to `out`, in many small pieces.
///
/// # Errors
/// When the zone or the language of `settings` is not known, or `out` takes no more.
pub fn markdown(
    dossier: &Dossier,
    settings: &ReportSettings,
    out: &mut dyn Write,
) -> Result<(), PublishError> {
    let words = words_of(&settings.language)?;
    let context = Context::new(dossier, settings, &words)?;
    let mut environment = Environment::new();
    environment.set_undefined_behavior(minijinja::UndefinedBehavior::Strict);
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.set_auto_escape_callback(|_| AutoEscape::Custom("markdown".into()));
    environment.set_formatter(format_escaped);
    environment.add_template("report.md", TEMPLATE)?;
    let page = context! {
        say => Serde(&words.say),
        first => Serde(view::first_screen(&context)),
        findings => Serde(view::findings(&context)),
        chronicle => Serde(view::chronicle(&context)),
        questions => Serde(view::questions(&context)),
        lineage => Serde(view::lineage(&context)),
        voices => Serde(view::voices(&context)),
        people => Serde(view::people(&context)),
        accounts => Serde(view::accounts(&context)),
        method => Serde(view::method(&context)),
    };
    environment.get_template("report.md")?.render_captured_to(page, out)?;
    Ok(())
}

fn format_escaped(
    out: &mut Output<'_>,
    _: &mut State<'_, '_>,
    value: &Value,
) -> Result<(), minijinja::Error> {
    let written = match (value.kind(), value.as_str()) {
        (_, Some(text)) if value.is_safe() => out.write_str(text),
        (_, Some(text)) => out.write_str(&escaped(text)),
        (ValueKind::None, _) => Ok(()),
        _ => out.write_str(&escaped(&value.to_string())),
    };
    written.map_err(minijinja::Error::from)
}

/// Words as words: no markup, no line breaks, no control characters.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + text.len() / 8);
    let mut is_after_space = false;
    for character in text.chars() {
        let is_space = character.is_whitespace();
        match character {
            _ if is_space && is_after_space => {}
            _ if is_space => safe.push(' '),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '#' | '|' | '~' | '!' | '$' | '^' => {
                safe.push('\\');
                safe.push(character);
            }
            '-' | '+' | '=' | '.' | ')' if is_list_mark(&safe) => {
                safe.push('\\');
                safe.push(character);
            }
            _ if character.is_control() => safe.push(char::REPLACEMENT_CHARACTER),
            _ => safe.push(character),
        }
        is_after_space = is_space;
    }
    safe
}

/// True where a hyphen, a plus or "1." would begin a list or an underline, were the words to begin a line.
fn is_list_mark(before: &str) -> bool {
    before.len() <= 9 && before.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn words_never_become_markup() {
        for (words, safe) in [
            ("a *b* _c_", r"a \*b\* \_c\_"),
            ("<script>", "&lt;script&gt;"),
            ("one\n\n# two", r"one \# two"),
            ("[x](http://y)", r"\[x\](http://y)"),
            ("1. May", r"1\. May"),
            ("- item", r"\- item"),
            ("mid - 1.5", "mid - 1.5"),
            ("a|b", r"a\|b"),
            ("\u{0}", "\u{fffd}"),
        ] {
            assert_eq!(escaped(words), safe);
        }
    }
}
