//! Time stamps of an authority: a request to send, and whether an answer is one to it.
//!
//! Sources: RFC 3161 (Time-Stamp Protocol), RFC 5652 (signed data), through `x509-tsp` and `cms`; signatures by `ring`.
//! Who the authority is and whom it answers to is for the person who checks: `openssl ts -verify -CAfile …`.

use super::hex;
use cms::cert::CertificateChoices;
use cms::cert::x509::Certificate;
use cms::content_info::ContentInfo;
use cms::signed_data::{SignedData, SignerIdentifier, SignerInfo};
use der::asn1::{Int, OctetString};
use der::oid::ObjectIdentifier;
use der::{Any, Decode, Encode};
use sha2::{Digest, Sha256, Sha384, Sha512};
use x509_tsp::{MessageImprint, TimeStampReq, TimeStampResp, TspVersion, TstInfo};

const SHA_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");
const SHA_384: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.2");
const SHA_512: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.3");
const MESSAGE_DIGEST: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.4");
const CONTENT_TYPE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.3");
const TST_INFO: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.1.4");
const RSA: &str = "1.2.840.113549.1.1.1";
const ELLIPTIC: &str = "1.2.840.10045.2.1";
const P_256: &str = "1.2.840.10045.3.1.7";
const P_384: &str = "1.3.132.0.34";
const ED_25519: &str = "1.3.101.112";

/// What a stamp says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StampFacts {
    /// Seconds since 1970, UTC, by the authority's clock.
    pub at_s: u64,
    pub policy: String,
    /// Serial number, in hexadecimal digits.
    pub serial: String,
    /// Whom the certificate in it names; `None` if there is none inside, so that the signature was not checked.
    pub signer: Option<String>,
    /// The number that was sent with the request, in hexadecimal digits.
    pub nonce: Option<String>,
}

impl std::fmt::Display for StampFacts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let at = i64::try_from(self.at_s).ok().and_then(|at| jiff::Timestamp::from_second(at).ok());
        let at = at.map_or_else(|| format!("second {}", self.at_s), |at| at.to_string());
        match &self.signer {
            Some(signer) => {
                write!(f, "stamped at {at}; signed by “{signer}”, as the certificate inside has it")
            }
            None => write!(f, "stamped at {at}; no certificate inside, so its signature was not checked"),
        }
    }
}

