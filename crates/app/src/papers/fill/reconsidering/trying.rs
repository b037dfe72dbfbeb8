//! Letters along the trial: third party (16条), hearing (50条、51条), stay of execution (42条), incidental review of a rule (56条至60条).

use super::*;
use huajie_law::{
    dispute::PartyStanding,
    reconsideration::{HeadAtHearing, RuleOutcome},
};
use jiff::civil::Date;

pub fn third_party(case: &Case, held: &Reconsideration) -> Letter {
    Letter {
        opening: vec![format!(
            "{}。您同被申请行政复议的行政行为或者案件的处理结果有利害关系，现通知您作为第三人参加行政复议（《行政复议法》16条1款）。",
            opening(case, held)
        )],
        sections: vec![
            section(
                "怎样参加",
                [
                    "请书面答复是否参加；参加的，可以提出书面意见和证据。".to_owned(),
                    "可以委托一至二名代理人，委托的要提交授权委托书和身份证明（《行政复议法》17条）。"
                        .to_owned(),
                    "可以申请查阅、复制被申请人的答复和有关材料（《行政复议法》47条），可以申请办案人员回避。"
                        .to_owned(),
                ],
            ),
            section("不参加的", ["不参加的，不影响案件审理（《行政复议法》16条2款）。".to_owned()]),
        ],
    }
}

pub fn hearing(case: &Case, held: &Reconsideration, to: &str, key: &str) -> Option<Letter> {
    let hearing = held.hearings.iter().find(|hearing| hearing.notice == key)?;
    let plan = &hearing.plan;
    let at = plan.starts_at;
    let latest = plan.notice_by(&case.law).map(|on| {
        format!(
            "本通知最迟应在{}送达（举行听证的五个工作日前，《行政复议法》51条1款）；收到时已经晚于这一天的，请当即告知本机关，听证另定日期。",
            zh_date(on)
        )
    });
    Some(Letter {
        opening: vec![format!(
            "{}。本机关决定组织听证（《行政复议法》50条），请按时参加。",
            opening(case, held)
        )],
        sections: vec![
            section(
                "时间和地点",
                [format!("时间：{}。", hour(at)), format!("地点：{}。", plan.place)]
                    .into_iter()
                    .chain(latest),
            ),
            section("听证的事项", lines(&plan.matters)),
            section("听证人员", [bench(case, hearing), CHALLENGE.to_owned()]),
            section("参加听证", coming(case, to)),
        ],
    })
}

const CHALLENGE: &str = "认为听证人员同本案有利害关系，或者有其他关系可能影响公正的，可以申请回避。";

/// 50条3款: one chair, two members or more, one clerk.
fn bench(case: &Case, hearing: &Hearing) -> String {
    let plan = &hearing.plan;
    let members: Vec<String> = plan.members.iter().map(|user| officer_name(case, user)).collect();
    format!(
        "主持人：{}；听证员：{}；记录员：{}。",
        officer_name(case, &plan.chair),
        members.join("、"),
        officer_name(case, &plan.clerk)
    )
}

/// 51条2款、3款: what staying away means differs from side to side.
fn coming(case: &Case, to: &str) -> Vec<String> {
    let standing = case.dispute.party(to).map(|party| party.particulars.standing);
    let own = match standing {
        _ if to == RESPONDENT => {
            "被申请人的负责人应当参加听证；不能参加的，应当说明理由，并委托相应的工作人员参加（《行政复议法》51条3款）。请携带作出行政行为的证据、依据。"
        }
        Some(PartyStanding::Applicant) => {
            "没有正当理由不参加的，视为放弃听证权利（《行政复议法》51条2款）；有正当理由不能参加的，请在听证前告知本机关。"
        }
        _ => "可以参加听证，也可以提出书面意见；不参加的，不影响听证进行。",
    };
    let bring =
        "请携带身份证件；委托代理人参加的，提交授权委托书。可以陈述、举证、质证，笔录当场核对后签字。";
    vec![own.to_owned(), bring.to_owned()]
}

