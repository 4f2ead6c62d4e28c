//! Entries of the chronicle: `entry ID ACT ACCOUNT "words" …`, with `when=`, `phase=` (else `core`), `roots=` (else 1), `speaker=`,
//! `planned`, `disputed`.

use super::lines::{Line, claims, id, passage};
use recount_model::{Certainty, ChronicleEntry, Claim, ClaimContent, Dossier, Id, Passage};
use std::sync::Arc;

/// An entry, and a claim for each of its passages.
pub(super) fn entry(made: &mut Dossier, line: &Line) -> Result<(), &'static str> {
    let told = line.words.get(3..).unwrap_or_default().chunks_exact(2);
    let passages = told.map(|pair| match pair {
        [account, quote] => passage(made, account, quote),
        _ => Err("an account without a quote"),
    });
    let supports: Vec<Passage> = passages.collect::<Result<_, &'static str>>()?;
    let mut made_of = Vec::new();
    for (at, support) in supports.iter().enumerate() {
        let claim = claim(line, at, support);
        made_of.push(claim.id.clone());
        claims(made, &support.account.0)?.claims.push(claim);
    }
    let first = supports.first().ok_or("an entry without words")?;
    Arc::make_mut(&mut made.chronicle).push(ChronicleEntry {
        id: id(line.word(1)),
        title: first.text.clone(),
        interval: line.interval("when"),
        edtf: line.key("when"),
        place: line.key("place"),
        disputes: if line.has("disputed") { supports.clone() } else { Vec::new() },
        roots: line.key("roots").and_then(|roots| roots.parse().ok()).unwrap_or(1),
        is_planned: line.has("planned"),
        phase: line.key("phase").unwrap_or_else(|| "core".to_owned()),
        claims: made_of,
        weight: 0,
        weighed: Vec::new(),
        supports,
    });
    Ok(())
}

fn claim(line: &Line, at: usize, support: &Passage) -> Claim {
    Claim {
        id: Id(format!("{}-{at}", line.word(1)).into()),
        span: support.span,
        text: support.text.clone(),
        content: ClaimContent::Happened { action: line.word(2).to_owned(), keywords: Vec::new() },
        when: line.interval("when"),
        times: Vec::new(),
        place: line.key("place"),
        participants: Vec::new(),
        chain: line.chain(&support.account.0),
        statement: None,
        certainty: if line.has("observed") { Certainty::Observed } else { Certainty::Asserted },
        is_negated: false,
        rule: "event-verb".to_owned(),
    }
}
