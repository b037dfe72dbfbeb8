//! Consultations and case reviews in words, as this reader may see them. Not here: who sees what (the law's views).

use super::file::Shown;
use crate::ui::parts::Fact;
use huajie_law::{
    Actor, AnyMatter, Event, File, Law,
    calendar::zh_date,
    case_review::CaseReview,
    consultation::{Consultation, Draw, Hearing, Invitation, Invited, Stage, Viewer},
};

/// A section of the file page for it, if it is one of these.
pub fn shown(file: &File, actor: &Actor, law: &Law) -> Option<Shown> {
    match file.matter.as_ref()? {
        AnyMatter::Consultation(held) => Some(consultation(held, actor, law)),
        AnyMatter::CaseReview(held) => Some(case_review(held, actor, law)),
        _ => None,
    }
}

fn consultation(held: &Consultation, actor: &Actor, law: &Law) -> Shown {
    let seen = held.visible(actor);
    let request = &seen.plan.request;
    let (answered, wanted) = held.answered();
    let mut facts = vec![Fact::new("阶段", held.stage.name_zh())];
    if held.viewer(actor) == Viewer::Side {
        facts.push(Fact::new("说明", held.told_zh()));
    } else {
        facts.extend([
            Fact::new("发起", format!("{}，{}", zh_date(held.opened_on), held.plan.by.name)),
            Fact::new("问题", request.question.clone()),
            Fact::new("答复期限", format!("{}止，已答复 {answered}/{wanted}", zh_date(request.due_on)))
                .note("发起时定的日子，不是法定期限；论证不收取报酬"),
        ]);
        facts.extend(told_in_the_application(&seen.plan.facts, request.grounds.as_deref()));
        facts.extend(replied(request.reply.as_deref()));
    }
    if let Stage::Closed { reason, .. } = &seen.stage
        && !reason.is_empty()
    {
        facts.push(Fact::new("提前结束的原因", reason.clone()));
    }
    facts.extend(seen.draws.iter().map(drawn));
    if !seen.invited.is_empty() {
        let line = |one: &huajie_law::consultation::Invited| format!("{}：{}", one.name, state(&one.state));
        facts.push(Fact::new("专家", seen.invited.iter().map(line).collect::<Vec<_>>().join("\n")));
    }
    facts.extend(seen.hearing.as_ref().map(|set| hearing(set, &seen, law)));
    facts.extend(seen.followed.as_ref().map(|followed| {
        Fact::new("是否采纳", format!("{}：{}", followed.followed.name_zh(), followed.reason))
    }));
    let opinions = opinions_text(&seen);
    let confidential = (!opinions.is_empty()).then(|| Fact::new("专家意见", opinions)).into_iter().collect();
    Shown {
        heading: format!("{}（第 {} 次）", request.form.name_zh(), held.brief.ordinal),
        facts: facts.into_iter().collect(),
        draws: seen.draws.iter().map(how_drawn).collect(),
        confidential,
        confidential_to: "只有办案人员和依职责归档、监督的人员能看到专家意见",
    }
}

fn named(draw: &Draw, user: &huajie_law::UserId) -> String {
    let found = draw.pool.iter().find(|one| one.user == *user);
    found.map_or(user.as_str(), |one| one.name.as_str()).to_owned()
}

/// Who was drawn, of how many.
fn drawn(draw: &Draw) -> Fact {
    let names: Vec<String> = draw.drawn.iter().map(|user| named(draw, user)).collect();
    let of = format!("{}从 {} 名符合条件的专家里抽中", zh_date(draw.on), draw.pool.len());
    let replays = if draw.replays() { "重算一致" } else { "重算不一致，请报告" };
    Fact::new("随机抽取", format!("{of}：{}", names.join("、"))).note(replays)
}

/// All that it takes to draw again.
fn how_drawn(draw: &Draw) -> Fact {
    let pool: Vec<String> = draw.pool.iter().map(|one| format!("{}（{}）", one.name, one.user)).collect();
    let excluded: Vec<String> =
        draw.excluded.iter().map(|one| format!("{}（{}）", one.name, one.reason)).collect();
    let excluded = if excluded.is_empty() { "没有".to_owned() } else { excluded.join("、") };
    let order = "次序：“种子、换行、账户编号”的 SM3 从小到大";
    let text = format!("候选：{}\n排除：{excluded}\n种子：{}\n{order}", pool.join("、"), draw.seed);
    Fact::new(format!("{}抽取", zh_date(draw.on)), text)
}

fn state(state: &Invitation) -> String {
    match state {
        Invitation::Waiting => "等待答复".to_owned(),
        Invitation::Declined { on, ground, note } => {
            let note = note.as_deref().map(|note| format!("，{note}")).unwrap_or_default();
            format!("{}说明不能参加：{}{note}", zh_date(*on), ground.name_zh())
        }
        Invitation::Answered { on, .. } => format!("{}签署意见", zh_date(*on)),
    }
}

/// 事实与理由: what who is asked has to know of what was applied for.
fn told_in_the_application(facts: &str, grounds: Option<&str>) -> Option<Fact> {
    let said = [Some(facts), grounds].into_iter().flatten().map(str::trim).filter(|said| !said.is_empty());
    let said = said.collect::<Vec<_>>().join("\n");
    (!said.is_empty()).then(|| Fact::new("事实与理由", said))
}

/// 答复, as the agency wrote it.
fn replied(said: Option<&str>) -> Option<Fact> {
    said.map(|said| Fact::new("被申请人答复", said.to_owned()))
}

/// To whom a notice went: the agency, a party; an expert by name, as far as this reader may know who was drawn.
fn notified(side: &str, seen: &Consultation, law: &Law) -> String {
    let expert = seen.invited.iter().find(|one| one.user.as_str() == side);
    match expert {
        Some(expert) => format!("专家{}", expert.name),
        None if seen.sides().any(|known| known == side) => seen.brief.called(side, law).into_owned(),
        None => "专家".to_owned(),
    }
}

