//! A person's judgement on a derived thing: what they wish, turned into what the case records.

use crate::by_hand::{Addition, added};
use crate::given::interval_of_edtf;
use crate::refusal::refusal;
use crate::{Built, Watcher, build};
use anyhow::{Context as _, Result, bail};
use recount::Rules;
use recount::decisions::{parse_count, subject, subjects};
use recount::difference::{Difference, difference};
use recount_keep::Case;
use recount_model::{Act, Dossier, Field, Id, Standing, Subject, SubjectKind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a person wishes to record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    /// The id of a time, figure, name, quote, claim, finding or entry; for `withdraw` the number of a decision.
    pub id: String,
    pub act: WishedAct,
    /// What to set.
    #[serde(default)]
    pub field: Option<Field>,
    /// What it is to be.
    #[serde(default)]
    pub to: Option<String>,
    /// The other thing, for `merge` and `split`.
    #[serde(default)]
    pub with: Option<String>,
    /// What stands at a passage of the account `id`, for `add`.
    #[serde(default)]
    pub addition: Option<Addition>,
    #[serde(default)]
    pub why: Option<String>,
}

/// What can be decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WishedAct {
    Accept,
    Reject,
    Unsure,
    Set,
    Merge,
    Split,
    Withdraw,
    /// Something stands at a passage where no rule read it.
    Add,
}

/// What became of a wish.
#[derive(Debug)]
pub struct Outcome {
    /// The numbers of the decisions in the log, with what became of each.
    pub made: Vec<(i64, Standing)>,
    pub changed: Difference,
    pub after: Built,
}

/// Records wishes as one step, and builds anew.
///
/// # Errors
/// When the wish does not fit, or the case cannot be written or read.
pub fn decide(
    case: &mut Case,
    rules: &Rules,
    before: &Built,
    wishes: &[Wish],
    watcher: &dyn Watcher,
) -> Result<Outcome> {
    let numbers = record(case, before, wishes)?;
    let after = build(case, rules, watcher)?;
    let made = after.dossier.decisions.iter().filter(|one| numbers.contains(&one.decision.seq));
    let made = made.map(|one| (one.decision.seq, one.standing)).collect();
    Ok(Outcome { made, changed: difference(&before.dossier, &after.dossier), after })
}

/// Records wishes alone, all or none; gives the numbers of their decisions.
///
/// # Errors
/// When a wish does not fit, or the case cannot be written.
pub fn record(case: &mut Case, before: &Built, wishes: &[Wish]) -> Result<Vec<i64>> {
    let zone = case.settings.default_zone.clone().unwrap_or_else(|| "UTC".to_owned());
    let mut judgements = Vec::new();
    // Of many wishes each need not look through everything.
    let known = if wishes.len() > 1 { subjects(&before.dossier) } else { BTreeMap::new() };
    for wish in wishes {
        let decided = match (simple(wish.act), known.get(&wish.id)) {
            (Some(act), Some(about)) => vec![(about.clone(), act)],
            (None, Some(about)) if wish.act == WishedAct::Set => {
                vec![(about.clone(), set(wish, about, &zone)?)]
            }
            _ => decisions(wish, &before.dossier, &zone)?,
        };
        judgements.extend(decided.into_iter().map(|(subject, act)| (subject, act, wish.why.clone())));
    }
    Ok(case.decide_all(&judgements)?.into_iter().map(|entry| entry.seq).collect())
}

/// What is to be recorded: one decision, or one for each pair.
///
/// # Errors
/// When nothing has the id, or the wish does not fit what it is about; each says what to do.
pub fn decisions(wish: &Wish, dossier: &Dossier, zone: &str) -> Result<Vec<(Subject, Act)>> {
    if wish.act == WishedAct::Withdraw {
        let of: i64 = wish.id.parse().context(refusal!("refusal.number-of-decision"))?;
        let known = dossier.decisions.iter().find(|one| one.decision.seq == of);
        let known = known.with_context(|| refusal!("refusal.no-decision", n = of.to_string()))?;
        return Ok(vec![(known.decision.subject.clone(), Act::Withdraw { of })]);
    }
    if wish.act == WishedAct::Add {
        let addition = wish.addition.as_ref().context(refusal!("refusal.say-what"))?;
        return Ok(vec![added(&wish.id, addition, dossier, zone)?]);
    }
    let about = named(dossier, &wish.id)?;
    if let Some(act) = simple(wish.act) {
        return Ok(vec![(about, act)]);
    }
    Ok(match wish.act {
        WishedAct::Set => vec![(about.clone(), set(wish, &about, zone)?)],
        WishedAct::Merge => vec![merged(dossier, &about, &other(wish, dossier)?)?],
        WishedAct::Split => split(wish, dossier, &about)?,
        _ => Vec::new(),
    })
}

