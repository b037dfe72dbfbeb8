//! 送达: from which day a paper counts as served, by the way it was served, and whether something was handed in before
//! a last day was over. The articles are those of the Civil Procedure Law, to which 行政复议法88条1款 and
//! 行政处罚法61条 refer. Nothing is recorded here. Called by whoever makes a period start from a service.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumIter, EnumString};

use crate::{
    calendar::{Calendar, zh_date},
    term,
};

/// 送达方式 of the law; the period runs from the day after service.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, Display, EnumString, EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ServedBy {
    /// 直接送达
    Direct,
    /// 留置送达
    Left,
    /// 电子送达
    Electronic,
    /// 委托送达
    Entrusted,
    /// 邮寄送达
    Mail,
    /// 转交送达
    Forwarded,
    /// 公告送达
    PublicNotice,
}

impl ServedBy {
    pub fn zh(self) -> &'static str {
        match self {
            ServedBy::Direct => "直接送达",
            ServedBy::Left => "留置送达",
            ServedBy::Electronic => "电子送达",
            ServedBy::Entrusted => "委托送达",
            ServedBy::Mail => "邮寄送达",
            ServedBy::Forwarded => "转交送达",
            ServedBy::PublicNotice => "公告送达",
        }
    }

    pub fn article(self) -> &'static str {
        match self {
            ServedBy::Direct => "《民事诉讼法》第87条、第88条",
            ServedBy::Left => "《民事诉讼法》第89条",
            ServedBy::Electronic => "《民事诉讼法》第90条第2款",
            ServedBy::Entrusted | ServedBy::Mail => "《民事诉讼法》第91条",
            ServedBy::Forwarded => "《民事诉讼法》第92条至第94条",
            ServedBy::PublicNotice => "《民事诉讼法》第95条",
        }
    }

    /// Which day has to be known.
    pub fn day_asked(self) -> &'static str {
        match self {
            ServedBy::Direct => "本人、同住成年家属、代理人或者代收人在送达回证上签收的日期",
            ServedBy::Left => "把文书留在住所并记明情况（或者拍照、录像）的日期",
            ServedBy::Electronic => "送达信息到达受送达人特定系统的日期，与是否点开无关",
            ServedBy::Entrusted => "受送达人在送达回证上签收的日期",
            ServedBy::Mail => "回执上注明的收件日期，不是寄出的日期",
            ServedBy::Forwarded => "受送达人本人在送达回证上签收的日期，不是转交单位收到的日期",
            ServedBy::PublicNotice => "发出公告的日期",
        }
    }

    /// The day on which the paper counts as served. Only a public notice takes time (RL-08); its end is not rolled over,
    /// so that whoever has to act from it on is never shown a day too late.
    pub fn served(self, day: Date, calendar: &Calendar) -> Served {
        let waits = (self == ServedBy::PublicNotice)
            .then(|| term::find_on(term::SERVICE_BY_NOTICE.id, day).unwrap_or(&term::SERVICE_BY_NOTICE));
        let on = waits.map_or(day, |waits| calendar.add(day, waits.span(), false).on);
        let reason = match waits {
            Some(waits) => format!(
                "{}：{}发出公告，次日起经过{}，{}视为送达（{}）；期限自次日起算。",
                self.zh(),
                zh_date(day),
                waits.span(),
                zh_date(on),
                waits.article
            ),
            None => format!(
                "{}：送达日期是{}，即{}（{}）；期限自次日起算。",
                self.zh(),
                self.day_asked(),
                zh_date(on),
                self.article()
            ),
        };
        Served { by: self, given_on: day, on, reason }
    }
}

/// 送达日期 and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Served {
    pub by: ServedBy,
    /// The day that was put in: signature, receipt, arrival, publication.
    pub given_on: Date,
    /// The day of service; itself not counted in a period.
    pub on: Date,
    /// In Chinese.
    pub reason: String,
}

/// 多种方式送达: of several services the first effective one counts (人民法院在线诉讼规则31条).
pub fn first_service(services: impl IntoIterator<Item = Served>) -> Option<Served> {
    services.into_iter().min_by_key(|served| served.on)
}

/// How something reached the office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "way", rename_all = "snake_case")]
pub enum HandedIn {
    /// 当面递交或者网上提交
    Received { on: Date },
    /// 邮寄: the day of the postmark counts, not that of arrival.
    Posted { on: Date },
}

impl HandedIn {
    /// The day that is held against the last day of a period.
    pub fn counts_on(self) -> Date {
        match self {
            HandedIn::Received { on } | HandedIn::Posted { on } => on,
        }
    }

    /// Whether the last day was kept: what was posted on it is in time, however long the post takes (民事诉讼法85条4款、
    /// 法释〔2018〕1号48条4款). A day ends at midnight (民法典203条2款); an office with hours must say so before.
    pub fn is_in_time(self, last_on: Date) -> bool {
        self.counts_on() <= last_on
    }

    /// The same in words.
    pub fn zh(self, last_on: Date) -> String {
        let in_time = if self.is_in_time(last_on) { "没有超过期限" } else { "已经超过期限" };
        let (on, last) = (zh_date(self.counts_on()), zh_date(last_on));
        match self {
            HandedIn::Received { .. } => format!(
                "{on}递交，末日为{last}，{in_time}；末日到当天24时为止，有业务时间的到停止业务时为止（《民法典》第203条第2款）。"
            ),
            HandedIn::Posted { .. } => format!(
                "{on}交邮，末日为{last}，{in_time}；以交邮日为准，路上的时间不算（《民事诉讼法》第85条第4款、法释〔2018〕1号第48条第4款）。"
            ),
        }
    }
}
