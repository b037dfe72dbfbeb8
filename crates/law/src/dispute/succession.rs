//! 承受: who takes the place of an applicant who died, lost capacity or was dissolved while the dispute goes on (《行政复议法》14条2款、3款，39条1款1项、
//! 2项、4项; 《行政诉讼法》25条2款、3款). The seat keeps its key, and with it everything that was done in it; who sat there before stays in the history. Where nobody
//! comes, the reconsideration ends (41条), which is its own room's to say.

use super::{
    Agent, Authority, Beside, Dispute, DisputeEvent, Former, IdentityCheck, Nature, NewParty, Party,
    PartyStanding, PhoneKind, Proceeding, Stage, choices, codes::*, line, members::is_the_same,
};
use crate::{
    Actor, FileHash, Kind, PersonId, Refusal, Role,
    refusal::{WRONG_STAGE, ensure, ensure_at},
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

choices! {
    /// 承受的原因.
    SuccessionGround {
        Died = "申请人死亡，由近亲属参加",
        Incapable = "申请人丧失行为能力，由法定代理人代为参加",
        Dissolved = "法人或者其他组织终止，由权利义务承受人参加",
    }
}

choices! {
    /// 怎样参加.
    Seat {
        Takes = "承受原来的位置",
        Beside = "还有近亲属、承受人，和已经参加的一起参加",
        Anew = "已经参加的承受人自己又死亡或者终止，由其承受人接替",
    }
}

impl Seat {
    pub fn first() -> Seat {
        Seat::Takes
    }

    fn is_first(&self) -> bool {
        *self == Seat::Takes
    }
}

impl SuccessionGround {
    pub fn article(self) -> &'static str {
        match self {
            SuccessionGround::Died => "《行政复议法》14条2款、39条1款1项，《行政诉讼法》25条2款",
            SuccessionGround::Incapable => "《行政复议法》14条3款、39条1款2项",
            SuccessionGround::Dissolved => "《行政复议法》14条2款、39条1款4项，《行政诉讼法》25条3款",
        }
    }

    /// Whoever inherits is the applicant from then on; for whom a guardian speaks stays it (14条3款).
    pub fn takes_the_seat(self) -> bool {
        self != SuccessionGround::Incapable
    }

    /// Citizens die and lose capacity, everything else is dissolved; behind a shop stands a citizen.
    pub(crate) fn may_befall(self, nature: Nature) -> bool {
        match self {
            SuccessionGround::Died | SuccessionGround::Incapable => {
                matches!(nature, Nature::NaturalPerson | Nature::IndividualBusiness)
            }
            SuccessionGround::Dissolved => matches!(nature, Nature::LegalPerson | Nature::OtherOrganization),
        }
    }
}

/// Who comes in whose place, upon which paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Succession {
    /// Key of the applicant.
    pub party: String,
    pub ground: SuccessionGround,
    /// Of a seat that nobody has taken yet, its place; whoever comes later says how.
    #[serde(default = "Seat::first", skip_serializing_if = "Seat::is_first")]
    pub seat: Seat,
    /// 配偶、子女、合并后的公司 …
    pub relation: String,
    /// Sealed in the vault.
    pub person: PersonId,
    /// Masked name.
    pub label: String,
    pub nature: Nature,
    pub identity: IdentityCheck,
    /// Masked name of its head, where an organization comes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head: Option<String>,
    /// Blind indexes of whoever comes.
    pub marks: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone_kind: Option<PhoneKind>,
    /// 死亡证明和亲属关系证明、监护证明、承受权利义务的文件.
    pub document: FileHash,
}

/// Why somebody else sits there since.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Succeeded {
    pub ground: SuccessionGround,
    pub relation: String,
    /// Masked name of who came.
    pub by: String,
    pub document: FileHash,
}

impl Succeeded {
    /// `配偶李某某承受：申请人死亡，由近亲属参加（…）`.
    pub fn told_zh(&self) -> String {
        format!("{}（{}）：{}（{}）", self.by, self.relation, self.ground.name_zh(), self.ground.article())
    }
}

impl Succession {
    pub(super) fn outcome(&self) -> Succeeded {
        let (relation, by, document) = (self.relation.clone(), self.label.clone(), self.document.clone());
        Succeeded { ground: self.ground, relation, by, document }
    }

    pub fn told_zh(&self) -> String {
        self.outcome().told_zh()
    }
}

impl Former {
    /// Whoever sat here until then does not any more.
    pub fn gave_way(&self) -> bool {
        self.succeeded.as_ref().is_some_and(|by| by.ground.takes_the_seat())
    }
}

impl Party {
    /// Since when whoever sits here, or speaks for it by law, does.
    pub fn succeeded_on(&self) -> Option<Date> {
        let successions = self.former.iter().rev().filter(|before| before.succeeded.is_some());
        successions.map(|before| before.corrected_on).next()
    }

    /// Who sat here before, if it was somebody else: for whom a guardian speaks still sits here, however their name is put right.
    pub fn predecessor(&self) -> Option<&Former> {
        self.former.iter().rev().find(|before| before.gave_way())
    }
}

