//! Whether a dispute may be mediated here, and whether everybody wants it to be.

use super::{codes::*, *};
use crate::{
    Code, Law, Refusal, Role,
    dispute::{ActKind, ContestedAct, Source, ToldBefore},
    matter::Context,
    referral::{Docking, ReferralConsent},
    refusal::{DATE_BEFORE_START, DATE_IN_FUTURE, ensure, ensure_at},
    ways::Way,
};
use strum::IntoEnumIterator;

/// Whether this act may be mediated in this channel; the six categories alone do not decide it.
///
/// Reconsideration: every case (复议法5条). Litigation: compensation, discretion, agreements; else only
/// settlement and withdrawal (行诉法60条). Petition: within discretion (信访条例33条).
pub fn eligible(channel: Channel, act: &ContestedAct, settlement_only: bool) -> Result<(), Refusal> {
    let negotiable = act.discretionary
        || act.about_money
        || matches!(act.kind, ActKind::Agreement | ActKind::Compensation);
    match channel {
        Channel::TrialOrdinary | Channel::TrialSummary => {
            ensure_at(negotiable || settlement_only, TRIAL_SCOPE, "channel")?;
            ensure_at(!(negotiable && settlement_only), SETTLEMENT_ONLY_OUTSIDE_TRIAL, "settlement_only")
        }
        _ if settlement_only => Err(Refusal::at(SETTLEMENT_ONLY_OUTSIDE_TRIAL, "settlement_only")),
        Channel::Petition => ensure_at(negotiable, PETITION_SCOPE, "discretionary"),
        Channel::BeforeProcedure | Channel::PreTrial | Channel::Reconsideration => Ok(()),
    }
}

/// The ways to close that a channel allows, the one to lead to first.
pub fn endings(channel: Channel, settlement_only: bool) -> &'static [Ending] {
    use Ending::*;
    match channel {
        Channel::BeforeProcedure | Channel::PreTrial | Channel::Petition => {
            &[JudicialConfirmation, AgencyCorrects, AgreementAlone]
        }
        Channel::Reconsideration => &[ReconsiderationStatement, AgencyCorrects, Withdrawal],
        Channel::TrialOrdinary | Channel::TrialSummary if settlement_only => &[AgencyCorrects, Withdrawal],
        Channel::TrialOrdinary | Channel::TrialSummary => &[CourtStatement, AgencyCorrects, Withdrawal],
    }
}

/// What was told of a proceeding that runs and is not on file.
fn told_elsewhere(told: &ToldBefore) -> Option<Code> {
    match told.running()? {
        Way::Sue => Some(TOLD_IN_COURT),
        _ => Some(TOLD_IN_RECONSIDERATION),
    }
}

impl Mediation {
    /// What a party is told before it consents, one sentence each: printed on the paper, read out on the phone.
    pub fn consent_notice(&self, law: &Law, today: Date, side: Option<&str>) -> Vec<String> {
        let mut notice = vec![
            "调解要双方自愿。不同意，或者中途不想调了，随时可以退出，不影响您起诉、申请复议或信访。"
                .to_owned(),
        ];
        let remedies = self.remedies_of(side, law);
        let closed = self.closed_zh(side).filter(|_| remedies.is_empty());
        let received = self.received_zh(side, law);
        match (self.channel().filter(|_| self.is_kept(side)), remedies.is_empty()) {
            _ if closed.is_some() => notice.extend(closed),
            (Some(channel), _) if channel.is_trial() => {
                notice.push("您的起诉日已经保全，调解不影响。".to_owned())
            }
            _ if received.is_some() => notice.extend(received.into_iter().flatten()),
            (Some(Channel::Reconsideration), _) => {
                notice.push(
                    "复议申请已经收下。调解不会自动停下复议的期限，除非双方同意并由复议机关书面中止。"
                        .to_owned(),
                );
            }
            (_, true) => notice.push(self.no_day_zh(law, side)),
            (_, false) => notice.push("调解不会让起诉、复议的期限停下来。请记住下面的日子：".to_owned()),
        }
        notice.extend(remedies.iter().map(|last| last.zh(today)));
        notice.extend(self.shortened_zh(law, today));
        // 73条3款 leaves the days of a suit out, and none is filed yet.
        if self.brief.act.kind == ActKind::Penalty && (self.brief.only_received || !self.is_kept(side)) {
            notice.push("加处罚款不会因为同意调解而停止计算（《行政处罚法》73条）。".to_owned());
        }
        notice
    }

