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
        "consult" => "提请委员会咨询",
        "record_consultation" => "记录咨询意见",
        "issue_opinion" => "制发意见书、建议书",
        "copy_to_superior" => "抄告上一级主管部门",
        "record_report" => "报送纠正情况",
        "record_performance" => "登记履行",
        "report_unperformed" => "反映没有履行复议决定",
        "press" => "责令履行、约谈、通报批评",
        "enforce" => "强制执行",
        "publish" => "公开副本",
        "correct_copy" => "更正公开的副本",
        "withdraw_copy" => "撤下公开的副本",
        "plan_inquiry" => "决定调查取证",
        "record_inquiry" => "登记调查取证",
        "keep_inquiry_record" => "收存调查笔录",
        "hear_party" => "听取意见",
        "state_opinion" => "提交书面意见",
        "request_hearing" => "请求听证",
        "convene_hearing" => "组织听证",
        "record_hearing" => "记录听证",
        "keep_hearing_minutes" => "收存听证笔录",
        "cancel_hearing" => "取消听证",
        "decline_hearing" => "不组织听证，告诉申请人",
        "keep_application_record" => "收存申请笔录",
        "notify_third_party" => "通知第三人参加",
        "answer_as_third_party" => "第三人是否参加",
        "appoint_agent" => "委托代理人",
        "dismiss_agent" => "变更、解除代理",
        "join" => "合并审理",
        "separate" => "分开审理",
        "request_access" => "申请查阅、复制",
        "decide_access" => "决定查阅、复制",
        "ask_stay" => "提出停止执行",
        "decide_stay" => "决定是否停止执行",
        "lift_stay" => "恢复执行",
        "change_procedure" => "转为普通程序",
        "apply_withdrawal" => "申请撤回",
        "decide_withdrawal" => "决定是否准予撤回",
        "seal_statement" => "制作调解书",
        "suspend" => "中止审理",
        "resume" => "恢复审理",
        "extend" => "延长审理期限",
        "draft" => "提出审查意见",
        "resolve" => "同意或者集体讨论",
        "issue" => "制作决定书",
        "terminate" => "终止",
        "confirm_address" => "确认送达地址",
        "serve" => "记录送达",
        "strike_service" => "作废记错的送达",
        other => rule_command(other),
    }
}

/// 附带审查.
fn rule_command(name: &'static str) -> &'static str {
    match name {
        "open_rule_review" => "附带审查",
        "notify_rule" => "通知制定机关，或者转送",
        "record_rule_answer" => "登记答复或者回复",
        "record_rule_put_right" => "登记制定机关纠正情况",
        "conclude_rule_review" => "附带审查的结论",
        other => other,
    }
}

/// A step in the words of the citizen whose it is.
pub(super) fn own_command(name: &str) -> Option<&'static str> {
    Some(match name {
        "receive_supplement" => "按补正通知补交材料",
        "state_opinion" => "提意见、补充理由",
        "request_hearing" => "请求听证",
        "request_access" => "申请看对方的答复和证据",
        "ask_stay" => "申请停止执行原来的决定",
        "apply_withdrawal" => "撤回复议申请",
        "answer_as_third_party" => "答复是否参加复议",
        "confirm_address" => "确认文书送到哪里、谁收",
        "challenge" => "请办复议的有关系的人回避",
        "report_unperformed" => "对方没有履行复议决定，或者只履行了一部分",
        _ => return None,
    })
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
        Resumed { reason, ordered_by, .. } => Some(match ordered_by {
            Some(body) => format!("{body}责令恢复：{reason}"),
            None => reason.clone(),
        }),
        Extended { days, reason, .. } => Some(format!("{days} 日：{reason}")),
        Terminated { terminated, .. } => Some(terminated.reason.clone()),
        Joined(said) | Separated(said) | TriedTogether(said) | TriedApart(said) => Some(said.reason.clone()),
        ReplyAdded { added, .. } => {
            added.agreed_because.as_ref().map(|why| format!("复议机构同意补充：{why}"))
        }
        ThirdPartyAnswered { joins, .. } => Some(if *joins { "参加复议" } else { "不参加复议" }.to_owned()),
        StayDecided { decision, .. } => Some(match decision.ground {
            Some(ground) => format!("停止执行，{}：{}", ground.name_zh(), decision.reason),
            None => format!("不停止执行：{}", decision.reason),
        }),
        WithdrawalDecided { allowed, reason, .. } => {
            Some(format!("{}：{reason}", if *allowed { "准予撤回" } else { "不准予撤回" }))
        }
        SuperiorTold { to_body, .. } => Some(to_body.clone()),
        HearingDeclined(declined) => Some(declined.reason.clone()),
        StayLifted { reason, .. } => Some(reason.clone()),
        // Confidential: told to the office alone.
        OpinionDrafted { opinion, .. } => Some(format!("{}\n{}", opinion.facts, opinion.reasons)),
        Resolved { resolution, .. } => {
            let how = if resolution.approved { "同意" } else { "不同意" };
            Some(format!("{}{how}：{}", resolution.by, resolution.opinion))
        }
        _ => None,
    }
}

