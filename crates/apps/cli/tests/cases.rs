//! The program as a person runs it: cases, exit codes, and bad input.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const ARTICLE: &str =
    "Fire in Tessel\n\nOn Friday, March 4, 2011, the mill in Tessel burned. The police said 3 people died.\n";

fn recount(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_recount")).args(arguments).current_dir(folder).output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn messages(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn json(output: &Output) -> serde_json::Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A folder with two articles in `in/`.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("in")).unwrap();
    fs::write(folder.path().join("in/a.txt"), ARTICLE).unwrap();
    fs::write(folder.path().join("in/b.txt"), ARTICLE.replace('3', "5")).unwrap();
    folder
}

#[test]
fn run_makes_a_case_a_report_and_a_first_screen() {
    let folder = folder();
    let done = recount(folder.path(), &["run", "in"]);
    assert_eq!(code(&done), 0, "{}", messages(&done));
    assert!(out(&done).contains("2 accounts in 2 originals"), "{}", out(&done));
    let report = fs::read_to_string(folder.path().join("in.case/report.html")).unwrap();
    assert!(report.contains("the mill in Tessel burned"));
    assert_eq!(code(&recount(folder.path(), &["verify", "in.case"])), 0);
    assert_eq!(code(&recount(folder.path(), &["run", "in"])), 0);
    assert!(folder.path().join("in-2.case/report.html").is_file());
}

#[test]
fn an_unchanged_case_derives_nothing_and_one_new_document_is_read_alone() {
    let folder = folder();
    for arguments in [&["init", "case"][..], &["add", "case", "in"]] {
        assert_eq!(code(&recount(folder.path(), arguments)), 0);
    }
    let build = || json(&recount(folder.path(), &["build", "case", "--json"]));
    assert_eq!(build()["read"], 2);
    let again = build();
    assert_eq!((again["read"].clone(), again["unchanged"].clone()), (0.into(), true.into()));
    fs::write(folder.path().join("c.txt"), ARTICLE.replace("mill", "barn")).unwrap();
    assert_eq!(code(&recount(folder.path(), &["add", "case", "c.txt"])), 0);
    assert_eq!(build()["read"], 1);
}

#[test]
fn a_decision_acts_survives_a_rebuild_and_can_be_taken_back() {
    let folder = folder();
    for arguments in [&["init", "case"][..], &["add", "case", "in"]] {
        assert_eq!(code(&recount(folder.path(), arguments)), 0);
    }
    let shown = |what: &str| out(&recount(folder.path(), &["show", "case", what, "--json"]));
    let first = shown("figures");
    let figure: serde_json::Value = serde_json::from_str(first.lines().next().unwrap()).unwrap();
    let id = figure["id"].as_str().unwrap();
    let told = json(&recount(
        folder.path(),
        &["decide", "case", id, "reject", "--why", "misread", "--as", "Ada", "--json"],
    ));
    assert_eq!(told["decisions"][0]["standing"], "holds");
    assert_eq!(told["changed"]["figures"]["lost"][0]["id"], id);
    fs::remove_dir_all(folder.path().join("case/cache")).unwrap();
    assert!(!shown("figures").contains(id));
    let kept = shown("decisions");
    for words in
        ["\"act\":\"reject\"", "\"who\":\"Ada\"", "\"why\":\"misread\"", figure["text"].as_str().unwrap()]
    {
        assert!(kept.contains(words), "{words}: {kept}");
    }
    let number = told["decisions"][0]["seq"].to_string();
    assert_eq!(code(&recount(folder.path(), &["decide", "case", &number, "withdraw"])), 0);
    assert_eq!(shown("figures"), first);
    assert_eq!(code(&recount(folder.path(), &["verify", "case"])), 0);
    let unknown = recount(folder.path(), &["decide", "case", "fig-none", "reject"]);
    assert_eq!(code(&unknown), 1);
    assert!(messages(&unknown).contains("there is no time, figure"), "{}", messages(&unknown));
}

