//! What a mediation, and whatever else hangs on a dispute, knows of it: copied when it opens. Who makes it is `reaction`.

use super::ReconsideredBy;
use crate::{
    Actor, MatterId, OrgId, PersonId, UserId,
    agency::Reach,
    calendar::zh_date,
    dispute::{
        ClosedRemedy, ContestedAct, Group, Nature, PartyStanding, Source, ToldBefore, labels::apart,
        last_days, may_know_what_was_told, sat_on,
    },
    referral::{Docking, ReferralConsent},
    remedy::Remedy,
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// What the mediation knows of the dispute: copied when it opens, kept fresh by the statute.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Brief {
    pub dispute: MatterId,
    /// `钟行争〔2026〕1号`.
    pub number: String,
    /// Which mediation of this dispute it is, from 1.
    pub ordinal: usize,
    pub parties: Vec<BriefParty>,
    pub group: Option<Group>,
    pub respondent: OrgId,
    pub act: ContestedAct,
    pub claims: String,
    pub source: Source,
    #[schemars(with = "String")]
    pub first_submitted_on: Date,
    #[schemars(with = "String")]
    pub registered_on: Date,
    /// As in the registration: from then on no last day has to be minded.
    #[schemars(with = "Option<String>")]
    pub filed_on: Option<Date>,
    /// Who of those who apply has filed nothing, where others have: their days run on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unfiled: Vec<String>,
    /// Who of those who have filed has only handed a suit in: it keeps the day to sue, and the days to apply for reconsideration run on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub handed_in: Vec<String>,
    /// What can no longer be done about this act: no day of it is told or minded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub closed: Vec<ClosedRemedy>,
    /// Which reconsiderations of it were accepted here before and are over, as they are told of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reconsidered: Vec<String>,
    /// 此前的程序, of which nothing is on file: the last days follow what was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told: Option<ToldBefore>,
    /// The referral by which it came, where one is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub referral: Option<MatterId>,
    /// By which docking that came: a court's is 诉前, a petition office's 信访中; unknown of briefs that were written before it was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub came_by: Option<Docking>,
    /// Who sent that, and has it back when nothing comes of it; unknown of briefs that were written before it was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_by: Option<OrgId>,
    /// 随移送来的意愿: what was said there of this mediation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consents_sent: Vec<ReferralConsent>,
    /// Another mediation was begun after this one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub mediated_again: bool,
    pub amount_fen: Option<i64>,
    pub place: Option<String>,
    pub enterprise: bool,
    /// Who acted in this dispute before in another part (代办人) and can therefore not be neutral.
    pub acted_before: Vec<UserId>,
    /// Walled off by an earlier mediation of the same dispute.
    pub walled: Vec<UserId>,
    /// The consult point that applied on somebody's behalf may follow the file.
    pub consult_point: Option<OrgId>,
    /// Who runs the reconsideration beside it: seals what is agreed, and therefore reads that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reconsidered_by: Option<ReconsideredBy>,
    /// A court has filed a suit about it; of briefs that were written before it was kept apart, or has only received one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub in_court: bool,
    /// 登记立案前: a court has been handed a suit, and none has filed any.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub only_received: bool,
    /// A petition about it is on file and runs; unknown of briefs that were written before it was kept.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub in_petition: bool,
    /// A court has taken it up and has not judged it yet; unknown of briefs that were written before it was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_trial: Option<bool>,
    /// 立案之日 of that; unknown of briefs that were written before it was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub tried_since: Option<Date>,
    /// 适用简易程序; unknown where nothing is tried, where several are and not all alike, and of such briefs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<bool>,
    /// 复议法29条2款, of a reconsideration: since when a court has what it took up, where the court was first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub court_first_on: Option<Date>,
    /// For whom, by key; nobody named is everybody who applied for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub court_first_of: Vec<String>,
    /// 复议法29条1款, of a suit: since when whoever reconsiders has what it was filed about, where the reconsideration was first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub review_first_on: Option<Date>,
    /// 行诉法70条、75条、77条, of a reconsideration: courts have taken away what it decided, for everybody who applied for it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub decision_upset: bool,
    /// Suits about what it decided, which run or in which it was left as it was.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decision_sued: Vec<SuitUpon>,
}

