//! How two coding manuals would put down one question, beside our own bounds.
//!
//! Comes in: the answers of one question. Goes out: one coding for each manual, with the figures it rests on. It may not
//! change our bounds. Both are readings of published practice, labelled as such: nobody of these projects coded anything here.
//!
//! ACLED (codebook, "Fatalities"): where reports differ the most conservative number is put down; what is vague has a fixed
//! number, which the table of vague words gives. UCDP GED (codebook, "best, low and high estimate"): the number of the most
//! reliable source is the best, the least and the greatest that somebody is named for are low and high.

use crate::answers::Answer;
use crate::moments::Moments;
use crate::roles;
use crate::rules::MeasureKind;
use recount_model::{Bound, Certainty, Coding, Id, Knowing};
use std::collections::BTreeMap;

/// The codings of a question that counts something; none for other numbers.
pub(crate) fn codings(answers: &[&Answer<'_>]) -> Vec<Coding> {
    let told: Vec<&Answer<'_>> = answers
        .iter()
        .copied()
        .filter(|answer| answer.kind == MeasureKind::Tally && is_told(answer) && number(answer).is_some())
        .collect();
    if told.len() < 2 {
        return Vec::new();
    }
    // A speaker's later number stands for the earlier ones.
    let told = latest(&told, |answer| answer.speaker.key.clone());
    [acled(&told), ucdp(&told)].into_iter().flatten().collect()
}

/// Planned, denied and hedged numbers are coded by neither; "up to" names no number of dead.
fn is_told(answer: &Answer<'_>) -> bool {
    let is_ceiling = matches!(answer.figure.bound, Bound::AtMost | Bound::LessThan);
    let is_open =
        matches!(answer.figure.certainty, Certainty::Denied | Certainty::Planned | Certainty::Hedged);
    !is_ceiling && !is_open && !answer.is_looser
}

/// The number as it is named, before its bound; of vague words the least they mean.
fn number(answer: &Answer<'_>) -> Option<u64> {
    let named = answer.figure.stated.unwrap_or(answer.figure.low);
    (named > 0).then_some(named)
}

fn cited(answer: &Answer<'_>) -> Option<(u64, Id)> {
    Some((number(answer)?, answer.figure.id.clone()))
}

/// Without the answers that a later one of the same key takes the place of; what has no key stands by itself.
fn latest<'a, 'd, K: Ord>(
    told: &[&'a Answer<'d>],
    key: impl Fn(&Answer<'_>) -> Option<K>,
) -> Vec<&'a Answer<'d>> {
    let mut by_key: BTreeMap<K, Moments> = BTreeMap::new();
    for answer in told {
        if let Some(key) = key(answer) {
            by_key.entry(key).or_default().add(answer);
        }
    }
    let is_last = |answer: &Answer<'_>| {
        let own = key(answer).and_then(|key| by_key.get(&key));
        own.is_none_or(|moments| !moments.have_later(answer))
    };
    told.iter().copied().filter(|answer| is_last(answer)).collect()
}

/// The least, and of equal ones the one whose id sorts first.
fn least<'a, 'd>(told: &[&'a Answer<'d>]) -> Option<&'a Answer<'d>> {
    told.iter().copied().min_by_key(|answer| (number(answer), answer.figure.id.clone()))
}

fn acled(told: &[&Answer<'_>]) -> Option<Coding> {
    let best = cited(least(told)?)?;
    Some(Coding { policy: "acled".to_owned(), low: None, best: Some(best), high: None })
}

fn ucdp(told: &[&Answer<'_>]) -> Option<Coding> {
    let most = told.iter().map(|answer| reliability(answer)).max()?;
    let reliable: Vec<&Answer<'_>> =
        told.iter().copied().filter(|answer| reliability(answer) == most).collect();
    let reliable = latest(&reliable, |_| Some(()));
    let greatest = told
        .iter()
        .copied()
        .max_by_key(|answer| (number(answer), std::cmp::Reverse(answer.figure.id.clone())))?;
    Some(Coding {
        policy: "ucdp".to_owned(),
        low: Some(cited(least(told)?)?),
        best: cited(least(&reliable)?),
        high: Some(cited(greatest)?),
    })
}

/// By means of knowing, not by side: a record, then what somebody saw, then a name, then nobody.
fn reliability(answer: &Answer<'_>) -> u8 {
    let speaker = &answer.speaker;
    if speaker.knowing == Knowing::Record || speaker.role == roles::OFFICIAL {
        3
    } else if answer.is_observed || speaker.knowing == Knowing::Observed {
        2
    } else if speaker.role == roles::ANONYMOUS || speaker.role == roles::ACCOUNT {
        0
    } else {
        1
    }
}
