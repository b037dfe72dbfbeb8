//! Sessions, minutes, facts, opinions.

use super::moved::move_to;
use crate::{
    mediation::{codes::*, *},
    refusal::{Class, DATE_IN_FUTURE},
    world::*,
};

pub(super) fn convene(on: &str, form: SessionForm) -> MediationCommand {
    let starts_at = format!("{on}T09:00").parse().expect("a test writes real times");
    MediationCommand::ConveneSession {
        starts_at,
        place: Some("第一调解室".into()),
        video: false,
        head_invited: form.admits_head(),
        form,
    }
}

pub(super) fn serve(recipient: &str, on: &str) -> MediationCommand {
    let (session, recipient, way) = ("s1".into(), recipient.into(), ServiceWay::InPerson);
    MediationCommand::RecordService {
        also: Vec::new(),
        session,
        recipient,
        way,
        served_on: day(on),
        proof: Some(paper("receipt")),
        note: None,
    }
}

pub(super) fn attend(present: &[&str], head: Option<HeadAttendance>) -> MediationCommand {
    let present = present.iter().map(|key| (*key).to_owned()).collect();
    let (agents, team) = (Vec::new(), Vec::new());
    MediationCommand::RecordAttendance { session: "s1".into(), present, agents, team, head }
}

pub(super) fn chief() -> Option<HeadAttendance> {
    Some(HeadAttendance::Attended { name: "示例局长".into(), post: "局长".into(), spoke: true })
}

pub(super) fn minutes(text: &str) -> MediationCommand {
    MediationCommand::WriteMinutes { session: "s1".into(), text: text.into() }
}

pub(super) fn convened() -> World {
    let mut world = World::on("2026-03-10");
    world.mediating();
    world.must("mediator", &mediation_id(), convene("2026-03-16", SessionForm::Joint));
    world
}

#[test]
fn a_session_has_a_place_or_is_by_video_and_does_not_lie_in_the_past() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    let at = |on: &str, place: Option<&str>, video| MediationCommand::ConveneSession {
        starts_at: format!("{on}T09:00").parse().expect("a real time"),
        place: place.map(str::to_owned),
        video,
        form: SessionForm::Joint,
        head_invited: false,
    };
    assert_eq!(
        world.refused("mediator", &mediation_id(), at("2026-03-16", None, false)).code,
        SESSION_NO_PLACE
    );
    assert_eq!(
        world.refused("mediator", &mediation_id(), at("2026-03-09", Some("室"), false)).code,
        SESSION_IN_PAST
    );
    world.must("mediator", &mediation_id(), at("2026-03-16", None, true));
}

#[test]
fn no_talk_is_called_for_a_day_after_the_period() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    let refusal = world.refused("mediator", &mediation_id(), convene("2026-06-20", SessionForm::Joint));
    assert_eq!((refusal.code, refusal.field.as_deref()), (SESSION_AFTER_PERIOD, Some("starts_at")));
    assert!(refusal.says().contains("先由各方同意延长"), "{}", refusal.says());
}

#[test]
fn the_agencys_people_at_the_table_are_in_no_talk_that_another_side_has_apart() {
    let mut world = World::on("2026-03-16");
    world.mediating();
    let members = world.mediation().team.as_ref().map(|team| team.members.clone()).expect("a team is named");
    let of_the_agency = members.into_iter().find(|member| member.role == crate::Role::AgencyLegal);
    let of_the_agency = of_the_agency.expect("somebody of the agency sits there").user;
    let came = |present: &str| MediationCommand::RecordAttendance {
        session: "s1".into(),
        present: vec![present.into()],
        agents: Vec::new(),
        team: vec![of_the_agency.clone()],
        head: None,
    };
    let apart = SessionForm::Separate { party: "p1".into() };
    world.must("mediator", &mediation_id(), convene("2026-03-16", apart));
    let refusal = world.refused("mediator", &mediation_id(), came("p1"));
    assert_eq!((refusal.code, refusal.field.as_deref()), (OF_THE_OTHER_SIDE, Some("team")));
}

#[test]
fn every_joint_attendee_has_been_served_before_there_are_minutes() {
    let mut world = convened();
    world.must("clerk", &mediation_id(), serve("p1", "2026-03-10"));
    world.at("2026-03-16").must("mediator", &mediation_id(), attend(&["p1", RESPONDENT], chief()));
    let refusal = world.refused("mediator", &mediation_id(), minutes("双方到场"));
    assert_eq!(refusal.code, SERVICE_MISSING);
    assert!(refusal.says().contains("某市场监管局"), "it says whose: {}", refusal.says());
    world.must("clerk", &mediation_id(), serve(RESPONDENT, "2026-03-16"));
    world.must("mediator", &mediation_id(), minutes("双方到场"));
}

