//! A reconsideration run here, in words, as this reader may see it. For the file page. Not here: the public sentences (the law's).

pub(crate) mod asked;
mod hearing;

use super::file::Shown;
use crate::{ui::parts::Fact, words};
use huajie_law::{
    Actor, AnyMatter, File, Law, MatterId,
    calendar::zh_date,
    reconsideration::{AgencyEvidence, DraftOpinion, Holding, Notice, Published, Reconsideration},
};
use jiff::civil::Date;

/// A section of the file page for it.
pub fn shown(
    file: &File,
    actor: &Actor,
    law: &Law,
    today: Date,
    joined: &[(MatterId, Fact)],
) -> Option<Shown> {
    let Some(AnyMatter::Reconsideration(held)) = &file.matter else { return None };
    let (held, _) = held.caught_up(law, today);
    let seen = held.visible(actor);
    let mut facts = vec![
        Fact::new("案号", seen.number.clone()),
        Fact::new("阶段", stage(&seen, law)),
        Fact::new("复议机关", law.directory.name_of(&seen.bodies.body))
            .note(format!("办理：{}", law.directory.name_of(&seen.bodies.office))),
        Fact::new("申请", application(&seen)),
    ];
    facts.extend(receipt(&seen, law, today));
    facts.extend(joined.iter().filter(|(id, _)| *id == file.id).map(|(_, fact)| fact.clone()));
    facts.extend(trial(&seen, law));
    facts.extend(along(&seen, law));
    facts.extend(ending(&seen, law));
    facts.extend(seen.left_after_withdrawal(law, today).map(|left| Fact::new("撤回以后", left)));
    facts.extend(seen.left_after_dismissal(law, today).map(|left| Fact::new("驳回申请以后", left)));
    let insider = held.is_insider(actor);
    let papers = seen.notices.iter().map(|notice| service(notice, &seen, insider, law));
    let papers: Vec<String> = papers.collect();
    if !papers.is_empty() {
        facts.push(Fact::new("送达", papers.join("\n")));
    }
    let internal = if insider { drafts(&seen) } else { Vec::new() };
    Some(Shown {
        heading: "行政复议".into(),
        facts: facts.into_iter().collect(),
        draws: Vec::new(),
        confidential: internal,
        confidential_to: "只有复议办案人员能看到",
    })
}

/// And what suits make of it, once it is decided.
fn stage(held: &Reconsideration, law: &Law) -> String {
    let sued = held.sued_zh(law).map(|said| format!("；{said}"));
    format!("{}{}", held.stage.name_zh(), sued.unwrap_or_default())
}

pub(crate) fn application(held: &Reconsideration) -> String {
    let application = &held.application;
    let requests: Vec<_> = application.requests.iter().map(|one| one.name_zh()).collect();
    let mut lines = vec![
        format!("{}收到，{}", zh_date(application.received_on), application.way.name_zh()),
        format!("请求{}", requests.join("、")),
    ];
    lines.extend(application.late_reason.as_ref().map(|why| format!("过了期限的理由：{why}")));
    lines.extend(application.compensation_fen.map(|fen| format!("一并请求赔偿 {}", words::yuan(fen))));
    lines.extend(application.rule.as_ref().map(|rule| format!("一并申请审查：{rule}")));
    lines.extend(application.wants_hearing.then(|| "请求听证".to_owned()));
    lines.extend(application.willing_to_mediate.then(|| "愿意接受调解".to_owned()));
    lines.join("\n")
}

pub(crate) fn receipt(held: &Reconsideration, law: &Law, today: Date) -> Vec<Fact> {
    let mut facts = Vec::new();
    // 28条: nobody is to find out by himself that the department complained of works on the case.
    facts.extend(held.choice_of_body_zh(law, today).map(|said| Fact::new("由谁复议", said)));
    facts.extend(held.supplement.as_ref().map(|asked| {
        let received = asked.received_on.map(|on| format!("，{}收到", zh_date(on))).unwrap_or_default();
        let said = asked.said.as_ref().map(|said| format!("\n补正：{said}")).unwrap_or_default();
        Fact::new("补正", format!("{}通知{received}\n{}{said}", zh_date(asked.asked_on), asked.items))
    }));
    facts.extend(held.acceptance.as_ref().map(|accepted| {
        let how = if accepted.deemed { "审查期满，视为受理" } else { "受理" };
        Fact::new("受理", format!("{}{how}，{}", zh_date(accepted.on), accepted.procedure.name_zh()))
    }));
    facts.extend(held.refused.as_ref().map(|refused| {
        let competent = refused.competent.as_ref().map(|body| format!("\n有管辖权的机关：{body}"));
        let text =
            format!("{}：{}{}", refused.ground.name_zh(), refused.reason, competent.unwrap_or_default());
        Fact::new("不予受理", text).note(refused.ground.article())
    }));
    facts
}

