//! What the public is told of each state, one sentence in plain words.

use super::{next::RETRIAL, *};
use crate::{
    calendar::{PROVISIONAL_ZH, zh_date},
    decision::Law,
    dispute::{Dispute, Retrial},
};
use jiff::civil::Date;

impl Procedure {
    /// Where its body stands beside it: `行政复议`, and not by whom.
    pub fn plain_zh(self) -> &'static str {
        self.name_zh().split('（').next().unwrap_or_default()
    }
}

impl Stage {
    /// For every procedure and level; the dates are said by [`Mirrored::told`].
    pub fn told_zh(self, procedure: Procedure, level: Level) -> String {
        let what = procedure.level_zh(level);
        let body = match procedure {
            Procedure::Litigation => "法院",
            Procedure::ProcuratorialSupervision => "检察院",
            Procedure::ReconsiderationElsewhere => "复议机关",
            _ => "办理机关",
        };
        match self {
            Stage::Waiting => format!("我们收到了{body}的消息，正在核实{what}的立案、受理情况。"),
            Stage::Received => format!("{body}已经收到材料，正在决定是否立案、受理（{what}）。"),
            Stage::Running => format!("{body}正在办理（{what}）。"),
            Stage::Paused => format!("{body}的{what}期限暂停计算，恢复后继续办理。"),
            Stage::Decided => format!("{body}已经作出处理（{what}）；不服的，请在期限内提出。"),
            Stage::Effective => format!("{what}已经有了最后的结果。"),
            Stage::Withdrawn => format!("{what}已经撤回，这个程序到此结束。"),
            Stage::NotTaken => format!("{body}没有受理（{what}），请看不受理的理由和还能走的途径。"),
            Stage::Advised => format!("{body}已经提出检察建议，等对方书面回复。"),
            Stage::Struck => format!("这个程序（{what}）登记错了，已经作废，不影响您的争议。"),
        }
    }
}

/// A last day, and that it is over where it is.
fn day_zh(last_day: Date, today: Date) -> String {
    format!("{}{}", zh_date(last_day), if last_day < today { "，已经过了" } else { "" })
}

impl Mirrored {
    /// Where it stands, the day that the party has to mind, and what is left to do about the end.
    pub fn told(&self, law: &Law, today: Date) -> String {
        let stage = self.stage();
        let tells = matches!(stage, Stage::Effective | Stage::Decided | Stage::Advised);
        if let Some(own) = self.told_of_ruling().filter(|_| tells) {
            return own + &self.told_afterwards(law, today);
        }
        let said = match stage {
            // Nobody appeals against being let go (行诉法62条); it is over when the ruling has been served.
            Stage::Decided if self.is_let_go() => "已经准许撤回；文书送达以后，这个程序就结束了。".to_owned(),
            Stage::Decided => self.told_of_decision(),
            stage => stage.told_zh(self.procedure, self.current_level()),
        } + &self.told_of_handing_in();
        if self.over().is_some() {
            let closed = self.closed_by_withdrawal_zh().unwrap_or_default();
            return said + &closed + &self.told_afterwards(law, today);
        }
        if let Some(asked) = self.told_of_withdrawal_asked() {
            return said + &asked;
        }
        if let Some(gone_on) = self.gone_on_zh() {
            return gone_on;
        }
        match self.window_last_day(law) {
            Some(last_day) => format!("{said}最后一天是{}。", day_zh(last_day, today)),
            None => said + &self.told_if_overdue(law, today),
        }
    }

    /// The same of whoever asked for a retrial, once the suit has been tried again upon that: nobody waits for the ruling any more.
    pub fn told_beside(&self, dispute: &Dispute, law: &Law, today: Date) -> String {
        self.told_of_retrial(dispute).unwrap_or_else(|| self.told(law, today))
    }

