//! Spans looked up by place: an account may have a hundred thousand of a kind.
//!
//! Comes in: spans in any order. Goes out: which of them hold, or lie in, a given one, without a walk through all. It may not
//! know what the spans are of.

use recount_model::Span;

/// Spans by their beginning, each with the furthest end of all up to it: whether one holds a given span is looked up, not
/// sought.
#[derive(Clone, Debug, Default)]
pub struct Covers {
    spans: Vec<Span>,
    /// Where each stood in what was given.
    places: Vec<usize>,
    furthest: Vec<u32>,
}

impl Covers {
    /// Sorts the spans.
    pub fn of(spans: impl Iterator<Item = Span>) -> Self {
        let mut placed: Vec<(Span, usize)> = spans.enumerate().map(|(place, span)| (span, place)).collect();
        placed.sort_unstable();
        let furthest = placed.iter().scan(0, |furthest, (span, _)| {
            *furthest = span.end.max(*furthest);
            Some(*furthest)
        });
        let furthest = furthest.collect();
        let (spans, places) = placed.into_iter().unzip();
        Covers { spans, places, furthest }
    }

    /// The furthest end of all that begin before the first `count`.
    fn reach(&self, count: usize) -> Option<u32> {
        self.furthest.get(count.checked_sub(1)?).copied()
    }

    /// True if one of them holds `span`.
    pub fn hold(&self, span: Span) -> bool {
        let upto = self.spans.partition_point(|other| other.start <= span.start);
        self.reach(upto).is_some_and(|end| end >= span.end)
    }

    /// True if one of them holds `span` and is longer.
    pub fn hold_more_than(&self, span: Span) -> bool {
        let before = self.spans.partition_point(|other| other.start < span.start);
        let upto = self.spans.partition_point(|other| other.start <= span.start);
        let same_start = self.spans.get(before..upto).unwrap_or_default();
        self.reach(before).is_some_and(|end| end >= span.end)
            || same_start.iter().any(|other| other.end > span.end)
    }

    /// Places, in what was given, of the spans that hold `span`; the one that begins last comes first.
    pub fn holding(&self, span: Span) -> impl Iterator<Item = usize> + '_ {
        let upto = self.spans.partition_point(|other| other.start <= span.start);
        let before = self.spans.iter().zip(&self.places).zip(&self.furthest).take(upto).rev();
        before
            .take_while(move |(_, furthest)| **furthest >= span.end)
            .filter(move |((other, _), _)| other.contains(span))
            .map(|((_, place), _)| *place)
    }

    /// Places, in what was given, of the spans that begin in `span` or at its end, by their beginning.
    pub fn beginning_in(&self, span: Span) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let first = self.spans.partition_point(|other| other.start < span.start);
        let end = self.spans.partition_point(|other| other.start <= span.end).max(first);
        self.places.get(first..end).unwrap_or_default().iter().copied()
    }

    /// Places, in what was given, of the spans that lie in `span`, by their beginning.
    pub fn within(&self, span: Span) -> impl Iterator<Item = usize> + '_ {
        let first = self.spans.partition_point(|other| other.start < span.start);
        let from = self.spans.iter().zip(&self.places).skip(first);
        from.take_while(move |(other, _)| other.start <= span.end)
            .filter(move |(other, _)| span.contains(**other))
            .map(|(_, place)| *place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn span() -> impl Strategy<Value = Span> {
        (0_u32..20, 0_u32..6).prop_map(|(start, length)| Span { start, end: start + length })
    }

    proptest! {
        #[test]
        fn what_is_looked_up_is_what_a_search_finds(spans in prop::collection::vec(span(), 0..12), one in span()) {
            let covers = Covers::of(spans.iter().copied());
            prop_assert_eq!(covers.hold(one), spans.iter().any(|other| other.contains(one)));
            let longer = |other: &Span| other.contains(one) && *other != one;
            prop_assert_eq!(covers.hold_more_than(one), spans.iter().any(longer));
            let sought = |keep: &dyn Fn(&Span) -> bool| -> Vec<usize> {
                (0..spans.len()).filter(|at| keep(&spans[*at])).collect()
            };
            let sorted = |mut places: Vec<usize>| { places.sort_unstable(); places };
            prop_assert_eq!(sorted(covers.holding(one).collect()), sought(&|other| other.contains(one)));
            prop_assert_eq!(sorted(covers.within(one).collect()), sought(&|other| one.contains(*other)));
            let begins = |other: &Span| one.start <= other.start && other.start <= one.end;
            prop_assert_eq!(sorted(covers.beginning_in(one).collect()), sought(&begins));
        }
    }
}
