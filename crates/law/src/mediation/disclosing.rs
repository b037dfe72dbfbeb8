//! Disclosure (披露): what ties whoever sits at the table to the sides or to the outcome. Asked of each before the start, said by each
//! for themselves; whoever names the table may write down what was declared to them.

use super::{codes::*, *};
use crate::{
    Law, Principal, Refusal, Role,
    dispute::{line, text},
    matter::{Context, Task},
    refusal::ensure_at,
};

/// Who names the table, and therefore writes down what somebody without a computer declared.
const RECORDERS: [Role; 2] = [Role::IntakeClerk, Role::CentreHead];

impl Team {
    /// Who leads or takes part without sitting for a side. The agency's own people are there for the agency, and their seat says so
    /// (要点19): nothing is left to find out.
    pub fn neutral(&self) -> impl Iterator<Item = &UserId> {
        let members = self.members.iter().filter(|member| !member.is_of_the_agency());
        self.guiding_judge.iter().chain(&self.lead_mediator).chain(members.map(|member| &member.user))
    }
}

impl Member {
    pub fn is_of_the_agency(&self) -> bool {
        matches!(self.role, Role::AgencyLegal | Role::AgencyHead)
    }
}

impl Disclosure {
    /// As the sides read it; what was said before it was a choice stands in its own words.
    pub fn says(&self) -> String {
        match self.interest {
            Some(Interest::Free) => Interest::Free.name_zh().to_owned(),
            Some(Interest::Tied) | None => self.text.clone(),
        }
    }
}

impl Mediation {
    /// Of everybody who takes part by now.
    pub fn has_disclosed(&self, user: &UserId) -> bool {
        self.disclosures.iter().any(|made| made.user == *user && !made.outdated)
    }

    /// Said before somebody came whom it says nothing of, and not said again.
    pub fn is_outdated(&self, made: &Disclosure) -> bool {
        made.outdated && !self.stage.is_over() && !self.has_disclosed(&made.user)
    }

    /// What was said of the sides says nothing of whoever joins one, takes a seat over or begins to act for somebody (特邀调解规定15条).
    pub(super) fn meet(&mut self, brief: &Brief) {
        let new = brief.parties.iter().any(|party| !self.brief.knows(party));
        if new && !self.stage.is_over() {
            self.disclosures.iter_mut().for_each(|made| made.outdated = true);
        }
        let parties = if self.stage.is_over() { self.seated(brief) } else { brief.parties.clone() };
        // What waits for nothing stays as it was.
        if !self.stage.is_over() || self.pending().is_some() {
            self.brief = brief.clone();
        }
        self.brief.parties = parties;
        self.brief.mediated_again |= brief.mediated_again;
    }

    /// Of one that is over: who sits now where somebody sat then. Whoever came to the dispute since was no side of it.
    fn seated(&self, brief: &Brief) -> Vec<BriefParty> {
        let mut held = self.brief.clone();
        held.seat(brief);
        let stays = |key: &str| brief.parties.iter().any(|party| party.key == key) || self.has_acted(key);
        held.parties.into_iter().filter(|party| stays(&party.key)).collect()
    }

    /// 在线调解规则13条: whoever leads or takes part discloses before it is accepted, or while it runs.
    pub fn undisclosed(&self) -> impl Iterator<Item = &UserId> {
        self.team.iter().flat_map(Team::neutral).filter(|user| !self.has_disclosed(user))
    }

    /// The lead mediator says it in the step that starts the mediation.
    fn others_undisclosed(&self) -> impl Iterator<Item = &UserId> {
        self.undisclosed().filter(|user| !self.is_lead(user))
    }

    /// It does not start before the sides can know who sits before them: afterwards they would have talked already.
    pub(super) fn ensure_disclosed(&self, law: &Law) -> Result<(), Refusal> {
        let missing: Vec<&str> =
            self.others_undisclosed().map(|user| super::teaming::name(law, user)).collect();
        if missing.is_empty() {
            return Ok(());
        }
        let detail = format!(
            "还没有披露与本案有没有利害关系：{}。由本人选一下；不用电脑的，窗口问清以后代记",
            missing.join("、")
        );
        Err(Refusal::of(DISCLOSURES_MISSING).because(detail))
    }

