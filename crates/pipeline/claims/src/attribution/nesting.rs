//! Statements inside statements: which one holds which, and the chain from the account to the innermost speaker.
//!
//! Comes in: drafts in any order. Goes out: drafts that either hold one another or share no byte, each with its
//! parent. It may not know how they were found.

use super::drafts::Draft;
use recount_model::Mode;

/// Deepest nesting that is kept; what lies deeper is read as part of the statement around it.
const DEEPEST: usize = 5;

/// A draft and the index of the one around it.
pub(crate) type Nested = (Draft, Option<usize>);

/// Makes a forest of the drafts.
pub(crate) fn nested(mut drafts: Vec<Draft>) -> Vec<Nested> {
    drafts.sort_by(|a, b| key(a).cmp(&key(b)));
    let mut found: Vec<Nested> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for mut draft in drafts {
        while open.last().is_some_and(|idx| ends_before(&found, *idx, draft.content.start)) {
            open.pop();
        }
        if let Some((around, _)) = open.last().and_then(|idx| found.get(*idx)) {
            if around.content == draft.content
                || (around.content.start == draft.content.start && is_same_voice(around, &draft))
            {
                continue;
            }
            let is_restated = draft.mode == Mode::Indirect && is_same_speaker(around, &draft);
            if is_restated {
                continue;
            }
            // Crossing: the later one ends where the earlier one does, or is left out where nothing remains.
            draft.content.end = draft.content.end.min(around.content.end);
        }
        if draft.content.is_empty() || open.len() >= DEEPEST {
            continue;
        }
        found.push((draft, open.last().copied()));
        open.push(found.len() - 1);
    }
    found
}

fn key(draft: &Draft) -> (usize, std::cmp::Reverse<usize>, u8, &'static str, &str) {
    let mode = draft.mode as u8;
    (draft.content.start, std::cmp::Reverse(draft.content.end), mode, draft.rule, &draft.speaker.text)
}

fn ends_before(found: &[Nested], idx: usize, start: usize) -> bool {
    found.get(idx).is_none_or(|(draft, _)| draft.content.end <= start)
}

fn is_same_voice(a: &Draft, b: &Draft) -> bool {
    a.speaker.text == b.speaker.text && a.mode == b.mode
}

/// "announced that … and repeated that …": one statement.
fn is_same_speaker(a: &Draft, b: &Draft) -> bool {
    match (&a.speaker.canonical, &b.speaker.canonical) {
        (Some(a), Some(b)) => a == b,
        (None, None) => a.speaker.text == b.speaker.text,
        _ => false,
    }
}

/// Names of the speakers from the outermost statement to this one.
pub(crate) fn chain(statements: &[Nested], idx: usize, source: &str) -> Vec<String> {
    let mut links: Vec<String> = Vec::new();
    let mut at = Some(idx);
    while let Some((draft, around)) = at.and_then(|at| statements.get(at)) {
        let name = draft.speaker.canonical.as_ref().unwrap_or(&draft.speaker.text);
        push(&mut links, name);
        if let Some(through) = &draft.speaker.through {
            push(&mut links, through);
        }
        at = *around;
    }
    push(&mut links, source);
    links.reverse();
    links
}

fn push(links: &mut Vec<String>, name: &str) {
    if links.last().is_none_or(|last| last != name) {
        links.push(name.to_owned());
    }
}
