//! The one path: read, ask the law, let it react, write once.

use super::Office;
use crate::orders::{clash, powers, reconsidering};
use huajie_law::{
    Actor, AnyMatter, Command, Decision, File, Kind, Law, MatterId, OrgId, Refusal, decide,
    holiday_schedule::HolidaySchedule, reaction::reactions,
};
use huajie_ledger::{
    AccountChange, Alone, Commit, CommitError, CommitRefusal, Committed, Fault, Letter, Receipt, SealedField,
    Turn, Written, deliveries::DeliveryChange, engine::WriteError,
};
use std::sync::Arc;

/// What somebody orders: on which file, as it was when they looked, and what.
#[derive(Clone, Debug)]
pub struct Order {
    pub target: MatterId,
    /// The version of the page it was ordered from; `None` where the file is opened by it, or by a machine.
    pub seen_version: Option<u64>,
    pub command: Command,
}

/// What goes into the same transaction beside the decision.
#[derive(Clone, Debug, Default)]
pub struct Extras {
    pub sealed: Vec<SealedField>,
    pub letters: Vec<Letter>,
    pub accounts: Vec<AccountChange>,
    pub deliveries: Vec<DeliveryChange>,
    pub receipt: Option<Receipt>,
    /// What must not have been put on file meanwhile.
    pub alone: Option<Alone>,
    /// Nobody is written to about it: the demonstration's people have no phones.
    pub silent: bool,
}

/// Why an order was not carried out.
#[derive(Debug)]
pub enum Failure {
    Refused(Refusal),
    /// Somebody else was faster; the file as it stands now.
    Stale(Box<File>),
    /// The same request was carried out before; this was the answer.
    Answered(Vec<Written>),
    /// The same request key came with another request.
    KeyReused,
    /// Somebody has meanwhile put the same on file, as this.
    Doubled(MatterId),
    Fault(Fault),
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Failure::Refused(refusal)
    }
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        Failure::Fault(fault)
    }
}

/// What orders would do, were they given.
pub struct Rehearsal<'a> {
    office: &'a Office,
    actor: &'a Actor,
    decisions: Vec<Decision>,
}

impl Rehearsal<'_> {
    /// Tries one more order; what is refused leaves nothing behind.
    pub async fn order(&mut self, order: &Order) -> Result<(), Failure> {
        let before = self.decisions.len();
        let tried = self.office.decide_with_reactions(self.actor, order, &mut self.decisions).await;
        if tried.is_err() {
            self.decisions.truncate(before);
        }
        tried
    }

    /// A file as it would stand.
    pub async fn file(&self, id: &MatterId) -> Result<File, Fault> {
        self.office.file_for(id, &self.decisions).await
    }
}

/// A machine's order meets other machines' orders; this often it is decided again before giving up.
const ATTEMPTS: usize = 8;
/// More reactions than this from one command is a loop in the law, not a consequence.
const MOST_DECISIONS: usize = 64;

fn changes_law(decision: &Decision) -> bool {
    use Kind::{Body, Expert, HolidaySchedule, Officer, Organization, OutsideSystem};
    matches!(decision.kind(), Organization | Officer | Body | OutsideSystem | HolidaySchedule | Expert)
}

impl Office {
    /// Carries out one order with everything that follows from it, in one transaction.
    pub async fn execute(&self, actor: &Actor, order: Order, extras: Extras) -> Result<Committed, Failure> {
        self.execute_all(actor, &[order], extras).await
    }

    /// What rests on other files than those that are written.
    async fn in_turn(&self, actor: &Actor, decisions: &[Decision]) -> Result<Option<Turn>, Failure> {
        if let Some(turn) = clash::ensure_free(self, actor, decisions).await? {
            return Ok(Some(turn));
        }
        match reconsidering::ensure_number_free(self, decisions).await? {
            None => powers::ensure_held(self, decisions).await,
            turn => Ok(turn),
        }
    }

