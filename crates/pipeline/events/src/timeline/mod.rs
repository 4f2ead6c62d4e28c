//! What one person, organisation or thing took part in, in order.
//!
//! Comes in: a dossier and a name. Goes out: a [`Timeline`]: every event word that the name takes part in, at its time. It
//! may not know the chronicle. What has no time gets none: it stands apart, or, told as the news of a day, under that day
//! and marked so. A mention without a time takes the one of the same word in the same account, where there is just one.

mod forms;

use crate::rules::EventRules;
use forms::Forms;
use recount_model::{
    Account, AccountClaims, Dated, Deed, Dossier, Id, Interval, Part, Reading, Span, Timeline, TimelineEntry,
    TimelineMention,
};
use recount_text::AccountText;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// One deed of the asked-for, with the time it gets.
struct Found<'a> {
    deed: &'a Deed,
    action: String,
    mention: TimelineMention,
    account: &'a Id,
    place: Place,
}

/// A time in the order.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Place {
    dated: Dated,
    interval: Interval,
    edtf: Option<String>,
}

const NO_PLACE: Place = Place { dated: Dated::Nowhere, interval: Interval::UNBOUNDED, edtf: None };

/// The timeline of `name`; `rules_of` gives the rules of a language.
pub fn timeline<'rules>(
    dossier: &Dossier,
    name: &str,
    rules_of: impl Fn(&str) -> &'rules EventRules,
) -> Timeline {
    let known: Vec<(&Account, &AccountClaims, &Reading)> = dossier
        .accounts
        .iter()
        .zip(dossier.claims.iter())
        .filter_map(|(account, claims)| Some((account, &**claims, dossier.reading(&account.original)?)))
        .collect();
    let texts: Vec<AccountText<'_>> = known
        .iter()
        .map(|(account, _, reading)| {
            AccountText::new(account, reading, &rules_of(&account.language).abbreviations)
        })
        .collect();
    let forms = Forms::of(name, dossier, &texts);
    let mut found = Vec::new();
    for ((account, claims, _), text) in known.iter().zip(&texts) {
        let mut own = of_account(text, claims, &forms, rules_of(&account.language));
        carry(&mut own);
        found.extend(own);
    }
    Timeline { of: name.to_owned(), forms: forms.texts(), entries: entries(found) }
}

fn of_account<'a>(
    text: &AccountText<'a>,
    claims: &'a AccountClaims,
    forms: &Forms,
    rules: &EventRules,
) -> Vec<Found<'a>> {
    let mentions = forms.mentions(text, claims);
    let takes_part = |part: &Part| {
        mentions.iter().any(|mention| {
            part.span.contains(*mention) && (part.is_loose || is_head(text, *mention, part.span, forms))
        })
    };
    let mut found = Vec::new();
    for deed in &claims.deeds {
        let Some(part) = deed.parts.iter().find(|part| takes_part(part)) else { continue };
        let sentence = text.sentence_at(deed.span.start).and_then(|at| text.sentences.get(at));
        let sentence = sentence.map_or(deed.span, |sentence| sentence.span);
        let passage = |span: Span| text.account.passage(text.reading, span);
        found.push(Found {
            deed,
            action: rules.fold(&deed.word),
            mention: TimelineMention {
                deed: deed.id.clone(),
                role: part.role,
                word: passage(deed.span),
                sentence: passage(sentence),
            },
            account: &claims.account,
            place: place(deed, text, claims),
        });
    }
    found
}

/// The phrase ends in the name; behind a thing with a number its kind may stand ("the X9 ferry").
fn is_head(text: &AccountText<'_>, mention: Span, phrase: Span, forms: &Forms) -> bool {
    let behind = text.tokens_in(Span { start: mention.end, end: phrase.end.max(mention.end) });
    let mut rest = text.tokens.get(behind).unwrap_or(&[]).iter();
    mention.end + 2 >= phrase.end
        || (forms.has_number && rest.len() <= 2 && rest.all(|token| token.is_word() && !token.is_capitalised))
}

fn place(deed: &Deed, text: &AccountText<'_>, claims: &AccountClaims) -> Place {
    match deed.dated {
        Dated::Stated => Place { dated: Dated::Stated, interval: deed.when, edtf: deed.edtf.clone() },
        Dated::Nowhere => NO_PLACE,
        Dated::Told => {
            let layer = text.account.layers.iter().position(|layer| layer.span.contains(deed.span));
            let written = layer.and_then(|at| claims.layers_written.get(at)).unwrap_or(&claims.written);
            let interval = Interval { earliest: None, latest: written.interval.latest };
            if written.edtf.is_none() || interval.latest.is_none() {
                return NO_PLACE;
            }
            Place { dated: Dated::Told, interval, edtf: written.edtf.clone() }
        }
    }
}

/// The same word without a time is of the time that the account states for it, where it states one.
fn carry(found: &mut [Found<'_>]) {
    let mut stated: BTreeMap<String, Vec<Place>> = BTreeMap::new();
    for one in found.iter().filter(|one| one.place.dated == Dated::Stated) {
        let places = stated.entry(one.action.clone()).or_default();
        if !places.contains(&one.place) {
            places.push(one.place.clone());
        }
    }
    for one in found.iter_mut().filter(|one| one.place.dated != Dated::Stated) {
        if let Some([only]) = stated.get(&one.action).map(Vec::as_slice) {
            one.place = only.clone();
        }
    }
}

/// When an entry begins and how narrow it is: what is told stands on the day it was told.
fn order(place: &Place) -> (i64, Reverse<i64>) {
    let latest = place.interval.latest.unwrap_or(i64::MAX);
    let earliest = place.interval.earliest.unwrap_or(latest.saturating_sub(86_399_999));
    (earliest, Reverse(latest.saturating_sub(earliest)))
}

fn entries(mut found: Vec<Found<'_>>) -> Vec<TimelineEntry> {
    let key = |one: &Found<'_>| {
        (one.place.edtf.is_none(), order(&one.place), one.place.edtf.clone(), one.action.clone())
    };
    found.sort_by(|a, b| {
        key(a).cmp(&key(b)).then_with(|| (a.account, a.deed.span).cmp(&(b.account, b.deed.span)))
    });
    let mut entries: Vec<TimelineEntry> = Vec::new();
    let mut ordinal = 0;
    let mut last: Option<(Option<String>, String)> = None;
    for one in found {
        let own = (one.place.edtf.clone(), one.action.clone());
        let is_same = own.0.is_some() && last.as_ref() == Some(&own);
        if is_same && let Some(entry) = entries.last_mut() {
            entry.mentions.push(one.mention);
            continue;
        }
        let is_later = last.as_ref().map(|last| &last.0) != Some(&own.0);
        ordinal += u32::from(is_later);
        last = Some(own);
        entries.push(entry(one, ordinal));
    }
    entries
}

fn entry(one: Found<'_>, ordinal: u32) -> TimelineEntry {
    TimelineEntry {
        id: Id::from_parts("line", &[&one.deed.id.0]),
        ordinal: if one.place.edtf.is_some() { ordinal } else { 0 },
        dated: one.place.dated,
        interval: one.place.interval,
        edtf: one.place.edtf,
        is_planned: one.deed.is_planned,
        is_negated: one.deed.is_negated,
        mentions: vec![one.mention],
    }
}
