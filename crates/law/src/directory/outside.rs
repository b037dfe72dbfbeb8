//! An outside system (外部系统): the program of another organization that reports, refers and is told, and its journal.
//! Its secret stands in the ledger as a digest, never here; its public key is no secret and stands here.

use crate::{
    Actor, Code, Facets, Kind, Matter, MatterId, OrgId, Outline, Principal, Refusal, Role, UserId,
    decision::Law,
    dispute::{choices, line},
    matter::{Context, Offer},
    mirrored::Procedure,
    refusal::{ALREADY_OPEN, NOT_OPEN, UNKNOWN_ORGANIZATION, ensure, ensure_at},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

choices! {
    /// 送达方式: how what is meant for it gets there.
    Reach {
        Nothing = "不向它发送",
        Webhook = "网络推送",
        Carried = "文件摆渡（内外网不通）",
    }
}

/// What the administrator says of it: 登记内容.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SystemTerms {
    pub name: String,
    /// Whose system it is; it speaks for this body and its branches alone.
    pub organization: OrgId,
    /// 可以报送的程序.
    #[serde(default)]
    pub reports: Vec<Procedure>,
    /// 可以移送、签收、退回、交回.
    #[serde(default)]
    pub refers: bool,
    pub reach: Reach,
    /// 推送地址, where it is reached by webhook.
    pub webhook: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OutsideSystem {
    pub terms: SystemTerms,
    /// Ed25519, 32 bytes in base64.
    pub public_key: String,
    pub withdrawn: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "command", rename_all = "snake_case", deny_unknown_fields)]
pub enum OutsideSystemCommand {
    /// 登记外部系统: its secret is shown once and stands nowhere in the journal.
    Register { terms: SystemTerms, public_key: String },
    /// 变更登记内容.
    Change { terms: SystemTerms },
    /// 更换公钥.
    ChangeKey { public_key: String, reason: String },
    /// 换发密钥.
    IssueSecret { reason: String },
    /// 停用.
    Withdraw { reason: String },
    /// 再办一次: a delivery that got stuck.
    TryAgain { delivery: String },
    /// 搁置: nothing comes of a delivery that got stuck.
    SetAside { delivery: String, reason: String },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum OutsideSystemEvent {
    Registered { terms: SystemTerms, public_key: String },
    Changed { terms: SystemTerms },
    KeyChanged { public_key: String, reason: String },
    SecretIssued { reason: String },
    Withdrawn { reason: String },
    TriedAgain { delivery: String },
    SetAside { delivery: String, reason: String },
}

impl OutsideSystemEvent {
    pub fn title_zh(&self) -> &'static str {
        match self {
            OutsideSystemEvent::Registered { .. } => "登记外部系统",
            OutsideSystemEvent::Changed { .. } => "变更登记内容",
            OutsideSystemEvent::KeyChanged { .. } => "更换公钥",
            OutsideSystemEvent::SecretIssued { .. } => "换发密钥",
            OutsideSystemEvent::Withdrawn { .. } => "停用外部系统",
            OutsideSystemEvent::TriedAgain { .. } => "再办一次",
            OutsideSystemEvent::SetAside { .. } => "搁置一条来往",
        }
    }
}

pub const NAME_TAKEN: Code = Code::new("outside_system.name_taken", "已有同名的外部系统，请换一个名称");
pub const NO_RIGHT: Code = Code::new("outside_system.no_right", "请至少选一项它可以做的事");
pub const PUBLIC_KEY: Code =
    Code::new("outside_system.public_key", "公钥是 Ed25519 的 32 字节，用 base64 写，44 个字符，请核对");
pub const SAME_KEY: Code = Code::new("outside_system.same_key", "这就是现在的公钥，没有变化");
pub const WEBHOOK: Code =
    Code::new("outside_system.webhook", "推送地址要以 https:// 或者 http:// 开头，不能带空格");
pub const WITHDRAWN: Code =
    Code::new("outside_system.withdrawn", "这个外部系统已经停用，不能再办；需要时请重新登记");
pub const NOT_REPORTED: Code =
    Code::new("outside_system.not_reported", "这个系统没有登记报送这种程序，请联系系统管理员");
pub const NOT_REFERRING: Code =
    Code::new("outside_system.not_referring", "这个系统没有登记办理移送对接，请联系系统管理员");
pub const NOT_ITS_BODY: Code =
    Code::new("outside_system.not_its_body", "这个程序由别的单位办理，只有那个单位的系统能报送");

