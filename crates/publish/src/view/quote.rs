//! A quote: the passage something stands on, in its sentence, with its mouth and the way to it.
//!
//! Comes in: a passage. Goes out: words, source and link. It may not change a letter: what stands around the passage
//! is cut at a sentence or, with an ellipsis, at a word.

use super::context::{AccountRef, Context, Numbered};
use recount_model::{Id, Locator, Passage, Span};
use serde::Serialize;
use std::collections::BTreeMap;

/// A passage as a reader sees it; passages of one sentence are one quote with several marks.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct QuoteView {
    pub account: AccountRef,
    /// Where in the account: "¶ 5", "title".
    pub place: String,
    /// Who says it there, when it stands in somebody's statement.
    pub speaker: Option<String>,
    /// Anchor of the first passage, without the `#`.
    pub anchor: String,
    /// Where the passages stand, in bytes of the reading.
    pub spans: Vec<(u32, u32)>,
    pub language: String,
    /// `stands`; `moved` where a decision was made about it elsewhere; `missing` where the text does not say it.
    pub state: &'static str,
    /// Where it was when it was decided about, if it is not there any more.
    pub was: Option<WasView>,
    /// The words in order; what is marked is the passage, the rest stands around it.
    pub pieces: Vec<PieceView>,
}

/// Where a quote was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct WasView {
    /// Hash of the original.
    pub original: String,
    /// The account that stands there by now, if one does.
    pub account: Option<AccountRef>,
    /// Where in it: "¶ 5".
    pub place: Option<String>,
    /// In bytes of the reading as it was then.
    pub start: u32,
}

/// A run of words of a quote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct PieceView {
    pub text: String,
    pub is_marked: bool,
}

/// Quotes shorter than this are shown in their sentence.
const SHORT_BYTES: usize = 200;
/// So much of the sentence on either side.
const AROUND_BYTES: usize = 150;
/// Passages nearer to each other than this make one quote.
const NEAR_BYTES: u32 = 160;

/// A passage and its place in the list it came in.
type Nth = (Span, usize);

impl<'d> Context<'d> {
    /// The passage in its sentence.
    pub fn quote(&self, passage: &Passage) -> QuoteView {
        self.together(passage, &[passage.span])
    }

    /// The passage alone.
    pub fn bare_quote(&self, passage: &Passage) -> QuoteView {
        let piece = PieceView { text: passage.text.clone(), is_marked: true };
        QuoteView { pieces: vec![piece], ..self.empty_quote(passage) }
    }

    /// The passages in their sentences; those of one sentence and one mouth together, each where
    /// its first passage is named.
    pub fn quotes(&self, passages: &[Passage]) -> Vec<QuoteView> {
        // One mouth, one quote: what two people say in one sentence is two quotes.
        let mut mouths: BTreeMap<(&Id, u32, Option<&str>), Vec<Nth>> = BTreeMap::new();
        for (at, passage) in passages.iter().enumerate() {
            let numbered = self.numbered(&passage.account);
            let block = numbered.and_then(|account| account.block_at(passage.span.start));
            let block = block.map_or(passage.span.start, |(block, _)| block.span.start);
            let statement = numbered.and_then(|account| account.statement_around(passage.span));
            let mouth = statement.map(|statement| statement.speaker.as_str());
            mouths.entry((&passage.account, block, mouth)).or_default().push((passage.span, at));
        }
        let mut groups: Vec<Vec<Nth>> = mouths.into_values().flat_map(near).collect();
        groups.sort_by_key(|group| group.iter().map(|(_, at)| *at).min());
        let quote = |group: Vec<Nth>| {
            let spans: Vec<Span> = group.iter().map(|(span, _)| *span).collect();
            let first = group.iter().min_by_key(|(_, at)| *at).and_then(|(_, at)| passages.get(*at))?;
            Some(self.together(first, &spans))
        };
        groups.into_iter().filter_map(quote).collect()
    }

    /// One quote with all of `spans` marked; they must be sorted and stand in one block.
    fn together(&self, passage: &Passage, spans: &[Span]) -> QuoteView {
        for span in spans {
            self.cite(&passage.account, *span);
        }
        let cover = spans.iter().fold(passage.span, |cover, span| cover.cover(*span));
        let numbered = self.numbered(&passage.account);
        let reading = numbered.and_then(|account| self.index.reading(&account.account.original));
        let (Some(account), Some(reading)) = (numbered, reading) else { return self.bare_quote(passage) };
        let mut pieces = marked_pieces(&reading.text, cover, spans);
        if cover.len() < SHORT_BYTES || spans.len() > 1 {
            let (before, after) = around(account, &reading.text, cover);
            pieces.insert(0, PieceView { text: before, is_marked: false });
            pieces.push(PieceView { text: after, is_marked: false });
        }
        pieces.retain(|piece| !piece.text.is_empty());
        let spans = spans.iter().map(|span| (span.start, span.end)).collect();
        QuoteView { pieces, spans, ..self.empty_quote(passage) }
    }

    fn empty_quote(&self, passage: &Passage) -> QuoteView {
        let numbered = self.numbered(&passage.account);
        let speaker = numbered.and_then(|account| account.statement_around(passage.span));
        QuoteView {
            account: self.account_ref(&passage.account),
            place: self.place(numbered, passage.span),
            speaker: speaker.map(|statement| self.speaker(&statement.speaker)),
            anchor: self.cite(&passage.account, passage.span).unwrap_or_default(),
            spans: vec![(passage.span.start, passage.span.end)],
            language: numbered.map_or_else(|| "und".to_owned(), |account| account.account.language.clone()),
            state: self.state(numbered, passage),
            was: None,
            pieces: Vec::new(),
        }
    }

