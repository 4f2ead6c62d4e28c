//! Documents with copies planted in them, and the key to where they are.
//!
//! Comes in: a seed and a count. Goes out: documents of about 1.4 kB in invented words, three in ten with a passage of an earlier
//! document, of which 0 to 40 of a hundred words were edited. It may not know what will be looked for, or how.
//!
//! A copy also carries, most times, what copying does to a text, and one time in ten the same the wrong way round: a weekday
//! becomes a date, a tense is put back, a hedge or a source is left out, a remark is put in, a count becomes a later one with its
//! date, a misspelt word is put right, the words of another document stand between the copied ones. Each kind comes about as
//! often as the others.
//!
//! * `words`: what documents are made of
//! * `copying`: documents with copies in them
//! * `tell_tales`: what copying does to a text
//! * `rendering`: from tokens to bytes, and the key

mod copying;
mod rendering;
mod tell_tales;
mod words;

use crate::Random;
use copying::{Copied, Writer};
use rendering::{Rendered, entry, render};
use serde::{Deserialize, Serialize};
use std::ops::Range;
use words::{Sentence, Words};

/// Hundredths of the words that are edited.
pub const NOISE: [usize; 6] = [0, 5, 10, 20, 30, 40];

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    pub name: String,
    pub text: String,
}

/// One planted copy. All ranges are bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planted {
    pub source: String,
    pub copy: String,
    pub in_source: Range<usize>,
    pub in_copy: Range<usize>,
    /// One of [`NOISE`].
    pub noise: usize,
    /// Sentences stand in another order.
    pub is_reordered: bool,
    /// Words of another document stand between the copied ones.
    pub is_interleaved: bool,
    /// Numbers that became others: where in the source, where in the copy.
    pub values: Vec<(Range<usize>, Range<usize>)>,
    /// Edits that tell who was first, and those that tell it wrong.
    pub tell_tales: usize,
    pub false_tell_tales: usize,
}

/// Sentences, and where they were taken from if they were.
#[derive(Clone, Debug)]
struct Paragraph {
    sentences: Vec<Sentence>,
    copied: Option<Copied>,
}

/// `count` documents and the key to them. The same seed gives the same bytes on every machine.
pub fn planted(seed: u64, count: usize) -> (Vec<Document>, Vec<Planted>) {
    let mut random = Random::new(seed);
    let words = Words::new(&mut random);
    let mut writer = Writer::new(random, words);
    for _ in 0..count {
        writer.write();
    }
    let documents = writer.documents;
    let rendered: Vec<Rendered> = documents.iter().map(|document| render(document)).collect();
    let mut key = Vec::new();
    for (at, paragraphs) in documents.iter().enumerate() {
        for (number, paragraph) in paragraphs.iter().enumerate() {
            key.extend(entry(at, number, paragraph, &rendered));
        }
    }
    let named = rendered.into_iter().enumerate();
    (named.map(|(at, one)| Document { name: name(at), text: one.text }).collect(), key)
}

fn name(at: usize) -> String {
    format!("{at:06}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn the_key_says_where_copies_stand() {
        let (documents, key) = planted(5, 300);
        let texts: BTreeMap<&str, &str> =
            documents.iter().map(|one| (one.name.as_str(), one.text.as_str())).collect();
        assert!(key.len() > 50);
        for one in &key {
            let (source, copy) = (
                &texts[one.source.as_str()][one.in_source.clone()],
                &texts[one.copy.as_str()][one.in_copy.clone()],
            );
            assert!(source.split(' ').count() >= 40);
            if one.noise == 0 && one.tell_tales + one.false_tell_tales + one.values.len() == 0 {
                assert_eq!(source, copy);
            }
            for (old, new) in &one.values {
                let (old, new) =
                    (&texts[one.source.as_str()][old.clone()], &texts[one.copy.as_str()][new.clone()]);
                let is_value = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
                assert!(is_value(old) && is_value(new) && old != new);
            }
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_documents() {
        assert_eq!(planted(9, 20), planted(9, 20));
        assert_ne!(planted(9, 20).0, planted(10, 20).0);
    }
}
