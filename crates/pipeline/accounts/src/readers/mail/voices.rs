//! Whose words stand in a message: its sender's, those it quotes, those it passes on.
//!
//! Comes in: the lines of a message. Goes out: one telling for the sender, and one for each stretch before or after his
//! words that names another; what is quoted between his words, and what names nobody, is furniture. Never is a quoted line
//! told by the sender. It may not know layout.

mod named;

use super::super::draft::Draft;
use super::super::programs::{PROGRAMS, folded};
use super::body::{Body, Line};
use super::{Sender, Subject};
use recount_model::{BlockKind, MetadataField};
use recount_sayings::{Told, say};
use std::ops::Range;

/// Whose lines they are.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Voice {
    Sender,
    /// Quoted or passed on: the name, as far as it is said.
    Other {
        name: Option<String>,
        sent: Option<String>,
        is_passed_on: bool,
    },
    /// The mail program's, and a signature.
    Nobody,
}

/// Lines of one voice, one after the other.
struct Stretch {
    voice: Voice,
    lines: Range<usize>,
}

pub(super) fn add(draft: &mut Draft, sender: &Sender, subject: Option<&Subject>, bodies: &[Body], of: &Told) {
    let cut: Vec<(&Body, Vec<Stretch>)> = bodies.iter().map(|body| (body, stretches(body))).collect();
    let is_own = |body: &Body, stretch: &Stretch| {
        stretch.voice == Voice::Sender
            && body
                .lines
                .get(stretch.lines.clone())
                .is_some_and(|lines| lines.iter().any(|line| !body.words(line).trim().is_empty()))
    };
    let all: Vec<(&Body, &Stretch)> = cut
        .iter()
        .flat_map(|(body, stretches)| stretches.iter().map(move |stretch| (*body, stretch)))
        .collect();
    let own: Vec<usize> = all
        .iter()
        .enumerate()
        .filter(|(_, (body, stretch))| is_own(body, stretch))
        .map(|(idx, _)| idx)
        .collect();
    let (first, last) = (own.first().copied(), own.last().copied());
    let mut told = Telling::of(draft);
    if let Some(subject) = subject {
        let is_title = !subject.is_borrowed && first.is_some();
        subject.add(draft, if is_title { BlockKind::Title } else { BlockKind::Furniture });
        if !is_title || first != Some(0) {
            told = Telling::of(draft);
        }
    }
    for (idx, (body, stretch)) in all.iter().enumerate() {
        let is_inside = first.is_some_and(|first| first <= idx) && last.is_some_and(|last| idx <= last);
        if !is_inside || first == Some(idx) && idx > 0 {
            told = Telling::of(draft);
        }
        let is_told = is_inside
            || matches!(
                &stretch.voice,
                Voice::Other { name: Some(_), .. } | Voice::Other { is_passed_on: true, .. }
            );
        let is_furniture = !is_told || (is_inside && stretch.voice != Voice::Sender);
        lines(draft, body, stretch.lines.clone(), is_furniture);
        match &stretch.voice {
            _ if last == Some(idx) => {
                sender.clues(draft);
                told.end(draft, of.clone());
            }
            Voice::Other { name, sent, is_passed_on } if !is_inside && is_told => {
                other(draft, (name.as_deref(), sent.as_deref()), sender, *is_passed_on);
                let key = if *is_passed_on { "telling.words-passed-on" } else { "telling.words-quoted" };
                told.end(draft, say!(key, mail = of));
            }
            _ => {}
        }
    }
}

/// What was written before the message was sent, by somebody it names.
fn other(
    draft: &mut Draft,
    (name, sent): (Option<&str>, Option<&str>),
    sender: &Sender,
    _is_passed_on: bool,
) {
    let source = draft.source_end();
    if let Some(name) = name {
        draft.clue(MetadataField::Publisher, name, source..source);
    }
    if let Some(sent) = sent {
        draft.clue(MetadataField::Sent, sent, source..source);
    } else if let Some((date, place)) = &sender.sent {
        draft.clue(MetadataField::Captured, date, place.clone());
    }
}

/// A telling that has begun.
struct Telling {
    start: usize,
    first_clue: usize,
}

impl Telling {
    fn of(draft: &Draft) -> Self {
        Telling { start: draft.text.len(), first_clue: draft.clues.len() }
    }

    fn end(&self, draft: &mut Draft, why: Told) {
        draft.telling(self.start, self.first_clue, why);
    }
}

