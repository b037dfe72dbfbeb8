//! Withdrawal, settlement, decision, service and what follows from them.

use super::*;

fn proposed(on: &str, opinion: DraftOpinion) -> World {
    let mut world = ready(accepted(on));
    world.decides(opinion);
    world
}

fn upheld() -> DraftOpinion {
    opinion(holding(HoldingKind::Uphold, HoldingGround::AllInOrder))
}

fn changed() -> DraftOpinion {
    let content = Some("罚款 300 元".to_owned());
    opinion(Holding { content, ..holding(HoldingKind::Change, HoldingGround::ContentInappropriate) })
}

/// Decided and served on everybody that day.
fn served(on: &str, opinion: DraftOpinion) -> World {
    let mut world = proposed(on, opinion);
    world.serves(PaperKind::Decision);
    world
}

fn enforced(world: &mut World, by: EnforcedBy) -> String {
    world.tries("reviewer", enforce_on_p1(by))
}

/// An opinion to the agency, served that day.
fn advised(on: &str) -> World {
    let mut world = served(on, upheld());
    let issue = ReconsiderationCommand::IssueOpinion {
        kind: OpinionKind::Opinion,
        to_body: None,
        text: "改正送达程序".into(),
        document: None,
        agreed_by: None,
    };
    world.reviews(issue).serves(PaperKind::Opinion);
    world
}

fn reported(world: &mut World) -> String {
    let report = ReconsiderationCommand::RecordReport { opinion: "o1".into(), text: "已经改正".into() };
    format!("报送{}", world.tries("legal", report))
}

fn first_window(world: &World) -> Option<Date> {
    world.review_due("window:p1")
}

pub const PERIODS: [Period; 4] = [
    Period {
        heading: "《行政诉讼法》45条、78条1项 维持：收到决定书之日起十五日内起诉；逾期不起诉的，由作出机关或者法院强制执行",
        days: FIFTEEN,
        begins: |on| served(on, upheld()),
        last: first_window,
        on: |world, _| {
            let body = enforced(world, EnforcedBy::Body);
            format!("复议机关执行{body}；作出机关执行{}", enforced(world, EnforcedBy::Agency))
        },
    },
    Period {
        heading: "《行政诉讼法》45条、78条2项 变更：逾期不起诉的，由复议机关或者法院强制执行",
        days: FIFTEEN,
        begins: |on| served(on, changed()),
        last: first_window,
        on: |world, _| {
            let agency = enforced(world, EnforcedBy::Agency);
            format!("作出机关执行{agency}；复议机关执行{}", enforced(world, EnforcedBy::Body))
        },
    },
    Period {
        heading: "34条 应当先复议、不予受理的：收到决定书之日起十五日内起诉",
        days: FIFTEEN,
        begins: |on| {
            let mut world = World::on(on).with_justice();
            let act = ContestedAct { on_the_spot: true, ..fine(on) };
            world.registered_only(act, on).applies(application(on));
            world.reviews(ReconsiderationCommand::Refuse {
                ground: RefusalGround::NoInterest,
                reason: "没有利害关系".into(),
                competent: None,
                document: None,
            });
            world.serves(PaperKind::Refusal);
            world
        },
        last: first_window,
        on: |world, _| world.review().told("p1", &world.law, world.today),
    },
    Period {
        heading: "76条 报送纠正情况：收到意见书之日起六十日（逾期仍应报送）",
        days: SIXTY,
        begins: advised,
        last: due!("opinion:o1"),
        on: |world, _| reported(world),
    },
];

fn withdraw(world: &mut World) -> String {
    let order = ReconsiderationCommand::ApplyWithdrawal {
        settled: true,
        reason: "已经和解".into(),
        cost_shown: true,
        represented_consent: None,
        document: None,
    };
    world.tries("p1", order)
}

fn withdrawn() -> World {
    let mut world = ready(accepted("2026-03-10"));
    withdraw(&mut world);
    let reason = "自愿、合法".to_owned();
    world.reviews(ReconsiderationCommand::DecideWithdrawal { allowed: true, reason, document: None });
    world.applies(Application { despite_earlier: true, ..application("2026-03-10") });
    world
}

fn once_more(against_will: Option<&str>) -> String {
    let ReconsiderationCommand::Accept { conditions, procedure, .. } = accept() else { unreachable!() };
    let order = ReconsiderationCommand::Accept {
        conditions,
        procedure,
        summary: None,
        late_reason: None,
        against_will: against_will.map(str::to_owned),
        document: None,
    };
    let again = dispute_id().child(Kind::Reconsideration, 2);
    answer(withdrawn().give("reviewer", &again, order))
}

