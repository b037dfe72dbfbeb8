//! What a mediation is made of: seats, the agreement, what was confirmed; the brief stands in `brief.rs`, talks in `talks.rs`.
//! Persons are keys (`p1`, `respondent`) or users; nothing here names a citizen beyond the masked label.

use super::{
    Answer, Category, Channel, ConsentWay, Disposition, Ending, Interest, LegalityItem, PauseCause, SeatKind,
    Signature,
};
use crate::{FileHash, Role, UserId, calendar::zh_date};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The mark of a mediation with people at its table: looked through when somebody leaves.
pub const SEATED: &str = "mediation:seated";

/// The key under which the agency complained against consents, is served and signs.
pub const RESPONDENT: &str = "respondent";
/// The key under which the lead mediator signs.
pub const MEDIATOR: &str = "mediator";

/// 导入决定.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    pub on: Date,
    pub categories: Vec<Category>,
    pub channel: Channel,
    /// In litigation on an act that the court may not mediate: only settlement and withdrawal (行诉法60条, 撤诉规定).
    pub settlement_only: bool,
    pub note: Option<String>,
    /// Whoever imported it said that the agency has discretion.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub discretionary: bool,
    /// Since when it stands in this channel, where it was imported into another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved_on: Option<Date>,
    /// In which it was until that procedure was over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<Channel>,
}

impl Imported {
    /// Where it stands, in words: what was mediated in a procedure that is over was never outside of every procedure.
    pub fn channel_zh(&self) -> String {
        let since = self.moved_on.map(|on| format!("{}起", zh_date(on)));
        match (self.left, since) {
            (Some(left), Some(since)) => format!("{}（{since}那个程序已经结束）", left.name_zh()),
            (_, Some(since)) => format!("{}（{since}）", self.channel.name_zh()),
            (_, None) => self.channel.name_zh().to_owned(),
        }
    }
}

/// One party's answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    pub answer: Answer,
    pub way: ConsentWay,
    pub on: Date,
    pub evidence: Option<FileHash>,
    /// 电话记录: who was called, when, what was said.
    pub note: Option<String>,
    /// The last day to sue or apply, counted without deduction, as the party was told it. None: none could be counted.
    pub conservative_last_day: Option<Date>,
    /// The day on which it was taken back.
    pub withdrawn_on: Option<Date>,
    /// 当面签: in writing, on the glass of the centre.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<Signature>,
}

impl Consent {
    /// Said yes, and not taken it back.
    pub fn stands(&self) -> bool {
        self.answer == Answer::Agree && self.withdrawn_on.is_none()
    }
}

/// A seat of N.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Member {
    pub user: UserId,
    pub role: Role,
}

/// 1+1+N. A seat stands empty after a challenge was upheld, until it is filled again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    pub named_on: Date,
    pub guiding_judge: Option<UserId>,
    pub lead_mediator: Option<UserId>,
    pub members: Vec<Member>,
    /// What was suggested and why, kept so that the choice can be explained.
    pub suggestion: super::Suggestion,
    pub override_reason: Option<String>,
    /// Since when nobody sits there, of the seats that were taken once; unknown of what was written before it was kept.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub empty_since: BTreeMap<SeatKind, Date>,
}

impl Team {
    /// Whoever it is sits there no more.
    pub(super) fn leave(&mut self, on: Date, user: &UserId) {
        let before = self.empty();
        self.guiding_judge.take_if(|judge| judge == user);
        self.lead_mediator.take_if(|lead| lead == user);
        self.members.retain(|member| member.user != *user);
        let now = self.empty().into_iter().filter(|seat| !before.contains(seat));
        self.empty_since.extend(now.map(|seat| (seat, on)));
    }

    /// One of them is taken again.
    pub(super) fn mind_empty(&mut self) {
        let empty = self.empty();
        self.empty_since.retain(|seat, _| empty.contains(seat));
    }

    fn empty(&self) -> Vec<SeatKind> {
        let taken = [
            (SeatKind::GuidingJudge, self.guiding_judge.is_some()),
            (SeatKind::LeadMediator, self.lead_mediator.is_some()),
            (SeatKind::Member, !self.members.is_empty()),
        ];
        taken.into_iter().filter(|(_, taken)| !taken).map(|(seat, _)| seat).collect()
    }

    /// 1 + 1 + at least one.
    pub fn is_complete(&self) -> bool {
        self.empty().is_empty()
    }

    pub fn users(&self) -> impl Iterator<Item = &UserId> {
        self.guiding_judge
            .iter()
            .chain(&self.lead_mediator)
            .chain(self.members.iter().map(|member| &member.user))
    }
}

/// 披露.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disclosure {
    pub on: Date,
    pub user: UserId,
    /// None where it was said before it was asked as a choice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interest: Option<Interest>,
    /// What the tie is, in their own words.
    pub text: String,
    /// How it was declared, where somebody else wrote it down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<String>,
    /// Somebody whom it says nothing of has come to a side since.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub outdated: bool,
}

/// 回避申请.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Challenge {
    /// `c1` …
    pub key: String,
    pub on: Date,
    pub of: UserId,
    /// A party's key, or `self`.
    pub by: String,
    pub ground: String,
    /// It follows from what was disclosed: only the sides together can keep whoever it is (特邀调解规定15条).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub tie: bool,
    pub decided: Option<ChallengeDecision>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChallengeDecision {
    pub on: Date,
    pub upheld: bool,
    pub reason: String,
    /// The sides that want it all the same, and what they have signed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agreed_by: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<crate::FileHash>,
}

