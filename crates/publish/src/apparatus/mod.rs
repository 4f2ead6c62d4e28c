//! Shared passages for reading side by side (HTML), and as a critical apparatus (TEI P5).
//!
//! Comes in: a dossier. Goes out: one file as text. It may not know how passages were found, or where the file goes.
//!
//! *Source*: TEI P5, chapter 12 (Critical Apparatus), method of parallel segmentation.

mod groups;
mod tei;

pub use tei::tei;

use crate::html::escape::{escaped, push};
use groups::{Group, Place, groups};
use recount_model::{Alignment, AlignmentKind, Direction, Dossier, Edit, EditKind, Id, Passage, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Both sides of every shared passage, with each change marked by its kind. One file, nothing loaded from elsewhere, no script.
pub fn side_by_side(dossier: &Dossier) -> String {
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Shared passages</title>\n<style>{STYLE}\
         </style>\n</head>\n<body>\n<h1>Shared passages</h1>\n"
    );
    let alignments = &dossier.collation.alignments;
    if alignments.is_empty() {
        page.push_str("<p>No passage is shared.</p>\n");
    }
    for group in groups(dossier).0 {
        page.push_str(&columns(&group, dossier));
    }
    for alignment in alignments {
        page.push_str(&section(alignment, dossier));
    }
    page.push_str("</body>\n</html>\n");
    page
}

const STYLE: &str = "body{font:1rem/1.5 serif;color:#111;background:#fff;max-width:72rem;margin:2rem auto;padding:0 1rem}\
section{border-top:1px solid #999;margin:1.5rem 0}.sides{display:grid;grid-auto-flow:column;grid-auto-columns:minmax(16rem,1fr);gap:1.5rem;overflow-x:auto}\
blockquote{margin:0;white-space:pre-line}mark{background:#ffe9a8;color:inherit}mark.value{background:#ffc9c0}\
mark.hedge,mark.attribution{background:#cfe3ff}h2{font-size:1.1rem}h3{font-size:1rem;margin:.5rem 0}\
table{margin:1rem 0;border-collapse:collapse;font-size:.9rem}caption{text-align:left;color:#555}\
th,td{text-align:left;vertical-align:top;padding:.1rem 1rem .1rem 0;font-weight:normal}th{color:#555}ul{font-size:.9rem;color:#333}\
@media(max-width:40rem){.sides{grid-auto-flow:row}}";

fn section(alignment: &Alignment, dossier: &Dossier) -> String {
    let (a, b) = (name(dossier, &alignment.a), name(dossier, &alignment.b));
    let way = match alignment.direction {
        Direction::AToB => format!("{a} was first"),
        Direction::BToA => format!("{b} was first"),
        Direction::CommonOrigin => "one origin, neither from the other".to_owned(),
        Direction::Unknown => "who was first is not known".to_owned(),
    };
    let kind = match alignment.kind {
        AlignmentKind::Verbatim => "Word for word",
        AlignmentKind::Edited => "Edited",
        AlignmentKind::Paraphrase => "In other words",
    };
    let mut out = format!(
        "<section id=\"{}\">\n<h2>{kind}; {}</h2>\n<div class=\"sides\">\n",
        alignment.id,
        escaped(&way)
    );
    let mut sides = [(&a, &alignment.a, SIDES[0]), (&b, &alignment.b, SIDES[1])];
    // Who was first stands first.
    if alignment.direction == Direction::BToA {
        sides.reverse();
    }
    for (name, passage, side) in sides {
        out.push_str(&format!("<div><h3>{}</h3>\n<blockquote>", escaped(name)));
        push_marked(&mut out, passage, &alignment.edits, side);
        out.push_str("</blockquote></div>\n");
    }
    out.push_str("</div>\n");
    push_changes(&mut out, alignment);
    out.push_str("<ul>\n");
    for reason in &alignment.why {
        out.push_str(&format!("<li>{}</li>\n", escaped(reason)));
    }
    out.push_str("</ul>\n</section>\n");
    out
}

/// More columns than this nobody reads side by side.
const MOST_COLUMNS: usize = 12;