/// Adds lines: those of plain text join to paragraphs, each block of a page stays one.
fn lines(draft: &mut Draft, body: &Body, range: Range<usize>, is_furniture: bool) {
    let mut open: Option<usize> = None;
    for line in body.lines.get(range).unwrap_or_default() {
        let words = body.words(line);
        let is_blank = words.trim().is_empty();
        if is_blank || line.kind.is_some() {
            close(draft, open.take(), is_furniture, None);
        }
        if is_blank {
            continue;
        }
        match open {
            Some(_) => draft.made("\n", draft.source_end()..draft.source_end()),
            None => draft.break_block(draft.source_end()),
        }
        let start = draft.text.len();
        draft.absorb(&body.made, line.words.clone());
        open = open.or(Some(start));
        if line.kind.is_some() {
            close(draft, open.take(), is_furniture, line.kind);
        }
    }
    close(draft, open, is_furniture, None);
}

fn close(draft: &mut Draft, open: Option<usize>, is_furniture: bool, kind: Option<BlockKind>) {
    let Some(start) = open else { return };
    draft
        .block(start, if is_furniture { BlockKind::Furniture } else { kind.unwrap_or(BlockKind::Paragraph) });
}

/// Cuts a body where another begins to speak.
fn stretches(body: &Body) -> Vec<Stretch> {
    let mut cut = Cut { body, found: Vec::new(), names: Vec::new(), passed_on: None, is_signed: false };
    let mut idx = 0;
    while let Some(line) = body.lines.get(idx) {
        idx = cut.line(idx, line);
    }
    cut.found
}

struct Cut<'b> {
    body: &'b Body,
    found: Vec<Stretch>,
    /// Who is quoted at each depth, as far as a line said so.
    names: Vec<Option<String>>,
    /// Set from the head of a message that is passed on to its end.
    passed_on: Option<Voice>,
    is_signed: bool,
}

impl Cut<'_> {
    /// Gives the line at `idx` (and those that belong to it) a voice; gives the next line.
    fn line(&mut self, idx: usize, line: &Line) -> usize {
        let words = self.body.words(line);
        if words.trim().is_empty() {
            return self.push(idx..idx + 1, None);
        }
        if line.depth == 0 && named::is_rule(words, &PROGRAMS.mail.forwarded_ends) {
            self.passed_on = None;
            return self.push(idx..idx + 1, Some(Voice::Nobody));
        }
        if let Some(head) = named::head(self.body, idx) {
            self.passed_on = Some(Voice::Other { name: head.name, sent: head.sent, is_passed_on: true });
            return self.push(idx..head.end, Some(Voice::Nobody));
        }
        if let Some(quotation) = named::quotation(self.body, idx) {
            self.names.truncate(line.depth + 1);
            self.names.resize(line.depth + 1, None);
            if let Some(slot) = self.names.get_mut(line.depth) {
                slot.clone_from(&quotation.name);
            }
            if quotation.is_unmarked {
                self.passed_on = Some(Voice::Other { name: quotation.name, sent: None, is_passed_on: true });
            }
            return self.push(idx..quotation.end, Some(Voice::Nobody));
        }
        self.is_signed |= line.depth == 0 && matches!(words, "-- " | "--");
        let voice = self.voice_of(line);
        self.push(idx..idx + 1, Some(voice))
    }

    fn voice_of(&self, line: &Line) -> Voice {
        if line.depth > 0 {
            let name = self.names.get(line.depth - 1).cloned().flatten();
            return Voice::Other { name, sent: None, is_passed_on: false };
        }
        match &self.passed_on {
            Some(voice) => voice.clone(),
            None if self.is_signed => Voice::Nobody,
            None => Voice::Sender,
        }
    }

    /// Without a voice lines go on with the one before.
    fn push(&mut self, lines: Range<usize>, voice: Option<Voice>) -> usize {
        let end = lines.end;
        match (self.found.last_mut(), voice) {
            (Some(last), None) => last.lines.end = end,
            (Some(last), Some(voice)) if last.voice == voice => last.lines.end = end,
            (_, voice) => self.found.push(Stretch { voice: voice.unwrap_or(Voice::Sender), lines }),
        }
        end
    }
}

/// The folded words of a line.
fn folded_line(body: &Body, idx: usize) -> Option<(String, &Line)> {
    let line = body.lines.get(idx)?;
    Some((folded(body.words(line)), line))
}
