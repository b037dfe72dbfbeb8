//! A mediation in words: who agreed, who sits at the table, what was said together, what was agreed. The same words on the
//! file page, above every signature, and on the citizen's own page. Not here: what this reader may see (the law's view).

use crate::{ui::parts::Fact, words};
use huajie_law::{
    Actor, Law,
    calendar::zh_date,
    dispute::ContestedAct,
    mediation::{
        Agreement, Disclosure, HeadAttendance, Mediation, MediationEvent, Minutes, Session, SessionForm,
        Signature, SignatureWay, Viewer,
    },
    performance::{Line, LineState, Performance},
    reconsideration::Reconsideration,
};
use jiff::civil::{Date, DateTime};

pub fn consents(held: &Mediation, law: &Law) -> String {
    // Whoever left is named too.
    let left = held.absent().map(|left| left.party.as_str());
    let said = held.sides().chain(left).map(|side| {
        let answer = held.consents.get(side).map_or_else(
            || "还没有表示".to_owned(),
            |consent| {
                let signed = consent.signature.as_ref().map(|one| {
                    let agent = agents_hand(one, held).map(|agent| format!("，代理人{agent}签"));
                    format!("{}{}", agent.unwrap_or_default(), stood_by(one, law))
                });
                let signed = signed.unwrap_or_default();
                let (answer, way) = (consent.answer.name_zh(), consent.way.name_zh());
                let withdrawn = consent.withdrawn_on.map(|on| format!("；{}撤回同意", zh_date(on)));
                format!("{answer}（{way}，{}{signed}）{}", zh_date(consent.on), withdrawn.unwrap_or_default())
            },
        );
        let gone = held.left_by(side).map(|left| format!("；{}起不参加这次调解", zh_date(left.on)));
        let said_on = held.consents.get(side).map(|consent| consent.on);
        let who = said_on.map_or_else(|| held.label(side, law), |on| held.told_on(side, on, law));
        format!("{who}：{answer}{}", gone.unwrap_or_default())
    });
    said.collect::<Vec<_>>().join("\n")
}

/// Where they met last: the next talk is there too, unless somebody says otherwise.
pub fn last_place(held: &Mediation) -> String {
    held.sessions.iter().rev().find_map(|session| session.place.clone()).unwrap_or_default()
}

/// The table without what the house thought about it.
pub fn seats(team: &huajie_law::mediation::Team, law: &Law) -> String {
    let name = |user: &huajie_law::UserId| {
        law.directory.officer(user).map_or("空缺", |officer| officer.name.as_str()).to_owned()
    };
    let seat = |user: &Option<huajie_law::UserId>| user.as_ref().map_or_else(|| "空缺".to_owned(), name);
    let members: Vec<_> = team
        .members
        .iter()
        .map(|member| format!("{}（{}）", name(&member.user), member.role.name_zh()))
        .collect();
    format!(
        "指导法官：{}\n主调人：{}\n成员：{}",
        seat(&team.guiding_judge),
        seat(&team.lead_mediator),
        members.join("、")
    )
}

/// The table, and why it differs from the suggestion.
pub fn team(team: &huajie_law::mediation::Team, law: &Law) -> String {
    let reason =
        team.override_reason.as_ref().map(|reason| format!("\n与建议不同：{reason}")).unwrap_or_default();
    format!("{}{reason}", seats(team, law))
}

