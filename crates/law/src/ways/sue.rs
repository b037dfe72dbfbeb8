//! 行政诉讼 and 行政协议之诉: open, to come after reconsideration, running or over, and why.

use super::{
    Basis, Finding, Passage, Period, Precedence, Prospect, Scene, Tried, Way, after::after_reconsideration,
    competence, precedence,
};
use crate::{calendar::zh_date, dispute::ActKind, remedy::Contested, term};
use jiff::civil::Date;

/// 提起行政诉讼.
pub(super) fn suit(scene: &Scene<'_>) -> Prospect {
    if scene.question.act == Some(ActKind::Agreement) {
        let basis = Basis::new("XS-40", "法释〔2019〕17号第4条", "因行政协议起诉的，走行政协议诉讼。");
        let finding = Finding::new(Passage::Closed, basis, "看“提起行政协议诉讼”。");
        return prospect(scene, Way::Sue, finding);
    }
    prospect(scene, Way::Sue, find(scene))
}

/// 提起行政协议诉讼.
pub(super) fn agreement_suit(scene: &Scene<'_>) -> Prospect {
    if scene.question.act != Some(ActKind::Agreement) {
        let says =
            "只有因征收补偿协议、特许经营协议等行政协议的订立、履行、变更、终止发生的纠纷，才走这条路。";
        let basis = Basis::new("XS-40", "法释〔2019〕17号第1条、第4条", says);
        let finding = Finding::new(Passage::Closed, basis, "确实签过行政协议的，回到第一步，选“行政协议”。");
        return prospect(scene, Way::AgreementSuit, finding);
    }
    let says = "协议里约定仲裁的，一般无效，仍然向法院起诉；对方不履行的，还可以请法院判它履行、采取补救措施或者赔偿；法院可以调解。";
    let known = Basis::new("XS-40", "法释〔2019〕17号第19条、第23条、第26条", says);
    prospect(scene, Way::AgreementSuit, find(scene).knowing(Some(known)))
}

fn prospect(scene: &Scene<'_>, way: Way, finding: Finding) -> Prospect {
    let (offices, competent) = match scene.question.agency.is_agency() {
        true => {
            let (offices, basis) = competence::court(scene);
            (offices, Some(basis))
        }
        false => (vec![scene.offices.get(super::Bureau::LegalAdvice)], None),
    };
    let finding = finding.knowing(competent);
    let mut materials = vec![
        "起诉状，按被告人数带副本（写不了的可以口头起诉，由法院记录）",
        "身份证和联系方式；单位带营业执照和法定代表人证明",
        "决定书；该办没办的，带您提出过申请的凭证",
        "说明这件事与您有关系的材料和证据",
        "请人代理的，带授权委托书和代理人的身份证",
    ];
    if scene.reconsidered.is_some() {
        materials.push("复议决定书，或者复议受理通知书");
    }
    if way == Way::AgreementSuit {
        materials.push("协议原件和履行情况的材料");
    }
    let costs = vec![
        Basis::new("FY-14", "《行政复议法》第29条第2款", "法院受理以后，不能再申请复议。"),
        Basis::new("XS-14", "法释〔2018〕1号第60条", "准许撤诉以后，不能以同一事实和理由再起诉。"),
        Basis::new(
            "XS-22",
            "《行政诉讼法》第60条",
            "诉讼里一般不调解，只有赔偿、补偿和行政机关有裁量余地的案件可以。",
        ),
        Basis::new(
            "XS-25",
            "《行政诉讼法》第56条",
            "诉讼期间，原决定一般不停止执行；可以申请停止执行。起诉要交案件受理费，有困难的可以申请缓、减、免。",
        ),
    ];
    finding.on(way, offices, materials, costs)
}

fn find(scene: &Scene<'_>) -> Finding {
    if !scene.question.agency.is_agency() {
        let basis = Basis::new(
            "XS-15",
            "《行政诉讼法》第2条、第49条第2项",
            "行政诉讼只能告行政机关和法律法规授权的组织。",
        );
        return Finding::new(Passage::Closed, basis, super::others::CIVIL);
    }
    let refused = scene.question.tried.get(Way::Sue).filter(|attempt| attempt.tried == Tried::SuitRefused);
    if let Some(attempt) = refused {
        return not_filed(scene, attempt.on);
    }
    in_court(scene).or_else(|| after_reconsideration(scene)).unwrap_or_else(|| directly(scene))
}

