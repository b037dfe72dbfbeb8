//! Which papers make sense now: by the stage of the dispute and its mediation, to whom, for which talk.

mod reconsidering;

use super::{
    case::Case,
    fill::{reconsideration_is_internal, reconsideration_number, reconsideration_title},
};
use huajie_law::{
    MatterId, Principal, Role,
    directory::Category,
    dispute::{Outcome as DisputeOutcome, Stage as DisputeStage},
    mediation::{Ending, Mediation, Outcome, RESPONDENT, ReturnReason, SessionForm, Stage},
    paper::{
        APPLICATION, Audience, FOLLOW_UP_FORM, Issue, MINUTES_APART, Recipient, URGING, VOLUME_CATALOGUE,
    },
    performance::{Line, Performance},
    referral::{Referral, Stage as ReferralStage},
};

use reconsidering::{advised, of_all, said_orally};

/// The application as the other parties and the agency read it: who applies, and nothing by which they are found.
pub(super) const APPLICATION_COPY: &str = "application_copy";
pub(super) const CONFIRMATION_APPLICATION: &str = "confirmation_application";

/// A paper that could be issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    pub template: &'static str,
    /// The side it is addressed to.
    pub to: Option<String>,
    /// The talk or the promise it is about; of a reconsideration its notice or act, of a consultation, case review or referral the matter
    /// itself.
    pub session: Option<String>,
    /// The mediation or reconsideration that it is about, where another followed it; none: the latest.
    pub attempt: Option<usize>,
}

impl Draft {
    fn of(template: &'static str) -> Draft {
        Draft { template, to: None, session: None, attempt: None }
    }

    /// As forms and addresses name it: `invitation.p1.s1`, of an earlier mediation `minutes.-.s1.m1`.
    pub fn key(&self) -> String {
        let part = |part: &Option<String>| part.clone().unwrap_or_else(|| "-".into());
        let attempt = self.attempt.map(|attempt| format!(".m{attempt}")).unwrap_or_default();
        format!("{}.{}.{}{attempt}", self.template, part(&self.to), part(&self.session))
    }

    /// `受理通知书`.
    pub fn title(&self, case: &Case) -> String {
        let case = &*case.of_attempt(self.attempt);
        if let Some(title) = reconsideration_title(case.reconsideration(), self) {
            return title;
        }
        let consulted = self.session.as_deref().and_then(|id| case.consultation(id));
        if let Some(held) = consulted {
            let what = if self.to.is_some() { "通知书" } else { "意见书" };
            return format!("{}{what}", held.plan.request.form.name_zh());
        }
        let reviewed = self.session.as_deref().and_then(|id| case.review(id));
        if let Some(held) = reviewed {
            return format!("{}纪要", held.plan.convening.kind.name_zh());
        }
        let title = huajie_papers::template(self.template).map_or(self.template, |template| template.title);
        let refused =
            matches!(case.dispute.stage, DisputeStage::Ended { outcome: DisputeOutcome::Refused, .. });
        let left = |held: &Mediation| self.to.as_deref().is_some_and(|side| held.left_by(side).is_some());
        let title = match self.template {
            "refusal" if case.mediation().is_some_and(left) => "退出调解告知书",
            "refusal" if refused => "不予受理通知书",
            "refusal" if case.mediation().is_some_and(Mediation::is_returned_unwilling) => "不进行调解告知书",
            "refusal" => "不予导入调解通知书",
            "agreement" if case.mediation().is_some_and(Mediation::only_settles) => "和解协议书",
            "session_change" => self.title_of_change(case),
            _ => title,
        };
        title.to_owned()
    }

