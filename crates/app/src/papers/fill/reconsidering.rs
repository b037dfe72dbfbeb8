//! Papers of a reconsideration run here: notices to the sides, the decision, the receipt of service. The body signs, not the centre.

use super::{super::case::Case, parts::*};
use crate::papers::draft::Draft;
use huajie_law::{
    calendar::zh_date,
    dispute::PartyStanding,
    mediation::RESPONDENT,
    mirrored::NamedClock,
    reconsideration::{Holding, HoldingKind, Notice, PaperKind, Procedure, Reconsideration, SummaryGround},
};
use serde_json::{Value, json};

/// A letter's parts: what it opens with, and its sections.
struct Letter {
    opening: Vec<String>,
    sections: Vec<Value>,
}

fn section(heading: &str, paragraphs: impl IntoIterator<Item = String>) -> Value {
    json!({ "heading": heading, "paragraphs": paragraphs.into_iter().collect::<Vec<_>>() })
}

fn period(heading: &str, paragraphs: Vec<String>, clock: Option<&NamedClock>, case: &Case) -> Value {
    let due = clock.map(|named| (named, named.clock.due(&case.law.calendar)));
    let periods: Vec<Value> = due
        .into_iter()
        .map(|(named, due)| json!({ "name": named.title, "due_on": due.bound_on(), "reason": short_reason(&due) }))
        .collect();
    json!({ "heading": heading, "paragraphs": paragraphs, "periods": periods })
}

/// The body's own head, in place of the centre's.
fn of_body(case: &Case, held: &Reconsideration, own: Value) -> Value {
    let mut data = with_head(case, own);
    data["office"] = json!(case.law.directory.name_of(&held.bodies.body));
    data["case_number"] = json!(held.number);
    data
}

/// The paper's own name: what a notice is called is said by the law once.
pub fn title(held: &Reconsideration, draft: &Draft) -> Option<String> {
    let notice = held.notice(draft.session.as_deref()?)?;
    Some(match draft.template {
        "service_receipt" => format!("送达回证（{}）", name(held, notice)),
        _ => name(held, notice),
    })
}

fn name(held: &Reconsideration, notice: &Notice) -> String {
    let settled = held.settled.is_some() && notice.paper == PaperKind::Decision;
    match notice.paper {
        PaperKind::Decision if settled => "行政复议调解书".into(),
        PaperKind::Copy => "行政复议答复通知书".into(),
        PaperKind::Decision => "行政复议决定书".into(),
        other => format!("行政复议{}", other.name_zh()),
    }
}

/// Whether the program sets this notice; the others are written by hand, uploaded, and served from here with a receipt.
pub fn is_set_here(paper: PaperKind) -> bool {
    use PaperKind::*;
    matches!(
        paper,
        Acceptance
            | Refusal
            | SupplementNotice
            | Copy
            | Suspension
            | Resumption
            | Extension
            | Termination
            | Decision
    )
}

pub fn letter(case: &Case, to: &str, key: &str) -> Option<Value> {
    let held = case.reconsideration()?;
    let notice = held.notice(key)?;
    let clocks = held.clocks(&case.law);
    let clock = |name: &str| clocks.iter().find(|named| named.name == name);
    let letter = match notice.paper {
        PaperKind::Acceptance => accepted(case, held, to, clock("decision"))?,
        PaperKind::Refusal => refused(case, held)?,
        PaperKind::SupplementNotice => supplement(case, held)?,
        PaperKind::Copy => copy(case, held, clock("reply")),
        PaperKind::Suspension => suspended(case, held, key)?,
        PaperKind::Resumption => resumed(case, held, clock("decision")),
        PaperKind::Extension => extended(case, held, clock("decision"))?,
        PaperKind::Termination => terminated(case, held)?,
        // The decision has a form of its own; the others are written by hand and only served from here.
        _ => return None,
    };
    let own = json!({
        "title": name(held, notice),
        "addressee": case.side_name(to),
        "opening": letter.opening,
        "sections": letter.sections,
        "dated_on": notice.made_on,
    });
    Some(of_body(case, held, own))
}

/// 申请人因不服 … 申请行政复议: how every letter begins.
fn about(case: &Case, held: &Reconsideration) -> String {
    format!(
        "{}不服{}作出的{}，于{}申请行政复议（案号：{}）",
        case.applicants(),
        case.respondent(),
        case.dispute.registration.act.title,
        zh_date(held.application.received_on),
        held.number
    )
}

