//! Pages that were made for looking at, by a ticket that nobody can guess: a frame cannot send the token of this launch.

use anyhow::Result;
use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

/// So many previews are kept, the last ones.
const MOST: usize = 16;

/// The last previews.
#[derive(Default)]
pub struct Previews {
    kept: Mutex<VecDeque<(String, Vec<u8>)>>,
}

impl Previews {
    /// Keeps a page; gives its ticket.
    ///
    /// # Errors
    /// When this computer has no chance numbers to give.
    pub fn put(&self, page: Vec<u8>) -> Result<String> {
        let ticket = super::token()?;
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push_back((ticket.clone(), page));
        while kept.len() > MOST {
            kept.pop_front();
        }
        Ok(ticket)
    }

    pub fn get(&self, ticket: &str) -> Option<Vec<u8>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|(known, _)| known == ticket).map(|(_, page)| page.clone())
    }
}
