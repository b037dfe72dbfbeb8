//! Papers of advice: what experts think, each in their own words and signed; the minutes of a case review with every signed opinion and
//! the dissent as it was said. For those who work on it; who reads them is the law's ([`huajie_law::consultation::Consultation::readers`],
//! [`CaseReview::readers`]).

use super::{super::case::Case, parts::*};
use huajie_law::{
    UserId,
    calendar::zh_date,
    case_review::{CaseReview, MemberOpinion, ReviewStand},
    consultation::{Draw, Invitation, Invited, Stage},
    dispute::Evidence,
    mediation::{Brief, SignatureWay},
};
use serde_json::{Value, json};

/// Every signature that the paper of this consultation or case review shows.
pub fn signed<'a>(case: &'a Case, id: &str) -> impl Iterator<Item = &'a SignatureWay> {
    let experts = case.consultation(id).into_iter().flat_map(|held| &held.invited);
    let experts = experts.filter_map(|one| match &one.state {
        Invitation::Answered { opinion, .. } => opinion.as_ref().map(|opinion| &opinion.way),
        _ => None,
    });
    let members = case.review(id).into_iter().flat_map(|held| &held.opinions).map(|one| &one.view.way);
    experts.chain(members)
}

fn matter(case: &Case, brief: &Brief) -> String {
    let agency = case.law.directory.name_of(&brief.respondent);
    format!("{}与{agency}：{}", case.applicants(), act_with_branch(&brief.act))
}

fn fact(label: &str, value: impl Into<String>) -> Value {
    json!({ "label": label, "value": value.into() })
}

fn titles(materials: &[Evidence]) -> Vec<String> {
    let titles: Vec<&str> = materials.iter().map(|one| one.title.as_str()).collect();
    if titles.is_empty() { Vec::new() } else { vec![format!("材料：{}。", titles.join("、"))] }
}

/// 专家论证意见书, 司法听证意见书.
pub fn expert_opinion(case: &Case, id: &str) -> Option<Value> {
    let held = case.consultation(id)?;
    let request = &held.plan.request;
    let (answered, wanted) = held.answered();
    let question =
        paragraphs(&request.question).into_iter().map(str::to_owned).chain(titles(&held.plan.materials));
    let mut sections = vec![
        json!({ "heading": "论证的问题", "paragraphs": question.collect::<Vec<_>>() }),
        json!({ "heading": "专家的产生", "paragraphs": held.draws.iter().map(draw).collect::<Vec<_>>() }),
    ];
    sections.extend(held.hearing.as_ref().map(|hearing| {
        let at = hearing.starts_at;
        let held = hearing.held.as_ref().map_or_else(
            || "尚未举行。".to_owned(),
            |held| format!("{}举行，到场：{}。{}", zh_date(held.held_on), held.present, held.minutes),
        );
        let set = format!("{}，{}。", hour(at), hearing.place);
        json!({ "heading": "听证情况", "paragraphs": [set, held] })
    }));
    let opinions: Vec<Value> = held.invited.iter().filter_map(opinion).collect();
    let others: Vec<String> = held.invited.iter().filter_map(other).collect();
    sections.push(json!({ "heading": "专家意见", "opinions": opinions, "paragraphs": others }));
    sections.extend(held.followed.as_ref().map(|followed| {
        let told = format!("{}{}。{}", zh_date(followed.on), followed.followed.name_zh(), followed.reason);
        json!({ "heading": "采纳的情况", "paragraphs": [told] })
    }));
    let ended_on = held.stage.over_on();
    let own = json!({
        "title": format!("{}意见书", request.form.name_zh()),
        "facts": [
            fact("案由", matter(case, &held.brief)),
            fact("案号", held.brief.number.clone()),
            fact("发起", format!("{}，{}，{}", case.law.directory.name_of(&held.plan.by.organization), held.plan.by.name, zh_date(held.opened_on))),
            fact("答复期限", format!("{}止（发起时定的，不是法定期限）；已答复 {answered}/{wanted}", zh_date(request.due_on))),
            fact("状态", ended(&held.stage)),
        ],
        "sections": sections,
        "note": "专家意见供办理单位参考，不影响案件的办理期限；怎样处理由办理单位决定。论证不收取报酬。",
        "dated_on": ended_on.unwrap_or(case.today),
    });
    Some(with_head(case, own))
}

