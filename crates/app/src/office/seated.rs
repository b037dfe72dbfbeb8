//! A word to officers through the same channel as reminders: to whoever was put into a seat of work that runs already, what they take
//! over; to the body that let a referral lie, that it has gone back; to the agency, that its file was started
//! again; to whoever was to come, that there is nothing to come to ([`called_off`]).

use super::{Office, called_off};
use huajie_law::{
    AnyMatter, Decision, Law, MatterId, Principal, Role, UserId, dispute::DisputeEvent, matter::Event,
    mediation::MediationEvent, reconsideration::ReconsiderationEvent, referral::ReferralEvent,
};
use huajie_ledger::Letter;

impl Office {
    pub(super) fn to_the_seated(&self, decision: &Decision, law: &Law) -> Vec<Letter> {
        let newly = decision.events().iter().flat_map(|event| seated(event, decision));
        let newly = newly.map(|(user, about, says)| (Principal::user(&user), about, says));
        let about = || decision.id().root();
        let off = called_off::told(decision).into_iter().map(|(who, says)| (who, about(), says));
        let late = decision.events().iter().flat_map(|event| let_pass(event, decision));
        let letter =
            |(who, about, says): (Principal, MatterId, String)| self.to_officer(&who, &says, &about, law);
        let again = decision.events().iter().filter_map(|event| started_again(event, decision));
        newly.chain(off).chain(late).chain(again).map(letter).collect()
    }
}

/// The agency whose file it is; why it was started again is not for it.
fn started_again(event: &Event, decision: &Decision) -> Option<(Principal, MatterId, String)> {
    let (Event::Dispute(DisputeEvent::Reopened { .. }), AnyMatter::Dispute(held)) = (event, decision.after())
    else {
        return None;
    };
    let agency = Principal::role_in(Role::AgencyLegal, &held.registration.respondent);
    let says = format!("{}已经重新启动，中心会和各方商量下一步怎么办。", held.number);
    held.waits_anew().then(|| (agency, decision.id().clone(), says))
}

/// The body that let a referral lie, and its head: it has gone back, and the head of the centre was told.
fn let_pass(event: &Event, decision: &Decision) -> Vec<(Principal, MatterId, String)> {
    let (Event::Referral(ReferralEvent::LeftUnanswered { .. }), AnyMatter::Referral(held)) =
        (event, decision.after())
    else {
        return Vec::new();
    };
    let says = format!(
        "{}：移送给你单位的材料三个工作日内没有签收，已经退回移送单位，并报中心负责人督促。仍要办理的，请同移送单位联系重新移送。",
        held.brief.number
    );
    let about = &held.brief.dispute;
    held.receivers_and_head().map(|who| (who, about.clone(), says.clone())).collect()
}

fn seated(event: &Event, decision: &Decision) -> Vec<(UserId, MatterId, String)> {
    match (event, decision.after()) {
        (Event::Mediation(MediationEvent::SeatFilled { seat, user, .. }), AnyMatter::Mediation(held)) => {
            let says = format!(
                "{}：由您担任调解小组的{}。请先说明与本案有没有利害关系，再接着办。",
                held.brief.number,
                seat.name_zh()
            );
            vec![(user.clone(), held.brief.dispute.clone(), says)]
        }
        (
            Event::Reconsideration(ReconsiderationEvent::Assigned { handlers, .. }),
            AnyMatter::Reconsideration(held),
        ) => {
            let had = match decision.before() {
                Some(AnyMatter::Reconsideration(before)) => before.handlers.as_slice(),
                _ => &[],
            };
            let new = handlers.iter().filter(|user| !had.contains(user));
            let says = format!("行政复议{}：指定您办理，请到“我的待办”接着办。", held.number);
            new.map(|user| (user.clone(), held.brief.dispute.clone(), says.clone())).collect()
        }
        _ => Vec::new(),
    }
}
