//! The `solve` document: constraints in, bounds and conflicts out, as JSON.
//!
//! Comes in: `{events:[{id}],constraints:[{id,from,to,max_ms,weight?,assertion?}],unions?:[{id,event,
//! intervals:[{earliest_ms?,latest_ms?}],weight?,assertion?}],choices?:[{id,alternatives:[[{from,to,max_ms}]],weight?,
//! assertion?}]}`, where the event `0` is the origin. A union says that an event lies in one of several intervals, a
//! choice that all constraints of at least one alternative hold.
//! Goes out: [`SolveOutput`]. Constraints with the same `assertion` stand and fall together; a constraint without
//! one is its own. `weight` (default 1) says how much it takes to call the assertion wrong.

use crate::builder::SystemBuilder;
use crate::solution::{Limits, Solution};
use crate::system::{Difference, ORIGIN, System, SystemError};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A `solve` document.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct SolveInput {
    pub events: Vec<InputEvent>,
    pub constraints: Vec<InputConstraint>,
    #[serde(default)]
    pub unions: Vec<InputUnion>,
    #[serde(default)]
    pub choices: Vec<InputChoice>,
}

/// An unknown instant.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct InputEvent {
    pub id: String,
}

/// `t[to] - t[from] <= max_ms`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct InputConstraint {
    pub id: String,
    pub from: String,
    pub to: String,
    pub max_ms: i64,
    pub weight: Option<f64>,
    pub assertion: Option<String>,
}

/// `event` lies in one of `intervals`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct InputUnion {
    pub id: String,
    pub event: String,
    pub intervals: Vec<InputInterval>,
    pub weight: Option<f64>,
    pub assertion: Option<String>,
}

/// All constraints of at least one of the alternatives hold.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct InputChoice {
    pub id: String,
    pub alternatives: Vec<Vec<InputDifference>>,
    pub weight: Option<f64>,
    pub assertion: Option<String>,
}

/// `t[to] - t[from] <= max_ms`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct InputDifference {
    pub from: String,
    pub to: String,
    pub max_ms: i64,
}

/// Open where an end is missing or `null`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct InputInterval {
    pub earliest_ms: Option<i64>,
    pub latest_ms: Option<i64>,
}

/// What `solve` answers. Members of conflicts and sets are assertions: constraint ids, unless the input grouped them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SolveOutput {
    pub feasible: bool,
    pub bounds: BTreeMap<String, OutputBound>,
    pub conflicts: Vec<Vec<String>>,
    pub smallest_sets: Vec<Vec<String>>,
    /// True if there may be more conflicts than listed.
    pub more_conflicts: bool,
    /// True if there may be more such sets, or smaller ones.
    pub more_sets: bool,
    /// What the answer leaves out, one sentence each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<String>,
}

/// What the constraints allow one event.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct OutputBound {
    pub earliest_ms: Option<i64>,
    pub latest_ms: Option<i64>,
    /// Ids of the constraints that both ends follow from, sorted.
    pub because: Vec<String>,
}

/// Why a `solve` document could not be read.
#[derive(Debug)]
pub enum JsonError {
    /// Not JSON, or not of the shape that `solve` takes; the message says where.
    Shape(serde_json::Error),
    /// Ids that repeat or lead nowhere.
    System(SystemError),
}

impl std::fmt::Display for JsonError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            JsonError::Shape(source) => write!(formatter, "not a time network: {source}"),
            JsonError::System(source) => source.fmt(formatter),
        }
    }
}

impl std::error::Error for JsonError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            JsonError::Shape(source) => Some(source),
            JsonError::System(source) => Some(source),
        }
    }
}

impl From<SystemError> for JsonError {
    fn from(source: SystemError) -> Self {
        JsonError::System(source)
    }
}

/// Solves the document in `text`.
///
/// # Errors
/// When `text` is not a `solve` document, an id is used twice, a constraint names an event that is not listed, or a
/// weight is not a positive finite number. Constraints that cannot hold are no error: they are the answer.
pub fn solve_json(text: &str) -> Result<SolveOutput, JsonError> {
    let input: SolveInput = serde_json::from_str(text).map_err(JsonError::Shape)?;
    let system = input.system()?;
    let solution = system.solve(&Limits::default());
    Ok(SolveOutput::of(&system, &solution))
}

impl SolveInput {
    /// The system that the document describes.
    ///
    /// # Errors
    /// As [`solve_json`], but for shape.
    pub fn system(&self) -> Result<System, SystemError> {
        let mut builder = SystemBuilder::default();
        for event in &self.events {
            builder.event(&event.id)?;
        }
        for constraint in &self.constraints {
            let InputConstraint { id, from, to, max_ms, weight, assertion } = constraint;
            let assertion = assertion.as_ref().unwrap_or(id);
            builder.asserted(id, from, to, *max_ms, assertion)?;
            if let Some(weight) = weight {
                builder.weight(assertion, *weight)?;
            }
        }
        for union in &self.unions {
            let assertion = union.assertion.as_ref().unwrap_or(&union.id);
            let intervals: Vec<_> =
                union.intervals.iter().map(|interval| (interval.earliest_ms, interval.latest_ms)).collect();
            builder.union(&union.id, &union.event, &intervals, assertion)?;
            if let Some(weight) = union.weight {
                builder.weight(assertion, weight)?;
            }
        }
        for choice in &self.choices {
            choice.add_to(&mut builder)?;
        }
        Ok(builder.build())
    }
}

impl InputChoice {
    fn add_to(&self, builder: &mut SystemBuilder) -> Result<(), SystemError> {
        let assertion = self.assertion.as_ref().unwrap_or(&self.id);
        let difference = |difference: &InputDifference| {
            let InputDifference { from, to, max_ms } = difference.clone();
            Difference { from, to, max_ms }
        };
        let alternatives: Vec<Vec<Difference>> =
            self.alternatives.iter().map(|edges| edges.iter().map(difference).collect()).collect();
        builder.choice(&self.id, &alternatives, assertion)?;
        self.weight.map_or(Ok(()), |weight| builder.weight(assertion, weight))
    }
}

impl SolveOutput {
    /// The answer by name.
    pub fn of(system: &System, solution: &Solution) -> Self {
        let events = system.events().iter().filter(|id| *id != ORIGIN);
        let bounds = events.zip(&solution.bounds).map(|(id, bound)| {
            let path = bound.earliest_path.iter().chain(&bound.latest_path);
            let mut because: Vec<String> =
                path.filter_map(|at| system.reason(*at)).map(str::to_owned).collect();
            because.sort_unstable();
            because.dedup();
            let (earliest_ms, latest_ms) = (bound.earliest_ms, bound.latest_ms);
            (id.clone(), OutputBound { earliest_ms, latest_ms, because })
        });
        let sets =
            |sets: &[Vec<u32>]| sets.iter().map(|set| named(system.assertions(), set.iter())).collect();
        SolveOutput {
            feasible: solution.is_feasible,
            bounds: bounds.collect(),
            conflicts: sets(&solution.conflicts),
            smallest_sets: sets(&solution.smallest_sets),
            more_conflicts: solution.has_more_conflicts,
            more_sets: solution.has_more_sets,
            left_out: solution.left_out(),
        }
    }
}

fn named<'place>(names: &[String], places: impl Iterator<Item = &'place u32>) -> Vec<String> {
    places.filter_map(|place| names.get(*place as usize).cloned()).collect()
}
