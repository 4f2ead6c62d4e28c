//! What leads away from a node and what leads to it, each node's own in one piece.
//!
//! Comes in: links between nodes, one by one. Goes out: the hops of a node, with all that a search looks at beside each
//! other. It may not know which edge of a link is the tightest; it is told.

use crate::graph::NONE;

/// A link as seen from one of its ends.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hop {
    /// Where it leads.
    pub end: u32,
    /// The tightest active edge, or [`NONE`].
    pub number: u32,
    pub max_ms: i64,
}

impl Hop {
    /// Without an edge that is on.
    pub fn closed(end: u32) -> Self {
        Hop { end, number: NONE, max_ms: 0 }
    }
}

/// Where the hops of a node lie.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    start: u32,
    len: u32,
    /// From here on lie those of others.
    room: u32,
}

/// One direction of a graph. A node that outgrows its place moves to the end.
#[derive(Clone, Debug, Default)]
pub(crate) struct Adjacency {
    hops: Vec<Hop>,
    /// By hop: its link.
    links: Vec<u32>,
    places: Vec<Place>,
}

impl Adjacency {
    /// Nodes with room for as many hops as `degrees` says, and more.
    pub fn with_degrees(degrees: &[u32]) -> Self {
        let mut adjacency = Adjacency::default();
        for room in degrees {
            adjacency.places.push(Place { start: adjacency.hops.len() as u32, len: 0, room: *room });
            adjacency.hops.resize(adjacency.hops.len() + *room as usize, Hop::closed(NONE));
        }
        adjacency.links = vec![NONE; adjacency.hops.len()];
        adjacency
    }

    /// Adds a hop to those of `node` and gives its rank among them.
    pub fn push(&mut self, node: u32, link: u32, hop: Hop) -> u32 {
        if self.places[node as usize].len == self.places[node as usize].room {
            self.make_room(node);
        }
        let place = &mut self.places[node as usize];
        let at = (place.start + place.len) as usize;
        place.len += 1;
        self.hops[at] = hop;
        self.links[at] = link;
        place.len - 1
    }

    fn make_room(&mut self, node: u32) {
        let place = &mut self.places[node as usize];
        let old = place.start as usize..(place.start + place.len) as usize;
        *place = Place { start: self.hops.len() as u32, len: place.len, room: (place.room * 2).max(4) };
        let end = (place.start + place.room) as usize;
        self.hops.extend_from_within(old.clone());
        self.hops.resize(end, Hop::closed(NONE));
        self.links.extend_from_within(old);
        self.links.resize(end, NONE);
    }

    fn range(&self, node: u32) -> std::ops::Range<usize> {
        let place = self.places[node as usize];
        place.start as usize..(place.start + place.len) as usize
    }

    /// In the order in which they were added, those without an active edge among them.
    pub fn hops(&self, node: u32) -> &[Hop] {
        &self.hops[self.range(node)]
    }

    /// The links of the hops, in the same order.
    pub fn links(&self, node: u32) -> &[u32] {
        &self.links[self.range(node)]
    }

    /// Sets the tightest active edge of the hop that is number `rank` of `node`.
    pub fn set(&mut self, node: u32, rank: u32, number: u32, max_ms: i64) {
        let at = self.places[node as usize].start + rank;
        let hop = &mut self.hops[at as usize];
        (hop.number, hop.max_ms) = (number, max_ms);
    }
}
