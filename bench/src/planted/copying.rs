//! Documents, three in ten with a passage of an earlier one.

use super::tell_tales::{later_count, remark_put_in, source_put_in, tell_tale};
use super::words::{Kind, Sentence, Token, Words};
use super::{NOISE, Paragraph};
use crate::Random;
use std::ops::Range;

/// Words of the shortest passage that is taken over.
const LEAST_WORDS: usize = 40;
/// Copies in which words of another document stand between the copied ones: about as many as have any other tell-tale.
const INTERLEAVED_PERCENT: usize = 20;
/// Of these so many are the other way round: the first document holds what later ones took apart.
const TAKEN_APART_PERCENT: usize = 10;

#[derive(Clone, Debug)]
pub(super) struct Copied {
    pub(super) document: usize,
    pub(super) paragraph: usize,
    pub(super) sentences: Range<usize>,
    pub(super) noise: usize,
    pub(super) is_reordered: bool,
    pub(super) is_interleaved: bool,
    pub(super) tell_tales: usize,
    pub(super) false_tell_tales: usize,
}

/// What stands where in an earlier document.
#[derive(Clone, Debug)]
struct Place {
    document: usize,
    paragraph: usize,
    sentences: Range<usize>,
}

pub(super) struct Writer {
    random: Random,
    words: Words,
    pub(super) documents: Vec<Vec<Paragraph>>,
    /// What the next document takes over: the part between two that the one before it took.
    left_over: Option<Place>,
}

impl Writer {
    pub(super) fn new(random: Random, words: Words) -> Self {
        Writer { random, words, documents: Vec::new(), left_over: None }
    }

    pub(super) fn write(&mut self) {
        let mut paragraphs: Vec<Paragraph> = (0..3).map(|_| self.own()).collect();
        let copies = match self.left_over.take() {
            Some(place) => vec![self.copy(&place, false)],
            None if self.documents.is_empty() || self.random.below(10) >= 3 => Vec::new(),
            None => self.copies(),
        };
        let at = self.random.below(paragraphs.len() + 1);
        paragraphs.splice(at..at, copies);
        self.documents.push(paragraphs);
    }

    fn own(&mut self) -> Paragraph {
        let count = 4 + self.random.below(3);
        let sentences = (0..count).map(|_| self.words.sentence(&mut self.random)).collect();
        Paragraph { sentences, copied: None }
    }

    fn copies(&mut self) -> Vec<Paragraph> {
        let document = self.random.below(self.documents.len());
        if self.random.below(100) < INTERLEAVED_PERCENT {
            return self.interleaved(document).unwrap_or_default();
        }
        let own = self.own_paragraphs(document);
        let Some(paragraph) = own.get(self.random.below(own.len().max(1))).copied() else {
            return Vec::new();
        };
        let place = self.passage(document, paragraph);
        place.map(|place| self.copy(&place, false)).into_iter().collect()
    }

    fn own_paragraphs(&self, document: usize) -> Vec<usize> {
        let all = self.documents.get(document).map_or(&[][..], Vec::as_slice);
        (0..all.len()).filter(|at| all.get(*at).is_some_and(|one| one.copied.is_none())).collect()
    }

    /// The end of a paragraph and the beginning of the next, with a passage of a third document between them; or, the wrong way
    /// round, a first and a third paragraph here, and the second in the document after this one.
    fn interleaved(&mut self, document: usize) -> Option<Vec<Paragraph>> {
        let own = self.own_paragraphs(document);
        let neighbours: Vec<(usize, usize)> =
            own.windows(2).filter_map(|two| Some((*two.first()?, *two.get(1)?))).collect();
        let is_taken_apart = self.random.below(100) < TAKEN_APART_PERCENT;
        if let ([first, second, third], true) = (own.as_slice(), is_taken_apart && own.len() == 3) {
            self.left_over = self.passage(document, *second);
            let (first, third) = (self.end_of(document, *first)?, self.start_of(document, *third)?);
            return Some(vec![self.copy(&first, false), self.copy(&third, false)]);
        }
        let (first, second) = *neighbours.get(self.random.below(neighbours.len().max(1)))?;
        let other = self.random.below(self.documents.len());
        if other == document || second != first + 1 {
            return None;
        }
        let paragraph = *self.own_paragraphs(other).first()?;
        let (first, second) = (self.end_of(document, first)?, self.start_of(document, second)?);
        let between = self.passage(other, paragraph)?;
        Some(vec![self.copy(&first, true), self.copy(&between, true), self.copy(&second, true)])
    }

    fn lengths(&self, document: usize, paragraph: usize) -> Vec<usize> {
        let paragraph = self.documents.get(document).and_then(|all| all.get(paragraph));
        paragraph.map_or_else(Vec::new, |one| one.sentences.iter().map(Vec::len).collect())
    }

