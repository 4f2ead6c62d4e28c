//! Recordings of a page, taken by `yt-dlp` where it is installed, on the user's word.
//!
//! The tool runs confined: it reads the system and its own installation, writes to one folder that is removed after, and
//! reaches the network through a proxy of ours alone, which goes by the same rules as our own requests.

use crate::output;
use crate::pages::NetworkArgs;
use anyhow::{Context as _, Result};
use recount_desk::foreign;
use recount_diagnostics::Diagnostic;
use recount_fetch::{Limits, Proxy};
use recount_isolation::{Limits as ToolLimits, Reach, Tool};
use recount_keep::{Added, Case, MediaCapture};
use recount_sayings::say;
use serde_json::json;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

const PROGRAM: &str = "yt-dlp";

/// What the tool may read beside its own installation.
const SYSTEM: [&str; 9] = [
    "/usr",
    "/lib",
    "/lib64",
    "/bin",
    "/etc/ld.so.cache",
    "/etc/alternatives",
    "/etc/ssl",
    "/etc/mime.types",
    "/dev/urandom",
];

/// Nothing of the user's settings, one page, one file each, no programs of others for the download.
const ARGUMENTS: [&str; 20] = [
    "--ignore-config",
    "--no-cache-dir",
    "--no-progress",
    "--no-mtime",
    "--no-part",
    "--restrict-filenames",
    "--write-info-json",
    "--no-write-playlist-metafiles",
    "--playlist-items",
    "1:10",
    "--socket-timeout",
    "20",
    "--retries",
    "2",
    "--downloader",
    "native",
    "--format",
    "b",
    "--output",
    "%(id).80s.%(ext)s",
];

/// Takes the recordings that are shown at `url`; what was kept goes to `note`.
///
/// # Errors
/// When the case cannot be written. That there is nothing, or no tool, is a diagnostic.
pub fn take(
    case: &mut Case,
    url: &str,
    network: &NetworkArgs,
    note: &mut dyn FnMut(Added),
) -> Result<Vec<Diagnostic>> {
    let Some(program) = recount_desk::recognition::on_path(PROGRAM) else {
        let missing = Diagnostic::warning("no-yt-dlp", say!("odd.no-yt-dlp")).in_place(url);
        return Ok(vec![missing.hint(say!("odd-hint.no-yt-dlp"))]);
    };
    output::message(&format!("taking recordings of {}", output::printable(url)));
    let limits = Limits {
        most_bytes: network.media_megabytes.saturating_mul(1 << 20),
        time: Duration::from_secs(network.media_seconds),
        ..network.limits()
    };
    let folder = tempfile::Builder::new().prefix("recount-media-").tempdir()?;
    let proxy = Proxy::start(&limits).context("no port for a proxy")?;
    let tool = tool(program, folder.path(), &proxy, &limits);
    let version = tool.run(&["--ignore-config".into(), "--version".into()], Vec::new());
    let version = version.map(|said| String::from_utf8_lossy(&said.output).trim().to_owned());
    let name = format!("{PROGRAM} {}", version.as_deref().unwrap_or("?"));
    let ran = tool.run(&arguments(url, folder.path(), &proxy, &limits), Vec::new());
    let why = ran.err().map(|failure| failure.to_string());
    let mut kept = Vec::new();
    for path in files(folder.path())? {
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let added = case.add_from(&file, None, &mut std::fs::File::open(&path)?)?;
        let (Added::New(id) | Added::Known(id)) = &added;
        kept.push((file, id.clone()));
        note(added);
    }
    let contacted = proxy.passages().into_iter().map(|one| {
        json!({ "to": one.to, "address": one.address.map(|address| address.to_string()), "why": one.why })
    });
    let why = why.filter(|_| kept.is_empty());
    case.log_media(&MediaCapture {
        url,
        tool: &name,
        kept: &kept,
        contacted: contacted.collect(),
        why: why.as_deref(),
    })?;
    Ok(said(url, kept.is_empty(), why.as_deref()).into_iter().collect())
}

fn said(url: &str, is_empty: bool, why: Option<&str>) -> Option<Diagnostic> {
    let message = match why {
        Some(why) => say!("odd.no-recording-taken", why = output::printable(why)),
        None if is_empty => say!("odd.no-recording-found"),
        None => return None,
    };
    let hint = say!("odd-hint.with-whom");
    Some(Diagnostic::warning("media-not-captured", message).in_place(url).hint(hint))
}

fn tool(program: PathBuf, folder: &Path, proxy: &Proxy, limits: &Limits) -> Tool {
    let text = |path: &Path| path.as_os_str().to_owned();
    let environment: Vec<(OsString, OsString)> = vec![
        ("PATH".into(), std::env::var_os("PATH").unwrap_or_default()),
        ("HOME".into(), text(folder)),
        ("TMPDIR".into(), text(folder)),
        ("LANG".into(), "C.UTF-8".into()),
        ("PYTHONDONTWRITEBYTECODE".into(), "1".into()),
    ];
    let readable = SYSTEM.iter().map(PathBuf::from).chain(installation(&program)).collect();
    let writable = vec![folder.to_owned(), PathBuf::from("/dev/null")];
    Tool {
        launcher: foreign::launcher(),
        path: program,
        environment,
        reach: Reach { readable, writable, port: Some(proxy.port) },
        limits: ToolLimits {
            wall: limits.time,
            processor: limits.time,
            memory_bytes: 2 << 30,
            answer_bytes: limits.most_bytes.max(1 << 20),
        },
    }
}

/// Where the tool and what it is made of lie: the folder above that of its program; never the whole of a home.
fn installation(program: &Path) -> Vec<PathBuf> {
    let home = std::env::var_os("HOME").map(PathBuf::from);
    let mut found = vec![program.to_owned()];
    for path in [Some(program.to_owned()), program.canonicalize().ok()].into_iter().flatten() {
        let above = path.parent().and_then(Path::parent).filter(|above| above.parent().is_some());
        found.extend(above.filter(|above| Some(*above) != home.as_deref()).map(Path::to_owned));
    }
    found
}

fn arguments(url: &str, folder: &Path, proxy: &Proxy, limits: &Limits) -> Vec<OsString> {
    let mut all: Vec<OsString> = ARGUMENTS.iter().map(OsString::from).collect();
    all.extend(["--max-filesize".into(), limits.most_bytes.to_string().into()]);
    all.extend(["--proxy".into(), format!("http://127.0.0.1:{}", proxy.port).into()]);
    all.extend(["--paths".into(), folder.as_os_str().to_owned(), "--".into(), url.into()]);
    all
}

/// What it left, in order of their names.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_file() && !entry.file_name().to_string_lossy().starts_with('.') {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}
