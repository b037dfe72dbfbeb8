//! The words of what other bodies do: mirrored proceedings and referrals, and what the dispute and the mediation do for them.

use huajie_law::{
    calendar::zh_date,
    dispute::DisputeEvent,
    matter::{ELSEWHERE, Event},
    mediation::{Channel, MediationEvent},
    mirrored::{Finding, Mirrored, MirroredEvent, Report, Step},
    referral::{BackOutcome, ReferralEvent},
};

/// The stages of either kind, in the order of the work.
pub(super) fn stages(kind: &str) -> &'static [(&'static str, &'static str)] {
    match kind {
        "mirrored" => &[
            ("waiting", "等待立案信息"),
            ("received", "等待立案、受理"),
            ("running", "审理、办理中"),
            ("paused", "暂停计算期限"),
            ("decided", "已处理，救济期未满"),
            ("effective", "已生效、已办结"),
            ("withdrawn", "已撤回"),
            ("not_taken", "未受理"),
            ("advised", "检察建议待回复"),
            ("struck", "登记有误，已作废"),
        ],
        "referral" => &[
            ("sent", "等待签收"),
            ("accepted", "已签收，办理中"),
            ("declined", "已退回"),
            ("unanswered", "逾期未签收，已退回并上报"),
            ("escalated", "没有签收，已另行处理"),
            ("handed_back", "已交回"),
            ("taken_over", "已签收，由接收单位接着办"),
        ],
        _ => &[],
    }
}

/// What another body found, and what a referral came back with.
pub(super) fn outcome(name: &str) -> &str {
    let finding = name.parse::<Finding>().map(Finding::name_zh);
    finding.or_else(|_| name.parse::<BackOutcome>().map(BackOutcome::name_zh)).unwrap_or(name)
}

