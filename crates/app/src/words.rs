//! Stored things in the words and shapes people read: days, instants, clocks, stages, roles.

mod advice;
mod days;
mod dispute;
mod elsewhere;
mod given;
mod mediating;
mod money;
mod own;
mod promises;
mod qr;
mod reconsideration;
mod told;

pub use days::{
    PROVISIONAL_ZH, clock, day_of, day_told, days_between, days_known_to, instant, is_anothers, remaining,
    unrecorded,
};
pub use elsewhere::step_elsewhere;
pub use given::done_for;
pub use money::{capital_yuan, yuan, yuan_on_paper};
pub use own::{addressed, others_event, refuse};
pub use qr::{qr_data_uri, qr_png};
pub use reconsideration::decided_zh;
pub use told::{noted, respondent, told_before};

use crate::ui::{
    Tone,
    parts::{Clock, Tag},
};
use huajie_law::{
    Kind,
    calendar::zh_date,
    dispute::{Dispute, DisputeEvent, without_names},
    follow_up::{FollowUpEvent, NewActSettled},
    matter::{Event, PAPERS, REGISTER},
    mediation::MediationEvent,
    mirrored::MirroredEvent,
    performance::PerformanceEvent,
    reconsideration::ReconsiderationEvent,
};
use huajie_ledger::read::ClockRow;
use jiff::civil::Date;

/// The stages of a kind, in the order of the work, with the words staff read.
pub fn stages(kind: &str) -> &'static [(&'static str, &'static str)] {
    match kind {
        "dispute" => &[
            ("registered", "已登记"),
            ("in_proceeding", "办理中"),
            ("performing", "正在履行"),
            ("ended", "已终结"),
            ("closed", "已归档"),
        ],
        "mediation" => &[
            ("screening", "审查导入"),
            ("awaiting_consent", "征询意愿"),
            ("teaming", "组成调解小组"),
            ("mediating", "调解中"),
            ("signing", "协议待签"),
            ("ended", "已终结"),
            ("returned", "已退回"),
            ("passed_on", "已转有权机关"),
        ],
        "performance" => &[
            ("running", "履行中"),
            ("fulfilled", "已全部履行"),
            ("broken", "未履行"),
            ("left", "已转执行或其他途径"),
        ],
        "mirrored" | "referral" => elsewhere::stages(kind),
        "reconsideration" => reconsideration::STAGES,
        "consultation" | "case_review" | "expert" => advice::stages(kind),
        "paper" => &[("issued", "已出具"), ("served", "已送达")],
        "outside_system" => &[("in_service", "在用"), ("withdrawn", "已停用")],
        "follow_up" => &[
            ("due", "待回访"),
            ("due_again", "待二次回访"),
            ("done", "已回访"),
            ("taken_over", "并入下一次回访"),
        ],
        _ => &[("standing", "在册"), ("serving", "在任"), ("dismissed", "已停用")],
    }
}

/// The stage of any matter as a tag.
pub fn stage(kind: &str, stage: &str) -> Tag {
    let word = stages(kind).iter().find(|(name, _)| *name == stage).map_or(stage, |(_, word)| *word);
    let tone = match stage {
        "served" | "ended" | "closed" | "fulfilled" | "done" | "standing" | "serving" | "in_service" => {
            Tone::Settled
        }
        "effective" | "handed_back" | "taken_over" | "settled" => Tone::Settled,
        "broken" | "unanswered" => Tone::Overdue,
        "completed" | "resolved" => Tone::Settled,
        "paused" | "suspended" => Tone::Paused,
        "refused" | "abandoned" | "terminated" | "cancelled" => Tone::Plain,
        "withdrawn" | "not_taken" | "declined" | "escalated" | "returned" | "passed_on" | "left"
        | "dismissed" => Tone::Plain,
        _ => Tone::Live,
    };
    Tag::new(tone, word)
}

