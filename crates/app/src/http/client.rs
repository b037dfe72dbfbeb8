//! Talking to others: one request by POST, over HTTP or over TLS with a server that proves who it is. Redirections are not
//! followed, and what is answered is not read: those we talk to answer by their status.

use axum::{
    body::Body,
    http::{HeaderName, HeaderValue, Request, StatusCode, Uri, header},
};
use hyper_util::rt::TokioIo;
use rustls::{ClientConfig, RootCertStore, pki_types::ServerName};
use std::sync::{Arc, OnceLock};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
};
use tokio_rustls::TlsConnector;

/// Posts a body; the error is a sentence for whoever looks after the connection.
pub async fn post(
    address: &str,
    headers: &[(HeaderName, HeaderValue)],
    body: String,
) -> Result<StatusCode, String> {
    let uri: Uri = address.parse().map_err(|_| "推送地址不是网址".to_owned())?;
    let (Some(scheme), Some(host)) = (uri.scheme_str(), uri.host()) else {
        return Err("推送地址不是网址".into());
    };
    let host = host.trim_matches(['[', ']']).to_owned();
    let port = uri.port_u16().unwrap_or(if scheme == "https" { 443 } else { 80 });
    let stream =
        TcpStream::connect((host.as_str(), port)).await.map_err(|error| format!("连不上对方：{error}"))?;
    if scheme != "https" {
        return send(stream, &uri, headers, body).await;
    }
    let name = ServerName::try_from(host).map_err(|_| "推送地址里的主机名不对".to_owned())?;
    let connector = TlsConnector::from(tls()?);
    let stream =
        connector.connect(name, stream).await.map_err(|error| format!("加密连接没有建立：{error}"))?;
    send(stream, &uri, headers, body).await
}

async fn send<S: AsyncRead + AsyncWrite + Unpin + Send + 'static>(
    stream: S,
    uri: &Uri,
    headers: &[(HeaderName, HeaderValue)],
    body: String,
) -> Result<StatusCode, String> {
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream))
        .await
        .map_err(|error| format!("对方不讲 HTTP：{error}"))?;
    let connection = tokio::spawn(connection);
    let host = uri.authority().map_or("", |authority| authority.as_str());
    let mut request = Request::post(uri.path_and_query().map_or("/", |path| path.as_str()))
        .header(header::HOST, host)
        .body(Body::from(body))
        .map_err(|_| "推送地址不是网址".to_owned())?;
    request.headers_mut().extend(headers.iter().cloned());
    let answer = sender.send_request(request).await.map_err(|error| format!("对方中途断开：{error}"));
    connection.abort();
    answer.map(|answer| answer.status())
}

/// The authorities that the machine trusts, read once.
fn tls() -> Result<Arc<ClientConfig>, String> {
    static CONFIG: OnceLock<Result<Arc<ClientConfig>, String>> = OnceLock::new();
    let make = || {
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|error| format!("加密没有设好：{error}"))?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Arc::new(config))
    };
    CONFIG.get_or_init(make).clone()
}