#[test]
fn a_case_inside_the_dossier_is_not_read() {
    let folder = folder();
    let run = recount(&folder.path().join("in"), &["run", ".", "--json"]);
    assert_eq!(code(&run), 0, "{}", messages(&run));
    assert!(messages(&run).contains("a case is no account"), "{}", messages(&run));
    assert!(!messages(&run).contains("case.db"), "{}", messages(&run));
}

#[test]
fn deleting_the_cache_changes_nothing() {
    let folder = folder();
    recount(folder.path(), &["run", "in", "--case", "case", "-o", "first.html"]);
    fs::remove_dir_all(folder.path().join("case/cache")).unwrap();
    assert_eq!(code(&recount(folder.path(), &["report", "case", "-o", "second.html"])), 0);
    let read = |name: &str| fs::read(folder.path().join(name)).unwrap();
    assert_eq!(read("first.html"), read("second.html"));
}

#[test]
fn verify_names_a_changed_original_and_ends_with_3() {
    let folder = folder();
    recount(folder.path(), &["run", "in", "--case", "case"]);
    let mut originals = walkdir::WalkDir::new(folder.path().join("case/originals")).into_iter();
    let path = originals
        .find_map(|entry| entry.ok().filter(|entry| entry.file_type().is_file()))
        .unwrap()
        .into_path();
    fs::remove_file(&path).unwrap();
    fs::write(&path, "something else").unwrap();
    let verified = recount(folder.path(), &["verify", "case", "--json"]);
    assert_eq!(code(&verified), 3);
    assert!(
        json(&verified)["damages"]
            .as_array()
            .unwrap()
            .iter()
            .any(|damage| damage["kind"] == "original-changed")
    );
}

#[test]
fn the_filters_speak_json_lines_with_verbatim_text() {
    let folder = folder();
    for what in ["times", "figures", "names", "quotes", "layout", "accounts"] {
        let read = recount(folder.path(), &["read", what, "in/a.txt"]);
        assert_eq!(code(&read), 0);
        assert!(!out(&read).is_empty() || what == "quotes", "{what} gives nothing");
        for line in out(&read).lines() {
            let record: serde_json::Value = serde_json::from_str(line).unwrap();
            let offset = |name: &str| usize::try_from(record[name].as_u64().unwrap()).unwrap();
            let quote = ARTICLE.get(offset("start")..offset("end")).unwrap();
            assert!(record["text"].as_str().is_none_or(|text| text == quote), "{what}: {record}");
        }
    }
}

#[test]
fn explain_leads_from_a_finding_or_figure_to_its_quote() {
    let folder = folder();
    recount(folder.path(), &["run", "in", "--case", "case"]);
    let shown = recount(folder.path(), &["show", "case", "figures", "--json"]);
    let first: serde_json::Value = serde_json::from_str(out(&shown).lines().next().unwrap()).unwrap();
    let explained = recount(folder.path(), &["explain", "case", first["id"].as_str().unwrap()]);
    assert_eq!(code(&explained), 0);
    assert!(out(&explained).contains(first["text"].as_str().unwrap()));
    let missing = recount(folder.path(), &["explain", "case", "fig-nothing"]);
    assert_eq!(code(&missing), 1);
    assert!(messages(&missing).contains("no") && messages(&missing).contains("recount show"));
}

#[test]
fn wrong_usage_ends_with_2_and_a_missing_case_with_1() {
    let folder = folder();
    assert_eq!(code(&recount(folder.path(), &["show", "case"])), 2);
    assert_eq!(code(&recount(folder.path(), &["show", "case", "nonsense"])), 2);
    let missing = recount(folder.path(), &["show", "nowhere", "times"]);
    assert_eq!(code(&missing), 1);
    assert!(messages(&missing).contains("recount init"), "{}", messages(&missing));
}

/// A name, its bytes, and words that the one clear line must hold.
type Bad = (&'static str, Vec<u8>, &'static str);

