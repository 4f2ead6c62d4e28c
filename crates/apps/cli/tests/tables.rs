//! Tables: which column is read as what is shown before it is taken, and can be settled.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn recount(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_recount")).args(arguments).current_dir(folder).output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// Columns are shown before a table is taken, in both languages; what the user settles holds for building and checking.
#[test]
fn columns_are_shown_before_they_are_taken_and_can_be_settled() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write(
        "en.csv",
        "date,place,what happened,who said it\n2011-03-04,Tessel,The mill burned and 3 people died.,police\n",
    );
    write(
        "ru.csv",
        "дата;место;событие;кто сказал\n04.03.2011;Тессель;Сгорела мельница, погибли 3 человека.;полиция\n",
    );
    let run = |arguments: &[&str]| recount(folder.path(), arguments);
    assert!(run(&["init", "case"]).status.success());
    let before = fs::read(folder.path().join("case/case.db")).unwrap();
    let dry = || run(&["add", "case", "en.csv", "ru.csv", "--dry-run"]);
    let said = out(&dry());
    for wanted in
        ["“place” = place", "“место” = place", "“who said it” = kept", "“кто сказал” = kept", "[columns]"]
    {
        assert!(said.contains(wanted), "{wanted}: {said}");
    }
    assert_eq!(before, fs::read(folder.path().join("case/case.db")).unwrap(), "nothing is written");
    write(
        "case/case.toml",
        "[columns]\n\"who said it\" = \"source\"\n[columns.\"ru.csv\"]\n\"кто сказал\" = \"source\"\n",
    );
    let said = out(&dry());
    assert!(said.contains("“who said it” = source") && said.contains("“кто сказал” = source"), "{said}");
    assert!(run(&["add", "case", "en.csv", "ru.csv"]).status.success());
    assert!(out(&run(&["add", "case", "en.csv", "--dry-run"])).contains("known en.csv"));
    let accounts = out(&run(&["show", "case", "accounts", "--json"]));
    assert!(
        accounts.contains("\"source\":\"police\"") && accounts.contains("\"source\":\"полиция\""),
        "{accounts}"
    );
    let verified = run(&["verify", "case"]);
    assert!(verified.status.success(), "{}", out(&verified));
}
