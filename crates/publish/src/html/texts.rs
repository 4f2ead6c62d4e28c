//! The accounts themselves, in full, with everything that was read in them marked.
//!
//! Comes in: the context, after all other sections have cited what they cite. Goes out: one article per account, its
//! paragraphs numbered, every cited passage with its anchor; what belongs to the page and not to the telling small and
//! grey. Written without templates: this is where a report is long.

use super::escape;
use super::marks::{Layer, Mark, Writer, sort};
use crate::view::{Context, Numbered, added_words, chain_words, passage_anchor, value_words};
use recount_model::{AccountClaims, Block, BlockKind, Id, NameKind, OriginalId, Span};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// All accounts in reading order, with the furniture between them.
pub(crate) fn texts(context: &Context<'_>) -> String {
    let copied = copied_by_account(context);
    let mut out = String::new();
    let mut previous: Option<(&OriginalId, u32)> = None;
    for numbered in &context.accounts {
        let original = &numbered.account.original;
        if let Some((before, end)) = previous.filter(|(before, _)| *before != original) {
            write_outside(context, &mut out, before, Span { start: end, end: u32::MAX });
        }
        let from = previous.filter(|(before, _)| *before == original).map_or(0, |(_, end)| end);
        write_outside(context, &mut out, original, Span { start: from, end: numbered.account.span.start });
        write_account(
            context,
            &mut out,
            numbered,
            copied.get(&numbered.account.id).map_or(&[], Vec::as_slice),
        );
        previous = Some((original, from.max(numbered.account.span.end)));
    }
    if let Some((original, end)) = previous {
        write_outside(context, &mut out, original, Span { start: end, end: u32::MAX });
    }
    out
}

/// What no account claims: part of the page.
fn write_outside(context: &Context<'_>, out: &mut String, original: &OriginalId, span: Span) {
    let Some(reading) = context.index.reading(original) else { return };
    let end = (span.end as usize).min(reading.text.len());
    let words = reading.text.get(span.start as usize..end).unwrap_or("").trim();
    if !words.is_empty() {
        out.push_str("<div class=\"furniture\"><p dir=\"auto\">");
        escape::push(out, words);
        out.push_str("</p></div>");
    }
}

type Copied<'d> = BTreeMap<&'d Id, Vec<(Span, &'d Id)>>;

fn copied_by_account<'d>(context: &Context<'d>) -> Copied<'d> {
    let mut copied: Copied<'d> = BTreeMap::new();
    for alignment in &context.dossier().collation.alignments {
        for side in [&alignment.a, &alignment.b] {
            copied.entry(&side.account).or_default().push((side.span, &alignment.id));
        }
    }
    copied
}

fn write_account(context: &Context<'_>, out: &mut String, numbered: &Numbered<'_>, copied: &[(Span, &Id)]) {
    let account = numbered.account;
    let Some(reading) = context.index.reading(&account.original) else { return };
    let marks = marks(context, numbered, copied);
    let compare = context.words.say("marks", "compare");
    let mut writer = Writer::new(&reading.text, &marks, &compare);
    let anchor = numbered.anchor();
    let _ = write!(
        out,
        "<article class=\"account target\" id=\"{anchor}\" aria-labelledby=\"{anchor}-label\"><header>"
    );
    let _ = write!(out, "<h3 id=\"{anchor}-label\"><span class=\"number\">{}</span> ", numbered.number);
    escape::push(out, &numbered.label);
    out.push_str("</h3><p class=\"about\">");
    escape::push(out, &written_words(context, numbered));
    out.push_str("</p></header><div class=\"telling\" lang=\"");
    escape::push(out, &account.language);
    out.push_str("\">");
    let mut reached = account.span.start;
    for (block, number) in &numbered.paragraphs {
        let start = block.span.start.max(reached);
        write_between(&mut writer, out, &reading.text, Span { start: reached, end: start });
        if block.span.end > start {
            write_block(
                &mut writer,
                out,
                Block { span: Span { start, end: block.span.end }, ..*block },
                *number,
            );
            reached = block.span.end;
        }
    }
    write_between(&mut writer, out, &reading.text, Span { start: reached, end: account.span.end });
    writer.finish(out);
    out.push_str("</div>");
    if let Some(claims) = numbered.claims {
        write_tables(context, out, numbered, claims);
    }
    out.push_str("</article>");
}

fn written_words(context: &Context<'_>, numbered: &Numbered<'_>) -> String {
    let time = numbered.claims.map(|claims| &claims.written);
    let written = time.and_then(|time| context.moments.of(time.edtf.as_deref(), time.interval));
    match written {
        Some(written) => context.words.fill("account", "written", &[("when", &written)]),
        None => context.words.say("account", "undated"),
    }
}

/// Words no block claims are shown as a paragraph without a number; white space is left out.
fn write_between(writer: &mut Writer<'_, '_>, out: &mut String, text: &str, span: Span) {
    if !span.of(text).trim().is_empty() {
        write_block(writer, out, Block { span, kind: BlockKind::Byline }, None);
    }
}

