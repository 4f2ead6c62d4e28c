//! Answers of one question folded into voices: copies and repetitions count once.
//!
//! A voice is one number from one root; the same named speaker giving the same number again is the same voice. It
//! speaks through the answer that was told first, so that a further copy changes nothing: a later article that tells an
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
    // The name a root goes by: its named speaker, if it has one, so that roots of one speaker meet.
    let mut names: BTreeMap<(&str, Number), &str> = BTreeMap::new();
    for answer in answers {
        let name = answer.speaker.key.as_deref().unwrap_or("");
        names
            .entry((&answer.root.0, number(answer)))
            .and_modify(|kept| *kept = (*kept).max(name))
            .or_insert(name);
    }
    let mut folded: BTreeMap<(&str, Number), Vec<&Answer<'dossier>>> = BTreeMap::new();
    for answer in answers {
        let number = number(answer);
        let root = answer.root.0.as_str();
        let name = names.get(&(root, number)).copied().filter(|name| !name.is_empty()).unwrap_or(root);
        folded.entry((name, number)).or_default().push(answer);
    }
    let spoken = folded.into_values().filter_map(|members| {
        let answer = members.iter().copied().min_by_key(|answer| order(answer))?;
        Some(Voice { answer, members })
    });
    let mut voices: Vec<_> = spoken.collect();
    voices.sort_by_key(|voice| order(voice.answer));
    voices
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