/// The prefix of the name under which a system acts.
const SYSTEM: &str = "system:";

impl OutsideSystem {
    /// The system acting, as the journal names it.
    pub fn actor(&self, id: &MatterId) -> Actor {
        Actor {
            user: UserId::new(format!("{SYSTEM}{id}")),
            name: self.terms.name.clone(),
            role: Role::OutsideSystem,
            organization: Some(self.terms.organization.clone()),
            standing: None,
        }
    }
}

impl Law {
    /// The system behind an actor, as long as it is in service; none for people.
    pub(crate) fn acting_system(&self, actor: &Actor) -> Option<&OutsideSystem> {
        let id = MatterId::from(actor.user.as_str().strip_prefix(SYSTEM)?);
        self.directory.systems.get(&id).filter(|system| !system.withdrawn)
    }

    /// Whoever is no system passes: their rooms have asked for their role.
    pub fn ensure_may_report(&self, actor: &Actor, procedure: Procedure) -> Result<(), Refusal> {
        if actor.role != Role::OutsideSystem {
            return Ok(());
        }
        let system = self.acting_system(actor).ok_or_else(Refusal::not_permitted)?;
        ensure(system.terms.reports.contains(&procedure), NOT_REPORTED)
    }

    /// A system speaks for its own body and the branches of it.
    pub(crate) fn ensure_speaks_for(&self, actor: &Actor, body: Option<&OrgId>) -> Result<(), Refusal> {
        let own = actor.organization.as_ref().zip(body);
        let speaks = own.is_some_and(|(own, body)| self.directory.belongs_to(body, own));
        ensure(actor.role != Role::OutsideSystem || speaks, NOT_ITS_BODY)
    }

    pub(crate) fn ensure_may_refer(&self, actor: &Actor) -> Result<(), Refusal> {
        if actor.role != Role::OutsideSystem {
            return Ok(());
        }
        let system = self.acting_system(actor).ok_or_else(Refusal::not_permitted)?;
        ensure(system.terms.refers, NOT_REFERRING)
    }
}

impl Matter for OutsideSystem {
    type Command = OutsideSystemCommand;
    type Event = OutsideSystemEvent;
    const KIND: Kind = Kind::OutsideSystem;

    fn decide(
        state: Option<&Self>,
        context: Context<'_>,
        command: &OutsideSystemCommand,
    ) -> Result<Vec<OutsideSystemEvent>, Refusal> {
        context.actor.permits(&[Role::SystemAdmin])?;
        let event = match (state, command) {
            (None, OutsideSystemCommand::Register { terms, public_key }) => {
                weigh_terms(terms, context)?;
                weigh_key(public_key)?;
                OutsideSystemEvent::Registered { terms: terms.clone(), public_key: public_key.clone() }
            }
            (Some(_), OutsideSystemCommand::Register { .. }) => return Err(Refusal::of(ALREADY_OPEN)),
            (None, _) => return Err(Refusal::of(NOT_OPEN)),
            (Some(system), command) => system.weigh(context, command)?,
        };
        Ok(vec![event])
    }

    fn apply(state: Option<Self>, event: &OutsideSystemEvent) -> Self {
        match (state, event) {
            (_, OutsideSystemEvent::Registered { terms, public_key }) => {
                OutsideSystem { terms: terms.clone(), public_key: public_key.clone(), withdrawn: false }
            }
            (Some(system), OutsideSystemEvent::Changed { terms }) => {
                OutsideSystem { terms: terms.clone(), ..system }
            }
            (Some(system), OutsideSystemEvent::KeyChanged { public_key, .. }) => {
                OutsideSystem { public_key: public_key.clone(), ..system }
            }
            (
                Some(system),
                OutsideSystemEvent::SecretIssued { .. }
                | OutsideSystemEvent::TriedAgain { .. }
                | OutsideSystemEvent::SetAside { .. },
            ) => system,
            (Some(system), OutsideSystemEvent::Withdrawn { .. }) => {
                OutsideSystem { withdrawn: true, ..system }
            }
            (None, _) => panic!("the journal of an outside system opens with its registration"),
        }
    }

    fn outline(&self, _id: &MatterId, _law: &Law) -> Outline {
        Outline {
            stage: if self.withdrawn { "withdrawn" } else { "in_service" }.into(),
            facets: Facets { title: self.terms.name.clone(), ..Facets::default() },
            access: [Role::SystemAdmin, Role::Auditor].map(Principal::role).to_vec(),
            words: vec![self.terms.name.clone()],
            ..Outline::default()
        }
    }

