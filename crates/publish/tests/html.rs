//! The HTML report: what it promises to readers, to printers and against hostile words.

#[cfg(test)]
mod fixture;

use recount_diagnostics::Diagnostic;
use recount_model::{Dossier, Interval};
use recount_publish::{PublishError, ReportSettings, html, markdown};
use recount_sayings::{Arg, say};
use std::collections::BTreeSet;
use std::sync::Arc;

#[cfg(test)]
fn settings() -> ReportSettings {
    ReportSettings {
        program_version: "0.0".to_owned(),
        diagnostics: vec![
            Diagnostic::warning("odd-bytes", "3 bytes are not UTF-8".into()).in_place("velin.txt"),
        ],
        ..ReportSettings::default()
    }
}

#[cfg(test)]
fn page(dossier: &Dossier) -> String {
    written(dossier, &settings()).unwrap()
}

#[cfg(test)]
fn in_markdown(dossier: &Dossier) -> String {
    let mut page = Vec::new();
    markdown(dossier, &settings(), &mut page).unwrap();
    String::from_utf8(page).unwrap()
}

#[cfg(test)]
fn written(dossier: &Dossier, settings: &ReportSettings) -> Result<String, PublishError> {
    let mut page = Vec::new();
    html(dossier, settings, &mut page)?;
    Ok(String::from_utf8(page).unwrap())
}

/// All values of an attribute in the page.
#[cfg(test)]
fn attributes<'page>(page: &'page str, name: &str) -> Vec<&'page str> {
    let wanted = format!(" {name}=\"");
    page.split(wanted.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_link_leads_somewhere_and_every_anchor_is_there_once() {
    let page = page(&fixture::dossier());
    let ids = attributes(&page, "id");
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len(), "an anchor stands twice");
    let links = attributes(&page, "href");
    assert!(links.iter().filter(|link| link.starts_with("#p-")).count() > 20);
    for link in links {
        let anchor = link.strip_prefix('#').unwrap_or_else(|| panic!("`{link}` leads out of the page"));
        assert!(unique.contains(anchor), "`{link}` leads nowhere");
    }
    for labels in attributes(&page, "aria-labelledby") {
        assert!(labels.split(' ').all(|label| unique.contains(label)), "{labels}");
    }
}

#[test]
fn nothing_is_asked_of_the_network() {
    let page = page(&fixture::dossier());
    for outside in
        ["http://", "https://", "//", "@import", " src=", "<link", "<iframe", "<img", "<form action"]
    {
        let outside_comments = page.replace("// ", "");
        assert!(!outside_comments.contains(outside), "{outside}");
    }
    assert!(page.contains("default-src &#39;none&#39;"), "no policy");
}

#[test]
fn the_same_dossier_gives_the_same_bytes() {
    assert_eq!(page(&fixture::dossier()), page(&fixture::dossier()));
    let markdown = || in_markdown(&fixture::dossier());
    assert_eq!(markdown(), markdown());
}

#[test]
fn every_quote_of_every_finding_stands_in_the_page_and_in_the_text_below() {
    let dossier = fixture::dossier();
    let page = page(&dossier);
    for passage in dossier.findings.iter().flat_map(|finding| &finding.passages) {
        let number = attributes(&page, "id")
            .into_iter()
            .find(|id| id.ends_with(&format!("-{}-{}", passage.span.start, passage.span.end)))
            .unwrap();
        assert!(page.contains(&format!("href=\"#{number}\"")), "{number}");
        assert!(page.contains(&passage.text), "{}", passage.text);
    }
}

#[test]
fn what_is_unknown_is_said() {
    let page = page(&fixture::dossier());
    for words in
        ["Nothing dates", "No best answer", "a hospital register would settle it", "3 bytes are not UTF-8"]
    {
        assert!(page.contains(words), "{words}");
    }
    assert!(page.contains("advert: boots, half price"));
    assert!(page.contains("Cannot all hold on this reading: both count everybody"));
}

#[test]
fn what_two_people_say_in_one_sentence_is_two_quotes() {
    let mut dossier = fixture::dossier();
    let gazette = dossier.account(&recount_model::Id("acc-gazette".into())).unwrap().clone();
    let reading = dossier.reading(&gazette.original).unwrap().clone();
    let cite = |words: &str| {
        let start = reading.text.find(words).unwrap();
        gazette.passage(&reading, recount_model::Span::new(start, start + words.len()))
    };
    Arc::make_mut(&mut dossier.findings).truncate(1);
    Arc::make_mut(&mut dossier.findings)[0].passages = vec![
        cite("12 people were killed"),
        cite("4 were firefighters"),
        cite("more than 20"),
        cite("on the quay"),
    ];
    let page = page(&dossier);
    let first = page.split("class=\"quotes\"").nth(1).unwrap().split("</div>").next().unwrap();
    assert_eq!(first.matches("<blockquote").count(), 2, "{first}");
    assert_eq!(first.matches("<mark>").count(), 4);
    let (port, wren) = first.split_once("</figure>").unwrap();
    assert!(port.contains("speaker\">port authority<") && !port.contains("Dana Wren<"));
    assert!(
        wren.contains("speaker\">Dana Wren<") && wren.contains("<mark>more than 20</mark> <mark>on the quay")
    );
}

/// Puts `words` wherever a text or a file can put words.
#[cfg(test)]
fn poisoned(words: &str) -> Dossier {
    let mut json = serde_json::to_value(fixture::dossier()).unwrap();
    poison(&mut json, words, "");
    serde_json::from_value(json).unwrap()
}

