//! What lies before the clerk: the open case, what was derived from it, and everybody who wants to know.

use super::Shelf;
use super::progress::Progress;
use super::ready::Ready;
use super::zone::known;
use crate::http::{Problem, reason};
use crate::library::Library;
use crate::snapshot::Snapshot;
use crate::status::{BuildState, BuildStatus, CaseStatus, MOST_DIAGNOSTICS, Status};
use crate::{Options, recent};
use anyhow::{Context as _, Result};
use recount::Rules;
use recount_desk::{Built, Counts, Refusal, build_prepared, remember, remember_or_say, rules_of};
use recount_diagnostics::Diagnostic;
use recount_keep::{Actor, Case, CaseSettings, now};
use recount_publish::ReportSettings;
use recount_sayings::{Told, say};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError};
use std::time::SystemTime;
use tokio::sync::watch;

/// The open case and what was derived from it.
pub struct Desk {
    pub open: Option<Open>,
    status: watch::Sender<Arc<Status>>,
    shelf: Shelf,
    actor: Actor,
    is_read_only: bool,
    /// Something was added that was not read yet.
    is_behind: bool,
    /// What was derived last is not cached yet.
    is_unkept: bool,
}

/// A case that is open.
pub struct Open {
    pub case: Case,
    pub rules: Arc<Rules>,
    pub built: Option<Arc<Built>>,
    ready: Ready,
    seen: Seen,
}

/// Length and time of the files that others may change.
type Seen = Vec<Option<(u64, Option<SystemTime>)>>;

fn seen(dir: &Path) -> Seen {
    let look = |name| {
        let found = std::fs::metadata(dir.join(name)).ok()?;
        Some((found.len(), found.modified().ok()))
    };
    ["case.db", "case.toml"].map(look).into()
}

impl Desk {
    pub fn new(options: &Options, shelf: Shelf) -> (Self, watch::Receiver<Arc<Status>>) {
        let status = Status {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            actor: options.actor.clone(),
            recent: recent::list(),
            ..Status::default()
        };
        let (status, follow) = watch::channel(Arc::new(status));
        let (actor, is_read_only) = (Actor(options.actor.clone()), options.is_read_only);
        (Desk { open: None, status, shelf, actor, is_read_only, is_behind: false, is_unkept: false }, follow)
    }

    /// The open case; a problem where there is none.
    pub fn opened(&mut self) -> Result<&mut Open, Problem> {
        self.open.as_mut().ok_or_else(Problem::no_case)
    }

    /// Whoever is at work from now on, in the custody log; gives who was before.
    pub fn at_work(&mut self, actor: Actor) -> Actor {
        if let Some(open) = self.open.as_mut() {
            open.case.actor.clone_from(&actor);
        }
        std::mem::replace(&mut self.actor, actor)
    }

    /// True if something is left to be done when nothing else is.
    pub fn is_behind(&self) -> bool {
        self.is_behind || self.is_unkept
    }

    /// What was derived is cached as soon as there is nothing else to do.
    pub fn keep_later(&mut self) {
        self.is_unkept = true;
    }

    /// What was added is read as soon as nothing comes in for a moment.
    pub fn fall_behind(&mut self) {
        self.is_behind = true;
    }

    pub fn status(&self) -> Arc<Status> {
        Arc::clone(&self.status.borrow())
    }

    pub fn progress(&self) -> Progress {
        Progress::new(self.status.clone())
    }

    pub fn tell(&self, change: impl FnOnce(&mut Status)) {
        self.status.send_modify(|status| change(Arc::make_mut(status)));
    }

    /// Opens the case in `dir` in place of the one that is open. What fails is the status.
    pub fn open(&mut self, dir: &Path) {
        self.close();
        self.tell(|status| status.build.state = BuildState::Opening);
        match self.opening(dir) {
            Ok(open) => {
                let case = case_status(&open.case, dir);
                let recent = recent::remember(dir, &case.title, &now().unwrap_or_default());
                self.open = Some(open);
                self.tell(|status| (status.case, status.recent) = (Some(case), recent));
                self.rebuild();
            }
            Err(error) => self.fail(&error),
        }
    }

    fn opening(&self, dir: &Path) -> Result<Open> {
        let case =
            if self.is_read_only { Case::open_read_only(dir)? } else { Case::open(dir, self.actor.clone())? };
        let rules = Arc::new(rules_of(case.settings.vague_numbers.as_deref())?);
        Ok(Open { case, rules, built: None, ready: Ready::default(), seen: seen(dir) })
    }

    /// Makes an empty case and opens it.
    pub fn create(&mut self, dir: &Path, title: &str, zone: Option<String>) -> Result<(), Problem> {
        let zone = zone.as_deref().map(known).transpose()?;
        let title = Some(title.trim().to_owned()).filter(|title| !title.is_empty());
        let settings = CaseSettings { title, default_zone: zone, ..CaseSettings::default() };
        Case::create(dir, &settings, self.actor.clone()).map_err(Problem::refused)?;
        self.open(dir);
        Ok(())
    }

    pub fn close(&mut self) {
        if let Some(open) = self.open.take().filter(|_| self.is_unkept)
            && let Some(built) = &open.built
        {
            let _ = remember(&open.case, built);
        }
        (self.is_behind, self.is_unkept) = (false, false);
        *self.shelf.write().unwrap_or_else(PoisonError::into_inner) = None;
        self.tell(|status| {
            let kept = Status {
                version: std::mem::take(&mut status.version),
                actor: status.actor.take(),
                recent: std::mem::take(&mut status.recent),
                ..Status::default()
            };
            *status = kept;
        });
    }

