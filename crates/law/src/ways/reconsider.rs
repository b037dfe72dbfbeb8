//! 行政复议: open, running or over, and why.

use super::{Basis, Finding, Passage, Period, Precedence, Prospect, Scene, Tried, Way, competence};
use crate::calendar::zh_date;

pub(super) fn prospect(scene: &Scene<'_>) -> Prospect {
    let (offices, competent) = competence::reconsidering(scene);
    let finding = by_agency(scene).or_else(|_| by_steps(scene)).unwrap_or_else(|()| by_days(scene));
    let finding = finding.knowing(competent);
    let materials = vec![
        "复议申请书（写不了的可以当面口头申请，由工作人员记录）",
        "身份证；单位带营业执照和法定代表人证明",
        "决定书或者通知书；该办没办的，带您提出过申请的凭证",
        "说明这件事与您有关系的材料和证据",
        "请人代办的，带授权委托书和代理人的身份证",
    ];
    let costs = vec![
        Basis::new("FY-14", "《行政复议法》第29条第1款", "受理以后，复议期间不能起诉。"),
        Basis::new(
            "FY-36",
            "《行政复议法》第74条第2款",
            "和解撤回、准予以后，不得再以同一事实和理由申请复议；能证明撤回不是自愿的除外。",
        ),
        Basis::new(
            "XS-13",
            "法释〔2018〕1号第58条",
            "撤回以后要起诉的，只能在原来的起诉期限内；按复议期间不扣除准备。",
        ),
        Basis::new(
            "FY-32",
            "《行政复议法》第42条、第87条",
            "复议期间，原决定一般不停止执行；可以申请停止执行。复议不收费。",
        ),
    ];
    finding.on(Way::Reconsider, offices, materials, costs)
}

/// `Err(())` everywhere below: it is not for this to say.
fn by_agency(scene: &Scene<'_>) -> Result<Finding, ()> {
    if scene.question.agency.is_agency() {
        return Err(());
    }
    let basis = Basis::new(
        "FY-06",
        "《行政复议法》第2条、第30条第1款第1项",
        "行政复议只管行政机关和法律法规授权的组织。",
    );
    Ok(Finding::new(Passage::Closed, basis, super::others::CIVIL))
}

fn by_steps(scene: &Scene<'_>) -> Result<Finding, ()> {
    let suit = scene.question.tried.suit();
    if let Some(finding) = suit.and_then(|tried| closed_by_suit(scene, tried)) {
        return Ok(finding);
    }
    let once = |says: &str, next: &str| {
        let basis = Basis::new("FY-06", "《行政复议法》第30条第1款第7项", says);
        Ok(Finding::new(Passage::Closed, basis, next))
    };
    match scene.reconsidered.map(|attempt| attempt.tried) {
        Some(Tried::ReconsiderationFiled | Tried::ReconsiderationUnclear) => {
            let says = "复议机关收到申请后五个工作日内审查；到期没有不予受理的，视为受理。";
            let basis = Basis::new("FY-06", "《行政复议法》第30条", says);
            let next = "问复议机构办到哪一步、哪天受理的；要补材料的，十个工作日内补齐。";
            Ok(Finding::new(Passage::Running, basis, next))
        }
        Some(Tried::ReconsiderationAccepted) => Ok(running(scene)),
        Some(Tried::ReconsiderationLapsed) => once(
            "复议机关已经受理过，不能就同一行为再申请一次。",
            "逾期不决定的，可以起诉；也可以向复议机关的上级反映，请它责令纠正（《行政复议法》第35条）。",
        ),
        Some(Tried::ReconsiderationUpheld | Tried::ReconsiderationChanged) => {
            once("已经复议过，不能就同一行为再申请一次。", "不服复议决定的，收到决定书之日起十五日内起诉。")
        }
        Some(Tried::ReconsiderationWithdrawn) => {
            let says = "申请撤回、准予以后，不得再以同一事实和理由申请复议；只有能证明撤回不是自愿的，才可以再申请。";
            let basis = Basis::new("FY-36", "《行政复议法》第74条第2款", says);
            let next = "撤回不是自愿的，带上证据到复议机构说明；是自愿的，看还能不能起诉，或者请中心调解。";
            Ok(Finding::new(Passage::Closed, basis, next))
        }
        _ if suit == Some(Tried::SuitFiled) => Ok(by_days(scene).knowing(Some(Basis::new(
            "FY-14",
            "法释〔2018〕1号第57条",
            "又起诉又申请复议的，由先立案的机关管；法院立案以后就不能再申请复议。",
        )))),
        // Refused because it was the wrong office or too little was brought: in time it may be asked for again.
        _ => Err(()),
    }
}

