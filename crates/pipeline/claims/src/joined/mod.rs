//! Claims joined from times, names, statements and figures.
//!
//! Comes in: everything that was read in one account. Goes out: its claims, sorted: that something happened, that so
//! many were counted, that one thing was before another. It may not know other accounts. [`clauses`] cuts sentences,
//! [`happened`] and [`ordered`] make claims of the pieces.

mod clauses;
mod happened;
mod ordered;
mod rules;
#[cfg(test)]
mod tests;

pub use rules::ClaimRules;

use crate::Rules;
use crate::figures::scope::Surroundings;
use crate::times::TimesRead;
use recount_model::{
    BlockKind, Certainty, Claim, ClaimContent, Figure, Id, Interval, Knowing, Name, NameKind, Span,
    Statement, Timex,
};
use recount_text::{AccountText, Sentence};

/// What stands around the clauses of one sentence.
pub(crate) struct Around<'a> {
    pub surroundings: &'a Surroundings<'a>,
    pub text: &'a AccountText<'a>,
    pub times: &'a [Timex],
    pub names: &'a [Name],
    pub sentence: Span,
}

impl<'a> Around<'a> {
    /// The time expressions that begin inside or reach into `span`.
    pub(crate) fn times_in(&self, span: Span) -> &'a [Timex] {
        within(self.times, span, |timex| timex.span)
    }
}

/// Makes the claims of an account.
pub fn read(
    text: &AccountText<'_>,
    times: &TimesRead,
    names: &[Name],
    statements: &[Statement],
    figures: &[Figure],
    rules: &Rules,
) -> Vec<Claim> {
    let surroundings = Surroundings::new(text, times, names, statements, rules.figures.place_words());
    let mut found: Vec<Claim> = figures.iter().map(|figure| counted(text, figure, &times.times)).collect();
    for sentence in &text.sentences {
        if is_told(text, sentence) {
            let around = Around {
                surroundings: &surroundings,
                text,
                times: &times.times,
                names,
                sentence: sentence.span,
            };
            found.extend(sentence_claims(sentence, &around, statements, &rules.joined));
        }
    }
    found.sort_by(|a, b| (a.span, &a.rule, &a.id).cmp(&(b.span, &b.rule, &b.id)));
    found.dedup_by(|a, b| a.id == b.id);
    found
}

/// Headings and speaker lines name things; they do not tell.
fn is_told(text: &AccountText<'_>, sentence: &Sentence) -> bool {
    let kind = text.account.blocks.get(sentence.block).map(|block| block.kind);
    matches!(kind, Some(BlockKind::Paragraph | BlockKind::List))
}

fn sentence_claims(
    sentence: &Sentence,
    around: &Around<'_>,
    statements: &[Statement],
    rules: &ClaimRules,
) -> Vec<Claim> {
    let Some(tokens) = around.text.tokens.get(sentence.tokens.clone()) else { return Vec::new() };
    let words = clauses::Words::new(tokens, rules, around.times_in(sentence.span));
    let walls = walls(&words, sentence.span, statements);
    let clauses = clauses::read(&words, &walls);
    let mut found: Vec<Claim> =
        (0..clauses.len()).filter_map(|idx| happened::claim(&words, &clauses, idx, around)).collect();
    found.extend(ordered::claims(&words, &clauses, around));
    found
}

/// Where statements begin and end inside the sentence, as token positions.
fn walls(words: &clauses::Words<'_>, sentence: Span, statements: &[Statement]) -> Vec<usize> {
    let reaching = within(statements, sentence, |statement| statement.span);
    let mut walls: Vec<usize> = reaching
        .iter()
        .flat_map(|statement| {
            let range = words.range_of(statement.span);
            [range.start, range.end]
        })
        .filter(|wall| *wall > 0 && *wall < words.tokens.len())
        .collect();
    walls.sort_unstable();
    walls.dedup();
    walls
}

/// The items of a list sorted by start that share a byte with `span`; a long earlier one may be missed only if a later
/// one begins before it ends, which is why the window opens at the last item that begins before `span`.
pub(crate) fn within<T>(items: &[T], span: Span, span_of: impl Fn(&T) -> Span) -> &[T] {
    let end = items.partition_point(|item| span_of(item).start < span.end);
    let mut start = items.partition_point(|item| span_of(item).start < span.start);
    while start > 0 && items.get(start - 1).is_some_and(|item| span_of(item).end > span.start) {
        start -= 1;
    }
    items.get(start..end.max(start)).unwrap_or(&[])
}

/// A claim with place, participants, chain and certainty; content, time and polarity are the caller's.
pub(crate) fn base_claim(
    around: &Around<'_>,
    span: Span,
    anchor: Span,
    content: ClaimContent,
    rule: &str,
) -> Claim {
    let statement = around.surroundings.statement(anchor);
    let place = around.surroundings.own_place(anchor, span, around.sentence);
    let participants = participants(around.names, span);
    let discriminator = format!("{rule}-{}", anchor.start);
    Claim {
        id: Id::at("clm", &around.text.reading.original, span, &discriminator),
        span,
        text: around.text.words(span).to_owned(),
        content,
        when: Interval::UNBOUNDED,
        times: Vec::new(),
        place,
        participants,
        chain: around.surroundings.chain(statement),
        statement: statement.map(|statement| statement.id.clone()),
        certainty: certainty(statement),
        is_negated: false,
        rule: rule.to_owned(),
    }
}

fn participants(names: &[Name], span: Span) -> Vec<String> {
    let mut found: Vec<String> = within(names, span, |name| name.span)
        .iter()
        .filter(|name| name.kind != NameKind::Place && span.contains(name.span))
        .map(|name| name.canonical.clone())
        .collect();
    found.sort();
    found.dedup();
    found
}

/// How firmly the account holds what stands in `statement`.
pub(crate) fn certainty(statement: Option<&Statement>) -> Certainty {
    match statement {
        None => Certainty::Asserted,
        Some(statement) if statement.is_distanced => Certainty::Hedged,
        Some(statement) if statement.knowing == Knowing::Observed => Certainty::Observed,
        Some(_) => Certainty::Reported,
    }
}

/// The claim that a figure makes.
fn counted(text: &AccountText<'_>, figure: &Figure, times: &[Timex]) -> Claim {
    let sentence = text.sentence_at(figure.span.start).and_then(|idx| text.sentences.get(idx));
    let span = sentence.map_or(figure.span, |sentence| sentence.span);
    let is_its_time =
        |timex: &&Timex| timex.interval == figure.during && figure.during != Interval::UNBOUNDED;
    Claim {
        id: Id::from_parts("clm", &[&figure.id.0, "counted"]),
        span,
        text: text.words(span).to_owned(),
        content: ClaimContent::Counted { figure: figure.id.clone() },
        when: figure.during,
        times: within(times, span, |timex| timex.span)
            .iter()
            .filter(is_its_time)
            .map(|t| t.id.clone())
            .collect(),
        place: figure.place.clone(),
        participants: Vec::new(),
        chain: figure.chain.clone(),
        statement: figure.statement.clone(),
        certainty: figure.certainty,
        is_negated: figure.certainty == Certainty::Denied,
        rule: "counted".to_owned(),
    }
}
