//! What elements, roles and class names say about a part of a page.
//!
//! Comes in: a start tag. Goes out: [`TagFacts`]. It may not know text: these are names that web pages
//! share whatever their language.

use super::blocks::Attributes;

/// What a start tag says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct TagFacts {
    /// Its text is no text of the page (scripts, styles, form fields).
    pub(crate) is_dropped: bool,
    /// The standard says it is not the main text.
    pub(crate) is_furniture: bool,
    /// Its class or id says so.
    pub(crate) is_hinted_furniture: bool,
    /// It holds a main text.
    pub(crate) is_main: bool,
    /// It names an author or a date.
    pub(crate) is_byline: bool,
}

const DROPPED: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "math", "select", "textarea", "iframe", "object",
    "canvas", "audio", "video", "map", "datalist", "head", "title",
];
const FURNITURE: &[&str] = &["nav", "aside", "footer", "form", "button", "menu", "dialog", "figcaption"];
const FURNITURE_ROLES: &[&str] = &[
    "navigation",
    "banner",
    "contentinfo",
    "complementary",
    "search",
    "menu",
    "menubar",
    "dialog",
    "alert",
    "toolbar",
];
const FURNITURE_CLASSES: &[&str] = &[
    "nav",
    "navbar",
    "navigation",
    "menu",
    "sidebar",
    "share",
    "sharing",
    "social",
    "cookie",
    "cookies",
    "consent",
    "gdpr",
    "advert",
    "advertisement",
    "ads",
    "ad",
    "adv",
    "banner",
    "promo",
    "related",
    "recommended",
    "recommend",
    "subscribe",
    "subscription",
    "newsletter",
    "breadcrumb",
    "breadcrumbs",
    "footer",
    "toolbar",
    "popup",
    "modal",
    "login",
    "signup",
    "pagination",
    "pager",
    "tags",
    "tagcloud",
    "widget",
    "comments",
    "comment",
    "disqus",
    "teaser",
    "outbrain",
    "taboola",
    "caption",
    "player",
    "print",
    "skip",
    "hidden",
    "copyright",
];
const BYLINE_CLASSES: &[&str] =
    &["byline", "author", "dateline", "pubdate", "published", "timestamp", "date"];

/// Elements that are never set apart because of their class: a page has one wrapper with every word in it.
const NEVER_HINTED: &[&str] = &["html", "body", "main", "article", "h1", "h2"];

/// What the tag `name` with `attributes` says.
pub(crate) fn facts(name: &str, attributes: &Attributes) -> TagFacts {
    let value = |key: &str| attributes.get(key).map_or("", |attribute| attribute.value.as_str());
    let role = value("role").to_lowercase();
    let classes = format!("{} {}", value("class"), value("id"));
    let has = |list: &[&str]| class_words(&classes).any(|word| list.contains(&word.as_str()));
    let is_invisible = attributes.contains_key("hidden") || value("aria-hidden") == "true";
    let itemprop = value("itemprop").to_lowercase();
    TagFacts {
        is_dropped: DROPPED.contains(&name),
        is_furniture: FURNITURE.contains(&name) || FURNITURE_ROLES.contains(&role.as_str()) || is_invisible,
        is_hinted_furniture: !NEVER_HINTED.contains(&name) && has(FURNITURE_CLASSES),
        is_main: matches!(name, "main" | "article")
            || role == "main"
            || role == "article"
            || itemprop == "articlebody",
        is_byline: value("rel") == "author"
            || matches!(itemprop.as_str(), "author" | "datepublished")
            || name == "time"
            || has(BYLINE_CLASSES),
    }
}

/// The words of class names: `postShare-buttons` is `post`, `share`, `buttons`.
fn class_words(classes: &str) -> impl Iterator<Item = String> {
    let (mut words, mut word) = (Vec::new(), String::new());
    let mut was_lower = false;
    for character in classes.chars() {
        let starts_word = was_lower && character.is_ascii_uppercase();
        if (!character.is_ascii_alphanumeric() || starts_word) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if character.is_ascii_alphanumeric() {
            word.push(character.to_ascii_lowercase());
        }
        was_lower = character.is_ascii_lowercase();
    }
    words.extend((!word.is_empty()).then_some(word));
    words.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn class_names_come_apart() {
        assert_eq!(
            class_words("postShare-buttons ad_2").collect::<Vec<_>>(),
            ["post", "share", "buttons", "ad", "2"]
        );
        assert_eq!(class_words("shadow loaded").collect::<Vec<_>>(), ["shadow", "loaded"]);
    }
}
