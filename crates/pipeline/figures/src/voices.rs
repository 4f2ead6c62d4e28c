//! Answers of one question folded into voices: copies and repetitions count once.
//!
//! A voice is one number from one root; the same named speaker giving or passing on the same number again is the same
//! voice. It speaks through the answer that was told first, so that a further copy changes nothing: a later article that tells an
//! old number again does not make the old number newer.

use crate::answers::Answer;
use recount_model::Bound;
use std::collections::BTreeMap;

/// One number that someone gives: the answer told first, and every answer that repeats it (itself too).
pub(crate) struct Voice<'group, 'dossier> {
    pub answer: &'group Answer<'dossier>,
    pub members: Vec<&'group Answer<'dossier>>,
}

type Number = (u64, Option<u64>, Option<u64>, Bound);

/// The voices among `answers`, sorted by when they speak.
pub(crate) fn voices<'group, 'dossier>(answers: &'group [Answer<'dossier>]) -> Vec<Voice<'group, 'dossier>> {
    let mut leader: Vec<usize> = (0..answers.len()).collect();
    let mut first: BTreeMap<(String, Number), usize> = BTreeMap::new();
    for (at, answer) in answers.iter().enumerate() {
        for tie in ties(answer) {
            let other = *first.entry((tie, number(answer))).or_insert(at);
            let (a, b) = (top(&leader, other), top(&leader, at));
            if let Some(entry) = leader.get_mut(a.max(b)) {
                *entry = a.min(b);
            }
        }
    }
    let mut folded: BTreeMap<usize, Vec<&Answer<'dossier>>> = BTreeMap::new();
    for (at, answer) in answers.iter().enumerate() {
        folded.entry(top(&leader, at)).or_default().push(answer);
    }
    let spoken = folded.into_values().filter_map(|members| {
        let answer = members.iter().copied().min_by_key(|answer| order(answer))?;
        Some(Voice { answer, members })
    });
    let mut voices: Vec<_> = spoken.collect();
    voices.sort_by_key(|voice| order(voice.answer));
    voices
}

/// What makes two answers with one number one voice: their root, their speaker, and everybody named between the
/// publication and the speaker: whom a reporter passes on is one witness, however each account calls them.
fn ties(answer: &Answer<'_>) -> Vec<String> {
    let named = answer.figure.chain.get(1..).unwrap_or_default().iter().filter(|name| is_name(name));
    let mut ties: Vec<String> = named.map(|name| name.to_lowercase()).collect();
    ties.extend(answer.speaker.key.clone());
    ties.push(format!("root {}", answer.root));
    ties
}

fn is_name(words: &str) -> bool {
    words.chars().any(char::is_uppercase)
}

fn top(leader: &[usize], mut at: usize) -> usize {
    while let Some(&next) = leader.get(at).filter(|next| **next != at) {
        at = next;
    }
    at
}

fn number(answer: &Answer<'_>) -> Number {
    let figure = answer.figure;
    (figure.low, figure.high, figure.stated, figure.bound)
}

/// Told first: by the latest moment it can be as of, then by its place in the dossier.
fn order<'answer>(answer: &'answer Answer<'_>) -> (i64, i64, &'answer str) {
    let latest = answer.as_of.latest.unwrap_or(i64::MAX);
    let earliest = answer.as_of.earliest.unwrap_or(i64::MIN);
    (latest, earliest, &answer.figure.id.0)
}
