//! The counted noun after a quantity, found without a parser: words up to the first that cannot belong to it.
//!
//! Comes in: a sentence and where a quantity ends. Goes out: the noun with its modifiers. It may not know
//! measures beyond which noun of the lexicon it is.

use super::lexicon::{Meaning, Role};
use super::line::Line;
use super::phrases::Kinds;
use std::ops::Range;

/// Longest run of words before and with the head noun.
const LONGEST: usize = 8;

/// What stands after a quantity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Counted {
    /// Everything after the quantity that belongs to it, with "of the", "more", modifiers.
    pub tokens: Range<usize>,
    /// The head noun (a phrase of the lexicon, or one unknown plural); empty for "of them" and bare "more".
    pub head: Range<usize>,
    /// Which noun of the lexicon.
    pub noun: Option<u16>,
    /// A participle before the noun that says what happened ("12 wounded miners").
    pub modifier: Option<u16>,
    /// "of them", "of whom".
    pub is_pronoun: bool,
    /// "more", "others": on top of an earlier count.
    pub is_additive: bool,
    /// "of the workers", "of those": a part of something known.
    pub is_partitive: bool,
}

impl Counted {
    pub(crate) fn empty(at: usize) -> Self {
        Counted {
            tokens: at..at,
            head: at..at,
            noun: None,
            modifier: None,
            is_pronoun: false,
            is_additive: false,
            is_partitive: false,
        }
    }

    pub(crate) fn has_head(&self) -> bool {
        !self.head.is_empty()
    }
}

/// Reads what is counted from token `from` on.
pub(crate) fn read(line: &Line<'_>, from: usize) -> Counted {
    let mut counted = Counted::empty(from);
    let mut at = from;
    at = additive(line, at, &mut counted);
    at = partitive(line, at, &mut counted);
    if counted.is_pronoun {
        return counted;
    }
    if counted.has_head() {
        return counted;
    }
    at = additive(line, at, &mut counted);
    noun(line, at, &mut counted);
    counted
}

fn additive(line: &Line<'_>, at: usize, counted: &mut Counted) -> usize {
    let Some(end) = line.role(at, Role::Additive) else { return at };
    counted.is_additive = true;
    counted.tokens.end = end;
    end
}

/// "of the", "of those", "of them".
fn partitive(line: &Line<'_>, at: usize, counted: &mut Counted) -> usize {
    let Some(of) = line.role(at, Role::Of) else { return at };
    // "of these injured people" goes on to a noun; "of them arrested" never does.
    let is_closed = |end: &usize| {
        !starts_noun(line, *end) || !line.is_role(of, Role::Determiner) && noun_at(line, *end).is_none()
    };
    if let Some(end) = line.role(of, Role::Them).filter(is_closed) {
        counted.is_pronoun = true;
        counted.is_partitive = true;
        counted.tokens.end = end;
        return end;
    }
    match line.role(of, Role::Determiner) {
        Some(end) => {
            counted.is_partitive = true;
            nominal(line, end, counted).unwrap_or(end)
        }
        None => of,
    }
}

/// "of those arrested": a participle that stands for the people it happened to.
fn nominal(line: &Line<'_>, at: usize, counted: &mut Counted) -> Option<usize> {
    let (_, end) =
        line.find(at, Meaning::Passive(0), |meaning| matches!(meaning, Meaning::Passive(_)).then_some(()))?;
    if noun_at(line, at).is_some() || noun_at(line, end).is_some() {
        return None;
    }
    counted.head = at..end;
    counted.tokens.end = end;
    Some(end)
}

fn starts_noun(line: &Line<'_>, at: usize) -> bool {
    noun_at(line, at).is_some()
        || line.is_plural(at)
        || line
            .find(at, Meaning::Passive(0), |meaning| matches!(meaning, Meaning::Passive(_)).then_some(()))
            .is_some()
}

/// A noun of the lexicon at `at`, with where it ends.
pub(crate) fn noun_at(line: &Line<'_>, at: usize) -> Option<(u16, usize)> {
    line.find(at, Meaning::Noun(0), |meaning| if let Meaning::Noun(idx) = meaning { Some(idx) } else { None })
}

fn noun(line: &Line<'_>, from: usize, counted: &mut Counted) {
    let mut at = from;
    while at < from + LONGEST {
        let next = step(line, at, counted);
        match next {
            Step::On(end) => at = end,
            Step::Head(end, noun) => {
                counted.head = at..end;
                counted.noun = noun;
                counted.tokens.end = end;
                at = end;
            }
            Step::Stop => break,
        }
    }
    follow_of(line, counted);
}

enum Step {
    /// A modifier: go on.
    On(usize),
    /// A head so far, up to here.
    Head(usize, Option<u16>),
    Stop,
}