/// What turns on an act and not on a day.
pub fn edges(text: &mut String) {
    let mut line = |what: &str, said: String| {
        let _ = writeln!(text, "{what}：{said}");
    };
    line(
        "\n== 不以日数为界的 ==\n36条 指定复议人员（没有法定期限），指定外单位的人",
        {
            let handlers = vec!["legal".into()];
            accepted("2026-03-10").tries("review_head", ReconsiderationCommand::Assign { handlers })
        },
    );
    line("36条 指定复议机构的人", {
        let handlers = vec!["reviewer".into()];
        accepted("2026-03-10").tries("review_head", ReconsiderationCommand::Assign { handlers })
    });
    line("62条1款 延长三十一日", {
        let extend = ReconsiderationCommand::Extend { days: 31, reason: "复杂".into(), document: None };
        ready(accepted("2026-03-10")).tries("review_head", extend)
    });
    line("62条1款 已批准延长、期限届满后才告知，审理期限仍到", {
        let mut world = ready(accepted("2026-03-12"));
        let extend = ReconsiderationCommand::Extend { days: 30, reason: "复杂".into(), document: None };
        world.at("2026-05-11").must("review_head", &review_id(), extend);
        world.at("2026-05-12").serves(PaperKind::Extension);
        world.review_due("decision").map(zh_date_weekday).unwrap_or_default()
    });
    line("74条1款 决定作出之前申请撤回", withdraw(&mut ready(accepted("2026-03-10"))));
    line("74条1款 决定作出之后申请撤回", withdraw(&mut proposed("2026-03-10", upheld())));
    line("74条2款 准予撤回后又申请，受理", once_more(None));
    line("74条2款 能够证明撤回违背真实意愿的，受理", once_more(Some("当时被胁迫，有报警记录")));
    line("75条2款 只送达一方，决定", proposed_and_served(&["p1"]));
    line("75条2款 各方都送达，决定", proposed_and_served(&["p1", RESPONDENT]));
    line("77条2款 没有要履行的内容（维持），责令限期履行", {
        let mut world = served("2026-03-10", upheld());
        press(&mut world)
    });
    for (when, on) in [("最后一天", "2026-05-08"), ("次日", "2026-05-09")] {
        let mut world = licence_to_be_decided_again_by("2026-05-08");
        world.at(on);
        line(&format!("77条2款 责令2026年5月8日前重作的，{when}责令限期履行"), press(&mut world));
    }
    line("77条2款 撤销罚款、应当返还的（没有写明哪一天），责令限期履行", {
        press(&mut served("2026-03-10", annul()))
    });
    line("78条3项 调解书：没有起诉期限，复议机关执行", {
        let mut world = ready(accepted("2026-03-10"));
        world.reviews(ReconsiderationCommand::SealStatement {
            text: "罚款变更为 300 元".into(),
            signed_by: vec!["p1".into(), RESPONDENT.into()],
            document: paper("statement"),
            obligations: Vec::new(),
        });
        enforced(&mut world, EnforcedBy::Body)
    });
}

/// A refused licence: nothing was taken, so nothing is to be given back.
fn licence_to_be_decided_again_by(on: &str) -> World {
    let made_on = "2026-03-10";
    let mut world = World::on(made_on).with_justice();
    let act = ContestedAct { kind: crate::dispute::ActKind::Licence, ..fine(made_on) };
    world.registered_only(act, made_on).applies(application(made_on)).reviews(accept());
    let redo = Holding {
        redo: true,
        perform_by: Some(day(on)),
        ..holding(HoldingKind::Annul, HoldingGround::ProcedureViolated)
    };
    let mut world = ready(world);
    world.decides(DraftOpinion { restitution: None, ..opinion(redo) }).serves(PaperKind::Decision);
    world
}

fn press(world: &mut World) -> String {
    world.tries(
        "reviewer",
        ReconsiderationCommand::Press {
            measure: Measure::Urging,
            until: Some(day("2026-05-25")),
            of: Vec::new(),
            text: "请限期履行".into(),
            document: None,
            agreed_by: None,
        },
    )
}

fn proposed_and_served(sides: &[&str]) -> String {
    let mut world = proposed("2026-03-10", upheld());
    let notice = world.review().decided.expect("it was issued").notice;
    for side in sides {
        let order = serve(&notice, side, ServedBy::Direct, world.today);
        world.reviews(order);
    }
    world.stands()
}