/// What those at the table disclosed about themselves, and what became of each challenge, as this view has it.
pub fn disclosed(seen: &Mediation, law: &Law) -> Vec<Fact> {
    let name = |user| law.directory.officer(user).map_or("工作人员", |one| one.name.as_str()).to_owned();
    let said = |one: &Disclosure| {
        let how = one.said.as_ref().map(|how| format!("（代记：{how}）")).unwrap_or_default();
        let again =
            if seen.is_outdated(one) { "（这以后又有人参加，还要再说明）" } else { "" };
        format!("{}{how}{again}", one.says())
    };
    let said = seen
        .disclosures
        .iter()
        .map(|one| Fact::new("披露", format!("{}（{}）：{}", name(&one.user), zh_date(one.on), said(one))));
    let decided = seen.challenges.iter().map(|one| {
        let outcome = match &one.decided {
            Some(decision) => {
                let word = if decision.upheld { "应当回避" } else { "不需要回避" };
                format!("{}决定：{word}。{}", zh_date(decision.on), decision.reason)
            }
            None => "正在审查".to_owned(),
        };
        Fact::new("回避", format!("{}：{outcome}", name(&one.of)))
    });
    said.chain(decided).collect()
}

/// When and where, with whom.
pub fn when(session: &Session, held: &Mediation, law: &Law) -> String {
    format!(
        "{} {}（{}）",
        moment(session.starts_at),
        place(session.place.as_deref()),
        with(session, held, law)
    )
}

/// When, with whom: as a talk is chosen from a list.
pub fn time_and_form(session: &Session, held: &Mediation, law: &Law) -> String {
    format!("{}（{}）", moment(session.starts_at), with(session, held, law))
}

pub fn with(session: &Session, held: &Mediation, law: &Law) -> String {
    match &session.form {
        SessionForm::Joint => "各方到场".to_owned(),
        SessionForm::Separate { party } => {
            format!("单独谈：{}", held.told_on(party, session.starts_at.date(), law))
        }
    }
}

/// `2026年3月5日 09:30`.
pub fn moment(at: DateTime) -> String {
    format!("{} {:02}:{:02}", zh_date(at.date()), at.hour(), at.minute())
}

/// The same beside a day that the reader knows: `今天 09:30`.
pub fn day_and_hour(at: DateTime, today: Date) -> String {
    match at.date() == today {
        true => format!("今天 {:02}:{:02}", at.hour(), at.minute()),
        false => moment(at),
    }
}

pub fn place(place: Option<&str>) -> &str {
    place.unwrap_or("视频")
}

/// That it was to be at another time, or is not to be at all, and why.
pub fn changes(session: &Session) -> Vec<String> {
    let moved = session.moved.iter().map(|moved| {
        let (on, at) = (zh_date(moved.on), moment(moved.starts_at));
        format!("{on}改期：原定{at} {}，{}", place(moved.place.as_deref()), moved.reason)
    });
    let cancelled = session.cancelled.iter().map(|gone| format!("{}取消：{}", zh_date(gone.on), gone.reason));
    moved.chain(cancelled).collect()
}

/// A session with everything on record about it: served, there, written down, signed.
pub fn session(session: &Session, held: &Mediation, law: &Law) -> String {
    let mut lines = vec![when(session, held, law)];
    lines.extend(changes(session));
    lines.extend(session.services.iter().map(|service| {
        let note = words::noted("，", service.note.as_deref());
        let proof = if service.proof.is_some() { "，有送达证明" } else { "" };
        format!(
            "送达{}：{}，{}{note}{proof}",
            held.told_on(&service.recipient, service.served_on, law),
            service.way.name_zh(),
            zh_date(service.served_on)
        )
    }));
    if let Some(attendance) = &session.attendance {
        let name = |side| held.told_on(side, session.starts_at.date(), law);
        let present: Vec<_> = attendance.present.iter().map(|side| name(side)).collect();
        let agents = attendance
            .agents
            .iter()
            .filter_map(|side| Some(format!("{}的代理人{}", name(side), held.agent_of(side)?)));
        let name = |user: &huajie_law::UserId| Some(law.directory.officer(user)?.name.clone());
        let team = attendance.team.iter().filter_map(name);
        let there = present.into_iter().map(std::borrow::Cow::into_owned).chain(agents).chain(team);
        lines.push(format!("到场：{}", there.collect::<Vec<_>>().join("、")));
        lines.extend(attendance.head.as_ref().map(|head| match head {
            HeadAttendance::Attended { name, post, spoke } => {
                let spoke = if *spoke { "发了言" } else { "没有发言" };
                format!("行政机关负责人：{name}（{post}）到场，{spoke}")
            }
            HeadAttendance::Absent { reason, deputy } => {
                let deputy = deputy.as_deref().map(|deputy| format!("，委托{deputy}")).unwrap_or_default();
                format!("行政机关负责人没有到场：{reason}{deputy}")
            }
        }));
    }
    lines.extend(session.minutes.as_ref().map(|minutes| self::minutes(minutes, held, law)));
    lines.join("\n")
}

