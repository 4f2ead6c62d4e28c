//! Lists the folders of `lang/` so that adding a language edits nothing else.

use std::{env, fmt::Write as _, fs, io, path::Path};

fn main() -> io::Result<()> {
    let manifest = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let lang = Path::new(&manifest).join("../../../lang").canonicalize()?;
    println!("cargo::rerun-if-changed={}", lang.display());
    let mut code = String::from("pub(crate) static FILES: &[(&str, &str, &str)] = &[\n");
    for language in sorted(&lang)? {
        let folder = lang.join(&language);
        if !folder.is_dir() {
            continue;
        }
        println!("cargo::rerun-if-changed={}", folder.display());
        for file in sorted(&folder)? {
            let Some(section) = file.strip_suffix(".toml") else { continue };
            let path = folder.join(&file);
            println!("cargo::rerun-if-changed={}", path.display());
            let _ = writeln!(
                code,
                "({language:?}, {section:?}, include_str!({:?})),",
                path.display().to_string()
            );
        }
    }
    code.push_str("];\n");
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&out).join("packs.rs"), code)
}

fn sorted(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}
