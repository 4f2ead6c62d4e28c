//! The account as one telling: document time and resolutions found together.
//!
//! Comes in: mentions and their surroundings. Goes out: decoded mentions and document times, for the account and each of its
//! layers. It may not know how values are written.
//!
//! The two depend on each other: "Friday, 16 December" needs a year, and tells the year. So: guess the year, decode, bound
//! the document, decode with the bound, bound again.

use super::decode::{Decoded, Step, decode};
use super::expression::{Base, Expression, Modifier, Moment};
use super::groups;
use super::lattice::Lattice;
use super::recognise::Mention;
use super::resolve::{Circumstance, Frame};
use super::surroundings::Around;
use super::written::{self, Evidence, Seen};
use crate::Context;
use recount_model::BlockKind;
use recount_model::{DocumentTime, Span};
use recount_time::{Date, Value, Zone};
use std::collections::BTreeMap;

/// What one account tells of times.
pub(super) struct Told {
    /// One per mention.
    pub decoded: Vec<Decoded>,
    pub written: DocumentTime,
    pub layers_written: Vec<DocumentTime>,
    /// The day of writing, where words or the user give it, with those words.
    pub fixed_day: Option<(Date, Option<Span>)>,
}

/// Decodes the account and its layers, each with its own document time.
pub(super) fn tell(
    lattice: &Lattice<'_>,
    mentions: &[Mention],
    around: &[Around],
    context: &Context,
    zones: &[Zone],
) -> Told {
    let mut decoded = vec![Decoded::default(); mentions.len()];
    let account = lattice.text.account;
    let zone = context.default_zone.as_ref().and_then(|_| zones.first());
    let given = context.written.map(|interval| written::given(interval, zone));
    let mut part = |layer: Option<usize>, firm: Vec<Evidence>, opening: Option<Span>| {
        let chosen: Vec<usize> = (0..mentions.len())
            .filter(|idx| around.get(*idx).is_some_and(|around| around.layer == layer))
            .collect();
        let minute = layer.is_none().then(|| written::minute(context.written?, zone)).flatten();
        let telling = Telling { lattice, mentions, around, chosen, firm, opening, minute };
        let (part, evidence) = telling.solve();
        for (idx, one) in telling.chosen.iter().zip(part) {
            if let Some(slot) = decoded.get_mut(*idx) {
                *slot = one;
            }
        }
        evidence
    };
    let layers: Vec<Vec<Evidence>> = (0..account.layers.len())
        .map(|layer| part(Some(layer), Vec::new(), account.layers.get(layer).map(|layer| layer.opening.span)))
        .collect();
    let mut firm = written::of_metadata(account, zone);
    firm.extend(given);
    firm.extend(layers.iter().filter_map(|layer| written::before_layer(layer)));
    let own = part(None, firm, None);
    let fixed_day = written::fixed_day(&own);
    let document_time = |evidence| written::document_time(evidence, (account, lattice.text.reading), zones);
    let written = document_time(own);
    Told { decoded, written, fixed_day, layers_written: layers.into_iter().map(document_time).collect() }
}

struct Telling<'text> {
    lattice: &'text Lattice<'text>,
    mentions: &'text [Mention],
    around: &'text [Around],
    /// Indices of the mentions of this part.
    chosen: Vec<usize>,
    /// Evidence that does not depend on resolutions.
    firm: Vec<Evidence>,
    opening: Option<Span>,
    /// The minute of the day of writing, where the user gave it.
    minute: Option<i64>,
}

/// Rounds of decoding and bounding; the second uses the first's days, the third settles weekdays.
const ROUNDS: usize = 3;