/// The stage of a dispute, by the word that lists have for it.
pub fn dispute_stage(held: &Dispute) -> Tag {
    stage("dispute", held.standing_word())
}

/// How a matter ended.
pub fn outcome(name: &str) -> &str {
    match name {
        "agreed" => "达成协议",
        "failed" => "调解不成",
        "terminated" => "终止调解",
        "lapsed" => "期满未达成协议",
        "consent_refused" => "一方不同意调解",
        "consent_withdrawn" => "一方撤回同意",
        "not_imported" => "未导入调解",
        "passed_on" => "已转有权机关",
        "settled" => "已实质化解",
        "unsettled" => "未化解，已移送",
        "refused" => "不予登记受理",
        "concluded" => "程序已依法终结",
        other => reconsideration::outcome(other)
            .or_else(|| advice::outcome(other))
            .unwrap_or_else(|| elsewhere::outcome(other)),
    }
}

/// What a command is called on a button.
pub fn command(kind: Kind, name: &'static str) -> &'static str {
    match (kind, name) {
        (Kind::Dispute, "request_mediation") => "提请调解",
        (Kind::Dispute, "add_evidence") => "补充材料",
        (Kind::Dispute, "correct") => "更正登记事项",
        (Kind::Dispute, "admit_successor") => "由承受人、法定代理人参加",
        (Kind::Dispute, "correct_party") => "更正当事人信息",
        (Kind::Dispute, "file_authority") => "登记授权委托书",
        (Kind::Dispute, "end_agency") => "解除委托",
        (Kind::Dispute, "join_party") => "追加第三人",
        (Kind::Dispute, "strike_party") => "去掉登记错的当事人",
        (Kind::Dispute, "list_members") => "登记群体成员",
        (Kind::Dispute, "choose_representatives") => "推选代表人",
        (Kind::Dispute, "renew_access") => "换发查询码、更正手机号",
        (Kind::Dispute, "check_twin") => "核对是否重复登记",
        (Kind::Dispute, "tell_of_conflict") => "告知复议、诉讼并存",
        (Kind::Dispute, "refuse") => "不予受理",
        (Kind::Dispute, "close") => "归档",
        (Kind::Dispute, PAPERS) => "送达文书",
        (Kind::Dispute, "reopen") => "重新启动",
        (Kind::Mediation, "import") => "导入调解",
        (Kind::Mediation, "decline_import") => "不予导入",
        (Kind::Mediation, "record_consent") => "记录调解意愿",
        (Kind::Mediation, "withdraw_consent") => "退出调解",
        (Kind::Mediation, "readmit") => "重新征求退出一方的意见",
        (Kind::Mediation, "name_team") => "组成 1+1+N",
        (Kind::Mediation, "fill_seat") => "补齐席位",
        (Kind::Mediation, "disclose") => "披露",
        (Kind::Mediation, "challenge") => "申请回避",
        (Kind::Mediation, "decide_challenge") => "决定回避",
        (Kind::Mediation, "accept_material") => "签收材料",
        (Kind::Mediation, "self_check") => "行政机关自查",
        (Kind::Mediation, "ask_judge") => "请法官释明",
        (Kind::Mediation, "give_opinion") => "法官指导意见",
        (Kind::Mediation, "convene_session") => "召集会谈",
        (Kind::Mediation, "move_session") => "会谈改期",
        (Kind::Mediation, "cancel_session") => "取消会谈",
        (Kind::Mediation, "record_service") => "记录送达",
        (Kind::Mediation, "record_attendance") => "记录到场",
        (Kind::Mediation, "write_minutes") => "制作笔录",
        (Kind::Mediation, "correct_minutes") => "补正笔录",
        (Kind::Mediation, "sign_minutes") => "笔录签字",
        (Kind::Mediation, "record_undisputed_facts") => "记载无争议事实",
        (Kind::Mediation, "confirm_undisputed") => "确认无争议事实",
        (Kind::Mediation, "extend") => "延长期限",
        (Kind::Mediation, "suspend") => "中止计算期限",
        (Kind::Mediation, "resume") => "恢复计算期限",
        (Kind::Mediation, "draft_agreement") => "起草协议",
        (Kind::Mediation, "check_legality") => "合法性审查",
        (Kind::Mediation, "sign_agreement") => "协议签字",
        (Kind::Mediation, "apply_for_confirmation") => "申请司法确认",
        (Kind::Mediation, "record_formal_ending") => "记录结案手续",
        (Kind::Mediation, "fail") => "调解不成",
        (Kind::Mediation, "terminate") => "终止调解",
        (Kind::Mediation, "hand_on") => "移送下一程序",
        (Kind::Mediation, "retry") => "再次调解",
        (Kind::Performance, name) => promises::command(name),
        (Kind::FollowUp, "record_visit") => "回访登记",
        (Kind::Paper, "serve") => "记录送达",
        (Kind::FollowUp, "record_attempt") => "没有联系上",
        (Kind::FollowUp, "leave_new_act") => "不另行登记",
        (Kind::FollowUp, REGISTER) => "另行登记新的行政行为",
        (Kind::Dispute, "apply_for_reconsideration") => "登记行政复议申请",
        (Kind::Reconsideration, other) => reconsideration::command(other),
        (Kind::Dispute, "consult" | "convene_review")
        | (Kind::Consultation | Kind::CaseReview | Kind::Expert, _) => advice::command(name),
        (_, "pass_on") => "转有权机关",
        (_, other) => elsewhere::command(other),
    }
}

/// A step in the words of the citizen whose it is; `None` where the desk's are plain enough.
pub fn own_command(kind: Kind, name: &str) -> Option<&'static str> {
    Some(match (kind, name) {
        (Kind::Dispute, "request_mediation") => "提出调解",
        (Kind::Dispute, "apply_for_reconsideration") => "申请行政复议",
        (Kind::Dispute, "add_evidence") => "补交材料",
        (Kind::Dispute, "file_authority") => "交授权委托书",
        (Kind::Mediation, "record_consent") => "说一说您愿不愿意调解",
        (Kind::Mediation, "challenge") => "请调解小组里有关系的人回避",
        (Kind::Reconsideration, name) => return reconsideration::own_command(name),
        (Kind::Performance, name) => return promises::own_command(name),
        (Kind::Mediation, "correct_minutes") => "谈话记录有错，要更正",
        (Kind::Mediation, "sign_minutes") => "在谈话记录上签字",
        (Kind::Mediation, "confirm_undisputed") => "确认没有争议的事实",
        (Kind::Mediation, "sign_agreement") => "在协议上签字",
        (Kind::Mediation, "apply_for_confirmation") => "申请法院确认协议的效力",
        _ => return None,
    })
}

