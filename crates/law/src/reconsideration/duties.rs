//! What a decision lays on the agency (77条): each duty is a line of its own with its own day, performed by itself, and said not to be
//! performed by whom it is owed. Not here: what a statement says line by line, which a performance watches.

use super::{codes::*, *};
use crate::{
    Refusal,
    calendar::zh_date,
    dispute::text,
    matter::Context,
    refusal::{DATE_IN_FUTURE, REQUIRED, ensure_at},
};

/// 决定书里要履行的一项.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    /// `h1` for what the first holding orders, `restitution`, `compensation`, `statement`.
    pub key: String,
    pub title: String,
    /// As the decision has it.
    pub detail: Option<String>,
    /// 最后一日: the decision's own, or the one that an order has given since.
    pub by: Option<Date>,
    /// The decision's own.
    own_by: Option<Date>,
    pub performed_on: Option<Date>,
}

impl Duty {
    fn of(key: &str, title: &str, detail: Option<String>, own_by: Option<Date>) -> Duty {
        let (key, title) = (key.to_owned(), title.to_owned());
        Duty { key, title, detail, by: own_by, own_by, performed_on: None }
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
            Stage::Settled { .. } if self.urged_until().is_some() && self.breaks_a_statement() => {
                vec![Duty::of("statement", "履行调解书", None, None)]
            }
            _ => Vec::new(),
        };
        for duty in &mut duties {
            let own =
                self.performed.iter().rev().find(|done| done.of.contains(&duty.key)).map(|done| done.on);
            duty.by = self.urged_for(duty.own_by).or(duty.own_by);
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
        let today = context.now.today;
        // Whoever was given a day by an order may be spoken to before it is over.
        let mut delayed = self.open_duties().filter(|duty| duty.own_by.is_none_or(|by| by < today));
        delayed.next().is_some() || self.is_report_late(context) || self.breaks_a_statement()
    }

    /// What is open was pressed for by nobody since its own day was over: an order about one duty is none about another that was not due.
    /// Once it was pressed for, the office goes on with it, whether the file lies in the archive or not (77条). What is enforced is what
    /// the parties owe (78条); the agency owes its own all the same.
    pub(super) fn has_unpressed_duty(&self) -> bool {
        let pressed = |duty: &Duty| self.measures.iter().any(|one| duty.own_by.is_none_or(|by| by < one.on));
        self.open_duties().any(|duty| !pressed(&duty))
    }

    /// 77条2款: the latest day that an order has given the agency; nothing runs from an order that has not reached it.
    pub(super) fn urged_until(&self) -> Option<Date> {
        self.orders_served().filter_map(|one| one.until).max()
    }

    /// Of a duty whose own day was over when that was ordered: the first day that it was given. What is ordered later, of this or another
    /// duty, is no respite.
    fn urged_for(&self, by: Option<Date>) -> Option<Date> {
        let mut late = self.orders_served().filter(|one| by.is_none_or(|by| by < one.on));
        late.find_map(|one| one.until)
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
        let looked_into = |duty: &Duty| open.is_some_and(|said| said.of.contains(&duty.key));
        let duties = self.duties().into_iter();
        duties.filter(|duty| (!duty.is_open() || duty.is_late(today)) && !looked_into(duty)).collect()
    }

    /// 反映没有履行, which the office has neither pressed for since nor found to be done.
    pub fn open_report(&self) -> Option<&Unperformed> {
        let open: Vec<String> = self.open_duties().map(|duty| duty.key).collect();
        let stands = |said: &&Unperformed| said.of.iter().any(|key| open.contains(key));
        self.reports.iter().filter(|said| !said.pressed).find(stands)
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
                ReconsiderationEvent::UnperformedReported(Unperformed { on, side, of, text, pressed: false })
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
fn chosen(of: &[String], among: &[Duty]) -> Result<Vec<String>, Refusal> {
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
