//! Blanks of the application itself: to a file that is registered, with the registration at the office's own counter, and its review.

use super::{
    super::{Asked, Ground, document, flag, today_field},
    own,
};
use crate::ui::form::{Choice, Field};
use huajie_law::{
    calendar::{zh_date, zh_date_weekday},
    dispute::{Dispute, Source},
    mediation::RESPONDENT,
    reconsideration::{
        ApplicationWay, Condition, Procedure, Reconsideration, RefusalGround, Request, SummaryGround,
        accepted_by_silence,
    },
};
use jiff::civil::Date;

/// An application to the office here; what was registered is not asked again.
pub(in crate::desk::blanks) fn application(held: &Dispute, ground: &Ground<'_>) -> Asked {
    let path = |name: &str| format!("application.{name}");
    if ground.own_side.is_some_and(|own| own != RESPONDENT) {
        return own::own(held, ground);
    }
    let received_on = received_on(held, ground.today);
    // 32条: the agency takes only what was handed in through it.
    let way = match ground.own_side {
        Some(_) => Field::hidden(path("way"), ApplicationWay::ThroughAgency.as_str()),
        None => Field::choice(path("way"), "怎样提出的", ApplicationWay::choices()).required(),
    };
    let mut fields = vec![
        way,
        today_field(&path("received_on"), "哪天收到的", received_on)
            .hint("复议机构收到申请的日子，不是中心登记争议的日子；咨询点代收的写咨询点收到的日子，通过处罚机关提交的写该机关收到的日子"),
    ];
    fields.extend(said_in_it());
    // 29条2款: what came although the court has it is registered by whoever knows so, and is then refused.
    if held.court_has_it() {
        let words = "已知悉法院受理过起诉：申请已经收到，登记后依法决定不予受理";
        fields.push(flag(&path("despite_court"), "法院已经受理", words));
    }
    let before: Vec<&str> = held.reconsidered_before(&[]).collect();
    if held.is_reconsidered_for(&[]) {
        let words = "已知悉以前受理过：申请已经收到，登记后依法审查";
        fields.push(flag(&path("despite_earlier"), "以前的行政复议", words));
    }
    let before = (!before.is_empty()).then(|| {
        let before = before.join("、");
        format!("以前受理过：{before}。受理过的，对同一行政行为不能再受理，登记以后审查、决定不予受理；准予撤回的，能证明撤回违背真实意愿的除外（《行政复议法》30条1款7项、74条2款）。\n")
    });
    let before = before.unwrap_or_default();
    let court = held.court_has_it_zh(&[]).map(|said| format!("{said}；登记以后依法决定不予受理。\n"));
    let before = court.unwrap_or_default() + &before;
    let bound = held.bound_zh().map(|bound| format!("{bound}\n")).unwrap_or_default();
    let explain = format!(
        "{before}{bound}请求、当事人、行政行为和证据用登记的内容。最初提交日（{}）不变，申请书更早收到的从收到那天算；五个工作日内没有处理的视为受理。{}",
        zh_date(held.registration.first_submitted_on),
        silence_zh(received_on, ground)
    );
    ("登记行政复议申请", Some(explain), fields, None)
}

/// 30条1款: the five working days run from receipt by whoever reconsiders. What was only registered is no application to it, unless its own
/// consult point took one in, or it sent the dispute here itself.
fn received_on(held: &Dispute, today: Date) -> Date {
    let registered = &held.registration;
    let own_door = match registered.source {
        Source::ConsultPoint => registered.wish.reconsiders(),
        Source::ReconsiderationReferral => true,
        _ => false,
    };
    if own_door && held.proceedings.is_empty() { registered.first_submitted_on } else { today }
}

