//! What happened to the counted: the predicate that belongs to a quantity, by clause-barrier distance.
//!
//! Comes in: a sentence and where a counted phrase starts or ends. Goes out: the nearest predicate in the right
//! role. It may not know which measure follows.
//!
//! Method: a right-adjacent participle costs nothing; words, conjunctions and commas between cost more and more; a
//! semicolon ends the search. A transitive verb counts only right before the quantity.

use super::lexicon::{Meaning, Role};
use super::line::Line;
use super::phrases::Kinds;
use super::quantity::{self, Quantity};
use std::ops::Range;

/// Farther than this a predicate belongs to something else.
const FARTHEST: u32 = 20;
/// Most tokens looked at to the right.
const WINDOW: usize = 40;

/// How a predicate takes the counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// "12 people were burned"
    Passive,
    /// "12 people died"
    Subject,
    /// "killed 12 people"
    Object,
}

/// A predicate that belongs to a quantity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Signal {
    pub predicate: u16,
    pub form: Form,
    pub cost: u32,
    /// The predicate's own tokens.
    pub tokens: Range<usize>,
    /// Only auxiliaries and adverbs stand between it and the counted noun.
    pub is_adjacent: bool,
    /// As near, but past a part between commas ("3,000, among them 200 women, took part").
    pub is_past_part: bool,
    pub is_negated: bool,
    pub is_planned: bool,
    pub is_hedged: bool,
}

/// Says whether a predicate can take the counted noun.
pub(crate) type Accepts<'a> = &'a dyn Fn(u16, Form) -> bool;

/// The nearest predicate after the counted noun.
pub(crate) fn after(
    line: &Line<'_>,
    from: usize,
    quantities: &[Quantity],
    accepts: Accepts<'_>,
) -> Option<Signal> {
    let [found] = after_each(line, from, quantities, [accepts]);
    found
}

