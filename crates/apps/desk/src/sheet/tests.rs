//! Tables go out, are dressed as spreadsheets dress them, and come back.

use super::{Sheet, of_rows};
use crate::deciding::{WishedAct, decisions};
use proptest::collection::vec;
use proptest::prelude::*;
use recount::{LocalReading, Original, Rules, Settings, read_local, reckon_decided};
use recount_model::{Act, Decision, Dossier, Field};
use recount_publish::tables::{Cell, DECIDED, Table, csv, table, tsv, xlsx};
use std::sync::LazyLock;

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::built_in().unwrap());

const A: &str = "Orlec, 5 May 2031\n\nThe ministry said on 6 May 2031 that 1,500 people were injured in Orlec in March 2031. \
    “At least 25 boats sank,” said Mara Denn, the harbour master. Between 10 and 20 people were detained in Orlec.";
const B: &str = "Орлец, 7 мая 2031 г.\n\nМинистерство сообщило 6 мая 2031 года, что в Орлеце пострадали 1 500 человек. \
    «Погибли 14 человек», — сказал Пётр Ланин, глава порта.";

fn dossier(judged: &[Decision]) -> Dossier {
    let read = |(name, text): (&str, &str)| -> LocalReading {
        let original = Original { name, bytes: text.as_bytes(), written: None };
        read_local(&original, &Settings::default(), &RULES).unwrap().value
    };
    reckon_decided([("a", A), ("b", B)].map(read).into(), judged, &RULES).value
}

fn back(bytes: &[u8], name: Option<&str>, dossier: &Dossier) -> Sheet {
    let rows = recount_accounts::cells(bytes, "id").unwrap();
    of_rows(&rows, name, dossier, "UTC").unwrap()
}

/// The table with each cell as `dress` has it.
fn dressed(mut table: Table, dress: impl Fn(&str, &str) -> String) -> Table {
    let header = table.header.clone();
    for row in &mut table.rows {
        for (name, cell) in header.iter().zip(row) {
            if let Cell::Text(words) = cell {
                *words = dress(name, words);
            }
        }
    }
    table
}

/// Changes the cell `column` of the rows in which a cell says `text`.
fn set(table: &mut Table, text: &str, column: &str, to: &str) {
    let at = table.header.iter().position(|name| *name == column).unwrap();
    let says = |cell: &Cell| matches!(cell, Cell::Text(words) if words.contains(text));
    let mut rows = table.rows.iter_mut().filter(|row| row.iter().any(says)).peekable();
    assert!(rows.peek().is_some(), "{text}");
    rows.for_each(|row| row[at] = Cell::Text(to.to_owned()));
}

/// Act, field, what is there and what is to be.
type Told<'s> = (WishedAct, Option<Field>, Option<&'s str>, Option<&'s str>);

fn told(sheet: &Sheet) -> Vec<Told<'_>> {
    sheet.changes.iter().map(|one| (one.act, one.field, one.from.as_deref(), one.to.as_deref())).collect()
}

/// As spreadsheets of a Russian computer save it.
fn semicolons(tabs: &str) -> String {
    let cell = |words: &str| format!("\"{}\"", words.replace('"', "\"\""));
    tabs.lines().map(|line| line.split('\t').map(cell).collect::<Vec<_>>().join(";") + "\r\n").collect()
}

#[test]
fn what_nobody_changed_wishes_nothing() {
    let dossier = dossier(&[]);
    for name in DECIDED {
        let table = table(&dossier, name).unwrap();
        assert!(!table.rows.is_empty() || name == "findings", "{name}");
        let text = String::from_utf8(csv(&table).unwrap()).unwrap();
        let semicolons = semicolons(&String::from_utf8(tsv(&table).unwrap()).unwrap());
        let (legacy, _, _) = encoding_rs::WINDOWS_1251.encode(&semicolons);
        let blank = text.replace("\r\n", "\r\n,,,\r\n");
        let marked = "\u{feff}".to_owned() + &semicolons;
        let book = xlsx(&table).unwrap();
        let unmarked = text.strip_prefix('\u{feff}').unwrap().to_owned();
        let texts = [text, unmarked, marked, blank].map(String::into_bytes);
        let all = texts.into_iter().chain([legacy.into(), tsv(&table).unwrap(), book]);
        for (nth, bytes) in all.enumerate().filter(|_| !table.rows.is_empty()) {
            let sheet = back(&bytes, Some(name), &dossier);
            assert_eq!((&sheet.changes, &sheet.refused), (&Vec::new(), &Vec::new()), "{name} as {nth}");
            assert_eq!(
                (sheet.rows_read, sheet.unchanged),
                (table.rows.len(), table.rows.len()),
                "{name} as {nth}"
            );
            assert_eq!(back(&bytes, None, &dossier).table, name, "its columns tell which it is");
        }
    }
}

