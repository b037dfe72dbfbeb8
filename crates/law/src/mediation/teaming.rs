//! One guiding judge, one lead mediator, at least one more: who may sit, who is suggested, who is excluded.

use super::{codes::*, *};
use crate::{
    Code, Law, Refusal, Role,
    matter::Context,
    refusal::{REQUIRED, UNKNOWN_OFFICER, ensure, ensure_at},
};
use schemars::JsonSchema;

/// Who is suggested, and why: computed from the directory and the loads, the same for the same input.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Suggestion {
    pub judge: Option<UserId>,
    pub mediator: Option<UserId>,
    pub members: Vec<Member>,
    /// One sentence each, for the page and the file.
    pub reasons: Vec<String>,
}

/// The least burdened who are free of conflict; equal loads go by user id.
pub fn suggest_team(law: &Law, brief: &Brief, loads: &BTreeMap<UserId, u32>) -> Suggestion {
    let load = |user: &UserId| loads.get(user).copied().unwrap_or(0);
    let mut suggestion = Suggestion::default();
    let mut taken: Vec<UserId> = Vec::new();
    for (role, what) in [(Role::Judge, "指导法官"), (Role::Mediator, "主调人")] {
        let all: Vec<&UserId> = law.directory.holders(role).map(|(user, ..)| user).collect();
        let free = all.iter().filter(|user| neutral(law, brief, user).is_ok() && !taken.contains(user));
        let chosen =
            free.clone().min_by_key(|user| (load(user), (**user).clone())).map(|user| (**user).clone());
        match &chosen {
            Some(user) => suggestion.reasons.push(format!(
                "{what}建议{}：可选 {} 人，排除有利害关系的 {} 人，手上在办 {} 件，最少",
                name(law, user),
                free.count(),
                all.len() - all.iter().filter(|user| neutral(law, brief, user).is_ok()).count(),
                load(user),
            )),
            None => suggestion.reasons.push(format!("名册里没有可以担任{what}的人")),
        }
        taken.extend(chosen.clone());
        match role {
            Role::Judge => suggestion.judge = chosen,
            _ => suggestion.mediator = chosen,
        }
    }
    suggest_members(law, brief, &load, &taken, &mut suggestion);
    suggestion
}

/// The agency's own legal staff and the cadre of the place.
fn suggest_members(
    law: &Law,
    brief: &Brief,
    load: &dyn Fn(&UserId) -> u32,
    taken: &[UserId],
    suggestion: &mut Suggestion,
) {
    let free = |user: &UserId| !taken.contains(user) && !brief.walled.contains(user);
    let legal = law
        .directory
        .holders(Role::AgencyLegal)
        .filter(|(user, _, held)| held.organization == brief.respondent && free(user));
    if let Some((user, ..)) = legal.min_by_key(|(user, ..)| (load(user), (*user).clone())) {
        suggestion.reasons.push(format!("{}：被申请机关法制人员", name(law, user)));
        suggestion.members.push(Member { user: user.clone(), role: Role::AgencyLegal });
    }
    let place = brief.place.as_deref().unwrap_or_default();
    let near = |organization: &OrgId| {
        let division = law.directory.organization(organization).and_then(|found| found.division.as_deref());
        division.filter(|division| !division.is_empty() && place.starts_with(division)).map(str::len)
    };
    // Where the township itself is complained of, its people are not neutral.
    let neutral = |user: &UserId| free(user) && !is_of_respondent(law, brief, user);
    let cadres = law.directory.holders(Role::TownCadre).filter(|(user, ..)| neutral(user));
    let local =
        cadres.filter_map(|(user, _, held)| near(&held.organization).map(|length| (user, held, length)));
    if let Some((user, held, _)) =
        local.max_by_key(|(user, _, length)| (*length, std::cmp::Reverse((load(user), (*user).clone()))))
    {
        suggestion.reasons.push(format!(
            "{}：{}干部，熟悉当地情况",
            name(law, user),
            law.directory.name_of(&held.organization)
        ));
        suggestion.members.push(Member { user: user.clone(), role: Role::TownCadre });
    }
}

