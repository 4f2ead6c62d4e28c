//! The commands that change a case, each with the folder it starts from.

use crate::trace::placed;
use anyhow::{Context as _, Result, ensure};
use recount_keep::{Actor, Case, CaseSettings, NewRendition, Origin, RenditionKind};
use recount_model::{MetadataField, OriginalId};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A command and what it is tried on.
#[derive(Clone, Debug)]
pub struct Act {
    pub name: &'static str,
    pub arguments: Vec<String>,
    /// A folder with `in/` and, for all but `init`, `case/`; copied for each try.
    pub template: PathBuf,
    /// What the case holds when the act was done.
    pub expected: crate::invariants::State,
}

/// How each act is prepared and typed.
type Prepare = fn(&Path, &Path) -> Result<Vec<String>>;

/// All of them; `add-many` syncs in several threads.
const ACTS: [(&str, Prepare); 11] = [
    ("init", init),
    ("add", add),
    ("add-many", add_many),
    ("proposals", proposals),
    ("build", build),
    ("decide", decide),
    ("report", report),
    ("gc", gc),
    ("rebuild", rebuild),
    ("export", export),
    ("import", import),
];

/// Prepares the acts called `names`, all when none is named, under `place`; `program` is used where deriving is needed.
pub fn prepared(program: &Path, place: &Path, names: &[&str]) -> Result<Vec<Act>> {
    let wanted = ACTS.iter().filter(|(name, _)| names.is_empty() || names.contains(name));
    wanted.map(|(name, prepare)| one(program, place, name, *prepare)).collect()
}

fn one(program: &Path, place: &Path, name: &'static str, prepare: Prepare) -> Result<Act> {
    let template = place.join("templates").join(name);
    fs::create_dir_all(template.join("in"))?;
    for (file, text) in DOCUMENTS {
        fs::write(template.join("in").join(file), text)?;
    }
    let arguments = prepare(program, &template).with_context(|| format!("preparing `{name}`"))?;
    let done = place.join("templates").join(format!("{name}-done"));
    copy(&template, &done)?;
    let output = typed(program, &done, &arguments, None)?;
    ensure!(output.status.success(), "`{name}` fails without any fault: {}", told(&output));
    let expected = crate::invariants::State::of(&done)?;
    fs::remove_dir_all(&done)?;
    Ok(Act { name, arguments, template, expected })
}

const DOCUMENTS: [(&str, &str); 3] = [
    (
        "a.txt",
        "Mill in Tessel\n\nOn Friday, March 4, 2011, the mill in Tessel burned. The police said 3 people died.\n",
    ),
    (
        "b.txt",
        "Mill in Tessel\n\nOn Friday, March 4, 2011, the mill in Tessel burned. The mayor said 5 people died.\n",
    ),
    ("c.txt", "A third telling, much shorter: nobody died.\n"),
];

/// Runs `program` in `folder`; with a bug switched on where the build knows any.
pub fn typed(program: &Path, folder: &Path, arguments: &[String], bug: Option<&str>) -> Result<Output> {
    let mut command = Command::new(program);
    command.args(placed(arguments, folder)).current_dir(folder);
    if let Some(bug) = bug {
        command.env("RECOUNT_SEEDED_BUG", bug);
    }
    command.output().with_context(|| program.display().to_string())
}

pub fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).trim().to_owned()
}

/// Copies a folder with all that is in it.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry?;
        let target = to.join(entry.path().strip_prefix(from)?);
        if entry.file_type().is_dir() {
            fs::create_dir_all(&target)?
        } else {
            fs::copy(entry.path(), &target).map(|_| ())?
        }
    }
    Ok(())
}

fn words(line: &str) -> Vec<String> {
    line.split(' ').map(str::to_owned).collect()
}

fn new_case(folder: &Path) -> Result<Case> {
    let settings = CaseSettings { title: Some("Mill".to_owned()), ..CaseSettings::default() };
    Ok(Case::create(&folder.join("case"), &settings, Actor::default())?)
}

/// Where a file with these bytes lies in the case under `folder`.
fn place_of(folder: &Path, bytes: &[u8]) -> PathBuf {
    let id = OriginalId::of(bytes).0;
    let part = |range: std::ops::Range<usize>| id.get(range).unwrap_or("__").to_owned();
    folder.join("case/originals").join(part(0..2)).join(part(2..4)).join(&id)
}

/// Lays an original there that no entry speaks of, or one that was torn.
fn lay(folder: &Path, named_for: &[u8], bytes: &[u8]) -> Result<()> {
    let path = place_of(folder, named_for);
    fs::create_dir_all(path.parent().unwrap_or(folder))?;
    Ok(fs::write(path, bytes)?)
}

fn init(_: &Path, _: &Path) -> Result<Vec<String>> {
    Ok(words("init @/case --title Mill --zone UTC --json"))
}

