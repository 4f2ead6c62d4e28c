//! Which events an order between events is about.
//!
//! Comes in: claims that one happening was before another, and the events. Goes out: pairs of nodes of the time network. It
//! may not know constraints. Words lead to an event only where exactly one fits; all else becomes a node of its own, which
//! only the same words share.

use crate::accounts::Known;
use crate::event::{Event, Events};
use crate::rules::EventRules;
use recount_model::{Claim, ClaimContent, Id, Passage};
use std::collections::{BTreeMap, BTreeSet};

/// One claimed order.
#[derive(Clone, Debug)]
pub(crate) struct Order<'dossier> {
    pub claim: &'dossier Claim,
    pub passage: Passage,
    pub earlier: Node,
    pub later: Node,
    pub gap_ms: Option<(i64, i64)>,
}

/// What an order is about: an event, or words that lead to none.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Node {
    pub id: Id,
    /// The words, for a reader.
    pub words: String,
    pub is_event: bool,
}

/// All claimed orders, by account, then by place in it.
pub(crate) fn orders<'dossier>(events: &Events<'dossier>, rules: &EventRules) -> Vec<Order<'dossier>> {
    let finder = Finder::of(events, rules);
    let mut found = Vec::new();
    for Known { account, claims, reading } in events.accounts.in_order() {
        for claim in &claims.claims {
            let ClaimContent::Ordered { earlier, later, gap_ms } = &claim.content else { continue };
            let passage = account.passage(reading, claim.span);
            let text = passage.text.to_lowercase();
            let (earlier, later) = (finder.node(earlier, &text), finder.node(later, &text));
            if !claim.is_negated && earlier.id != later.id {
                found.push(Order { claim, passage, earlier, later, gap_ms: *gap_ms });
            }
        }
    }
    found.sort_by(|a, b| (&a.passage, &a.claim.id).cmp(&(&b.passage, &b.claim.id)));
    found
}

struct Finder<'events> {
    events: &'events Events<'events>,
    rules: &'events EventRules,
    by_action: BTreeMap<&'events str, Vec<&'events Event>>,
}

impl<'events> Finder<'events> {
    fn of(events: &'events Events<'_>, rules: &'events EventRules) -> Self {
        let mut by_action: BTreeMap<&str, Vec<&Event>> = BTreeMap::new();
        for event in &events.events {
            let first = events.of_event(event).next();
            if let Some(mention) = first.filter(|mention| !mention.is_recurrent && !mention.is_planned) {
                by_action.entry(&mention.action).or_default().push(event);
            }
        }
        Finder { events, rules, by_action }
    }

    /// What `words` name, which stand in `text` in lower case, the act apart: it is named as all languages name it.
    fn node(&self, words: &[String], text: &str) -> Node {
        let folded: BTreeSet<String> = words.iter().map(|word| self.rules.fold(word)).collect();
        let own: Vec<&str> = words.iter().map(String::as_str).filter(|word| text.contains(word)).collect();
        let shown = if own.is_empty() { words.join(" ") } else { own.join(" ") };
        if let Some(event) = self.only_event(&folded) {
            return Node { id: event.id.clone(), words: shown, is_event: true };
        }
        let parts: Vec<&str> = folded.iter().map(String::as_str).collect();
        Node { id: Id::from_parts("words", &parts), words: shown, is_event: false }
    }

    /// The one event whose action is among the words and that has all the others.
    fn only_event(&self, words: &BTreeSet<String>) -> Option<&'events Event> {
        if words.len() < 2 {
            return None;
        }
        let candidates = words.iter().filter_map(|word| self.by_action.get(word.as_str())).flatten();
        let mut fitting = candidates.filter(|event| {
            self.events.of_event(event).any(|mention| {
                words.iter().all(|word| *word == mention.action || mention.words.contains(word))
                    && !self.rules.are_told_apart(words, &mention.words)
            })
        });
        let first = fitting.next()?;
        fitting.all(|other| other.id == first.id).then_some(*first)
    }
}
