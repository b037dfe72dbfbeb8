//! Blanks of what is asked of experts and of the case review: asked for by the dispute, answered by those who were drawn or
//! convened, recorded by the office.

use super::{Asked, Ground, document, officers, today_field};
use crate::{
    desk::advice,
    ui::form::{Choice, Field, FieldKind},
};
use huajie_law::{
    Kind, MatterId, Role, UserId,
    calendar::zh_date,
    case_review::{CaseReview, ReviewKind, ReviewStand, earliest_meeting, keeps_out, leads_city},
    consultation::{Consultation, ConsultationForm, DeclineGround, Followed, Stand, eligible},
    dispute::Dispute,
    expert,
    mediation::{RESPONDENT, ServiceWay},
};
use serde_json::Value;

pub(super) fn request(dispute: &Dispute, ground: &Ground<'_>) -> Asked {
    let form = Field::choice("request.form", "形式", ConsultationForm::choices()).required();
    let mut fields = vec![form];
    fields.extend(proceeding("request.proceeding", dispute, ground));
    fields.push(Field::long_text("request.question", "请专家回答什么问题").required());
    fields.extend(materials("request", dispute, ground));
    fields.extend([
        Field::files("evidence", "另外补充给专家看的材料（没有不传）"),
        Field::several("request.fields", "需要的专业（不选就不限）", expert::Field::choices()),
        Field::number("request.number", "请几位专家").unit("位").required().value("3"),
        Field::date("request.due_on", "最晚哪天答复").required(),
    ]);
    (
        "发起专家论证、司法听证",
        Some("专家从专家库里随机抽取，不收取报酬；意见供参考，不影响任何期限。".into()),
        fields,
        None,
    )
}

pub(super) fn convening(dispute: &Dispute, ground: &Ground<'_>) -> Asked {
    let brief = huajie_law::reaction::brief(&MatterId::from("-"), dispute, 1);
    let law = ground.law;
    let roles =
        [Role::AgencyHead, Role::ReconsiderationOfficer, Role::Expert, Role::AgencyLegal, Role::Judge];
    let mut people = officers(law, &roles, |user, _| user.to_string());
    let mut known: Vec<String> = Vec::new();
    people.retain(|one| {
        let kept_out = keeps_out(&UserId::from(one.value.as_str()), &brief, law).is_some();
        let fresh = !kept_out && !known.contains(&one.value);
        known.push(one.value.clone());
        fresh
    });
    let leads = |one: &&Choice| leads_city(&UserId::from(one.value.as_str()), law);
    let mut chairs: Vec<Choice> = people.iter().filter(leads).cloned().collect();
    chairs.extend(people.iter().filter(|one| !leads(one)).cloned());
    let mut fields = vec![Field::choice("convening.kind", "类别", ReviewKind::choices()).required()];
    fields.extend(proceeding("convening.proceeding", dispute, ground));
    fields.push(Field::long_text("convening.question", "提请审议的问题和拟办意见").required());
    fields.extend(materials("convening", dispute, ground));
    fields.extend([
        Field::files("evidence", "另外补充的会议材料（没有不传）"),
        Field::select("convening.chair", "主持人", chairs).required().hint("市长案审会由市政府领导主持"),
        Field::several("convening.members", "其他成员", people)
            .required()
            .hint("连主持人五人以上、单数；在作出原行为的机关任职的不在名单里"),
        Field::date("convening.meets_on", "哪天开会").required().hint(format!(
            "材料要在会前三个工作日送到：今天送的，最早{}",
            zh_date(earliest_meeting(ground.today, ground.law))
        )),
        Field::text("convening.place", "地点").required(),
    ]);
    (
        "召集案审会",
        Some(
            "每位成员会前看材料、各自签署意见，不同意见原样保留；审议意见供参考，决定由办理机关另行作出。"
                .into(),
        ),
        fields,
        None,
    )
}

