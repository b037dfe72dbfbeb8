//! Papers of the end: termination, hand-over, confirmation, the follow-up visit, the volume.

use super::{
    super::{case::Case, volume::Entry},
    agreeing::terms,
    parts::*,
};
use huajie_law::{
    OrgId, Role,
    calendar::zh_date,
    clock::Due,
    directory::Category,
    dispute::{PartyStanding, Source, Stage as DisputeStage},
    follow_up::{Performed, Visit},
    mediation::{HandOver, Outcome, RESPONDENT, Stage},
    paper::APPLICATION,
    performance::{Line, LineState},
};
use jiff::civil::Date;
use serde_json::{Value, json};

pub fn termination(case: &Case, side: &str) -> Option<Value> {
    let held = case.mediation()?;
    let on = held.stage.over_on()?;
    let (ground, reason) = match &held.stage {
        Stage::Ended { outcome: Outcome::Failed { ground } | Outcome::Terminated { ground }, .. } => {
            (ground.name_zh(), None)
        }
        Stage::Ended { outcome: Outcome::Lapsed, .. } => {
            let due: Option<Due> = held.clock(&case.law).map(|clock| clock.due(&case.law.calendar));
            ("调解期限届满未达成协议", due.map(|due| short_reason(&due)))
        }
        Stage::Returned { reason, .. } => (reason.name_zh(), None),
        _ => return None,
    };
    let passed = held
        .handed_on
        .as_ref()
        .map(|handed| json!({ "body": case.law.directory.name_of(&handed.to), "by": handed.on, "own": own_filing(case, Some(&handed.to), side) }));
    let own = json!({
        "addressee": case.side_name(side),
        "ended_on": { "on": on, "reason": reason },
        "ground": ground,
        "basis": "《关于人民法院特邀调解的规定》第二十六条、第二十七条",
        "first_submitted_on": case.dispute.registration.first_submitted_on,
        "periods": all_periods_beside(case, Some(side)),
        "kept_note": kept_note(case, Some(side)),
        "bound": is_closed(case, Some(side)),
        "claimed_note": claimed_note(case, Some(side)),
        "passed_to": passed,
    });
    Some(with_head(case, own))
}

/// From [`HandOver`] alone: nothing that was said in confidence has a field there. The parties are named in full,
/// because the body that takes over needs to know whose matter it is.
pub fn hand_over(case: &Case) -> Option<Value> {
    let leaving: &HandOver = case.hand_over.as_ref()?;
    let held = case.mediation();
    let passed_to = held.and_then(|held| match &held.stage {
        Stage::PassedOn { to, .. } => Some(to),
        _ => None,
    });
    let receiver = held.and_then(|held| held.handed_on.as_ref()).map(|handed| &handed.to).or(passed_to);
    let to = receiver.map_or("有权处理的机关", |to| case.law.directory.name_of(to)).to_owned();
    let ground = leaving.ground.map(|ground| format!("（{}）", ground.name_zh())).unwrap_or_default();
    let began = held.is_some_and(|held| held.period.is_some());
    let ended = match (leaving.ended_on, began) {
        (Some(on), true) => format!("，调解已于{}结束", zh_date(on)),
        (Some(on), false) => format!("，{}终结，没有开始调解", zh_date(on)),
        (None, _) => String::new(),
    };
    let spent = leaving.consented_on.zip(leaving.ended_on).map(|(from, to)| {
        json!({ "name": "调解期间", "from": from, "to": to, "reason": "自各方同意调解之日，至调解结束之日；是否扣除由受理机关、人民法院认定" })
    });
    let seats = [(&leaving.guiding_judge, "指导法官"), (&leaving.lead_mediator, "主调人员")];
    let taking_part = seats
        .into_iter()
        .filter_map(|(user, seat)| Some(format!("{}（{seat}）", officer_name(case, user.as_ref()?))));
    let taking_part: Vec<String> = taking_part.collect();
    let listed = leaving
        .papers
        .iter()
        .map(|paper| json!({ "name": paper.title, "copies": 1, "note": zh_date(paper.dated) }));
    let own = json!({
        "to": to,
        "ground": format!("{}{ground}{ended}", leaving.outcome),
        "why": case.refusal_reason.clone().filter(|_| passed_to.is_some()),
        "first_submitted_on": { "on": leaving.first_submitted_on, "reason": format!("本中心于{}登记。", zh_date(leaving.registered_on)) },
        "as_of": case.today,
        "periods": all_periods_beside(case, None),
        "kept_note": kept_note(case, None),
        "their_number": receiver.and_then(|to| their_number(case, to)),
        "spent": spent.into_iter().collect::<Vec<_>>(),
        "undisputed_facts": signed_facts(case, leaving),
        "papers": application_first(case).into_iter().chain(listed).collect::<Vec<_>>(),
        "taking_part": (!taking_part.is_empty()).then(|| taking_part.join("、")),
    });
    Some(with_head(case, own))
}

