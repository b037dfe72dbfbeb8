//! How a story ends: what is pending goes to the court, and the file to the archive.

use super::*;
use huajie_law::follow_up::FollowUp;

/// What is usual between the beginning of the talks and the record that nobody ended them.
const LAPSED_AFTER_DAYS: i64 = 36;

impl Story<'_> {
    /// Nobody ends it in time; the law does, and the record comes some days later dated by the law. A last day in a long holiday moves
    /// behind it, whenever the demonstration is loaded.
    pub(super) async fn lapse(&mut self) -> Result<(), Failure> {
        self.later(LAPSED_AFTER_DAYS);
        self.lapsed(&self.dispute.child(Kind::Mediation, 1)).await?;
        self.mediate(&Actor::statute(), MediationCommand::RecordLapse).await?;
        self.issue(&["termination.p1.-"]).await?;
        self.visit_and_close_if_past(15).await
    }

    /// Lets the day pass after which the law itself moves this on.
    pub(super) async fn lapsed(&mut self, target: &MatterId) -> Result<(), Failure> {
        let held = self.office.ledger.load(target).await?.and_then(|file| file.matter);
        let law = self.office.law();
        if let Some(lapse) = held.and_then(|held| held.outline(target, &law).lapse) {
            self.diary.past(lapse.last_day, &law.calendar);
        }
        Ok(())
    }

    /// What ended without an agreement goes on to the court before the file is closed.
    pub(super) async fn hand_on_if_pending(&mut self) -> Result<(), Failure> {
        let target = self.dispute.child(Kind::Mediation, 1);
        let file = self.office.ledger.load(&target).await?;
        let Some(huajie_law::AnyMatter::Mediation(held)) = file.and_then(|file| file.matter) else {
            return Ok(());
        };
        if held.pending().is_none() {
            return Ok(());
        }
        // Some acts are reconsidered before they are sued about.
        let court = organization_id("钟祥市人民法院");
        let (to, receiver) = match held.ensure_can_take_over(&self.office.law(), &court) {
            Ok(()) => (court, "u-faguan1"),
            Err(_) => (organization_id("钟祥市司法局"), "u-fuyi1"),
        };
        self.mediate(&self.clerk(), MediationCommand::HandOn { to, receipt: None }).await?;
        self.issue(&["hand_over.-.-"]).await?;
        let (sent, receipt) = (self.dispute.child(Kind::Referral, 1), None);
        let receiver = self.officer(receiver, "c1");
        self.give(&receiver, sent, Command::Referral(ReferralCommand::Accept { receipt })).await
    }

    pub(super) async fn close(&mut self) -> Result<(), Failure> {
        self.hand_on_if_pending().await?;
        let entry = VolumeEntry {
            title: "登记材料".into(),
            file: self.paper.clone(),
            dated: self.diary.day,
            pages: 1,
        };
        let command = Command::Dispute(DisputeCommand::Close {
            volume: vec![entry],
            unissued: Vec::new(),
            unsigned: Vec::new(),
            reason: None,
        });
        self.give(&self.clerk(), self.dispute.clone(), command).await
    }

    async fn follow_up(&self) -> Result<Option<FollowUp>, Failure> {
        let file = self.office.ledger.load(&self.dispute.child(Kind::FollowUp, 1)).await?;
        Ok(match file.and_then(|file| file.matter) {
            Some(huajie_law::AnyMatter::FollowUp(held)) => Some(*held),
            _ => None,
        })
    }

    /// What was still to be performed at the first visit is visited once more.
    pub(super) async fn second_visit_if_due(&mut self) -> Result<(), Failure> {
        let target = self.dispute.child(Kind::FollowUp, 1);
        let Some(held) = self.follow_up().await? else { return Ok(()) };
        if !matches!(held.stage, huajie_law::follow_up::Stage::DueAgain { .. }) {
            return Ok(());
        }
        self.later(20);
        let visit = Visit {
            on: self.diary.day,
            form: VisitForm::Phone,
            visited: everybody(&held),
            performed: Some(Performed::Yes),
            lines: Vec::new(),
            not_performed_reason: None,
            satisfaction: Some(5),
            answers: None,
            new_conflict: None,
            conflict_about: None,
            new_act: None,
        };
        self.give(
            &self.clerk(),
            target,
            Command::FollowUp(FollowUpCommand::RecordVisit { visit: Box::new(visit) }),
        )
        .await
    }

    pub(super) async fn visit_and_close(&mut self, days: i64, performed: bool) -> Result<(), Failure> {
        self.later(days);
        let satisfied = if performed { 5 } else { 3 };
        let visited = self.follow_up().await?.map(|held| everybody(&held)).unwrap_or_default();
        let visit = Visit {
            on: self.diary.day,
            form: VisitForm::Phone,
            visited,
            performed: performed.then_some(Performed::Yes),
            lines: Vec::new(),
            not_performed_reason: None,
            satisfaction: Some(satisfied),
            answers: Some("说明了后续途径和期限".into()),
            new_conflict: None,
            conflict_about: None,
            new_act: None,
        };
        let target = self.dispute.child(Kind::FollowUp, 1);
        let command = FollowUpCommand::RecordVisit { visit: Box::new(visit) };
        self.give(&self.clerk(), target, Command::FollowUp(command)).await?;
        if performed {
            self.later(12);
            self.second_visit_if_due().await?;
        }
        self.close().await
    }

    /// What ended long ago was visited in time; what ended lately still waits for its visit.
    pub(super) async fn visit_and_close_if_past(&mut self, days: i64) -> Result<(), Failure> {
        let visited_on = self.diary.day.checked_add(days.days()).expect("in this era");
        if visited_on >= self.today { Ok(()) } else { self.visit_and_close(days, false).await }
    }
}

/// Whoever has to be visited.
fn everybody(held: &FollowUp) -> Vec<String> {
    held.to_give_up().map(|party| party.key.clone()).collect()
}