impl Dispute {
    /// 复议法39条: during a reconsideration by the office that runs it; else at the counter, while the dispute goes on (行诉法25条2款).
    pub(super) fn may_admit(&self, actor: &Actor) -> Result<(), Refusal> {
        let here = |p: &&Proceeding| p.kind == Kind::Reconsideration && p.ended_on.is_none();
        let counter = actor.role == Role::IntakeClerk;
        match self.proceedings.iter().find(here).and_then(|p| p.course.office.as_ref()) {
            Some(_) if counter => Err(Refusal::not_permitted()),
            Some(office) => ensure(actor.in_organization(office), NO_RECONSIDERATION_RUNS),
            None if counter => {
                let goes_on = matches!(self.stage, Stage::Registered | Stage::InProceeding { .. });
                // What was agreed is still owed to the seat and by it.
                ensure(goes_on || self.has_open_performance(), WRONG_STAGE)
            }
            None => Err(Refusal::of(NO_RECONSIDERATION_RUNS)),
        }
    }

    pub(super) fn weigh_succession(&self, on: Date, said: &Succession) -> Result<DisputeEvent, Refusal> {
        let held = self.party(&said.party).ok_or_else(|| Refusal::at(UNKNOWN_PARTY, "party"))?;
        let now = &held.particulars;
        ensure_at(now.standing == PartyStanding::Applicant, NOT_AN_APPLICANT, "party")?;
        ensure_at(said.ground.may_befall(now.nature), SUCCESSION_GROUND, "ground")?;
        line(&said.label, "name")?;
        line(&said.relation, "relation")?;
        said.head.as_deref().map_or(Ok(()), |head| line(head, "head"))?;
        let citizen = SuccessionGround::Died.may_befall(said.nature);
        ensure_at(citizen || said.ground == SuccessionGround::Dissolved, NO_KIN, "nature")?;
        ensure_at(!is_the_same(&now.marks, &said.marks), SUCCESSOR_IS_PARTY, "number")?;
        ensure_at(!is_namesake(&now.marks, &said.marks), OWN_NAME, "name")?;
        weigh_seat(held, said)?;
        if said.ground.takes_the_seat() {
            let mut others = self.parties.iter().filter(|other| other.key != said.party);
            let twice = others.any(|other| is_the_same(&other.particulars.marks, &said.marks));
            ensure_at(!twice, MEMBER_TWICE, "number")?;
        }
        Ok(DisputeEvent::SuccessorAdmitted { on, succession: Box::new(said.clone()) })
    }

    /// Whoever comes beside the heir who came first is an applicant of their own.
    fn admit_beside(&mut self, on: Date, said: &Succession) {
        self.join(&NewParty {
            standing: PartyStanding::Applicant,
            nature: said.nature,
            person: said.person.clone(),
            label: said.label.clone(),
            identity: said.identity,
            head: said.head.clone(),
            marks: said.marks.clone(),
            representative: false,
            agent: None,
            phone_kind: said.phone_kind,
        });
        let came = self.parties.last_mut();
        came.into_iter().for_each(|party| party.beside = Some(Beside { seat: said.party.clone(), on }));
        // Who of a group has no name yet is still to be listed.
        self.registration.group.iter_mut().for_each(|group| group.size += 1);
        self.note_enterprise();
    }

    /// A guardian speaks for the applicant, who stays it; whoever inherits is the applicant from now on, and the agents of who is gone
    /// speak for nobody.
    pub(super) fn admit(&mut self, on: Date, said: &Succession) {
        if said.seat == Seat::Beside {
            return self.admit_beside(on, said);
        }
        for held in self.parties.iter_mut().filter(|held| held.key == said.party) {
            let now = &mut held.particulars;
            held.former.push(Former::of(now, on, Some(said.outcome())));
            let (person, label) = (said.person.clone(), said.label.clone());
            if !said.ground.takes_the_seat() {
                let (authority, document, phone_kind) = (Authority::Statutory, None, said.phone_kind);
                now.agent = Some(Agent { person, label, authority, document, brought: None, phone_kind });
                continue;
            }
            (now.person, now.label, now.agent) = (person, label, None);
            (now.nature, now.identity, now.marks) = (said.nature, said.identity, said.marks.clone());
            (now.phone_kind, now.head) = (said.phone_kind, said.head.clone());
        }
        if said.ground.takes_the_seat() {
            self.note_enterprise();
        }
    }
}

/// Who came first took the seat; nobody is put out of it by whoever comes next (14条2款: 近亲属 may all apply).
fn weigh_seat(held: &Party, said: &Succession) -> Result<(), Refusal> {
    if said.ground == SuccessionGround::Incapable {
        let words = "法定代理人代当事人参加，不承受谁的位置，这一项不用选";
        let refused = || Refusal::at(SEAT_NOT_TAKEN, "seat").because(words.to_owned());
        return if said.seat == Seat::Takes { Ok(()) } else { Err(refused()) };
    }
    match (held.predecessor().and_then(|before| before.succeeded.as_ref()), said.seat) {
        (Some(first), Seat::Takes) => {
            let detail = format!("{}已经承受。{}", first.by, SEAT_TAKEN.says);
            Err(Refusal::at(SEAT_TAKEN, "seat").because(detail))
        }
        (Some(first), Seat::Beside) => ensure_at(first.ground == said.ground, SUCCESSION_GROUND, "ground"),
        (Some(_), Seat::Anew) | (None, Seat::Takes) => Ok(()),
        (None, Seat::Beside | Seat::Anew) => Err(Refusal::at(SEAT_NOT_TAKEN, "seat")),
    }
}

/// The same name, and nothing on file by which they would be two.
fn is_namesake(marks: &[String], others: &[String]) -> bool {
    let numbered = |marks: &[String]| marks.iter().any(|mark| mark.starts_with("number:"));
    let named = marks.iter().any(|mark| mark.starts_with("name:") && others.contains(mark));
    named && !(numbered(marks) && numbered(others))
}