fn step(line: &Line<'_>, at: usize, counted: &mut Counted) -> Step {
    let Some(token) = line.token(at) else { return Step::Stop };
    let has_head = counted.has_head();
    if token.kind == recount_text::TokenKind::QuotationMark && !has_head {
        return Step::On(at + 1);
    }
    if token.is("-") && line.is_glued(at) && line.is_glued(at + 1) {
        return if line.token(at + 1).is_some_and(|next| next.is_digits()) {
            Step::On(at + 2)
        } else {
            Step::On(at + 1)
        };
    }
    if !token.is_word() {
        return Step::Stop;
    }
    if let Some((noun, end)) = noun_at(line, at) {
        return lexical(line, at, noun, end, counted);
    }
    if let Some(end) = modifier_end(line, at).filter(|_| !has_head) {
        counted.modifier = predicate_at(line, at);
        return Step::On(end);
    }
    if ends_noun(line, at) {
        return Step::Stop;
    }
    if line.is_plural(at) {
        return plural(line, at, counted);
    }
    if has_head || (line.is_verbal(at) && !goes_on(line, at + 1)) { Step::Stop } else { Step::On(at + 1) }
}

/// A word of the lexicon: an outcome before another noun is a modifier ("12 wounded miners").
fn lexical(line: &Line<'_>, at: usize, noun: u16, end: usize, counted: &mut Counted) -> Step {
    let is_outcome = line.lexicon.noun(noun).is_some_and(|noun| noun.class == "outcome" || noun.is_weak);
    if counted.has_head() && (is_outcome || counted.head.end != at) {
        return Step::Stop;
    }
    if is_outcome && !counted.has_head() && noun_at(line, end).is_some() {
        counted.modifier = predicate_at(line, at);
        return Step::On(end);
    }
    if !counted.has_head() && end == at + 1 && !line.is_plural(at) && is_unknown_plural(line, end) {
        return Step::On(end);
    }
    Step::Head(end, Some(noun))
}

/// "several official statements": the first word only qualifies.
fn is_unknown_plural(line: &Line<'_>, at: usize) -> bool {
    line.is_plural(at) && !ends_noun(line, at)
}

/// A participle that stands before a noun of the lexicon.
fn modifier_end(line: &Line<'_>, at: usize) -> Option<usize> {
    let (_, end) =
        line.find(at, Meaning::Passive(0), |meaning| matches!(meaning, Meaning::Passive(_)).then_some(()))?;
    let follows = noun_at(line, end)
        .is_some_and(|(noun, _)| line.lexicon.noun(noun).is_some_and(|noun| noun.class != "outcome"));
    follows.then_some(end)
}

fn predicate_at(line: &Line<'_>, at: usize) -> Option<u16> {
    let pick = |meaning| if let Meaning::Passive(idx) = meaning { Some(idx) } else { None };
    line.find(at, Meaning::Passive(0), pick).map(|(idx, _)| idx)
}

/// Words that never belong to a counted noun.
fn ends_noun(line: &Line<'_>, at: usize) -> bool {
    let stops = |meaning| match meaning {
        Meaning::Role(Role::Hedge | Role::Planned | Role::Them | Role::Additive) => None,
        Meaning::Role(_)
        | Meaning::RefusedNoun
        | Meaning::Refuted
        | Meaning::Passive(_)
        | Meaning::Subject(_)
        | Meaning::MomentAfter
        | Meaning::Units(_)
        | Meaning::Before(_) => Some(()),
        _ => None,
    };
    line.find(at, Kinds::ALL, stops).is_some()
}

fn plural(line: &Line<'_>, at: usize, counted: &Counted) -> Step {
    let is_known = counted.noun.is_some();
    if counted.has_head() && (is_known || counted.head.end != at || line.is_plural(counted.head.start)) {
        return Step::Stop;
    }
    Step::Head(at + 1, None)
}

/// True if a noun can still come from `at` on.
fn goes_on(line: &Line<'_>, at: usize) -> bool {
    line.token(at).is_some_and(|token| token.is_word()) && !ends_noun(line, at)
}

/// "25 bodies of the dead": an outcome noun hanging on by "of" belongs to what a reader would underline.
fn follow_of(line: &Line<'_>, counted: &mut Counted) {
    let is_body =
        counted.noun.and_then(|idx| line.lexicon.noun(idx)).is_some_and(|noun| noun.class == "body");
    let Some(of) = line.role(counted.tokens.end, Role::Of).filter(|_| is_body) else { return };
    let at = line.role(of, Role::Determiner).unwrap_or(of);
    if let Some((_, end)) = noun_at(line, at) {
        counted.tokens.end = end;
    }
}
