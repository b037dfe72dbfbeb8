//! Papers of the talks: team, invitation, minutes, undisputed facts.

use super::{super::case::Case, parts::*};
use huajie_law::{
    Role, UserId,
    calendar::zh_date,
    mediation::{Disclosure, HeadAttendance, MEDIATOR, Mediation, Minutes, RESPONDENT, Session, SessionForm},
};
use serde_json::{Value, json};

pub fn team_notice(case: &Case, side: &str) -> Option<Value> {
    let held = case.mediation()?;
    let team = held.team.as_ref()?;
    let of_agency =
        |user: &UserId| team.members.iter().any(|one| one.user == *user && one.is_of_the_agency());
    let told = |one: &Disclosure| match held.is_outdated(one) {
        true => format!("{}（这以后又有人参加，还要再披露）", one.says()),
        false => one.says(),
    };
    let disclosed = |user: &UserId| {
        let said: Vec<String> = held.disclosures.iter().filter(|one| one.user == *user).map(told).collect();
        match said.is_empty() {
            true if of_agency(user) => "被申请机关的人员，代表被申请机关参加".to_owned(),
            true => "还没有披露".to_owned(),
            false => said.join("；"),
        }
    };
    let seat = |what: &str, user: &UserId, role: Role| json!({ "role": what, "name": officer_name(case, user), "post": officer_post(case, user, role), "disclosed": disclosed(user) });
    let judge = team.guiding_judge.iter().map(|user| seat("指导法官", user, Role::Judge));
    let lead = team.lead_mediator.iter().map(|user| seat("主调人员", user, Role::Mediator));
    // Whoever speaks for the agency sits at the table and mediates nothing.
    let what = |of_the_agency| if of_the_agency { "机关代表" } else { "调解人员" };
    let members =
        team.members.iter().map(|member| seat(what(member.is_of_the_agency()), &member.user, member.role));
    let own = json!({
        "addressee": case.side_name(side),
        "team": judge.chain(lead).chain(members).collect::<Vec<_>>(),
        "challenge": { "decided_by": "本中心负责人" },
    });
    Some(with_head(case, own))
}

fn ordinal(held: &Mediation, session: &Session) -> usize {
    held.sessions
        .iter()
        // Whoever is called to a talk apart learns of none that is held with another.
        .filter(|one| one.form == session.form)
        .filter(|one| one.cancelled.is_none() || one.key == session.key)
        .position(|one| one.key == session.key)
        .map_or(1, |at| at + 1)
}

fn at(time: jiff::civil::DateTime) -> String {
    format!("{}T{:02}:{:02}", time.date(), time.hour(), time.minute())
}

fn lead_name(case: &Case, held: &Mediation) -> Option<String> {
    held.team.as_ref().and_then(|team| team.lead_mediator.as_ref()).map(|user| officer_name(case, user))
}

/// The team by name, with what they are in it: all of it, or whoever sits for no side, for who came for the agency signs beside it.
pub(super) fn team_names(case: &Case, held: &Mediation, all: bool) -> Vec<String> {
    let Some(team) = &held.team else { return Vec::new() };
    let judge = team.guiding_judge.iter().map(|user| format!("{}（指导法官）", officer_name(case, user)));
    let lead = team.lead_mediator.iter().map(|user| format!("{}（主调人员）", officer_name(case, user)));
    let members = team.members.iter().filter(|member| all || !member.is_of_the_agency());
    judge.chain(lead).chain(members.map(|member| officer_name(case, &member.user))).collect()
}

