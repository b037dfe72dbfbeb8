//! The dispute's part in what other bodies do: recording their proceedings, referring the file to them, knowing how far each has come.

use super::{codes::AGREED, course::Way, *};
use crate::{
    Kind, Refusal, Role,
    agency::ensure_willingness_is_own,
    case_review, consultation,
    matter::Context,
    mirrored::{self, Opening, Procedure, codes::ALREADY_RECORDED},
    reaction,
    reconsideration::{
        codes::{
            ANOTHERS, APPLIED_ALREADY, APPLIED_BEFORE, COURT_HAS_IT, COURT_MINDED_ZH, COURT_UNMINDED,
            EARLIER_UNMINDED,
        },
        ensure_takes, weigh_application,
    },
    referral,
    refusal::{ALREADY_OPEN, FROZEN, WRONG_STAGE, ensure, ensure_at},
    remedy::{BOUND_ZH, Remedy},
    text::normal_number,
    ways::AgencyKind,
};

impl Dispute {
    pub(super) fn weigh_elsewhere(
        &self,
        context: Context<'_>,
        command: &DisputeCommand,
    ) -> Result<Vec<DisputeEvent>, Refusal> {
        let on = context.now.today;
        let event = match command {
            DisputeCommand::RecordProceeding { opening } => {
                context.law.ensure_may_report(context.actor, opening.procedure)?;
                context.law.ensure_speaks_for(context.actor, opening.body.organization.as_ref())?;
                ensure_at(!self.knows(opening), ALREADY_RECORDED, "opening.report.origin.external_id")?;
                self.weigh_bringing(&opening.by, "opening.by")?;
                mirrored::weigh_opening(opening, &self.registration.act, context)?;
                self.weigh_higher_level(opening)?;
                self.weigh_second_suit(opening)?;
                let mut opening = opening.clone();
                // Whoever records their own body's proceeding is that body.
                if opening.procedure.officers().contains(&context.actor.role) {
                    let own = context.actor.organization.clone();
                    opening.body.organization = opening.body.organization.or(own);
                }
                DisputeEvent::ProceedingRecorded { on, opening }
            }
            DisputeCommand::ApplyForReconsideration { application } => {
                let application = Box::new(self.of_whom_no_court_has(application.as_handed_in(context)));
                // 29条2款: the court has it. What came all the same is registered only by whoever knows that, and refused (30条2款).
                self.ensure_court_minded(&application, context)?;
                // 30条1款7项: nor what was reconsidered before; whoever applies itself is answered by the office.
                let own = context.actor.role == Role::Party || context.actor.is_statute();
                let minded = own || application.despite_earlier || !self.is_reconsidered_for(&application.by);
                ensure_at(minded, EARLIER_UNMINDED, "application.despite_earlier")?;
                let (actor, willing) = (context.actor, application.willing_to_mediate);
                ensure_willingness_is_own(actor, willing, "application.willing_to_mediate")?;
                let bodies = weigh_application(&application, &self.registration.act, context)?;
                DisputeEvent::ReconsiderationApplied { on, bodies, application }
            }
            DisputeCommand::Refer { request } => {
                let package = referral::weigh_request(self, request, context)?;
                DisputeEvent::Referred { on, package: Box::new(package) }
            }
            DisputeCommand::HandOver { to, reason } => {
                return Ok(self.handed_over(context, to, reason).into_iter().collect());
            }
            DisputeCommand::Consult { request } => {
                let plan = consultation::weigh_request(self, request, context)?;
                DisputeEvent::ConsultationRequested { on, plan: Box::new(plan) }
            }
            DisputeCommand::ConveneReview { convening } => {
                let brief = reaction::brief(context.id, self, 1);
                let plan = case_review::weigh_convening(self, &brief, convening, context)?;
                DisputeEvent::ReviewConvened { on, plan: Box::new(plan) }
            }
            DisputeCommand::NoteCourse { proceeding, course } => {
                let held = self.proceedings.iter().find(|p| p.matter == *proceeding);
                let before = held.map(|p| p.course.clone()).unwrap_or_default();
                DisputeEvent::CourseNoted {
                    on,
                    proceeding: proceeding.clone(),
                    course: course.clone(),
                    first: before.is_unsaid(),
                    phase: course.phase.filter(|phase| before.phase != Some(*phase)),
                    days_left: self.leaves_days(proceeding, course, context.law, on),
                }
            }
            _ => return self.weigh_note(on, command),
        };
        Ok(vec![event])
    }

