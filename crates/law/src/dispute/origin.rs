//! Put right of how a quarrel came here, against whom and from how many; and a party taken out who was registered by mistake. What others
//! have acted upon is not put right any more: then it is registered anew, and the day of the first submission goes along.

use super::{
    Dispute, DisputeEvent, Group, Proceeding, Registration, Source, Stage,
    before::weigh_tried,
    codes::*,
    line,
    parts::FIRST_PARTY,
    registering::{weigh_group_size, weigh_place, weigh_respondent},
};
use crate::{
    Kind, OrgId, Refusal,
    matter::Context,
    refusal::{WRONG_STAGE, ensure, ensure_at},
    ways::Attempts,
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::IntoEnumIterator;

/// 来源、被申请机关、人数: as it should have been registered. What is left out stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Origin {
    pub respondent: Option<OrgId>,
    pub source: Option<Source>,
    pub source_number: Option<String>,
    #[schemars(with = "Option<String>")]
    pub first_submitted_on: Option<Date>,
    /// How many there were when it was registered: whoever comes later is registered with a day of their own.
    pub group_size: Option<u32>,
    /// Division code of the village or town.
    pub place: Option<String>,
    /// 此前的程序, all of it: an empty one says that there was none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tried: Option<Attempts>,
}

impl Origin {
    /// `更正了被申请机关、群体人数。`; nothing where none of this was put right.
    pub fn told_zh(&self) -> String {
        let said = [
            ("被申请机关", self.respondent.is_some()),
            ("来源", self.source.is_some()),
            ("来件编号", self.source_number.is_some()),
            ("最初提交日", self.first_submitted_on.is_some()),
            ("群体人数", self.group_size.is_some()),
            ("地点", self.place.is_some()),
            ("此前的程序", self.tried.is_some()),
        ];
        let fields: Vec<&str> = said.into_iter().filter(|(_, said)| *said).map(|(name, _)| name).collect();
        if fields.is_empty() { String::new() } else { format!("更正了{}。", fields.join("、")) }
    }

    /// What differs from what stands there.
    fn changing(&self, held: &Registration) -> Origin {
        let size = held.group.as_ref().map(|group| group.size);
        let trimmed = self.source_number.as_ref().filter(|number| !number.trim().is_empty());
        Origin {
            respondent: self.respondent.clone().filter(|agency| *agency != held.respondent),
            source: self.source.filter(|source| *source != held.source),
            source_number: trimmed.cloned().filter(|number| held.source_number.as_ref() != Some(number)),
            first_submitted_on: self.first_submitted_on.filter(|on| *on != held.first_submitted_on),
            group_size: self.group_size.filter(|said| Some(*said) != size),
            place: self.place.clone().filter(|place| held.place.as_ref() != Some(place)),
            tried: self.tried.clone().filter(|tried| *tried != held.tried),
        }
    }
}

impl Source {
    /// Kept by the program itself when it is registered: nobody typed it.
    pub fn is_noted(self) -> bool {
        matches!(self, Source::Online | Source::ConsultPoint | Source::ReconsiderationCounter)
    }

    /// Whoever sends it from there has it on file or knows who has: 立案日 is theirs to tell.
    pub fn knows_filing(self) -> bool {
        use Source::*;
        matches!(self, CourtReferral | ProcuratorateReferral | ReconsiderationReferral)
    }

    /// The others with their names, for a form.
    pub fn typed() -> Vec<(String, &'static str)> {
        let typed = Source::iter().filter(|one| !one.is_noted());
        typed.map(|one| (one.as_str().to_owned(), one.name_zh())).collect()
    }
}

/// Of a mediation that waits to be imported, or that was recorded by mistake, nothing has to be undone.
fn is_nothing_yet(proceeding: &Proceeding) -> bool {
    let waits = proceeding.kind == Kind::Mediation && proceeding.ended_on.is_none();
    proceeding.course.struck_on.is_some() || waits && proceeding.course.mediated.is_none()
}

impl Dispute {
    fn is_under_way(&self) -> bool {
        matches!(self.stage, Stage::Registered | Stage::InProceeding { .. })
    }

    /// Registered and nothing more: no mediation was imported, nothing applied for, sent or recorded.
    pub fn is_untouched(&self) -> bool {
        self.is_under_way() && self.proceedings.iter().all(is_nothing_yet)
    }

    /// In which channel it may be mediated hangs on the source (特邀调解规定1条): it is put right until something is filed about it.
    pub fn may_correct_source(&self) -> bool {
        let filed = |p: &Proceeding| p.keeps_filing_day() && p.course.struck_on.is_none();
        let unfiled = self.registration.filed_on.is_none() && !self.proceedings.iter().any(filed);
        self.is_untouched() || (self.is_under_way() && unfiled)
    }

