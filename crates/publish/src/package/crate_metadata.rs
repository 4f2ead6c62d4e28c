//! The package described as a research object: RO-Crate 1.3.
//!
//! Comes in: the files of the package and what they are. Goes out: `ro-crate-metadata.json`.
//!
//! Source: RO-Crate Metadata Specification 1.3 (2026).

use super::provenance::PackagedAct;
use serde_json::{Value, json};

/// One file of the package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrateFile {
    /// Below the crate's root.
    pub path: String,
    pub sha256: String,
    pub bytes: u64,
    /// What people call it: the name an original was added under.
    pub name: Option<String>,
}

/// Everything the description says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrateInput<'c> {
    pub title: &'c str,
    /// RFC 3339.
    pub published: &'c str,
    pub files: &'c [CrateFile],
    pub acts: &'c [PackagedAct],
}

const VERSION: &str = "https://w3id.org/ro/crate/1.3";
/// Media types by file name extension, for what a package of ours holds.
const FORMATS: [(&str, &str); 8] = [
    ("jsonl", "application/jsonl"),
    ("json", "application/json"),
    ("jsonld", "application/ld+json"),
    ("csv", "text/csv"),
    ("html", "text/html"),
    ("toml", "application/toml"),
    ("py", "text/x-python"),
    ("txt", "text/plain"),
];

/// The bytes of `ro-crate-metadata.json`.
pub fn crate_metadata(input: &CrateInput<'_>) -> Vec<u8> {
    let mut graph = vec![
        json!({
            "@id": "ro-crate-metadata.json",
            "@type": "CreativeWork",
            "conformsTo": { "@id": VERSION },
            "about": { "@id": "./" },
        }),
        root(input),
    ];
    graph.extend(input.files.iter().map(file));
    graph.extend(input.acts.iter().map(|act| action(act, input.files)));
    let mut tools: Vec<&str> = input.acts.iter().map(|act| act.tool.as_str()).collect();
    tools.sort_unstable();
    tools.dedup();
    graph.extend(tools.iter().map(|tool| {
        let (name, version) = tool.split_once('/').unwrap_or((tool, ""));
        json!({ "@id": format!("#{tool}"), "@type": "SoftwareApplication", "name": name, "version": version, "softwareVersion": version, "url": "urn:recount" })
    }));
    let whole = json!({ "@context": format!("{VERSION}/context"), "@graph": graph });
    format!("{whole:#}\n").into_bytes()
}

fn root(input: &CrateInput<'_>) -> Value {
    let parts: Vec<Value> = input.files.iter().map(|file| json!({ "@id": file.path })).collect();
    let mentions: Vec<Value> =
        input.acts.iter().map(|act| json!({ "@id": format!("#act-{}", act.seq) })).collect();
    json!({
        "@id": "./",
        "@type": "Dataset",
        "name": input.title,
        "description": "Accounts of a contested event as they were received, the log of who did what to them, and what was derived.",
        "datePublished": input.published,
        "license": "Rights in the originals remain with their holders; see the custody log for where each came from.",
        "hasPart": parts,
        "mentions": mentions,
    })
}

fn file(file: &CrateFile) -> Value {
    let extension =
        file.name.as_deref().unwrap_or(&file.path).rsplit_once('.').map(|(_, extension)| extension);
    let format = FORMATS.iter().find(|(name, _)| Some(*name) == extension).map(|(_, format)| *format);
    json!({
        "@id": file.path,
        "@type": "File",
        "name": file.name.as_deref().unwrap_or(&file.path),
        "contentSize": file.bytes.to_string(),
        "sha256": file.sha256,
        "encodingFormat": format.unwrap_or("application/octet-stream"),
    })
}

fn action(act: &PackagedAct, files: &[CrateFile]) -> Value {
    let result = files.iter().find(|file| act.original.as_deref() == Some(file.sha256.as_str()));
    let mut made = json!({
        "@id": format!("#act-{}", act.seq),
        "@type": "CreateAction",
        "name": act.verb,
        "endTime": act.at,
        "instrument": { "@id": format!("#{}", act.tool) },
    });
    if let Some(file) = result {
        made["result"] = json!({ "@id": file.path });
    }
    made
}