/// 30条3款: what a day of receipt that is long ago means, said before it is saved.
fn silence_zh(received_on: Date, ground: &Ground<'_>) -> String {
    let Some((last, deemed)) = accepted_by_silence(ground.law, ground.today) else { return String::new() };
    let now = if received_on <= last { "现在填着的这一天就是这样，请核对。" } else { "" };
    format!(
        "收到的日子是{}或者更早的，五个工作日到今天已经满了：没有书面不予受理的，保存以后就视为已经受理（最晚{}），审理期限、发送副本的期限都从那天算（《行政复议法》30条3款）。{now}",
        zh_date(last),
        zh_date(deemed)
    )
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

/// 20条: until when it could be applied for, and when it was.
fn in_time(held: &Reconsideration, ground: &Ground<'_>) -> String {
    let applied = zh_date(held.applied_on());
    let Some(last) = held.last_day_to_apply(ground.law) else {
        return format!("{applied}提出；按登记的内容算不出申请期限，请核对。");
    };
    let word = if held.is_late(ground.law) { "已经超过" } else { "没有超过" };
    let certain = ground.law.calendar.is_loaded(last.year());
    let provisional = if certain { "" } else { crate::words::PROVISIONAL_ZH };
    format!("申请期限到{}{provisional}为止，{applied}提出：{word}。", zh_date_weekday(last))
}

/// 30条1款: the days, and what was accepted about the same act before.
fn so_far(held: &Reconsideration, ground: &Ground<'_>) -> String {
    let what = match (held.is_reconsidered_before(), held.is_given_up_before()) {
        (true, _) => "对同一申请人就同一行政行为的申请不能再受理（《行政复议法》30条1款7项），请决定不予受理",
        (_, true) => "准予撤回以后，能证明撤回违背真实意愿的才受理（《行政复议法》74条2款）",
        _ => "请核对是不是同一申请人、同一行政行为（《行政复议法》30条1款7项）",
    };
    let before = held.brief.reconsidered.iter().map(|one| format!("以前受理过：{one}。{what}。"));
    std::iter::once(in_time(held, ground)).chain(before).collect::<Vec<_>>().join("\n")
}

fn refusal_ground(held: &Reconsideration) -> Field {
    let field = Field::select("ground", "哪一项不符合", RefusalGround::choices()).required();
    match held.to_be_refused_for() {
        Some(ground) => field.value(ground.as_str()),
        None => field,
    }
}

/// The applicant's own words, else that the dispute was on record in time.
fn late_reason(held: &Reconsideration, ground: &Ground<'_>) -> String {
    let known = held.was_on_record_in_time(ground.law).then(|| {
        let on = zh_date(held.brief.first_submitted_on);
        format!("这件争议{on}就已提交登记，在申请期限之内（《行政复议法》第20条第2款）")
    });
    held.application.late_reason.clone().or(known).unwrap_or_default()
}

pub(super) fn reviewing(command: &str, held: &Reconsideration, ground: &Ground<'_>) -> Option<Asked> {
    let reason = || Field::long_text("reason", "理由").required();
    Some(match command {
        "forward" => (
            "转送复议申请",
            Some("认为应当维持的，五个工作日内转送；认为有错的，可以自行改正。".into()),
            vec![
                today_field("on", "哪天转送到复议机构", ground.today),
                Field::long_text("note", "处罚机关的意见"),
            ],
            None,
        ),
        "accept" => (
            "受理",
            Some(so_far(held, ground)),
            vec![
                Field::several("conditions", "逐项审查，符合的打勾", Condition::choices()).required(),
                Field::choice("procedure", "适用什么程序", Procedure::choices()).required().value("ordinary"),
                Field::select("summary.ground", "简易程序的：哪一种情形", SummaryGround::choices()),
                flag("summary.clear", "简易程序的：案情", "事实清楚、权利义务关系明确、争议不大"),
                document("summary.document", "各方同意适用简易程序的：书面材料"),
                Field::text("late_reason", "超过申请期限的：正当理由").value(late_reason(held, ground)),
                Field::text("against_will", "撤回过申请的：怎样证明撤回违背真实意愿")
                    .hint("只有撤回过的才填：维持、变更、驳回等处理过的，填了也不能再受理"),
                document("document", "受理通知书"),
            ],
            None,
        ),
        "refuse" => (
            "不予受理",
            Some(so_far(held, ground)),
            vec![
                refusal_ground(held),
                reason(),
                Field::text("competent", "不归本机关管辖的：归哪个机关"),
                document("document", "不予受理决定书"),
            ],
            Some(after_refusal(held).into()),
        ),
        _ => return None,
    })
}

/// 34条: who had to ask for reconsideration first; everybody else sues about the act itself.
fn after_refusal(held: &Reconsideration) -> &'static str {
    match held.is_mandatory() {
        true => "这件事应当先复议：不服不予受理的，收到决定书之日起十五日内可以起诉（《行政复议法》34条）。",
        false => "这件事不必先复议：申请人仍在原来的期限内就原行政行为起诉，决定书会这样写。",
    }
}
