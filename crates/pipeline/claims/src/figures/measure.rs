//! What a quantity counts: the measure, the noun, and the words a reader would underline.
//!
//! Comes in: a quantity in its sentence and the figures before it. Goes out: a draft figure, or nothing where the
//! number counts nothing. It may not know times, names or statements.

use super::counted::{self, Counted};
use super::draft::Draft;
use super::lexicon::{Meaning, Role};
use super::line::Line;
use super::numeral::NumeralKind;
use super::quantity::Quantity;
use super::sections::{Need, Noun, Predicate};
use super::signal::{self, Form, Signal};
use super::{counter, measured};
use recount_model::{Bound, Timex};
use std::ops::Range;

/// Everything a decision rests on.
pub(crate) struct Place<'a> {
    pub line: &'a Line<'a>,
    pub sentence: usize,
    pub quantities: &'a [Quantity],
    pub times: &'a [Timex],
    /// Drafts of the account so far.
    pub drafts: &'a [Draft],
    /// Index of the first draft of this sentence.
    pub first: usize,
}

impl<'a> Place<'a> {
    /// The draft right before, in the same sentence.
    pub(crate) fn previous(&self) -> Option<&'a Draft> {
        self.drafts.get(self.first..)?.last()
    }
}

/// Reads one quantity as a figure.
pub(crate) fn read(place: &Place<'_>, quantity: &Quantity) -> Option<Draft> {
    if let Some(draft) = measured::read(place, quantity) {
        return draft;
    }
    let counted = counted_after(place, quantity);
    let has_noun = counted.noun.is_some();
    if super::refusal::is_refused(place.line, quantity, has_noun, place.times) {
        return None;
    }
    let found = Found::new(place, quantity, counted);
    if !found.is_figure() {
        return None;
    }
    found.draft()
}

fn counted_after(place: &Place<'_>, quantity: &Quantity) -> Counted {
    let plain = counted::read(place.line, quantity.tokens.end);
    if plain.has_head() || plain.is_pronoun {
        return plain;
    }
    copular(place.line, quantity.tokens.end).unwrap_or(plain)
}

/// "9 are police officers", "9 — полицейские".
fn copular(line: &Line<'_>, from: usize) -> Option<Counted> {
    let is_dash = line.is(from, "—") || line.is(from, "–");
    let at = line.role(from, Role::PassiveAuxiliary).or(is_dash.then_some(from + 1))?;
    let (noun, end) = counted::noun_at(line, at)?;
    let is_person = line.lexicon.noun(noun).is_some_and(|noun| noun.class == "person" && !noun.is_outcome);
    is_person.then_some(Counted {
        tokens: from..end,
        head: at..end,
        noun: Some(noun),
        modifier: None,
        is_pronoun: false,
        is_additive: false,
        is_partitive: true,
    })
}

/// The one that costs less; of equals the one behind.
fn nearer(after: Option<Signal>, before: Option<Signal>) -> Option<Signal> {
    match (after, before) {
        (Some(after), Some(before)) if after.cost > before.cost => Some(before),
        (after, before) => after.or(before),
    }
}

struct Found<'a> {
    place: &'a Place<'a>,
    quantity: &'a Quantity,
    counted: Counted,
    noun: Option<&'a Noun>,
    /// The nearest predicate that says what happened.
    event: Option<Signal>,
    /// The nearest predicate that only says what they did ("gathered").
    doing: Option<Signal>,
    left: Option<(String, usize)>,
    counter: Option<counter::Counter>,
}

impl<'a> Found<'a> {
    fn new(place: &'a Place<'a>, quantity: &'a Quantity, counted: Counted) -> Self {
        let line = place.line;
        let noun = counted.noun.and_then(|idx| line.lexicon.noun(idx));
        let mut found =
            Found { place, quantity, counted, noun, event: None, doing: None, left: None, counter: None };
        [found.event, found.doing] = found.signals();
        found.left = left_of(line, quantity.tokens.start);
        found.counter = counter::before(line, quantity.tokens.start, place.quantities);
        found
    }

