//! Text on pictures: scans and pages of PDFs without a letter, recognised by `tesseract` where it is installed.
//!
//! Pictures are decoded and pages drawn by a worker; the recogniser gets plain grey dots, and may neither open other files
//! nor reach a network. What it recognised is kept in the case, so that a rebuild needs no recogniser.

use crate::{Watcher, Work, foreign, printable};
use anyhow::{Context as _, Result};
use rayon::prelude::*;
use recount_accounts::{RecognisedPicture, recognised_text};
use recount_diagnostics::Diagnostic;
use recount_isolation::{Limits, Reach, Tool};
use recount_keep::{Case, NewRendition, Originals, RenditionKind};
use recount_model::OriginalId;
use recount_sayings::{Told, say};
use serde_json::json;
use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

const PROGRAM: &str = "tesseract";

/// What the whole of the system's packages is called on Debian and its relatives.
/// Languages that are looked for on pictures when nobody says which, as far as they are installed.
const LANGUAGES: [&str; 2] = ["rus", "eng"];

/// Names of languages, as documents have them and as the recogniser does.
const NAMES: [(&str, &str); 3] = [("en", "eng"), ("ru", "rus"), ("kk", "kaz")];

/// Pages with columns, found by the recogniser itself.
const LAYOUT: &str = "3";

/// What one page may cost.
const LIMITS: Limits = Limits {
    wall: Duration::from_secs(300),
    processor: Duration::from_secs(240),
    memory_bytes: 2 << 30,
    answer_bytes: 64 << 20,
};

/// Where programs, their libraries and their data lie; nothing of a person's.
const SYSTEM: [&str; 8] = [
    "/usr",
    "/lib",
    "/lib64",
    "/bin",
    "/opt",
    "/etc/ld.so.cache",
    "/etc/alternatives",
    "/sys/devices/system/cpu",
];

/// A recogniser that was found.
pub struct Recogniser {
    tool: Tool,
    /// Name and version.
    pub name: String,
    pub languages: String,
}

impl Recogniser {
    /// The recogniser of this system, with the languages that were asked for or those that fit the case; `None` where none is
    /// installed.
    ///
    /// # Errors
    /// When it is installed and cannot be used.
    pub fn found(asked: Option<&str>, language: Option<&str>) -> Result<Option<Self>> {
        let Some(path) = on_path(PROGRAM) else { return Ok(None) };
        let data = std::env::var_os("TESSDATA_PREFIX");
        let mut environment: Vec<(OsString, OsString)> = vec![("OMP_THREAD_LIMIT".into(), "1".into())];
        environment.extend(data.clone().map(|folder| ("TESSDATA_PREFIX".into(), folder)));
        let readable =
            SYSTEM.iter().map(PathBuf::from).chain(data.map(PathBuf::from)).chain([path.clone()]).collect();
        let reach = Reach { readable, ..Reach::default() };
        let tool = Tool { launcher: foreign::launcher(), path, environment, reach, limits: LIMITS };
        let said = tool.run(&["--version".into()], Vec::new()).context("`tesseract` does not run")?;
        let words = [said.output, said.words.into_bytes()].concat();
        let words = String::from_utf8_lossy(&words).into_owned();
        let name = words.lines().next().unwrap_or(PROGRAM).trim().to_owned();
        let listed = tool.run(&["--list-langs".into()], Vec::new())?;
        let listed =
            String::from_utf8_lossy(&[listed.output, listed.words.into_bytes()].concat()).into_owned();
        let languages = chosen(asked, language, &listed.lines().skip(1).map(str::trim).collect::<Vec<_>>())?;
        Ok(Some(Recogniser { tool, name, languages }))
    }

    /// The words on a picture, as a table.
    fn table(&self, pgm: Vec<u8>, dots_per_inch: u32) -> Result<String, recount_isolation::Failure> {
        let dots = dots_per_inch.to_string();
        let arguments = ["stdin", "stdout", "-l", &self.languages, "--psm", LAYOUT, "--dpi", &dots, "tsv"];
        let said = self.tool.run(&arguments.map(OsString::from), pgm)?;
        Ok(String::from_utf8_lossy(&said.output).into_owned())
    }
}

/// Where a program lies that can be called by its name alone.
pub fn on_path(program: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders).map(|folder| folder.join(program)).find(|path| path.is_file())
}

/// The languages to look for, in the recogniser's words.
fn chosen(asked: Option<&str>, language: Option<&str>, installed: &[&str]) -> Result<String> {
    if let Some(asked) = asked {
        let missing: Vec<&str> = asked.split('+').filter(|one| !installed.contains(one)).collect();
        let (missing, installed) = (missing.join(", "), installed.join(", "));
        anyhow::ensure!(
            missing.is_empty(),
            "`tesseract` has no language {missing} here (it has {installed}); on Debian and Ubuntu: `apt install tesseract-ocr-{missing}`"
        );
        return Ok(asked.to_owned());
    }
    let own = language.and_then(|tag| {
        let tag = tag.split('-').next().unwrap_or(tag);
        NAMES.iter().find(|(name, _)| *name == tag).map(|(_, name)| *name)
    });
    let mut languages: Vec<&str> =
        own.into_iter().chain(LANGUAGES).filter(|one| installed.contains(one)).collect();
    let mut seen = std::collections::BTreeSet::new();
    languages.retain(|one| seen.insert(*one));
    let first = installed.iter().find(|one| **one != "osd").context("`tesseract` has no language here; on Debian and Ubuntu: `apt install tesseract-ocr-eng tesseract-ocr-rus`")?;
    Ok(if languages.is_empty() { (*first).to_owned() } else { languages.join("+") })
}

