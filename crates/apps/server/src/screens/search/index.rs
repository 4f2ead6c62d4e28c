//! Everything that can be found, by the stems of its words.
//!
//! A case is small enough to be looked through from end to end (40 MB of stems take some tens of milliseconds); so there is no
//! second store that would have to be kept in step.

use frostem::{Algorithm, Stemmer};
use recount_model::{Passage, Span};
use recount_publish::view::Context;
use recount_sayings::{Teller, Told, languages};

/// Something that can be found.
pub struct Entry {
    pub id: String,
    pub kind: &'static str,
    pub title: String,
    pub passage: Option<Passage>,
    /// Stems of its words, each between spaces.
    stems: String,
}

/// Everything that can be found, in the order it is shown in.
#[derive(Default)]
pub struct SearchIndex {
    entries: Vec<Entry>,
}

/// Stems of both languages: foreign letters leave the other's stemmer alone.
struct Stems {
    english: Stemmer,
    russian: Stemmer,
}

impl Stems {
    fn new() -> Self {
        Stems { english: Stemmer::new(Algorithm::English), russian: Stemmer::new(Algorithm::Russian) }
    }

    fn of(&self, word: &str) -> String {
        let word = word.to_lowercase().replace('ё', "е");
        let is_cyrillic = word.chars().any(|c| matches!(c, '\u{400}'..='\u{52f}'));
        let stemmer = if is_cyrillic { &self.russian } else { &self.english };
        stemmer.stem(&word).to_string()
    }

    /// " stem stem stem ".
    fn line(&self, text: &str) -> String {
        let mut line = String::from(" ");
        for word in words(text) {
            line.push_str(&self.of(word));
            line.push(' ');
        }
        line
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

impl SearchIndex {
    pub fn of(context: &Context<'_>) -> Self {
        let stems = Stems::new();
        let mut index = SearchIndex::default();
        let mut add = |id: &str, kind, title: &str, passage: Option<Passage>, text: &str| {
            let stems = stems.line(text);
            index.entries.push(Entry { id: id.to_owned(), kind, title: title.to_owned(), passage, stems });
        };
        let dossier = context.dossier();
        // Found by their words in every language; which one is shown depends on who asks.
        let tellers: Vec<Teller<'_>> = languages().map(Teller::of).collect();
        let all_words =
            |told: &Told| tellers.iter().map(|teller| teller.told(told)).collect::<Vec<_>>().join(" ");
        for finding in dossier.findings.iter() {
            let (passage, words) = (finding.passages.first().cloned(), all_words(&finding.title));
            add(&finding.id.0, "finding", &finding.title, passage, &words);
        }
        for entry in dossier.chronicle.iter() {
            add(&entry.id.0, "entry", &entry.title, entry.supports.first().cloned(), &entry.title);
        }
        for question in dossier.questions.iter() {
            let passage = question.claims.first().map(|claim| claim.passage.clone());
            add(&question.id.0, "question", &question.title, passage, &all_words(&question.title));
        }
        claims(context, &mut add);
        passages(context, &mut add);
        index
    }

    /// Places of all entries in which every word of `query` occurs in some form; the last word may be unfinished.
    pub fn find(&self, query: &str, kinds: Option<&[&str]>) -> Vec<usize> {
        let stems = Stems::new();
        let mut wanted: Vec<String> = words(query).map(|word| format!(" {} ", stems.of(word))).collect();
        let is_unfinished = query.chars().last().is_some_and(char::is_alphanumeric);
        if wanted.is_empty() {
            return Vec::new();
        }
        let begun = wanted.pop_if(|_| is_unfinished).map(|_| {
            let last = words(query).last().unwrap_or("").to_lowercase().replace('ё', "е");
            (format!(" {} ", stems.of(&last)), format!(" {last}"))
        });
        let fits = |entry: &Entry| {
            kinds.is_none_or(|kinds| kinds.contains(&entry.kind))
                && wanted.iter().all(|stem| entry.stems.contains(stem.as_str()))
                && begun.as_ref().is_none_or(|(whole, part)| {
                    entry.stems.contains(whole.as_str()) || entry.stems.contains(part.as_str())
                })
        };
        self.entries.iter().enumerate().filter(|(_, entry)| fits(entry)).map(|(at, _)| at).collect()
    }

    pub fn entry(&self, at: usize) -> Option<&Entry> {
        self.entries.get(at)
    }
}

/// Takes an entry in: id, kind, title, passage, and the words it is found by.
type Add<'a> = dyn FnMut(&str, &'static str, &str, Option<Passage>, &str) + 'a;

/// What was read in the accounts: by its own words and by what was understood.
fn claims(context: &Context<'_>, add: &mut Add<'_>) {
    for account in &context.accounts {
        let (Some(claims), Some(reading)) =
            (account.claims, context.index.reading(&account.account.original))
        else {
            continue;
        };
        let passage = |span: Span| Some(account.account.passage(reading, span));
        for figure in &claims.figures {
            let text = format!("{} {} {}", figure.text, figure.measure.0, figure.chain.join(" "));
            add(&figure.id.0, "figure", &figure.text, passage(figure.span), &text);
        }
        for statement in &claims.statements {
            let title = format!("{}: {}", statement.speaker, statement.text);
            add(&statement.id.0, "quote", &title, passage(statement.span), &title);
        }
        for time in &claims.times {
            let text = format!("{} {}", time.text, time.edtf.as_deref().unwrap_or(""));
            add(&time.id.0, "time", &time.text, passage(time.span), &text);
        }
        for name in &claims.names {
            let text = format!("{} {}", name.text, name.canonical);
            add(&name.id.0, "name", &name.canonical, passage(name.span), &text);
        }
    }
}

/// Every block of every account.
fn passages(context: &Context<'_>, add: &mut Add<'_>) {
    for account in &context.accounts {
        let Some(reading) = context.index.reading(&account.account.original) else { continue };
        for (block, _) in &account.paragraphs {
            let text = block.span.of(&reading.text);
            let passage = account.account.passage(reading, block.span);
            add(&account.account.id.0, "passage", &account.label, Some(passage), text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(texts: &[&str]) -> SearchIndex {
        let stems = Stems::new();
        let entry = |text: &&str| Entry {
            id: String::new(),
            kind: "passage",
            title: String::new(),
            passage: None,
            stems: stems.line(text),
        };
        SearchIndex { entries: texts.iter().map(entry).collect() }
    }

    #[test]
    fn word_forms_are_found_in_both_languages() {
        let index = index(&["Погибших хоронили ночью.", "The gates were opened.", "Ёлки и шахтёры"]);
        assert_eq!(index.find("погибшие ночь ", None), [0]);
        assert_eq!(index.find("gate opening ", None), [1]);
        assert_eq!(index.find("шахтер", None), [2]);
    }

    #[test]
    fn the_last_word_may_be_unfinished_and_no_other() {
        let index = index(&["the sluice keeper", "the slow keeper"]);
        assert_eq!(index.find("keeper slui", None), [0]);
        assert_eq!(index.find("slui keeper", None), [] as [usize; 0]);
        assert_eq!(index.find(" ", None), [] as [usize; 0]);
    }

    #[test]
    fn only_wanted_kinds_are_found() {
        assert_eq!(index(&["gate"]).find("gate", Some(&["figure"])), [] as [usize; 0]);
    }
}
