//! Cores of one component, indexed so that taking and leaving a member costs what it touches.
//!
//! Comes in: cores (sets of assertions) and weights. Goes out: which cores are open, how light a cover can still be, a
//! greedy cover. It may not search.

use std::cmp::Ordering;
use std::collections::{BTreeSet, BinaryHeap};
use std::rc::Rc;

/// A set of assertions that cannot all hold, ascending.
pub(crate) type Core = Rc<[u32]>;

/// The cores of each member, in one piece.
pub(crate) struct CoresOf {
    /// Where those of each member begin in `cores`; one more at the end.
    starts: Vec<u32>,
    cores: Vec<u32>,
}

impl CoresOf {
    /// Of `members` members that `cores` hold by number.
    pub fn of(cores: &[impl AsRef<[u32]>], members: usize) -> Self {
        let mut starts = vec![0_u32; members + 1];
        for member in cores.iter().flat_map(AsRef::as_ref) {
            starts[*member as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut grouped = vec![0; starts[members] as usize];
        for (number, core) in cores.iter().enumerate() {
            for member in core.as_ref() {
                let at = &mut next[*member as usize];
                grouped[*at as usize] = number as u32;
                *at += 1;
            }
        }
        CoresOf { starts, cores: grouped }
    }

    /// Numbers of the cores that hold `member`, ascending.
    pub fn get(&self, member: u32) -> &[u32] {
        let at = member as usize;
        &self.cores[self.starts[at] as usize..self.starts[at + 1] as usize]
    }
}

/// Members and cores under dense numbers, with what is taken and what is ruled out.
pub(crate) struct Cover {
    /// Assertions, ascending.
    pub members: Vec<u32>,
    pub weights: Vec<u64>,
    pub cores: Vec<Vec<u32>>,
    cores_of: CoresOf,
    /// By core: members taken, and members ruled out.
    hits: Vec<u32>,
    ruled_out: Vec<u32>,
    is_excluded: Vec<bool>,
    marks: Vec<u32>,
    mark: u32,
    /// Members looked at so far.
    pub work: u64,
}

impl Cover {
    pub fn of(cores: &[Core], weights: &[u64]) -> Self {
        let mut members: Vec<u32> = cores.iter().flat_map(|core| core.iter().copied()).collect();
        members.sort_unstable();
        members.dedup();
        let local = |member: &u32| members.binary_search(member).unwrap_or(0) as u32;
        let local_cores: Vec<Vec<u32>> = cores.iter().map(|core| core.iter().map(local).collect()).collect();
        Cover {
            weights: members.iter().map(|member| weights[*member as usize]).collect(),
            hits: vec![0; cores.len()],
            ruled_out: vec![0; cores.len()],
            is_excluded: vec![false; members.len()],
            marks: vec![0; members.len()],
            mark: 0,
            cores_of: CoresOf::of(&local_cores, members.len()),
            members,
            cores: local_cores,
            work: 0,
        }
    }

    pub fn take(&mut self, member: u32) {
        self.cores_of.get(member).iter().for_each(|core| self.hits[*core as usize] += 1);
    }

    pub fn put_back(&mut self, member: u32) {
        self.cores_of.get(member).iter().for_each(|core| self.hits[*core as usize] -= 1);
    }

    pub fn exclude(&mut self, member: u32, is_excluded: bool) {
        self.is_excluded[member as usize] = is_excluded;
        for core in self.cores_of.get(member) {
            let count = &mut self.ruled_out[*core as usize];
            *count = if is_excluded { *count + 1 } else { *count - 1 };
        }
    }

    pub fn is_excluded(&self, member: u32) -> bool {
        self.is_excluded[member as usize]
    }

    pub fn weight_of(&self, taken: &[u32]) -> u64 {
        taken.iter().map(|member| self.weights[*member as usize]).sum()
    }

    /// The open core with fewest members left to choose from.
    pub fn tightest_open(&mut self) -> Option<usize> {
        self.work += self.cores.len() as u64;
        let open = (0..self.cores.len()).filter(|core| self.hits[*core] == 0);
        open.min_by_key(|core| self.cores[*core].len() as u32 - self.ruled_out[*core])
    }

    /// Open cores that share no member each cost at least their lightest one.
    pub fn least_left(&mut self) -> u64 {
        self.mark += 1;
        let mut least = 0;
        for core in (0..self.cores.len()).filter(|core| self.hits[*core] == 0) {
            let members = &self.cores[core];
            self.work += members.len() as u64;
            if members.iter().any(|member| self.marks[*member as usize] == self.mark) {
                continue;
            }
            least += members.iter().map(|member| self.weights[*member as usize]).min().unwrap_or(0);
            members.iter().for_each(|member| self.marks[*member as usize] = self.mark);
        }
        least
    }

    /// True if every one of `taken`, which are all that is taken, is the only one that hits some core.
    pub fn is_minimal(&self, taken: &[u32]) -> bool {
        taken.iter().all(|member| !self.is_needless(*member))
    }

    fn is_needless(&self, member: u32) -> bool {
        self.cores_of.get(member).iter().all(|core| self.hits[*core as usize] > 1)
    }

    /// Takes the member that hits most open cores for its weight until all are hit, then leaves out what was needless.
    /// Nothing is taken before or afterwards.
    pub fn greedy(&mut self) -> Vec<u32> {
        let mut open: Vec<u64> =
            (0..self.members.len() as u32).map(|member| self.cores_of.get(member).len() as u64).collect();
        let gain =
            |member: usize, gain: u64| Gain { gain, weight: self.weights[member], member: member as u32 };
        let mut heap: BinaryHeap<Gain> = (0..open.len()).map(|member| gain(member, open[member])).collect();
        let mut taken = Vec::new();
        while let Some(best) = heap.pop() {
            let now = open[best.member as usize];
            if now == 0 {
                continue;
            }
            if now < best.gain {
                heap.push(Gain { gain: now, ..best });
                continue;
            }
            for core in self.cores_of.get(best.member) {
                let hits = &mut self.hits[*core as usize];
                *hits += 1;
                if *hits == 1 {
                    self.cores[*core as usize].iter().for_each(|member| open[*member as usize] -= 1);
                }
            }
            taken.push(best.member);
        }
        let mut needless = BTreeSet::new();
        let mut heaviest_first = taken.clone();
        heaviest_first.sort_by_key(|member| (u64::MAX - self.weights[*member as usize], *member));
        for member in heaviest_first {
            if self.is_needless(member) {
                self.put_back(member);
                needless.insert(member);
            }
        }
        taken.retain(|member| !needless.contains(member));
        taken.iter().for_each(|member| self.put_back(*member));
        taken.sort_unstable();
        taken
    }
}

/// Cores hit for a weight; more for less is greater, the smaller member of equals.
#[derive(PartialEq, Eq)]
struct Gain {
    gain: u64,
    weight: u64,
    member: u32,
}

impl Ord for Gain {
    fn cmp(&self, other: &Self) -> Ordering {
        let product = |gain: u64, weight: u64| u128::from(gain) * u128::from(weight);
        let (own, others) = (product(self.gain, other.weight), product(other.gain, self.weight));
        own.cmp(&others).then_with(|| other.member.cmp(&self.member))
    }
}

impl PartialOrd for Gain {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