fn accepted(case: &Case, held: &Reconsideration, to: &str, clock: Option<&NamedClock>) -> Option<Letter> {
    let accepted = held.acceptance.as_ref()?;
    let deemed = if accepted.deemed {
        "审查期限届满没有作出决定，依法视为受理"
    } else {
        "经审查符合受理条件，决定受理"
    };
    let summary = accepted.summary.as_ref().map(|summary| {
        let ground: SummaryGround = summary.ground;
        format!("本案适用简易程序：{}（{}）。", ground.name_zh(), ground.article())
    });
    let procedure = summary.unwrap_or_else(|| format!("本案适用{}。", accepted.procedure.name_zh()));
    let rights = if to == RESPONDENT {
        "请按答复通知书在期限内答复，并提交作出行政行为的证据、依据和其他有关材料。"
    } else {
        "可以委托一至二名代理人，可以申请办案人员回避，可以查阅、复制被申请人的答复和有关材料，可以在决定作出前说明理由撤回申请。"
    };
    Some(Letter {
        opening: vec![format!("{}。{deemed}，受理日期为{}。", about(case, held), zh_date(accepted.on))],
        sections: vec![
            period("审理程序和期限", vec![procedure], clock, case),
            section("权利和义务", [rights.to_owned()]),
        ],
    })
}

/// 15 days against the refusal itself, conservatively also where the act could be sued for longer.
const REFUSED_SUIT: &str = "不服本决定的，可以自收到本决定书之日起十五日内，依法向人民法院提起行政诉讼（《行政复议法》34条、《行政诉讼法》45条）。对原行政行为的其他途径，按最早到期的算法列出；请不要因为下面的日子较晚而等待。";

fn refused(case: &Case, held: &Reconsideration) -> Option<Letter> {
    let refused = held.refused.as_ref()?;
    let mut reasons = vec![
        format!("{}（{}）。", refused.ground.name_zh(), refused.ground.article()),
        refused.reason.clone(),
    ];
    reasons.extend(
        refused.competent.as_ref().map(|body| format!("本申请有管辖权的机关是{body}，可以向其提出。")),
    );
    let mut ways = vec![json!({
        "heading": "您还可以怎样做",
        "paragraphs": [REFUSED_SUIT],
        "ways": periods(case),
    })];
    let mut sections = vec![section("理由", reasons)];
    sections.append(&mut ways);
    Some(Letter {
        opening: vec![format!("{}。经审查，本机关决定不予受理。", about(case, held))], sections
    })
}

fn supplement(case: &Case, held: &Reconsideration) -> Option<Letter> {
    let asked = held.supplement.as_ref()?;
    Some(Letter {
        opening: vec![format!("{}。申请材料不齐全或者表述不清楚，需要补正。", about(case, held))],
        sections: vec![
            section("需要补正的事项", paragraphs(&asked.items).into_iter().map(str::to_owned)),
            section(
                "补正的期限",
                ["请自收到本通知之日起十日内补正；有正当理由不能按期补正的，可以申请延长。无正当理由逾期不补正的，视为放弃申请（《行政复议法》31条）。补正所用的时间不计入审查期限。".to_owned()],
            ),
        ],
    })
}

fn copy(case: &Case, held: &Reconsideration, clock: Option<&NamedClock>) -> Letter {
    let days = if held.procedure() == Procedure::Summary {
        "五日（《行政复议法》54条）"
    } else {
        "十日（《行政复议法》48条）"
    };
    Letter {
        opening: vec![format!("{}，本机关已经受理。现送上申请书副本，请予答复。", about(case, held))],
        sections: vec![
            period(
                "答复的期限",
                vec![format!("请自收到之日起{days}内提出书面答复，并提交作出行政行为的证据、依据和其他有关材料。")],
                clock,
                case,
            ),
            section(
                "不答复的后果",
                ["不按规定答复、举证的，视为该行政行为没有证据、依据（《行政复议法》70条）；审理期间不得自行向申请人和其他人收集证据（《行政复议法》46条）。".to_owned()],
            ),
        ],
    }
}