impl Telling<'_> {
    fn solve(&self) -> (Vec<Decoded>, Vec<Evidence>) {
        let mut evidence = self.firm.clone();
        evidence.extend(written::of_heading(&self.seen(&[])));
        let mut frame = self.frame(&evidence, &[]);
        let guess = match frame.year {
            None => written::year_of_writing(&self.seen(&[]), frame.latest),
            Some(_) => None,
        };
        if let Some((year, why)) = &guess {
            evidence.extend(written::of_year(*year, why));
            frame = self.frame(&evidence, &[]);
        }
        let mut decoded = self.decode(&frame, &BTreeMap::new());
        let base = evidence.clone();
        let mut events = BTreeMap::new();
        for _ in 1..ROUNDS {
            evidence = base.clone();
            evidence.extend(written::of_mentions(&self.seen(&decoded), self.opening));
            let next = (self.frame(&evidence, &decoded), self.event_days(&decoded));
            let is_same =
                next.1 == events && (next.0 == frame || self.differs_in_main_day_alone(&next.0, &frame));
            if is_same {
                break;
            }
            (frame, events) = next;
            decoded = self.decode(&frame, &events);
        }
        (decoded, evidence)
    }

    /// The main day matters to expressions that name events and to clock times without a day, and to no others.
    fn differs_in_main_day_alone(&self, a: &Frame, b: &Frame) -> bool {
        let names_event = self.chosen.iter().filter_map(|idx| self.mentions.get(*idx)).any(|mention| {
            matches!(&mention.expression, Expression::Moment(moment)
                if moment.base == Base::Event || moment.nth_day.is_some() || moment.base == Base::Open)
        });
        !names_event && Frame { main_day: b.main_day, ..*a } == *b
    }

    fn frame(&self, evidence: &[Evidence], decoded: &[Decoded]) -> Frame {
        let (from, to) = written::weigh(evidence);
        let mut frame = written::frame(from, to, None);
        frame.main_day = self.main_day(decoded, frame.day);
        frame.minute = self.minute;
        frame.is_year_given = self.gives_year(frame.day.map(Date::year).or(frame.year));
        frame.document_points = self.document_points(&frame);
        frame
    }

    fn seen<'seen>(&'seen self, decoded: &'seen [Decoded]) -> Vec<Seen<'seen>> {
        let one = |(place, idx): (usize, &usize)| {
            let mention = self.mentions.get(*idx)?;
            Some(Seen {
                mention,
                around: self.around.get(*idx)?,
                value: decoded.get(place).and_then(|one| one.candidates.first()).map(|best| &best.value),
                is_circular: decoded.get(place).is_some_and(|one| one.is_circular),
            })
        };
        self.chosen.iter().enumerate().filter_map(one).collect()
    }

    fn decode(&self, frame: &Frame, event_days: &BTreeMap<usize, Date>) -> Vec<Decoded> {
        let told = self.told_years();
        let steps: Vec<Step<'_>> = self
            .chosen
            .iter()
            .filter_map(|idx| {
                let (mention, around) = (self.mentions.get(*idx)?, self.around.get(*idx)?);
                let ends_range = self.range_ends_at(*idx);
                Some(Step {
                    expression: &mention.expression,
                    circumstance: Circumstance {
                        is_planned: around.is_planned,
                        is_past: around.is_past,
                        is_ahead: around.is_near_ahead.unwrap_or(around.is_planned && !around.is_past),
                        event_day: event_days.get(idx).copied(),
                        is_named_event: self.is_named(mention),
                        is_after_until: around.is_after_until && !self.ends_range(*idx),
                        is_background: around.is_background,
                        told_year: open_day(&mention.expression).and_then(|day| *told.get(&day)?),
                        is_quoted: around.is_quoted,
                        ends_range,
                    },
                    moves_focus: !around.is_background
                        && !around.is_aside
                        && !is_plan_of_then(&mention.expression, around, frame)
                        && !is_up_to_now(&mention.expression),
                    ends_range,
                })
            })
            .collect();
        decode(&steps, frame)
    }

    /// "from 28 February to 1 March": the second follows from the first and is no more announced than it.
    fn ends_range(&self, idx: usize) -> bool {
        let before = idx.checked_sub(1).and_then(|before| self.mentions.get(before));
        let is_next = |before: &Mention| {
            self.mentions.get(idx).is_some_and(|one| before.items.end + 1 == one.items.start)
        };
        before.is_some_and(|before| matches!(before.expression, Expression::Moment(_)) && is_next(before))
    }

    /// "from October to March": the words say which end is which.
    fn range_ends_at(&self, idx: usize) -> bool {
        let Some(first) = idx.checked_sub(1) else { return false };
        let is_told = self.around.get(first).is_some_and(|around| !around.is_background && !around.is_aside);
        let before = self.mentions.get(first).filter(|_| is_told);
        let is_time = |mention: &Mention| matches!(&mention.expression, Expression::Moment(moment) if moment.time.is_some());
        let is_range = |(from, to): (&Mention, &Mention)| {
            (from.group == to.group && from.range.is_some())
                || (is_time(from) == is_time(to) && groups::opening(self.lattice, from, to).is_some())
        };
        before.zip(self.mentions.get(idx)).is_some_and(is_range)
    }

    /// The year that each day of the calendar is given with, where it is given with one year only.
    fn told_years(&self) -> BTreeMap<(u8, u8), Option<i32>> {
        let mut told = BTreeMap::new();
        for mention in self.chosen.iter().filter_map(|idx| self.mentions.get(*idx)) {
            let Expression::Moment(moment) = &mention.expression else { continue };
            let (Some(month), Some(day), Some(year)) = (moment.month, moment.day, moment.year) else {
                continue;
            };
            if !moment.is_year_short {
                let known = told.entry((month, day)).or_insert(Some(year));
                *known = known.filter(|known| *known == year);
            }
        }
        told
    }

    /// True if a full date of the account is in that year.
    fn gives_year(&self, year: Option<i32>) -> bool {
        let mentions = self.chosen.iter().filter_map(|idx| self.mentions.get(*idx));
        year.is_some()
            && mentions.into_iter().any(|mention| match &mention.expression {
                Expression::Moment(moment) => {
                    moment.year == year
                        && moment.month.is_some()
                        && moment.day.is_some()
                        && !moment.is_year_short
                }
                _ => false,
            })
    }

    /// The first day told of that lies within a month before the document: what the account is mainly about.
    fn main_day(&self, decoded: &[Decoded], today: Option<Date>) -> Option<Date> {
        let days = || decoded.iter().enumerate().filter(|(place, one)| self.gives_date(*place, one));
        let reported = |(place, one): (usize, &Decoded)| single_day(one).filter(|_| !self.is_ahead(place));
        let today = today.or_else(|| days().filter_map(reported).max())?;
        let is_near = |day: &Date| (0..=30).contains(&(today.day_number() - day.day_number()));
        // The day under a title is when the account was written, not what it is about.
        let is_told = |place: &usize| {
            let around = self.chosen.get(*place).and_then(|idx| self.around.get(*idx));
            !around.is_some_and(|around| matches!(around.block, Some(BlockKind::Byline | BlockKind::Title)))
        };
        let told =
            days().filter(|(place, _)| is_told(place)).filter_map(|(_, one)| single_day(one)).find(is_near);
        told.or_else(|| days().filter_map(|(_, one)| single_day(one)).find(is_near))
    }

    fn is_ahead(&self, place: usize) -> bool {
        let around = self.chosen.get(place).and_then(|idx| self.around.get(*idx));
        around.is_some_and(|around| around.is_planned || around.is_after_until)
    }

    /// True if the words give a day themselves, or it is counted from such words.
    fn gives_date(&self, place: usize, decoded: &Decoded) -> bool {
        let mention = self.chosen.get(place).and_then(|idx| self.mentions.get(*idx));
        match mention.map(|mention| &mention.expression) {
            Some(Expression::Moment(moment)) => {
                moment.base != Base::Event && moment.nth_day.is_none() && !decoded.is_circular
            }
            _ => false,
        }
    }

    /// News counts from the day of writing, histories from the date before.
    fn document_points(&self, frame: &Frame) -> i32 {
        let Some(now) = frame.year else { return 0 };
        let (mut near, mut far) = (0, 0);
        for mention in self.chosen.iter().filter_map(|idx| self.mentions.get(*idx)) {
            let Expression::Moment(moment) = &mention.expression else { continue };
            let is_deictic =
                moment.base == Base::Document || (moment.weekday.is_some() && moment.year.is_none());
            match moment.year.filter(|_| !moment.is_year_short) {
                Some(year) if year < now - 1 => far += 1,
                Some(_) => near += 1,
                None if is_deictic => near += 1,
                None => {}
            }
        }
        if far > near { HISTORY_POINTS } else { NEWS_POINTS }
    }

    /// For each expression that names an event: the first day that stands before it in one sentence with the event's
    /// head word.
    fn event_days(&self, decoded: &[Decoded]) -> BTreeMap<usize, Date> {
        let heads: BTreeMap<usize, &str> =
            self.chosen.iter().filter_map(|idx| Some((*idx, self.event_head(*idx)?))).collect();
        if heads.is_empty() {
            return BTreeMap::new();
        }
        let mut days: BTreeMap<&str, Date> = BTreeMap::new();
        let mut found = BTreeMap::new();
        for (place, idx) in self.chosen.iter().enumerate() {
            if let Some(head) = heads.get(idx) {
                found.extend(days.get(head).map(|day| (*idx, *day)));
                continue;
            }
            let Some(day) = decoded.get(place).and_then(single_day) else { continue };
            let sentence = self.around.get(*idx).and_then(|around| around.sentence);
            let Some(sentence) = sentence.and_then(|at| self.lattice.text.sentences.get(at)) else {
                continue;
            };
            for token in self.lattice.text.tokens.get(sentence.tokens.clone()).unwrap_or(&[]) {
                if let Some(head) = heads.values().find(|head| **head == &*token.lower) {
                    days.entry(head).or_insert(day);
                }
            }
        }
        found
    }

    /// True if an event of that name, with capitals, is meant and not "the storm".
    fn is_named(&self, mention: &Mention) -> bool {
        let inside = mention.items.start + 1..mention.items.end;
        let is_event =
            matches!(&mention.expression, Expression::Moment(moment) if moment.base == Base::Event);
        is_event
            && inside.into_iter().any(|at| self.lattice.items.get(at).is_some_and(|item| item.is_capitalised))
    }

    /// The last word of an event's name.
    fn event_head(&self, idx: usize) -> Option<&str> {
        let mention = self.mentions.get(idx)?;
        match &mention.expression {
            Expression::Moment(moment) if moment.base == Base::Event => {
                Some(&*self.lattice.token(mention.items.end.checked_sub(1)?)?.lower)
            }
            _ => None,
        }
    }
}