#[test]
fn service_is_neither_in_the_future_nor_after_the_session_nor_twice() {
    let mut world = convened();
    assert_eq!(world.refused("clerk", &mediation_id(), serve("p1", "2026-03-11")).code, DATE_IN_FUTURE);
    assert_eq!(world.refused("clerk", &mediation_id(), serve("p9", "2026-03-10")).code, SERVICE_NOT_INVITED);
    world.at("2026-03-17");
    assert_eq!(
        world.refused("clerk", &mediation_id(), serve("p1", "2026-03-17")).code,
        SERVICE_AFTER_SESSION
    );
    world.must("clerk", &mediation_id(), serve("p1", "2026-03-16"));
    assert_eq!(world.refused("clerk", &mediation_id(), serve("p1", "2026-03-16")).code, SERVICE_TWICE);
}

#[test]
fn the_head_of_the_agency_attended_or_there_is_a_reason() {
    let mut world = convened();
    assert_eq!(world.refused("mediator", &mediation_id(), attend(&["p1"], chief())).code, SESSION_NOT_YET);
    world.at("2026-03-16");
    assert_eq!(world.refused("mediator", &mediation_id(), attend(&["p1"], None)).code, HEAD_UNACCOUNTED);
    let absent = |reason: &str| {
        Some(HeadAttendance::Absent { reason: reason.into(), deputy: Some("副局长".into()) })
    };
    let refusal = world.refused("mediator", &mediation_id(), attend(&["p1"], absent("")));
    assert_eq!((refusal.code, refusal.field.as_deref()), (HEAD_UNACCOUNTED, Some("head.reason")));
    world.must("mediator", &mediation_id(), attend(&["p1"], absent("防汛值守")));
}

pub(super) fn written() -> World {
    let mut world = convened();
    for side in ["p1", RESPONDENT] {
        world.must("clerk", &mediation_id(), serve(side, "2026-03-10"));
    }
    world.at("2026-03-16").must("mediator", &mediation_id(), attend(&["p1", RESPONDENT], chief()));
    world.must("mediator", &mediation_id(), minutes("各方陈述了意见"));
    world
}

pub(super) fn sign(party: &str) -> MediationCommand {
    let way = SignatureWay::Glass { image: paper("hand") };
    MediationCommand::SignMinutes {
        also: Vec::new(),
        session: "s1".into(),
        party: party.into(),
        way,
        present: None,
    }
}

#[test]
fn minutes_are_read_corrected_and_signed_and_a_correction_asks_for_new_signatures() {
    let mut world = written();
    assert_eq!(world.refused("mediator", &mediation_id(), minutes("另写一份")).code, MINUTES_WRITTEN);
    assert_eq!(world.refused("p1", &mediation_id(), sign(RESPONDENT)).code, NOT_YOURS);
    let asked = |world: &World| {
        let tasks = world.outline(&mediation_id()).tasks.into_iter();
        tasks.filter(|task| task.command == "sign_minutes").map(|task| task.name).collect::<Vec<_>>()
    };
    let [own, agency] = ["minutes_signature:s1:p1", "minutes_signature:s1:respondent"];
    assert_eq!(asked(&world), [own, agency]);
    world.must("p1", &mediation_id(), sign("p1"));
    assert_eq!(asked(&world), [agency]);
    assert_eq!(world.refused("p1", &mediation_id(), sign("p1")).code, MINUTES_SIGNED);
    let correct = MediationCommand::CorrectMinutes {
        session: "s1".into(),
        text: "第三行应为 300 元".into(),
        by: "p1".into(),
    };
    world.must("p1", &mediation_id(), correct);
    let minutes = world.mediation().sessions[0].minutes.clone().expect("written");
    assert_eq!((minutes.corrections.len(), minutes.signatures.len()), (1, 0));
    assert_eq!(asked(&world), [own, agency], "what was corrected is read and signed again");
    world.must("p1", &mediation_id(), sign("p1"));
}

