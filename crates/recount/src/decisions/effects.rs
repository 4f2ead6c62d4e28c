//! What a decision that holds changes in what was read.
//!
//! A rejected time dates nothing; a rejected statement leaves its words to whoever is around it; a rejected figure, claim or
//! name is left out. Nothing is erased: the decision keeps the quote.

use super::added;
use super::subjects::Found;
use recount_claims::by_hand::parse_count;
use recount_model::{
    AccountClaims, Act, BY_HAND, Decided, Dossier, Field, Figure, Id, Interval, Joins, Measure, SubjectKind,
};
use recount_sayings::say;
use std::sync::Arc;

/// Lets one decision act; `false` where it does not fit its subject.
pub(crate) fn effect(dossier: &mut Dossier, joins: &mut Joins, decided: &Decided, found: &Found) -> bool {
    if matches!(decided.decision.act, Act::Accept | Act::Unsure | Act::Withdraw { .. }) {
        return true;
    }
    let subject = &decided.decision.subject;
    let Some(id) = decided.now.clone().or_else(|| found.now(subject)) else { return false };
    match (&decided.decision.act, subject.kind) {
        (Act::Reject, kind) => change(dossier, kind, &id, |claims| reject(claims, kind, &id)),
        (Act::Set { field, value, interval }, kind) => {
            change(dossier, kind, &id, |claims| set(claims, kind, &id, *field, value, *interval))
        }
        (Act::Add { thing }, _) => added::set(dossier, thing, &id),
        (Act::Merge { with }, SubjectKind::Name) => {
            found.now(with).is_some_and(|other| merge_names(dossier, &id, &other))
        }
        (Act::Merge { with }, SubjectKind::Claim) => pair(&mut joins.same, &id, found.now(with)),
        (Act::Split { from }, SubjectKind::Claim) => pair(&mut joins.apart, &id, found.now(from)),
        _ => false,
    }
}

/// Lets `act` change what was read in the account that holds the thing; what was read in all others stays shared. `false` where
/// no account holds it, or the act does not fit.
pub(super) fn change(
    dossier: &mut Dossier,
    kind: SubjectKind,
    id: &Id,
    act: impl Fn(&mut AccountClaims) -> bool,
) -> bool {
    let Some(at) = dossier.claims.iter().position(|claims| holds(claims, kind, id)) else { return false };
    Arc::make_mut(&mut dossier.claims).get_mut(at).is_some_and(|claims| act(Arc::make_mut(claims)))
}

fn holds(claims: &AccountClaims, kind: SubjectKind, id: &Id) -> bool {
    match kind {
        SubjectKind::Time => claims.times.iter().any(|time| time.id == *id),
        SubjectKind::Figure => claims.figures.iter().any(|figure| figure.id == *id),
        SubjectKind::Name => claims.names.iter().any(|name| name.id == *id),
        SubjectKind::Claim => claims.claims.iter().any(|claim| claim.id == *id),
        SubjectKind::Statement => claims.statements.iter().any(|statement| statement.id == *id),
        SubjectKind::Finding | SubjectKind::Entry => false,
    }
}

fn pair(pairs: &mut Vec<(Id, Id)>, id: &Id, other: Option<Id>) -> bool {
    let Some(other) = other.filter(|other| other != id) else { return false };
    pairs.push(if *id < other { (id.clone(), other) } else { (other, id.clone()) });
    true
}

fn reject(claims: &mut AccountClaims, kind: SubjectKind, id: &Id) -> bool {
    match kind {
        SubjectKind::Time => retime(claims, id, Interval::UNBOUNDED),
        SubjectKind::Figure => {
            claims.claims.retain(|claim| !matches!(&claim.content, recount_model::ClaimContent::Counted { figure } if figure == id));
            left_out(&mut claims.figures, |figure| figure.id == *id)
        }
        SubjectKind::Name => left_out(&mut claims.names, |name| name.id == *id),
        SubjectKind::Claim => left_out(&mut claims.claims, |claim| claim.id == *id),
        SubjectKind::Statement => unsay(claims, id),
        SubjectKind::Finding | SubjectKind::Entry => false,
    }
}

