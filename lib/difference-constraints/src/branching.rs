//! Walking through the covers of one component: take a member of an open core, go on, take the next one instead.
//!
//! Comes in: a cover, and what is wanted of it. Goes out: every cover that is wanted, each once. It may not know why one is
//! wanted.

use crate::cover::Cover;

/// What a walk is for.
pub(crate) trait Quest {
    /// True if covers may be wanted that go on from what is taken, which weighs `weight`.
    fn goes_on(&mut self, cover: &mut Cover, weight: u64) -> bool;

    /// Takes over a cover: members `taken`, of `weight` together.
    fn found(&mut self, cover: &Cover, taken: &[u32], weight: u64);
}

/// Takes each member of an open core in turn; those tried before are ruled out below, so no set is met twice.
pub(crate) fn walk(quest: &mut impl Quest, cover: &mut Cover, taken: &mut Vec<u32>, weight: u64) {
    if !quest.goes_on(cover, weight) {
        return;
    }
    let Some(core) = cover.tightest_open() else {
        quest.found(cover, taken, weight);
        return;
    };
    let mut tried = Vec::new();
    for member in cover.cores[core].clone() {
        if cover.is_excluded(member) {
            continue;
        }
        taken.push(member);
        cover.take(member);
        walk(quest, cover, taken, weight + cover.weights[member as usize]);
        cover.put_back(member);
        taken.pop();
        cover.exclude(member, true);
        tried.push(member);
    }
    tried.into_iter().for_each(|member| cover.exclude(member, false));
}