    fn title_of_change(&self, case: &Case) -> &'static str {
        let key = self.session.as_deref().unwrap_or_default();
        let held = case.mediation().and_then(|held| held.session(key));
        match held.is_some_and(|session| session.cancelled.is_some()) {
            true => "调解会取消通知书",
            false => "调解会改期通知书",
        }
    }

    /// `受理通知书（张某某）`, as lists and the journal may show it; of an earlier mediation it says of which.
    pub fn masked_title(&self, case: &Case) -> String {
        format!("{}{}", self.title_to(case), self.attempt_zh(case))
    }

    fn title_to(&self, case: &Case) -> String {
        let title = self.title(case);
        match &self.to {
            Some(side) => format!("{title}（{}）", self.addressee(case, side)),
            None => title,
        }
    }

    /// Those that were issued of this one, while its mediation was the latest or afterwards.
    pub fn issued_among<'a>(&self, case: &'a Case) -> Vec<&'a Issue> {
        let (title, subject) = (self.title_to(case), self.subject(case));
        let titles = [format!("{title}{}", self.attempt_zh(case)), title];
        let issues = case.papers.iter().map(|(_, paper)| &paper.issue);
        issues.filter(|issue| titles.contains(&issue.title) && issue.subject == subject).collect()
    }

    /// Whether it would be a second one; of several talks each has its own, and a catalogue follows what lies there.
    pub fn is_issued_in(&self, case: &Case) -> bool {
        self.session.is_none() && self.template != VOLUME_CATALOGUE && !self.issued_among(case).is_empty()
    }

    /// A side as lists show it, or an expert.
    fn addressee(&self, case: &Case, to: &str) -> String {
        let held = self.session.as_deref().and_then(|id| case.consultation(id));
        let expert = held.and_then(|held| held.sitting().find(|one| one.user.as_str() == to));
        expert.map_or_else(|| case.side_label(to), |expert| expert.name.clone())
    }

    /// The consultation or case review that it is about.
    fn advice<'a>(&self, case: &'a Case) -> Option<&'a MatterId> {
        let asked = case.consultations.iter().map(|(id, _)| id);
        let ids = asked.chain(case.reviews.iter().map(|(id, _)| id));
        ids.into_iter().find(|id| Some(id.as_str()) == self.session.as_deref())
    }

    /// The matter it is about.
    pub fn subject(&self, case: &Case) -> MatterId {
        let case = &*case.of_attempt(self.attempt);
        if let Some(id) = self.advice(case) {
            return id.clone();
        }
        if let Some((id, _)) = case.reconsideration.as_ref().filter(|_| self.is_of_reconsideration()) {
            return id.clone();
        }
        let of_follow_up =
            case.follow_up.as_ref().filter(|_| self.template == FOLLOW_UP_FORM).map(|(id, _)| id);
        let watched = case.performance.as_ref().filter(|_| self.template == URGING);
        if let Some((id, _)) = watched {
            return id.clone();
        }
        let of_dispute =
            matches!(self.template, APPLICATION | APPLICATION_COPY | "receipt" | VOLUME_CATALOGUE)
                || (self.template == "hand_over" && self.session.is_some());
        let of_mediation = case.mediation.as_ref().filter(|_| !of_dispute).map(|(id, _)| id);
        of_follow_up.or(of_mediation).unwrap_or(&case.id).clone()
    }

    /// The number under which it goes out.
    pub fn number(&self, case: &Case) -> String {
        let case = &*case.of_attempt(self.attempt);
        let advised = self.advice(case).is_some();
        let here = self.is_of_reconsideration() && !advised;
        let own = here.then(|| reconsideration_number(case, self)).flatten();
        own.unwrap_or_else(|| case.next_number(&case.dispute.number))
    }

    /// Who reads it, where that is fewer than see the matter; `None`: whoever sees the matter.
    pub fn readers(&self, case: &Case) -> Option<Vec<Principal>> {
        let case = &*case.of_attempt(self.attempt);
        if let Some(id) = self.advice(case) {
            let team = case.consultation(id.as_str()).map(|held| {
                let to = self.to.iter().flat_map(|to| held.addressed(to));
                held.readers(&case.law).into_iter().chain(to).collect()
            });
            return team.or(case.review(id.as_str()).map(|held| held.readers()));
        }
        if self.template == MINUTES_APART {
            let team = case.mediation()?.team.as_ref()?;
            let heard = team.guiding_judge.iter().chain(&team.lead_mediator);
            return Some(heard.map(Principal::user).collect());
        }
        let held = case.reconsideration().filter(|_| self.is_of_reconsideration())?;
        reconsideration_is_internal(held, self).then(|| held.insiders())
    }

    /// On whom it is served: the side or the expert it is addressed to, or every side.
    pub fn recipients(&self, case: &Case) -> Vec<Recipient> {
        let case = &*case.of_attempt(self.attempt);
        let to = |side: &str| Recipient { side: side.to_owned(), label: self.addressee(case, side) };
        match self.audience_in(case) {
            // These go to another body.
            _ if matches!(self.template, "hand_over" | "confirmation_application") => Vec::new(),
            Audience::House => Vec::new(),
            Audience::Addressee { side } => vec![to(&side)],
            Audience::Sides { sides } => sides.iter().map(|side| to(side)).collect(),
            Audience::Everybody => {
                let parties = case.dispute.parties.iter().map(|party| party.key.as_str());
                parties.chain([RESPONDENT]).map(to).collect()
            }
        }
    }

    /// Of what the sides talked and agreed on, those who took part in it.
    fn between(&self, case: &Case) -> Option<Vec<String>> {
        let held = case.mediation()?;
        let sides: Vec<&str> = match (self.template, self.session.as_deref()) {
            ("agreement" | "confirmation_application", _) => held.sides().collect(),
            ("minutes", Some(talk)) => held.readers_of_talk(held.session(talk)?).collect(),
            ("undisputed_facts", _) => held.readers_of_facts(held.undisputed.as_ref()?).collect(),
            _ => return None,
        };
        Some(sides.into_iter().map(str::to_owned).collect())
    }

    /// Of an earlier attempt, those who took part in that.
    pub fn audience(&self, case: &Case) -> Audience {
        self.audience_in(&case.of_attempt(self.attempt))
    }

    fn audience_in(&self, case: &Case) -> Audience {
        if let Some(sides) = self.between(case) {
            return Audience::Sides { sides };
        }
        match (&self.to, self.template) {
            // What was served on whom is for the file.
            (_, "service_receipt") => Audience::House,
            // What was advised, and what the committee is asked.
            (None, "advice_record" | "case_review_minutes" | "reconsideration_letter") => Audience::House,
            (Some(side), _) => Audience::Addressee { side: side.clone() },
            // What whoever was visited said of the others is nothing for them.
            (None, APPLICATION | FOLLOW_UP_FORM | VOLUME_CATALOGUE | MINUTES_APART) => Audience::House,
            // Their days may follow from what was only told: that is not for the agency (复议法48条).
            (None, "receipt" | "hand_over") if case.dispute.told_before().is_some() => {
                let parties = case.dispute.parties.iter();
                Audience::Sides { sides: parties.map(|party| party.key.clone()).collect() }
            }
            (None, _) => Audience::Everybody,
        }
    }
}