/// Which running proceeding it is for, where there is one.
fn proceeding(name: &str, dispute: &Dispute, ground: &Ground<'_>) -> Option<Field> {
    let open = dispute.proceedings.iter().filter(|p| p.kind.is_proceeding() && p.ended_on.is_none());
    let named = |p: &huajie_law::dispute::Proceeding| {
        let what = p.course.procedure.map_or(p.kind.name_zh(), |procedure| procedure.name_zh());
        Choice::from((p.matter.to_string(), format!("{what}（{}起）", zh_date(p.opened_on))))
    };
    // Whoever works on a reconsideration asks about that: what comes of it is then before whoever decides.
    let office = [Role::ReconsiderationOfficer, Role::ReconsiderationHead];
    let works = ground.actor.is_some_and(|actor| office.contains(&actor.role));
    let own = open.clone().find(|p| works && p.kind == Kind::Reconsideration).map(|p| p.matter.to_string());
    let choices: Vec<Choice> = open.map(named).collect();
    (!choices.is_empty()).then(|| {
        Field::select(name, "为哪个程序（不选就是整个争议）", choices).value(own.unwrap_or_default())
    })
}

/// What goes along: of what was registered, of what lies in a reconsideration beside, and what was written there.
fn materials(part: &str, dispute: &Dispute, ground: &Ground<'_>) -> Vec<Field> {
    let registered = dispute.registration.evidence.iter();
    let registered: Vec<Choice> =
        registered.map(|item| Choice::from((item.file.to_string(), item.title.clone()))).collect();
    let papers = ground.beside.papers.iter();
    let papers: Vec<Choice> =
        papers.map(|paper| Choice::from((paper.file.to_string(), paper.title.clone()))).collect();
    let several = |name: &str, label: &str, choices: Vec<Choice>| {
        (!choices.is_empty()).then(|| Field::several(format!("{part}.{name}"), label, choices))
    };
    let written = |name: &str, label: &str, said: &Option<String>| {
        said.as_deref().map(|said| Field::long_text(format!("{part}.{name}"), label).value(said))
    };
    let grounds =
        written("grounds", "复议申请里补充的事实和理由（一起送；不送的删去）", &ground.beside.grounds);
    let reply = written("reply", "被申请人答复的内容、理由（一起送；不送的删去）", &ground.beside.reply);
    let registered = several("materials", "案卷里的哪些材料一起送", registered);
    let papers = several("papers", "复议案卷里的哪些材料一起送（申请、答复、证据）", papers);
    registered.into_iter().chain(papers).chain(grounds).chain(reply).collect()
}

/// What was uploaded beside them belongs to what is asked.
pub(super) fn shape(order: &mut Value, part: &str) {
    let Some(evidence) = order.as_object_mut().and_then(|order| order.remove("evidence")) else { return };
    if let Some(part) = order.get_mut(part).and_then(Value::as_object_mut) {
        part.insert("evidence".into(), evidence);
    }
}

pub(super) fn consultation(command: &str, held: &Consultation, ground: &Ground<'_>) -> Option<Asked> {
    Some(match command {
        "draw" => draw(held, ground),
        "answer" => (
            "签署专家意见",
            Some(asked(held)),
            vec![
                Field::choice("opinion.stand", "总的看法", Stand::choices()).required(),
                Field::text("opinion.conclusion", "结论").required(),
                Field::long_text("opinion.reasons", "理由").required(),
                Field::signature("opinion.way", "签名").required(),
            ],
            Some("签名提交以后原样保存，不能再改；只有办案人员能看到。".into()),
        ),
        "excuse" => ("不能参加论证", Some(asked(held)), excuse(held, ground), None),
        "set_hearing" => (
            "定听证时间",
            Some("要在五个工作日前通知各方，也通知抽中的专家：通知书在“出具文书”里打印。改期的，原来的通知作废，重新送达。".into()),
            vec![
                Field::text("starts_at", "时间").required().hint("例如：2026年12月1日 9:30"),
                Field::text("place", "地点").required(),
                Field::text("participants", "参加人员").required(),
                Field::date("due_on", "专家最晚哪天答复")
                    .value(zh_date(held.plan.request.due_on))
                    .hint("听证以后才能签署意见：听证当天或者以后"),
            ],
            None,
        ),
        "record_notice" => (
            "记录听证通知送达",
            None,
            vec![
                Field::choice("notice.side", "送达哪一方、哪位专家", told(held, ground)).required(),
                Field::choice("notice.way", "怎么送达", ServiceWay::choices()).required(),
                today_field("notice.served_on", "哪天送达", ground.today),
                document("notice.proof", "送达证明（没有不传）"),
            ],
            None,
        ),
        "record_hearing" => (
            "听证笔录",
            None,
            vec![
                today_field("held.held_on", "哪天举行", ground.today),
                Field::text("held.present", "到场人员").required(),
                Field::long_text("held.minutes", "笔录").required(),
                document("held.document", "各方签字的笔录（没有不传）"),
            ],
            None,
        ),
        "record_followed" => (
            "记录是否采纳",
            Some(advice::opinions_text(held)),
            vec![
                Field::choice("followed", "是否采纳", Followed::choices()).required(),
                Field::long_text("reason", "为什么").required(),
            ],
            None,
        ),
        "end_early" => (
            "提前结束论证",
            None,
            vec![Field::text("reason", "原因").required()],
            Some("结束以后专家不能再提交意见；已经提交的保留。".into()),
        ),
        _ => return None,
    })
}

