//! Who sees what, and what leaves.

use super::sessions::{attend, convene, serve};
use crate::{Actor, OrgId, Role, UserId, mediation::*, world::*};
use std::{collections::BTreeMap, fmt::Write as _};

const CONCESSION: &str = "最多只要三千元";
const ROOM: &str = "可以退到三百元";
const OPINION: &str = "旧基准明显过重";
const REASON: &str = "对方说谎所以谈崩";

/// Everything that is confidential has been said; then it failed.
fn said() -> World {
    let mut world = World::on("2026-03-16");
    world.mediating();
    let check = MediationCommand::SelfCheck {
        assessment: "程序合法".into(),
        flaws: "裁量偏重".into(),
        room_to_concede: ROOM.into(),
        head_will_attend: true,
    };
    world.must("legal", &mediation_id(), check);
    world.must("mediator", &mediation_id(), MediationCommand::AskJudge { question: "基准如何适用".into() });
    world.must(
        "judge",
        &mediation_id(),
        MediationCommand::GiveOpinion { question: "q1".into(), opinion: OPINION.into() },
    );
    let apart = MediationCommand::ConveneSession {
        starts_at: "2026-03-16T09:00".parse().expect("a real time"),
        place: Some("第二调解室".into()),
        video: false,
        form: SessionForm::Separate { party: "p1".into() },
        head_invited: false,
    };
    world.must("mediator", &mediation_id(), apart);
    world.must("mediator", &mediation_id(), attend(&["p1"], None));
    world.must(
        "mediator",
        &mediation_id(),
        MediationCommand::WriteMinutes { session: "s1".into(), text: CONCESSION.into() },
    );
    world
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("views are plain data")
}

#[test]
fn a_talk_apart_is_seen_by_the_judge_the_lead_mediator_and_that_side_alone() {
    let world = said();
    let mediation = world.mediation();
    for (who, sees) in [
        ("judge", true),
        ("mediator", true),
        ("p1", true),
        ("legal", false),
        ("chief", false),
        ("cadre", false),
        ("clerk", false),
        ("head", false),
        ("archivist", false),
        ("auditor", false),
        ("judge2", false),
        ("mediator2", false),
        ("p2", false),
        ("other_legal", false),
    ] {
        assert_eq!(json(&mediation.visible(&world.actor(who))).contains(CONCESSION), sees, "{who}");
    }
}

#[test]
fn the_self_check_is_seen_by_the_team_and_the_agency_and_the_opinion_by_the_team() {
    let world = said();
    let mediation = world.mediation();
    for (who, self_check, opinion) in [
        ("judge", true, true),
        ("mediator", true, true),
        ("legal", true, false),
        ("chief", true, false),
        ("p1", false, false),
        ("cadre", false, false),
        ("clerk", false, false),
        ("auditor", false, false),
    ] {
        let seen = json(&mediation.visible(&world.actor(who)));
        assert_eq!((seen.contains(ROOM), seen.contains(OPINION)), (self_check, opinion), "{who}");
    }
}

#[test]
fn a_challenged_mediator_sees_nothing_confidential_until_it_is_decided_and_never_after_it_was_upheld() {
    let mut world = said();
    let challenge =
        MediationCommand::Challenge { of: "mediator".into(), by: RESPONDENT.into(), ground: "亲属".into() };
    world.must("legal", &mediation_id(), challenge);
    assert!(!json(&world.mediation().visible(&world.officer("mediator"))).contains(CONCESSION));
    let uphold = MediationCommand::DecideChallenge {
        agreed_by: Vec::new(),
        document: None,
        challenge: "c1".into(),
        upheld: true,
        reason: "属实".into(),
    };
    world.must("head", &mediation_id(), uphold);
    assert_eq!(world.mediation().viewer(&world.officer("mediator")), Viewer::Outsider);
}

#[test]
fn nothing_said_in_confidence_leaves_with_the_hand_over() {
    let mut world = said();
    world.must(
        "mediator",
        &mediation_id(),
        MediationCommand::RecordUndisputedFacts { text: "双方认可收到决定书".into() },
    );
    for (who, side) in [("p1", "p1"), ("legal", RESPONDENT)] {
        world.must(
            who,
            &mediation_id(),
            MediationCommand::ConfirmUndisputed {
                also: Vec::new(),
                party: side.into(),
                way: on_paper(),
                present: None,
            },
        );
    }
    world.must(
        "mediator",
        &mediation_id(),
        MediationCommand::Fail { ground: Ground::LargeDivergence, reason: REASON.into() },
    );
    let handed = json(&world.mediation().hand_over(&world.law));
    for secret in [CONCESSION, ROOM, OPINION, REASON] {
        assert!(!handed.contains(secret), "{secret}");
    }
    for kept in ["2026-03-16", "双方认可收到决定书", "large_divergence", "同意调解确认书", "TJ-09"]
    {
        assert!(handed.contains(kept), "{kept} in {handed}");
    }
}

