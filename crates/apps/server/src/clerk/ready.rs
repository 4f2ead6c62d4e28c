//! What the next decision needs, made ready in a thread of its own while nobody waits for it.

use recount::Rules;
use recount_desk::{Built, Prepared, prepare};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

/// What is ready, or will be.
#[derive(Default)]
pub struct Ready {
    prepared: Option<Prepared>,
    coming: Option<Receiver<Prepared>>,
    /// The revision that it was begun for last: what failed once is not tried over and over.
    begun: Option<String>,
}

impl Ready {
    /// Begins to make the case in `dir` ready, unless it is, or was begun for what was built last.
    pub fn begin(&mut self, dir: &Path, rules: &Arc<Rules>, built: &Arc<Built>) {
        if self.prepared.is_some() || self.coming.is_some() || self.begun.as_ref() == Some(&built.revision) {
            return;
        }
        self.begun = Some(built.revision.clone());
        let (tell, told) = channel();
        let (dir, rules, built) = (dir.to_owned(), Arc::clone(rules), Arc::clone(built));
        let work = move || {
            // What cannot be made ready is made when it is needed, and complained of there.
            if let Ok(Some(prepared)) = prepare(&dir, &rules, &built) {
                // The case may have been closed meanwhile.
                let _ = tell.send(prepared);
            }
        };
        let begun = std::thread::Builder::new().name("ready".to_owned()).spawn(work);
        self.coming = begun.is_ok().then_some(told);
    }

    /// What is ready; waits for what is nearly so, which is sooner there than what would be begun now.
    pub fn take(&mut self) -> Option<Prepared> {
        let coming = self.coming.take().and_then(|coming| coming.recv().ok());
        coming.or(self.prepared.take())
    }

    /// For the next time.
    pub fn put(&mut self, prepared: Option<Prepared>) {
        self.prepared = prepared;
    }
}