/// What three accounts or more share: a column each, and a table of what each has where anybody differs.
fn columns(group: &Group<'_>, dossier: &Dossier) -> String {
    let of_base = name(dossier, &group.base);
    let mut out = format!(
        "<section>\n<h2>One passage in {} accounts, set against {}</h2>\n<div class=\"sides\">\n",
        group.witnesses.iter().map(|one| &one.passage.account).collect::<BTreeSet<_>>().len() + 1,
        escaped(&of_base)
    );
    let others = group.witnesses.iter().map(|one| one.passage);
    for passage in std::iter::once(&group.base).chain(others).take(MOST_COLUMNS) {
        out.push_str(&format!("<div><h3>{}</h3>\n<blockquote>", escaped(&name(dossier, passage))));
        push(&mut out, &passage.text);
        out.push_str("</blockquote></div>\n");
    }
    out.push_str("</div>\n");
    if group.witnesses.len() >= MOST_COLUMNS {
        let more = group.witnesses.len() + 1 - MOST_COLUMNS;
        out.push_str(&format!("<p>{more} more are in the table and below.</p>\n"));
    }
    out.push_str("<table>\n<caption>What differs, and who has it</caption>\n");
    let called: BTreeMap<&Id, String> = std::iter::once(&group.base)
        .chain(group.witnesses.iter().map(|one| one.passage))
        .map(|passage| (&passage.account, name(dossier, passage)))
        .collect();
    for place in &group.places {
        out.push_str(&format!("<tr><th scope=\"row\">{}</th>", kinds(place)));
        for (words, accounts) in &place.readings {
            let who: Vec<&str> =
                accounts.iter().filter_map(|id| called.get(id)).map(String::as_str).collect();
            let words = if words.is_empty() { "—".to_owned() } else { format!("“{}”", escaped(words)) };
            out.push_str(&format!("<td>{words} ({})</td>", escaped(&who.join(", "))));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</table>\n</section>\n");
    out
}

fn kinds(place: &Place) -> String {
    place.kinds.iter().copied().collect::<Vec<&str>>().join(" ")
}

/// What changed, kind by kind in words: colour alone tells nobody who does not see it.
fn push_changes(out: &mut String, alignment: &Alignment) {
    if alignment.edits.is_empty() {
        return;
    }
    out.push_str("<table>\n<caption>What differs, left and right</caption>\n");
    let shown =
        |words: &str| if words.is_empty() { "—".to_owned() } else { format!("“{}”", escaped(words)) };
    for edit in in_order(&alignment.edits, SIDES[0]) {
        let (left, right, kind) = match alignment.direction {
            Direction::BToA => (&edit.new, &edit.old, mirrored(edit)),
            _ => (&edit.old, &edit.new, kind(edit)),
        };
        out.push_str(&format!(
            "<tr><th scope=\"row\">{kind}</th><td>{}</td><td>{}</td></tr>\n",
            shown(left),
            shown(right)
        ));
    }
    out.push_str("</table>\n");
}

/// One side of an edit.
type Side = fn(&Edit) -> Span;

const SIDES: [Side; 2] = [|edit| edit.a, |edit| edit.b];

fn push_marked(out: &mut String, passage: &Passage, edits: &[Edit], side: Side) {
    let mut reached = passage.span.start;
    for edit in in_order(edits, side) {
        let span = side(edit);
        if span.is_empty() || span.start < reached {
            continue;
        }
        push(out, piece(passage, reached, span.start));
        let kind = kind(edit);
        out.push_str(&format!("<mark class=\"{kind}\" title=\"{kind}\">"));
        push(out, piece(passage, span.start, span.end));
        out.push_str("</mark>");
        reached = span.end;
    }
    push(out, piece(passage, reached, passage.span.end));
}

fn in_order(edits: &[Edit], side: Side) -> Vec<&Edit> {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| side(edit));
    sorted
}

/// The words of the passage between two offsets of its reading.
fn piece(passage: &Passage, start: u32, end: u32) -> &str {
    let within = |at: u32| at.saturating_sub(passage.span.start) as usize;
    passage.text.get(within(start)..within(end)).unwrap_or("")
}

fn kind(edit: &Edit) -> &'static str {
    match edit.kind {
        EditKind::Value => "value",
        EditKind::Insert => "insertion",
        EditKind::Delete => "deletion",
        // The same words at another place.
        EditKind::Replace if edit.old == edit.new => "transposition",
        EditKind::Replace => "replacement",
        EditKind::Hedge => "hedge",
        EditKind::Attribution => "attribution",
        EditKind::Tense => "tense",
        EditKind::Variant => "variant",
    }
}

/// The kind as seen from the other side.
fn mirrored(edit: &Edit) -> &'static str {
    match edit.kind {
        EditKind::Insert => "deletion",
        EditKind::Delete => "insertion",
        _ => kind(edit),
    }
}

