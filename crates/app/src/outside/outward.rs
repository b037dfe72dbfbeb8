//! What outside systems are told: every step of a referral, to the system of the other body, in the transaction that takes it.

use super::CloudEvent;
use crate::office::Office;
use huajie_law::{
    AnyMatter, Decision, Event, MatterId, OrgId,
    directory::{OutsideSystem, Reach},
    referral::{Referral, ReferralEvent},
};
use huajie_ledger::event_out::EventOut;
use serde_json::{Value, json};

/// To which of the two bodies, what kind of event, and what it carries beside the referral's name.
type Told<'a> = (&'a OrgId, &'static str, Value);

impl Office {
    /// The events that follow from what was decided.
    pub(crate) fn outward(&self, decisions: &[Decision]) -> Vec<EventOut> {
        let mut events = Vec::new();
        for decision in decisions {
            let AnyMatter::Referral(referral) = decision.after() else { continue };
            for event in decision.events() {
                let Event::Referral(event) = event else { continue };
                for (to, kind, data) in told(referral, event) {
                    let systems = self.systems_of(to);
                    let others =
                        systems.filter(|(id, system)| system.actor(id).user != decision.actor().user);
                    events.extend(others.map(|(id, system)| {
                        self.event_out(
                            &id,
                            &system,
                            kind,
                            decision.id(),
                            &referral.brief.number,
                            data.clone(),
                        )
                    }));
                }
            }
        }
        events
    }

    /// The systems in service that speak for a body in referrals and can be reached.
    fn systems_of(&self, body: &OrgId) -> impl Iterator<Item = (MatterId, OutsideSystem)> + use<> {
        let (law, body) = (self.law(), body.clone());
        let systems: Vec<_> =
            law.directory.systems.iter().map(|(id, held)| (id.clone(), held.clone())).collect();
        systems.into_iter().filter(move |(_, system)| {
            let theirs = law.directory.belongs_to(&body, &system.terms.organization);
            !system.withdrawn && system.terms.refers && system.terms.reach != Reach::Nothing && theirs
        })
    }

    fn event_out(
        &self,
        system: &MatterId,
        held: &OutsideSystem,
        kind: &str,
        about: &MatterId,
        number: &str,
        data: Value,
    ) -> EventOut {
        let (id, at) = (self.fresh_id("o"), self.now().at);
        let mut data = data;
        data["referral"] = json!(about);
        data["dispute"] = json!(number);
        let event = CloudEvent {
            specversion: "1.0".into(),
            id: id.clone(),
            source: self.config.public_url.clone(),
            kind: kind.to_owned(),
            subject: Some(about.to_string()),
            time: Some(at.to_string()),
            datacontenttype: Some("application/json".into()),
            data,
        };
        let body = serde_json::to_string(&event).expect("an event is plain data");
        let way = if held.terms.reach == Reach::Carried { "carried" } else { "pushed" };
        EventOut {
            sealed_body: self.seal("event_out", "body", &id, &body),
            id,
            system: system.clone(),
            kind: kind.to_owned(),
            about: about.clone(),
            way: way.to_owned(),
        }
    }
}

/// That the house is at work on it is its own affair.
fn told<'a>(referral: &'a Referral, event: &ReferralEvent) -> Vec<Told<'a>> {
    let (from, to) = (&referral.package.from, &referral.package.to);
    vec![match event {
        ReferralEvent::Opened { package, .. } => (to, super::referral::SENT, json!({ "package": package })),
        ReferralEvent::Accepted { on, .. } => (from, super::referral::ACCEPTED, json!({ "on": on })),
        ReferralEvent::Declined { on, reason, .. } => {
            (from, super::referral::DECLINED, json!({ "on": on, "reason": reason }))
        }
        // Whoever let the days pass learns of it as well.
        ReferralEvent::LeftUnanswered { on } => {
            let unanswered = |body| (body, "cn.huajie.referral.unanswered", json!({ "on": on }));
            return vec![unanswered(from), unanswered(to)];
        }
        ReferralEvent::Acknowledged { on, note } => {
            (from, "cn.huajie.referral.escalated", json!({ "on": on, "note": note }))
        }
        ReferralEvent::HandedBack { on, back } => {
            (from, super::referral::HANDED_BACK, json!({ "on": on, "back": back }))
        }
        // What is sent again goes as a referral of its own.
        ReferralEvent::MediationNoted { .. }
        | ReferralEvent::SentAgain { .. }
        | ReferralEvent::CameAgain { .. } => return Vec::new(),
    }]
}