#[test]
fn what_only_looks_different_wishes_nothing() {
    let dossier = dossier(&[]);
    let dates = |name: &str, words: &str| match (name, words) {
        ("edtf", "2031-05-06") => "06.05.31".to_owned(),
        ("edtf", "2031-03") => "мар.31".to_owned(),
        (_, words) => words.strip_prefix('\'').unwrap_or(words).to_owned(),
    };
    let times = dressed(table(&dossier, "times").unwrap(), dates);
    let sheet = back(&csv(&times).unwrap(), None, &dossier);
    assert_eq!((told(&sheet), &sheet.refused), (Vec::new(), &Vec::new()));
    let counts = |name: &str, words: &str| match (name, words) {
        ("value", "1500") => "1\u{a0}500,00".to_owned(),
        ("value", words) => words.replace('–', " - ").replace(">=", "≥ "),
        (_, words) => words.to_owned(),
    };
    let mut figures = dressed(table(&dossier, "figures").unwrap(), counts);
    figures.rows.reverse();
    let sheet = back(&xlsx(&figures).unwrap(), None, &dossier);
    assert_eq!((told(&sheet), &sheet.refused), (Vec::new(), &Vec::new()));
}

#[test]
fn cells_that_were_changed_are_decisions() {
    let dossier = dossier(&[]);
    let mut figures = table(&dossier, "figures").unwrap();
    set(&mut figures, "1,500", "value", "1,400");
    set(&mut figures, "1,500", "decision", "Принято");
    set(&mut figures, "1,500", "why", "the list says so");
    set(&mut figures, "14", "decision", "reject");
    let sheet = back(&csv(&figures).unwrap(), None, &dossier);
    let wanted = [
        (WishedAct::Reject, None, None, Some("reject")),
        (WishedAct::Set, Some(Field::Value), Some("1500"), Some("1400")),
        (WishedAct::Accept, None, None, Some("accept")),
    ];
    assert_eq!(told(&sheet), wanted, "{sheet:?}");
    assert_eq!(sheet.changes[1].why.as_deref(), Some("the list says so"));
    assert!(sheet.refused.is_empty() && sheet.unchanged == figures.rows.len() - 2, "{:?}", sheet.refused);
    let mut times = table(&dossier, "times").unwrap();
    set(&mut times, "6 May 2031", "edtf", "07.05.2031");
    let sheet = back(&xlsx(&times).unwrap(), None, &dossier);
    assert_eq!(told(&sheet), [(WishedAct::Set, Some(Field::Value), Some("2031-05-06"), Some("2031-05-07"))]);
    let mut quotes = table(&dossier, "quotes").unwrap();
    set(&mut quotes, "Mara Denn", "speaker", "Mara Denn the Younger");
    let sheet = back(&tsv(&quotes).unwrap(), None, &dossier);
    assert!(sheet.changes.iter().all(|one| one.field == Some(Field::Speaker)) && !sheet.changes.is_empty());
}

#[test]
fn what_cannot_be_understood_is_refused_with_its_cell() {
    let dossier = dossier(&[]);
    for (column, to, why) in [
        ("value", "окт.20", "date of a range"),
        ("value", "=1+1", "formula"),
        ("value", "#REF!", "formula"),
        ("value", "about 12", "no count"),
        ("measure", "splashed", "no measure"),
        ("decision", "hm", "no decision"),
        ("why", "because", "a reason alone"),
        ("id", "fig-000000000000", "nothing has this id"),
    ] {
        let mut figures = table(&dossier, "figures").unwrap();
        set(&mut figures, "1,500", column, to);
        let sheet = back(&csv(&figures).unwrap(), None, &dossier);
        let refused = sheet.refused.first().unwrap_or_else(|| panic!("{column} {to}: {sheet:?}"));
        assert_eq!(refused.column.as_deref(), Some(column), "{refused:?}");
        assert!(refused.why.contains(why) && sheet.changes.is_empty(), "{to}: {refused:?}");
        assert_eq!(sheet.unchanged, figures.rows.len() - 1, "the other rows are as they were");
    }
    let rows = |text: &str| recount_accounts::cells(text.as_bytes(), "id").unwrap();
    for (text, why) in [
        ("name,place\na,b\n", "no column `id`"),
        ("id,colour\na,b\n", "nothing tells"),
        ("seq,act,standing,about,id\n1,accept,holds,x,y\n", "can be decided"),
    ] {
        let error = of_rows(&rows(text), None, &dossier, "UTC").unwrap_err().to_string();
        assert!(error.contains(why), "{text}: {error}");
    }
}

#[test]
fn one_thing_twice_is_once_or_contested() {
    let dossier = dossier(&[]);
    let id = dossier.claims[0].figures[0].id.0.clone();
    let sheet = |rows: &str| back(format!("id;decision;why\n{rows}").as_bytes(), None, &dossier);
    let same = sheet(&format!("{id};accept\n{id};принять\n{id};\n"));
    assert_eq!(same.changes.iter().map(|one| one.row).collect::<Vec<_>>(), [2], "{same:?}");
    let odd = sheet(&format!("{id};accept\n{id};reject\n"));
    assert_eq!(odd.refused.iter().map(|one| one.row).collect::<Vec<_>>(), [2, 3]);
    assert!(odd.changes.is_empty() && odd.refused[0].why.contains("rows 2, 3"), "{odd:?}");
}

