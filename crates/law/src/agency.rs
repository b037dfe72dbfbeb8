//! 代理: what somebody may do who acts for a party. With general authority (一般授权) everything that gives nothing of the party's away; to
//! agree, to sign, to acknowledge, to settle and to withdraw takes special authority (特别授权), and whoever signs in the party's stead has
//! the letter of it on file (授权委托书). Who speaks for a party by law (法定代理) does whatever the party could do, and no letter gives it.
//!
//! 同意电子送达 is none of these: 《民事诉讼法》62条2款 does not name it, 88条 lets an agent sign for what is served, and 90条 asks the consent
//! of whoever is served. It is a matter with which an agent is charged (委托事项), and the letter of authority has to say so (62条2款): the
//! page has the agent declare that it does, whatever its authority ([`E_SERVICE_BY_AGENT_ZH`]).

use crate::{
    Actor, Code, Kind, Refusal,
    dispute::Authority,
    refusal::{ensure, ensure_at},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 《民事诉讼法》62条2款, by 《行政诉讼法》101条; of an agreement that was mediated 法释〔2022〕11号147条. For a mediation outside the court no
/// text says it: the same is asked there.
pub const SPECIAL_NEEDED: Code = Code::citing(
    "agency.special_needed",
    "表示同意、签协议、确认事实、撤回，要有当事人的特别授权；您登记的是一般授权，请由本人办理，或者由本人带特别授权委托书到窗口更正",
    "《民事诉讼法》62条、《行政诉讼法》101条、法释〔2022〕11号 147条（参照）",
);

/// 《民事诉讼法》62条1款, by 《行政诉讼法》101条: an agent hands in a letter that the party has signed. For a mediation outside the court no
/// text says it: the same is asked there.
pub const LETTER_MISSING: Code = Code::citing(
    "agency.letter_missing",
    "案卷里还没有当事人签名的授权委托书，代理人不能代为表示同意、签字、撤回。请当事人在“办理进度”里用“交授权委托书”上传，或者交到窗口登记；代理人自己上传的，要等本人确认或者窗口核对；也可以由当事人本人来办",
    "《民事诉讼法》62条、《行政诉讼法》101条（参照）",
);

/// 《民法典》144条、145条: what somebody gives away who has no capacity to is for whoever speaks for them by law.
pub const FOR_THE_GUARDIAN: Code = Code::citing(
    "agency.for_the_guardian",
    "已经登记由法定代理人代为参加：表示同意、签协议、确认事实、撤回，请法定代理人用编号和自己登记的手机号“查进度”来办，或者到窗口办",
    "《行政复议法》14条3款、《民法典》144条、145条",
);

/// What gives something of the party's away, as people call it.
const GIVEN_AWAY: [(Kind, &str, &str); 7] = [
    (Kind::Mediation, "record_consent", "答复愿不愿意调解"),
    (Kind::Mediation, "withdraw_consent", "退出调解"),
    (Kind::Mediation, "confirm_undisputed", "确认没有争议的事实"),
    (Kind::Mediation, "sign_agreement", "签调解协议"),
    (Kind::Mediation, "renege", "盖章以前反悔"),
    (Kind::Mediation, "apply_for_confirmation", "向法院申请确认协议"),
    (Kind::Reconsideration, "apply_withdrawal", "撤回复议申请"),
];

/// What every agent may do.
pub const WITHIN_REACH_ZH: &str = "看进度和材料，补材料，提意见；提请调解，申请复议；参加谈话、听证，在谈话记录上签字、要求补正；申请听证、查阅、停止执行、回避；报告协议履行了没有，协议没有履行的申请强制执行";

/// Why a page does not ask an agent with general authority whether the party is willing to talk.
pub const WILLINGNESS_IS_OWN_ZH: &str =
    "愿不愿意调解，这里不问您：您是一般授权，要由本人自己说（《民事诉讼法》62条，参照）";

/// What an agent declares who has papers served electronically on whom it acts for.
pub const E_SERVICE_BY_AGENT_ZH: &str = "同意电子送达；授权委托书写明了我可以代为确认送达方式、签收文书";

fn gives_away(kind: Kind, command: &str) -> bool {
    GIVEN_AWAY.iter().any(|(of, name, _)| (*of, *name) == (kind, command))
}

/// All that takes special authority.
pub fn given_away_zh() -> String {
    format!("{}，说复议中愿意调解", GIVEN_AWAY.map(|(_, _, zh)| zh).join("、"))
}

pub(crate) fn ensure_authorised(actor: &Actor, kind: Kind, command: &str) -> Result<(), Refusal> {
    ensure(!(is_ward(actor) && gives_away(kind, command)), FOR_THE_GUARDIAN)?;
    let Some(authority) = actor.agency() else { return Ok(()) };
    Reach { authority, lettered: is_lettered(actor) }.ensure_covers(kind, command)
}

/// How far an agent may go for its party, and whether its letter is on file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reach {
    pub authority: Authority,
    pub lettered: bool,
}

impl Reach {
    /// By whichever door the agent comes: on the pages and before the counter one rule holds.
    pub(crate) fn ensure_covers(self, kind: Kind, command: &str) -> Result<(), Refusal> {
        if !self.authority.is_given() {
            return Ok(());
        }
        ensure(self.authority == Authority::Special || !gives_away(kind, command), SPECIAL_NEEDED)?;
        let signs = gives_away(kind, command) || (kind == Kind::Mediation && command == "sign_minutes");
        ensure(!signs || self.lettered, LETTER_MISSING)
    }
}

/// How far a party's letter lets this actor go; none for the party, and for who speaks for it by law (《民事诉讼法》60条).
fn given(actor: &Actor) -> Option<Authority> {
    actor.agency().filter(|authority| authority.is_given())
}

