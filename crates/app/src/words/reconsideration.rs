//! A reconsideration run here in the words people read: stages, steps, outcomes, and one public sentence for what happened.

use huajie_law::reconsideration::{HoldingKind, ReconsiderationEvent};

pub(super) const STAGES: &[(&str, &str)] = &[
    ("with_agency", "由处罚机关转送中"),
    ("under_review", "受理审查"),
    ("supplementing", "等待补正"),
    ("running", "审理中"),
    ("suspended", "中止审理"),
    ("drafted", "意见待同意"),
    ("approved", "待制作决定书"),
    ("decided", "已决定，待送达"),
    ("effective", "决定已生效"),
    ("settled", "调解书已生效"),
    ("refused", "不予受理"),
    ("abandoned", "视为放弃申请"),
    ("terminated", "已终止"),
];

pub(super) fn outcome(name: &str) -> Option<&'static str> {
    let ended = match name {
        "reconsideration_refused" => Some("不予受理"),
        "reconsideration_abandoned" => Some("视为放弃申请"),
        "reconsideration_settled" => Some("调解书"),
        "reconsideration_terminated" => Some("终止"),
        _ => None,
    };
    ended.or_else(|| name.parse::<HoldingKind>().ok().map(HoldingKind::name_zh))
}

/// What a command is called on a button.
pub(super) fn command(name: &'static str) -> &'static str {
    match name {
        "forward" => "转送复议申请",
        "assign" => "指定复议人员",
        "challenge" => "申请回避",
        "decide_challenge" => "决定回避",
        "accept" => "受理",
        "refuse" => "不予受理",
        "request_supplement" => "通知补正",
        "extend_supplement" => "延长补正期限",
        "receive_supplement" => "收到补正材料",
        "send_copy" => "发送申请书副本",
        "reply" => "答复、举证",
        "weigh" => "标明重大疑难复杂",
        "suspend" => "中止审理",
        "resume" => "恢复审理",
        "extend" => "延长审理期限",
        "draft" => "提出审查意见",
        "resolve" => "同意或者集体讨论",
        "issue" => "制作决定书",
        "terminate" => "终止",
        "serve" => "记录送达",
        other => other,
    }
}

/// The reason or content that belongs beside an event; never of what is internal.
pub(super) fn event_text(event: &ReconsiderationEvent) -> Option<String> {
    use ReconsiderationEvent::*;
    match event {
        ApplicationRefused { refused, .. } => {
            Some(format!("{}：{}", refused.ground.name_zh(), refused.reason))
        }
        SupplementRequested { items, .. } => Some(items.clone()),
        Suspended { ground, reason, .. } => Some(format!("{}：{reason}", ground.zh())),
        Resumed { reason, .. } => Some(reason.clone()),
        Extended { days, reason, .. } => Some(format!("{days} 日：{reason}")),
        Terminated { terminated, .. } => Some(terminated.reason.clone()),
        _ => None,
    }
}

/// What an event means to the citizen, in one sentence; `None` for what only the house needs to know.
pub(super) fn public_event(event: &str) -> Option<&'static str> {
    match event {
        "opened" => Some("复议机关收到了您的复议申请"),
        "forwarded" => Some("处罚机关把申请转给了复议机关"),
        "application_accepted" => Some("复议申请已经受理"),
        "acceptance_deemed" => Some("审查期满，复议申请视为已经受理"),
        "application_refused" => Some("复议申请没有受理，理由和下一步见决定书"),
        "supplement_requested" => Some("复议机关请您补正材料"),
        "supplement_extended" => Some("补正的期限延长了"),
        "supplement_received" => Some("收到补正材料，重新审查五个工作日"),
        "abandonment_deemed" => Some("没有按期补正，视为放弃复议申请"),
        "copy_sent" => Some("申请书副本已经发给被申请的机关，等它答复"),
        "replied" => Some("被申请的机关作了答复"),
        "suspended" => Some("复议审理暂停，期限停算"),
        "resumed" => Some("复议恢复审理，期限接着算"),
        "extended" => Some("复议审理期限延长了，见通知书"),
        "decision_issued" => Some("复议机关作出了决定，正在送达"),
        "took_effect" => Some("复议决定已经送达生效；不服的，十五日内可以起诉"),
        "became_final" => Some("起诉期限已过，复议决定不能再诉"),
        "terminated" => Some("复议已经终止"),
        "challenge_made" => Some("有人申请复议人员回避，正在审查"),
        "challenge_decided" => Some("回避申请有了决定"),
        _ => None,
    }
}