/// The nearest predicate after the counted noun, for each of several demands on it.
pub(crate) fn after_each<const N: usize>(
    line: &Line<'_>,
    from: usize,
    quantities: &[Quantity],
    accepts: [Accepts<'_>; N],
) -> [Option<Signal>; N] {
    let mut found = [const { None }; N];
    let mut walk = Walk::new(from);
    while walk.at < line.len().min(from + WINDOW) && walk.cost <= FARTHEST {
        for (found, accepts) in found.iter_mut().zip(accepts).filter(|(found, _)| found.is_none()) {
            *found = walk.predicate(line, quantities, accepts);
        }
        if found.iter().all(Option::is_some) || !walk.pass(line, quantities) {
            break;
        }
    }
    found
}

struct Walk {
    from: usize,
    at: usize,
    cost: u32,
    has_passive_auxiliary: bool,
    has_perfect: bool,
    has_relative: bool,
    is_adjacent: bool,
    is_past_part: bool,
    is_negated: bool,
    is_planned: bool,
    is_hedged: bool,
}

impl Walk {
    fn new(from: usize) -> Self {
        Walk {
            from,
            at: from,
            cost: 0,
            has_passive_auxiliary: false,
            has_perfect: false,
            has_relative: false,
            is_adjacent: true,
            is_past_part: false,
            is_negated: false,
            is_planned: false,
            is_hedged: false,
        }
    }

    fn predicate(&self, line: &Line<'_>, quantities: &[Quantity], accepts: Accepts<'_>) -> Option<Signal> {
        let kinds = Kinds::from([Meaning::Passive(0), Meaning::Subject(0)]);
        if !line.may_mean(self.at, kinds) {
            return None;
        }
        let is_passive_here = self.takes_passive(line, quantities);
        let pick = |meaning| match meaning {
            Meaning::Passive(idx) if is_passive_here && accepts(idx, Form::Passive) => {
                Some((idx, Form::Passive))
            }
            Meaning::Subject(idx) if accepts(idx, Form::Subject) => Some((idx, Form::Subject)),
            _ => None,
        };
        let ((predicate, form), end) = line.find(self.at, kinds, pick)?;
        if !self.is_adjacent && counts_what_follows(line, self.at, end, quantities) {
            return None;
        }
        Some(Signal {
            predicate,
            form,
            cost: self.cost,
            tokens: self.at..end,
            is_adjacent: self.is_adjacent,
            is_past_part: self.is_past_part,
            is_negated: self.is_negated,
            is_planned: self.is_planned,
            is_hedged: self.is_hedged,
        })
    }

    /// A participle is passive after "were", after "who were", or right on the noun when no object follows it.
    fn takes_passive(&self, line: &Line<'_>, quantities: &[Quantity]) -> bool {
        if self.has_passive_auxiliary {
            return true;
        }
        if self.has_perfect || !self.is_adjacent {
            return false;
        }
        let passive = |meaning| matches!(meaning, Meaning::Passive(_)).then_some(());
        let Some(((), end)) = line.find(self.at, Meaning::Passive(0), passive) else { return false };
        !takes_object(line, end, quantities)
    }

    /// Goes past the token at hand; `false` at a barrier.
    fn pass(&mut self, line: &Line<'_>, quantities: &[Quantity]) -> bool {
        let Some(token) = line.token(self.at) else { return false };
        if token.kind == recount_text::TokenKind::QuotationMark {
            self.at += 1;
            return true;
        }
        if let Some(quantity) = quantity::starting_at(quantities, self.at) {
            return self.pass_quantity(line, quantity);
        }
        if let Some(end) = part_between_commas(line, self.at).filter(|_| self.at == self.from) {
            self.at = end;
            self.cost += 1;
            self.is_past_part = true;
            return true;
        }
        if !token.is_word() {
            return self.pass_mark(line);
        }
        self.pass_word(line);
        true
    }

    /// Another quantity: an item of the same row ("5 soldiers, 2 miners and 3 guards were killed"), or the end.
    fn pass_quantity(&mut self, line: &Line<'_>, quantity: &Quantity) -> bool {
        let is_row = self.at > 0 && (line.is(self.at - 1, ",") || line.is_role(self.at - 1, Role::And));
        let counted = super::counted::read(line, quantity.tokens.end);
        let is_in_phrase = self.at > 0 && line.is_role(self.at - 1, Role::Preposition);
        if !is_in_phrase && (!is_row || !counted.has_head() || self.at == self.from) {
            return false;
        }
        self.at = counted.tokens.end.max(quantity.tokens.end);
        self.cost += 2;
        self.is_adjacent = false;
        self.is_past_part = false;
        true
    }

    fn pass_mark(&mut self, line: &Line<'_>) -> bool {
        let Some(token) = line.token(self.at) else { return false };
        self.is_adjacent = false;
        self.is_past_part = false;
        match &*token.lower {
            "," => self.cost += 3,
            "(" => return self.pass_brackets(line),
            "-" if line.is_glued(self.at) && line.is_glued(self.at + 1) => {}
            // "orlec.net": a mark inside a name.
            "." if line.is_glued(self.at) && line.is_glued(self.at + 1) => {}
            "-" | "–" | "—" => self.cost += 2,
            "'" | "’" => {}
            _ => return false,
        }
        self.at += 1;
        true
    }

    fn pass_brackets(&mut self, line: &Line<'_>) -> bool {
        let end = (self.at + 1..line.len().min(self.at + WINDOW)).find(|at| line.is(*at, ")"));
        let Some(end) = end else { return false };
        self.at = end + 1;
        self.cost += 1;
        true
    }

    fn pass_word(&mut self, line: &Line<'_>) {
        let at = self.at;
        self.has_passive_auxiliary |= line.is_role(at, Role::PassiveAuxiliary);
        self.has_perfect |= line.is_role(at, Role::PerfectAuxiliary);
        self.is_negated |= line.is_role(at, Role::Negation);
        self.is_planned |= line.is_role(at, Role::Planned);
        self.is_hedged |= line.is_hedge(at);
        self.at += 1;
        let light = [Role::Auxiliary, Role::Adverb, Role::Hedge, Role::Negation];
        if let Some(end) = light.iter().find_map(|role| line.role(at, *role)) {
            self.at = end;
            return;
        }
        if line.is_role(at, Role::Relative) {
            self.has_relative = true;
            return;
        }
        self.is_adjacent = false;
        self.is_past_part = false;
        if line.is_role(at, Role::Verb) {
            self.has_passive_auxiliary = false;
            self.has_perfect = false;
            self.cost += 4;
        } else if line.is_role(at, Role::And) {
            self.cost += 2;
        } else {
            self.cost += 1;
        }
    }
}

/// ", among them 200 women,": where the words behind the second comma begin.
fn part_between_commas(line: &Line<'_>, at: usize) -> Option<usize> {
    let open = at + usize::from(line.is(at, ","));
    let opens = line.means(open, Meaning::PartBefore).filter(|_| open > at)?;
    let close = (opens..line.len().min(at + WINDOW / 2)).find(|place| line.is(*place, ","))?;
    Some(close + 1)
}

/// True for a verb that can stand before what it counts and has a quantity right behind it: in "погибли 14, из них 9
/// полицейских, ранены 60" the wounded are the 60.
fn counts_what_follows(line: &Line<'_>, at: usize, end: usize, quantities: &[Quantity]) -> bool {
    let is_object = |meaning| matches!(meaning, Meaning::Object(_)).then_some(());
    quantity::starting_at(quantities, end).is_some()
        && line.find(at, Meaning::Object(0), is_object).is_some_and(|found| found.1 == end)
}

/// True if what follows a participle is its object, so that it is a past tense ("Two guards killed a man").
fn takes_object(line: &Line<'_>, end: usize, quantities: &[Quantity]) -> bool {
    if let Some(quantity) = quantity::starting_at(quantities, end) {
        let after = quantity.tokens.end;
        let own = line.find(after, [Meaning::Passive(0), Meaning::Subject(0)], |meaning| {
            matches!(meaning, Meaning::Passive(_) | Meaning::Subject(_)).then_some(())
        });
        return own.is_none() && !line.is_role(after, Role::Auxiliary);
    }
    let Some(next) = line.token(end) else { return false };
    let is_grammar = line.is_role(end, Role::Preposition)
        || line.is_role(end, Role::Conjunction)
        || line.is_role(end, Role::Adverb)
        || line.is_role(end, Role::Auxiliary);
    if !next.is_word() || is_grammar {
        return false;
    }
    line.is_role(end, Role::Determiner)
        || line.is_role(end, Role::Pronoun)
        || super::counted::noun_at(line, end).is_some()
}

/// The transitive verb right before the quantity.
pub(crate) fn before(line: &Line<'_>, start: usize, accepts: Accepts<'_>) -> Option<Signal> {
    let mut end = start;
    for _ in 0..3 {
        let pick = |meaning| match meaning {
            Meaning::Object(idx) if accepts(idx, Form::Object) => Some(idx),
            _ => None,
        };
        if let Some((predicate, at)) = line
            .find_back(end, Meaning::Object(0), pick)
            .filter(|(_, at)| end - at > 1 || !is_passive(line, *at))
        {
            return Some(Signal {
                predicate,
                form: Form::Object,
                cost: u32::from(end != start),
                tokens: at..end,
                is_adjacent: true,
                is_past_part: false,
                is_negated: (at.saturating_sub(3)..at).any(|at| line.is_role(at, Role::Negation)),
                is_planned: (at.saturating_sub(3)..at).any(|at| line.is_role(at, Role::Planned)),
                is_hedged: (at.saturating_sub(3)..at).any(|at| line.is_hedge(at)),
            });
        }
        let light = [Role::Adverb, Role::Determiner, Role::Additive];
        let is_light = |at: usize| {
            light.iter().any(|role| line.is_role(at, *role))
                || line.token(at).is_some_and(|token| token.kind == recount_text::TokenKind::QuotationMark)
        };
        end = end.checked_sub(1).filter(|at| is_light(*at))?;
    }
    None
}

/// "were killed 12" is not a transitive verb.
fn is_passive(line: &Line<'_>, at: usize) -> bool {
    at > 0 && line.is_role(at - 1, Role::PassiveAuxiliary)
}
