//! Blanks of the application itself: to a file that is registered, and with the registration at the office's own counter.

use super::{
    super::{Asked, Ground, document, flag, today_field},
    own,
};
use crate::ui::form::{Choice, Field};
use huajie_law::{
    calendar::zh_date,
    dispute::Dispute,
    mediation::RESPONDENT,
    reconsideration::{ApplicationWay, Request},
};

/// An application to the office here; what was registered is not asked again.
pub(in crate::desk::blanks) fn application(held: &Dispute, ground: &Ground<'_>) -> Asked {
    let path = |name: &str| format!("application.{name}");
    if ground.own_side.is_some_and(|own| own != RESPONDENT) {
        return own::own(held, ground);
    }
    // What was handed in first was this application, unless something else has been done with it since.
    let received_on = match held.proceedings.is_empty() {
        true => held.registration.first_submitted_on,
        false => ground.today,
    };
    // 32条: the agency takes only what was handed in through it.
    let way = match ground.own_side {
        Some(_) => Field::hidden(path("way"), ApplicationWay::ThroughAgency.as_str()),
        None => Field::choice(path("way"), "怎样提出的", ApplicationWay::choices()).required(),
    };
    let mut fields = vec![
        way,
        today_field(&path("received_on"), "哪天收到的", received_on)
            .hint("咨询点代收的写咨询点收到的日子；通过处罚机关提交的写该机关收到的日子"),
    ];
    fields.extend(said_in_it());
    // 29条2款: what came although the court has it is registered by whoever knows so, and is then refused.
    if held.court_has_it() {
        let words = "已知悉法院已经受理起诉：申请已经收到，登记后依法决定不予受理";
        fields.push(flag(&path("despite_court"), "法院已经受理", words));
    }
    let bound = held.bound_zh().map(|bound| format!("{bound}\n")).unwrap_or_default();
    let explain = format!(
        "{bound}请求、当事人、行政行为和证据用登记的内容。最初提交日（{}）不变，申请书更早收到的从收到那天算；五个工作日内没有处理的视为受理。",
        zh_date(held.registration.first_submitted_on)
    );
    ("登记行政复议申请", Some(explain), fields, None)
}

/// What an application says beyond what is registered, as whoever takes it writes it down.
fn said_in_it() -> Vec<Field> {
    let path = |name: &str| format!("application.{name}");
    vec![
        Field::date(path("posted_on"), "邮寄的：交邮的日子"),
        Field::several(path("requests"), "复议请求（可多选）", Request::choices()).required(),
        Field::long_text(path("grounds"), "补充的事实和理由（登记里已经写清的不填）"),
        Field::text(path("late_reason"), "超过申请期限的：申请人说的正当理由"),
        Field::money(path("compensation_fen"), "一并请求行政赔偿的金额（没有不填）"),
        Field::text(path("rule"), "一并申请审查的规范性文件（没有不填）"),
        flag(&path("wants_hearing"), "听证", "请求听证"),
        flag(&path("willing_to_mediate"), "调解", "愿意接受调解"),
        document(&path("document"), "申请书，或者口头申请笔录")
            .hint("口头申请的上传签过字的笔录；由复议机构当场记录的可以先空着，保存后打印，签字再收存"),
        Field::text(path("second_receiver"), "口头申请的：第二接待人"),
        flag(&path("electronic_service"), "送达", "申请人书面同意电子送达"),
    ]
}

/// 22条3款: what was typed is printed, read and signed.
pub(super) fn record() -> Asked {
    (
        "收存申请笔录",
        Some("笔录在“出具文书”里打印；申请人核对（或者听宣读）、签字以后，扫描收存在这里，再受理。".into()),
        vec![document("document", "签字的申请笔录").required()],
        None,
    )
}

/// At the office's own counter, with the registration; the day is the registration's.
pub(crate) fn application_at_the_office() -> Vec<Field> {
    let ways =
        [ApplicationWay::InPerson, ApplicationWay::Oral, ApplicationWay::Post, ApplicationWay::ConsultPoint];
    let ways = ways.map(|way| Choice::from((way.as_str(), way.name_zh())));
    let way = Field::choice("application.way", "怎样提出的", ways).required();
    let minded =
        flag("application.despite_court", "法院那边", "已知悉：法院已经受理的，照样登记，再依法不予受理");
    std::iter::once(way).chain(said_in_it()).chain([minded]).collect()
}
