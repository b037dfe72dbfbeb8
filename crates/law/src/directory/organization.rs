//! An organization (单位) and its journal.

use crate::{
    Code, Facets, Kind, Matter, MatterId, OrgId, Outline, Refusal, Role,
    decision::Law,
    matter::{Context, Offer},
    refusal::{ALREADY_OPEN, NOT_OPEN, ensure, ensure_at},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What sort of organization it is.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    JsonSchema,
    strum::AsRefStr,
    strum::EnumIter,
    strum::EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Category {
    /// 化解中心.
    Centre,
    /// 人民法院.
    Court,
    /// 人民检察院.
    Procuratorate,
    /// 市政府.
    Government,
    /// 政府工作部门（含派出、垂直管理机构）.
    Department,
    /// 乡镇、街道、场、库、区.
    Township,
    /// 村、社区.
    Village,
    /// 其他单位.
    Other,
}

impl Category {
    pub fn name_zh(self) -> &'static str {
        match self {
            Category::Centre => "化解中心",
            Category::Court => "人民法院",
            Category::Procuratorate => "人民检察院",
            Category::Government => "人民政府",
            Category::Department => "行政机关",
            Category::Township => "乡镇、街道、场、库、区",
            Category::Village => "村（社区）",
            Category::Other => "其他单位",
        }
    }

    /// Whether its code is what tells it from others: names of townships and villages repeat.
    pub fn is_division(self) -> bool {
        matches!(self, Category::Township | Category::Village)
    }

    /// Whether a citizen can have an administrative dispute with it.
    pub fn acts_on_citizens(self) -> bool {
        matches!(self, Category::Government | Category::Department | Category::Township)
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Organization {
    pub name: String,
    pub category: Category,
    pub parent: Option<OrgId>,
    /// Division code of GB/T 2260 and below, e.g. `420881101`.
    pub division: Option<String>,
    /// Led from above rather than by the city (税务、气象 …): other bodies reconsider its acts.
    pub vertical: bool,
    /// 上一级主管部门, of a court 上一级人民法院: by name, for it stands in no directory of the city as a rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub superior: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "command", rename_all = "snake_case", deny_unknown_fields)]
pub enum OrganizationCommand {
    /// 设立.
    Found {
        name: String,
        category: Category,
        parent: Option<OrgId>,
        division: Option<String>,
        #[serde(default)]
        vertical: bool,
        #[serde(default)]
        superior: Option<String>,
    },
    /// 更名.
    Rename { name: String },
    /// 登记上一级主管部门、上一级人民法院.
    NameSuperior { superior: String },
    /// 更正登记: what was entered wrong; who reconsiders its acts follows from it (《行政复议法》24条、27条).
    Correct { category: Category, parent: Option<OrgId>, division: Option<String>, vertical: bool },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum OrganizationEvent {
    Founded { organization: Organization },
    Renamed { name: String },
    SuperiorNamed { superior: String },
    Corrected { category: Category, parent: Option<OrgId>, division: Option<String>, vertical: bool },
}

pub const NAME_TAKEN: Code = Code::new("organization.found.name_taken", "已有同名单位");
pub const NAME_EMPTY: Code = Code::new("organization.name_empty", "请填写单位名称");
pub const NAME_LONG: Code = Code::new("organization.name_long", "单位名称最多 100 个字");
pub const NOTHING_CORRECTED: Code = Code::new("organization.correct.nothing", "和登记的一样，没有要更正的");
pub const DIVISION_STAYS: Code = Code::new(
    "organization.correct.division_stays",
    "乡镇、街道和村（社区）由区划代码认定，类别和代码不能更正；登记错了的，用正确的代码另行登记",
);
pub const ABOVE_ITSELF: Code =
    Code::new("organization.correct.above_itself", "上级单位不能是它自己，也不能是它下面的单位");

/// What no body's name is longer than.
const LONGEST_NAME_CHARS: usize = 100;

fn ensure_name(name: &str) -> Result<(), Refusal> {
    ensure_at(!name.trim().is_empty(), NAME_EMPTY, "name")?;
    ensure_at(name.trim().chars().count() <= LONGEST_NAME_CHARS, NAME_LONG, "name")
}

impl Organization {
    fn with(self, event: &OrganizationEvent) -> Organization {
        match event.clone() {
            OrganizationEvent::Founded { organization } => organization,
            OrganizationEvent::Renamed { name } => Organization { name, ..self },
            OrganizationEvent::SuperiorNamed { superior } => {
                Organization { superior: Some(superior), ..self }
            }
            OrganizationEvent::Corrected { category, parent, division, vertical } => {
                Organization { category, parent, division, vertical, ..self }
            }
        }
    }

    /// What a correction may make of it.
    fn correct(
        &self,
        context: &Context<'_>,
        event: OrganizationEvent,
    ) -> Result<Vec<OrganizationEvent>, Refusal> {
        let after = self.clone().with(&event);
        ensure(after != *self, NOTHING_CORRECTED)?;
        let identity =
            |held: &Organization| held.category.is_division().then(|| (held.category, held.division.clone()));
        ensure_at(identity(self) == identity(&after), DIVISION_STAYS, "category")?;
        let organizations = &context.law.directory.organizations;
        let mut above = after.parent.as_ref();
        // No chain is longer than the directory.
        for _ in 0..=organizations.len() {
            let Some(id) = above else { break };
            ensure_at(id.as_str() != context.id.as_str(), ABOVE_ITSELF, "parent")?;
            above = organizations.get(id).and_then(|held| held.parent.as_ref());
        }
        Ok(vec![event])
    }
}

impl Matter for Organization {
    type Command = OrganizationCommand;
    type Event = OrganizationEvent;
    const KIND: Kind = Kind::Organization;

    fn decide(
        state: Option<&Self>,
        context: Context<'_>,
        command: &OrganizationCommand,
    ) -> Result<Vec<OrganizationEvent>, Refusal> {
        context.actor.permits(&[Role::SystemAdmin, Role::Statute])?;
        match (state, command) {
            (None, OrganizationCommand::Found { name, category, parent, division, vertical, superior }) => {
                ensure_name(name)?;
                let taken = context
                    .law
                    .directory
                    .organizations
                    .values()
                    .any(|other| other.name == *name && other.parent == *parent);
                ensure_at(!taken, NAME_TAKEN, "name")?;
                Ok(vec![OrganizationEvent::Founded {
                    organization: Organization {
                        name: name.trim().to_owned(),
                        category: *category,
                        parent: parent.clone(),
                        division: division.clone(),
                        vertical: *vertical,
                        superior: superior
                            .as_deref()
                            .map(str::trim)
                            .filter(|name| !name.is_empty())
                            .map(str::to_owned),
                    },
                }])
            }
            (Some(_), OrganizationCommand::Rename { name }) => {
                ensure_name(name)?;
                Ok(vec![OrganizationEvent::Renamed { name: name.trim().to_owned() }])
            }
            (Some(_), OrganizationCommand::NameSuperior { superior }) => {
                ensure_at(!superior.trim().is_empty(), NAME_EMPTY, "superior")?;
                Ok(vec![OrganizationEvent::SuperiorNamed { superior: superior.trim().to_owned() }])
            }
            (Some(held), OrganizationCommand::Correct { category, parent, division, vertical }) => {
                let (category, vertical) = (*category, *vertical);
                let (parent, division) = (parent.clone(), division.clone());
                held.correct(&context, OrganizationEvent::Corrected { category, parent, division, vertical })
            }
            (Some(_), OrganizationCommand::Found { .. }) => Err(Refusal::of(ALREADY_OPEN)),
            (None, _) => Err(Refusal::of(NOT_OPEN)),
        }
    }

    fn apply(state: Option<Self>, event: &OrganizationEvent) -> Self {
        match (state, event) {
            (_, OrganizationEvent::Founded { organization }) => organization.clone(),
            (Some(organization), event) => organization.with(event),
            (None, _) => panic!("the journal of an organization opens with its founding"),
        }
    }

    fn outline(&self, _id: &MatterId, _law: &Law) -> Outline {
        Outline {
            stage: "standing".into(),
            facets: Facets { title: self.name.clone(), place: self.division.clone(), ..Facets::default() },
            access: vec![
                crate::Principal::role(Role::SystemAdmin),
                crate::Principal::role(Role::SecurityAdmin),
                crate::Principal::role(Role::Auditor),
            ],
            words: vec![self.name.clone()],
            ..Outline::default()
        }
    }

    fn offers(&self, context: Context<'_>) -> Vec<Offer> {
        let may = ensure(context.actor.role == Role::SystemAdmin, crate::refusal::NOT_PERMITTED);
        let offer = |command| Offer { command, refusal: None };
        may.map(|()| ["rename", "name_superior", "correct"].map(offer).to_vec()).unwrap_or_default()
    }
}
