//! The suit after a reconsideration was asked for: running, decided, overdue, refused, withdrawn (《行政诉讼法》44条、45条，《行政复议法》34条).

use super::{
    Basis, Finding, Passage, Period, Scene, Tried, Way,
    sue::{LATE, directly},
};
use crate::{calendar::zh_date, clock::Clock, term};
use jiff::civil::Date;

/// What a reconsideration that was asked for makes of the suit.
pub(super) fn after_reconsideration(scene: &Scene<'_>) -> Option<Finding> {
    let attempt = scene.reconsidered?;
    let finding = match attempt.tried {
        Tried::ReconsiderationFiled if !scene.precedence_requires() => {
            let says = "复议机关还没有受理的，也可以起诉；两边都立了案，由先立案的管，不要两边都递。";
            directly(scene).knowing(Some(Basis::new("FY-14", "法释〔2018〕1号第57条", says)))
        }
        Tried::ReconsiderationUnclear | Tried::ReconsiderationFiled => {
            let basis =
                Basis::new("FY-14", "《行政复议法》第29条第1款", "复议已经受理的，复议期间不能起诉。");
            let next = "先问复议机构受理没有、哪天受理的；受理了就等决定，收到决定书十五日内可以起诉。";
            Finding::new(Passage::AfterReconsideration, basis, next)
        }
        Tried::ReconsiderationAccepted => {
            let basis = Basis::new(
                "FY-14",
                "《行政复议法》第29条第1款，法释〔2018〕1号第57条",
                "复议已经受理，复议期间不能起诉。",
            );
            let next = "等复议决定。不服的，收到决定书之日起十五日内起诉；过了期限不决定的，期满之日起十五日内起诉（《行政诉讼法》第45条）。";
            Finding::new(Passage::AfterReconsideration, basis, next)
        }
        Tried::ReconsiderationWithdrawn if scene.precedence_requires() => {
            let says = "这类事要先复议；撤回了复议，就没有经过复议，法院不立案。";
            let basis =
                Basis::new("FY-12", "《行政复议法》第23条、第74条，法释〔2018〕1号第56条、第58条", says);
            Finding::new(
                Passage::Closed,
                basis,
                "能证明撤回不是自愿的，带上证据重新申请复议；想谈的，请中心调解。",
            )
        }
        Tried::ReconsiderationWithdrawn => {
            let says = "撤回复议以后，在原来的起诉期限内还可以起诉；复议用掉的时间按不扣除准备。";
            directly(scene).knowing(Some(Basis::new("XS-13", "法释〔2018〕1号第58条", says)))
        }
        Tried::ReconsiderationRefused => refused(scene, attempt.on),
        Tried::ReconsiderationLapsed => overdue(scene, attempt.on),
        _ => decided(scene, attempt.on),
    };
    Some(finding)
}

/// 收到复议决定书之日起十五日.
fn decided(scene: &Scene<'_>, on: Option<Date>) -> Finding {
    let basis = |says| Basis::new("XS-04", "《行政诉讼法》第45条", says);
    let Some(on) = on else {
        let says = "收到复议决定书之日起十五日内起诉；没有收到日期，算不出还剩几天。";
        return Finding::new(
            Passage::Uncounted,
            basis(says),
            "看决定书的送达日期，十五日内把起诉状交到法院；拿不准就马上去。",
        );
    };
    let period = Period::plain(&term::SUIT_AFTER_RECONSIDERATION, on, scene.calendar);
    let untold = Clock::start(&term::SUIT_UNTOLD_LIMIT, on).due(scene.calendar);
    let untold = untold.with_remark("主张：复议决定没有告知起诉期限；是否成立由人民法院认定。");
    let period = Period { claimed: untold, ..period };
    match period.passage(scene.today) {
        Passage::Open => {
            let next = format!("{}以前，把起诉状和复议决定书交到法院。", zh_date(period.on()));
            Finding::new(Passage::Open, basis("复议以后，还在十五日的起诉期限内。"), next).until(period)
        }
        Passage::Claimable => {
            let says =
                "十五日已经过了；只有复议决定书没有写明起诉期限的，才可以主张一年以内起诉，由法院认定。";
            let basis = Basis::new("XS-03", "法释〔2018〕1号第64条第2款", says);
            Finding::new(
                Passage::Claimable,
                basis,
                "翻看复议决定书最后一段：没有写起诉期限的，尽快起诉并写明；写了的，这条路走不通。",
            )
            .until(period)
        }
        _ => Finding::new(Passage::Closed, basis("复议以后的起诉期限已经过了。"), LATE).until(period),
    }
}

