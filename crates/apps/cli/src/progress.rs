//! Progress on standard error, only when it is a terminal.

use crate::output;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use recount_desk::{Watcher, Work};
use std::sync::{Mutex, PoisonError};

/// Shows how far a work is as a bar.
#[derive(Default)]
pub struct Terminal {
    bar: Mutex<Option<ProgressBar>>,
}

impl Terminal {
    fn with_bar(&self, act: impl Fn(&ProgressBar)) {
        let bar = self.bar.lock().unwrap_or_else(PoisonError::into_inner);
        bar.iter().for_each(act);
    }
}

impl Watcher for Terminal {
    fn begins(&self, work: Work, total: usize) {
        let prefix = match work {
            Work::Adding => "adding",
            Work::Recognising => "recognising",
            Work::Reading => "reading",
            Work::Reckoning => "reckoning",
            Work::Checking => "checking",
        };
        let made = (total > 0).then(|| bar(prefix, total));
        *self.bar.lock().unwrap_or_else(PoisonError::into_inner) = made;
    }

    fn step(&self) {
        self.with_bar(|bar| bar.inc(1));
    }

    fn at(&self, what: &str) {
        self.with_bar(|bar| bar.set_message(what.to_owned()));
    }

    fn ends(&self) {
        if let Some(bar) = self.bar.lock().unwrap_or_else(PoisonError::into_inner).take() {
            bar.finish_and_clear();
        }
    }

    fn says(&self, line: &str) {
        output::message(line);
    }
}

/// A bar that counts `total` things; draws nothing when standard error is no terminal.
fn bar(what: &'static str, total: usize) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{prefix:>9} {bar:30} {pos}/{len} {msg}") {
        bar.set_style(style.progress_chars("=> "));
    }
    bar.set_prefix(what);
    bar
}
