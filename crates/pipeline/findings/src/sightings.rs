//! What the words of a language pack see in the sentences of all accounts.
//!
//! Comes in: accounts one by one. Goes out: [`Mark`]s: words that stand on one side of a question, that say since when or
//! until when something lasted, or that somebody had to admit something. It may not know what is made of them. Sentences
//! are cut, looked at and let go, so that a large dossier needs no memory for them.

mod unknown;

pub(crate) use unknown::Unknown;

use crate::rules::{Contrast, FindingRules, Hits, Pattern};
use rayon::prelude::*;
use recount_model::{
    Account, AccountClaims, Id, Interval, NameKind, Passage, Reading, Span, Statement, Timex, TimexType,
};
use recount_text::{AccountText, Covers, Sentence, Token};
use std::collections::BTreeSet;
use std::ops::Range;

/// Everything seen, in the dossier's order.
#[derive(Default)]
pub(crate) struct Sightings<'dossier> {
    pub sides: Vec<Side>,
    pub lasting: Vec<Lasting<'dossier>>,
    pub admissions: Vec<Admission>,
    pub unknowns: Vec<Unknown>,
    /// Figures that count besides others.
    pub others: BTreeSet<Id>,
    /// Figures that give a total.
    pub totals: BTreeSet<Id>,
    /// Accounts that speak of themselves ("I", "our").
    pub first_persons: BTreeSet<Id>,
}

/// Words with what is known around them.
#[derive(Clone)]
pub(crate) struct Mark {
    pub passage: Passage,
    /// The innermost speaker; `None` where the account speaks itself.
    pub speaker: Option<String>,
    /// The times its sentence names.
    pub when: Option<Interval>,
    /// The places its words name; else those its sentence names.
    pub places: BTreeSet<String>,
    pub written: Interval,
}

/// Words that stand on one side of a question.
pub(crate) struct Side {
    pub kind: String,
    pub theme: String,
    pub pole: String,
    pub is_within: bool,
    pub is_local: bool,
    pub is_timed: bool,
    pub mark: Mark,
}

/// Since when, or until when, something lasted.
pub(crate) struct Lasting<'dossier> {
    pub theme: String,
    pub is_end: bool,
    pub timex: &'dossier Timex,
    pub mark: Mark,
}

/// Somebody had to say something after all, and what the same one said before it.
pub(crate) struct Admission {
    pub speaker: String,
    pub mark: Mark,
    pub before: Passage,
}

/// Longest stretch that a pattern may cover, in tokens.
const MOST_TOKENS: usize = 16;
/// How far before its words a "not" or an "if" turns them.
const REACH: usize = 3;

type Given<'dossier> = (&'dossier Account, &'dossier Reading, &'dossier AccountClaims);

/// One account while it is looked at.
struct Look<'dossier> {
    text: AccountText<'dossier>,
    claims: &'dossier AccountClaims,
    statements: Covers,
    times: Covers,
    names: Covers,
}

/// A sentence without line breaks, with the phrases in it.
struct Seen<'look> {
    tokens: Vec<&'look Token<'look>>,
    hits: Hits,
    span: Span,
}

impl<'dossier> Sightings<'dossier> {
    /// What is seen in all accounts, each looked at alone.
    pub(crate) fn of<'rules>(
        given: &[Given<'dossier>],
        rules: impl Fn(&str) -> &'rules FindingRules + Sync,
    ) -> Self {
        let of_one = |one: &Given<'dossier>| {
            let mut seen = Sightings::default();
            seen.read(*one, rules(&one.0.language));
            seen
        };
        let each: Vec<Sightings<'dossier>> = given.par_iter().map(of_one).collect();
        each.into_iter().fold(Sightings::default(), Sightings::with)
    }

    fn with(mut self, more: Self) -> Self {
        self.sides.extend(more.sides);
        self.lasting.extend(more.lasting);
        self.admissions.extend(more.admissions);
        self.unknowns.extend(more.unknowns);
        self.others.extend(more.others);
        self.totals.extend(more.totals);
        self.first_persons.extend(more.first_persons);
        self
    }

    /// Adds what is seen in one account.
    fn read(&mut self, (account, reading, claims): Given<'dossier>, rules: &FindingRules) {
        let look = Look::at(AccountText::new(account, reading, &rules.abbreviations), claims);
        for sentence in &look.text.sentences {
            let seen = look.seen(sentence, rules);
            for contrast in &rules.contrasts {
                self.sides.extend(look.sides(contrast, &seen, rules));
            }
            self.lasting.extend(look.lasting(&seen, rules));
            self.admissions.extend(look.admission(&seen, rules));
            self.unknowns.extend(look.unknown(&seen, rules));
            if !seen.hits.of(rules.first_person).is_empty() {
                self.first_persons.insert(account.id.clone());
            }
        }
        for figure in &claims.figures {
            let hits = rules.hits_in(&figure.text);
            if !hits.of(rules.others).is_empty() {
                self.others.insert(figure.id.clone());
            }
            if !hits.of(rules.totals).is_empty() {
                self.totals.insert(figure.id.clone());
            }
        }
    }
}

