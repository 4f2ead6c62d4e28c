//! What all sections share: the dossier by id, words, times, and the numbers accounts are known by in the report.
//!
//! Comes in: a dossier and settings. Goes out: lookups, labels, and the set of passages that something cites. It may
//! not know any section.

use crate::index::Index;
use crate::moments::Moments;
use crate::words::Words;
use crate::{PublishError, ReportSettings};
use jiff::tz::TimeZone;
use recount_model::{Account, AccountClaims, Block, BlockKind, Dossier, Id, Span, Statement, Told};
use recount_sayings::{Teller, term};
use serde::Serialize;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// Everything a section needs besides its own part of the dossier.
pub struct Context<'d> {
    pub index: Index<'d>,
    pub words: &'d Words,
    pub moments: Moments<'d>,
    pub settings: &'d ReportSettings,
    /// Accounts in the order a person reads them: by file name, then as they stand in the file.
    pub accounts: Vec<Numbered<'d>>,
    positions: BTreeMap<&'d Id, usize>,
    /// Passages something in the report cites, by position of the account; the text section gives each an anchor.
    cited: RefCell<BTreeSet<(usize, Span)>>,
}

/// An account with what it is called in the report.
pub struct Numbered<'d> {
    pub account: &'d Account,
    pub claims: Option<&'d AccountClaims>,
    /// From 1.
    pub number: usize,
    pub label: String,
    /// Numbers of the blocks that are paragraphs; `None` for titles, headings and furniture.
    pub paragraphs: Vec<(Block, Option<usize>)>,
    /// Sorted by start, longer first.
    statements: Vec<&'d Statement>,
}

/// What a template needs to name an account and lead to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct AccountRef {
    pub id: String,
    pub number: usize,
    pub label: String,
    /// Without the `#`.
    pub anchor: String,
}

impl<'d> Context<'d> {
    pub fn new(
        dossier: &'d Dossier,
        settings: &'d ReportSettings,
        words: &'d Words,
    ) -> Result<Self, PublishError> {
        let zone = match &settings.display_zone {
            Some(name) => TimeZone::get(name).map_err(|_| PublishError::Zone(name.clone()))?,
            None => TimeZone::UTC,
        };
        let index = Index::new(dossier);
        let mut order: Vec<&Account> = dossier.accounts.iter().collect();
        order.sort_by_key(|account| (index.file_name(&account.original), &account.original, account.span));
        let accounts: Vec<Numbered<'_>> =
            order.iter().enumerate().map(|(at, account)| numbered(&index, words, account, at + 1)).collect();
        let positions = order.iter().enumerate().map(|(at, account)| (&account.id, at)).collect();
        let moments = Moments { words, zone };
        Ok(Context { index, words, moments, settings, accounts, positions, cited: RefCell::default() })
    }

    pub fn dossier(&self) -> &'d Dossier {
        self.index.dossier
    }

    pub fn numbered(&self, account: &Id) -> Option<&Numbered<'d>> {
        self.positions.get(account).and_then(|at| self.accounts.get(*at))
    }

    /// An account by its id; an unknown one reads as its id.
    pub fn account_ref(&self, account: &Id) -> AccountRef {
        self.numbered(account).map_or_else(
            || AccountRef {
                id: account.0.to_string(),
                number: 0,
                label: account.0.to_string(),
                anchor: String::new(),
            },
            Numbered::reference,
        )
    }

    /// What was said, in the report's language; an account that has no title is called by its label.
    pub fn say(&self, told: &Told) -> String {
        let label = |id: &Id| self.numbered(id).map(|account| account.label.clone());
        Teller::naming(&self.words.language, &label).told(told)
    }

    /// Who speaks: a name as it stands, or that nobody is named.
    pub fn speaker(&self, name: &str) -> String {
        self.say(&term("speaker", name))
    }

    /// The same of several reasons.
    pub fn reasons(&self, why: &[Told]) -> Vec<String> {
        why.iter().map(|one| self.say(one)).collect()
    }

    /// Remembers that `span` of the account is cited; gives the anchor the text section will put there.
    pub fn cite(&self, account: &Id, span: Span) -> Option<String> {
        let at = *self.positions.get(account)?;
        self.cited.borrow_mut().insert((at, span));
        Some(passage_anchor(at + 1, span))
    }

    /// The cited passages of one account, by start. Complete only once all other sections are made.
    pub fn cited_in(&self, number: usize) -> Vec<Span> {
        let at = number.saturating_sub(1);
        let first = (at, Span { start: 0, end: 0 });
        let past = (at + 1, Span { start: 0, end: 0 });
        self.cited.borrow().range(first..past).map(|(_, span)| *span).collect()
    }
}

