//! The program as its users meet it: started, asked over a socket, its memory read from outside.

use crate::measure;
use huajie_papers::{Job, sample, worker::Client};
use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

/// `huajie` lies one folder above the examples.
pub fn program() -> PathBuf {
    let example = std::env::current_exe().expect("a program knows where it lies");
    example.parent().and_then(Path::parent).expect("examples lie in a folder of the target").join("huajie")
}

pub struct Served {
    child: Child,
    address: SocketAddr,
    pub ready_ms: f64,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Served {
    /// Starts the program on an existing folder and waits until it says it is ready.
    pub fn start(folder: &Path) -> Result<Served, String> {
        let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
        let address = free.map_err(|error| format!("no free port: {error}"))?;
        let began = measure::clock();
        let child = Command::new(program())
            .arg("serve")
            .env("HUAJIE_VAR", folder)
            .env("HUAJIE_LISTEN", address.to_string())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("{} does not start: {error}", program().display()))?;
        let mut served = Served { child, address, ready_ms: 0.0 };
        while began.elapsed() < Duration::from_secs(30) {
            if served.get("/readyz", "").is_ok_and(|reply| reply.contains("200 OK")) {
                served.ready_ms = began.elapsed().as_secs_f64() * 1000.0;
                return Ok(served);
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        Err("not ready after 30 seconds".into())
    }

    pub fn resident_mb(&self) -> f64 {
        measure::resident_mb(self.child.id())
    }

    /// The whole reply as text.
    pub fn get(&self, path: &str, cookie: &str) -> std::io::Result<String> {
        let mut socket = TcpStream::connect(self.address)?;
        let host = self.address;
        write!(
            socket,
            "GET {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n"
        )?;
        let mut reply = Vec::new();
        socket.read_to_end(&mut reply)?;
        Ok(String::from_utf8_lossy(&reply).into_owned())
    }

    /// The portal's first page and its style sheets: compressed bytes, and whether there is a script.
    pub fn first_view(&self) -> Result<(usize, bool), String> {
        let failed = |error: std::io::Error| format!("the portal does not answer: {error}");
        let page = body(&self.get("/", "").map_err(failed)?).to_owned();
        let mut compressed = gzip(&page)?;
        for address in page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            if address.ends_with(".css") || address.contains(".css?") {
                compressed += gzip(body(&self.get(address, "").map_err(failed)?))?;
            }
        }
        Ok((compressed, page.contains("<script")))
    }
}

fn body(reply: &str) -> &str {
    reply.split_once("\r\n\r\n").map_or("", |(_, body)| body)
}

/// How long it is after `gzip -6`, as a proxy in front would send it.
fn gzip(text: &str) -> Result<usize, String> {
    let failed = |error: std::io::Error| format!("gzip does not run: {error}");
    let mut child = Command::new("gzip")
        .args(["-6", "-c"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    // Pages are smaller than a pipe; it cannot fill up while nobody reads.
    child.stdin.take().expect("it was asked to be a pipe").write_all(text.as_bytes()).map_err(failed)?;
    Ok(child.wait_with_output().map_err(failed)?.stdout.len())
}

fn fonts() -> std::ffi::OsString {
    std::env::var_os("HUAJIE_FONTS").unwrap_or_else(|| "fonts".into())
}

/// Papers per second through a warm worker, or why not.
pub fn papers_per_second() -> Result<f64, String> {
    const PAPERS: usize = 30;
    let name = huajie_papers::names().next().ok_or("there is no template")?;
    let shape = sample(name).map_err(|error| error.to_string())?;
    let job = |ordinal: usize| Job { ident: format!("bench-{ordinal}"), ..shape.clone() };
    let client = Client::new(program(), ["typeset".into(), fonts()]);
    client.typeset(&job(0)).map_err(|error| error.to_string())?;
    let began = measure::clock();
    for ordinal in 1..=PAPERS {
        client.typeset(&job(ordinal)).map_err(|error| error.to_string())?;
    }
    Ok(PAPERS as f64 / began.elapsed().as_secs_f64())
}
