//! The stylesheet and the scripts, inside the program, each under a name that changes with its content.
//!
//! `http/` serves `find(path)` with `cache-control: public, max-age=31536000, immutable`.

/// One file a browser fetches.
#[derive(Debug)]
pub struct Asset {
    pub content_type: &'static str,
    pub body: &'static str,
    /// The same as gzip, made once. Nothing in it is anybody's, so that its length tells nothing.
    pub gzip: Vec<u8>,
    /// `/assets/<name>.<hash of the content>.<ending>`
    pub url: String,
}

use flate2::{Compression, write::GzEncoder};
use std::{io::Write, sync::LazyLock};

/// One file to fetch, two to read.
const STYLES: &str = concat!(include_str!("styles.css"), include_str!("lanes.css"));

static STYLE: LazyLock<Asset> = LazyLock::new(|| asset("huajie", "css", "text/css; charset=utf-8", STYLES));
static DESK: LazyLock<Asset> =
    LazyLock::new(|| asset("desk", "js", "text/javascript; charset=utf-8", include_str!("desk.js")));
static PORTAL: LazyLock<Asset> =
    LazyLock::new(|| asset("portal", "js", "text/javascript; charset=utf-8", include_str!("portal.js")));

pub fn style_url() -> &'static str {
    &STYLE.url
}

/// Palette, list keys, key list: for every page of the desk.
pub fn desk_script_url() -> &'static str {
    &DESK.url
}

/// Signature pad and draft hints: for pages, of either house, with such fields.
pub fn portal_script_url() -> &'static str {
    &PORTAL.url
}

/// The asset at exactly this path, or none.
pub fn find(path: &str) -> Option<&'static Asset> {
    [&STYLE, &DESK, &PORTAL].into_iter().map(|held| &**held).find(|asset| asset.url == path)
}

fn asset(name: &str, ending: &str, content_type: &'static str, body: &'static str) -> Asset {
    let url = format!("/assets/{name}.{:016x}.{ending}", fingerprint(body));
    Asset { content_type, body, gzip: gzip(body), url }
}

fn gzip(body: &str) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(body.as_bytes()).and_then(|()| packed.finish()).expect("memory takes it")
}

/// FNV-1a. It only has to differ when the file differs; nobody attacks the name of our own stylesheet.
fn fingerprint(body: &str) -> u64 {
    body.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
