//! TLS: certificate and key from files, or made here and kept beside the users.

use super::certificate::Own;
use anyhow::{Context as _, Result};
use rustls::ServerConfig;
use rustls::crypto::ring::default_provider;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use sha2::{Digest as _, Sha256};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How what is sent is kept from others on the way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Tls {
    /// Not at all: for this computer alone.
    #[default]
    Off,
    /// By a proxy of the user's own.
    Elsewhere,
    /// PEM files.
    Files { certificate: PathBuf, key: PathBuf },
    /// A certificate made here; whoever comes compares its fingerprint.
    SelfSigned,
}

/// What connections are made with.
pub struct Secured {
    pub config: Arc<ServerConfig>,
    /// SHA-256 of a certificate that nobody vouches for, as browsers show it.
    pub fingerprint: Option<String>,
}

impl Tls {
    /// What connections are made with, for a server of these names; `None` where they are not secured here.
    ///
    /// # Errors
    /// When files cannot be read or written, or do not fit each other.
    pub fn secured(&self, names: &[String]) -> Result<Option<Secured>> {
        match self {
            Tls::Off | Tls::Elsewhere => Ok(None),
            Tls::Files { certificate, key } => {
                let told = |path: &Path| format!("`{}` cannot be used for TLS", path.display());
                let chain = CertificateDer::pem_file_iter(certificate)
                    .and_then(Iterator::collect::<Result<Vec<_>, _>>);
                let chain = chain.with_context(|| told(certificate))?;
                let secret = PrivateKeyDer::from_pem_file(key).with_context(|| told(key))?;
                let config = config(chain, secret).with_context(|| told(certificate))?;
                Ok(Some(Secured { config, fingerprint: None }))
            }
            Tls::SelfSigned => {
                let folder =
                    crate::recent::folder().context("there is no home folder to keep the certificate in")?;
                let own = Own::kept(&folder.join("certificate.json"), names)?;
                let secret = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(own.key));
                let fingerprint = Some(fingerprint(&own.certificate));
                let config = config(vec![CertificateDer::from(own.certificate)], secret)?;
                Ok(Some(Secured { config, fingerprint }))
            }
        }
    }
}

fn config(chain: Vec<CertificateDer<'static>>, key: PrivateKeyDer<'static>) -> Result<Arc<ServerConfig>> {
    let builder = ServerConfig::builder_with_provider(Arc::new(default_provider()));
    let builder = builder.with_safe_default_protocol_versions()?.with_no_client_auth();
    let mut config = builder.with_single_cert(chain, key)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

/// `AB:CD:…`.
fn fingerprint(certificate: &[u8]) -> String {
    let pairs: Vec<String> = Sha256::digest(certificate).iter().map(|byte| format!("{byte:02X}")).collect();
    pairs.join(":")
}
