//! Documents with copies planted in them, and the key to where they are.
//!
//! Comes in: a seed and a count. Goes out: documents of about 1.4 kB in invented words, three in ten with a passage of an earlier
//! document, of which 0 to 40 of a hundred words were edited. It may not know what will be looked for, or how.
//!
//! A copy also carries, most times, what copying does to a text (a weekday becomes a date, a tense is put back, a hedge or a
//! source is left out, a remark is put in), and now and then the same the wrong way round: what says who was first.

use crate::Random;
use serde::{Deserialize, Serialize};
use std::ops::Range;

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
    /// Numbers that became others: where in the source, where in the copy.
    pub values: Vec<(Range<usize>, Range<usize>)>,
    /// Edits that tell who was first, and how many of them tell it wrong.
    pub tell_tales: usize,
    pub false_tell_tales: usize,
}

/// One word, or a few that belong together.
#[derive(Clone, Debug)]
struct Token {
    text: String,
    kind: Kind,
    /// Which token of the source it came from.
    from: Option<(usize, usize)>,
    is_new_value: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Plain,
    Number,
    Name,
    Weekday,
    Present,
    Hedge,
    Source,
    /// Put in by the copy.
    Added,
}

type Sentence = Vec<Token>;

/// Sentences, and where they were taken from if they were.
#[derive(Clone, Debug)]
struct Paragraph {
    sentences: Vec<Sentence>,
    copied: Option<Copied>,
}

#[derive(Clone, Debug)]
struct Copied {
    document: usize,
    paragraph: usize,
    sentences: Range<usize>,
    noise: usize,
    is_reordered: bool,
    tell_tales: usize,
    false_tell_tales: usize,
}

/// A document whose words have places.
struct Rendered {
    text: String,
    /// By paragraph, sentence and token.
    places: Vec<Vec<Vec<Range<usize>>>>,
}