/// 司法听证通知书, to a side or to an expert who was drawn: the side is not told what the experts are asked.
pub fn hearing_notice(case: &Case, id: &str, to: &str) -> Option<Value> {
    let held = case.consultation(id)?;
    let hearing = held.hearing.as_ref()?;
    let form = held.plan.request.form.name_zh();
    let expert = held.sitting().find(|one| one.user.as_str() == to);
    let whom = expert.map_or_else(|| case.side_name(to), |one| format!("{}（专家）", one.name));
    let sections = match expert {
        Some(_) => {
            let question = paragraphs(&held.plan.request.question).into_iter().map(str::to_owned);
            let question: Vec<String> = question.chain(titles(&held.plan.materials)).collect();
            let asked = [
                "您由专家库随机抽取。请准时出席，听证以后独立签署意见；论证不收取报酬。",
                "和本案有利害关系的，请立即说明并回避；不能出席的，请在听证前说明，以便另行抽取。",
            ];
            vec![
                json!({ "heading": "请您回答的问题", "paragraphs": question }),
                json!({ "heading": "请您注意", "paragraphs": asked }),
            ]
        }
        None => {
            let asked = [
                "请准时到场，带上身份证件和有关材料的原件；可以委托代理人。不能到场的，请提前告知。",
                "认为到场的专家和案件有利害关系的，可以申请回避。",
                "专家的意见供办理单位参考。听证不影响申请复议、起诉的期限，这些期限照常计算。",
            ];
            vec![json!({ "heading": "请您注意", "paragraphs": asked })]
        }
    };
    let own = json!({
        "title": format!("{form}通知书"),
        "facts": [
            fact("送给", whom),
            fact("案由", matter(case, &held.brief)),
            fact("案号", held.brief.number.clone()),
            fact("时间", hour(hearing.starts_at)),
            fact("地点", hearing.place.clone()),
            fact("参加人员", hearing.participants.clone()),
        ],
        "sections": sections,
        "note": "听证五个工作日以前通知（《行政复议法》第五十一条第一款，其他程序参照）。",
        "dated_on": case.today,
    });
    Some(with_head(case, own))
}

fn ended(stage: &Stage) -> String {
    match stage {
        Stage::Closed { on, reason } => format!("{}提前结束：{reason}", zh_date(*on)),
        Stage::Completed { on } => format!("{}完成", zh_date(*on)),
        Stage::Drawing | Stage::Asking => stage.name_zh().to_owned(),
    }
}

/// With the seed and the number of those who could have been drawn, so that anybody draws again.
fn draw(draw: &Draw) -> String {
    let name = |user: &UserId| {
        let named = draw.pool.iter().find(|one| one.user == *user);
        named.map_or_else(|| user.to_string(), |one| one.name.clone())
    };
    let drawn: Vec<String> = draw.drawn.iter().map(name).collect();
    let excluded: Vec<String> =
        draw.excluded.iter().map(|one| format!("{}（{}）", one.name, one.reason)).collect();
    let excluded =
        if excluded.is_empty() { String::new() } else { format!("排除：{}。", excluded.join("、")) };
    format!(
        "{}从{}名候选专家中随机抽中{}。{excluded}随机种子：{}（按“种子、换行、账户编号”的 SM3 从小到大排序，任何人可以重算）。",
        zh_date(draw.on),
        draw.pool.len(),
        drawn.join("、"),
        draw.seed
    )
}

fn opinion(invited: &Invited) -> Option<Value> {
    let Invitation::Answered { on, opinion: Some(said) } = &invited.state else { return None };
    let reasons = paragraphs(&said.reasons).into_iter().map(str::to_owned);
    let conclusion = format!("{}。{}", said.stand.name_zh(), said.conclusion);
    Some(json!({
        "by": invited.name,
        "post": "专家",
        "stand": conclusion,
        "paragraphs": reasons.collect::<Vec<_>>(),
        "signature": signature("专家", &invited.name, Some((&said.way, *on))),
    }))
}

fn other(invited: &Invited) -> Option<String> {
    match &invited.state {
        Invitation::Waiting => Some(format!("{}：尚未答复。", invited.name)),
        Invitation::Declined { on, ground, .. } => {
            Some(format!("{}：{}说明不能参加（{}）。", invited.name, zh_date(*on), ground.name_zh()))
        }
        Invitation::Answered { .. } => None,
    }
}

