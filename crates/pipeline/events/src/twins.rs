//! Times that stand at the same place of two copies of one passage: they mean the same moment.
//!
//! Comes in: a dossier with its alignments. Goes out: for each time that its own account leaves open, or reads otherwise than
//! its twin states it, the twin's reading with the reason. It may not judge which copy came first: it is the copy that says
//! more that decides, and where two copies say different things nothing is taken over.

use crate::copies::Offsets;
use recount_model::{AccountClaims, Alignment, AlignmentKind, Dossier, Id, Timex, TimexCandidate, TimexType};
use recount_sayings::{Arg, quote, say};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a time takes from its twin.
#[derive(Clone, Debug, PartialEq)]
pub struct TwinTime {
    pub account: Id,
    pub timex: Id,
    pub edtf: Option<String>,
    /// The twin's reading, with the reason.
    pub reading: TimexCandidate,
}

const COPIED_PASSAGE: &str = "copied passage";

/// All that times can take from their twins, sorted by account and time.
pub fn twin_times(dossier: &Dossier) -> Vec<TwinTime> {
    let accounts: BTreeMap<&Id, &AccountClaims> =
        dossier.claims.iter().map(|claims| (&claims.account, &**claims)).collect();
    let mut found: BTreeMap<(Id, Id), Vec<TwinTime>> = BTreeMap::new();
    let is_copy = |alignment: &&Alignment| alignment.kind != AlignmentKind::Paraphrase;
    for alignment in dossier.collation.alignments.iter().filter(is_copy) {
        let (Some(a), Some(b)) = (accounts.get(&alignment.a.account), accounts.get(&alignment.b.account))
        else {
            continue;
        };
        for (ours, theirs) in twins(alignment, &a.times, &b.times) {
            let taken =
                [taken(ours, theirs, &a.account, &b.account), taken(theirs, ours, &b.account, &a.account)];
            for twin in taken.into_iter().flatten() {
                found.entry((twin.account.clone(), twin.timex.clone())).or_default().push(twin);
            }
        }
    }
    let agreed = |twins: Vec<TwinTime>| {
        let first = twins.first()?.clone();
        twins.iter().all(|twin| twin.reading.value == first.reading.value).then_some(first)
    };
    found.into_values().filter_map(agreed).collect()
}

/// Gives the times what their twins state, and the claims that hang on them alone.
pub fn take_over(dossier: &mut Dossier, twins: Vec<TwinTime>) {
    for twin in twins {
        let claims =
            Arc::make_mut(&mut dossier.claims).iter_mut().filter(|claims| claims.account == twin.account);
        for claims in claims.map(Arc::make_mut) {
            let Some(timex) = claims.times.iter_mut().find(|timex| timex.id == twin.timex) else { continue };
            let before = timex.interval;
            timex.value.clone_from(&twin.reading.value);
            timex.edtf.clone_from(&twin.edtf);
            timex.interval = twin.reading.interval;
            timex.anchor = Some(COPIED_PASSAGE.to_owned());
            timex.candidates.retain(|candidate| candidate.value != twin.reading.value);
            timex.candidates.insert(0, twin.reading.clone());
            let hangs_on_it = |times: &[Id]| matches!(times, [only] if *only == twin.timex);
            for claim in
                claims.claims.iter_mut().filter(|claim| hangs_on_it(&claim.times) && claim.when == before)
            {
                claim.when = twin.reading.interval;
            }
        }
    }
}

/// Pairs of dates or clock times at the same place of both passages.
fn twins<'times>(
    alignment: &Alignment,
    ours: &'times [Timex],
    theirs: &'times [Timex],
) -> Vec<(&'times Timex, &'times Timex)> {
    let offsets = Offsets::of(alignment);
    let is_moment = |timex: &&Timex| matches!(timex.kind, TimexType::Date | TimexType::Time);
    let ours = ours.iter().filter(|timex| alignment.a.span.contains(timex.span)).filter(is_moment);
    let theirs: Vec<&Timex> =
        theirs.iter().filter(|timex| alignment.b.span.contains(timex.span)).filter(is_moment).collect();
    let twin = |timex: &'times Timex| {
        let mapped = offsets.mapped(timex.span);
        let shared = |other: &Timex| {
            mapped.end.min(other.span.end).saturating_sub(mapped.start.max(other.span.start)) as usize
        };
        let is_same_place = |other: &&&Timex| shared(other) * 2 > mapped.len().min(other.span.len());
        let mut found = theirs.iter().filter(is_same_place);
        let only = found.next().filter(|_| found.next().is_none())?;
        Some((timex, *only))
    };
    ours.filter_map(twin).collect()
}

/// What `open` takes from `twin`: a reading it allows, and that the twin's own words give or that `open` has none of.
fn taken(open: &Timex, twin: &Timex, account: &Id, other: &Id) -> Option<TwinTime> {
    let is_stated = twin.anchor.is_none() || says_more(twin, open);
    // "Today" in a copy is the day of whoever wrote it first, and that need not be the twin's.
    let is_of_writing = twin.anchor.as_deref() == Some("document time");
    let is_open = open.interval.earliest.is_none() && open.interval.latest.is_none();
    let is_rival = open.candidates.iter().skip(1).any(|candidate| candidate.value == twin.value);
    let fits = match is_open {
        true => allows(&open.value, &twin.value) && (is_stated || !is_of_writing),
        false => is_rival && is_stated,
    };
    if open.value == twin.value || !twin.interval.is_bounded() || !fits || open.kind != twin.kind {
        return None;
    }
    let score = open.candidates.iter().map(|candidate| candidate.score).max().unwrap_or(0);
    let why = say!(
        "event.twin",
        words = quote(&twin.text),
        value = &twin.value,
        account = Arg::Account(other.clone())
    );
    Some(TwinTime {
        account: account.clone(),
        timex: open.id.clone(),
        edtf: twin.edtf.clone(),
        reading: TimexCandidate { value: twin.value.clone(), interval: twin.interval, score, why },
    })
}

/// "Saturday, December 17" beside "Saturday".
fn says_more(twin: &Timex, open: &Timex) -> bool {
    let digits = |timex: &Timex| timex.text.bytes().filter(u8::is_ascii_digit).count();
    digits(twin) > digits(open)
}

/// `XXXX-12-16` allows `2011-12-16`; nothing said allows anything.
fn allows(open: &str, stated: &str) -> bool {
    let fits = |(a, b): (char, char)| a == b || (a == 'X' && b.is_ascii_digit());
    open.is_empty()
        || (open.contains('X') && open.len() == stated.len() && open.chars().zip(stated.chars()).all(fits))
}

#[cfg(test)]
mod tests {
    use super::allows;

    #[test]
    fn open_places_allow_digits_and_nothing_else() {
        assert!(allows("XXXX-12-16", "2011-12-16"));
        assert!(allows("", "2011-12-16"));
        assert!(!allows("XXXX-12-16", "2011-12-17"));
        assert!(!allows("XXXX-12-16", "2011-12"));
        assert!(!allows("2011-12-16", "2011-12-17"));
    }
}
