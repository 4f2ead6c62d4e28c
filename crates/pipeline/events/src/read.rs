//! What was read in one account, looked up by place and by id: an account may have a hundred thousand of each.
//!
//! Comes in: the claims of an account. Goes out: lookups. It may not judge what it finds.

use recount_model::{AccountClaims, Claim, Id, Name, NameKind, Span, Timex};
use recount_text::Covers;
use std::collections::BTreeMap;

/// Times and names of one account.
pub(crate) struct Read<'dossier> {
    times: &'dossier [Timex],
    /// Places in `times`.
    time_by_id: BTreeMap<&'dossier Id, usize>,
    time_spans: Covers,
    /// By their beginning.
    places: Vec<&'dossier Name>,
    places_by_name: BTreeMap<&'dossier str, Vec<&'dossier Name>>,
    /// Names that are no places.
    other_names: Covers,
}

impl<'dossier> Read<'dossier> {
    pub fn of(claims: &'dossier AccountClaims) -> Self {
        let mut places: Vec<&Name> =
            claims.names.iter().filter(|name| name.kind == NameKind::Place).collect();
        let mut places_by_name: BTreeMap<&str, Vec<&Name>> = BTreeMap::new();
        for place in &places {
            places_by_name.entry(&place.canonical).or_default().push(place);
        }
        places.sort_by_key(|name| name.span.start);
        let others = claims.names.iter().filter(|name| name.kind != NameKind::Place);
        Read {
            times: &claims.times,
            time_by_id: claims.times.iter().enumerate().map(|(at, timex)| (&timex.id, at)).collect(),
            time_spans: Covers::of(claims.times.iter().map(|timex| timex.span)),
            places,
            places_by_name,
            other_names: Covers::of(others.map(|name| name.span)),
        }
    }

    /// The time expressions of a claim, as they stand in the account.
    pub fn times_of(&self, claim: &Claim) -> Vec<&'dossier Timex> {
        let mut own: Vec<usize> =
            claim.times.iter().filter_map(|id| self.time_by_id.get(id).copied()).collect();
        own.sort_unstable();
        own.dedup();
        own.into_iter().filter_map(|at| self.times.get(at)).collect()
    }

    /// The places that are named inside `span`, by their beginning.
    pub fn places_in(&self, span: Span) -> impl Iterator<Item = &'dossier Name> + '_ {
        let first = self.places.partition_point(|name| name.span.start < span.start);
        let from = self.places.get(first..).unwrap_or_default().iter().copied();
        from.take_while(move |name| name.span.start < span.end).filter(move |name| span.contains(name.span))
    }

    /// Every mention of the place with this canonical name, as they stand in the list.
    pub fn mentions_of(&self, place: &str) -> &[&'dossier Name] {
        self.places_by_name.get(place).map_or(&[], Vec::as_slice)
    }

    /// True if the name stands inside a time expression ("Moscow time").
    pub fn is_in_time(&self, name: &Name) -> bool {
        self.time_spans.hold(name.span)
    }

    /// True if the name is a part of a longer name that is no place.
    pub fn is_in_name(&self, name: &Name) -> bool {
        self.other_names.hold_more_than(name.span)
    }
}
