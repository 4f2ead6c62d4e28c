//! The lines of the notation, one handler each.

use super::{chronicle, marks, questions};
use crate::split_words;
use recount_model::claim::Observation;
use recount_model::{
    Account, AccountClaims, Alignment, AlignmentKind, Certainty, Direction, Dossier, Edit, Figure,
    FigureRelation, Id, Interval, Knowing, LineageEdge, Measure, Mode, Name, Passage, Root, Span, Statement,
    TalkingPoint, TimeConflict, Timex, TimexType,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// One line: bare words in order, `key=value` words by key.
pub(super) struct Line {
    pub(super) words: Vec<String>,
    keys: BTreeMap<String, String>,
}

type Handler = fn(&mut Dossier, &Line) -> Result<(), &'static str>;

const HANDLERS: [(&str, Handler); 15] = [
    ("figure", figure),
    ("statement", statement),
    ("root", root),
    ("copy", copy),
    ("edit", edit),
    ("lineage", lineage),
    ("observation", observation),
    ("talking-point", talking_point),
    ("time-conflict", time_conflict),
    ("name", name),
    ("time", time),
    ("question", questions::question),
    ("pair", questions::pair),
    ("conflict", questions::conflict),
    ("entry", chronicle::entry),
];

/// Reads one line into the dossier.
pub(super) fn add(made: &mut Dossier, text: &str) -> Result<(), &'static str> {
    let line = parse(text);
    let handler = HANDLERS.iter().find(|(word, _)| *word == line.word(0)).ok_or("no such line")?;
    handler.1(made, &line)
}

/// Splits at spaces outside quotation marks; a word with `=` after its key is keyed unless it is quoted.
fn parse(text: &str) -> Line {
    let mut line = Line { words: Vec::new(), keys: BTreeMap::new() };
    for word in split_words(&quoted_as_bare(text)) {
        let keyed = word.split_once('=').filter(|(key, _)| is_key(key));
        match keyed {
            Some((key, value)) => {
                line.keys.insert(key.to_owned(), value.to_owned());
            }
            None => line.words.push(word.trim_start_matches('\u{1}').to_owned()),
        }
    }
    line
}

/// Marks words that open with a quotation mark, so that an equals sign inside them is no key.
fn quoted_as_bare(text: &str) -> String {
    text.replace(" \"", " \u{1}\"")
}

fn is_key(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|c| c.is_ascii_lowercase() || c == '-')
}

impl Line {
    pub(super) fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", String::as_str)
    }

    pub(super) fn has(&self, word: &str) -> bool {
        self.words.iter().any(|found| found == word)
    }

    pub(super) fn key(&self, key: &str) -> Option<String> {
        self.keys.get(key).cloned()
    }

    pub(super) fn interval(&self, key: &str) -> Interval {
        self.keys.get(key).and_then(|text| marks::interval(text)).unwrap_or(Interval::UNBOUNDED)
    }

    pub(super) fn chain(&self, account: &str) -> Vec<String> {
        let told = self.key("chain").or_else(|| self.key("speaker"));
        let mut chain = vec![account.to_owned()];
        chain.extend(told.iter().flat_map(|told| told.split(" > ")).map(str::to_owned));
        chain
    }
}

pub(super) fn id(word: &str) -> Id {
    Id(word.into())
}

fn account<'made>(made: &'made Dossier, word: &str) -> Result<&'made Account, &'static str> {
    made.account(&id(word)).ok_or("no such account")
}

pub(super) fn claims<'made>(
    made: &'made mut Dossier,
    word: &str,
) -> Result<&'made mut AccountClaims, &'static str> {
    Arc::make_mut(&mut made.claims)
        .iter_mut()
        .find(|claims| claims.account.0 == word)
        .map(Arc::make_mut)
        .ok_or("no such account")
}

/// The place of `quote` in the account; `quote#2` is its second occurrence.
pub(super) fn passage(made: &Dossier, name: &str, quote: &str) -> Result<Passage, &'static str> {
    let account = account(made, name)?;
    let reading = made.reading(&account.original).ok_or("no such account")?;
    let (words, nth) = match quote.rsplit_once('#') {
        Some((words, nth)) => (words, nth.parse::<usize>().map_err(|_| "no such occurrence")?),
        None => (quote, 1),
    };
    let found = reading.text.match_indices(words).nth(nth.saturating_sub(1));
    let (start, text) = found.ok_or("the quote is not in the account")?;
    Ok(account.passage(reading, Span::new(start, start + text.len())))
}

