//! Pages taken from a server on this machine: what is kept, what is refused, what a later visit finds.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};

type Answers = Arc<Mutex<BTreeMap<String, Vec<u8>>>>;

/// A server that answers each path with the bytes it is given; gives its port.
fn server(answers: &Answers) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let answers = Arc::clone(answers);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut request = [0; 4096];
            let read = stream.read(&mut request).unwrap_or(0);
            let request = String::from_utf8_lossy(&request[..read]).into_owned();
            let path = request.split(' ').nth(1).unwrap_or("").to_owned();
            let missing = b"HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\ngone".to_vec();
            let answer = answers.lock().unwrap().get(&path).cloned().unwrap_or(missing);
            let _ = stream.write_all(&answer);
        }
    });
    port
}

fn page(body: &str) -> Vec<u8> {
    let html = format!(
        "<!doctype html><html lang=en><title>Mill burns</title><main><h1>Mill burns</h1><p>{body}</p></main>"
    );
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\r\n",
        html.len()
    );
    [head.into_bytes(), html.into_bytes()].concat()
}

fn recount(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_recount")).args(arguments).current_dir(folder).output().unwrap()
}

fn words(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

const FIRST: &str =
    "On Friday, March 4, 2011, the mill in Tessel burned. The police said 3 people died in the fire.";

#[test]
fn a_page_is_kept_with_all_that_went_over_the_wire_and_visited_again() {
    let answers = Answers::default();
    let port = server(&answers);
    let set = |path: &str, bytes: Vec<u8>| answers.lock().unwrap().insert(path.to_owned(), bytes);
    set(
        "/old",
        format!("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:{port}/mill\r\nContent-Length: 0\r\n\r\n")
            .into_bytes(),
    );
    set("/mill", page(FIRST));
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| recount(folder.path(), arguments);
    assert!(run(&["init", "case"]).status.success());
    let url = format!("http://127.0.0.1:{port}/old");
    let done = run(&["add", "case", &url, "--allow-address", "127.0.0.1"]);
    assert!(done.status.success(), "{}", words(&done));
    assert!(run(&["build", "case"]).status.success());
    let accounts = String::from_utf8(run(&["show", "case", "accounts", "--json"]).stdout).unwrap();
    assert!(accounts.contains("Mill burns"), "{accounts}");
    assert!(run(&["verify", "case"]).status.success());

    let watch = |wanted: &str| {
        let done = run(&["watch", "case", "--allow-address", "127.0.0.1"]);
        let said = words(&done);
        assert!(said.contains(wanted), "{said}");
        said
    };
    watch("unchanged");
    set("/mill", page(&FIRST.replace("3 people", "5 people")));
    let said = watch("edited");
    assert!(said.contains("“3”") && said.contains("“5”"), "{said}");
    watch("unchanged");
    answers.lock().unwrap().remove("/mill");
    watch("gone");
    assert!(run(&["verify", "case"]).status.success());
}

#[test]
fn what_is_not_public_is_not_contacted_however_it_is_named_or_reached() {
    let answers = Answers::default();
    let port = server(&answers);
    let redirect =
        |to: &str| format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n").into_bytes();
    for (path, to) in
        [("/a", "http://127.0.0.2/"), ("/b", "file:///etc/passwd"), ("/c", "http://[::1]/"), ("/d", "/d")]
    {
        answers.lock().unwrap().insert(path.to_owned(), redirect(to));
    }
    let folder = tempfile::tempdir().unwrap();
    assert!(recount(folder.path(), &["init", "case"]).status.success());
    let local = |path: &str| format!("http://127.0.0.1:{port}{path}");
    let allowed: &[&str] = &["--allow-address", "127.0.0.1"];
    let cases: Vec<(String, &[&str], &str)> = vec![
        (local("/"), &[], "this machine"),
        (format!("http://localhost:{port}/"), &[], "this machine"),
        (format!("http://[::ffff:127.0.0.1]:{port}/"), &[], "this machine"),
        (format!("http://2130706433:{port}/"), &[], "this machine"),
        (format!("http://0x7f.1:{port}/"), &[], "this machine"),
        ("http://169.254.169.254/latest/meta-data/".to_owned(), &[], "the local link"),
        ("http://10.0.0.1/".to_owned(), &[], "a private network"),
        (local("/a"), allowed, "this machine"),
        (local("/b"), allowed, "only http and https"),
        (local("/c"), allowed, "this machine"),
        (local("/d"), allowed, "more than 10 redirects"),
        (format!("http://user:word@127.0.0.1:{port}/"), allowed, "a name or a password"),
    ];
    for (url, more, wanted) in cases {
        let arguments = [&["add", "case", url.as_str()][..], more].concat();
        let done = recount(folder.path(), &arguments);
        assert_eq!(done.status.code(), Some(1), "{url}: {}", words(&done));
        assert!(words(&done).contains(wanted), "{url}: {}", words(&done));
    }
    // Every attempt stands in the log, and nothing was kept.
    assert!(recount(folder.path(), &["verify", "case"]).status.success());
    let accounts = recount(folder.path(), &["show", "case", "accounts", "--json"]);
    assert!(accounts.stdout.is_empty());
}

#[test]
fn answers_that_are_cut_off_endless_or_none_are_told() {
    let answers = Answers::default();
    let port = server(&answers);
    let set = |path: &str, bytes: Vec<u8>| answers.lock().unwrap().insert(path.to_owned(), bytes);
    let large = "x".repeat(3 << 20);
    set("/large", page(&large));
    set(
        "/short",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 900\r\n\r\n<p>The mill burned."
            .to_vec(),
    );
    set("/none", b"SSH-2.0-nothing\r\n".to_vec());
    set("/chunks", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n13\r\n<p>The mill burned.\r\n0\r\n\r\n".to_vec());
    let folder = tempfile::tempdir().unwrap();
    assert!(recount(folder.path(), &["init", "case"]).status.success());
    let add = |path: &str| {
        let url = format!("http://127.0.0.1:{port}{path}");
        recount(
            folder.path(),
            &["add", "case", &url, "--allow-address", "127.0.0.1", "--page-megabytes", "1"],
        )
    };
    for (path, wanted) in [("/large", "larger than allowed"), ("/short", "too early")] {
        let done = add(path);
        assert!(words(&done).contains(wanted), "{path}: {}", words(&done));
    }
    let done = add("/none");
    assert_eq!(done.status.code(), Some(1));
    assert!(words(&done).contains("no HTTP"), "{}", words(&done));
    assert!(add("/chunks").status.success());
    assert!(recount(folder.path(), &["verify", "case"]).status.success());
}

/// True where a Chromium is installed; `cargo xtask test` installs one, elsewhere its absence is said.
fn has_browser() -> bool {
    let names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
    let is_there = names
        .iter()
        .any(|name| Command::new(name).arg("--version").output().is_ok_and(|out| out.status.success()));
    if !is_there {
        eprintln!("not tested: no Chromium is installed");
    }
    is_there
}

fn answer(kind: &str, body: &str) -> Vec<u8> {
    format!("HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n{body}", body.len())
        .into_bytes()
}

#[test]
fn a_browser_shows_what_scripts_put_together_and_reaches_nothing_else() {
    if !has_browser() {
        return;
    }
    let answers = Answers::default();
    let port = server(&answers);
    // What the page must not reach: another address of this machine.
    let forbidden = TcpListener::bind("127.0.0.2:0").unwrap();
    let other = forbidden.local_addr().unwrap();
    forbidden.set_nonblocking(true).unwrap();
    let script = format!(
        "<!doctype html><html lang=en><title>Mill burns</title><main><h1>Mill burns</h1><div id=t></div></main>\
         <img src='http://{other}/a.png'><script>fetch('/text').then(r => r.text()).then(t => document.getElementById('t').innerHTML = '<p>' + t + '</p>');\
         fetch('http://169.254.169.254/latest/').catch(() => 0); new WebSocket('ws://{other}/');</script></html>"
    );
    let set = |path: &str, bytes: Vec<u8>| answers.lock().unwrap().insert(path.to_owned(), bytes);
    set("/mill", answer("text/html; charset=utf-8", &script));
    set("/text", answer("text/plain", FIRST));
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| recount(folder.path(), arguments);
    assert!(run(&["init", "case"]).status.success());
    let url = format!("http://127.0.0.1:{port}/mill");
    let done = run(&["add", "case", &url, "--browser", "--allow-address", "127.0.0.1"]);
    assert!(done.status.success(), "{}", words(&done));
    assert!(words(&done).contains("could not be taken"), "{}", words(&done));
    assert!(forbidden.accept().is_err(), "the browser reached what it must not");
    assert!(run(&["build", "case"]).status.success());
    let figures = String::from_utf8(run(&["show", "case", "figures", "--json"]).stdout).unwrap();
    assert!(figures.contains("3 people"), "{figures}");
    let watch = || words(&run(&["watch", "case", "--allow-address", "127.0.0.1"]));
    assert!(watch().contains("unchanged"));
    set("/text", answer("text/plain", &FIRST.replace("3 people", "5 people")));
    let said = watch();
    assert!(said.contains("edited") && said.contains("“5”"), "{said}");
    assert!(run(&["verify", "case"]).status.success());
}

#[test]
fn what_a_server_says_instead_of_a_page_is_no_account_and_a_page_may_come_back() {
    let answers = Answers::default();
    let port = server(&answers);
    let set = |path: &str, bytes: Vec<u8>| answers.lock().unwrap().insert(path.to_owned(), bytes);
    set("/mill", page(FIRST));
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| recount(folder.path(), arguments);
    assert!(run(&["init", "case"]).status.success());
    for path in ["/mill", "/none"] {
        let url = format!("http://127.0.0.1:{port}{path}");
        assert!(run(&["add", "case", &url, "--allow-address", "127.0.0.1"]).status.success());
    }
    assert!(run(&["build", "case"]).status.success());
    let accounts = String::from_utf8(run(&["show", "case", "accounts", "--json"]).stdout).unwrap();
    assert_eq!(accounts.lines().count(), 1, "{accounts}");
    let watch = || words(&run(&["watch", "case", "--allow-address", "127.0.0.1"]));
    answers.lock().unwrap().remove("/mill");
    assert!(watch().contains("/mill (the server answered 404)"));
    set("/mill", page(FIRST));
    let said = watch();
    assert!(said.contains("is there again"), "{said}");
    set("/mill", b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n".to_vec());
    let said = watch();
    assert!(said.contains("not-reached") && said.contains("503"), "{said}");
    assert!(run(&["verify", "case"]).status.success());
}

/// Where `yt-dlp` is installed it takes the recording; where it is not, one hint says what to do.
#[test]
fn recordings_are_taken_where_the_tool_is_installed_and_said_where_not() {
    let answers = Answers::default();
    let port = server(&answers);
    let set = |path: &str, bytes: Vec<u8>| answers.lock().unwrap().insert(path.to_owned(), bytes);
    let film = format!("{FIRST}</p><video src='/clip.mp4' controls></video><p>");
    set("/film", page(&film));
    let clip = [b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom".as_slice(), &[7; 3000]].concat();
    let head =
        format!("HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nContent-Length: {}\r\n\r\n", clip.len());
    set("/clip.mp4", [head.into_bytes(), clip].concat());
    let folder = tempfile::tempdir().unwrap();
    assert!(recount(folder.path(), &["init", "case"]).status.success());
    let url = format!("http://127.0.0.1:{port}/film");
    let arguments = ["add", "case", &url, "--media", "--allow-address", "127.0.0.1"];
    let without = Command::new(env!("CARGO_BIN_EXE_recount"))
        .args(arguments)
        .env("PATH", "/nonexistent")
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(words(&without).contains("`yt-dlp` is not installed"), "{}", words(&without));
    if !Command::new("yt-dlp").arg("--version").output().is_ok_and(|out| out.status.success()) {
        eprintln!("not tested: `yt-dlp` is not installed");
        return;
    }
    let done = recount(folder.path(), &arguments);
    assert!(done.status.success() && words(&done).contains("2 originals new"), "{}", words(&done));
    let built = recount(folder.path(), &["build", "case"]);
    assert!(built.status.success() && words(&built).contains("nothing in it is read"), "{}", words(&built));
    assert!(recount(folder.path(), &["verify", "case"]).status.success());
}
