//! 调查取证 (45条): two officers at least who show what they are; whom they asked, what was said and taken, and the record as it was
//! read and signed. A refusal is recorded, for it has its own consequences (84条).

use super::{codes::*, *};
use crate::{
    FileHash, PersonId, Refusal,
    dispute::{choices, line, text},
    matter::{Context, Task},
    refusal::{DATE_BEFORE_START, DATE_IN_FUTURE, REQUIRED, ensure_at},
};
use schemars::JsonSchema;

/// 45条2款: 不得少于两人.
const FEWEST_OFFICERS: usize = 2;

choices! {
    /// 调查的结果.
    InquiryOutcome {
        Done = "作了调查，有结果",
        Refused = "拒绝、阻挠调查",
        Dropped = "没有调查（不再需要、找不到）",
    }

    /// 怎样取得的 (《行政复议法》45条1款).
    TakenWay {
        Taken = "调取原件",
        Copied = "复制",
        Made = "现场制作（照片、录像、勘验图）",
    }
}

/// 调查取证的安排: what is to be found out, of whom, by whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InquiryPlan {
    /// 要查清的事项.
    pub matters: String,
    /// 被调查的单位.
    pub body: Option<String>,
    /// 被询问的人. Sealed; the door puts it here.
    pub person: Option<PersonId>,
    /// Masked.
    pub label: Option<String>,
    pub officers: Vec<UserId>,
    /// 打算哪天去.
    #[schemars(with = "Option<String>")]
    pub planned_for: Option<Date>,
}

/// 调查笔录.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InquiryRecord {
    #[schemars(with = "String")]
    pub on: Date,
    pub place: Option<String>,
    #[serde(default)]
    pub officers: Vec<UserId>,
    /// 已经出示行政复议工作证件 (45条2款).
    #[serde(default)]
    pub identified: bool,
    pub outcome: InquiryOutcome,
    /// 问和答、查到的情况; 拒绝、阻挠的经过; 为什么没有调查.
    pub text: String,
    #[serde(default)]
    pub taken: Vec<TakenPaper>,
    /// 签了字的笔录.
    pub document: Option<FileHash>,
    /// 被调查人拒绝签名、盖章的情况, of a record that is on file at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unsigned_because: Option<String>,
}

/// 调取、复制的材料.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TakenPaper {
    pub file: FileHash,
    pub title: String,
    pub way: TakenWay,
}

/// 一次调查取证.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inquiry {
    /// `q1`, `q2` …
    pub key: String,
    pub planned_on: Date,
    pub plan: InquiryPlan,
    pub record: Option<InquiryRecord>,
    /// 被调查人拒绝签名、盖章的情况.
    #[serde(default)]
    pub unsigned_because: Option<String>,
}

