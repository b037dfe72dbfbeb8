//! The last day to sue and to apply for reconsideration, each as two dates: conservative and claimed.
//!
//! Conservative: from knowledge of the act, nothing left out, bounded by the longest periods from the day it was made.
//! Petitions and mediation never toll it, and it does not rely on the party not having been told of the remedy. Claimed:
//! what the party may argue for; a court decides. Every reminder, light and automatic ending follows the conservative
//! date. Called by the rooms of the law, the portal's guide and the papers of consent.

mod counted;

pub use counted::{Counted, counted};

use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};
use strum::{Display, EnumIter, EnumString};

use crate::{
    calendar::{Calendar, days_between, zh_date, zh_date_weekday},
    clock::{Cap, Clock, Due, Reason},
    term,
};

/// What the periods depend on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    pub contested: Contested,
    /// 作出之日; for an inaction the day on which the body received the request.
    pub made_on: Date,
    /// 知道或者应当知道之日. If nobody can tell, the caller passes `made_on`.
    pub known_on: Date,
    pub told: Told,
    /// When the remedy became known after all, if it was not told.
    #[serde(default)]
    pub learned_on: Option<Date>,
    /// 不动产
    #[serde(default)]
    pub real_estate: bool,
    /// 履行期限 laid down by another law, for an inaction.
    #[serde(default)]
    pub perform_by: Option<Date>,
    /// 主张扣除的期间
    #[serde(default)]
    pub exclusions: Vec<Exclusion>,
}

/// 争议对象, as far as periods differ.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, Display, EnumString, EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Contested {
    /// 行政行为, including the change or rescission of an agreement.
    #[default]
    Act,
    /// 不履行法定职责
    Inaction,
    /// 行政协议不履行、未按照约定履行
    AgreementBreach,
}

/// 是否告知救济权利和期限
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, Display, EnumString, EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Told {
    /// 已告知
    #[default]
    Yes,
    /// 未告知
    No,
    /// 告知不全
    Partly,
}

/// Days that the party asks to be left out: from the first up to, not including, the day from which they count again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exclusion {
    pub from: Date,
    /// `None`: not over yet; then there is no claimed date.
    pub to: Option<Date>,
    /// In Chinese.
    pub reason: String,
}

/// 救济途径
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
    Display,
    EnumString,
    EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Remedy {
    /// 提起行政诉讼
    Sue,
    /// 申请行政复议
    Reconsider,
    /// 上诉, of a judgment that was told and is not on file.
    Appeal,
}

impl Remedy {
    /// What its period is called.
    pub fn zh(self) -> &'static str {
        match self {
            Remedy::Sue => "起诉期限",
            Remedy::Reconsider => "行政复议申请期限",
            Remedy::Appeal => "上诉期限",
        }
    }

    /// What one does.
    pub fn act_zh(self) -> &'static str {
        match self {
            Remedy::Sue => "起诉",
            Remedy::Reconsider => "申请复议",
            Remedy::Appeal => "上诉",
        }
    }

    /// What is handed in to keep it.
    pub fn paper_zh(self) -> &'static str {
        match self {
            Remedy::Sue | Remedy::Reconsider => "起诉状或复议申请",
            Remedy::Appeal => "上诉状",
        }
    }
}

/// 双期限
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    pub remedy: Remedy,
    pub conservative: Due,
    pub claimed: Due,
    /// The first day on which the remedy is open, where it is not open at once.
    #[serde(default)]
    pub opens_on: Option<Date>,
}

/// A [`Deadline`] by its days alone: asked for at every step, explained only on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastDays {
    pub remedy: Remedy,
    /// Conservatively.
    pub on: Date,
    pub claimed_on: Option<Date>,
    /// 暂定, of the conservative day.
    pub provisional: bool,
    /// Why that day can be argued for.
    pub claim: Claim,
}

/// 主张的依据: what a day later than the conservative one rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// 没有告知救济途径 (FY-02, FY-03, XS-02, XS-03).
    Untold,
    /// 诉讼时效 of a promise that was not kept (XS-40): no day to sue.
    Limitation,
    /// 扣除的期间, a later start, another rule of the same act.
    Otherwise,
}

impl Claim {
    /// By the period that the claimed day is counted with.
    fn of(term: &str) -> Claim {
        let untold = [
            &term::SUIT_UNTOLD,
            &term::SUIT_UNTOLD_LIMIT,
            &term::RECONSIDERATION_UNTOLD,
            &term::RECONSIDERATION_UNTOLD_LIMIT,
        ];
        match term {
            term if term == term::AGREEMENT_LIMITATION.id => Claim::Limitation,
            term if untold.iter().any(|known| known.id == term) => Claim::Untold,
            _ => Claim::Otherwise,
        }
    }

