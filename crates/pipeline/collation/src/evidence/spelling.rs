//! A misspelt word put right.
//!
//! Without a dictionary: a word that stands nowhere else or hardly, one letter from one that is common in the dossier.

use super::Evidence;
use super::edited::{LONGEST_REPLACEMENT, Side, View};
use crate::witness::{Word, WordKind};
use recount_sayings::{quote, say};

/// Shorter words are too often one letter from another.
const LEAST_LETTERS: usize = 6;
/// A word that stands nowhere else is odd where the right one stands in so many more sentences (hundredths of a bit of its
/// weight): about twice as many and one.
const COMMONER_THAN_SINGLE: u16 = 100;
/// One that does stand elsewhere, where the right one is sixteen times as frequent.
const COMMONER: u16 = 400;

pub(super) fn misspelling_put_right(View { old, new, .. }: &View<'_>) -> Option<Evidence> {
    let (before, after) = (words_in(old), words_in(new));
    if before.len().max(after.len()) > LONGEST_REPLACEMENT {
        return None;
    }
    let lower =
        |side: &Side<'_>, word: &Word| crate::witness::lowered(word.span.of(side.teller.witness.text));
    let pairs = before.iter().flat_map(|odd| after.iter().map(move |right| (odd, right)));
    let (odd, right) = pairs
        .filter(|(odd, right)| odd.kind == WordKind::Content && right.kind == WordKind::Content)
        .filter(|(odd, right)| odd.weight >= right.weight + least_difference(odd))
        .map(|(odd, right)| (lower(old, odd), lower(new, right)))
        .find(|(odd, right)| is_misspelling(odd, right))?;
    Some(Evidence {
        lean: 15,
        why: say!(
            "copy.misspelt",
            odd = quote(&odd),
            a = old.teller.called(),
            b = new.teller.called(),
            right = quote(&right)
        ),
    })
}

fn least_difference(odd: &Word) -> u16 {
    if odd.is_single { COMMONER_THAN_SINGLE } else { COMMONER }
}

fn words_in<'words>(Side { span, teller, .. }: &Side<'words>) -> &'words [Word] {
    let all = &teller.witness.words;
    let first = all.partition_point(|word| word.span.start < span.start);
    let end = all.partition_point(|word| word.span.end <= span.end);
    all.get(first..end).unwrap_or_default()
}

/// True if one letter was left out, put in or replaced, or two beside each other changed places.
fn is_misspelling(odd: &str, right: &str) -> bool {
    let (odd, right): (Vec<char>, Vec<char>) = (odd.chars().collect(), right.chars().collect());
    if odd.len().min(right.len()) < LEAST_LETTERS || odd.first() != right.first() {
        return false;
    }
    let same = odd.iter().zip(&right).take_while(|(x, y)| x == y).count();
    let (odd, right) = (odd.get(same..).unwrap_or_default(), right.get(same..).unwrap_or_default());
    let same = odd.iter().rev().zip(right.iter().rev()).take_while(|(x, y)| x == y).count();
    let cut = |letters: &[char]| letters.get(..letters.len() - same).unwrap_or_default().to_vec();
    match (cut(odd).as_slice(), cut(right).as_slice()) {
        ([], [_]) | ([_], []) | ([_], [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_misspelling;

    #[test]
    fn one_letter_or_two_turned() {
        for odd in ["goverment", "govermnent", "governmant", "governmment"] {
            assert!(is_misspelling(odd, "government"), "{odd}");
        }
        assert!(!is_misspelling("govenmremt", "government"));
        assert!(!is_misspelling("minister", "ministry"));
        assert!(!is_misspelling("lamp", "lump"));
    }
}
