//! Reports and exchange formats, one file each.
