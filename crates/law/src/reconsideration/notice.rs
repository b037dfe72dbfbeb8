//! 需要送达的文书 and each 送达 of it.

use super::*;
use crate::{
    FileHash,
    calendar::Calendar,
    clock::{Served, ServedBy, first_service},
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 需要送达的文书, on whose service a period or an effect hangs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// `n1`, `n2` …
    pub key: String,
    pub paper: PaperKind,
    pub made_on: Date,
    /// Keys of sides.
    pub recipients: Vec<String>,
    pub document: Option<FileHash>,
    pub deliveries: Vec<Delivery>,
    /// What was recorded by mistake; nothing is counted from it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub struck: Vec<StruckDelivery>,
}

/// 作废的送达记录.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StruckDelivery {
    pub delivery: Delivery,
    pub on: Date,
    /// Name of who struck it.
    pub by: String,
    pub reason: String,
}

/// 一次送达: the way, whether it reached, and its proof.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Delivery {
    pub recipient: String,
    pub by: ServedBy,
    /// The day that the way of service asks for ([`ServedBy::day_asked`]).
    #[schemars(with = "String")]
    pub on: Date,
    /// 没有送到: the attempt is kept.
    #[serde(default)]
    pub failed: bool,
    /// 送达回证、回执、截图.
    #[serde(default)]
    pub proof: Option<FileHash>,
    #[serde(default)]
    pub note: Option<String>,
    /// 留置送达: 拒收事由 (民诉法89条).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused_because: Option<String>,
    /// 留置送达: 见证人, where it was not photographed or filmed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub witness: Option<String>,
    /// 受送达人同意电子送达的书面材料.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent_paper: Option<FileHash>,
    /// 盖章的文书, where it was not on file before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed_paper: Option<FileHash>,
}

impl Delivery {
    /// What happened, as the receipt says it.
    pub fn told_zh(&self) -> Option<String> {
        let refused = self.refused_because.as_ref().map(|why| format!("拒收：{why}"));
        let witness = self.witness.as_ref().map(|who| format!("见证人：{who}"));
        let parts: Vec<String> = self.note.clone().into_iter().chain(refused).chain(witness).collect();
        (!parts.is_empty()).then(|| parts.join("；"))
    }
}

impl Notice {
    /// What counts, and what was struck: a proof once handed in stays to be read.
    pub fn every_record(&self) -> impl Iterator<Item = &Delivery> {
        self.deliveries.iter().chain(self.struck.iter().map(|struck| &struck.delivery))
    }

    /// Takes a record away from those that count; it stays on file with its reason.
    pub(super) fn strike(&mut self, attempt: usize, on: Date, by: &str, reason: &str) {
        if attempt < self.deliveries.len() {
            let delivery = self.deliveries.remove(attempt);
            let (by, reason) = (by.to_owned(), reason.to_owned());
            self.struck.push(StruckDelivery { delivery, on, by, reason });
        }
    }

    /// When it counts as served on this side: the first service that reached.
    pub fn served(&self, recipient: &str, calendar: &Calendar) -> Option<Served> {
        let reached = self.deliveries.iter().filter(|d| d.recipient == recipient && !d.failed);
        first_service(reached.map(|d| d.by.served(d.on, calendar)))
    }

    /// 没有送到: what was tried before it reached this side.
    pub fn failed<'a>(&'a self, recipient: &'a str) -> impl Iterator<Item = &'a Delivery> {
        self.deliveries.iter().filter(move |delivery| delivery.recipient == recipient && delivery.failed)
    }

    pub fn served_on(&self, recipient: &str, calendar: &Calendar) -> Option<Date> {
        self.served(recipient, calendar).map(|served| served.on)
    }

    /// Served on everybody: the day of the last.
    pub fn served_on_all(&self, calendar: &Calendar) -> Option<Date> {
        let days: Option<Vec<Date>> =
            self.recipients.iter().map(|recipient| self.served_on(recipient, calendar)).collect();
        days.and_then(|days| days.into_iter().max())
    }

    pub fn unserved<'a>(&'a self, calendar: &'a Calendar) -> impl Iterator<Item = &'a str> {
        let open = move |recipient: &&String| self.served_on(recipient, calendar).is_none();
        self.recipients.iter().filter(open).map(String::as_str)
    }
}