#[test]
fn facts_that_one_side_has_not_confirmed_do_not_leave() {
    let mut world = said();
    world.must(
        "mediator",
        &mediation_id(),
        MediationCommand::RecordUndisputedFacts { text: "双方认可收到决定书".into() },
    );
    world.must(
        "p1",
        &mediation_id(),
        MediationCommand::ConfirmUndisputed {
            also: Vec::new(),
            party: "p1".into(),
            way: on_paper(),
            present: None,
        },
    );
    world.must(
        "mediator",
        &mediation_id(),
        MediationCommand::Fail { ground: Ground::LargeDivergence, reason: REASON.into() },
    );
    assert_eq!(world.mediation().hand_over(&world.law).undisputed_facts, None);
}

#[test]
fn a_joint_session_is_seen_by_everybody_at_the_table() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    world.must("mediator", &mediation_id(), convene("2026-03-10", SessionForm::Joint));
    world.must("clerk", &mediation_id(), serve("p1", "2026-03-10"));
    for who in ["p1", "legal", "judge", "cadre", "clerk"] {
        assert_eq!(world.mediation().visible(&world.actor(who)).file.sessions.len(), 1, "{who}");
    }
}

#[test]
fn confidential_events_are_marked_for_the_timeline() {
    let world = said();
    let mediation = world.mediation();
    let marked: Vec<&str> = world
        .journal
        .iter()
        .filter_map(|(_, event)| match event {
            crate::Event::Mediation(event) if event.is_confidential(&mediation) => Some(event.title_zh()),
            _ => None,
        })
        .collect();
    assert_eq!(
        marked,
        ["行政机关自查", "请法官释明", "法官指导意见", "召集会谈", "记录到场情况", "制作笔录"]
    );
}

const TELEPHONED: &str = "打了他女儿的电话";
const GROUND: &str = "主调人和局长是同学";
const CHOSEN: &str = "建议的法官与局长共事过";
const REMARK: &str = "第二项要小心";

/// Notes for the house alone have been made wherever there is a place for them.
fn noted() -> World {
    let mut world = World::on("2026-03-16");
    world.register(registration(fine("2026-03-13"), "2026-03-16"));
    let import = MediationCommand::Import {
        categories: vec![Category::PartyAsks],
        channel: Channel::BeforeProcedure,
        settlement_only: false,
        note: Some("领导交办".into()),
        discretionary: false,
    };
    world.must("clerk", &mediation_id(), import);
    for party in ["p1", RESPONDENT] {
        let MediationCommand::RecordConsent { evidence, .. } = agree(party, world.today) else {
            unreachable!()
        };
        let by_telephone = MediationCommand::RecordConsent {
            also: Vec::new(),
            party: party.into(),
            answer: Answer::Agree,
            way: ConsentWay::Phone,
            on: world.today,
            evidence,
            note: Some(TELEPHONED.into()),
            conservative_day_told: true,
            signed: None,
        };
        world.must("clerk", &mediation_id(), by_telephone);
    }
    let MediationCommand::NameTeam { lead_mediator, members, loads, .. } = name_team("judge2", "mediator")
    else {
        unreachable!()
    };
    let name = MediationCommand::NameTeam {
        guiding_judge: "judge2".into(),
        lead_mediator,
        members,
        loads,
        override_reason: Some(CHOSEN.into()),
    };
    world.must("head", &mediation_id(), name);
    world.disclosed().accept();
    let challenge =
        MediationCommand::Challenge { of: "mediator".into(), by: "p1".into(), ground: GROUND.into() };
    world.must("p1", &mediation_id(), challenge);
    let keep = MediationCommand::DecideChallenge {
        agreed_by: Vec::new(),
        document: None,
        challenge: "c1".into(),
        upheld: false,
        reason: "查无此事".into(),
    };
    world.must("head", &mediation_id(), keep);
    world.must("mediator", &mediation_id(), convene("2026-03-16", SessionForm::Joint));
    world.must("clerk", &mediation_id(), serve("p1", "2026-03-16"));
    world.draft(Ending::JudicialConfirmation);
    let items = lawful().into_iter().map(|item| Legality { note: Some(REMARK.into()), ..item }).collect();
    world.must("judge2", &mediation_id(), MediationCommand::CheckLegality { items });
    world
}

#[test]
fn what_the_house_noted_for_itself_is_for_the_house_and_a_side_keeps_its_own_words() {
    let world = noted();
    let mediation = world.mediation();
    for who in ["judge2", "mediator", "cadre", "clerk", "head", "archivist", "auditor"] {
        let seen = json(&mediation.visible(&world.actor(who)));
        for note in [TELEPHONED, GROUND, CHOSEN, REMARK] {
            assert!(seen.contains(note), "{who} misses {note}");
        }
    }
    for who in ["p1", "legal", "chief", "judge", "mediator2", "other_legal", "p2"] {
        let seen = json(&mediation.visible(&world.actor(who)));
        for note in [TELEPHONED, CHOSEN, REMARK, "领导交办"] {
            assert!(!seen.contains(note), "{who} reads {note}");
        }
        assert_eq!(seen.contains(GROUND), who == "p1", "{who}: the ground is whose it is");
    }
}