/// One original is known, one was torn by a machine that stopped, two are new.
fn add(_: &Path, folder: &Path) -> Result<Vec<String>> {
    let mut case = new_case(folder)?;
    let [(_, known), (_, torn), _] = DOCUMENTS;
    case.add("known.txt", known.as_bytes())?;
    lay(folder, torn.as_bytes(), torn.as_bytes().get(..20).unwrap_or_default())?;
    fs::write(folder.join("in/again.txt"), known)?;
    Ok(words("add @/case @/in --as Ada --json"))
}

fn add_many(_: &Path, folder: &Path) -> Result<Vec<String>> {
    new_case(folder)?;
    for number in 0..24 {
        fs::write(folder.join(format!("in/{number}.txt")), format!("Number {number} was counted.\n"))?;
    }
    Ok(words("add @/case @/in --json"))
}

fn proposals(_: &Path, folder: &Path) -> Result<Vec<String>> {
    let mut case = new_case(folder)?;
    case.add("a.txt", DOCUMENTS.map(|(_, text)| text).concat().as_bytes())?;
    let line = "{\"file\":\"a.txt\",\"start\":0,\"end\":4,\"type\":\"place\"}\n";
    fs::write(folder.join("names.jsonl"), line)?;
    Ok(words("add @/case --proposals @/names.jsonl --json"))
}

/// A case with all documents in it, one of them out of an archive.
fn filled(folder: &Path) -> Result<Case> {
    let mut case = new_case(folder)?;
    for (name, text) in DOCUMENTS {
        case.add(name, text.as_bytes())?;
    }
    let container = OriginalId::of(b"archive");
    case.add("old.zip.txt", b"archive")?;
    let facts = vec![(MetadataField::Sent, "2011-03-05".to_owned())];
    let origin = Origin { container, member: "d.txt".to_owned(), facts };
    case.add_from("d.txt", Some(origin), &mut b"A letter: the mill burned at night.".as_slice())?;
    case.add_proposals("names.jsonl", b"{\"file\":\"a.txt\",\"start\":0,\"end\":4,\"type\":\"place\"}\n")?;
    case.add_rendition(&NewRendition {
        original: &OriginalId::of(b"archive"),
        kind: RenditionKind::RecognisedText,
        name: "old.zip.txt.recognised.tsv",
        tool: "recogniser 1",
        settings: serde_json::json!({ "languages": "eng" }),
        bytes: b"recount-recognised-v1\n",
    })?;
    Ok(case)
}

fn build(_: &Path, folder: &Path) -> Result<Vec<String>> {
    filled(folder)?;
    Ok(words("build @/case --json"))
}

fn decide(program: &Path, folder: &Path) -> Result<Vec<String>> {
    filled(folder)?;
    let shown = typed(program, folder, &words("show @/case figures --json"), None)?;
    let lines = String::from_utf8_lossy(&shown.stdout).into_owned();
    let first: serde_json::Value = serde_json::from_str(lines.lines().next().context("no figure is found")?)?;
    let id = first.get("id").and_then(serde_json::Value::as_str).context("a figure has no id")?;
    Ok(words(&format!("decide @/case {id} reject --why misread --json")))
}

fn report(program: &Path, folder: &Path) -> Result<Vec<String>> {
    filled(folder)?;
    typed(program, folder, &words("build @/case"), None)?;
    Ok(words("report @/case -o @/out.md"))
}

fn gc(_: &Path, folder: &Path) -> Result<Vec<String>> {
    filled(folder)?;
    for text in ["nobody speaks of it", "nor of this"] {
        lay(folder, text.as_bytes(), text.as_bytes())?;
    }
    for place in ["case/.writing-1", "case/originals/.writing-2", "case/originals/.writing-3"] {
        fs::write(folder.join(place), "begun")?;
    }
    Ok(words("gc @/case --json"))
}

fn rebuild(_: &Path, folder: &Path) -> Result<Vec<String>> {
    filled(folder)?;
    let database = rusqlite::Connection::open(folder.join("case/case.db"))?;
    database.execute_batch("DELETE FROM names; UPDATE originals SET bytes = 0")?;
    Ok(words("rebuild @/case --json"))
}

/// Something an earlier export left lies beside.
fn export(program: &Path, folder: &Path) -> Result<Vec<String>> {
    filled(folder)?;
    typed(program, folder, &words("build @/case"), None)?;
    fs::create_dir_all(folder.join(".writing-bag/data"))?;
    Ok(words("export @/case --to bagit -o @/bag --json"))
}

/// The package is there, the case is not.
fn import(program: &Path, folder: &Path) -> Result<Vec<String>> {
    filled(folder)?;
    let done = typed(program, folder, &words("export @/case --to bagit -o @/bag --json"), None)?;
    ensure!(done.status.success(), "the package cannot be made: {}", told(&done));
    fs::remove_dir_all(folder.join("case"))?;
    Ok(words("import @/bag @/case --json"))
}
