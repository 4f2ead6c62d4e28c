//! Shared passages as a critical apparatus.
//!
//! *Source*: TEI P5, chapter 12 (Critical Apparatus), method of parallel segmentation; fragmentary witnesses, 12.1.5.

use super::groups::{Group, Place, groups};
use super::{SIDES, in_order, kind, kinds, name, piece};
use crate::html::escape::{escaped, push};
use recount_model::{Alignment, Dossier, Id, Passage};
use std::collections::BTreeMap;

/// Every shared passage as an apparatus in parallel segmentation: the words both have, and at each place where they part, the
/// reading of either witness.
pub fn tei(dossier: &Dossier) -> String {
    let mut witnesses: BTreeMap<&Id, String> = BTreeMap::new();
    for passage in dossier.collation.alignments.iter().flat_map(|one| [&one.a, &one.b]) {
        witnesses.entry(&passage.account).or_insert_with(|| name(dossier, passage));
    }
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n<teiHeader><fileDesc>\
         <titleStmt><title>Shared passages</title></titleStmt><publicationStmt><p>Written by Recount</p></publicationStmt>\
         <sourceDesc><listWit>\n",
    );
    for (id, name) in &witnesses {
        out.push_str(&format!("<witness xml:id=\"{id}\">{}</witness>\n", escaped(name)));
    }
    out.push_str(
        "</listWit></sourceDesc></fileDesc><encodingDesc><variantEncoding method=\"parallel-segmentation\" \
         location=\"internal\"/></encodingDesc></teiHeader>\n<text><body>\n",
    );
    if dossier.collation.alignments.is_empty() {
        out.push_str("<p/>\n");
    }
    let (groups, shown) = groups(dossier);
    for (number, group) in groups.iter().enumerate() {
        out.push_str(&of_many(group, number));
    }
    for alignment in dossier.collation.alignments.iter().filter(|one| !shown.contains(&one.id)) {
        out.push_str(&apparatus(alignment));
    }
    out.push_str("</body></text>\n</TEI>\n");
    out
}

/// A base with all its witnesses; one that has only a part of it begins and ends where it does.
fn of_many(group: &Group<'_>, number: usize) -> String {
    let base = &group.base;
    let mut marks: Vec<(u32, u8, String)> = Vec::new();
    for witness in &group.witnesses {
        let (id, span) = (&witness.passage.account, witness.in_base);
        if span != base.span {
            marks.push((span.start, 1, format!("<app><rdg wit=\"#{id}\"><witStart/></rdg></app>")));
            marks.push((span.end, 0, format!("<app><rdg wit=\"#{id}\"><witEnd/></rdg></app>")));
        }
    }
    for place in &group.places {
        marks.push((place.span.start, 2, String::new()));
    }
    marks.sort();
    let mut places = group.places.iter();
    let mut out = format!("<p xml:id=\"group-{}\">", number + 1);
    let mut reached = base.span.start;
    for (at, _, mark) in marks {
        let place = if mark.is_empty() { places.next() } else { None };
        push(&mut out, group.piece(reached, at.max(reached)));
        reached = reached.max(at);
        out.push_str(&mark);
        if let Some(place) = place {
            push_readings(&mut out, place, base);
            reached = reached.max(place.span.end);
        }
    }
    push(&mut out, group.piece(reached, base.span.end));
    out.push_str("</p>\n");
    out
}

fn push_readings(out: &mut String, place: &Place, base: &Passage) {
    // The type is one word in TEI.
    out.push_str(&format!("<app type=\"{}\">", kinds(place).replace(' ', "-")));
    let witnesses =
        |accounts: &[Id]| accounts.iter().map(|id| format!("#{id}")).collect::<Vec<_>>().join(" ");
    let is_lemma = |accounts: &[Id]| accounts.contains(&base.account);
    let (lemma, others): (Vec<_>, Vec<_>) = place.readings.iter().partition(|(_, with)| is_lemma(with));
    for (element, (words, accounts)) in
        lemma.into_iter().map(|one| ("lem", one)).chain(others.into_iter().map(|one| ("rdg", one)))
    {
        out.push_str(&format!("<{element} wit=\"{}\">", witnesses(accounts)));
        push(out, words);
        out.push_str(&format!("</{element}>"));
    }
    out.push_str("</app>");
}

fn apparatus(alignment: &Alignment) -> String {
    let (a, b) = (&alignment.a, &alignment.b);
    let mut out = format!("<p xml:id=\"{}\">", alignment.id);
    let mut reached = a.span.start;
    for edit in in_order(&alignment.edits, SIDES[0]) {
        if edit.a.start < reached {
            continue;
        }
        push(&mut out, piece(a, reached, edit.a.start));
        out.push_str(&format!("<app type=\"{}\"><rdg wit=\"#{}\">", kind(edit), a.account));
        push(&mut out, piece(a, edit.a.start, edit.a.end));
        out.push_str(&format!("</rdg><rdg wit=\"#{}\">", b.account));
        push(&mut out, piece(b, edit.b.start, edit.b.end));
        out.push_str("</rdg></app>");
        reached = edit.a.end;
    }
    push(&mut out, piece(a, reached, a.span.end));
    out.push_str("</p>\n");
    out
}

#[cfg(test)]
mod rules;