/// The court has it, or has had it.
fn in_court(scene: &Scene<'_>) -> Option<Finding> {
    let attempt = scene.question.tried.get(Way::Sue)?;
    let finding = match attempt.tried {
        Tried::SuitFiled | Tried::SuitUnclear => {
            let says = "法院收到起诉状后七日内决定是否立案；到期还不能判定的，应当先立案。";
            let basis = Basis::new("XS-15", "《行政诉讼法》第51条，法释〔2018〕1号第53条", says);
            let next =
                "打 12368 问立案了没有；既不立案又不裁定的，可以向上一级法院起诉（《行政诉讼法》第52条）。";
            Finding::new(Passage::Running, basis, next).knowing(by_precedence(scene))
        }
        Tried::SuitAccepted => {
            let basis = Basis::new(
                "XS-17",
                "《行政诉讼法》第81条、第83条",
                "法院正在审理：普通程序六个月，简易程序四十五日。",
            );
            Finding::new(
                Passage::Running,
                basis,
                "按法院通知举证、开庭；撤诉以前想清楚，准许撤诉以后不能再告。",
            )
        }
        Tried::SuitWithdrawn => {
            let says = "法院准许撤诉以后，以同一事实和理由再起诉的，不予立案；因没有交受理费按撤诉处理的，在期限内可以再起诉。";
            let basis = Basis::new("XS-14", "法释〔2018〕1号第60条、第61条", says);
            let next = "准许撤诉的裁定有错误的，可以申请再审；想谈的，请中心调解。";
            Finding::new(Passage::Closed, basis, next)
        }
        _ => judged(scene, attempt.on),
    };
    Some(finding)
}

/// 上诉: a ruling has ten days, a judgment fifteen; which it was decides.
fn judged(scene: &Scene<'_>, on: Option<Date>) -> Finding {
    let again = "已经生效的，认为确有错误，可以在生效后六个月内向上一级法院申请再审；之后还可以申请检察监督（《行政诉讼法》第90条，法释〔2018〕1号第110条、第117条）。";
    let basis = |says| Basis::new("XS-19", "《行政诉讼法》第85条", says);
    let Some(on) = on else {
        let says = "一审判决十五日内、一审裁定十日内可以上诉；没有收到日期，算不出还剩几天。";
        return Finding::new(
            Passage::Uncounted,
            basis(says),
            format!("看裁判文书最后一页和送达日期。{again}"),
        );
    };
    let ruling = Period::plain(&term::APPEAL_RULING, on, scene.calendar);
    let judgment = Period::plain(&term::APPEAL_JUDGMENT, on, scene.calendar);
    let period = Period { name: "上诉期限".to_owned(), ..ruling.between(judgment) };
    let (passage, says) = match period.passage(scene.today) {
        Passage::Open => (Passage::Open, "是一审的，还可以上诉：裁定十日，判决十五日。"),
        Passage::Claimable => {
            (Passage::Claimable, "裁定的上诉期已经过了；是一审判决的，还在十五日的上诉期里。")
        }
        _ => (Passage::Closed, "上诉期已经过了，不能再就同一件事起诉。"),
    };
    let next = match passage {
        Passage::Closed => again.to_owned(),
        _ => format!("在上诉期里把上诉状交到原来的法院。{again}"),
    };
    Finding::new(passage, basis(says), next).until(period)
}

/// 不予立案: an appeal within ten days, or a new suit once what was missing is there and the period has not run out.
fn not_filed(scene: &Scene<'_>, on: Option<Date>) -> Finding {
    let says = "对不予立案的裁定，可以上诉；缺的补齐了、又在起诉期限内的，可以再起诉。";
    let basis =
        |says: &str| Basis::new("XS-15", "《行政诉讼法》第51条第2款、第85条，法释〔2018〕1号第55条", says);
    let appeal = on.map(|on| Period::plain(&term::APPEAL_RULING, on, scene.calendar));
    let appeal = appeal.map(|period| Period { name: "上诉期限".to_owned(), ..period });
    let again = after_reconsideration(scene).unwrap_or_else(|| directly(scene));
    let first = by_precedence(scene);
    match (appeal, again.passage) {
        (Some(period), _) if period.passage(scene.today) == Passage::Open => {
            let next = format!(
                "{}以前把上诉状交到原来的法院；也可以按裁定写的理由补正，或者先去复议。",
                zh_date(period.on())
            );
            Finding::new(Passage::Open, basis(says), next).until(period).knowing(first)
        }
        (None, Passage::Closed | Passage::Uncounted) => Finding::new(
            Passage::Uncounted,
            basis("裁定送达之日起十日内可以上诉；没有收到日期，算不出还剩几天。"),
            "看裁定书的送达日期，马上打 12368 问还能不能上诉。",
        )
        .knowing(first),
        _ => Finding { bases: [vec![basis(says)], again.bases].concat(), ..again },
    }
}