/// Every paper that makes sense now for whoever issues it.
pub fn drafts(case: &Case) -> Vec<Draft> {
    let mut drafts = of_the_stage(case);
    drafts.retain(|draft| case.role != Role::Archivist || draft.template == VOLUME_CATALOGUE);
    drafts
}

/// Nothing is added to a volume that is closed; what lies in it is read off by whoever keeps it.
pub(super) fn of_the_stage(case: &Case) -> Vec<Draft> {
    if case.dispute.is_frozen() {
        let keeps = matches!(case.role, Role::IntakeClerk | Role::CentreHead | Role::Archivist);
        return keeps.then(|| Draft::of(VOLUME_CATALOGUE)).into_iter().collect();
    }
    // Who runs the reconsideration issues its papers; the centre issues its own.
    if case.reconsideration().is_some() {
        return of_all(case).into_iter().chain(advised(case)).collect();
    }
    let mut drafts = vec![Draft::of(APPLICATION), Draft::of(APPLICATION_COPY), Draft::of("receipt")];
    drafts.extend(said_orally(case));
    if let Some(held) = case.mediation() {
        drafts.extend(opening(held));
        drafts.extend(talking(held));
        drafts.extend(ending(held));
    }
    for one in &case.earlier {
        let ended = [talking(&one.held), ending(&one.held)].concat().into_iter();
        drafts.extend(ended.map(|draft| Draft { attempt: Some(one.held.brief.ordinal), ..draft }));
    }
    let refused = matches!(case.dispute.stage, DisputeStage::Ended { outcome: DisputeOutcome::Refused, .. });
    if refused && case.mediation.is_none() {
        drafts.extend(
            case.dispute
                .parties
                .iter()
                .map(|party| Draft { to: Some(party.key.clone()), ..Draft::of("refusal") }),
        );
    }
    drafts.extend(referred(case));
    drafts.extend(case.performance().map(urged).unwrap_or_default());
    if case.follow_up.as_ref().is_some_and(|(_, held)| !held.visits.is_empty()) {
        drafts.push(Draft::of(FOLLOW_UP_FORM));
    }
    if matches!(case.dispute.stage, DisputeStage::Ended { .. }) || case.dispute.waits_anew() {
        drafts.push(Draft::of(VOLUME_CATALOGUE));
    }
    drafts.extend(advised(case));
    drafts
}

