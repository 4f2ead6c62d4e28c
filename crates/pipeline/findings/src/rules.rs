//! The `findings` section of a language pack: words that stand on one side of a question or the other.
//!
//! Comes in: TOML. Goes out: [`FindingRules`] with every phrase indexed by its first word. It may not know accounts.

use recount_rules::{Pack, PackError};
use recount_text::{Abbreviations, Token, tokenize};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// Compiled finding rules of one language.
#[derive(Debug)]
pub struct FindingRules {
    pub(crate) contrasts: Vec<Contrast>,
    pub(crate) negations: PartId,
    pub(crate) unreal: PartId,
    pub(crate) since: PartId,
    pub(crate) until: PartId,
    pub(crate) concessions: PartId,
    pub(crate) others: PartId,
    pub(crate) totals: PartId,
    pub(crate) how_many: PartId,
    pub(crate) number_of: PartId,
    pub(crate) unknown: PartId,
    /// "I", "our": who tells was there, or speaks for those who were.
    pub(crate) first_person: PartId,
    /// Words for people whose number may be left open, by measure.
    pub(crate) counted: Vec<(String, PartId)>,
    /// Things that last, by theme.
    pub(crate) lasting: Vec<(String, PartId)>,
    pub(crate) abbreviations: Abbreviations,
    phrases: Phrases,
}

/// Index of a list of phrases.
pub(crate) type PartId = usize;

/// Sides of one question of yes or no, or of who.
#[derive(Debug)]
pub(crate) struct Contrast {
    /// The kind of finding it makes.
    pub kind: String,
    /// What it is about, in the words of titles; the same in all languages.
    pub theme: String,
    /// True if one account alone may stand on both sides.
    pub is_within: bool,
    /// True if only statements about one named place are compared.
    pub is_local: bool,
    /// True if only statements that name one moment are compared: at other moments both sides are told by everybody.
    pub is_timed: bool,
    pub patterns: Vec<Pattern>,
}

/// Phrases that stand together in a sentence.
#[derive(Debug)]
pub(crate) struct Pattern {
    pub pole: String,
    pub parts: Vec<PartId>,
    pub is_ordered: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Section {
    negations: Vec<String>,
    unreal: Vec<String>,
    since: Vec<String>,
    until: Vec<String>,
    concessions: Vec<String>,
    others: Vec<String>,
    totals: Vec<String>,
    #[serde(rename = "how-many")]
    how_many: Vec<String>,
    #[serde(rename = "number-of")]
    number_of: Vec<String>,
    unknown: Vec<String>,
    #[serde(rename = "first-person")]
    first_person: Vec<String>,
    counted: BTreeMap<String, Vec<String>>,
    lasting: BTreeMap<String, Vec<String>>,
    lists: BTreeMap<String, Vec<String>>,
    actors: BTreeMap<String, Vec<String>>,
    things: BTreeMap<String, Vec<String>>,
    contrast: Vec<ContrastSection>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ContrastSection {
    kind: String,
    theme: String,
    #[serde(default)]
    within: bool,
    #[serde(default)]
    local: bool,
    #[serde(default)]
    timed: bool,
    /// One contrast for each actor (or thing), whose words stand for `@actor` (`@thing`).
    #[serde(default)]
    each_actor: bool,
    #[serde(default)]
    each_thing: bool,
    poles: BTreeMap<String, Vec<String>>,
}

impl FindingRules {
    /// Compiles the pack's `findings` section.
    ///
    /// # Errors
    /// When the section (or the pack's `text` section) is missing or malformed.
    pub fn from_pack(pack: &Pack) -> Result<Self, PackError> {
        let section: Section = pack.section("findings")?;
        let mut phrases = Phrases::default();
        let lasting = section.lasting.iter().map(|(theme, words)| (theme.clone(), phrases.part(words)));
        let lasting = lasting.collect();
        let counted = section.counted.iter().map(|(measure, words)| (measure.clone(), phrases.part(words)));
        Ok(FindingRules {
            lasting,
            counted: counted.collect(),
            contrasts: contrasts(&section, &mut phrases),
            negations: phrases.part(&section.negations),
            unreal: phrases.part(&section.unreal),
            since: phrases.part(&section.since),
            until: phrases.part(&section.until),
            concessions: phrases.part(&section.concessions),
            others: phrases.part(&section.others),
            totals: phrases.part(&section.totals),
            how_many: phrases.part(&section.how_many),
            number_of: phrases.part(&section.number_of),
            unknown: phrases.part(&section.unknown),
            first_person: phrases.part(&section.first_person),
            abbreviations: pack.section("text")?,
            phrases,
        })
    }

    /// Where each list has a phrase in these tokens.
    pub(crate) fn hits(&self, tokens: &[&Token]) -> Hits {
        self.phrases.hits(tokens)
    }

    /// The same for words that are not cut yet.
    pub(crate) fn hits_in(&self, words: &str) -> Hits {
        let tokens = tokenize(words, 0);
        self.hits(&tokens.iter().collect::<Vec<_>>())
    }
}

fn contrasts(section: &Section, phrases: &mut Phrases) -> Vec<Contrast> {
    let (mut made, none) = (Vec::new(), BTreeMap::new());
    for contrast in &section.contrast {
        let groups = match (contrast.each_actor, contrast.each_thing) {
            (true, _) => &section.actors,
            (_, true) => &section.things,
            _ => &none,
        };
        if groups.is_empty() {
            made.push(compiled(contrast, contrast.theme.clone(), &[], &section.lists, phrases));
            continue;
        }
        for (group, words) in groups {
            let theme = format!("{}: {group}", contrast.theme);
            made.push(compiled(contrast, theme, words, &section.lists, phrases));
        }
    }
    made
}

fn compiled(
    contrast: &ContrastSection,
    theme: String,
    actor: &[String],
    lists: &BTreeMap<String, Vec<String>>,
    phrases: &mut Phrases,
) -> Contrast {
    let mut patterns = Vec::new();
    for (pole, written) in &contrast.poles {
        for pattern in written {
            let is_ordered = pattern.contains(" > ");
            let parts = pattern.split(if is_ordered { " > " } else { " & " });
            let parts = parts.map(|part| phrases.part(&alternatives(part, actor, lists))).collect();
            patterns.push(Pattern { pole: pole.clone(), parts, is_ordered });
        }
    }
    Contrast {
        kind: contrast.kind.clone(),
        theme,
        is_within: contrast.within,
        is_local: contrast.local,
        is_timed: contrast.timed,
        patterns,
    }
}

/// "a|b|@list" written out.
fn alternatives(part: &str, actor: &[String], lists: &BTreeMap<String, Vec<String>>) -> Vec<String> {
    let mut written = Vec::new();
    for alternative in part.split('|') {
        match alternative.trim().strip_prefix('@') {
            Some("actor" | "thing") => written.extend(actor.iter().cloned()),
            Some(list) => written.extend(lists.get(list).into_iter().flatten().cloned()),
            None => written.push(alternative.trim().to_owned()),
        }
    }
    written
}

/// Phrases of all lists, by their first word.
#[derive(Debug, Default)]
struct Phrases {
    lists: BTreeMap<Vec<String>, PartId>,
    exact: HashMap<String, Vec<(Vec<Word>, PartId)>>,
    /// By the first letter of the first word, where that is a stem.
    stems: HashMap<char, Vec<(Vec<Word>, PartId)>>,
}

/// A word of a phrase: as it stands, or any word that begins so.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Word {
    Exact(String),
    Stem(String),
}

impl Word {
    fn of(written: &str) -> Self {
        match written.strip_suffix('*') {
            Some(stem) => Word::Stem(stem.to_owned()),
            None => Word::Exact(written.to_owned()),
        }
    }

