//! What a decision lays on the agency (77条): each duty is a line of its own with its own day, performed by itself, and said not to be
//! performed by whom it is owed. Not here: what a statement says line by line, which a performance watches.

use super::{codes::*, *};
use crate::{
    Law, Refusal,
    calendar::zh_date,
    dispute::text,
    matter::Context,
    refusal::{DATE_IN_FUTURE, REQUIRED, ensure_at},
};

/// 履行调解书, of which no line has a key here.
pub(super) const STATEMENT: &str = "statement";

/// 决定书里要履行的一项.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    /// `h1` for what the first holding orders, `restitution`, `compensation`, `statement`; an opinion's own where that is not
    /// reported on.
    pub key: String,
    pub title: String,
    /// As the decision has it.
    pub detail: Option<String>,
    /// 最后一日: the decision's own, or the one that an order has given since.
    pub by: Option<Date>,
    /// The decision's own.
    own_by: Option<Date>,
    /// 责令限期履行: the day is that of an order.
    pub is_ordered: bool,
    pub performed_on: Option<Date>,
}

impl Duty {
    fn of(key: &str, title: &str, detail: Option<String>, own_by: Option<Date>) -> Duty {
        let (key, title) = (key.to_owned(), title.to_owned());
        Duty { key, title, detail, by: own_by, own_by, is_ordered: false, performed_on: None }
    }

    /// `返还财产、解除措施：退还 4700 元`.
    pub fn label_zh(&self) -> String {
        match &self.detail {
            Some(detail) => format!("{}：{detail}", self.title),
            None => self.title.clone(),
        }
    }

    /// `重新作出行政行为（最迟2027年1月15日）`, among which somebody chooses.
    pub fn choice_zh(&self) -> String {
        let said = match (self.performed_on, self.by) {
            (Some(on), _) => format!("（登记{}已经履行）", zh_date(on)),
            (None, Some(by)) => format!("（最迟{}）", zh_date(by)),
            (None, None) => String::new(),
        };
        format!("{}{said}", self.label_zh())
    }

    pub fn is_open(&self) -> bool {
        self.performed_on.is_none()
    }

    fn is_late(&self, today: Date) -> bool {
        self.by.is_none_or(|by| by < today)
    }
}

impl Reconsideration {
    /// Everything that the agency has to perform, done or not; of a statement only what it was pressed for.
    pub fn duties(&self) -> Vec<Duty> {
        let mut duties = match self.stage {
            Stage::Effective { .. } => self.decided_duties(),
            Stage::Settled { .. } if self.urged_until(STATEMENT).is_some() && self.breaks_a_statement() => {
                vec![Duty::of(STATEMENT, "履行调解书", None, None)]
            }
            _ => Vec::new(),
        };
        for duty in &mut duties {
            let own =
                self.performed.iter().rev().find(|done| done.of.contains(&duty.key)).map(|done| done.on);
            let ordered = self.urged_for(duty);
            (duty.by, duty.is_ordered) = (ordered.or(duty.own_by), ordered.is_some());
            duty.performed_on = own.or(self.performed_on);
        }
        duties
    }

    fn decided_duties(&self) -> Vec<Duty> {
        let ordered = self.standing().iter().enumerate().filter(|(_, one)| one.redo || one.kind.orders());
        let mut duties: Vec<Duty> = ordered
            .map(|(i, holding)| {
                let (title, detail) = match holding.redo {
                    true => ("重新作出行政行为", None),
                    false => (holding.kind.name_zh(), holding.content.clone()),
                };
                Duty::of(&format!("h{}", i + 1), title, detail, holding.perform_by)
            })
            .collect();
        // 72条: the decision names no day for it.
        let back = self.restitution().map(str::to_owned);
        duties.extend(back.map(|said| Duty::of("restitution", "返还财产、解除措施", Some(said), None)));
        duties.extend(self.compensation_granted().map(|held| {
            let amount = held.amount_fen.map(|fen| format!("{}.{:02} 元", fen / 100, fen % 100));
            Duty::of("compensation", "赔偿", amount, None)
        }));
        duties
    }

    /// 72条2款: what was taken is given back.
    fn restitution(&self) -> Option<&str> {
        let opinion = self.issued_opinion().filter(|_| !self.brief.decision_upset)?;
        opinion.restitution.as_deref().filter(|_| opinion.undoes())
    }

