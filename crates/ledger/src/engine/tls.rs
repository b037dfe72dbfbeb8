//! The wire to PostgreSQL: plain, or TLS with a server that proves who it is.
//!
//! `sslmode=require` (and `verify-full`, which means the same here) encrypts and checks the server's certificate and name
//! against the machine's authorities, or against those in `sslrootcert=FILE` alone. There is no encryption without the
//! check: it would keep out nobody who can answer in the server's place. Nothing falls back to plain.

use super::{Fault, FaultKind};
use rustls::{
    ClientConfig, RootCertStore,
    pki_types::{CertificateDer, pem::PemObject},
};
use std::sync::Arc;
use tokio_postgres::config::SslMode;
use tokio_postgres_rustls::MakeRustlsConnect;

/// How a server is reached.
pub(super) struct Wire {
    pub config: tokio_postgres::Config,
    pub tls: Option<MakeRustlsConnect>,
}

impl Wire {
    pub fn of(url: &str) -> Result<Wire, Fault> {
        let (url, authorities) = parted(url);
        let config: tokio_postgres::Config = url
            .parse()
            .map_err(|error| Fault::caused(FaultKind::Setup, "read the database address", error))?;
        let tls = match config.get_ssl_mode() {
            SslMode::Require => Some(connector(authorities.as_deref())?),
            _ => None,
        };
        Ok(Wire { config, tls })
    }
}

/// The address as the driver knows it, and the file of authorities that stands in it.
fn parted(url: &str) -> (String, Option<String>) {
    let Some((address, query)) = url.split_once('?') else { return (url.to_owned(), None) };
    let mut authorities = None;
    let kept = query.split('&').filter_map(|part| match part.split_once('=') {
        Some(("sslrootcert", file)) => {
            authorities = Some(file.replace("%2F", "/"));
            None
        }
        Some(("sslmode", "verify-full")) => Some("sslmode=require"),
        _ => Some(part),
    });
    let kept: Vec<&str> = kept.collect();
    let address = if kept.is_empty() { address.to_owned() } else { format!("{address}?{}", kept.join("&")) };
    (address, authorities)
}

fn connector(authorities: Option<&str>) -> Result<MakeRustlsConnect, Fault> {
    let setup = |what: &'static str| Fault::new(FaultKind::Setup, what);
    let mut roots = RootCertStore::empty();
    let certificates = match authorities {
        None => rustls_native_certs::load_native_certs().certs,
        Some(file) => CertificateDer::pem_file_iter(file)
            .and_then(|read| read.collect::<Result<Vec<_>, _>>())
            .map_err(|error| Fault::caused(FaultKind::Setup, "read the file of sslrootcert", error))?,
    };
    roots.add_parsable_certificates(certificates);
    if roots.is_empty() {
        return Err(setup("no authority is known that could vouch for the database server: set sslrootcert"));
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| Fault::caused(FaultKind::Setup, "set up TLS", error))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::TcpListener,
    };

    /// A server that is asked for TLS once, answers so, and tells what came next.
    async fn server(answer: &'static [u8]) -> (String, tokio::task::JoinHandle<(Vec<u8>, Vec<u8>)>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("is bound").port();
        let heard = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.expect("somebody comes");
            let mut asked = [0; 8];
            stream.read_exact(&mut asked).await.expect("a request");
            stream.write_all(answer).await.expect("is heard");
            let mut next = vec![0; 3];
            let read = stream.read(&mut next).await.unwrap_or(0);
            next.truncate(read);
            (asked.to_vec(), next)
        });
        (format!("postgres://huajie:secret@localhost:{port}/db?sslmode=require&sslrootcert="), heard)
    }

    /// An authority that nobody uses.
    fn authorities() -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), include_str!("tests/authority.pem")).expect("writes");
        file
    }

    const ASKS_FOR_TLS: [u8; 8] = [0, 0, 0, 8, 4, 210, 22, 47];

    #[tokio::test]
    async fn a_server_without_tls_is_not_talked_to_when_tls_is_required() {
        let (url, heard) = server(b"N").await;
        let file = authorities();
        let refused = super::super::Store::open(&format!("{url}{}", file.path().display())).await;
        assert!(refused.is_err());
        let (asked, next) = heard.await.expect("ends");
        assert_eq!(asked, ASKS_FOR_TLS);
        assert!(next.is_empty(), "no name and no password goes out in clear");
    }

    #[tokio::test]
    async fn what_comes_first_is_a_handshake_and_not_a_name() {
        let (url, heard) = server(b"S").await;
        let file = authorities();
        assert!(super::super::Store::open(&format!("{url}{}", file.path().display())).await.is_err());
        let (_, next) = heard.await.expect("ends");
        assert_eq!(next, [22, 3, 1], "the record of a client hello");
    }

    #[test]
    fn the_address_is_parted_and_plain_stays_plain() {
        let (address, file) = parted("postgres://a@b/c?sslmode=verify-full&sslrootcert=/etc/ca.pem&x=y");
        assert_eq!(
            (address.as_str(), file.as_deref()),
            ("postgres://a@b/c?sslmode=require&x=y", Some("/etc/ca.pem"))
        );
        assert!(Wire::of("postgres://a@b/c").expect("reads").tls.is_none());
        assert!(Wire::of("postgres://a@b/c?sslmode=require&sslrootcert=/nowhere.pem").is_err());
    }
}