impl<'dossier> Look<'dossier> {
    fn at(text: AccountText<'dossier>, claims: &'dossier AccountClaims) -> Self {
        let statements = Covers::of(claims.statements.iter().map(|statement| statement.span));
        let times = Covers::of(claims.times.iter().map(|timex| timex.span));
        let names = Covers::of(claims.names.iter().map(|name| name.span));
        Look { text, claims, statements, times, names }
    }

    /// By their beginning.
    fn statements_begun_in(&self, span: Span) -> impl DoubleEndedIterator<Item = &'dossier Statement> {
        self.statements.beginning_in(span).filter_map(|at| self.claims.statements.get(at))
    }

    /// The time expressions in a stretch, in their order.
    fn times_in(&self, span: Span) -> impl Iterator<Item = &'dossier Timex> {
        self.times.within(span).filter_map(|at| self.claims.times.get(at))
    }

    fn seen(&self, sentence: &Sentence, rules: &FindingRules) -> Seen<'_> {
        let all = self.text.tokens.get(sentence.tokens.clone()).unwrap_or_default();
        let tokens: Vec<&Token> = all.iter().filter(|token| !token.is_break()).collect();
        let hits = rules.hits(&tokens);
        Seen { tokens, hits, span: sentence.span }
    }

    /// One mark for each side that the sentence stands on; none where it stands on several.
    fn sides(&self, contrast: &Contrast, seen: &Seen<'_>, rules: &FindingRules) -> Vec<Side> {
        let mut found: Vec<(&Pattern, [Span; 2])> = Vec::new();
        for pattern in &contrast.patterns {
            let stretch = seen.hits.stretch(pattern, MOST_TOKENS);
            let phrases = stretch.filter(|phrases| !seen.is_turned(phrases, rules));
            let spans = phrases.and_then(|phrases| Some([seen.core(&phrases)?, seen.clause(&phrases)?]));
            found.extend(spans.map(|spans| (pattern, spans)));
        }
        let mut sides: Vec<Side> = Vec::new();
        for (pattern, [core, clause]) in found {
            if sides.iter().all(|side| side.pole != pattern.pole) {
                sides.push(Side {
                    kind: contrast.kind.clone(),
                    theme: contrast.theme.clone(),
                    pole: pattern.pole.clone(),
                    is_within: contrast.is_within,
                    is_local: contrast.is_local,
                    is_timed: contrast.is_timed,
                    mark: self.mark(core, clause, seen.span),
                });
            }
        }
        if sides.len() > 1 { Vec::new() } else { sides }
    }

    /// "since 2006", "until 5 January", beside the word for what lasted.
    fn lasting(&self, seen: &Seen<'_>, rules: &FindingRules) -> Vec<Lasting<'dossier>> {
        const NEAR: usize = 18;
        let mut found = Vec::new();
        for timex in self
            .times_in(seen.span)
            .filter(|timex| timex.kind == TimexType::Date && timex.interval.is_bounded())
        {
            let at = seen.tokens.partition_point(|token| token.span.start < timex.span.start);
            let opens = |list| {
                seen.hits.of(list).iter().any(|opener: &Range<usize>| opener.end == at || opener.start == at)
            };
            let is_end = opens(rules.until);
            if !is_end && !opens(rules.since) {
                continue;
            }
            let near = rules
                .lasting
                .iter()
                .flat_map(|(theme, list)| seen.hits.of(*list).iter().map(move |hit| (theme, hit)));
            let nearest = near
                .min_by_key(|(_, hit)| hit.start.abs_diff(at))
                .filter(|(_, hit)| hit.start.abs_diff(at) <= NEAR);
            let named = nearest.and_then(|(theme, hit)| {
                Some((theme, seen.clause(&[at.saturating_sub(1)..at + 1, hit.clone()])?))
            });
            if let Some((theme, span)) = named {
                let mark = self.mark(timex.span, span.cover(timex.span), seen.span);
                found.push(Lasting { theme: theme.clone(), is_end, timex, mark });
            }
        }
        found
    }

    /// "the company was forced to announce …": with the last thing that the same one said before, close above.
    fn admission(&self, seen: &Seen<'_>, rules: &FindingRules) -> Option<Admission> {
        const SENTENCES_BACK: usize = 4;
        let cue = seen.hits.of(rules.concessions).first()?;
        let cue_span = seen.tokens.get(cue.clone())?.iter().map(|token| token.span).reduce(Span::cover)?;
        let here = self.text.sentence_at(cue_span.start)?;
        let subject = seen.tokens.get(..cue.start)?;
        let first = here.saturating_sub(SENTENCES_BACK);
        for sentence in self.text.sentences.get(first..here)?.iter().rev() {
            let said = self
                .statements_begun_in(sentence.span)
                .rfind(|statement| is_subject(&self.named(statement), subject));
            if let Some(statement) = said {
                let after = self
                    .statements_begun_in(Span { start: cue_span.end, end: seen.span.end })
                    .find(|own| seen.span.contains(own.span));
                let span = after.map_or(Span { start: cue_span.start, end: seen.span.end }, |own| own.span);
                return Some(Admission {
                    speaker: statement.speaker.clone(),
                    mark: self.mark(span, span, seen.span),
                    before: self.text.account.passage(self.text.reading, statement.span),
                });
            }
        }
        None
    }

    /// The words that name a speaker, with the word behind them ("Halden company").
    fn named(&self, statement: &Statement) -> String {
        let behind = statement.speaker_span.and_then(|span| {
            let next = self.text.tokens.partition_point(|token| token.span.start < span.end);
            self.text.tokens.get(next).filter(|token| token.is_word())
        });
        format!("{} {}", statement.speaker, behind.map_or("", |token| &token.lower))
    }

    /// `core`: the words that make the mark; `span`: the clause around them, of which only the part of the same speaker is cited.
    fn mark(&self, core: Span, span: Span, sentence: Span) -> Mark {
        let claims = self.claims;
        let around = self.statements.holding(core).filter_map(|at| Some((at, claims.statements.get(at)?)));
        let innermost = around.min_by_key(|(at, statement)| (statement.span.len(), *at));
        let innermost = innermost.map(|(_, statement)| statement);
        let span = innermost.map_or(span, |statement| within(span, statement.span));
        let times = self.times_in(sentence).filter(|timex| timex.interval.is_bounded());
        let when = times.map(|timex| timex.interval).reduce(cover);
        let places = |within: Span| -> BTreeSet<String> {
            let names = self.names.within(within).filter_map(|at| claims.names.get(at));
            names.filter(|name| name.kind == NameKind::Place).map(|name| name.canonical.clone()).collect()
        };
        let near = places(span);
        Mark {
            passage: self.text.account.passage(self.text.reading, span),
            speaker: innermost.map(|statement| statement.speaker.clone()),
            when,
            places: if near.is_empty() { places(sentence) } else { near },
            written: claims.written.interval,
        }
    }
}

