//! Figures: counts with bound, measure, scope, as-of and chain.
//!
//! Comes in: one account with its times, names and statements. Goes out: every number anyone gave for something
//! counted, and sums that do not add up. It may not know other accounts. The steps, in order: [`numeral`] and
//! [`quantity`] read numbers and their bounds; [`refusal`] passes over dates, addresses and the like; [`counted`],
//! [`signal`], [`measure`] say what is counted; [`relations`] and [`enumeration`] join parts to wholes; [`scope`]
//! adds where, when and who; [`checks`] adds up; [`toll`] says which count an account gives as its own.

mod checks;
mod counted;
mod counter;
mod denials;
mod draft;
mod enumeration;
mod lexicon;
mod line;
mod measure;
mod measured;
mod named;
mod numeral;
pub(crate) mod phrases;
mod quantity;
mod refusal;
mod relations;
pub(crate) mod scope;
mod sections;
mod signal;
#[cfg(test)]
pub(crate) mod tests;
mod toll;

pub use toll::Toll;

use crate::times::TimesRead;
use draft::{Draft, DraftRelation};
use lexicon::Lexicon;
use line::Line;
use recount_diagnostics::Reported;
use recount_model::claim::Observation;
use recount_model::{Figure, FigureRelation, Id, Measure, Name, Span, Statement};
use recount_rules::{Pack, PackError};
use recount_text::{AccountText, Token};
use scope::Surroundings;

/// Compiled figure rules of one language.
#[derive(Debug)]
pub struct FigureRules {
    lexicon: Lexicon,
}

impl FigureRules {
    /// Compiles the pack's `figures` section.
    ///
    /// # Errors
    /// When the section is missing or malformed.
    pub fn from_pack(pack: &Pack) -> Result<Self, PackError> {
        Ok(FigureRules { lexicon: Lexicon::compile(pack.section("figures")?) })
    }

    /// The measure that `measure` is counted within ("intensive-care" within "hospitalised").
    pub fn within(&self, measure: &Measure) -> Option<Measure> {
        let entry = self.lexicon.section.measure.iter().find(|entry| entry.id == measure.0)?;
        entry.within.clone().map(Measure)
    }
}

impl FigureRules {
    pub(crate) fn place_words(&self) -> &sections::PlaceWords {
        &self.lexicon.section.places
    }

    pub(crate) fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }
}

/// What the figure reader says about an account.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FiguresRead {
    pub figures: Vec<Figure>,
    pub observations: Vec<Observation>,
}

/// A draft with the span of its sentence-bound token positions resolved.
struct Placed {
    draft: Draft,
    span: Span,
    number: Span,
    counted: Span,
}

/// Reads the figures of an account.
pub fn read(
    text: &AccountText<'_>,
    times: &TimesRead,
    names: &[Name],
    statements: &[Statement],
    rules: &FigureRules,
) -> Reported<FiguresRead> {
    let sources = Sources { times: &times.times, names };
    let (placed, lists) = drafts(text, &sources, &rules.lexicon);
    let around = Surroundings::new(text, times, names, statements, rules.place_words());
    let ids: Vec<Id> = placed.iter().map(|placed| id_of(text, placed)).collect();
    let mut figures: Vec<Figure> = placed
        .iter()
        .zip(&ids)
        .map(|(one, id)| figure(one, id, (&placed, &ids), &around, &rules.lexicon))
        .collect();
    let observations = checks::check(&figures, &lists);
    figures.sort_by(|a, b| (a.span, a.number_span, &a.id).cmp(&(b.span, b.number_span, &b.id)));
    Reported::clean(FiguresRead { figures, observations })
}

/// All drafts in text order, with the enumerations among them.
fn drafts(
    text: &AccountText<'_>,
    sources: &Sources<'_>,
    lexicon: &Lexicon,
) -> (Vec<Placed>, Vec<enumeration::Enumeration>) {
    let (mut drafts, mut spans, mut lists) = (Vec::<Draft>::new(), Vec::new(), Vec::new());
    let mut back = 0;
    let mut last_block = usize::MAX;
    for (idx, sentence) in text.sentences.iter().enumerate() {
        let first = drafts.len();
        if sentence.block != last_block {
            (back, last_block) = (first, sentence.block);
        }
        let tokens = text.tokens.get(sentence.tokens.clone()).unwrap_or(&[]);
        if !may_count(tokens, sentence.span, sources, lexicon) {
            back = first;
            continue;
        }
        let line = Line::new(tokens, lexicon);
        sentence_drafts(&line, idx, sources, &mut drafts, back);
        lists.extend(enumeration::find(&line, idx, &mut drafts, first));
        spans.extend(drafts.iter().skip(first).map(|draft| spans_of(&line, draft)));
        back = first;
    }
    let placed = drafts
        .into_iter()
        .zip(spans)
        .map(|(draft, (span, number, counted))| Placed { draft, span, number, counted })
        .collect();
    (placed, lists)
}

