//! The trial: copy, reply, hearing, the period to decide with suspension and extension, termination, the review of a rule.

use super::*;
use crate::{
    clock::{Due, ReconsiderationSuspension as Ground},
    term,
};
use jiff::ToSpan;

fn sent(world: &mut World) -> String {
    format!("发送{}", world.tries("reviewer", ReconsiderationCommand::SendCopy { document: None }))
}

fn replied(world: &mut World) -> String {
    let proposed =
        world.tries("reviewer", draft(opinion(holding(HoldingKind::Annul, HoldingGround::NoReply))));
    world.replies();
    let late = world.review().reply.is_some_and(|reply| reply.late);
    let counts = if late { "逾期，视为没有证据、依据（70条）" } else { "按期" };
    format!("先提意见{proposed}；答复{counts}")
}

/// The hearing is a month after the acceptance; its days are counted backwards.
fn before_the_hearing(on: &str) -> World {
    let early = day(on).saturating_sub(40.days()).to_string();
    let mut world = ready(accepted(&early));
    world.at(on);
    world
}

fn hearing(on: &str) -> ReconsiderationCommand {
    let plan = HearingPlan {
        starts_at: format!("{on}T09:00").parse().expect("a moment"),
        place: "听证室".into(),
        matters: "处罚是否适当".into(),
        chair: "reviewer".into(),
        members: vec!["reviewer2".into(), "reviewer3".into()],
        clerk: "review_clerk".into(),
    };
    ReconsiderationCommand::ConveneHearing { plan: Box::new(plan), document: None }
}

fn prolong(days: u16) -> ReconsiderationCommand {
    ReconsiderationCommand::Extend { days, reason: "情况复杂".into(), document: None }
}

/// Prolonged by thirty days on the day of acceptance, and told at once.
fn prolonged(on: &str) -> World {
    let mut world = ready(accepted(on));
    world.must("review_head", &review_id(), prolong(30));
    world.serves(PaperKind::Extension);
    world
}

fn decided_by(world: &mut World) -> String {
    let told = world.review().told("p1", &world.law, world.today);
    let extend = world.tries("review_head", prolong(30));
    format!("延长{extend}；提意见{}；告诉当事人：{told}", world.tries("reviewer", draft(annul())))
}

/// From the tenth day after acceptance for twenty-one days.
fn suspended_for_twenty_one_days(on: &str) -> World {
    let mut world = accepted(on);
    let from = day(on).saturating_add(10.days());
    world.at(&from.to_string()).reviews(suspend(Ground::CannotTakePart));
    assert_eq!(world.review_due("decision"), None, "39条: no last day while it is suspended");
    world.at(&from.saturating_add(21.days()).to_string()).reviews(resume());
    world
}

fn halted(on: &str, ground: Ground) -> World {
    let mut world = accepted(on);
    world.reviews(suspend(ground));
    world
}

fn terminated(world: &mut World) -> String {
    let terminate = ReconsiderationCommand::Terminate {
        ground: TerminationGround::SuspendedSixtyDays,
        reason: "原因仍未消除".into(),
        proof: None,
        of_every_applicant: false,
        document: None,
        agreed_by: None,
    };
    format!("终止{}，{}", world.tries("reviewer", terminate), world.stands())
}

fn with_a_rule(on: &str, own: bool) -> World {
    let mut world = World::on(on).with_justice();
    let asks = Application { rule: Some("某办法第五条".into()), ..application(on) };
    world.registered_only(fine(on), on).applies(asks).reviews(accept());
    let plan = RuleReviewPlan {
        rule: "某办法第五条".into(),
        maker: "某局".into(),
        own,
        forward_to: (!own).then(|| "省有关机关".into()),
        found: false,
    };
    world.reviews(ReconsiderationCommand::OpenRuleReview { plan }).reviews(suspend(Ground::RuleReview));
    world
}

fn notified(on: &str, own: bool) -> World {
    let mut world = with_a_rule(on, own);
    let paper = if own { PaperKind::RuleNotice } else { PaperKind::RuleForwarding };
    world.reviews(ReconsiderationCommand::NotifyRule { document: None }).serves(paper);
    world
}

fn notify(world: &mut World) -> String {
    format!("通知、转送{}", world.tries("reviewer", ReconsiderationCommand::NotifyRule { document: None }))
}

fn answered(world: &mut World) -> String {
    let text = "合法".to_owned();
    let on = world.now().today;
    let answer = ReconsiderationCommand::RecordRuleAnswer { text, on, document: None };
    format!("登记答复{}", world.tries("reviewer", answer))
}