    fn fits(&self, token: &Token) -> bool {
        match self {
            Word::Exact(word) => token.is(word),
            Word::Stem(stem) => token.lower.starts_with(stem.as_str()),
        }
    }
}

impl Phrases {
    /// The list of these phrases; the same list twice is one.
    fn part(&mut self, phrases: &[String]) -> PartId {
        if let Some(known) = self.lists.get(phrases) {
            return *known;
        }
        let id = self.lists.len();
        self.lists.insert(phrases.to_vec(), id);
        for phrase in phrases {
            let words: Vec<Word> = phrase.split_whitespace().map(Word::of).collect();
            match words.first() {
                Some(Word::Exact(word)) => self.exact.entry(word.clone()).or_default().push((words, id)),
                Some(Word::Stem(stem)) => {
                    let letter = stem.chars().next().unwrap_or_default();
                    self.stems.entry(letter).or_default().push((words, id));
                }
                None => {}
            }
        }
        id
    }

    fn hits(&self, tokens: &[&Token]) -> Hits {
        let mut hits = Hits::default();
        for (at, token) in tokens.iter().enumerate() {
            let exact = self.exact.get(token.lower.as_ref()).into_iter().flatten();
            let letter = token.lower.chars().next();
            let stems = letter.and_then(|letter| self.stems.get(&letter)).into_iter().flatten();
            for (words, list) in exact.chain(stems) {
                let rest = tokens.get(at..).unwrap_or_default();
                if rest.len() >= words.len() && words.iter().zip(rest).all(|(word, token)| word.fits(token)) {
                    hits.0.entry(*list).or_default().push(at..at + words.len());
                }
            }
        }
        hits
    }
}

/// Where phrases stand in a run of tokens, by list, in order.
#[derive(Debug, Default)]
pub(crate) struct Hits(BTreeMap<PartId, Vec<Range<usize>>>);

impl Hits {
    pub(crate) fn of(&self, list: PartId) -> &[Range<usize>] {
        self.0.get(&list).map_or(&[], Vec::as_slice)
    }

    /// The narrowest stretch with one phrase of each part, and the phrases; `None` where a part is missing or the
    /// stretch would be longer than `most` tokens.
    pub(crate) fn stretch(&self, pattern: &Pattern, most: usize) -> Option<Vec<Range<usize>>> {
        let first = self.of(*pattern.parts.first()?);
        let grown = first.iter().filter_map(|start| self.grown(start, pattern));
        grown
            .filter(|phrases| width(phrases) <= most)
            .min_by_key(|phrases| (width(phrases), phrases.first().map(|phrase| phrase.start)))
    }

    /// From one phrase of the first part, the nearest of every other part.
    fn grown(&self, start: &Range<usize>, pattern: &Pattern) -> Option<Vec<Range<usize>>> {
        let mut phrases = vec![start.clone()];
        for part in pattern.parts.iter().skip(1) {
            let last = phrases.last()?.end;
            let is_free = |phrase: &&Range<usize>| {
                let is_after = !pattern.is_ordered || phrase.start >= last;
                is_after && phrases.iter().all(|taken| phrase.end <= taken.start || taken.end <= phrase.start)
            };
            let gap = |phrase: &&Range<usize>| phrase.start.abs_diff(start.start);
            let nearest = self.of(*part).iter().filter(is_free).min_by_key(gap)?;
            phrases.push(nearest.clone());
        }
        Some(phrases)
    }
}

fn width(phrases: &[Range<usize>]) -> usize {
    let start = phrases.iter().map(|phrase| phrase.start).min().unwrap_or(0);
    let end = phrases.iter().map(|phrase| phrase.end).max().unwrap_or(0);
    end - start
}