pub(super) fn name<'a>(law: &'a Law, user: &'a UserId) -> &'a str {
    law.directory.officer(user).map_or(user.as_str(), |officer| officer.name.as_str())
}

/// Whoever holds any office in the agency complained of, or in what belongs to it.
fn is_of_respondent(law: &Law, brief: &Brief, user: &UserId) -> bool {
    let from = |organization: &OrgId| law.directory.belongs_to(organization, &brief.respondent);
    let officer = law.directory.officer(user);
    officer.is_some_and(|officer| officer.capacities.iter().any(|held| from(&held.organization)))
}

/// Conflicts that the file itself shows: same organization as the respondent, an earlier part in this dispute, a wall.
fn neutral(law: &Law, brief: &Brief, user: &UserId) -> Result<(), Code> {
    if is_of_respondent(law, brief, user) {
        return Err(LEAD_FROM_RESPONDENT);
    }
    if brief.walled.contains(user) {
        return Err(WALLED);
    }
    if brief.acted_before.contains(user) { Err(ACTED_BEFORE) } else { Ok(()) }
}

/// Who may be N.
const MEMBER_ROLES: [Role; 8] = [
    Role::AgencyLegal,
    Role::AgencyHead,
    Role::TownCadre,
    Role::Expert,
    Role::Mediator,
    Role::Prosecutor,
    Role::ReconsiderationOfficer,
    Role::PetitionOfficer,
];

impl Mediation {
    pub(super) fn weigh_team(
        &self,
        context: Context<'_>,
        judge: &UserId,
        lead: &UserId,
        members: &[Member],
        suggestion: &Suggestion,
        override_reason: Option<&str>,
    ) -> Result<(), Refusal> {
        let law = context.law;
        self.may_sit(law, SeatKind::GuidingJudge, judge, Role::Judge, "guiding_judge")?;
        self.may_sit(law, SeatKind::LeadMediator, lead, Role::Mediator, "lead_mediator")?;
        ensure_at(judge != lead, SEATED_TWICE, "lead_mediator")?;
        ensure_at(!members.is_empty(), NO_MEMBER, "members")?;
        for (i, member) in members.iter().enumerate() {
            let field = format!("members.{i}.user");
            self.may_sit(law, SeatKind::Member, &member.user, member.role, &field)?;
            let elsewhere = member.user == *judge
                || member.user == *lead
                || members[..i].iter().any(|other| other.user == member.user);
            ensure_at(!elsewhere, SEATED_TWICE, &field)?;
        }
        let as_suggested =
            suggestion.judge.as_ref() == Some(judge) && suggestion.mediator.as_ref() == Some(lead);
        let explained = override_reason.is_some_and(|reason| !reason.trim().is_empty());
        ensure_at(as_suggested || explained, OVERRIDE_REASON, "override_reason")
    }

    /// Who may be put beside those who sit already; and how many of the roster may not.
    pub fn candidates_beside(&self, law: &Law, seat: SeatKind) -> (Vec<Member>, usize) {
        let (mut all, refused) = self.candidates(law, seat);
        let count = all.len();
        all.retain(|one| !self.is_seated(&one.user));
        let refused = refused + count - all.len();
        (all, refused)
    }

    /// Everybody who may take this seat when the whole table is named, and in which role, as forms list them; and how many of the
    /// roster may not.
    pub fn candidates(&self, law: &Law, seat: SeatKind) -> (Vec<Member>, usize) {
        let roles: &[Role] = match seat {
            SeatKind::GuidingJudge => &[Role::Judge],
            SeatKind::LeadMediator => &[Role::Mediator],
            SeatKind::Member => &MEMBER_ROLES,
        };
        let mut all: Vec<Member> = Vec::new();
        for role in roles {
            let holders = law.directory.holders(*role);
            all.extend(holders.map(|(user, ..)| Member { user: user.clone(), role: *role }));
        }
        // Whoever holds a role in two houses is one person.
        all.dedup();
        let count = all.len();
        all.retain(|one| self.may_sit(law, seat, &one.user, one.role, "user").is_ok());
        let refused = count - all.len();
        (all, refused)
    }

