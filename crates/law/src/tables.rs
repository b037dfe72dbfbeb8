//! Two tables that a lawyer can review: who is offered what at which stage, and every refusal there is.
//! And the properties that hold over all stories. Only tests live here.

use crate::{
    AnyMatter, Event, File, Kind, MatterId, Role,
    golden::assert_table,
    mediation::{Ending, Ground, MediationCommand, Outcome, RESPONDENT, Stage},
    refusal::Class,
    world::*,
};
use std::{collections::BTreeMap, fmt::Write as _, fs, path::Path};

fn sued() -> World {
    let mut world = World::on("2026-03-20");
    world.only_registered("2026-03-02");
    let filed = crate::scenes::first(crate::scenes::accepted(), "2026-03-13");
    world.open_elsewhere(crate::mirrored::Procedure::Litigation, filed);
    world
}

/// From the centre to the court.
fn referred() -> World {
    let mut world = World::on("2026-03-20");
    world.only_registered("2026-03-02");
    let docking = crate::referral::Docking::Court;
    world.must("clerk", &dispute_id(), crate::scenes::request(docking, CENTRE, COURT, &["p1"], "2026-03-20"));
    world
}

/// One file per stage of every room, in the order of the work.
fn scenes() -> Vec<(&'static str, MatterId, World)> {
    let registered = || {
        let mut world = World::on("2026-03-10");
        world.register(registration(fine("2026-03-07"), "2026-03-10"));
        world
    };
    let asking = || {
        let mut world = registered();
        world.import(crate::mediation::Channel::BeforeProcedure);
        world
    };
    let mediating = || {
        let mut world = World::on("2026-03-10");
        world.mediating();
        world
    };
    let with = |mut world: World, change: &dyn Fn(&mut World)| {
        change(&mut world);
        world
    };
    let fail = MediationCommand::Fail { ground: Ground::LargeDivergence, reason: "谈不拢".into() };
    let agreed = || with(mediating(), &|w| drop(w.agreed(Ending::JudicialConfirmation).mediation()));
    let only = with(World::on("2026-03-10"), &|w| {
        let mut only = registration(fine("2026-03-07"), "2026-03-10");
        only.wish = crate::dispute::Wish::RegisterOnly;
        w.register(only);
    });
    let mut scenes = vec![
        ("行政争议 registered", dispute_id(), only),
        ("行政争议 in_proceeding", dispute_id(), registered()),
        ("行政争议 ended", dispute_id(), agreed()),
        ("调解 screening", mediation_id(), registered()),
        ("调解 awaiting_consent", mediation_id(), asking()),
        ("调解 teaming（未组队）", mediation_id(), with(asking(), &|w| drop(w.all_consent().mediation()))),
        (
            "调解 teaming（已组队）",
            mediation_id(),
            with(asking(), &|w| drop(w.all_consent().team().mediation())),
        ),
        ("调解 mediating", mediation_id(), mediating()),
        (
            "调解 mediating（期限已过，无人记录）",
            mediation_id(),
            with(mediating(), &|w| drop(w.later(60).mediation())),
        ),
        (
            "调解 signing（未审查）",
            mediation_id(),
            with(mediating(), &|w| drop(w.draft(Ending::JudicialConfirmation).mediation())),
        ),
        (
            "调解 signing（已审查）",
            mediation_id(),
            with(mediating(), &|w| drop(w.draft(Ending::JudicialConfirmation).lawful().mediation())),
        ),
        ("调解 ended（达成协议）", mediation_id(), agreed()),
        (
            "调解 ended（不成）",
            mediation_id(),
            with(mediating(), &|w| drop(w.must("mediator", &mediation_id(), fail.clone()))),
        ),
        ("履行 running", performance_id(), agreed()),
        ("履行 running（已到期）", performance_id(), with(agreed(), &|w| drop(w.later(20).mediation()))),
        ("回访 due", follow_up_id(), agreed()),
    ];
    scenes.extend(scenes_elsewhere());
    scenes.extend(scenes_of_advice());
    scenes
}

/// What other bodies do, and what goes to them.
fn scenes_elsewhere() -> Vec<(&'static str, MatterId, World)> {
    let judged = || {
        let mut world = sued();
        world.judged(1, crate::mirrored::Finding::Annulled, "2026-03-20");
        world
    };
    let received = || {
        let mut world = referred();
        let accept = crate::referral::ReferralCommand::Accept { receipt: None };
        world.must("judge", &crate::scenes::referral_id(1), accept);
        world
    };
    vec![
        ("其他机关的程序 running", crate::scenes::mirrored_id(1), sued()),
        ("其他机关的程序 decided", crate::scenes::mirrored_id(1), judged()),
        ("移送 sent", crate::scenes::referral_id(1), referred()),
        ("移送 accepted", crate::scenes::referral_id(1), received()),
    ]
}

