//! What was agreed is done, visited and closed.

use super::{Story, paper};
use huajie_law::{
    AnyMatter, Command, Kind,
    dispute::{DisputeCommand, VolumeEntry},
    follow_up::{self, FollowUpCommand, Performed, Visit, VisitForm},
    performance::PerformanceCommand,
};

impl Story<'_> {
    pub(super) fn perform_and_close(&mut self) {
        self.later(15);
        let command = PerformanceCommand::RecordFulfilment {
            obligation: "o1".into(),
            on: self.day,
            proof: None,
            partly: false,
            note: None,
        };
        self.give(self.clerk(), self.dispute.child(Kind::Performance, 1), Command::Performance(command));
        self.later(8);
        self.visit();
        self.later(32);
        let visits =
            self.files.get(&self.dispute.child(Kind::FollowUp, 1)).and_then(|file| file.matter.clone());
        if matches!(visits, Some(AnyMatter::FollowUp(held)) if matches!(held.stage, follow_up::Stage::DueAgain { .. }))
        {
            self.visit();
        }
        let volume =
            vec![VolumeEntry { title: "登记材料".into(), file: paper(), dated: self.day, pages: 1 }];
        let command = Command::Dispute(DisputeCommand::Close {
            volume,
            unissued: Vec::new(),
            unsigned: Vec::new(),
            reason: None,
        });
        self.give(self.clerk(), self.dispute.clone(), command);
    }

    fn visit(&mut self) {
        let visit = Visit {
            on: self.day,
            form: VisitForm::Phone,
            visited: vec!["p1".into()],
            performed: Some(Performed::Yes),
            lines: Vec::new(),
            not_performed_reason: None,
            satisfaction: Some(5),
            answers: None,
            new_conflict: None,
            conflict_about: None,
            new_act: None,
        };
        let command = Command::FollowUp(FollowUpCommand::RecordVisit { visit: Box::new(visit) });
        self.give(self.clerk(), self.dispute.child(Kind::FollowUp, 1), command);
    }
}