    /// Carries out several orders together: all of them, or none.
    pub async fn execute_all(
        &self,
        actor: &Actor,
        orders: &[Order],
        extras: Extras,
    ) -> Result<Committed, Failure> {
        // Carried out before: answered before the law is asked, which would refuse the second time.
        if let Some(receipt) = &extras.receipt
            && let Some((asked, written)) = self.ledger.answered(&receipt.request).await?
        {
            return Err(if receipt.asked == asked { Failure::Answered(written) } else { Failure::KeyReused });
        }
        for attempt in 1.. {
            let mut decisions = Vec::new();
            for order in orders {
                self.decide_with_reactions(actor, order, &mut decisions).await?;
            }
            let changes_law = decisions.iter().any(changes_law);
            // The demonstration sets its own table.
            let turn = if extras.silent { None } else { self.in_turn(actor, &decisions).await? };
            let (calendar, bodies) = (self.law_after(&decisions), self.bodies_after(&decisions));
            let news = if extras.silent { Vec::new() } else { self.news(&decisions, &extras.sealed).await? };
            let events = if extras.silent { Vec::new() } else { self.outward(&decisions) };
            let commit = Commit {
                decisions,
                events,
                law: self.law(),
                sealed: extras.sealed.clone(),
                letters: extras.letters.iter().cloned().chain(news).collect(),
                accounts: extras.accounts.clone(),
                deliveries: extras.deliveries.clone(),
                receipt: extras.receipt.clone(),
                turn,
                alone: extras.alone.clone(),
                at: self.now().at,
            };
            match self.commit(commit, calendar, bodies).await {
                Ok(committed) => {
                    if changes_law {
                        self.refresh_law().await?;
                    }
                    return Ok(committed);
                }
                // Raced, not stale: what the person saw may still be what is on file. the next round finds out.
                Err(WriteError::Refused(CommitRefusal::Stale { matter })) if attempt < ATTEMPTS => {
                    // Decided under a calendar that is no longer the one in force: with the new one, once more.
                    if matter == HolidaySchedule::id() {
                        self.refresh_law().await?;
                    }
                }
                Err(WriteError::Refused(CommitRefusal::Stale { matter })) => {
                    let file = self.ledger.load(&matter).await?;
                    return Err(Failure::Stale(Box::new(file.unwrap_or_else(|| File::unopened(matter)))));
                }
                Err(WriteError::Refused(CommitRefusal::Answered { asked, written })) => {
                    let same = extras.receipt.as_ref().is_some_and(|receipt| receipt.asked == asked);
                    return Err(if same { Failure::Answered(written) } else { Failure::KeyReused });
                }
                Err(WriteError::Refused(CommitRefusal::Doubled { matter })) => {
                    return Err(Failure::Doubled(matter));
                }
                Err(WriteError::Fault(fault)) => return Err(Failure::Fault(fault)),
            }
        }
        unreachable!("the loop ends with an answer at the last attempt");
    }

    /// With whatever shows the days of another calendar, or bodies that are others now.
    async fn commit(
        &self,
        commit: Commit,
        calendar: Option<Law>,
        bodies: Option<Law>,
    ) -> Result<Committed, CommitError> {
        match (calendar, bodies) {
            (Some(after), _) => self.ledger.commit_notice(commit, Arc::new(after)).await,
            (None, Some(after)) => self.ledger.commit_bodies(commit, Arc::new(after)).await,
            (None, None) => self.ledger.commit(commit).await,
        }
    }

    /// The decision on the order itself, and those on everything that it means for other matters.
    async fn decide_with_reactions(
        &self,
        actor: &Actor,
        order: &Order,
        decisions: &mut Vec<Decision>,
    ) -> Result<(), Failure> {
        let (now, law) = (self.now(), self.law());
        let file = self.file_for(&order.target, decisions).await?;
        if order.seen_version.is_some_and(|seen| seen != file.version) {
            return Err(Failure::Stale(Box::new(file)));
        }
        let first = decisions.len();
        let mut next = first;
        decisions.push(decide(&file, actor, &order.command, now, &law)?);
        while next < decisions.len() {
            for reaction in reactions(&decisions[next], &law) {
                let file = self.file_for(&reaction.target, decisions).await?;
                let follows = decide(&file, &Actor::statute(), &reaction.command, now, &law)?;
                if !follows.events().is_empty() {
                    decisions.push(follows);
                }
                assert!(
                    decisions.len() - first <= MOST_DECISIONS,
                    "the reactions to {:?} do not end",
                    order.command.kind()
                );
            }
            next += 1;
        }
        Ok(())
    }

    /// Orders tried one after another, each on what those before would make; nothing is written.
    pub fn rehearse<'a>(&'a self, actor: &'a Actor) -> Rehearsal<'a> {
        Rehearsal { office: self, actor, decisions: Vec::new() }
    }

    /// The law under the calendar that these decisions make, if they make another one.
    pub fn law_after(&self, decisions: &[Decision]) -> Option<Law> {
        decisions.iter().rev().find_map(|decision| match decision.after() {
            AnyMatter::HolidaySchedule(schedule) => Some(self.law().under(schedule, decision.file().version)),
            _ => None,
        })
    }

    /// The law with the bodies as these decisions leave them, if one that was there before is another.
    fn bodies_after(&self, decisions: &[Decision]) -> Option<Law> {
        let before = self.law();
        let mut after = None;
        for decision in decisions {
            let AnyMatter::Organization(organization) = decision.after() else { continue };
            let id = OrgId::new(decision.id().as_str());
            if before.directory.organization(&id).is_some_and(|held| *held != **organization) {
                let after = after.get_or_insert_with(|| (*before).clone());
                after.directory.organizations.insert(id, (**organization).clone());
            }
        }
        after
    }

    /// The file as it will stand after what is already decided.
    async fn file_for(&self, id: &MatterId, decided: &[Decision]) -> Result<File, Fault> {
        if let Some(decision) = decided.iter().rev().find(|decision| decision.id() == id) {
            return Ok(decision.file());
        }
        Ok(self.ledger.load(id).await?.unwrap_or_else(|| File::unopened(id.clone())))
    }
}
