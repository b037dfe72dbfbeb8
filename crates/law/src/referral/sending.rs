//! What is sent: whether it may be, and the package that is made of the dispute. Not here: what happens to it afterwards (`decide`).

use super::{codes::*, decide::OFFICERS, *};
use crate::{
    OrgId, Refusal, Role,
    directory::Category,
    dispute::{Dispute, PartyStanding, Proceeding, line},
    matter::Context,
    mediation::{ConsentWay, RESPONDENT},
    mirrored::codes::NOT_YOUR_BODY,
    refusal::{DATE_IN_FUTURE, UNKNOWN_ORGANIZATION, ensure_at},
};

/// A referral leaves one body for another, one of them the centre; into mediation only with every applicant's consent.
pub(crate) fn weigh_request(
    dispute: &Dispute,
    request: &Request,
    context: Context<'_>,
) -> Result<Package, Refusal> {
    let directory = &context.law.directory;
    context.law.ensure_may_refer(context.actor)?;
    context.law.ensure_speaks_for(context.actor, Some(&request.from))?;
    for (body, field) in [(&request.from, "request.from"), (&request.to, "request.to")] {
        ensure_at(directory.organization(body).is_some(), UNKNOWN_ORGANIZATION, field)?;
    }
    ensure_at(request.from != request.to, SAME_BODY, "request.to")?;
    weigh_own(request, context)?;
    line(&request.reason, "request.reason")?;
    let category = |body| directory.organization(body).map(|found| found.category);
    let (from, to) = (category(&request.from), category(&request.to));
    let into_mediation = to == Some(Category::Centre);
    let other = if into_mediation { from } else { to };
    let centre = into_mediation || from == Some(Category::Centre);
    ensure_at(centre && other.is_some_and(|other| request.docking.fits(other)), DOCKING, "request.docking")?;
    for (i, consent) in request.consents.iter().enumerate() {
        let known = consent.side == RESPONDENT || dispute.party(&consent.side).is_some();
        ensure_at(known, UNKNOWN_SIDE, &format!("request.consents.{i}.side"))?;
        let on = format!("request.consents.{i}.on");
        ensure_at(consent.on <= context.now.today, DATE_IN_FUTURE, &on)?;
        // A paper may have been signed before it was handed in; nobody was called about what was not there yet, here or there.
        let called = consent.way == ConsentWay::Phone;
        ensure_at(!called || there_since(dispute, request.docking) <= consent.on, CALLED_BEFORE, &on)?;
    }
    let agreed = |key: &str| request.consents.iter().any(|consent| consent.side == key);
    let all = dispute.applicants().all(|party| agreed(&party.key));
    ensure_at(!into_mediation || all, CONSENT_MISSING, "request.consents")?;
    Ok(package(dispute, request, context))
}

/// 行调: an agency sends what is complained of itself, to the centre and by its own docking.
fn weigh_own(request: &Request, context: Context<'_>) -> Result<(), Refusal> {
    if context.actor.role != Role::AgencyLegal {
        return Ok(());
    }
    let to = context.law.directory.organization(&request.to);
    let centre = to.is_some_and(|body| body.category == Category::Centre);
    ensure_at(context.actor.in_organization(&request.from), NOT_YOUR_BODY, "request.from")?;
    ensure_at(centre, NOT_YOUR_BODY, "request.to")?;
    ensure_at(request.docking == Docking::Agency, DOCKING, "request.docking")
}

/// Handed in here, or in the proceeding from which it is sent, whichever was first.
fn there_since(dispute: &Dispute, docking: Docking) -> Date {
    let theirs = |p: &&Proceeding| p.course.procedure.is_some_and(|of| of.docking() == docking);
    let began = dispute.proceedings.iter().filter(theirs).filter_map(|p| p.course.began_on);
    began.fold(dispute.registration.first_submitted_on, Date::min)
}

impl Docking {
    /// By which of them the centre and such a body send to one another.
    fn towards(category: Category, petitions: bool, reconsiders: bool) -> Docking {
        match category {
            Category::Court => Docking::Court,
            Category::Procuratorate => Docking::Procuratorate,
            _ if reconsiders => Docking::Reconsideration,
            _ if petitions => Docking::Petition,
            _ => Docking::Agency,
        }
    }

