//! What people added by hand, put where it stands now.
//!
//! Comes in: the dossier as it was read, and all decisions. Goes out: the dossier with the additions that hold, and what became
//! of each. An addition moves with its quote. Where a rule reads a thing at its passage by now, it sets that thing instead:
//! one passage never makes two figures of one measure. It may not know files.

use super::effects;
use super::standing;
use super::subjects::{Found, Item, sort_of};
use crate::Rules;
use recount_claims::by_hand::{ByHand, put_in, time_at};
use recount_model::{
    Account, AccountClaims, Act, Added, Decided, Decision, Dossier, Id, OriginalId, Reading, Span, Standing,
    Subject, SubjectKind,
};
use recount_sayings::{Arg, Told, say};
use recount_text::AccountText;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Where an addition stands now.
struct Place {
    /// Position of the account.
    account: usize,
    span: Span,
    /// The thing that a rule read there.
    read: Option<Id>,
    id: Id,
}

/// The decisions that add something, by number, with what became of them.
pub(super) type Additions = BTreeMap<i64, Decided>;

/// The subject of a decision that adds `thing` at `span` of the reading; `None` where no account stands there.
pub fn subject_added(dossier: &Dossier, account: &Id, span: Span, thing: &Added) -> Option<Subject> {
    let account = dossier.account(account)?;
    let reading = dossier.reading(&account.original)?;
    let quote = reading.text.get(span.range())?;
    let is_inside = account.span.contains(span) && !span.is_empty();
    is_inside.then(|| Subject {
        kind: thing.kind(),
        id: id_of(&account.original, span, thing),
        original: account.original.clone(),
        quote: quote.to_owned(),
        start: span.start,
        sort: sort_of(thing),
    })
}

/// What a rule read at `span` that is the same kind of thing: that can be set, and need not be added.
pub fn read_already(dossier: &Dossier, account: &Id, span: Span, thing: &Added) -> Option<Id> {
    let claims = dossier.claims_of(account)?;
    read_there(claims, span, thing).filter(|id| !is_by_hand(claims, thing.kind(), id))
}

/// The same thing added twice has one id, whoever adds it.
fn id_of(original: &OriginalId, span: Span, thing: &Added) -> Id {
    let prefix = match thing {
        Added::Time(_) => "tmx",
        Added::Figure(_) => "fig",
        Added::Statement { .. } => "sta",
    };
    Id::at(prefix, original, span, &sort_of(thing))
}

/// Puts the additions that hold into `dossier`.
pub(super) fn act(dossier: &mut Dossier, decisions: &[Decision], rules: &Rules) -> Additions {
    let placed: BTreeMap<i64, Place> = decisions
        .iter()
        .filter_map(|decision| match &decision.act {
            Act::Add { thing } => Some((decision.seq, place(dossier, &decision.subject, thing)?)),
            _ => None,
        })
        .collect();
    let is_of_adding = |decision: &&Decision| matches!(decision.act, Act::Add { .. } | Act::Withdraw { .. });
    let of_adding: Vec<Decision> = decisions.iter().filter(is_of_adding).cloned().collect();
    let mut found = Found::default();
    for decision in &of_adding {
        if let Some(place) = placed.get(&decision.seq) {
            found.also(&decision.subject, item(&decision.subject, place.now()));
        }
    }
    let mut judged = standing::judged(&of_adding, &found);
    judged.retain(|one| matches!(one.decision.act, Act::Add { .. }));
    put_in_all(dossier, &placed, &mut judged, rules);
    judged.into_iter().map(|one| (one.decision.seq, one)).collect()
}

impl Place {
    fn now(&self) -> &Id {
        self.read.as_ref().unwrap_or(&self.id)
    }
}

/// Lets decisions on an addition find the thing that a rule reads in its place by now.
pub(super) fn name_moved(additions: &Additions, found: &mut Found) {
    for one in additions.values().filter(|one| one.standing == Standing::Holds) {
        let subject = &one.decision.subject;
        if let Some(id) = one.now.as_ref().filter(|id| **id != subject.id) {
            found.also(subject, item(subject, id));
        }
    }
}