/// Minutes that somebody who was there has not signed, as the file keeps it when it is closed. Of talks apart only that there are some:
/// whoever reads the journal need not know of them.
pub fn unsigned(held: &Mediation, law: &Law) -> Vec<String> {
    let waiting = held.sessions.iter().filter(|session| session.unsigned().next().is_some());
    let (apart, together): (Vec<_>, Vec<_>) = waiting.partition(|session| session.is_separate());
    let apart = (!apart.is_empty()).then(|| format!("单独谈话的笔录 {} 份", apart.len()));
    together.into_iter().map(|session| unsigned_talk(session, held, law)).chain(apart).collect()
}

/// 复议法61条2款: minutes of a hearing that have not come back signed, on which the decision rests.
pub fn unsigned_hearing(held: &Reconsideration) -> Vec<String> {
    let hearing = held.unsigned_hearing();
    hearing
        .map(|hearing| format!("{}的听证，笔录没有签字收存", moment(hearing.plan.starts_at)))
        .into_iter()
        .collect()
}

/// The same for whoever sees these talks.
pub fn unsigned_talks(seen: &Mediation, law: &Law) -> Vec<String> {
    let waiting = seen.sessions.iter().filter(|session| session.unsigned().next().is_some());
    waiting.map(|session| unsigned_talk(session, seen, law)).collect()
}

fn unsigned_talk(session: &Session, held: &Mediation, law: &Law) -> String {
    let who: Vec<_> = session.unsigned().map(|side| held.label(side, law)).collect();
    format!("{}的谈话，{}没有签", moment(session.starts_at), who.join("、"))
}

/// What is signed as minutes, corrections included.
pub fn minutes(minutes: &Minutes, held: &Mediation, law: &Law) -> String {
    let corrections = minutes.corrections.iter();
    let corrections: Vec<_> = corrections
        .map(|one| format!("补正（{}）：{}", held.told_on(&one.by, one.on, law), one.text))
        .collect();
    let signed = signed(&minutes.signatures, held, law);
    [vec![format!("笔录：{}", minutes.text)], corrections, vec![signed]].concat().join("\n")
}

/// The contested act by its name and number.
pub fn act_named(act: &ContestedAct) -> String {
    let number = act.document_number.as_deref().map(str::trim).filter(|number| !number.is_empty());
    let number = number.map(|number| format!("（{number}）")).unwrap_or_default();
    format!("原行政行为“{}”{number}", act.title)
}

/// What is signed as the agreement.
pub fn terms(agreement: &Agreement, held: &Mediation, law: &Law) -> String {
    // A draft is everybody's who sits there now.
    let name = |side| match agreement.effective_on {
        Some(on) => held.told_on(side, on, law),
        None => held.label(side, law),
    };
    let lines = agreement.obligations.iter().enumerate().map(|(at, obligation)| {
        let sum = obligation.amount_fen.map(|fen| format!("，{}", words::yuan(fen))).unwrap_or_default();
        let to = obligation.obligee.as_deref();
        let to = to.map(|to| format!("（对{}）", name(to))).unwrap_or_default();
        format!(
            "{}. {}{to}：{}{sum}，{}前",
            at + 1,
            name(&obligation.obligor),
            obligation.content,
            zh_date(obligation.due_on)
        )
    });
    let note = words::noted("，", agreement.disposition_note.as_deref());
    let act = format!("{}：{}{note}", act_named(&held.brief.act), agreement.disposition.name_zh());
    let ending = format!("结案方式：{}", agreement.ending.name_zh());
    lines.chain([act, ending]).collect::<Vec<_>>().join("\n")
}