/// What an expert is asked, above the form.
fn asked(held: &Consultation) -> String {
    let names: Vec<&str> = held.plan.materials.iter().map(|item| item.title.as_str()).collect();
    let materials = if names.is_empty() { "没有".to_owned() } else { names.join("、") };
    format!(
        "问题：{}\n材料（回案卷页打开）：{materials}\n请在{}前答复。论证不收取报酬；和案件有利害关系的，请说明并回避。",
        held.plan.request.question,
        zh_date(held.plan.request.due_on)
    )
}

fn draw(held: &Consultation, ground: &Ground<'_>) -> Asked {
    let (pool, excluded) = eligible(held, &[], &ground.law.directory, ground.today);
    let left_out: Vec<String> =
        excluded.iter().map(|one| format!("{}（{}）", one.name, one.reason)).collect();
    let left_out = if left_out.is_empty() { "没有".to_owned() } else { left_out.join("、") };
    let explain = format!(
        "要抽 {} 位，现在符合条件的 {} 位。\n自动排除：{left_out}\n种子由系统产生，和候选名单一起记下来，任何人都可以重算。",
        held.missing(),
        pool.len()
    );
    let choices: Vec<Choice> =
        pool.iter().map(|one| Choice::from((one.user.to_string(), one.name.clone()))).collect();
    let row = |at: usize| {
        let parts = vec![
            Field::select(format!("exclude.{at}.user"), "专家", choices.clone()),
            Field::text(format!("exclude.{at}.reason"), "排除的理由"),
        ];
        Field::new(format!("exclude.{at}"), format!("另外排除 {}", at + 1), FieldKind::Group(parts))
    };
    let mut fields: Vec<Field> = (0..ground.rows.max(1)).map(row).collect();
    fields.push(Field::new("exclude", "再排除一位", FieldKind::More));
    ("随机抽取专家", Some(explain), fields, None)
}

fn excuse(held: &Consultation, ground: &Ground<'_>) -> Vec<Field> {
    let own = ground.me().filter(|me| held.waiting().any(|invited| invited.user == **me));
    let waiting = held.waiting().map(|one| Choice::from((one.user.to_string(), one.name.clone())));
    let who = match own {
        Some(me) => Field::hidden("user", me.as_str()),
        None => Field::choice("user", "哪一位专家", waiting).required(),
    };
    vec![
        who,
        Field::choice("ground", "原因", DeclineGround::choices()).required(),
        Field::text("note", "说明（选“其他原因”的必须写）"),
    ]
}

fn sides(held: &Consultation, ground: &Ground<'_>) -> Vec<Choice> {
    let parties = held.brief.parties.iter();
    let agency = ground.law.directory.name_of(&held.brief.respondent).to_owned();
    parties
        .map(|party| Choice::from((party.key.clone(), held.brief.label(&party.key))))
        .chain([Choice::from((RESPONDENT, agency))])
        .collect()
}

/// The sides, and the experts who were drawn.
fn told(held: &Consultation, ground: &Ground<'_>) -> Vec<Choice> {
    let experts = held.sitting().map(|one| (one.user.to_string(), format!("{}（专家）", one.name)));
    sides(held, ground).into_iter().chain(experts.map(Choice::from)).collect()
}