    /// A party acts for itself, the agency for itself; the centre writes down what either said.
    pub(super) fn ensure_speaks_for(&self, context: Context<'_>, party: &str) -> Result<(), Refusal> {
        ensure_at(self.is_side(party) || self.is_party(party), UNKNOWN_SIDE, "party")?;
        let own = self.own_side(context);
        ensure_at(own.is_none_or(|own| own == party), NOT_YOURS, "party")?;
        // The consult point carries what those say whom it applied for, nobody else's word.
        let applicant = self
            .brief
            .parties
            .iter()
            .any(|side| side.key == party && side.standing == crate::dispute::PartyStanding::Applicant);
        ensure_at(context.actor.role != Role::ConsultPoint || applicant, NOT_YOURS, "party")
    }

    /// The side this actor belongs to; none for the centre's people.
    pub(super) fn own_side<'a>(&'a self, context: Context<'a>) -> Option<&'a str> {
        match context.actor.role {
            Role::Party => context.actor.standing.as_ref().map(|standing| standing.party.as_str()),
            Role::AgencyLegal | Role::AgencyHead => Some(RESPONDENT),
            _ => None,
        }
    }

    pub(super) fn imported_by(
        &self,
        on: Date,
        command: &MediationCommand,
    ) -> Result<Vec<MediationEvent>, Refusal> {
        let MediationCommand::Import { categories, channel, settlement_only, note, discretionary } = command
        else {
            unreachable!("it is asked of no other command")
        };
        self.weigh_import(categories, *channel, (*settlement_only, *discretionary), note.as_deref())?;
        Ok(vec![MediationEvent::Imported {
            on,
            categories: categories.clone(),
            channel: *channel,
            settlement_only: *settlement_only,
            note: note.clone(),
            discretionary: *discretionary,
        }])
    }

    fn weigh_import(
        &self,
        categories: &[Category],
        channel: Channel,
        (settlement_only, discretionary): (bool, bool),
        note: Option<&str>,
    ) -> Result<(), Refusal> {
        ensure_at(!categories.is_empty(), NO_CATEGORY, "categories")?;
        // 第六类 has no content of its own: whoever imports by it alone says what makes this one fit.
        let named = categories.iter().any(|category| *category != Category::OtherSettleable);
        let said = note.is_some_and(|note| !note.trim().is_empty());
        ensure_at(named || said, OTHER_UNEXPLAINED, "note")?;
        self.weigh_channel(channel, settlement_only, discretionary)
    }

    /// Every channel as it could be chosen now: as it is, for settlement and withdrawal only (`true`), or why not.
    pub fn channels(&self) -> Vec<(Channel, Result<bool, Refusal>)> {
        let weighed = |channel: Channel| match self.weigh_channel(channel, false, false) {
            Ok(()) => Ok(false),
            Err(refusal) => self.weigh_channel(channel, true, false).map(|()| true).map_err(|_| refusal),
        };
        Channel::iter().map(|channel| (channel, weighed(channel))).collect()
    }

    /// Where no channel is possible there is nothing to fill in: what is missing is said instead.
    pub(super) fn ensure_importable(&self) -> Result<(), Refusal> {
        let possible = self
            .channels()
            .iter()
            .any(|(channel, weighed)| weighed.is_ok() || self.asks_for_discretion(*channel));
        let told = self.brief.told.as_ref().and_then(told_elsewhere);
        ensure(possible, told.unwrap_or(NO_CHANNEL))
    }

    /// It can be chosen once whoever imports says that there is discretion: nobody ticked it, and nobody may have been asked.
    pub fn asks_for_discretion(&self, channel: Channel) -> bool {
        let alone = |said| self.weigh_channel(channel, false, said);
        channel == Channel::Petition && alone(false).is_err() && alone(true).is_ok()
    }

