//! 申请撤回: what it costs, while it can still be taken back and once it is done (法释〔2018〕1号60条、61条, 复议法30条1款7项、74条2款). Not here: what is said
//! to whoever withdraws by hand, before it is recorded (`next::withdrawal_costs`).

use super::{Mirrored, Procedure, Stage, Step};
use crate::{matter::Task, remedy::Remedy};

impl Mirrored {
    /// Asked for, and not decided yet.
    pub fn is_withdrawal_open(&self) -> bool {
        let asked =
            self.top().is_some_and(|top| top.outcome.is_none() && top.withdrawal_applied_on.is_some());
        asked && self.procedure.keeps_filing_day()
    }

    /// Its body reported it, and nobody has told whoever withdraws what that costs.
    pub(super) fn withdrawal_task(&self) -> Option<Task> {
        let told = self.top().is_some_and(|top| top.withdrawal_cost_told);
        if told || !self.is_withdrawal_open() {
            return None;
        }
        let (who, costs) = self.withdrawal_words();
        let step = Step::WithdrawalApplied { cost_shown: true };
        let title = format!(
            "{who}申请撤回，还没有告知后果：告诉本人（{costs}；决定以前还可以收回），告诉以后登记程序进展“{}”",
            step.name_zh()
        );
        Some(Task { legal_risk: true, ..self.task("withdrawal_cost", title, "record") })
    }

    fn withdrawal_words(&self) -> (&'static str, &'static str) {
        match self.procedure {
            Procedure::Litigation => (
                "原告",
                "准许以后不能再以同一事实和理由起诉（法释〔2018〕1号 60条），也不能再申请行政复议（《行政复议法》30条1款7项）",
            ),
            _ => ("申请人", "准予以后不能再以同一事实和理由申请行政复议（《行政复议法》74条2款）"),
        }
    }

    /// To the parties, while whoever asked can still take it back.
    pub(super) fn told_of_withdrawal_asked(&self) -> Option<String> {
        let (who, costs) = self.withdrawal_words();
        let body = if self.procedure == Procedure::Litigation { "法院" } else { "复议机关" };
        self.is_withdrawal_open().then(|| {
            format!("{who}已经申请撤回，{body}还没有决定。{costs}。不想撤回的，在{body}决定以前告诉{body}。")
        })
    }

    /// What is closed by a withdrawal that was allowed or is deemed. Whoever left only an appeal has the judgment below.
    pub(super) fn closed_by_withdrawal_zh(&self) -> Option<String> {
        if self.stage() != Stage::Withdrawn {
            return None;
        }
        let what = |remedy: Remedy| match remedy {
            Remedy::Sue | Remedy::Appeal => "起诉",
            Remedy::Reconsider => "申请行政复议",
        };
        let closed: Vec<String> = self
            .closes()
            .iter()
            .map(|closed| format!("不能再以同一事实和理由{}（{}）", what(closed.remedy), closed.article))
            .collect();
        (!closed.is_empty()).then(|| format!("{}。", closed.join("，")))
    }
}