    /// The nearest predicate that says what happened, and the nearest that only says what they did.
    fn signals(&self) -> [Option<Signal>; 2] {
        let line = self.place.line;
        let takes = |idx: u16, is_silent: bool| {
            line.lexicon.predicate(idx).is_some_and(|predicate| {
                predicate.is_silent == is_silent && self.class_in(predicate).is_some()
            })
        };
        let (tells, does) = (|idx: u16, _: Form| takes(idx, false), |idx: u16, _: Form| takes(idx, true));
        let accepts: [signal::Accepts<'_>; 2] = [&tells, &does];
        let after = signal::after_each(line, self.counted.tokens.end, self.place.quantities, accepts);
        let before = accepts.map(|accepts| signal::before(line, self.quantity.tokens.start, accepts));
        let ([event, doing], [event_before, doing_before]) = (after, before);
        [nearer(event, event_before), nearer(doing, doing_before)]
    }

    /// The measure a predicate gives this noun; `Some(None)` where the noun keeps its own.
    fn class_in<'map>(&self, predicate: &'map Predicate) -> Option<Option<&'map String>> {
        let by_class = &predicate.by_class;
        match self.noun {
            Some(noun) => by_class.get(&noun.class).map(Some),
            None if predicate.needs_noun && self.counted.has_head() => None,
            None => match by_class.get("person") {
                Some(measure) => Some(Some(measure)),
                None if self.counted.has_head() => Some(None),
                None => self.previous_class().and_then(|class| by_class.get(class)).map(Some),
            },
        }
    }

    fn previous_class(&self) -> Option<&'a str> {
        let noun = self.place.previous()?.counted.noun?;
        self.place.line.lexicon.noun(noun).map(|noun| noun.class.as_str())
    }

    fn is_figure(&self) -> bool {
        let is_near = self.event.as_ref().is_some_and(|event| event.is_adjacent);
        let is_outcome = self.noun.is_some_and(|noun| noun.is_outcome);
        match self.quantity.kind {
            NumeralKind::NotACount => false,
            NumeralKind::Vague(Need::Event) => {
                self.event.as_ref().is_some_and(|event| event.cost <= 2)
                    && (self.counted.has_head() || self.counted.is_pronoun)
            }
            NumeralKind::None(Need::Event) => {
                is_near || self.doing.as_ref().is_some_and(|doing| doing.cost <= 1)
            }
            NumeralKind::None(Need::Outcome) => is_outcome || (self.noun.is_some() && is_near),
            NumeralKind::None(Need::Noun) => self.counted.has_head(),
            _ if self.quantity.is_bare_one() => self.is_one(is_near),
            _ => self.counted.has_head() || self.is_headless(is_near),
        }
    }

    /// "one" is mostly a pronoun or an article.
    fn is_one(&self, is_near: bool) -> bool {
        if self.counted.is_partitive {
            return is_near;
        }
        let is_thing = self.noun.is_some_and(|noun| noun.class != "collective");
        let is_labelled = self.counter.as_ref().is_some_and(|counter| counter.is_label);
        is_thing || (is_near && !self.counted.has_head()) || is_labelled
    }

    /// A number without a noun counts only where something says what.
    fn is_headless(&self, is_near: bool) -> bool {
        let is_doing = self.doing.as_ref().is_some_and(|doing| doing.is_adjacent);
        let is_past_part =
            |signal: &Option<Signal>| signal.as_ref().is_some_and(|signal| signal.is_past_part);
        is_near
            || is_past_part(&self.event)
            || is_past_part(&self.doing)
            || self.counter.is_some()
            || self.counted.is_pronoun
            || self.is_row()
            || (self.counted.is_additive && self.place.previous().is_some())
            || (is_doing && !self.quantity.is_digits)
    }

    /// True if only "," or "and" stands between this and the figure before it.
    fn is_row(&self) -> bool {
        let Some(previous) = self.place.previous() else { return false };
        let end = previous.underlined.end;
        let start = self.quantity.tokens.start;
        let line = self.place.line;
        self.is_row_by_place(previous)
            || end < start
                && start - end <= 3
                && (end..start).all(|at| line.is(at, ",") || line.is_role(at, Role::And))
                && (previous.is_object || !self.counted.has_head())
                && previous.predicate.is_some()
    }

    /// "killed 45 miners in Velm and 22 in Brod": the second number has only its place.
    fn is_row_by_place(&self, previous: &Draft) -> bool {
        let line = self.place.line;
        let start = self.quantity.tokens.start;
        let between = previous.underlined.end..start;
        start > 0
            && !self.counted.has_head()
            && previous.predicate.is_some()
            && (1..=12).contains(&between.len())
            && line.is_role(start - 1, Role::And)
            && line.is_role(self.quantity.tokens.end, Role::Preposition)
            && !between
                .clone()
                .any(|at| line.is(at, ";") || line.is(at, ".") || line.is_role(at, Role::Auxiliary))
    }

    fn draft(self) -> Option<Draft> {
        let choice = self.choose()?;
        let line = self.place.line;
        let event = choice.signal.clone();
        let underlined = self.underlined(&choice);
        let counted_words = self.counted_words(&choice);
        let is_zero = matches!(self.quantity.kind, NumeralKind::None(_));
        Some(Draft {
            sentence: self.place.sentence,
            quantity: self.as_seen(&choice),
            measure: choice.measure,
            predicate: choice.predicate,
            is_object: choice.is_object,
            underlined,
            counted_words,
            is_group: self.noun.is_some_and(|noun| noun.is_group),
            is_negated: !is_zero && event.as_ref().is_some_and(|event| event.is_negated),
            is_planned: event.as_ref().is_some_and(|event| event.is_planned)
                || has_before(line, self.quantity, Role::Planned),
            is_hedged: event.as_ref().is_some_and(|event| event.is_hedged)
                || has_before(line, self.quantity, Role::Hedge),
            is_implied: false,
            relation: None,
            rule: choice.rule,
            counted: self.counted,
        })
    }

    /// What one person saw is a floor.
    fn as_seen(&self, choice: &Choice) -> Quantity {
        let mut quantity = self.quantity.clone();
        let after = Meaning::After(Bound::AtLeast);
        if quantity.bound == Bound::Exact && self.place.line.means(self.counted.tokens.end, after).is_some() {
            quantity.bound = Bound::AtLeast;
            quantity.high = None;
        }
        let predicate = choice.predicate.and_then(|idx| self.place.line.lexicon.predicate(idx));
        if predicate.is_some_and(|predicate| predicate.is_floor)
            && quantity.bound == Bound::Exact
            && quantity.low > 0
        {
            quantity.bound = Bound::AtLeast;
            quantity.high = None;
        }
        quantity
    }

    fn choose(&self) -> Option<Choice> {
        self.outcome()
            .or_else(|| self.by_counter(true))
            .or_else(|| self.by_event())
            .or_else(|| self.by_modifier())
            .or_else(|| self.by_left())
            .or_else(|| self.weak_outcome())
            .or_else(|| self.by_counter(false))
            .or_else(|| self.by_row())
            .or_else(|| self.by_doing())
            .or_else(|| self.by_noun())
    }

    fn outcome(&self) -> Option<Choice> {
        let noun = self.noun.filter(|noun| noun.is_outcome && !noun.is_weak)?;
        Some(Choice::plain(noun.measure.clone()?, "outcome-noun"))
    }

    fn weak_outcome(&self) -> Option<Choice> {
        let noun = self.noun.filter(|noun| noun.is_weak)?;
        Some(Choice::plain(noun.measure.clone()?, "outcome-noun"))
    }

    fn by_counter(&self, is_first: bool) -> Option<Choice> {
        let counter = self.counter.as_ref()?;
        if is_first && self.event.as_ref().is_some_and(|event| event.cost <= 2) {
            return None;
        }
        let mut choice = Choice::plain(counter.measure.clone(), "counter");
        choice.start = counter.underlined;
        choice.counted = Some(counter.noun.clone());
        Some(choice)
    }

    /// What happened to them, unless what they did stands nearer ("went to the square and were detained").
    fn by_event(&self) -> Option<Choice> {
        let signal = self.event.as_ref()?;
        let is_nearer = |doing: &Signal| doing.cost < signal.cost && doing.is_adjacent;
        if !signal.is_adjacent && self.doing.as_ref().is_some_and(is_nearer) {
            return self.by_doing();
        }
        self.by_signal(signal, "predicate")
    }

    fn by_doing(&self) -> Option<Choice> {
        let has_own = match self.noun {
            Some(noun) => noun.measure.is_some() && noun.class != "body",
            None => self.counted.has_head() && !self.is_named_group(),
        };
        let signal = self.doing.as_ref().filter(|_| !has_own)?;
        self.by_signal(signal, "doing")
    }

    /// An unknown noun with a capital: people of somewhere ("200 Orlecers").
    fn is_named_group(&self) -> bool {
        self.place.line.token(self.counted.head.start).is_some_and(|token| token.is_capitalised)
    }

    fn by_signal(&self, signal: &Signal, rule: &'static str) -> Option<Choice> {
        let measure = self.measure_of(signal.predicate)?;
        Some(Choice {
            measure,
            predicate: Some(signal.predicate),
            is_object: signal.form == Form::Object,
            signal: Some(signal.clone()),
            start: None,
            counted: None,
            rule,
        })
    }

    /// The measure this predicate gives this noun.
    fn measure_of(&self, predicate: u16) -> Option<String> {
        let predicate = self.place.line.lexicon.predicate(predicate)?;
        let own = self.noun.and_then(|noun| noun.measure.as_ref());
        if let Some(own) = own.filter(|own| predicate.keeps.contains(own)) {
            return Some(own.clone());
        }
        Some(self.class_in(predicate)?.cloned().unwrap_or_else(|| self.head_measure()))
    }

    fn by_modifier(&self) -> Option<Choice> {
        let predicate = self.counted.modifier?;
        let mut choice = Choice::plain(self.measure_of(predicate)?, "participle");
        choice.predicate = Some(predicate);
        Some(choice)
    }

    fn by_left(&self) -> Option<Choice> {
        let (measure, start) = self.left.clone()?;
        let mut choice = Choice::plain(measure, "noun-of");
        choice.start = Some(start);
        Some(choice)
    }

    /// "killed 5 soldiers, two policemen": the row inherits.
    fn by_row(&self) -> Option<Choice> {
        let previous = self.place.previous().filter(|_| self.is_row())?;
        let predicate = previous.predicate?;
        let mut choice = Choice::plain(self.measure_of(predicate)?, "row");
        choice.predicate = Some(predicate);
        choice.is_object = true;
        Some(choice)
    }

    fn by_noun(&self) -> Option<Choice> {
        if self.counted.is_pronoun || (!self.counted.has_head() && self.counted.is_additive) {
            let previous = self.place.previous()?;
            let mut choice = Choice::plain(previous.measure.clone(), "same-as-before");
            choice.predicate = previous.predicate;
            return Some(choice);
        }
        self.counted.has_head().then(|| Choice::plain(self.noun_measure(), "counted-noun"))
    }

    fn noun_measure(&self) -> String {
        match self.noun {
            Some(Noun { measure: Some(measure), .. }) => measure.clone(),
            Some(noun) if noun.class == "person" => "persons".to_owned(),
            _ => self.head_measure(),
        }
    }

    /// The head noun itself, in the singular.
    fn head_measure(&self) -> String {
        let line = self.place.line;
        let head = self.counted.head.clone();
        let words: Vec<String> = head.filter_map(|at| Some(line.token(at)?.lower.to_string())).collect();
        let plurals = &line.lexicon.section.plurals;
        let mut word = words.last().cloned().unwrap_or_else(|| "other".to_owned());
        if let Some((ending, singular)) =
            plurals.endings.iter().find(|(ending, _)| word.ends_with(ending.as_str()))
        {
            word.truncate(word.len() - ending.len());
            word.push_str(singular);
        }
        word
    }

    fn underlined(&self, choice: &Choice) -> Range<usize> {
        let line = self.place.line;
        let start = choice.start.unwrap_or(self.quantity.tokens.start).min(self.quantity.tokens.start);
        let start = if matches!(self.quantity.kind, NumeralKind::None(_)) {
            with_existential(line, start)
        } else {
            start
        };
        let mut end = self.counted.tokens.end.max(self.quantity.tokens.end);
        let is_zero = matches!(self.quantity.kind, NumeralKind::None(_));
        if let Some(signal) = choice.signal.as_ref().filter(|signal| signal.form != Form::Object) {
            let is_silent =
                line.lexicon.predicate(signal.predicate).is_some_and(|predicate| predicate.is_silent);
            if (signal.is_adjacent && !is_silent) || is_zero {
                end = with_coordinated(line, signal.tokens.end);
                end = to_its_place(line, end);
            }
        }
        start..end
    }

    fn counted_words(&self, choice: &Choice) -> Range<usize> {
        if self.counted.has_head() {
            return self.counted.head.clone();
        }
        let of_signal = || choice.signal.as_ref().map(|signal| signal.tokens.clone());
        choice.counted.clone().or_else(of_signal).unwrap_or(self.counted.tokens.clone())
    }
}

