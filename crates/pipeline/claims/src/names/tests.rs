//! Cases of the name reader, and what holds on any text.

use super::*;
use proptest::prelude::*;
use recount_cases::{Case, check_path};
use recount_model::{Account, Block, BlockKind, OffsetMap, OriginalId, Reading};
use recount_text::Abbreviations;
use std::path::Path;
use std::sync::Arc;

/// A reading of `text` as one account; paragraphs are parted by blank lines.
pub(crate) fn account_of(text: &str) -> (Reading, Account) {
    let reading = Reading {
        original: OriginalId::of(text.as_bytes()),
        reader: "text".to_owned(),
        text: text.to_owned(),
        offsets: OffsetMap::Identity { skipped_bytes: 0 },
        blocks: Vec::new(),
        metadata: Vec::new(),
        language: "en".to_owned(),
        tellings: Vec::new(),
        places: Vec::new(),
    };
    let mut blocks = Vec::new();
    let mut start = 0;
    for part in text.split("\n\n") {
        if !part.trim().is_empty() {
            blocks.push(Block { span: Span::new(start, start + part.len()), kind: BlockKind::Paragraph });
        }
        start += part.len() + 2;
    }
    let span = Span::new(0, text.len());
    let account = Account {
        id: Id::at("acc", &reading.original, span, ""),
        original: reading.original.clone(),
        span,
        language: "en".to_owned(),
        title: None,
        source: None,
        source_passage: None,
        author: None,
        blocks,
        layers: Vec::new(),
        why: Vec::new(),
        metadata: Vec::new(),
    };
    (reading, account)
}

pub(crate) fn abbreviations() -> Abbreviations {
    Abbreviations::from(["dr", "mr", "mrs", "ms", "st", "gen"])
}

fn rules() -> &'static NameRules {
    static RULES: std::sync::OnceLock<NameRules> = std::sync::OnceLock::new();
    RULES.get_or_init(|| NameRules::from_pack(&recount_rules::pack_for("en")).unwrap())
}

fn names_of(text: &str, rules: &NameRules) -> Vec<Name> {
    let (reading, account) = account_of(text);
    read(&AccountText::new(&account, &reading, &abbreviations()), rules).value
}

fn shown(name: &Name) -> String {
    let kind = format!("{:?}", name.kind).to_lowercase();
    let canonical =
        if name.canonical == name.text { String::new() } else { format!(" = {}", name.canonical) };
    let role = name.role.as_ref().map(|role| format!(" ({role})")).unwrap_or_default();
    format!("{kind} {}{canonical}{role} [{}]", name.text.replace('\n', " "), name.rule)
}

#[test]
fn cases() {
    for (language, folder) in [("en", "cases"), ("ru", "cases-ru")] {
        let rules = NameRules::from_pack(&recount_rules::pack_for(language)).unwrap();
        let check = |case: &Case| {
            let accounts: Vec<Vec<Name>> =
                case.all("account").map(|block| names_of(&block.body, &rules)).collect();
            let mut out = Vec::new();
            if case.block("names").is_some() {
                let lines: Vec<String> = accounts.iter().flatten().map(shown).collect();
                out.push(("names".to_owned(), lines.join("\n")));
            }
            if case.block("entities").is_some() {
                out.push(("entities".to_owned(), shown_entities(&accounts, &rules)));
            }
            out
        };
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/names").join(folder);
        check_path(&folder, check).unwrap_or_else(|error| panic!("{error}"));
    }
}

fn shown_entities(accounts: &[Vec<Name>], rules: &NameRules) -> String {
    let claims: Vec<Arc<AccountClaims>> = accounts
        .iter()
        .enumerate()
        .map(|(idx, names)| AccountClaims {
            account: Id(format!("acc-{idx}").into()),
            written: recount_model::DocumentTime {
                interval: recount_model::Interval::UNBOUNDED,
                edtf: None,
                reasons: Vec::new(),
            },
            layers_written: Vec::new(),
            times: Vec::new(),
            time_groups: Vec::new(),
            figures: Vec::new(),
            names: names.clone(),
            statements: Vec::new(),
            claims: Vec::new(),
            deeds: Vec::new(),
            observations: Vec::new(),
        })
        .map(Arc::new)
        .collect();
    let lines: Vec<String> = join(&claims, rules)
        .iter()
        .map(|entity| {
            let kind = format!("{:?}", entity.kind).to_lowercase();
            format!("{kind} {}: {}", entity.canonical, entity.variants.join(", "))
        })
        .collect();
    lines.join("\n")
}

#[test]
fn a_proposal_passes_the_rules_or_is_refused() {
    let text = "Yesterday the Narvik of Orvel met Baran. Vera Lindt came.";
    let (reading, account) = account_of(text);
    let account = AccountText::new(&account, &reading, &abbreviations());
    let proposal = |words: &str, kind, quote: Option<&str>| {
        let at = text.find(words).unwrap();
        let span = Span::new(at, at + words.len());
        NameProposal { span, kind, text: quote.map(str::to_owned) }
    };
    let proposals = [
        proposal("Narvik of Orvel", NameKind::Organisation, Some("Narvik of Orvel")),
        proposal("Narvik of Orvel", NameKind::Organisation, None),
        proposal("Narvik of Orvel", NameKind::Place, None),
        proposal("Lindt", NameKind::Place, None),
        proposal("came", NameKind::Place, None),
        proposal("Bara", NameKind::Person, None),
        proposal("Baran", NameKind::Place, Some("Tarn")),
    ];
    let read = read_with(&account, &proposals, rules());
    let lines: Vec<String> = read.value.iter().map(shown).collect();
    assert_eq!(
        lines,
        [
            "organisation Narvik of Orvel [proposed]",
            "person Baran [person-action]",
            "person Vera Lindt [person-given-name]"
        ]
    );
    let why: Vec<&str> =
        read.diagnostics.iter().filter_map(|diagnostic| diagnostic.message.split(": ").nth(1)).collect();
    assert_eq!(
        why,
        [
            "another kind is proposed for the same words",
            "it cuts through a name that is read already",
            "it has no capital",
            "it does not stand on whole words",
            "other words stand there"
        ]
    );
}

proptest! {
    #[test]
    fn any_text_gives_names_that_stand_in_it(text in "([A-Z][a-z]{0,5}|[a-z]{1,4}|of|the|said|[.,:;\"“”«»—\\-'’()]|\\n|\\n\\n|É|ж|0)( ?([A-Z][a-z]{0,5}|[a-z]{1,4}|of|the|President|Ministry|[.,:\"“”'’])){0,40}") {
        let mut last = 0;
        for name in names_of(&text, rules()) {
            prop_assert!(name.span.start >= last && !name.span.is_empty());
            prop_assert_eq!(name.span.of(&text), name.text.as_str());
            last = name.span.end;
        }
    }

    #[test]
    fn any_characters_at_all(text in "\\PC{0,120}") {
        let _ = names_of(&text, rules());
    }
}