    /// The material after the letter, where somebody can sign for it.
    pub(super) fn handed_over(&self, context: Context<'_>, to: &OrgId, reason: &str) -> Option<DisputeEvent> {
        let package = Box::new(referral::handed_over(self, (to, reason), context)?);
        Some(DisputeEvent::Referred { on: context.now.today, package })
    }

    /// What each case review is about that was convened and is not over.
    pub(crate) fn reviews_open(&self) -> impl Iterator<Item = &Option<MatterId>> {
        let held = self.proceedings.iter().filter(|proceeding| proceeding.kind == Kind::CaseReview);
        held.zip(&self.reviewed).filter(|(held, _)| held.ended_on.is_none()).map(|(_, about)| about)
    }

    /// What the statute tells of the proceedings.
    fn weigh_note(&self, on: Date, command: &DisputeCommand) -> Result<Vec<DisputeEvent>, Refusal> {
        let event = match command {
            DisputeCommand::NoteProceedingOpened { proceeding, of_kind } => {
                let opened =
                    DisputeEvent::ProceedingOpened { on, proceeding: proceeding.clone(), of_kind: *of_kind };
                return Ok(self.out_of_the_archive(on, *of_kind).into_iter().chain([opened]).collect());
            }
            DisputeCommand::NoteProceedingEnded { proceeding, on, outcome } => {
                DisputeEvent::ProceedingEnded { on: *on, proceeding: proceeding.clone(), outcome: *outcome }
            }
            DisputeCommand::NotePending { proceeding, pending } => {
                DisputeEvent::PendingNoted { proceeding: proceeding.clone(), pending: pending.clone() }
            }
            DisputeCommand::NoteSeats { seated, walled } => {
                DisputeEvent::SeatsNoted { seated: seated.clone(), walled: walled.clone() }
            }
            // Nothing to say of a file that is not in the archive.
            DisputeCommand::NoteLate { .. } if !self.is_frozen() => return Ok(Vec::new()),
            DisputeCommand::NoteLate { of_kind, fact, what } => {
                ensure(*fact, FROZEN)?;
                // 复议法48条: of what kind only where every reader may know of it.
                let unknown = self.proceedings.iter().any(|p| p.is_unknown_to_agency());
                let what = match of_kind {
                    Kind::Reconsideration if unknown => "归档以后又有新的记录".to_owned(),
                    Kind::Performance | Kind::Paper => what.clone(),
                    kind if what.is_empty() => kind.name_zh().to_owned(),
                    kind => format!("{}，{what}", kind.name_zh()),
                };
                DisputeEvent::AddedToVolume { on, what }
            }
            DisputeCommand::NotePaper { paper } => return Ok(self.weigh_unserved(paper)),
            DisputeCommand::NoteWalls { walled } => DisputeEvent::WallsNoted { on, walled: walled.clone() },
            _ => return Err(Refusal::of(ALREADY_OPEN)),
        };
        Ok(vec![event])
    }

    /// A frozen file is opened again for what comes, and says why.
    fn out_of_the_archive(&self, on: Date, kind: Kind) -> Option<DisputeEvent> {
        let out = match kind {
            // Settled as before, and not done yet.
            Kind::Performance => {
                let reason = "记录为已经履行的，核实以后没有履行，重新跟踪".to_owned();
                DisputeEvent::TakenFromArchive { on, reason }
            }
            kind => {
                DisputeEvent::Reopened { on, reason: format!("又有了新的程序：{}", kind.name_zh()) }
            }
        };
        self.is_frozen().then_some(out)
    }