pub const MINUTES: &str = "行政复议听证笔录";
const RESTS_ON_IT: &str =
    "经过听证的案件，应当根据听证笔录、审查认定的事实和证据作出决定（《行政复议法》第六十一条第二款）。";

/// 听证笔录 (50条、61条2款): who sat, who came, what was said; lines for whoever has read it to sign.
pub fn minutes(case: &Case, key: &str) -> Option<Value> {
    let held = case.reconsideration()?;
    let Some(About::Hearing(hearing)) = about(held, key) else { return None };
    let (plan, record) = (&hearing.plan, hearing.record.as_ref()?);
    let at = plan.starts_at;
    let head = match &record.head {
        HeadAtHearing::Attended { name, post } => format!("被申请人负责人到场：{name}（{post}）。"),
        HeadAtHearing::Absent { reason, deputy } => format!(
            "被申请人负责人没有到场：{}；委托到场的工作人员：{}。",
            reason.as_deref().unwrap_or("没有说明理由"),
            deputy.as_deref().unwrap_or("没有委托"),
        ),
    };
    let waiving: Vec<String> = held.waiving(hearing).into_iter().map(|side| case.side_name(side)).collect();
    let absent = (!waiving.is_empty()).then(|| {
        let who = waiving.join("、");
        format!("{who}没有正当理由没有到场，视为放弃听证权利（《行政复议法》第五十一条第二款）。")
    });
    let excused =
        record.absence_reason.as_deref().map(|why| format!("申请人没有到场的理由：{}", sentence(why)));
    let to_sign =
        record.present.iter().map(|side| format!("{}（核对无误后签字、日期）：", case.side_name(side)));
    let bench_signs = ["主持人、听证员、记录员（签字、日期）：".to_owned()];
    let present: Vec<String> = record.present.iter().map(|side| case.side_name(side)).collect();
    let own = json!({
        "title": MINUTES,
        "facts": [
            { "label": "案由", "value": on_what(case) },
            { "label": "案号", "value": held.number },
            { "label": "时间", "value": hour(at) },
            { "label": "地点", "value": plan.place },
            { "label": "听证人员", "value": bench(case, hearing) },
            { "label": "到场", "value": if present.is_empty() { "没有人到场".to_owned() } else { present.join("、") } },
        ],
        "sections": [
            section("听证的事项", lines(&plan.matters)),
            section("参加情况", [head].into_iter().chain(absent).chain(excused)),
            section("听证记录", lines(&record.minutes)),
            section("核对和签字", [RESTS_ON_IT.to_owned()].into_iter().chain(to_sign).chain(bench_signs)),
        ],
        "by_hand": true,
        "dated_on": at.date(),
    });
    Some(of_body(case, held, own))
}

/// Whose stay this notice orders: notices are made in the order in which stays are ordered.
pub fn stayed(case: &Case, held: &Reconsideration, key: &str) -> Option<Letter> {
    let notices = held.notices.iter().filter(|notice| notice.paper == PaperKind::StayNotice);
    let at = notices.map(|notice| notice.key.as_str()).position(|held| held == key)?;
    let mut ordered: Vec<_> = held
        .stays
        .iter()
        .filter_map(|stay| stay.decided.as_ref().and_then(|decided| Some((stay, decided, decided.ground?))))
        .collect();
    ordered.sort_by_key(|(_, decided, _)| decided.on);
    let (stay, decided, ground) = ordered.get(at)?;
    Some(Letter {
        opening: vec![format!(
            "{}。{}本机关决定自{}起停止执行该行政行为。",
            opening(case, held),
            asked(case, stay),
            zh_date(decided.on)
        )],
        sections: vec![
            section(
                "停止执行的理由",
                std::iter::once(format!("{}（{}）。", ground.name_zh(), ground.article()))
                    .chain(lines(&decided.reason)),
            ),
            section(
                "停止到什么时候",
                ["停止执行及于行政复议期间（《行政复议法》42条），被申请人在这期间不得执行该行政行为；中途恢复执行的，本机关另行通知。".to_owned()],
            ),
        ],
    })
}

