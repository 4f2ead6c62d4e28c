//! Cases with random histories, the same for the same seed.

use crate::Dice;
use anyhow::Result;
use recount_keep::{Actor, Case, CaseSettings, Origin, write_file_whole};
use recount_model::{Act, Added, Field, Id, MetadataField, Mode, OriginalId, Subject, SubjectKind};
use std::path::Path;

/// Makes a case in `root` and does some things to it.
pub fn history(root: &Path, seed: u64) -> Result<()> {
    let mut dice = Dice::new(seed);
    let settings = CaseSettings {
        title: (dice.roll(2) == 0).then(|| format!("Case {seed}")),
        default_zone: (dice.roll(3) == 0).then(|| "Asia/Almaty".to_owned()),
        ..CaseSettings::default()
    };
    let mut case = Case::create(root, &settings, Actor((dice.roll(2) == 0).then(|| "Ada".to_owned())))?;
    for _ in 0..4 + dice.roll(10) {
        let step = STEPS.get(dice.index(STEPS.len())).copied().unwrap_or(add);
        step(&mut case, &mut dice)?;
    }
    Ok(())
}

type Step = fn(&mut Case, &mut Dice) -> Result<()>;

const STEPS: [Step; 9] = [add, add, add, member, proposals, decide, release, settings, upkeep];

fn text(dice: &mut Dice) -> String {
    let lines =
        (0..1 + dice.roll(30)).map(|_| format!("{} carts went to the mill in Tessel.\n", dice.roll(1000)));
    lines.collect::<String>().repeat(1 + dice.index(9))
}

/// Few names and small texts, so that the same one comes twice now and then.
fn name(dice: &mut Dice) -> String {
    format!("{}/письмо {}.txt", ["a", "б", "c d"].get(dice.index(3)).unwrap_or(&"a"), dice.roll(9))
}

fn add(case: &mut Case, dice: &mut Dice) -> Result<()> {
    let text = if dice.roll(4) == 0 { "the same text\n".to_owned() } else { text(dice) };
    case.add(&name(dice), text.as_bytes())?;
    Ok(())
}

fn member(case: &mut Case, dice: &mut Dice) -> Result<()> {
    let container = OriginalId::of(b"container");
    case.add("box.zip", b"container")?;
    let fields = [MetadataField::Sent, MetadataField::Author, MetadataField::Title];
    let facts =
        fields.into_iter().take(dice.index(4)).map(|field| (field, format!("{}", dice.roll(99)))).collect();
    let origin = Origin { container, member: format!("../{}", name(dice)), facts };
    case.add_from(&name(dice), Some(origin), &mut text(dice).as_bytes())?;
    Ok(())
}

fn proposals(case: &mut Case, dice: &mut Dice) -> Result<()> {
    case.add_proposals("names.jsonl", text(dice).as_bytes())?;
    Ok(())
}

fn decide(case: &mut Case, dice: &mut Dice) -> Result<()> {
    let (original, id) = (OriginalId::of(b"the same text\n"), Id(format!("fig-{}", dice.roll(99)).into()));
    let quote = "“the same” text".to_owned();
    let subject = Subject { kind: SubjectKind::Figure, id, original, quote, start: 0, sort: String::new() };
    let act = match dice.roll(3) {
        0 => Act::Reject,
        1 => Act::Set { field: Field::Value, value: dice.roll(99).to_string(), interval: None },
        _ => Act::Add { thing: Added::Statement { speaker: text(dice), mode: Mode::Partial } },
    };
    case.decide(&subject, &act, (dice.roll(2) == 0).then_some("misread, see p. 3"))?;
    Ok(())
}

fn release(case: &mut Case, dice: &mut Dice) -> Result<()> {
    let path = case.root().join("report.md");
    let text = text(dice);
    let written = write_file_whole::<anyhow::Error>(&path, |out| Ok(out.write_all(text.as_bytes())?))?;
    Ok(case.released("report.md", &written, "rules")?)
}

/// Settings changed by hand: the next act takes them into the log.
fn settings(case: &mut Case, dice: &mut Dice) -> Result<()> {
    let (root, actor) = (case.root().to_owned(), case.actor.clone());
    std::fs::write(root.join("case.toml"), format!("title = \"Case {}\"\n", dice.roll(9)))?;
    *case = Case::open(&root, actor)?;
    add(case, dice)
}

fn upkeep(case: &mut Case, dice: &mut Dice) -> Result<()> {
    if dice.roll(2) == 0 {
        case.gc()?;
    } else {
        case.rebuild_tables()?;
    }
    let (root, actor) = (case.root().to_owned(), case.actor.clone());
    *case = Case::open(&root, actor)?;
    Ok(())
}
