//! Blanks of a reconsideration run here, in the order of the work: supplement, the agency's answer, the course of the period, service.
//! The application and its review are in `applying`, what is done along the trial is in `trying`, the decision in `deciding`.

mod after;
mod applying;
mod deciding;
mod heard;
mod inquiry;
mod own;
mod rules;
mod service;
mod trying;

pub(super) use {applying::application, inquiry::taken, service::service_chosen};
pub(crate) use {
    applying::application_at_the_office,
    own::{own_application, requested_zh},
};

use super::{Asked, Ground, document, documents, flag, officers, today_field};
use crate::ui::form::{Choice, Field, FieldKind};
use huajie_law::{
    Role,
    calendar::zh_date,
    clock::ReconsiderationSuspension,
    mediation::RESPONDENT,
    reconsideration::{Holding, HoldingGround, Reconsideration, TerminationGround, Weight},
};
use strum::IntoEnumIterator;

pub(super) fn fields(command: &str, held: &Reconsideration, ground: &Ground<'_>) -> Option<Asked> {
    applying::reviewing(command, held, ground)
        .or_else(|| supplementing(command, held, ground))
        .or_else(|| staffing(command, held, ground))
        .or_else(|| replying(command, held, ground))
        .or_else(|| running(command, held, ground))
        .or_else(|| trying::trying(command, held, ground))
        .or_else(|| deciding::deciding(command, held, ground))
        .or_else(|| after::after(command, held, ground))
        .or_else(|| inquiry::inquiring(command, held, ground))
}

/// What each of them has answered so far.
fn third_parties(held: &Reconsideration, ground: &Ground<'_>) -> String {
    let own = |side: &str| ground.own_side.is_none_or(|own| own == side);
    let told = held.third_parties.iter().filter(|one| own(&one.side));
    let told = told.map(|one| format!("{}：{}。", held.label(&one.side, ground.law), one.told_zh()));
    let rule = "不参加不影响审理；以后想改的，作出决定以前可以再答复一次。".to_owned();
    told.chain([rule]).collect::<Vec<_>>().join("\n")
}

fn supplementing(command: &str, held: &Reconsideration, ground: &Ground<'_>) -> Option<Asked> {
    Some(match command {
        "request_supplement" => (
            "通知补正",
            Some("要一次性写明。十个工作日从送达补正通知起算；收到补正材料后，重新审查五个工作日。".into()),
            vec![
                Field::long_text("items", "需要补正什么（一次写全）").required(),
                document("document", "补正通知书"),
            ],
            None,
        ),
        "extend_supplement" => (
            "延长补正期限",
            None,
            vec![
                Field::date("until", "延长到哪天").required(),
                Field::text("reason", "有什么正当理由").required(),
            ],
            None,
        ),
        "receive_supplement" if ground.own_side.is_some() => (
            "补交材料",
            held.supplement.as_ref().map(|asked| {
                format!("请补正：{}\n请一次交齐。交上去以后，重新审查五个工作日。", asked.items)
            }),
            vec![
                Field::hidden("on", ground.today.to_string()),
                Field::long_text("said", "要说明的（没有写的内容就空着）"),
                documents("documents", "补正的材料"),
            ],
            None,
        ),
        "receive_supplement" => (
            "收到补正材料",
            held.supplement.as_ref().map(|asked| format!("通知补正的事项：{}", asked.items)),
            vec![
                today_field("on", "哪天收到的", ground.today),
                documents("documents", "补正的材料"),
                Field::long_text("said", "口头或者书面说明的内容"),
            ],
            None,
        ),
        _ => return None,
    })
}

fn staffing(command: &str, held: &Reconsideration, ground: &Ground<'_>) -> Option<Asked> {
    Some(match command {
        "assign" => {
            // Who handles it goes on unless somebody else is named.
            let mut by = Field::several("handlers", "由谁办理（可多选）", handlers(held, ground)).required();
            by.value = held.handlers.iter().map(|user| user.to_string()).collect();
            let left = held.left_on.filter(|_| !held.handlers.is_empty());
            let explain = left.map(|on| {
                let on = zh_date(on);
                format!("{on}有一位复议人员离任，其余的人已经选好：够了就保存，不够再加一位。")
            });
            ("指定复议人员", explain, vec![by], None)
        }
        "challenge" => (
            "申请回避",
            None,
            vec![
                Field::select("of", "请谁回避", handlers(held, ground)).required(),
                match ground.own_side {
                    Some(own) => Field::hidden("by", own),
                    None => {
                        let own = Choice::from(("self", "本人提出"));
                        let by = std::iter::once(own).chain(sides(held, ground));
                        Field::choice("by", "谁提出的", by).required()
                    }
                },
                Field::long_text("ground", "有什么利害关系或者其他理由").required(),
            ],
            None,
        ),
        "decide_challenge" => (
            "决定回避",
            None,
            vec![
                Field::choice("challenge", "哪一件", open_challenges(held, ground)).required(),
                Field::choice("upheld", "决定", [("true", "应当回避"), ("false", "不需要回避，驳回申请")])
                    .required(),
                Field::long_text("reason", "理由（驳回的必须写）").hint("申请回避的一方看得到"),
            ],
            Some("决定回避的，这个人不再办理，也不能再看本案。".into()),
        ),
        _ => return None,
    })
}

