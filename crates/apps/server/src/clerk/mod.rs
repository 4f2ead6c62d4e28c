//! The clerk: one thread that holds the case and does what it is told, one thing after the other.
//!
//! Comes in: orders, each a function over the [`Desk`]. Goes out: the status that everybody follows, and a library whenever
//! something else is derived. Readers never wait for it.

mod decisions;
mod desk;
mod progress;
mod ready;
mod zone;

pub use decisions::{Decided, standing};
pub use desk::Desk;

use crate::Options;
use crate::http::Problem;
use crate::library::Library;
use crate::people::Person;
use crate::status::Status;
use anyhow::Result;
use recount_keep::Actor;
use recount_sayings::say;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;
use tokio::sync::{oneshot, watch};

/// What the clerk is to do.
type Order = Box<dyn FnOnce(&mut Desk) + Send>;

/// So long nothing may come in before what was added is read.
const PAUSE: Duration = Duration::from_millis(300);
/// So often the case is looked at for what others did to it.
const LOOK: Duration = Duration::from_secs(2);

/// Where everybody finds the library of the moment.
pub type Shelf = Arc<RwLock<Option<Arc<Library>>>>;

/// The way to the clerk.
#[derive(Clone)]
pub struct Clerk {
    orders: Sender<Order>,
    status: watch::Receiver<Arc<Status>>,
    shelf: Shelf,
}

impl Clerk {
    /// Starts the clerk; the case is opened meanwhile.
    pub fn start(options: &Options) -> Result<Self> {
        let (orders, incoming) = channel::<Order>();
        let shelf = Shelf::default();
        let (mut desk, status) = Desk::new(options, Arc::clone(&shelf));
        let dir = options.dir.clone();
        std::thread::Builder::new().name("clerk".to_owned()).spawn(move || {
            if let Some(dir) = dir {
                desk.open(&dir);
            }
            work(&mut desk, &incoming);
        })?;
        Ok(Clerk { orders, status, shelf })
    }

    /// The status of the moment.
    pub fn status(&self) -> Arc<Status> {
        Arc::clone(&self.status.borrow())
    }

    /// Every status from now on.
    pub fn follow(&self) -> watch::Receiver<Arc<Status>> {
        self.status.clone()
    }

    /// What is derived now.
    pub fn library(&self) -> Result<Arc<Library>, Problem> {
        let library = self.shelf.read().unwrap_or_else(PoisonError::into_inner).clone();
        library.ok_or_else(|| Problem::not_yet(&self.status()))
    }

    /// Has the clerk do something, and waits for what comes of it.
    pub async fn ask<T: Send + 'static>(
        &self,
        act: impl FnOnce(&mut Desk) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let (tell, told) = oneshot::channel();
        let order: Order = Box::new(move |desk| {
            // Whoever asked may have gone away.
            let _ = tell.send(act(desk));
        });
        self.orders.send(order).map_err(|_| Problem::fault(say!("problem-why.ending")))?;
        told.await.unwrap_or_else(|_| Err(Problem::fault(say!("problem-why.not-done"))))
    }

    /// The same in the name of a person, for what is written into the case.
    pub async fn ask_as<T: Send + 'static>(
        &self,
        person: Person,
        act: impl FnOnce(&mut Desk) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        self.ask(move |desk| {
            let before = desk.at_work(Actor(person.name));
            let done = catch_unwind(AssertUnwindSafe(|| act(desk)));
            desk.at_work(before);
            done.unwrap_or_else(|panic| resume_unwind(panic))
        })
        .await
    }
}

fn work(desk: &mut Desk, incoming: &Receiver<Order>) {
    loop {
        let wait = if desk.is_behind() { PAUSE } else { LOOK };
        match incoming.recv_timeout(wait) {
            // An order that breaks costs its answer, not the clerk.
            Ok(order) => drop(catch_unwind(AssertUnwindSafe(|| order(desk)))),
            Err(RecvTimeoutError::Timeout) => drop(catch_unwind(AssertUnwindSafe(|| desk.look()))),
            Err(RecvTimeoutError::Disconnected) => return,
        }
        desk.rest();
    }
}
