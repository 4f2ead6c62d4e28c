//! The title of an event: verbatim words that stand alone.
//!
//! Comes in: an event's mentions. Goes out: the words of the best one, trimmed to at most 140 characters. It may not invent a
//! word: a title is always one piece of a passage.

use crate::event::{Event, Events};
use crate::mention::Mention;
use crate::moment::Moment;
use crate::rules::{EventRules, Packs};
use recount_model::Passage;

/// Characters a title may have.
const LONGEST: usize = 140;
/// Characters below which words say too little.
const SHORTEST: usize = 18;
/// Bytes that a cut at a clause end must leave.
const MIDDLING: usize = 45;
/// Stands for words that were left out.
pub(crate) const ELLIPSIS: char = '…';

/// A title and the mention it was taken from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Title {
    pub text: String,
    pub mention: usize,
    /// False where it begins with a word that leans on another sentence ("he", "this").
    pub stands_alone: bool,
    /// The words it was cut from.
    pub passage: Option<Passage>,
}

/// The best words among the mentions of `event`.
pub(crate) fn title(events: &Events<'_>, event: &Event, packs: &Packs<'_>) -> Title {
    let candidates = event.mentions.iter().filter_map(|at| Some((*at, events.mention(*at)?)));
    let mut best: Option<(i64, Title)> = None;
    for (at, mention) in candidates {
        let rules = packs.of(mention.language);
        let sentence = has_own_sentence(events, event, mention).then_some(&mention.sentence);
        for passage in [Some(&mention.passage), sentence].into_iter().flatten() {
            let text = trimmed(&passage.text, rules);
            let next = score(&text, passage, mention, rules);
            let is_better = best
                .as_ref()
                .is_none_or(|(known, title)| (next, &title.text, title.mention) > (*known, &text, at));
            if is_better {
                let stands_alone = stands_alone(&text, rules);
                best =
                    Some((next, Title { text, mention: at, stands_alone, passage: Some(passage.clone()) }));
            }
        }
    }
    best.map_or_else(Title::default, |(_, title)| title)
}

/// True if the sentence tells of no other time than the mention, so that it can stand for it.
fn has_own_sentence(events: &Events<'_>, event: &Event, mention: &Mention<'_>) -> bool {
    let beside = events.in_sentence(mention);
    beside.filter(|at| !event.mentions.contains(at)).filter_map(|at| events.mention(at)).all(|other| {
        other.sentence != mention.sentence
            || other.moment.is_none()
            || other.claim.times == mention.claim.times
    })
}

/// Words that stand alone, finely dated, whole and of middling length come first.
fn score(text: &str, passage: &Passage, mention: &Mention<'_>, rules: &EventRules) -> i64 {
    let length = text.chars().count() as i64;
    let is_whole = text.len() + 1 >= passage.text.trim().len();
    let begins_sentence = passage.span.start == mention.sentence.span.start;
    let grain = mention.moment.as_ref().map_or(0, |moment: &Moment<'_>| moment.grain as i64 + 1);
    let points = [
        (stands_alone(text, rules), 1000),
        (begins_sentence, 600),
        (length >= SHORTEST as i64, 500),
        (is_whole, 150),
    ];
    let earned: i64 = points.iter().filter(|(has, _)| *has).map(|(_, points)| points).sum();
    earned + grain * 40 - (length - 100).abs() / 2
}

fn stands_alone(text: &str, rules: &EventRules) -> bool {
    !rules.title.dangling.contains(&first_word(text))
}

/// Leading connectives away, the end cut where the sentence is too long.
pub(crate) fn trimmed(text: &str, rules: &EventRules) -> String {
    let mut rest = text.trim_matches(|c: char| c.is_whitespace() || "\"“”«»".contains(c));
    while let Some(shorter) = without_leading(rest, rules) {
        rest = shorter;
    }
    let cut = cut(rest, rules);
    let words: Vec<&str> = cut.split_whitespace().collect();
    capitalised(&words.join(" "))
}

fn without_leading<'text>(text: &'text str, rules: &EventRules) -> Option<&'text str> {
    rules.title.leading.iter().find_map(|words| {
        let start = text.get(..words.len()).filter(|start| start.to_lowercase() == *words)?;
        let rest = text.get(start.len()..)?;
        let after = rest.trim_start_matches([',', ' ', ':']);
        // The word must end here, and something must be left.
        (rest.len() > after.len() && !after.is_empty()).then_some(after)
    })
}

/// What fits: up to the last clause end where that keeps most of it; else the beginning and the end, with an ellipsis for
/// what is left out between them, because the verb stands near the one or the other.
fn cut(text: &str, rules: &EventRules) -> String {
    if text.chars().count() <= LONGEST {
        return ended(balanced(text)).to_owned();
    }
    let head = first_letters(text, LONGEST);
    let clause =
        rules.title.cuts.iter().filter_map(|mark| head.rfind(mark.as_str())).filter(|at| *at >= MIDDLING);
    if let Some(kept) = clause.max().and_then(|at| head.get(..at)) {
        return ended(balanced(kept)).to_owned();
    }
    let head = first_letters(text, LONGEST / 2);
    let head = head.rfind(' ').and_then(|at| head.get(..at)).unwrap_or(head);
    let whole = ended(text);
    let skipped = whole.chars().count().saturating_sub(LONGEST / 2 - 3);
    let tail = whole.char_indices().nth(skipped).and_then(|(at, _)| whole.get(at..)).unwrap_or_default();
    let tail = tail.find(' ').and_then(|at| tail.get(at..)).unwrap_or(tail).trim_start();
    format!("{} {ELLIPSIS} {tail}", ended(head))
}

fn first_letters(text: &str, count: usize) -> &str {
    let end = text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or(text)
}

/// Without a bracket that is opened and not closed.
fn balanced(text: &str) -> &str {
    let count = |bracket: char| text.matches(bracket).count();
    match text.rfind('(') {
        Some(at) if count('(') > count(')') && at >= SHORTEST => text.get(..at).unwrap_or(text),
        _ => text,
    }
}

/// Without closing marks; the period of an abbreviation ("a.m.") stays.
fn ended(text: &str) -> &str {
    let open = text.trim_end_matches(|c: char| c.is_whitespace() || ",;:–—-(\"“".contains(c));
    let last = open.rsplit(char::is_whitespace).next().unwrap_or_default();
    match open.strip_suffix('.') {
        Some(shorter) if !last.trim_end_matches('.').contains('.') => shorter.trim_end_matches('.'),
        _ => open,
    }
}

/// The first letter as a sentence has it.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn first_word(text: &str) -> String {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'').next().unwrap_or_default().to_lowercase()
}