/// What all signed goes with the letter as it goes with the material of a referral, whichever attempt they signed it in.
fn signed_facts(case: &Case, leaving: &HandOver) -> Vec<String> {
    let latest = case.mediation().map_or(usize::MAX, |held| held.brief.ordinal);
    let before = case.earlier.iter().filter(|one| one.held.brief.ordinal < latest);
    let before = before.flat_map(|one| {
        let attempt = one.held.brief.ordinal;
        let facts = one.hand_over.undisputed_facts.as_deref().map(paragraphs).unwrap_or_default();
        facts.into_iter().map(move |fact| format!("{fact}（第 {attempt} 次调解中由参加的各方确认）"))
    });
    let own = leaving.undisputed_facts.as_deref().map(paragraphs).unwrap_or_default();
    before.chain(own.into_iter().map(str::to_owned)).collect()
}

/// Under which number the receiver has it already: as its own proceeding says, else as it said itself when it sent it here. Nobody else's.
fn their_number(case: &Case, to: &OrgId) -> Option<String> {
    let name = case.law.directory.name_of(to);
    let known = case.elsewhere.iter().rev().find_map(|held| held.number_at(to, name));
    let category = case.law.directory.organization(to).map(|body| body.category);
    let sent_by_it = matches!(
        (case.dispute.registration.source, category),
        (Source::CourtReferral, Some(Category::Court))
            | (Source::ProcuratorateReferral, Some(Category::Procuratorate))
    );
    let sent = || case.dispute.registration.source_number.clone();
    known.or_else(|| sent().filter(|_| sent_by_it && case.elsewhere.is_empty()))
}

/// The application and what the citizen handed in were never confidential.
fn application_first(case: &Case) -> Vec<Value> {
    let application = case
        .papers
        .iter()
        .rev()
        .find(|(_, paper)| paper.issue.template == APPLICATION && paper.issue.subject == case.id);
    let mut list = vec![
        json!({ "name": "行政争议化解申请书", "copies": 1, "pages": application.map(|(_, paper)| paper.issue.pages) }),
    ];
    list.extend(
        case.dispute
            .registration
            .evidence
            .iter()
            .map(|item| json!({ "name": item.title, "copies": 1, "pages": item.pages })),
    );
    list
}

/// 法释〔2022〕11号354条. No record of what was said: in a file of the court it could be read against whoever conceded something.
pub const CONFIRMATION_ENCLOSURES: [&str; 4] =
    ["调解协议书", "本中心主持调解的证明", "各方身份证明", "与协议有关的财产权利证明（有的才附）"];

pub fn confirmation_application(case: &Case) -> Option<Value> {
    let held = case.mediation()?;
    let agreement = held.agreement.as_ref()?;
    let effective_on = agreement.effective_on?;
    let due = held.confirmation_clock().map(|clock| dated(&clock.due(&case.law.calendar)));
    let court = case
        .law
        .directory
        .holders(Role::Judge)
        .next()
        .map(|(.., held)| case.law.directory.name_of(&held.organization).to_owned());
    let applicants = taking_part(case, PartyStanding::Applicant).into_iter();
    let mut all: Vec<Value> =
        applicants.chain(taking_part(case, PartyStanding::ThirdParty)).chain([respondent(case)]).collect();
    all.iter_mut().for_each(|party| party["role"] = json!("申请人"));
    let own = json!({
        "kind": "statement",
        "court": court.unwrap_or_else(|| "有管辖权的人民法院".into()),
        "applicants": all,
        "agreement": format!("各方于{}在{}主持下签署的调解协议（{}）", zh_date(effective_on), case.law.settings.centre_name, case.dispute.number),
        "facts": [format!("各方因{}发生争议，由{}受理，在指导法官和调解人员主持下自愿协商，达成调解协议。", act_with_branch(&case.dispute.registration.act), case.law.settings.centre_name)],
        "effective_on": effective_on,
        "due_on": due,
        "terms": terms(case, agreement),
        "enclosures": CONFIRMATION_ENCLOSURES,
        "signatures": to_sign(held.sides().map(|side| ("申请人", case.side_name(side)))),
    });
    Some(with_head(case, own))
}

/// What was urged in writing: what it says of who reported it is nothing.
pub fn urging(case: &Case, side: &str, line: &str) -> Option<Value> {
    let held = case.performance()?;
    let line = held.line(line)?;
    let urged = line.letter()?;
    let promised = &line.obligation;
    let done = line.fulfilments.iter().filter(|one| one.partly);
    let own = json!({
        "addressee": case.side_name(side),
        "own": if side == RESPONDENT { "agency" } else { "person" },
        "effective_on": held.plan.effective_on,
        "content": promised.content,
        "sum_fen": promised.amount_fen,
        "obligee": promised.obligee.as_deref().map(|to| case.side_name(to)),
        "due_on": promised.due_on,
        "days_over": crate::words::days_between(promised.due_on, case.today),
        "done": done.map(|one| format!("{}履行了一部分", zh_date(one.on))).collect::<Vec<_>>(),
        "until": urged.until,
        "consequence": held.consequence(line, &case.law, case.today),
    });
    Some(with_head(case, own))
}