/// What a command is called on a button.
pub(super) fn command(name: &'static str) -> &'static str {
    match name {
        "record_proceeding" => "登记其他机关的程序",
        "refer" => "移送对接",
        "record" => "登记程序进展",
        "strike" => "作废节点",
        ELSEWHERE => "到办理机关去办",
        "accept" => "签收移送材料",
        "decline" => "退回移送材料",
        "acknowledge" => "没有签收的移送，另行处理",
        "send_again" => "重新移送",
        "hand_back" => "交回办理结果",
        "decline_retry" => "再次征询，有一方不愿意",
        "agree_to_suspend" => "双方书面同意中止复议",
        "renege" => "盖章以前反悔",
        "correct_channel" => "更正调解所处的阶段",
        other => other,
    }
}

/// The reason or content that belongs beside an event.
pub(super) fn event_text(fact: &Event) -> Option<String> {
    match fact {
        Event::Mediation(MediationEvent::ConsentWithdrawn { reason, .. }) => reason.clone(),
        Event::Mediation(MediationEvent::ChannelMoved { channel, settlement_only, reason, .. }) => {
            let only = if *settlement_only { "，只协调和解、撤诉" } else { "" };
            if reason.is_none() && *channel == Channel::BeforeProcedure {
                return Some("原来所在的程序已经结束，调解继续".to_owned());
            }
            let why = reason.as_ref().map(|reason| format!("（更正：{reason}）")).unwrap_or_default();
            Some(format!("{}{only}{why}", channel.name_zh()))
        }
        Event::Dispute(DisputeEvent::Closed { unissued, unsigned, reason: Some(reason), .. }) => {
            let lacking = [("没有出具", unissued.join("、")), ("没有签完字", unsigned.join("；"))];
            let lacking = lacking.iter().filter(|(_, what)| !what.is_empty());
            let said: Vec<_> = lacking.map(|(how, what)| format!("{how}：{what}")).collect();
            Some(format!("{}。原因：{reason}", said.join("。")))
        }
        Event::Dispute(DisputeEvent::Referred { package, .. }) => {
            Some(format!("{}：{}", package.docking.name_zh(), package.reason))
        }
        Event::Mirrored(MirroredEvent::Opened { opening, .. }) => {
            let milestone = opening.report.step.name_zh();
            let on = zh_date(opening.report.happened_on);
            Some(format!("{}，{}，{on}{milestone}", opening.procedure.name_zh(), opening.body.name))
        }
        Event::Mirrored(MirroredEvent::MilestoneRecorded { report, .. }) => Some(reported(report)),
        Event::Mirrored(MirroredEvent::MilestoneStruck { reason, .. }) => Some(reason.clone()),
        Event::Mirrored(MirroredEvent::ReferralOrdered { request, .. }) => Some(request.reason.clone()),
        Event::Referral(ReferralEvent::Declined { reason, .. }) => Some(reason.clone()),
        Event::Referral(ReferralEvent::Acknowledged { note, .. }) => Some(note.clone()),
        Event::Referral(ReferralEvent::SentAgain { request, .. }) => Some(request.reason.clone()),
        Event::Referral(ReferralEvent::HandedBack { back, .. }) => Some(back.outcome.name_zh().to_owned()),
        _ => None,
    }
}

/// The day on which it happened, which is not the day on which it was recorded, and what was found.
fn reported(report: &Report) -> String {
    let on = zh_date(report.happened_on);
    match &report.step {
        Step::Decided { findings, .. } => {
            let found: Vec<_> = findings.iter().map(|finding| finding.name_zh()).collect();
            format!("{on}，{}", found.join("、"))
        }
        Step::WithdrawalApplied { cost_shown: true } => format!("{on}，后果已经告知"),
        Step::WithdrawalApplied { cost_shown: false } => format!("{on}，后果没有告知"),
        _ => on,
    }
}

/// What another body did, by its name, in the citizen's timeline: `行政诉讼（某法院）一审：立案、受理，2026年5月6日`.
pub fn step_elsewhere(held: &Mirrored, event: &MirroredEvent) -> Option<String> {
    let said = |report: &Report| {
        let level = held.level_or_before(report.level).and_then(|level| level.body);
        let body = report.body.clone().or(level).map_or_else(|| held.body.name.clone(), |body| body.name);
        let (procedure, title) = (held.procedure, report.title_zh(held.procedure));
        format!("{}（{body}）{title}，{}", procedure.name_zh(), zh_date(report.happened_on))
    };
    match event {
        MirroredEvent::Opened { opening, .. } => Some(said(&opening.report)),
        MirroredEvent::MilestoneRecorded { report, .. } => Some(said(report)),
        MirroredEvent::MilestoneStruck { milestone, .. } => {
            let struck = held.milestones.iter().find(|known| known.key == *milestone)?;
            Some(format!("登记错了，已经作废：{}", said(&struck.report)))
        }
        _ => None,
    }
}

/// What an event means to the citizen, in one sentence.
pub(super) fn public_event(kind: &str, event: &str) -> Option<&'static str> {
    match (kind, event) {
        ("dispute", "reopened") => Some("这件事重新启动办理"),
        ("dispute", "taken_from_archive") => Some("归档以后又有新的情况，案卷调出来补充"),
        ("dispute", "added_to_volume") => Some("归档以后又有新的情况，补进了案卷"),
        ("dispute", "referred") => Some("材料已转交给对接单位，最初提交的日子不变"),
        ("mirrored", "opened" | "milestone_recorded") => Some("别的机关办的程序有了新的进展"),
        ("mirrored", "milestone_struck") => Some("登记错的一步作废了"),
        ("mirrored", "effect_recorded") => Some("上诉等期限已过，结果生效"),
        ("mirrored", "decision_overdue") => Some("复议机关的审理期限已满，还没有登记复议决定"),
        ("referral", "accepted") => Some("对接单位签收了材料"),
        ("referral", "declined") => Some("对接单位没有接收，材料已退回，不影响您的权利"),
        ("referral", "left_unanswered") => Some("对接单位没有按时签收，材料已退回，并报负责人督促"),
        ("referral", "acknowledged") => Some("对接单位没有签收的移送，已经另行处理"),
        ("referral", "handed_back") => Some("对接单位交回了办理结果"),
        ("mediation", "side_readmitted") => Some("重新征求退出一方的意见"),
        ("mediation", "successor_asked") => Some("有一方由承受人参加，要重新征求他的意见"),
        ("mediation", "channel_moved") => Some("别的程序立案、受理或者结束了，调解按现在的程序接着进行"),
        ("mediation", "retry_declined") => Some("再次征询，有一方不愿意调解"),
        ("mediation", "suspension_agreed") => Some("双方书面同意中止复议，等复议机关通知"),
        _ => None,
    }
}
