//! 新的行政行为: what whoever is visited newly complains of, where it is neither the act on file nor what was agreed. It has its own
//! days (《行政复议法》20条，《行政诉讼法》46条) and is registered as a dispute of its own, prefilled from the visit; until then its days
//! are minded here. Not here: the registration itself ([`crate::dispute`]).

use super::*;
use crate::{
    Principal, Refusal, Role,
    dispute::{ContestedAct, choices, last_days_alone, line, weigh_new_act},
    matter::{Context, REGISTER, Task},
    refusal::{ensure, ensure_at},
    remedy::LastDays,
};
use codes::{CONFLICT_UNSAID, CONFLICT_UNTOLD, NEW_ACT_MISSING, NO_NEW_ACT};

choices! {
    /// 新的矛盾是为了什么.
    ConflictAbout {
        SameAct = "还是原来的行政行为，或者协议怎么履行",
        NewAct = "新的行政行为（新的决定、收费、处罚，或者新的不办理）",
    }
}

/// Which act, whose, known since when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ToldAct {
    pub respondent: OrgId,
    pub act: ContestedAct,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewAct {
    pub found_on: Date,
    /// Keys of the parties who told of it.
    pub by: Vec<String>,
    /// In the words of the visit.
    pub conflict: String,
    pub told: ToldAct,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled: Option<NewActSettled>,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "how", rename_all = "snake_case")]
pub enum NewActSettled {
    /// 另行登记.
    Registered { on: Date, dispute: MatterId },
    /// 当事人不要求登记.
    Left { on: Date, reason: String },
}

/// The file is not closed over it.
pub const NEW_ACT_PENDING: &str = "回访时说到的新的行政行为还没有另行登记";

impl NewAct {
    /// The last days of it, as the dispute that it becomes will count them.
    pub fn last_days(&self, law: &Law) -> Vec<LastDays> {
        last_days_alone(&self.told.act, &law.calendar)
    }

    pub fn is_open(&self) -> bool {
        self.settled.is_none()
    }

    /// What it is about and until when which way is open.
    pub fn told_zh(&self, law: &Law, today: Date) -> String {
        let days = self.last_days(law).into_iter().filter_map(|last| last.left_zh(today));
        let days: Vec<String> = days.collect();
        let days =
            if days.is_empty() { "最后一天请向窗口问清楚".to_owned() } else { days.join("；") };
        let act = &self.told.act;
        let (from, known) = match act.is_inaction() {
            true => (act.made_on, "要求办理"),
            false => (act.known_on, "知道"),
        };
        let from = from.map(|on| format!("{}{known}，", crate::calendar::zh_date(on))).unwrap_or_default();
        let agency = law.directory.name_of(&self.told.respondent);
        format!("{agency}：{}（{from}{days}）", act.title)
    }
}

impl FollowUp {
    /// What has to be registered still.
    pub fn open_new_acts(&self) -> impl Iterator<Item = &NewAct> {
        self.new_acts.iter().filter(|one| one.is_open())
    }

    /// Each that has to be registered still, with its place, counted from one.
    pub fn numbered_new_acts(&self) -> impl Iterator<Item = (u32, &NewAct)> {
        (1..).zip(&self.new_acts).filter(|(_, one)| one.is_open())
    }

    /// The one that is meant, while it is open; where nobody says which: the first that is open.
    pub fn open_new_act(&self, act: Option<u32>) -> Option<&NewAct> {
        self.numbered_new_acts().find(|(at, _)| act.is_none_or(|act| act == *at)).map(|(_, one)| one)
    }

    /// What this party told of.
    pub fn told_by(&self, party: &str) -> impl Iterator<Item = &NewAct> {
        self.new_acts.iter().filter(move |one| one.by.iter().any(|key| key == party))
    }

    /// What this party told of and what has to be registered still.
    pub fn new_acts_of(&self, party: &str) -> impl Iterator<Item = &NewAct> {
        self.told_by(party).filter(|one| one.is_open())
    }

    /// 复议法20条, 22条: an act of its own, with its own days; what is only about the old one reopens the file.
    pub(super) fn weigh_conflict(&self, context: Context<'_>, visit: &Visit) -> Result<(), Refusal> {
        if visit.new_conflict.is_none() {
            // Whoever says what it is about has something to tell; it is not dropped without a word.
            let told_of = visit.conflict_about.is_some() || visit.new_act.is_some();
            return ensure_at(!told_of, CONFLICT_UNTOLD, "visit.new_conflict");
        }
        match (visit.conflict_about, &visit.new_act) {
            (None, _) => Err(Refusal::at(CONFLICT_UNSAID, "visit.conflict_about")),
            (Some(ConflictAbout::SameAct), _) => Ok(()),
            (Some(ConflictAbout::NewAct), None) => {
                Err(Refusal::at(NEW_ACT_MISSING, "visit.new_act.act.title"))
            }
            (Some(ConflictAbout::NewAct), Some(told)) => weigh_new_act(&told.respondent, &told.act, context)
                .map_err(|refusal| refusal.below("visit.new_act")),
        }
    }

    pub(super) fn conflict_found(&self, on: Date, visit: &Visit) -> Option<FollowUpEvent> {
        let conflict = visit.new_conflict.clone()?;
        let told = visit.new_act.as_deref().filter(|_| visit.conflict_about == Some(ConflictAbout::NewAct));
        Some(match told.cloned() {
            None => FollowUpEvent::NewConflictFound { on, conflict },
            Some(told) => {
                let by = visit.visited.clone();
                let found = Box::new(NewAct { found_on: visit.on, by, conflict, told, settled: None });
                FollowUpEvent::NewActFound { on, found }
            }
        })
    }

    /// It is registered, or left.
    pub(super) fn weigh_settling(
        &self,
        settled: NewActSettled,
        act: Option<u32>,
    ) -> Result<Vec<FollowUpEvent>, Refusal> {
        ensure(self.open_new_act(act).is_some(), NO_NEW_ACT)?;
        if let NewActSettled::Left { reason, .. } = &settled {
            line(reason, "reason")?;
        }
        Ok(vec![FollowUpEvent::NewActSettled { settled, act }])
    }

    pub(super) fn settle(&mut self, settled: &NewActSettled, act: Option<u32>) {
        let mut numbered = (1..).zip(&mut self.new_acts);
        let meant = numbered.find(|(at, one)| one.is_open() && act.is_none_or(|act| act == *at));
        meant.into_iter().for_each(|(_, one)| one.settled = Some(settled.clone()));
    }

    /// One to-do for each, due on the first of its days.
    pub(super) fn new_act_tasks(&self, law: &Law) -> Vec<Task> {
        let task = |(at, found): (u32, &NewAct)| {
            let by: Vec<_> = found.by.iter().map(|key| self.plan.brief.label(key)).collect();
            let title = format!(
                "回访时{}说到新的行政行为，另行登记：{}",
                by.join("、"),
                found.told_zh(law, found.found_on)
            );
            let held = vec![Principal::role(Role::IntakeClerk)];
            let days = found.last_days(law);
            let due_on = days.iter().filter_map(|last| last.open_until(found.found_on)).min();
            Task { due_on, legal_risk: true, ..Task::of(format!("new_act:{at}"), title, REGISTER, held) }
        };
        self.numbered_new_acts().map(task).collect()
    }
}
