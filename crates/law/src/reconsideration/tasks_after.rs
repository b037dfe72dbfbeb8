//! Whose turn it is after the decision, and with the committee before it.

use super::*;
use crate::{decision::Law, matter::Task};

impl Reconsideration {
    /// What was ordered, what was asked of agencies, what the committee still has to say.
    pub(super) fn after_tasks(&self, law: &Law, by: &impl Fn(Task, &str) -> Task) -> Vec<Task> {
        let mut tasks = Vec::new();
        let open = self.opinions.iter().filter(|one| one.reported_on.is_none());
        tasks.extend(open.map(|one| {
            let holders = if one.recipient == RESPONDENT { self.agency() } else { self.officers() };
            let name = format!("opinion:{}", one.key);
            let report = Task::of(name.clone(), "报送纠正情况", "record_report", holders);
            by(Task { watchers: self.officers(), ..report }, &name)
        }));
        tasks.extend(self.open_duties().map(|duty| {
            let what = match duty.is_ordered {
                true => "按责令履行限定的日子履行",
                false => "履行复议决定",
            };
            let (name, title) = (format!("perform:{}", duty.key), format!("{what}：{}", duty.title));
            let perform = Task::of(name, title, "record_performance", self.agency());
            Task { due_on: duty.by, legal_risk: true, watchers: self.officers(), ..perform }
        }));
        tasks.extend(self.broken_tasks(law));
        if self.stage.is_pending() && self.open_consultation().is_some() {
            let title = "记录行政复议委员会的咨询意见";
            tasks.push(Task::of(
                "consultation",
                title,
                "record_consultation",
                self.holders("record_consultation"),
            ));
        } else if self.stage.is_pending() && self.lacks_consultation() {
            let title = "重大疑难复杂、专业性强：提请行政复议委员会咨询";
            tasks.push(Task::of("consult", title, "consult", self.holders("consult")));
        }
        tasks
    }

    /// An order that has not reached the agency: nothing runs from it, and the office has it to serve before it presses again.
    fn is_order_unserved(&self, law: &Law) -> bool {
        self.unserved(law).any(|(notice, _)| notice.paper == PaperKind::Urging)
    }

    /// 77条2款、78条: what the performance of the statement has found not to be done is answered here.
    fn broken_tasks(&self, law: &Law) -> Vec<Task> {
        let Some(lines) = self.watched_lines().filter(|_| self.performed_on.is_none()) else {
            return Vec::new();
        };
        // Whoever was given a day is pressed again when it is over.
        let given = self.urged_until(super::duties::STATEMENT);
        let press = (lines.is_broken_by(RESPONDENT) && !self.is_order_unserved(law)).then(|| {
            let title = "被申请人没有履行调解书：责令限期履行，可以约谈、通报批评";
            let opens_on = given.map(|until| until.tomorrow().unwrap_or(until));
            Task { opens_on, due_on: opens_on, ..Task::of("broken", title, "press", self.officers()) }
        });
        let enforce = self.is_broken_by_a_party().then(|| {
            let title = "申请人或者第三人没有履行调解书：强制执行或者申请法院执行";
            Task::of("enforce", title, "enforce", self.officers())
        });
        press.into_iter().chain(enforce).map(|task| Task { legal_risk: true, ..task }).collect()
    }

    /// 77条2款: whoever has not done by its day what was ordered, or not reported on an opinion by its own, is pressed, and again when
    /// the day that was given then is over.
    pub(super) fn delayed_tasks(&self, law: &Law) -> Vec<Task> {
        let done = matches!(self.stage, Stage::Effective { .. } | Stage::Settled { .. });
        if !done || self.is_order_unserved(law) {
            return Vec::new();
        }
        let press = |name: String, title: &str, over: Date| {
            let opens_on = over.tomorrow().ok();
            let task = Task::of(name, title, "press", self.officers());
            Task { opens_on, due_on: opens_on, legal_risk: true, ..task }
        };
        let unreported = self.opinion_clocks(law).into_iter().filter_map(|named| {
            let due = named.clock.due_on(&law.calendar).filter(|_| named.clock.stopped_on.is_none())?;
            let title = "没有按期报送纠正情况：催促报送，可以责令限期履行、约谈、通报批评";
            let given = named.name.strip_prefix("opinion:").and_then(|key| self.urged_until(key));
            let over = given.map_or(due, |given| given.max(due));
            Some(press(format!("unreported:{}", named.name), title, over))
        });
        if let Some(report) = self.open_report() {
            let who = self.label_apart(&report.side, law);
            let title =
                format!("{who}反映没有履行复议决定：核实；没有履行的责令限期履行，已经履行的登记履行");
            let task = Task::of("reported", title, "press", self.officers());
            return unreported.chain([Task { legal_risk: true, ..task }]).collect();
        }
        let decided = matches!(self.stage, Stage::Effective { .. });
        let ordered = self.to_perform().flatten().filter(|_| decided).map(|due| {
            let title = "被申请人没有按期履行复议决定：责令限期履行，可以约谈、通报批评";
            press("delayed".to_owned(), title, due)
        });
        // Nobody named a day: once nobody can sue any more somebody looks whether it was done.
        let unasked = self.open_duties().any(|duty| duty.by.is_none()).then_some(self.final_on).flatten();
        let unasked = unasked.map(|on| {
            let title = "决定没有写明履行的日子：核实被申请人是否履行，没有履行的责令限期履行";
            let task = Task::of("unperformed", title, "press", self.officers());
            Task { opens_on: Some(on), due_on: Some(on), legal_risk: true, ..task }
        });
        ordered.into_iter().chain(unasked).chain(unreported).collect()
    }
}