    /// Brings everything derived up to date and shows it. What fails is the status; what was derived before stays to be seen.
    pub fn rebuild(&mut self) {
        self.is_behind = false;
        let progress = self.progress();
        let Some(open) = self.open.as_mut() else { return };
        match open.built_anew(&progress) {
            Ok(built) => {
                remember_or_say(&open.case, &built, &progress);
                let said = progress.said();
                self.show(Arc::new(built), &said);
            }
            Err(error) => self.fail(&error),
        }
    }

    /// After an order nothing is being worked on, however it ended: what was derived before is what there is.
    pub fn rest(&self) {
        let is_ready = self.open.as_ref().is_some_and(|open| open.built.is_some());
        let state = self.status().build.state;
        if is_ready && !matches!(state, BuildState::Ready | BuildState::Failed) {
            self.tell(|status| {
                status.build = BuildStatus { state: BuildState::Ready, ..BuildStatus::default() }
            });
        }
    }

    /// Puts what was derived before everybody.
    pub fn show(&mut self, built: Arc<Built>, said: &[String]) {
        let Some(open) = self.open.as_mut() else { return };
        open.built = Some(Arc::clone(&built));
        open.seen = seen(open.case.root());
        let settings = ReportSettings {
            title: open.case.settings.title.clone(),
            program_version: env!("CARGO_PKG_VERSION").to_owned(),
            display_zone: open.case.settings.default_zone.clone(),
            ..ReportSettings::default()
        };
        let stacks = open.stacks().unwrap_or_default();
        let revision = built.revision.clone();
        let counts = Counts::of(&built.dossier);
        let mut odd: Vec<Diagnostic> = said.iter().map(|line| note(line)).collect();
        odd.extend(built.diagnostics.iter().take(MOST_DIAGNOSTICS).cloned());
        let more = built.diagnostics.len().saturating_sub(MOST_DIAGNOSTICS);
        let is_known = self.status().revision.as_ref() == Some(&revision);
        if !is_known {
            let snapshot = Snapshot { revision: revision.clone(), built, settings };
            let library = Arc::new(Library::open(Arc::new(snapshot)));
            *self.shelf.write().unwrap_or_else(PoisonError::into_inner) = Some(library);
        }
        self.tell(|status| {
            status.build = BuildStatus { state: BuildState::Ready, ..BuildStatus::default() };
            (status.revision, status.counts) = (Some(revision), Some(counts));
            (status.odd, status.more_diagnostics) = (odd, more);
            status.stacks = stacks;
        });
    }

    /// Looks at the case when nothing else is to be done: reads what was added, and what others changed.
    pub fn look(&mut self) {
        let Some(open) = self.open.as_ref() else { return };
        let dir: PathBuf = open.case.root().to_owned();
        if self.is_behind {
            return self.rebuild();
        }
        if std::mem::take(&mut self.is_unkept)
            && let Some(built) = &open.built
        {
            // What is not cached is derived again the next time.
            let _ = remember(&open.case, built);
        }
        let now = seen(&dir);
        if now == open.seen {
            return self.prepare(&dir);
        }
        if now.first().is_some_and(Option::is_none) {
            if let Some(open) = self.open.as_mut() {
                open.seen = now;
            }
            return self.failed(say!("problem-why.case-gone"));
        }
        // It may be another case by now, of another version, with other settings.
        match self.reopen(&dir) {
            Ok(()) => self.rebuild(),
            Err(error) => self.fail(&error),
        }
    }

    /// Opens the same case again, with the settings it has now; what was derived stays until it is derived anew.
    pub(super) fn reopen(&mut self, dir: &Path) -> Result<()> {
        let mut open = self.opening(dir)?;
        let zone = open.case.settings.default_zone.clone();
        open.built = self.open.take().and_then(|open| open.built);
        self.open = Some(open);
        self.tell(|status| status.case.iter_mut().for_each(|case| case.zone.clone_from(&zone)));
        Ok(())
    }

    /// What decisions will need is made ready while nobody waits for it, where any can be made.
    fn prepare(&mut self, dir: &Path) {
        if let Some(open) = self.open.as_mut().filter(|open| !open.case.is_read_only())
            && let Some(built) = &open.built
        {
            open.ready.begin(dir, &open.rules, built);
        }
    }

    fn fail(&self, error: &anyhow::Error) {
        self.failed(reason(error));
    }

    fn failed(&self, why: Told) {
        self.tell(|status| status.build = BuildStatus::failed(why));
    }
}

impl Open {
    /// Everything derived as the case is now, by what is ready for it. It is not cached yet.
    pub fn built_anew(&mut self, progress: &Progress) -> Result<Built> {
        let mut prepared = self.ready.take();
        let built = build_prepared(&self.case, &self.rules, progress, &mut prepared);
        self.ready.put(prepared);
        built
    }

    /// What was derived last.
    pub fn built(&self) -> Result<Arc<Built>> {
        self.built.clone().context(Refusal(say!("problem-why.nothing-derived")))
    }
}

fn case_status(case: &Case, dir: &Path) -> CaseStatus {
    CaseStatus {
        dir: dir.display().to_string(),
        title: title(case, dir),
        zone: case.settings.default_zone.clone(),
        is_read_only: case.is_read_only(),
    }
}

fn title(case: &Case, dir: &Path) -> String {
    let named = case.settings.title.clone().filter(|title| !title.trim().is_empty());
    let folder = || dir.canonicalize().ok()?.file_name().map(|name| name.to_string_lossy().into_owned());
    named.or_else(folder).unwrap_or_else(|| dir.display().to_string())
}

fn note(line: &str) -> Diagnostic {
    Diagnostic::warning("told", line.into())
}
