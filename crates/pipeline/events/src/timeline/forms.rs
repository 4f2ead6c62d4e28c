//! The forms a name has in a dossier, and where they stand.
//!
//! Comes in: a name as a person types it, and the dossier. Goes out: spans in each account. It may not know deeds.
//! A name is joined to what collation of names found to be the same; beside that, parts of it that are a type or number
//! ("the X9" for "Orvel X9"), and its last word where the dossier never writes it small, stand for it.

use recount_model::{AccountClaims, Dossier, Entity, Name, NameKind, Span};
use recount_text::{AccountText, Token};
use std::collections::BTreeSet;

/// Shortest last word that stands for the whole name.
const SHORTEST_LAST: usize = 4;

/// What is looked for.
pub(crate) struct Forms {
    /// Words of each form, longest first.
    words: Vec<Vec<String>>,
    /// Canonical names that are the same.
    canonical: BTreeSet<String>,
    pub has_number: bool,
}

impl Forms {
    pub fn of(name: &str, dossier: &Dossier, texts: &[AccountText<'_>]) -> Self {
        let asked = words_of(name);
        let same: Vec<&Entity> = dossier.entities.iter().filter(|entity| is_same(entity, name)).collect();
        let canonical: BTreeSet<String> = same.iter().map(|entity| entity.canonical.clone()).collect();
        let mut all: BTreeSet<Vec<String>> = BTreeSet::from([asked.clone()]);
        all.extend(same.iter().flat_map(|entity| entity.variants.iter().map(|variant| words_of(variant))));
        all.extend(parts_with_numbers(&asked));
        all.extend(without_letters(&asked));
        all.extend(last_word(&asked, texts));
        all.extend(texts.iter().flat_map(|text| short_forms(&asked, text)));
        let mut words: Vec<Vec<String>> = all.into_iter().filter(|form| !form.is_empty()).collect();
        words.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        let has_number = asked.iter().any(|word| has_digit(word));
        Forms { words, canonical, has_number }
    }

    /// Every form, as text, sorted.
    pub fn texts(&self) -> Vec<String> {
        let mut texts: Vec<String> = self.words.iter().map(|words| words.join(" ")).collect();
        texts.sort();
        texts
    }

    /// Where the name stands in an account, in order.
    pub fn mentions(&self, text: &AccountText<'_>, claims: &AccountClaims) -> Vec<Span> {
        let words = words_in(text);
        let mut found: Vec<Span> = claims
            .names
            .iter()
            .filter(|name| self.canonical.contains(&name.canonical))
            .map(|name| name.span)
            .collect();
        let mut at = 0;
        while at < words.len() {
            let form = self.words.iter().find(|form| stands_at(&words, at, form));
            let span =
                form.and_then(|form| Some(words.get(at)?.span.cover(words.get(at + form.len() - 1)?.span)));
            let fits = span.filter(|span| {
                !goes_on(&words, at + form.map_or(1, Vec::len)) && !self.is_of_another(*span, claims)
            });
            found.extend(fits);
            at += form.map_or(1, Vec::len);
        }
        found.sort();
        found.dedup();
        found
    }

    /// Inside the name of another person.
    fn is_of_another(&self, span: Span, claims: &AccountClaims) -> bool {
        let covers = |name: &&Name| {
            name.kind == NameKind::Person && name.span.contains(span) && name.span.len() > span.len() + 2
        };
        claims.names.iter().filter(covers).any(|name| !self.canonical.contains(&name.canonical))
    }
}

fn is_same(entity: &Entity, name: &str) -> bool {
    let is = |form: &str| form.to_lowercase() == name.to_lowercase();
    is(&entity.canonical) || entity.variants.iter().any(|variant| is(variant))
}

/// A word of a text, letters and digits that are written together; possessive endings left out.
struct Word {
    text: String,
    span: Span,
    is_capitalised: bool,
    /// A possessive ending, or a mark, stands behind it.
    ends: bool,
}

fn words_of(name: &str) -> Vec<String> {
    name.split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned())
        .filter(|word| !word.is_empty())
        .collect()
}