    /// What may still be argued for, and who decides: one clause for pages and papers.
    pub fn zh(self, on: &str) -> String {
        match self {
            Claim::Untold => format!("没有告知救济途径的，还可以主张到{on}，由受理机关认定"),
            Claim::Limitation => {
                format!("协议没有履行的，请求履行的诉讼时效到{on}，{LIMITATION_STARTS_ANEW}")
            }
            Claim::Otherwise => format!("按可以主张的算法到{on}，由受理机关认定"),
        }
    }
}

/// Both remedies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remedies {
    pub sue: Deadline,
    pub reconsider: Deadline,
}

impl Deadline {
    /// 最后一日, conservatively.
    pub fn on(&self) -> Date {
        self.conservative.on.expect("a conservative period is never suspended")
    }

    /// Natural days to the conservative last day; 0 on it, negative after it.
    pub fn days_left(&self, today: Date) -> i64 {
        days_between(today, self.on())
    }

    /// As [`LastDays::zh`].
    pub fn zh(&self, today: Date) -> String {
        self.days().zh(today)
    }

    pub fn days(&self) -> LastDays {
        let provisional = self.conservative.provisional;
        let claim = self.claim();
        LastDays { remedy: self.remedy, on: self.on(), claimed_on: self.claimed.on, provisional, claim }
    }

    /// Why the claimed day can be argued for.
    pub fn claim(&self) -> Claim {
        let rule = self.claimed.reasons.iter().find_map(|reason| match reason {
            Reason::Rule { term, .. } => Some(Claim::of(term)),
            _ => None,
        });
        rule.unwrap_or(Claim::Otherwise)
    }

    /// As [`LastDays::open_until`].
    pub fn open_until(&self, from: Date) -> Option<Date> {
        self.days().open_until(from)
    }
}

/// 《民法典》188条、195条, as 法释〔2019〕17号25条 refers to them: unlike a period to sue it is interrupted.
pub const LIMITATION_STARTS_ANEW: &str =
    "参照《民法典》188条三年；请求过对方履行、起诉或者申请调解的，从那时起重新计算（195条）";

impl LastDays {
    /// The last day that can still be kept on that day: the conservative one, and once it is over the claimed one
    /// (FY-03, XS-03: who was not told), which has to be argued for. `None`: both are over.
    pub fn open_until(&self, from: Date) -> Option<Date> {
        [Some(self.on), self.claimed_on].into_iter().flatten().find(|on| *on >= from)
    }

    /// Whether this day is its own, as it can still be kept.
    pub(crate) fn is_kept_by(&self, day: Option<Date>, today: Date) -> bool {
        day.is_some() && self.open_until(today) == day
    }

    /// Its day beside a nearer one of another remedy.
    pub(crate) fn beside_zh(&self, today: Date) -> String {
        let (act, day) = (self.remedy.act_zh(), zh_date(self.on));
        match self.open_until(today) {
            Some(on) if on == self.on => format!("{act}最保守的最后一天是{day}。"),
            Some(on) => format!("{act}最保守的最后一天{day}已经过去；{}。", self.claim.zh(&zh_date(on))),
            None => format!("{act}的最后一天{day}已经过去。"),
        }
    }

    /// Until when the remedy is open, in words; `None` once it is over. A day that has to be argued for is said to be that.
    pub fn left_zh(&self, from: Date) -> Option<String> {
        let on = self.open_until(from)?;
        let day = zh_date_weekday(on);
        let remedy = self.remedy.zh();
        Some(match on == self.on {
            true => format!("{remedy}到{day}为止"),
            false => format!("{remedy}按最早的算法已经过去；{}", self.claim.zh(&day)),
        })
    }

    /// One line for pages and the paper of consent.
    pub fn zh(&self, today: Date) -> String {
        let left = match days_between(today, self.on) {
            left if left > 0 => format!("还剩{left}日"),
            0 => "今天是最后一日".to_owned(),
            left => format!("已过{}日", -left),
        };
        let provisional = if self.provisional { "，暂定" } else { "" };
        let claimed = self.claimed_on.filter(|claimed| self.on < today && *claimed >= today);
        let claimed =
            claimed.map(|on| format!("；{}", self.claim.zh(&zh_date_weekday(on)))).unwrap_or_default();
        format!(
            "{}（保守口径）：{}，{left}{provisional}{claimed}",
            self.remedy.zh(),
            zh_date_weekday(self.on)
        )
    }
}

/// Where another body has it or a way is closed, and nothing can be counted here.
pub const ASK_THERE_ZH: &str =
    "别的程序还在办，或者已经办过：下一步怎么走、最后一天是哪天，请马上向受理的法院、复议机关问清楚。";