/// What was decided, where the name of the event alone does not say it.
pub fn decided_zh(event: &ReconsiderationEvent) -> Option<&'static str> {
    use ReconsiderationEvent::*;
    Some(match event {
        StayDecided { decision, .. } if decision.ground.is_some() => "决定停止执行",
        StayDecided { .. } => "决定不停止执行",
        ChallengeDecided(decision) => match decision.upheld {
            true => "回避申请有了决定：应当回避，换人办理",
            false => "回避申请有了决定：不需要回避",
        },
        _ => return None,
    })
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
        "reply_added" => Some("被申请的机关补充了答复、证据"),
        "performance_recorded" => Some("被申请的机关履行了复议决定里的内容，做完了哪些见“履行”"),
        "unperformed_reported" => Some("有一方反映复议决定没有履行"),
        "pressed" => Some("复议机关督促被申请的机关履行"),
        "enforcement_begun" => Some("复议决定进入强制执行"),
        "copy_published" => Some("去掉个人信息的决定书副本已经公开"),
        "copy_corrected" => Some("公开的副本作了更正"),
        "copy_withdrawn" => Some("公开的副本已经撤下"),
        "address_confirmed" => Some("有一方确认了送达地址"),
        "opinion_stated" => Some("有一方提交了书面意见"),
        "hearing_requested" => Some("申请人请求听证"),
        "party_heard" => Some("复议机关听取了意见"),
        "hearing_convened" => Some("定了听证的日子，见通知书"),
        "hearing_held" => Some("举行了听证"),
        "hearing_cancelled" => Some("听证取消了"),
        "hearing_declined" => Some("复议机关决定不组织听证"),
        "application_record_kept" => Some("口头申请的笔录已经签字收存"),
        "third_party_notified" => Some("通知了第三人参加复议"),
        "third_party_answered" => Some("第三人答复了是否参加"),
        "joined" | "tried_together" => Some("和另一件行政复议合并审理"),
        "separated" | "tried_apart" => Some("和合并审理的另一件分开，各自审理"),
        "agent_appointed" => Some("有一方委托了代理人"),
        "agent_dismissed" => Some("有一方解除了代理人"),
        "access_requested" => Some("提出了查阅材料的申请"),
        "access_decided" => Some("查阅材料的申请有了决定"),
        "stay_asked" => Some("提出了停止执行"),
        "stay_decided" => Some("是否停止执行有了决定"),
        "stay_lifted" => Some("停止执行的原因消除，恢复执行"),
        "procedure_changed" => Some("复议转为普通程序审理"),
        "rule_review_opened" => Some("开始审查有关的规范性文件"),
        "rule_review_concluded" => Some("规范性文件的审查有了结论"),
        "withdrawal_applied" => Some("提出了撤回申请，正在审查"),
        "withdrawal_decided" => Some("是否准予撤回有了决定"),
        "statement_sealed" => Some("各方达成调解，调解书已经生效"),
        "suspended" => Some("复议审理暂停"),
        "resumed" => Some("复议恢复审理"),
        "extended" => Some("复议机关批准延长审理期限；在原来的期限内书面告知各方才算数，见通知书"),
        "decision_issued" => Some("复议机关作出了决定"),
        "took_effect" => Some("复议决定已经送达各方、生效；起诉的期限，各人从自己收到决定书之日起算"),
        "became_final" => Some("起诉期限已过，复议决定不能再诉"),
        "decision_overdue" => Some("审理期限届满，复议机关还没有作出决定，申请人可以向法院起诉"),
        "terminated" => Some("复议已经终止"),
        "challenge_made" => Some("有人申请复议人员回避，正在审查"),
        "challenge_decided" => Some("回避申请有了决定"),
        _ => None,
    }
}