fn asked(case: &Case, stay: &Stay) -> String {
    let on = zh_date(stay.asked_on);
    stay.by.as_deref().map_or_else(String::new, |side| {
        let how = if side == RESPONDENT { "提出需要停止执行" } else { "申请停止执行" };
        format!("{}于{on}{how}，理由：{}。", case.side_name(side), stay.reason.trim_end_matches('。'))
    })
}

/// To whoever asked: why not. To everybody: that it goes on.
pub fn not_stayed(case: &Case, held: &Reconsideration, stay: &Stay) -> Option<(Letter, Date)> {
    let decided = stay.decided.as_ref()?;
    if let Some(on) = stay.lifted_on {
        let ordered = zh_date(decided.on);
        let opening = format!(
            "{}。本机关于{ordered}决定停止执行该行政行为，现决定自{}起恢复执行。",
            opening(case, held),
            zh_date(on)
        );
        let goes_on = section(
            "恢复执行以后",
            ["行政复议继续进行，恢复执行不影响本机关对该行政行为的审查。".to_owned()],
        );
        return Some((Letter { opening: vec![opening], sections: vec![goes_on] }, on));
    }
    let opening = format!("{}。{}经审查，本机关决定不停止执行。", opening(case, held), asked(case, stay));
    let reason = section(
        "不停止执行的理由",
        std::iter::once("行政复议期间行政行为不停止执行，法定情形除外（《行政复议法》42条）。".to_owned())
            .chain(lines(&decided.reason)),
    );
    Some((Letter { opening: vec![opening], sections: vec![reason] }, decided.on))
}

/// To the maker where this body has the power (58条), to whoever has it otherwise (56条、57条).
pub fn rule(case: &Case, held: &Reconsideration, key: &str, clocks: &[NamedClock]) -> Option<Letter> {
    let review = held.rule_reviews.iter().find(|review| review.notice.as_deref() == Some(key))?;
    let clock = |name: &str| {
        let name = format!("{name}:{}", review.key);
        clocks.iter().find(|named| named.name == name)
    };
    let plan = &review.plan;
    let found = format!("{}。{}：{}。", opening(case, held), why(review), plan.rule);
    let to_answer = if plan.own {
        period(
            "请书面答复",
            vec!["请自收到本通知之日起十个工作日内，就相关条款的合法性提交书面答复和有关材料（《行政复议法》58条1款）。必要时，本机关可以要求当面说明理由（《行政复议法》58条2款）。".to_owned()],
            clock("rule_reply"),
            case,
        )
    } else {
        period(
            "请依法处理并回复",
            vec![format!(
                "本机关对{}制定的该文件无权处理，现转送你机关依法处理；请自收到之日起六十日内，将处理意见回复本机关（《行政复议法》60条）。",
                plan.maker
            )],
            clock("rule_forwarded"),
            case,
        )
    };
    Some(Letter { opening: vec![found], sections: vec![to_answer] })
}

fn why(review: &RuleReview) -> &'static str {
    if review.plan.found {
        "本机关审查中认为下列依据不合法（《行政复议法》57条）"
    } else {
        "申请人一并提出对下列规范性文件的附带审查申请（《行政复议法》13条、56条）"
    }
}

/// 59条: the clause is no longer applied, and its maker puts it right.
pub fn put_right(case: &Case, held: &Reconsideration, review: &RuleReview) -> Option<(Letter, Date)> {
    let done = review.concluded.as_ref().filter(|done| done.outcome == RuleOutcome::Unlawful)?;
    let found = format!("{}。{}：{}。", opening(case, held), why(review), review.plan.rule);
    let sections = vec![
        section("审查的结果", std::iter::once(format!("{}。", done.outcome.name_zh())).chain(lines(&done.text))),
        section(
            "请予纠正",
            ["上述条款自本通知作出之日起停止执行；请你机关依法纠正，并将纠正情况书面告知本机关（《行政复议法》59条）。".to_owned()],
        ),
    ];
    Some((Letter { opening: vec![found], sections }, done.on))
}
