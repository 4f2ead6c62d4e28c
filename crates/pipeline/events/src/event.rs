//! Events: mentions that tell of the same one, and how many independent tellings stand behind each.
//!
//! Comes in: a dossier. Goes out: [`Events`]. It may not know bounds, conflicts or the chronicle. Joining is complete-link:
//! a mention joins only where it fits every mention that is already there, the surest pairs first.

use crate::accounts::Accounts;
use crate::copies::copied_pairs;
use crate::identity::{Identity, are_comparable, are_one_in_two_languages, do_agree, identity};
use crate::mention::{Mention, mentions};
use crate::people::People;
use crate::rules::{EventRules, Packs};
use crate::tellings::Tellings;
use recount_model::{Dossier, Id};
use std::collections::{BTreeMap, BTreeSet};

/// All events of a dossier.
#[derive(Debug)]
pub(crate) struct Events<'dossier> {
    pub accounts: Accounts<'dossier>,
    pub mentions: Vec<Mention<'dossier>>,
    /// In the order of their first mention.
    pub events: Vec<Event>,
    /// Pairs of mentions that are copies of each other.
    pub copies: Vec<(usize, usize)>,
    /// Pairs of mentions of different events that exclude each other if they mean the same one.
    pub suspected: Vec<(usize, usize)>,
    tellings: Tellings<'dossier>,
}

/// One event: indices into [`Events::mentions`], ascending.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    pub id: Id,
    pub mentions: Vec<usize>,
    /// Mentions that say it did not happen.
    pub denials: Vec<usize>,
}

/// A word that more mentions than this share says nothing about identity.
const COMMON: usize = 150;

impl<'dossier> Events<'dossier> {
    /// Joins the mentions of a dossier.
    pub fn of(dossier: &'dossier Dossier, packs: &Packs<'_>) -> Self {
        let accounts = Accounts::of(dossier);
        let rules = packs.main;
        let mentions = mentions(&accounts, &People::of(dossier), packs);
        let copies = copied_pairs(dossier, &mentions);
        let mut joining = Joining::new(&mentions, rules);
        let places: BTreeMap<&Id, usize> =
            mentions.iter().enumerate().map(|(at, mention)| (&mention.claim.id, at)).collect();
        let decided = |pairs: &[(Id, Id)]| -> BTreeSet<(usize, usize)> {
            let found = pairs.iter().filter_map(|(a, b)| Some((*places.get(a)?, *places.get(b)?)));
            found.map(|(a, b)| (a.min(b), a.max(b))).collect()
        };
        joining.apart = decided(&dossier.joins.apart);
        for (a, b) in decided(&dossier.joins.same) {
            joining.merge(joining.group(a), joining.group(b));
        }
        for (a, b) in &copies {
            joining.join_copies(*a, *b);
        }
        let mut pairs: Vec<(Identity, usize, usize)> = candidate_pairs(&mentions, rules)
            .into_iter()
            .filter_map(|(a, b)| {
                let (ours, theirs) = (mentions.get(a)?, mentions.get(b)?);
                Some((identity(ours, theirs, packs.of(ours.language))?, a, b))
            })
            .collect();
        pairs.extend(across_languages(&mentions, packs).into_iter().map(|(a, b)| (Identity::Likely, a, b)));
        pairs.sort_unstable();
        let mut suspected = Vec::new();
        for (how, a, b) in pairs {
            let is_joined = how != Identity::Suspected && joining.join(a, b, how);
            if !is_joined && how == Identity::Suspected && !joining.are_joined(a, b) {
                suspected.push((a, b));
            }
        }
        let groups = joining.groups();
        let events = named(&mentions, groups, rules);
        Events { accounts, mentions, events, copies, suspected, tellings: Tellings::of(dossier) }
    }