fn left_out<T>(list: &mut Vec<T>, is_it: impl Fn(&T) -> bool) -> bool {
    let before = list.len();
    list.retain(|one| !is_it(one));
    list.len() < before
}

/// The words of a rejected statement go to the statement around it, else to the account.
fn unsay(claims: &mut AccountClaims, id: &Id) -> bool {
    let Some(at) = claims.statements.iter().position(|statement| statement.id == *id) else { return false };
    let gone = claims.statements.remove(at);
    let without = |chain: &mut Vec<String>| {
        let own = gone.chain.len().saturating_sub(1);
        if chain.starts_with(&gone.chain) && own < chain.len() {
            chain.remove(own);
        }
    };
    for statement in claims.statements.iter_mut().filter(|one| one.inside.as_ref() == Some(id)) {
        statement.inside.clone_from(&gone.inside);
        without(&mut statement.chain);
    }
    for figure in claims.figures.iter_mut().filter(|one| one.statement.as_ref() == Some(id)) {
        figure.statement.clone_from(&gone.inside);
        without(&mut figure.chain);
    }
    for claim in claims.claims.iter_mut().filter(|one| one.statement.as_ref() == Some(id)) {
        claim.statement.clone_from(&gone.inside);
        without(&mut claim.chain);
    }
    true
}

/// Gives a time other instants, and what it dates along with it.
fn retime(claims: &mut AccountClaims, id: &Id, interval: Interval) -> bool {
    let Some(timex) = claims.times.iter_mut().find(|timex| timex.id == *id) else { return false };
    let was = std::mem::replace(&mut timex.interval, interval);
    timex.candidates.clear();
    for claim in claims.claims.iter_mut().filter(|claim| claim.times.contains(id)) {
        let of_times = claims.times.iter().filter(|timex| claim.times.contains(&timex.id));
        claim.when = of_times
            .map(|timex| timex.interval)
            .fold(Interval::UNBOUNDED, |when, next| when.intersection(next).unwrap_or(when));
    }
    for figure in
        claims.figures.iter_mut().filter(|figure| was != Interval::UNBOUNDED && figure.during == was)
    {
        figure.during = interval;
    }
    true
}

fn set(
    claims: &mut AccountClaims,
    kind: SubjectKind,
    id: &Id,
    field: Field,
    value: &str,
    interval: Option<Interval>,
) -> bool {
    match (kind, field) {
        (SubjectKind::Time, Field::Value) => set_time(claims, id, value, interval),
        (SubjectKind::Statement, Field::Speaker) => respeak(claims, id, value),
        (SubjectKind::Figure, _) => claims
            .figures
            .iter_mut()
            .find(|figure| figure.id == *id)
            .is_some_and(|one| refigure(one, field, value)),
        _ => false,
    }
}

pub(super) fn set_time(claims: &mut AccountClaims, id: &Id, edtf: &str, interval: Option<Interval>) -> bool {
    let did = interval.is_some_and(|interval| retime(claims, id, interval));
    for timex in claims.times.iter_mut().filter(|timex| did && timex.id == *id) {
        (timex.value, timex.edtf) = (edtf.to_owned(), Some(edtf.to_owned()));
    }
    did
}

/// Gives a figure another count, and another place where one is given.
pub(super) fn set_count(claims: &mut AccountClaims, id: &Id, count: &str, place: Option<&str>) -> bool {
    let Some(figure) = claims.figures.iter_mut().find(|figure| figure.id == *id) else { return false };
    refigure(figure, Field::Value, count) && place.is_none_or(|place| refigure(figure, Field::Place, place))
}

