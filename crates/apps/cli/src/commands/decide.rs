//! `recount decide`: a person's judgement on a derived thing, and what it changes.

use super::{Outcome, build, diff};
use crate::args::{Decide, DecideAct, SetField};
use crate::output;
use crate::progress::Terminal;
use anyhow::Result;
use recount_desk::deciding::{self, Wish, WishedAct};
use recount_keep::{Actor, Case};
use recount_model::Field;
use serde_json::json;

pub fn run(args: &Decide) -> Result<Outcome> {
    let mut case = Case::open(&args.dir, Actor(args.actor.clone()))?;
    let rules = build::rules_of(case.settings.vague_numbers.as_deref())?;
    let before = recount_desk::build(&case, &rules, &Terminal::default())?;
    let decided = deciding::decide(&mut case, &rules, &before, &wish(args), &Terminal::default())?;
    report(args, &decided)?;
    Ok(Outcome::of(&decided.after.diagnostics))
}

fn wish(args: &Decide) -> Wish {
    Wish {
        id: args.id.clone(),
        act: match args.act {
            DecideAct::Accept => WishedAct::Accept,
            DecideAct::Reject => WishedAct::Reject,
            DecideAct::Unsure => WishedAct::Unsure,
            DecideAct::Set => WishedAct::Set,
            DecideAct::Merge => WishedAct::Merge,
            DecideAct::Split => WishedAct::Split,
            DecideAct::Withdraw => WishedAct::Withdraw,
        },
        field: args.field.map(|field| match field {
            SetField::Value => Field::Value,
            SetField::Place => Field::Place,
            SetField::Measure => Field::Measure,
            SetField::Group => Field::Group,
            SetField::Speaker => Field::Speaker,
        }),
        to: args.to.clone(),
        with: args.with.clone(),
        why: args.why.clone(),
    }
}

fn report(args: &Decide, decided: &deciding::Outcome) -> Result<()> {
    if args.json {
        let made = decided.made.iter().map(|(seq, standing)| json!({"seq": seq, "standing": standing}));
        let made: Vec<_> = made.collect();
        return output::json(&json!({"decisions": made, "changed": decided.changed}));
    }
    let mut text = String::new();
    for (seq, standing) in &decided.made {
        let standing = serde_json::to_value(standing)?;
        text += &format!("decision {seq}: {}\n", standing.as_str().unwrap_or(""));
    }
    text += &if decided.changed.is_empty() {
        "it changes nothing in what is reckoned\n".to_owned()
    } else {
        "what it changes (+ gained, − lost)\n".to_owned() + &diff::listed(&decided.changed)
    };
    output::text(&text)
}