fn item(subject: &Subject, id: &Id) -> Item {
    Item { id: id.clone(), original: subject.original.clone(), start: subject.start }
}

/// Puts what holds into its accounts, account by account.
fn put_in_all(dossier: &mut Dossier, placed: &BTreeMap<i64, Place>, judged: &mut [Decided], rules: &Rules) {
    let mut by_account: BTreeMap<usize, Vec<(usize, &Place)>> = BTreeMap::new();
    for (at, one) in judged.iter().enumerate().filter(|(_, one)| one.standing == Standing::Holds) {
        if let Some(place) = placed.get(&one.decision.seq).filter(|place| place.read.is_none()) {
            by_account.entry(place.account).or_default().push((at, place));
        }
    }
    for (account, additions) in by_account {
        let unfit = put_in_account(dossier, account, &additions, judged, rules);
        for at in unfit {
            if let Some(one) = judged.get_mut(at) {
                (one.standing, one.now) = (Standing::Unfit, None);
            }
        }
    }
}

/// Goes out: the positions of those that do not fit.
fn put_in_account(
    dossier: &mut Dossier,
    account: usize,
    additions: &[(usize, &Place)],
    judged: &[Decided],
    rules: &Rules,
) -> Vec<usize> {
    let mut things: Vec<ByHand<'_>> = Vec::new();
    let mut of_thing: Vec<Vec<usize>> = Vec::new();
    for (at, place) in additions {
        let Some(one) = judged.get(*at) else { continue };
        let Act::Add { thing } = &one.decision.act else { continue };
        // Several people who add the same make one thing, with what each says.
        match things.iter().position(|other| other.id == place.id) {
            Some(same) => {
                if let (Some(other), Some(all)) = (things.get_mut(same), of_thing.get_mut(same)) {
                    other.why = say!("by-hand.also", one = &other.why, other = why(&one.decision));
                    all.push(*at);
                }
            }
            None => {
                things.push(ByHand {
                    id: place.id.clone(),
                    span: place.span,
                    thing,
                    why: why(&one.decision),
                });
                of_thing.push(vec![*at]);
            }
        }
    }
    let fits = in_account(dossier, account, &things, rules);
    let unfit = of_thing.into_iter().enumerate().filter(|(nth, _)| !fits.get(*nth).copied().unwrap_or(false));
    unfit.flat_map(|(_, all)| all).collect()
}