pub fn invitation(case: &Case, side: &str, session: &str) -> Option<Value> {
    let held = case.mediation()?;
    let session = held.session(session)?;
    let manner = match (&session.form, session.video) {
        (SessionForm::Separate { .. }, _) => "apart",
        (SessionForm::Joint, true) => "video",
        (SessionForm::Joint, false) => "together",
    };
    let sides: Vec<String> =
        held.sides().filter(|one| session.concerns(one)).map(|one| case.side_name(one)).collect();
    let served = session.services.iter().find(|service| service.recipient == side).map(|service| {
        json!({ "to": case.side_name(side), "manner": service.way.name_zh(), "served_at": service.served_on, "by": case.clerk })
    });
    let own = json!({
        "addressee": case.side_name(side),
        "session": ordinal(held, session),
        "starts_at": at(session.starts_at),
        "place": session.place.clone().unwrap_or_else(|| VIDEO.into()),
        "manner": manner,
        "video_note": session.video.then_some("到不了现场的，可以用视频参加，进入的方式由主调人员另行告知。"),
        "host": lead_name(case, held),
        "attendees": sides.into_iter().chain(team_names(case, held, session.concerns(RESPONDENT))).collect::<Vec<_>>(),
        "head_asked": session.head_invited && side == RESPONDENT,
        "bring": if session.place.is_some() { &BRING[..] } else { &BRING[..2] },
        "service": served,
    });
    Some(with_head(case, own))
}

/// Where a talk is that has no room.
const VIDEO: &str = "视频（进入的方式由主调人员另行告知）";
const BRING: [&str; 3] = ["身份证件", "授权委托书", "有关证据原件"];

/// To whom the invitation went: the new time, or that there is none.
pub fn session_change(case: &Case, side: &str, session: &str) -> Option<Value> {
    let held = case.mediation()?;
    let session = held.session(session)?;
    let mut own = match (&session.cancelled, session.moved.last()) {
        (Some(gone), _) => json!({
            "title": "调解会取消通知书",
            "was_at": at(session.starts_at),
            "reason": gone.reason,
        }),
        (None, Some(moved)) => json!({
            "title": "调解会改期通知书",
            "was_at": at(moved.starts_at),
            "reason": moved.reason,
            "starts_at": at(session.starts_at),
            "place": session.place.clone().unwrap_or_else(|| VIDEO.into()),
        }),
        (None, None) => return None,
    };
    own["addressee"] = json!(case.side_name(side));
    own["session"] = json!(ordinal(held, session));
    Some(with_head(case, own))
}

/// What was said apart says on its face with whom, and is signed by that side and the mediator; to whom it is there at all, the view of the
/// mediation has settled before.
pub fn minutes(case: &Case, session: &str) -> Option<Value> {
    let held = case.mediation()?;
    let session = held.session(session)?;
    let written = session.minutes.as_ref()?;
    let host = host_of(held, session).map_or_else(|| "主调人员".into(), |user| officer_name(case, user));
    let apart = match &session.form {
        SessionForm::Separate { party } => Some(party.as_str()),
        SessionForm::Joint => None,
    };
    let were_there = held.sides_and_left().filter(|side| session.present().any(|there| there == *side));
    let mut lines = signatures(case, were_there, &written.signatures);
    let signed = written.signatures.iter().find(|signature| signature.party == MEDIATOR);
    lines.push(signature("主调人员", &host, signed.map(|signature| (&signature.way, signature.on))));
    let on = session.starts_at.date();
    let applicants = case.applicants_on(on);
    let own = json!({
        "matter": format!("{applicants}与{}{}", case.respondent(), act_with_branch(&case.dispute.registration.act)),
        "applicant": applicants,
        "session": ordinal(held, session),
        "manner": if session.video { "视频" } else { "现场" },
        "starts_at": at(session.starts_at),
        "place": session.place.clone().unwrap_or_else(|| "视频调解室".into()),
        "host": host,
        "recorder": &host,
        "apart_with": apart.map(|side| case.side_name_on(side, on)),
        "present": present(case, held, session),
        "head": session.attendance.as_ref().and_then(|attendance| attendance.head.as_ref()).map(head),
        "turns": paragraphs(&written.text).iter().map(|line| turn(line)).collect::<Vec<_>>(),
        "corrections": corrections(case, written),
        "signatures": lines,
    });
    Some(with_head(case, own))
}

