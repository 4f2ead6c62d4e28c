//! When a deed was, as far as its sentence says.
//!
//! Comes in: an event word among its units. Goes out: the time expression that stands with it, or that it is told as the news
//! of its day, or neither. It may not borrow a time from another sentence.

use super::phrases::Phrases;
use super::rules::{Form, Small};
use super::units::{Class, Unit, is_moment};
use recount_model::{Dated, Timex};

/// Furthest a time stands behind a noun that it dates.
const NOUN_REACH: usize = 8;

/// How a deed stands in time.
pub(crate) struct When<'a> {
    pub dated: Dated,
    pub time: Option<&'a Timex>,
    pub is_planned: bool,
}

impl<'a> Phrases<'a> {
    /// When what the verb at `at` names was; its words end at `end`.
    pub fn when_of_verb(&self, (at, end): (usize, usize), times: &'a [Timex], is_heading: bool) -> When<'a> {
        let is_planned = self.is_plan(at);
        if let Some(time) = self.time_of(at, end, times) {
            return When { dated: stated(time), time, is_planned };
        }
        let dated = match self.telling(at, is_heading) {
            true if !is_planned || is_heading => Dated::Told,
            _ => Dated::Nowhere,
        };
        When { dated, time: None, is_planned }
    }

    /// When what the noun at `at` names was; its phrase ends at `end`.
    pub fn when_of_noun(&self, (at, end): (usize, usize), times: &'a [Timex], is_heading: bool) -> When<'a> {
        let start = self.around(at).start;
        let governor = self.verb_of_object(start).or_else(|| self.next_verb(end));
        let near = (end..self.next_verb(end).unwrap_or(self.units.len()).min(end + NOUN_REACH))
            .find_map(|at| self.time_at(at, times));
        if let Some(time) = near.filter(|_| governor.is_none_or(|verb| verb < at || verb > end + NOUN_REACH))
        {
            return When { dated: stated(time), time, is_planned: false };
        }
        match governor {
            Some(verb) => self.when_of_verb((verb, verb + 1), times, is_heading),
            None => When {
                dated: if is_heading { Dated::Told } else { Dated::Nowhere },
                time: None,
                is_planned: false,
            },
        }
    }

    fn next_verb(&self, from: usize) -> Option<usize> {
        (from..self.units.len()).find(|at| {
            self.units.get(*at).is_some_and(|unit| unit.is_verb() && unit.class != Class::Verb(Form::Gerund))
        })
    }

    fn is_plan(&self, verb: usize) -> bool {
        let is_will = self.helpers(verb).any(|helper| helper == Small::Will);
        is_will || (self.is_infinitive(verb) && !self.is_purpose_done(verb))
    }

    /// An infinitive behind a verb that is no plan ("managed to reach") is done.
    fn is_purpose_done(&self, verb: usize) -> bool {
        let governor =
            self.governor(verb).and_then(|at| self.units.get(at)).and_then(|unit| unit.event.as_deref());
        governor.is_some_and(|word| {
            !self.rules.is(word, Small::Intention) && !self.rules.is(word, Small::Reporting)
        })
    }

    /// Whether a verb without a time tells the news of the day: not what is long past, wished or unreal.
    fn telling(&self, verb: usize, is_heading: bool) -> bool {
        if is_heading {
            return true;
        }
        let helpers: Vec<Small> = self.helpers(verb).collect();
        if helpers.contains(&Small::Had) || helpers.contains(&Small::Will) || self.is_infinitive(verb) {
            return false;
        }
        match self.units.get(verb).map(|unit| &unit.class) {
            Some(Class::Verb(Form::Gerund)) if helpers.is_empty() => {
                self.governor(verb).is_none_or(|main| self.telling(main, false))
            }
            Some(Class::Verb(_)) => true,
            _ => false,
        }
    }

    /// The time expression of the verb's own clause: behind it up to the next verb; else one that opens the clause.
    fn time_of(&self, at: usize, end: usize, times: &'a [Timex]) -> Option<Option<&'a Timex>> {
        let stop = (end..self.units.len()).find(|at| self.is_wall(*at)).unwrap_or(self.units.len());
        if let Some(found) = (end..stop).find_map(|at| self.time_at(at, times)) {
            return Some(found);
        }
        let floor = self
            .units
            .get(..at)?
            .iter()
            .rposition(|unit| is_wall(unit) && !matches!(unit.class, Class::Helper(_)));
        let start = floor.map_or(0, |floor| floor + 1);
        (start..at).find_map(|at| self.time_at(at, times).filter(|_| self.opens_clause(at, start)))
    }

    fn is_wall(&self, at: usize) -> bool {
        self.units.get(at).is_some_and(is_wall)
    }

    /// "On Monday the crew", "the crew on Monday": not behind a verb of its own.
    fn opens_clause(&self, _at: usize, _start: usize) -> bool {
        true
    }

    /// The time at `at`: `None` inside where it only bounds ("until Monday").
    fn time_at(&self, at: usize, times: &'a [Timex]) -> Option<Option<&'a Timex>> {
        let unit = self.units.get(at).filter(|unit| unit.class == Class::Time)?;
        let timex = times
            .iter()
            .find(|timex| Some(&timex.id) == unit.time.as_ref())
            .filter(|timex| is_moment(timex))?;
        let is_edge = at
            .checked_sub(1)
            .and_then(|at| self.units.get(at))
            .is_some_and(|unit| self.rules.is(&unit.word, Small::Edge));
        Some((!is_edge).then_some(timex))
    }
}

fn stated(time: Option<&Timex>) -> Dated {
    if time.is_some() { Dated::Stated } else { Dated::Nowhere }
}

fn is_wall(unit: &Unit) -> bool {
    matches!(unit.class, Class::Stop | Class::Subordinator | Class::Relative | Class::Quote)
        || matches!(unit.class, Class::Verb(form) if form != Form::Gerund)
}
