//! Letters and lower case, quick for the alphabets of English and Russian.
//!
//! Comes in: characters and words. Goes out: what the standard library says of them, sooner: its tables hold all of Unicode and are
//! searched for every character beyond ASCII. It may not know any language.

/// The same as [`char::is_alphabetic`].
pub fn is_alphabetic(character: char) -> bool {
    is_common(character) || character.is_alphabetic()
}

/// The same as [`char::is_alphanumeric`].
pub fn is_alphanumeric(character: char) -> bool {
    is_common(character) || character.is_alphanumeric()
}

/// Letters that nearly all text in these alphabets consists of.
fn is_common(character: char) -> bool {
    matches!(character, 'a'..='z' | 'а'..='я' | 'А'..='Я')
}

/// The words of `text` between white space; the same as [`str::split_whitespace`].
#[inline]
pub fn white_words(text: &str) -> impl Iterator<Item = &str> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(white) = white_at(text, at) {
            at += white;
        }
        let start = at;
        while at < bytes.len() && white_at(text, at).is_none() {
            at += 1;
        }
        text.get(start..at).filter(|word| !word.is_empty())
    })
}

/// How many [`white_words`] a text has.
pub fn word_count(text: &str) -> usize {
    let bytes = text.as_bytes();
    let is_rare = |at: usize| white_at(text, at).is_some_and(|white| white > 1);
    if !text.is_ascii() && (0..bytes.len()).any(is_rare) {
        return white_words(text).count();
    }
    let is_white = |byte: u8| matches!(byte, b' ' | b'\t'..=b'\r');
    let begins = bytes.windows(2).filter(|pair| is_white(pair[0]) && !is_white(pair[1])).count();
    begins + usize::from(bytes.first().is_some_and(|first| !is_white(*first)))
}

/// The bytes of the white space at `at`, if some stands there; `at` may lie inside of a character.
#[inline]
fn white_at(text: &str, at: usize) -> Option<usize> {
    match *text.as_bytes().get(at)? {
        b'!'..=0xc1 | 0xc3..=0xe0 => None,
        b' ' | b'\t'..=b'\r' => Some(1),
        _ => rare_white_at(text, at),
    }
}

fn rare_white_at(text: &str, at: usize) -> Option<usize> {
    let character = text.get(at..)?.chars().next()?;
    character.is_whitespace().then_some(character.len_utf8())
}

/// Puts `word` in lower case into `lower`, in place of what was there; the same as [`str::to_lowercase`].
pub fn lower_case_into(word: &str, lower: &mut String) {
    lower.clear();
    if word.is_ascii() {
        lower.push_str(word);
        lower.make_ascii_lowercase();
        return;
    }
    for character in word.chars() {
        match character {
            'а'..='я' => lower.push(character),
            'А'..='Я' => lower.push(small(character)),
            _ if character.is_ascii() => lower.push(character.to_ascii_lowercase()),
            _ => {
                lower.clear();
                lower.push_str(&word.to_lowercase());
                return;
            }
        }
    }
}

/// The small letter of one of the capitals from А to Я.
fn small(capital: char) -> char {
    char::from_u32(u32::from(capital) + (u32::from('а') - u32::from('А'))).unwrap_or(capital)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn they_are_those_of_the_standard_library(text in "[a-zA-Zа-яА-ЯёЁ’İΣß0-9 ]{0,12}|[abа \t\n\x0b\x1c\u{85}\u{a0}\u{1680}\u{2003}\u{2028}\u{3000}é€]{0,12}|\\PC{0,12}") {
            let mut lower = "before".to_owned();
            lower_case_into(&text, &mut lower);
            prop_assert_eq!(lower, text.to_lowercase());
            prop_assert!(white_words(&text).eq(text.split_whitespace()));
            prop_assert_eq!(word_count(&text), text.split_whitespace().count());
            for character in text.chars() {
                prop_assert_eq!(is_alphabetic(character), character.is_alphabetic());
                prop_assert_eq!(is_alphanumeric(character), character.is_alphanumeric());
            }
        }
    }
}