#[test]
fn whoever_was_not_there_signs_nothing() {
    let mut world = convened();
    for side in ["p1", RESPONDENT] {
        world.must("clerk", &mediation_id(), serve(side, "2026-03-10"));
    }
    world.at("2026-03-16");
    let alone = world.refused("mediator", &mediation_id(), attend(&["p1"], chief()));
    assert_eq!((alone.code, alone.field.as_deref()), (HEAD_UNACCOUNTED, Some("present")), "it was there");
    let absent = Some(HeadAttendance::Absent { reason: "没有到场".into(), deputy: None });
    world.must("mediator", &mediation_id(), attend(&["p1"], absent));
    world.must("mediator", &mediation_id(), minutes("被申请人没有到场"));
    assert_eq!(world.refused("legal", &mediation_id(), sign(RESPONDENT)).code, NOT_PRESENT);
}

#[test]
fn a_separate_talk_does_not_exist_for_the_other_side_nor_for_the_counter() {
    let mut world = World::on("2026-03-16");
    world.mediating();
    let form = SessionForm::Separate { party: "p1".into() };
    let talk = MediationCommand::ConveneSession {
        starts_at: "2026-03-16T09:00".parse().expect("a real time"),
        place: Some("第二调解室".into()),
        video: false,
        form,
        head_invited: false,
    };
    world.must("mediator", &mediation_id(), talk);
    world.must("mediator", &mediation_id(), attend(&["p1"], None));
    world.must("mediator", &mediation_id(), minutes("其实三千元也可以接受"));
    // There is nothing written for them: not even that there is something which they may not see.
    assert_eq!(world.refused("legal", &mediation_id(), sign(RESPONDENT)).code, MINUTES_MISSING);
    assert_eq!(world.refused("clerk", &mediation_id(), sign("p1")).code, MINUTES_MISSING);
    world.must("p1", &mediation_id(), sign("p1"));
}

#[test]
fn undisputed_facts_count_only_once_every_side_has_confirmed_them() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    let confirm = |party: &str| MediationCommand::ConfirmUndisputed {
        also: Vec::new(),
        party: party.into(),
        way: on_paper(),
        present: None,
    };
    assert_eq!(world.refused("p1", &mediation_id(), confirm("p1")).code, FACTS_MISSING);
    world.must(
        "mediator",
        &mediation_id(),
        MediationCommand::RecordUndisputedFacts { text: "双方认可 3 月 7 日收到决定书".into() },
    );
    world.must("p1", &mediation_id(), confirm("p1"));
    assert_eq!(world.mediation().confirmed_facts(), None);
    assert_eq!(world.refused("p1", &mediation_id(), confirm("p1")).code, FACTS_CONFIRMED);
    world.must("legal", &mediation_id(), confirm(RESPONDENT));
    assert!(world.mediation().confirmed_facts().is_some());
    world.must("mediator", &mediation_id(), MediationCommand::RecordUndisputedFacts { text: "改写".into() });
    assert_eq!(world.mediation().confirmed_facts(), None, "a new text asks for new confirmations");
}

#[test]
fn the_judge_answers_a_question_once() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    let opinion =
        MediationCommand::GiveOpinion { question: "q1".into(), opinion: "可以按新基准".into() };
    assert_eq!(world.refused("judge", &mediation_id(), opinion.clone()).code, NO_QUESTION);
    world.must("mediator", &mediation_id(), MediationCommand::AskJudge { question: "新旧基准如何选".into() });
    assert_eq!(world.refused("judge2", &mediation_id(), opinion.clone()).class, Class::NotPermitted);
    world.must("judge", &mediation_id(), opinion.clone());
    assert_eq!(world.refused("judge", &mediation_id(), opinion).code, NO_QUESTION);
}

#[test]
fn who_was_there_is_put_right_until_somebody_has_signed_the_minutes() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    world.must("mediator", &mediation_id(), convene("2026-03-12", SessionForm::Joint));
    for side in ["p1", RESPONDENT] {
        world.must("clerk", &mediation_id(), serve(side, "2026-03-10"));
    }
    world.at("2026-03-12");
    let absent = Some(HeadAttendance::Absent { reason: "开会".into(), deputy: None });
    world.must("mediator", &mediation_id(), attend(&["p1", RESPONDENT], absent));
    world.must("mediator", &mediation_id(), minutes("双方陈述"));
    let again = || attend(&["p1", RESPONDENT], chief());
    world.must("mediator", &mediation_id(), again());
    world.must("p1", &mediation_id(), sign("p1"));
    assert_eq!(world.refused("mediator", &mediation_id(), again()).code, MINUTES_WRITTEN);
    let offers = world.offers("mediator", &mediation_id());
    let closed = |command: &str| offers.iter().any(|o| o.command == command && o.refusal.is_some());
    assert!(closed("record_attendance") && closed("write_minutes"), "there is no talk to choose");
}

