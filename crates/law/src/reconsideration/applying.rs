//! The application (20条至22条、32条): what it must say, who takes it, how it comes from the agency to the body. Read by the dispute,
//! which opens the reconsideration.

use super::{codes::*, *};
use crate::{
    Law, Refusal, Role,
    clock::Clock,
    directory::{Category, Directory},
    dispute::{ActKind, ContestedAct, Source, line, text},
    matter::Context,
    refusal::{DATE_IN_FUTURE, REQUIRED, ensure, ensure_at},
    term,
};

/// More days than five working days take with any holiday.
const LONGEST_SCREENING_DAYS: usize = 40;

/// What an application says by itself, and which bodies it goes to.
pub fn weigh_application(
    application: &Application,
    act: &ContestedAct,
    context: Context<'_>,
) -> Result<Bodies, Refusal> {
    let at = |name: &str| format!("application.{name}");
    let today = context.now.today;
    ensure_at(application.received_on <= today, DATE_IN_FUTURE, &at("received_on"))?;
    let after_the_act = act.made_on.is_none_or(|made_on| application.received_on >= made_on);
    ensure_at(after_the_act, BEFORE_ACT, &at("received_on"))?;
    ensure_at(!application.requests.is_empty(), NO_REQUEST, &at("requests"))?;
    let posted = application.way == ApplicationWay::Post;
    let in_order = application.posted_on.is_some_and(|on| on <= application.received_on);
    ensure_at(if posted { in_order } else { application.posted_on.is_none() }, POSTED, &at("posted_on"))?;
    if application.way == ApplicationWay::Oral {
        // Who prints the record from what was typed here has it signed and keeps it afterwards.
        use Role::{ReconsiderationHead, ReconsiderationOfficer, Statute};
        let prints = [ReconsiderationOfficer, ReconsiderationHead, Statute].contains(&context.actor.role);
        ensure_at(application.document.is_some() || prints, ORAL_RECORD, &at("document"))?;
        let second = application.second_receiver.as_deref().is_some_and(|name| !name.trim().is_empty());
        ensure_at(second, ORAL_SECOND, &at("second_receiver"))?;
    }
    if application.way == ApplicationWay::ThroughAgency {
        ensure_at(goes_through_agency(act), NOT_THROUGH_AGENCY, &at("way"))?;
    }
    ensure_takes(act, context)?;
    let own = context.actor.role != Role::AgencyLegal || application.way == ApplicationWay::ThroughAgency;
    ensure_at(own, RESPONDENT_WAY, &at("way"))?;
    let lines = [
        (&application.rule, "rule"),
        (&application.second_receiver, "second_receiver"),
        (&application.late_reason, "late_reason"),
    ];
    for (said, name) in lines {
        said.as_deref().map_or(Ok(()), |said| line(said, &at(name)))?;
    }
    application.grounds.as_deref().map_or(Ok(()), |said| text(said, &at("grounds")))?;
    let positive = application.compensation_fen.is_none_or(|fen| fen > 0);
    ensure_at(positive, COMPENSATION_POSITIVE, &at("compensation_fen"))?;
    bodies(context)
}

/// 32条: the penalty's own agency may take the application and send it on.
fn goes_through_agency(act: &ContestedAct) -> bool {
    act.kind == ActKind::Penalty && (act.on_the_spot || act.by_monitoring)
}

/// 2条, 32条: the application is the citizen's; the agency complained against takes only what may be handed in through it.
pub fn ensure_takes(act: &ContestedAct, context: Context<'_>) -> Result<(), Refusal> {
    ensure(context.actor.role != Role::AgencyLegal || goes_through_agency(act), RESPONDENT_APPLIES)
}

/// The office that takes it: the officer's own, else the one that has officers; the government in whose name it decides.
fn bodies(context: Context<'_>) -> Result<Bodies, Refusal> {
    use Role::{ReconsiderationHead, ReconsiderationOfficer};
    let own = context.actor.organization.clone();
    let theirs = own.filter(|_| matches!(context.actor.role, ReconsiderationOfficer | ReconsiderationHead));
    bodies_of(&context.law.directory, theirs)
}