fn figure(made: &mut Dossier, line: &Line) -> Result<(), &'static str> {
    let at = passage(made, line.word(2), line.word(3))?;
    let (low, high, stated, bound) = marks::count(line.word(5)).ok_or("not a count")?;
    let relation = [
        line.key("part-of").map(|whole| FigureRelation::PartOf { whole: Id(whole.into()) }),
        line.key("item-of").map(|whole| FigureRelation::ItemOf {
            whole: id(whole.trim_end_matches('!')),
            is_list_complete: whole.ends_with('!').then_some(true),
        }),
        line.key("more-than").map(|base| FigureRelation::MoreThanBy { base: Id(base.into()) }),
    ];
    let given = Figure {
        id: id(line.word(1)),
        span: at.span,
        number_span: at.span,
        counted: line.key("counted").unwrap_or_else(|| line.word(4).to_owned()),
        text: at.text,
        low,
        high,
        stated,
        bound,
        measure: Measure(line.word(4).to_owned()),
        group: line.key("group"),
        place: line.key("place"),
        is_place_inherited: line.has("inherited"),
        during: line.interval("during"),
        as_of: line.interval("as-of"),
        as_of_edtf: None,
        is_as_of_explicit: line.has("explicit"),
        chain: line.chain(line.word(2)),
        statement: line.key("statement").map(Id::from),
        relation: relation.into_iter().flatten().next(),
        certainty: line
            .key("certainty")
            .and_then(|word| marks::certainty(&word))
            .unwrap_or(Certainty::Asserted),
        is_implied: line.has("implied"),
        alternatives: Vec::new(),
        rule: "given".to_owned(),
    };
    claims(made, line.word(2))?.figures.push(given);
    Ok(())
}

fn statement(made: &mut Dossier, line: &Line) -> Result<(), &'static str> {
    let at = passage(made, line.word(2), line.word(3))?;
    let given = Statement {
        id: id(line.word(1)),
        span: at.span,
        text: at.text,
        mode: Mode::Indirect,
        speaker: line.key("speaker").unwrap_or_default(),
        speaker_canonical: line.key("canonical"),
        speaker_span: line
            .key("at")
            .map(|words| passage(made, line.word(2), &words))
            .transpose()?
            .map(|at| at.span),
        role: line.key("role"),
        cue_span: None,
        cue_text: None,
        chain: line.chain(line.word(2)),
        inside: line.key("inside").map(Id::from),
        knowing: line.key("knowing").and_then(|word| marks::knowing(&word)).unwrap_or(Knowing::Unstated),
        is_distanced: line.has("distanced"),
        said: line.interval("said"),
        rule: "given".to_owned(),
    };
    claims(made, line.word(2))?.statements.push(given);
    Ok(())
}

fn root(made: &mut Dossier, line: &Line) -> Result<(), &'static str> {
    let members = line.words.iter().skip(2).map(|word| id(word)).collect();
    Arc::make_mut(&mut made.collation).roots.push(Root {
        id: id(line.word(1)),
        members,
        why: line.key("why").into_iter().map(Into::into).collect(),
    });
    Ok(())
}

fn copy(made: &mut Dossier, line: &Line) -> Result<(), &'static str> {
    let kind = if line.has("verbatim") { AlignmentKind::Verbatim } else { AlignmentKind::Edited };
    let given = Alignment {
        id: id(line.word(1)),
        a: passage(made, line.word(2), line.word(3))?,
        b: passage(made, line.word(4), line.word(5))?,
        kind,
        score_permille: 900,
        edits: Vec::new(),
        direction: line.words.iter().find_map(|word| marks::direction(word)).unwrap_or(Direction::Unknown),
        why: line.key("why").into_iter().map(Into::into).collect(),
    };
    Arc::make_mut(&mut made.collation).alignments.push(given);
    Ok(())
}

fn edit(made: &mut Dossier, line: &Line) -> Result<(), &'static str> {
    let wanted = id(line.word(1));
    let copy = Arc::make_mut(&mut made.collation)
        .alignments
        .iter_mut()
        .find(|copy| copy.id == wanted)
        .ok_or("no such copy")?;
    let (old, new) = (line.word(3).to_owned(), line.word(4).to_owned());
    let within = |passage: &Passage, words: &str| {
        let at = passage.text.find(words).ok_or("the edit is not in the copy")?;
        Ok(Span::new(at, at + words.len()).shifted(passage.span.start))
    };
    let (a, b) = (within(&copy.a, &old)?, within(&copy.b, &new)?);
    let kind = marks::edit(line.word(2)).ok_or("no such kind of edit")?;
    copy.edits.push(Edit { kind, old, new, a, b });
    Ok(())
}

