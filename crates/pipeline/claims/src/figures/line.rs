//! One sentence as the figure grammar sees it: its tokens without line breaks, each with its phrases.
//!
//! Comes in: a sentence and the lexicon. Goes out: lookups of what stands at a place. It may not know figures.

use super::lexicon::{Lexicon, Meaning, Role};
use super::phrases::{Kinds, Starting};
use recount_model::Span;
use recount_text::{Token, without_breaks};

/// Longest phrase, in tokens, that is looked for backwards.
const LONGEST_BACK: usize = 6;

/// A sentence without line breaks.
#[derive(Debug)]
pub(crate) struct Line<'a> {
    pub tokens: Vec<&'a Token<'a>>,
    pub lexicon: &'a Lexicon,
    /// What begins at each token, with the kinds of all its meanings.
    starting: Vec<(Kinds, Option<&'a Starting<Meaning>>)>,
}

impl<'a> Line<'a> {
    pub(crate) fn new(tokens: &'a [Token], lexicon: &'a Lexicon) -> Self {
        let tokens = without_breaks(tokens);
        let starting_at = |token: &&Token| {
            let starting = lexicon.starting_at(token);
            (starting.map_or(Kinds::default(), Starting::kinds), starting)
        };
        let starting = tokens.iter().map(starting_at).collect();
        Line { tokens, lexicon, starting }
    }

    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(crate) fn token(&self, at: usize) -> Option<&'a Token<'a>> {
        self.tokens.get(at).copied()
    }

    pub(crate) fn before(&self, at: usize) -> Option<&'a Token<'a>> {
        self.token(at.checked_sub(1)?)
    }

    /// The longest phrase at `at` with a meaning, of one of `kinds`, that `pick` accepts: what it picked, and where the phrase ends.
    #[inline]
    pub(crate) fn find<T>(
        &self,
        at: usize,
        kinds: impl Into<Kinds>,
        pick: impl Fn(Meaning) -> Option<T>,
    ) -> Option<(T, usize)> {
        let kinds = kinds.into();
        self.starting_at(at, kinds)?.find(&self.tokens, at, kinds, pick)
    }

    /// What begins at `at`, if it can have a meaning of one of these kinds.
    #[inline]
    fn starting_at(&self, at: usize, kinds: Kinds) -> Option<&'a Starting<Meaning>> {
        let (all, starting) = *self.starting.get(at)?;
        if all.meet(kinds) { starting } else { None }
    }

    /// False if nothing that begins at `at` has a meaning of one of these kinds.
    #[inline]
    pub(crate) fn may_mean(&self, at: usize, kinds: Kinds) -> bool {
        self.starting_at(at, kinds).is_some()
    }

    /// The longest phrase that ends right before `end`, with where it starts.
    #[inline]
    pub(crate) fn find_back<T>(
        &self,
        end: usize,
        kinds: impl Into<Kinds>,
        pick: impl Fn(Meaning) -> Option<T> + Copy,
    ) -> Option<(T, usize)> {
        let (kinds, first) = (kinds.into(), end.saturating_sub(LONGEST_BACK));
        (first..end).find_map(|start| {
            let starting = self.starting_at(start, kinds)?;
            starting.find_exact(&self.tokens, (start, end), kinds, pick).map(|picked| (picked, start))
        })
    }

    /// Where the longest phrase that means `meaning` and ends right before `end` starts.
    #[inline]
    pub(crate) fn means_back(&self, end: usize, meaning: Meaning) -> Option<usize> {
        self.find_back(end, meaning, |found| (found == meaning).then_some(())).map(|(_, start)| start)
    }

    /// Where the phrase at `at` that means `meaning` ends.
    #[inline]
    pub(crate) fn means(&self, at: usize, meaning: Meaning) -> Option<usize> {
        self.find(at, meaning, |found| (found == meaning).then_some(())).map(|(_, end)| end)
    }

    /// Where the phrase in role `role` at `at` ends.
    #[inline]
    pub(crate) fn role(&self, at: usize, role: Role) -> Option<usize> {
        self.means(at, Meaning::Role(role))
    }

    #[inline]
    pub(crate) fn is_role(&self, at: usize, role: Role) -> bool {
        self.role(at, role).is_some()
    }

    /// True if the word hedges; a month by the same name ("in May") does not.
    pub(crate) fn is_hedge(&self, at: usize) -> bool {
        let is_month = || {
            self.token(at).is_some_and(|token| token.is_capitalised)
                && self.means(at, Meaning::Month).is_some()
        };
        self.is_role(at, Role::Hedge) && !is_month()
    }

    /// True if the token at `at` is this mark or word.
    pub(crate) fn is(&self, at: usize, text: &str) -> bool {
        self.token(at).is_some_and(|token| token.is(text))
    }

    /// The bytes from token `start` to token `end` (half-open).
    pub(crate) fn span(&self, start: usize, end: usize) -> Option<Span> {
        if start >= end {
            return None;
        }
        let first = self.token(start)?;
        let last = self.before(end)?;
        Some(first.span.cover(last.span))
    }

    /// True if the token at `at` stands right on the one before it.
    pub(crate) fn is_glued(&self, at: usize) -> bool {
        at > 0 && self.token(at).is_some_and(|token| !token.is_spaced)
    }

    /// True if the word looks like the plural of a noun.
    pub(crate) fn is_plural(&self, at: usize) -> bool {
        let plurals = &self.lexicon.section.plurals;
        self.token(at).is_some_and(|token| {
            token.is_word()
                && token.span.len() > 3
                && plurals.endings.iter().any(|(ending, _)| token.lower.ends_with(ending.as_str()))
                && !plurals.not_plural.iter().any(|word| token.is(word))
                && !plurals.not_plural_endings.iter().any(|ending| token.lower.ends_with(ending.as_str()))
        })
    }

    /// True if the word ends like a participle or an adverb.
    pub(crate) fn is_verbal(&self, at: usize) -> bool {
        let endings = &self.lexicon.section.plurals.verbal_endings;
        self.token(at).is_some_and(|token| {
            token.span.len() > 4 && endings.iter().any(|ending| token.lower.ends_with(ending.as_str()))
        })
    }
}