/// What became of it.
#[derive(Debug, Default)]
pub struct Recognised {
    /// Originals that text was recognised on.
    pub originals: usize,
    pub pages: usize,
    pub diagnostics: Vec<Diagnostic>,
}

/// Recognises what has to be among `originals`. Without a recogniser one warning says what to do.
///
/// # Errors
/// When the case cannot be written, or the recogniser cannot be used.
pub fn recognise(
    case: &mut Case,
    originals: &[(OriginalId, String)],
    recogniser: Option<&Recogniser>,
    watcher: &dyn Watcher,
) -> Result<Recognised> {
    let mut done = Recognised::default();
    let Some(recogniser) = recogniser else {
        done.diagnostics.extend(missing(case, originals));
        return Ok(done);
    };
    watcher.begins(Work::Recognising, originals.len());
    for few in originals.chunks(rayon::current_num_threads().max(1)) {
        let store = case.store();
        let recognised: Vec<One> = few
            .par_iter()
            .map(|(id, name)| {
                watcher.at(&printable(name));
                let one = one(store, id, name, recogniser);
                watcher.step();
                one
            })
            .collect();
        for ((id, name), one) in few.iter().zip(recognised) {
            done.diagnostics.extend(one.diagnostics);
            if one.pages.is_empty() {
                continue;
            }
            done.originals += 1;
            done.pages += one.pages.len();
            keep(case, (id, name), &one.pages, recogniser)?;
        }
    }
    watcher.ends();
    Ok(done)
}

fn keep(
    case: &mut Case,
    (original, name): (&OriginalId, &str),
    pages: &[(RecognisedPicture, String)],
    recogniser: &Recogniser,
) -> Result<()> {
    let text = recognised_text(pages.iter().map(|(picture, table)| (*picture, table.as_str())));
    let numbers: Vec<u32> = pages.iter().map(|(picture, _)| picture.page).collect();
    case.add_rendition(&NewRendition {
        original,
        kind: RenditionKind::RecognisedText,
        name: &format!("{name}.recognised.tsv"),
        tool: &recogniser.name,
        settings: json!({ "languages": recogniser.languages, "layout": LAYOUT, "pages": numbers }),
        bytes: text.as_bytes(),
    })?;
    Ok(())
}

/// What was recognised on one original.
#[derive(Default)]
struct One {
    pages: Vec<(RecognisedPicture, String)>,
    diagnostics: Vec<Diagnostic>,
}

fn one(store: &Originals, id: &OriginalId, name: &str, recogniser: &Recogniser) -> One {
    let mut one = One::default();
    let Ok(bytes) = store.read(id) else { return one };
    let mut odd = |page: u32, why: Told| {
        let message = say!("odd.not-recognised", page = page, why = why);
        let diagnostic = Diagnostic::warning("not-recognised", message).in_place(name);
        one.diagnostics.push(diagnostic.hint(say!("odd-hint.not-recognised")));
    };
    let mut pages = Vec::new();
    let drawn = foreign::pictures(name, &bytes, &mut |picture| match picture {
        Err(no) => odd(no.page, no.why.into()),
        Ok(picture) => {
            let recognised = RecognisedPicture {
                page: picture.page,
                width: picture.width,
                height: picture.height,
                dots_per_inch: picture.dots_per_inch,
            };
            match recogniser.table(picture.to_pgm(), picture.dots_per_inch) {
                Ok(table) => pages.push((recognised, table)),
                Err(failure) => odd(picture.page, foreign::told(&failure)),
            }
        }
    });
    if let Err(failure) = drawn {
        let message = say!("odd.not-drawn", why = foreign::told(&failure));
        one.diagnostics.push(Diagnostic::warning("not-recognised", message).in_place(name));
    }
    one.pages = pages;
    one
}

/// Of originals, those that may have to be recognised and were not yet.
///
/// # Errors
/// When the case cannot be read.
pub fn candidates(
    case: &Case,
    again: bool,
    is_asked: impl Fn(&OriginalId) -> bool,
) -> Result<Vec<(OriginalId, String)>> {
    let known = case.renditions(RenditionKind::RecognisedText)?;
    let mut found = Vec::new();
    for stored in case.originals()? {
        let name = stored.names.first().cloned().unwrap_or_default();
        let is_wanted = is_asked(&stored.id) && (again || !known.contains_key(&stored.id));
        let is_scan = || {
            let head = case.store().head(&stored.id, HEAD_BYTES);
            head.is_ok_and(|head| recount_accounts::may_be_scan(&name, &head))
        };
        if is_wanted && is_scan() {
            found.push((stored.id, name));
        }
    }
    Ok(found)
}

/// Bytes of the beginning that pictures and PDFs are told by.
const HEAD_BYTES: usize = 1024;

fn missing(case: &Case, originals: &[(OriginalId, String)]) -> Option<Diagnostic> {
    let has_pictures = |(id, name): &&(OriginalId, String)| {
        case.store().read(id).is_ok_and(|bytes| foreign::has_pictures(name, &bytes))
    };
    let count = originals.iter().filter(has_pictures).count();
    let message = match count {
        0 => return None,
        1 => say!("odd.no-recogniser-one"),
        _ => say!("odd.no-recogniser", n = count),
    };
    let (dir, install) = (case.root().display().to_string(), say!("odd-hint.install-recogniser"));
    let hint = say!("odd-hint.no-recogniser", install = install, dir = dir);
    Some(Diagnostic::warning("no-recogniser", message).hint(hint))
}