/// 案审会纪要: the meeting, every signed opinion, dissent in its own words, the resolution, which is advice.
pub fn minutes(case: &Case, id: &str) -> Option<Value> {
    let held = case.review(id)?;
    let minutes = held.minutes.as_ref()?;
    let convening = &held.plan.convening;
    let text = |said: &str| paragraphs(said).into_iter().map(str::to_owned).collect::<Vec<_>>();
    let chair = held.members.first().map_or("", |member| member.name.as_str());
    let opening = format!(
        "{}，{}在{}主持召开{}，审议{}一案（案号：{}）。",
        zh_date(minutes.text.held_on),
        chair,
        convening.place,
        convening.kind.name_zh(),
        matter(case, &held.brief),
        held.brief.number
    );
    let question = text(&convening.question).into_iter().chain(titles(&held.plan.materials));
    let tally = held.tally();
    let count =
        format!("同意拟办意见{}人，不同意{}人，另提意见{}人。", tally.agree, tally.disagree, tally.otherwise);
    let mut sections = vec![
        json!({ "heading": "提请审议的问题和拟办意见", "paragraphs": question.collect::<Vec<_>>() }),
        json!({ "heading": "会议讨论", "paragraphs": text(&minutes.text.text) }),
        json!({ "heading": "成员署名意见", "paragraphs": [count], "opinions": held.opinions.iter().map(|one| view(held, one)).collect::<Vec<_>>() }),
    ];
    let dissent: Vec<String> = held.opinions.iter().filter_map(|one| dissent(held, one)).collect();
    if !dissent.is_empty() {
        sections.push(json!({ "heading": "不同意见（照录）", "paragraphs": dissent }));
    }
    sections.push(resolution(held));
    let own = json!({
        "mark": format!("{}纪要", convening.kind.name_zh()),
        "title": format!("关于{}一案的审议纪要", held.brief.act.title),
        "opening": opening,
        "sections": sections,
        "attendance": attendance(held),
        "confirmations": confirmations(held),
        "note": "审议意见供作出决定时参考；决定由复议机关负责人同意或者集体讨论后另行作出（《行政复议法》第六十一条）。",
        "dated_on": held.stage.over_on().unwrap_or(minutes.text.held_on),
    });
    Some(with_head(case, own))
}

fn name_of<'a>(held: &'a CaseReview, user: &'a UserId) -> &'a str {
    held.member(user).map_or(user.as_str(), |member| member.name.as_str())
}

fn view(held: &CaseReview, one: &MemberOpinion) -> Value {
    let name = name_of(held, &one.user);
    let own = match one.view.stand {
        // The dissent stands below, word for word.
        ReviewStand::Agree => paragraphs(&one.view.reasons),
        ReviewStand::Disagree | ReviewStand::Otherwise => Vec::new(),
    };
    json!({
        "by": name,
        "post": held.member(&one.user).map(|member| member.post.as_str()),
        "stand": one.view.stand.name_zh(),
        "paragraphs": own,
        "signature": signature("成员", name, Some((&one.view.way, one.on))),
    })
}

fn dissent(held: &CaseReview, one: &MemberOpinion) -> Option<String> {
    (one.view.stand != ReviewStand::Agree).then(|| {
        let said =
            format!("{}（{}）：{}", name_of(held, &one.user), one.view.stand.name_zh(), one.view.reasons);
        match one.view.proposal.as_deref() {
            Some(proposal) => format!("{}。另提的意见是：{proposal}", said.trim_end_matches('。')),
            None => said,
        }
    })
}

fn resolution(held: &CaseReview) -> Value {
    let told = match &held.resolution {
        Some(resolved) => {
            let by = format!("{}于{}归纳形成：", name_of(held, &resolved.by), zh_date(resolved.on));
            std::iter::once(by).chain(paragraphs(&resolved.text).into_iter().map(str::to_owned)).collect()
        }
        None => vec!["尚未形成审议意见。".to_owned()],
    };
    json!({ "heading": "审议意见", "paragraphs": told })
}

/// Who was there, who was not and why, who had stepped aside.
fn attendance(held: &CaseReview) -> Vec<Value> {
    let present: Vec<String> = held
        .present()
        .map(|user| {
            let post = held.member(user).map(|member| format!("（{}）", member.post)).unwrap_or_default();
            format!("{}{post}", name_of(held, user))
        })
        .collect();
    let recused: Vec<String> =
        held.recused.iter().map(|one| format!("{}（{}）", one.name, one.reason)).collect();
    let absent = held.minutes.as_ref().and_then(|minutes| minutes.text.absences.clone());
    let mut lines = vec![fact("出席", present.join("、"))];
    lines.extend(absent.map(|said| fact("请假", said)));
    if !recused.is_empty() {
        lines.push(fact("回避", recused.join("、")));
    }
    lines
}

fn confirmations(held: &CaseReview) -> Vec<String> {
    let confirmed = held.minutes.iter().flat_map(|minutes| &minutes.confirmed);
    let line = |one: &huajie_law::case_review::Confirmed| {
        let remark = one.remark.as_deref().map(|said| format!("，说明：{said}")).unwrap_or_default();
        format!("{}于{}确认{remark}", name_of(held, &one.user), zh_date(one.on))
    };
    confirmed.map(line).collect()
}