#[cfg(test)]
fn poison(value: &mut serde_json::Value, words: &str, field: &str) {
    // Ids are made by the program, spans point into the text, and these are closed sets of words.
    const KEPT: &[&str] = &[
        "id",
        "original",
        "account",
        "figure",
        "figures",
        "root",
        "a_id",
        "members",
        "statements",
        "alignments",
        "parents",
        "claims",
        "times",
        "from",
        "to",
        "whole",
        "statement",
        "kind",
        "mode",
        "hold",
        "severity",
        "bound",
        "certainty",
        "direction",
        "relation",
        "knowing",
        "type",
        "content",
        "reader",
        "names_of_originals",
        "low",
        "high",
        "mentions",
        "phase",
        "skipped_bytes",
        "a",
        "b",
    ];
    match value {
        serde_json::Value::String(text) if !KEPT.contains(&field) => text.push_str(words),
        serde_json::Value::Array(items) => items.iter_mut().for_each(|item| poison(item, words, field)),
        serde_json::Value::Object(fields) => {
            fields.iter_mut().for_each(|(name, field)| poison(field, words, name));
        }
        _ => {}
    }
}

#[test]
fn hostile_words_stay_words() {
    let plain = page(&fixture::dossier());
    for payload in [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "</style></title></svg><svg onload=alert(1)>",
        "{{ say }}{% include 'x' %}",
        "<!--",
        "\u{202e}\u{0}&lt;b&gt;",
    ] {
        let hostile = page(&poisoned(payload));
        for tag in ["<script", "<img", "<svg onload", "</style>", "</title>", "<!--", "<b>"] {
            let count = |page: &str| page.matches(tag).count();
            assert_eq!(count(&hostile), count(&plain), "`{payload}` made a {tag}");
        }
        assert!(!attributes(&hostile, "onmouseover").iter().any(|_| true), "{payload}");
        assert!(!hostile.contains('\0'));
        assert!(hostile.len() > plain.len());
    }
}

#[test]
fn hostile_words_stay_words_in_markdown() {
    let hostile = in_markdown(&poisoned("\n# Head <b>*x*\n- item\n```\n[a](b)"));
    assert!(!hostile.contains("<b>") && !hostile.contains("*x*\n") && !hostile.contains("\n# Head"));
    assert!(!hostile.contains("\n```") && !hostile.contains("[a](b)"));
    assert!(hostile.contains("# Head"));
}

#[test]
fn an_empty_dossier_and_a_bare_one_give_a_page() {
    assert!(page(&Dossier::default()).contains("</html>"));
    let mut bare = fixture::dossier();
    Arc::make_mut(&mut bare.claims).clear();
    Arc::make_mut(&mut bare.accounts).iter_mut().for_each(|account| account.blocks.clear());
    Arc::make_mut(&mut bare.readings).clear();
    assert!(page(&bare).contains("</html>"));
    let mut unbounded = fixture::dossier();
    Arc::make_mut(&mut unbounded.chronicle)
        .iter_mut()
        .for_each(|entry| entry.interval = Interval::new(i64::MIN, i64::MAX));
    assert!(page(&unbounded).contains("</html>"));
}

#[test]
fn settings_that_cannot_be_met_are_refused() {
    let with = |change: fn(&mut ReportSettings)| {
        let mut settings = settings();
        change(&mut settings);
        written(&fixture::dossier(), &settings)
    };
    let zone = with(|settings| settings.display_zone = Some("Atlantis/Capital".to_owned()));
    assert!(matches!(zone, Err(PublishError::Zone(name)) if name == "Atlantis/Capital"));
    assert!(matches!(with(|settings| settings.language = "tlh".to_owned()), Err(PublishError::Language(_))));
    let titled = with(|settings| settings.title = Some("The fire & after".to_owned())).unwrap();
    assert!(titled.contains("<title>The fire &amp; after</title>"));
}

#[test]
fn what_is_too_much_to_write_out_keeps_its_title_and_its_anchor() {
    let mut many = fixture::dossier();
    let finding = many.findings[0].clone();
    let question = many.questions.iter().find(|question| question.claims.len() > 1).unwrap().clone();
    Arc::make_mut(&mut many.findings).extend((0..600).map(|nth| {
        let mut more = finding.clone();
        more.id = recount_model::Id(format!("finding-more-{nth}").into());
        more
    }));
    Arc::make_mut(&mut many.questions).extend((0..400).map(|nth| {
        let mut more = question.clone();
        more.id = recount_model::Id(format!("question-more-{nth}").into());
        more
    }));
    let page = page(&many);
    let ids: BTreeSet<&str> = attributes(&page, "id").into_iter().collect();
    for finding in many.findings.iter() {
        assert!(ids.contains(finding.id.0.as_str()), "{} is gone", finding.id);
    }
    for question in many.questions.iter() {
        assert!(ids.contains(question.id.0.as_str()), "{} is gone", question.id);
    }
    let written_out = page.matches("class=\"question target\"").count();
    assert!(written_out > 10 && written_out < 200, "{written_out} questions are written out");
    assert!(in_markdown(&many).contains("More of this kind"));
}

#[test]
fn no_reason_calls_an_account_by_its_id() {
    let mut dossier = fixture::dossier();
    let account = |id: &str| Arg::Account(recount_model::Id(id.into()));
    for finding in Arc::make_mut(&mut dossier.findings).iter_mut() {
        finding.why = vec![say!(
            "copy.looks-back",
            a = account("acc-port"),
            old = "is",
            b = account("acc-nobody"),
            new = "was"
        )];
    }
    let page = page(&dossier);
    assert!(
        page.contains(" tells it as going on (is), acc-nobody looks back")
            && !page.contains("acc-port tells")
    );
}