fn suspended(case: &Case, held: &Reconsideration, key: &str) -> Option<Letter> {
    let halt = held.halts.iter().find(|halt| halt.notice == key)?;
    Some(Letter {
        opening: vec![format!(
            "{}。本机关决定自{}起中止审理，审理期限停止计算。",
            about(case, held),
            zh_date(halt.from)
        )],
        sections: vec![
            section(
                "中止的原因",
                [format!("{}（{}）。", halt.ground.zh(), halt.ground.article()), halt.reason.clone()],
            ),
            section(
                "恢复",
                ["中止的原因消除后，本机关及时恢复审理，并书面告知各方（《行政复议法》39条2款）。"
                    .to_owned()],
            ),
        ],
    })
}

fn resumed(case: &Case, held: &Reconsideration, clock: Option<&NamedClock>) -> Letter {
    let halt = held.halts.iter().rev().find(|halt| halt.to.is_some());
    let on = halt.and_then(|halt| halt.to).map(zh_date).unwrap_or_default();
    Letter {
        opening: vec![format!("{}。中止的原因已经消除，本机关决定自{on}起恢复审理。", about(case, held))],
        sections: vec![period("审理期限", vec!["审理期限继续计算，中止的时间不计入。".into()], clock, case)],
    }
}

fn extended(case: &Case, held: &Reconsideration, clock: Option<&NamedClock>) -> Option<Letter> {
    let longer = held.prolongation.as_ref()?;
    let opening = format!(
        "{}。因情况复杂，不能在规定期限内作出决定，经{}批准，审理期限延长{}日（《行政复议法》62条1款）。",
        about(case, held),
        longer.by,
        longer.days
    );
    Some(Letter {
        opening: vec![opening],
        sections: vec![
            section("延长的理由", [longer.reason.clone()]),
            period("延长以后的期限", Vec::new(), clock, case),
        ],
    })
}

fn terminated(case: &Case, held: &Reconsideration) -> Option<Letter> {
    let terminated = held.terminated.as_ref()?;
    Some(Letter {
        opening: vec![format!("{}。本机关决定终止行政复议。", about(case, held))],
        sections: vec![section(
            "终止的理由",
            [
                format!("{}（{}）。", terminated.ground.name_zh(), terminated.ground.article()),
                terminated.reason.clone(),
            ],
        )],
    })
}

/// 行政复议决定书, 行政复议调解书 (75条、73条): what was resolved, never what was proposed on the way.
pub fn decision(case: &Case) -> Option<Value> {
    let held = case.reconsideration()?;
    let decided = held.decided.as_ref()?;
    let draft = held.drafts.iter().find(|draft| draft.key == decided.draft)?;
    let opinion = &draft.opinion;
    let registration = &case.dispute.registration;
    let reply =
        held.reply.as_ref().map_or("被申请人没有在期限内答复。", |reply| reply.text.as_str());
    let text = |text: &str| paragraphs(text).into_iter().map(str::to_owned).collect::<Vec<_>>();
    let request = text(&registration.claims).into_iter().chain(text(&registration.facts));
    let sections = vec![
        section("申请人的请求、事实和理由", request.chain(held.application.grounds.iter().cloned())),
        section("被申请人的答复", text(reply)),
        section("查明的事实", text(&opinion.facts)),
        section("本机关认为", text(&opinion.reasons)),
    ];
    let mut holdings: Vec<String> = opinion.holdings.iter().map(|holding| held_so(case, holding)).collect();
    holdings.extend(opinion.compensation.as_ref().map(|compensation| {
        let reason = compensation.reason.as_deref().unwrap_or_default();
        match (compensation.granted, compensation.amount_fen) {
            (true, Some(fen)) => format!("责令被申请人赔偿{}。{reason}", crate::words::yuan(fen)),
            (true, None) => format!("责令被申请人依法赔偿。{reason}"),
            (false, _) => format!("驳回行政赔偿请求。{reason}"),
        }
    }));
    holdings.extend(opinion.restitution.iter().map(|text| format!("{}。", text.trim_end_matches('。'))));
    let own = json!({
        "title": decision_title(held),
        "paper_number": decided.number.clone().unwrap_or_else(|| case.next_number()),
        "applicants": of_standing(case, PartyStanding::Applicant),
        "respondents": [respondent(case)],
        "third_parties": of_standing(case, PartyStanding::ThirdParty),
        "course": course(case, held),
        "sections": sections,
        "decides": "决定如下",
        "holdings": holdings,
        "remedies": remedies(held),
        "dated_on": decided.on,
    });
    Some(of_body(case, held, own))
}

