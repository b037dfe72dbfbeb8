//! Whose hand it is: signed in and by oneself, on a paper that was brought, or on the glass of the centre before an officer who looked at
//! the identity document (当面签). Not here: who has to sign what.

use super::{codes::*, *};
use crate::{Kind, Law, Refusal, Role, matter::Context, refusal::ensure_at};
use sm3::{Digest, Sm3};

/// Beside the box that says so.
const NOT_SAID_TO_BE_HERE: &str = "当事人在您面前签的，核对身份证件以后勾选这一格，再请本人重新签；不在面前的，请上传本人在纸上签字的扫描件";

/// How it was signed, and before whom where that was on the glass of the centre.
pub(super) type Given<'a> = (&'a SignatureWay, Option<&'a Presence>);

impl Mediation {
    /// What is kept of it. `step`: the command, and where in the order the presence stands.
    pub(super) fn signed_by(
        &self,
        context: Context<'_>,
        step: (&str, &str),
        party: &str,
        (way, present): Given<'_>,
    ) -> Result<Signature, Refusal> {
        let by_agent = match present {
            Some(present) => self.is_agents_hand(party, present, step)?,
            None => context.actor.agency().is_some(),
        };
        let agent = self.agent_of(party).filter(|_| by_agent).map(str::to_owned);
        let stood_by = present.map(|_| context.actor.user.clone());
        let (party, on, way) = (party.to_owned(), context.now.today, way.clone());
        Ok(Signature { party, on, way, stood_by, by_agent, agent })
    }

    /// 民诉法62条: who signs in the party's stead before the counter may do what it may do on its own page, and no more.
    fn is_agents_hand(
        &self,
        party: &str,
        present: &Presence,
        (command, within): (&str, &str),
    ) -> Result<bool, Refusal> {
        let field = format!("{within}present.hand");
        let agent = self.brief.parties.iter().find(|side| side.key == party && side.agent.is_some());
        match (present.hand, agent) {
            (Some(Hand::Party), _) | (None, None) => Ok(false),
            (None, Some(_)) => Err(Refusal::at(HAND_UNSAID, &field)),
            (Some(Hand::Agent), None) => Err(Refusal::at(NO_AGENT, &field)),
            (Some(Hand::Agent), Some(side)) => {
                let reach =
                    side.agent_reach.map_or(Ok(()), |reach| reach.ensure_covers(Kind::Mediation, command));
                reach.map_err(|refusal| Refusal { field: Some(field), ..refusal })?;
                Ok(true)
            }
        }
    }

    /// By hand on glass or by a code signs whoever is signed in; for others there is the paper that they signed, or their own hand before
    /// somebody of the centre.
    pub(super) fn ensure_hand(
        &self,
        context: Context<'_>,
        party: &str,
        (way, present): Given<'_>,
        read: &str,
    ) -> Result<(), Refusal> {
        if let Some(present) = present {
            return self.ensure_stood_by(context, party, (way, present), read, "");
        }
        let own = match party {
            MEDIATOR => self.is_lead(&context.actor.user),
            party => self.own_side(context) == Some(party),
        };
        // Drawn before somebody who may stand by: what is missing is the word that it was so.
        let drawn = matches!(way, SignatureWay::Glass { .. }) && self.is_citizen(party);
        if !own && drawn && self.may_stand_by(context.actor.role, &context.actor.user) {
            return Err(Refusal::at(SIGNED_FOR_OTHER, "present.identity_shown").because(NOT_SAID_TO_BE_HERE));
        }
        ensure_at(own || matches!(way, SignatureWay::Scan { .. }), SIGNED_FOR_OTHER, "way")
    }

