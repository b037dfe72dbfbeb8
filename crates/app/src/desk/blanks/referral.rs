//! Blanks of a referral: asked for by the dispute, answered by the receiving body, handed back. What goes along is made of the
//! file and asked of nobody; what was conceded has no field.

use super::{Asked, Ground, document, organizations, today_field};
use crate::ui::form::{Choice, Field};
use huajie_law::{
    OrgId, Role,
    directory::Category,
    dispute::{Dispute, PartyStanding},
    mediation::{ConsentWay, RESPONDENT},
    mirrored::Mirrored,
    referral::{BackOutcome, BackPaperKind, Docking, Referral},
};
use std::borrow::Cow;

pub(super) fn fields(command: &str, held: &Referral, ground: &Ground<'_>) -> Option<Asked> {
    Some(match command {
        "accept" => (
            "签收移送材料",
            Some(carried(held, ground)),
            vec![document("receipt", "签收回执").hint("代接收单位登记签收的必须上传")],
            None,
        ),
        "decline" => (
            "退回移送材料",
            Some(carried(held, ground)),
            vec![
                Field::long_text("reason", "为什么退回").required(),
                document("receipt", "接收单位退回的函或者记录").hint("代接收单位登记退回的必须上传"),
            ],
            Some(declining(held)),
        ),
        "send_again" => (
            "重新移送",
            Some(
                "登记事项、材料清单和期限现状按案卷现在的样子再移送一次，不用再填；当事人同意移送的材料一并带去。".into(),
            ),
            vec![Field::long_text("reason", "为什么移送").required().value(held.package.reason.clone())],
            None,
        ),
        "acknowledge" => (
            "没有签收的移送，另行处理",
            Some(
                "接收单位没有签收（逾期或者退回），材料已经退回移送单位。要改送别的单位的，先在案件页办理“移送对接”；这里写明怎样处理的。".into(),
            ),
            vec![Field::long_text("note", "怎样处理").required()],
            None,
        ),
        "hand_back" => (
            "交回办理结果",
            Some("只交回结果、各方签字确认的无争议事实和正式材料；为达成协议作出的让步不写进来。".into()),
            hand_back(held, ground),
            None,
        ),
        _ => return None,
    })
}

/// What the receiving body is asked to take, in words.
fn carried(held: &Referral, ground: &Ground<'_>) -> String {
    let package = &held.package;
    let name = |body: &OrgId| ground.law.directory.name_of(body).to_owned();
    let papers: Vec<&str> = package.papers.iter().map(|paper| paper.title.as_str()).collect();
    let papers = if papers.is_empty() { "没有".to_owned() } else { papers.join("、") };
    let afterwards = match package.for_good {
        true => "\n签收后由接收单位接着办理，不用交回结果。",
        false => "",
    };
    // 《最高人民法院关于审判人员在诉讼活动中执行回避制度若干问题的规定》3条 speaks of trials alone.
    let judged = match package.docking == Docking::Court && package.for_good {
        true => {
            "\n这件事调解过的，当时的指导法官看过各方的让步和单独谈话：为了中立，建议由别的法官签收、承办。"
        }
        false => "",
    };
    format!(
        "{}：{}移送{}\n移送原因：{}\n最初提交日：{}（不变）\n材料：{papers}{afterwards}{judged}",
        package.docking.name_zh(),
        name(&package.from),
        name(&package.to),
        package.reason,
        huajie_law::calendar::zh_date(package.first_submitted_on),
    )
}

/// What was asked for beside it does not go back with it.
fn declining(held: &Referral) -> String {
    let also = match held.mediation.is_some() && !held.begun {
        true => "已经另外提请了调解：那一件在“导入调解”里答复。",
        false => "",
    };
    format!("退回后原来的单位继续办理；最初提交的日子不变。{also}")
}

fn hand_back(held: &Referral, ground: &Ground<'_>) -> Vec<Field> {
    let parties = held.brief.parties.iter();
    let agency = ground.law.directory.name_of(&held.brief.respondent);
    let sides = parties
        .map(|party| Choice::from((party.key.clone(), held.brief.label(&party.key))))
        .chain([Choice::from((RESPONDENT, agency))]);
    let mut fields = vec![
        Field::choice("back.outcome", "结果", BackOutcome::choices()).required(),
        Field::date("back.consented_on", "各方哪天同意的（没有调解的不填）"),
        Field::date("back.ended_on", "哪天办完的"),
        Field::long_text("back.undisputed.text", "各方签字确认的无争议事实（没有不填）"),
        Field::several("back.undisputed.signed_by", "谁签了字（要全部）", sides),
    ];
    for at in 0..ground.rows.max(1) {
        let part = |name: &str| format!("back.papers.{at}.{name}");
        fields.extend([
            Field::select(
                part("kind"),
                format!("第 {} 份材料（没有不填）", at + 1),
                BackPaperKind::choices(),
            ),
            Field::date(part("dated"), "材料的日期"),
            document(&part("file"), "扫描件"),
        ]);
    }
    fields.push(Field::new("back.papers", "再加一份材料", crate::ui::form::FieldKind::More));
    fields
}

/// What goes along by itself.
const GOES_ALONG: &str = "登记事项、材料清单和期限现状随案卷一起移送，不用再填。最初提交的日子不变；接收单位逾期不签收的，自动退回并上报。";