fn words_in(text: &AccountText<'_>) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    for token in &text.tokens {
        if !(token.is_word() || token.is_digits()) {
            if let Some(last) = found.last_mut().filter(|_| !token.is_break()) {
                last.ends = true;
            }
            continue;
        }
        let own = text.words(token.span);
        match found
            .last_mut()
            .filter(|last| !token.is_spaced && last.span.end == token.span.start && !last.ends)
        {
            Some(last) => {
                last.text.push_str(own);
                last.span = last.span.cover(token.span);
            }
            None => found.push(word(token, own)),
        }
    }
    found
}

fn word(token: &Token<'_>, own: &str) -> Word {
    let stem = own.split(['\'', '’']).next().unwrap_or(own);
    let span = Span { end: token.span.start + stem.len() as u32, ..token.span };
    Word { text: stem.to_owned(), span, is_capitalised: token.is_capitalised, ends: stem.len() < own.len() }
}

/// Letter by letter; the last word may have an ending of its own ("X9s").
fn stands_at(words: &[Word], at: usize, form: &[String]) -> bool {
    let Some(there) = words.get(at..at + form.len()) else { return false };
    let Some((last, first)) = form.split_last() else { return false };
    let is_whole = there.iter().zip(first).all(|(word, wanted)| word.text == *wanted && !word.ends);
    let ends = there.last().and_then(|word| word.text.strip_prefix(last.as_str()));
    is_whole
        && ends.is_some_and(|ending| {
            ending.is_empty() || (ending.chars().count() == 1 && ending.chars().all(char::is_lowercase))
        })
}

/// The name goes on behind: it is the beginning of another.
fn goes_on(words: &[Word], next: usize) -> bool {
    let before_ends = next.checked_sub(1).and_then(|at| words.get(at)).is_none_or(|word| word.ends);
    !before_ends && words.get(next).is_some_and(|word| has_digit(&word.text) || word.is_capitalised)
}

fn has_digit(word: &str) -> bool {
    word.chars().any(|letter| letter.is_ascii_digit())
}

/// "Orvel X9 Comet": "X9", "X9 Comet", "Orvel X9".
fn parts_with_numbers(asked: &[String]) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for start in 0..asked.len() {
        for end in start + 1..=asked.len() {
            let part = asked.get(start..end).unwrap_or(&[]);
            let is_bare = part.len() == 1 && part.iter().all(|word| word.chars().all(|c| c.is_ascii_digit()));
            if part.iter().any(|word| has_digit(word)) && !is_bare {
                found.push(part.to_vec());
            }
        }
    }
    found
}

/// "Orvel X900": "Orvel 900".
fn without_letters(asked: &[String]) -> Option<Vec<String>> {
    let (last, first) = asked.split_last()?;
    let digits = last.trim_start_matches(|c: char| c.is_alphabetic());
    (!first.is_empty()
        && digits.len() > 2
        && digits.len() < last.len()
        && digits.chars().all(|c| c.is_ascii_digit()))
    .then(|| first.iter().cloned().chain([digits.to_owned()]).collect())
}

/// The last word, where the dossier never writes it small.
fn last_word(asked: &[String], texts: &[AccountText<'_>]) -> Option<Vec<String>> {
    let last = asked
        .last()
        .filter(|last| asked.len() > 1 && last.chars().count() >= SHORTEST_LAST && !has_digit(last))?;
    let small = last.to_lowercase();
    let is_small =
        texts.iter().any(|text| text.tokens.iter().any(|token| token.is(&small) && !token.is_capitalised));
    let capitals = last.chars().next().is_some_and(char::is_uppercase);
    (capitals && !is_small).then(|| vec![last.clone()])
}

/// "Orvel River Works (ORW)": what stands in brackets behind the name and has its first letters.
fn short_forms(asked: &[String], text: &AccountText<'_>) -> Vec<Vec<String>> {
    if asked.len() < 2 {
        return Vec::new();
    }
    let initials: String =
        asked.iter().filter_map(|word| word.chars().next()).collect::<String>().to_uppercase();
    let is_short = |token: &&Token<'_>| token.is_word() && text.words(token.span) == initials;
    text.tokens.iter().find(is_short).map(|_| vec![initials.clone()]).into_iter().collect()
}
