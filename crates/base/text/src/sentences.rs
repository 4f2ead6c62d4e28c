//! Sentences over tokens: a full stop ends one unless an abbreviation, an initial or a number says otherwise.

use crate::{Token, TokenKind};
use recount_model::Span;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::ops::Range;

/// What a language says about full stops: the `text` section of its pack.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Abbreviations {
    /// Words after which a full stop does not end a sentence, lower case, without the stop.
    #[serde(rename = "abbreviations")]
    pub words: BTreeSet<String>,
    /// Small words that open a sentence when they stand with a capital behind an abbreviation ("in the U.N. The vote").
    #[serde(default)]
    pub openers: BTreeSet<String>,
}

impl<const N: usize> From<[&str; N]> for Abbreviations {
    fn from(words: [&str; N]) -> Self {
        Abbreviations { words: words.map(str::to_owned).into(), openers: BTreeSet::new() }
    }
}

/// A sentence ends after so many tokens at the latest. Nobody writes longer ones, and stages that look from each word of a sentence
/// to all others stay linear on text without a full stop.
const MOST_TOKENS: usize = 1_000;

/// Cuts `tokens` into sentences: ranges of token indices, without the breaks between them.
///
/// Method: terminal marks with an abbreviation list, as in Punkt without its training; paragraph breaks always cut, single line breaks
/// (wrapped text) never do; blocks are the caller's business.
pub fn sentences(tokens: &[Token], abbreviations: &Abbreviations) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut idx = 0;
    while idx < tokens.len() {
        if tokens[idx].kind == TokenKind::ParagraphBreak {
            push(&mut found, start..idx);
            start = idx + 1;
        } else if ends_sentence(tokens, idx, abbreviations) {
            let end = after_closers(tokens, idx + 1);
            push(&mut found, start..end);
            start = end;
            idx = end;
            continue;
        } else if idx - start >= MOST_TOKENS {
            push(&mut found, start..idx);
            start = idx;
        }
        idx += 1;
    }
    push(&mut found, start..tokens.len());
    found
}

/// The span from the first to the last token of `range`.
pub fn span_of(tokens: &[Token], range: &Range<usize>) -> Option<Span> {
    let first = tokens.get(range.start)?;
    let last = tokens.get(range.end.checked_sub(1)?)?;
    Some(first.span.cover(last.span))
}

fn push(found: &mut Vec<Range<usize>>, range: Range<usize>) {
    if !range.is_empty() {
        found.push(range);
    }
}

fn ends_sentence(tokens: &[Token], idx: usize, abbreviations: &Abbreviations) -> bool {
    let token = &tokens[idx];
    if token.kind != TokenKind::Mark {
        return false;
    }
    match &*token.lower {
        "!" | "?" | "…" => opens_sentence(tokens, after_closers(tokens, idx + 1)),
        "." => {
            !is_inside(tokens, idx, abbreviations) && opens_sentence(tokens, after_closers(tokens, idx + 1))
        }
        _ => false,
    }
}

fn is_inside(tokens: &[Token], idx: usize, abbreviations: &Abbreviations) -> bool {
    let Some(before) = idx.checked_sub(1).and_then(|at| tokens.get(at)) else { return false };
    let Some(next) = tokens.get(idx + 1) else { return false };
    if !next.is_spaced && (next.is_digits() || next.is_word()) {
        return true;
    }
    let is_initial =
        before.is_word() && before.is_capitalised && before.span.len() <= 2 && &*before.lower != "i";
    let is_acronym = is_initial && is_dotted_before(tokens, idx - 1);
    let is_short = abbreviations.words.contains(&*before.lower);
    let is_opened = (is_acronym || is_short) && opens_with_small_word(tokens, idx + 1, abbreviations);
    before.is_word() && !token_glued(tokens, idx) && (is_short || is_initial) && !is_opened
}

/// The last letter of "U.N."
fn is_dotted_before(tokens: &[Token], letter: usize) -> bool {
    let dot = letter.checked_sub(1).and_then(|at| tokens.get(at)).is_some_and(|token| token.is("."));
    dot && tokens.get(letter).is_some_and(|token| !token.is_spaced)
}

/// "The vote", "В городе"; an initial ("В. Орр") opens nothing.
fn opens_with_small_word(tokens: &[Token], idx: usize, abbreviations: &Abbreviations) -> bool {
    let is_opener = tokens
        .get(idx)
        .is_some_and(|token| token.is_capitalised && abbreviations.openers.contains(&*token.lower));
    is_opener && !tokens.get(idx + 1).is_some_and(|token| token.is("."))
}

fn token_glued(tokens: &[Token], idx: usize) -> bool {
    tokens.get(idx).is_some_and(|token| token.is_spaced)
}

fn after_closers(tokens: &[Token], mut idx: usize) -> usize {
    while let Some(token) = tokens.get(idx) {
        let is_closer = !token.is_spaced
            && (token.kind == TokenKind::QuotationMark
                || matches!(&*token.lower, ")" | "]" | "." | "!" | "?"));
        if !is_closer {
            break;
        }
        idx += 1;
    }
    idx
}

fn opens_sentence(tokens: &[Token], idx: usize) -> bool {
    let Some(next) = tokens.get(idx) else { return true };
    next.is_break() || next.is_capitalised || (next.is_spaced && !next.is_word())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokenize;

    fn shown(text: &str) -> Vec<String> {
        let tokens = tokenize(text, 0);
        let abbreviations = Abbreviations {
            openers: ["the".to_owned(), "в".to_owned()].into(),
            ..["dr", "dec", "г"].into()
        };
        sentences(&tokens, &abbreviations)
            .iter()
            .filter_map(|range| span_of(&tokens, range).map(|span| span.of(text).to_owned()))
            .collect()
    }

    #[test]
    fn abbreviations_initials_and_numbers_do_not_end() {
        assert_eq!(
            shown("Dr. A. Orr came at 11.40 p.m. He left."),
            ["Dr. A. Orr came at 11.40 p.m.", "He left."]
        );
    }

    #[test]
    fn a_small_word_with_a_capital_opens_a_sentence() {
        assert_eq!(
            shown("He spoke at the U.N. The vote failed."),
            ["He spoke at the U.N.", "The vote failed."]
        );
        assert_eq!(shown("Это было в 2011 г. В городе ждали."), ["Это было в 2011 г.", "В городе ждали."]);
        assert_eq!(shown("Это было в 2011 г. В. Орр ждал.").len(), 1);
    }

    #[test]
    fn closing_quotes_belong_to_the_sentence() {
        assert_eq!(shown("“It fell.” Nobody saw."), ["“It fell.”", "Nobody saw."]);
    }

    #[test]
    fn text_without_a_full_stop_is_cut() {
        let lengths: Vec<usize> =
            shown(&"word ".repeat(2_500)).iter().map(|text| text.split(' ').count()).collect();
        assert_eq!(lengths, [1_000, 1_000, 500]);
    }

    #[test]
    fn breaks_cut() {
        assert_eq!(shown("A title\n\nText without end"), ["A title", "Text without end"]);
    }
}