    pub fn mention(&self, at: usize) -> Option<&Mention<'dossier>> {
        self.mentions.get(at)
    }

    /// The mentions of an event.
    pub fn of_event<'events>(
        &'events self,
        event: &'events Event,
    ) -> impl Iterator<Item = &'events Mention<'dossier>> {
        event.mentions.iter().filter_map(|at| self.mentions.get(*at))
    }

    /// The independent tellings behind an event, as groups of its mentions.
    pub fn roots(&self, event: &Event) -> Vec<Vec<usize>> {
        self.tellings.roots(&self.mentions, &event.mentions, &self.copies)
    }

    /// Mentions of the sentence that `mention` stands in, or near it: they stand together in the dossier's order.
    pub fn in_sentence(&self, mention: &Mention<'_>) -> impl Iterator<Item = usize> + use<'_, 'dossier> {
        let (original, sentence) = (&mention.passage.original, mention.sentence.span);
        let before = |offset: u32| {
            self.mentions.partition_point(|other| {
                (&other.passage.original, other.claim.span.start) < (original, offset)
            })
        };
        let (start, end) = (before(sentence.start), before(sentence.end));
        start..end.max(start)
    }

    /// Which event each mention belongs to; denials belong to none.
    pub fn event_by_mention(&self) -> BTreeMap<usize, &Event> {
        self.events.iter().flat_map(|event| event.mentions.iter().map(move |at| (*at, event))).collect()
    }

    /// A copy that keeps the words of a relative time ("on Friday") says the same time, whatever day each account's words
    /// seem to count from.
    pub fn keeps_words(&self, a: usize, b: usize) -> bool {
        let words = |at: usize| {
            let moment = self.mention(at)?.moment.as_ref()?;
            moment.timex.anchor.as_ref().map(|_| moment.timex.text.to_lowercase())
        };
        self.are_copies(a, b) && words(a).is_some_and(|said| words(b) == Some(said))
    }

    pub fn are_copies(&self, a: usize, b: usize) -> bool {
        self.copies.binary_search(&(a.min(b), a.max(b))).is_ok()
    }
}

/// Pairs with the same action and a word in common; actions that say little count as one.
fn candidate_pairs(mentions: &[Mention<'_>], rules: &EventRules) -> BTreeSet<(usize, usize)> {
    let mut having: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    for (at, mention) in mentions.iter().enumerate() {
        let action = if rules.is_weak(&mention.action) { "" } else { mention.action.as_str() };
        for word in &mention.words {
            having.entry((action, word)).or_default().push(at);
        }
    }
    let mut pairs = BTreeSet::new();
    for sharing in having.values().filter(|sharing| sharing.len() <= COMMON) {
        for (nth, a) in sharing.iter().enumerate() {
            pairs.extend(sharing.iter().skip(nth + 1).map(|b| (*a, *b)));
        }
    }
    pairs
}

/// Pairs of mentions in two languages that tell of the same act, place and day. Words cannot be compared there, so a pair counts
/// only where each language tells of one such act, once or in words that agree among themselves.
fn across_languages(mentions: &[Mention<'_>], packs: &Packs<'_>) -> Vec<(usize, usize)> {
    let mut told: BTreeMap<(&str, &str, &str), Vec<usize>> = BTreeMap::new();
    for (at, mention) in mentions.iter().enumerate() {
        if let (Some(day), Some(place), Some(act)) = (mention.day(), &mention.place, mention.act)
            && !packs.of(mention.language).is_weak(&mention.action)
        {
            told.entry((act, day, place)).or_default().push(at);
        }
    }
    let of = |at: &usize| mentions.get(*at);
    let is_of_other = |a: &usize, b: &usize| of(a).map(|one| one.language) != of(b).map(|one| one.language);
    let mut pairs = Vec::new();
    for members in told.values().filter(|members| members.len() <= COMMON) {
        let fits = |a: &usize, b: &usize| {
            of(a).zip(of(b)).is_some_and(|(a, b)| are_one_in_two_languages(a, b, packs.main))
        };
        let across: Vec<(usize, usize)> = members
            .iter()
            .enumerate()
            .flat_map(|(nth, a)| members.iter().skip(nth + 1).map(move |b| (*a, *b)))
            .filter(|(a, b)| is_of_other(a, b))
            .collect();
        if across.iter().all(|(a, b)| fits(a, b)) {
            pairs.extend(across);
        }
    }
    pairs
}

/// Groups of mentions that only grow where everything fits.
struct Joining<'input, 'dossier> {
    mentions: &'input [Mention<'dossier>],
    rules: &'input EventRules,
    group_of: Vec<usize>,
    groups: Vec<Vec<usize>>,
    /// Pairs that a person keeps apart.
    apart: BTreeSet<(usize, usize)>,
}

impl<'input, 'dossier> Joining<'input, 'dossier> {
    fn new(mentions: &'input [Mention<'dossier>], rules: &'input EventRules) -> Self {
        let groups = (0..mentions.len()).map(|at| vec![at]).collect();
        Joining { mentions, rules, group_of: (0..mentions.len()).collect(), groups, apart: BTreeSet::new() }
    }

    fn group(&self, at: usize) -> usize {
        self.group_of.get(at).copied().unwrap_or(at)
    }

    fn are_joined(&self, a: usize, b: usize) -> bool {
        self.group(a) == self.group(b)
    }

    /// The same words tell of the same event, whatever was changed in them; unless a plan became a fact, or a "not" came.
    fn join_copies(&mut self, a: usize, b: usize) {
        let (Some(ours), Some(theirs)) = (self.mentions.get(a), self.mentions.get(b)) else { return };
        let is_kept_apart = self.are_kept_apart(self.group(a), self.group(b));
        if ours.is_planned == theirs.is_planned && ours.is_denied() == theirs.is_denied() && !is_kept_apart {
            self.merge(self.group(a), self.group(b));
        }
    }

    fn join(&mut self, a: usize, b: usize, how: Identity) -> bool {
        let (ours, theirs) = (self.group(a), self.group(b));
        if ours == theirs {
            return true;
        }
        let members = |group: usize| self.groups.get(group).map_or(&[][..], Vec::as_slice);
        let fits = members(ours).iter().all(|a| {
            members(theirs).iter().all(|b| match (self.mentions.get(*a), self.mentions.get(*b)) {
                (Some(a), Some(b)) => self.do_fit(a, b, how),
                _ => false,
            })
        });
        let fits = fits && !self.are_kept_apart(ours, theirs);
        if fits {
            self.merge(ours, theirs);
        }
        fits
    }

    /// True if a person keeps a member of the one group apart from a member of the other.
    fn are_kept_apart(&self, a: usize, b: usize) -> bool {
        let members = |group: usize| self.groups.get(group).map_or(&[][..], Vec::as_slice);
        !self.apart.is_empty()
            && members(a)
                .iter()
                .any(|x| members(b).iter().any(|y| self.apart.contains(&((*x).min(*y), (*x).max(*y)))))
    }

    fn do_fit(&self, a: &Mention<'_>, b: &Mention<'_>, how: Identity) -> bool {
        let is_same_time = match (&a.moment, &b.moment) {
            (Some(ours), Some(theirs)) => how == Identity::Certain || do_agree(ours, theirs),
            _ => true,
        };
        is_same_time && !a.is_denied() && !b.is_denied() && are_comparable(a, b, self.rules)
    }

    fn merge(&mut self, a: usize, b: usize) {
        if a == b {
            return;
        }
        let (kept, gone) = (a.min(b), a.max(b));
        let moved = self.groups.get_mut(gone).map(std::mem::take).unwrap_or_default();
        for at in &moved {
            if let Some(group) = self.group_of.get_mut(*at) {
                *group = kept;
            }
        }
        if let Some(group) = self.groups.get_mut(kept) {
            group.extend(moved);
            group.sort_unstable();
        }
    }

    fn groups(self) -> Vec<Vec<usize>> {
        self.groups.into_iter().filter(|group| !group.is_empty()).collect()
    }
}

