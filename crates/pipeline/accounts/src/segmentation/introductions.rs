//! Names given in full again, after the text had gone over to their short form.
//!
//! Comes in: the parts of a reading. Goes out: for each part how many names it introduces anew. It may not
//! know who the names are: only that they are capitalised.
//!
//! A telling names people and offices in full once and shortens them afterwards; where the full name comes
//! back, another teller may have begun. (In scripts without capitals nothing is found.)

use crate::layout::Part;
use crate::rules::LayoutRules;
use recount_text::{WordKey, WordMap, is_alphanumeric, lower_case_into, white_words};

/// Shorter words are no surnames worth following.
const LEAST_CHARACTERS: usize = 4;

/// How a name was mentioned last, by its last word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Full,
    Short,
}

/// For each part the names it introduces anew, each once.
pub(crate) fn introductions(text: &str, parts: &[Part], rules: &LayoutRules) -> Vec<usize> {
    let mut forms: WordMap<Option<Form>> = WordMap::new();
    parts
        .iter()
        .map(|part| if part.is_body() { introduced_anew(part.span().of(text), &mut forms, rules) } else { 0 })
        .collect()
}

fn introduced_anew(words: &str, forms: &mut WordMap<Option<Form>>, rules: &LayoutRules) -> usize {
    let mut count = 0;
    // Words of the name being read, and the last of them.
    let (mut length, mut last) = (0, Lower::default());
    let mut lower = Lower::default();
    let mut begins_sentence = true;
    for word in white_words(words).chain([""]) {
        if is_small(word) && length == 0 {
            begins_sentence = false;
            continue;
        }
        let bare = word.trim_matches(|c: char| !is_alphanumeric(c));
        let is_capitalised = bare.chars().next().is_some_and(char::is_uppercase);
        if is_capitalised {
            lower.set(bare);
        }
        let is_name = is_capitalised && !lower.is_in(&rules.function_words) && !lower.is_in(&rules.months);
        let is_broken = word.starts_with(|c: char| !is_alphanumeric(c)) || !is_name;
        if is_broken && length > 0 {
            count += usize::from(mentioned(&last, length, forms));
            length = 0;
        }
        if is_name
            && !lower.is_in(&rules.weekdays)
            && !(begins_sentence && length == 0 && !lower.is_in(forms))
        {
            length += 1;
            std::mem::swap(&mut last, &mut lower);
            if word.ends_with(|c: char| !is_alphanumeric(c)) {
                count += usize::from(mentioned(&last, length, forms));
                length = 0;
            }
        }
        begins_sentence = word.ends_with(['.', '!', '?', '…', '”', '"']);
    }
    count
}

/// A small word and nothing else: most words.
fn is_small(word: &str) -> bool {
    let is_small = |letter: Option<char>| matches!(letter, Some('a'..='z' | 'а'..='я'));
    is_small(word.chars().next()) && is_small(word.chars().next_back())
}

/// Notes a mention; true if it is the full name after the short one.
fn mentioned(last: &Lower, length: usize, forms: &mut WordMap<Option<Form>>) -> bool {
    if last.word.chars().nth(LEAST_CHARACTERS - 1).is_none() {
        return false;
    }
    if length == 1 && !last.is_in(forms) {
        return false;
    }
    let form = if length == 1 { Form::Short } else { Form::Full };
    let before = forms.entry_by(last.key, last.word.as_str().into()).replace(form);
    form == Form::Full && before == Some(Form::Short)
}

/// A word in lower case with its key, which is computed once for all tables.
#[derive(Default)]
struct Lower {
    word: String,
    key: WordKey,
}

impl Lower {
    fn set(&mut self, word: &str) {
        lower_case_into(word, &mut self.word);
        self.key = WordKey::of(&self.word);
    }

    fn is_in<V>(&self, table: &WordMap<V>) -> bool {
        table.get_by(self.key, &self.word).is_some()
    }
}
