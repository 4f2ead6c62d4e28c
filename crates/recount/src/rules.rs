//! The compiled rules of every language that is built in.

use recount_accounts::LayoutRules;
use recount_collation::CollationRules;
use recount_events::EventRules;
use recount_figures::QuestionRules;
use recount_findings::FindingRules;
use recount_model::Id;
use recount_rules::{Pack, PackError};
use recount_text::Abbreviations;
use std::collections::BTreeMap;

/// The rules of one language, compiled once.
#[derive(Debug)]
pub struct LanguageRules {
    pub abbreviations: Abbreviations,
    pub layout: LayoutRules,
    pub claims: recount_claims::Rules,
    pub collation: CollationRules,
    pub events: EventRules,
    pub questions: QuestionRules,
    pub findings: FindingRules,
}

/// All rules: one set per language pack.
#[derive(Debug)]
pub struct Rules {
    languages: BTreeMap<String, LanguageRules>,
    fingerprint: String,
}

impl Rules {
    /// Compiles the packs that are built in.
    ///
    /// # Errors
    /// When a pack breaks its contract.
    pub fn built_in() -> Result<Self, PackError> {
        Self::from_packs(&recount_rules::built_in())
    }

    /// Compiles the packs that are built in, with the table `vague_numbers` for words like "dozens": `recount`, `acled`
    /// or `ucdp`.
    ///
    /// # Errors
    /// When a pack breaks its contract or has no such table.
    pub fn built_in_with(vague_numbers: Option<&str>) -> Result<Self, PackError> {
        let Some(choice) = vague_numbers else { return Self::built_in() };
        let chosen = |pack: &Pack| pack.choosing("figures", "policy", "policies", choice);
        let packs = recount_rules::built_in().iter().map(chosen).collect::<Result<Vec<Pack>, PackError>>()?;
        Self::from_packs(&packs)
    }

    /// Compiles `packs`.
    ///
    /// # Errors
    /// When a pack breaks its contract, or there is none for English, which is the fallback.
    pub fn from_packs(packs: &[Pack]) -> Result<Self, PackError> {
        let mut languages = BTreeMap::new();
        for pack in packs {
            languages.insert(pack.language.clone(), LanguageRules::from_pack(pack)?);
        }
        if !languages.contains_key("en") {
            return Err(PackError::MissingSection { language: "en".to_owned(), section: "*".to_owned() });
        }
        Ok(Rules { languages, fingerprint: fingerprint(packs) })
    }

    /// The rules for `language`: the exact tag, else its first subtag, else English.
    pub fn for_language(&self, language: &str) -> &LanguageRules {
        let primary = language.split('-').next().unwrap_or(language);
        let found = self.languages.get(language).or_else(|| self.languages.get(primary));
        #[expect(clippy::expect_used, reason = "`from_packs` refuses to build rules without English")]
        found.or_else(|| self.languages.get("en")).expect("English is always there")
    }

    /// Changes whenever a pack or the program changes: part of every cache key.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }
}

impl LanguageRules {
    fn from_pack(pack: &Pack) -> Result<Self, PackError> {
        Ok(LanguageRules {
            abbreviations: pack.section("text")?,
            layout: LayoutRules::from_pack(pack)?,
            claims: recount_claims::Rules::from_pack(pack)?,
            collation: CollationRules::from_pack(pack)?,
            events: EventRules::from_pack(pack)?,
            questions: QuestionRules::from_pack(pack)?,
            findings: FindingRules::from_pack(pack)?,
        })
    }
}

fn fingerprint(packs: &[Pack]) -> String {
    let mut parts = vec![env!("CARGO_PKG_VERSION"), env!("RECOUNT_PIPELINE_HASH")];
    for pack in packs {
        parts.push(&pack.language);
        for (section, text) in pack.texts() {
            parts.push(section);
            parts.push(text);
        }
    }
    Id::from_parts("rules", &parts).to_string()
}
