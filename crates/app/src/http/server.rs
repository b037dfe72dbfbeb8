//! The accept loop. Our own, because a silent socket must not stay open for ever: the header time-out, the number of
//! connections and the time of a whole request are bounded here.

use axum::Router;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use std::{future::Future, io, sync::Arc, time::Duration};
use tokio::{net::TcpListener, sync::Semaphore};

const MOST_CONNECTIONS: usize = 1024;
const HEADER_TIMEOUT: Duration = Duration::from_secs(10);
/// From the first byte of a request to the last of its reply; large uploads on a village line are slow.
const CONNECTION_TIMEOUT: Duration = Duration::from_secs(600);
/// How long what is running may take when the program is asked to stop.
const FAREWELL: Duration = Duration::from_secs(10);

/// Serves until `stop` resolves, then lets running requests finish; a connection kept for a next request is closed at once.
pub async fn serve(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) -> io::Result<()> {
    let places = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    let open = GracefulShutdown::new();
    tokio::pin!(stop);
    loop {
        let place = places.clone().acquire_owned().await.expect("the semaphore is never closed");
        let (stream, _peer) = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    // Out of descriptors or a connection that died in the queue: the loop itself goes on.
                    tracing::warn!(%error, "could not accept");
                    tokio::task::yield_now().await;
                    continue;
                }
            },
            () = &mut stop => break,
        };
        let _ = stream.set_nodelay(true);
        let service = TowerToHyperService::new(router.clone());
        let connection = hyper::server::conn::http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEADER_TIMEOUT)
            .serve_connection(TokioIo::new(stream), service);
        let connection = open.watch(connection);
        tokio::spawn(async move {
            if tokio::time::timeout(CONNECTION_TIMEOUT, connection).await.is_err() {
                tracing::debug!("a connection took too long");
            }
            drop(place);
        });
    }
    let _ = tokio::time::timeout(FAREWELL, open.shutdown()).await;
    Ok(())
}
