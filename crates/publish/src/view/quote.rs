//! A quote: the passage something stands on, in its sentence, with its mouth and the way to it.
//!
//! Comes in: a passage. Goes out: words, source and link. It may not change a letter: what stands around the passage
//! is cut at a sentence or, with an ellipsis, at a word.

use super::context::{AccountRef, Context, Numbered};
use recount_model::{Passage, Span};
use serde::Serialize;

/// A passage as a reader sees it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct QuoteView {
    pub account: AccountRef,
    /// Where in the account: "¶ 5", "title".
    pub place: String,
    /// Who says it there, when it stands in somebody's statement.
    pub speaker: Option<String>,
    /// Anchor of the passage, without the `#`.
    pub anchor: String,
    pub language: String,
    pub before: String,
    pub text: String,
    pub after: String,
}

/// Passages shorter than this are shown in their sentence.
const SHORT_BYTES: usize = 160;
/// So much of the sentence on either side.
const AROUND_BYTES: usize = 150;

impl<'d> Context<'d> {
    /// The passage in its sentence.
    pub(crate) fn quote(&self, passage: &Passage) -> QuoteView {
        self.quoted(passage, true)
    }

    /// The passage alone.
    pub(crate) fn bare_quote(&self, passage: &Passage) -> QuoteView {
        self.quoted(passage, false)
    }

    pub(crate) fn quotes(&self, passages: &[Passage]) -> Vec<QuoteView> {
        passages.iter().map(|passage| self.quote(passage)).collect()
    }

    fn quoted(&self, passage: &Passage, is_in_sentence: bool) -> QuoteView {
        let numbered = self.numbered(&passage.account);
        let speaker = numbered.and_then(|account| account.statement_around(passage.span));
        let (before, after) = match numbered {
            Some(account) if is_in_sentence && passage.text.len() < SHORT_BYTES => {
                self.around(account, passage.span)
            }
            _ => (String::new(), String::new()),
        };
        QuoteView {
            account: self.account_ref(&passage.account),
            place: self.place(numbered, passage.span),
            speaker: speaker.map(|statement| statement.speaker.clone()),
            anchor: self.cite(&passage.account, passage.span).unwrap_or_default(),
            language: numbered.map_or_else(|| "und".to_owned(), |account| account.account.language.clone()),
            before,
            text: passage.text.clone(),
            after,
        }
    }

    fn place(&self, account: Option<&Numbered<'_>>, span: Span) -> String {
        let Some((block, number)) = account.and_then(|account| account.block_at(span.start)) else {
            return String::new();
        };
        match number {
            Some(number) => self.words.fill("quote", "paragraph", &[("n", &number.to_string())]),
            None => self.words.say(
                "quote",
                if block.kind == recount_model::BlockKind::Title { "title" } else { "heading" },
            ),
        }
    }

    fn around(&self, account: &Numbered<'_>, span: Span) -> (String, String) {
        let Some(reading) = self.index.reading(&account.account.original) else {
            return (String::new(), String::new());
        };
        let block = account.block_at(span.start).map_or(account.account.span, |(block, _)| block.span);
        let text = &reading.text;
        let before = text.get(block.start as usize..span.start as usize).unwrap_or("");
        let after = text.get(span.end as usize..block.end.max(span.end) as usize).unwrap_or("");
        (sentence_before(before), sentence_after(after))
    }
}

/// What stands before a passage, back to the end of the sentence before it.
fn sentence_before(text: &str) -> String {
    let cut = floor(text, text.len().saturating_sub(AROUND_BYTES));
    let near = text.get(cut..).unwrap_or("");
    let sentence = near.char_indices().rev().find(|(at, mark)| is_end(near, *at, *mark));
    match sentence {
        Some((at, mark)) => near.get(at + mark.len_utf8()..).unwrap_or("").trim_start().to_owned(),
        None if cut == 0 => near.trim_start().to_owned(),
        None => {
            format!("… {}", near.split_once(char::is_whitespace).map_or(near, |(_, rest)| rest).trim_start())
        }
    }
}

/// What stands after a passage, through the end of its sentence.
fn sentence_after(text: &str) -> String {
    let cut = floor(text, AROUND_BYTES);
    let near = text.get(..cut).unwrap_or("");
    match near.char_indices().find(|(at, mark)| is_end(text, *at, *mark)) {
        Some((at, mark)) => near.get(..at + mark.len_utf8()).unwrap_or("").to_owned(),
        None if cut == text.len() => near.trim_end().to_owned(),
        None => format!("{} …", near.rsplit_once(char::is_whitespace).map_or(near, |(kept, _)| kept)),
    }
}

/// A terminal mark before white space, or at the end.
fn is_end(text: &str, at: usize, mark: char) -> bool {
    let follows = text.get(at + mark.len_utf8()..).and_then(|rest| rest.chars().next());
    matches!(mark, '.' | '!' | '?' | '…' | '\n') && follows.is_none_or(char::is_whitespace)
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_passage_is_shown_in_its_sentence() {
        assert_eq!(sentence_before("One ended. The port said "), "The port said ");
        assert_eq!(sentence_before("The port said "), "The port said ");
        assert_eq!(sentence_after(" people died. Then"), " people died.");
        assert_eq!(sentence_after(" of 3.5 tonnes"), " of 3.5 tonnes");
        assert_eq!(sentence_after(""), "");
    }

    #[test]
    fn long_sentences_are_cut_at_a_word_and_say_so() {
        let long = "wörd ".repeat(100);
        let (before, after) = (sentence_before(&long), sentence_after(&long));
        assert!(before.starts_with("… wörd ") && before.len() <= AROUND_BYTES + 8, "{before}");
        assert!(after.ends_with("wörd …") && after.len() <= AROUND_BYTES + 8, "{after}");
    }
}
