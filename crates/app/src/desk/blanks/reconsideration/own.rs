//! What an applicant says in an application of its own, on the portal and on its own page: nothing that was registered, and neither the
//! way nor the day, which are those of handing it in.

use super::super::{Asked, Ground, flag};
use crate::ui::form::{Choice, Field};
use huajie_law::{
    agency::{E_SERVICE_BY_AGENT_ZH, WILLINGNESS_IS_OWN_ZH},
    dispute::{ActKind, Authority, ContestedAct, Dispute, last_days},
    reconsideration::{ApplicationWay, Request},
    remedy::{Deadline, Remedy},
};

/// Fields under `application`; `late`: the days for applying are over.
pub(crate) fn own_application(act: &ContestedAct, late: bool) -> Vec<Field> {
    let requests =
        Field::several("application.requests", "您请复议机关怎么办？（可以选几项）", requests(act))
            .required();
    // Where nothing was done, there is one thing to ask for.
    let requests =
        if act.is_inaction() { requests.value(Request::OrderPerformance.as_str()) } else { requests };
    let reason = late.then(|| {
        Field::text("application.late_reason", "为什么过了期限才申请？")
            .hint("不可抗力或者其他正当理由，例如住院、被限制人身自由、自然灾害；证明材料在“材料”那一页上传。由复议机关审查。")
            .required()
    });
    let rest = [
        Field::money("application.compensation_fen", "要一并请求赔偿吗？写多少钱")
            .hint("因为这件事受了损失、要对方赔的才填，单位是元。"),
        Field::text("application.rule", "对方依据的文件，您觉得也不合法吗？")
            .hint("可以请复议机关一并审查，写文件名称和哪一条。法律、法规、规章不在此列。没有就空着。"),
        flag("application.wants_hearing", "要不要听证？", "请求听证")
            .hint("听证是当面把事情问清楚。重大、疑难、复杂的应当听证，其他的由复议机关决定。"),
        flag(
            "application.electronic_service",
            "文书怎么送给您？",
            "同意电子送达：文书在网上收，会发短信提醒",
        )
        .hint("不勾的，用邮寄或者当面送达。收到文书的日子关系到起诉的期限。"),
    ];
    reason.into_iter().chain([requests]).chain(rest).collect()
}

/// The requests that this act can be met with (《行政复议法》63条至71条), in plain words.
fn requests(act: &ContestedAct) -> Vec<Choice> {
    use Request::*;
    let asked_for: &[Request] = match act.kind {
        _ if act.is_inaction() => &[OrderPerformance, DeclareUnlawful],
        ActKind::Agreement => &[AgreementLiability, Annul, Change, DeclareUnlawful, DeclareVoid],
        ActKind::Licence | ActKind::Benefits | ActKind::InformationDisclosure | ActKind::Other => {
            &[Annul, OrderPerformance, Change, DeclareUnlawful, DeclareVoid]
        }
        _ => &[Annul, Change, DeclareUnlawful, DeclareVoid],
    };
    let choice = |request: &Request| {
        let (value, (label, hint)) = (request.as_str().to_owned(), in_plain_words(*request));
        Choice { hint: hint.map(str::to_owned), ..Choice::from((value, label)) }
    };
    asked_for.iter().map(choice).collect()
}

/// A request as an applicant reads it.
pub(crate) fn requested_zh(request: Request) -> &'static str {
    in_plain_words(request).0
}

fn in_plain_words(request: Request) -> (&'static str, Option<&'static str>) {
    match request {
        Request::Annul => ("撤销这个决定", None),
        Request::Change => ("改成别的结果", Some("例如罚得轻一些、补得多一些。")),
        Request::DeclareUnlawful => ("确认它违法", Some("撤销已经没有用，但要有个说法。")),
        Request::DeclareVoid => ("确认它无效", Some("没有资格、没有依据等重大而且明显的违法。")),
        Request::OrderPerformance => ("责令它在期限内办", None),
        Request::AgreementLiability => ("责令它按协议办，或者补救、赔偿", None),
    }
}

/// The applicant itself, on its own page.
pub(super) fn own(held: &Dispute, ground: &Ground<'_>) -> Asked {
    let act = &held.registration.act;
    let last = last_days(act, &ground.law.calendar);
    let last = last.into_iter().find(|last| last.remedy == Remedy::Reconsider);
    let applied_on = held.registration.first_submitted_on.min(ground.today);
    let over = |last: &Deadline| last.on().max(last.claimed.on.unwrap_or(last.on())) < applied_on;
    let mut fields = vec![
        Field::hidden("application.way", ApplicationWay::Online.as_str()),
        Field::hidden("application.received_on", ground.today.to_string()),
    ];
    fields.extend(own_application(act, last.as_ref().is_some_and(over)));
    if ground.agency.is_some() {
        by_an_agent(&mut fields);
    }
    let mut explain = "登记时填过的不用再填。按“提交”就递上去了，今天就是复议机关收到的日子；五个工作日内决定是否受理，没有处理的视为受理。复议不收费。".to_owned();
    let theirs: Vec<String> = ground.own_side.map(str::to_owned).into_iter().collect();
    let before = held.reconsidered_before(&theirs).map(|one| {
        format!("\n以前受理过您的申请：{one}。对同一行政行为还能不能受理，由复议机关审查（《行政复议法》30条1款7项）。")
    });
    explain.extend(before);
    match ground.agency {
        // 民诉法62条2款: to settle is the party's own.
        Some(Authority::General) => explain.push_str(&format!("\n{WILLINGNESS_IS_OWN_ZH}。")),
        _ => fields.push(flag("application.willing_to_mediate", "愿意调解吗？", "复议中愿意接受调解")),
    }
    ("申请行政复议", Some(explain), fields, None)
}

/// 电子送达 is for an agent to agree to where its letter of authority says so, and it says that it does.
fn by_an_agent(fields: &mut [Field]) {
    for field in fields.iter_mut().filter(|field| field.name == "application.electronic_service") {
        *field = flag(&field.name, "文书怎么送给当事人？", E_SERVICE_BY_AGENT_ZH)
            .hint("委托书没有写的，不要勾：用邮寄或者当面送达。收到文书的日子关系到起诉的期限，网上送达的文书，本人和您都看得到");
    }
}