fn hearing(hearing: &Hearing, seen: &Consultation, law: &Law) -> Fact {
    let at = hearing.starts_at;
    let when = format!("{} {:02}:{:02} {}", zh_date(at.date()), at.hour(), at.minute(), hearing.place);
    let mut lines = vec![when, format!("参加：{}", hearing.participants)];
    lines.extend(hearing.notices.iter().map(|notice| {
        let whom = notified(&notice.side, seen, law);
        format!("通知{whom}：{}，{}", zh_date(notice.served_on), notice.way.name_zh())
    }));
    lines.extend(hearing.held.as_ref().map(|held| {
        format!("{}举行，到场：{}\n笔录：{}", zh_date(held.held_on), held.present, held.minutes)
    }));
    Fact::new("听证", lines.join("\n"))
}

/// All opinions that are in the file as it was given.
pub fn opinions_text(seen: &Consultation) -> String {
    seen.invited.iter().filter_map(Invited::signed_zh).collect::<Vec<_>>().join("\n\n")
}

fn case_review(held: &CaseReview, actor: &Actor, law: &Law) -> Shown {
    use huajie_law::case_review::Viewer;
    let seen = held.visible(actor);
    let mut facts = vec![Fact::new("阶段", held.stage.name_zh())];
    if held.viewer(actor) == Viewer::Side {
        facts.push(Fact::new("说明", held.stage.told_zh()));
    } else {
        facts.extend([
            Fact::new("提请审议", seen.plan.convening.question.clone()),
            Fact::new("时间地点", format!("{} {}", zh_date(held.meets_on), held.plan.convening.place)),
            Fact::new("成员", members(held)),
        ]);
        facts.extend(told_in_the_application(&seen.plan.facts, seen.plan.convening.grounds.as_deref()));
        facts.extend(replied(seen.plan.convening.reply.as_deref()));
        facts.extend(held.served_on.map(|on| {
            let late = if held.served_late(law) { "，晚于会前三个工作日" } else { "" };
            Fact::new("材料送达", format!("{}{late}", zh_date(on))).note("本市议事规则的设定，不是法定期限")
        }));
    }
    let recused = seen.recused.iter().map(|one| format!("{}：{}", one.name, one.reason));
    let recused: Vec<String> = recused.collect();
    if !recused.is_empty() {
        facts.push(Fact::new("回避", recused.join("\n")));
    }
    facts.extend(seen.resolution.as_ref().map(|resolved| {
        let tally = resolved.tally;
        Fact::new("审议意见", format!("{}：{}", zh_date(resolved.on), resolved.text)).note(format!(
            "同意 {}，不同意 {}，另提意见 {}；供参考，决定另行作出（复议法 61 条）",
            tally.agree, tally.disagree, tally.otherwise
        ))
    }));
    let mut confidential = Vec::new();
    if !seen.opinions.is_empty() {
        confidential.push(Fact::new("署名意见", seen.views_zh()));
    }
    confidential
        .extend(seen.minutes.as_ref().map(|minutes| Fact::new("会议纪要", minutes_text(held, minutes))));
    Shown {
        heading: format!("{}（第 {} 次）", held.plan.convening.kind.name_zh(), held.brief.ordinal),
        facts: facts.into_iter().collect(),
        draws: Vec::new(),
        confidential,
        confidential_to: "只有案审会成员、承办机构的人员和依职责归档、监督的人员能看到",
    }
}

fn members(held: &CaseReview) -> String {
    let member = |(at, one): (usize, &huajie_law::case_review::Member)| {
        let chair = if at == 0 { "，主持" } else { "" };
        let signed = if held.opinion_of(&one.user).is_some() { "已签署意见" } else { "未签署意见" };
        format!("{}（{}{chair}）：{signed}", one.name, one.post)
    };
    held.members.iter().enumerate().map(member).collect::<Vec<_>>().join("\n")
}

fn name_of<'a>(held: &'a CaseReview, user: &'a huajie_law::UserId) -> &'a str {
    held.member(user).map_or(user.as_str(), |member| member.name.as_str())
}

fn minutes_text(held: &CaseReview, minutes: &huajie_law::case_review::Minutes) -> String {
    let present: Vec<&str> = minutes.text.present.iter().map(|user| name_of(held, user)).collect();
    let absent =
        minutes.text.absences.as_deref().map(|said| format!("\n没有到会：{said}")).unwrap_or_default();
    let confirmed = minutes.confirmed.iter().map(|one| {
        let remark = one.remark.as_deref().map(|said| format!("：{said}")).unwrap_or_default();
        format!("{}{}确认{remark}", name_of(held, &one.user), zh_date(one.on))
    });
    let confirmed: Vec<String> = confirmed.collect();
    format!(
        "{}召开，到会：{}{absent}\n{}\n{}",
        zh_date(minutes.text.held_on),
        present.join("、"),
        minutes.text.text,
        confirmed.join("\n")
    )
}

/// Whether this reader may learn of it in the timeline: who drew out, what was thought and said is not for the sides.
pub fn may_know(fact: &Event, file: &File, actor: &Actor) -> bool {
    match (fact, &file.matter) {
        (Event::Consultation(event), Some(AnyMatter::Consultation(held))) => {
            !event.is_confidential() || held.viewer(actor) == Viewer::Team
        }
        (Event::CaseReview(event), Some(AnyMatter::CaseReview(held))) => {
            use huajie_law::case_review::Viewer;
            !event.is_confidential() || matches!(held.viewer(actor), Viewer::Office | Viewer::Member)
        }
        _ => true,
    }
}
