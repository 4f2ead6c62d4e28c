//! What is there now: every thing a row can be about, with what can be set of it and what was decided.

use recount_model::{Decided, Dossier, Field, Figure, Standing};
use recount_publish::tables::verdict_words;
use std::collections::BTreeMap;

/// A value that can be set, as it is.
#[derive(Clone, Copy)]
pub enum Value<'d> {
    Count(&'d Figure),
    /// EDTF.
    Date(Option<&'d str>),
    /// A key of the measure lexicon.
    Measure(&'d str),
    Text(Option<&'d str>),
}

/// Something that a row is about.
#[derive(Default)]
pub struct Thing<'d> {
    pub title: &'d str,
    /// What can be set: column, field, value.
    pub values: Vec<(&'static str, Field, Value<'d>)>,
    /// What holds of it.
    pub verdict: Option<&'d Decided>,
}

impl Thing<'_> {
    pub fn verdict_words(&self) -> Option<&'static str> {
        verdict_words(&self.verdict?.decision.act)
    }
}

/// Everything by its id.
pub struct Now<'d> {
    things: BTreeMap<&'d str, Thing<'d>>,
    /// Keys of measures that figures have.
    pub measures: Vec<&'d str>,
}

impl<'d> Now<'d> {
    pub fn of(dossier: &'d Dossier) -> Self {
        let mut things = BTreeMap::new();
        let titled = |title: &'d str| Thing { title, ..Thing::default() };
        for claims in dossier.claims.iter() {
            things.extend(claims.claims.iter().map(|one| (&*one.id.0, titled(&one.text))));
            things.extend(claims.names.iter().map(|one| (&*one.id.0, titled(&one.canonical))));
            for one in &claims.times {
                let values = vec![("edtf", Field::Value, Value::Date(one.edtf.as_deref()))];
                things.insert(&*one.id.0, Thing { title: &one.text, values, verdict: None });
            }
            for one in &claims.statements {
                let values = vec![("speaker", Field::Speaker, Value::Text(Some(&one.speaker)))];
                things.insert(&*one.id.0, Thing { title: &one.text, values, verdict: None });
            }
            for one in &claims.figures {
                things.insert(&*one.id.0, Thing { title: &one.text, values: of_figure(one), verdict: None });
            }
        }
        things.extend(dossier.findings.iter().map(|one| (&*one.id.0, titled(&one.title))));
        things.extend(dossier.chronicle.iter().map(|one| (&*one.id.0, titled(&one.title))));
        judge(&mut things, dossier);
        let figures = dossier.claims.iter().flat_map(|claims| &claims.figures);
        let mut measures: Vec<&str> =
            figures.map(|figure| &*figure.measure.0).chain(recount_model::figure::HARM).collect();
        measures.sort_unstable();
        measures.dedup();
        Now { things, measures }
    }

    pub fn thing(&self, id: &str) -> Option<&Thing<'d>> {
        self.things.get(id)
    }
}

fn of_figure(figure: &Figure) -> Vec<(&'static str, Field, Value<'_>)> {
    vec![
        ("value", Field::Value, Value::Count(figure)),
        ("measure", Field::Measure, Value::Measure(&figure.measure.0)),
        ("group", Field::Group, Value::Text(figure.group.as_deref())),
        ("place", Field::Place, Value::Text(figure.place.as_deref())),
    ]
}

/// What holds of each. What is set aside is not read any more, and known by its decision.
fn judge<'d>(things: &mut BTreeMap<&'d str, Thing<'d>>, dossier: &'d Dossier) {
    let holds = dossier.decisions.iter().filter(|one| one.standing == Standing::Holds);
    for one in holds.filter(|one| verdict_words(&one.decision.act).is_some()) {
        let subject = &one.decision.subject;
        let id = one.now.as_ref().unwrap_or(&subject.id);
        let gone = || Thing { title: &subject.quote, ..Thing::default() };
        things.entry(&id.0).or_insert_with(gone).verdict = Some(one);
    }
}
