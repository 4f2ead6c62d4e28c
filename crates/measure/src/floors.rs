//! Floors: measured figures that may only rise.

use crate::MeasureError;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// The floors of one set: `score.measure` → least value, 0..=1.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(transparent)]
pub struct Floors(pub BTreeMap<String, f64>);

/// Reads the floors of `format` from a TOML file with one table per format.
///
/// # Errors
/// When the file is not there, not TOML, or has no table for the format.
pub fn floors(path: &Path, format: &str) -> Result<Floors, MeasureError> {
    let shape = |why: String| MeasureError::Format { path: path.to_owned(), why };
    let mut all: BTreeMap<String, Floors> =
        toml::from_str(&crate::read_text(path)?).map_err(|error| shape(error.message().to_owned()))?;
    all.remove(format).ok_or_else(|| shape(format!("it has no floors for `{format}`")))
}