/// 逾期不作决定 (行诉法45条): fifteen days from the end of the period of the reconsideration (复议法62条), the safe day from the shortest.
fn overdue(scene: &Scene<'_>, accepted_on: Option<Date>) -> Finding {
    let (rule, article) = match scene.precedence_requires() {
        true => ("FY-13", "《行政复议法》第34条"),
        false => ("XS-05", "《行政诉讼法》第45条"),
    };
    let basis = |says| Basis::new(rule, article, says);
    let Some(accepted_on) = accepted_on else {
        let says = "复议期限届满之日起十五日内起诉；不知道哪天受理的，算不出还剩几天。";
        return Finding::new(
            Passage::Uncounted,
            basis(says),
            "今天就问复议机构：哪天受理的、有没有延长；拿不准就先把起诉状交到法院。",
        );
    };
    // Who says that it is late may mean the thirty days of the summary procedure: then the safe day is theirs and stays that, however much
    // time passes. What time alone has made late was not said to be summary, and accepted by silence it cannot be.
    let told = scene.question.tried.get(Way::Reconsider);
    let is_said = told.is_some_and(|told| told.tried == Tried::ReconsiderationLapsed);
    let shortest =
        if is_said { term::SUMMARY_DECISION.span() } else { term::RECONSIDERATION_DECISION.span() };
    let early = scene.calendar.add(accepted_on, shortest, false).on;
    let ordinary = scene.calendar.add(accepted_on, term::RECONSIDERATION_DECISION.span(), true).on;
    let longest = scene.calendar.add(ordinary, term::RECONSIDERATION_DECISION_EXTENSION.span(), true).on;
    let after = |on| Period::plain(&term::SUIT_AFTER_OVERDUE_RECONSIDERATION, on, scene.calendar);
    let in_sixty = after(ordinary);
    // What may be claimed is the nearest day that is still to be kept.
    let claimed = match is_said && in_sixty.on() >= scene.today {
        true => in_sixty.claimed.with_remark("主张：适用普通程序（六十日）。"),
        false => after(longest).claimed.with_remark("主张：适用普通程序，并且复议期限依法延长过三十日。"),
    };
    let period = Period { claimed, ..after(early) };
    let both = "可以告原来的行为，也可以告复议机关不作决定（第26条第3款）。";
    match period.passage(scene.today) {
        Passage::Open => {
            let next = format!("{}以前，把起诉状交到法院；{both}", zh_date(period.on()));
            Finding::new(Passage::Open, basis("复议过了期限没有决定，还在十五日的起诉期限内。"), next)
                .until(period)
        }
        Passage::Claimable => {
            let says = "按最短的复议期限算，十五日已经过了；适用普通程序（六十日）或者依法延长过的，从那个期满之日起算，还来得及。";
            let by = period.claimed_on().map(|on| format!("最晚{}起诉", zh_date(on))).unwrap_or_default();
            let next = format!("马上问清适用哪种程序、有没有延长，{by}；{both}");
            Finding::new(Passage::Claimable, basis(says), next).until(period)
        }
        _ => {
            let next = "请复议机关的上级责令它作出决定（《行政复议法》第35条）；收到决定书以后，又有十五日可以起诉。";
            Finding::new(Passage::Closed, basis("复议逾期以后的起诉期限已经过了。"), next).until(period)
        }
    }
}

/// 不予受理、驳回申请: fifteen days against that decision; where one may choose, the suit against the act itself as well.
fn refused(scene: &Scene<'_>, on: Option<Date>) -> Finding {
    let says = "复议机关不予受理、驳回申请的，收到决定书之日起十五日内可以起诉。";
    let required = scene.precedence_requires();
    let basis = Basis::new(
        "FY-13",
        if required { "《行政复议法》第34条" } else { "《行政诉讼法》第44条、第45条" },
        says,
    );
    let fifteen = on.map(|on| Period::plain(&term::SUIT_AFTER_MANDATORY_RECONSIDERATION, on, scene.calendar));
    let original =
        scene.remedies.as_ref().filter(|_| !required).map(|remedies| Period::of(remedies.sue.clone()));
    let (period, passage) = match (fifteen, original) {
        (Some(fifteen), Some(original)) => {
            let period = fifteen.between(original);
            let passage = period.passage(scene.today);
            (Some(period), passage)
        }
        (Some(fifteen), None) => {
            let passage = fifteen.passage(scene.today);
            (Some(fifteen), passage)
        }
        (None, original) => (original, Passage::Uncounted),
    };
    let next = match (passage, &period) {
        (Passage::Open, Some(period)) => {
            format!("{}以前，把起诉状和不予受理（驳回申请）决定书交到法院。", zh_date(period.on()))
        }
        (Passage::Claimable, _) => {
            "马上去法院：告不予受理决定的十五日，和告原来行为的起诉期限，有一个没过就可以起诉，由法院认定。"
                .to_owned()
        }
        (Passage::Closed, _) => LATE.to_owned(),
        _ => "看决定书的送达日期，十五日内起诉；拿不准就马上把起诉状交到法院。".to_owned(),
    };
    let finding = Finding::new(passage, basis, next);
    Finding { period, ..finding }
}