pub(crate) fn trial(held: &Reconsideration, law: &Law) -> Vec<Fact> {
    let mut facts: Vec<Fact> = hearing::forwarded(held, law).into_iter().collect();
    if !held.handlers.is_empty() {
        let name = |user: &huajie_law::UserId| {
            law.directory.officer(user).map_or(user.to_string(), |officer| officer.name.clone())
        };
        facts.push(Fact::new("复议人员", held.handlers.iter().map(name).collect::<Vec<_>>().join("、")));
    }
    facts.extend(asked::challenges(held, law));
    facts.extend(held.reply.as_ref().map(|reply| {
        let mut lines = vec![format!("{}{}", zh_date(reply.on), if reply.late { "，逾期" } else { "" })];
        lines.push(reply.text.clone());
        let brought = |one: &AgencyEvidence| {
            let late = if held.is_formed_late(one) { "，受理以后才形成" } else { "" };
            format!("{}（{}形成{late}）", one.title, zh_date(one.formed_on))
        };
        lines.extend(reply.evidence.iter().map(brought));
        for added in &reply.added {
            let because = added.agreed_because.as_ref().map(|why| format!("（{why}）")).unwrap_or_default();
            lines.push(format!("{}{because}：{}", added.told_zh(), added.text));
            lines.extend(added.evidence.iter().map(brought));
        }
        Fact::new("被申请人答复", lines.join("\n"))
    }));
    facts.extend(held.halts.iter().map(|halt| {
        let ordered = halt.ordered_by.as_ref().map(|body| format!("（{body}责令）")).unwrap_or_default();
        let to = match halt.to.map(zh_date) {
            None => "尚未恢复".to_owned(),
            Some(on) if held.is_resumed(halt) => format!("{on}恢复{ordered}"),
            // 41条5项、73条: it ended with the reconsideration.
            Some(on) => format!("到{on}复议终结时没有恢复"),
        };
        Fact::new("中止", format!("{}起，{to}\n{}", zh_date(halt.from), halt.ground.zh()))
            .note(halt.ground.article())
    }));
    facts.extend(held.prolongation.as_ref().map(|prolonged| {
        let told = match (held.told_of_prolongation(law), held.prolonged_on(law)) {
            (Some(on), Some(_)) => format!("{}告知各方", zh_date(on)),
            (Some(on), None) => format!("{}才告知各方，原来的期限已经届满，不算数", zh_date(on)),
            (None, _) => "还没有告知各方，不算数".to_owned(),
        };
        Fact::new("延长", format!("{}批准延长 {} 日，{told}", zh_date(prolonged.on), prolonged.days))
    }));
    let overdue = held.overdue_suit_since_zh(law).filter(|_| held.stage.over_on().is_none());
    facts.extend(overdue.map(|why| Fact::new("逾期不作决定的起诉期限", why)));
    facts
}