    pub(super) fn weigh_disclosure(
        &self,
        context: Context<'_>,
        of: Option<&UserId>,
        (interest, words): (Interest, Option<&str>),
        said: Option<&str>,
    ) -> Result<Vec<MediationEvent>, Refusal> {
        let me = &context.actor.user;
        let user = of.unwrap_or(me);
        ensure_at(self.is_seated(user), NOT_SEATED, "of")?;
        let own = user == me;
        ensure_at(own || RECORDERS.contains(&context.actor.role), NOT_YOURS, "of")?;
        if !own {
            line(said.unwrap_or_default(), "said")?;
        }
        let said = said.filter(|_| !own).map(str::to_owned);
        let words = words.unwrap_or_default().trim();
        match interest {
            Interest::Free => ensure_at(words.is_empty(), DISCLOSURE_UNCLEAR, "interest")?,
            Interest::Tied => text(words, "text")?,
        }
        let (on, of) = (context.now.today, user.clone());
        let steps_back = (interest == Interest::Tied && self.open_challenge_of(user).is_none()).then(|| {
            let challenge = format!("c{}", self.challenges.len() + 1);
            let (by, ground) = ("self".to_owned(), words.to_owned());
            MediationEvent::Challenged { on, challenge, of, by, ground, tie: true }
        });
        let (user, text) = (user.clone(), words.to_owned());
        let disclosed = MediationEvent::Disclosed { on, user, interest: Some(interest), text, said };
        Ok(std::iter::once(disclosed).chain(steps_back).collect())
    }

    /// Nobody leads without having disclosed; that there is nothing to disclose is a disclosure (要点19). Who discloses a tie does not
    /// start anything: they step back unless the sides keep them (特邀调解规定15条).
    pub(super) fn weigh_acceptance(
        &self,
        context: Context<'_>,
        interest: Option<Interest>,
        words: Option<&str>,
    ) -> Result<Vec<MediationEvent>, Refusal> {
        let before = self.has_disclosed(&context.actor.user);
        ensure_at(before || interest.is_some(), DISCLOSURE_MISSING, "interest")?;
        let disclosed = interest
            .map(|interest| match self.weigh_disclosure(context, None, (interest, words), None) {
                Err(refusal) if refusal.field.as_deref() == Some("text") => {
                    Err(Refusal { field: Some("disclosure".into()), ..refusal })
                }
                weighed => weighed,
            })
            .transpose()?
            .unwrap_or_default();
        let starts = interest != Some(Interest::Tied);
        let accepted = starts.then_some(MediationEvent::MaterialAccepted { on: context.now.today });
        Ok(disclosed.into_iter().chain(accepted).collect())
    }

    /// One for each who has not said it, the lead apart until it starts.
    pub(super) fn disclosure_tasks(&self) -> Vec<Task> {
        let ask = |user: &UserId| {
            let again = self.disclosures.iter().any(|made| made.user == *user);
            let title = match again {
                true => "后来有人参加或者代理：再说明与本案有没有利害关系（披露）",
                false => "说明与本案有没有利害关系（披露）",
            };
            let (name, holders) = (format!("disclose:{user}"), vec![Principal::user(user)]);
            let task = Task::of(name, title, "disclose", holders);
            Task { watchers: RECORDERS.map(Principal::role).to_vec(), ..task }
        };
        let running = self.stage.is_running();
        self.undisclosed().filter(|user| running || !self.is_lead(user)).map(ask).collect()
    }

    /// Whether the start waits for somebody else's word.
    pub(super) fn waits_for_disclosure(&self) -> bool {
        self.others_undisclosed().next().is_some()
    }
}