fn is_ward(actor: &Actor) -> bool {
    actor.standing.as_ref().is_some_and(|standing| standing.ward)
}

fn is_lettered(actor: &Actor) -> bool {
    actor.standing.as_ref().is_some_and(|standing| standing.lettered)
}

/// That one is willing to talk is the party's own to say, wherever it is said.
pub(crate) fn ensure_willingness_is_own(actor: &Actor, willing: bool, field: &str) -> Result<(), Refusal> {
    ensure_at(!(willing && is_ward(actor)), FOR_THE_GUARDIAN, field)?;
    let Some(authority) = given(actor).filter(|_| willing) else { return Ok(()) };
    ensure_at(authority == Authority::Special, SPECIAL_NEEDED, field)?;
    ensure_at(is_lettered(actor), LETTER_MISSING, field)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        mediation::{Channel, Ending, MediationCommand, SignatureWay},
        world::*,
    };

    fn sign() -> MediationCommand {
        let way = SignatureWay::Glass { image: paper("hand") };
        MediationCommand::SignAgreement { also: Vec::new(), party: "p1".into(), way, present: None }
    }

    fn agent(authority: Authority) -> Actor {
        Actor::agent(dispute_id(), "p1", authority, "代理人李某").lettered(true)
    }

    fn tried(world: &World, actor: &Actor, command: MediationCommand) -> Result<(), Code> {
        let file = world.file(&mediation_id());
        let decided = crate::decide(&file, actor, &command.into(), world.now(), &world.law);
        decided.map(drop).map_err(|refusal| refusal.code)
    }

    #[test]
    fn with_general_authority_nothing_is_agreed_to_and_nothing_signed_away() {
        let mut world = World::on("2026-03-10");
        world.mediating().draft(Ending::JudicialConfirmation).lawful();
        assert_eq!(tried(&world, &agent(Authority::General), sign()), Err(SPECIAL_NEEDED));
        assert_eq!(tried(&world, &agent(Authority::Special), sign()), Ok(()));
        let out = MediationCommand::WithdrawConsent { party: "p1".into(), reason: None };
        assert_eq!(tried(&world, &agent(Authority::General), out), Err(SPECIAL_NEEDED));
        let unlettered = agent(Authority::Special).lettered(false);
        assert_eq!(tried(&world, &unlettered, sign()), Err(LETTER_MISSING), "not on a tick alone");
        let guardian = agent(Authority::Statutory).lettered(false);
        assert_eq!(tried(&world, &guardian, sign()), Ok(()), "the law has given it, and no letter");
        let of_another = Actor::agent(dispute_id(), "p2", Authority::Special, "代理人王某").lettered(true);
        assert!(tried(&world, &of_another, sign()).is_err(), "for their own party alone");
    }

    #[test]
    fn a_consent_takes_special_authority_and_it_is_offered_as_closed_without_it() {
        let mut world = World::on("2026-03-10");
        world.register(registration(fine("2026-03-07"), "2026-03-10")).import(Channel::BeforeProcedure);
        let file = world.file(&mediation_id());
        let closed = |authority| {
            let offers = crate::offers(&file, &agent(authority), world.now(), &world.law);
            let consent = offers.into_iter().find(|offer| offer.command == "record_consent");
            consent.expect("stands on the page").refusal.map(|refusal| refusal.code)
        };
        assert_eq!(closed(Authority::General), Some(SPECIAL_NEEDED));
        assert_eq!((closed(Authority::Special), closed(Authority::Statutory)), (None, None));
    }

    #[test]
    fn an_agent_is_told_all_that_it_may_not_do_and_that_minutes_are_its_to_sign() {
        let (may, may_not) = (WITHIN_REACH_ZH, given_away_zh());
        for (kind, command, zh) in GIVEN_AWAY {
            let refused = ensure_authorised(&agent(Authority::General), kind, command);
            assert!(refused.is_err() && may_not.contains(zh) && !may.contains(zh), "{command}: {may_not}");
        }
        assert!(ensure_authorised(&agent(Authority::General), Kind::Mediation, "sign_minutes").is_ok());
        assert!(may.contains("在谈话记录上签字"), "{may}");
    }

    #[test]
    fn for_whom_a_guardian_speaks_gives_nothing_away_alone() {
        let mut world = World::on("2026-03-10");
        world.mediating().draft(Ending::JudicialConfirmation).lawful();
        let ward = world.party("p1").ward(true);
        assert_eq!(tried(&world, &ward, sign()), Err(FOR_THE_GUARDIAN));
        assert_eq!(tried(&world, &world.party("p1"), sign()), Ok(()));
    }

    #[test]
    fn an_agent_stands_in_every_list_in_which_the_party_stands() {
        let party = Actor::party(dispute_id(), "p1", "张某");
        assert_eq!(agent(Authority::General).principals(), party.principals());
        assert_ne!(agent(Authority::General).user, party.user, "the journal tells them apart");
    }

    #[test]
    fn whether_the_party_is_willing_to_talk_is_not_for_a_general_agent_to_say() {
        let said = |authority, willing| ensure_willingness_is_own(&agent(authority), willing, "willing");
        assert_eq!(said(Authority::General, true).map_err(|refused| refused.code), Err(SPECIAL_NEEDED));
        assert!(said(Authority::General, false).is_ok() && said(Authority::Special, true).is_ok());
        let unlettered = agent(Authority::Special).lettered(false);
        let refused = ensure_willingness_is_own(&unlettered, true, "willing");
        assert_eq!(refused.map_err(|refused| refused.code), Err(LETTER_MISSING));
        let guardian = agent(Authority::Statutory).lettered(false);
        assert!(ensure_willingness_is_own(&guardian, true, "willing").is_ok());
    }
}
