//! Pages taken from the network, on the user's word only, into WACZ. The one crate that knows the network.
//!
//! Comes in: an address, limits, a clock. Goes out: a [`Capture`] with every request and response as they went over the
//! wire, and a WACZ of it. It may not know cases or the pipeline.
//!
//! What guards the user (threat model, server-side request forgery): only `http` and `https`; the name is resolved
//! first, every address of it is looked at, and the connection goes to the very address that was looked at; each
//! redirect begins again; size, time and redirects are capped. What could not be taken is said with its reason.

mod address;
mod browser;
mod connection;
mod exchange;
mod proxy;
mod visit;
mod wacz;
mod warc;

pub use address::{AddressRule, refusal};
pub use browser::{browse, installed_browser};
pub use exchange::{Exchange, TlsFacts};
pub use proxy::{Passage, Proxy};
pub use visit::{Capture, FetchError, Limits, Resource, visit};
pub use wacz::{Software, wacz};
