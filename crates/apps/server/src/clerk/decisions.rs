//! Decisions at the desk: recorded, taken back, made again, and what they change.

use super::desk::{Desk, Open};
use crate::http::Problem;
use crate::status::Stacks;
use anyhow::Result;
use recount::difference::{BoundsTold, Difference, difference};
use recount_desk::deciding::{self, Wish};
use recount_desk::{Built, is_worth_keeping, rebuilt};
use recount_keep::Judgement;
use recount_model::{Act, Decision, Standing};
use recount_sayings::{Teller, say};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use utoipa::ToSchema;

/// What became of a wish.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Decided {
    pub made: Vec<Made>,
    pub changed: Changed,
    /// The revision in which it holds.
    pub revision: String,
}

/// One decision in the log.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Made {
    pub seq: i64,
    /// `holds`, `replaced`, `contested`, `gone`, `withdrawn`, `unfit`.
    pub standing: String,
}

/// What a decision changes in what is reckoned.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Changed {
    pub figures_gained: usize,
    pub figures_lost: usize,
    pub findings_gained: Vec<String>,
    pub findings_lost: Vec<String>,
    pub entries_gained: Vec<String>,
    pub entries_lost: Vec<String>,
    /// Entries that keep their title and have other times.
    pub entries_moved: Vec<String>,
    pub bounds: Vec<BoundsMoved>,
}

/// A question whose floor or ceiling is another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct BoundsMoved {
    pub question: String,
    pub before: Bounds,
    pub after: Bounds,
}

/// Floor, ceiling, and the number that may stand for all, where there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Bounds {
    pub low: Option<u64>,
    pub high: Option<u64>,
    pub best: Option<u64>,
}

impl From<BoundsTold> for Bounds {
    fn from(told: BoundsTold) -> Self {
        Bounds { low: told.low, high: told.high, best: told.best }
    }
}

impl Changed {
    /// What was found to differ, in the language of who decided.
    fn told(found: Difference, language: &str) -> Self {
        let teller = Teller::of(language);
        let words = |named: Vec<recount::difference::Named>| {
            named.into_iter().map(|one| teller.told(&one.words)).collect()
        };
        let moved = found.bounds.into_iter().map(|change| BoundsMoved {
            question: teller.told(&change.question),
            before: change.before.into(),
            after: change.after.into(),
        });
        Changed {
            figures_gained: found.figures.gained.len(),
            figures_lost: found.figures.lost.len(),
            findings_gained: words(found.findings.gained),
            findings_lost: words(found.findings.lost),
            entries_gained: words(found.entries.gained),
            entries_lost: words(found.entries.lost),
            entries_moved: found.times.into_iter().map(|change| change.entry).collect(),
            bounds: moved.collect(),
        }
    }
}

/// Decisions that were made together.
type Step = Vec<Decision>;

/// What can be taken back and made again, the last at the end.
#[derive(Default)]
pub struct Undoable {
    undo: Vec<Step>,
    redo: Vec<Step>,
}

impl Undoable {
    pub fn undo_label(&self) -> Option<String> {
        self.undo.last().and_then(|step| labelled(step))
    }

    pub fn redo_label(&self) -> Option<String> {
        self.redo.last().and_then(|step| labelled(step))
    }
}

/// The first decision of the step, and how many more there are.
fn labelled(step: &[Decision]) -> Option<String> {
    let more = if step.len() > 1 { format!(" (+{})", step.len() - 1) } else { String::new() };
    Some(label(step.first()?) + &more)
}

/// "reject: “at least 14”"
fn label(decision: &Decision) -> String {
    let act = match decision.act {
        Act::Accept => "accept",
        Act::Reject => "reject",
        Act::Unsure => "unsure",
        Act::Set { .. } => "set",
        Act::Merge { .. } => "merge",
        Act::Split { .. } => "split",
        Act::Withdraw { .. } => "withdraw",
        Act::Add { .. } => "add",
    };
    let quote: String = decision.subject.quote.chars().take(60).collect();
    format!("{act}: “{quote}”")
}

impl Open {
    /// What everybody who decided can take back and make again.
    pub fn stacks(&self) -> Result<Stacks> {
        let (decisions, steps) = (self.case.decisions()?, self.case.steps()?);
        let people: BTreeSet<Option<&str>> = decisions.iter().map(|one| one.who.as_deref()).collect();
        let labels = |who: Option<&str>| {
            let stacks = undoable(&decisions, &steps, who);
            (who.map(str::to_owned), (stacks.undo_label(), stacks.redo_label()))
        };
        Ok(people.into_iter().map(labels).collect())
    }

    fn undoable(&self) -> Result<Undoable> {
        Ok(undoable(&self.case.decisions()?, &self.case.steps()?, self.case.actor.0.as_deref()))
    }
}

