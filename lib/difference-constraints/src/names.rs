//! Names under numbers, so that a million of them are compared once.
//!
//! Comes in: names in any order. Goes out: their numbers in the order in which they came, and at last their ranks.

use std::collections::HashMap;

/// Names by number.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    unsorted: HashMap<String, u32>,
}

impl Names {
    /// The number of a name, known or not.
    pub fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.get(name) {
            return number;
        }
        let fresh = self.unsorted.len() as u32;
        self.unsorted.insert(name.to_owned(), fresh);
        fresh
    }

    /// The number of a name that was not known before.
    pub fn add(&mut self, name: &str) -> Option<u32> {
        let fresh = self.unsorted.len() as u32;
        let number = self.number(name);
        (number == fresh).then_some(number)
    }

    pub fn get(&self, name: &str) -> Option<u32> {
        self.unsorted.get(name).copied()
    }

    /// Sorts the names.
    pub fn ranked(self) -> Ranked {
        let mut by_number: Vec<(String, u32)> = self.unsorted.into_iter().collect();
        by_number.sort_unstable_by_key(|(_, number)| *number);
        // Names mostly come in order, which this sort makes use of.
        let mut order: Vec<u32> = (0..by_number.len() as u32).collect();
        order.sort_by(|a, b| by_number[*a as usize].0.cmp(&by_number[*b as usize].0));
        let mut ranks = vec![0; order.len()];
        for (rank, number) in order.iter().enumerate() {
            ranks[*number as usize] = rank as u32;
        }
        let names = order.iter().map(|number| std::mem::take(&mut by_number[*number as usize].0)).collect();
        Ranked { names, ranks }
    }
}

/// Names in order.
pub(crate) struct Ranked {
    /// Sorted.
    pub names: Vec<String>,
    ranks: Vec<u32>,
}

impl Ranked {
    /// The place in order of the name that had this number.
    pub fn rank(&self, number: u32) -> u32 {
        self.ranks[number as usize]
    }

    pub fn name(&self, number: u32) -> String {
        self.names[self.rank(number) as usize].clone()
    }
}