/// Addresses, hearings, agents, stays, the review of a rule, withdrawal.
pub(crate) fn along(held: &Reconsideration, law: &Law) -> Vec<Fact> {
    let mut facts: Vec<Fact> = held.sides().filter_map(|side| address(held, side, law)).collect();
    facts.extend(held.stated.iter().map(|one| {
        let who = format!("{}，{}", held.label(&one.side, law), zh_date(one.on));
        Fact::new("书面意见", format!("{who}\n{}", one.text))
    }));
    facts.extend(asked::hearings(held, law));
    facts.extend(held.hearings.iter().map(|hearing| hearing::told(hearing, held, law)));
    facts.extend(held.third_parties.iter().map(|one| {
        let electronic = if one.electronic_service { "，同意电子送达" } else { "" };
        let who = held.label(&one.side, law);
        Fact::new("第三人", format!("{who}：{}{electronic}", one.told_zh()))
    }));
    let acting = held.agents.iter().filter(|agent| agent.ended_on.is_none());
    facts.extend(acting.map(|agent| {
        let side = held.label(&agent.side, law);
        Fact::new(
            "代理人",
            format!("{side}：{}（{}，{}）", agent.label, agent.kind.name_zh(), agent.authority),
        )
    }));
    facts.extend(asked::stays(held, law));
    facts.extend(held.rule_reviews.iter().map(|review| {
        let done = review.concluded.as_ref();
        let done = done
            .map_or("正在审查".to_owned(), |done| format!("{}：{}", done.outcome.name_zh(), done.text));
        let answered = review.answered_on.map(|on| format!("\n{}收到答复、回复", zh_date(on)));
        let put_right = review.put_right.as_ref();
        let put_right =
            put_right.map(|done| format!("\n{}制定机关告知纠正：{}", zh_date(done.on), done.text));
        let more = [answered, put_right].into_iter().flatten().collect::<String>();
        let fact =
            Fact::new("附带审查", format!("{}（{}）\n{done}{more}", review.plan.rule, review.plan.maker));
        agreed(fact, review.concluded.as_ref().and_then(|done| done.agreed_by.as_ref()))
    }));
    facts.extend(held.withdrawal.as_ref().map(|asked| {
        let decided = match asked.allowed {
            None => "正在审查",
            Some(true) => "准予撤回",
            Some(false) => "不准予撤回",
        };
        Fact::new("申请撤回", format!("{}，{}，{decided}", zh_date(asked.on), asked.reason))
    }));
    facts
}

fn address(held: &Reconsideration, side: &str, law: &Law) -> Option<Fact> {
    let confirmed = held.address_of(side)?;
    let text = format!("{}：{}", held.label(side, law), confirmed.told_zh());
    Some(Fact::new("送达地址", text).note(format!("{}确认；登记送达时显示全文", zh_date(confirmed.on))))
}

fn ending(held: &Reconsideration, law: &Law) -> Vec<Fact> {
    let opinions = held.opinions.iter().map(|one| {
        let reported = one
            .reported_on
            .map_or("还没有报送纠正情况".to_owned(), |on| format!("{}报送纠正情况", zh_date(on)));
        let fact = Fact::new(one.kind.name_zh(), format!("{}，{reported}\n{}", zh_date(one.on), one.text));
        agreed(fact, one.agreed_by.as_ref())
    });
    let copied = held.copied.iter().map(|copy| {
        Fact::new("抄告", format!("{}抄告{}", zh_date(copy.on), copy.to_body)).note("《行政复议法》79条2款")
    });
    decision(held).into_iter().chain(opinions).chain(copied).chain(outcome(held, law)).collect()
}

/// Who of the body agreed, where that was written down.
fn agreed(fact: Fact, by: Option<&String>) -> Fact {
    match by {
        Some(by) => fact.note(format!("复议机关同意：{by}")),
        None => fact,
    }
}

/// What was decided or sealed.
pub(crate) fn decision(held: &Reconsideration) -> Vec<Fact> {
    let mut facts = Vec::new();
    facts.extend(held.decided.as_ref().map(|decided| {
        let holdings: Vec<String> = held.holdings().iter().map(holding).collect();
        let number = decided.number.as_deref().unwrap_or("（没有文号）");
        Fact::new("决定", format!("{}，{number}\n{}", zh_date(decided.on), holdings.join("\n")))
    }));
    facts.extend(held.issued_opinion().iter().flat_map(|opinion| gives_back(held, opinion)));
    facts.extend(
        held.statement
            .as_ref()
            .map(|sealed| Fact::new("调解书", format!("{}生效\n{}", zh_date(sealed.on), sealed.text))),
    );
    facts
}