#[test]
fn the_head_of_the_agency_does_not_sit_in_the_other_sides_talk_apart() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    let apart = SessionForm::Separate { party: "p1".into() };
    world.must("mediator", &mediation_id(), convene("2026-03-12", apart));
    world.at("2026-03-12");
    assert_eq!(world.refused("mediator", &mediation_id(), attend(&["p1"], chief())).code, HEAD_NOT_HERE);
}

#[test]
fn service_without_any_proof_is_no_service() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    world.must("mediator", &mediation_id(), convene("2026-03-12", SessionForm::Joint));
    let bare = MediationCommand::RecordService {
        also: Vec::new(),
        session: "s1".into(),
        recipient: "p1".into(),
        way: ServiceWay::InPerson,
        served_on: day("2026-03-10"),
        proof: None,
        note: None,
    };
    assert_eq!(world.refused("clerk", &mediation_id(), bare).code, SERVICE_PROOF_MISSING);
}

/// At this hour of that day, with a reason.
#[test]
fn nothing_is_written_down_of_a_talk_that_has_not_begun() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    let later = MediationCommand::ConveneSession {
        starts_at: "2026-03-10T09:01".parse().expect("a real time"),
        place: Some("第一调解室".into()),
        video: false,
        form: SessionForm::Separate { party: "p1".into() },
        head_invited: false,
    };
    world.must("mediator", &mediation_id(), later);
    assert_eq!(world.refused("mediator", &mediation_id(), attend(&["p1"], None)).code, SESSION_NOT_YET);
    let refusal = world.refused("mediator", &mediation_id(), minutes("谈了"));
    assert_eq!((refusal.code, refusal.field.as_deref()), (MINUTES_TOO_EARLY, Some("session")));
    assert!(refusal.says().contains("会谈定在2026年3月10日 09:01，还没有开始"), "{}", refusal.says());
    world.must("mediator", &mediation_id(), move_to("s1", "2026-03-10T09:00"));
    world.must("mediator", &mediation_id(), attend(&["p1"], None));
    world.must("mediator", &mediation_id(), minutes("谈了"));
}

#[test]
fn who_is_said_to_have_been_there_sits_at_the_table_or_is_a_registered_agent() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    world.must("mediator", &mediation_id(), convene("2026-03-10", SessionForm::Joint));
    let there = |agents: &[&str], team: &[&str]| MediationCommand::RecordAttendance {
        session: "s1".into(),
        present: vec!["p1".into(), RESPONDENT.into()],
        agents: agents.iter().map(|key| (*key).to_owned()).collect(),
        team: team.iter().map(|user| crate::UserId::from(*user)).collect(),
        head: chief(),
    };
    assert_eq!(world.refused("mediator", &mediation_id(), there(&["p1"], &[])).code, AGENT_UNKNOWN);
    let stranger = world.refused("mediator", &mediation_id(), there(&[], &["u-nobody"]));
    assert_eq!((stranger.code, stranger.field.as_deref()), (NOT_AT_THE_TABLE, Some("team")));
    let lead = world.mediation().team.and_then(|team| team.lead_mediator).expect("somebody leads");
    world.must("mediator", &mediation_id(), there(&[], &[lead.as_str()]));
    assert_eq!(world.mediation().sessions[0].attendance.as_ref().map(|there| there.team.len()), Some(1));
}

#[test]
fn a_talk_is_not_convened_for_an_hour_of_today_that_is_over() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    let at = |time: &str| MediationCommand::ConveneSession {
        starts_at: format!("2026-03-10T{time}").parse().expect("a time"),
        place: Some("室".into()),
        video: false,
        form: SessionForm::Joint,
        head_invited: false,
    };
    // The day's work of these tests begins at nine.
    let refusal = world.refused("mediator", &mediation_id(), at("08:30"));
    assert_eq!((refusal.code, refusal.field.as_deref()), (SESSION_IN_PAST, Some("starts_at")));
    world.must("mediator", &mediation_id(), at("08:50"));
    world.must("mediator", &mediation_id(), at("09:30"));
}
