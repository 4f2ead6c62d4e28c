//! `recount decide`: a person's judgement on a derived thing, and what it changes.

use super::{Outcome, build, diff};
use crate::args::{Adding, Decide, DecideAct, SetField, StatedMode};
use crate::output;
use crate::progress::Terminal;
use anyhow::Result;
use recount_desk::by_hand::Addition;
use recount_desk::deciding::{self, Wish, WishedAct};
use recount_keep::{Actor, Case};
use recount_model::{Field, Mode};
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
            DecideAct::Add => WishedAct::Add,
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
        addition: (args.act == DecideAct::Add).then(|| addition(&args.adding)),
        why: args.why.clone(),
    }
}

fn addition(adding: &Adding) -> Addition {
    Addition {
        quote: adding.quote.clone(),
        at: adding.at.clone(),
        span: None,
        time: adding.time.clone(),
        figure: adding.figure.clone(),
        statement: adding.statement.map(|mode| match mode {
            StatedMode::Direct => Mode::Direct,
            StatedMode::Indirect => Mode::Indirect,
            StatedMode::Partial => Mode::Partial,
            StatedMode::Interview => Mode::Interview,
        }),
        measure: adding.measure.clone(),
        counted: adding.counted.clone(),
        group: adding.group.clone(),
        place: adding.place.clone(),
        as_of: adding.as_of.clone(),
        speaker: adding.speaker.clone(),
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
