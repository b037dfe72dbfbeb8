//! A word to whoever was put into a seat of work that runs already: what they take over, through the same channel as reminders.

use super::{Office, reminders::OFFICER};
use huajie_law::{
    AnyMatter, Decision, Law, MatterId, Principal, UserId, matter::Event, mediation::MediationEvent,
    reconsideration::ReconsiderationEvent,
};
use huajie_ledger::Letter;

impl Office {
    pub(super) fn to_the_seated(&self, decision: &Decision, law: &Law) -> Vec<Letter> {
        let newly = decision.events().iter().flat_map(|event| seated(event, decision));
        let letter = |(user, about, says): (UserId, MatterId, String)| {
            let who = Principal::user(&user);
            let address = format!("{} {}", who.as_str(), who.name_zh(&law.directory));
            let text = format!("【{}】{says}", law.settings.centre_name);
            self.letter(OFFICER, &address, &text, Some(&about))
        };
        newly.map(letter).collect()
    }
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