/// Somebody here takes an application, and there is a body in whose name it is decided.
pub fn is_taken_here(directory: &Directory) -> bool {
    bodies_of(directory, None).is_ok()
}

fn bodies_of(directory: &Directory, theirs: Option<crate::OrgId>) -> Result<Bodies, Refusal> {
    let officers = directory.holders(Role::ReconsiderationOfficer);
    let mut known = officers.map(|(_, _, held)| held.organization.clone());
    let office = theirs.or_else(|| known.next()).ok_or_else(|| Refusal::of(NO_OFFICE))?;
    let government = |id: &crate::OrgId| {
        directory.organization(id).is_some_and(|held| held.category == Category::Government)
    };
    let parent = directory.organization(&office).and_then(|held| held.parent.clone()).filter(&government);
    let mut governments = directory.organizations.keys().filter(|id| government(id));
    let body = parent.or_else(|| governments.next().cloned()).ok_or_else(|| Refusal::of(NO_BODY))?;
    Ok(Bodies { body, office })
}

/// 30条1款、3款: the last day of receipt of which the five working days are over by today with nothing decided, and since when it counts as
/// accepted.
pub fn accepted_by_silence(law: &Law, today: Date) -> Option<(Date, Date)> {
    let due = |on: Date| Clock::start(&term::RECONSIDERATION_SCREENING, on).due_on(&law.calendar);
    let back = std::iter::successors(Some(today), |on| on.yesterday().ok()).take(LONGEST_SCREENING_DAYS);
    back.filter_map(|on| Some((on, due(on)?))).find(|(_, due)| *due < today)
}

impl Application {
    /// As the statute takes it. A citizen on the portal hands it in then and there: no other way and no earlier day can be typed.
    pub fn as_handed_in(&self, context: Context<'_>) -> Application {
        let mut application = self.clone();
        if matches!(context.actor.role, Role::Public | Role::Party) {
            application.way = ApplicationWay::Online;
            application.received_on = context.now.today;
            application.posted_on = None;
            application.second_receiver = None;
        }
        application
    }
}

impl Reconsideration {
    /// The day from which the five working days run: receipt by this body, or of what was supplemented (31条3款).
    pub(super) fn review_from(&self) -> Option<Date> {
        let supplemented = self.supplement.as_ref().and_then(|supplement| supplement.received_on);
        supplemented.or(self.came_on())
    }

    /// 收到之日 by this body, whatever was supplemented since.
    pub(super) fn came_on(&self) -> Option<Date> {
        let through = self.application.way == ApplicationWay::ThroughAgency;
        if through { self.forwarded_on } else { Some(self.application.received_on) }
    }

    /// 32条2款: the penalising agency has not passed it on by the end of its five days: until when it had to, and when it did. While those
    /// days run it has not either; whether they are over is for whoever asks.
    pub fn forwarded_late(&self, law: &Law) -> Option<(Date, Option<Date>)> {
        let clock = self.forwarding_clock()?;
        let due = clock.due_on(&law.calendar)?;
        self.forwarded_on.is_none_or(|on| on > due).then_some((due, self.forwarded_on))
    }

    /// 22条3款: written down on the spot, and the record has not come back signed.
    pub fn lacks_application_record(&self) -> bool {
        self.application.way == ApplicationWay::Oral && self.application.document.is_none()
    }

    /// 28条: the department that does the work is the one complained of; whoever applies may also go to the department above it.
    pub fn is_against_its_office(&self) -> bool {
        self.bodies.office == self.brief.respondent
    }

    /// The day that is held against the period for applying (20条): what another reconsideration office had first keeps its day.
    /// That the dispute was handed in anywhere else before is at most a reason for being late; it stops no period.
    pub fn applied_on(&self) -> Date {
        let own = self.application.counts_on();
        match self.brief.source {
            Source::ReconsiderationReferral => own.min(self.brief.first_submitted_on),
            _ => own,
        }
    }

