//! The chronicle: what is said to have happened, in order, with bounds, support and dispute.
//!
//! Comes in: events and their network. Goes out: drafts of entries sorted by earliest, then latest time, then title; what they
//! weigh comes later (`rank`). Time is never borrowed: an entry has a time that one of its own passages gives, or bounds that
//! claimed orders give, or it is left out.

use crate::event::{Event, Events};
use crate::identity::do_agree;
use crate::mention::Mention;
use crate::moment::{Grain, Moment};
use crate::phase::Core;
use crate::rank::Draft;
use crate::rules::Packs;
use crate::title::title;
use recount_model::{ChronicleEntry, ConstraintNetwork, Hold, Id, Interval, Passage};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Passages of one account that one entry cites at most.
const PASSAGES_EACH: usize = 2;

/// Drafts the chronicle of `events` on their network.
pub(crate) fn drafts(events: &Events<'_>, network: &ConstraintNetwork, packs: &Packs<'_>) -> Vec<Draft> {
    let known = Known::of(network);
    let mut drafts: Vec<Draft> = joined_by_sentence(events)
        .into_iter()
        .filter_map(|event| known.draft(events, &event, packs))
        .collect();
    let core = Core::of(
        drafts
            .iter()
            .filter(|draft| !draft.entry.is_planned)
            .map(|draft| (draft.entry.interval, u64::from(draft.entry.roots))),
    );
    for draft in &mut drafts {
        let phase = core.map_or("core", |core| core.phase(draft.entry.interval));
        draft.entry.phase = phase.to_owned();
        draft.days_from_core = core.map_or(0, |core| core.days_from(draft.entry.interval));
    }
    drafts.sort_by(|a, b| place(&a.entry).cmp(&place(&b.entry)));
    drafts
}

/// What is open below comes after what is not; ties fall to the title.
fn place(entry: &ChronicleEntry) -> (i64, i64, &str, &Id) {
    let earliest = entry.interval.earliest.unwrap_or(i64::MAX);
    (earliest, entry.interval.latest.unwrap_or(i64::MAX), &entry.title, &entry.id)
}

/// Events told by one sentence at one time are one entry: a reader sees the sentence once.
fn joined_by_sentence(events: &Events<'_>) -> Vec<Event> {
    let mut first: BTreeMap<(&Passage, &[Id], bool), usize> = BTreeMap::new();
    let mut joined: Vec<Event> = Vec::new();
    for event in &events.events {
        let keys = events
            .of_event(event)
            .filter(|mention| mention.moment.is_some())
            .map(|mention| (&mention.sentence, mention.claim.times.as_slice(), mention.is_planned));
        let keys: Vec<_> = keys.collect();
        let known = keys.iter().find_map(|key| first.get(key).copied());
        let at = match known.and_then(|at| joined.get_mut(at).map(|into| (at, into))) {
            Some((at, into)) => {
                into.mentions.extend(&event.mentions);
                into.mentions.sort_unstable();
                into.denials.extend(&event.denials);
                at
            }
            None => {
                joined.push(event.clone());
                joined.len() - 1
            }
        };
        for key in keys {
            first.entry(key).or_insert(at);
        }
    }
    joined
}

/// What the rest of the dossier says about events.
struct Known<'network> {
    bounds: BTreeMap<&'network str, Interval>,
    /// Passages of time conflicts, with all passages of the same conflict.
    disputes: BTreeMap<&'network Passage, Vec<&'network Passage>>,
}

impl<'network> Known<'network> {
    fn of(network: &'network ConstraintNetwork) -> Self {
        let mut disputes: BTreeMap<&Passage, Vec<&Passage>> = BTreeMap::new();
        // Times that fit in what their words can mean are not against each other.
        let firm = network.conflicts.iter().filter(|conflict| conflict.hold != Hold::Possible);
        for conflict in firm {
            for passage in &conflict.passages {
                disputes.entry(passage).or_default().extend(conflict.passages.iter());
            }
        }
        let bounds = network.bounds.iter().map(|bound| (bound.event.as_str(), bound.interval)).collect();
        Known { bounds, disputes }
    }

    fn draft(&self, events: &Events<'_>, event: &Event, packs: &Packs<'_>) -> Option<Draft> {
        let mentions: Vec<&Mention<'_>> = events.of_event(event).collect();
        let when = self.when(&mentions, event)?;
        let chosen = title(events, event, packs);
        // Who did it, and what, are both left open: that is no entry.
        if !chosen.stands_alone
            && mentions.iter().all(|mention| packs.of(mention.language).is_weak(&mention.action))
        {
            return None;
        }
        let (agreeing, opposing) = sides(events, event, chosen.mention);
        let supports = cited(&agreeing, chosen.passage);
        let disputes = self.disputes(events, event, &supports, &opposing);
        let clause = |mention: &&Mention<'_>| (mention.passage.account.clone(), mention.claim.span);
        let clauses = mentions.iter().map(clause).collect();
        let claims: BTreeSet<Id> = mentions.iter().map(|mention| mention.claim.id.clone()).collect();
        let entry = ChronicleEntry {
            id: Id::from_parts("entry", &[&event.id.0]),
            title: chosen.text,
            interval: when.interval,
            edtf: when.edtf,
            place: most_named_place(&mentions),
            supports,
            disputes,
            roots: events.roots(event).len() as u32,
            is_planned: mentions.iter().all(|mention| mention.is_planned),
            phase: String::new(),
            claims: claims.into_iter().collect(),
            weight: 0,
            weighed: Vec::new(),
        };
        Some(Draft {
            entry,
            clauses,
            days_from_core: 0,
            grain: when.grain,
            stands_alone: chosen.stands_alone,
        })
    }