    fn told_of_retrial(&self, dispute: &Dispute) -> Option<String> {
        let top = self.top().filter(|_| self.procedure == Procedure::ProcuratorialSupervision)?;
        let said = [Finding::Protested, Finding::AdviceGiven].into_iter().find(|said| top.has(*said))?;
        let retrial = dispute.retried_since(top.outcome.as_ref()?.on)?;
        let how_far = match (&retrial.retrial, retrial.decided_on) {
            (_, Some(on)) => format!("法院已经再审，{}作出了裁判", zh_date(on)),
            (Some(Retrial::Begun), None) => "法院已经裁定再审，正在再审".to_owned(),
            _ => "法院已经裁定再审，等再审立案".to_owned(),
        };
        Some(format!("检察院{}以后，{how_far}。再审怎样了，写在“行政诉讼”里。", said.name_zh()))
    }

    /// Somebody went on, and the filing of that is not known yet: the days of who did are used, the other side's stand in their own clock.
    fn gone_on_zh(&self) -> Option<String> {
        let top = self.top().filter(|top| self.is_gone_on(top))?;
        let stage = Stage::Decided.told_zh(self.procedure, top.level);
        let decided = stage.split('；').next().unwrap_or_default();
        let next = self.gone_on_to_zh()?;
        Some(format!("{decided}；{next}。没有弄清以前，这个结果还没有生效。"))
    }

    /// `已经有二审的消息（二审：驳回上诉，2026年11月30日），正在核实它的立案`, for the parties and for whoever keeps the file.
    pub fn gone_on_to_zh(&self) -> Option<String> {
        let top = self.top().filter(|top| self.is_gone_on(top))?;
        let waiting = self.waiting().into_iter().find(|one| one.report.level > top.level)?;
        let (title, on) = (waiting.title_zh(self.procedure), zh_date(waiting.report.happened_on));
        let level = self.procedure.level_zh(waiting.report.level);
        Some(format!("已经有{level}的消息（{title}，{on}），正在核实它的立案、受理"))
    }

    /// 行诉法51条、复议法29条2款: what was only handed in keeps the day to sue, and shuts nothing.
    fn told_of_handing_in(&self) -> String {
        let first = self.top().filter(|top| top.level == Level::First && top.accepted_on.is_none());
        let first = first.filter(|_| self.procedure == Procedure::Litigation && self.over().is_none());
        let Some((first, handed_in)) = first.and_then(|first| Some((first.outcome, first.received_on?)))
        else {
            return String::new();
        };
        let refused = match &first {
            Some(refused) if refused.findings.contains(&Finding::FilingRefused) => "",
            Some(_) => return String::new(),
            None => {
                "法院裁定不予立案的，可以从收到裁定书的第二天起十日以内上诉（《行政诉讼法》51条2款、85条）；"
            }
        };
        format!(
            "起诉状{}交到法院，起诉的日子从这一天算，已经保住。{refused}不予立案生效以后，起诉期限按原来的最后一天算，不因这次起诉延长。法院立案以前，申请行政复议的期限照常算（《行政复议法》29条2款），最后一天写在这一页的日子里。",
            zh_date(handed_in)
        )
    }

    /// What may be done should no decision come in time, with its day.
    fn told_if_overdue(&self, law: &Law, today: Date) -> String {
        let Some(clock) = self.overdue_suit(law) else { return String::new() };
        let last = clock.last_day(&law.calendar);
        let article = clock.term().map_or("", |term| term.article);
        let provisional = if last.provisional { PROVISIONAL_ZH } else { "" };
        last.on.map_or_else(String::new, |on| match (zh_date(on), on < today) {
            (day, true) => format!(
                "以到期没有收到复议决定为由向法院起诉的最后一天是{day}，已经过了（{article}）；在那以前已经起诉的，不受影响。"
            ),
            (day, false) => {
                format!("到期没有收到复议决定的，可以向法院起诉，最后一天是{day}{provisional}（{article}）。")
            }
        })
    }

    /// Days are promised only where there are days, and from when they count where it is not known yet.
    fn told_of_decision(&self) -> String {
        let stage = Stage::Decided.told_zh(self.procedure, self.current_level());
        let Some(top) = self.top() else { return stage };
        let decided = stage.split('；').next().unwrap_or_default();
        let unclear = top.outcome.as_ref().is_some_and(|outcome| self.is_appeal_unclear(&top, outcome));
        match self.window(&top) {
            Some(_) if self.served_on(&top).is_some() => stage,
            Some(term) => {
                let (span, article) = (term.span(), term.article);
                format!("{decided}；不服的，从您收到文书的第二天起算{span}以内提出（{article}）。")
            }
            None if unclear => format!(
                "{decided}；能不能上诉，看裁判文书最后写的：写明可以上诉的，收到判决书的第二天起算十五日以内上诉（《行政诉讼法》85条、法释〔2018〕1号 119条）。"
            ),
            // A statement binds once both sides have signed for it, and what is no court's is not appealed against.
            None if self.procedure != Procedure::Litigation || top.has(Finding::MediationStatement) => {
                format!("{decided}。")
            }
            None => format!("{decided}；文书送达以后生效，不能上诉。"),
        }
    }

