//! Subtitles (SubRip `.srt`, WebVTT `.vtt`) to text, with the time code of each cue.
//!
//! Comes in: decoded text. Goes out: a [`Draft`] of what is said, one place for each cue. It may not know layout.
//!
//! Sources: WebVTT (W3C Candidate Recommendation); SubRip as players read it (no standard exists).

use super::draft::Draft;
use super::{Make, Reader};
use recount_model::{BlockKind, Locator};

pub(super) const READER: Reader = Reader {
    id: "subtitles",
    extensions: &["srt", "vtt"],
    is_certain: |beginning| beginning.trim_start_matches('\u{feff}').starts_with("WEBVTT"),
    is_likely: |beginning| beginning.lines().take(3).any(|line| times_of(line).is_some()),
    declared_encoding: |_| None,
    make: Make::Drafted(read),
};

/// A cue that comes later than this after the one before begins a new paragraph.
const PAUSE_MS: u64 = 3_000;
/// A paragraph of cues ends with a sentence once it is so long.
const LONG_PARAGRAPH_BYTES: usize = 600;

fn read(source: &str) -> Draft {
    let mut draft = Draft::default();
    let mut paragraph = Paragraph::default();
    let mut cue = None;
    let mut offset = 0;
    for line in source.split_inclusive('\n') {
        let words = line.trim();
        let start = offset + (line.len() - line.trim_start().len());
        offset += line.len();
        if let Some(times) = times_of(words) {
            cue = Some(times);
            paragraph.cue(&mut draft, times, start);
        } else if words.is_empty() {
            cue = None;
        } else if cue.is_some() {
            paragraph.line(&mut draft, words, start);
        }
    }
    paragraph.close(&mut draft);
    draft
}

/// The block being filled.
#[derive(Default)]
struct Paragraph {
    start: Option<usize>,
    end_ms: u64,
    /// What the speaker of the cue is called, as long as it does not change.
    speaker: Option<String>,
}

impl Paragraph {
    fn cue(&mut self, draft: &mut Draft, (from_ms, to_ms): (u64, u64), source: usize) {
        let is_long = self.start.is_some_and(|start| draft.text.len() - start > LONG_PARAGRAPH_BYTES)
            && draft.text.ends_with(['.', '!', '?', '…']);
        if is_long || from_ms > self.end_ms.saturating_add(PAUSE_MS) {
            self.close(draft);
        }
        if self.start.is_none() {
            draft.break_block(source);
        }
        self.end_ms = to_ms;
        draft.place(Locator::Time { from_ms, to_ms });
    }

    fn line(&mut self, draft: &mut Draft, words: &str, source: usize) {
        let (speaker, spoken) = voice_of(words);
        if let Some(speaker) = speaker.filter(|speaker| self.speaker.as_deref() != Some(speaker)) {
            self.close(draft);
            draft.break_block(source);
            let start = draft.text.len();
            let at = words.find(speaker).unwrap_or(0);
            draft.verbatim(speaker, source + at);
            draft.made(":", source + at + speaker.len()..source + at + speaker.len());
            draft.block(start, BlockKind::Speaker);
            draft.break_block(source);
            self.speaker = Some(speaker.to_owned());
        }
        match self.start {
            Some(_) => draft.made(" ", source..source),
            None => self.start = Some(draft.text.len()),
        }
        without_tags(draft, spoken, source + (words.len() - spoken.len()));
    }

    fn close(&mut self, draft: &mut Draft) {
        if let Some(start) = self.start.take() {
            draft.block(start, BlockKind::Paragraph);
        }
    }
}

/// `<v Ann Orr>words` of WebVTT: who speaks, and what is left.
fn voice_of(words: &str) -> (Option<&str>, &str) {
    let voice = words.strip_prefix("<v").filter(|rest| rest.starts_with([' ', '.'])).and_then(|rest| {
        let (tag, spoken) = rest.split_once('>')?;
        Some((tag.split_once(' ')?.1.trim(), spoken))
    });
    voice.map_or((None, words), |(speaker, spoken)| (Some(speaker), spoken))
}

/// Adds the words of a line without `<i>`, `{\an8}` and the like.
fn without_tags(draft: &mut Draft, mut words: &str, mut source: usize) {
    while let Some(open) = words.find(['<', '{']) {
        let (before, rest) = words.split_at(open);
        let close = rest.find(if rest.starts_with('<') { '>' } else { '}' });
        let is_tag = rest
            .get(1..2)
            .is_some_and(|next| next.starts_with(|c: char| c.is_alphabetic() || matches!(c, '/' | '\\')));
        let Some(close) = close.filter(|_| is_tag) else {
            let step = open + 1;
            draft.verbatim(words.get(..step).unwrap_or(words), source);
            words = words.get(step..).unwrap_or("");
            source += step;
            continue;
        };
        draft.verbatim(before, source);
        source += open + close + 1;
        words = rest.get(close + 1..).unwrap_or("");
    }
    draft.verbatim(words, source);
}

/// `00:01:12,500 --> 00:01:15,000` in milliseconds; settings may follow.
fn times_of(line: &str) -> Option<(u64, u64)> {
    let (from, rest) = line.split_once("-->")?;
    Some((clock_of(from)?, clock_of(rest.split_whitespace().next()?)?))
}

/// `hh:mm:ss,mmm`, `mm:ss.mmm`.
fn clock_of(text: &str) -> Option<u64> {
    let (whole, fraction) = text.trim().split_once([',', '.'])?;
    let mut seconds = 0_u64;
    for part in whole.split(':') {
        seconds = seconds.checked_mul(60)?.checked_add(part.trim().parse().ok()?)?;
    }
    let thousandths: u64 = fraction.get(..3).unwrap_or(fraction).trim().parse().ok()?;
    seconds.checked_mul(1000)?.checked_add(thousandths)
}