/// Steps of this person that still hold, and those that they took back since their last new one.
fn undoable(decisions: &[Decision], steps: &BTreeMap<i64, i64>, who: Option<&str>) -> Undoable {
    let mut stacks = Undoable::default();
    for together in decisions.chunk_by(|a, b| a.who == b.who && is_one_step(steps, a.seq, b.seq)) {
        let is_own = together.first().is_some_and(|one| one.who.as_deref() == who);
        let withdrawn = |one: &Decision| if let Act::Withdraw { of } = one.act { Some(of) } else { None };
        stacks.withdraw(&together.iter().filter_map(withdrawn).collect(), is_own);
        let made: Step = together.iter().filter(|one| withdrawn(one).is_none()).cloned().collect();
        if is_own && !made.is_empty() {
            stacks.made(made);
        }
        stacks.undo.retain(|step| !step.is_empty());
    }
    stacks
}

fn is_one_step(steps: &BTreeMap<i64, i64>, a: i64, b: i64) -> bool {
    steps.get(&a).is_some_and(|step| steps.get(&b) == Some(step))
}

impl Undoable {
    /// What somebody else took back cannot be taken back once more, nor made again by a key.
    fn withdraw(&mut self, numbers: &BTreeSet<i64>, is_own: bool) {
        let mut gone = Step::new();
        for step in &mut self.undo {
            let (taken, rest): (Step, Step) = step.drain(..).partition(|one| numbers.contains(&one.seq));
            gone.extend(taken);
            *step = rest;
        }
        if is_own && !gone.is_empty() {
            self.redo.push(gone);
        }
    }

    fn made(&mut self, step: Step) {
        let is_again = |last: &Step| {
            last.len() == step.len()
                && last.iter().zip(&step).all(|(a, b)| (&a.subject, &a.act) == (&b.subject, &b.act))
        };
        match self.redo.last() {
            Some(last) if is_again(last) => drop(self.redo.pop()),
            _ => self.redo.clear(),
        }
        self.undo.push(step);
    }
}

impl Desk {
    /// Records what a person wishes, as one step, and shows what it changes.
    pub fn decide(&mut self, wishes: &[Wish], language: &str) -> Result<Decided, Problem> {
        let open = self.opened()?;
        let before = open.built().map_err(Problem::refused)?;
        let numbers = deciding::record(&mut open.case, &before, wishes).map_err(Problem::refused)?;
        self.settled(&before, &numbers, language)
    }

    /// Takes back the last step of one's own.
    pub fn undo(&mut self, language: &str) -> Result<Decided, Problem> {
        let open = self.opened()?;
        let stacks = open.undoable().map_err(Problem::ours)?;
        let last = stacks.undo.last().ok_or_else(|| Problem::nothing(say!("problem-why.nothing-to-undo")))?;
        let back = |one: &Decision| (one.subject.clone(), Act::Withdraw { of: one.seq }, one.why.clone());
        self.record_again(last.iter().map(back).collect(), language)
    }

    /// Makes the step again that was taken back last.
    pub fn redo(&mut self, language: &str) -> Result<Decided, Problem> {
        let open = self.opened()?;
        let stacks = open.undoable().map_err(Problem::ours)?;
        let last = stacks.redo.last().ok_or_else(|| Problem::nothing(say!("problem-why.nothing-to-redo")))?;
        let again = |one: &Decision| (one.subject.clone(), one.act.clone(), one.why.clone());
        self.record_again(last.iter().map(again).collect(), language)
    }

    fn record_again(&mut self, judgements: Vec<Judgement>, language: &str) -> Result<Decided, Problem> {
        let open = self.opened()?;
        let before = open.built().map_err(Problem::refused)?;
        let logged = open.case.decide_all(&judgements).map_err(Problem::refused)?;
        let numbers: Vec<i64> = logged.into_iter().map(|entry| entry.seq).collect();
        self.settled(&before, &numbers, language)
    }

    /// Builds anew after a decision, and says what became of it.
    fn settled(&mut self, before: &Built, numbers: &[i64], language: &str) -> Result<Decided, Problem> {
        let progress = self.progress();
        let open = self.opened()?;
        let refused = |error: anyhow::Error| Problem::refused(error);
        let quickly = rebuilt(&open.case, &open.rules, before).map_err(refused)?;
        let after = match quickly {
            Some(after) => after,
            None => open.built_anew(&progress).map_err(refused)?,
        };
        let is_kept = !is_worth_keeping(&after);
        let after = Arc::new(after);
        let made = after.dossier.decisions.iter().filter(|one| numbers.contains(&one.decision.seq));
        let made =
            made.map(|one| Made { seq: one.decision.seq, standing: standing(one.standing).to_owned() });
        let decided = Decided {
            made: made.collect(),
            changed: Changed::told(difference(&before.dossier, &after.dossier), language),
            revision: after.revision.clone(),
        };
        self.show(after, &progress.said());
        if !is_kept {
            self.keep_later();
        }
        Ok(decided)
    }
}

pub fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Holds => "holds",
        Standing::Replaced => "replaced",
        Standing::Contested => "contested",
        Standing::Gone => "gone",
        Standing::Withdrawn => "withdrawn",
        Standing::Unfit => "unfit",
    }
}
