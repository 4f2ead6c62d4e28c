//! What is told of a thing: its title, what was understood, its quotes, and what it was made from.

use super::catalogue::Place;
use recount_model::{AccountClaims, ClaimContent, Id, Passage, Span};
use recount_publish::view::findings::{finding_hold, finding_view};
use recount_publish::view::lineage::direction_words;
use recount_publish::view::questions::{bounds_words, span_words};
use recount_publish::view::quote::QuoteView;
use recount_publish::view::{Context, chain_words, value_words};
use recount_sayings::{say, term};

/// What is told of a thing.
#[derive(Default)]
pub struct Told {
    pub title: String,
    pub lines: Vec<(String, String)>,
    pub quotes: Vec<QuoteView>,
    pub stands_on: Vec<String>,
}

/// Lines as they come, without those that say nothing.
struct Lines<'c, 'd> {
    context: &'c Context<'d>,
    lines: Vec<(String, String)>,
}

impl Lines<'_, '_> {
    fn line(&mut self, label: &str, value: impl Into<String>) {
        let value = value.into();
        if !value.trim().is_empty() {
            self.lines.push((self.context.words.say("thing", label), value));
        }
    }
}

/// The title alone: what a list shows.
pub fn title(context: &Context<'_>, place: Place) -> String {
    let dossier = context.dossier();
    let claims = |account: usize| dossier.claims.get(account);
    let found = match place {
        Place::Time(account, at) => claims(account).and_then(|of| Some(of.times.get(at)?.text.clone())),
        Place::Figure(account, at) => claims(account).and_then(|of| Some(of.figures.get(at)?.text.clone())),
        Place::Name(account, at) => claims(account).and_then(|of| Some(of.names.get(at)?.canonical.clone())),
        Place::Statement(account, at) => claims(account).and_then(|of| {
            let statement = of.statements.get(at)?;
            Some(format!("{}: {}", statement.speaker, recount_publish::view::shortened(&statement.text, 80)))
        }),
        Place::Claim(account, at) => claims(account)
            .and_then(|of| Some(recount_publish::view::shortened(&of.claims.get(at)?.text, 120))),
        Place::Finding(at) => dossier.findings.get(at).map(|one| context.say(&one.title)),
        Place::Entry(at) => dossier.chronicle.get(at).map(|one| one.title.clone()),
        Place::Question(at) => dossier.questions.get(at).map(|one| context.say(&one.title)),
        Place::Alignment(at) => {
            dossier.collation.alignments.get(at).map(|one| recount_publish::view::shortened(&one.a.text, 120))
        }
    };
    found.unwrap_or_default()
}

/// All that is told of it.
pub fn told(context: &Context<'_>, place: Place) -> Told {
    let mut lines = Lines { context, lines: Vec::new() };
    let around = match place {
        Place::Time(account, at) => time(&mut lines, account, at),
        Place::Figure(account, at) => figure(&mut lines, account, at),
        Place::Name(account, at) => name(&mut lines, account, at),
        Place::Statement(account, at) => statement(&mut lines, account, at),
        Place::Claim(account, at) => claim(&mut lines, account, at),
        Place::Finding(at) => finding(&mut lines, at),
        Place::Entry(at) => entry(&mut lines, at),
        Place::Question(at) => question(&mut lines, at),
        Place::Alignment(at) => alignment(&mut lines, at),
    };
    let (quotes, stands_on) = around.unwrap_or_default();
    Told { title: title(context, place), lines: lines.lines, quotes, stands_on }
}

/// Quotes, and ids of what it was made from.
type Around = Option<(Vec<QuoteView>, Vec<String>)>;

fn quoted(context: &Context<'_>, claims: &AccountClaims, span: Span) -> Vec<QuoteView> {
    let passage = context.numbered(&claims.account).and_then(|account| {
        let reading = context.index.reading(&account.account.original)?;
        Some(account.account.passage(reading, span))
    });
    passage.iter().map(|passage| context.quote(passage)).collect()
}

fn ids<'i>(ids: impl IntoIterator<Item = &'i Id>) -> Vec<String> {
    ids.into_iter().map(|id| id.0.to_string()).collect()
}

fn time(lines: &mut Lines<'_, '_>, account: usize, at: usize) -> Around {
    let context = lines.context;
    let claims = context.dossier().claims.get(account)?;
    let time = claims.times.get(at)?;
    lines.line("when", context.moments.of(time.edtf.as_deref(), time.interval).unwrap_or_default());
    lines.line("value", &*time.value);
    lines.line("edtf", time.edtf.clone().unwrap_or_default());
    let anchor = time.anchor.as_deref().map(|anchor| context.say(&term("anchor", anchor)));
    lines.line("anchor", anchor.unwrap_or_default());
    let also = time.candidates.iter().map(|other| format!("{}: {}", other.value, context.say(&other.why)));
    lines.line("also", also.collect::<Vec<_>>().join("; "));
    lines.line("rule", &*time.rule);
    Some((quoted(context, claims, time.span), Vec::new()))
}