fn handlers(held: &Reconsideration, ground: &Ground<'_>) -> Vec<Choice> {
    let ours = |choice: &Choice| {
        let user = choice.value.as_str().into();
        let officer = ground.law.directory.officer(&user);
        let here = officer
            .is_some_and(|officer| officer.capacities.iter().any(|c| c.organization == held.bodies.office));
        here && !held.walled.contains(&user)
    };
    let all = officers(ground.law, &[Role::ReconsiderationOfficer], |user, _| user.to_string());
    all.into_iter().filter(ours).collect()
}

fn open_challenges(held: &Reconsideration, ground: &Ground<'_>) -> Vec<Choice> {
    let open = held.challenges.iter().filter(|challenge| challenge.upheld.is_none());
    open.map(|challenge| {
        let officer = ground.law.directory.officer(&challenge.of);
        let name = officer.map_or(challenge.of.as_str(), |officer| officer.name.as_str());
        Choice::from((challenge.key.clone(), format!("{name}：{}", challenge.ground)))
    })
    .collect()
}

fn sides(held: &Reconsideration, ground: &Ground<'_>) -> Vec<Choice> {
    held.sides().map(|side| Choice::from((side.to_owned(), held.label_apart(side, ground.law)))).collect()
}

fn replying(command: &str, held: &Reconsideration, ground: &Ground<'_>) -> Option<Asked> {
    Some(match command {
        "send_copy" => (
            "发送申请书副本",
            Some(
                "普通程序受理后七个工作日内，简易程序三个工作日内。答复期限从送达起算，请接着登记送达。"
                    .into(),
            ),
            vec![document("document", "答复通知书")],
            None,
        ),
        "reply" => ("答复、举证", Some(answering(held, ground)), reply(held, ground), None),
        "weigh" => (
            "标明重大疑难复杂、专业性强",
            Some(
                "重大、疑难、复杂的应当听证，并提请行政复议委员会提出咨询意见；专业性强的也应当提请。".into(),
            ),
            vec![
                Field::several("weights", "属于哪一种", Weight::choices()).required(),
                Field::text("reason", "理由").required(),
            ],
            None,
        ),
        _ => return None,
    })
}

/// What the law asks, what came so far, and what becomes of an opinion that rests on silence.
fn answering(held: &Reconsideration, ground: &Ground<'_>) -> String {
    let asked =
        "证据要写明形成的日子，并上传；受理以后才形成的会被标出。逾期不答复、不举证，视为没有证据、依据。";
    let mut lines = vec![asked.to_owned()];
    if let Some(reply) = &held.reply {
        let office = match ground.own_side {
            None => "；期限届满以后补充的，要写明为什么同意（申请人、第三人提出了新的理由或者证据）",
            Some(_) => "",
        };
        lines.push(format!("已经在{}答复；答复期限以内可以补充{office}。", zh_date(reply.on)));
    }
    let silent = |holding: &Holding| holding.ground == HoldingGround::NoReply;
    let rests = held.draft().is_some_and(|draft| draft.opinion.holdings.iter().any(silent));
    if ground.own_side.is_none() && rests {
        lines.push(
            "已有以“不按规定答复、举证”为由的审查意见：这份答复按期收到、有证据的，意见退回，重新提出。"
                .into(),
        );
    }
    lines.join("\n")
}

fn reply(held: &Reconsideration, ground: &Ground<'_>) -> Vec<Field> {
    let label = if held.reply.is_some() { "补充的要点" } else { "书面答复的要点" };
    let mut fields = vec![Field::long_text("text", label).required()];
    if ground.own_side.is_none() {
        let label = format!("{}的纸质答复哪天收到的", held.label(RESPONDENT, ground.law));
        fields.push(today_field("received_on", &label, ground.today));
    }
    for at in 0..ground.rows.max(2) {
        let part = |name: &str| format!("evidence.{at}.{name}");
        fields.extend([
            document(&part("file"), &format!("第 {} 份证据、依据", at + 1)),
            Field::text(part("title"), "名称"),
            Field::date(part("formed_on"), "哪天形成的"),
        ]);
    }
    fields.push(Field::new("evidence", "再加一份", FieldKind::More));
    if ground.own_side.is_none() && held.reply.is_some() {
        let label = "答复期限届满以后补充的：申请人、第三人提出了什么新的理由或者证据，因此同意补充";
        fields.push(Field::text("agreed_because", label));
    }
    fields.push(document("document", "答复书"));
    fields
}

