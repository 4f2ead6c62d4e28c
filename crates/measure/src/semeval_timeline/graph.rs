//! Timelines as temporal graphs, judged the way TempEval-3 judges them.
//!
//! Comes in: two timelines. Goes out: how many relations of each follow from the other. Each event is simultaneous with its
//! time; of neighbouring events the first is before the second where its line has the lower number, else simultaneous. What
//! follows from other relations is left out of the count; what contradicts them is counted and right only where the
//! other timeline says it in so many words (UzZaman and Allen, "Temporal Evaluation", 2011; the task's `evaluation_timeline`).

use super::lines::Line;
use crate::Score;
use std::collections::{BTreeMap, BTreeSet};

/// Relations that follow from the other timeline, and how many there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judged {
    right_given: usize,
    given: usize,
    right_gold: usize,
    gold: usize,
}

impl Judged {
    pub fn add(&mut self, other: &Judged) {
        self.right_given += other.right_given;
        self.given += other.given;
        self.right_gold += other.right_gold;
        self.gold += other.gold;
    }

    pub fn score(&self, name: &str, errors: Vec<String>) -> Score {
        let share = |part: usize, of: usize| if of == 0 { 0.0 } else { part as f64 / of as f64 };
        let (precision, recall) = (share(self.right_given, self.given), share(self.right_gold, self.gold));
        let f1 =
            if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) };
        Score { precision, recall, f1, ..Score::new(name, self.right_given, self.gold, self.given, errors) }
    }
}

/// Judges what is given against the key.
pub fn judge(gold: &[Line], given: &[Line]) -> Judged {
    let (gold, given) = (Graph::of(gold), Graph::of(given));
    let right = |of: &Graph, by: &Graph| of.kept.iter().filter(|relation| by.holds(relation)).count();
    Judged {
        right_given: right(&given, &gold),
        given: given.kept.len(),
        right_gold: right(&gold, &given),
        gold: gold.kept.len(),
    }
}

/// An event with its number among equal ones, or a time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Node {
    Event(String, usize),
    Time(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Before,
    Simultaneous,
}

type Relation = (Node, Kind, Node);

/// What a timeline says.
#[derive(Default)]
struct Graph {
    said: BTreeSet<Relation>,
    /// Relations that do not follow from the others, and those that contradict them.
    kept: Vec<Relation>,
    class_of: BTreeMap<Node, usize>,
    /// Classes that come right after each.
    later: BTreeMap<usize, BTreeSet<usize>>,
}

impl Graph {
    fn of(lines: &[Line]) -> Self {
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        let mut events = Vec::new();
        for line in lines.iter().filter(|line| line.order > 0) {
            for event in &line.events {
                let number = seen.entry(event).or_default();
                events.push((line, Node::Event(event.clone(), *number)));
                *number += 1;
            }
        }
        let mut graph = Graph::default();
        for (line, event) in &events {
            graph.add((event.clone(), Kind::Simultaneous, Node::Time(line.value.clone())));
        }
        for pair in events.windows(2) {
            if let [(line, event), (next, other)] = pair {
                let kind = if line.order < next.order { Kind::Before } else { Kind::Simultaneous };
                graph.add((event.clone(), kind, other.clone()));
            }
        }
        graph
    }

    fn class(&mut self, node: &Node) -> usize {
        let next = self.class_of.len();
        *self.class_of.entry(node.clone()).or_insert(next)
    }

    fn add(&mut self, relation: Relation) {
        let (a, b) = (self.class(&relation.0), self.class(&relation.2));
        self.said.insert(relation.clone());
        let follows = match relation.1 {
            Kind::Simultaneous => a == b,
            Kind::Before => self.reaches(a, b),
        };
        if follows {
            return;
        }
        self.kept.push(relation.clone());
        let contradicts =
            a == b || self.reaches(b, a) || (relation.1 == Kind::Simultaneous && self.reaches(a, b));
        match relation.1 {
            _ if contradicts => {}
            Kind::Simultaneous => self.merge(a, b),
            Kind::Before => {
                self.later.entry(a).or_default().insert(b);
            }
        }
    }

    fn merge(&mut self, a: usize, b: usize) {
        for class in self.class_of.values_mut().filter(|class| **class == b) {
            *class = a;
        }
        let own = self.later.remove(&b).unwrap_or_default();
        self.later.entry(a).or_default().extend(own);
        for later in self.later.values_mut() {
            if later.remove(&b) {
                later.insert(a);
            }
        }
    }

    fn reaches(&self, from: usize, to: usize) -> bool {
        let (mut open, mut seen) = (vec![from], BTreeSet::new());
        while let Some(at) = open.pop() {
            for next in self.later.get(&at).into_iter().flatten() {
                if *next == to {
                    return true;
                }
                if seen.insert(*next) {
                    open.push(*next);
                }
            }
        }
        false
    }

    fn holds(&self, relation: &Relation) -> bool {
        if self.said.contains(relation) {
            return true;
        }
        let (Some(a), Some(b)) = (self.class_of.get(&relation.0), self.class_of.get(&relation.2)) else {
            return false;
        };
        match relation.1 {
            Kind::Simultaneous => a == b,
            Kind::Before => self.reaches(*a, *b),
        }
    }
}
