//! Decisions at the desk: recorded, taken back, made again, and what they change.

use super::desk::{Desk, Open};
use crate::http::Problem;
use anyhow::Result;
use recount::difference::{BoundsTold, Difference, difference};
use recount_desk::deciding::{self, Wish};
use recount_desk::{Built, build, rebuilt};
use recount_model::{Act, Decision, Standing};
use serde::Serialize;
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

impl From<Difference> for Changed {
    fn from(found: Difference) -> Self {
        let words = |named: Vec<recount::difference::Named>| named.into_iter().map(|one| one.words).collect();
        let moved = found.bounds.into_iter().map(|change| BoundsMoved {
            question: change.question,
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

/// What can be taken back and made again, the last first.
#[derive(Default)]
pub struct Undoable {
    undo: Vec<Decision>,
    redo: Vec<Decision>,
}

impl Undoable {
    pub fn undo_label(&self) -> Option<String> {
        self.undo.last().map(label)
    }

    pub fn redo_label(&self) -> Option<String> {
        self.redo.last().map(label)
    }
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
    /// One's own decisions that still hold, and those that were taken back since the last new one.
    pub fn undoable(&self) -> Result<Undoable> {
        let mut stacks = Undoable::default();
        let own = |decision: &Decision| decision.who == self.case.actor.0;
        for decision in self.case.decisions()?.into_iter().filter(own) {
            if let Act::Withdraw { of } = decision.act {
                let found = stacks.undo.iter().position(|one| one.seq == of);
                stacks.redo.extend(found.map(|at| stacks.undo.remove(at)));
                continue;
            }
            let is_again = |one: &Decision| (&one.subject, &one.act) == (&decision.subject, &decision.act);
            match stacks.redo.last() {
                Some(last) if is_again(last) => drop(stacks.redo.pop()),
                _ => stacks.redo.clear(),
            }
            stacks.undo.push(decision);
        }
        Ok(stacks)
    }
}

impl Desk {
    /// Records what a person wishes, and shows what it changes.
    pub fn decide(&mut self, wish: &Wish) -> Result<Decided, Problem> {
        let open = self.opened()?;
        let before = open.built().map_err(|error| Problem::refused(&error))?;
        let numbers =
            deciding::record(&mut open.case, &before, wish).map_err(|error| Problem::refused(&error))?;
        self.settled(&before, &numbers)
    }

    /// Takes back the last decision of one's own.
    pub fn undo(&mut self) -> Result<Decided, Problem> {
        let open = self.opened()?;
        let stacks = open.undoable().map_err(|error| Problem::ours(&error))?;
        let last = stacks.undo.last().ok_or_else(|| Problem::nothing("there is nothing to take back"))?;
        let act = Act::Withdraw { of: last.seq };
        self.record_again(last, &act)
    }

    /// Makes the decision again that was taken back last.
    pub fn redo(&mut self) -> Result<Decided, Problem> {
        let open = self.opened()?;
        let stacks = open.undoable().map_err(|error| Problem::ours(&error))?;
        let last = stacks.redo.last().ok_or_else(|| Problem::nothing("there is nothing to make again"))?;
        self.record_again(last, &last.act)
    }

    fn record_again(&mut self, about: &Decision, act: &Act) -> Result<Decided, Problem> {
        let open = self.opened()?;
        let before = open.built().map_err(|error| Problem::refused(&error))?;
        let logged = open.case.decide(&about.subject, act, about.why.as_deref());
        let logged = logged.map_err(|error| Problem::refused(&error))?;
        self.settled(&before, &[logged.seq])
    }

    /// Builds anew after a decision, and says what became of it.
    fn settled(&mut self, before: &Built, numbers: &[i64]) -> Result<Decided, Problem> {
        let progress = self.progress();
        let open = self.opened()?;
        let refused = |error: anyhow::Error| Problem::refused(&error);
        let quickly = rebuilt(&open.case, &open.rules, before).map_err(refused)?;
        let is_kept = quickly.is_none();
        let after = match quickly {
            Some(after) => after,
            None => build(&open.case, &open.rules, &progress).map_err(refused)?,
        };
        let after = Arc::new(after);
        let made = after.dossier.decisions.iter().filter(|one| numbers.contains(&one.decision.seq));
        let made =
            made.map(|one| Made { seq: one.decision.seq, standing: standing(one.standing).to_owned() });
        let decided = Decided {
            made: made.collect(),
            changed: difference(&before.dossier, &after.dossier).into(),
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