    /// Whether the text says the words where they are said to stand.
    fn state(&self, account: Option<&Numbered<'_>>, passage: &Passage) -> &'static str {
        let reading = account.and_then(|account| self.index.reading(&account.account.original));
        let words = reading.and_then(|reading| reading.text.get(passage.span.range()));
        if words == Some(passage.text.as_str()) { "stands" } else { "missing" }
    }

    /// Where the passage stands: in words of the original's format where it has any, and else by its paragraph.
    pub(super) fn place(&self, account: Option<&Numbered<'_>>, span: Span) -> String {
        let reading = account.and_then(|account| self.index.reading(&account.account.original));
        let located = reading.and_then(|reading| reading.locator(span.start));
        let paragraph = self.paragraph(account, span);
        match located {
            // A row, a message, a second of a recording is a place of its own: its paragraphs say nothing more.
            Some(locator @ (Locator::Row { .. } | Locator::Message { .. } | Locator::Time { .. })) => {
                self.located(locator)
            }
            Some(locator) if paragraph.is_empty() => self.located(locator),
            Some(locator) => format!("{}, {paragraph}", self.located(locator)),
            None => paragraph,
        }
    }

    fn located(&self, locator: &Locator) -> String {
        let say = |key: &str, name: &str, value: &str| self.words.fill("quote", key, &[(name, value)]);
        match locator {
            Locator::Page { number, is_recognised, .. } => {
                let key = if *is_recognised { "page-recognised" } else { "page" };
                say(key, "n", &number.to_string())
            }
            Locator::Row { sheet: None, number } => say("row", "n", &number.to_string()),
            Locator::Row { sheet: Some(sheet), number } => {
                self.words.fill("quote", "sheet-row", &[("sheet", sheet), ("n", &number.to_string())])
            }
            Locator::Message { id } => say("message", "id", id),
            Locator::Time { .. } | Locator::Section { .. } => locator.to_string(),
        }
    }

    fn paragraph(&self, account: Option<&Numbered<'_>>, span: Span) -> String {
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
}

/// Sorted passages of one block, cut where two lie far apart.
fn near(mut spans: Vec<Nth>) -> Vec<Vec<Nth>> {
    spans.sort();
    let mut groups: Vec<Vec<Nth>> = Vec::new();
    let mut reached = 0;
    for (span, at) in spans {
        match groups.last_mut() {
            Some(group) if span.start <= reached + NEAR_BYTES => group.push((span, at)),
            _ => groups.push(vec![(span, at)]),
        }
        reached = reached.max(span.end);
    }
    groups
}

/// The words of `cover`, cut at the ends of `spans`; overlapping spans are one mark.
fn marked_pieces(text: &str, cover: Span, spans: &[Span]) -> Vec<PieceView> {
    let words = |start: u32, end: u32| text.get(start as usize..end as usize).unwrap_or("").to_owned();
    let mut pieces: Vec<PieceView> = Vec::new();
    let mut reached = cover.start;
    for span in spans {
        if span.end <= reached {
            continue;
        }
        let start = span.start.max(reached);
        if start > reached {
            pieces.push(PieceView { text: words(reached, start), is_marked: false });
        }
        match pieces.last_mut().filter(|last| last.is_marked) {
            Some(last) => last.text.push_str(&words(start, span.end)),
            None => pieces.push(PieceView { text: words(start, span.end), is_marked: true }),
        }
        reached = span.end;
    }
    pieces
}

/// The rest of the sentence on both sides, inside the block.
fn around(account: &Numbered<'_>, text: &str, span: Span) -> (String, String) {
    let block = account.block_at(span.start).map_or(account.account.span, |(block, _)| block.span);
    let before = text.get(block.start as usize..span.start as usize).unwrap_or("");
    let after = text.get(span.end as usize..block.end.max(span.end) as usize).unwrap_or("");
    (sentence_before(before), sentence_after(after))
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
    fn passages_of_one_sentence_are_marked_together() {
        let text = "of 46 buildings, 20 shops and 2 cafes";
        let cut = |spans: &[(usize, usize)]| {
            let spans: Vec<Span> = spans.iter().map(|(start, end)| Span::new(*start, *end)).collect();
            let pieces = marked_pieces(text, Span::new(3, 37), &spans);
            pieces.into_iter().map(|piece| (piece.text, piece.is_marked)).collect::<Vec<_>>()
        };
        let piece = |text: &str, is_marked| (text.to_owned(), is_marked);
        assert_eq!(
            cut(&[(3, 15), (17, 25), (30, 37)]),
            [
                piece("46 buildings", true),
                piece(", ", false),
                piece("20 shops", true),
                piece(" and ", false),
                piece("2 cafes", true)
            ]
        );
        assert_eq!(cut(&[(3, 15), (6, 25), (7, 9)]), [piece("46 buildings, 20 shops", true)]);
        let groups = near(vec![(Span::new(900, 910), 0), (Span::new(3, 5), 1), (Span::new(40, 50), 2)]);
        assert_eq!(groups.iter().map(Vec::len).collect::<Vec<_>>(), [2, 1]);
    }

    #[test]
    fn long_sentences_are_cut_at_a_word_and_say_so() {
        let long = "wörd ".repeat(100);
        let (before, after) = (sentence_before(&long), sentence_after(&long));
        assert!(before.starts_with("… wörd ") && before.len() <= AROUND_BYTES + 8, "{before}");
        assert!(after.ends_with("wörd …") && after.len() <= AROUND_BYTES + 8, "{after}");
    }
}
