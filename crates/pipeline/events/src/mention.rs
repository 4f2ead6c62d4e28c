//! Mentions: claims that something happened, made ready for comparison.
//!
//! Comes in: accounts. Goes out: one [`Mention`] per claim that something happened, in the dossier's order. It may
//! not know which mentions tell of the same event.

use crate::accounts::{Accounts, Known};
use crate::moment::Moment;
use crate::people::People;
use crate::read::Read;
use crate::rules::{EventRules, Packs};
use recount_model::{
    AccountClaims, Certainty, Claim, ClaimContent, Interval, Name, Passage, Span, TimexType,
};
use recount_text::AccountText;
use std::collections::BTreeSet;

/// The rule of claims whose verb is its own word, not one that packs share.
const UNLISTED: &str = "dated-clause";

/// One claim that something happened.
#[derive(Clone, Debug)]
pub(crate) struct Mention<'dossier> {
    pub claim: &'dossier Claim,
    pub passage: Passage,
    /// The sentence that the claim stands in.
    pub sentence: Passage,
    /// When the account (or the layer that the claim stands in) was written.
    pub written: Interval,
    pub action: String,
    /// The act as all languages name it; `None` for a verb that no pack lists.
    pub act: Option<&'dossier str>,
    /// Folded key words other than the action.
    pub words: BTreeSet<String>,
    pub moment: Option<Moment<'dossier>>,
    /// The first place that the clause names; else the place that the claim has from further up.
    pub place: Option<String>,
    /// All places that the clause names.
    pub places: BTreeSet<String>,
    pub is_planned: bool,
    /// "Every day", "at weekends".
    pub is_recurrent: bool,
    /// BCP 47, of the account.
    pub language: &'dossier str,
    /// Who takes part, as the dossier's people are known.
    pub participants: BTreeSet<String>,
}

impl Mention<'_> {
    /// True if it says that the event did not happen.
    pub fn is_denied(&self) -> bool {
        self.claim.is_negated || self.claim.certainty == Certainty::Denied
    }

    /// The day it names.
    pub fn day(&self) -> Option<&str> {
        self.moment.as_ref().and_then(|moment| moment.day)
    }

    /// When it says that it happened, widened by rounding; unbounded when it does not say.
    pub fn when(&self) -> Interval {
        self.moment.as_ref().map_or(Interval::UNBOUNDED, Moment::tolerant)
    }
}

/// All claims that something happened, by account, then by place in it.
pub(crate) fn mentions<'dossier>(
    accounts: &Accounts<'dossier>,
    people: &People<'dossier>,
    packs: &Packs<'_>,
) -> Vec<Mention<'dossier>> {
    let mut found = Vec::new();
    for Known { account, claims, reading } in accounts.in_order() {
        let rules = packs.of(&account.language);
        let teller = Teller {
            text: AccountText::new(account, reading, &rules.abbreviations),
            claims,
            people,
            read: Read::of(claims),
        };
        let first = found.len();
        found.extend(claims.claims.iter().filter_map(|claim| teller.mention(claim, rules)));
        if let Some(own) = found.get_mut(first..) {
            own.sort_by(|a: &Mention<'_>, b| (a.claim.span, &a.claim.id).cmp(&(b.claim.span, &b.claim.id)));
        }
    }
    found
}

struct Teller<'dossier, 'people> {
    text: AccountText<'dossier>,
    claims: &'dossier AccountClaims,
    people: &'people People<'dossier>,
    read: Read<'dossier>,
}

impl<'dossier> Teller<'dossier, '_> {
    fn mention(&self, claim: &'dossier Claim, rules: &EventRules) -> Option<Mention<'dossier>> {
        let ClaimContent::Happened { action, keywords } = &claim.content else { return None };
        let act = (claim.rule != UNLISTED).then_some(action.as_str());
        let action = rules.fold(action);
        let mut words: BTreeSet<String> = keywords.iter().map(|word| rules.fold(word)).collect();
        words.remove(&action);
        let places = self.places_in(claim, rules);
        let own_times = self.read.times_of(claim);
        Some(Mention {
            claim,
            passage: self.text.account.passage(self.text.reading, claim.span),
            sentence: self.text.account.passage(self.text.reading, self.sentence_of(claim.span)),
            written: self.written_at(claim),
            action,
            act,
            words,
            moment: Moment::of(&own_times, |timex| self.words_before(timex.span), &rules.moments),
            place: places.first().cloned().or_else(|| self.place_from_above(claim)),
            places: places.into_iter().collect(),
            is_planned: claim.certainty == Certainty::Planned
                || own_times.iter().any(|timex| timex.is_planned),
            is_recurrent: own_times.iter().any(|timex| timex.kind == TimexType::Set),
            language: &self.text.account.language,
            participants: claim
                .participants
                .iter()
                .map(|name| self.people.known(&self.claims.account, name))
                .collect(),
        })
    }

    /// The places that the clause names, those it happened at first, else in order; names inside time expressions ("Moscow time") and inside other names
    /// are none.
    fn places_in(&self, claim: &Claim, rules: &EventRules) -> Vec<String> {
        let own = self.read.places_in(claim.span);
        let is_spoken_of = |name: &Name| {
            let [_, before] = self.words_before(name.span);
            !rules.moments.locatives.contains(&before)
        };
        let mut own: Vec<&Name> =
            own.filter(|name| !self.read.is_in_time(name) && !self.read.is_in_name(name)).collect();
        own.sort_by_key(|name| is_spoken_of(name));
        own.into_iter().map(|name| self.people.known(&self.claims.account, &name.canonical)).collect()
    }

    /// The place that the claim has from further up; not from further down, and not from a time expression.
    fn place_from_above(&self, claim: &Claim) -> Option<String> {
        let place = claim.place.as_ref()?;
        let mentions = self.read.mentions_of(place);
        let is_above = |name: &&Name| name.span.start < claim.span.end && !self.read.is_in_time(name);
        let is_told = mentions.is_empty() || mentions.iter().any(is_above);
        is_told.then(|| self.people.known(&self.claims.account, place))
    }

    /// The two words right before a span, lower case, the nearer one last; empty where a mark or the start stands there.
    fn words_before(&self, span: Span) -> [String; 2] {
        let tokens = &self.text.tokens;
        let at = tokens.partition_point(|token| token.span.start < span.start);
        let word = |back: usize| {
            let token = at.checked_sub(back).and_then(|at| tokens.get(at)).filter(|token| token.is_word());
            token.map_or_else(String::new, |token| token.lower.to_string())
        };
        [word(2), word(1)]
    }

    /// From the sentence it begins in to the sentence it ends in.
    fn sentence_of(&self, span: Span) -> Span {
        let at = |offset: u32| {
            self.text
                .sentence_at(offset)
                .and_then(|idx| self.text.sentences.get(idx))
                .map_or(span, |found| found.span)
        };
        at(span.start).cover(at(span.end.saturating_sub(1).max(span.start)))
    }

    fn written_at(&self, claim: &Claim) -> Interval {
        let layer = self.text.account.layers.iter().position(|layer| layer.span.contains(claim.span));
        let written = layer.and_then(|at| self.claims.layers_written.get(at)).unwrap_or(&self.claims.written);
        written.interval
    }
}
