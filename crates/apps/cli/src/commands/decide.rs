//! `recount decide`: a person's judgement on a derived thing, and what it changes.

use super::{Outcome, build, diff};
use crate::args::{Decide, DecideAct, SetField};
use crate::building::{self, Built};
use crate::given::interval_of_edtf;
use crate::output;
use anyhow::{Context as _, Result, bail};
use recount::decisions::{parse_count, subject};
use recount::difference::difference;
use recount_keep::{Actor, Case};
use recount_model::{Act, Dossier, Field, Id, Subject, SubjectKind};
use serde_json::json;

pub fn run(args: &Decide) -> Result<Outcome> {
    let mut case = Case::open(&args.dir, Actor(args.actor.clone()))?;
    let rules = build::rules_of(case.settings.vague_numbers.as_deref())?;
    let before = building::build(&case, &rules)?;
    let zone = case.settings.default_zone.clone().unwrap_or_else(|| "UTC".to_owned());
    let decisions = decisions(args, &before.dossier, &zone)?;
    let mut numbers = Vec::new();
    for (subject, act) in &decisions {
        numbers.push(case.decide(subject, act, args.why.as_deref())?.seq);
    }
    let after = building::build(&case, &rules)?;
    report(args, &numbers, &before, &after)?;
    Ok(Outcome::of(&after.diagnostics))
}

fn report(args: &Decide, numbers: &[i64], before: &Built, after: &Built) -> Result<()> {
    let found = difference(&before.dossier, &after.dossier);
    let made = after.dossier.decisions.iter().filter(|one| numbers.contains(&one.decision.seq));
    let standing: Vec<_> = made.map(|one| (one.decision.seq, one.standing)).collect();
    if args.json {
        let decisions: Vec<_> =
            standing.iter().map(|(seq, standing)| json!({"seq": seq, "standing": standing})).collect();
        return output::json(&json!({"decisions": decisions, "changed": found}));
    }
    let mut text = String::new();
    for (seq, standing) in &standing {
        let standing = serde_json::to_value(standing)?;
        text += &format!("decision {seq}: {}\n", standing.as_str().unwrap_or(""));
    }
    text += &if found.is_empty() {
        "it changes nothing in what is reckoned\n".to_owned()
    } else {
        "what it changes (+ gained, − lost)\n".to_owned() + &diff::listed(&found)
    };
    output::text(&text)
}

/// What is to be recorded: one decision, or one for each pair.
fn decisions(args: &Decide, dossier: &Dossier, zone: &str) -> Result<Vec<(Subject, Act)>> {
    if args.act == DecideAct::Withdraw {
        let of: i64 = args
            .id
            .parse()
            .context("`withdraw` takes the number of a decision; `recount show DIR decisions` lists them")?;
        let known = dossier.decisions.iter().find(|one| one.decision.seq == of);
        let known = known.with_context(|| format!("there is no decision {of}"))?;
        return Ok(vec![(known.decision.subject.clone(), Act::Withdraw { of })]);
    }
    let about = named(dossier, &args.id)?;
    Ok(match args.act {
        DecideAct::Accept => vec![(about, Act::Accept)],
        DecideAct::Reject => vec![(about, Act::Reject)],
        DecideAct::Unsure => vec![(about, Act::Unsure)],
        DecideAct::Set => vec![(about.clone(), set(args, &about, zone)?)],
        DecideAct::Merge => vec![merged(dossier, &about, &other(args, dossier)?)?],
        DecideAct::Split => split(args, dossier, &about)?,
        DecideAct::Withdraw => Vec::new(),
    })
}

fn named(dossier: &Dossier, id: &str) -> Result<Subject> {
    subject(dossier, id).with_context(|| {
        format!("there is no time, figure, name, quote, claim, finding or entry `{id}`; `recount show` prints their ids")
    })
}

fn other(args: &Decide, dossier: &Dossier) -> Result<Subject> {
    named(dossier, args.with.as_deref().context("say with what: `--with ID`")?)
}

fn set(args: &Decide, about: &Subject, zone: &str) -> Result<Act> {
    let field =
        args.field.context("say what to set: `--field value|place|measure|group|speaker --to VALUE`")?;
    let value = args.to.clone().context("say what it is to be: `--to VALUE`")?;
    let field = match field {
        SetField::Value => Field::Value,
        SetField::Place => Field::Place,
        SetField::Measure => Field::Measure,
        SetField::Group => Field::Group,
        SetField::Speaker => Field::Speaker,
    };
    let interval = match (about.kind, field) {
        (SubjectKind::Time, Field::Value) => Some(
            interval_of_edtf(&value, zone)
                .with_context(|| format!("`{value}` is no date that can be set"))?,
        ),
        (SubjectKind::Figure, Field::Value) => {
            parse_count(&value)
                .with_context(|| format!("`{value}` is no count: `14`, `10-20`, `>=25`, `<=30`"))?;
            None
        }
        (SubjectKind::Figure, Field::Place | Field::Measure | Field::Group)
        | (SubjectKind::Statement, Field::Speaker) => None,
        _ => bail!("that cannot be set of `{}`", about.id),
    };
    Ok(Act::Set { field, value, interval })
}

/// Names as they are; of entries the first claim of each stands for it.
fn merged(dossier: &Dossier, about: &Subject, with: &Subject) -> Result<(Subject, Act)> {
    let (about, with) = (of_entry(dossier, about)?, of_entry(dossier, with)?);
    let fits = about.kind == with.kind && matches!(about.kind, SubjectKind::Name | SubjectKind::Claim);
    if !fits || about.id == with.id {
        bail!("two names, two claims or two entries can be merged");
    }
    Ok((about, Act::Merge { with }))
}

fn of_entry(dossier: &Dossier, subject: &Subject) -> Result<Subject> {
    if subject.kind != SubjectKind::Entry {
        return Ok(subject.clone());
    }
    let entry = dossier.chronicle.iter().find(|entry| entry.id == subject.id);
    let claim = entry.and_then(|entry| entry.claims.first());
    named(dossier, &claim.context("the entry has no claim")?.0)
}

/// A claim from another, or from all others of its entry.
fn split(args: &Decide, dossier: &Dossier, about: &Subject) -> Result<Vec<(Subject, Act)>> {
    if about.kind != SubjectKind::Claim {
        bail!("a claim can be split from its entry; `recount explain` shows the claims of an entry");
    }
    if args.with.is_some() {
        let from = of_entry(dossier, &other(args, dossier)?)?;
        return Ok(vec![(about.clone(), Act::Split { from })]);
    }
    let entry = dossier.chronicle.iter().find(|entry| entry.claims.contains(&about.id));
    let others: Vec<&Id> =
        entry.map(|entry| entry.claims.iter().filter(|id| **id != about.id).collect()).unwrap_or_default();
    if others.is_empty() {
        bail!("`{}` stands alone; there is nothing to split it from", about.id);
    }
    others.into_iter().map(|id| Ok((about.clone(), Act::Split { from: named(dossier, &id.0)? }))).collect()
}