/// What experts are asked, and a case review.
fn scenes_of_advice() -> Vec<(&'static str, MatterId, World)> {
    use crate::scenes::*;
    let asked = || {
        let mut world = World::on("2026-03-10").with_pool();
        world.mediating();
        world.must("clerk", &dispute_id(), consult(question(2, "2026-03-25")));
        world
    };
    let drawn = || {
        let mut world = asked();
        world.must("clerk", &consultation_id(), lots(SEED));
        world
    };
    let convened = || {
        let mut world = World::on("2026-03-10").with_pool();
        world.mediating();
        let mayor = crate::case_review::ReviewKind::Mayor;
        world.must("clerk", &dispute_id(), convene(convening(mayor, "2026-03-20")));
        world
    };
    let served = || {
        let mut world = convened();
        let serve = crate::case_review::CaseReviewCommand::ServeMaterials { served_on: world.today };
        world.must("clerk", &case_review_id(), serve);
        world
    };
    vec![
        ("专家论证 drawing", consultation_id(), asked()),
        ("专家论证 asking", consultation_id(), drawn()),
        ("案审会 convened", case_review_id(), convened()),
        ("案审会 materials_served", case_review_id(), served()),
    ]
}

const ACTORS: [(&str, &str); 12] = [
    ("p1", "当事人"),
    ("clerk", "窗口"),
    ("head", "负责人"),
    ("mediator", "主调人"),
    ("mediator2", "他调解员"),
    ("judge", "指导法官"),
    ("legal", "本机关法制"),
    ("other_legal", "他机关法制"),
    ("cadre", "镇干部(N)"),
    ("expert", "专家(未入组)"),
    ("archivist", "档案员"),
    ("auditor", "审计员"),
];

#[test]
fn who_is_offered_what_at_which_stage_is_as_reviewed() {
    let mut table = String::from(
        "// 阶段 × 步骤 × 身份。可＝现在可以办；代号＝现在不能办及其理由；没有列出的身份＝与此人无关。\n",
    );
    for (scene, id, world) in scenes() {
        let _ = writeln!(table, "\n{scene}");
        // command → answer → who
        let mut answers: BTreeMap<&str, BTreeMap<String, Vec<&str>>> = BTreeMap::new();
        for (user, name) in ACTORS {
            for offer in world.offers(user, &id) {
                let answer = offer.refusal.map_or("可".to_owned(), |refusal| refusal.code.name.to_owned());
                answers.entry(offer.command).or_default().entry(answer).or_default().push(name);
            }
        }
        let mut elsewhere = Vec::new();
        for (command, by_answer) in &answers {
            if by_answer.keys().all(|answer| answer == crate::refusal::WRONG_STAGE.name) {
                elsewhere.push(*command);
                continue;
            }
            let lines: Vec<String> =
                by_answer.iter().map(|(answer, who)| format!("{answer} ← {}", who.join("、"))).collect();
            let _ = writeln!(table, "  {command}: {}", lines.join("；"));
        }
        if !elsewhere.is_empty() {
            let _ = writeln!(table, "  {} ← {}", crate::refusal::WRONG_STAGE.name, elsewhere.join(" "));
        }
    }
    assert_table("offers", &table);
}

/// Every `Code::new("…", "…")` and `Code::citing("…", "…", "…")` in the source of this crate.
fn codes() -> Vec<[String; 3]> {
    fn sources(folder: &Path, found: &mut Vec<String>) {
        let mut entries: Vec<_> =
            fs::read_dir(folder).expect("the source is there").flatten().map(|entry| entry.path()).collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                sources(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs")
                && !path.ends_with("tables.rs")
            {
                found.push(fs::read_to_string(&path).expect("source is text"));
            }
        }
    }
    let mut texts = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut texts);
    let mut codes = Vec::new();
    for text in &texts {
        for (marker, count) in [("Code::new(", 2), ("Code::citing(", 3)] {
            for rest in text.split(marker).skip(1).filter(|rest| rest.trim_start().starts_with('"')) {
                let mut strings = rest.split('"').skip(1).step_by(2).map(str::to_owned);
                let mut next = || strings.next().expect("a code has a name and a sentence");
                codes.push([next(), next(), if count == 3 { next() } else { "—".into() }]);
            }
        }
    }
    codes.sort();
    codes
}

#[test]
fn every_refusal_has_one_name_and_is_as_reviewed() {
    let codes = codes();
    for pair in codes.windows(2) {
        assert_ne!(pair[0][0], pair[1][0], "one name, one meaning");
    }
    let mut table = String::from("// 代号 | 说给人听的话 | 依据\n");
    for [name, says, cites] in &codes {
        assert!(name.chars().all(|c| c.is_ascii_lowercase() || "._".contains(c)), "{name} is in words");
        let _ = writeln!(table, "{name} | {says} | {cites}");
    }
    assert_table("refusals", &table);
}