    /// 72条1款: a loss is made good.
    fn compensation_granted(&self) -> Option<&CompensationHolding> {
        let opinion = self.issued_opinion().filter(|_| !self.brief.decision_upset)?;
        opinion.compensation.as_ref().filter(|held| held.granted)
    }

    pub fn open_duties(&self) -> impl Iterator<Item = Duty> {
        self.duties().into_iter().filter(Duty::is_open)
    }

    /// The agency has something to do, ordered, to be paid or given back, or promised and pressed for: by which day, where one is named.
    /// What an opinion (意见书) asks for is reported on, and has a task of its own.
    pub fn to_perform(&self) -> Option<Option<Date>> {
        let open: Vec<Duty> = self.open_duties().collect();
        (!open.is_empty()).then(|| open.iter().filter_map(|duty| duty.by).min())
    }

    /// 77条2款: it has not performed what was ordered, agreed or advised, and its day, where one was named, is over.
    pub(super) fn may_be_pressed(&self, context: Context<'_>) -> bool {
        !self.pressable(context.law, context.now.today).is_empty()
    }

    /// What an order, an interview or a criticism can be about, of which somebody says which. Whoever was given a day by an order may be
    /// spoken to before it is over.
    pub fn pressable(&self, law: &Law, today: Date) -> Vec<Duty> {
        let delayed = self.open_duties().filter(|duty| duty.own_by.is_none_or(|by| by < today));
        let mut all: Vec<Duty> = delayed.collect();
        if all.is_empty() && self.breaks_a_statement() {
            all.push(Duty::of(STATEMENT, "履行调解书", None, None));
        }
        all.extend(self.late_reports(law, today).map(|one| {
            let which = format!("{}{}", zh_date(one.on), one.kind.name_zh());
            Duty::of(&one.key, "报送纠正情况", Some(which), None)
        }));
        all
    }

    /// What is open was ordered by nobody since its own day was over (77条2款 应当责令): what was ordered of one duty was ordered of no other, and
    /// whoever was only spoken to or criticized was ordered nothing. Of an order of before it was kept which it is about, it counts for everything that was late by then. What is enforced is what the
    /// parties owe (78条); the agency owes its own all the same.
    pub(super) fn has_unpressed_duty(&self) -> bool {
        let late = |duty: &Duty, one: &Pressure| duty.own_by.is_none_or(|by| by < one.on);
        let about =
            |duty: &Duty, one: &Pressure| one.names(&duty.key) || (one.of.is_empty() && late(duty, one));
        let orders = || self.measures.iter().filter(|one| one.measure == Measure::Urging);
        self.open_duties().any(|duty| !orders().any(|one| about(&duty, one)))
    }

    /// The last of the days that orders have given for what is open: until it is over nobody knows whether they are obeyed. Then the
    /// office goes on with it, whether the file lies in the archive or not (77条).
    pub(super) fn ordered_through(&self) -> Option<Date> {
        self.open_duties().filter(|duty| duty.is_ordered).filter_map(|duty| duty.by).max()
    }

    /// 77条2款: the latest day that an order about this has given the agency; nothing runs from an order that has not reached it.
    pub(super) fn urged_until(&self, key: &str) -> Option<Date> {
        self.orders_served()
            .filter(|one| one.of.is_empty() || one.names(key))
            .filter_map(|one| one.until)
            .max()
    }

    /// By the last order that was about it. Of those that do not say what they are about: of a duty whose own day was over when that was
    /// ordered, the first day that it was given.
    fn urged_for(&self, duty: &Duty) -> Option<Date> {
        let named = self.orders_served().filter(|one| one.names(&duty.key)).last();
        let mut unsaid = self.orders_served().filter(|one| one.of.is_empty());
        let late = |one: &&Pressure| duty.own_by.is_none_or(|by| by < one.on);
        named.or_else(|| unsaid.find(late)).and_then(|one| one.until)
    }

    /// `重新作出行政行为、报送纠正情况：…`, as a measure names what it is about.
    pub fn pressed_for_zh(&self, one: &Pressure) -> String {
        let duties = self.duties().into_iter().filter(|duty| one.names(&duty.key));
        let statement = one.names(STATEMENT).then(|| "履行调解书".to_owned());
        let reports = self.opinions.iter().filter(|held| one.names(&held.key));
        let reports = reports.map(|held| format!("{}{}的纠正情况", zh_date(held.on), held.kind.name_zh()));
        let named = duties.filter(|duty| duty.key != STATEMENT).map(|duty| duty.label_zh());
        named.chain(statement).chain(reports).collect::<Vec<_>>().join("、")
    }