/// What the centre sends to another body goes with a letter, whatever came before it; where a mediation handed it on, with the letter of
/// that.
fn referred(case: &Case) -> impl Iterator<Item = Draft> {
    let lettered = case.mediation().is_some();
    let ours = move |held: &Referral| {
        let from = case.law.directory.organization(&held.package.from);
        let out = matches!(
            held.stage,
            ReferralStage::Sent { .. } | ReferralStage::Accepted { .. } | ReferralStage::TakenOver { .. }
        );
        out && !(held.package.for_good && lettered)
            && from.is_some_and(|body| body.category == Category::Centre)
    };
    let sent = case.referrals.iter().filter(move |(_, held)| ours(held));
    sent.map(|(id, _)| Draft { session: Some(id.to_string()), ..Draft::of("hand_over") })
}

/// A letter for everything that was urged in writing and has not come.
fn urged(held: &Performance) -> Vec<Draft> {
    let lines = held.lines.iter().filter(|line| line.letter().is_some());
    let letter = |line: &Line| Draft {
        to: Some(line.obligation.obligor.clone()),
        session: Some(line.key.clone()),
        ..Draft::of(URGING)
    };
    lines.map(letter).collect()
}

fn to_sides<'a>(template: &'static str, sides: impl Iterator<Item = &'a str>) -> Vec<Draft> {
    sides.map(|side| Draft { to: Some(side.to_owned()), ..Draft::of(template) }).collect()
}

fn parties(held: &Mediation) -> impl Iterator<Item = &str> {
    held.sides().filter(|side| *side != RESPONDENT)
}

fn opening(held: &Mediation) -> Vec<Draft> {
    let mut drafts = Vec::new();
    if held.imported.is_some() && !held.stage.is_over() {
        drafts.extend(to_sides("consent_notice", parties(held)));
    }
    if held.team.is_some() && !held.stage.is_over() {
        drafts.extend(to_sides("team_notice", held.sides()));
    }
    if held.period.is_some() && !held.stage.is_over() {
        drafts.extend(to_sides("acceptance", held.sides()));
    }
    drafts
}

fn talking(held: &Mediation) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for session in &held.sessions {
        let of_session = |draft: Draft| Draft { session: Some(session.key.clone()), ..draft };
        // A talk apart is nobody else's business: its invitation goes to that side, its record stays with the team.
        let invited: Vec<&str> = match &session.form {
            SessionForm::Joint => held.sides().collect(),
            SessionForm::Separate { party } => vec![party],
        };
        if session.is_to_come() && !session.moved.is_empty() || session.cancelled.is_some() {
            drafts.extend(to_sides("session_change", invited.iter().copied()).into_iter().map(of_session));
        }
        if session.is_open() && !held.stage.is_over() {
            drafts.extend(to_sides("invitation", invited.into_iter()).into_iter().map(of_session));
        }
        if session.minutes.is_some() {
            drafts.push(of_session(Draft::of(if session.is_separate() { MINUTES_APART } else { "minutes" })));
        }
    }
    if held.undisputed.is_some() {
        drafts.push(Draft::of("undisputed_facts"));
    }
    // Nothing is printed as agreed that nobody has found lawful, or that came to nothing.
    let printed = held.agreement.as_ref().is_some_and(|agreement| {
        let found_lawful = agreement.legality.as_ref().is_some_and(|checked| checked.passed());
        agreement.effective_on.is_some() || (found_lawful && !held.stage.is_over())
    });
    if printed {
        drafts.push(Draft::of("agreement"));
    }
    drafts
}

fn ending(held: &Mediation) -> Vec<Draft> {
    let agreement = held.agreement.as_ref().filter(|agreement| agreement.effective_on.is_some());
    let to_confirm = agreement.filter(|agreement| agreement.ending == Ending::JudicialConfirmation);
    let mut drafts: Vec<Draft> =
        to_confirm.map(|_| Draft::of("confirmation_application")).into_iter().collect();
    // The letter names the body to which it goes: there is none before that is decided.
    if held.handed_on.is_some() || matches!(held.stage, Stage::PassedOn { .. }) {
        drafts.push(Draft::of("hand_over"));
    }
    // Whoever left alone is told the same day, with the days that are left.
    drafts.extend(to_sides("refusal", held.absent().map(|left| left.party.as_str())));
    match &held.stage {
        Stage::Ended { outcome: Outcome::Agreed { .. }, .. } => {}
        Stage::Ended { .. } | Stage::Returned { reason: ReturnReason::ConsentWithdrawn, .. } => {
            drafts.extend(to_sides("termination", parties(held)));
        }
        stage if stage.is_settled_beside() => {}
        Stage::Returned { .. } => drafts.extend(to_sides("refusal", parties(held))),
        _ => {}
    }
    drafts
}
