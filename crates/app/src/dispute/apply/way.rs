//! 走哪条路: what the law says is open after what was typed so far, which wishes can therefore be offered, and what an application for
//! reconsideration says beyond the registration. Whether a way is open is the law's (`huajie_law::ways`); nothing is decided here.

use super::{answers::Answers, steps, submit};
use crate::{
    desk::blanks,
    guide::card::Card,
    ui::form::{Choice, Field},
};
use huajie_law::{
    Law, OrgId,
    dispute::{ContestedAct, Wish},
    reconsideration::is_taken_here,
    ways::{self, Answer, Attempts, Basis, Offices, Passage, Prospect, Question, Tried, Way},
};
use jiff::civil::Date;

/// The pages whose answers the ways follow from.
const GROUND: [&str; 7] = ["kind", "more", "what", "who", "when", "told", "tried"];

/// 管辖 in the reviewed list of rules, where another body than the government here decides, or may.
const OTHER_BODIES: &str = "FY-41";

/// What was typed of the act, and what the law answers.
pub struct Known {
    pub act: ContestedAct,
    pub question: Question,
    pub answer: Answer,
    /// Somebody here takes an application for reconsideration.
    taken_here: bool,
}

impl Known {
    /// The slug of the page that has to be answered first.
    pub fn of(law: &Law, answers: &Answers, today: Date) -> Result<Known, &'static str> {
        let asked = steps::asked(answers).into_iter();
        let pages: Vec<_> = asked.filter(|step| GROUND.contains(&step.slug)).collect();
        let mut typed = submit::read_pages(&pages, law, answers, today)?;
        let act: ContestedAct = serde_json::from_value(typed["act"].take()).map_err(|_| GROUND[0])?;
        let respondent = OrgId::from(typed["respondent"].as_str().unwrap_or_default());
        let body = law.directory.organization(&respondent).ok_or("who")?;
        let tried: Attempts = serde_json::from_value(typed["tried"].take()).unwrap_or_default();
        let question = Question::of(&act, body, tried);
        let answer = ways::answer(
            &question,
            &Offices::of(&law.directory).with_centre(&law.settings.contact),
            &law.calendar,
            today,
        );
        let taken_here = is_taken_here(&law.directory);
        Ok(Known { act, question, answer, taken_here })
    }

    fn prospect(&self, way: Way) -> Option<&Prospect> {
        self.answer.prospects.iter().find(|prospect| prospect.way == way)
    }

    /// The application can be handed in here, and somebody is there who takes it.
    pub fn can_reconsider(&self) -> bool {
        let reconsider = self.prospect(Way::Reconsider);
        self.taken_here
            && reconsider
                .is_some_and(|prospect| ways::can_be_applied_for_here(&self.question.agency, prospect))
    }

    /// The days are over: a reason is needed.
    pub fn is_late(&self) -> bool {
        self.prospect(Way::Reconsider).is_some_and(|prospect| prospect.passage == Passage::Closed)
    }

    /// What goes on beside a mediation: a suit or a reconsideration that runs, or the days of those that are open.
    fn meanwhile(&self) -> &'static str {
        let step = |way| self.question.tried.get(way).map(|attempt| attempt.tried);
        let open = |way| {
            use Passage::{AfterReconsideration, Claimable, NotYet, Open, Uncounted};
            let passage = self.prospect(way).map(|prospect| prospect.passage);
            matches!(passage, Some(Open | Claimable | NotYet | AfterReconsideration | Uncounted))
        };
        let sue = open(Way::Sue) || open(Way::AgreementSuit);
        match (step(Way::Sue), step(Way::Reconsider)) {
            (Some(Tried::SuitAccepted), _) => "法院照常审理，举证、开庭的日子不变；谈成了，由法院结案。",
            (_, Some(Tried::ReconsiderationFiled | Tried::ReconsiderationAccepted)) => {
                "复议照常办，复议期间不能起诉；谈成了，由复议机关结案。"
            }
            _ => match (open(Way::Reconsider), sue) {
                (true, true) => "申请复议和起诉的期限照常走，谈不成再走下一步。",
                (true, false) => "申请复议的期限照常走，谈不成再走下一步。",
                (false, true) => "起诉的期限照常走，谈不成再走下一步。",
                (false, false) => "申请复议、起诉还走不走得通，看上面写的理由。",
            },
        }
    }

    /// The ways that are chosen from here, each as it stands.
    pub fn cards(&self) -> Vec<Card> {
        let shown = [Way::Mediate, Way::Reconsider, Way::Sue, Way::AgreementSuit];
        let prospects = self.answer.prospects.iter().filter(|prospect| shown.contains(&prospect.way));
        // A suit about an agreement is none of anybody else's ways.
        let apt = prospects.filter(|p| p.way != Way::AgreementSuit || p.passage != Passage::Closed);
        apt.map(|prospect| {
            let mut card = Card::of(prospect, String::new(), self.answer.on);
            let reconsidered = (prospect.way == Way::Reconsider).then(|| self.by_whom(prospect, &card.whom));
            card.reasons.extend(reconsidered.flatten());
            card
        })
        .collect()
    }

    /// Who decides on it where that is not the government here alone (24条4款、27条、28条): a choice, or why it is not offered below. Where
    /// something else keeps it from being offered, the next step.
    fn by_whom(&self, prospect: &Prospect, whom: &str) -> Option<String> {
        let others = prospect.bases.iter().find(|basis| basis.rule == OTHER_BODIES);
        let told = |basis: &Basis| format!("{}（{}）", basis.says.trim_end_matches('。'), basis.article);
        match (others, self.can_reconsider()) {
            (Some(basis), true) => Some(format!(
                "{}：{whom}。在这里申请，由本级人民政府复议；想向另一处申请的，直接把申请交到那里。",
                told(basis)
            )),
            (None, true) => None,
            (Some(basis), false) if prospect.passage != Passage::Closed => Some(format!(
                "{}。这里不受理这样的复议申请，所以下面没有这一项：请直接向{whom}提出。",
                told(basis)
            )),
            (_, false) => Some(prospect.next.clone()),
        }
    }
}

