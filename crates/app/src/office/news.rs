//! News to the people whose dispute it is: what happened, what they can do, until when — by text message, in the same
//! transaction as what happened. Never what was said: whoever holds the phone reads it.

mod conflicting;
mod consulting;
mod mediating;
mod promised;
mod reconsidering;

use super::{
    Failure, Office,
    represented::done_in_its_stead,
    signers::{Word, sign_again},
};
use huajie_law::{
    AnyMatter, Decision, Law, MatterId, PersonId,
    dispute::{Authority, Dispute, DisputeEvent, FIRST_PARTY, PartyStanding, Seat, Succession},
    matter::Event,
    mediation::Brief,
    mirrored::{MirroredEvent, Step},
    referral::ReferralEvent,
    telephone,
};
use huajie_ledger::{Fault, Letter, SealedField, vault::Context};
use jiff::civil::Date;

/// How somebody is known to whom no query code was given.
const BY_THIS_PHONE: &str = "用编号和这个手机号“查进度”";

/// What is read out to somebody by a telephone that takes no text, and by which nobody is known on the pages.
fn read_out(says: &str) -> String {
    says.replace(BY_THIS_PHONE, "请到窗口或者咨询点（要上网“查进度”的，先到窗口登记手机号）")
}

/// Stands in a letter for the number of the dispute that it is about: the register gives it only when the letter is written.
const NUMBER_TO_COME: &str = "｛编号｝";

/// To an agent that may not do what is asked (民诉法62条2款).
const BY_THE_PARTY_ITSELF: &str = "这一步要由本人自己办：您是一般授权，不能代办，请转告本人。";

/// To whoever joins what others talk about already.
const ASKED_TOO: &str = "各方正在调解，您也同意了才接着谈：愿不愿意，请“查进度”答复，或者告诉窗口。";

/// To whoever comes in the place of another while what that one agreed on is being done.
const OWED_SINCE: &str = "原来签的协议还在履行，对承受人也有效：谁在哪一天前做什么，请“查进度”看清楚。";

/// To whom, and what.
struct News {
    /// Keys of the parties.
    to: Vec<String>,
    says: String,
    /// Something is asked of them: the letter says where.
    asks: bool,
    /// What is asked is not for an agent with general authority to do.
    own: bool,
}

impl Office {
    /// The letters that follow from what was decided.
    pub(super) async fn news(
        &self,
        decisions: &[Decision],
        fresh: &[SealedField],
    ) -> Result<Vec<Letter>, Failure> {
        let (law, today) = (self.law(), self.now().today);
        let mut letters = Vec::new();
        for decision in decisions {
            letters.extend(self.to_the_seated(decision, &law));
            letters.extend(self.to_whose_agency_ended(decision).await?);
            let (about, parties) = match decision.after() {
                AnyMatter::Dispute(held) => {
                    let parties = held.parties.iter();
                    let known = parties.map(|party| (party.key.clone(), party.particulars.person.clone()));
                    (decision.id().clone(), known.collect::<Vec<_>>())
                }
                AnyMatter::Mediation(held) => known_by(&held.brief),
                AnyMatter::Performance(held) => known_by(&held.plan.brief),
                AnyMatter::Mirrored(held) => known_by(&held.brief),
                AnyMatter::Referral(held) => known_by(&held.brief),
                AnyMatter::Reconsideration(held) => known_by(&held.brief),
                AnyMatter::Consultation(held) => known_by(&held.brief),
                _ => continue,
            };
            let events = decision.events().iter();
            let mut news: Vec<News> = events.flat_map(|event| told(event, decision, &law, today)).collect();
            news.extend(conflicting::told(decision));
            letters.extend(self.to_both_bodies(decision, decisions, &law).await?);
            let again = sign_again(decision);
            letters.extend(again.iter().filter_map(|word| match word {
                Word::Officer(who, says) => Some(self.to_officer(who, says, &about, &law)),
                Word::Party { .. } => None,
            }));
            news.extend(again.into_iter().filter_map(|word| match word {
                Word::Party { key, says, own } => Some(News { to: vec![key], says, asks: true, own }),
                Word::Officer(..) => None,
            }));
            // What an agent did is the party's to hear of, and not the agent's.
            let in_its_stead = done_in_its_stead(decision).into_iter();
            let in_its_stead: Vec<News> = in_its_stead
                .map(|(key, says)| News { to: vec![key], says, asks: false, own: false })
                .collect();
            for news in news.iter().chain(&in_its_stead) {
                for (key, person) in parties.iter().filter(|(key, _)| news.to.contains(key)) {
                    let Some(phone) = self.phone_of(person, fresh).await? else {
                        tracing::debug!(%about, key, "no phone to write to");
                        continue;
                    };
                    let mobile = telephone::is_mobile(&phone);
                    // Who stands at the counter, or has the receipt on the screen, is not called about it.
                    if !mobile && is_registration(decision) {
                        continue;
                    }
                    let how = if news.asks { how(key, mobile) } else { "" };
                    let call = law.settings.contact.call_zh();
                    let says = if mobile { news.says.clone() } else { read_out(&news.says) };
                    let text = format!("【{}】{says}{how}{call}", law.settings.centre_name);
                    letters.push(self.word_to(&phone, &text, &about));
                }
            }
            letters.extend(self.to_agents(&news, &about, decisions, fresh).await?);
        }
        Ok(letters)
    }
}