/// The act of a wish that says everything by itself.
fn simple(act: WishedAct) -> Option<Act> {
    match act {
        WishedAct::Accept => Some(Act::Accept),
        WishedAct::Reject => Some(Act::Reject),
        WishedAct::Unsure => Some(Act::Unsure),
        _ => None,
    }
}

fn named(dossier: &Dossier, id: &str) -> Result<Subject> {
    subject(dossier, id).with_context(|| refusal!("refusal.no-thing", id = id))
}

fn other(wish: &Wish, dossier: &Dossier) -> Result<Subject> {
    named(dossier, wish.with.as_deref().context(refusal!("refusal.say-with"))?)
}

fn set(wish: &Wish, about: &Subject, zone: &str) -> Result<Act> {
    let field = wish.field.context(refusal!("refusal.say-field"))?;
    let value = wish.to.clone().context(refusal!("refusal.say-value"))?;
    let interval = match (about.kind, field) {
        (SubjectKind::Time, Field::Value) => Some(
            interval_of_edtf(&value, zone).with_context(|| refusal!("refusal.no-date", value = &value))?,
        ),
        (SubjectKind::Figure, Field::Value) => {
            parse_count(&value).with_context(|| refusal!("refusal.no-count", value = &value))?;
            None
        }
        (SubjectKind::Figure, Field::Place | Field::Measure | Field::Group)
        | (SubjectKind::Statement, Field::Speaker) => None,
        _ => bail!(refusal!("refusal.cannot-be-set", id = about.id.to_string())),
    };
    Ok(Act::Set { field, value, interval })
}

/// Names as they are; of entries the first claim of each stands for it.
fn merged(dossier: &Dossier, about: &Subject, with: &Subject) -> Result<(Subject, Act)> {
    let (about, with) = (of_entry(dossier, about)?, of_entry(dossier, with)?);
    let fits = about.kind == with.kind && matches!(about.kind, SubjectKind::Name | SubjectKind::Claim);
    if !fits || about.id == with.id {
        bail!(refusal!("refusal.cannot-be-merged"));
    }
    Ok((about, Act::Merge { with }))
}

fn of_entry(dossier: &Dossier, subject: &Subject) -> Result<Subject> {
    if subject.kind != SubjectKind::Entry {
        return Ok(subject.clone());
    }
    let entry = dossier.chronicle.iter().find(|entry| entry.id == subject.id);
    let claim = entry.and_then(|entry| entry.claims.first());
    named(dossier, &claim.context(refusal!("refusal.no-claim"))?.0)
}

/// A claim from another, or from all others of its entry.
fn split(wish: &Wish, dossier: &Dossier, about: &Subject) -> Result<Vec<(Subject, Act)>> {
    if about.kind != SubjectKind::Claim {
        bail!(refusal!("refusal.cannot-be-split"));
    }
    if wish.with.is_some() {
        let from = of_entry(dossier, &other(wish, dossier)?)?;
        return Ok(vec![(about.clone(), Act::Split { from })]);
    }
    let entry = dossier.chronicle.iter().find(|entry| entry.claims.contains(&about.id));
    let others: Vec<&Id> =
        entry.map(|entry| entry.claims.iter().filter(|id| **id != about.id).collect()).unwrap_or_default();
    if others.is_empty() {
        bail!(refusal!("refusal.stands-alone", id = about.id.to_string()));
    }
    others.into_iter().map(|id| Ok((about.clone(), Act::Split { from: named(dossier, &id.0)? }))).collect()
}
