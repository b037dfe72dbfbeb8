//! What may happen to a paper.

use super::*;
use crate::{
    Actor, Facets, Kind, Matter, Outline, Refusal, Role,
    decision::Law,
    directory::Capacity,
    dispute::line,
    matter::{Context, Offer, offers_from},
    refusal::{ALREADY_OPEN, DATE_IN_FUTURE, NOT_OPEN, ensure, ensure_at},
};

pub mod codes {
    //! Refusals of this room.
    use crate::Code;
    pub const NO_PAGES: Code = Code::new("paper.issue.no_pages", "文书没有内容，没有出具");
    pub const SERVED_BEFORE_DATED: Code =
        Code::new("paper.serve.before_dated", "送达日期早于文书日期，请核对");
    pub const NOT_BY_TELEPHONE: Code =
        Code::new("paper.serve.not_by_telephone", "电话只能告知，送不到文书；请记文书实际是怎么送到的");
    pub const NOBODY: Code = Code::new("paper.serve.nobody", "请勾选送给谁；送给别的人的，写明是谁");
    pub const UNKNOWN_RECIPIENT: Code = Code::new(
        "paper.serve.unknown_recipient",
        "这份文书不是给这一方的，请重新选择；送给别的人的，写明是谁",
    );
    pub const ELECTRONIC_CONSENT: Code = Code::citing(
        "paper.serve.electronic_consent",
        "电子送达要受送达人同意，并且能够确认收悉；没有同意的，请用别的方式送达",
        "《民事诉讼法》90条",
    );
    pub const LEFT_UNPROVED: Code = Code::citing(
        "paper.serve.left_unproved",
        "留置送达要有基层组织或者所在单位的代表见证，或者拍照、录像记录送达过程：请写明见证人，或者上传照片",
        "《民事诉讼法》89条",
    );
    pub const REFUSAL_UNSAID: Code =
        Code::citing("paper.serve.refusal_unsaid", "留置送达请记明拒收的事由", "《民事诉讼法》89条");
    pub const STAYS_WITH_TEAM: Code = Code::citing(
        "paper.stays_with_team",
        "单独谈的笔录只留在调解小组：不送达、不入卷，也不给别的人看",
        "特邀调解规定 22条、在线调解规则 18条",
    );
}
use codes::*;

impl Matter for Paper {
    type Command = PaperCommand;
    type Event = PaperEvent;
    const KIND: Kind = Kind::Paper;

    fn decide(
        state: Option<&Self>,
        context: Context<'_>,
        command: &PaperCommand,
    ) -> Result<Vec<PaperEvent>, Refusal> {
        match (state, command) {
            (None, PaperCommand::Issue { issue }) => weigh_issue(context, issue),
            (Some(_), PaperCommand::Issue { .. }) => Err(Refusal::of(ALREADY_OPEN)),
            (None, PaperCommand::Serve { .. }) => Err(Refusal::of(NOT_OPEN)),
            (Some(paper), PaperCommand::Serve { .. }) => paper.weigh_service(context, command),
        }
    }

    fn apply(state: Option<Self>, event: &PaperEvent) -> Self {
        match (state, event) {
            (_, PaperEvent::Issued { by, issue }) => {
                Paper { issue: (**issue).clone(), issued_by: by.clone(), services: Vec::new() }
            }
            (Some(mut paper), PaperEvent::Served { service, .. }) => {
                paper.services.push(service.clone());
                paper
            }
            (None, _) => panic!("the journal of a paper opens with its issue"),
        }
    }

    fn outline(&self, _id: &MatterId, _law: &Law) -> Outline {
        let issue = &self.issue;
        Outline {
            stage: if self.services.is_empty() { "issued" } else { "served" }.to_owned(),
            facets: Facets {
                number: issue.number.clone(),
                dispute: Some(issue.dispute.clone()),
                title: issue.title.clone(),
                parties: issue.about.clone(),
                respondent: Some(issue.respondent.clone()),
                opened_on: Some(issue.dated),
                ended_on: self.services.iter().map(|service| service.served_on).max(),
                ..Facets::default()
            },
            access: issue.readers().cloned().collect(),
            walls: issue.walls.clone(),
            marks: issue.number.iter().map(|number| format!("number:{number}")).collect(),
            ..Outline::default()
        }
    }

    fn offers(&self, context: Context<'_>) -> Vec<Offer> {
        offers_from(&["serve"], |_| may_serve(context.actor, &self.issue))
    }
}

const WORKERS: [Role; 5] =
    [Role::IntakeClerk, Role::CentreHead, Role::Mediator, Role::ConsultPoint, Role::ReconsiderationOfficer];

/// Whoever works on the subject and may see it.
pub(super) fn may_serve(actor: &Actor, issue: &Issue) -> Result<(), Refusal> {
    ensure_sees(actor, issue)?;
    actor.permits(&WORKERS)?;
    ensure(!issue.stays_with_the_team(), STAYS_WITH_TEAM)
}

/// The same; and of the volume that an archivist closes, its catalogue is the archivist's.
fn may_issue(actor: &Actor, issue: &Issue) -> Result<(), Refusal> {
    ensure_sees(actor, issue)?;
    match issue.template.as_str() {
        VOLUME_CATALOGUE => actor.permits(&[&WORKERS[..], &[Role::Archivist]].concat()),
        _ => actor.permits(&WORKERS),
    }
}

fn ensure_sees(actor: &Actor, issue: &Issue) -> Result<(), Refusal> {
    let seen = actor.principals().iter().any(|principal| issue.access.contains(principal));
    if seen && !issue.walls.contains(&actor.user) { Ok(()) } else { Err(Refusal::not_visible()) }
}

impl Issue {
    /// Whether this actor records its service.
    pub fn is_served_by(&self, actor: &Actor) -> bool {
        may_serve(actor, self).is_ok()
    }

    /// Whoever of the agency sits at the table reads there, and nothing that is not for the agency.
    fn is_kept_from_user(&self, principal: &Principal, law: &Law) -> bool {
        let officer = principal.as_user().and_then(|user| law.directory.officer(&user));
        let theirs =
            |held: &Capacity| held.organization == self.respondent && Role::OF_AGENCY.contains(&held.role);
        !self.is_for(&self.agency()) && officer.is_some_and(|officer| officer.capacities.iter().any(theirs))
    }
}

fn weigh_issue(context: Context<'_>, issue: &Issue) -> Result<Vec<PaperEvent>, Refusal> {
    may_issue(context.actor, issue)?;
    let of_persons = || issue.access.iter().all(|principal| principal.as_user().is_some());
    ensure(!issue.stays_with_the_team() || of_persons(), STAYS_WITH_TEAM)?;
    line(&issue.title, "title")?;
    ensure(issue.pages > 0, NO_PAGES)?;
    ensure_at(issue.dated <= context.now.today, DATE_IN_FUTURE, "dated")?;
    let mut issue = Box::new(issue.clone());
    let mut access = std::mem::take(&mut issue.access);
    access.retain(|principal| !issue.is_kept_from_user(principal, context.law));
    issue.access = access;
    Ok(vec![PaperEvent::Issued { by: context.actor.name.clone(), issue }])
}