impl InquiryPlan {
    /// `示例市场管理处 王某某`.
    pub fn asked_zh(&self) -> String {
        let parts = [self.body.as_deref(), self.label.as_deref()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

impl Inquiry {
    /// Carried out or refused, and the record as it was signed is not on file.
    fn lacks_paper(&self) -> bool {
        let paper =
            |record: &InquiryRecord| record.outcome != InquiryOutcome::Dropped && record.document.is_none();
        self.record.as_ref().is_some_and(paper)
    }
}

impl Reconsideration {
    pub(super) fn weigh_inquiry(
        &self,
        context: Context<'_>,
        command: &ReconsiderationCommand,
    ) -> Result<Vec<ReconsiderationEvent>, Refusal> {
        use ReconsiderationCommand as C;
        let on = context.now.today;
        let event = match command {
            C::PlanInquiry { plan } => {
                text(&plan.matters, "plan.matters")?;
                let named = plan.body.as_deref().is_some_and(|name| !name.trim().is_empty());
                ensure_at(named || plan.person.is_some(), INQUIRY_OF_NOBODY, "plan.body")?;
                plan.body.as_deref().filter(|_| named).map_or(Ok(()), |name| line(name, "plan.body"))?;
                self.ensure_inquirers(&plan.officers, context, "plan.officers")?;
                ensure_at(plan.planned_for.is_none_or(|day| day >= on), INQUIRY_PAST, "plan.planned_for")?;
                ReconsiderationEvent::InquiryPlanned { on, plan: plan.clone() }
            }
            C::RecordInquiry { inquiry, record } => {
                self.weigh_inquiry_record(inquiry, record, context)?;
                let (inquiry, record) = (inquiry.clone(), record.clone());
                ReconsiderationEvent::InquiryRecorded { on, inquiry, record }
            }
            C::KeepInquiryRecord { inquiry, document, unsigned_because } => {
                let unsigned = self.unsigned_inquiries().any(|held| held.key == *inquiry);
                ensure_at(unsigned, INQUIRY_UNKNOWN, "inquiry")?;
                let because = unsigned_because.as_deref();
                because.map_or(Ok(()), |why| line(why, "unsigned_because"))?;
                let (inquiry, document) = (inquiry.clone(), document.clone());
                let unsigned_because = unsigned_because.clone();
                ReconsiderationEvent::InquiryRecordKept { on, inquiry, document, unsigned_because }
            }
            _ => return Err(Refusal::not_permitted()),
        };
        Ok(vec![event])
    }

    fn weigh_inquiry_record(
        &self,
        key: &str,
        record: &InquiryRecord,
        context: Context<'_>,
    ) -> Result<(), Refusal> {
        let held = self.open_inquiries().find(|held| held.key == key);
        let held = held.ok_or_else(|| Refusal::at(INQUIRY_UNKNOWN, "inquiry"))?;
        text(&record.text, "record.text")?;
        ensure_at(record.on <= context.now.today, DATE_IN_FUTURE, "record.on")?;
        // One that was made before anybody planned it is recorded with its own day.
        let since = self.acceptance.as_ref().map_or(held.planned_on, |accepted| accepted.on);
        ensure_at(record.on >= since.min(held.planned_on), DATE_BEFORE_START, "record.on")?;
        // Who refused, or was not asked, has given nothing.
        let given = record.outcome == InquiryOutcome::Done || record.taken.is_empty();
        ensure_at(given, INQUIRY_REFUSED, "record.outcome")?;
        if record.outcome == InquiryOutcome::Dropped {
            return Ok(());
        }
        line(record.place.as_deref().unwrap_or_default(), "record.place")?;
        self.ensure_inquirers(&record.officers, context, "record.officers")?;
        // Before the cards could be shown somebody may have refused.
        let shown = record.identified || record.outcome == InquiryOutcome::Refused;
        ensure_at(shown, INQUIRY_UNIDENTIFIED, "record.identified")?;
        for (at, paper) in record.taken.iter().enumerate() {
            line(&paper.title, &format!("record.taken.{at}.title"))?;
        }
        let Some(why) = &record.unsigned_because else { return Ok(()) };
        line(why, "record.unsigned_because")?;
        // Those who asked sign it all the same, and it is on file.
        ensure_at(record.document.is_some(), REQUIRED, "record.document")
    }

    /// Officers of the office that reconsiders, nobody twice and nobody walled off.
    fn ensure_inquirers(
        &self,
        officers: &[UserId],
        context: Context<'_>,
        field: &str,
    ) -> Result<(), Refusal> {
        let ours = |user: &UserId| self.is_officer(user, context.law) && !self.walled.contains(user);
        ensure_at(officers.iter().all(ours), NOT_A_HANDLER, field)?;
        let each: std::collections::BTreeSet<&UserId> = officers.iter().collect();
        ensure_at(!officers.is_empty(), REQUIRED, field)?;
        ensure_at(each.len() >= FEWEST_OFFICERS, INQUIRY_BY_TWO, field)
    }

    /// Decided on, and not carried out yet.
    pub fn open_inquiries(&self) -> impl Iterator<Item = &Inquiry> {
        self.inquiries.iter().filter(|held| held.record.is_none())
    }

    pub fn unsigned_inquiries(&self) -> impl Iterator<Item = &Inquiry> {
        self.inquiries.iter().filter(|held| held.lacks_paper())
    }

    pub(super) fn inquiry_tasks(&self) -> Vec<Task> {
        let open = self.open_inquiries().map(|held| {
            let title = format!("向{}调查取证，两人以上，出示证件，做笔录", held.plan.asked_zh());
            let name = format!("inquiry:{}", held.key);
            Task {
                due_on: held.plan.planned_for,
                ..Task::of(name, title, "record_inquiry", self.holders("record_inquiry"))
            }
        });
        open.collect()
    }

    /// Also once it is decided: the record as it was signed belongs to the file.
    pub(super) fn inquiry_paper_tasks(&self) -> Vec<Task> {
        let unsigned = self.unsigned_inquiries().map(|held| {
            let title = "调查笔录打印出来，被调查人核对签名后收存；拒绝签名的写明";
            let name = format!("inquiry_paper:{}", held.key);
            Task::of(name, title, "keep_inquiry_record", self.officers())
        });
        unsigned.collect()
    }

    pub(super) fn after_inquiry(&mut self, event: &ReconsiderationEvent) {
        use ReconsiderationEvent::*;
        match event {
            InquiryPlanned { on, plan } => {
                let key = format!("q{}", self.inquiries.len() + 1);
                let (planned_on, plan, record, unsigned_because) = (*on, plan.clone(), None, None);
                self.inquiries.push(Inquiry { key, planned_on, plan, record, unsigned_because });
            }
            InquiryRecorded { inquiry, record, .. } => {
                let named = self.inquiries.iter_mut().filter(|held| held.key == *inquiry);
                named.for_each(|held| {
                    held.unsigned_because.clone_from(&record.unsigned_because);
                    held.record = Some((**record).clone());
                });
            }
            InquiryRecordKept { inquiry, document, unsigned_because, .. } => {
                for held in self.inquiries.iter_mut().filter(|held| held.key == *inquiry) {
                    held.record.iter_mut().for_each(|record| record.document = Some(document.clone()));
                    held.unsigned_because.clone_from(unsigned_because);
                }
            }
            _ => {}
        }
    }
}