/// False for a sentence without a number and without people in a row: nothing is counted in it.
fn may_count(tokens: &[Token], span: Span, sources: &Sources<'_>, lexicon: &Lexicon) -> bool {
    tokens.iter().any(|token| lexicon.may_begin_number(token)) || named::may_stand_in(span, sources.names)
}

/// What a sentence is read with.
struct Sources<'a> {
    times: &'a [recount_model::Timex],
    names: &'a [Name],
}

/// Adds the drafts of a sentence in text order. `back` is the first draft of the sentence before.
fn sentence_drafts(
    line: &Line<'_>,
    sentence: usize,
    sources: &Sources<'_>,
    drafts: &mut Vec<Draft>,
    back: usize,
) {
    let first = drafts.len();
    let quantities = quantity::read_all(line);
    let mut rows = named::read(line, sentence, sources.names, &quantities).into_iter().peekable();
    for quantity in &quantities {
        while let Some(row) = rows.next_if(|row| row.underlined.start < quantity.tokens.start) {
            drafts.push(row);
        }
        let place =
            measure::Place { line, sentence, quantities: &quantities, times: sources.times, drafts, first };
        if let Some(draft) = measure::read(&place, quantity) {
            drafts.push(draft);
            relations::relate(line, drafts, first, back);
        }
    }
    drafts.extend(rows);
    denials::mark(line, drafts.get_mut(first..).unwrap_or_default());
}

fn spans_of(line: &Line<'_>, draft: &Draft) -> (Span, Span, Span) {
    let mut whole = line.span(draft.underlined.start, draft.underlined.end).unwrap_or(Span::new(0, 0));
    if draft.underlined.start == draft.quantity.tokens.start {
        whole.start += draft.quantity.skipped_bytes;
    }
    let number = line.span(draft.quantity.number.start, draft.quantity.number.end).unwrap_or(whole);
    let counted = line.span(draft.counted_words.start, draft.counted_words.end);
    (whole, number, counted.unwrap_or(Span { start: whole.end, end: whole.end }))
}

fn id_of(text: &AccountText<'_>, placed: &Placed) -> Id {
    let number = format!("{}-{}", placed.number.start, placed.number.end);
    Id::at("fig", &text.reading.original, placed.span, &number)
}

fn figure(
    placed: &Placed,
    id: &Id,
    (all, ids): (&[Placed], &[Id]),
    around: &Surroundings<'_>,
    lexicon: &Lexicon,
) -> Figure {
    let draft = &placed.draft;
    let text = around.text;
    let (place, is_place_inherited) = around.place(placed.span, draft.sentence);
    let statement = around.statement(placed.number);
    let as_of = around.as_of(placed.span, draft.sentence, lexicon);
    let counted = text.words(placed.counted).to_owned();
    Figure {
        id: id.clone(),
        span: placed.span,
        number_span: placed.number,
        text: text.words(placed.span).to_owned(),
        low: draft.quantity.low,
        high: draft.quantity.high,
        stated: draft.quantity.stated,
        bound: draft.quantity.bound,
        measure: Measure(draft.measure.clone()),
        group: group(draft, &counted, all, text),
        counted,
        place,
        is_place_inherited,
        during: around.during(placed.span, draft.sentence, lexicon),
        as_of: as_of.interval,
        as_of_edtf: as_of.edtf,
        is_as_of_explicit: as_of.is_explicit,
        chain: around.chain(statement),
        statement: statement.map(|statement| statement.id.clone()),
        relation: draft.relation.and_then(|relation| related(relation, ids)),
        certainty: scope::certainty(draft, statement),
        is_implied: draft.is_implied,
        alternatives: draft.quantity.alternatives.clone(),
        rule: draft.rule.to_owned(),
    }
}

/// The group that is counted; a bare part ("and one was taken to hospital") is of the group of its whole.
fn group(draft: &Draft, counted: &str, all: &[Placed], text: &AccountText<'_>) -> Option<String> {
    let of_whole = || match draft.relation {
        Some(DraftRelation::PartOf(whole)) if !draft.counted.has_head() => all.get(whole),
        _ => None,
    };
    if draft.is_group {
        return Some(counted.to_owned());
    }
    of_whole().filter(|whole| whole.draft.is_group).map(|whole| text.words(whole.counted).to_owned())
}

fn related(relation: DraftRelation, ids: &[Id]) -> Option<FigureRelation> {
    let id = |idx: usize| ids.get(idx).cloned();
    Some(match relation {
        DraftRelation::PartOf(whole) => FigureRelation::PartOf { whole: id(whole)? },
        DraftRelation::ItemOf(whole, is_list_complete) => {
            FigureRelation::ItemOf { whole: id(whole)?, is_list_complete }
        }
        DraftRelation::MoreThanBy(base) => FigureRelation::MoreThanBy { base: id(base)? },
    })
}