/// 行政机关自查. For the judge, the lead mediator and the agency only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SelfChecked {
    pub on: Date,
    pub assessment: String,
    pub flaws: String,
    pub room_to_concede: String,
    pub head_will_attend: bool,
}

/// A question put to the guiding judge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// `q1` …
    pub key: String,
    pub on: Date,
    pub question: String,
    pub opinion: Option<Opinion>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinion {
    pub on: Date,
    pub opinion: String,
}

/// 签字方式.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum SignatureWay {
    /// 手写板: by hand on glass.
    Glass { image: FileHash },
    /// 验证码: by a one-time code. A program sends the code that came by letter; what is kept is the receipt of the check, never the code.
    Code { receipt: String },
    /// 纸质签字扫描件.
    Scan { file: FileHash },
}

/// 无争议事实.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undisputed {
    pub on: Date,
    pub text: String,
    /// Of those who confirmed.
    pub confirmed: Vec<Signature>,
}

impl Undisputed {
    pub fn is_confirmed_by(&self, side: &str) -> bool {
        self.confirmed.iter().any(|signature| signature.party == side)
    }
}

/// 延期.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    pub on: Date,
    pub until: Date,
    pub agreed_by: Vec<String>,
    pub documents: Vec<FileHash>,
}

/// 中止.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspension {
    /// None for eyes that are not told.
    pub cause: Option<PauseCause>,
    pub from: Date,
    /// The day on which counting resumes; none: not yet.
    pub to: Option<Date>,
    pub reason: String,
    /// 委托鉴定书 and the like.
    pub document: Option<FileHash>,
}

impl Suspension {
    pub fn told_zh(&self) -> &'static str {
        self.cause.map_or("依法中止", PauseCause::told_zh)
    }

    pub(super) fn keep_what_all_are_told(&mut self) {
        self.reason = self.told_zh().to_owned();
        self.cause = self.cause.filter(|cause| *cause == PauseCause::Appraisal);
    }
}

/// The period as it is stored: budget and what was done to it, never "overdue".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// The day on which the lead mediator signed for the material.
    pub accepted_on: Date,
    pub extensions: Vec<Extension>,
    pub suspensions: Vec<Suspension>,
    /// By the term of which channel it began to run, where that is another now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begun_in: Option<Channel>,
}

/// One line of the agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Obligation {
    /// Key of who has to do it.
    pub obligor: String,
    /// Key of who is to get it, where it is one of the sides; only they and the centre may say that they got it.
    #[serde(default)]
    pub obligee: Option<String>,
    pub content: String,
    pub amount_fen: Option<i64>,
    #[schemars(with = "String")]
    pub due_on: Date,
}

/// One item of the legality check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Legality {
    pub item: LegalityItem,
    pub passed: bool,
    pub note: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LegalityChecked {
    pub on: Date,
    pub by: UserId,
    pub items: Vec<Legality>,
}

impl LegalityChecked {
    pub fn passed(&self) -> bool {
        self.items.iter().all(|item| item.passed)
    }
}

/// 调解协议.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    pub drafted_on: Date,
    pub obligations: Vec<Obligation>,
    pub disposition: Disposition,
    /// How exactly the act is changed, where it is.
    pub disposition_note: Option<String>,
    pub ending: Ending,
    /// The cost of withdrawing was shown before it was chosen.
    pub cost_shown: bool,
    pub legality: Option<LegalityChecked>,
    pub signatures: Vec<Signature>,
    /// 生效之日: the day of the last signature.
    pub effective_on: Option<Date>,
}

impl Agreement {
    /// Of what one side owes the same other side, in several sums; what goes to and fro is no sum.
    pub fn total_fen(&self) -> Option<i64> {
        let sums: Vec<_> = self.obligations.iter().filter(|one| one.amount_fen.is_some()).collect();
        let between = |one: &Obligation| (one.obligor.clone(), one.obligee.clone());
        let one_way = sums.windows(2).all(|pair| between(pair[0]) == between(pair[1]));
        (sums.len() > 1 && one_way).then(|| sums.iter().filter_map(|one| one.amount_fen).sum())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::{day, obligation};

    #[test]
    fn what_goes_one_way_is_summed_up_and_what_goes_to_and_fro_is_not() {
        let owes = |obligor, fen| Obligation {
            amount_fen: Some(fen),
            ..obligation(obligor, "付款", day("2026-04-01"))
        };
        let total = |obligations| {
            let (signatures, legality, effective_on) = (Vec::new(), None, None);
            let (disposition, disposition_note) = (Disposition::Changed, None);
            let (drafted_on, ending, cost_shown) = (day("2026-03-10"), Ending::AgreementAlone, false);
            Agreement {
                drafted_on,
                obligations,
                disposition,
                disposition_note,
                ending,
                cost_shown,
                legality,
                signatures,
                effective_on,
            }
            .total_fen()
        };
        assert_eq!(total(vec![owes("p1", 300)]), None, "one sum is no total");
        assert_eq!(total(vec![owes("p1", 300), owes("p1", 200)]), Some(500));
        assert_eq!(total(vec![owes("p1", 300), owes(RESPONDENT, 300)]), None);
    }
}