fn bad_files() -> Vec<Bad> {
    let (russian, _, _) = encoding_rs::WINDOWS_1251
        .encode("Взрыв в Тесселе. Погибли 3 человека. Полиция сообщила об этом в пятницу.");
    let utf16: Vec<u8> =
        std::iter::once(0xfeff_u16).chain(ARTICLE.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    vec![
        ("empty.txt", Vec::new(), "empty"),
        ("binary.bin", (0..=255_u8).cycle().take(4096).collect(), "not text"),
        (
            "broken.txt",
            [b"The mill ".as_slice(), &[0xff, 0xfe, 0xfd], b" burned on Friday. ".as_slice(), &[0xc3]]
                .concat(),
            "UTF-8",
        ),
        ("russian.txt", russian.into_owned(), ""),
        ("wide.txt", utf16, ""),
        (
            "scripts.html",
            format!("<html>{}<p>{ARTICLE}", "<script>if (a < b) { x = '</p>' }</script>".repeat(500))
                .into_bytes(),
            "",
        ),
    ]
}

#[test]
fn bad_files_are_one_line_each_and_the_rest_goes_on() {
    let folder = folder();
    for (name, bytes, _) in bad_files() {
        fs::write(folder.path().join("in").join(name), bytes).unwrap();
    }
    let done = recount(folder.path(), &["run", "in", "--case", "case"]);
    let said = messages(&done);
    assert_eq!(code(&done), 1, "{said}");
    assert!(folder.path().join("case/report.html").is_file());
    for (name, _, words) in bad_files() {
        let lines: Vec<&str> = said.lines().filter(|line| line.contains(name)).collect();
        assert!(words.is_empty() || lines.iter().any(|line| line.contains(words)), "{name}: {said}");
        assert!(!said.contains("panicked"));
    }
    let shown = recount(folder.path(), &["show", "case", "figures", "--json"]);
    assert!(out(&shown).lines().count() >= 2, "{}", out(&shown));
    assert_eq!(code(&recount(folder.path(), &["verify", "case"])), 0);
}

#[cfg(unix)]
#[test]
fn a_link_to_its_own_folder_is_said_and_not_followed() {
    let folder = folder();
    std::os::unix::fs::symlink(folder.path().join("in"), folder.path().join("in/again")).unwrap();
    let done = recount(folder.path(), &["run", "in", "--case", "case"]);
    assert!(messages(&done).contains("leads back"), "{}", messages(&done));
    assert!(out(&done).contains("2 originals"), "{}", out(&done));
}

#[cfg(unix)]
#[test]
fn a_dangling_link_is_one_line_and_the_rest_goes_on() {
    let folder = folder();
    std::os::unix::fs::symlink("gone.txt", folder.path().join("in/link.txt")).unwrap();
    let done = recount(folder.path(), &["run", "in", "--case", "case"]);
    assert_eq!(code(&done), 1);
    assert!(messages(&done).contains("link.txt"), "{}", messages(&done));
    assert!(out(&done).contains("2 originals"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said_and_leaves_nothing_half_written() {
    let folder = folder();
    let done = recount(folder.path(), &["run", "in", "--case", "/proc/case"]);
    assert_eq!(code(&done), 1);
    assert!(messages(&done).contains("/proc/case"), "{}", messages(&done));
    let done = recount(folder.path(), &["run", "in", "--case", "case", "-o", "/proc/report.html"]);
    assert_eq!(code(&done), 1);
    assert!(messages(&done).contains("/proc/report.html"), "{}", messages(&done));
    let full = Command::new("sh")
        .args(["-c", &format!("{} show case figures > /dev/full", env!("CARGO_BIN_EXE_recount"))])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert_eq!(code(&full), 1);
    assert!(messages(&full).contains("standard output"), "{}", messages(&full));
}

#[test]
fn a_file_name_cannot_act_on_the_terminal() {
    let folder = folder();
    fs::write(folder.path().join("in/\u{1b}[31mred\u{202e}.txt"), []).unwrap();
    let done = recount(folder.path(), &["run", "in", "--case", "case"]);
    assert!(
        !messages(&done).contains('\u{1b}') && !messages(&done).contains('\u{202e}'),
        "{}",
        messages(&done)
    );
}

#[test]
fn solve_and_collate_work_without_a_case() {
    let folder = folder();
    let network = r#"{"events":[{"id":"a"}],"constraints":[{"id":"c","from":"0","to":"a","max_ms":10},{"id":"d","from":"a","to":"0","max_ms":-20}]}"#;
    fs::write(folder.path().join("network.json"), network).unwrap();
    let solved = recount(folder.path(), &["solve", "network.json"]);
    assert_eq!(json(&solved)["feasible"], false);
    let long =
        "The watchman of the mill said that nobody had rung the bell before the water came down the valley. ";
    fs::write(
        folder.path().join("x.txt"),
        format!("{long}He saw 3 boats on the river that night and went home."),
    )
    .unwrap();
    fs::write(
        folder.path().join("y.txt"),
        format!("{long}He saw 9 boats on the river that night and went home."),
    )
    .unwrap();
    let collated = recount(folder.path(), &["collate", "x.txt", "y.txt"]);
    assert_eq!(code(&collated), 0);
    assert!(out(&collated).contains("\"value\""), "{}", out(&collated));
    for (file, mark) in [("shared.html", "<mark class=\"value\""), ("shared.xml", "<app type=\"value\">")] {
        assert_eq!(code(&recount(folder.path(), &["collate", "x.txt", "y.txt", "-o", file])), 0);
        let written = fs::read_to_string(folder.path().join(file)).unwrap();
        assert!(written.contains(mark), "{written}");
    }
    assert_eq!(code(&recount(folder.path(), &["collate", "x.txt", "-o", "shared.doc"])), 1);
    let streamed = recount(folder.path(), &["collate", "--stream", "x.txt", "y.txt"]);
    assert_eq!((code(&streamed), out(&streamed)), (0, out(&collated)));
    let in_runs = recount(folder.path(), &["collate", "--memory", "0", "x.txt", "y.txt"]);
    assert_eq!((code(&in_runs), out(&in_runs)), (0, out(&collated)));
}

#[test]
fn lines_of_json_are_documents_and_the_same_bytes_twice_are_two() {
    let folder = folder();
    let told =
        "The watchman of the mill said that nobody had rung the bell before the water came down the valley.";
    let line = |id: &str| serde_json::json!({ "id": id, "text": told }).to_string();
    let lines = format!("{}\nno document\n{}\n", line("one"), line("two.html"));
    fs::write(folder.path().join("told.jsonl"), lines).unwrap();
    let collated = recount(folder.path(), &["collate", "told.jsonl"]);
    assert_eq!(code(&collated), 1, "one line could not be read");
    let found = json(&collated);
    let mut names = [found["a"]["doc"].as_str().unwrap(), found["b"]["doc"].as_str().unwrap()];
    names.sort_unstable();
    assert_eq!((names, found["kind"].as_str()), (["one", "two.html"], Some("verbatim")));
}

#[test]
fn completions_and_manual_come_from_the_same_definition() {
    let folder = folder();
    assert!(out(&recount(folder.path(), &["completions", "bash"])).contains("collate"));
    assert!(out(&recount(folder.path(), &["man"])).contains("explain"));
}

#[test]
fn times_go_through_the_filter_in_every_form() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write(
        "a.jsonl",
        "{\"id\":\"a\",\"text\":\"He left on Monday.\",\"written\":\"2001-05-09\"}\n\n{\"text\":\"It rained on 3 May 2001.\"}\n",
    );
    let lines = out(&recount(folder.path(), &["read", "times", "a.jsonl"]));
    let records: Vec<serde_json::Value> =
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((&records[0]["document"], &records[0]["value"]), (&"a".into(), &"2001-05-07".into()));
    assert_eq!((&records[1]["document"], &records[1]["value"]), (&"3".into(), &"2001-05-03".into()));
    write("b.txt", "Är & co.: he left on Monday.");
    let timeml = out(&recount(
        folder.path(),
        &["read", "times", "b.txt", "--written", "2001-05-09", "--to", "timeml"],
    ));
    assert!(
        timeml.contains("<TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2001-05-07\">Monday</TIMEX3>"),
        "{timeml}"
    );
    write("c.tml", &timeml);
    let again = out(&recount(folder.path(), &["read", "times", "c.tml", "--to", "timeml"]));
    assert_eq!(again, timeml);
    let annotation = out(&recount(folder.path(), &["read", "times", "c.tml", "--to", "annotations"]));
    let annotation: serde_json::Value = serde_json::from_str(annotation.trim()).unwrap();
    assert_eq!(annotation["target"]["selector"][1]["start"], 21);
    assert_eq!(annotation["target"]["selector"][0]["exact"], "Monday");
}

#[test]
fn diff_says_what_one_original_changed() {
    let folder = folder();
    let at = folder.path();
    assert_eq!(code(&recount(at, &["run", "in", "--case", "c", "-o", "r.html"])), 0);
    let told = recount(at, &["diff", "c", "--without", "b.txt", "--json"]);
    assert_eq!(code(&told), 0, "{}", messages(&told));
    let told = json(&told);
    let gained = told["figures"]["gained"].as_array().unwrap();
    assert!(gained.iter().any(|figure| figure["words"].as_str().unwrap().contains('5')), "{told}");
    assert!(told["figures"]["lost"].as_array().unwrap().is_empty());
    let words = out(&recount(at, &["diff", "c", "--without", "b.txt"]));
    assert!(words.contains("figures: ") && words.contains("bounds"), "{words}");
    let unknown = recount(at, &["diff", "c", "--without", "z.txt"]);
    assert_eq!(code(&unknown), 1);
    assert!(messages(&unknown).contains("no original is called"), "{}", messages(&unknown));
}

/// One proposal, by the words that stand there.
fn proposal(text: &str, file: &str, words: &str, kind: &str) -> String {
    let start = text.find(words).unwrap();
    let end = start + words.len();
    serde_json::json!({ "file": file, "start": start, "end": end, "type": kind, "text": words }).to_string()
}

#[test]
fn proposed_names_are_kept_judged_and_part_of_the_build() {
    let folder = folder();
    let text = "Fire in Tessel\n\nOn March 4, 2011 the mill burned. Later Red Lantern put the fire out.\n";
    fs::write(folder.path().join("in/a.txt"), text).unwrap();
    let build = |expected: bool| {
        let built = json(&recount(folder.path(), &["build", "case", "--json"]));
        assert_eq!(built["unchanged"], expected);
        built
    };
    let kind = || {
        let shown = out(&recount(folder.path(), &["show", "case", "names", "--json"]));
        let lines = shown.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        let found = lines.filter(|name| name["text"] == "Red Lantern");
        found.map(|name| (name["type"].clone(), name["rule"].clone())).next().unwrap()
    };
    for arguments in [&["init", "case"][..], &["add", "case", "in"]] {
        assert_eq!(code(&recount(folder.path(), arguments)), 0);
    }
    build(false);
    assert_ne!(kind().1, "proposed");
    let lines = [
        proposal(text, "a.txt", "Red Lantern", "organisation"),
        proposal(text, "a.txt", "mill burned", "organisation"),
        proposal(text, "elsewhere.txt", "Tessel", "place"),
        "{".to_owned(),
    ];
    fs::write(folder.path().join("p.jsonl"), lines.join("\n")).unwrap();
    assert_eq!(code(&recount(folder.path(), &["add", "case", "--proposals", "p.jsonl"])), 0);
    let built = build(false);
    assert_eq!(built["read"], 1, "the other document is not read again");
    let told = built["diagnostics"].to_string();
    for expected in ["proposal-refused", "proposal-without-original", "proposal-unreadable"] {
        assert_eq!(told.matches(expected).count(), 1, "{expected} in {told}");
    }
    assert_eq!(kind(), ("organisation".into(), "proposed".into()));
    build(true);
    let hash = json(&recount(folder.path(), &["add", "case", "in", "--json"]))["known"][0].clone();
    let line = serde_json::json!({ "file": hash.as_str().unwrap().get(..12), "start": 0, "end": 4, "type": "place" });
    fs::write(folder.path().join("q.jsonl"), line.to_string()).unwrap();
    assert_eq!(code(&recount(folder.path(), &["add", "case", "--proposals", "q.jsonl"])), 0);
    let told = build(false)["diagnostics"].to_string();
    assert_eq!(
        told.matches("proposal-without-original").count(),
        1,
        "a hash is found by its beginning: {told}"
    );
    build(true);
    assert_eq!(code(&recount(folder.path(), &["verify", "case"])), 0);
}

#[test]
fn a_case_from_elsewhere_is_read_and_nothing_in_it_changes() {
    let folder = folder();
    recount(folder.path(), &["run", "in", "--case", "case"]);
    let figures = out(&recount(folder.path(), &["show", "case", "figures", "--json"]));
    fs::remove_file(folder.path().join("case/case.lock")).unwrap();
    let database = fs::read(folder.path().join("case/case.db")).unwrap();
    let shown = recount(folder.path(), &["show", "case", "figures", "--json", "--read-only"]);
    assert_eq!((code(&shown), out(&shown)), (0, figures.clone()));
    let id = serde_json::from_str::<serde_json::Value>(figures.lines().next().unwrap()).unwrap();
    for arguments in [
        &["explain", "case", id["id"].as_str().unwrap(), "--read-only"][..],
        &["report", "case", "-o", "elsewhere.html", "--read-only"],
        &["verify", "case", "--read-only"],
        &["diff", "case", "--without", "a.txt", "--read-only"],
    ] {
        let done = recount(folder.path(), arguments);
        assert_eq!(code(&done), 0, "{arguments:?}: {}", messages(&done));
    }
    assert!(!folder.path().join("case/case.lock").exists());
    assert_eq!(fs::read(folder.path().join("case/case.db")).unwrap(), database);
}

#[test]
fn a_report_that_leaves_the_case_is_in_the_log() {
    let folder = folder();
    recount(folder.path(), &["run", "in", "--case", "case"]);
    recount(folder.path(), &["report", "case", "-o", "out.md"]);
    let case = recount_keep::Case::open_read_only(&folder.path().join("case")).unwrap();
    let last = case.log().unwrap().pop().unwrap();
    let report = recount_model::OriginalId::of(&fs::read(folder.path().join("out.md")).unwrap());
    assert_eq!((last.verb.as_str(), last.args["name"].as_str()), ("report.write", Some("out.md")));
    assert_eq!(last.args["report"].as_str(), Some(report.0.as_str()));
}

#[test]
fn litter_is_told_and_taken_away_and_tables_are_made_anew() {
    let folder = folder();
    recount(folder.path(), &["run", "in", "--case", "case"]);
    fs::write(folder.path().join("case/originals/.writing-x"), "x").unwrap();
    let verified = recount(folder.path(), &["verify", "case"]);
    assert!(code(&verified) == 0 && messages(&verified).contains("recount gc"), "{}", messages(&verified));
    let removed = json(&recount(folder.path(), &["gc", "case", "--json"]));
    assert_eq!(removed["temporary"], 1);
    assert_eq!(json(&recount(folder.path(), &["rebuild", "case", "--json"]))["originals"], 2);
    assert_eq!(code(&recount(folder.path(), &["verify", "case"])), 0);
    fs::write(folder.path().join("case/case.db"), "no database at all, but as long as one has to be")
        .unwrap();
    assert_eq!(code(&recount(folder.path(), &["verify", "case"])), 3);
}

#[cfg(target_os = "linux")]
#[test]
fn where_standard_output_is_full_one_line_says_so() {
    let folder = folder();
    recount(folder.path(), &["run", "in", "--case", "case"]);
    for arguments in [
        &["show", "case", "figures"][..],
        &["verify", "case"],
        &["add", "case", "in"],
        &["build", "case"],
        &["gc", "case"],
        &["init", "other"],
        &["man"],
        &["completions", "bash"],
    ] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_recount"));
        let done = command.args(arguments).current_dir(folder.path()).stdout(full).output().unwrap();
        assert_eq!(code(&done), 1, "{arguments:?}: {}", messages(&done));
        assert_eq!(messages(&done).lines().count(), 1, "{arguments:?}: {}", messages(&done));
    }
}

#[cfg(unix)]
#[test]
fn names_that_are_no_text_or_act_on_a_terminal_are_shown_harmless() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("in")).unwrap();
    for name in [&b"a\xff.txt"[..], b"b\x1b[2J\n.txt", "c\u{202e}txt.exe".as_bytes()] {
        fs::write(folder.path().join("in").join(std::ffi::OsStr::from_bytes(name)), [0, 159, 146, 150])
            .unwrap();
    }
    let done = recount(folder.path(), &["run", "in", "--case", "case"]);
    let told = format!("{}{}", out(&done), messages(&done));
    assert!(!told.contains('\u{1b}') && !told.contains('\u{202e}'), "{told}");
    let case = recount_keep::Case::open_read_only(&folder.path().join("case")).unwrap();
    assert_eq!(case.originals().unwrap()[0].names, ["a\\xFF.txt", "b\u{1b}[2J\n.txt", "c\u{202e}txt.exe"]);
}

