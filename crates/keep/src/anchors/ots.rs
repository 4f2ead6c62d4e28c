//! OpenTimestamps proofs: whether one is about a digest. Its attestations need the Bitcoin chain, which is not here.
//!
//! Source: the file format of `opentimestamps` (python-opentimestamps, `DetachedTimestampFile`).

const MAGIC: &[u8] = b"\x00OpenTimestamps\x00\x00Proof\x00\xbf\x89\xe2\xe8\x84\xe8\x92\x94";
const VERSION: u8 = 1;
const SHA_256: u8 = 8;

/// What the proof says, if it is one over `digest`.
pub(super) fn checked(bytes: &[u8], digest: &[u8; 32]) -> Result<&'static str, String> {
    let rest = bytes.strip_prefix(MAGIC).ok_or("it is no OpenTimestamps proof")?;
    match rest.split_at_checked(2) {
        Some(([VERSION, SHA_256], rest)) if rest.starts_with(digest) && rest.len() > digest.len() => {
            Ok("an OpenTimestamps proof over the checkpoint; `ots verify` tells since when")
        }
        Some(([VERSION, SHA_256], _)) => Err("it is a proof over something else".to_owned()),
        _ => Err("it is of a version or a hash that this program does not read".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proof_is_told_from_one_over_something_else() {
        let digest = [7; 32];
        let mut proof = MAGIC.to_vec();
        proof.extend([VERSION, SHA_256]);
        proof.extend(digest);
        assert!(checked(&proof, &digest).is_err(), "without any attestation");
        proof.extend([0, 1, 2]);
        assert!(checked(&proof, &digest).is_ok());
        assert!(checked(&proof, &[8; 32]).is_err());
        assert!(checked(b"", &digest).is_err());
    }
}