fn decision_title(held: &Reconsideration) -> &'static str {
    if held.settled.is_some() { "行政复议调解书" } else { "行政复议决定书" }
}

fn course(case: &Case, held: &Reconsideration) -> String {
    let accepted = held.acceptance.as_ref().map(|accepted| {
        let how = if accepted.deemed { "依法视为受理" } else { "受理" };
        format!("，本机关于{}{how}，适用{}审理", zh_date(accepted.on), accepted.procedure.name_zh())
    });
    let halts = held.halts.iter().map(|halt| {
        let to = halt.to.map(|to| format!("至{}", zh_date(to))).unwrap_or_default();
        format!("；{}{to}中止审理", zh_date(halt.from))
    });
    let longer = held.prolongation.as_ref().map(|longer| format!("；审理期限延长{}日", longer.days));
    let parts: String = accepted.into_iter().chain(halts).chain(longer).collect();
    format!("{}{parts}。现已审理终结。", about(case, held))
}

/// One holding with the article on which it rests.
fn held_so(case: &Case, holding: &Holding) -> String {
    use HoldingKind::*;
    let (agency, act) = (case.respondent(), &case.dispute.registration.act.title);
    let content = holding.content.as_deref().map(|text| format!("：{}", text.trim_end_matches('。')));
    let content = content.unwrap_or_default();
    let what = match holding.kind {
        Uphold => format!("维持{agency}作出的{act}"),
        Change => format!("变更{agency}作出的{act}{content}"),
        Annul => format!("撤销{agency}作出的{act}"),
        AnnulPart => format!("部分撤销{agency}作出的{act}{content}"),
        DeclareUnlawful => format!("确认{agency}作出的{act}违法"),
        OrderPerformance => format!("责令{agency}履行法定职责{content}"),
        DeclareVoid => format!("确认{agency}作出的{act}无效"),
        RejectClaim => "驳回申请人的行政复议请求".to_owned(),
        DismissApplication => "驳回申请人的行政复议申请".to_owned(),
        AgreementLiability => format!("责令{agency}承担行政协议责任{content}"),
        AgreementCompensation => format!("责令{agency}给予合理补偿{content}"),
    };
    let redo =
        if holding.redo { format!("，责令{agency}重新作出行政行为") } else { String::new() };
    let until = holding.perform_by.map(|on| format!("，于{}前完成", zh_date(on))).unwrap_or_default();
    format!("根据{}，{what}{redo}{until}。", holding.ground.article())
}

fn remedies(held: &Reconsideration) -> Vec<String> {
    if held.settled.is_some() {
        return vec![
            "调解书经双方当事人签字，并加盖本机关印章，即具有法律效力（《行政复议法》73条）。".into(),
        ];
    }
    vec!["不服本决定的，可以自收到决定书之日起十五日内，依法向人民法院提起行政诉讼（《行政诉讼法》45条）；法律规定复议决定为最终裁决的除外。本决定书一经送达，即发生法律效力（《行政复议法》75条）。".into()]
}

/// 送达回证 for one side of one paper.
pub fn service_receipt(case: &Case, to: &str, key: &str) -> Option<Value> {
    let held = case.reconsideration()?;
    let notice = held.notice(key)?;
    let attempts = notice.deliveries.iter().filter(|delivery| delivery.recipient == to);
    let attempts: Vec<Value> = attempts
        .map(|delivery| {
            json!({
                "on": delivery.on,
                "way": delivery.by.zh(),
                "result": if delivery.failed { "没有送到" } else { "已送达" },
                "note": delivery.note,
            })
        })
        .collect();
    let served_on = notice.served_on(to, &case.law.calendar);
    let reached = notice.deliveries.iter().find(|delivery| delivery.recipient == to && !delivery.failed);
    let number = held
        .decided
        .as_ref()
        .filter(|decided| decided.notice == key)
        .and_then(|decided| decided.number.clone());
    let address = case.dispute.party(to).and_then(|party| {
        case.persons.get(&party.particulars.person).and_then(|person| person.address.clone())
    });
    let own = json!({
        "paper": name(held, notice),
        "paper_of": number,
        "addressee": case.side_name(to),
        "place": address,
        "served_on": served_on,
        "way": reached.map(|delivery| delivery.by.zh()),
        "note": reached.and_then(|delivery| delivery.note.clone()),
        "issued_by": case.clerk,
        "attempts": attempts,
    });
    Some(of_body(case, held, own))
}