/// The agreement with how far it has come.
pub fn agreement(agreement: &Agreement, held: &Mediation, law: &Law) -> String {
    let checked = match &agreement.legality {
        None => "还没有合法性审查".to_owned(),
        Some(checked) if checked.passed() => "合法性审查通过".to_owned(),
        Some(_) => "合法性审查没有通过，要修改".to_owned(),
    };
    let effective =
        agreement.effective_on.map_or_else(|| "尚未生效".to_owned(), |on| format!("{}生效", zh_date(on)));
    let missing: Vec<_> = held.missing_signatures().map(|side| held.label(side, law)).collect();
    let missing =
        if missing.is_empty() { String::new() } else { format!("还没签：{}；", missing.join("、")) };
    let signed = signed(&agreement.signatures, held, law);
    format!("{}\n{checked}\n{signed}；{missing}{effective}", terms(agreement, held, law))
}

fn signed(signatures: &[Signature], held: &Mediation, law: &Law) -> String {
    let by = |signature: &Signature| {
        let way = match signature.way {
            SignatureWay::Glass { .. } => "手写",
            SignatureWay::Code { .. } => "验证码",
            SignatureWay::Scan { .. } => "纸质扫描件",
        };
        let agent = agents_hand(signature, held).map(|agent| format!("代理人{agent}，")).unwrap_or_default();
        let who = held.told_on(&signature.party, signature.on, law);
        format!("{who}（{agent}{way}{}）", stood_by(signature, law))
    };
    match signatures {
        [] => "还没有人签字".to_owned(),
        some => format!("已签字：{}", some.iter().map(by).collect::<Vec<_>>().join("、")),
    }
}

/// The agent whose hand it is; before its name was kept, whoever acts for the party now.
fn agents_hand<'a>(signature: &'a Signature, held: &'a Mediation) -> Option<&'a str> {
    let agent = signature.agent.as_deref().or_else(|| held.agent_of(&signature.party));
    agent.filter(|_| signature.by_agent)
}

/// 当面签: before whom, on what day.
fn stood_by(signature: &Signature, law: &Law) -> String {
    let Some(user) = &signature.stood_by else { return String::new() };
    let name = law.directory.officer(user).map_or("工作人员", |officer| officer.name.as_str());
    format!("，{}当面签，身份证件已核对，{name}在场", zh_date(signature.on))
}

/// How every obligation stands, as this view has it.
pub fn performed(performance: &Performance, law: &Law) -> String {
    lines(performance, &performance.lines, law)
}

/// The same of some of them.
pub fn lines<'a>(performance: &Performance, of: impl IntoIterator<Item = &'a Line>, law: &Law) -> String {
    let line = |line: &Line| {
        let state = match &line.state {
            LineState::Open if line.fulfilments.iter().any(|done| done.partly) => "做了一部分".to_owned(),
            LineState::Open => "还没有做".to_owned(),
            LineState::Fulfilled { on } if line.is_disputed() => {
                format!("记录为{}做到了，有人反映没有，正在核实", zh_date(*on))
            }
            LineState::Fulfilled { on } => format!("{}做到了", zh_date(*on)),
            LineState::Broken { reason, .. } => match performance.pursued(line) {
                Some(asked) => format!("没有做到：{reason}（{}申请强制执行）", zh_date(asked.on)),
                None => format!("没有做到：{reason}"),
            },
        };
        let proofs = line.fulfilments.iter().filter(|done| done.proof.is_some()).count();
        let proofs = if proofs > 0 { format!("，凭证 {proofs} 份") } else { String::new() };
        let sum = line.obligation.amount_fen.map(|fen| format!("，{}", words::yuan(fen))).unwrap_or_default();
        let promised = format!(
            "{}：{}{sum}，{}前 —— {state}{proofs}",
            performance.between_as_signed(line, law),
            line.obligation.content,
            zh_date(line.obligation.due_on)
        );
        [vec![promised], recorded(performance, line, law)].concat().join("\n")
    };
    of.into_iter().map(line).collect::<Vec<_>>().join("\n")
}

