//! Words that a person puts into somebody's mouth, because the text does.

use super::ByHand;
use recount_model::{AccountClaims, BY_HAND, Interval, Knowing, Mode, Statement};
use recount_text::AccountText;

/// Adds a statement: inside the one around it, and around those within it. `false` without words or speaker.
pub(super) fn add(
    text: &AccountText<'_>,
    read: &mut AccountClaims,
    one: &ByHand<'_>,
    speaker: &str,
    mode: Mode,
) -> bool {
    if one.span.is_empty() || speaker.trim().is_empty() {
        return false;
    }
    let holds = |other: &&Statement| other.span.contains(one.span) && other.span != one.span;
    let around = read.statements.iter().filter(holds).min_by_key(|other| other.span.len());
    let mut chain = around.map_or_else(|| vec![publication(text)], |around| around.chain.clone());
    chain.push(speaker.to_owned());
    let statement = Statement {
        id: one.id.clone(),
        span: one.span,
        text: text.words(one.span).to_owned(),
        mode,
        speaker: speaker.to_owned(),
        speaker_canonical: canonical(read, speaker),
        speaker_span: None,
        role: None,
        cue_span: None,
        cue_text: None,
        chain,
        inside: around.map(|around| around.id.clone()),
        knowing: Knowing::Unstated,
        is_distanced: false,
        said: Interval { earliest: None, latest: read.written.interval.latest },
        rule: BY_HAND.to_owned(),
    };
    take_in(read, &statement);
    read.statements.push(statement);
    read.statements.sort_by(|a, b| (a.span.start, b.span.end, &a.id).cmp(&(b.span.start, a.span.end, &b.id)));
    true
}

/// What stands inside `outer` is said through its speaker.
fn take_in(read: &mut AccountClaims, outer: &Statement) {
    let own = outer.chain.len().saturating_sub(1);
    let before = outer.chain.get(..own).unwrap_or(&[]);
    for inner in read.statements.iter_mut().filter(|inner| outer.span.contains(inner.span)) {
        if inner.inside == outer.inside {
            inner.inside = Some(outer.id.clone());
        }
        if inner.chain.starts_with(before) && inner.chain.len() > own {
            inner.chain.insert(own, outer.speaker.clone());
        }
    }
}

/// Who publishes, as chains begin with it.
pub(super) fn publication(text: &AccountText<'_>) -> String {
    text.account.source.clone().unwrap_or_else(|| "account".to_owned())
}

/// The name that is meant, where the account knows it.
fn canonical(read: &AccountClaims, speaker: &str) -> Option<String> {
    let named = read.names.iter().find(|name| name.canonical == speaker || name.text == speaker);
    named.map(|name| name.canonical.clone())
}
