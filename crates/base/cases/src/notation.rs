//! A compact textual notation for dossiers, for the tests of stages that look at a whole dossier.
//!
//! Comes in: a [`Case`] with `account` blocks (the texts) and one `given` block (what was read in them).
//! Goes out: a [`Dossier`]. It may not know any stage: nothing is read from the texts, all is given.
//!
//! ````markdown
//! ```account id=a written=2001-05-03 source="The Ledger"
//! The ministry says 10 people died.
//! ```
//! ```given
//! figure f1 a "10 people died" killed 10 place=Orlec during=2001-05-02 speaker="the ministry"
//! statement s1 a "10 people died" speaker="the ministry" role=ministry knowing=record
//! root r1 f1 f2
//! copy c1 a "10 people died" b "12 people died" edited a-to-b
//! edit c1 value "10" "12"
//! lineage l1 a b a-to-b 640 credited
//! observation a sum-of-parts always "46 buildings" "20 shops" why="20 + 23 = 43"
//! talking-point t1 a "the storm passed" s1 b "the storm has passed" s2
//! time-conflict k1 clock on-reading a "at 9" b "at 10" reading="…" why="…"
//! name a place Orlec
//! time t1 a "since 2006" value=2006 during=2006-01-01/2006-12-31
//! question q1 killed "How many people were killed in Orlec?" f1:official f2:witness
//! pair q1 f1 f2 update why="…"
//! conflict q1 f2 f1 on-reading reading="…" why="…"
//! ```
//! ````
//!
//! Ids are the short names themselves, so that expected outputs can be read. Counts: `10`, `>70`, `>=70`, `<70`,
//! `<=70`, `~70`, `200..500` (range), `24-99?` (vague words), `25-?` (vague, open above).

mod chronicle;
mod lines;
mod marks;
mod questions;

use crate::{Block, Case};
use recount_model::{
    Account, AccountClaims, BlockKind, DocumentTime, Dossier, Id, Interval, OffsetMap, OriginalId, Reading,
    Span,
};
use std::sync::Arc;

/// A line of the notation that breaks its rules: our bug.
#[derive(Debug, thiserror::Error)]
#[error("`{case}`: {what}: `{line}`")]
pub struct NotationError {
    pub case: String,
    pub what: &'static str,
    pub line: String,
}

/// Builds the dossier that a case describes.
///
/// # Errors
/// When a line names an account, figure or quote that is not there.
pub fn dossier(case: &Case) -> Result<Dossier, NotationError> {
    let mut made = Dossier::default();
    for block in case.all("account") {
        add_account(&mut made, block);
    }
    for line in case.all("given").flat_map(|block| block.body.lines()) {
        if !line.trim().is_empty() {
            lines::add(&mut made, line).map_err(|what| NotationError {
                case: case.name.clone(),
                what,
                line: line.to_owned(),
            })?;
        }
    }
    for claims in Arc::make_mut(&mut made.claims).iter_mut().map(Arc::make_mut) {
        claims.figures.sort_by_key(|figure| (figure.span, figure.id.clone()));
        claims.statements.sort_by_key(|statement| (statement.span, statement.id.clone()));
    }
    Ok(made)
}

fn add_account(made: &mut Dossier, block: &Block) {
    let language = block.attribute("language").unwrap_or("en").to_owned();
    let id = Id(block.attribute("id").unwrap_or("a").into());
    let original = OriginalId(format!("original-{id}").into());
    let text = block.body.clone();
    let span = Span::new(0, text.len());
    let written = block.attribute("written").and_then(marks::interval).unwrap_or(Interval::UNBOUNDED);
    made.names_of_originals.push((original.clone(), format!("{id}.txt")));
    Arc::make_mut(&mut made.readings).push(Reading {
        original: original.clone(),
        reader: "text".to_owned(),
        text,
        offsets: OffsetMap::Identity { skipped_bytes: 0 },
        blocks: Vec::new(),
        metadata: Vec::new(),
        language: language.clone(),
        tellings: Vec::new(),
        places: Vec::new(),
    });
    Arc::make_mut(&mut made.claims).push(Arc::new(AccountClaims {
        account: id.clone(),
        written: DocumentTime { interval: written, edtf: None, reasons: Vec::new() },
        layers_written: Vec::new(),
        times: Vec::new(),
        time_groups: Vec::new(),
        figures: Vec::new(),
        names: Vec::new(),
        statements: Vec::new(),
        claims: Vec::new(),
        deeds: Vec::new(),
        observations: Vec::new(),
    }));
    Arc::make_mut(&mut made.accounts).push(Account {
        id,
        original,
        span,
        language,
        title: None,
        source: block.attribute("source").map(str::to_owned),
        source_passage: None,
        author: None,
        blocks: paragraphs(&block.body),
        layers: Vec::new(),
        why: Vec::new(),
        metadata: Vec::new(),
    });
}

fn paragraphs(text: &str) -> Vec<recount_model::Block> {
    let mut start = 0;
    let mut found = Vec::new();
    for part in text.split("\n\n") {
        let span = Span::new(start, start + part.len());
        found.push(recount_model::Block { span, kind: BlockKind::Paragraph });
        start += part.len() + 2;
    }
    found
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    #[test]
    fn figures_stand_on_their_quotes() {
        let text = "# One\n```account id=a written=2001-05-03\nThe office says more than 10 died.\n```\n\
                    ```given\nfigure f1 a \"more than 10 died\" killed >10 place=Orlec during=2001-05-02 speaker=\"the office\"\n```\n";
        let cases = crate::parse(text, Path::new("t.md")).unwrap();
        let dossier = super::dossier(&cases[0]).unwrap();
        let figure = &dossier.claims[0].figures[0];
        assert_eq!((figure.low, figure.high, figure.stated), (11, None, Some(10)));
        assert_eq!(figure.chain, ["a", "the office"]);
        assert_eq!(figure.span.of(&dossier.readings[0].text), "more than 10 died");
        assert_eq!(figure.during.earliest, Some(988_761_600_000));
    }

    #[test]
    fn a_quote_that_is_not_there_is_an_error() {
        let text = "# One\n```account id=a\nx\n```\n```given\nfigure f1 a \"y\" killed 10\n```\n";
        let cases = crate::parse(text, Path::new("t.md")).unwrap();
        assert!(super::dossier(&cases[0]).is_err());
    }
}