    fn offers(&self, context: Context<'_>) -> Vec<Offer> {
        let closed = ensure(!self.withdrawn, WITHDRAWN).err();
        let offer = |command| {
            let open = matches!(command, "try_again" | "set_aside");
            Offer { command, refusal: closed.clone().filter(|_| !open) }
        };
        let may = context.actor.permits(&[Role::SystemAdmin]);
        may.map(|()| OFFERED.map(offer).into()).unwrap_or_default()
    }
}

const OFFERED: [&str; 6] = ["change", "change_key", "issue_secret", "withdraw", "try_again", "set_aside"];

impl OutsideSystem {
    fn weigh(
        &self,
        context: Context<'_>,
        command: &OutsideSystemCommand,
    ) -> Result<OutsideSystemEvent, Refusal> {
        match command {
            OutsideSystemCommand::TryAgain { delivery } => {
                line(delivery, "delivery")?;
                return Ok(OutsideSystemEvent::TriedAgain { delivery: delivery.clone() });
            }
            OutsideSystemCommand::SetAside { delivery, reason } => {
                line(delivery, "delivery")?;
                line(reason, "reason")?;
                let (delivery, reason) = (delivery.clone(), reason.clone());
                return Ok(OutsideSystemEvent::SetAside { delivery, reason });
            }
            _ => ensure(!self.withdrawn, WITHDRAWN)?,
        }
        match command {
            OutsideSystemCommand::TryAgain { .. } | OutsideSystemCommand::SetAside { .. } => {
                unreachable!("answered above")
            }
            OutsideSystemCommand::Register { .. } => Err(Refusal::of(ALREADY_OPEN)),
            OutsideSystemCommand::Change { terms } => {
                weigh_terms(terms, context)?;
                Ok(OutsideSystemEvent::Changed { terms: terms.clone() })
            }
            OutsideSystemCommand::ChangeKey { public_key, reason } => {
                weigh_key(public_key)?;
                ensure_at(*public_key != self.public_key, SAME_KEY, "public_key")?;
                line(reason, "reason")?;
                Ok(OutsideSystemEvent::KeyChanged { public_key: public_key.clone(), reason: reason.clone() })
            }
            OutsideSystemCommand::IssueSecret { reason } => {
                line(reason, "reason")?;
                Ok(OutsideSystemEvent::SecretIssued { reason: reason.clone() })
            }
            OutsideSystemCommand::Withdraw { reason } => {
                line(reason, "reason")?;
                Ok(OutsideSystemEvent::Withdrawn { reason: reason.clone() })
            }
        }
    }
}

fn weigh_terms(terms: &SystemTerms, context: Context<'_>) -> Result<(), Refusal> {
    let directory = &context.law.directory;
    line(&terms.name, "terms.name")?;
    let taken = directory
        .systems
        .iter()
        .any(|(id, held)| id != context.id && !held.withdrawn && held.terms.name == terms.name);
    ensure_at(!taken, NAME_TAKEN, "terms.name")?;
    let known = directory.organization(&terms.organization).is_some();
    ensure_at(known, UNKNOWN_ORGANIZATION, "terms.organization")?;
    ensure_at(terms.refers || !terms.reports.is_empty(), NO_RIGHT, "terms.reports")?;
    match (&terms.webhook, terms.reach) {
        (Some(address), _) => ensure_at(is_address(address), WEBHOOK, "terms.webhook"),
        (None, Reach::Webhook) => Err(Refusal::at(WEBHOOK, "terms.webhook")),
        (None, _) => Ok(()),
    }
}

fn is_address(text: &str) -> bool {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let graphic = text.bytes().all(|byte| byte.is_ascii_graphic());
    graphic && text.len() <= 500 && host.is_some_and(|host| host.bytes().next().is_some_and(|b| b != b'/'))
}

/// 32 bytes in base64 are 43 characters and one `=`; whether they are a point of the curve is found out in use.
fn weigh_key(text: &str) -> Result<(), Refusal> {
    let (body, end) = text.split_at_checked(43).ok_or_else(|| Refusal::at(PUBLIC_KEY, "public_key"))?;
    let plain = body.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/'));
    ensure_at(plain && end == "=", PUBLIC_KEY, "public_key")
}
