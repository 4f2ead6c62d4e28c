//! Layers of marks over one text, as properly nested HTML.
//!
//! Comes in: a text and marks on it that may nest, touch and cross. Goes out: the text with every mark around exactly
//! its words; where marks cross, the inner one is cut and goes on after. Linear in text and marks: no more than
//! [`DEEPEST`] marks are ever open. It may not drop a letter or an anchor.

use super::escape;
use recount_model::Span;

/// More marks than this are never open at once; a mark that would be is left out, its anchor stays.
const DEEPEST: usize = 24;

/// One mark.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Mark {
    pub span: Span,
    pub layer: Layer,
    /// Already safe: made of digits and hyphens only.
    pub anchor: Option<String>,
    /// What the words mean, shown on hovering; escaped here.
    pub meaning: Option<String>,
    /// Where a copied passage is compared; escaped here.
    pub link: Option<String>,
}

/// What a mark says. Outer layers first: where two marks have the same words, the first is outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Layer {
    Cited,
    Copied,
    Statement,
    Figure,
    Time,
    Person,
    Organisation,
    Place,
}

impl Layer {
    fn class(self) -> &'static str {
        match self {
            Layer::Cited => "p",
            Layer::Copied => "c",
            Layer::Statement => "s",
            Layer::Figure => "f",
            Layer::Time => "t",
            Layer::Person => "n-person",
            Layer::Organisation => "n-org",
            Layer::Place => "n-place",
        }
    }
}

/// Outer before inner.
pub(crate) fn sort(marks: &mut [Mark]) {
    marks.sort_by(|a, b| {
        (a.span.start, std::cmp::Reverse(a.span.end), a.layer).cmp(&(
            b.span.start,
            std::cmp::Reverse(b.span.end),
            b.layer,
        ))
    });
}

/// Writes runs of one text in order, carrying marks over from run to run.
pub(crate) struct Writer<'t, 'm> {
    text: &'t str,
    marks: &'m [Mark],
    next: usize,
    /// Marks begun and not ended, outermost first.
    open: Vec<Open<'m>>,
    compare: &'m str,
}

#[derive(Clone, Copy)]
struct Open<'m> {
    mark: &'m Mark,
    was_written: bool,
}

impl<'t, 'm> Writer<'t, 'm> {
    /// `marks` must be sorted by [`sort`]; `compare` names the link behind a copied passage.
    pub(crate) fn new(text: &'t str, marks: &'m [Mark], compare: &'m str) -> Self {
        Writer { text, marks, next: 0, open: Vec::new(), compare }
    }

    /// Writes the words of `run` with their marks. Runs must come in order and not overlap.
    pub(crate) fn write(&mut self, out: &mut String, run: Span) {
        self.open.retain(|open| open.mark.span.end > run.start);
        let mut reached = run.start;
        self.skip_to(out, run.start);
        for at in 0..self.open.len() {
            self.begin(out, at);
        }
        while reached < run.end {
            let stop = self.stop_after(reached).min(run.end);
            escape::push(out, self.text.get(reached as usize..stop as usize).unwrap_or(""));
            reached = stop;
            self.end_at(out, reached);
            if reached < run.end {
                self.begin_at(out, reached);
            }
        }
        for open in self.open.iter().rev() {
            end(out, open.mark, false, self.compare);
        }
    }

    /// Puts the anchors that stand behind the last run.
    pub(crate) fn finish(self, out: &mut String) {
        for mark in self.marks.iter().skip(self.next) {
            bare_anchor(out, mark);
        }
    }

    /// Anchors that stand before the run, outside every run, are put at its beginning.
    fn skip_to(&mut self, out: &mut String, start: u32) {
        while let Some(mark) = self.marks.get(self.next).filter(|mark| mark.span.start <= start) {
            self.next += 1;
            if mark.span.end > start && self.open.len() < DEEPEST && self.fits(mark) {
                self.open.push(Open { mark, was_written: false });
            } else {
                bare_anchor(out, mark);
            }
        }
    }

    /// Where the next mark begins or an open one ends.
    fn stop_after(&self, reached: u32) -> u32 {
        let begins =
            self.marks.get(self.next).map_or(u32::MAX, |mark| self.boundary(mark.span.start.max(reached)));
        let ends = self.open.iter().map(|open| open.mark.span.end).min().unwrap_or(u32::MAX);
        begins.min(ends)
    }

    /// The first place from `at` on that is not inside a character.
    fn boundary(&self, at: u32) -> u32 {
        let inside = (at as usize..self.text.len()).take_while(|place| !self.text.is_char_boundary(*place));
        at + inside.count() as u32
    }

    fn end_at(&mut self, out: &mut String, at: u32) {
        let Some(lowest) = self.open.iter().position(|open| open.mark.span.end <= at) else { return };
        for open in self.open.iter().skip(lowest).rev() {
            end(out, open.mark, open.mark.span.end <= at, self.compare);
        }
        let kept: Vec<Open<'m>> = self.open.drain(lowest..).filter(|open| open.mark.span.end > at).collect();
        for open in kept {
            self.open.push(open);
            self.begin(out, self.open.len() - 1);
        }
    }