fn figure(lines: &mut Lines<'_, '_>, account: usize, at: usize) -> Around {
    let context = lines.context;
    let claims = context.dossier().claims.get(account)?;
    let figure = claims.figures.get(at)?;
    lines.line("value", value_words(context, figure.bound, figure.low, figure.high, figure.stated));
    lines.line("measure", context.words.say("measure", &figure.measure.0));
    lines.line("counted", &*figure.counted);
    lines.line("group", figure.group.clone().unwrap_or_default());
    let place = figure.place.clone().unwrap_or_default();
    lines.line(if figure.is_place_inherited { "place-inherited" } else { "place" }, place);
    lines.line("as-of", context.moments.of(figure.as_of_edtf.as_deref(), figure.as_of).unwrap_or_default());
    lines.line("chain", chain_words(context, &claims.account, &figure.chain));
    let also = figure.alternatives.iter();
    let also = also.map(|(number, why)| context.say(&say!("other-number.is", n = *number, why = why)));
    lines.line("also", also.collect::<Vec<_>>().join("; "));
    lines.line("rule", &*figure.rule);
    Some((quoted(context, claims, figure.span), ids(&figure.statement)))
}

fn name(lines: &mut Lines<'_, '_>, account: usize, at: usize) -> Around {
    let context = lines.context;
    let claims = context.dossier().claims.get(account)?;
    let name = claims.names.get(at)?;
    lines.line("text", &*name.text);
    lines.line("role", name.role.clone().unwrap_or_default());
    lines.line("rule", &*name.rule);
    Some((quoted(context, claims, name.span), Vec::new()))
}

fn statement(lines: &mut Lines<'_, '_>, account: usize, at: usize) -> Around {
    let context = lines.context;
    let claims = context.dossier().claims.get(account)?;
    let statement = claims.statements.get(at)?;
    lines.line("speaker", &*statement.speaker);
    lines.line("role", statement.role.clone().unwrap_or_default());
    lines.line("cue", statement.cue_text.clone().unwrap_or_default());
    lines.line("chain", chain_words(context, &claims.account, &statement.chain));
    lines.line("said", context.moments.interval(statement.said).unwrap_or_default());
    lines.line("rule", &*statement.rule);
    Some((quoted(context, claims, statement.span), ids(&statement.inside)))
}

fn claim(lines: &mut Lines<'_, '_>, account: usize, at: usize) -> Around {
    let context = lines.context;
    let claims = context.dossier().claims.get(account)?;
    let claim = claims.claims.get(at)?;
    lines.line("when", context.moments.interval(claim.when).unwrap_or_default());
    lines.line("place", claim.place.clone().unwrap_or_default());
    lines.line("participants", claim.participants.join(", "));
    lines.line("chain", chain_words(context, &claims.account, &claim.chain));
    lines.line("rule", &*claim.rule);
    let mut stands_on = ids(claim.times.iter().chain(&claim.statement));
    if let ClaimContent::Counted { figure } = &claim.content {
        stands_on.push(figure.0.to_string());
    }
    Some((quoted(context, claims, claim.span), stands_on))
}

fn finding(lines: &mut Lines<'_, '_>, at: usize) -> Around {
    let context = lines.context;
    let finding = context.dossier().findings.get(at)?;
    lines.line("kind", context.words.say("finding-kind", &finding.kind));
    lines.line("hold", finding_hold(context, finding));
    for why in &finding.why {
        lines.line("why", context.say(why));
    }
    Some((finding_view(context, finding).quotes, ids(&finding.parents)))
}

fn entry(lines: &mut Lines<'_, '_>, at: usize) -> Around {
    let context = lines.context;
    let entry = context.dossier().chronicle.get(at)?;
    lines.line("when", context.moments.of(entry.edtf.as_deref(), entry.interval).unwrap_or_default());
    lines.line("place", entry.place.clone().unwrap_or_default());
    lines.line("roots", context.words.number(u64::from(entry.roots)));
    let passages: Vec<Passage> = entry.supports.iter().chain(&entry.disputes).cloned().collect();
    Some((context.quotes(&passages), ids(&entry.claims)))
}

fn question(lines: &mut Lines<'_, '_>, at: usize) -> Around {
    let context = lines.context;
    let question = context.dossier().questions.get(at)?;
    lines.line("scope", context.say(&question.scope));
    lines.line("span", span_words(context, question));
    lines.line("bounds", bounds_words(context, question));
    for missing in &question.missing {
        lines.line("missing", context.say(missing));
    }
    let passages: Vec<Passage> = question.claims.iter().map(|claim| claim.passage.clone()).collect();
    Some((context.quotes(&passages), ids(question.claims.iter().map(|claim| &claim.figure))))
}

fn alignment(lines: &mut Lines<'_, '_>, at: usize) -> Around {
    let context = lines.context;
    let alignment = context.dossier().collation.alignments.get(at)?;
    lines.line("direction", direction_words(context, alignment.direction));
    for why in &alignment.why {
        lines.line("why", context.say(why));
    }
    let quotes = [&alignment.a, &alignment.b].map(|passage| context.bare_quote(passage));
    Some((quotes.into(), Vec::new()))
}