/// A zip with one file in it.
fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write as _;
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn an_archive_is_taken_apart_and_its_documents_say_where_they_come_from() {
    let chat = r#"{"name": "Tessel", "type": "private_group", "id": 7, "messages": [
        {"id": 1, "type": "message", "date_unixtime": "1299240000", "from": "Ann", "from_id": "user1", "text": "The mill in Tessel burned, 3 people died."},
        {"id": 2, "type": "message", "date_unixtime": "1299240060", "from": "Bob", "from_id": "user2", "forwarded_from": "Tessel Daily", "text": "The police said 5 people died in the fire."}]}"#;
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("in")).unwrap();
    let files = [
        ("x/result.json", chat.as_bytes()),
        ("x/photos/a.jpg", b"\xff\xd8\xff"),
        ("x/note.txt", ARTICLE.as_bytes()),
    ];
    fs::write(folder.path().join("in/export.zip"), zipped(&files)).unwrap();
    assert_eq!(code(&recount(folder.path(), &["init", "case"])), 0);
    let added = recount(folder.path(), &["add", "case", "in"]);
    assert_eq!(code(&added), 0, "{}", messages(&added));
    assert!(out(&added).contains("1 archive: 2 documents taken; left inside: 1 picture"), "{}", out(&added));
    let built = recount(folder.path(), &["build", "case"]);
    assert_eq!(code(&built), 0, "the archive itself is not read as text: {}", messages(&built));
    let accounts = out(&recount(folder.path(), &["show", "case", "accounts", "--json"]));
    let accounts: Vec<serde_json::Value> =
        accounts.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(accounts.len(), 3);
    let of = |source: &str| accounts.iter().find(|account| account["source"] == source).unwrap();
    assert_eq!(of("Ann")["from"]["member"], "x/result.json");
    assert_eq!(of("Tessel Daily")["from"]["member"], "x/result.json");
    assert!(accounts.iter().all(|account| account["source"] != "Bob"), "who passes on is not who tells");
    assert_eq!(code(&recount(folder.path(), &["verify", "case"])), 0);
    let again = json(&recount(folder.path(), &["add", "case", "in", "--json"]));
    assert_eq!((again["new"].as_array().unwrap().len(), again["known"].as_array().unwrap().len()), (0, 3));
}

#[test]
fn a_broken_archive_is_said_and_the_rest_goes_on() {
    let folder = folder();
    fs::write(folder.path().join("in/broken.zip"), b"PK\x03\x04 broken").unwrap();
    let whole = zipped(&[("../../a.txt", ARTICLE.as_bytes())]);
    fs::write(folder.path().join("in/odd.zip"), whole).unwrap();
    assert_eq!(code(&recount(folder.path(), &["init", "case"])), 0);
    let added = recount(folder.path(), &["add", "case", "in"]);
    assert_eq!(code(&added), 1);
    assert!(messages(&added).contains("broken.zip"), "{}", messages(&added));
    assert!(messages(&added).contains("odd-member-name"), "{}", messages(&added));
    assert!(!folder.path().parent().unwrap().join("a.txt").exists());
    let accounts = out(&recount(folder.path(), &["show", "case", "accounts", "--json"]));
    assert_eq!(accounts.lines().count(), 2, "the same article inside an archive is no other one: {accounts}");
}