pub(super) fn case_review(command: &str, held: &CaseReview, ground: &Ground<'_>) -> Option<Asked> {
    let members = || held.members.iter().map(|one| Choice::from((one.user.to_string(), one.name.clone())));
    let reason = || Field::text("reason", "原因").required();
    Some(match command {
        "serve_materials" => (
            "会前送达材料",
            Some(to_serve(held, ground)),
            vec![today_field("served_on", "哪天送到全体成员", ground.today)],
            None,
        ),
        "give_opinion" => (
            "签署案审意见",
            Some(format!("提请审议：{}", held.plan.convening.question)),
            vec![
                Field::choice("view.stand", "表态", ReviewStand::choices()).required(),
                Field::long_text("view.reasons", "理由").required(),
                Field::long_text("view.proposal", "另提的意见（选“另提意见”的必须写）"),
                Field::signature("view.way", "签名").required(),
            ],
            Some("签名提交以后一字不改地保存，不同意见也一样。".into()),
        ),
        "record_minutes" => (
            "记录会议",
            None,
            vec![
                today_field("minutes.held_on", "哪天开会", ground.today),
                Field::several("minutes.present", "到会的成员", members()).required(),
                Field::text("minutes.absences", "谁没有到会、什么原因（都到了不写）"),
                Field::long_text("minutes.text", "会议经过和每个人的发言").required(),
            ],
            None,
        ),
        "confirm_minutes" => (
            "确认会议纪要",
            held.minutes.as_ref().map(|minutes| minutes.text.text.clone()),
            vec![
                Field::choice("read", "核对", [("true", "已经逐句看过")]).required(),
                Field::text("remark", "有出入的地方（没有不写；写了原样附在纪要后面）"),
            ],
            None,
        ),
        "resolve" => (
            "形成审议意见",
            Some(held.views_zh()),
            vec![Field::long_text("text", "多数意见，和不同意见的要点").required()],
            Some(
                "审议意见供作出决定时参考；决定由办理机关的负责人或者集体讨论另行作出（复议法 61 条）。"
                    .into(),
            ),
        ),
        "recuse" => (
            "成员回避",
            None,
            vec![
                Field::choice("user", "哪一位回避", members()).required(),
                reason(),
                Field::select("in_place", "由谁接替", substitutes(held, ground)),
            ],
            Some("回避以后看不到这次案审的任何内容。".into()),
        ),
        "postpone" => ("改期", None, vec![Field::date("meets_on", "改到哪天").required(), reason()], None),
        "cancel" => ("不再召开", None, vec![reason()], Some("已经签署的意见保留，不再形成审议意见。".into())),
        _ => return None,
    })
}

/// Until when, and what there is to serve.
fn to_serve(held: &CaseReview, ground: &Ground<'_>) -> String {
    let by = held
        .serve_by(ground.law)
        .map(|by| format!("本市议事规则设定会前三个工作日送达，最晚{}；晚了会注明。", zh_date(by)));
    let titles: Vec<&str> = held.plan.materials.iter().map(|item| item.title.as_str()).collect();
    let what = match titles.is_empty() {
        true => {
            let reply = held.plan.convening.reply.as_ref().map_or("", |_| "、被申请人的答复");
            format!(
                "召集时没有选随附材料：成员看到的只有提请审议的问题、请求、事实与理由{reply}。要送材料的，先不再召开，重新召集时选好。"
            )
        }
        false => format!("送给成员的材料：{}。", titles.join("、")),
    };
    by.into_iter().chain([what]).collect::<Vec<_>>().join("\n")
}

fn substitutes(held: &CaseReview, ground: &Ground<'_>) -> Vec<Choice> {
    let roles =
        [Role::AgencyHead, Role::ReconsiderationOfficer, Role::Expert, Role::AgencyLegal, Role::Judge];
    let mut people = officers(ground.law, &roles, |user, _| user.to_string());
    people.retain(|one| {
        let user = UserId::from(one.value.as_str());
        let gone = held.recused.iter().any(|gone| gone.user == user);
        !gone && held.member(&user).is_none() && keeps_out(&user, &held.brief, ground.law).is_none()
    });
    people
}