fn in_account(dossier: &mut Dossier, at: usize, things: &[ByHand<'_>], rules: &Rules) -> Vec<bool> {
    let Some((account, read)) = dossier.accounts.get(at).cloned().zip(dossier.claims.get(at)) else {
        return Vec::new();
    };
    let mut read = AccountClaims::clone(read);
    let rules = rules.for_language(&account.language);
    let Some(reading) = dossier.reading(&account.original) else { return Vec::new() };
    let text = AccountText::new(&account, reading, &rules.abbreviations);
    let fits = put_in(&text, &mut read, things, &rules.claims);
    if let Some(claims) = Arc::make_mut(&mut dossier.claims).get_mut(at) {
        *claims = Arc::new(read);
    }
    fits
}

/// "added by hand by Ada on 2001-06-01: the figure is in words"
fn why(decision: &Decision) -> Told {
    let who = decision.who.as_ref().map_or_else(|| say!("by-hand.nobody-named").into(), Arg::from);
    let day = decision.at.get(..10).unwrap_or(&decision.at);
    let day = Arg::Day(day.to_owned());
    match &decision.why {
        Some(why) => say!("by-hand.added-why", who = who, day = day, why = why),
        None => say!("by-hand.added", who = who, day = day),
    }
}

/// Where the quote of an addition stands now: at its place, else nearest to it in its original, else where it stands once.
fn place(dossier: &Dossier, subject: &Subject, thing: &Added) -> Option<Place> {
    if subject.quote.is_empty() || subject.kind != thing.kind() {
        return None;
    }
    let quote = subject.quote.as_str();
    let own = dossier.reading(&subject.original);
    let accounts = || dossier.accounts.iter().enumerate();
    let nearest = accounts()
        .filter(|(_, account)| account.original == subject.original)
        .flat_map(|(at, account)| occurrences(at, account, own, quote))
        .min_by_key(|(_, span)| (span.start.abs_diff(subject.start), span.start));
    let (account, span) = nearest.or_else(|| {
        let mut anywhere = accounts()
            .flat_map(|(at, account)| occurrences(at, account, dossier.reading(&account.original), quote));
        anywhere.next().filter(|_| anywhere.next().is_none())
    })?;
    let original = &dossier.accounts.get(account)?.original;
    let read = dossier.claims.get(account).and_then(|claims| read_there(claims, span, thing));
    Some(Place { account, span, read, id: id_of(original, span, thing) })
}

/// Every place in the account where `quote` stands.
fn occurrences<'d>(
    at: usize,
    account: &'d Account,
    reading: Option<&'d Reading>,
    quote: &'d str,
) -> impl Iterator<Item = (usize, Span)> {
    let text = reading.map_or("", |reading| account.span.of(&reading.text));
    let start = account.span.start as usize;
    text.match_indices(quote)
        .map(move |(found, words)| (at, Span::new(start + found, start + found + words.len())))
}

/// What a rule read at the passage that is the same kind of thing.
fn read_there(claims: &AccountClaims, span: Span, thing: &Added) -> Option<Id> {
    match thing {
        Added::Time(_) => time_at(claims, span).map(|timex| timex.id.clone()),
        Added::Figure(given) => {
            let is_it = |figure: &&recount_model::Figure| {
                figure.measure.0 == given.measure
                    && (given.group.is_none() || figure.group == given.group)
                    && (figure.span.contains(span) || share(figure.span, span, (2, 3)))
            };
            claims.figures.iter().find(is_it).map(|figure| figure.id.clone())
        }
        Added::Statement { .. } => {
            let is_it = |statement: &&recount_model::Statement| share(statement.span, span, (9, 10));
            claims.statements.iter().find(is_it).map(|statement| statement.id.clone())
        }
    }
}

/// True if the two share at least `part` of all that either covers: the same words, give or take one at the edge.
fn share(a: Span, b: Span, (part, of): (usize, usize)) -> bool {
    let common = a.end.min(b.end).saturating_sub(a.start.max(b.start)) as usize;
    let either = a.len() + b.len() - common;
    common * of >= either * part && common > 0
}

/// The addition acts on what a rule read at its passage as if that were set by hand; on its own thing it has acted already.
pub(super) fn set(dossier: &mut Dossier, thing: &Added, id: &Id) -> bool {
    let is_own = |claims: &Arc<AccountClaims>| is_by_hand(claims, thing.kind(), id);
    if dossier.claims.iter().any(is_own) {
        return true;
    }
    let set = |claims: &mut AccountClaims| match thing {
        Added::Time(given) => effects::set_time(claims, id, &given.edtf, Some(given.interval)),
        Added::Figure(given) => effects::set_count(claims, id, &given.value, given.place.as_deref()),
        Added::Statement { speaker, .. } => effects::respeak(claims, id, speaker),
    };
    effects::change(dossier, thing.kind(), id, set)
}

fn is_by_hand(claims: &AccountClaims, kind: SubjectKind, id: &Id) -> bool {
    let by_hand = |rule: &str| rule == recount_model::BY_HAND;
    match kind {
        SubjectKind::Time => claims.times.iter().any(|one| one.id == *id && by_hand(&one.rule)),
        SubjectKind::Figure => claims.figures.iter().any(|one| one.id == *id && by_hand(&one.rule)),
        _ => claims.statements.iter().any(|one| one.id == *id && by_hand(&one.rule)),
    }
}