/// In a history, a year that something was planned for, or "next summer" in somebody's mouth, is not where the story goes.
fn is_plan_of_then(expression: &Expression, around: &Around, frame: &Frame) -> bool {
    let Expression::Moment(moment) = expression else { return false };
    let is_planned_year = around.is_near_ahead == Some(true) && moment.year.is_some();
    let is_spoken = around.is_quoted && moment.base == Base::Document;
    frame.document_points < 0 && (is_planned_year || is_spoken)
}

/// The month and day of a date without a year.
fn open_day(expression: &Expression) -> Option<(u8, u8)> {
    match expression {
        Expression::Moment(moment) if moment.year.is_none() => moment.month.zip(moment.day),
        _ => None,
    }
}

const NEWS_POINTS: i32 = 10;
const HISTORY_POINTS: i32 = -25;

/// "So far" and "at the time of writing" do not take the story to the day of writing.
fn is_up_to_now(expression: &Expression) -> bool {
    let is_of_writing = |moment: &Moment| {
        moment.modifier == Some(Modifier::OnOrBefore)
            || moment.shift.is_some_and(|(_, unit)| unit == recount_time::Unit::Minute)
    };
    matches!(expression, Expression::Moment(moment)
        if moment.base == Base::Document && is_of_writing(moment))
}

fn single_day(decoded: &Decoded) -> Option<Date> {
    let value: &Value = &decoded.candidates.first()?.value;
    let (first, last) = value.days()?;
    (first == last).then_some(first)
}