/// Whoever led it then; of a talk of which that was not kept whoever leads now, unless the table of it is known without them.
fn host_of<'a>(held: &'a Mediation, session: &'a Session) -> Option<&'a UserId> {
    let attendance = session.attendance.as_ref();
    let lead = held.team.as_ref().and_then(|team| team.lead_mediator.as_ref());
    let there = |user: &&UserId| attendance.is_none_or(|one| one.team.is_empty() || one.team.contains(user));
    attendance.and_then(|one| one.host.as_ref()).or(lead.filter(there))
}

/// The sides, their agents, the table: each with what they are.
fn present(case: &Case, held: &Mediation, session: &Session) -> Vec<Value> {
    let Some(attendance) = &session.attendance else { return Vec::new() };
    let name = |side: &str| case.side_name_on(side, session.starts_at.date());
    let side = |key: &String| json!({ "role": side_role(case, key), "name": name(key) });
    let agent = |key: &String| {
        let party = case.dispute.party(key)?.on(session.starts_at.date());
        let agent = party.particulars.agent.as_ref()?;
        let what = format!("{}的代理人，{}", name(key), agent.authority.name_zh());
        Some(
            json!({ "role": "委托代理人", "name": case.name(&agent.person, &agent.label), "identity": what }),
        )
    };
    let seat = |user: &UserId| {
        let member = held.team.iter().flat_map(|team| &team.members).find(|member| member.user == *user);
        let (what, role) = match member {
            _ if held.is_judge(user) => ("指导法官", Role::Judge),
            _ if host_of(held, session) == Some(user) => ("主调人员", Role::Mediator),
            Some(member) if member.is_of_the_agency() => ("机关代表", member.role),
            member => ("调解人员", member.map_or(Role::Mediator, |member| member.role)),
        };
        json!({ "role": what, "name": officer_name(case, user), "identity": officer_post(case, user, role) })
    };
    let sides = attendance.present.iter().map(side);
    sides.chain(attendance.agents.iter().filter_map(agent)).chain(attendance.team.iter().map(seat)).collect()
}

fn head(head: &HeadAttendance) -> Value {
    match head {
        HeadAttendance::Attended { name, post, .. } => json!({ "present": true, "name": name, "post": post }),
        HeadAttendance::Absent { reason, deputy } => {
            let deputy = deputy.as_ref().filter(|deputy| !deputy.trim().is_empty());
            let reason = match deputy {
                // The template ends the sentence.
                Some(deputy) => format!("{}，委托{deputy}参加", reason.trim_end_matches(['。', '.'])),
                None => reason.clone(),
            };
            json!({ "present": false, "reason": reason })
        }
    }
}

/// `张某：……` is somebody speaking; a line without a speaker is the recorder's own.
fn turn(line: &str) -> Value {
    let spoken = line
        .split_once('：')
        .filter(|(speaker, said)| speaker.chars().count() <= 12 && !said.trim().is_empty());
    let (speaker, said) = spoken.unwrap_or(("记录", line));
    json!({ "speaker": speaker, "text": said.trim() })
}

fn corrections(case: &Case, minutes: &Minutes) -> Vec<Value> {
    let line = |one: &huajie_law::mediation::Correction| json!({ "place": format!("{}补正", zh_date(one.on)), "from": "—", "to": one.text, "by": case.side_name_on(&one.by, one.on) });
    minutes.corrections.iter().map(line).collect()
}

pub fn undisputed_facts(case: &Case) -> Option<Value> {
    let held = case.mediation()?;
    let undisputed = held.undisputed.as_ref()?;
    let lines = signatures(case, held.readers_of_facts(undisputed).chain([MEDIATOR]), &undisputed.confirmed);
    let own = json!({
        "facts": paragraphs(&undisputed.text).iter().map(|text| json!({ "text": text })).collect::<Vec<_>>(),
        "copies": copies(held),
        "signatures": lines,
    });
    Some(with_head(case, own))
}

/// One for each side, one for the centre.
pub(super) fn copies(held: &Mediation) -> String {
    counted_in_words(held.sides().count() + 1)
}