/// A clock in the citizen's words.
pub fn own_clock(row: &ClockRow, today: Date) -> Clock {
    Clock { name: own_title(&row.title), ..clock(row, today) }
}

pub fn own_title(title: &str) -> String {
    without_names(title).replace("（保守口径）", "（按最早到期算）").replace("主张口径，", "可以主张，")
}

/// What happened, as the desk's timeline calls it; `None` for what only the program needs to know.
pub fn event(fact: &Event) -> Option<&'static str> {
    match fact {
        Event::Dispute(event) => dispute::event(event),
        Event::Mediation(MediationEvent::BriefUpdated { .. }) => None,
        Event::Mirrored(MirroredEvent::BriefUpdated { .. } | MirroredEvent::WallsNoted { .. }) => None,
        Event::Mirrored(event) => Some(event.title_zh()),
        Event::Reconsideration(ReconsiderationEvent::BriefUpdated { .. }) => None,
        Event::Reconsideration(event) => Some(event.title_zh()),
        Event::Referral(event) => Some(event.title_zh()),
        Event::Consultation(event) => Some(event.title_zh()),
        Event::CaseReview(event) => Some(event.title_zh()),
        Event::Expert(event) => Some(event.title_zh()),
        Event::Mediation(event) => Some(event.title_zh()),
        Event::Performance(
            PerformanceEvent::SaidAtVisit { .. }
            | PerformanceEvent::LetterServed { .. }
            | PerformanceEvent::LetterIssued { .. }
            | PerformanceEvent::ConfirmationAsked { .. }
            | PerformanceEvent::BriefUpdated { .. },
        ) => None,
        Event::Performance(event) => Some(event.title_zh()),
        Event::FollowUp(FollowUpEvent::FileNoted { .. } | FollowUpEvent::BriefUpdated { .. }) => None,
        Event::FollowUp(event) => Some(event.title_zh()),
        Event::Paper(event) => Some(event.title_zh()),
        Event::Organization(_) => Some("单位名录变动"),
        Event::Officer(event) => Some(event.title_zh()),
        Event::Body(event) => Some(event.title_zh()),
        Event::OutsideSystem(event) => Some(event.title_zh()),
        Event::HolidaySchedule(event) => Some(event.title_zh()),
    }
}