/// What came of it and when; who said that it did not come, and what was done about it.
fn recorded(performance: &Performance, line: &Line, law: &Law) -> Vec<String> {
    let said_by = |side: Option<&str>, on| match side {
        Some(side) => format!("{}当面或者打电话反映没有履行，", performance.told_on(side, on, law)),
        None => String::new(),
    };
    let came = line.fulfilments.iter().filter(|done| done.partly || done.note.is_some()).map(|done| {
        let extent = if done.partly { "只履行了一部分" } else { "已经履行" };
        let note = words::noted("：", done.note.as_deref());
        (done.on, format!("　{}，{extent}{note}（{}记录）", zh_date(done.on), done.by))
    });
    let said = line.shortfalls.iter().map(|said| {
        let words = if said.words.is_empty() { String::new() } else { format!("：{}", said.words) };
        let papers = said.documents.len();
        let papers = if papers > 0 { format!("（材料 {papers} 份）") } else { String::new() };
        let by = performance.told_on(&said.by, said.on, law);
        (said.on, format!("　{}，{by}反映{}{words}{papers}", zh_date(said.on), said.extent.name_zh()))
    });
    let urged = line.urgings.iter().map(|urged| {
        let until = urged.until.map(|until| format!("，请在{}前履行", zh_date(until))).unwrap_or_default();
        let note = words::noted("。", urged.note.as_deref());
        let by = said_by(urged.said_by.as_deref(), urged.on);
        let served = urged.served.as_ref();
        let served = served.map(|on| format!("，{}{}", zh_date(on.on), on.way.name_zh())).unwrap_or_default();
        (urged.on, format!("　{}，{by}{}督促{until}{served}{note}", zh_date(urged.on), urged.way.name_zh()))
    });
    let checked = line.checks.iter().map(|checked| {
        let (found, by) = (checked.finding.name_zh(), said_by(checked.said_by.as_deref(), checked.on));
        (checked.on, format!("　{}，{by}工作人员核实：{found}。{}", zh_date(checked.on), checked.reason))
    });
    // What was denied at a visit stands among what was reported.
    let visits = line.visits.iter().filter(|said| !said.against_record || said.said.extent().is_none());
    let visited = visits.map(|said| {
        let missing = if said.against_record { "，记录里还没有" } else { "" };
        let (by, how) = (performance.told_on(&said.by, said.on, law), said.said.name_zh());
        (said.on, format!("　{}，回访时{by}说{how}{missing}", zh_date(said.on)))
    });
    let mut all: Vec<_> = came.chain(said).chain(urged).chain(checked).chain(visited).collect();
    all.sort_by_key(|(on, _)| *on);
    all.into_iter().map(|(_, told)| told).collect()
}

/// A talk with another side alone: its sides do not even learn that there was one; the centre sees that there was.
pub fn is_of_an_unknown_talk(event: &MediationEvent, held: &Mediation, actor: &Actor) -> bool {
    let session = match event {
        MediationEvent::SessionConvened { key, .. } => key,
        MediationEvent::SessionMoved { session, .. }
        | MediationEvent::SessionCancelled { session, .. }
        | MediationEvent::ServiceRecorded { session, .. }
        | MediationEvent::AttendanceRecorded { session, .. }
        | MediationEvent::MinutesWritten { session, .. }
        | MediationEvent::MinutesCorrected { session, .. }
        | MediationEvent::MinutesSigned { session, .. } => session,
        _ => return false,
    };
    let view = held.visible(actor);
    view.viewer != Viewer::Centre && view.file.session(session).is_none()
}
