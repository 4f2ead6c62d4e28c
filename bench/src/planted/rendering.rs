//! From tokens to bytes, and the key to where copies stand.

use super::words::Sentence;
use super::{Paragraph, Planted, name};
use std::ops::Range;

/// A document whose words have places.
pub(super) struct Rendered {
    pub(super) text: String,
    /// By paragraph, sentence and token.
    places: Vec<Vec<Vec<Range<usize>>>>,
}

pub(super) fn render(paragraphs: &[Paragraph]) -> Rendered {
    let mut rendered = Rendered { text: String::new(), places: Vec::new() };
    for paragraph in paragraphs {
        let mut of_paragraph = Vec::new();
        for sentence in &paragraph.sentences {
            of_paragraph.push(render_sentence(sentence, &mut rendered.text));
        }
        rendered.places.push(of_paragraph);
        rendered.text.push_str("\n\n");
    }
    rendered
}

fn render_sentence(sentence: &Sentence, text: &mut String) -> Vec<Range<usize>> {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push(' ');
    }
    let mut places = Vec::new();
    for (at, token) in sentence.iter().enumerate() {
        if at > 0 {
            text.push(' ');
        }
        let start = text.len();
        if at == 0 {
            let mut letters = token.text.chars();
            text.extend(letters.next().into_iter().flat_map(char::to_uppercase));
            text.push_str(letters.as_str());
        } else {
            text.push_str(&token.text);
        }
        places.push(start..text.len());
    }
    text.push('.');
    places
}

pub(super) fn entry(
    at: usize,
    number: usize,
    paragraph: &Paragraph,
    rendered: &[Rendered],
) -> Option<Planted> {
    let copied = paragraph.copied.as_ref()?;
    let in_source = rendered.get(copied.document)?.places.get(copied.paragraph)?;
    let in_copy = rendered.get(at)?.places.get(number)?;
    let hull = |sentences: &[Vec<Range<usize>>]| {
        let all = || sentences.iter().flatten();
        Some(all().map(|place| place.start).min()?..all().map(|place| place.end).max()?)
    };
    let mut values = Vec::new();
    for (tokens, places) in paragraph.sentences.iter().zip(in_copy) {
        for (token, place) in tokens.iter().zip(places).filter(|(token, _)| token.is_new_value) {
            let from = token.from.and_then(|(sentence, token)| in_source.get(sentence)?.get(token));
            values.extend(from.map(|from| (from.clone(), place.clone())));
        }
    }
    Some(Planted {
        source: name(copied.document),
        copy: name(at),
        in_source: hull(in_source.get(copied.sentences.clone())?)?,
        in_copy: hull(in_copy)?,
        noise: copied.noise,
        is_reordered: copied.is_reordered,
        is_interleaved: copied.is_interleaved,
        values,
        tell_tales: copied.tell_tales,
        false_tell_tales: copied.false_tell_tales,
    })
}