    fn orders_served(&self) -> impl Iterator<Item = &Pressure> {
        let orders = self.notices.iter().filter(|notice| notice.paper == PaperKind::Urging);
        let urging = self.measures.iter().filter(|one| one.measure == Measure::Urging);
        let reached = orders.zip(urging).filter(|(order, _)| order.deliveries.iter().any(|one| !one.failed));
        reached.map(|(_, one)| one)
    }

    /// What somebody may say is not performed: its day is over, or it was recorded as performed, and nobody looks into it already.
    pub fn reportable(&self, today: Date) -> Vec<Duty> {
        let open = self.open_report();
        let looked_into = |duty: &Duty| open.is_some_and(|said| said.waits_for(&duty.key));
        let duties = self.duties().into_iter();
        duties.filter(|duty| (!duty.is_open() || duty.is_late(today)) && !looked_into(duty)).collect()
    }

    /// 反映没有履行, which the office has neither pressed for since nor found to be done.
    pub fn open_report(&self) -> Option<&Unperformed> {
        let open: Vec<String> = self.open_duties().map(|duty| duty.key).collect();
        self.reports.iter().find(|said| open.iter().any(|key| said.waits_for(key)))
    }

    pub(super) fn weigh_duties(
        &self,
        context: Context<'_>,
        command: &ReconsiderationCommand,
    ) -> Result<Vec<ReconsiderationEvent>, Refusal> {
        use ReconsiderationCommand as C;
        let today = context.now.today;
        let event = match command {
            C::RecordPerformance { on, of, text: said, proof } => {
                text(said, "text")?;
                ensure_at(*on <= today, DATE_IN_FUTURE, "on")?;
                let ordered = self.owed_since().is_none_or(|since| since <= *on);
                ensure_at(ordered, PERFORMED_EARLY, "on")?;
                let of = chosen(of, &self.open_duties().collect::<Vec<_>>())?;
                let (on, text, proof) = (*on, said.clone(), proof.clone());
                ReconsiderationEvent::PerformanceRecorded(Performed { on, of, text, proof })
            }
            C::ReportUnperformed { side, of, text: said } => {
                ensure_at(self.is_party(side), UNKNOWN_SIDE, "side")?;
                ensure_at(self.speaks_for(context, side), NOT_YOURS, "side")?;
                text(said, "text")?;
                let of = chosen(of, &self.reportable(today))?;
                let (on, side, text) = (today, side.clone(), said.clone());
                let (pressed, pressed_for) = (false, Vec::new());
                let said = Unperformed { on, side, of, text, pressed, pressed_for };
                ReconsiderationEvent::UnperformedReported(said)
            }
            _ => return Err(Refusal::not_permitted()),
        };
        Ok(vec![event])
    }

    /// Of a record of before there were lines, everything was performed.
    pub(super) fn take_performance(&mut self, done: &Performed) {
        if done.of.is_empty() {
            self.performed_on = Some(done.on);
            return;
        }
        self.performed.push(done.clone());
        let days: Option<Vec<Date>> = self.duties().iter().map(|duty| duty.performed_on).collect();
        self.performed_on = days.and_then(|days| days.into_iter().max());
    }

    /// What was recorded as performed and is said not to be is owed again.
    pub(super) fn take_report(&mut self, said: &Unperformed) {
        // What was recorded at once is known of each by now.
        if let Some(on) = self.performed_on.take().filter(|_| self.performed.is_empty()) {
            let of = self.duties().into_iter().map(|duty| duty.key).collect();
            self.performed.push(Performed { on, of, text: String::new(), proof: None });
        }
        self.performed.iter_mut().for_each(|done| done.of.retain(|key| !said.of.contains(key)));
        self.performed.retain(|done| !done.of.is_empty());
        self.reports.push(said.clone());
    }
}

/// One duty need not be chosen; of several somebody says which.
pub(super) fn chosen(of: &[String], among: &[Duty]) -> Result<Vec<String>, Refusal> {
    match (of, among) {
        ([], [] | [_]) => Ok(among.iter().map(|duty| duty.key.clone()).collect()),
        ([], _) => Err(Refusal::at(REQUIRED, "of")),
        _ => {
            let known = of.iter().all(|key| among.iter().any(|duty| duty.key == *key));
            ensure_at(known, DUTY_UNKNOWN, "of")?;
            Ok(of.to_vec())
        }
    }
}