impl Office {
    /// The text of a letter as it goes out. What it lacks by then is the number of its dispute.
    pub async fn letter_text(
        &self,
        id: &str,
        sealed: &str,
        about: Option<&MatterId>,
    ) -> Result<Option<String>, Fault> {
        let Some(text) = self.open_letter(id, "body", sealed) else { return Ok(None) };
        let Some(about) = about.filter(|_| text.contains(NUMBER_TO_COME)) else { return Ok(Some(text)) };
        let number = match self.ledger.load(&about.root()).await?.and_then(|file| file.matter) {
            Some(AnyMatter::Dispute(held)) => held.number,
            _ => String::new(),
        };
        Ok(Some(text.replace(NUMBER_TO_COME, &number)))
    }

    /// Also of somebody who is sealed in this very transaction.
    async fn phone_of(&self, person: &PersonId, fresh: &[SealedField]) -> Result<Option<String>, Failure> {
        let here = fresh.iter().find(|field| field.person == *person && field.field == "phone");
        match here {
            Some(field) => {
                let context = Context { table: "vault", column: "phone", row_id: person.as_str() };
                Ok(self.keys.open(&context, &field.sealed).ok())
            }
            None => Ok(self.open_person(person).await?.phone),
        }
    }
}

impl Office {
    /// The same to whoever acts for them, where their own telephone takes a text.
    async fn to_agents(
        &self,
        news: &[News],
        about: &MatterId,
        decisions: &[Decision],
        fresh: &[SealedField],
    ) -> Result<Vec<Letter>, Failure> {
        if news.is_empty() {
            return Ok(Vec::new());
        }
        let decided = decisions.iter().rev().find(|decision| decision.id() == about);
        let held = match decided.map(Decision::after) {
            Some(AnyMatter::Dispute(held)) => Some(held.clone()),
            _ => match self.ledger.load(about).await?.and_then(|file| file.matter) {
                Some(AnyMatter::Dispute(held)) => Some(held),
                _ => None,
            },
        };
        let (law, mut letters) = (self.law(), Vec::new());
        for party in held.iter().flat_map(|held| &held.parties) {
            let Some(agent) = &party.particulars.agent else { continue };
            let known: Vec<&News> = news.iter().filter(|news| news.to.contains(&party.key)).collect();
            if known.is_empty() {
                continue;
            }
            let phone =
                self.phone_of(&agent.person, fresh).await?.filter(|phone| telephone::is_mobile(phone));
            let theirs = self.phone_of(&party.particulars.person, fresh).await?;
            let Some(phone) = phone.filter(|phone| theirs.as_ref() != Some(phone)) else { continue };
            let call = law.settings.contact.call_zh();
            letters.extend(known.iter().map(|news| {
                let own = match agent.authority {
                    Authority::General if news.own => BY_THE_PARTY_ITSELF,
                    _ => "",
                };
                let text = format!(
                    "【{}】您代理的案件：{}{own}代理人用编号、查询码和这个手机号“查进度”。{call}",
                    law.settings.centre_name, news.says
                );
                self.word_to(&phone, &text, about)
            }));
        }
        Ok(letters)
    }
}

