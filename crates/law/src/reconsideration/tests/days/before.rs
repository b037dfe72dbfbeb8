//! Before the trial: until when to apply, review, supplement, forwarding.

use super::*;
use crate::dispute::Told;

/// The fine, told of and known as said, contested today.
fn contested(world: &mut World, act: ContestedAct) -> String {
    let today = world.today.to_string();
    let mut world = World::on(&today).with_justice();
    world.registered_only(act, &today).applies(application(&today));
    format!("受理{}", world.tries("reviewer", accept()))
}

fn untold(on: &str) -> ContestedAct {
    ContestedAct { told: Told::No, ..fine(on) }
}

/// Known only in January 2026, long after it was made.
fn found_out_late(made_on: &str, real_estate: bool) -> ContestedAct {
    ContestedAct { known_on: Some(day("2026-01-20")), real_estate, told: Told::No, ..fine(made_on) }
}

fn against(act: ContestedAct, on: &str) -> World {
    let mut world = World::on(on).with_justice();
    world.registered_only(act, on).applies(application(on));
    world
}

fn last_day(world: &World) -> Option<Date> {
    world.review().last_day_to_apply(&world.law)
}

fn ask() -> ReconsiderationCommand {
    ReconsiderationCommand::RequestSupplement { items: "处罚决定书".into(), document: None }
}

fn asked(on: &str) -> World {
    let mut world = applied(on);
    world.reviews(ask()).serves(PaperKind::SupplementNotice);
    world
}

fn extended(on: &str) -> World {
    let mut world = asked(on);
    let (until, reason) = (day("2026-04-07"), "正在调取".into());
    world.reviews(ReconsiderationCommand::ExtendSupplement { until, reason });
    world
}

fn received(world: &mut World) -> String {
    let on = world.today;
    let said = world.tries(
        "reviewer",
        ReconsiderationCommand::ReceiveSupplement { on, documents: Vec::new(), said: None },
    );
    format!("收补正{said}，{}", world.stands())
}

fn supplemented(on: &str) -> World {
    let mut world = asked(on);
    received(&mut world);
    world
}

fn through_the_agency(on: &str) -> World {
    let mut world = World::on(on).with_justice();
    let through = Application { way: ApplicationWay::ThroughAgency, ..application(on) };
    let act = ContestedAct { by_monitoring: true, ..fine(on) };
    world.registered_only(act, on).applies(through);
    world
}

fn reviewed(world: &mut World) -> String {
    let deemed = world.review().acceptance.filter(|accepted| accepted.deemed);
    let deemed = deemed.map(|accepted| format!("，{}视为受理", zh_date_weekday(accepted.on)));
    let refuse = ReconsiderationCommand::Refuse {
        ground: RefusalGround::NoInterest,
        reason: "没有利害关系".into(),
        competent: None,
        document: None,
    };
    let stands = world.stands();
    format!("{stands}{}，不予受理{}", deemed.unwrap_or_default(), world.tries("reviewer", refuse))
}

pub const PERIODS: [Period; 10] = [
    Period {
        heading: "20条1款 申请：知道行政行为之日起六十日",
        days: SIXTY,
        begins: applied,
        last: last_day,
        on: |world, start| contested(world, fine(start)),
    },
    Period {
        heading: "20条3款 没有告知复议权利、机关和期限的：知道内容之日起最长一年",
        days: &[("2025-03-10", "2026-03-10"), ("2025-02-28", "2026-02-28"), ("2025-02-17", "2026-02-24")],
        begins: |on| against(untold(on), on),
        last: last_day,
        on: |world, start| contested(world, untold(start)),
    },
    Period {
        heading: "21条 其他行政行为：作出之日起最长五年，从严不因休假顺延（2026年1月20日才知道）",
        days: &[("2021-03-10", "2026-03-10"), ("2021-02-17", "2026-02-17")],
        begins: |made_on| against(found_out_late(made_on, false), "2026-01-20"),
        last: last_day,
        on: |world, start| contested(world, found_out_late(start, false)),
    },
    Period {
        heading: "21条 不动产：作出之日起最长二十年，从严不因休假顺延（2026年1月20日才知道）",
        days: &[("2006-03-10", "2026-03-10"), ("2006-02-17", "2026-02-17")],
        begins: |made_on| against(found_out_late(made_on, true), "2026-01-20"),
        last: last_day,
        on: |world, start| contested(world, found_out_late(start, true)),
    },
    Period {
        heading: "30条1款、3款 审查：收到申请之日起五日；没有作出不予受理决定的，届满之日视为受理",
        days: FIVE,
        begins: applied,
        last: due!("screening"),
        on: |world, _| reviewed(world),
    },
    Period {
        heading: "31条1款 补正通知：收到申请之日起五日",
        days: FIVE,
        begins: applied,
        last: due!("screening"),
        on: |world, _| format!("通知补正{}", world.tries("reviewer", ask())),
    },
    Period {
        heading: "31条2款 补正：收到补正通知之日起十日；逾期视为放弃",
        days: TEN,
        begins: asked,
        last: due!("supplement"),
        on: |world, _| received(world),
    },
    Period {
        heading: "31条2款 补正期限延长到2026年4月7日（清明节后第一日）",
        days: &[("2026-03-10", "2026-04-07")],
        begins: extended,
        last: due!("supplement"),
        on: |world, _| received(world),
    },
    Period {
        heading: "31条3款 收到补正材料后：重新审查五日",
        days: FIVE,
        begins: supplemented,
        last: due!("screening"),
        on: |world, _| reviewed(world),
    },
    Period {
        heading: "32条 处罚机关：收到申请之日起五日内转送（逾期仍应转送）",
        days: FIVE,
        begins: through_the_agency,
        last: due!("forwarding"),
        on: |world, _| {
            let on = world.today;
            let said = world.tries("legal", ReconsiderationCommand::Forward { on, note: None });
            format!("转送{said}，{}", world.stands())
        },
    },
];