    fn weigh_channel(
        &self,
        channel: Channel,
        settlement_only: bool,
        discretionary: bool,
    ) -> Result<(), Refusal> {
        // 要点2–4: only what is on file keeps the day; that must stand in the register, not in a click.
        ensure_at(!channel.is_filed() || self.brief.filed_on.is_some(), NOT_FILED, "channel")?;
        self.ensure_stands_in(channel)?;
        self.ensure_sent_into(channel)?;
        // Asked on importing alone: what was imported before it was asked is nobody's to move.
        let ordinary = channel == Channel::TrialOrdinary;
        ensure_at(!(ordinary && self.brief.summary == Some(true)), SUMMARY_TRIAL, "channel")?;
        // As far as anybody here knows it runs there; nobody has looked yet, so neither is it imported as if it did not.
        let told = self.brief.told.as_ref().filter(|_| !channel.is_filed()).and_then(told_elsewhere);
        told.map_or(Ok(()), |code| Err(Refusal::at(code, "channel")))?;
        let registered = &self.brief.act;
        // Asked for petitions alone; what a court may mediate stands in the register (行诉法60条).
        ensure_at(!discretionary || channel == Channel::Petition, DISCRETION_NOT_ASKED, "discretionary")?;
        let act =
            ContestedAct { discretionary: registered.discretionary || discretionary, ..registered.clone() };
        eligible(channel, &act, settlement_only)
    }

    /// What is on file says in which procedure it stands, and so how it can end and what that costs (复议法73条, 74条; 行诉法60条).
    /// Where no proceeding is on file, whoever sent it says so.
    pub(super) fn ensure_stands_in(&self, channel: Channel) -> Result<(), Refusal> {
        let brief = &self.brief;
        let reviewed = self.is_reviewed();
        let none = !reviewed && !brief.in_court;
        // 登记立案前 (法发〔2021〕17号 5条): whoever handed a suit in has kept the day, and nothing is filed.
        let unfiled = none && (brief.filed_on.is_none() || brief.only_received);
        let sent_by = |source: Source| none && !brief.only_received && brief.source == source;
        match channel {
            Channel::Reconsideration => {
                let stands = reviewed || sent_by(Source::ReconsiderationReferral);
                ensure_at(stands, NOT_IN_RECONSIDERATION, "channel")
            }
            Channel::TrialOrdinary | Channel::TrialSummary => {
                ensure_at(!brief.only_received, ONLY_RECEIVED, "channel")?;
                ensure_at(brief.in_court || sent_by(Source::CourtReferral), NOT_IN_COURT, "channel")
            }
            Channel::BeforeProcedure | Channel::PreTrial => ensure_at(unfiled, FILED_ALREADY, "channel"),
            Channel::Petition => ensure_at(unfiled, NOT_BY_PETITION, "channel"),
        }
    }

    /// 诉前 is a court's referral (特邀调解规定1条, 9条), 信访中 a petition (信访条例33条): either stands in the file, or it came from there,
    /// as the counter registered it or by its docking. What another sort of body sent is neither.
    /// Asked on importing and on putting the channel right; what was imported before it was asked is nobody's to move.
    fn ensure_sent_into(&self, channel: Channel) -> Result<(), Refusal> {
        let brief = &self.brief;
        match channel {
            Channel::PreTrial => ensure_at(brief.is_sent_by_a_court(), NO_COURT_SENT_IT, "channel"),
            Channel::Petition => {
                let came =
                    brief.source == Source::PetitionReferral || brief.came_by == Some(Docking::Petition);
                ensure_at(brief.in_petition || came, NO_PETITION, "channel")
            }
            _ => Ok(()),
        }
    }

    /// Into which channels it can be put right: from one in which nothing is on file into another. What is filed moves it by itself.
    pub fn corrected_channels(&self) -> Vec<Channel> {
        let Some(imported) = self.imported.as_ref().filter(|imported| !imported.channel.is_filed()) else {
            return Vec::new();
        };
        let other = |channel: &Channel| !channel.is_filed() && *channel != imported.channel;
        let fits = |channel: &Channel| {
            let discretionary = imported.discretionary && *channel == Channel::Petition;
            self.weigh_channel(*channel, false, discretionary).is_ok()
        };
        Channel::iter().filter(|channel| other(channel) && fits(channel)).collect()
    }