/// Why bytes are no stamp over a checkpoint.
#[derive(Debug, thiserror::Error)]
pub enum StampError {
    #[error("it is no time-stamp response: {0}")]
    Form(#[from] der::Error),
    #[error("the authority granted no stamp")]
    NotGranted,
    #[error("it stamps something else than the checkpoint")]
    OtherImprint,
    #[error("what is signed in it is not what it says")]
    OtherContent,
    #[error("its signature is not that of the certificate inside")]
    Signature,
    #[error("its signature is of a kind that this program does not check ({0})")]
    Algorithm(String),
}

/// The request to send to an authority: the digest, a number, and that its certificate is wanted.
pub(super) fn request(digest: &[u8; 32], nonce: [u8; 8]) -> Result<Vec<u8>, StampError> {
    let algorithm =
        cms::cert::x509::spki::AlgorithmIdentifier { oid: SHA_256, parameters: Some(Any::null()) };
    // A leading zero byte more keeps the number positive; a nonce that begins with one would not be minimal.
    let mut number = nonce;
    number[0] = (number[0] & 0x7f) | 0x40;
    let request = TimeStampReq {
        version: TspVersion::V1,
        message_imprint: MessageImprint {
            hash_algorithm: algorithm,
            hashed_message: OctetString::new(&digest[..])?,
        },
        req_policy: None,
        nonce: Some(Int::new(&number)?),
        cert_req: true,
        extensions: None,
    };
    Ok(request.to_der()?)
}

/// The number in a request, in hexadecimal digits.
pub(super) fn nonce_of(request: &[u8]) -> Option<String> {
    Some(hex(TimeStampReq::from_der(request).ok()?.nonce?.as_bytes()))
}

/// What a response or a bare token says, if it is a stamp over `digest`.
pub(super) fn checked(bytes: &[u8], digest: &[u8; 32]) -> Result<StampFacts, StampError> {
    let token = token_of(bytes)?;
    let signed = SignedData::from_der(&token.content.to_der()?)?;
    let content = signed.encap_content_info.econtent.as_ref().ok_or(StampError::OtherContent)?;
    let info = TstInfo::from_der(content.value())?;
    let imprint = &info.message_imprint;
    if imprint.hash_algorithm.oid != SHA_256 || imprint.hashed_message.as_bytes() != digest {
        return Err(StampError::OtherImprint);
    }
    let signer = match certificate_of(&signed)? {
        Some((signer, certificate)) => {
            check_signature(signer, certificate, content.value())?;
            Some(certificate.tbs_certificate.subject.to_string())
        }
        None => None,
    };
    Ok(StampFacts {
        at_s: info.gen_time.to_unix_duration().as_secs(),
        policy: info.policy.to_string(),
        serial: hex(info.serial_number.as_bytes()),
        signer,
        nonce: info.nonce.as_ref().map(|nonce| hex(nonce.as_bytes())),
    })
}

fn token_of(bytes: &[u8]) -> Result<ContentInfo, StampError> {
    if let Ok(token) = ContentInfo::from_der(bytes) {
        return Ok(token);
    }
    TimeStampResp::from_der(bytes)?.time_stamp_token.ok_or(StampError::NotGranted)
}

/// The signer and its certificate, if the token carries it.
fn certificate_of(signed: &SignedData) -> Result<Option<(&SignerInfo, &Certificate)>, StampError> {
    let signer = signed.signer_infos.0.iter().next().ok_or(StampError::Signature)?;
    let SignerIdentifier::IssuerAndSerialNumber(named) = &signer.sid else { return Ok(None) };
    let all = signed.certificates.iter().flat_map(|set| set.0.iter());
    let certificate = all
        .filter_map(|choice| match choice {
            CertificateChoices::Certificate(certificate) => Some(certificate),
            CertificateChoices::Other(_) => None,
        })
        .find(|certificate| {
            let inner = &certificate.tbs_certificate;
            inner.issuer == named.issuer && inner.serial_number == named.serial_number
        });
    Ok(certificate.map(|certificate| (signer, certificate)))
}

fn check_signature(signer: &SignerInfo, certificate: &Certificate, content: &[u8]) -> Result<(), StampError> {
    let attributes = signer.signed_attrs.as_ref().ok_or(StampError::OtherContent)?;
    let value = |oid: ObjectIdentifier| {
        attributes.iter().find(|attribute| attribute.oid == oid).and_then(|found| found.values.iter().next())
    };
    let digest = digest_of(&signer.digest_alg.oid, content)?;
    if value(MESSAGE_DIGEST).map(Any::value) != Some(&digest[..]) {
        return Err(StampError::OtherContent);
    }
    if value(CONTENT_TYPE).and_then(|kind| kind.decode_as::<ObjectIdentifier>().ok()) != Some(TST_INFO) {
        return Err(StampError::OtherContent);
    }
    let key = &certificate.tbs_certificate.subject_public_key_info;
    let curve = key.algorithm.parameters.as_ref().and_then(|any| any.decode_as::<ObjectIdentifier>().ok());
    let algorithm = algorithm_of(&key.algorithm.oid, curve, &signer.digest_alg.oid)?;
    let public = key.subject_public_key.as_bytes().ok_or(StampError::Signature)?;
    ring::signature::UnparsedPublicKey::new(algorithm, public)
        .verify(&attributes.to_der()?, signer.signature.as_bytes())
        .map_err(|_| StampError::Signature)
}

fn digest_of(oid: &ObjectIdentifier, content: &[u8]) -> Result<Vec<u8>, StampError> {
    match *oid {
        SHA_256 => Ok(Sha256::digest(content).to_vec()),
        SHA_384 => Ok(Sha384::digest(content).to_vec()),
        SHA_512 => Ok(Sha512::digest(content).to_vec()),
        other => Err(StampError::Algorithm(other.to_string())),
    }
}

type Algorithm = &'static dyn ring::signature::VerificationAlgorithm;

fn algorithm_of(
    key: &ObjectIdentifier,
    curve: Option<ObjectIdentifier>,
    digest: &ObjectIdentifier,
) -> Result<Algorithm, StampError> {
    use ring::signature as s;
    let (key, curve) = (key.to_string(), curve.map(|curve| curve.to_string()).unwrap_or_default());
    let found: Option<Algorithm> = match (key.as_str(), curve.as_str(), *digest) {
        (RSA, _, SHA_256) => Some(&s::RSA_PKCS1_2048_8192_SHA256),
        (RSA, _, SHA_384) => Some(&s::RSA_PKCS1_2048_8192_SHA384),
        (RSA, _, SHA_512) => Some(&s::RSA_PKCS1_2048_8192_SHA512),
        (ELLIPTIC, P_256, SHA_256) => Some(&s::ECDSA_P256_SHA256_ASN1),
        (ELLIPTIC, P_256, SHA_384) => Some(&s::ECDSA_P256_SHA384_ASN1),
        (ELLIPTIC, P_384, SHA_256) => Some(&s::ECDSA_P384_SHA256_ASN1),
        (ELLIPTIC, P_384, SHA_384) => Some(&s::ECDSA_P384_SHA384_ASN1),
        (ED_25519, _, _) => Some(&s::ED25519),
        _ => None,
    };
    found.ok_or_else(|| StampError::Algorithm(format!("key {key} {curve}, digest {digest}")))
}
