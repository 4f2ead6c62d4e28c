//! The lines that give questions, for the tests of what comes after them.

use super::lines::{Line, id};
use super::marks;
use recount_model::{ClaimInQuestion, Dossier, FigureConflict, Id, Measure, PairRelation, Question};
use std::sync::Arc;

/// `question ID MEASURE "title" FIGURE:ROLE…`
pub(super) fn question(made: &mut Dossier, line: &Line) -> Result<(), &'static str> {
    let told = line.words.get(4..).unwrap_or_default().iter().map(|word| claim(made, word));
    let claims: Vec<ClaimInQuestion> = told.collect::<Result<_, &'static str>>()?;
    Arc::make_mut(&mut made.questions).push(Question {
        id: id(line.word(1)),
        title: line.word(3).into(),
        measure: Measure(line.word(2).to_owned()),
        event: None,
        place: line.key("place"),
        group: line.key("group"),
        scope: recount_model::Told::default(),
        claims,
        pairs: Vec::new(),
        conflicts: Vec::new(),
        low: None,
        high: None,
        best: None,
        codings: Vec::new(),
        missing: Vec::new(),
        wider: Vec::new(),
        narrower: line.key("narrower").into_iter().map(Id::from).collect(),
    });
    Ok(())
}

fn claim(made: &Dossier, word: &str) -> Result<ClaimInQuestion, &'static str> {
    let (figure, role) = word.split_once(':').ok_or("a figure without a role")?;
    let mut all = made.claims.iter().flat_map(|claims| claims.figures.iter().map(move |told| (claims, told)));
    let (claims, told) = all.find(|(_, told)| told.id.0 == figure).ok_or("no such figure")?;
    let account = made.account(&claims.account).ok_or("no such account")?;
    let reading = made.reading(&account.original).ok_or("no such account")?;
    let root = made.collation.roots.iter().find(|root| root.members.contains(&told.id));
    Ok(ClaimInQuestion {
        figure: told.id.clone(),
        account: claims.account.clone(),
        passage: account.passage(reading, told.span),
        low: told.low,
        high: told.high,
        bound: told.bound,
        as_of: told.as_of,
        chain: told.chain.clone(),
        root: root.map_or_else(|| told.id.clone(), |root| root.id.clone()),
        role: role.to_owned(),
    })
}

fn asked<'made>(made: &'made mut Dossier, word: &str) -> Result<&'made mut Question, &'static str> {
    Arc::make_mut(&mut made.questions)
        .iter_mut()
        .find(|question| question.id.0 == word)
        .ok_or("no such question")
}

/// `pair QUESTION A B RELATION [HOLD] why="…"`
pub(super) fn pair(made: &mut Dossier, line: &Line) -> Result<(), &'static str> {
    let relation = marks::relation(line.word(4)).ok_or("no such relation")?;
    let (a, b) = (id(line.word(2)), id(line.word(3)));
    let why = line.key("why").unwrap_or_default();
    let given = PairRelation { a, b, relation, hold: marks::hold(line.word(5)), why: why.into() };
    asked(made, line.word(1))?.pairs.push(given);
    Ok(())
}

/// `conflict QUESTION HIGH LOW HOLD [reading="…"] why="…"`
pub(super) fn conflict(made: &mut Dossier, line: &Line) -> Result<(), &'static str> {
    let given = FigureConflict {
        id: Id(format!("conflict-{}-{}", line.word(2), line.word(3)).into()),
        figures: vec![id(line.word(2)), id(line.word(3))],
        hold: marks::hold(line.word(4)).ok_or("no such hold")?,
        reading: line.key("reading").map(Into::into),
        why: line.key("why").into_iter().map(Into::into).collect(),
    };
    asked(made, line.word(1))?.conflicts.push(given);
    Ok(())
}
