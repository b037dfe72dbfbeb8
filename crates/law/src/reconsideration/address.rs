//! 送达地址确认: where a side wants its papers, who takes them, and whether they may come electronically. The latest word counts; whoever
//! takes a side's place has not said it. Not here: service itself ([`super::service`]).

use super::{codes::*, *};
use crate::{
    FileHash, PersonId, Refusal, Role,
    dispute::line,
    matter::Context,
    refusal::{ensure, ensure_at},
};
use schemars::JsonSchema;

/// 送达地址确认书.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ServiceAddress {
    pub side: String,
    /// 收件人, with address and telephone. Sealed; the door puts it here.
    pub person: PersonId,
    /// Masked.
    pub label: String,
    /// 同意电子送达.
    #[serde(default)]
    pub electronic_service: bool,
    /// 签了名的确认书.
    pub document: Option<FileHash>,
}

/// As it was confirmed on that day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmedAddress {
    pub on: Date,
    pub address: ServiceAddress,
}

impl ConfirmedAddress {
    /// `收件人王某某，同意电子送达`.
    pub fn told_zh(&self) -> String {
        let electronic = if self.address.electronic_service { "同意" } else { "不同意" };
        format!("收件人{}，{electronic}电子送达", self.address.label)
    }
}

impl Reconsideration {
    /// What stands for this side now.
    pub fn address_of(&self, side: &str) -> Option<&ConfirmedAddress> {
        let party = self.brief.parties.iter().find(|party| party.key == side)?;
        let since = party.taken_on();
        let own = |held: &&ConfirmedAddress| {
            held.address.side == side && since.is_none_or(|since| held.on >= since)
        };
        self.addresses.iter().rfind(own)
    }

    pub(super) fn weigh_address(
        &self,
        context: Context<'_>,
        address: &ServiceAddress,
    ) -> Result<Vec<ReconsiderationEvent>, Refusal> {
        ensure_at(self.is_party(&address.side), UNKNOWN_SIDE, "address.side")?;
        ensure_at(self.speaks_for(context, &address.side), NOT_YOURS, "address.side")?;
        line(&address.label, "address.name")?;
        let said = context.actor.role == Role::Party || address.document.is_some();
        ensure_at(said, ADDRESS_UNSIGNED, "address.document")?;
        Ok(vec![ReconsiderationEvent::AddressConfirmed { on: context.now.today, address: address.clone() }])
    }

    /// As long as papers go out to parties: to this one, where it is a party that says it.
    pub(super) fn allows_address(&self, context: Context<'_>) -> Result<(), Refusal> {
        let own = self.own_side(context);
        let theirs = |side: &str| own.map_or_else(|| self.is_party(side), |own| own == side);
        let to_serve = self.unserved(context.law).any(|(_, side)| theirs(side));
        ensure(self.stage.over_on().is_none() || to_serve, crate::refusal::WRONG_STAGE)
    }
}
