//! A body (议事机构) with its seats (席位), and who sat where on any day.
//!
//! A seat belongs to a post in an organization; whoever holds the post sits there. A succession is recorded with the day
//! from which it holds and never rewrites an earlier one, so that who sat there on a past day is answered the same for
//! ever. Not here: what a body resolves.

use crate::{
    Code, Facets, Kind, Matter, MatterId, OrgId, Outline, Principal, Refusal, Role, UserId,
    decision::Law,
    matter::{Context, Offer},
    refusal::{
        ALREADY_OPEN, DATE_BEFORE_START, DATE_IN_FUTURE, NOT_OPEN, REQUIRED, UNKNOWN_OFFICER,
        UNKNOWN_ORGANIZATION, ensure, ensure_at,
    },
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::IntoEnumIterator;

/// Whose post a seat belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum SeatOrganization {
    /// 固定单位: one organization of the directory.
    Fixed { organization: OrgId },
    /// 依案而定: which organization it is follows from the dispute (涉案部门、当事人所在乡镇) or is one of many.
    ByCase { described: String },
}

/// 席位.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    /// Unique within the body: `s1`.
    pub key: String,
    /// 组长、副主任委员 …
    pub role: String,
    pub organization: SeatOrganization,
    /// 职务, `副局长`.
    pub post: String,
    pub from: Date,
    /// 撤销席位: from this day nobody sits here.
    pub abolished_on: Option<Date>,
    /// In the order of their days.
    pub successions: Vec<Succession>,
}

/// 继任: from a day on somebody sits there, or nobody (空缺).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Succession {
    pub from: Date,
    pub incumbent: Option<Incumbent>,
    /// 依据, e.g. the paper of appointment.
    pub basis: String,
}

/// 在任者.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Incumbent {
    pub name: String,
    /// Their account, where they have one.
    #[serde(default)]
    pub user: Option<UserId>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    pub name: String,
    pub founded_on: Date,
    /// 成立依据.
    pub basis: String,
    pub seats: Vec<Seat>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "command", rename_all = "snake_case", deny_unknown_fields)]
pub enum BodyCommand {
    /// 成立议事机构.
    Establish {
        name: String,
        #[schemars(with = "String")]
        founded_on: Date,
        basis: String,
    },
    /// 设席位.
    AddSeat {
        role: String,
        organization: SeatOrganization,
        post: String,
        #[schemars(with = "String")]
        from: Date,
    },
    /// 记载继任; no incumbent: 空缺.
    RecordSuccession {
        seat: String,
        incumbent: Option<Incumbent>,
        #[schemars(with = "String")]
        from: Date,
        basis: String,
    },
    /// 撤销席位.
    AbolishSeat {
        seat: String,
        #[schemars(with = "String")]
        from: Date,
        basis: String,
    },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum BodyEvent {
    Established { name: String, founded_on: Date, basis: String },
    SeatAdded { seat: Seat },
    SuccessionRecorded { seat: String, succession: Succession },
    SeatAbolished { seat: String, from: Date, basis: String },
}

impl BodyEvent {
    pub fn title_zh(&self) -> &'static str {
        match self {
            BodyEvent::Established { .. } => "成立议事机构",
            BodyEvent::SeatAdded { .. } => "设席位",
            BodyEvent::SuccessionRecorded { .. } => "席位继任",
            BodyEvent::SeatAbolished { .. } => "撤销席位",
        }
    }
}

pub const BODY_NAME_TAKEN: Code = Code::new("body.establish.name_taken", "已有同名议事机构");
pub const NO_SUCH_SEAT: Code = Code::new("body.seat.unknown", "没有这个席位，请重新选择");
pub const SEAT_ABOLISHED: Code = Code::new("body.seat.abolished", "这个席位已经撤销");
pub const SUCCESSION_NOT_LATER: Code = Code::new(
    "body.succession.not_later",
    "起任日期必须晚于前一任的起任日期：已经记下的任期不能改，只能往后续",
);
pub const SAME_INCUMBENT: Code = Code::new("body.succession.same", "现在就是这样，不用再记");

impl Seat {
    /// Who sat here on a day; `None` before the first, while vacant, and after abolition.
    pub fn incumbent_on(&self, day: Date) -> Option<&Incumbent> {
        if self.abolished_on.is_some_and(|gone| gone <= day) {
            return None;
        }
        self.succession_on(day).and_then(|succession| succession.incumbent.as_ref())
    }

    /// The succession in force on a day.
    pub fn succession_on(&self, day: Date) -> Option<&Succession> {
        self.successions.iter().rev().find(|succession| succession.from <= day)
    }

    /// Whether the seat existed on a day.
    pub fn stood_on(&self, day: Date) -> bool {
        self.from <= day && self.abolished_on.is_none_or(|gone| day < gone)
    }
}

impl Body {
    pub fn seat(&self, key: &str) -> Option<&Seat> {
        self.seats.iter().find(|seat| seat.key == key)
    }

    fn standing_seat(&self, key: &str) -> Result<&Seat, Refusal> {
        let seat = self.seat(key).ok_or_else(|| Refusal::at(NO_SUCH_SEAT, "seat"))?;
        ensure_at(seat.abolished_on.is_none(), SEAT_ABOLISHED, "seat")?;
        Ok(seat)
    }
}

/// A text that must be there.
fn given(text: &str, field: &str) -> Result<String, Refusal> {
    let text = text.trim();
    ensure_at(!text.is_empty(), REQUIRED, field).map(|()| text.to_owned())
}

impl Matter for Body {
    type Command = BodyCommand;
    type Event = BodyEvent;
    const KIND: Kind = Kind::Body;

