//! Where a case lies: some places do not keep what they promise.

use recount_diagnostics::Diagnostic;
use recount_sayings::say;
use std::path::Path;

/// Folders whose content a service copies to and fro behind our back.
const SYNCED_FOLDERS: [&str; 14] = [
    "dropbox",
    "onedrive",
    "google drive",
    "googledrive",
    "my drive",
    "icloud drive",
    "mobile documents",
    "nextcloud",
    "owncloud",
    "pcloud",
    "pclouddrive",
    "yandex.disk",
    "яндекс.диск",
    "mega",
];

/// Warnings on the place of the case in `root`: a disk of another computer, a folder that a service keeps in step.
pub fn place_warnings(root: &Path) -> Vec<Diagnostic> {
    let place = root.display().to_string();
    let mut warnings = Vec::new();
    if let Some(kind) = shared_disk(root) {
        let message = say!("odd.shared-disk", kind = say!(kind));
        warnings.push(Diagnostic::warning("shared-disk", message));
    }
    let full = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    if let Some(service) = full.components().find_map(|part| synced(&part.as_os_str().to_string_lossy())) {
        let message = say!("odd.synced-folder", service = service);
        warnings.push(Diagnostic::warning("synced-folder", message));
    }
    let hint = say!("odd-hint.own-disk");
    warnings.into_iter().map(|warning| warning.in_place(place.clone()).hint(hint.clone())).collect()
}

fn synced(folder: &str) -> Option<String> {
    let lower = folder.to_lowercase();
    let is_of = |name: &str| lower == name || lower.starts_with(&format!("{name} - "));
    SYNCED_FOLDERS.iter().any(|name| is_of(name)).then(|| folder.to_owned())
}

/// File systems by the number that Linux gives them (`statfs(2)`), with the key of what they are.
#[cfg(target_os = "linux")]
const SHARED_DISKS: [(u64, &str); 9] = [
    (0x6969, "disk.nfs"),
    (0x517b, "disk.smb"),
    (0xff53_4d42, "disk.cifs"),
    (0xfe53_4d42, "disk.smb-two"),
    (0x0102_1997, "disk.ninep"),
    (0x00c3_6400, "disk.ceph"),
    (0x5346_414f, "disk.afs"),
    (0x786f_4256, "disk.vbox"),
    (0x6573_5546, "disk.fuse"),
];

#[cfg(target_os = "linux")]
fn shared_disk(root: &Path) -> Option<&'static str> {
    let found = u64::try_from(rustix::fs::statfs(root).ok()?.f_type).ok()? & 0xffff_ffff;
    SHARED_DISKS.iter().find(|(number, _)| *number == found).map(|(_, kind)| *kind)
}

#[cfg(not(target_os = "linux"))]
fn shared_disk(_root: &Path) -> Option<&'static str> {
    None
}

/// True if what stands at `path` may be written by this user on this disk.
#[cfg(unix)]
pub(crate) fn may_be_written(path: &Path) -> bool {
    rustix::fs::access(path, rustix::fs::Access::WRITE_OK).is_ok()
}

#[cfg(not(unix))]
pub(crate) fn may_be_written(path: &Path) -> bool {
    path.metadata().is_ok_and(|data| !data.permissions().readonly())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_of_services_are_told_by_name() {
        for name in ["Dropbox", "OneDrive - Tessel Weekly", "iCloud Drive", "Яндекс.Диск"] {
            assert!(synced(name).is_some(), "{name}");
        }
        for name in ["megaphone", "drop", "case", "onedriver"] {
            assert!(synced(name).is_none(), "{name}");
        }
    }

    #[test]
    fn an_ordinary_folder_is_no_reason_to_warn() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(place_warnings(folder.path()), []);
    }
}
