//! Librarians: threads that hold a snapshot indexed and answer from it.
//!
//! An index borrows the dossier, and remembers on the way what was cited; so each thread has its own, one a language, made when
//! it is first asked for. A snapshot never changes, so neither does an answer: it is kept by its question.

use crate::http::Problem;
use crate::screens::{Catalogue, SearchIndex};
use crate::snapshot::Snapshot;
use axum::body::Bytes;
use recount_publish::view::Context;
use recount_publish::{Words, words_of};
use recount_sayings::say;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};
use tokio::sync::oneshot;

/// Languages that screens can be asked for in, with their words.
static WORDS: LazyLock<BTreeMap<String, Words>> = LazyLock::new(|| {
    let languages = recount_publish::languages();
    languages.filter_map(|tag| Some((tag.to_owned(), words_of(tag).ok()?))).collect()
});

/// The language to answer in: the first wanted one that there are words for, else English.
pub fn language(wanted: &str) -> &'static str {
    let tags = wanted.split(',').filter_map(|part| part.split(';').next()).map(str::trim);
    let known = |tag: &str| {
        let primary = tag.split('-').next().unwrap_or(tag).to_ascii_lowercase();
        WORDS.keys().find(|known| **known == primary).map(String::as_str)
    };
    tags.filter_map(known).next().unwrap_or("en")
}

const LIBRARIANS: usize = 2;
/// Answers that are kept, in bytes all together.
const MOST_KEPT_BYTES: usize = 64 << 20;

/// What a librarian is to do.
type Job = Box<dyn FnOnce(&Shelf<'_>) + Send>;

/// A snapshot with those who answer from it.
pub struct Library {
    pub snapshot: Arc<Snapshot>,
    desks: Vec<Sender<Job>>,
    next: AtomicUsize,
    pub search: Arc<OnceLock<SearchIndex>>,
    pub catalogue: Arc<OnceLock<Catalogue>>,
    answers: Mutex<Answers>,
}

#[derive(Default)]
struct Answers {
    by_question: BTreeMap<String, Bytes>,
    bytes: usize,
}

/// What one librarian has at hand.
struct Shelf<'d> {
    snapshot: &'d Snapshot,
    contexts: std::cell::RefCell<BTreeMap<&'static str, std::rc::Rc<Context<'d>>>>,
}

impl Library {
    pub fn open(snapshot: Arc<Snapshot>) -> Self {
        let desks = (0..LIBRARIANS).map(|_| hire(Arc::clone(&snapshot))).collect();
        Library {
            snapshot,
            desks,
            next: AtomicUsize::new(0),
            search: Arc::default(),
            catalogue: Arc::default(),
            answers: Mutex::default(),
        }
    }

    /// The answer to `question` as JSON, from `make` where nobody asked before. The question must tell everything that the
    /// answer depends on besides the snapshot.
    pub async fn answer<T: Serialize + Send + 'static>(
        &self,
        question: String,
        language: &'static str,
        make: impl FnOnce(&Context<'_>) -> Result<T, Problem> + Send + 'static,
    ) -> Result<Bytes, Problem> {
        if let Some(known) = self.known(&question) {
            return Ok(known);
        }
        let written = move |context: &Context<'_>| {
            let value = make(context)?;
            serde_json::to_vec(&value).map(Bytes::from).map_err(Problem::ours)
        };
        let answer = self.ask(language, written).await??;
        self.remember(question, &answer);
        Ok(answer)
    }

    /// What `make` makes of the dossier.
    pub async fn ask<T: Send + 'static>(
        &self,
        language: &'static str,
        make: impl FnOnce(&Context<'_>) -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let (tell, told) = oneshot::channel();
        let job: Job = Box::new(move |shelf| {
            if let Some(context) = shelf.context(language) {
                // Whoever asked may have gone away.
                let _ = tell.send(make(&context));
            }
        });
        let at = self.next.fetch_add(1, Ordering::Relaxed) % self.desks.len().max(1);
        let is_sent = self.desks.get(at).is_some_and(|desk| desk.send(job).is_ok());
        match (is_sent, told.await) {
            (true, Ok(answer)) => Ok(answer),
            _ => Err(Problem::fault(say!("problem-why.not-put-together"))),
        }
    }

    fn known(&self, question: &str) -> Option<Bytes> {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner).by_question.get(question).cloned()
    }

    fn remember(&self, question: String, answer: &Bytes) {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        if answers.bytes + answer.len() > MOST_KEPT_BYTES {
            *answers = Answers::default();
        }
        answers.bytes += answer.len();
        answers.by_question.insert(question, answer.clone());
    }
}

/// A librarian works as long as the library is open.
fn hire(snapshot: Arc<Snapshot>) -> Sender<Job> {
    let (desk, jobs) = channel();
    std::thread::spawn(move || work(&snapshot, &jobs));
    desk
}

fn work(snapshot: &Snapshot, jobs: &Receiver<Job>) {
    let shelf = Shelf { snapshot, contexts: std::cell::RefCell::default() };
    for job in jobs {
        // A screen that cannot be made costs that answer, not the librarian.
        let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| job(&shelf)));
    }
}

impl<'d> Shelf<'d> {
    fn context(&self, language: &'static str) -> Option<std::rc::Rc<Context<'d>>> {
        if let Some(known) = self.contexts.borrow().get(language) {
            return Some(std::rc::Rc::clone(known));
        }
        let words = WORDS.get(language)?;
        let made = Context::new(&self.snapshot.built.dossier, &self.snapshot.settings, words).ok()?;
        let made = std::rc::Rc::new(made);
        self.contexts.borrow_mut().insert(language, std::rc::Rc::clone(&made));
        Some(made)
    }
}

#[cfg(test)]
mod tests {
    use super::language;

    #[test]
    fn the_first_known_language_is_taken() {
        assert_eq!(language("tlh, ru-KZ;q=0.8, en"), if language("ru") == "ru" { "ru" } else { "en" });
        assert_eq!(language(""), "en");
        assert_eq!(language("*"), "en");
    }
}