/// What became of it.
pub(crate) fn outcome(held: &Reconsideration, law: &Law) -> Vec<Fact> {
    let mut facts = Vec::new();
    facts.extend(performed(held));
    facts.extend(held.reports.iter().map(|said| {
        let of = held.duties().into_iter().filter(|duty| said.of.contains(&duty.key));
        let of = of.map(|duty| duty.label_zh()).collect::<Vec<_>>().join("、");
        let told = format!("{}，{}：{of}", held.label_on(&said.side, said.on, law), zh_date(said.on));
        let words = (!said.text.is_empty()).then(|| format!("\n{}", said.text));
        Fact::new("反映没有履行", told + &words.unwrap_or_default())
    }));
    facts.extend(held.measures.iter().map(|one| {
        let until = one.until.map(|on| format!("，最迟{}", zh_date(on))).unwrap_or_default();
        let about = Some(held.pressed_for_zh(one)).filter(|about| !about.is_empty());
        let about = about.map(|about| format!("针对{about}：")).unwrap_or_default();
        let said = format!("{}，{about}{}{until}", zh_date(one.on), one.text);
        agreed(Fact::new(one.measure.name_zh(), said), one.agreed_by.as_ref())
    }));
    facts.extend(held.enforced.map(|(on, by)| {
        let against = held.enforced_against.iter().map(|side| held.label(side, law));
        let against = against.map(|who| format!("；被执行人：{who}")).collect::<String>();
        Fact::new("强制执行", format!("{}，{}{against}", zh_date(on), by.name_zh()))
    }));
    facts.extend(held.published.iter().flat_map(published));
    facts.extend(held.terminated.as_ref().map(|ended| {
        let agreed = ended.agreed_by.as_ref().map(|by| format!("\n复议机关同意：{by}")).unwrap_or_default();
        Fact::new("终止", format!("{}，{}{agreed}", zh_date(ended.on), ended.reason))
            .note(ended.ground.article())
    }));
    facts
}

/// What the agency has to do by the decision, each with its own day, and what of it is done.
fn performed(held: &Reconsideration) -> Option<Fact> {
    let each = held.duties().into_iter().map(|duty| {
        let said = match (duty.performed_on, duty.by) {
            (Some(on), _) => format!("{}履行", zh_date(on)),
            (None, Some(by)) => format!("还没有登记履行，最迟{}", zh_date(by)),
            (None, None) => "还没有登记履行".to_owned(),
        };
        format!("{}——{said}", duty.label_zh())
    });
    let lines: Vec<String> = each.collect();
    match lines.is_empty() {
        true => held.performed_on.map(|on| Fact::new("履行", format!("{}履行", zh_date(on)))),
        false => Some(Fact::new("履行", lines.join("\n"))),
    }
}

/// The copy that the public reads, and every text that it read before.
fn published(copy: &Published) -> Vec<Fact> {
    let former = copy.former.iter().map(|old| {
        let days = format!("{}至{}公开", zh_date(old.on), zh_date(old.until));
        Fact::new("不再公开的副本", old.text.clone()).note(format!("{days}；{}", old.reason))
    });
    let shown = copy.withdrawn.is_none().then(|| {
        let address = copy.key().map(|key| format!("，公开页 /decisions/{key}")).unwrap_or_default();
        Fact::new("公开的副本", copy.text.clone()).note(format!("{}公开{address}", zh_date(copy.on)))
    });
    shown.into_iter().chain(former).collect()
}

/// 72条: what is paid, what was taken and is given back; what was decided of a claim that is not granted, too.
pub(crate) fn gives_back(held: &Reconsideration, opinion: &DraftOpinion) -> Vec<Fact> {
    let claimed = held.application.compensation_fen;
    let mut facts = Vec::new();
    facts.extend(opinion.compensation.as_ref().map(|said| {
        let mut lines = vec![match (said.granted, said.amount_fen) {
            (true, Some(fen)) => format!("给予赔偿 {}", words::yuan(fen)),
            (true, None) => "给予赔偿".to_owned(),
            (false, _) => "不予赔偿".to_owned(),
        }];
        lines.extend(said.reason.clone());
        let fact = Fact::new("赔偿", lines.join("\n"));
        match claimed {
            Some(claimed) => {
                let more = said.granted && said.amount_fen.is_some_and(|fen| fen > claimed);
                let more = if more { "，决定的比请求的多" } else { "" };
                fact.note(format!("请求赔偿 {}{more}", words::yuan(claimed)))
            }
            None => fact,
        }
    }));
    let restitution = opinion.restitution.as_deref().filter(|said| !said.trim().is_empty());
    facts.extend(restitution.map(|said| Fact::new("返还财产、解除措施", said)));
    facts
}