    /// At least [`LEAST_WORDS`] words of a paragraph.
    fn passage(&mut self, document: usize, paragraph: usize) -> Option<Place> {
        let lengths = self.lengths(document, paragraph);
        let start = self.random.below(lengths.len().saturating_sub(2).max(1));
        let mut end = start;
        let mut length = 0;
        while end < lengths.len() && (length < LEAST_WORDS || self.random.below(2) == 0) {
            length += lengths.get(end).copied().unwrap_or(0);
            end += 1;
        }
        (length >= LEAST_WORDS).then_some(Place { document, paragraph, sentences: start..end })
    }

    fn end_of(&self, document: usize, paragraph: usize) -> Option<Place> {
        let lengths = self.lengths(document, paragraph);
        let start =
            (0..lengths.len()).rev().find(|at| lengths.iter().skip(*at).sum::<usize>() >= LEAST_WORDS)?;
        Some(Place { document, paragraph, sentences: start..lengths.len() })
    }

    fn start_of(&self, document: usize, paragraph: usize) -> Option<Place> {
        let lengths = self.lengths(document, paragraph);
        let end = (1..=lengths.len()).find(|end| lengths.iter().take(*end).sum::<usize>() >= LEAST_WORDS)?;
        Some(Place { document, paragraph, sentences: 0..end })
    }

    /// The sentences of a place, edited.
    fn copy(&mut self, place: &Place, is_interleaved: bool) -> Paragraph {
        let noise = NOISE.get(self.random.below(NOISE.len())).copied().unwrap_or_default();
        let length = place.sentences.len();
        let mut made = Copied {
            document: place.document,
            paragraph: place.paragraph,
            sentences: place.sentences.clone(),
            noise,
            is_reordered: noise >= 10 && length >= 3 && self.random.below(3) == 0,
            is_interleaved,
            tell_tales: usize::from(is_interleaved),
            false_tell_tales: 0,
        };
        let source = self.documents.get(place.document).and_then(|all| all.get(place.paragraph));
        let source: Vec<Sentence> = source.map_or_else(Vec::new, |one| one.sentences.clone());
        let mut sentences: Vec<Sentence> = Vec::new();
        for (at, sentence) in source.iter().enumerate().take(place.sentences.end).skip(place.sentences.start)
        {
            sentences.push(self.edited(sentence, at, &mut made));
        }
        if made.is_reordered {
            sentences.rotate_left(1);
        }
        Paragraph { sentences, copied: Some(made) }
    }

    fn edited(&mut self, sentence: &Sentence, at: usize, copied: &mut Copied) -> Sentence {
        let mut edited = Sentence::new();
        edited.extend(source_put_in(&mut self.random, &self.words, copied));
        let mut number = 0;
        while let Some(token) = sentence.get(number) {
            let kept = Token { from: Some((at, number)), ..token.clone() };
            let next =
                sentence.get(number + 1).map(|next| Token { from: Some((at, number + 1)), ..next.clone() });
            match self.counted_later(&kept, next, copied) {
                Some(counted) => {
                    edited.extend(counted);
                    number += 2;
                }
                None => {
                    edited.extend(self.edited_token(kept, copied));
                    number += 1;
                }
            }
        }
        edited.extend(remark_put_in(&mut self.random, copied));
        edited
    }

    /// A day and the count after it become another day and another count.
    fn counted_later(
        &mut self,
        token: &Token,
        next: Option<Token>,
        copied: &mut Copied,
    ) -> Option<[Token; 2]> {
        let next = next?;
        let (Kind::AsOf { day, month }, Kind::Count(count)) = (&token.kind, &next.kind) else { return None };
        let [date, number] = later_count(&mut self.random, (*day, month), *count, copied)?;
        let (is_new_date, is_new_number) = (date.text != token.text, number.text != next.text);
        Some([
            Token { from: token.from, is_new_value: is_new_date, ..date },
            Token { from: next.from, is_new_value: is_new_number, ..number },
        ])
    }

    fn edited_token(&mut self, kept: Token, copied: &mut Copied) -> Vec<Token> {
        let random = &mut self.random;
        if kept.kind == Kind::Number && random.below(100) < copied.noise.max(10) {
            let text = (2 + random.below(998)).to_string();
            let is_new_value = text != kept.text;
            return vec![Token { text, is_new_value, ..kept }];
        }
        if let Some(told) = tell_tale(random, &kept, copied) {
            return told;
        }
        if random.below(100) >= copied.noise {
            return vec![kept];
        }
        match random.below(10) {
            0..5 => vec![self.words.token(random)],
            5..8 => Vec::new(),
            _ => vec![kept, self.words.token(random)],
        }
    }
}