    fn decide(
        state: Option<&Self>,
        context: Context<'_>,
        command: &BodyCommand,
    ) -> Result<Vec<BodyEvent>, Refusal> {
        context.actor.permits(&[Role::SystemAdmin, Role::CentreHead, Role::Statute])?;
        let event = match (state, command) {
            (None, BodyCommand::Establish { name, founded_on, basis }) => {
                let name = given(name, "name")?;
                let taken = context.law.directory.bodies.values().any(|other| other.name == name);
                ensure_at(!taken, BODY_NAME_TAKEN, "name")?;
                ensure_at(*founded_on <= context.now.today, DATE_IN_FUTURE, "founded_on")?;
                BodyEvent::Established { name, founded_on: *founded_on, basis: given(basis, "basis")? }
            }
            (Some(body), BodyCommand::AddSeat { role, organization, post, from }) => {
                ensure_at(*from >= body.founded_on, DATE_BEFORE_START, "from")?;
                BodyEvent::SeatAdded {
                    seat: Seat {
                        key: format!("s{}", body.seats.len() + 1),
                        role: given(role, "role")?,
                        organization: known(organization, context.law)?,
                        post: given(post, "post")?,
                        from: *from,
                        abolished_on: None,
                        successions: Vec::new(),
                    },
                }
            }
            (Some(body), BodyCommand::RecordSuccession { seat, incumbent, from, basis }) => {
                let succession =
                    Succession { from: *from, incumbent: incumbent.clone(), basis: given(basis, "basis")? };
                weigh_succession(body.standing_seat(seat)?, &succession, context)?;
                BodyEvent::SuccessionRecorded { seat: seat.clone(), succession }
            }
            (Some(body), BodyCommand::AbolishSeat { seat, from, basis }) => {
                let standing = body.standing_seat(seat)?;
                let last = standing.successions.last().map_or(standing.from, |succession| succession.from);
                ensure_at(*from >= last, DATE_BEFORE_START, "from")?;
                BodyEvent::SeatAbolished { seat: seat.clone(), from: *from, basis: given(basis, "basis")? }
            }
            (Some(_), BodyCommand::Establish { .. }) => return Err(Refusal::of(ALREADY_OPEN)),
            (None, _) => return Err(Refusal::of(NOT_OPEN)),
        };
        Ok(vec![event])
    }

    fn apply(state: Option<Self>, event: &BodyEvent) -> Self {
        let mut body = match (state, event) {
            (_, BodyEvent::Established { name, founded_on, basis }) => {
                return Body {
                    name: name.clone(),
                    founded_on: *founded_on,
                    basis: basis.clone(),
                    seats: Vec::new(),
                };
            }
            (Some(body), _) => body,
            (None, _) => panic!("the journal of a body opens with its establishment"),
        };
        match event {
            BodyEvent::SeatAdded { seat } => body.seats.push(seat.clone()),
            BodyEvent::SuccessionRecorded { seat: key, succession } => {
                let held = body.seats.iter_mut().find(|seat| seat.key == *key);
                held.expect("only known seats are succeeded in").successions.push(succession.clone());
            }
            BodyEvent::SeatAbolished { seat: key, from, .. } => {
                let held = body.seats.iter_mut().find(|seat| seat.key == *key);
                held.expect("only known seats are abolished").abolished_on = Some(*from);
            }
            BodyEvent::Established { .. } => {}
        }
        body
    }

    /// Who sits where is no secret from anybody who works here.
    fn outline(&self, _id: &MatterId, _law: &Law) -> Outline {
        Outline {
            stage: "standing".into(),
            facets: Facets {
                title: self.name.clone(),
                opened_on: Some(self.founded_on),
                ..Facets::default()
            },
            access: Role::iter().filter(|role| role.is_grantable()).map(Principal::role).collect(),
            words: vec![self.name.clone()],
            ..Outline::default()
        }
    }

    fn offers(&self, context: Context<'_>) -> Vec<Offer> {
        let may = matches!(context.actor.role, Role::SystemAdmin | Role::CentreHead);
        let steps: &[&'static str] =
            if may { &["add_seat", "record_succession", "abolish_seat"] } else { &[] };
        steps.iter().map(|&command| Offer { command, refusal: None }).collect()
    }
}

fn known(organization: &SeatOrganization, law: &Law) -> Result<SeatOrganization, Refusal> {
    match organization {
        SeatOrganization::Fixed { organization: id } => {
            ensure_at(law.directory.organization(id).is_some(), UNKNOWN_ORGANIZATION, "organization")?;
        }
        SeatOrganization::ByCase { described } => {
            given(described, "organization")?;
        }
    }
    Ok(organization.clone())
}

/// A succession goes on from the last one; it is recorded when it has happened, so that a slip can still be seen.
fn weigh_succession(seat: &Seat, succession: &Succession, context: Context<'_>) -> Result<(), Refusal> {
    ensure_at(succession.from <= context.now.today, DATE_IN_FUTURE, "from")?;
    ensure_at(succession.from >= seat.from, DATE_BEFORE_START, "from")?;
    let last = seat.successions.last();
    ensure_at(last.is_none_or(|last| last.from < succession.from), SUCCESSION_NOT_LATER, "from")?;
    let before = last.and_then(|last| last.incumbent.as_ref());
    ensure(before != succession.incumbent.as_ref(), SAME_INCUMBENT)?;
    if let Some(incumbent) = &succession.incumbent {
        given(&incumbent.name, "incumbent.name")?;
        let known = incumbent.user.as_ref().is_none_or(|user| context.law.directory.officer(user).is_some());
        ensure_at(known, UNKNOWN_OFFICER, "incumbent.user")?;
    }
    Ok(())
}
