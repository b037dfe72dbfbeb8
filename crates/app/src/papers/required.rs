//! Papers that the course of a file asks for: what happened in it must have been told or signed on paper. Only what a rule asks for, and
//! nothing that lies in the volume as a scan already; what merely could be issued is said elsewhere ([`super::unissued`]).

use super::{
    case::Case,
    draft::{Draft, of_the_stage},
};
use huajie_law::{
    MatterId,
    dispute::{Outcome as DisputeOutcome, Stage as DisputeStage},
    mediation::{Mediation, Outcome, RESPONDENT, ReturnReason, Session, Signature, SignatureWay, Stage},
    paper::Audience,
};

/// `调解团队组成暨权利义务、回避告知书（张某某）`, in the order of the work: what was asked for and was never issued; first what can be issued
/// still, then what cannot any more, for which nobody is asked.
pub fn missing(case: &Case) -> (Vec<String>, Vec<String>) {
    let earlier = case.earlier.iter().flat_map(|one| {
        let asked = of_mediation(case, &one.id, &one.held).into_iter();
        asked.map(|draft| Draft { attempt: Some(one.held.brief.ordinal), ..draft })
    });
    let latest = match &case.mediation {
        Some((id, held)) => of_mediation(case, id, held),
        None => of_refusal(case),
    };
    // Whoever keeps the volume issues none of them; somebody can.
    let possible = of_the_stage(case);
    let (open, late): (Vec<Draft>, Vec<Draft>) =
        earlier.chain(latest).partition(|draft| possible.iter().any(|one| one.serves(draft)));
    let titles = |all: Vec<Draft>| all.iter().map(|draft| draft.masked_title(case)).collect();
    (titles(open), titles(late))
}

fn of_mediation(case: &Case, id: &MatterId, held: &Mediation) -> Vec<Draft> {
    let parties = || held.sides().filter(|side| *side != RESPONDENT);
    let lacks = |template, side: Option<&str>| issued(case, id, template, side) == 0;
    let to = |template: &'static str, sides: Vec<&str>| -> Vec<Draft> {
        let open = sides.into_iter().filter(|side| lacks(template, Some(side)));
        open.map(|side| draft(template, Some(side))).collect()
    };
    let mut asked = Vec::new();
    // 特邀调解规定14条: before it begins both sides are told of their rights and of who mediates.
    if held.period.is_some() {
        asked.extend(to("team_notice", held.sides().collect()));
    }
    let talks = held.sessions.iter().filter(|talk| !talk.is_separate() && talk.minutes.is_some());
    let on_file = |talk: &&Session| {
        let minutes = talk.minutes.as_ref().map_or(&[][..], |minutes| &minutes.signatures);
        all_scanned(talk.present(), minutes)
    };
    if talks.filter(|talk| !on_file(talk)).count() > issued(case, id, "minutes", None) {
        asked.push(draft("minutes", None));
    }
    // 在线调解规则18条、22条: what all sides confirmed goes on only in writing.
    let facts = held.undisputed.as_ref().filter(|_| held.confirmed_facts().is_some());
    if facts.is_some_and(|facts| !all_scanned(held.sides_and_left(), &facts.confirmed))
        && lacks("undisputed_facts", None)
    {
        asked.push(draft("undisputed_facts", None));
    }
    // 特邀调解规定23条、24条.
    let agreement = held.agreement.as_ref().filter(|agreement| agreement.effective_on.is_some());
    if agreement.is_some_and(|agreement| !all_scanned(held.sides(), &agreement.signatures))
        && lacks("agreement", None)
    {
        asked.push(draft("agreement", None));
    }
    asked.extend(to("refusal", held.absent().map(|left| left.party.as_str()).collect()));
    // ZX-11: how it ended, with the days that are left, is told to each party.
    match &held.stage {
        Stage::Ended { outcome: Outcome::Agreed { .. }, .. } => {}
        Stage::Ended { .. } | Stage::Returned { reason: ReturnReason::ConsentWithdrawn, .. } => {
            asked.extend(to("termination", parties().collect()));
        }
        // Settled in a proceeding beside it: what that served tells it.
        stage if stage.is_settled_beside() => {}
        Stage::Returned { .. } => asked.extend(to("refusal", parties().collect())),
        _ => {}
    }
    if held.handed_on.is_some() && lacks("hand_over", None) {
        asked.push(draft("hand_over", None));
    }
    asked
}

/// 不予受理 without any mediation.
fn of_refusal(case: &Case) -> Vec<Draft> {
    let refused = matches!(case.dispute.stage, DisputeStage::Ended { outcome: DisputeOutcome::Refused, .. });
    let parties = case.dispute.parties.iter().filter(|_| refused).map(|party| party.key.as_str());
    let open = parties.filter(|side| issued(case, &case.id, "refusal", Some(side)) == 0);
    open.map(|side| draft("refusal", Some(side))).collect()
}

fn draft(template: &'static str, side: Option<&str>) -> Draft {
    Draft { template, to: side.map(str::to_owned), session: None, attempt: None }
}

/// How many of this paper were issued on this matter, to this side.
fn issued(case: &Case, subject: &MatterId, template: &str, side: Option<&str>) -> usize {
    let to_them = |audience: &Audience| match side {
        None => true,
        Some(side) => matches!(audience, Audience::Addressee { side: to } if to == side),
    };
    let papers = case.papers.iter().map(|(_, paper)| &paper.issue);
    papers.filter(|one| one.template == template && one.subject == *subject && to_them(&one.audience)).count()
}

/// Everybody signed the paper itself, and its scan lies in the file.
fn all_scanned<'a>(mut sides: impl Iterator<Item = &'a str>, signatures: &[Signature]) -> bool {
    sides.all(|side| {
        let given = signatures.iter().find(|signature| signature.party == side);
        given.is_some_and(|signature| matches!(signature.way, SignatureWay::Scan { .. }))
    })
}

impl Draft {
    /// Whether it is what is asked for; minutes are asked for of the mediation, and issued of one of its talks.
    fn serves(&self, asked: &Draft) -> bool {
        let session = asked.session.as_ref().is_none_or(|session| self.session.as_ref() == Some(session));
        session && self.template == asked.template && self.to == asked.to && self.attempt == asked.attempt
    }
}