fn concluded(world: &mut World) -> String {
    let (outcome, text) = (RuleOutcome::Lawful, "合法".to_owned());
    format!(
        "作出处理{}",
        world
            .tries("reviewer", ReconsiderationCommand::ConcludeRuleReview { outcome, text, agreed_by: None })
    )
}

pub const PERIODS: [Period; 15] = [
    Period {
        heading: "48条 普通程序发送副本：受理之日起七日（逾期仍应发送）",
        days: SEVEN,
        begins: accepted,
        last: due!("copy"),
        on: |world, _| sent(world),
    },
    Period {
        heading: "54条1款 简易程序发送副本：受理之日起三日（逾期仍应发送）",
        days: THREE,
        begins: summarily,
        last: due!("copy"),
        on: |world, _| sent(world),
    },
    Period {
        heading: "48条 普通程序答复、举证：收到副本之日起十日",
        days: TEN,
        begins: |on| {
            let mut world = copied(accepted(on));
            world.hears();
            world
        },
        last: due!("reply"),
        on: |world, _| replied(world),
    },
    Period {
        heading: "54条1款 简易程序答复、举证：收到副本之日起五日",
        days: FIVE,
        begins: |on| copied(summarily(on)),
        last: due!("reply"),
        on: |world, _| replied(world),
    },
    Period {
        heading: "51条1款 听证通知：举行听证的五日前（听证之日 → 最迟通知之日，净空五个工作日，通知也在工作日）",
        days: &[
            ("2026-03-20", "2026-03-12"),
            ("2026-02-27", "2026-02-12"),
            ("2026-03-02", "2026-02-14"),
            ("2026-10-12", "2026-09-28"),
        ],
        begins: before_the_hearing,
        last: |world| Due::before(&term::HEARING_NOTICE, world.today, &world.law.calendar).on,
        on: |world, start| format!("通知听证{}", world.tries("reviewer", hearing(start))),
    },
    Period {
        heading: "62条1款 普通程序：受理之日起六十日作出决定；逾期的可以起诉（《行政诉讼法》45条）",
        days: SIXTY,
        begins: |on| ready(accepted(on)),
        last: due!("decision"),
        on: |world, _| decided_by(world),
    },
    Period {
        heading: "62条2款 简易程序：受理之日起三十日作出决定，不能延长",
        days: THIRTY,
        begins: |on| ready(summarily(on)),
        last: due!("decision"),
        on: |world, _| decided_by(world),
    },
    Period {
        heading: "62条1款 延长三十日，已在原期限内书面告知：受理之日起九十日",
        days: &[("2026-03-10", "2026-06-08"), ("2025-12-30", "2026-03-30"), ("2025-11-25", "2026-02-24")],
        begins: prolonged,
        last: due!("decision"),
        on: |world, _| decided_by(world),
    },
    Period {
        heading: "39条2款 受理第十日中止、第三十一日恢复：六十日顺延二十一日",
        days: &[("2026-03-10", "2026-06-01"), ("2025-12-30", "2026-03-23"), ("2025-12-09", "2026-02-28")],
        begins: suspended_for_twenty_one_days,
        last: due!("decision"),
        on: |world, _| world.review().told("p1", &world.law, world.today),
    },
    Period {
        heading: "41条5项 因申请人死亡、丧失能力、终止而中止满六十日",
        days: SIXTY,
        begins: |on| halted(on, Ground::ApplicantDied),
        last: due!("termination"),
        on: |world, _| terminated(world),
    },
    Period {
        heading: "56条、57条 本机关有权处理的规范性文件：三十日",
        days: THIRTY,
        begins: |on| notified(on, true),
        last: due!("rule_own:u1"),
        on: |world, _| concluded(world),
    },
    Period {
        heading: "56条、57条 无权处理的：七日内转送",
        days: SEVEN,
        begins: |on| with_a_rule(on, false),
        last: due!("rule_forward:u1"),
        on: |world, _| notify(world),
    },
    Period {
        heading: "58条1款 通知制定机关：中止之日起三日",
        days: THREE,
        begins: |on| with_a_rule(on, true),
        last: due!("rule_notice:u1"),
        on: |world, _| notify(world),
    },
    Period {
        heading: "58条1款 制定机关答复：收到通知之日起十日",
        days: TEN,
        begins: |on| notified(on, true),
        last: due!("rule_reply:u1"),
        on: |world, _| answered(world),
    },
    Period {
        heading: "60条 接受转送的机关回复：收到转送之日起六十日",
        days: SIXTY,
        begins: |on| notified(on, false),
        last: due!("rule_forwarded:u1"),
        on: |world, _| answered(world),
    },
];