fn is_registration(decision: &Decision) -> bool {
    matches!(decision.events().first(), Some(Event::Dispute(DisputeEvent::Registered { .. })))
}

/// The dispute, and its parties by their keys.
fn known_by(brief: &Brief) -> (MatterId, Vec<(String, PersonId)>) {
    let parties = brief.parties.iter();
    (brief.dispute.clone(), parties.map(|party| (party.key.clone(), party.person.clone())).collect())
}

fn told(event: &Event, decision: &Decision, law: &Law, today: Date) -> Vec<News> {
    match (event, decision.after()) {
        (Event::Reconsideration(event), AnyMatter::Reconsideration(held)) => {
            reconsidering::reconsideration(event, held, law, today)
        }
        (Event::Dispute(DisputeEvent::Registered { .. }), AnyMatter::Dispute(held)) => {
            let found = held.registration.follows.is_some();
            let parties = held.parties.iter();
            parties.map(|party| registered(&party.key, party.particulars.standing, found)).collect()
        }
        (Event::Performance(event), AnyMatter::Performance(held)) => {
            promised::performance(event, held, law, today)
        }
        (Event::Consultation(event), AnyMatter::Consultation(held)) => {
            consulting::consultation(event, held, decision).into_iter().collect()
        }
        (_, after) => told_alike(event, after, law, today).into_iter().collect(),
    }
}

/// What everybody concerned is told in the same words.
fn told_alike(event: &Event, after: &AnyMatter, law: &Law, today: Date) -> Option<News> {
    match (event, after) {
        (Event::Dispute(DisputeEvent::PartyJoined { party, .. }), AnyMatter::Dispute(held)) => {
            let to = held.parties.last()?.key.clone();
            let news = registered(&to, party.standing, false);
            let says = if held.is_in_mediation() { format!("{}{ASKED_TOO}", news.says) } else { news.says };
            Some(News { says, ..news })
        }
        (Event::Dispute(DisputeEvent::SuccessorAdmitted { succession, .. }), AnyMatter::Dispute(held)) => {
            Some(admitted(succession, held))
        }
        // Why is the house's to say: it may have to do with what others are not to know of.
        (Event::Dispute(DisputeEvent::Reopened { .. }), AnyMatter::Dispute(held)) if held.waits_anew() => {
            let to = held.parties.iter().map(|party| party.key.clone()).collect();
            let says = format!("{}已经重新启动，工作人员会和您商量下一步怎么办。", held.number);
            Some(News { to, says, asks: false, own: false })
        }
        (Event::Mediation(event), AnyMatter::Mediation(held)) => {
            mediating::mediation(event, held, law, today)
        }
        (Event::Mirrored(event), AnyMatter::Mirrored(held)) if is_news(event) => {
            let says =
                format!("{}（{}）：{}", held.brief.number, held.procedure.name_zh(), held.told(law, today));
            Some(News { to: keys_of(&held.brief), says, asks: false, own: false })
        }
        (Event::Referral(event), AnyMatter::Referral(held)) => {
            let quiet = matches!(event, ReferralEvent::Opened { .. } | ReferralEvent::MediationNoted { .. });
            let says = format!("{}：{}", held.brief.number, held.stage.told_zh());
            (!quiet).then(|| News { to: keys_of(&held.brief), says, asks: false, own: false })
        }
        _ => None,
    }
}