/// 就复议决定提起的诉讼.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SuitUpon {
    pub case_number: Option<String>,
    #[schemars(with = "String")]
    pub filed_on: Date,
    /// Judged for good; else it runs.
    pub judged: bool,
}

impl SuitUpon {
    /// `（2026）鄂0881行初301号，2026年12月24日提起`.
    pub fn said_zh(&self) -> String {
        let number = self.case_number.as_ref().map(|number| format!("{number}，")).unwrap_or_default();
        format!("{number}{}提起", zh_date(self.filed_on))
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BriefParty {
    pub key: String,
    pub person: PersonId,
    /// Masked.
    pub label: String,
    pub standing: PartyStanding,
    pub nature: Nature,
    pub representative: bool,
    /// 代理人, masked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent: Option<String>,
    /// Who that is: another may be masked alike.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent_person: Option<PersonId>,
    /// How far it may act; unknown of briefs that were written before it was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent_reach: Option<Reach>,
    /// Since when somebody else sits in this seat, or speaks for it by law (《行政复议法》14条).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub succeeded_on: Option<Date>,
    /// Masked name of who sat here before, where it was somebody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub formerly: Option<String>,
    /// Until when; `None` with a name: until `succeeded_on`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub formerly_until: Option<Date>,
    /// Who sat here before that one, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<Sat>,
    /// Of an heir who came beside whoever took a seat: key of that seat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beside: Option<String>,
}

/// Who sat in a seat, and until when it was another's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Sat {
    /// Masked.
    pub label: String,
    #[schemars(with = "String")]
    pub until: Date,
}

impl Brief {
    /// Takes out what this actor may not know: what was told of earlier proceedings, and of an application before it is accepted
    /// (《行政复议法》48条).
    pub(crate) fn keep_what_is_known_to(&mut self, actor: &Actor) {
        if !may_know_what_was_told(actor, &self.respondent) {
            self.told = None;
        }
        let own = |side: &str| match &actor.standing {
            Some(standing) => standing.party == side,
            None => !actor.is_of_agency(&self.respondent) || side == super::RESPONDENT,
        };
        self.consents_sent.retain(|said| own(&said.side));
        let unknown = self.reconsidered_by.as_ref().is_some_and(|by| by.unknown_to_agency);
        if unknown && actor.is_of_agency(&self.respondent) {
            (self.reconsidered_by, self.filed_on) = (None, None);
            self.unfiled.clear();
        }
    }

    /// `张某某等 18 人`.
    pub fn applicants_label(&self) -> String {
        let applicants = self.parties.iter().filter(|party| party.standing == PartyStanding::Applicant);
        let labels = applicants.map(|party| party.label.as_str());
        crate::dispute::labels::applicants_label(labels, self.group.as_ref())
    }

    /// As it was registered, or by the referral that is here.
    pub(super) fn is_sent_by_a_court(&self) -> bool {
        self.source == Source::CourtReferral || self.came_by == Some(Docking::Court)
    }

    /// Until when one may still sue once what is on file is withdrawn, in words: as the dispute counts it, upon what was told of another
    /// way, and as if no reconsideration had been applied for.
    pub fn left_to_sue_zh(&self, law: &crate::Law, today: Date) -> String {
        if let Some(closed) = self.closed_to_all(Remedy::Sue) {
            return format!("起诉已经不能再走（{}）", closed.article);
        }
        let days = match self.told.as_ref().and_then(ToldBefore::without_reconsideration) {
            Some(told) => told.last_days(&self.act, &self.respondent, law),
            None => last_days(&self.act, &law.calendar),
        };
        let last = days.into_iter().find(|last| last.remedy == Remedy::Sue);
        last.map_or_else(|| "起诉期限无法从登记内容算出，请向法院核实".to_owned(), |last| last.zh(today))
    }

    /// Who sits in the seats by now: a seat keeps its key, and what is owed to it and by it.
    pub fn seat(&mut self, now: &Brief) {
        for held in &mut self.parties {
            let seated = now.parties.iter().find(|party| party.key == held.key);
            seated.into_iter().for_each(|party| *held = party.clone());
        }
    }