/// What the statute says of the suit against the act itself: first whether reconsideration comes before it, then the days.
pub(super) fn directly(scene: &Scene<'_>) -> Finding {
    if let Precedence::Required(item) = scene.precedence {
        let basis = Basis::new(
            "FY-12",
            item.article(),
            format!("{}：要先申请复议；没有复议就起诉，法院不立案。", item.zh()),
        );
        let known = Basis::new(
            "FY-13",
            "法释〔2018〕1号第56条，《行政复议法》第34条",
            "复议以后不服的，十五日内起诉；复议机关不受理、逾期不答复的，也可以起诉。",
        );
        let next = "先申请行政复议（看“申请行政复议”）；复议期限过了的，也先去申请，收到不予受理决定以后十五日内可以起诉。";
        return Finding::new(Passage::AfterReconsideration, basis, next).knowing(Some(known));
    }
    let Some(remedies) = &scene.remedies else {
        let basis = Basis::new(
            "XS-01",
            "《行政诉讼法》第46条",
            "一般自知道之日起六个月内起诉；没有日期，算不出还剩几天。",
        );
        let next = "今天就带上手里的材料去法院立案窗口，请他们帮您看期限，能交就先交。";
        return Finding::new(Passage::Uncounted, basis, next).knowing(by_precedence(scene));
    };
    let sue = remedies.sue.clone();
    let sue = match compensation_decided(scene) {
        Some(on) => sue.of_compensation(on, scene.calendar),
        None => sue,
    };
    by_period(scene, Period::of(sue)).knowing(by_precedence(scene))
}

/// The day of the decision on compensation, where there is one, or where nobody knows.
fn compensation_decided(scene: &Scene<'_>) -> Option<Date> {
    let question = scene.question;
    let decided = question.act == Some(ActKind::Compensation) && question.circumstance != Some(false);
    question.made_on.or(question.known_on).filter(|_| decided)
}

fn by_period(scene: &Scene<'_>, period: Period) -> Finding {
    let breach = precedence::contested(scene.question).0 == Contested::AgreementBreach;
    let (rule, article, within) = match breach {
        true => (
            "XS-40",
            "法释〔2019〕17号第25条，《民法典》第188条",
            "对方不履行协议的，按三年的诉讼时效，还没有过。",
        ),
        false if compensation_decided(scene).is_some() => {
            ("XS-39", "《国家赔偿法》第14条第2款", "还在起诉期限内：自赔偿决定之日起三个月。")
        }
        false => ("XS-01", "《行政诉讼法》第46条第1款", "还在起诉期限内。"),
    };
    let passage = period.passage(scene.today);
    let (basis, next) = match passage {
        Passage::NotYet => (
            Basis::new("XS-07", "《行政诉讼法》第47条", "办理期限还没有到，到期仍然不办才能起诉。"),
            format!("等到{}；情况紧急的，现在就可以起诉。", period.opens_on.map(zh_date).unwrap_or_default()),
        ),
        Passage::Open => (
            Basis::new(rule, article, within),
            format!(
                "{}以前，把起诉状交到法院立案窗口；法院应当收下并出具凭证，七日内决定立不立案。",
                zh_date(period.on())
            ),
        ),
        Passage::Claimable => (
            Basis::new(
                "XS-03",
                "《行政诉讼法》第46条、第48条，法释〔2018〕1号第64条",
                scene.claimable("多长时间内起诉"),
            ),
            "尽快起诉，并写明为什么还在期限内：没有告知过起诉期限的，附上决定书。".to_owned(),
        ),
        _ => (Basis::new(rule, article, "起诉期限已经过了。"), LATE.to_owned()),
    };
    Finding::new(passage, basis, next).until(period)
}

/// What to know where it is not certain that one may sue at once.
fn by_precedence(scene: &Scene<'_>) -> Option<Basis> {
    let (item, says) = match scene.precedence {
        Precedence::Free => return None,
        Precedence::Required(item) => (item, "要先复议，法院可能因此不立案。"),
        Precedence::Perhaps(item) => {
            (item, "可能要先复议，那样法院不会直接立案；在复议期限内先申请复议，最稳妥。")
        }
    };
    Some(Basis::new("FY-12", item.article(), format!("{}：{says}", item.zh())))
}

pub(super) const LATE: &str = "有不可抗力等不是自己的原因耽误的，耽误的时间不算；有其他特殊情况的，障碍消除后十日内可以向法院申请延长（《行政诉讼法》第48条）。没有的，看别的途径，或者打 12348 咨询。";

impl Scene<'_> {
    /// Why a day that is over may still be argued about.
    pub(super) fn claimable(&self, what: &str) -> String {
        let (safe, other) = precedence::contested(self.question);
        if safe == other {
            return format!(
                "一般期限已经过了；作出决定时没有告诉您可以向谁、{what}的，还可以主张，由受理机关、人民法院认定。"
            );
        }
        match other {
            Contested::AgreementBreach => "一般期限已经过了；是对方不履行协议的，按三年的诉讼时效还可以主张，由人民法院认定。".to_owned(),
            _ => "一般期限已经过了；他们一直没有答复的，从办理期限届满起算，还可以主张，由受理机关、人民法院认定。".to_owned(),
        }
    }
}