/// What only the program notes, in whichever room, as the auditor's journal calls it.
pub fn internal_event(event: &str) -> Option<&'static str> {
    Some(match event {
        "proceeding_opened" => "程序开始",
        "seats_noted" => "参加人员同步",
        "walls_noted" => "回避同步",
        "pending_noted" => "未了手续同步",
        "brief_updated" => "登记事项同步",
        "course_noted" => "程序进展同步",
        "said_at_visit" => "回访说法同步",
        "letter_served" => "督促函送达同步",
        "confirmation_asked" => "申请司法确认同步",
        "file_noted" => "归档情况同步",
        "paper_noted" => "文书送达情况同步",
        _ => return None,
    })
}

/// The reason or content that belongs beside an event.
pub fn event_text(fact: &Event) -> Option<String> {
    match fact {
        Event::Paper(huajie_law::paper::PaperEvent::Issued { issue, .. }) => Some(issue.title.clone()),
        Event::Paper(huajie_law::paper::PaperEvent::Served { service, .. }) => {
            let agreed = if service.electronic_agreed { "，受送达人同意电子送达" } else { "" };
            let (way, on) = (service.way.name_zh(), zh_date(service.served_on));
            Some(format!("{}，{way}{agreed}，{on}", service.recipient))
        }
        Event::Dispute(
            DisputeEvent::PassedOn { reason, .. }
            | DisputeEvent::Refused { reason, .. }
            | DisputeEvent::PartyJoined { reason, .. }
            | DisputeEvent::AccessRenewed { reason, .. }
            | DisputeEvent::Reopened { reason, .. }
            | DisputeEvent::TakenFromArchive { reason, .. }
            | DisputeEvent::AddedToVolume { what: reason, .. },
        ) => Some(reason.clone()),
        Event::Dispute(DisputeEvent::Corrected { reason, origin, .. }) => {
            Some(format!("{}{reason}", origin.as_ref().map(|origin| origin.told_zh()).unwrap_or_default()))
        }
        Event::Dispute(DisputeEvent::PartyStruck { label, reason, .. }) => Some(format!("{label}：{reason}")),
        Event::Dispute(DisputeEvent::AgencyEnded { label, reason, .. }) => {
            Some(reason.as_ref().map_or(label.clone(), |reason| format!("{label}：{reason}")))
        }
        Event::Dispute(DisputeEvent::PartyCorrected { correction, .. }) => Some(correction.told_zh()),
        Event::Dispute(DisputeEvent::SuccessorAdmitted { succession, .. }) => Some(succession.told_zh()),
        Event::Dispute(DisputeEvent::MembersListed { members, .. }) => Some(format!("{} 名", members.len())),
        Event::Mediation(
            MediationEvent::ImportDeclined { reason, .. }
            | MediationEvent::PassedOn { reason, .. }
            | MediationEvent::ChallengeDecided { reason, .. }
            | MediationEvent::SideReadmitted { reason, .. }
            | MediationEvent::SeatFilled { reason, .. },
        ) => Some(reason.clone()),
        Event::Mediation(MediationEvent::SessionMoved { starts_at, reason, .. }) => {
            Some(format!("改到{}：{reason}", crate::desk::told::moment(*starts_at)))
        }
        Event::Mediation(MediationEvent::SessionCancelled { reason, .. }) => Some(reason.clone()),
        Event::Mediation(MediationEvent::FormalEndingRecorded { result, reason, .. }) => {
            let said = reason.as_ref().map(|reason| format!("：{reason}")).unwrap_or_default();
            Some(format!("{}{said}", result.name_zh()))
        }
        Event::Mediation(
            MediationEvent::Returned { reason, .. } | MediationEvent::SideLeft { reason, .. },
        ) => Some(reason.name_zh().to_owned()),
        Event::Performance(PerformanceEvent::BreachRecorded { reason, .. }) => Some(reason.clone()),
        Event::FollowUp(FollowUpEvent::Visited { visit, .. }) => {
            Some(crate::desk::visits::answers(visit).join("；"))
        }
        Event::FollowUp(FollowUpEvent::AttemptRecorded { attempt, .. }) => Some(attempt.note.clone()),
        Event::FollowUp(FollowUpEvent::NewActFound { found, .. }) => Some(found.told.act.title.clone()),
        Event::FollowUp(FollowUpEvent::NewActSettled {
            settled: NewActSettled::Left { reason, .. }, ..
        }) => Some(reason.clone()),
        Event::Reconsideration(event) => reconsideration::event_text(event),
        other => advice::event_text(other).or_else(|| elsewhere::event_text(other)),
    }
}

