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
    ways::{self, Answer, Attempt, Attempts, Offices, Passage, Prospect, Question, Tried, Way},
};
use jiff::civil::Date;
use serde_json::Value;

/// The pages whose answers the ways follow from.
const GROUND: [&str; 3] = ["what", "who", "when"];

/// What was gone through before, as the page of the days asks for it: a few steps that open or close something.
const BEFORE: [(&str, &str); 6] = [
    ("none", "没有"),
    ("reconsideration_refused", "申请过复议，没有受理"),
    ("reconsideration_accepted", "复议机关已经受理"),
    ("reconsideration_withdrawn", "申请过复议，自己撤回了"),
    ("suit_filed", "交了起诉状，法院还没有立案"),
    ("suit_accepted", "法院已经立案"),
];

/// What was typed of the act, and what the law answers.
pub struct Known {
    pub act: ContestedAct,
    pub question: Question,
    pub answer: Answer,
}

impl Known {
    /// The slug of the page that has to be answered first.
    pub fn of(law: &Law, answers: &Answers, today: Date) -> Result<Known, &'static str> {
        let pages = GROUND.map(|slug| steps::find(slug).expect("they are pages of the application"));
        let mut typed = submit::read_pages(&pages, law, answers, today)?;
        let act: ContestedAct = serde_json::from_value(typed["act"].take()).map_err(|_| GROUND[0])?;
        let respondent = OrgId::from(typed["respondent"].as_str().unwrap_or_default());
        let body = law.directory.organization(&respondent).ok_or(GROUND[1])?;
        let question = Question::of(&act, body, before(&typed["tried"], today));
        let answer = ways::answer(
            &question,
            &Offices::of(&law.directory).with_centre(&law.settings.contact),
            &law.calendar,
            today,
        );
        Ok(Known { act, question, answer })
    }

    fn prospect(&self, way: Way) -> Option<&Prospect> {
        self.answer.prospects.iter().find(|prospect| prospect.way == way)
    }

    /// The application can be handed in here.
    pub fn can_reconsider(&self) -> bool {
        let reconsider = self.prospect(Way::Reconsider);
        reconsider.is_some_and(|prospect| ways::can_be_applied_for_here(&self.question.agency, prospect))
    }

    /// The days are over: a reason is needed.
    pub fn is_late(&self) -> bool {
        self.prospect(Way::Reconsider).is_some_and(|prospect| prospect.passage == Passage::Closed)
    }

    /// The ways that are chosen from here, each as it stands.
    pub fn cards(&self) -> Vec<Card> {
        let shown = [Way::Mediate, Way::Reconsider, Way::Sue, Way::AgreementSuit];
        let prospects = self.answer.prospects.iter().filter(|prospect| shown.contains(&prospect.way));
        // A suit about an agreement is none of anybody else's ways.
        let apt = prospects.filter(|p| p.way != Way::AgreementSuit || p.passage != Passage::Closed);
        apt.map(|prospect| {
            let mut card = Card::of(prospect, String::new(), self.answer.on);
            // Where it is not offered below, the next step stands beside it.
            card.reasons.extend(
                (prospect.way == Way::Reconsider && !self.can_reconsider()).then(|| prospect.next.clone()),
            );
            card
        })
        .collect()
    }
}

fn before(typed: &Value, today: Date) -> Attempts {
    let tried: Option<Tried> = typed.as_str().and_then(|typed| typed.parse().ok());
    let attempts = tried.map(|tried| Attempt { tried, on: None });
    Attempts::of(attempts, today).unwrap_or_default()
}

/// 以前走过哪一步, on the page of the days.
pub fn before_field() -> Field {
    Field::choice("tried", "为这件事申请过复议，或者起诉过吗？", BEFORE)
        .hint("同一件事，法院立案以后就不能再申请复议；复议受理以后，复议期间也不能起诉。")
}

/// The step that the guide was told of, if the page has it.
pub fn told_before(attempts: &Attempts) -> Option<String> {
    let known = |attempt: Attempt| BEFORE.iter().find(|(slug, _)| *slug == attempt.tried.as_str());
    attempts.all().find_map(known).map(|(slug, _)| (*slug).to_owned())
}

/// 愿意走哪条路: mediation always, reconsideration where it can be handed in here.
pub fn wish_fields(law: &Law, answers: &Answers, today: Date) -> Vec<Field> {
    let here = Known::of(law, answers, today).is_ok_and(|known| known.can_reconsider());
    let offered = [Wish::Mediation, Wish::Both, Wish::Reconsideration, Wish::RegisterOnly];
    let offered = offered.into_iter().filter(|wish| here || !wish.reconsiders());
    let choices = offered.map(|wish| Choice {
        value: wish.as_str().to_owned(),
        label: wish.name_zh().to_owned(),
        hint: Some(hint(wish).to_owned()),
    });
    vec![Field::choice("wish", "您想怎样办？", choices).required()]
}

fn hint(wish: Wish) -> &'static str {
    match wish {
        Wish::Mediation => "不收费，全凭自愿，随时可以退出。申请复议和起诉的期限照常走，谈不成再走下一步。",
        Wish::Both => {
            "复议申请今天就递上去，日子保住；中心同时问对方愿不愿意谈。谈成了，复议依法结束；谈不成，照常决定。"
        }
        Wish::Reconsideration => {
            "请复议机关审查做得对不对，不收费。五个工作日内决定是否受理，受理后一般六十日内作出决定。"
        }
        Wish::RegisterOnly => "只在中心留一份材料。这不算申请复议，也不算起诉，期限照常走。",
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
