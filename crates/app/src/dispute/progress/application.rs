//! What was handed in, as a party of it reads it: in the words in which it was registered, for the screen and for paper.

use super::acting::{acting, in_the_place_of};
use crate::{
    desk::evidence,
    http::{Trouble, Visit, html},
    office::Person,
    ui::{
        Page,
        parts::{Fact, Facts, Link},
    },
    words,
};
use askama::Template;
use axum::response::Response;
use huajie_law::{
    Actor, Event, Law, MatterId,
    calendar::zh_date,
    dispute::{ContestedAct, Dispute, DisputeEvent, Party, Registration},
    identity::{masked_id, masked_phone},
    reconsideration::Application,
};
use huajie_ledger::{Depth, Dossier, Scope, journal::Line};
use jiff::civil::Date;

#[derive(Template)]
#[template(path = "dispute/progress/application.html")]
struct ApplicationPage {
    page: Page,
    facts: Facts,
    parties: Facts,
    act: Facts,
    /// Heading and text, as they were written.
    said: Vec<(&'static str, String)>,
    reconsideration: Option<Facts>,
    /// What stands on file now where it is something else.
    corrected: Option<Facts>,
    files: Vec<Link>,
}

/// `GET /my/application`.
pub async fn show(visit: Visit) -> Result<Response, Trouble> {
    let (id, actor, dispute) = acting(&visit).await?;
    let (law, scope) = (visit.office.law(), Scope::from(&actor));
    let Dossier { files, history, .. } = visit.office.ledger.dossier(&scope, &id, Depth::WHOLE).await?;
    let handed_in = first_told(&history, &id).unwrap_or_else(|| dispute.registration.clone());
    let own: Vec<_> = files.into_iter().filter(|file| file.id == id).collect();
    let lying = evidence::lying_in(&visit.office, &own, &actor).await?;
    let link = |(id, document): (MatterId, huajie_law::Document)| {
        Link::new(format!("/my/{id}/evidence/{}", document.file), document.title)
    };
    let me = dispute.party(actor.standing.as_ref().map_or("", |standing| &standing.party));
    let myself = match me {
        Some(party) => visit.office.open_person(&party.particulars.person).await?,
        None => Person::default(),
    };
    let place = actor.agency().map(|authority| in_the_place_of(&actor, authority));
    let place = place.into_iter().flatten();
    let page = ApplicationPage {
        page: visit.page("登记时提交的内容"),
        facts: place.chain(about(&dispute, &handed_in, &law)).collect(),
        parties: parties(&dispute, &actor, &myself),
        act: act(&handed_in.act),
        said: vec![("希望怎样解决", handed_in.claims.clone()), ("经过和理由", handed_in.facts.clone())],
        reconsideration: handed_in.application.as_deref().map(requested),
        corrected: corrected(&handed_in, &dispute.registration),
        files: lying.into_iter().map(link).collect(),
    };
    Ok(html(&page))
}

/// As it was registered, whatever was put right since.
fn first_told(history: &[Line], id: &MatterId) -> Option<Registration> {
    let first = history.iter().find(|line| line.stream() == id.as_str() && line.event() == "registered")?;
    match first.fact().ok()? {
        Event::Dispute(DisputeEvent::Registered { registration, .. }) => Some(*registration),
        _ => None,
    }
}

fn day(on: Option<Date>) -> String {
    on.map_or_else(|| "没有写".to_owned(), zh_date)
}

fn about(dispute: &Dispute, said: &Registration, law: &Law) -> Vec<Fact> {
    let mut facts = vec![
        Fact::new("编号", dispute.number.clone()),
        Fact::new("登记日期", zh_date(dispute.registered_on)),
        Fact::new("从哪里来", said.source.name_zh()),
        Fact::new("最初提交日", zh_date(said.first_submitted_on)).note("转到哪里都保留"),
        Fact::new("被申请的单位", words::respondent(said, law)),
        Fact::new("想怎样办", said.wish.name_zh()),
    ];
    let helped = said.proxy.as_ref().map(|proxy| {
        Fact::new("谁代办的", format!("{}（{}）", proxy.name, law.directory.name_of(&proxy.organization)))
    });
    facts.extend(helped);
    let tried = (!said.tried.is_empty()).then(|| Fact::new("以前走过的程序", said.tried.told_zh()));
    facts.extend(tried);
    facts.extend(said.group.as_ref().map(|group| Fact::new("一共多少人", format!("{} 人", group.size))));
    facts.extend(said.amount_fen.map(|fen| Fact::new("涉及金额", words::yuan(fen))));
    facts
}

/// Oneself in full, but for the middle of numbers, since telephones are shared; everybody else as the file shows them.
fn parties(dispute: &Dispute, actor: &Actor, myself: &Person) -> Facts {
    let is_me = |party: &Party| actor.standing.as_ref().is_some_and(|standing| standing.party == party.key);
    let fact = |party: &Party| {
        let held = &party.particulars;
        let mut lines = Vec::new();
        if is_me(party) {
            let who = if actor.agency().is_some() { "您代理的当事人" } else { "您本人" };
            lines.push(format!("{}（{}，{who}）", myself.name, held.nature.name_zh()));
            let number = myself.number.as_deref().map(masked_id);
            lines.extend(number.map(|number| format!("证件号 {number}（{}）", held.identity.name_zh())));
            let head = myself.head.as_ref().zip(held.nature.head_title());
            lines.extend(head.map(|(head, title)| format!("{title} {head}")));
            lines.extend(myself.phone.as_deref().map(|phone| format!("电话 {}", masked_phone(phone))));
            lines.extend(myself.address.as_ref().map(|address| format!("地址 {address}")));
        } else {
            lines.push(format!("{}（{}）", held.label, held.nature.name_zh()));
            let head = held.head.as_ref().zip(held.nature.head_title());
            lines.extend(head.map(|(head, title)| format!("{title} {head}")));
        }
        let agent = held.agent.as_ref();
        let you = if is_me(party) && actor.agency().is_some() { "，就是您" } else { "" };
        lines.extend(
            agent.map(|agent| format!("代理人 {}（{}{you}）", agent.label, agent.authority.name_zh())),
        );
        let fact = Fact::new(held.standing.name_zh(), lines.join("\n"));
        match party.former.last() {
            Some(former) => fact.note(match &former.succeeded {
                Some(succeeded) => format!("{}起{}", zh_date(former.corrected_on), succeeded.told_zh()),
                None => format!("{}更正过", zh_date(former.corrected_on)),
            }),
            None => fact,
        }
    };
    dispute.parties.iter().map(fact).collect()
}

fn act(act: &ContestedAct) -> Facts {
    let made = if act.is_inaction() { "哪天递交的申请" } else { "决定哪天作出" };
    let mut facts = vec![
        Fact::new("一句话说", act.title.clone()),
        Fact::new("类别", act.kind.name_zh()),
        Fact::new("文号", act.document_number.clone().unwrap_or_else(|| "没有写".into())),
        Fact::new(made, day(act.made_on)),
        Fact::new("哪天知道", day(act.known_on)),
        Fact::new("对方告诉过怎样申诉吗", act.told.name_zh()),
    ];
    let ticked = [
        (act.on_the_spot, "当场作出的处罚"),
        (act.by_monitoring, "根据监控设备的记录作出"),
        (act.unanswered, "申请以后一直没有答复"),
        (act.real_estate, "和房屋、土地等不动产有关"),
    ];
    let ticked: Vec<&str> = ticked.into_iter().filter(|(yes, _)| *yes).map(|(_, words)| words).collect();
    facts.extend((!ticked.is_empty()).then(|| Fact::new("另外", ticked.join("\n"))));
    facts.into_iter().collect()
}

fn requested(said: &Application) -> Facts {
    let requests: Vec<&str> = said.requests.iter().map(|request| request.name_zh()).collect();
    let yes = |yes: bool, words: &str| yes.then(|| words.to_owned());
    let also = [
        yes(said.wants_hearing, "请求听证"),
        yes(said.electronic_service, "同意电子送达"),
        yes(said.willing_to_mediate, "愿意调解"),
    ];
    let also: Vec<String> = also.into_iter().flatten().collect();
    let mut facts = vec![Fact::new("复议请求", requests.join("\n"))];
    facts.extend(said.grounds.clone().map(|text| Fact::new("另外的理由", text)));
    facts.extend(said.late_reason.clone().map(|text| Fact::new("为什么过了期限才申请", text)));
    facts.extend(said.compensation_fen.map(|fen| Fact::new("一并请求赔偿", words::yuan(fen))));
    facts.extend(said.rule.clone().map(|text| Fact::new("一并请求审查的文件", text)));
    facts.extend((!also.is_empty()).then(|| Fact::new("另外", also.join("\n"))));
    facts.into_iter().collect()
}

/// What was put right by the counter, as it stands now.
fn corrected(then: &Registration, now: &Registration) -> Option<Facts> {
    let made = if now.act.is_inaction() { "哪天递交的申请" } else { "决定哪天作出" };
    let number = |act: &ContestedAct| act.document_number.clone().unwrap_or_else(|| "没有写".into());
    let amount = |fen: Option<i64>| fen.map_or_else(|| "没有写".to_owned(), words::yuan);
    let tried = |said: &Registration| match said.tried.is_empty() {
        true => "没有".to_owned(),
        false => said.tried.told_zh(),
    };
    let pairs = [
        ("一句话说", then.act.title.clone(), now.act.title.clone()),
        ("类别", then.act.kind.name_zh().to_owned(), now.act.kind.name_zh().to_owned()),
        ("文号", number(&then.act), number(&now.act)),
        (made, day(then.act.made_on), day(now.act.made_on)),
        ("哪天知道", day(then.act.known_on), day(now.act.known_on)),
        ("以前走过的程序", tried(then), tried(now)),
        ("涉及金额", amount(then.amount_fen), amount(now.amount_fen)),
        ("希望怎样解决", then.claims.clone(), now.claims.clone()),
        ("经过和理由", then.facts.clone(), now.facts.clone()),
    ];
    let changed = pairs.into_iter().filter(|(_, then, now)| then != now);
    let facts: Vec<Fact> = changed.map(|(label, _, now)| Fact::new(label, now)).collect();
    (!facts.is_empty()).then(|| facts.into_iter().collect())
}
