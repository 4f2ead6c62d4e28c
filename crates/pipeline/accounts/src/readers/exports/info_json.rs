//! `.info.json` of `yt-dlp`: what a platform says about a video.
//!
//! Comes in: a JSON document. Goes out: title and description as one telling by the channel. It may not know layout.
//!
//! Source: `yt-dlp`, "Output template" and `extractor/common.py`. Times are the platform's, never those of the event;
//! addresses of formats may hold the address of who fetched them and are not looked at.

use super::super::articles;
use super::super::dates;
use super::super::draft::Draft;
use super::super::json;
use super::{Document, Shape};
use recount_diagnostics::Diagnostic;
use recount_model::{BlockKind, Locator, MetadataField};
use recount_sayings::say;

pub(super) const SHAPE: Shape = Shape { id: "yt-dlp", is_this, read };

fn is_this(document: Document<'_>) -> bool {
    let has = |name: &str| document.get(name).is_some();
    has("id") && has("title") && has("extractor") && (has("webpage_url") || has("extractor_key"))
}

/// Names of the account, the most telling first.
const CHANNELS: [&str; 4] = ["channel", "uploader", "uploader_id", "channel_id"];

fn read(document: Document<'_>, draft: &mut Draft) {
    let first_clue = draft.clues.len();
    draft.place(Locator::Section { name: "description".to_owned() });
    let is_told = document.string("description").is_some() || !is_of_a_page(document);
    if let Some(title) = document.string("title") {
        json::add(draft, document.source, title.clone());
        draft.block(0, if is_told { BlockKind::Title } else { BlockKind::Furniture });
        draft.break_block(title.end);
    }
    if let Some(description) = document.string("description") {
        articles::paragraphs(draft, document.source, description);
    }
    clues(document, draft);
    if is_told {
        draft.telling(0, first_clue, say!("telling.about-video"));
    }
    comments(document, draft);
}

/// A recording found by looking through any page: its title is the page's, its time that of the file on the server.
fn is_of_a_page(document: Document<'_>) -> bool {
    const ANY_PAGE: [&str; 2] = ["generic", "html5"];
    document.words("extractor").is_some_and(|(name, _)| ANY_PAGE.contains(&name.as_str()))
}

fn clues(document: Document<'_>, draft: &mut Draft) {
    if let Some((name, place)) = CHANNELS.iter().find_map(|name| document.words(name)) {
        draft.clue(MetadataField::Publisher, &name, place);
    }
    if let Some((address, place)) = document.words("webpage_url").or_else(|| document.words("original_url")) {
        draft.clue(MetadataField::CanonicalUrl, &address, place);
    }
    if let Some((language, place)) = document.words("language") {
        draft.clue(MetadataField::Language, &language, place);
    }
    let unix = |name: &str| {
        let (seconds, place) = document.integer(name)?;
        Some((dates::of_unix(seconds)?, place))
    };
    let day = |name: &str| {
        let (digits, place) = document.words(name)?;
        Some((dates::of_digits(&digits)?, place))
    };
    let published = unix("release_timestamp").or_else(|| unix("timestamp"));
    let published = published.or_else(|| day("release_date")).or_else(|| day("upload_date"));
    let as_published =
        if is_of_a_page(document) { MetadataField::Modified } else { MetadataField::Published };
    let times = [
        (as_published, published),
        (MetadataField::Modified, unix("modified_timestamp").or_else(|| day("modified_date"))),
        (MetadataField::Captured, unix("epoch")),
    ];
    for (field, found) in times {
        if let Some((value, place)) = found {
            draft.clue(field, &value, place);
        }
    }
}

/// Comments are the words of others, each a telling of its own.
fn comments(document: Document<'_>, draft: &mut Draft) {
    let Some(comments) = document.get("comments") else { return };
    for comment in comments.items() {
        let Some(text) = comment.string("text") else { continue };
        draft.break_block(comment.start());
        let id = comment.words("id").map_or_else(String::new, |(id, _)| id);
        draft.place(Locator::Message { id });
        let (start, first_clue) = (draft.text.len(), draft.clues.len());
        articles::paragraphs(draft, document.source, text);
        match comment.words("author").or_else(|| comment.words("author_id")) {
            Some((name, place)) => draft.clue(MetadataField::Publisher, &name, place),
            None => {
                let message = say!("odd.comment-without-author");
                draft.odd(comment.start(), Diagnostic::note("comment-without-author", message));
            }
        }
        if let Some((value, place)) =
            comment.integer("timestamp").and_then(|(seconds, place)| Some((dates::of_unix(seconds)?, place)))
        {
            // Platforms say "2 years ago": the day is a reckoning of the tool, and only bounds it.
            draft.clue(MetadataField::Modified, &value, place);
        }
        draft.telling(start, first_clue, say!("telling.comment"));
    }
}
