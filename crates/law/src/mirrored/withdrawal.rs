//! 申请撤回: what it costs, before it is asked for, while it can still be taken back and once it is done (法释〔2018〕1号60条、61条, 复议法30条1款
//! 7项、74条2款).

use super::{Mirrored, NOT_RECONSIDERED_EITHER, Procedure, Stage, Step};
use crate::{
    decision::Law, matter::Task, mediation::Brief, reconsideration::after_withdrawal, remedy::Remedy,
};
use jiff::civil::Date;

/// Its to-do, which one milestone does and no other.
pub const WITHDRAWAL_COST: &str = "withdrawal_cost";

/// 解释60条 is about what a court allowed in a suit that it had filed, 复议法30条1款7项 about one that it had taken up: before that nothing
/// is closed, and the days run as if nobody had sued.
pub(crate) fn withdrawn_before_filing(brief: &Brief, law: &Law, today: Date) -> String {
    let left = brief.left_to_sue_zh(law, today);
    format!(
        "法院收到了起诉，登记里还没有立案：立案以前撤回起诉的，不是撤诉，在法定期限内还可以再起诉或者申请行政复议，期限照常计算，不因为起诉过而延长（{left}）。立案以后才撤诉的，法院准许以后不能再以同一事实和理由起诉（法释〔2018〕1号 60条），也不能再申请行政复议（《行政复议法》30条1款7项）。"
    )
}

impl Mirrored {
    /// 撤回的后果 in sentences, told before anybody withdraws (要点6): what is gone, what is left and until when.
    pub fn withdrawal_costs(&self, law: &Law, today: Date) -> Vec<String> {
        let mut told = Vec::new();
        match self.procedure {
            Procedure::Litigation if !self.was_accepted() => {
                told.push(withdrawn_before_filing(&self.brief, law, today));
            }
            Procedure::Litigation => {
                told.push(
                    "准许撤诉以后，不能再以同一事实和理由起诉（法释〔2018〕1号 60条）。撤诉要由法院裁定准许（《行政诉讼法》62条）。"
                        .to_owned(),
                );
                told.push(NOT_RECONSIDERED_EITHER.to_owned());
            }
            Procedure::ReconsiderationElsewhere => told.extend(after_withdrawal(&self.brief, law, today)),
            _ => told.push("撤回以后，办理机关不再继续办理；起诉、复议的期限不因此延长。".to_owned()),
        }
        // 复议法77条、78条3项: with its own statement no side goes to the court itself.
        let sealed = match self.procedure {
            Procedure::ReconsiderationElsewhere => {
                "调解书由复议机关责令履行、依法强制执行或者申请法院强制执行"
            }
            _ => "调解书可以申请强制执行",
        };
        told.push(format!("先签调解书再了结，效力比口头和解后撤回更有保障：{sealed}。"));
        told
    }

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
        Some(Task { legal_risk: true, ..self.task(WITHDRAWAL_COST, title, "record") })
    }

    fn withdrawal_words(&self) -> (&'static str, &'static str) {
        match self.procedure {
            Procedure::Litigation if !self.was_accepted() => (
                "原告",
                "立案以前撤回的，在起诉期限内还可以再起诉，期限照常计算；立案以后撤诉的，准许以后不能再以同一事实和理由起诉（法释〔2018〕1号 60条），也不能再申请行政复议（《行政复议法》30条1款7项）",
            ),
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
