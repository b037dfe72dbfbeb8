//! The steps of a dispute in the words of a timeline.

use huajie_law::dispute::{DisputeEvent, TwinFinding};

pub(super) fn event(event: &DisputeEvent) -> Option<&'static str> {
    Some(match event {
        DisputeEvent::Registered { .. } => "登记",
        DisputeEvent::EvidenceAdded { .. } => "补充材料",
        DisputeEvent::Corrected { .. } => "更正登记事项",
        DisputeEvent::PartyCorrected { .. } => "更正当事人信息",
        DisputeEvent::SuccessorAdmitted { .. } => "由承受人、法定代理人参加",
        DisputeEvent::AuthorityFiled { by_agent: true, .. } => "代理人交来授权委托书",
        DisputeEvent::AuthorityFiled { .. } => "登记授权委托书",
        DisputeEvent::AgencyEnded { .. } => "解除委托",
        DisputeEvent::PartyJoined { .. } => "追加当事人",
        DisputeEvent::PartyStruck { .. } => "去掉登记错的当事人",
        DisputeEvent::MembersListed { .. } => "登记群体成员",
        DisputeEvent::RepresentativesChosen { .. } => "推选代表人",
        DisputeEvent::AccessRenewed { .. } => "换发查询码",
        DisputeEvent::TwinChecked { finding: TwinFinding::Same, .. } => "核对：与已登记的是同一件",
        DisputeEvent::TwinChecked { finding: TwinFinding::Another, .. } => "核对：与已登记的不是同一件",
        DisputeEvent::ConflictTold { .. } => "告知复议、诉讼并存",
        DisputeEvent::PassedOn { .. } => "转有权机关",
        DisputeEvent::Refused { .. } => "不予受理",
        DisputeEvent::MediationRequested { .. } => "提请调解",
        DisputeEvent::ProceedingEnded { .. } => "程序终结",
        DisputeEvent::Closed { .. } => "归档封存",
        DisputeEvent::Reopened { .. } => "重新启动",
        DisputeEvent::TakenFromArchive { .. } => "从档案里调出",
        DisputeEvent::AddedToVolume { .. } => "补入卷宗",
        DisputeEvent::ProceedingRecorded { .. } => "登记其他机关的程序",
        DisputeEvent::Referred { .. } => "移送对接",
        DisputeEvent::ReconsiderationApplied { .. } => "登记行政复议申请",
        DisputeEvent::ConsultationRequested { .. } => "发起专家论证",
        DisputeEvent::ReviewConvened { .. } => "召集案审会",
        DisputeEvent::ProceedingOpened { .. }
        | DisputeEvent::PendingNoted { .. }
        | DisputeEvent::CourseNoted { .. }
        | DisputeEvent::SeatsNoted { .. }
        | DisputeEvent::WallsNoted { .. }
        | DisputeEvent::PaperNoted { .. } => return None,
    })
}