    fn begin_at(&mut self, out: &mut String, at: u32) {
        while let Some(mark) = self.marks.get(self.next).filter(|mark| mark.span.start <= at) {
            self.next += 1;
            if mark.span.is_empty() || self.open.len() >= DEEPEST || !self.fits(mark) {
                bare_anchor(out, mark);
                continue;
            }
            self.open.push(Open { mark, was_written: false });
            self.begin(out, self.open.len() - 1);
        }
    }

    fn fits(&self, mark: &Mark) -> bool {
        let (start, end) = (mark.span.start as usize, mark.span.end as usize);
        self.text.is_char_boundary(start) && self.text.is_char_boundary(end)
    }

    fn begin(&mut self, out: &mut String, at: usize) {
        let Some(open) = self.open.get_mut(at) else { return };
        out.push_str("<span class=\"");
        out.push_str(open.mark.layer.class());
        if let Some(anchor) = &open.mark.anchor {
            out.push_str(if open.was_written { "\" data-of=\"" } else { "\" id=\"" });
            out.push_str(anchor);
        }
        if let Some(meaning) = &open.mark.meaning {
            out.push_str("\" title=\"");
            escape::push(out, meaning);
        }
        out.push_str("\">");
        open.was_written = true;
    }
}

fn end(out: &mut String, mark: &Mark, is_last: bool, compare: &str) {
    if let (true, Some(link)) = (is_last, &mark.link) {
        out.push_str("<a class=\"compare\" href=\"#");
        escape::push(out, link);
        out.push_str("\" aria-label=\"");
        escape::push(out, compare);
        out.push_str("\">⇄</a>");
    }
    out.push_str("</span>");
}

fn bare_anchor(out: &mut String, mark: &Mark) {
    if let Some(anchor) = &mark.anchor {
        out.push_str("<span id=\"");
        out.push_str(anchor);
        out.push_str("\"></span>");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn mark(start: u32, end: u32, layer: Layer, anchor: Option<String>) -> Mark {
        Mark { span: Span { start, end }, layer, anchor, meaning: None, link: None }
    }

    fn written(text: &str, runs: &[Span], mut marks: Vec<Mark>) -> String {
        sort(&mut marks);
        let mut writer = Writer::new(text, &marks, "compare");
        let mut out = String::new();
        for run in runs {
            writer.write(&mut out, *run);
        }
        writer.finish(&mut out);
        out
    }

    #[test]
    fn marks_nest_and_crossing_ones_are_cut() {
        let marks = vec![
            mark(0, 3, Layer::Statement, None),
            mark(1, 2, Layer::Time, None),
            mark(2, 5, Layer::Cited, Some("p-1-2-5".to_owned())),
        ];
        assert_eq!(
            written("abcde", &[Span::new(0, 5)], marks),
            "<span class=\"s\">a<span class=\"t\">b</span><span class=\"p\" id=\"p-1-2-5\">c</span></span>\
             <span class=\"p\" data-of=\"p-1-2-5\">de</span>"
        );
    }

    #[test]
    fn marks_go_on_in_the_next_run() {
        let marks = vec![mark(1, 5, Layer::Statement, Some("p-1-1-5".to_owned()))];
        assert_eq!(
            written("ab\ncd", &[Span::new(0, 2), Span::new(3, 5)], marks),
            "a<span class=\"s\" id=\"p-1-1-5\">b</span><span class=\"s\" data-of=\"p-1-1-5\">cd</span>"
        );
    }

    /// Text without its tags; fails when tags are not nested.
    fn stripped(html: &str) -> String {
        let (mut words, mut depth, mut rest) = (String::new(), 0_i32, html);
        while let Some((before, after)) = rest.split_once('<') {
            words.push_str(before);
            let (tag, after) = after.split_once('>').unwrap();
            depth += if tag.starts_with('/') { -1 } else { 1 };
            assert!(depth >= 0);
            rest = after;
        }
        assert_eq!(depth, 0);
        words + rest
    }

    proptest! {
        #[test]
        fn no_letter_and_no_anchor_is_lost(
            text in "[a-zé]{0,40}",
            spans in prop::collection::vec((0..48_u32, 0..48_u32), 0..60),
            cut in 0..40_usize,
        ) {
            let spans: std::collections::BTreeSet<_> = spans.into_iter().collect();
            let marks: Vec<Mark> = spans.iter().map(|(start, end)| {
                mark(*start, *end, Layer::Cited, Some(format!("p-{start}-{end}")))
            }).collect();
            let cut = (0..=cut.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap();
            let out = written(&text, &[Span::new(0, cut), Span::new(cut, text.len())], marks);
            prop_assert_eq!(stripped(&out), text.clone());
            for (start, end) in &spans {
                let id = format!("id=\"p-{start}-{end}\"");
                prop_assert_eq!(out.matches(&id).count(), 1, "{} in {}", id, out);
            }
        }
    }
}