fn lineage(made: &mut Dossier, line: &Line) -> Result<(), &'static str> {
    let given = LineageEdge {
        id: id(line.word(1)),
        from: account(made, line.word(2))?.id.clone(),
        to: account(made, line.word(3))?.id.clone(),
        direction: marks::direction(line.word(4)).ok_or("no such direction")?,
        alignments: made.collation.alignments.iter().map(|copy| copy.id.clone()).collect(),
        shared_permille: line.word(5).parse().map_err(|_| "not a share")?,
        is_credited: line.has("credited"),
        why: line.key("why").into_iter().map(Into::into).collect(),
    };
    Arc::make_mut(&mut made.collation).lineage.push(given);
    Ok(())
}

fn observation(made: &mut Dossier, line: &Line) -> Result<(), &'static str> {
    let quotes = line.words.iter().skip(4);
    let spans = quotes.map(|quote| Ok(passage(made, line.word(1), quote)?.span));
    let given = Observation {
        kind: line.word(2).to_owned(),
        spans: spans.collect::<Result<_, &'static str>>()?,
        why: line.key("why").into_iter().map(Into::into).collect(),
        hold: marks::hold(line.word(3)).ok_or("no such hold")?,
        rule: "given".to_owned(),
    };
    claims(made, line.word(1))?.observations.push(given);
    Ok(())
}

fn talking_point(made: &mut Dossier, line: &Line) -> Result<(), &'static str> {
    let (mut statements, mut passages) = (Vec::new(), Vec::new());
    for told in line.words.get(2..).unwrap_or_default().chunks_exact(3) {
        let [account, quote, statement] = told else { continue };
        passages.push(passage(made, account, quote)?);
        let found =
            made.claims.iter().flat_map(|claims| &claims.statements).find(|given| given.id.0 == *statement);
        statements.push((id(statement), found.ok_or("no such statement")?.speaker.clone()));
    }
    let shared_words =
        line.key("shared").iter().flat_map(|words| words.split(' ')).map(str::to_owned).collect();
    Arc::make_mut(&mut made.collation).talking_points.push(TalkingPoint {
        id: id(line.word(1)),
        statements,
        passages,
        shared_words,
        why: line.key("why").into_iter().map(Into::into).collect(),
    });
    Ok(())
}

fn time_conflict(made: &mut Dossier, line: &Line) -> Result<(), &'static str> {
    let told = line.words.get(4..).unwrap_or_default().chunks_exact(2);
    let passages = told.map(|pair| match pair {
        [account, quote] => passage(made, account, quote),
        _ => Err("an account without a quote"),
    });
    let passages: Vec<Passage> = passages.collect::<Result<_, &'static str>>()?;
    Arc::make_mut(&mut made.network).conflicts.push(TimeConflict {
        id: id(line.word(1)),
        kind: marks::time_conflict(line.word(2)).ok_or("no such kind")?,
        assertions: passages
            .iter()
            .enumerate()
            .map(|(at, _)| Id(format!("{}-{at}", line.word(1)).into()))
            .collect(),
        passages,
        why: line.key("why").into_iter().map(Into::into).collect(),
        hold: marks::hold(line.word(3)).ok_or("no such hold")?,
        reading: line.key("reading").map(Into::into),
    });
    Ok(())
}

fn name(made: &mut Dossier, line: &Line) -> Result<(), &'static str> {
    let at = passage(made, line.word(1), line.word(3))?;
    let given = Name {
        id: Id::at("name", &at.original, at.span, line.word(3)),
        span: at.span,
        canonical: line.key("canonical").unwrap_or_else(|| at.text.clone()),
        text: at.text,
        kind: marks::name_kind(line.word(2)).ok_or("no such kind of name")?,
        role: line.key("role"),
        rule: "given".to_owned(),
    };
    claims(made, line.word(1))?.names.push(given);
    Ok(())
}

fn time(made: &mut Dossier, line: &Line) -> Result<(), &'static str> {
    let at = passage(made, line.word(2), line.word(3))?;
    let given = Timex {
        id: id(line.word(1)),
        span: at.span,
        text: at.text,
        kind: TimexType::Date,
        value: line.key("value").unwrap_or_default(),
        modifier: None,
        edtf: None,
        interval: line.interval("during"),
        duration_ms: None,
        is_approximate: false,
        stated_zone: None,
        is_planned: false,
        anchor: None,
        rule: "given".to_owned(),
        candidates: Vec::new(),
    };
    claims(made, line.word(2))?.times.push(given);
    Ok(())
}