/// What an event means to the citizen, in one sentence; `None` for what only the house needs to know.
pub fn public_event(kind: &str, event: &str) -> Option<&'static str> {
    match (kind, event) {
        ("dispute", "registered") => Some("您的申请已经登记"),
        ("dispute", "evidence_added") => Some("补充了材料"),
        ("dispute", "corrected") => Some("登记内容作了更正"),
        ("dispute", "party_corrected") => Some("更正了当事人的登记信息"),
        ("dispute", "authority_filed") => Some("收到了代理人的授权委托书"),
        ("dispute", "agency_ended") => Some("解除了对代理人的委托"),
        ("dispute", "party_joined") => Some("增加了第三人"),
        ("dispute", "representatives_chosen") => Some("定下了群体的代表人"),
        ("dispute", "members_listed") => Some("登记了群体里其他人的姓名"),
        ("dispute", "access_renewed") => Some("在窗口换发了查询码，旧的作废"),
        ("dispute", "passed_on") => Some("已转给有权处理的单位"),
        ("dispute", "refused") => Some("没有受理，理由见通知书"),
        ("dispute", "mediation_requested") => Some("提出了调解"),
        ("mediation", event) => mediating::public_event(event),
        ("performance", event) => promises::public_event(event),
        ("paper", "issued") => Some("出具了文书"),
        ("follow_up", "visited") => Some("工作人员做了回访"),
        ("dispute", "closed") => Some("案卷已经归档"),
        ("dispute", "reconsideration_applied") => Some("提出了行政复议申请"),
        ("reconsideration", event) => reconsideration::public_event(event),
        _ => advice::public_event(kind, event).or_else(|| elsewhere::public_event(kind, event)),
    }
}

/// A role as people call it.
pub fn role(name: &str) -> &'static str {
    name.parse::<huajie_law::Role>().map_or("", huajie_law::Role::name_zh)
}