impl Numbered<'_> {
    pub fn reference(&self) -> AccountRef {
        AccountRef {
            id: self.account.id.0.to_string(),
            number: self.number,
            label: self.label.clone(),
            anchor: self.anchor(),
        }
    }

    pub fn anchor(&self) -> String {
        format!("account-{}", self.number)
    }

    /// The block at `offset`, and the number of its paragraph.
    pub fn block_at(&self, offset: u32) -> Option<(Block, Option<usize>)> {
        let after = self.paragraphs.partition_point(|(block, _)| block.span.start <= offset);
        let found = self.paragraphs.get(after.checked_sub(1)?)?;
        (offset < found.0.span.end).then_some(*found)
    }

    /// The innermost statement that holds all of `span`. Looks at a bounded number of statements before it, so that
    /// a hostile text cannot make this slow.
    pub fn statement_around(&self, span: Span) -> Option<&Statement> {
        const MOST_LOOKED_AT: usize = 64;
        let after = self.statements.partition_point(|statement| statement.span.start <= span.start);
        let before = self.statements.get(..after)?.iter().rev().take(MOST_LOOKED_AT);
        let around = before.filter(|statement| statement.span.contains(span));
        around.min_by_key(|statement| statement.span.len()).copied()
    }
}

/// The anchor of a passage. Only digits and hyphens: nothing of a text gets into it.
pub fn passage_anchor(number: usize, span: Span) -> String {
    format!("p-{number}-{}-{}", span.start, span.end)
}

fn numbered<'d>(index: &Index<'d>, words: &Words, account: &'d Account, number: usize) -> Numbered<'d> {
    let claims = index.claims_of(&account.id);
    let mut statements: Vec<&Statement> =
        claims.map(|claims| claims.statements.iter().collect()).unwrap_or_default();
    statements.sort_by_key(|statement| (statement.span.start, std::cmp::Reverse(statement.span.end)));
    Numbered {
        account,
        claims,
        number,
        label: label(index, words, account, number),
        paragraphs: paragraphs(account),
        statements,
    }
}

/// Who publishes; else the title; else how it begins, or the file where that holds nothing else.
fn label(index: &Index<'_>, words: &Words, account: &Account, number: usize) -> String {
    const LONGEST_CHARS: usize = 48;
    let title = account.title.as_ref().map(|title| title.text.as_str());
    let named = account.source.as_deref().or(title).map(str::trim).filter(|name| !name.is_empty());
    let alone = || {
        let file = index.file_name(&account.original)?;
        index.is_alone(account).then(|| file.rsplit(['/', '\\']).next())?
    };
    let beginning = || {
        let text = account.span.of(&index.reading(&account.original)?.text);
        let first: Vec<&str> = text.split_whitespace().take(6).collect();
        let first = shortened(&first.join(" "), 34);
        (!first.is_empty())
            .then(|| words.fill("account", "beginning", &[("words", first.trim_end_matches('…'))]))
    };
    let name = named.or_else(alone).map(str::to_owned).or_else(beginning);
    let name = name.unwrap_or_else(|| words.fill("account", "unnamed", &[("n", &number.to_string())]));
    shortened(&name.split_whitespace().collect::<Vec<_>>().join(" "), LONGEST_CHARS)
}

/// At most so many characters, with an ellipsis where something was cut.
pub fn shortened(text: &str, longest_chars: usize) -> String {
    match text.char_indices().nth(longest_chars) {
        None => text.to_owned(),
        Some((cut, _)) => {
            let kept = text.get(..cut).unwrap_or(text);
            let end = kept.rfind(' ').filter(|end| *end > cut / 2).unwrap_or(cut);
            format!("{}…", kept.get(..end).unwrap_or(kept).trim_end())
        }
    }
}

fn paragraphs(account: &Account) -> Vec<(Block, Option<usize>)> {
    let mut number = 0;
    let count = |block: &Block| {
        let is_counted = matches!(block.kind, BlockKind::Paragraph | BlockKind::List);
        number += usize::from(is_counted);
        (*block, is_counted.then_some(number))
    };
    account.blocks.iter().map(count).collect()
}