    /// By which of them this body sends to the centre.
    pub fn from_body(body: &OrgId, law: &Law) -> Option<Docking> {
        let holds = |role: Role| law.directory.holders(role).any(|(_, _, held)| held.organization == *body);
        let category = law.directory.organization(body)?.category;
        let other = category != Category::Centre;
        other.then(|| {
            Docking::towards(category, holds(Role::PetitionOfficer), holds(Role::ReconsiderationOfficer))
        })
    }

    /// Which bodies it joins to the centre.
    fn fits(self, category: Category) -> bool {
        match self {
            Docking::Court => category == Category::Court,
            Docking::Procuratorate => category == Category::Procuratorate,
            // Petition offices, reconsideration bodies and adjudicating agencies are departments or governments.
            Docking::Petition | Docking::Agency | Docking::Adjudication | Docking::Reconsideration => {
                !matches!(category, Category::Court | Category::Procuratorate | Category::Centre)
            }
        }
    }
}

/// What follows a letter that hands the file over: to a body where somebody is who can sign for it. What has the file already is not sent
/// it, and while a referral is under way nothing goes beside it.
pub(crate) fn handed_over(
    dispute: &Dispute,
    (to, reason): (&OrgId, &str),
    context: Context<'_>,
) -> Option<Package> {
    let directory = &context.law.directory;
    let signs = |role: &Role| directory.holders(*role).any(|(_, _, held)| held.organization == *to);
    let decides = |p: &Proceeding| p.ended_on.is_none() && p.course.office.as_ref() == Some(to);
    let busy = dispute.proceedings.iter().any(|p| p.is_open_referral() || decides(p));
    let (category, reason) = (directory.organization(to)?.category, reason.to_owned());
    if busy || category == Category::Centre || !OFFICERS.iter().any(signs) {
        return None;
    }
    let (petitions, reviews) = (signs(&Role::PetitionOfficer), signs(&Role::ReconsiderationOfficer));
    let docking = Docking::towards(category, petitions, reviews);
    let (from, to, consents) = (directory.centre()?.clone(), to.clone(), Vec::new());
    let request = Request { docking, from, to, reason, consents };
    Some(Package { for_good: true, ..package(dispute, &request, context) })
}

fn package(dispute: &Dispute, request: &Request, context: Context<'_>) -> Package {
    let registration = &dispute.registration;
    let party = |party: &crate::dispute::Party| PackageParty {
        key: party.key.clone(),
        label: party.particulars.label.clone(),
        standing: party.particulars.standing,
    };
    let consents = request.consents.iter().filter_map(|consent| {
        let named = dispute.party(&consent.side).map(|party| party.particulars.label.as_str());
        let side = named.unwrap_or_else(|| context.law.directory.name_of(&registration.respondent));
        let title = format!("同意移送的书面材料（{side}）");
        Some(PackagePaper { title, file: consent.evidence.clone()?, pages: None })
    });
    let evidence = registration.evidence.iter().map(|evidence| PackagePaper {
        title: evidence.title.clone(),
        file: evidence.file.clone(),
        pages: evidence.pages,
    });
    let mediated = dispute.proceedings.iter().filter_map(|held| held.course.mediated.as_ref());
    let undisputed = mediated.filter_map(|mediated| mediated.undisputed.clone()).collect();
    let to_file = dispute.remedies(context.law);
    let to_file = to_file.iter().flat_map(|last| dispute.day_lines(last, context.now.today));
    let to_decide = dispute.proceedings.iter().filter_map(|held| held.days_to_decide(context.law));
    let clocks = to_file.chain(to_decide).collect();
    Package {
        docking: request.docking,
        from: request.from.clone(),
        to: request.to.clone(),
        sent_on: context.now.today,
        reason: request.reason.clone(),
        consents: request.consents.clone(),
        number: dispute.number.clone(),
        first_submitted_on: registration.first_submitted_on,
        filed_on: dispute.filed_on(),
        parties: dispute.parties.iter().map(party).collect(),
        respondent: registration.respondent.clone(),
        act: registration.act.clone(),
        claims: registration.claims.clone(),
        facts: registration.facts.clone(),
        papers: evidence.chain(consents).collect(),
        clocks,
        undisputed,
        for_good: false,
    }
}

impl Package {
    /// The applicants' side of the list of parties.
    pub fn applicants(&self) -> impl Iterator<Item = &PackageParty> {
        self.parties.iter().filter(|party| party.standing == PartyStanding::Applicant)
    }
}
