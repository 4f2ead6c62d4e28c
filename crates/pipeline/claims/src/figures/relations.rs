//! How figures hang on each other: "of which 9 police officers", "eight of them", "dozens more".
//!
//! Comes in: the drafts of an account, the last one just made. Goes out: its relation, and the measure a part
//! takes over from its whole. It may not know enumerations with totals.

use super::draft::{Draft, DraftRelation};
use super::lexicon::{Meaning, Role};
use super::line::Line;
use recount_model::Bound;

/// Furthest that a further step stands behind what it is a part of, in tokens.
const REACH_OF_STEP: usize = 10;

/// Sets the relation of the last draft. `first` is the index of its sentence's first draft; `back` that of the
/// sentence before, where both stand in one block.
pub(crate) fn relate(line: &Line<'_>, drafts: &mut [Draft], first: usize, back: usize) {
    let Some((last, earlier)) = drafts.split_last_mut() else { return };
    if let Some(whole) = whole_of(line, last, earlier, first, back) {
        take_over(line, last, earlier.get(whole));
        last.relation = Some(DraftRelation::PartOf(whole));
        return;
    }
    if let Some(base) = base_of(line, last, earlier, back) {
        last.relation = Some(DraftRelation::MoreThanBy(base));
    }
}

fn whole_of(line: &Line<'_>, last: &Draft, earlier: &[Draft], first: usize, back: usize) -> Option<usize> {
    // "of which 5 million tenge" is a part of money; "among them a 10-year-old" is a part of nothing counted.
    if last.rule == "unit" {
        let same = |idx: &usize| earlier.get(*idx).is_some_and(|draft| draft.measure == last.measure);
        return part_cue(line, last.underlined.start).and_then(|_| (first..earlier.len()).rev().find(same));
    }
    if last.counted.is_pronoun {
        return nearest(line, last, earlier, back);
    }
    let cue = part_cue(line, last.underlined.start);
    match cue {
        Some((_, 0)) => nearest(line, last, earlier.get(..first)?, back),
        Some(_) => nearest(line, last, earlier, first),
        None => sibling(line, last, earlier, first)
            .or_else(|| opening(line, last, earlier, first, back))
            .or_else(|| of_the_whole(line, last, earlier, first))
            .or_else(|| further_step(line, last, earlier, first)),
    }
}

/// "Of these, 10 people died": the opening of the sentence reaches back.
fn opening(line: &Line<'_>, last: &Draft, earlier: &[Draft], first: usize, back: usize) -> Option<usize> {
    let end = line.means(0, Meaning::PartBack)?;
    let is_opening = earlier.len() == first && last.underlined.start <= end + 1;
    if is_opening {
        return nearest(line, last, earlier.get(..first)?, back);
    }
    // "Of these, 10 died, four were in intensive care": the row of parts goes on.
    let previous = earlier.get(first..)?.last()?;
    let joints = previous.underlined.end..last.underlined.start;
    let is_row =
        joints.len() <= 3 && joints.clone().any(|at| line.is(at, ",") || line.is_role(at, Role::And));
    match previous.relation {
        Some(DraftRelation::PartOf(whole)) if whole < first && is_row => Some(whole),
        _ => None,
    }
}

/// "Six police officers were injured, and one was taken to hospital": a bare smaller number of what only some of them go on to.
fn further_step(line: &Line<'_>, last: &Draft, earlier: &[Draft], first: usize) -> Option<usize> {
    let whole = earlier.len().checked_sub(1).filter(|idx| *idx >= first)?;
    let before = earlier.get(whole)?;
    let joint = before.underlined.end..last.underlined.start;
    let is_joined = joint.len() <= REACH_OF_STEP
        && joint.clone().any(|at| line.is_role(at, Role::And) || line.is(at, ","))
        && !joint.clone().any(|at| line.is(at, ";"));
    let is_bare = !last.counted.has_head() && last.predicate.is_some();
    let is_less = before.quantity.bound == Bound::Exact
        && last.quantity.high.is_some_and(|most| most < before.quantity.low);
    (is_joined && is_bare && is_less && is_within(line, &last.measure, &before.measure)).then_some(whole)
}

/// True if whoever counts under `measure` counts under `wider` too, and the two are not one.
fn is_within(line: &Line<'_>, measure: &str, wider: &str) -> bool {
    let up = |id: &str| line.lexicon.section.measure.iter().find(|entry| entry.id == id)?.within.as_deref();
    let mut at = up(measure);
    for _ in 0..line.lexicon.section.measure.len() {
        match at {
            Some(found) if found == wider => return true,
            Some(found) => at = up(found),
            None => return false,
        }
    }
    false
}