/// That it is on file, under which number, and how to look: whoever applied and whoever else it concerns, each in words of their own.
/// Who told of it at a visit has no receipt in hand.
fn registered(party: &str, standing: PartyStanding, found: bool) -> News {
    let says = match (standing, party) {
        (PartyStanding::Applicant, FIRST_PARTY) if found => format!(
            "回访时说到的新的行政行为已经另行登记，编号{NUMBER_TO_COME}。查询码在登记回执上，请本人带身份证件到窗口领取；领到以后，凭新的编号和查询码查进度、补材料。"
        ),
        (PartyStanding::Applicant, _) if found => format!(
            "回访时说到的新的行政行为已经另行登记，编号{NUMBER_TO_COME}。{BY_THIS_PHONE}，可以看办到哪里、补材料。"
        ),
        (PartyStanding::Applicant, FIRST_PARTY) => format!(
            "您的行政争议已经登记，编号{NUMBER_TO_COME}。查询码在回执上，凭编号和查询码查进度、补材料。"
        ),
        (PartyStanding::Applicant, _) => {
            format!("您的行政争议已经登记，编号{NUMBER_TO_COME}。{BY_THIS_PHONE}，可以看办到哪里、补材料。")
        }
        _ => format!(
            "有一件行政争议和您有关，您是第三人，编号{NUMBER_TO_COME}。{BY_THIS_PHONE}，可以看情况、提交材料；有疑问请到窗口问。"
        ),
    };
    News { to: vec![party.to_owned()], says, asks: false, own: false }
}

/// To whoever takes part in the place of an applicant: under which number, and how to look. The query code was given to who is gone.
fn admitted(said: &Succession, held: &Dispute) -> News {
    let number = &held.number;
    if !said.ground.takes_the_seat() {
        let says = format!("{number}：已经登记由法定代理人代为参加。");
        return News { to: vec![said.party.clone()], says, asks: false, own: false };
    }
    let newest = held.parties.last().filter(|_| said.seat == Seat::Beside);
    let key = newest.map_or(&said.party, |party| &party.key);
    let how = match key.as_str() {
        FIRST_PARTY => "用编号、原来回执上的查询码和这个手机号“查进度”；没有查询码的，带身份证件到窗口换发。",
        _ => "用编号和这个手机号“查进度”，可以看办到哪里、补材料。",
    };
    let asked = if held.is_in_mediation() { ASKED_TOO } else { "" };
    let owed = if held.is_performing() { OWED_SINCE } else { "" };
    let says = format!("有一件行政争议，您已经登记为申请人的承受人，编号{number}。{how}{asked}{owed}");
    News { to: vec![key.clone()], says, asks: false, own: false }
}

fn keys_of(brief: &Brief) -> Vec<String> {
    brief.parties.iter().map(|party| party.key.clone()).collect()
}

/// What changes what a party can do, or until when; every step of a trial is not a message.
fn is_news(event: &MirroredEvent) -> bool {
    match event {
        MirroredEvent::MilestoneRecorded { report, .. } => {
            matches!(report.step, Step::Accepted { .. } | Step::Decided { .. } | Step::Served { .. })
        }
        MirroredEvent::EffectRecorded { .. } | MirroredEvent::DecisionOverdue { .. } => true,
        MirroredEvent::Opened { .. }
        | MirroredEvent::BriefUpdated { .. }
        | MirroredEvent::MilestoneStruck { .. }
        | MirroredEvent::EffectNoted { .. }
        | MirroredEvent::WallsNoted { .. }
        | MirroredEvent::ReferralOrdered { .. } => false,
    }
}

/// Only the first applicant was given a query code; the others are known by their phone.
fn how(party: &str, mobile: bool) -> &'static str {
    match party {
        _ if !mobile && party != FIRST_PARTY => {
            "请到窗口办理，或者请咨询点代办；要在网上办的，请先到窗口登记手机号。"
        }
        FIRST_PARTY => "请凭编号和查询码“查进度”办理，或者到窗口、请咨询点代办。",
        _ => "请用编号和这个手机号“查进度”办理，或者到窗口、请咨询点代办。",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_out_by_a_telephone_that_takes_no_text_says_nothing_of_this_mobile() {
        let joined = registered("p2", PartyStanding::ThirdParty, false);
        assert!(joined.says.contains(BY_THIS_PHONE), "{}", joined.says);
        for said in [read_out(&joined.says), how("p2", false).to_owned()] {
            assert!(!said.contains("这个手机号") && said.contains("窗口"), "{said}");
        }
        assert!(how(FIRST_PARTY, false).contains("查询码"));
    }
}