#[test]
fn replaying_the_journal_gives_the_file_as_it_was() {
    for (scene, _, world) in scenes() {
        for (id, file) in &world.files {
            let events: Vec<&Event> =
                world.journal.iter().filter(|(of, _)| of == id).map(|(_, event)| event).collect();
            let stored: Vec<Event> = events
                .iter()
                .map(|event| {
                    Event::from_payload(event.kind(), &event.to_payload()).expect("an event reads back")
                })
                .collect();
            assert_eq!(File::replay(id.clone(), &stored), *file, "{scene} {id}");
            assert!(events.iter().all(|event| !event.name().is_empty()));
        }
    }
}

#[test]
fn a_file_reads_back_as_it_was_written() {
    for (_, _, world) in scenes() {
        for file in world.files.values() {
            let matter = file.matter.as_ref().expect("it is open");
            let text = serde_json::to_string(matter).expect("a file is plain data");
            assert_eq!(serde_json::from_str::<AnyMatter>(&text).expect("and reads back"), *matter);
        }
    }
}

#[test]
fn an_open_family_always_has_somebody_with_a_next_step() {
    for (scene, _, world) in scenes() {
        let open = |outline: &crate::Outline| outline.facets.ended_on.is_none();
        for (id, file) in &world.files {
            let outline = world.outline(id);
            let of_its_own = !outline.tasks.is_empty();
            let below = || {
                let children =
                    world.files.keys().filter(|child| child.as_str().starts_with(&format!("{id}.")));
                children
                    .map(|child| world.outline(child))
                    .any(|child| open(&child) && !child.tasks.is_empty())
            };
            assert!(
                !open(&outline) || of_its_own || below(),
                "{scene}: {id} {:?}",
                file.matter.as_ref().map(AnyMatter::kind)
            );
            assert!(outline.tasks.iter().all(|task| !task.holders.is_empty()), "{scene}: {id}");
        }
    }
}

#[test]
fn names_of_tasks_and_clocks_are_unique_within_a_matter() {
    for (scene, _, world) in scenes() {
        for id in world.files.keys() {
            let outline = world.outline(id);
            for mut names in [
                outline.tasks.iter().map(|task| &task.name).collect::<Vec<_>>(),
                outline.clocks.iter().map(|clock| &clock.name).collect(),
            ] {
                let all = names.len();
                names.sort();
                names.dedup();
                assert_eq!(names.len(), all, "{scene} {id}");
            }
        }
    }
}

#[test]
fn what_is_offered_as_open_is_never_refused_for_permission_or_stage() {
    // The offer and the decision come from one `may`; this holds the two together for the steps without content.
    let mut world = World::on("2026-03-10");
    world.register(registration(fine("2026-03-07"), "2026-03-10"));
    world.import(crate::mediation::Channel::BeforeProcedure).all_consent().team();
    let offered = world.offers("mediator", &mediation_id());
    let accept = offered.iter().find(|offer| offer.command == "accept_material").expect("it is offered");
    assert_eq!(accept.refusal, None);
    world.accept();
    let again = world.refused("mediator", &mediation_id(), crate::world::accept());
    let offered = world.offers("mediator", &mediation_id());
    let accept = offered.iter().find(|offer| offer.command == "accept_material").expect("it is shown greyed");
    assert_eq!(accept.refusal.as_ref().map(|refusal| refusal.code), Some(again.code));
    assert_eq!(again.class, Class::Refused);
}

#[test]
fn what_time_has_done_is_the_same_whether_it_is_asked_today_or_years_later() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    let outline = world.outline(&mediation_id());
    world.later(3650);
    assert_eq!(world.outline(&mediation_id()), outline, "an outline knows no clock");
    let ended = Stage::Ended { on: day("2026-04-09"), outcome: Outcome::Lapsed };
    assert_eq!(world.mediation().as_of(&world.law, world.today), ended);
}

#[test]
fn the_statute_alone_gives_the_statutes_commands() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    for who in ["clerk", "head", "mediator", "judge", "legal", "p1"] {
        let brief = Box::new(world.mediation().brief);
        let refusal = world.refused(who, &mediation_id(), MediationCommand::UpdateBrief { brief });
        assert_eq!(refusal.class, Class::NotPermitted, "{who}");
        assert!(
            world.refused(who, &mediation_id(), MediationCommand::RecordLapse).class == Class::NotPermitted
        );
    }
    assert_eq!(Kind::Mediation.name_zh(), "行政争议调解");
    assert_eq!(world.actor("statute").role, Role::Statute);
    assert!(world.mediation().is_side(RESPONDENT));
}