#[test]
fn what_holds_already_is_not_wished_again() {
    let plain = dossier(&[]);
    let id = plain.claims[0].figures[0].id.0.clone();
    let subject = recount::decisions::subject(&plain, &id).unwrap();
    let made = |act| Decision {
        seq: 7,
        subject: subject.clone(),
        act,
        who: Some("Ada".to_owned()),
        at: "2031-06-01T00:00:00Z".to_owned(),
        why: Some("seen".to_owned()),
    };
    let after = dossier(&[made(Act::Reject)]);
    let sheet = |row: &str| back(format!("id\tdecision\twhy\n{id}\t{row}\n").as_bytes(), None, &after);
    assert_eq!((sheet("reject\tseen").unchanged, sheet("отклонено").unchanged), (1, 1));
    let back = sheet("withdraw");
    assert_eq!((back.changes[0].act, back.changes[0].id.as_str()), (WishedAct::Withdraw, "7"));
    let accepted = dossier(&[made(Act::Accept)]);
    let figures = table(&accepted, "figures").unwrap();
    let row = figures.rows.iter().find(|row| row[0] == Cell::Text(id.to_string())).unwrap();
    let last = row.iter().rev().take(2).cloned().collect::<Vec<_>>();
    assert_eq!(last, [Cell::Text("seen".to_owned()), Cell::Text("accept".to_owned())]);
}

#[test]
fn a_row_without_an_id_that_quotes_an_account_is_an_addition() {
    let dossier = dossier(&[]);
    let account = dossier.accounts.iter().find(|one| one.language == "en").unwrap().id.0.clone();
    let sheet = |rows: &str| {
        back(format!("id,text,value,measure,account\n{rows}").as_bytes(), Some("figures"), &dossier)
    };
    let one = sheet(&format!(",the harbour master,1,killed,{account}\n"));
    assert_eq!(told(&one), [(WishedAct::Add, None, None, Some("1"))], "{one:?}");
    let wish = crate::deciding::Wish {
        id: one.changes[0].id.clone(),
        act: WishedAct::Add,
        field: None,
        to: None,
        with: None,
        addition: one.changes[0].addition.clone(),
        why: None,
    };
    assert!(decisions(&wish, &dossier, "UTC").is_ok());
    for (row, why) in [
        (format!(",words that stand nowhere,1,killed,{account}"), "does not say"),
        (",the harbour master,1,killed,acc-0".to_owned(), "no account"),
        (format!(",the harbour master,,killed,{account}"), "nothing says"),
        (format!(",,1,killed,{account}"), "has no id"),
    ] {
        let sheet = sheet(&row);
        assert!(sheet.changes.is_empty() && sheet.refused[0].why.contains(why), "{row}: {sheet:?}");
    }
}

proptest! {
    /// Whatever stands in the cells, each row is a change, refused or unchanged, and nothing breaks.
    #[test]
    fn any_cells_are_read(rows in vec(vec("\\PC{0,12}|[0-9.,/ -]{0,12}|#REF!|=1|accept|\u{a0}1\u{a0}500", 6), 0..6)) {
        static DOSSIER: LazyLock<Dossier> = LazyLock::new(|| dossier(&[]));
        let id = &DOSSIER.claims[0].figures[0].id.0;
        let cell = |words: &String| words.replace(['\t', '\n', '\r', '"'], " ");
        let line = |row: &Vec<String>| format!("{id}\t{}", row.iter().map(cell).collect::<Vec<_>>().join("\t"));
        let text = "id\tvalue\tmeasure\tedtf\tdecision\twhy\tplace\n".to_owned()
            + &rows.iter().map(line).collect::<Vec<_>>().join("\n");
        let sheet = back(text.as_bytes(), Some("figures"), &DOSSIER);
        prop_assert!(sheet.unchanged <= sheet.rows_read);
        prop_assert!(sheet.changes.iter().all(|one| one.id == *id || one.act == WishedAct::Withdraw));
    }

    #[test]
    fn any_words_are_a_date_or_not(words in "\\PC{0,16}|[0-9]{1,5}[./ -][0-9a-zа-я]{0,6}[./ -][0-9]{0,5}", edtf in "20[0-9]{2}-0[1-9]-[12][0-9]") {
        prop_assert_eq!(super::dates::wished(&edtf, Some(&edtf), "UTC"), Ok(None));
        if let Ok(Some(to)) = super::dates::wished(&words, Some(&edtf), "UTC") {
            prop_assert!(crate::given::interval_of_edtf(&to, "UTC").is_ok(), "{}", to);
        }
    }
}
