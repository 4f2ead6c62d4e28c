//! What a case package holds beside the case: everything derived, in formats other programs read.
//!
//! Comes in: a dossier, the acts of its log, the files of the package. Goes out: file names with their bytes. It may not
//! know the case folder or the network.
//!
//! | file | form |
//! |---|---|
//! | `derived/<kind>.jsonl` | the records of `recount show --json` |
//! | `claims.csv` | the ledger of figures, a row each, with the columns many chronologies share |
//! | `annotations.jsonld` | W3C Web Annotations: figures and statements at their quotes |
//! | `prov.jsonld` | W3C PROV-O: who did what to which original |
//! | `ro-crate-metadata.json` | RO-Crate 1.3: what each file is |
//! | `loss.json` | what a format cannot say, counted |

mod annotated;
mod claims;
mod crate_metadata;
mod provenance;

pub use crate_metadata::{CrateFile, CrateInput, crate_metadata};
pub use provenance::PackagedAct;

use crate::index::Index;
use crate::json;
use recount_model::Dossier;
use serde_json::{Value, json};

/// One file of the package, by its name below `data/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackageFile {
    pub name: String,
    pub bytes: Vec<u8>,
}

impl PackageFile {
    fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        PackageFile { name: name.into(), bytes: bytes.into() }
    }

    fn json(name: &str, value: &Value) -> Self {
        PackageFile::new(name, format!("{value:#}\n"))
    }
}

/// Everything derived from a case, as files; the same bytes for the same case.
///
/// # Errors
/// When a record cannot be written as JSON, which no dossier of ours causes.
pub fn derived(dossier: &Dossier, acts: &[PackagedAct]) -> Result<Vec<PackageFile>, serde_json::Error> {
    let index = Index::new(dossier);
    let mut files = Vec::new();
    for kind in json::kinds() {
        let mut lines = Vec::new();
        for record in json::records(dossier, kind).unwrap_or_default() {
            serde_json::to_writer(&mut lines, &record)?;
            lines.push(b'\n');
        }
        files.push(PackageFile::new(format!("derived/{kind}.jsonl"), lines));
    }
    let (rows, lost) = claims::csv(&index);
    files.push(PackageFile::new("claims.csv", rows));
    files.push(PackageFile::json("annotations.jsonld", &annotated::annotations(&index)));
    files.push(PackageFile::json("prov.jsonld", &provenance::prov(dossier, acts)));
    files.push(PackageFile::json("loss.json", &json!({ "losses": lost })));
    Ok(files)
}
