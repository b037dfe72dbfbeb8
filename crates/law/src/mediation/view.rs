//! What one person may see of a mediation, and what may leave it for another procedure.
//!
//! Three doors, and no fourth: [`Mediation::visible`] for pages and the API, [`Mediation::hand_over`] for papers that go on,
//! [`Mediation::to_be_sealed`] for what the sides themselves ask another body to seal.

use super::*;
use crate::{Actor, FileHash, Law, Role, dispute::ContestedAct, matter::ClockLine};

/// In which part somebody looks at the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "viewer", content = "party", rename_all = "snake_case")]
pub enum Viewer {
    GuidingJudge,
    LeadMediator,
    /// One of N who is neither the agency nor a party.
    Member,
    /// By key.
    Party(String),
    Respondent,
    /// Clerk, head, archivist, auditor: the course of the matter, not what was said in confidence.
    Centre,
    /// The consult point that applied on somebody's behalf: the course, as a side's own helper sees it.
    ConsultPoint,
    /// The office of the reconsideration beside it: what was agreed, nothing of how.
    ReconsiderationBody,
    /// Walled off or unrelated: nothing beyond the course.
    Outsider,
}

impl Viewer {
    /// Of the centre or at the table for neither side: what the house notes for itself is for them.
    pub fn is_of_the_house(&self) -> bool {
        match self {
            Viewer::GuidingJudge | Viewer::LeadMediator | Viewer::Member | Viewer::Centre => true,
            Viewer::Party(_)
            | Viewer::Respondent
            | Viewer::ConsultPoint
            | Viewer::ReconsiderationBody
            | Viewer::Outsider => false,
        }
    }
}

/// The file as this person may see it: what is not for their eyes is not in it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct View {
    pub viewer: Viewer,
    pub file: Mediation,
    /// There are self-checks, questions or separate talks; whether this person sees them is another matter.
    pub sees_self_checks: bool,
    pub sees_opinions: bool,
    pub sees_all_talks: bool,
}

impl Mediation {
    /// The signed agreement as it goes to the reconsideration body that makes its statement of it (《行政复议法》73条): of the talks
    /// nothing.
    pub fn to_be_sealed(&self) -> Option<&Agreement> {
        self.agreement.as_ref().filter(|agreement| {
            agreement.ending == Ending::ReconsiderationStatement && agreement.effective_on.is_some()
        })
    }

    pub fn viewer(&self, actor: &Actor) -> Viewer {
        if self.walled.contains(&actor.user) {
            return Viewer::Outsider;
        }
        match actor.role {
            Role::Party => match &actor.standing {
                Some(standing)
                    if standing.dispute == self.brief.dispute && self.is_party(&standing.party) =>
                {
                    Viewer::Party(standing.party.clone())
                }
                _ => Viewer::Outsider,
            },
            Role::AgencyLegal | Role::AgencyHead if actor.in_organization(&self.brief.respondent) => {
                Viewer::Respondent
            }
            // A challenged judge or mediator works on nothing until it is decided.
            Role::Judge if self.is_judge(&actor.user) && self.open_challenge_of(&actor.user).is_none() => {
                Viewer::GuidingJudge
            }
            Role::Mediator if self.is_lead(&actor.user) && self.open_challenge_of(&actor.user).is_none() => {
                Viewer::LeadMediator
            }
            Role::IntakeClerk | Role::CentreHead | Role::Archivist | Role::Auditor => Viewer::Centre,
            Role::ConsultPoint => Viewer::ConsultPoint,
            _ if self.is_seated(&actor.user) => Viewer::Member,
            Role::ReconsiderationOfficer | Role::ReconsiderationHead if self.is_sealed_by(actor) => {
                Viewer::ReconsiderationBody
            }
            _ => Viewer::Outsider,
        }
    }

    fn is_sealed_by(&self, actor: &Actor) -> bool {
        self.sealers().any(|by| {
            let there = by.office.as_ref().is_some_and(|office| actor.in_organization(office));
            there && !by.walled.contains(&actor.user)
        })
    }

