//! Letters from the application to the copy for the agency: acceptance, refusal, supplement, reply.

use super::*;
use huajie_law::reconsideration::{Procedure, SummaryGround};

pub fn accepted(case: &Case, held: &Reconsideration, to: &str, clock: Option<&NamedClock>) -> Option<Letter> {
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
        opening: vec![format!("{}。{deemed}，受理日期为{}。", opening(case, held), zh_date(accepted.on))],
        sections: vec![
            period("审理程序和期限", vec![procedure], clock, case),
            section("权利和义务", [rights.to_owned()]),
        ],
    })
}

/// 34条: the fifteen days are of those who had to ask for reconsideration first.
const REFUSED_SUIT: &str = "不服本决定的，可以自收到本决定书之日起十五日内，依法向人民法院提起行政诉讼（《行政复议法》34条、《行政诉讼法》45条）。对原行政行为的其他途径，按最早到期的算法列出；请不要因为下面的日子较晚而等待。";

/// Everybody else sues about the act itself in its own period, which has run on. Whether the refusal itself can be sued about is the
/// court's to say: fifteen days are the earliest count.
const REFUSED_CHOICE: [&str; 2] = [
    "本案不属于应当先申请行政复议的情形：对原行政行为不服的，仍可以在它原来的起诉期限内，依法直接向人民法院提起行政诉讼（《行政诉讼法》44条、46条）；申请复议用去的时间，起诉期限照常计算。下面的日子按最早到期的算法列出，请不要等待。",
    "要就本决定本身起诉的，请按收到本决定书之日起十五日内准备，是否受理由人民法院认定（《行政诉讼法》45条）。",
];

pub fn refused(case: &Case, held: &Reconsideration) -> Option<Letter> {
    let refused = held.refused.as_ref()?;
    let mut reasons = vec![format!("{}（{}）。", refused.ground.name_zh(), refused.ground.article())];
    reasons.extend(lines(&refused.reason));
    reasons.extend(
        refused.competent.as_ref().map(|body| format!("本申请有管辖权的机关是{body}，可以向其提出。")),
    );
    let mut ways = vec![json!({
        "heading": "您还可以怎样做",
        "paragraphs": if held.is_mandatory() { json!([REFUSED_SUIT]) } else { json!(REFUSED_CHOICE) },
        "ways": periods(case),
    })];
    let mut sections = vec![section("理由", reasons)];
    sections.append(&mut ways);
    Some(Letter {
        opening: vec![format!("{}。经审查，本机关决定不予受理。", opening(case, held))], sections
    })
}

pub fn supplement(case: &Case, held: &Reconsideration) -> Option<Letter> {
    let asked = held.supplement.as_ref()?;
    Some(Letter {
        opening: vec![format!("{}。申请材料不齐全或者表述不清楚，需要补正。", opening(case, held))],
        sections: vec![
            section("需要补正的事项", lines(&asked.items)),
            section(
                "补正的期限",
                ["请自收到本通知之日起十日内补正；有正当理由不能按期补正的，可以申请延长。无正当理由逾期不补正的，视为放弃申请（《行政复议法》31条）。补正所用的时间不计入审查期限。".to_owned()],
            ),
        ],
    })
}

pub fn copy(case: &Case, held: &Reconsideration, clock: Option<&NamedClock>) -> Letter {
    let days = if held.procedure() == Procedure::Summary {
        "五日（《行政复议法》54条）"
    } else {
        "十日（《行政复议法》48条）"
    };
    Letter {
        opening: vec![format!("{}，本机关已经受理。现送上申请书副本，请予答复。", opening(case, held))],
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