impl Seen<'_> {
    /// True if a "not", an "if" or a plan before or among the phrases, and not part of one, turns what they say.
    fn is_turned(&self, phrases: &[Range<usize>], rules: &FindingRules) -> bool {
        let start = phrases.iter().map(|phrase| phrase.start).min().unwrap_or(0).saturating_sub(REACH);
        let end = phrases.iter().map(|phrase| phrase.end).max().unwrap_or(0);
        let turns = [rules.negations, rules.unreal].into_iter().flat_map(|list| self.hits.of(list));
        turns.into_iter().any(|hit| {
            let is_own = phrases.iter().any(|phrase| phrase.start <= hit.start && hit.end <= phrase.end);
            hit.start >= start && hit.end <= end && !is_own
        })
    }

    fn core(&self, phrases: &[Range<usize>]) -> Option<Span> {
        let tokens = phrases.iter().filter_map(|phrase| self.tokens.get(phrase.clone())).flatten();
        tokens.map(|token| token.span).reduce(Span::cover)
    }

    /// The clause around the phrases, so that a quote can be understood alone.
    fn clause(&self, phrases: &[Range<usize>]) -> Option<Span> {
        const MOST_AROUND: usize = 9;
        let first = phrases.iter().map(|phrase| phrase.start).min()?;
        let last = phrases.iter().map(|phrase| phrase.end).max()?.checked_sub(1)?;
        let is_in_number =
            |at: usize| self.tokens.get(at + 1).is_some_and(|next| next.is_digits() && !next.is_spaced);
        let is_inner = |at: &usize| {
            self.tokens
                .get(*at)
                .is_some_and(|token| !is_edge(token) || (!token.is_spaced && is_in_number(*at)))
        };
        let start =
            (first.saturating_sub(MOST_AROUND)..first).rev().take_while(is_inner).last().unwrap_or(first);
        let end = (last + 1..=last + MOST_AROUND).take_while(is_inner).last().unwrap_or(last);
        Some(self.tokens.get(start)?.span.cover(self.tokens.get(end)?.span))
    }
}

/// Marks that end a clause; a hyphen inside a word and the point of a shortened word do not.
fn is_edge(token: &Token) -> bool {
    let is_glued = !token.is_spaced && (token.is("-") || token.is("'") || token.is("%"));
    !token.is_word() && !token.is_digits() && !is_glued
}

/// True if the words before the cue name the speaker: its last word stands there.
fn is_subject(speaker: &str, before: &[&Token]) -> bool {
    let words: Vec<String> = speaker
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() > 3)
        .map(str::to_owned)
        .collect();
    words.iter().any(|word| before.iter().any(|token| token.is(word)))
}

/// The part of `span` inside `outer`.
fn within(span: Span, outer: Span) -> Span {
    Span { start: span.start.max(outer.start), end: span.end.min(outer.end) }
}

fn cover(a: Interval, b: Interval) -> Interval {
    Interval { earliest: a.earliest.min(b.earliest), latest: a.latest.max(b.latest) }
}