    /// What this party is told: settled is not yet performed.
    pub fn told_zh(&self, party: &str) -> &'static str {
        let statement = Some(mirrored::Finding::MediationStatement);
        if self.last_mediated().is_some_and(|mediated| mediated.awaits == statement) {
            return "谈好了，等制作调解书；调解书生效以前，协议还没有生效。";
        }
        match (self.is_performing(), self.is_left_to_others(), self.is_frozen()) {
            (true, ..) => "谈好了，正在按协议办。",
            (_, true, false) => {
                "协议里有约定的事没有做到，已经申请强制执行或者改走其他途径；后来做到了的，请告诉我们。"
            }
            (_, true, true) => {
                "案卷已经归档；协议里没有做到的，已经申请强制执行或者改走其他途径，后来做到了的，请告诉窗口。"
            }
            _ if self.is_on_its_way_to(party) => "程序已经结束，还有文书没有送到；都送到以后才算办完。",
            _ if self.waits_anew() => "案卷重新启动了，工作人员会和您商量下一步怎么办。",
            (false, false, false) if self.is_unsettled() && self.is_enforceable() => {
                "这次没有办成；先前的协议已经法院确认，或者盖章制成了调解书，仍然有效。"
            }
            (false, false, false) if self.is_unsettled() && self.is_withdrawn(None) => {
                "这次没有谈成；起诉已经撤回，人民法院准许了。"
            }
            (false, false, false) if self.is_performed() => match self.is_denied() {
                true => "协议约定的事记录为做到了，有人说没有做到，正在核实。",
                false => "协议约定的各项都记录为做到了；有没做到的，请告诉我们。",
            },
            _ => self.left_open_zh().unwrap_or(self.stage.told_zh()),
        }
    }

    fn is_unsettled(&self) -> bool {
        use Outcome::{NotImported, Unsettled};
        matches!(self.stage, Stage::Ended { outcome: Unsettled | NotImported, .. })
    }

    /// On record, as whoever watches it has it: not everybody to whom it was owed has said so.
    fn is_performed(&self) -> bool {
        let over = |p: &Proceeding| p.kind == Kind::Performance && p.ended_on.is_some();
        let settled = matches!(self.stage, Stage::Ended { outcome: Outcome::Settled, .. });
        settled && self.proceedings.iter().any(over)
    }

    /// 履行争议, which nobody has looked into yet.
    fn is_denied(&self) -> bool {
        self.proceedings.iter().any(|p| p.kind == Kind::Performance && p.pending.is_some())
    }

    /// It was agreed, and what was not done is in the hands of others.
    pub fn is_left_to_others(&self) -> bool {
        !matches!(self.stage, Stage::Registered) && self.was_left_to_others()
    }

    /// The same of a file that was started again since.
    pub(super) fn was_left_to_others(&self) -> bool {
        let had = match self.stage {
            Stage::Ended { outcome, .. } | Stage::Closed { outcome, .. } => Some(outcome),
            Stage::Registered => self.restarted.as_ref().map(|restarted| restarted.had),
            Stage::InProceeding { .. } => None,
        };
        let unsettled = had == Some(Outcome::Unsettled);
        let watched = self.proceedings.iter().any(|p| p.kind == Kind::Performance && p.ended_on.is_some());
        unsettled && watched && self.last_mediated().is_some_and(|mediated| !mediated.unsettled)
    }

    /// 民诉法206条: what was agreed was confirmed or sealed, and is enforced; another attempt after it takes nothing from that.
    pub fn is_enforceable(&self) -> bool {
        self.sealed().any(|mediated| !mediated.partial)
    }

    fn sealed(&self) -> impl Iterator<Item = &super::Mediated> {
        self.mediated().filter(|mediated| mediated.enforceable)
    }

    /// 协议生效之日 of the last that was confirmed or sealed.
    pub fn sealed_agreement_on(&self) -> Option<Date> {
        self.sealed().filter_map(|mediated| mediated.settled.map(|(on, _)| on)).last()
    }

    /// Whoever did not settle keeps the own days and the own way (复议法20条, 行诉法46条).
    pub(super) fn is_settled_by_all(&self) -> bool {
        match self.last_mediated() {
            Some(mediated) if mediated.stands() => !mediated.partial,
            mediated => {
                !mediated.is_some_and(|mediated| mediated.partial) && !self.is_settled_by_some_alone()
            }
        }
    }

    /// An agreement is in force, and is being done or waits for whoever seals it: nothing is mediated beside it.
    pub(super) fn is_agreed_on(&self) -> bool {
        let watched = self.has_open_performance();
        self.last_mediated().is_some_and(|held| held.stands() && (watched || held.awaits.is_some()))
    }

    pub(super) fn last_mediated(&self) -> Option<&super::Mediated> {
        self.mediated().next_back()
    }

    /// The last attempt failed, and those who were at it are asked whether they want to try again.
    pub(super) fn asks_again(&self) -> bool {
        self.last_mediated().is_some_and(|held| held.asks_again)
    }

    /// Each attempt that was begun, the first first.
    pub(super) fn mediated(&self) -> impl DoubleEndedIterator<Item = &super::Mediated> {
        self.proceedings.iter().filter_map(|p| p.course.mediated.as_ref())
    }

    /// The stage as lists, searches and pages have it: settled is not yet performed.
    pub fn standing_word(&self) -> &'static str {
        if self.is_performing() { PERFORMING } else { self.stage.as_str() }
    }

    /// What was agreed is still being done.
    pub fn is_performing(&self) -> bool {
        let settled = matches!(self.stage, Stage::Ended { outcome: Outcome::Settled, .. });
        settled && self.has_open_performance()
    }

    /// What was promised is still watched, however the file stands.
    pub(super) fn has_open_performance(&self) -> bool {
        self.proceedings.iter().any(|p| p.kind == Kind::Performance && p.ended_on.is_none())
    }

    pub(super) fn has(&self, proceeding: &MatterId) -> bool {
        self.proceedings.iter().any(|p| p.matter == *proceeding)
    }

    /// What counted as performed was found not to be: it is watched again, also out of the archive.
    pub(super) fn watch_again(&mut self, proceeding: &MatterId) {
        let named = self.proceedings.iter_mut().filter(|p| p.matter == *proceeding);
        named.for_each(|p| p.ended_on = None);
        self.end_as_before();
    }

    pub(super) fn end_as_before(&mut self) {
        if let Stage::Closed { on, outcome } = self.stage {
            self.stage = Stage::Ended { on, outcome };
        }
    }

    pub(super) fn watchers(&self) -> impl Iterator<Item = &UserId> {
        let open = self.proceedings.iter().filter(|p| p.ended_on.is_none());
        open.filter_map(|p| self.watching.get(&p.matter)).flatten()
    }

    /// The party itself; else whoever takes its application.
    fn ensure_court_minded(&self, application: &Application, context: Context<'_>) -> Result<(), Refusal> {
        let minded = application.despite_court || context.actor.is_statute();
        if minded || !self.court_has_it_for(&application.by) {
            return Ok(());
        }
        let refusal = Refusal::at(COURT_UNMINDED, "application.despite_court");
        Err(match self.court_has_it_zh(&application.by) {
            Some(said) => refusal.because(format!("{said}。{COURT_MINDED_ZH}")),
            None => refusal,
        })
    }

    pub(super) fn may_apply(&self, context: Context<'_>) -> Result<(), Refusal> {
        match context.actor.role {
            Role::Party => self.may_apply_itself(context),
            _ => ensure_takes(&self.registration.act, context),
        }
    }

    /// A party applies without anybody looking at it first: only who complains, and not what the file itself shows to be in vain. What
    /// needs a reason or a proof goes to the office, which weighs it.
    fn may_apply_itself(&self, context: Context<'_>) -> Result<(), Refusal> {
        let own = context.actor.standing.as_ref().and_then(|standing| self.party(&standing.party));
        let complains = |party: &&Party| party.particulars.standing == PartyStanding::Applicant;
        let Some(own) = own.filter(complains).map(|party| &party.key) else {
            return Err(Refusal::not_permitted());
        };
        let ended = |as_this| matches!(self.stage, Stage::Ended { outcome, .. } if outcome == as_this);
        ensure(!ended(Outcome::PassedOn), WRONG_STAGE)?;
        let over = matches!(self.stage, Stage::Ended { .. });
        let agreed = ended(Outcome::Settled) && self.is_settled_by_all();
        ensure(!(agreed || (over && self.is_enforceable())), AGREED)?;
        // 30条1款7项: no other body has it in hand either.
        let elsewhere = |p: &Proceeding| {
            let of_own = p.course.by.is_empty() || p.course.by.contains(own);
            p.course.procedure == Some(Procedure::ReconsiderationElsewhere) && p.ended_on.is_none() && of_own
        };
        ensure(!self.proceedings.iter().any(elsewhere), APPLIED_ALREADY)?;
        ensure(!self.court_has_it_for(std::slice::from_ref(own)), COURT_HAS_IT)?;
        ensure(!self.is_bound(own), AGREED).map_err(|refusal| refusal.because(BOUND_ZH.to_owned()))?;
        ensure(self.closed_to(Remedy::Reconsider, own).is_none(), APPLIED_BEFORE)?;
        if let Some(told) = self.told_before() {
            told.ensure_may_apply(&self.registration.act)?;
        }
        let respondent = context.law.directory.organization(&self.registration.respondent);
        let here = respondent.is_none_or(|body| AgencyKind::of(body).is_reconsidered_here());
        ensure(here, ANOTHERS)
    }

    /// The reconsideration that runs, here or elsewhere; else the last that ran.
    pub(crate) fn last_reconsideration(&self) -> Option<&Proceeding> {
        let runs = self.in_way(Way::Reconsideration).rfind(|p| !p.is_over());
        runs.or_else(|| self.in_way(Way::Reconsideration).next_back())
    }

    /// A court has filed a suit: it runs, or what came of it keeps its filing.
    pub(crate) fn is_in_court(&self) -> bool {
        let kept = |p: &Proceeding| !p.is_over() || p.course.filed_on.is_some();
        self.in_way(Way::Suit).any(|p| kept(p) && !p.is_only_received())
    }

    /// 登记立案前: a court has been handed a suit, and none has filed any.
    pub fn is_only_received_by_court(&self) -> bool {
        !self.is_in_court() && self.in_way(Way::Suit).any(Proceeding::is_only_received)
    }

    /// A suit that is tried again, or was, and was not so judged before that day.
    pub(crate) fn retried_since(&self, since: Date) -> Option<&Course> {
        let mut courses = self.in_way(Way::Suit).map(|p| &p.course);
        courses.rfind(|course| course.retrial.is_some() && course.decided_on.is_none_or(|on| since <= on))
    }

    /// The same report, or the same case number of the same procedure while it runs.
    fn knows(&self, opening: &Opening) -> bool {
        let key = opening.report.origin.key();
        let number = opening.report.case_number.as_deref().map(normal_number).filter(|one| !one.is_empty());
        let mut mirrored = self.proceedings.iter().filter(|p| p.kind == Kind::Mirrored);
        mirrored.any(|p| {
            let sent = key.as_ref().is_some_and(|key| p.course.keys.contains(key));
            let same = p.course.procedure == Some(opening.procedure);
            let numbers = || p.course.case_numbers.iter().map(|held| normal_number(held));
            sent || (same && number.as_ref().is_some_and(|number| numbers().any(|held| held == *number)))
        })
    }
}