/// What a reader knows the account by.
fn name(dossier: &Dossier, passage: &Passage) -> String {
    let account = dossier.account(&passage.account);
    let title = account.and_then(|one| one.title.as_ref().map(|title| title.text.clone()));
    let file = dossier.names_of_originals.iter().find(|(original, _)| *original == passage.original);
    let source = account.and_then(|one| one.source.clone());
    title.or(source).or(file.map(|(_, name)| name.clone())).unwrap_or_else(|| passage.account.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use recount_model::OriginalId;
    use std::sync::Arc;

    fn dossier() -> Dossier {
        let passage = |name: &str, start: u32, text: &str| Passage {
            original: OriginalId(name.into()),
            account: Id(format!("acc-{name}").into()),
            span: Span { start, end: start + text.len() as u32 },
            text: text.to_owned(),
        };
        let edit = Edit {
            kind: EditKind::Value,
            old: "3".to_owned(),
            new: "9".to_owned(),
            a: Span { start: 7, end: 8 },
            b: Span { start: 107, end: 108 },
        };
        let mut dossier = Dossier::default();
        Arc::make_mut(&mut dossier.collation).alignments.push(Alignment {
            id: Id("aln-1".into()),
            a: passage("x", 0, "He saw 3 <boats>"),
            b: passage("y", 100, "He saw 9 <boats>"),
            kind: AlignmentKind::Edited,
            score_permille: 750,
            edits: vec![edit],
            direction: Direction::Unknown,
            why: vec!["3 of 4 words agree".into()],
        });
        dossier
    }

    #[test]
    fn changes_are_marked_on_both_sides_and_words_escaped() {
        let page = side_by_side(&dossier());
        for side in ["3", "9"] {
            let marked = format!("He saw <mark class=\"value\" title=\"value\">{side}</mark> &lt;boats&gt;");
            assert!(page.contains(&marked), "{page}");
        }
        assert!(page.contains("who was first is not known"));
    }

    #[test]
    fn each_witness_has_its_reading() {
        let text = tei(&dossier());
        let expected = "He saw <app type=\"value\"><rdg wit=\"#acc-x\">3</rdg><rdg wit=\"#acc-y\">9</rdg></app> &lt;boats&gt;";
        assert!(text.contains(expected), "{text}");
        assert!(text.contains("<witness xml:id=\"acc-y\">acc-y</witness>"));
    }

    /// The second account of three differs in a word from the first, the third in another and ends before it.
    fn three() -> Dossier {
        let texts = ["He saw 3 boats at dusk.", "He saw 9 boats at dusk.", "He saw 3 ships"];
        let mut dossier = Dossier::default();
        let passage = |at: usize, end: usize| {
            let text = texts[at].get(..end).unwrap().to_owned();
            let name = ["x", "y", "z"][at];
            let span = Span { start: 0, end: end as u32 };
            Passage {
                original: OriginalId(name.into()),
                account: Id(format!("acc-{name}").into()),
                span,
                text,
            }
        };
        for (at, name) in ["x", "y", "z"].iter().enumerate() {
            let original = OriginalId((*name).to_owned().into());
            Arc::make_mut(&mut dossier.readings)
                .push(recount_model::Reading::plain(original, texts[at], "en"));
        }
        let edit = |kind, (start, end): (u32, u32), old: &str, new: &str| Edit {
            kind,
            old: old.to_owned(),
            new: new.to_owned(),
            a: Span { start, end },
            b: Span { start, end },
        };
        let copies = [
            (passage(0, 23), passage(1, 23), edit(EditKind::Value, (7, 8), "3", "9")),
            (passage(0, 14), passage(2, 14), edit(EditKind::Replace, (9, 14), "boats", "ships")),
        ];
        for (at, (a, b, edit)) in copies.into_iter().enumerate() {
            Arc::make_mut(&mut dossier.collation).alignments.push(Alignment {
                id: Id(format!("aln-{at}").into()),
                a,
                b,
                kind: AlignmentKind::Edited,
                score_permille: 800,
                edits: vec![edit],
                direction: Direction::Unknown,
                why: Vec::new(),
            });
        }
        dossier
    }

    #[test]
    fn three_witnesses_are_set_against_one() {
        let text = tei(&three());
        let expected = "<p xml:id=\"group-1\"><app><rdg wit=\"#acc-z\"><witStart/></rdg></app>He saw <app type=\"value\">\
                        <lem wit=\"#acc-x #acc-z\">3</lem><rdg wit=\"#acc-y\">9</rdg></app> <app type=\"replacement\">\
                        <lem wit=\"#acc-x #acc-y\">boats</lem><rdg wit=\"#acc-z\">ships</rdg></app>\
                        <app><rdg wit=\"#acc-z\"><witEnd/></rdg></app> at dusk.</p>";
        assert!(text.contains(expected), "{text}");
        assert!(!text.contains("aln-0"), "{text}");
        let page = side_by_side(&three());
        assert!(page.contains("One passage in 3 accounts, set against acc-x"), "{page}");
        assert!(page.contains("<td>“3” (acc-x, acc-z)</td><td>“9” (acc-y)</td>"), "{page}");
    }

    #[test]
    fn two_accounts_are_no_group() {
        let mut two = three();
        Arc::make_mut(&mut two.collation).alignments.truncate(1);
        assert!(!side_by_side(&two).contains("One passage in"));
    }

    #[test]
    fn nothing_shared_is_said() {
        assert!(side_by_side(&Dossier::default()).contains("No passage is shared"));
        assert!(tei(&Dossier::default()).contains("<p/>"));
    }
}