/// "Of the 120 people injured, 9 were police officers": the first figure is what the next is a part of.
fn of_the_whole(line: &Line<'_>, last: &Draft, earlier: &[Draft], first: usize) -> Option<usize> {
    let [whole] = earlier.get(first..)? else { return None };
    let of = line.role(0, Role::Of)?;
    let opens = line.role(of, Role::Determiner).unwrap_or(of) == whole.underlined.start;
    let joint = whole.underlined.end..last.underlined.start;
    let is_near =
        joint.len() <= 4 && joint.clone().all(|at| line.is(at, ",") || line.is_role(at, Role::Adverb));
    (opens && is_near && same_class(line, last, whole)).then_some(first)
}

/// The words that make the number at `start` a part, past articles and marks between: where they begin.
fn part_cue(line: &Line<'_>, start: usize) -> Option<((), usize)> {
    let pick = |meaning| matches!(meaning, Meaning::PartBefore | Meaning::PartBack).then_some(());
    let mut end = start;
    for _ in 0..3 {
        if let Some(found) = line.find_back(end, [Meaning::PartBefore, Meaning::PartBack], pick) {
            return Some(found);
        }
        let is_light = |at: usize| {
            line.is_role(at, Role::Determiner)
                || line.is(at, ",")
                || line.is(at, ":")
                || line.token(at).is_some_and(|token| token.kind == recount_text::TokenKind::QuotationMark)
        };
        end = end.checked_sub(1).filter(|at| is_light(*at))?;
    }
    None
}

/// The nearest earlier figure of the same class that is not itself a part.
fn nearest(line: &Line<'_>, last: &Draft, earlier: &[Draft], from: usize) -> Option<usize> {
    (from..earlier.len()).rev().find_map(|idx| {
        let draft = earlier.get(idx)?;
        match draft.relation {
            Some(DraftRelation::PartOf(whole)) => (whole >= from).then_some(whole),
            _ => (same_class(line, last, draft) && draft.rule != "unit").then_some(idx),
        }
    })
}

/// "including 3 women and 2 children": the second is a part too.
fn sibling(line: &Line<'_>, last: &Draft, earlier: &[Draft], first: usize) -> Option<usize> {
    let previous = earlier.get(first..)?.last()?;
    let Some(DraftRelation::PartOf(whole)) = previous.relation else { return None };
    let (end, start) = (previous.underlined.end, last.underlined.start);
    let is_row = end < start
        && start - end <= 2
        && (end..start).all(|at| line.is(at, ",") || line.is_role(at, Role::And));
    let has_own = last.predicate.is_some() && last.predicate != previous.predicate;
    let is_outcome = last.rule == "outcome-noun";
    (is_row && !has_own && !is_outcome && same_class(line, last, previous)).then_some(whole)
}

fn class<'a>(line: &Line<'a>, draft: &Draft) -> Option<&'a str> {
    let noun = line.lexicon.noun(draft.counted.noun?)?;
    Some(if noun.class == "outcome" { "person" } else { noun.class.as_str() })
}

fn same_class(line: &Line<'_>, a: &Draft, b: &Draft) -> bool {
    match (class(line, a), class(line, b)) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    }
}

/// A part without a predicate of its own counts what its whole counts; things keep their own noun.
fn take_over(line: &Line<'_>, part: &mut Draft, whole: Option<&Draft>) {
    let Some(whole) = whole else { return };
    let has_own = matches!(part.rule, "predicate" | "outcome-noun" | "participle" | "noun-of");
    let is_thing = class(line, part).is_some_and(|class| class != "person");
    if has_own || is_thing {
        return;
    }
    part.measure.clone_from(&whole.measure);
    part.predicate = whole.predicate;
    part.is_negated = whole.is_negated;
    part.is_planned = whole.is_planned;
    part.is_hedged |= whole.is_hedged;
}

/// "dozens more": on top of the nearest earlier figure of the same measure.
fn base_of(line: &Line<'_>, last: &Draft, earlier: &[Draft], back: usize) -> Option<usize> {
    if !super::quantity::is_additive(line, &last.quantity) || is_other(line, last) {
        return None;
    }
    let same = |idx: &usize| {
        earlier.get(*idx).is_some_and(|draft| {
            draft.measure == last.measure && !matches!(draft.relation, Some(DraftRelation::PartOf(_)))
        })
    };
    (back..earlier.len()).rev().find(same).filter(|_| last.quantity.bound != Bound::AtMost)
}

/// "5 others were injured" says nothing about a sum.
fn is_other(line: &Line<'_>, draft: &Draft) -> bool {
    let additive = &line.lexicon.section.roles.other;
    line.token(draft.quantity.tokens.end).is_some_and(|token| additive.iter().any(|word| token.is(word)))
}