    /// Heirs who came beside whoever took a seat in which something was agreed before that day: they read what they inherit.
    pub(crate) fn join_heirs(&mut self, now: &Brief, agreed_on: Date) {
        let known = |key: &str| self.parties.iter().find(|party| party.key == key);
        let inherits = |party: &&BriefParty| {
            let seat = party.beside.as_deref().and_then(known);
            known(&party.key).is_none() && seat.is_some_and(|seat| seat.is_another_since(agreed_on))
        };
        let heirs: Vec<BriefParty> = now.parties.iter().filter(inherits).cloned().collect();
        self.parties.extend(heirs);
    }

    /// A side as pages, lists and titles name it.
    pub fn called<'a>(&'a self, side: &'a str, law: &'a crate::Law) -> Cow<'a, str> {
        match side {
            super::RESPONDENT => Cow::Borrowed(law.directory.name_of(&self.respondent)),
            key => self.label(key),
        }
    }

    /// The masked name of a party, told apart from others who are masked alike.
    pub fn label<'a>(&'a self, key: &'a str) -> Cow<'a, str> {
        let party = self.parties.iter().find(|party| party.key == key);
        let labels = self.parties.iter().map(|party| party.label.as_str());
        party.map_or(Cow::Borrowed(key), |party| apart(&party.label, key, labels))
    }

    /// The same of whoever sat there on that day: who signed or was asked then is not who sits there since.
    pub fn label_on<'a>(&'a self, key: &'a str, day: Date) -> Cow<'a, str> {
        let party = self.parties.iter().find(|party| party.key == key);
        let labels = self.parties.iter().map(|party| party.name_on(day));
        party.map_or(Cow::Borrowed(key), |party| apart(party.name_on(day), key, labels))
    }

    /// A side as it was called on that day.
    pub fn called_on<'a>(&'a self, side: &'a str, day: Date, law: &'a crate::Law) -> Cow<'a, str> {
        if side == super::RESPONDENT { self.called(side, law) } else { self.label_on(side, day) }
    }

    /// The same for whoever reads it now: `张某某（已由周某某承受）`.
    pub fn told_on<'a>(&'a self, side: &'a str, day: Date, law: &'a crate::Law) -> Cow<'a, str> {
        let name = self.called_on(side, day, law);
        let party = self.parties.iter().find(|party| party.key == side);
        match party.filter(|party| party.is_another_since(day)) {
            Some(_) => Cow::Owned(format!("{name}（已由{}承受）", self.label(side))),
            None => name,
        }
    }

    /// The same in this seat, and nobody new who acts for it. Each correction seals a party anew, were it for a telephone: by that
    /// nobody is known.
    pub(super) fn knows(&self, party: &BriefParty) -> bool {
        let same = |held: &&BriefParty| held.key == party.key && held.label == party.label;
        self.parties.iter().find(same).is_some_and(|held| {
            let since = |one: &BriefParty| (one.succeeded_on, one.taken_on());
            since(held) == since(party) && held.knows_agent_of(party)
        })
    }

    /// Why a remedy is gone, where it is gone for everybody who applies.
    pub(crate) fn closed_to_all(&self, remedy: Remedy) -> Option<&ClosedRemedy> {
        let applies = |party: &&BriefParty| party.standing == PartyStanding::Applicant;
        let to = |key: &str| self.closed.iter().find(|closed| closed.remedy == remedy && closed.is_to(key));
        let mut each = self.parties.iter().filter(applies).map(|party| to(&party.key));
        let first = each.next()??;
        each.all(|closed| closed.is_some()).then_some(first)
    }
}

impl BriefParty {
    /// Briefs that were written before it was kept who acts know the name alone.
    fn knows_agent_of(&self, now: &BriefParty) -> bool {
        let same = self.agent_person.is_none() || self.agent_person == now.agent_person;
        now.agent.is_none() || (self.agent == now.agent && same)
    }

    fn sat_before(&self) -> impl Iterator<Item = (&str, Date)> {
        let earlier = self.earlier.iter().map(|sat| (sat.label.as_str(), sat.until));
        earlier.chain(self.formerly.as_deref().zip(self.taken_on()))
    }

    /// Masked name of who sat here on that day.
    pub fn name_on(&self, day: Date) -> &str {
        sat_on(self.sat_before(), day).unwrap_or(&self.label)
    }

    fn is_another_since(&self, day: Date) -> bool {
        sat_on(self.sat_before(), day).is_some()
    }

    /// Since when this seat is another's.
    pub fn taken_on(&self) -> Option<Date> {
        self.formerly.as_ref().and(self.formerly_until.or(self.succeeded_on))
    }
}