    /// Whether this person may take this seat in this role.
    fn may_sit(
        &self,
        law: &Law,
        seat: SeatKind,
        user: &UserId,
        role: Role,
        field: &str,
    ) -> Result<(), Refusal> {
        let officer = law.directory.officer(user).filter(|officer| !officer.dismissed);
        let officer = officer.ok_or_else(|| Refusal::at(UNKNOWN_OFFICER, field))?;
        ensure_at(!self.walled.contains(user), WALLED, field)?;
        let mut held = officer.capacities.iter().filter(|held| held.role == role);
        match seat {
            SeatKind::GuidingJudge => {
                ensure_at(role == Role::Judge && held.next().is_some(), NOT_A_JUDGE, field)?;
                neutral(law, &self.brief, user).map_err(|code| {
                    Refusal::at(
                        if code == LEAD_FROM_RESPONDENT { JUDGE_FROM_RESPONDENT } else { code },
                        field,
                    )
                })
            }
            SeatKind::LeadMediator => {
                ensure_at(role == Role::Mediator && held.next().is_some(), NOT_A_MEDIATOR, field)?;
                neutral(law, &self.brief, user).map_err(|code| Refusal::at(code, field))
            }
            SeatKind::Member => {
                let agency = matches!(role, Role::AgencyLegal | Role::AgencyHead);
                ensure_at(MEMBER_ROLES.contains(&role) && held.clone().next().is_some(), MEMBER_ROLE, field)?;
                ensure_at(!self.brief.walled.contains(user), WALLED, field)?;
                // 要点19: the agency's people are at the table for the agency, and their seat says so.
                let neutral = agency || !is_of_respondent(law, &self.brief, user);
                ensure_at(neutral, MEMBER_FROM_RESPONDENT, field)?;
                ensure_at(
                    !agency || held.any(|held| held.organization == self.brief.respondent),
                    MEMBER_OTHER_AGENCY,
                    field,
                )
            }
        }
    }

    /// Nobody guides or leads whose stepping back is being looked into.
    pub(super) fn ensure_led(&self) -> Result<(), Refusal> {
        let team = self.team.iter();
        let mut leading = team.flat_map(|team| team.guiding_judge.iter().chain(&team.lead_mediator));
        ensure(leading.all(|user| self.open_challenge_of(user).is_none()), CHALLENGE_OPEN)
    }

    /// 1+1+N: of N at least one sits there of whom nothing is left to be decided.
    pub(super) fn ensure_member_stands(&self, law: &Law) -> Result<(), Refusal> {
        let stands = |member: &Member| {
            self.open_challenge_of(&member.user).is_none()
                && self.may_sit(law, SeatKind::Member, &member.user, member.role, "members").is_ok()
        };
        let stands = self.team.iter().flat_map(|team| &team.members).any(stands);
        ensure(stands, NO_MEMBER_STANDS)
    }

    /// Those at the table who hold the office for which they sit there no longer, while there is still something to do.
    pub fn gone<'a>(&'a self, law: &'a Law) -> impl Iterator<Item = &'a UserId> {
        let team = self.team.as_ref().filter(|_| !self.stage.is_over());
        let seated = team.into_iter().flat_map(|team| {
            let judge = team.guiding_judge.iter().map(|user| (user, Role::Judge));
            let lead = team.lead_mediator.iter().map(|user| (user, Role::Mediator));
            judge.chain(lead).chain(team.members.iter().map(|member| (&member.user, member.role)))
        });
        let holds = |user: &UserId, role| law.directory.holders(role).any(|(holder, ..)| holder == user);
        seated.filter(move |(user, role)| !holds(user, *role)).map(|(user, _)| user)
    }