/// 愿意走哪条路: mediation always, reconsideration where it can be handed in here.
pub fn wish_fields(law: &Law, answers: &Answers, today: Date) -> Vec<Field> {
    let known = Known::of(law, answers, today).ok();
    let here = known.as_ref().is_some_and(Known::can_reconsider);
    let offered = [Wish::Mediation, Wish::Both, Wish::Reconsideration, Wish::RegisterOnly];
    let offered = offered.into_iter().filter(|wish| here || !wish.reconsiders());
    let choices = offered.map(|wish| Choice {
        hint: Some(hint(wish, known.as_ref())),
        ..Choice::from((wish.as_str(), wish.name_zh()))
    });
    vec![Field::choice("wish", "您想怎样办？", choices).required()]
}

/// What the way means, of what is still open and of what is over.
fn hint(wish: Wish, known: Option<&Known>) -> String {
    let meanwhile = known.map_or("申请复议和起诉的期限照常走。", Known::meanwhile);
    let late = known.is_some_and(Known::is_late);
    match (wish, late) {
        (Wish::Mediation, _) => format!("不收费，全凭自愿，随时可以退出。{meanwhile}"),
        (Wish::Both, true) => "申请复议的期限看来已经过了：有不可抗力等正当理由的，下一页写明，由复议机构决定受不受理。中心同时问对方愿不愿意谈。".to_owned(),
        (Wish::Both, false) => "复议申请今天就递上去，日子保住；中心同时问对方愿不愿意谈。谈成了，复议依法结束；谈不成，照常决定。".to_owned(),
        (Wish::Reconsideration, true) => "申请复议的期限看来已经过了：有不可抗力等正当理由的，下一页写明，由复议机构五个工作日内决定受不受理。不收费。".to_owned(),
        (Wish::Reconsideration, false) => "请复议机关审查做得对不对，不收费。五个工作日内决定是否受理，受理后一般六十日内作出决定。".to_owned(),
        (Wish::RegisterOnly, _) => format!("只在中心留一份材料。这不算申请复议，也不算起诉。{meanwhile}"),
    }
}

/// What the application says beyond the registration.
pub fn request_fields(law: &Law, answers: &Answers, today: Date) -> Vec<Field> {
    match Known::of(law, answers, today) {
        Ok(known) => blanks::own_application(&known.act, known.is_late()),
        // The page before it leads back to what is missing.
        Err(_) => Vec::new(),
    }
}