fn write_block(writer: &mut Writer<'_, '_>, out: &mut String, block: Block, number: Option<usize>) {
    let (tag, class) = match block.kind {
        BlockKind::Title => ("h4", "title"),
        BlockKind::Heading => ("h4", "heading"),
        BlockKind::Paragraph => ("p", "paragraph"),
        BlockKind::Speaker => ("p", "speaker-line"),
        BlockKind::List => ("p", "list-item"),
        BlockKind::Byline => ("p", "byline"),
        BlockKind::Furniture => ("p", "furniture"),
    };
    let _ = write!(out, "<{tag} class=\"{class}\" dir=\"auto\">");
    if let Some(number) = number {
        let _ = write!(out, "<span class=\"paragraph-number\" aria-hidden=\"true\">{number}</span>");
    }
    writer.write(out, block.span);
    let _ = write!(out, "</{tag}>");
}

fn marks(context: &Context<'_>, numbered: &Numbered<'_>, copied: &[(Span, &Id)]) -> Vec<Mark> {
    let plain = |span, layer| Mark { span, layer, anchor: None, meaning: None, link: None };
    let mut marks: Vec<Mark> = Vec::new();
    for span in context.cited_in(numbered.number) {
        marks.push(Mark { anchor: Some(passage_anchor(numbered.number, span)), ..plain(span, Layer::Cited) });
    }
    for (span, id) in copied {
        marks.push(Mark { link: Some(id.0.to_string()), ..plain(*span, Layer::Copied) });
    }
    if let Some(claims) = numbered.claims {
        for statement in &claims.statements {
            let meaning = Some(chain_words(context, &numbered.account.id, &statement.chain));
            marks.push(Mark { meaning, ..plain(statement.span, Layer::Statement) });
        }
        for figure in &claims.figures {
            let value = value_words(context, figure.bound, figure.low, figure.high, figure.stated);
            marks.push(Mark { meaning: Some(value), ..plain(figure.span, Layer::Figure) });
        }
        for timex in &claims.times {
            let meaning = context.moments.of(timex.edtf.as_deref(), timex.interval);
            marks.push(Mark { meaning, ..plain(timex.span, Layer::Time) });
        }
        for name in &claims.names {
            let layer = match name.kind {
                NameKind::Person => Layer::Person,
                NameKind::Organisation => Layer::Organisation,
                NameKind::Place => Layer::Place,
            };
            marks.push(Mark { meaning: name.role.clone(), ..plain(name.span, layer) });
        }
    }
    sort(&mut marks);
    marks
}

/// What was read, as tables: the twins of the marks.
fn write_tables(context: &Context<'_>, out: &mut String, numbered: &Numbered<'_>, claims: &AccountClaims) {
    let say = |key: &str| context.words.say("column", key);
    if !claims.times.is_empty() {
        let rows = claims.times.iter().map(|timex| {
            let meaning = context.moments.of(timex.edtf.as_deref(), timex.interval);
            let read = || timex.candidates.first().map(|candidate| context.say(&candidate.why));
            let why = added_words(context, &timex.id, &timex.rule).or_else(read);
            [timex.text.clone(), meaning.unwrap_or_else(|| timex.value.clone()), why.unwrap_or_default()]
        });
        let caption = context.words.count("time", claims.times.len());
        write_table(out, numbered, &caption, [say("words"), say("means"), say("because")], rows);
    }
    if !claims.figures.is_empty() {
        let rows = claims.figures.iter().map(|figure| {
            let value = value_words(context, figure.bound, figure.low, figure.high, figure.stated);
            let chain = chain_words(context, &numbered.account.id, &figure.chain);
            let who = match added_words(context, &figure.id, &figure.rule) {
                Some(by) => format!("{chain}. {by}"),
                None => chain,
            };
            [figure.text.clone(), value, who]
        });
        let caption = context.words.count("figure", claims.figures.len());
        write_table(out, numbered, &caption, [say("words"), say("says"), say("who")], rows);
    }
}

fn write_table(
    out: &mut String,
    numbered: &Numbered<'_>,
    caption: &str,
    heads: [String; 3],
    rows: impl Iterator<Item = [String; 3]>,
) {
    let _ = write!(
        out,
        "<details class=\"twin\"><summary>{caption}</summary><div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\""
    );
    let _ = write!(out, "{}: {caption}\"><table><thead><tr>", numbered.number);
    for head in &heads {
        let _ = write!(out, "<th scope=\"col\">{head}</th>");
    }
    out.push_str("</tr></thead><tbody>");
    for [words, means, why] in rows {
        out.push_str("<tr><th scope=\"row\" dir=\"auto\">");
        escape::push(out, &words);
        out.push_str("</th><td>");
        escape::push(out, &means);
        out.push_str("</td><td>");
        escape::push(out, &why);
        out.push_str("</td></tr>");
    }
    out.push_str("</tbody></table></div></details>");
}
