//! The table of a story: who sits at it, and that nothing ties them to the quarrel.

use super::*;
use huajie_law::mediation::suggest_team;

impl Story<'_> {
    pub(super) async fn name_team(&mut self) -> Result<(), Failure> {
        let mut loads = BTreeMap::new();
        let law = self.office.law();
        for role in [Role::Judge, Role::Mediator] {
            for (user, ..) in law.directory.holders(role) {
                loads.insert(user.clone(), self.office.ledger.running_mediations(user).await?);
            }
        }
        let file = self.office.ledger.load(&self.dispute.child(Kind::Mediation, 1)).await?;
        let Some(huajie_law::AnyMatter::Mediation(held)) = file.and_then(|file| file.matter) else {
            return Ok(());
        };
        let suggested = suggest_team(&law, &held.neutral_brief(), &loads);
        let command = MediationCommand::NameTeam {
            guiding_judge: suggested.judge.expect("the demonstration has judges"),
            lead_mediator: suggested.mediator.expect("the demonstration has mediators"),
            members: suggested.members,
            loads,
            override_reason: None,
        };
        self.mediate(&self.officer("u-zhuren", "c1"), command).await?;
        self.disclose().await
    }

    /// Who has a desk says it there; of the others the counter has asked.
    async fn disclose(&mut self) -> Result<(), Failure> {
        let file = self.office.ledger.load(&self.dispute.child(Kind::Mediation, 1)).await?;
        let Some(huajie_law::AnyMatter::Mediation(held)) = file.and_then(|file| file.matter) else {
            return Ok(());
        };
        for user in held.undisclosed().filter(|user| !held.is_lead(user)) {
            let own = held.is_judge(user);
            let actor = if own { self.officer(user.as_str(), "c1") } else { self.clerk() };
            let command = MediationCommand::Disclose {
                of: (!own).then(|| user.clone()),
                interest: Interest::Free,
                text: None,
                said: (!own).then(|| "电话问过，本人答复没有".to_owned()),
            };
            self.mediate(&actor, command).await?;
        }
        Ok(())
    }

    /// The lead mediator and the guiding judge of this mediation.
    pub(super) async fn table(&self) -> Result<(Actor, Actor), Failure> {
        let file = self.office.ledger.load(&self.dispute.child(Kind::Mediation, 1)).await?;
        let Some(huajie_law::AnyMatter::Mediation(held)) = file.and_then(|file| file.matter) else {
            return Err(huajie_law::Refusal::not_visible().into());
        };
        let team = held.team.clone().expect("the table is set");
        let seat = |user: Option<UserId>| self.officer(user.expect("seated").as_str(), "c1");
        Ok((seat(team.lead_mediator), seat(team.guiding_judge)))
    }
}