    /// A seat is filled when it is empty, or in place of somebody with a reason.
    pub(super) fn weigh_seat(
        &self,
        context: Context<'_>,
        seat: SeatKind,
        user: &UserId,
        role: Option<Role>,
        in_place_of: Option<&UserId>,
    ) -> Result<Role, Refusal> {
        let team = self.team.as_ref().ok_or_else(|| Refusal::of(NO_TEAM))?;
        let role = match seat {
            SeatKind::GuidingJudge => Role::Judge,
            SeatKind::LeadMediator => Role::Mediator,
            SeatKind::Member => role.ok_or_else(|| Refusal::at(REQUIRED, "role"))?,
        };
        self.may_sit(context.law, seat, user, role, "user")?;
        ensure_at(!team.users().any(|seated| seated == user), SEATED_TWICE, "user")?;
        let sitting = match seat {
            SeatKind::GuidingJudge => team.guiding_judge.as_ref(),
            SeatKind::LeadMediator => team.lead_mediator.as_ref(),
            SeatKind::Member => {
                in_place_of.filter(|old| team.members.iter().any(|member| member.user == **old))
            }
        };
        let known = in_place_of.is_none() || in_place_of == sitting;
        ensure_at(known, NOT_SEATED, "in_place_of")?;
        ensure_at(sitting.is_none() || in_place_of.is_some(), SEAT_TAKEN, "in_place_of")?;
        Ok(role)
    }

    /// Whose challenge would be taken up now: who sits for no side challenges themselves alone.
    pub(super) fn may_be_challenged<'a>(&'a self, context: Context<'a>) -> impl Iterator<Item = &'a UserId> {
        let user = &context.actor.user;
        let own = self.own_side(context).is_none() && self.is_seated(user);
        self.challengeable().filter(move |one| !own || *one == user)
    }

    /// Who sits at the table and is not being looked into already.
    pub fn challengeable(&self) -> impl Iterator<Item = &UserId> {
        let table = self.team.iter().flat_map(|team| team.users());
        table.filter(|user| self.open_challenge_of(user).is_none())
    }

    pub(super) fn weigh_challenge(&self, context: Context<'_>, of: &UserId, by: &str) -> Result<(), Refusal> {
        ensure_at(self.is_seated(of), NOT_SEATED, "of")?;
        ensure_at(self.open_challenge_of(of).is_none(), CHALLENGED_ALREADY, "of")?;
        if by == "self" {
            return ensure_at(context.actor.user == *of, CHALLENGE_BY, "by");
        }
        ensure_at(self.is_side(by), CHALLENGE_BY, "by")?;
        // The right is the side's own; the counter writes it down, nobody at the table speaks for it.
        let own = self.own_side(context);
        ensure_at(own == Some(by) || context.actor.role == Role::IntakeClerk, NOT_YOURS, "by")
    }

    /// It follows from a disclosure, or is of somebody who has disclosed a tie and was not kept by the sides for it.
    pub fn is_a_tie(&self, challenge: &Challenge) -> bool {
        let of = &challenge.of;
        let disclosed = self.disclosures.iter().rfind(|made| made.user == *of);
        let tied = disclosed.is_some_and(|made| made.interest == Some(Interest::Tied));
        let agreed = |made: &ChallengeDecision| !made.agreed_by.is_empty();
        let kept =
            self.challenges.iter().any(|one| one.of == *of && one.decided.as_ref().is_some_and(agreed));
        challenge.tie || (tied && !kept)
    }

    /// 特邀调解规定15条: whoever has a tie steps back, unless the sides agree that they go on.
    pub(super) fn weigh_challenge_decision(
        &self,
        challenge: &str,
        upheld: bool,
        agreed_by: &[String],
        documented: bool,
    ) -> Result<(), Refusal> {
        let mut open = self.challenges.iter().filter(|one| one.decided.is_none());
        let challenge = open.find(|one| one.key == challenge);
        let challenge = challenge.ok_or_else(|| Refusal::at(CHALLENGE_UNKNOWN, "challenge"))?;
        let keeps = self.is_a_tie(challenge) && !upheld;
        ensure_at(agreed_by.iter().all(|side| self.is_side(side)), UNKNOWN_SIDE, "agreed_by")?;
        ensure_at(keeps || agreed_by.is_empty(), TIE_NOT_ASKED, "agreed_by")?;
        let all = self.sides().all(|side| agreed_by.iter().any(|agrees| agrees == side));
        ensure_at(!keeps || all, TIE_NOT_AGREED, "agreed_by")?;
        ensure_at(!keeps || documented, TIE_PAPER_MISSING, "document")
    }
}