/// `count` documents and the key to them. The same seed gives the same bytes on every machine.
pub fn planted(seed: u64, count: usize) -> (Vec<Document>, Vec<Planted>) {
    let mut random = Random::new(seed);
    let words = Words::new(&mut random);
    let mut documents: Vec<Vec<Paragraph>> = Vec::with_capacity(count);
    for _ in 0..count {
        let made = document(&mut random, &words, &documents);
        documents.push(made);
    }
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

const FUNCTION_WORDS: [&str; 30] = [
    "the", "a", "of", "in", "and", "to", "on", "for", "with", "by", "from", "at", "that", "which", "after",
    "before", "until", "while", "their", "its", "this", "not", "was", "were", "had", "been", "into", "over",
    "under", "where",
];
const WEEKDAYS: [&str; 5] = ["on Monday", "on Tuesday", "on Wednesday", "on Thursday", "on Friday"];
const MONTHS: [&str; 4] = ["March", "April", "June", "October"];
const PRESENT: [(&str, &str); 4] = [("are", "were"), ("is", "was"), ("has", "had"), ("will", "would")];
const HEDGES: [&str; 4] = ["reportedly", "allegedly", "apparently", "possibly"];
const REMARKS: [&str; 3] = ["(who counted them?)", "(is that so?)", "(editor's note)"];

/// Words of a corpus: few are frequent, most are rare.
struct Words {
    content: Vec<String>,
    names: Vec<String>,
}

impl Words {
    fn new(random: &mut Random) -> Self {
        let content = (0..30_000).map(|_| random.word()).collect();
        Words { content, names: (0..3_000).map(|_| random.name()).collect() }
    }

    /// The rank is log-uniform: frequency falls with rank as Zipf found it.
    fn content(&self, random: &mut Random) -> String {
        let share = random.below(1 << 20) as f64 / f64::from(1 << 20);
        let rank = (self.content.len() as f64).powf(share) as usize;
        self.content.get(rank.saturating_sub(1)).cloned().unwrap_or_default()
    }

    fn token(&self, random: &mut Random) -> Token {
        let (text, kind) = match random.below(100) {
            0..40 => (random.choose(&FUNCTION_WORDS).to_owned(), Kind::Plain),
            40..43 => ((2 + random.below(998)).to_string(), Kind::Number),
            43..47 => {
                (self.names.get(random.below(self.names.len())).cloned().unwrap_or_default(), Kind::Name)
            }
            47 => (random.choose(&WEEKDAYS).to_owned(), Kind::Weekday),
            48 => (
                PRESENT.get(random.below(PRESENT.len())).map_or("is", |pair| pair.0).to_owned(),
                Kind::Present,
            ),
            49 => (random.choose(&HEDGES).to_owned(), Kind::Hedge),
            _ => (self.content(random), Kind::Plain),
        };
        Token { text, kind, from: None, is_new_value: false }
    }

    fn sentence(&self, random: &mut Random) -> Sentence {
        let mut tokens: Sentence = (0..8 + random.below(15)).map(|_| self.token(random)).collect();
        if random.below(12) == 0 {
            let text = format!("according to the {} of", self.content(random));
            tokens.insert(0, Token { text, kind: Kind::Source, from: None, is_new_value: false });
        }
        tokens
    }
}

fn document(random: &mut Random, words: &Words, earlier: &[Vec<Paragraph>]) -> Vec<Paragraph> {
    let own = |random: &mut Random| Paragraph {
        sentences: (0..4 + random.below(3)).map(|_| words.sentence(random)).collect(),
        copied: None,
    };
    let mut paragraphs: Vec<Paragraph> = (0..3).map(|_| own(random)).collect();
    if !earlier.is_empty() && random.below(10) < 3 {
        let at = random.below(earlier.len());
        if let Some(copy) = copied(random, words, earlier, at) {
            let place = random.below(paragraphs.len() + 1);
            paragraphs.insert(place, copy);
        }
    }
    paragraphs
}

/// A passage of the document's own words, at least 40 of them, edited.
fn copied(
    random: &mut Random,
    words: &Words,
    earlier: &[Vec<Paragraph>],
    document: usize,
) -> Option<Paragraph> {
    let own = earlier.get(document)?.iter().enumerate().filter(|(_, one)| one.copied.is_none());
    let own: Vec<(usize, &Paragraph)> = own.collect();
    let (paragraph, source) = *own.get(random.below(own.len()))?;
    let start = random.below(source.sentences.len().saturating_sub(2));
    let mut end = start;
    let mut length = 0;
    while end < source.sentences.len() && (length < 40 || random.below(2) == 0) {
        length += source.sentences.get(end).map_or(0, Vec::len);
        end += 1;
    }
    if length < 40 {
        return None;
    }
    let noise = NOISE.get(random.below(NOISE.len())).copied()?;
    let mut made = Copied {
        document,
        paragraph,
        sentences: start..end,
        noise,
        is_reordered: noise >= 10 && end - start >= 3 && random.below(3) == 0,
        tell_tales: 0,
        false_tell_tales: 0,
    };
    let mut sentences: Vec<Sentence> = Vec::new();
    for (at, sentence) in source.sentences.iter().enumerate().take(end).skip(start) {
        sentences.push(edited(random, words, sentence, at, &mut made));
    }
    if made.is_reordered {
        sentences.rotate_left(1);
    }
    Some(Paragraph { sentences, copied: Some(made) })
}

fn edited(
    random: &mut Random,
    words: &Words,
    sentence: &Sentence,
    at: usize,
    copied: &mut Copied,
) -> Sentence {
    let mut edited = Vec::new();
    for (number, token) in sentence.iter().enumerate() {
        let kept = Token { from: Some((at, number)), ..token.clone() };
        if token.kind == Kind::Number && random.below(100) < copied.noise.max(10) {
            let text = (2 + random.below(998)).to_string();
            let is_new_value = text != token.text;
            edited.push(Token { text, is_new_value, ..kept });
            continue;
        }
        if let Some(told) = tell_tale(random, &kept, copied) {
            edited.extend(told);
            continue;
        }
        if random.below(100) >= copied.noise {
            edited.push(kept);
            continue;
        }
        match random.below(10) {
            0..5 => edited.push(words.token(random)),
            5..8 => {}
            _ => edited.extend([kept, words.token(random)]),
        }
    }
    if random.below(25) == 0 {
        copied.tell_tales += 1;
        edited.push(added(random.choose(&REMARKS)));
    }
    edited
}

fn added(text: &str) -> Token {
    Token { text: text.to_owned(), kind: Kind::Added, from: None, is_new_value: false }
}

/// What copying does to such a token; in one of ten the other way round: the copy adds what copies leave out.
fn tell_tale(random: &mut Random, token: &Token, copied: &mut Copied) -> Option<Vec<Token>> {
    let is_plain = matches!(token.kind, Kind::Plain | Kind::Name | Kind::Number | Kind::Added);
    if is_plain {
        let is_false = token.kind == Kind::Plain && random.below(250) == 0;
        copied.false_tell_tales += usize::from(is_false);
        return is_false.then(|| vec![added(random.choose(&HEDGES)), token.clone()]);
    }
    if random.below(3) > 0 {
        return None;
    }
    copied.tell_tales += 1;
    let becomes = |text: String| Some(vec![Token { text, ..token.clone() }]);
    match token.kind {
        Kind::Weekday => becomes(format!("on {} {}", 1 + random.below(28), random.choose(&MONTHS))),
        Kind::Present => {
            let past =
                PRESENT.iter().find(|(present, _)| *present == token.text).map_or("was", |pair| pair.1);
            becomes(past.to_owned())
        }
        _ => Some(Vec::new()),
    }
}

fn render(paragraphs: &[Paragraph]) -> Rendered {
    let mut rendered = Rendered { text: String::new(), places: Vec::new() };
    for paragraph in paragraphs {
        let mut of_paragraph = Vec::new();
        for sentence in &paragraph.sentences {
            of_paragraph.push(render_sentence(sentence, &mut rendered.text));
        }
        rendered.places.push(of_paragraph);
        rendered.text.push_str("\n\n");
    }
    rendered
}

fn render_sentence(sentence: &Sentence, text: &mut String) -> Vec<Range<usize>> {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push(' ');
    }
    let mut places = Vec::new();
    for (at, token) in sentence.iter().enumerate() {
        if at > 0 {
            text.push(' ');
        }
        let start = text.len();
        if at == 0 {
            let mut letters = token.text.chars();
            text.extend(letters.next().into_iter().flat_map(char::to_uppercase));
            text.push_str(letters.as_str());
        } else {
            text.push_str(&token.text);
        }
        places.push(start..text.len());
    }
    text.push('.');
    places
}

