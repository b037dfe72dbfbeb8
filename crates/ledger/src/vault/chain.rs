//! Hashes over what the journal holds: one per event, chained; one over the heads of all streams.
//!
//! Not here: which columns an event has (the journal), signatures (`sign`).

use super::{hex, length_prefixed};
use sm3::{Digest, Sm3};

/// SM3 (GB/T 32905) of `bytes`, 64 hexadecimal digits.
pub fn sm3_hex(bytes: &[u8]) -> String {
    hex(&Sm3::digest(bytes))
}

/// The hash of an event: SM3 over the previous hash and every column, each with its length before it,
/// so that nothing can move from one column to the next. `prev` is empty for a stream's first event.
/// Columns are the stored text; a column that is NULL is given as the empty text, which is never stored.
pub fn chain_hash(prev: &str, columns: &[&str]) -> String {
    let mut parts = Vec::with_capacity(columns.len() + 1);
    parts.push(prev.as_bytes());
    parts.extend(columns.iter().map(|column| column.as_bytes()));
    sm3_hex(&length_prefixed(&parts))
}

/// The last event of a stream.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct StreamHead<'a> {
    pub stream: &'a str,
    pub seq: i64,
    pub hash: &'a str,
}

/// One hash over the heads of all streams, in whatever order they come: a Merkle tree as in RFC 6962 §2.1,
/// with SM3. The leaves are the heads sorted by stream. A stream that was cut, re-hashed, deleted or
/// invented changes it. No streams at all: SM3 of nothing.
pub fn tree_head(heads: &[StreamHead<'_>]) -> String {
    let mut sorted: Vec<_> = heads.iter().collect();
    sorted.sort_unstable();
    let mut level: Vec<[u8; 32]> = sorted.into_iter().map(leaf).collect();
    if level.is_empty() {
        return sm3_hex(&[]);
    }
    // An odd node at the end moves up unchanged: the same tree as splitting at the largest power of two.
    while level.len() > 1 {
        level = level
            .chunks(2)
            .map(|pair| if let [left, right] = pair { node(left, right) } else { pair[0] })
            .collect();
    }
    hex(&level[0])
}

/// Leaves and nodes start with different bytes, so that no node can pass for a leaf.
fn leaf(head: &StreamHead<'_>) -> [u8; 32] {
    let seq = head.seq.to_string();
    let bytes = length_prefixed(&[head.stream.as_bytes(), seq.as_bytes(), head.hash.as_bytes()]);
    Sm3::new().chain_update([0]).chain_update(bytes).finalize().into()
}

fn node(left: &[u8; 32], right: &[u8; 32]) -> [u8; 32] {
    Sm3::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}