/// 移送对接: who sends it to whom and who agreed; the rest stands in the file.
pub(super) fn request(held: &Dispute, ground: &Ground<'_>) -> Asked {
    if ground.actor.is_some_and(|actor| actor.role == Role::AgencyLegal) {
        return by_agency(held, ground);
    }
    let centre = centre(ground).map(ToString::to_string).unwrap_or_default();
    let bodies = || organizations(ground.law);
    // An officer of another body sends its own to the centre; the counter mostly sends away.
    let own = ground.actor.and_then(|actor| actor.organization.as_ref());
    let own = own.and_then(|body| Some((body.to_string(), Docking::from_body(body, ground.law)?)));
    let (from, to, docking) = match own {
        Some((body, docking)) => (body, centre, docking.as_str().to_owned()),
        None => (centre, String::new(), String::new()),
    };
    let mut fields = vec![
        Field::choice("request.docking", "哪一种对接", Docking::choices()).required().value(docking),
        Field::select("request.from", "移送单位", bodies()).required().value(from),
        Field::select("request.to", "接收单位", bodies())
            .required()
            .value(to)
            .hint("两家中要有一家是化解中心"),
        Field::long_text("request.reason", "为什么移送").required(),
    ];
    let applicants = held.applicants().map(|party| (party.key.as_str(), held.label_apart(&party.key)));
    fields.extend(consents(applicants, ground));
    ("移送对接", Some(GOES_ALONG.into()), fields, None)
}

/// 行调: the agency that is complained of sends it to the centre, and says at once that it is willing itself.
fn by_agency(held: &Dispute, ground: &Ground<'_>) -> Asked {
    let own = &held.registration.respondent;
    let name = ground.law.directory.name_of(own);
    let centre = centre(ground).map(OrgId::as_str).unwrap_or_default();
    let mut fields = vec![
        Field::hidden("request.docking", Docking::Agency.as_str()),
        Field::hidden("request.from", own.as_str()),
        Field::hidden("request.to", centre),
        Field::long_text("request.reason", "为什么移送").required(),
    ];
    let sides = held.applicants().map(|party| (party.key.as_str(), held.label_apart(&party.key)));
    fields.extend(consents(sides.chain([(RESPONDENT, name.into())]), ground));
    let explain = format!(
        "{}：移送化解中心调解。申请人都同意了才能移送；{name}自己也愿意调解的，在最后一栏写明，中心不用再问。\n{GOES_ALONG}",
        Docking::Agency.name_zh(),
    );
    ("移送对接", Some(explain), fields, None)
}

/// The same from the body that has it in hand, to the centre.
pub(super) fn from_proceeding(held: &Mirrored, ground: &Ground<'_>) -> Asked {
    let name = |body: &OrgId| ground.law.directory.name_of(body).to_owned();
    let mut bodies: Vec<&OrgId> = match ground.actor {
        Some(actor) => held.own_bodies(actor).collect(),
        None => held.bodies().collect(),
    };
    bodies.dedup();
    let from = match bodies[..] {
        [only] => Field::hidden("request.from", only.as_str()),
        _ => Field::select(
            "request.from",
            "移送单位",
            bodies.iter().map(|body| (body.to_string(), name(body))),
        )
        .required(),
    };
    let centre = centre(ground);
    let mut fields = vec![
        Field::hidden("request.docking", held.procedure.docking().as_str()),
        from,
        Field::hidden("request.to", centre.map(OrgId::as_str).unwrap_or_default()),
        Field::long_text("request.reason", "为什么移送").required(),
    ];
    let applicants = held.brief.parties.iter().filter(|party| party.standing == PartyStanding::Applicant);
    fields
        .extend(consents(applicants.map(|party| (party.key.as_str(), held.brief.label(&party.key))), ground));
    let to = centre.map(&name).unwrap_or_default();
    let explain = format!("{}，移送{to}调解。\n{GOES_ALONG}", held.procedure.docking().name_zh());
    ("移送对接", Some(explain), fields, None)
}

fn centre<'a>(ground: &Ground<'a>) -> Option<&'a OrgId> {
    let mut known = ground.law.directory.organizations.iter();
    known.find(|(_, body)| body.category == Category::Centre).map(|(id, _)| id)
}

/// Of every applicant, as key and label: how and when it agreed.
fn consents<'a>(
    applicants: impl Iterator<Item = (&'a str, Cow<'a, str>)>,
    ground: &Ground<'_>,
) -> Vec<Field> {
    let mut fields = Vec::new();
    for (at, (key, label)) in applicants.enumerate() {
        let part = |name: &str| format!("request.consents.{at}.{name}");
        let hint = match key {
            RESPONDENT => "不在这里写明的不选，由中心再问",
            _ => "移送到化解中心调解的，要先征得每一位申请人同意；没有同意的不选",
        };
        fields.extend([
            Field::hidden(part("side"), key),
            Field::select(part("way"), format!("{label}怎样同意的"), ConsentWay::choices()).hint(hint),
            today_field(&part("on"), &format!("{label}哪天同意的"), ground.today),
            document(&part("evidence"), &format!("{label}同意的材料")),
        ]);
    }
    fields
}