/// 39条2款: where the one who applied is gone, somebody takes the seat first, unless it was a mistake.
fn resuming(held: &Reconsideration, reason: Field) -> Vec<Field> {
    let mistaken = "查明申请人没有死亡、终止，中止登记错了（否则先登记“由承受人参加”）";
    let empty = held.is_seat_empty().then(|| flag("mistaken", "没有承受人的", mistaken));
    let ordered_by = Field::text("ordered_by", "上级行政机关责令恢复的：哪个机关");
    let document = document("document", "恢复审理通知书").hint(PRINTED_AFTERWARDS);
    std::iter::once(reason).chain(empty).chain([ordered_by, document]).collect()
}

fn running(command: &str, held: &Reconsideration, ground: &Ground<'_>) -> Option<Asked> {
    let reason = || Field::text("reason", "理由").required();
    Some(match command {
        "suspend" => ("中止审理", Some(halted(held, ground)), suspension(held, ground), None),
        "resume" => (
            "恢复审理",
            Some(match held.overdue_on(ground.law) {
                None => "期限从恢复的当天接着算。通知书要送达各方，请接着登记送达。".into(),
                Some(_) => {
                    "审理期限已经届满，恢复以后请尽快作出决定。通知书要送达各方，请接着登记送达。".into()
                }
            }),
            resuming(held, reason()),
            None,
        ),
        "extend" => (
            "延长审理期限",
            Some("最多三十日，只能一次；在原来的期限内书面告知各方以后才算数。".into()),
            vec![
                Field::number("days", "延长几天").unit("天").required(),
                reason(),
                document("document", "延期审理通知书"),
            ],
            None,
        ),
        "terminate" => ("终止", None, terminating(held), Some("终止以后本次复议结束。".into())),
        "serve" => ("记录送达", Some(service::service_days()), service::serving(held, ground), None),
        "confirm_address" => service::addressing(held, ground),
        "strike_service" => service::striking(held, ground),
        _ => return None,
    })
}

/// 41条: what is proved, and of whom where several applied.
fn terminating(held: &Reconsideration) -> Vec<Field> {
    // 74条1款: a withdrawal is asked for and decided in steps of its own.
    let withdrawn = TerminationGround::Withdrawn.as_str();
    let grounds = TerminationGround::choices().into_iter().filter(|(ground, _)| ground != withdrawn);
    let mut fields = vec![
        Field::select("ground", "哪一种情形", grounds).required(),
        Field::text("reason", "理由").required(),
        document("proof", "死亡、终止、放弃的，涉嫌犯罪的：证明材料"),
    ];
    if held.applicants().nth(1).is_some() || held.brief.group.is_some() {
        fields.push(flag("of_every_applicant", "有几位申请人的", "每一位申请人都是这种情形"));
    }
    fields.push(agreed_by());
    fields.push(document("document", "终止决定书"));
    fields
}

/// 41条, 59条, 76条, 77条: acts of the body; who agrees to them in the house is in no article.
fn agreed_by() -> Field {
    Field::text("agreed_by", "复议机关谁同意的")
        .hint("法律规定由行政复议机关作出，没有写明由谁同意；本机关规定要负责人同意的，写明姓名、职务和日期")
}

/// The notice is set from the order itself.
const PRINTED_AFTERWARDS: &str =
    "不用上传：保存以后，在“出具文书”里按这里填的内容打印，送达各方。自己另外做了的才上传";

fn halted(held: &Reconsideration, ground: &Ground<'_>) -> String {
    let asked = match &held.agreed_halt {
        Some(agreed) => format!(
            "双方已在调解中书面同意中止（{}）。中止从今天起算，要书面告知各方。",
            zh_date(agreed.on())
        ),
        None => "中止从今天起算，要书面告知各方；没有法定事由不能中止。".into(),
    };
    let over = "审理期限已经届满：中止不再停算任何日子，申请人仍可以起诉。";
    if held.stops_days_from(ground.today, ground.law) { asked } else { format!("{over}\n{asked}") }
}

fn suspension(held: &Reconsideration, ground: &Ground<'_>) -> Vec<Field> {
    let grounds = ReconsiderationSuspension::iter().map(|one| (one.to_string(), one.zh()));
    let mut fields = vec![
        Field::select("ground", "什么事由", grounds).required(),
        Field::text("reason", "具体情况").required(),
    ];
    if held.agreed_halt.is_none() {
        for (at, side) in held.applicants().chain([RESPONDENT]).enumerate() {
            fields.push(Field::hidden(format!("papers.{at}.side"), side));
            let label = format!("因调解、和解中止的：{}同意中止的书面材料", held.label(side, ground.law));
            fields.push(document(&format!("papers.{at}.file"), &label));
        }
    }
    fields.push(document("document", "中止通知书").hint(PRINTED_AFTERWARDS));
    fields
}
