//! 复议、诉讼并存 (《行政复议法》29条): told when it comes to light, to whoever brought both and to the two bodies. Not here: what the counter
//! writes down of having told it (`TellOfConflict`).

use super::{Failure, News, Office};
use huajie_law::{
    AnyMatter, Decision, Law, MatterId, Principal,
    dispute::{Conflict, Dispute},
};
use huajie_ledger::Letter;

/// One that runs now, and by key those who have both only now.
type Arisen = (Conflict, Vec<String>);

/// What this decision brought to light.
fn arisen(decision: &Decision) -> Option<(&Dispute, Vec<Arisen>)> {
    let AnyMatter::Dispute(held) = decision.after() else { return None };
    let before = match decision.before() {
        Some(AnyMatter::Dispute(before)) => before.conflicts(),
        _ => Vec::new(),
    };
    let joined = |one: Conflict| {
        let of: Vec<String> = one.joined(&before).cloned().collect();
        (!of.is_empty()).then_some((one, of))
    };
    Some((held, held.conflicts().into_iter().filter_map(joined).collect()))
}

/// To each who has to choose, or has to know that one of the two has to give way.
pub(super) fn told(decision: &Decision) -> Vec<News> {
    let Some((held, arisen)) = arisen(decision) else { return Vec::new() };
    let news = |(one, of): &Arisen| News {
        to: of.clone(),
        says: format!("{}：{}", held.number, one.told),
        asks: true,
        own: true,
    };
    arisen.iter().map(news).collect()
}

impl Office {
    /// To whoever works on either of the two.
    pub(super) async fn to_both_bodies(
        &self,
        decision: &Decision,
        decisions: &[Decision],
        law: &Law,
    ) -> Result<Vec<Letter>, Failure> {
        let Some((held, arisen)) = arisen(decision) else { return Ok(Vec::new()) };
        let mut letters = Vec::new();
        for (conflict, _) in &arisen {
            let says = format!(
                "{}：{}（{}）请核对本机关的程序该不该接着办。",
                held.number, conflict.told, conflict.article
            );
            for matter in [&conflict.first, &conflict.second] {
                let who = self.working_on(matter, decisions).await?;
                letters.extend(who.iter().map(|who| self.to_officer(who, &says, decision.id(), law)));
            }
        }
        Ok(letters)
    }

    async fn working_on(&self, id: &MatterId, decisions: &[Decision]) -> Result<Vec<Principal>, Failure> {
        let decided = decisions.iter().rev().find(|decision| decision.id() == id);
        let stored = match decided {
            Some(_) => None,
            None => self.ledger.load(id).await?.and_then(|file| file.matter),
        };
        Ok(match decided.map(Decision::after).or(stored.as_ref()) {
            Some(AnyMatter::Mirrored(held)) => held.officers().collect(),
            Some(AnyMatter::Reconsideration(held)) => held.handling(),
            _ => Vec::new(),
        })
    }
}
