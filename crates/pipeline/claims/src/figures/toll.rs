//! The toll an account gives: of all counts of one measure, the one it opens with, for all or for one kind of people.
//!
//! Comes in: an account with its figures. Goes out: one number and the figures it rests on. It may not know other
//! accounts, and says nothing about what is true: two accounts of one day may well give two tolls.
//!
//! The rule, after the way news is written: what is told first counts. Among the counts of the first sentences that
//! count anything, those of the kind asked for go before counts of people in general, the most inclusive first; where
//! only parts are counted ("two women and a child"), their sum. Counts of another kind (soldiers, where civilians are
//! asked for), of a whole war, denied and planned counts are no toll.

use super::FigureRules;
use super::sections::TollWords;
use recount_model::{Certainty, Figure};
use recount_text::{AccountText, Token};

/// How many sentences after the first that counts still belong to the lead.
const LEAD: usize = 2;
/// How far behind "since" the year stands, in tokens.
const SINCE_REACH: usize = 5;

/// The number an account gives for one measure.
#[derive(Clone, Debug, PartialEq)]
pub struct Toll<'a> {
    pub count: u64,
    /// What the count rests on: one figure, or the parts that were summed.
    pub figures: Vec<&'a Figure>,
}

/// Whom a figure counts, seen from the kind asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// The kind asked for, in so many words ("12 civilians").
    Asked,
    /// Nobody in particular ("12 people").
    All,
    /// A part of the kind ("two women").
    Part,
}

struct Candidate<'a> {
    sentence: usize,
    count: u64,
    kind: Kind,
    is_background: bool,
    figure: &'a Figure,
}

impl FigureRules {
    /// The toll of `measure` among civilians, where the account gives one.
    pub fn civilian_toll<'a>(
        &self,
        text: &AccountText<'_>,
        figures: &'a [Figure],
        measure: &str,
    ) -> Option<Toll<'a>> {
        let words = &self.lexicon.section.toll;
        let mut candidates: Vec<Candidate<'a>> = figures
            .iter()
            .filter(|figure| figure.measure.0 == measure)
            .filter_map(|figure| self.candidate(text, figure, words))
            .collect();
        if candidates.iter().any(|candidate| !candidate.is_background) {
            candidates.retain(|candidate| !candidate.is_background);
        }
        let first = candidates.iter().map(|candidate| candidate.sentence).min()?;
        candidates.retain(|candidate| candidate.sentence <= first + LEAD);
        most_inclusive(&candidates, Kind::Asked)
            .or_else(|| most_inclusive(&candidates, Kind::All))
            .or_else(|| sum_of_parts(&candidates))
    }

    fn candidate<'a>(
        &self,
        text: &AccountText<'_>,
        figure: &'a Figure,
        words: &TollWords,
    ) -> Option<Candidate<'a>> {
        let count = figure.stated.filter(|count| *count > 0)?;
        if matches!(figure.certainty, Certainty::Denied | Certainty::Planned) {
            return None;
        }
        let sentence = text.sentence_at(figure.span.start)?;
        let tokens = text.tokens.get(text.sentences.get(sentence)?.tokens.clone())?;
        let counted = figure.text.to_lowercase();
        let says =
            |list: &[String]| counted.split(|c: char| !c.is_alphabetic()).any(|word| contains(list, word));
        if says(&words.others) {
            return None;
        }
        let kind = if says(&words.asked) {
            Kind::Asked
        } else if says(&words.parts) || figure.relation.is_some() {
            Kind::Part
        } else {
            Kind::All
        };
        Some(Candidate { sentence, count, kind, is_background: is_background(tokens, words), figure })
    }
}

fn contains(list: &[String], word: &str) -> bool {
    list.iter().any(|known| known == word)
}

/// "… since the war began in 2011": a count of years, not of this day.
fn is_background(tokens: &[Token], words: &TollWords) -> bool {
    let is_since = |(at, token): (usize, &Token)| {
        let after = || tokens.iter().skip(at + 1).take(SINCE_REACH);
        contains(&words.since, &token.lower)
            && after().any(|token| contains(&words.eras, &token.lower) || is_year(token))
    };
    let is_era = |pair: &[Token]| match pair {
        [before, era] => contains(&words.era_marks, &before.lower) && contains(&words.eras, &era.lower),
        _ => false,
    };
    tokens.iter().enumerate().any(is_since) || tokens.windows(2).any(is_era)
}

fn is_year(token: &Token) -> bool {
    token.is_digits() && token.lower.len() == 4
}

fn most_inclusive<'a>(candidates: &[Candidate<'a>], kind: Kind) -> Option<Toll<'a>> {
    let of_kind = candidates.iter().filter(|candidate| candidate.kind == kind);
    let most = of_kind.min_by_key(|candidate| (std::cmp::Reverse(candidate.count), candidate.sentence))?;
    Some(Toll { count: most.count, figures: vec![most.figure] })
}

fn sum_of_parts<'a>(candidates: &[Candidate<'a>]) -> Option<Toll<'a>> {
    let sentence = candidates.iter().map(|candidate| candidate.sentence).min()?;
    let parts: Vec<&Candidate<'a>> =
        candidates.iter().filter(|candidate| candidate.sentence == sentence).collect();
    let count = parts.iter().fold(0u64, |sum, part| sum.saturating_add(part.count));
    Some(Toll { count, figures: parts.iter().map(|part| part.figure).collect() })
}