pub fn follow_up_form(case: &Case) -> Option<Value> {
    use huajie_law::follow_up::VisitForm;
    let (_, held) = case.follow_up.as_ref()?;
    let (visit, earlier) = held.visits.split_last()?;
    let due = huajie_law::clock::Clock::start(&huajie_law::term::FOLLOW_UP_VISIT, held.plan.ended_on)
        .due(&case.law.calendar);
    let manner = match visit.form {
        VisitForm::Home => "visit",
        VisitForm::Phone => "phone",
        VisitForm::Office => "counter",
        VisitForm::Online => "online",
    };
    let lines = case.performance().into_iter().flat_map(|performance| {
        performance.lines.iter().map(|line| watched(case, line, performance.plan.effective_on))
    });
    let visited = visited(case, visit);
    let own = json!({
        "outcome": crate::words::outcome(&held.plan.outcome),
        "ended_on": held.plan.ended_on,
        "due_on": dated(&due),
        "visited_on": visit.on,
        "visited": visited.join("、"),
        "manner": manner,
        "obligations": lines.collect::<Vec<_>>(),
        "again": if visit.new_conflict.is_some() { "yes" } else { "no" },
        "satisfaction": { "result": visit.satisfaction, "unsaid": visit.satisfaction.is_none() },
        "unperformed": visit.not_performed_reason,
        "requests": visit.new_conflict,
        "answers": visit.answers,
        "earlier": earlier.iter().map(|before| said_before(case, before, visit)).collect::<Vec<_>>(),
        "next": next_after(visit),
        "signatures": to_sign([("回访人", case.clerk.clone()), ("被回访人", visited.first().cloned().unwrap_or_default())]),
    });
    Some(with_head(case, own))
}

fn next_after(visit: &Visit) -> &'static str {
    let to_urge = matches!(visit.said_of_all(), Some(Performed::No | Performed::Partly));
    match (&visit.new_conflict, to_urge) {
        (Some(_), _) if visit.new_act.is_some() => "register",
        (Some(_), _) => "reopen",
        (None, true) => "urge",
        (None, false) => "none",
    }
}

/// Who was asked then, though another may have the seat now.
fn visited(case: &Case, visit: &Visit) -> Vec<String> {
    visit.visited.iter().map(|side| case.side_name_on(side, visit.on)).collect()
}

/// An earlier visit in a line: when and how, to whom, and what was said. Whoever signs the form reads what they said themselves.
fn said_before(case: &Case, visit: &Visit, signed: &Visit) -> String {
    let visited = visited(case, visit);
    if visit.visited.iter().any(|side| !signed.visited.contains(side)) {
        return format!("{}，{}，{}：另表登记", zh_date(visit.on), visit.form.name_zh(), visited.join("、"));
    }
    let performed = visit.said_of_all().map(|said| said.name_zh().to_owned());
    let content = visit.satisfaction.map(|grade| format!("满意度 {grade}"));
    let said = [visit.new_conflict.clone(), visit.not_performed_reason.clone(), visit.answers.clone()];
    let said = [performed, content].into_iter().chain(said).flatten().collect::<Vec<_>>().join("；");
    format!("{}，{}，{}：{said}", zh_date(visit.on), visit.form.name_zh(), visited.join("、"))
}

fn watched(case: &Case, line: &Line, signed_on: Date) -> Value {
    let state = match (&line.state, line.fulfilments.is_empty()) {
        (LineState::Fulfilled { .. }, _) => "done",
        (_, false) => "part",
        (_, true) => "none",
    };
    let note = line.fulfilments.last().and_then(|one| one.note.clone());
    json!({
        "obligor": case.side_told_on(&line.obligation.obligor, signed_on),
        "content": line.obligation.content,
        "due_on": line.obligation.due_on,
        "state": state,
        "note": note,
    })
}

pub fn volume_catalogue(case: &Case) -> Value {
    let mut next = 1;
    let entries: Vec<Value> = super::super::volume::entries(case)
        .iter()
        .map(|entry| {
            let from = next;
            next += entry.pages.max(1);
            json!({
                "name": entry.title,
                "number": entry.number,
                "author": entry.author,
                "dated_on": entry.dated,
                "from_page": from,
                "to_page": next - 1,
                "note": noted(entry),
            })
        })
        .collect();
    let since = case.dispute.added.iter().map(|one| format!("{}{}", zh_date(one.on), one.what));
    let since = since.collect::<Vec<_>>().join("；");
    // Read off a volume that is closed, it has the day on which that was.
    let filed_on = match case.dispute.stage {
        DisputeStage::Closed { on, .. } => on,
        _ => case.today,
    };
    let own = json!({
        "title": format!("{}与{}{}争议化解案卷", case.applicants(), case.respondent(), case.dispute.registration.act.title),
        "papers": entries,
        "pages": next - 1,
        "note": (!since.is_empty()).then(|| format!("归档以后补入：{since}。")),
        "filed_by": case.clerk,
        "filed_on": filed_on,
    });
    with_head(case, own)
}

fn noted(entry: &Entry) -> Option<&'static str> {
    match (entry.added, entry.counted) {
        (true, true) => Some("归档后补入"),
        (true, false) => Some("归档后补入，按1页计"),
        (false, true) => None,
        (false, false) => Some("按1页计"),
    }
}
