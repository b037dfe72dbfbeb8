//! One-way files for networks that do not touch (内网、外网): numbered and signed, carried by hand or by a diode.
//!
//! A file is lines of JSON: a head that says for which system, which number and how many events; the events, one a line; and a
//! last line with the signature over every byte before it. What comes in is applied in order, through the same path as what is
//! pushed; a number that is missing stops everything after it, so that nothing is overtaken unseen.

use super::{CloudEvent, Way, inbox::ID_REUSED};
use crate::{api::Problem, office::Office};
use axum::http::StatusCode;
use huajie_law::MatterId;
use huajie_ledger::{
    Fault,
    bundle::BundleOut,
    vault::{Context, sm3_hex, verify_outward},
};
use serde::{Deserialize, Serialize};

/// The first line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Head {
    /// The format, 1.
    huajie_bundle: u32,
    /// The outside system as it is registered here, whichever way the file goes.
    system: MatterId,
    /// From 1, without gaps, for each system and each direction.
    number: u64,
    count: usize,
    /// When it was made.
    at: String,
}

/// The last line.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Seal {
    /// base64.
    ed25519: String,
}

/// What came of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CarriedIn {
    pub system: String,
    pub number: u64,
    pub applied: usize,
    /// Could not be applied and wait for a person.
    pub held: usize,
    /// Were under a name that another event has: a line each.
    pub refused: Vec<String>,
    /// It had been taken in before, as it is.
    pub before: bool,
}

/// Why a file is not taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotCarried {
    Unreadable(String),
    UnknownSystem(String),
    BadSignature,
    /// The number that should come next, and the one that came.
    Gap {
        expected: u64,
        came: u64,
    },
    /// The number was used by another file.
    OtherContent(u64),
    /// One event could not be worked on just now; the file can be brought again.
    Later(String),
}

impl NotCarried {
    pub fn says(&self) -> String {
        match self {
            NotCarried::Unreadable(why) => format!("这不是完整的摆渡文件：{why}"),
            NotCarried::UnknownSystem(id) => format!("没有登记外部系统 {id}，或者已经停用"),
            NotCarried::BadSignature => "签名与登记的公钥不符：文件被改动过，或者不是这个系统签的".to_owned(),
            NotCarried::Gap { expected, came } => {
                format!("这是第 {came} 包，还缺第 {expected} 包；请先导入缺的，再导入这一包")
            }
            NotCarried::OtherContent(number) => {
                format!("第 {number} 包以前收过，内容与这个文件不同；请与对方核对")
            }
            NotCarried::Later(why) => format!("没有导完，可以原样再导一次：{why}"),
        }
    }
}

impl From<Fault> for NotCarried {
    fn from(fault: Fault) -> Self {
        NotCarried::Later(fault.to_string())
    }
}

impl Office {
    /// A file's name and its bytes: the same events give the same bytes.
    pub fn bundle_file(&self, system: &MatterId, bundle: &BundleOut) -> Result<(String, Vec<u8>), String> {
        let head = Head {
            huajie_bundle: 1,
            system: system.clone(),
            number: bundle.number,
            count: bundle.events.len(),
            at: bundle.at.to_string(),
        };
        let mut text = line(&head);
        for event in &bundle.events {
            let place = Context { table: "event_out", column: "body", row_id: &event.id };
            let body = self.keys.open(&place, &event.sealed_body);
            text.push_str(&body.map_err(|_| format!("本机的密钥打不开 {}", event.id))?);
            text.push('\n');
        }
        let seal = Seal { ed25519: self.keys.sign_outward(text.as_bytes()) };
        text.push_str(&line(&seal));
        Ok((format!("{system}-{:06}.jsonl", bundle.number), text.into_bytes()))
    }

    /// Takes in a file that was carried here.
    pub async fn carry_in(&self, bytes: &[u8]) -> Result<CarriedIn, NotCarried> {
        let (head, events, signed, seal) = read(bytes)?;
        let law = self.law();
        let system = law.directory.systems.get(&head.system).filter(|system| !system.withdrawn);
        let system = system.ok_or_else(|| NotCarried::UnknownSystem(head.system.to_string()))?;
        verify_outward(&system.public_key, signed, &seal.ed25519).map_err(|_| NotCarried::BadSignature)?;
        let digest = sm3_hex(bytes);
        let mut told = CarriedIn {
            system: system.terms.name.clone(),
            number: head.number,
            applied: 0,
            held: 0,
            refused: Vec::new(),
            before: false,
        };
        let expected = self.ledger.last_bundle_in(&head.system).await? + 1;
        if head.number < expected {
            let same = self.ledger.bundle_in(&head.system, head.number).await?.as_deref() == Some(&digest);
            told.before = true;
            return if same { Ok(told) } else { Err(NotCarried::OtherContent(head.number)) };
        }
        if head.number > expected {
            return Err(NotCarried::Gap { expected, came: head.number });
        }
        for (at, event) in events.iter().enumerate() {
            match self.take_in(&head.system, system, event, Way::Carried).await {
                Ok(answer) if answer.status == 200 => told.applied += 1,
                Ok(_) => told.held += 1,
                Err(Problem::Own { status: StatusCode::CONFLICT, body }) if body["code"] == ID_REUSED => {
                    let says = body["says"].as_str().unwrap_or_default();
                    told.refused.push(format!("第 {} 条（{}）：{says}", at + 1, event.id));
                }
                Err(problem) => return Err(NotCarried::Later(why(&problem))),
            }
        }
        self.ledger.note_bundle_in(&head.system, head.number, &digest, self.now().at).await?;
        Ok(told)
    }
}

fn why(problem: &Problem) -> String {
    match problem {
        Problem::Own { body, .. } => body["says"].as_str().unwrap_or_default().to_owned(),
        Problem::Common(trouble) => format!("{trouble:?}"),
    }
}

fn line(of: &impl Serialize) -> String {
    format!("{}\n", serde_json::to_string(of).expect("plain data"))
}

type Read<'a> = (Head, Vec<CloudEvent>, &'a [u8], Seal);

/// Head, events, the bytes that are signed, and the signature.
fn read(bytes: &[u8]) -> Result<Read<'_>, NotCarried> {
    let broken = |why: &str| NotCarried::Unreadable(why.to_owned());
    let body = bytes.strip_suffix(b"\n").ok_or_else(|| broken("最后一行没有写完"))?;
    let at = body.iter().rposition(|byte| *byte == b'\n').ok_or_else(|| broken("只有一行"))? + 1;
    let (signed, seal) = (&bytes[..at], &body[at..]);
    let seal = serde_json::from_slice(seal).map_err(|_| broken("最后一行不是签名"))?;
    let text = std::str::from_utf8(signed).map_err(|_| broken("不是 UTF-8"))?;
    let mut lines = text.lines();
    let head: Head = lines
        .next()
        .and_then(|line| serde_json::from_str(line).ok())
        .ok_or_else(|| broken("第一行不是包头"))?;
    if head.huajie_bundle != 1 {
        return Err(broken("不认识的格式版本"));
    }
    let mut events = Vec::new();
    for (at, line) in lines.enumerate() {
        let event = crate::api::json_of(line.as_bytes()).and_then(|value| CloudEvent::read(&value));
        events.push(event.map_err(|problem| broken(&format!("第 {} 行：{}", at + 2, why(&problem))))?);
    }
    if events.len() != head.count {
        return Err(broken(&format!("包头说有 {} 条，实有 {} 条", head.count, events.len())));
    }
    Ok((head, events, signed, seal))
}