fn refigure(figure: &mut Figure, field: Field, value: &str) -> bool {
    match field {
        Field::Value => {
            let Some((low, high, bound)) = parse_count(value) else { return false };
            let was = figure.stated.unwrap_or(figure.low);
            figure.alternatives.push((was, say!("other-number.before-set")));
            if figure.rule != BY_HAND {
                "set-by-hand".clone_into(&mut figure.rule);
            }
            let stated = if high == Some(low) { Some(low) } else { None };
            (figure.low, figure.high, figure.bound, figure.stated) = (low, high, bound, stated);
        }
        Field::Place => {
            (figure.place, figure.is_place_inherited) = (Some(value.to_owned()), false);
        }
        Field::Measure => figure.measure = Measure(value.to_owned()),
        Field::Group => figure.group = Some(value.to_owned()).filter(|group| !group.is_empty()),
        Field::Speaker => return false,
    }
    true
}

/// Gives a statement another speaker, and every chain it stands in.
pub(super) fn respeak(claims: &mut AccountClaims, id: &Id, speaker: &str) -> bool {
    let Some(statement) = claims.statements.iter_mut().find(|statement| statement.id == *id) else {
        return false;
    };
    let was = statement.chain.clone();
    let Some(own) = statement.chain.last_mut() else { return false };
    speaker.clone_into(own);
    speaker.clone_into(&mut statement.speaker);
    (statement.speaker_canonical, statement.speaker_span) = (Some(speaker.to_owned()), None);
    let renamed = |chain: &mut Vec<String>| {
        if chain.starts_with(&was)
            && let Some(link) = chain.get_mut(was.len() - 1)
        {
            speaker.clone_into(link);
        }
    };
    let inside: std::collections::BTreeSet<Id> = within(claims, id);
    let is_inside = |statement: &Option<Id>| statement.as_ref().is_some_and(|one| inside.contains(one));
    claims.statements.iter_mut().filter(|one| is_inside(&one.inside)).for_each(|one| renamed(&mut one.chain));
    claims.figures.iter_mut().filter(|one| is_inside(&one.statement)).for_each(|one| renamed(&mut one.chain));
    claims.claims.iter_mut().filter(|one| is_inside(&one.statement)).for_each(|one| renamed(&mut one.chain));
    true
}

/// A statement and all that stand inside it.
fn within(claims: &AccountClaims, id: &Id) -> std::collections::BTreeSet<Id> {
    let mut found = std::collections::BTreeSet::from([id.clone()]);
    loop {
        let before = found.len();
        let inside = claims
            .statements
            .iter()
            .filter(|one| one.inside.as_ref().is_some_and(|around| found.contains(around)));
        let inside: Vec<Id> = inside.map(|one| one.id.clone()).collect();
        found.extend(inside);
        if found.len() == before {
            return found;
        }
    }
}

/// Every mention of the one is called as the other is.
fn merge_names(dossier: &mut Dossier, id: &Id, with: &Id) -> bool {
    let canonical = |wanted: &Id| {
        let names = dossier.claims.iter().flat_map(|claims| &claims.names);
        names.into_iter().find(|name| name.id == *wanted).map(|name| (name.kind, name.canonical.clone()))
    };
    let (Some((kind, old)), Some((_, new))) = (canonical(id), canonical(with)) else { return false };
    for claims in Arc::make_mut(&mut dossier.claims).iter_mut().map(Arc::make_mut) {
        for name in claims.names.iter_mut().filter(|name| name.kind == kind && name.canonical == old) {
            name.canonical.clone_from(&new);
        }
        for statement in &mut claims.statements {
            if statement.speaker_canonical.as_deref() == Some(old.as_str()) {
                statement.speaker_canonical = Some(new.clone());
            }
        }
        let chains = claims.figures.iter_mut().map(|figure| &mut figure.chain);
        let chains = chains.chain(claims.claims.iter_mut().map(|claim| &mut claim.chain));
        for link in chains.flatten().filter(|link| **link == old) {
            link.clone_from(&new);
        }
        for figure in claims.figures.iter_mut().filter(|figure| figure.place.as_deref() == Some(old.as_str()))
        {
            figure.place = Some(new.clone());
        }
    }
    true
}