fn entry(at: usize, number: usize, paragraph: &Paragraph, rendered: &[Rendered]) -> Option<Planted> {
    let copied = paragraph.copied.as_ref()?;
    let in_source = rendered.get(copied.document)?.places.get(copied.paragraph)?;
    let in_copy = rendered.get(at)?.places.get(number)?;
    let hull = |sentences: &[Vec<Range<usize>>]| {
        let all = || sentences.iter().flatten();
        Some(all().map(|place| place.start).min()?..all().map(|place| place.end).max()?)
    };
    let mut values = Vec::new();
    for (tokens, places) in paragraph.sentences.iter().zip(in_copy) {
        for (token, place) in tokens.iter().zip(places).filter(|(token, _)| token.is_new_value) {
            let from = token.from.and_then(|(sentence, token)| in_source.get(sentence)?.get(token));
            values.extend(from.map(|from| (from.clone(), place.clone())));
        }
    }
    Some(Planted {
        source: name(copied.document),
        copy: name(at),
        in_source: hull(in_source.get(copied.sentences.clone())?)?,
        in_copy: hull(in_copy)?,
        noise: copied.noise,
        is_reordered: copied.is_reordered,
        values,
        tell_tales: copied.tell_tales,
        false_tell_tales: copied.false_tell_tales,
    })
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
                let number = |text: &str| text.parse::<u32>().unwrap();
                assert_ne!(
                    number(&texts[one.source.as_str()][old.clone()]),
                    number(&texts[one.copy.as_str()][new.clone()])
                );
            }
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_documents() {
        assert_eq!(planted(9, 20), planted(9, 20));
        assert_ne!(planted(9, 20).0, planted(10, 20).0);
    }
}
