//! Names that something outside proposes, as they stand in a file: one JSON object a line.

use recount_diagnostics::Diagnostic;
use recount_keep::{Case, KeepError, StoredOriginal, StoredProposals};
use recount_model::{NameKind, NameProposal, OriginalId, Span};
use recount_sayings::say;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

/// The shortest beginning of a hash that may stand for an original.
const SHORTEST_HASH: usize = 8;

/// One line.
#[derive(Deserialize)]
pub struct Line {
    /// Which original, where there are several: a name it was added under, or the beginning of its hash.
    file: Option<String>,
    start: u32,
    end: u32,
    #[serde(rename = "type")]
    kind: NameKind,
    text: Option<String>,
}

impl Line {
    pub fn proposal(self) -> NameProposal {
        NameProposal { span: Span { start: self.start, end: self.end }, kind: self.kind, text: self.text }
    }
}

/// The originals of a case by what a line may call them.
struct Called<'case> {
    by_name: BTreeMap<&'case str, Vec<&'case OriginalId>>,
    by_hash: BTreeMap<&'case str, &'case OriginalId>,
}

impl<'case> Called<'case> {
    fn of(originals: &'case [StoredOriginal]) -> Self {
        let mut by_name: BTreeMap<&str, Vec<&OriginalId>> = BTreeMap::new();
        for original in originals {
            for name in &original.names {
                by_name.entry(name).or_default().push(&original.id);
            }
        }
        let by_hash = originals.iter().map(|original| (original.id.0.as_str(), &original.id)).collect();
        Called { by_name, by_hash }
    }

    /// All that have the name, and all whose hash begins so.
    fn find(&self, file: &str) -> BTreeSet<&'case OriginalId> {
        let named = self.by_name.get(file).into_iter().flatten().copied();
        let from = self.by_hash.range::<str, _>((Bound::Included(file), Bound::Unbounded));
        let hashed = from.take_while(|(hash, _)| hash.starts_with(file)).map(|(_, id)| *id);
        named.chain(hashed.filter(|_| file.len() >= SHORTEST_HASH)).collect()
    }
}

/// Why a line is of no use.
#[derive(Debug, thiserror::Error)]
pub enum LineError {
    #[error("it is no proposed name: {0}")]
    Json(#[from] serde_json::Error),
    #[error("it ends before it starts")]
    Backwards,
}

/// Each line that is not blank, with its number from 1.
pub fn lines(text: &str) -> impl Iterator<Item = (usize, Result<Line, LineError>)> {
    let filled =
        text.trim_start_matches('\u{feff}').lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    filled.map(|(idx, line)| (idx + 1, line_of(line)))
}

fn line_of(line: &str) -> Result<Line, LineError> {
    let line: Line = serde_json::from_str(line)?;
    if line.start <= line.end { Ok(line) } else { Err(LineError::Backwards) }
}

/// What was proposed for each original of a case, in an order that no file decides.
#[derive(Debug, Default)]
pub struct Proposals {
    by_original: BTreeMap<OriginalId, Vec<NameProposal>>,
    /// The files they stand in.
    pub files: Vec<StoredProposals>,
    /// Lines that could not be used.
    pub diagnostics: Vec<Diagnostic>,
}

impl Proposals {
    /// Those kept in `case`, dealt out to `originals`.
    ///
    /// # Errors
    /// When the case cannot be read. A line that cannot be used is a diagnostic.
    pub fn of(case: &Case, originals: &[StoredOriginal]) -> Result<Self, KeepError> {
        let (mut dealt, files) = (Proposals::default(), case.proposals()?);
        let called = Called::of(originals);
        for file in &files {
            match case.store().read(&file.id) {
                Ok(bytes) => dealt.deal(file, &String::from_utf8_lossy(&bytes), &called),
                Err(error) => dealt.diagnostics.push(
                    Diagnostic::error("original-damaged", error.told())
                        .in_place(file.name.clone())
                        .hint(say!("odd-hint.verify")),
                ),
            }
        }
        for proposals in dealt.by_original.values_mut() {
            proposals.sort();
            proposals.dedup();
        }
        Ok(Proposals { files, ..dealt })
    }

    /// What was proposed for one original.
    pub fn for_original(&self, id: &OriginalId) -> &[NameProposal] {
        self.by_original.get(id).map_or(&[], Vec::as_slice)
    }

    /// The same, as a part of a cache key.
    pub fn key_of(&self, id: &OriginalId) -> String {
        let one = |proposal: &NameProposal| {
            let NameProposal { span, kind, text } = proposal;
            format!("{}-{} {kind:?} {}\n", span.start, span.end, text.as_deref().unwrap_or_default())
        };
        self.for_original(id).iter().map(one).collect()
    }

    fn deal(&mut self, file: &StoredProposals, text: &str, called: &Called<'_>) {
        let mut nowhere: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (number, read) in lines(text) {
            match read {
                Ok(line) => {
                    if let Some(named) = self.deal_line(line, called) {
                        nowhere.entry(named).or_default().push(number);
                    }
                }
                Err(error) => self.diagnostics.push(
                    Diagnostic::warning("proposal-unreadable", error.to_string().into())
                        .in_place(format!("{}: line {number}", file.name))
                        .hint(say!("odd-hint.proposal-unreadable")),
                ),
            }
        }
        self.diagnostics.extend(nowhere.iter().map(|(named, lines)| without_original(file, named, lines)));
    }

    /// What the line calls its original, if there is none of that name.
    fn deal_line(&mut self, line: Line, called: &Called<'_>) -> Option<String> {
        let meant = called.find(line.file.as_deref().unwrap_or_default());
        let nowhere = meant.is_empty().then(|| line.file.clone().unwrap_or_default());
        let proposal = line.proposal();
        for id in meant {
            self.by_original.entry(id.clone()).or_default().push(proposal.clone());
        }
        nowhere
    }
}

/// One diagnostic for all `lines` that call their original `named`.
fn without_original(file: &StoredProposals, named: &str, lines: &[usize]) -> Diagnostic {
    let (first, count) = (lines.first().copied().unwrap_or_default(), lines.len());
    let message = if named.is_empty() {
        say!("odd.proposal-without-file", n = count, first = first)
    } else {
        say!("odd.proposal-without-original", name = named, n = count, first = first)
    };
    Diagnostic::warning("proposal-without-original", message)
        .in_place(file.name.clone())
        .hint(say!("odd-hint.proposal-without-original"))
}