/// Makes events of groups and hangs each denial on the event that it denies.
fn named(mentions: &[Mention<'_>], groups: Vec<Vec<usize>>, rules: &EventRules) -> Vec<Event> {
    let is_denial =
        |group: &Vec<usize>| group.iter().all(|at| mentions.get(*at).is_some_and(Mention::is_denied));
    let (denying, told): (Vec<_>, Vec<_>) = groups.into_iter().partition(is_denial);
    let mut numbered = Numbered::new();
    let mut events: Vec<Event> = told
        .into_iter()
        .map(|group| Event {
            id: event_id(mentions, &group, &mut numbered),
            mentions: group,
            denials: Vec::new(),
        })
        .collect();
    for at in denying.into_iter().flatten() {
        let Some(denial) = mentions.get(at) else { continue };
        let denied = events.iter_mut().find(|event| {
            event
                .mentions
                .iter()
                .filter_map(|at| mentions.get(*at))
                .any(|told| is_denied_by(told, denial, rules))
        });
        if let Some(event) = denied {
            event.denials.push(at);
        }
    }
    events
}

/// A denial must name the same act with all of its words, and no other time.
fn is_denied_by(told: &Mention<'_>, denial: &Mention<'_>, rules: &EventRules) -> bool {
    let agrees = match (&told.moment, &denial.moment) {
        (Some(ours), Some(theirs)) => do_agree(ours, theirs),
        _ => true,
    };
    let has_words = denial.words.len() >= 2 && denial.words.is_subset(&told.words);
    told.action == denial.action && agrees && has_words && are_comparable(told, denial, rules)
}

/// How many events tell of each (time, action, words): equal ones are numbered, so that none borrows another's name.
type Numbered = BTreeMap<(String, String, String), usize>;

/// Named by what is told, not by who tells it: further copies change nothing.
fn event_id(mentions: &[Mention<'_>], group: &[usize], numbered: &mut Numbered) -> Id {
    let told = group.iter().filter_map(|at| mentions.get(*at)).map(|mention| {
        let words: Vec<&str> = mention.words.iter().map(String::as_str).collect();
        let when = mention.moment.as_ref().map_or("", |moment| moment.timex.value.as_str());
        (when.to_owned(), mention.action.clone(), words.join(" "))
    });
    let named = told.min().unwrap_or_default();
    let nth = numbered.get(&named).copied().unwrap_or_default();
    let id = Id::from_parts("event", &[&named.0, &named.1, &named.2, &nth.to_string()]);
    numbered.insert(named, nth + 1);
    id
}