/// `撤销（64条），违反法定程序；责令重新作出`.
pub fn holding(holding: &Holding) -> String {
    let mut text = format!("{}，{}", holding.kind.name_zh(), holding.ground.name_zh());
    if let Some(content) = &holding.content {
        text.push_str(&format!("：{content}"));
    }
    if holding.redo {
        text.push_str("；责令重新作出");
    }
    if let Some(on) = holding.perform_by {
        text.push_str(&format!("，最迟{}", zh_date(on)));
    }
    format!("{text}（{}）", holding.ground.article())
}

/// How it went is for whoever serves; that it did not reach is for everybody who reads of the paper.
fn service(notice: &Notice, held: &Reconsideration, insider: bool, law: &Law) -> String {
    let each = notice.recipients.iter().map(|side| {
        let said = match notice.served(side, &law.calendar) {
            Some(served) => {
                let to = held.label_on(side, served.given_on, law);
                format!("{to} {}{}", zh_date(served.on), served.by.zh())
            }
            None => format!("{} 还没有送达", held.label_apart(side, law)),
        };
        let failed = notice.failed(side).map(|tried| {
            let how = tried.told_zh().filter(|_| insider).map(|how| format!("：{how}")).unwrap_or_default();
            format!("（{}{}没有送到{how}）", zh_date(tried.on), tried.by.zh())
        });
        said + &failed.collect::<String>()
    });
    let struck = notice.struck.iter().map(|one| {
        let to = held.label_on(&one.delivery.recipient, one.delivery.on, law);
        format!("{to}{}的记录已于{}作废（{}）", zh_date(one.delivery.on), zh_date(one.on), one.reason)
    });
    format!("{}：{}", notice.paper.name_zh(), each.chain(struck).collect::<Vec<_>>().join("，"))
}

/// For the office and the body alone.
fn drafts(held: &Reconsideration) -> Vec<Fact> {
    let draft = |draft: &huajie_law::reconsideration::Draft| {
        let holdings: Vec<String> = draft.opinion.holdings.iter().map(holding).collect();
        let resolved = draft.resolved.as_ref().map(|resolved| {
            let said = if resolved.approved { "同意" } else { "不同意" };
            let early = resolved.review_reason.as_ref();
            let early = early.map(|why| format!("\n没有等市长案审会的审议意见：{why}")).unwrap_or_default();
            format!("\n{}：{}{said}，{}{early}", resolved.resolving.name_zh(), resolved.by, resolved.opinion)
        });
        let text =
            format!("{}\n{}{}", holdings.join("\n"), draft.opinion.reasons, resolved.unwrap_or_default());
        Fact::new(format!("审查意见（{}，{}）", draft.by_name, zh_date(draft.on)), text)
    };
    let asked = held.consultations.iter().map(|asked| {
        let said = asked.opinion.as_ref().map_or("还没有意见", |opinion| opinion.text.as_str());
        Fact::new("委员会咨询", format!("问：{}\n答：{said}", asked.question))
    });
    held.drafts.iter().map(draft).chain(asked).chain(inquired(held)).collect()
}

/// What the office found out itself, and what it still has to (45条).
pub(super) fn inquired(held: &Reconsideration) -> impl Iterator<Item = Fact> {
    held.inquiries.iter().map(|inquiry| {
        let plan = &inquiry.plan;
        let mut lines = vec![format!("{}决定，要查清：{}", zh_date(inquiry.planned_on), plan.matters)];
        lines.extend(inquiry.record.as_ref().map(|record| {
            let taken: Vec<&str> = record.taken.iter().map(|paper| paper.title.as_str()).collect();
            let taken =
                if taken.is_empty() { String::new() } else { format!("\n取得：{}", taken.join("、")) };
            format!("{}{}\n{}{taken}", zh_date(record.on), record.outcome.name_zh(), record.text)
        }));
        lines.extend(inquiry.unsigned_because.as_ref().map(|why| format!("笔录没有签名：{why}")));
        Fact::new(format!("调查取证（{}）", plan.asked_zh()), lines.join("\n"))
    })
}