    /// Nobody may have been asked or counted elsewhere; whether anything was said or done in this name in a mediation the mediation knows.
    pub(super) fn may_strike_party(&self) -> Result<(), Refusal> {
        ensure(self.is_under_way(), WRONG_STAGE)?;
        let here = |p: &Proceeding| p.kind == Kind::Mediation && p.ended_on.is_none();
        ensure(self.proceedings.iter().all(|p| here(p) || is_nothing_yet(p)), PARTY_STAYS)
    }

    pub(super) fn weigh_strike(&self, on: Date, key: &str, reason: &str) -> Result<DisputeEvent, Refusal> {
        let held = self.party(key).ok_or_else(|| Refusal::at(UNKNOWN_PARTY, "party"))?;
        let last = self.applicants().all(|party| party.key == key);
        ensure_at(key != FIRST_PARTY && !last, FIRST_STAYS, "party")?;
        line(reason, "reason")?;
        let label = held.particulars.label.clone();
        Ok(DisputeEvent::PartyStruck { on, party: key.to_owned(), label, reason: reason.to_owned() })
    }

    /// The key is given to nobody else: what stands in the journal under it is about whoever was struck.
    pub(super) fn strike_party(&mut self, key: &str) {
        let (struck, stay): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.parties).into_iter().partition(|party| party.key == key);
        self.parties = stay;
        self.struck.extend(struck);
        self.note_enterprise();
        self.corrections += 1;
    }

    /// What of it is put right; none where it says what stands there.
    pub(super) fn weigh_origin(
        &self,
        context: Context<'_>,
        said: &Origin,
        made_on: Option<Date>,
    ) -> Result<Option<Box<Origin>>, Refusal> {
        let held = &self.registration;
        let now = said.changing(held);
        if let Some(agency) = &now.respondent {
            ensure_at(self.is_untouched(), ACTED_UPON, "origin.respondent")?;
            weigh_respondent(agency, context, "origin.respondent")?;
        }
        if let Some(source) = now.source {
            ensure_at(self.may_correct_source(), ACTED_UPON, "origin.source")?;
            ensure_at(!source.is_noted() && !held.source.is_noted(), SOURCE_NOTED, "origin.source")?;
        }
        now.source_number.as_ref().map_or(Ok(()), |number| line(number, "origin.source_number"))?;
        if let Some(on) = now.first_submitted_on {
            ensure_at(on <= self.registered_on, SUBMITTED_AFTER_REGISTERED, "origin.first_submitted_on")?;
        }
        if let Some(size) = now.group_size {
            weigh_group_size(size, "origin.group_size")?;
            ensure_at(self.is_under_way(), WRONG_STAGE, "origin.group_size")?;
            weigh_size(size as usize, self.applicants().count(), "origin.group_size")?;
        }
        weigh_place(now.place.as_deref(), "origin.place")?;
        if let Some(tried) = &now.tried {
            weigh_tried(tried, made_on, context.now.today, "origin.tried")?;
        }
        Ok((now != Origin::default()).then(|| Box::new(now)))
    }

    /// Once either day is put right both are weighed as on registration; what is refused stands beside the day that changes.
    pub(super) fn weigh_first_submission(
        &self,
        now: Option<&Origin>,
        made_on: Option<Date>,
    ) -> Result<(), Refusal> {
        let held = &self.registration;
        let moved = now.and_then(|origin| origin.first_submitted_on);
        let field = match moved {
            Some(_) => "origin.first_submitted_on",
            None if made_on != held.act.made_on => "act.made_on",
            None => return Ok(()),
        };
        let on = moved.unwrap_or(held.first_submitted_on);
        ensure_at(made_on.is_none_or(|made| made <= on), SUBMITTED_BEFORE_ACT, field)
    }

    pub(super) fn put_origin_right(&mut self, now: &Origin) {
        let held = &mut self.registration;
        let set = now.clone();
        held.respondent = set.respondent.unwrap_or_else(|| held.respondent.clone());
        held.source = set.source.unwrap_or(held.source);
        held.source_number = set.source_number.or(held.source_number.take());
        held.first_submitted_on = set.first_submitted_on.unwrap_or(held.first_submitted_on);
        held.place = set.place.or(held.place.take());
        held.tried = set.tried.unwrap_or_else(|| std::mem::take(&mut held.tried));
        if let Some(size) = set.group_size {
            let items = held.group.as_ref().and_then(|group| group.items);
            held.group = Some(Group { size, items });
        }
    }
}

/// A group is not smaller than those of it who have a name.
pub(super) fn weigh_size(size: usize, named: usize, field: &str) -> Result<(), Refusal> {
    let enough = size >= named;
    let detail = || format!("已经列了 {named} 位申请人，一共的人数不能只有 {size} 人，请核对");
    ensure_at(enough, GROUP_TOO_SMALL, field).map_err(|refusal| refusal.because(detail()))
}

#[cfg(test)]
mod tests;