fn running(scene: &Scene<'_>) -> Finding {
    let says = "复议正在审理：一般六十日内决定，简易程序三十日，复杂的可以再延长三十日。";
    let basis = Basis::new("FY-29", "《行政复议法》第62条", says);
    let next = "等复议决定；期间可以查阅材料、补充证据、申请听证，也可以同意调解。收到决定书以后，不服的十五日内起诉。";
    let on = scene.reconsidered.and_then(|attempt| attempt.on);
    Finding::new(Passage::Running, basis, next).knowing(on.map(|on| deciding(scene, on)))
}

/// 《行政复议法》29条2款: the court has taken it. Where reconsideration must come first, one that has not filed it yet will not.
fn closed_by_suit(scene: &Scene<'_>, tried: Tried) -> Option<Finding> {
    let next = match tried {
        Tried::SuitFiled | Tried::SuitRefused => return None,
        Tried::SuitUnclear if scene.precedence_requires() => return None,
        Tried::SuitUnclear => "先打 12368 问法院立案没有：没有立案的，在期限内仍然可以申请复议。",
        Tried::SuitAccepted => "把官司打完：按法院通知举证、开庭。",
        _ => "看判决、裁定能不能上诉、申请再审；或者请中心调解。",
    };
    let says = "法院已经受理的，不得再申请复议。";
    Some(Finding::new(
        Passage::Closed,
        Basis::new("FY-14", "《行政复议法》第29条第2款、第30条第1款第7项", says),
        next,
    ))
}

impl Scene<'_> {
    pub(super) fn precedence_requires(&self) -> bool {
        matches!(self.precedence, Precedence::Required(_))
    }
}

fn deciding(scene: &Scene<'_>, on: jiff::civil::Date) -> Basis {
    let due = Period::plain(&crate::term::RECONSIDERATION_DECISION, on, scene.calendar);
    Basis::new(
        "FY-29",
        "《行政复议法》第62条第1款",
        format!("普通程序应当在{}以前作出决定。", zh_date(due.on())),
    )
}

/// FY-01, FY-03, FY-04: what the days say.
fn by_days(scene: &Scene<'_>) -> Finding {
    let refused = scene.reconsidered.is_some_and(|attempt| attempt.tried == Tried::ReconsiderationRefused);
    let again = refused.then(|| {
        let says =
            "先看不予受理的理由：找错了机关的，在期限内向有权的机关申请；驳回申请的，不能再申请同一件事。";
        Basis::new("FY-06", "《行政复议法》第30条第2款、第33条", says)
    });
    let Some(remedies) = &scene.remedies else {
        let basis = Basis::new(
            "FY-01",
            "《行政复议法》第20条",
            "一般自知道之日起六十日内申请；没有日期，算不出还剩几天。",
        );
        return Finding::new(
            Passage::Uncounted,
            basis,
            "今天就带上手里的材料去复议机构，请他们帮您看期限，能交就先交。",
        )
        .knowing(again);
    };
    let period = Period::of(remedies.reconsider.clone());
    let passage = period.passage(scene.today);
    let (basis, next) = match passage {
        Passage::NotYet => (
            Basis::new("FY-43", "《行政复议法》第20条、《行政复议法实施条例》第16条", "办理期限还没有到，到期仍然不办才能申请复议。"),
            format!("等到{}；期间把您提出申请的凭证留好。情况紧急的，现在就可以申请。", opens(&period)),
        ),
        Passage::Open => (
            Basis::new("FY-01", "《行政复议法》第20条第1款", "还在申请期限内。"),
            format!("{}以前，把申请交到复议机构：当面、邮寄、网上都可以，写不了的可以口头申请。", zh_date(period.on())),
        ),
        Passage::Claimable => (
            Basis::new("FY-03", "《行政复议法》第20条", scene.claimable("多少天内申请复议")),
            "尽快申请，并写明为什么还在期限内：没有告知过复议的权利、机关和期限的，附上决定书。".to_owned(),
        ),
        _ => (
            Basis::new("FY-01", "《行政复议法》第20条、第21条", "申请期限已经过了。"),
            "有不可抗力或者其他正当理由耽误的，带上证明去申请，障碍消除之前的日子不算（第20条第2款）；没有的，看下面别的途径。".to_owned(),
        ),
    };
    Finding::new(passage, basis, next).until(period).knowing(again).knowing(first(scene))
}

fn opens(period: &Period) -> String {
    period.opens_on.map(zh_date).unwrap_or_default()
}

/// Why it is wise, or needed, to come here before the court.
fn first(scene: &Scene<'_>) -> Option<Basis> {
    match scene.precedence {
        Precedence::Free => None,
        Precedence::Required(item) => {
            Some(Basis::new("FY-12", item.article(), format!("{}，要先复议，才能起诉。", item.zh())))
        }
        Precedence::Perhaps(item) => Some(Basis::new(
            "FY-12",
            item.article(),
            format!("{}，可能要先复议；先申请复议最稳妥。", item.zh()),
        )),
    }
}