    /// What an adjudication, an award, the procuratorate's word or a petition led another way is, and what comes next: none of them is the last
    /// of the quarrel.
    fn told_of_ruling(&self) -> Option<String> {
        let top = self.top()?;
        let has = |finding| top.has(finding);
        let told = match self.procedure {
            Procedure::Adjudication | Procedure::Arbitration if has(Finding::Ruled) => "已经作出裁决。",
            Procedure::Petition if has(Finding::LedElsewhere) => {
                "办理机关把这件事导入了别的法定途径，不再作为信访办理（《信访工作条例》31条）。要走的途径和最后一天写在这一页上，请自己按期提出。"
            }
            Procedure::ProcuratorialSupervision if has(Finding::Protested) => {
                "检察院已经提出抗诉。接受抗诉的法院收到抗诉书以后三十日以内裁定再审（法释〔2018〕1号 124条），等法院的裁定，不用您另外申请。"
            }
            Procedure::ProcuratorialSupervision if has(Finding::AdviceGiven) => {
                "检察院已经提出检察建议。建议法院再审的，法院在三个月以内审查，裁定再审或者书面回复检察院（法释〔2018〕1号 126条）。"
            }
            _ => return None,
        };
        Some(told.to_owned())
    }

    /// 信访条例31条: it is over there, and goes on another way.
    pub(super) fn is_led_elsewhere(&self) -> bool {
        let led = self.top().is_some_and(|top| top.has(Finding::LedElsewhere));
        led && self.procedure == Procedure::Petition && self.over().is_some()
    }

    /// What was ordered and until when, and the ways that are left. Whoever settled is not sent on to a retrial.
    fn told_afterwards(&self, law: &Law, today: Date) -> String {
        let ordered = self.open_part().and_then(|(ordered_by, _)| ordered_by);
        let ordered = ordered.map(|on| ("裁判", on)).or(self.ruled_until().map(|on| ("裁决", on)));
        let mut told = ordered
            .map(|(what, on)| format!("{what}要求在{}前履行（当天也算）。", zh_date(on)))
            .unwrap_or_default();
        for next in self.ways_left(law) {
            if let Some(last_day) = next.last_day() {
                let day = day_zh(last_day, today);
                told += &format!("{}可以{}，最后一天是{day}。", next.when_zh(), next.what);
            } else if next.due.is_none() {
                told += &format!("{}可以{}（{}）。", next.when_zh(), next.what, next.article);
            }
        }
        told
    }

    /// The ways that are left once it is over, or adjudicated and still to be sued against, as its parties are told of them: whoever settled is not sent on to a retrial.
    pub fn ways_left(&self, law: &Law) -> Vec<NextRemedy> {
        let ruled = self.top().is_some_and(|top| self.is_ruled(&top));
        if self.over().is_none() && !ruled {
            return Vec::new();
        }
        let settled = self.settled.is_some()
            || self.top().is_some_and(|top| top.has(super::Finding::MediationStatement));
        self.next_remedies(law).into_iter().filter(|next| !(settled && next.what == RETRIAL)).collect()
    }
}

impl Report {
    /// `一审：判决撤销`.
    pub fn title_zh(&self, procedure: Procedure) -> String {
        let what = match &self.step {
            Step::Decided { findings, .. } => {
                findings.iter().map(|finding| finding.name_zh()).collect::<Vec<_>>().join("，")
            }
            step => step.name_zh().to_owned(),
        };
        format!("{}：{what}", procedure.level_zh(self.level))
    }
}

impl Milestone {
    pub fn title_zh(&self, procedure: Procedure) -> String {
        self.report.title_zh(procedure)
    }
}