    /// 特邀调解规定24条: the party signs itself. Who works here stands by; the agency and the mediator have accounts of their own.
    fn ensure_stood_by(
        &self,
        context: Context<'_>,
        party: &str,
        (way, present): (&SignatureWay, &Presence),
        read: &str,
        within: &str,
    ) -> Result<(), Refusal> {
        let at = |field: &str| format!("{within}{field}");
        ensure_at(self.may_stand_by(context.actor.role, &context.actor.user), NOT_STANDING_BY, &at("way"))?;
        ensure_at(self.is_citizen(party), SIGNS_AT_HOME, "party")?;
        ensure_at(matches!(way, SignatureWay::Glass { .. }), NOT_BY_HAND, &at("way"))?;
        ensure_at(present.identity_shown, IDENTITY_NOT_SHOWN, &at("present.identity_shown"))?;
        let same = present.shown.split(' ').any(|shown| shown == print(read));
        ensure_at(same, CHANGED_SINCE_SHOWN, &at("way"))
    }

    /// A party, and neither the agency nor the mediator.
    pub fn is_citizen(&self, key: &str) -> bool {
        self.brief.parties.iter().any(|side| side.key == key)
    }

    /// Parties that have not put their hand to what this command signs; for them somebody may stand by.
    pub fn citizens_to_sign(&self, command: &str) -> bool {
        let mut citizens = self.brief.parties.iter().map(|side| side.key.as_str());
        citizens.any(|key| match command {
            "record_consent" => !self.consents.get(key).is_some_and(Consent::stands),
            "sign_agreement" => self.missing_signatures().any(|missing| missing == key),
            "confirm_undisputed" => self.undisputed.as_ref().is_some_and(|facts| !facts.is_confirmed_by(key)),
            "sign_minutes" => self.sessions.iter().any(|talk| talk.unsigned().any(|side| side == key)),
            _ => false,
        })
    }

    /// Of the centre, at this table or at the counter.
    pub fn may_stand_by(&self, role: Role, user: &UserId) -> bool {
        role == Role::IntakeClerk || (role == Role::Mediator && self.is_lead(user))
    }

    pub(super) fn weigh_signed_here(
        &self,
        context: Context<'_>,
        party: &str,
        way: ConsentWay,
        signed: Option<&SignedHere>,
    ) -> Result<(), Refusal> {
        let Some(signed) = signed else { return Ok(()) };
        ensure_at(way == ConsentWay::Paper, SIGNED_IS_WRITTEN, "way")?;
        let read = self.days_read(context.law, context.now.today);
        self.ensure_stood_by(context, party, (&signed.way, &signed.present), &read, "signed.")
    }

    /// What a page that asks for a signature has shown, to be sent back with it: nobody signs another text than the one they read.
    pub fn shown(&self, command: &str, law: &Law, today: Date) -> String {
        let texts: Vec<String> = match command {
            "record_consent" => vec![self.days_read(law, today)],
            "sign_agreement" => self.agreement.iter().map(Agreement::read).collect(),
            "confirm_undisputed" => self.undisputed.iter().map(Undisputed::read).collect(),
            "sign_minutes" => {
                let written = |session: &Session| Some(session.minutes.as_ref()?.read(&session.key));
                self.sessions.iter().filter_map(written).collect()
            }
            _ => Vec::new(),
        };
        texts.iter().map(|text| print(text)).collect::<Vec<_>>().join(" ")
    }

    /// The day that a party is told before it consents.
    fn days_read(&self, law: &Law, today: Date) -> String {
        format!("{:?}", self.conservative_last_day(law, today, None))
    }
}

impl Agreement {
    pub(super) fn read(&self) -> String {
        let Agreement { obligations, disposition, disposition_note, ending, .. } = self;
        format!("{obligations:?} {disposition:?} {disposition_note:?} {ending:?}")
    }
}

impl Undisputed {
    pub(super) fn read(&self) -> String {
        self.text.clone()
    }
}

impl Minutes {
    pub(super) fn read(&self, session: &str) -> String {
        format!("{session} {} {:?}", self.text, self.corrections)
    }
}

/// Short: it tells texts apart that one file had after another.
fn print(text: &str) -> String {
    Sm3::digest(text.as_bytes()).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