    pub(super) fn weigh_forwarding(
        &self,
        context: Context<'_>,
        command: &ReconsiderationCommand,
    ) -> Result<Vec<ReconsiderationEvent>, Refusal> {
        let ReconsiderationCommand::Forward { on, note } = command else {
            return Err(Refusal::not_permitted());
        };
        ensure_at(*on <= context.now.today, DATE_IN_FUTURE, "on")?;
        ensure_at(*on >= self.application.received_on, BEFORE_RECEIPT, "on")?;
        Ok(vec![ReconsiderationEvent::Forwarded { on: *on, note: note.clone() }])
    }

    pub(super) fn weigh_officers(
        &self,
        context: Context<'_>,
        command: &ReconsiderationCommand,
    ) -> Result<Vec<ReconsiderationEvent>, Refusal> {
        use ReconsiderationCommand as C;
        let on = context.now.today;
        let event = match command {
            C::Assign { handlers } => {
                ensure_at(!handlers.is_empty(), NOT_A_HANDLER, "handlers")?;
                for (i, user) in handlers.iter().enumerate() {
                    let field = format!("handlers.{i}");
                    ensure_at(self.is_officer(user, context.law), NOT_A_HANDLER, &field)?;
                    ensure_at(!self.walled.contains(user), HANDLER_WALLED, &field)?;
                }
                ReconsiderationEvent::Assigned { on, handlers: handlers.clone() }
            }
            C::NoteLeft => {
                let handlers = self.gone(context.law).cloned().collect();
                ReconsiderationEvent::HandlersLeft { on, handlers }
            }
            C::Challenge { of, by, ground } => {
                let known = self.handlers.contains(of) || self.is_officer(of, context.law);
                ensure_at(known && !self.walled.contains(of), CHALLENGE_OF, "of")?;
                let own = match by.as_str() {
                    "self" => context.actor.user == *of,
                    side => self.own_side(context).map_or(self.is_side(side), |own| own == side),
                };
                ensure_at(own, CHALLENGE_BY, "by")?;
                text(ground, "ground")?;
                ReconsiderationEvent::ChallengeMade {
                    on,
                    challenge: format!("c{}", self.challenges.len() + 1),
                    of: of.clone(),
                    by: by.clone(),
                    ground: ground.clone(),
                }
            }
            C::DecideChallenge { challenge, upheld, reason } => {
                let open = self.challenges.iter().any(|c| c.key == *challenge && c.upheld.is_none());
                ensure_at(open, CHALLENGE_UNKNOWN, "challenge")?;
                let reason = reason.clone().filter(|said| !said.trim().is_empty());
                // Who is off the case is so for what was disclosed already; who stays on it, stays for a reason.
                ensure_at(*upheld || reason.is_some(), REQUIRED, "reason")?;
                reason.as_deref().map_or(Ok(()), |said| text(said, "reason"))?;
                let (challenge, upheld) = (challenge.clone(), *upheld);
                ReconsiderationEvent::ChallengeDecided(ChallengeDecision { on, challenge, upheld, reason })
            }
            _ => return Err(Refusal::not_permitted()),
        };
        Ok(vec![event])
    }

    /// 复议人员 who work in the office that runs it no longer, while there is still something to do (36条: somebody has to).
    pub fn gone<'a>(&'a self, law: &'a crate::Law) -> impl Iterator<Item = &'a UserId> {
        let open = self.stage.over_on().is_none();
        self.handlers.iter().filter(move |user| open && !self.is_officer(user, law))
    }

    pub(super) fn is_officer(&self, user: &UserId, law: &crate::Law) -> bool {
        let mut held = law.directory.holders(Role::ReconsiderationOfficer);
        held.any(|(holder, _, held)| holder == user && held.organization == self.bodies.office)
    }

    /// The side that this actor speaks for; officers write down what sides say.
    pub(super) fn own_side<'a>(&self, context: Context<'a>) -> Option<&'a str> {
        match (context.actor.role, &context.actor.standing) {
            (Role::Party, Some(standing)) => Some(&standing.party),
            (Role::AgencyLegal | Role::AgencyHead, _) => Some(RESPONDENT),
            _ => None,
        }
    }
}
