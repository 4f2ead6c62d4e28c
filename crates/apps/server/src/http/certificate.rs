//! A certificate that was made here: signed with its own key, kept beside the users, readable by their owner alone.

use crate::people::write_private;
use anyhow::{Context as _, Result, anyhow};
use der::asn1::{BitString, GeneralizedTime, Ia5String, ObjectIdentifier, UtcTime};
use der::{DateTime, Encode as _};
use jiff::{ToSpan as _, civil::Date};
use ring::rand::{SecureRandom as _, SystemRandom};
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _};
use serde::{Deserialize, Serialize};
use std::net::IpAddr;
use std::path::Path;
use std::str::FromStr as _;
use x509_cert::ext::AsExtension as _;
use x509_cert::ext::pkix::name::GeneralName;
use x509_cert::ext::pkix::{BasicConstraints, ExtendedKeyUsage, SubjectAltName};
use x509_cert::name::Name;
use x509_cert::serial_number::SerialNumber;
use x509_cert::spki::{AlgorithmIdentifierOwned, SubjectPublicKeyInfoOwned};
use x509_cert::time::{Time, Validity};
use x509_cert::{Certificate, TbsCertificate, Version};

/// RFC 5480, RFC 5758, RFC 5280.
const EC_PUBLIC_KEY: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
const PRIME256V1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.3.1.7");
const ECDSA_WITH_SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.2");
const SERVER_AUTH: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.1");

/// A certificate that was made here, with its key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Own {
    pub names: Vec<String>,
    /// `2031-03-05`: its last day.
    until: String,
    /// DER.
    pub certificate: Vec<u8>,
    /// PKCS#8, DER.
    pub key: Vec<u8>,
}

const DAYS: i64 = 365;
/// It is made anew so long before it ends.
const DAYS_BEFORE: i64 = 30;

impl Own {
    /// The one that is kept, or a new one where it ends soon or other names are wanted.
    pub fn kept(path: &Path, names: &[String]) -> Result<Self> {
        let today = jiff::Zoned::now().date();
        let kept = std::fs::read(path).ok().and_then(|bytes| serde_json::from_slice::<Own>(&bytes).ok());
        let lasts = |own: &Own| {
            own.until.parse::<Date>().is_ok_and(|until| today.saturating_add(DAYS_BEFORE.days()) < until)
        };
        if let Some(own) = kept.filter(|own| lasts(own) && names.iter().all(|name| own.names.contains(name)))
        {
            return Ok(own);
        }
        let own = Own::made(names, today)?;
        write_private(path, &serde_json::to_vec(&own)?)?;
        Ok(own)
    }

    fn made(names: &[String], today: Date) -> Result<Self> {
        let (from, until) = (today.saturating_sub(1.days()), today.saturating_add(DAYS.days()));
        let chance = SystemRandom::new();
        let unspecified = |_| anyhow!("no key can be made");
        let key =
            EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &chance).map_err(unspecified)?;
        let signer = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, key.as_ref(), &chance)
            .map_err(|error| anyhow!("no key can be made: {error}"))?;
        let wanted = wanted(names, from, until, signer.public_key().as_ref(), &chance)?;
        let signature = signer.sign(&chance, &wanted.to_der()?).map_err(unspecified)?;
        let signed = Certificate {
            signature_algorithm: wanted.signature.clone(),
            tbs_certificate: wanted,
            signature: BitString::from_bytes(signature.as_ref())?,
        };
        let (certificate, key) = (signed.to_der()?, key.as_ref().to_vec());
        Ok(Own { names: names.to_vec(), until: until.to_string(), certificate, key })
    }
}

/// All that is signed.
fn wanted(
    names: &[String],
    from: Date,
    until: Date,
    public: &[u8],
    chance: &SystemRandom,
) -> Result<TbsCertificate> {
    let mut serial = [0_u8; 16];
    chance.fill(&mut serial).map_err(|_| anyhow!("no chance to be had"))?;
    let key_kind = AlgorithmIdentifierOwned { oid: EC_PUBLIC_KEY, parameters: Some((&PRIME256V1).into()) };
    let subject = Name::from_str("CN=Recount workbench")?;
    let alternatives = SubjectAltName(names.iter().map(|name| general(name)).collect::<Result<_>>()?);
    let usage = ExtendedKeyUsage(vec![SERVER_AUTH]);
    let constraints = BasicConstraints { ca: false, path_len_constraint: None };
    let extensions = vec![
        constraints.to_extension(&subject, &[])?,
        alternatives.to_extension(&subject, &[])?,
        usage.to_extension(&subject, &[])?,
    ];
    Ok(TbsCertificate {
        version: Version::V3,
        serial_number: SerialNumber::new(&serial)?,
        signature: AlgorithmIdentifierOwned { oid: ECDSA_WITH_SHA256, parameters: None },
        issuer: subject.clone(),
        validity: Validity { not_before: midnight(from)?, not_after: midnight(until)? },
        subject,
        subject_public_key_info: SubjectPublicKeyInfoOwned {
            algorithm: key_kind,
            subject_public_key: BitString::from_bytes(public)?,
        },
        issuer_unique_id: None,
        subject_unique_id: None,
        extensions: Some(extensions),
    })
}

/// An address, or a name.
fn general(name: &str) -> Result<GeneralName> {
    match name.parse::<IpAddr>() {
        Ok(address) => Ok(GeneralName::from(address)),
        Err(_) => {
            let name = Ia5String::new(name);
            Ok(GeneralName::DnsName(name.context("a name of the server has letters of ASCII alone")?))
        }
    }
}

/// The beginning of the day, UTC.
fn midnight(date: Date) -> Result<Time> {
    let part = |number: i8| u8::try_from(number).unwrap_or(1);
    let year = u16::try_from(date.year())?;
    let at = DateTime::new(year, part(date.month()), part(date.day()), 0, 0, 0)?;
    // RFC 5280: the short form until 2049.
    Ok(if year < 2050 {
        Time::UtcTime(UtcTime::from_date_time(at)?)
    } else {
        Time::GeneralTime(GeneralizedTime::from_date_time(at))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_is_kept_as_long_as_it_fits() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("certificate.json");
        let names = |names: &[&str]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
        let first = Own::kept(&path, &names(&["192.0.2.7", "desk.example"])).unwrap();
        assert_eq!(Own::kept(&path, &names(&["desk.example"])).unwrap(), first);
        let other = Own::kept(&path, &names(&["else.example"])).unwrap();
        assert_ne!(other.certificate, first.certificate);
        let old = Own { until: jiff::Zoned::now().date().saturating_add(3.days()).to_string(), ..other };
        std::fs::write(&path, serde_json::to_vec(&old).unwrap()).unwrap();
        assert_ne!(Own::kept(&path, &names(&["else.example"])).unwrap().certificate, old.certificate);
    }
}