/// Leaf by leaf: `path`, and the value as text.
fn leaves(at: &str, value: &serde_json::Value, found: &mut BTreeMap<String, String>) {
    use serde_json::Value;
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(name, held)| leaves(&format!("{at}.{name}"), held, found))
        }
        // Rows are told apart by what they are called, not by where they stand.
        Value::Array(rows) => rows.iter().enumerate().for_each(|(n, held)| {
            let key =
                ["key", "item", "user", "recipient", "party"].iter().find_map(|name| held[*name].as_str());
            leaves(&format!("{at}[{}]", key.map_or_else(|| n.to_string(), str::to_owned)), held, found);
        }),
        Value::Null => {}
        Value::String(text) if text.is_empty() => {}
        leaf => drop(found.insert(at.to_owned(), leaf.to_string())),
    }
}

#[test]
fn who_sees_which_part_of_a_mediation_is_as_reviewed() {
    let worlds = [("说过悄悄话的", said()), ("做过内部备注的", noted())];
    let viewers: [(&str, &str); 9] = [
        ("judge", "法官"),
        ("judge2", "法官二"),
        ("mediator", "主调人"),
        ("cadre", "成员"),
        ("clerk", "窗口"),
        ("consult", "咨询点"),
        ("p1", "当事人"),
        ("legal", "机关"),
        ("mediator2", "无关的人"),
    ];
    let mut table = String::from(
        "// 调解案卷的每一处 | 谁看得到。“改”＝看到的不是原样。指导法官：前一件是法官，后一件是法官二。\n",
    );
    for (name, world) in worlds {
        let mediation = world.mediation();
        let _ = writeln!(table, "\n{name}");
        let mut whole = BTreeMap::new();
        leaves("", &serde_json::to_value(&mediation).expect("plain data"), &mut whole);
        let seen = viewers.map(|(who, zh)| {
            let actor = match who {
                "consult" => {
                    Actor::officer(UserId::from("helper"), "示例代办", Role::ConsultPoint, OrgId::from(TOWN))
                }
                who => world.actor(who),
            };
            let mut found = BTreeMap::new();
            leaves(
                "",
                &serde_json::to_value(mediation.visible(&actor).file).expect("plain data"),
                &mut found,
            );
            (zh, found)
        });
        for (path, value) in &whole {
            let who = seen.iter().filter_map(|(zh, found)| match found.get(path) {
                Some(shown) if shown == value => Some((*zh).to_owned()),
                Some(_) => Some(format!("{zh}(改)")),
                None => None,
            });
            let who: Vec<String> = who.collect();
            let who = if who.len() == seen.len() { "都看得到".to_owned() } else { who.join("、") };
            let _ = writeln!(table, "  {} | {who}", &path[1..]);
        }
    }
    crate::golden::assert_table("mediation_seen", &table);
}

#[test]
fn what_is_said_at_a_table_that_still_sits_is_nothing_for_the_archive_to_read() {
    let mut world = World::on("2026-03-16");
    world.mediating();
    world.must("mediator", &mediation_id(), convene("2026-03-16", SessionForm::Joint));
    for side in ["p1", RESPONDENT] {
        world.must("clerk", &mediation_id(), serve(side, "2026-03-16"));
    }
    let head = HeadAttendance::Attended { name: "局长".into(), post: "局长".into(), spoke: true };
    let present = vec!["p1".to_owned(), RESPONDENT.to_owned()];
    world.must("mediator", &mediation_id(), MediationCommand::attended("s1", present, Some(head)));
    let minutes = MediationCommand::WriteMinutes { session: "s1".into(), text: "双方各让一步".into() };
    world.must("mediator", &mediation_id(), minutes);
    let reads = |world: &World, who: &str| {
        json(&world.mediation().visible(&world.officer(who))).contains("双方各让一步")
    };
    assert!(!reads(&world, "archivist") && reads(&world, "clerk") && reads(&world, "auditor"));
    let fail = MediationCommand::Fail { ground: Ground::LargeDivergence, reason: "差距大".into() };
    world.must("mediator", &mediation_id(), fail);
    assert!(reads(&world, "archivist"), "what is over is put in order");
}

#[test]
fn whoever_puts_the_volume_together_nothing_said_apart_lies_in_it() {
    use crate::{AnyMatter, Law};
    let mut world = said();
    let way = SignatureWay::Scan { file: paper("apart") };
    world.must(
        "mediator",
        &mediation_id(),
        MediationCommand::SignMinutes {
            also: Vec::new(),
            session: "s1".into(),
            party: "p1".into(),
            way,
            present: None,
        },
    );
    let lead = world.officer("mediator");
    let held = AnyMatter::Mediation(Box::new(world.mediation()));
    let has = |found: Vec<crate::Document>| found.iter().any(|one| one.file == paper("apart"));
    assert!(has(held.documents(&lead, &Law::default())), "the lead reads it");
    assert!(!has(held.documents_of_the_volume(&lead, &Law::default())));
}
