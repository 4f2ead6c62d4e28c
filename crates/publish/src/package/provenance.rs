//! Who did what to which original, as W3C PROV-O (Recommendation of 30 April 2013).
//!
//! Comes in: the acts of the custody log, and what people added by hand. Goes out: JSON-LD. Actors stand under the names they chose.

use recount_model::{Act, Decided, Dossier, Id, Standing};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// One act of the custody log, as a package tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackagedAct {
    pub seq: i64,
    /// RFC 3339, UTC.
    pub at: String,
    pub actor: Option<String>,
    pub tool: String,
    pub verb: String,
    /// The original it was about.
    pub original: Option<String>,
    /// The original that one was found in.
    pub container: Option<String>,
}

pub(super) fn prov(dossier: &Dossier, acts: &[PackagedAct]) -> Value {
    let mut graph: Vec<Value> = acts.iter().map(activity).collect();
    let agents: BTreeSet<String> = acts.iter().map(agent_id).collect();
    graph.extend(agents.iter().map(|id| json!({ "@id": id, "@type": "prov:Agent" })));
    let tools: BTreeSet<&str> = acts.iter().map(|act| act.tool.as_str()).collect();
    graph.extend(
        tools
            .iter()
            .map(|tool| json!({ "@id": tool_id(tool), "@type": ["prov:Agent", "prov:SoftwareAgent"] })),
    );
    let originals: BTreeSet<&str> = acts.iter().filter_map(|act| act.original.as_deref()).collect();
    graph.extend(originals.iter().map(|sha256| entity(sha256, acts)));
    graph.extend(dossier.accounts.iter().map(|account| {
        json!({
            "@id": format!("urn:recount:{}", account.id.0),
            "@type": "prov:Entity",
            "prov:wasQuotedFrom": { "@id": original_id(&account.original.0) },
        })
    }));
    graph.extend(by_hand(dossier));
    json!({ "@context": { "prov": "http://www.w3.org/ns/prov#", "xsd": "http://www.w3.org/2001/XMLSchema#" }, "@graph": graph })
}

/// What people added by hand, with who did and the passage's original.
fn by_hand(dossier: &Dossier) -> Vec<Value> {
    let added =
        |one: &&Decided| one.standing == Standing::Holds && matches!(one.decision.act, Act::Add { .. });
    let mut of_thing: BTreeMap<&Id, Vec<&Decided>> = BTreeMap::new();
    for one in dossier.decisions.iter().filter(added) {
        if let Some(id) = &one.now {
            of_thing.entry(id).or_default().push(one);
        }
    }
    let entity = |(id, made): (&Id, Vec<&Decided>)| {
        let of = |one: &dyn Fn(&Decided) -> String| -> Vec<Value> {
            made.iter().map(|made| json!({ "@id": one(made) })).collect()
        };
        json!({
            "@id": format!("urn:recount:{}", id.0),
            "@type": "prov:Entity",
            "prov:wasGeneratedBy": of(&|one| format!("urn:recount:log:{}", one.decision.seq)),
            "prov:wasAttributedTo": of(&|one| agent(one.decision.who.as_deref())),
            "prov:wasQuotedFrom": of(&|one| original_id(&one.decision.subject.original.0)),
            "prov:value": made.first().map(|one| one.decision.subject.quote.as_str()),
        })
    };
    of_thing.into_iter().map(entity).collect()
}

fn activity(act: &PackagedAct) -> Value {
    let mut made = json!({
        "@id": format!("urn:recount:log:{}", act.seq),
        "@type": "prov:Activity",
        "prov:endedAtTime": { "@type": "xsd:dateTime", "@value": act.at },
        "prov:wasAssociatedWith": [{ "@id": agent_id(act) }, { "@id": tool_id(&act.tool) }],
        "prov:type": act.verb,
    });
    if let Some(container) = &act.container {
        made["prov:used"] = json!({ "@id": original_id(container) });
    }
    made
}

fn entity(sha256: &str, acts: &[PackagedAct]) -> Value {
    let of = || acts.iter().filter(|act| act.original.as_deref() == Some(sha256));
    let mut made = json!({
        "@id": original_id(sha256),
        "@type": "prov:Entity",
        "prov:wasGeneratedBy": of().map(|act| json!({ "@id": format!("urn:recount:log:{}", act.seq) })).collect::<Vec<_>>(),
    });
    let containers: BTreeSet<&str> = of().filter_map(|act| act.container.as_deref()).collect();
    if !containers.is_empty() {
        made["prov:wasDerivedFrom"] = containers.iter().map(|id| json!({ "@id": original_id(id) })).collect();
    }
    made
}

fn original_id(sha256: &str) -> String {
    format!("urn:sha256:{sha256}")
}

/// Names may hold anything: what an address may not is written as per cent signs and digits.
fn agent_id(act: &PackagedAct) -> String {
    agent(act.actor.as_deref())
}

fn agent(name: Option<&str>) -> String {
    let name = name.unwrap_or("unnamed");
    let mut id = "urn:recount:actor:".to_owned();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.') {
            id.push(char::from(byte));
        } else {
            id.push_str(&format!("%{byte:02X}"));
        }
    }
    id
}

fn tool_id(tool: &str) -> String {
    format!("urn:recount:tool:{}", tool.replace('/', ":"))
}
