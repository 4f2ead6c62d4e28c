//! What was derived at one moment; it never changes.

use recount_desk::Built;
use recount_publish::ReportSettings;
use std::sync::Arc;

/// Everything derived from the case at one moment.
#[derive(Debug)]
pub struct Snapshot {
    /// Changes with everything that is derived, and with nothing else.
    pub revision: String,
    pub built: Arc<Built>,
    pub settings: ReportSettings,
}
