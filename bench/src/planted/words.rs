//! What documents are made of: words as frequent as in real text, and those that copying changes.

use crate::Random;

/// One word, or a few that belong together.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) text: String,
    pub(super) kind: Kind,
    /// Which token of the source it came from.
    pub(super) from: Option<(usize, usize)>,
    pub(super) is_new_value: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Plain,
    Number,
    Name,
    Weekday,
    Date,
    Present,
    Past,
    Hedge,
    Source,
    Remark,
    /// The day up to which the number after it was counted.
    AsOf {
        day: usize,
        month: &'static str,
    },
    /// The number after such a day.
    Count(usize),
    /// Misspelt; how it should be.
    Misspelt(String),
}

pub(super) type Sentence = Vec<Token>;

impl Token {
    pub(super) fn new(text: impl Into<String>, kind: Kind) -> Self {
        Token { text: text.into(), kind, from: None, is_new_value: false }
    }
}

const FUNCTION_WORDS: [&str; 27] = [
    "the", "a", "of", "in", "and", "to", "on", "for", "with", "by", "from", "at", "that", "which", "after",
    "before", "until", "while", "their", "its", "this", "not", "been", "into", "over", "under", "where",
];
pub(super) const WEEKDAYS: [&str; 5] =
    ["on Monday", "on Tuesday", "on Wednesday", "on Thursday", "on Friday"];
const MONTHS: [&str; 4] = ["March", "April", "June", "October"];
/// (while it goes on, looking back)
pub(super) const TENSES: [(&str, &str); 4] =
    [("are", "were"), ("is", "was"), ("has", "had"), ("will", "would")];
pub(super) const HEDGES: [&str; 4] = ["reportedly", "allegedly", "apparently", "possibly"];
pub(super) const REMARKS: [&str; 3] = ["(who counted them?)", "(is that so?)", "(editor's note)"];

/// A sentence in so many begins with whose word it is.
const ONE_WITH_SOURCE: usize = 12;
/// A sentence in so many ends with a remark.
const ONE_WITH_REMARK: usize = 25;
/// Shorter words are not misspelt.
const LEAST_MISSPELT: usize = 6;

/// Words of a corpus: few are frequent, most are rare.
pub(super) struct Words {
    content: Vec<String>,
    names: Vec<String>,
}

impl Words {
    pub(super) fn new(random: &mut Random) -> Self {
        let content = (0..30_000).map(|_| random.word()).collect();
        Words { content, names: (0..3_000).map(|_| random.name()).collect() }
    }

    /// The rank is log-uniform: frequency falls with rank as Zipf found it.
    pub(super) fn content(&self, random: &mut Random) -> String {
        let share = random.below(1 << 20) as f64 / f64::from(1 << 20);
        let rank = (self.content.len() as f64).powf(share) as usize;
        self.content.get(rank.saturating_sub(1)).cloned().unwrap_or_default()
    }

    pub(super) fn token(&self, random: &mut Random) -> Token {
        let tense =
            |random: &mut Random| TENSES.get(random.below(TENSES.len())).copied().unwrap_or(TENSES[0]);
        match random.below(100) {
            0..36 => Token::new(random.choose(&FUNCTION_WORDS), Kind::Plain),
            36..40 => Token::new(tense(random).1, Kind::Past),
            40..43 => Token::new((2 + random.below(998)).to_string(), Kind::Number),
            43..47 => Token::new(
                self.names.get(random.below(self.names.len())).cloned().unwrap_or_default(),
                Kind::Name,
            ),
            47 => Token::new(random.choose(&WEEKDAYS), Kind::Weekday),
            48 => Token::new(tense(random).0, Kind::Present),
            49 => Token::new(random.choose(&HEDGES), Kind::Hedge),
            50 => Token::new(date(random), Kind::Date),
            51 => self.misspelt(random),
            _ => Token::new(self.content(random), Kind::Plain),
        }
    }

    fn misspelt(&self, random: &mut Random) -> Token {
        let right = self.content(random);
        match misspelling(&right, random) {
            Some(wrong) => Token::new(wrong, Kind::Misspelt(right)),
            None => Token::new(right, Kind::Plain),
        }
    }

    pub(super) fn source(&self, random: &mut Random) -> Token {
        Token::new(format!("according to the {} of", self.content(random)), Kind::Source)
    }

    pub(super) fn sentence(&self, random: &mut Random) -> Sentence {
        let mut tokens = Sentence::new();
        if random.below(ONE_WITH_SOURCE) == 0 {
            tokens.push(self.source(random));
        }
        for _ in 0..8 + random.below(15) {
            tokens.push(self.token(random));
            if random.below(100) == 0 {
                tokens.extend(counted(1 + random.below(18), month(random), 2 + random.below(498)));
            }
        }
        if random.below(ONE_WITH_REMARK) == 0 {
            tokens.push(Token::new(random.choose(&REMARKS), Kind::Remark));
        }
        tokens
    }
}

/// How many they were up to a day.
pub(super) fn counted(day: usize, month: &'static str, count: usize) -> [Token; 2] {
    [
        Token::new(format!("as of {day} {month}"), Kind::AsOf { day, month }),
        Token::new(count.to_string(), Kind::Count(count)),
    ]
}

fn month(random: &mut Random) -> &'static str {
    MONTHS.get(random.below(MONTHS.len())).copied().unwrap_or("March")
}

pub(super) fn date(random: &mut Random) -> String {
    format!("on {} {}", 1 + random.below(28), month(random))
}

/// Two letters that stand beside each other change places.
pub(super) fn misspelling(right: &str, random: &mut Random) -> Option<String> {
    if right.len() < LEAST_MISSPELT || !right.is_ascii() {
        return None;
    }
    let mut letters: Vec<char> = right.chars().collect();
    let at = 1 + random.below(letters.len() - 2);
    letters.swap(at, at + 1);
    let wrong: String = letters.into_iter().collect();
    (wrong != right).then_some(wrong)
}