    /// The one function that says what this actor sees: the agency's self-check, the judge's opinions and what a side
    /// said apart are taken out unless they are for these eyes.
    pub fn visible(&self, actor: &Actor) -> View {
        let viewer = self.viewer(actor);
        let core = matches!(viewer, Viewer::GuidingJudge | Viewer::LeadMediator);
        let own = match &viewer {
            Viewer::Party(key) => Some(key.as_str()),
            Viewer::Respondent => Some(RESPONDENT),
            _ => None,
        };
        let sees_self_checks = core || viewer == Viewer::Respondent;
        let mut file = self.clone();
        if !sees_self_checks {
            file.self_checks.clear();
        }
        if !core {
            file.questions.clear();
            file.sessions
                .retain(|session| !session.is_separate() || own.is_some_and(|own| session.concerns(own)));
            if let Some(period) = file.period.as_mut() {
                period.suspensions.iter_mut().for_each(Suspension::keep_what_all_are_told);
            }
        }
        if !viewer.is_of_the_house() {
            file.shelved = None;
            file.keep_no_notes(own);
        }
        if actor.is_of_agency(&self.brief.respondent) || actor.role == Role::OutsideSystem {
            file.brief.told = None;
        }
        let unknown = file.brief.reconsidered_by.as_ref().is_some_and(|by| by.unknown_to_agency);
        if unknown && actor.is_of_agency(&self.brief.respondent) {
            (file.brief.reconsidered_by, file.brief.filed_on) = (None, None);
            file.brief.unfiled.clear();
        }
        // The archive takes in what is over; while people still talk, what they say is nothing for it to keep.
        if actor.role == Role::Archivist && !self.stage.is_over() {
            file.sessions.iter_mut().for_each(|session| session.minutes = None);
            file.undisputed = None;
        }
        if let Some(left) = own.and_then(|own| self.left_by(own)) {
            file.keep_until(left);
        }
        if viewer == Viewer::ReconsiderationBody {
            file.sessions.clear();
            file.disclosures.clear();
        }
        // It applied in somebody's name; what is said and agreed on is between the sides (特邀调解规定22条).
        if viewer == Viewer::ConsultPoint {
            file.sessions.iter_mut().for_each(|session| session.minutes = None);
            (file.undisputed, file.agreement) = (None, None);
        }
        if viewer == Viewer::Outsider {
            file.sessions.clear();
            file.undisputed = None;
            file.agreement = None;
            file.disclosures.clear();
            file.challenges.clear();
        }
        View { viewer, file, sees_self_checks, sees_opinions: core, sees_all_talks: core }
    }

    /// As it stood when a side left: what the others talk about and agree on afterwards is theirs, whenever the talk was set.
    fn keep_until(&mut self, left: &Left) {
        self.sessions.retain(|session| is_before(session, left));
        self.undisputed.take_if(|facts| !stood_before(facts, left));
        self.agreement = None;
        self.confirmation = None;
        self.formal_ending = None;
    }

    /// On whom the minutes of a talk of all are served, and who reads them: whoever takes part, and whoever left after it.
    pub fn readers_of_talk(&self, session: &Session) -> impl Iterator<Item = &str> {
        self.sides_and_left().filter(|side| self.left_by(side).is_none_or(|left| is_before(session, left)))
    }

    /// The same of facts that are not disputed.
    pub fn readers_of_facts(&self, facts: &Undisputed) -> impl Iterator<Item = &str> {
        self.sides_and_left().filter(|side| self.left_by(side).is_none_or(|left| stood_before(facts, left)))
    }

    /// Without what was said apart and why it was suspended (特邀调解规定22条、在线调解规则18条).
    pub fn for_the_volume(&self) -> Mediation {
        let mut file = self.clone();
        file.sessions.retain(|session| !session.is_separate());
        let suspensions = file.period.iter_mut().flat_map(|period| &mut period.suspensions);
        suspensions.for_each(|suspension| suspension.document = None);
        file
    }

    /// Takes out what the house noted for itself: what was said on the telephone, why somebody was challenged and what came of it, how the
    /// table was chosen, remarks on a legality check, who signed for another side's post. A side keeps its own words and its own post.
    fn keep_no_notes(&mut self, own: Option<&str>) {
        let is_own = |side: &str| own == Some(side);
        if let Some(imported) = self.imported.as_mut() {
            imported.note = None;
        }
        self.former_consents.clear();
        for (side, consent) in &mut self.consents {
            consent.note = None;
            if !is_own(side) {
                consent.conservative_last_day = None;
            }
        }
        if let Some(team) = self.team.as_mut() {
            team.suggestion = Suggestion::default();
            team.override_reason = None;
        }
        for disclosure in &mut self.disclosures {
            disclosure.said = None;
        }
        for challenge in self.challenges.iter_mut().filter(|challenge| !is_own(&challenge.by)) {
            challenge.ground.clear();
            if let Some(decided) = challenge.decided.as_mut() {
                decided.reason.clear();
            }
        }
        let services = self.sessions.iter_mut().flat_map(|session| {
            let before = session.moved.iter_mut().flat_map(|moved| &mut moved.services);
            before.chain(&mut session.services)
        });
        for service in services {
            if !is_own(&service.recipient) {
                service.note = None;
            }
        }
        let checked = self.agreement.iter_mut().filter_map(|agreement| agreement.legality.as_mut());
        checked.flat_map(|checked| &mut checked.items).for_each(|item| item.note = None);
    }