/// 法释〔2018〕1号69条1款9项，民诉法206条: what was settled and sealed is enforced, not brought again.
pub const BOUND_ZH: &str = "这件事已经有人民法院确认、或者盖章制成调解书的协议：对原来的行政行为不能再起诉、申请复议（法释〔2018〕1号69条1款9项）；协议没有履行的，可以申请强制执行。新的行政行为另外有自己的期限。";

/// 行诉法46条、49条、50条，复议法20条、22条: what only the party itself can do and by when, for a body that was sent its papers has no suit
/// and no application of it. `to`: the court that is named, if it is known.
pub fn to_file_zh(days: &[LastDays], today: Date, to: Option<&str>) -> String {
    let court = to
        .map_or("有管辖权的人民法院".to_owned(), |to| format!("{to}（或者别的有管辖权的人民法院）"));
    let open = days.iter().filter_map(|last| {
        let on = last.open_until(today)?;
        let (day, argued) = (
            zh_date(on),
            if on == last.on { "" } else { "（按最早的算法已经过去，这一天要您主张）" },
        );
        Some(match last.remedy {
            Remedy::Sue => format!("要起诉的，最晚{day}{argued}自己向{court}递交起诉状"),
            Remedy::Reconsider => format!("要申请行政复议的，最晚{day}{argued}自己提出申请"),
            Remedy::Appeal => format!("要上诉的，最晚{day}{argued}自己向作出裁判的法院递交上诉状"),
        })
    });
    let open: Vec<String> = open.collect();
    let own = match open.is_empty() {
        true if days.is_empty() => "要起诉、申请行政复议的，请尽快自己递交".to_owned(),
        true => "起诉、申请行政复议的最后一天都已经过去，还要走的，请马上向法院、复议机关问清楚".to_owned(),
        false => open.join("；"),
    };
    format!("转交材料不等于起诉、申请复议，期限照常算：{own}。")
}

/// The same where no day is left because something was decided elsewhere (`gone`), and whether it is on file (`filed`): then there is
/// nothing to be filed.
pub(crate) fn own_step_zh(
    days: &[LastDays],
    (gone, filed): (Option<&str>, bool),
    whose: Option<&str>,
    today: Date,
    to: Option<&str>,
) -> Option<String> {
    match gone {
        Some(gone) if days.is_empty() => Some(gone.to_owned()),
        _ => (!filed).then(|| of_whom_zh(whose, &to_file_zh(days, today, to))),
    }
}

/// A sentence about last days that are not everybody's, with the masked names of those whose they are.
pub fn of_whom_zh(whose: Option<&str>, says: &str) -> String {
    whose.map_or_else(|| says.to_owned(), |whose| format!("{whose}还没有起诉、申请复议：{says}"))
}

/// The day past which mediation must not run: so many natural days before the nearest remedy that can still be kept that way.
/// A remedy that ends sooner is left out: it is not mediation that costs it, and who consents is told its day. `None`: nothing is
/// left to protect.
pub fn mediation_cap(
    remedies: impl IntoIterator<Item = LastDays>,
    from: Date,
    days_before: u16,
) -> Option<Cap> {
    let caps = remedies.into_iter().filter_map(|last| cap_before(&last, from, days_before));
    // A cap that leaves no day to talk is none: that remedy ends too soon to be waited for.
    caps.filter(|cap| cap.on > from).min_by_key(|cap| cap.on)
}

/// Before the day that can still be kept from then on.
fn cap_before(remedy: &LastDays, from: Date, days_before: u16) -> Option<Cap> {
    let last = remedy.open_until(from)?;
    let manner = if last == remedy.on { "保守" } else { "可以主张的" };
    let on = last.saturating_sub(i64::from(days_before).days());
    let reason = format!("不得越过{manner}{}（{}）前{days_before}日", remedy.remedy.zh(), zh_date(last));
    Some(Cap { on, reason })
}

impl Remedies {
    /// Both deadlines of a dispute.
    pub fn of(facts: &Facts, calendar: &Calendar) -> Remedies {
        let [sue, reconsider] = counted(facts, calendar).map(|one| one.explained(calendar));
        Remedies { sue, reconsider }
    }

    /// The conservative deadline that comes first among those not yet over.
    pub fn nearest(&self, today: Date) -> Option<&Deadline> {
        [&self.reconsider, &self.sue]
            .into_iter()
            .filter(|deadline| deadline.on() >= today)
            .min_by_key(|d| d.on())
    }
}

#[cfg(test)]
#[path = "remedy_tests.rs"]
mod tests;
