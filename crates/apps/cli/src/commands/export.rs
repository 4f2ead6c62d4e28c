//! `recount export`: a whole case as a package that others can check, and `recount import`: taken back.

use super::{Outcome, build};
use crate::args::{Export, Import};
use crate::output;
use crate::vault::Vault;
use anyhow::{Context as _, Result};
use recount_keep::{Actor, Case, Imported, LogEntry, PayloadFile};
use recount_publish::package::{CrateFile, CrateInput, PackagedAct, crate_metadata, derived};
use serde_json::json;
use std::collections::BTreeMap;

/// A checker without any dependency, for whoever receives the package.
const CHECKER: &[u8] = include_bytes!("../../assets/verify.py");
const READ_ME: &str = include_str!("../../assets/package-readme.html");

/// Writes one format; a new one is one line in [`FORMATS`].
type Write = fn(&Export) -> Result<Outcome>;

const FORMATS: [(&str, Write); 1] = [("bagit", bagit)];

/// Names of the formats, for the command line.
pub const FORMAT_NAMES: [&str; 1] = ["bagit"];

pub fn run(args: &Export) -> Result<Outcome> {
    let format = FORMATS.iter().find(|(name, _)| *name == args.to);
    let (_, write) = format.with_context(|| format!("there is no format `{}`", args.to))?;
    write(args)
}

fn bagit(args: &Export) -> Result<Outcome> {
    let (mut case, built) = build::open_built(&args.dir, false)?;
    anyhow::ensure!(
        args.with_names || !Vault::exists(&case),
        "the case has a vault of names, and its originals hold them all: pack it with --with-names, or give a report with --vault"
    );
    case.actor = Actor(args.actor.clone());
    let log = case.log()?;
    let acts: Vec<PackagedAct> = log.iter().map(act).collect();
    let mut bag = case.package(&args.output).with_context(|| format!("`{}`", args.output.display()))?;
    for file in derived(&built.dossier, &acts)? {
        bag.put(&file.name, &mut file.bytes.as_slice())?;
    }
    bag.put("report.html", &mut super::report::rendered(&case, &built)?.as_slice())?;
    bag.put("verify/verify.py", &mut &CHECKER[..])?;
    bag.put("README.html", &mut READ_ME.as_bytes())?;
    let title = case.settings.title.clone().unwrap_or_else(|| "case".to_owned());
    let names = names(&log);
    let files: Vec<CrateFile> = bag.payload().iter().map(|file| crate_file(file, &names)).collect();
    let published = log.last().map_or("", |entry| entry.at.as_str());
    let metadata = crate_metadata(&CrateInput { title: &title, published, files: &files, acts: &acts });
    bag.put("ro-crate-metadata.json", &mut metadata.as_slice())?;
    let (count, head) = (bag.payload().len(), head(&log));
    let info = [
        ("Bagging-Date", published.get(..10).unwrap_or("").to_owned()),
        ("External-Description", title),
        ("Bag-Software-Agent", concat!("recount ", env!("CARGO_PKG_VERSION")).to_owned()),
        ("Recount-Log-Head", head),
    ];
    let entry = case.release(bag, &info)?;
    if args.json {
        output::json(&json!({ "package": args.output, "files": count, "log": entry }))?;
    } else {
        let dir = args.output.display();
        output::text(&format!(
            "wrote {dir}: {count} files; whoever receives it can check it with `python3 {dir}/data/verify/verify.py`\n"
        ))?;
    }
    Ok(Outcome::of(&built.diagnostics))
}

/// The last entry of the log: number and hash, as the next one will name it.
fn head(log: &[LogEntry]) -> String {
    let last = log.last().and_then(|entry| Some((entry.seq, entry.hash().ok()?)));
    last.map_or_else(String::new, |(seq, hash)| format!("{seq} {hash}"))
}

fn act(entry: &LogEntry) -> PackagedAct {
    let text = |name: &str| entry.args.get(name).and_then(|value| value.as_str()).map(str::to_owned);
    let from = entry.args.get("from").and_then(|from| from.get("container")).and_then(|id| id.as_str());
    PackagedAct {
        seq: entry.seq,
        at: entry.at.clone(),
        actor: entry.actor.clone(),
        tool: entry.tool.clone(),
        verb: entry.verb.clone(),
        original: text("sha256"),
        container: from.map(str::to_owned),
    }
}

/// The first name each original was added under.
fn names(log: &[LogEntry]) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    for entry in log {
        let text = |name: &str| entry.args.get(name).and_then(|value| value.as_str()).map(str::to_owned);
        if let (Some(id), Some(name)) = (text("sha256"), text("name")) {
            names.entry(id).or_insert(name);
        }
    }
    names
}

fn crate_file(file: &PayloadFile, names: &BTreeMap<String, String>) -> CrateFile {
    CrateFile {
        path: file.path.strip_prefix("data/").unwrap_or(&file.path).to_owned(),
        sha256: file.sha256.clone(),
        bytes: file.bytes,
        name: names.get(&file.sha256).filter(|_| file.path.contains("/originals/")).cloned(),
    }
}

/// Takes a package back into a case folder.
pub fn import(args: &Import) -> Result<Outcome> {
    let imported = Case::import(&args.package, &args.dir, Actor(args.actor.clone()))?;
    let case = match imported {
        Imported::Whole(case) => case,
        Imported::Damaged(damages) => {
            for damage in &damages {
                output::message(&format!(
                    "error: {}: {}",
                    output::printable(&damage.what),
                    output::printable(&damage.message)
                ));
            }
            anyhow::bail!("the package is damaged in {} places; nothing was taken from it", damages.len());
        }
    };
    let originals = case.originals()?.len();
    if args.json {
        output::json(&json!({ "case": args.dir, "originals": originals }))?;
    } else {
        let dir = args.dir.display();
        output::text(&format!(
            "{originals} originals and the whole custody log taken\nnext: recount build {dir}\n"
        ))?;
    }
    Ok(Outcome::Done)
}
