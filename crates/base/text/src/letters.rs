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

/// How many words parted by white space `text` has; the same as counting [`str::split_whitespace`].
pub fn word_count(text: &str) -> usize {
    if !text.is_ascii() {
        return text.split_whitespace().count();
    }
    let is_white = |byte: u8| matches!(byte, b' ' | b'\t'..=b'\r');
    let mut before = true;
    text.bytes().fold(0, |count, byte| {
        let begins = before && !is_white(byte);
        before = is_white(byte);
        count + usize::from(begins)
    })
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
        fn they_are_those_of_the_standard_library(text in "[a-zA-Zа-яА-ЯёЁ’İΣß0-9 ]{0,12}|[ab \t\n\x0b\x1c]{0,12}|\\PC{0,12}") {
            let mut lower = "before".to_owned();
            lower_case_into(&text, &mut lower);
            prop_assert_eq!(lower, text.to_lowercase());
            prop_assert_eq!(word_count(&text), text.split_whitespace().count());
            for character in text.chars() {
                prop_assert_eq!(is_alphabetic(character), character.is_alphabetic());
                prop_assert_eq!(is_alphanumeric(character), character.is_alphanumeric());
            }
        }
    }
}
