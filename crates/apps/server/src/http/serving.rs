//! Connections: taken, secured where that is wanted, and handed to the routes one request after the other.

use anyhow::Result;
use axum::Router;
use axum::extract::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt as _;

/// More connections wait until others end.
const MOST_CONNECTIONS: usize = 512;
/// Whoever does not come to the point in this time is not waited for.
const HANDSHAKE: Duration = Duration::from_secs(10);
const HEAD: Duration = Duration::from_secs(30);

/// Where a request comes from.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub IpAddr);

/// Serves until the process ends.
///
/// # Errors
/// Never; the room for connections is never closed.
pub async fn run(listener: TcpListener, routes: Router, tls: Option<TlsAcceptor>) -> Result<()> {
    let room = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    loop {
        let permit = Arc::clone(&room).acquire_owned().await?;
        let Ok((stream, peer)) = listener.accept().await else {
            // Too many files are open, or whoever asked went away: others may still come.
            sleep(Duration::from_millis(50)).await;
            continue;
        };
        let (routes, tls) = (routes.clone(), tls.clone());
        tokio::spawn(async move {
            let _room = permit;
            let _ = stream.set_nodelay(true);
            let peer = Peer(peer.ip().to_canonical());
            match tls {
                None => talk(stream, peer, routes).await,
                Some(tls) => {
                    if let Ok(Ok(stream)) = timeout(HANDSHAKE, tls.accept(stream)).await {
                        talk(stream, peer, routes).await;
                    }
                }
            }
        });
    }
}

async fn talk(stream: impl AsyncRead + AsyncWrite + Unpin, peer: Peer, routes: Router) {
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(peer);
        routes.clone().oneshot(request)
    });
    let mut connection = http1::Builder::new();
    connection.timer(TokioTimer::new()).header_read_timeout(HEAD);
    // That a connection breaks is its own end and nobody else's.
    let _ = connection.serve_connection(TokioIo::new(stream), service).await;
}