    /// Each time: what was said about an earlier attempt says nothing about this one. Before the first one a side may have signed that it
    /// is willing, at the court or where it was asked before the file came here; about what was done to it, so not before that.
    fn asked_from(&self, party: &str, consent: &Consent) -> Date {
        let begun = self.imported.as_ref().map_or(self.opened_on, |imported| imported.on);
        let signed = consent.way == ConsentWay::Paper && consent.evidence.is_some();
        let brought = signed && self.brief.ordinal == 1 && !self.consents.contains_key(party);
        let earliest = self.brief.act.made_on.unwrap_or(self.brief.first_submitted_on);
        let asked = if brought { earliest.min(begun) } else { begun };
        // As it came with the file, it was said of this one.
        let there = !self.consents.contains_key(party);
        let sent = self.consent_sent(party, consent.way, consent.on).filter(|_| there);
        let asked = sent.map_or(asked, |said| asked.min(said.on));
        // Not before this one sat there, and not before it was asked again.
        let seat = self.brief.parties.iter().find(|seat| seat.key == party);
        let again = self.left_by(party).and_then(|left| left.asked_on);
        seat.and_then(BriefParty::taken_on).into_iter().chain(again).fold(asked, Date::max)
    }

    /// 随移送来的意愿: what this side said where it comes from, by that way and on that day.
    pub(super) fn consent_sent(&self, party: &str, way: ConsentWay, on: Date) -> Option<&ReferralConsent> {
        self.brief.consents_sent.iter().find(|said| said.side == party && said.way == way && said.on == on)
    }

    /// The same, while nothing is recorded of that side here.
    pub fn consents_sent_unrecorded(&self) -> impl Iterator<Item = &ReferralConsent> {
        let open =
            |said: &&ReferralConsent| self.is_asked(&said.side) && !self.consents.contains_key(&said.side);
        self.brief.consents_sent.iter().filter(open)
    }

    pub(super) fn weigh_consent(
        &self,
        context: Context<'_>,
        party: &str,
        consent: &Consent,
        conservative_day_told: bool,
    ) -> Result<(), Refusal> {
        self.ensure_speaks_for(context, party)?;
        ensure_at(self.is_asked(party), LEFT_ALREADY, "party")?;
        ensure_at(consent.on <= context.now.today, DATE_IN_FUTURE, "on")?;
        ensure_at(consent.on >= self.asked_from(party, consent), DATE_BEFORE_START, "on")?;
        let given = self
            .consents
            .get(party)
            .is_some_and(|before| before.answer == consent.answer && before.withdrawn_on.is_none());
        ensure_at(!given, CONSENT_SAME, "party")?;
        let own = self.own_side(context).is_some();
        ensure_at(consent.way != ConsentWay::OnlineForm || own, CONSENT_ONLINE_BY_OTHER, "way")?;
        let signed = consent.evidence.is_some() || consent.signature.is_some();
        let paper_there = consent.way != ConsentWay::Paper || signed;
        ensure_at(paper_there, CONSENT_PAPER_MISSING, "evidence")?;
        // A word is no record of a call.
        let noted = consent.note.as_deref().is_some_and(|note| note.trim().chars().count() >= 4);
        let call_there = consent.way != ConsentWay::Phone || noted || consent.evidence.is_some();
        ensure_at(call_there, CONSENT_CALL_MISSING, "note")?;
        if consent.answer == Answer::Refuse {
            return Ok(());
        }
        // The agency has no period to lose, whoever has sued or applied has kept it, and for whom both ways are closed none runs.
        let closed = self.closed_zh(Some(party)).is_some();
        let none_runs = party == RESPONDENT || closed || self.is_kept(Some(party));
        ensure_at(conservative_day_told || none_runs, CONSENT_DAY_NOT_TOLD, "conservative_day_told")
    }
}
