//! The heaviest chains of anchors.

/// A run of `length` places on which both sides agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Anchor {
    pub a: u32,
    pub b: u32,
    pub length: u32,
    pub weight: i64,
}

impl Anchor {
    fn end_a(&self) -> u32 {
        self.a.saturating_add(self.length)
    }

    fn end_b(&self) -> u32 {
        self.b.saturating_add(self.length)
    }
}

/// Anchors that ascend on both sides without overlap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chain {
    /// Indices into the anchors given, ascending in both sequences.
    pub anchors: Vec<usize>,
    /// Weights of the anchors less the cost of the gaps between them.
    pub weight: i64,
}

/// The heaviest chain: anchors follow each other on both sides; every place skipped between two of them, on either
/// side, costs `gap_cost`. O(a log a) for `a` anchors, whatever the lengths of the sequences.
///
/// *Source*: Abouelhoda and Ohlebusch 2005, two-dimensional local chaining with a Fenwick tree for the prefix maximum.
pub fn chain(anchors: &[Anchor], gap_cost: i64) -> Chain {
    let mut best = Best::new(anchors);
    for event in events(anchors) {
        match event.kind {
            EventKind::Start => best.enter(event.anchor, gap_cost),
            EventKind::End => best.leave(event.anchor, gap_cost),
        }
    }
    best.heaviest()
}

/// Up to `most` chains, heaviest first, none lighter than `least_weight`; no anchor of a later chain overlaps the
/// stretch of an earlier one on either side. So passages that swapped places come out as several chains.
pub fn chains(anchors: &[Anchor], gap_cost: i64, least_weight: i64, most: usize) -> Vec<Chain> {
    let mut left: Vec<usize> = (0..anchors.len()).collect();
    let mut found = Vec::new();
    while found.len() < most && !left.is_empty() {
        let remaining: Vec<Anchor> = left.iter().filter_map(|at| anchors.get(*at).copied()).collect();
        let mut chain = chain(&remaining, gap_cost);
        if chain.anchors.is_empty() || chain.weight < least_weight {
            break;
        }
        let Some((first, last)) = ends(&chain, &remaining) else { break };
        for at in &mut chain.anchors {
            *at = left.get(*at).copied().unwrap_or_default();
        }
        left.retain(|at| anchors.get(*at).is_some_and(|anchor| is_clear(anchor, &first, &last)));
        found.push(chain);
    }
    found
}

fn ends(chain: &Chain, anchors: &[Anchor]) -> Option<(Anchor, Anchor)> {
    let first = anchors.get(*chain.anchors.first()?)?;
    let last = anchors.get(*chain.anchors.last()?)?;
    Some((*first, *last))
}

fn is_clear(anchor: &Anchor, first: &Anchor, last: &Anchor) -> bool {
    let is_clear_a = anchor.end_a() <= first.a || anchor.a >= last.end_a();
    let is_clear_b = anchor.end_b() <= first.b || anchor.b >= last.end_b();
    is_clear_a && is_clear_b && anchor.length > 0
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum EventKind {
    /// Ends come before starts at the same place: a chain may go on where the last anchor ended.
    End,
    Start,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Event {
    place_a: u32,
    kind: EventKind,
    anchor: usize,
}

fn events(anchors: &[Anchor]) -> Vec<Event> {
    let used = anchors.iter().enumerate().filter(|(_, anchor)| anchor.length > 0);
    let mut events: Vec<Event> = used
        .flat_map(|(at, anchor)| {
            [
                Event { place_a: anchor.a, kind: EventKind::Start, anchor: at },
                Event { place_a: anchor.end_a(), kind: EventKind::End, anchor: at },
            ]
        })
        .collect();
    events.sort_unstable();
    events
}

/// The sweep's state: for every anchor the heaviest chain that ends in it, and a prefix maximum over ends in `b`.
struct Best<'anchors> {
    anchors: &'anchors [Anchor],
    weights: Vec<i64>,
    before: Vec<Option<usize>>,
    ends_b: Vec<u32>,
    /// Fenwick tree over `ends_b`: (weight with the gap cost folded in, anchor).
    tree: Vec<Option<(i64, usize)>>,
}

impl<'anchors> Best<'anchors> {
    fn new(anchors: &'anchors [Anchor]) -> Self {
        let mut ends_b: Vec<u32> = anchors.iter().map(Anchor::end_b).collect();
        ends_b.sort_unstable();
        ends_b.dedup();
        let tree = vec![None; ends_b.len() + 1];
        Best {
            anchors,
            weights: vec![i64::MIN; anchors.len()],
            before: vec![None; anchors.len()],
            ends_b,
            tree,
        }
    }

    fn enter(&mut self, at: usize, gap_cost: i64) {
        let Some(anchor) = self.anchors.get(at) else { return };
        let reached = self.ends_b.partition_point(|end| *end <= anchor.b);
        // The cost of a gap is gap_cost × (start − end) on each side: the ends are in the tree, the starts are here.
        let starts = gap_cost * (i64::from(anchor.a) + i64::from(anchor.b));
        let joined = self.prefix_best(reached).map(|(weight, from)| (weight - starts, from));
        let (gain, from) = joined.filter(|(gain, _)| *gain > 0).map_or((0, None), |(g, f)| (g, Some(f)));
        if let (Some(weight), Some(before)) = (self.weights.get_mut(at), self.before.get_mut(at)) {
            *weight = anchor.weight + gain;
            *before = from;
        }
    }

    fn leave(&mut self, at: usize, gap_cost: i64) {
        let (Some(anchor), Some(weight)) = (self.anchors.get(at), self.weights.get(at)) else { return };
        let key = weight + gap_cost * (i64::from(anchor.end_a()) + i64::from(anchor.end_b()));
        let mut idx = self.ends_b.partition_point(|end| *end < anchor.end_b()) + 1;
        while let Some(cell) = self.tree.get_mut(idx) {
            if cell.is_none_or(|(best, from)| (key, std::cmp::Reverse(at)) > (best, std::cmp::Reverse(from)))
            {
                *cell = Some((key, at));
            }
            idx += idx & idx.wrapping_neg();
        }
    }

    fn prefix_best(&self, mut count: usize) -> Option<(i64, usize)> {
        let mut best: Option<(i64, usize)> = None;
        while count > 0 {
            let cell = self.tree.get(count).copied().flatten();
            if cell.is_some_and(|(weight, _)| best.is_none_or(|(most, _)| weight > most)) {
                best = cell;
            }
            count -= count & count.wrapping_neg();
        }
        best
    }

    fn heaviest(&self) -> Chain {
        let ends = self.weights.iter().enumerate().filter(|(_, weight)| **weight > 0);
        let Some((mut at, weight)) = ends.max_by_key(|(at, weight)| (**weight, std::cmp::Reverse(*at)))
        else {
            return Chain::default();
        };
        let mut chain = vec![at];
        while let Some(Some(from)) = self.before.get(at) {
            chain.push(*from);
            at = *from;
        }
        chain.reverse();
        Chain { anchors: chain, weight: *weight }
    }
}
