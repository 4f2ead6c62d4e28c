//! A finding in the making.

use recount_model::{Finding, Hold, Id, Passage, Severity, Told};

/// Everything but the id, which follows from what the finding stands on.
pub(crate) struct Draft {
    pub kind: &'static str,
    pub hold: Hold,
    /// Left out when `hold` is `always`.
    pub reading: Option<Told>,
    pub title: Told,
    pub why: Vec<Told>,
    pub passages: Vec<Passage>,
    pub parents: Vec<Id>,
    pub severity: Severity,
}

impl Draft {
    /// The id is made from the kind and the places of the passages: what is reworded stays the same finding.
    pub(crate) fn finish(mut self) -> Finding {
        let mut unique: Vec<Passage> = Vec::new();
        for passage in self.passages.drain(..) {
            if !unique.contains(&passage) && !passage.span.is_empty() {
                unique.push(passage);
            }
        }
        let mut places: Vec<String> = unique
            .iter()
            .map(|passage| format!("{}:{}-{}", passage.original, passage.span.start, passage.span.end))
            .collect();
        places.sort();
        let mut parts = vec![self.kind];
        parts.extend(places.iter().map(String::as_str));
        self.parents.sort();
        self.parents.dedup();
        Finding {
            id: Id::from_parts("finding", &parts),
            kind: self.kind.to_owned(),
            hold: self.hold,
            reading: self.reading.filter(|_| self.hold != Hold::Always),
            title: self.title,
            why: self.why,
            passages: unique,
            parents: self.parents,
            severity: self.severity,
        }
    }
}