struct Choice {
    measure: String,
    predicate: Option<u16>,
    is_object: bool,
    signal: Option<Signal>,
    /// Where the underlining starts, if before the quantity.
    start: Option<usize>,
    /// The words before the quantity that name what is counted.
    counted: Option<Range<usize>>,
    rule: &'static str,
}

impl Choice {
    fn plain(measure: String, rule: &'static str) -> Self {
        Choice { measure, predicate: None, is_object: false, signal: None, start: None, counted: None, rule }
    }
}

/// "there is no one": the whole clause says it.
fn with_existential(line: &Line<'_>, start: usize) -> usize {
    line.means_back(start, Meaning::Role(Role::Existential)).unwrap_or(start)
}

/// "death of", "an organised group of": the measure and where the words start.
fn left_of(line: &Line<'_>, start: usize) -> Option<(String, usize)> {
    let mut end = start;
    while end > 0
        && line.token(end - 1).is_some_and(|token| token.kind == recount_text::TokenKind::QuotationMark)
    {
        end -= 1;
    }
    let pick = |meaning| if let Meaning::LeftOf(idx) = meaning { Some(idx) } else { None };
    let (idx, at) = line.find_back(end, Meaning::LeftOf(0), pick)?;
    let measure = line.lexicon.left_of.get(usize::from(idx))?.clone();
    Some((measure, with_adjective(line, at)))
}

