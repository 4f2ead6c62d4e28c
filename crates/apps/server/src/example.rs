//! The dossier that is offered to whoever has none at hand: invented, in an invented place.

use anyhow::Result;
use rust_embed::RustEmbed;
use std::path::Path;

#[derive(RustEmbed)]
#[folder = "../../../examples/sluice-at-orlec"]
struct Files;

/// The title of its case.
pub const TITLE: &str = "Sluice at Orlec (example)";

/// Writes its documents into `folder`.
pub fn write(folder: &Path) -> Result<()> {
    for name in Files::iter().filter(|name| !name.ends_with(".toml")) {
        if let Some(file) = Files::get(&name) {
            std::fs::write(folder.join(&*name), &file.data)?;
        }
    }
    Ok(())
}