    /// The times its passages give, where they agree: what all allow; where they do not: what any allows. Orders may
    /// narrow it. An event that nothing dates is kept only where orders bound it on both sides.
    fn when(&self, mentions: &[&Mention<'_>], event: &Event) -> Option<When> {
        let moments: Vec<&Moment<'_>> =
            mentions.iter().filter_map(|mention| mention.moment.as_ref()).collect();
        let bound = self.bounds.get(event.id.0.as_str()).copied().unwrap_or(Interval::UNBOUNDED);
        let Some(finest) =
            moments.iter().copied().max_by_key(|moment| (moment.grain, Reverse(moment.timex.span)))
        else {
            return bound.is_bounded().then_some(When { interval: bound, edtf: None, grain: None });
        };
        let shared = moments
            .iter()
            .try_fold(Interval::UNBOUNDED, |shared, moment| shared.intersection(moment.interval));
        let any = moments.iter().fold(finest.interval, |any, moment| Interval {
            earliest: any.earliest.min(moment.interval.earliest),
            latest: any.latest.max(moment.interval.latest),
        });
        let do_agree = moments.iter().all(|moment| do_agree(moment, finest));
        let told = shared.filter(|_| do_agree).unwrap_or(any);
        let interval = told.intersection(bound).filter(|_| do_agree).unwrap_or(told);
        Some(When { interval, edtf: edtf(&moments, finest, do_agree), grain: Some(finest.grain) })
    }

    /// Passages that exclude what the supports say: other times of the same event, time conflicts, denials.
    fn disputes(
        &self,
        events: &Events<'_>,
        event: &Event,
        supports: &[Passage],
        opposing: &[&Mention<'_>],
    ) -> Vec<Passage> {
        let is_own = |passage: &Passage| {
            supports.iter().any(|own| own.original == passage.original && own.span.overlaps(passage.span))
        };
        let against = events
            .of_event(event)
            .filter_map(|mention| self.disputes.get(&mention.passage))
            .flatten()
            .copied();
        let denials = event.denials.iter().filter_map(|at| events.mention(*at)).map(|denial| &denial.passage);
        let opposing = opposing.iter().map(|mention| &mention.passage);
        let all: BTreeSet<&Passage> =
            against.chain(denials).chain(opposing).filter(|passage| !is_own(passage)).collect();
        all.into_iter().cloned().collect()
    }
}

struct When {
    interval: Interval,
    edtf: Option<String>,
    grain: Option<Grain>,
}

/// Where times differ at day grain or coarser, a one-of set; else what the finest expression says.
fn edtf(moments: &[&Moment<'_>], finest: &Moment<'_>, do_agree: bool) -> Option<String> {
    if do_agree {
        return finest.edtf();
    }
    let days: BTreeSet<&str> = moments.iter().filter_map(|moment| moment.day).collect();
    match days.len() {
        0 => finest.edtf(),
        1 => days.first().map(|day| (*day).to_owned()),
        _ => Some(format!("[{}]", days.into_iter().collect::<Vec<_>>().join(","))),
    }
}

/// Mentions whose time can hold with the titled one's, and those whose time cannot.
fn sides<'events, 'dossier>(
    events: &'events Events<'dossier>,
    event: &Event,
    titled: usize,
) -> (Vec<&'events Mention<'dossier>>, Vec<&'events Mention<'dossier>>) {
    let moment = events.mention(titled).and_then(|mention| mention.moment.as_ref());
    let agrees = |at: &usize| {
        let own = events.mention(*at).and_then(|mention| mention.moment.as_ref());
        let is_one = own.zip(moment).is_none_or(|(own, titled)| do_agree(own, titled));
        is_one || events.keeps_words(*at, titled)
    };
    let (agreeing, opposing): (Vec<usize>, Vec<usize>) = event.mentions.iter().partition(|at| agrees(at));
    let mentions = |side: Vec<usize>| side.into_iter().filter_map(|at| events.mention(at)).collect();
    (mentions(agreeing), mentions(opposing))
}

/// The passage of the title first, then one a telling, then a second one where there is room.
fn cited(mentions: &[&Mention<'_>], titled: Option<Passage>) -> Vec<Passage> {
    let mut rest: Vec<&Mention<'_>> = mentions.to_vec();
    rest.sort_by_key(|mention| {
        (Reverse(mention.moment.as_ref().map(|moment| moment.grain)), &mention.passage)
    });
    let ordered: Vec<&Passage> = titled.iter().chain(rest.iter().map(|mention| &mention.passage)).collect();
    let mut each: BTreeMap<&Id, usize> = BTreeMap::new();
    let mut kept: Vec<Passage> = Vec::new();
    for passage in ordered {
        let count = each.entry(&passage.account).or_default();
        let is_new =
            !kept.iter().any(|other| other.account == passage.account && other.span.overlaps(passage.span));
        if is_new && *count < PASSAGES_EACH {
            *count += 1;
            kept.push(passage.clone());
        }
    }
    kept
}

/// The place most mentions name; the first in the alphabet among equals.
fn most_named_place(mentions: &[&Mention<'_>]) -> Option<String> {
    let mut named: BTreeMap<&str, usize> = BTreeMap::new();
    for place in mentions.iter().filter_map(|mention| mention.place.as_deref()) {
        *named.entry(place).or_default() += 1;
    }
    named.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0))).map(|(place, _)| place.to_owned())
}
