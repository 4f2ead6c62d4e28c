//! A count that a person gives, with the scope that its sentence gives it where the person gives none.

use super::statements::publication;
use super::times::is_ordered;
use super::{ByHand, count, parse_count};
use crate::figures::FigureRules;
use crate::figures::scope::{AsOf, Surroundings};
use crate::joined::certainty;
use crate::times::TimesRead;
use recount_model::{BY_HAND, Certainty, Figure, GivenFigure, Measure, Name, Statement};
use recount_text::AccountText;

/// What the figure stands beside.
pub(super) struct Around<'a> {
    pub text: &'a AccountText<'a>,
    pub time: &'a TimesRead,
    pub names: &'a [Name],
    pub statements: &'a [Statement],
}

/// True if the value is a count, and what it is as of is a time.
pub(super) fn fits(given: &GivenFigure) -> bool {
    parse_count(&given.value).is_some() && given.as_of.as_ref().is_none_or(|time| is_ordered(time.interval))
}

/// The figure; `None` where its value is no count.
pub(super) fn figure(
    around: &Around<'_>,
    one: &ByHand<'_>,
    given: &GivenFigure,
    rules: &FigureRules,
) -> Option<Figure> {
    let (low, high, bound) = parse_count(&given.value)?;
    let (text, span) = (around.text, one.span);
    let scope = Surroundings::new(text, around.time, around.names, around.statements, rules.place_words());
    let sentence = text.sentence_at(span.start).unwrap_or(usize::MAX);
    let (place, is_place_inherited) = match &given.place {
        Some(place) => (Some(place.clone()), false),
        None => scope.place(span, sentence),
    };
    let as_of = match &given.as_of {
        Some(time) => AsOf { interval: time.interval, edtf: Some(time.edtf.clone()), is_explicit: true },
        None => scope.as_of(span, sentence, rules.lexicon()),
    };
    let statement = scope.statement(span).filter(|statement| is_by(statement, given));
    Some(Figure {
        id: one.id.clone(),
        span,
        number_span: span,
        text: text.words(span).to_owned(),
        low,
        high,
        stated: count::stated((low, high, bound)),
        bound,
        measure: Measure(given.measure.clone()),
        counted: given.counted.clone(),
        group: given.group.clone(),
        place,
        is_place_inherited,
        during: scope.during(span, sentence, rules.lexicon()),
        as_of: as_of.interval,
        as_of_edtf: as_of.edtf,
        is_as_of_explicit: as_of.is_explicit,
        chain: match (&given.speaker, statement) {
            (Some(speaker), None) => vec![publication(text), speaker.clone()],
            (_, statement) => scope.chain(statement),
        },
        statement: statement.map(|statement| statement.id.clone()),
        relation: None,
        certainty: match (&given.speaker, statement) {
            (Some(_), None) => Certainty::Reported,
            (_, statement) => certainty(statement),
        },
        is_implied: false,
        alternatives: Vec::new(),
        rule: BY_HAND.to_owned(),
    })
}

/// True unless the person names another speaker than the text around the figure does.
fn is_by(statement: &Statement, given: &GivenFigure) -> bool {
    given.speaker.as_ref().is_none_or(|speaker| {
        statement.speaker == *speaker || statement.speaker_canonical.as_ref() == Some(speaker)
    })
}