/// "an organised group of 30": the word between article and noun is underlined too.
fn with_adjective(line: &Line<'_>, at: usize) -> usize {
    let is_adjective = at >= 2
        && line.token(at - 1).is_some_and(|token| token.is_word())
        && !line.is_role(at - 1, Role::Determiner)
        && line.is_role(at - 2, Role::Determiner);
    if is_adjective { at - 1 } else { at }
}

/// "were taken to Orlec": a verb that ends in a preposition takes the name after it, or leaves the preposition out.
fn to_its_place(line: &Line<'_>, end: usize) -> usize {
    let ends_noun = [Role::Preposition, Role::Conjunction, Role::Adverb];
    let has_object = line.token(end).is_some_and(|token| token.is_word())
        && !ends_noun.iter().any(|role| line.is_role(end, *role));
    if end == 0 || !has_object || !line.is_role(end - 1, Role::Preposition) {
        return end;
    }
    let is_name = |at: usize| line.token(at).is_some_and(|token| token.is_word() && token.is_capitalised);
    if is_name(end) { end + 1 } else { end - 1 }
}

/// "burned and damaged", "arrested, charged and convicted".
fn with_coordinated(line: &Line<'_>, end: usize) -> usize {
    let passive = |meaning| matches!(meaning, Meaning::Passive(_)).then_some(());
    let next = line.role(end, Role::And).and_then(|at| line.find(at, Meaning::Passive(0), passive));
    next.map_or(end, |(_, end)| end)
}

/// A plan or a doubt is announced before the number: "they will build 23 houses", "allegedly 3 houses".
fn has_before(line: &Line<'_>, quantity: &Quantity, role: Role) -> bool {
    let start = quantity.tokens.start;
    let clause = (start.saturating_sub(6)..start).rev().take_while(|at| {
        !line.token(*at).is_some_and(|token| matches!(&*token.lower, "," | ";" | ":" | "(" | ")"))
    });
    clause.into_iter().any(|at| if role == Role::Hedge { line.is_hedge(at) } else { line.is_role(at, role) })
}
