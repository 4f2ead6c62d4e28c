//! What the mentions of one name say of it together.
//!
//! Comes in: pieces of evidence. Goes out: the kind that most of it speaks for. It may not know any words.

use super::kinds::{Evidence, PLACE_OF_OFFICE};
use recount_model::NameKind;

/// The sums of one name, by kind.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Votes {
    /// By kind: the sum of all weights, and the rule of the greatest with that.
    by_kind: [(u32, &'static str, u32); 3],
    pub(super) has_office: bool,
}

impl Votes {
    pub(super) fn add(&mut self, (rule, kind, weight): Evidence) {
        self.has_office |= rule == PLACE_OF_OFFICE;
        if let Some((sum, strongest, greatest)) = self.by_kind.get_mut(kind as usize) {
            *sum += weight;
            if weight > *greatest {
                (*strongest, *greatest) = (rule, weight);
            }
        }
    }

    pub(super) fn elected(&self) -> Option<(NameKind, &'static str)> {
        let kinds = [NameKind::Person, NameKind::Organisation, NameKind::Place];
        let voted = kinds.into_iter().zip(self.by_kind).filter(|(_, (sum, ..))| *sum > 0);
        let (kind, (_, rule, _)) = voted.max_by_key(|(kind, (sum, ..))| (*sum, std::cmp::Reverse(*kind)))?;
        Some((kind, rule))
    }
}