    /// What goes on to the court, the reconsideration body or the petition office. It has no field that could hold a
    /// concession, a talk apart, a self-check, an opinion or free text about how it failed (特邀调解规定22条、在线调解规则18条).
    pub fn hand_over(&self, law: &Law) -> HandOver {
        let agreed = self.consents.iter().filter(|(_, consent)| consent.answer == Answer::Agree);
        let consents = agreed.filter_map(|(side, consent)| {
            let file = consent.evidence.clone()?;
            Some(HandOverPaper {
                title: format!("同意调解确认书（{}）", self.label(side, law)),
                file,
                dated: consent.on,
            })
        });
        let extensions = self.period.iter().flat_map(|period| &period.extensions).flat_map(|extension| {
            let paper = |file: &FileHash| HandOverPaper {
                title: "同意延期的书面材料".into(),
                file: file.clone(),
                dated: extension.on,
            };
            extension.documents.iter().map(paper)
        });
        let signed = self
            .agreement
            .iter()
            .filter(|agreement| agreement.effective_on.is_some() && !self.is_unsettled())
            .flat_map(|agreement| &agreement.signatures);
        let agreements = signed.filter_map(|signature| match &signature.way {
            SignatureWay::Scan { file } => Some(HandOverPaper {
                title: "调解协议签字件".into(),
                file: file.clone(),
                dated: signature.on,
            }),
            _ => None,
        });
        let (outcome, ground) = self.how_it_ended();
        HandOver {
            number: self.brief.number.clone(),
            parties: self.brief.parties.iter().map(|party| party.label.clone()).collect(),
            respondent: self.brief.respondent.clone(),
            act: self.brief.act.clone(),
            first_submitted_on: self.brief.first_submitted_on,
            registered_on: self.brief.registered_on,
            consented_on: self.consented_on,
            ended_on: self.stage.over_on(),
            guiding_judge: self.team.as_ref().and_then(|team| team.guiding_judge.clone()),
            lead_mediator: self.team.as_ref().and_then(|team| team.lead_mediator.clone()),
            outcome,
            ground,
            undisputed_facts: self.confirmed_facts().map(str::to_owned),
            papers: consents.chain(extensions).chain(agreements).collect(),
            clocks: self.outline_of(law).clocks,
        }
    }

    fn how_it_ended(&self) -> (&'static str, Option<Ground>) {
        // What was agreed on and then not confirmed, not permitted or taken back is no agreement to hand on (要点18).
        let undone = self.formal_ending.as_ref().and_then(|ending| match ending.result {
            FormalResult::Granted => None,
            FormalResult::NotAccepted => Some("各方签了协议，结案手续没有被受理"),
            FormalResult::Rejected => Some("各方签了协议，结案手续没有被确认或者准许"),
            FormalResult::Reneged => Some("各方签了协议，生效以前有一方反悔"),
        });
        if let Some(undone) = undone {
            return (undone, None);
        }
        match &self.stage {
            Stage::Ended {
                outcome: outcome @ (Outcome::Failed { ground } | Outcome::Terminated { ground }),
                ..
            } => (outcome.name_zh(), Some(*ground)),
            Stage::Ended { outcome, .. } => (outcome.name_zh(), None),
            Stage::Returned { reason, .. } => (reason.name_zh(), None),
            stage => (stage.name_zh(), None),
        }
    }
}

/// Held while this side still took part.
fn is_before(session: &Session, left: &Left) -> bool {
    let day = session.starts_at.date();
    day < left.on || (day == left.on && session.present().any(|side| side == left.party))
}

fn stood_before(facts: &Undisputed, left: &Left) -> bool {
    let there = left.reason != ReturnReason::ConsentRefused && facts.on < left.on;
    there || facts.is_confirmed_by(&left.party)
}

/// 移送材料: the only thing of a mediation that leaves it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HandOver {
    pub number: String,
    /// Masked labels.
    pub parties: Vec<String>,
    pub respondent: OrgId,
    pub act: ContestedAct,
    /// 最初提交日.
    pub first_submitted_on: Date,
    pub registered_on: Date,
    /// From this day to the end may be claimed as not counted (行诉法48条); the court decides.
    pub consented_on: Option<Date>,
    pub ended_on: Option<Date>,
    /// Who took part and should not judge or testify later (特邀调解规定16条).
    pub guiding_judge: Option<UserId>,
    pub lead_mediator: Option<UserId>,
    pub outcome: &'static str,
    pub ground: Option<Ground>,
    /// Only where every side has confirmed them.
    pub undisputed_facts: Option<String>,
    pub papers: Vec<HandOverPaper>,
    pub clocks: Vec<ClockLine>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HandOverPaper {
    pub title: String,
    pub file: FileHash,
    pub dated: Date,
}
