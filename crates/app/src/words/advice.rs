//! The words of consultations, case reviews and the pool of experts.

use huajie_law::{
    case_review::CaseReviewEvent, consultation::ConsultationEvent, dispute::DisputeEvent,
    expert::ExpertEvent, matter::Event,
};

/// The stages of each, in the order of the work.
pub(super) fn stages(kind: &str) -> &'static [(&'static str, &'static str)] {
    match kind {
        "consultation" => &[
            ("drawing", "待抽取专家"),
            ("asking", "征询专家意见"),
            ("completed", "论证完成"),
            ("closed", "提前结束"),
        ],
        "case_review" => &[
            ("convened", "已召集，待送材料"),
            ("materials_served", "材料已送，待开会"),
            ("held", "已开会"),
            ("resolved", "已形成审议意见"),
            ("cancelled", "不再召开"),
        ],
        "expert" => &[("serving", "在聘"), ("paused", "暂停参加"), ("dismissed", "已解聘")],
        _ => &[],
    }
}

pub(super) fn outcome(name: &str) -> Option<&'static str> {
    Some(match name {
        "wholly" => "采纳",
        "partly" => "部分采纳",
        "no" => "没有采纳",
        "resolved" => "已形成审议意见",
        _ => return None,
    })
}

/// What a command is called on a button.
pub(super) fn command(name: &'static str) -> &'static str {
    match name {
        "consult" => "专家论证、司法听证",
        "convene_review" => "召集案审会",
        "draw" => "随机抽取专家",
        "answer" => "签署专家意见",
        "excuse" => "不能参加论证",
        "set_hearing" => "定听证时间",
        "record_notice" => "记录听证通知送达",
        "record_hearing" => "听证笔录",
        "record_followed" => "记录是否采纳",
        "end_early" => "提前结束论证",
        "serve_materials" => "会前送达材料",
        "give_opinion" => "签署案审意见",
        "record_minutes" => "记录会议",
        "confirm_minutes" => "确认会议纪要",
        "resolve" => "形成审议意见",
        "recuse" => "成员回避",
        "postpone" => "案审会改期",
        "cancel" => "不再召开案审会",
        "change" => "变更",
        "pause" => "暂停参加",
        "resume" => "恢复参加",
        "dismiss" => "解聘",
        other => other,
    }
}

/// The reason or content that belongs beside an event. Nobody's opinion is among it.
pub(super) fn event_text(fact: &Event) -> Option<String> {
    match fact {
        Event::Dispute(DisputeEvent::ConsultationRequested { plan, .. }) => {
            Some(plan.request.form.name_zh().to_owned())
        }
        Event::Dispute(DisputeEvent::ReviewConvened { plan, .. }) => {
            Some(plan.convening.kind.name_zh().to_owned())
        }
        Event::Consultation(ConsultationEvent::Drawn { draw, .. }) => {
            let (pool, drawn) = (draw.pool.len(), draw.drawn.len());
            Some(format!("候选 {pool} 位，抽中 {drawn} 位"))
        }
        Event::Consultation(ConsultationEvent::Closed { reason, .. })
        | Event::CaseReview(
            CaseReviewEvent::Cancelled { reason, .. } | CaseReviewEvent::Postponed { reason, .. },
        )
        | Event::Expert(
            ExpertEvent::Changed { reason, .. }
            | ExpertEvent::Paused { reason, .. }
            | ExpertEvent::Dismissed { reason, .. },
        ) => Some(reason.clone()),
        Event::Expert(ExpertEvent::Appointed { basis, .. }) => Some(basis.clone()),
        _ => None,
    }
}

/// What an event means to the citizen, in one sentence.
pub(super) fn public_event(kind: &str, event: &str) -> Option<&'static str> {
    match (kind, event) {
        ("consultation", "opened") => Some("办理单位请专家论证，意见供参考，办理期限照常计算"),
        ("consultation", "hearing_set") => Some("定了听证的时间和地点，会提前通知您"),
        ("consultation", "hearing_recorded") => Some("举行了听证"),
        ("consultation", "completed") => Some("专家提出了意见，供办理单位参考"),
        ("consultation", "closed") => Some("专家论证提前结束，办理单位继续办理"),
        ("case_review", "opened") => Some("案审会将集体讨论您的案件，办理期限照常计算"),
        ("case_review", "minutes_recorded") => Some("案审会讨论了您的案件"),
        ("case_review", "resolved") => Some("案审会提出了意见，决定由办理机关另行作出"),
        ("case_review", "cancelled") => Some("案审会不再召开，办理单位继续办理"),
        _ => None,
    }
}
