//! The draw by lot (随机抽取): a function of a seed and of who could be drawn, so that anybody draws again and gets the same.
//!
//! Each candidate's lot is the SM3 of `seed`, a line feed and the account id; the smallest lots are drawn. Nothing else enters:
//! no order of entry, no clock, no chance of its own.

use super::{Consultation, Exclude, Invitation};
use crate::{OrgId, UserId, directory::Directory, expert::Expert};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sm3::{Digest, Sm3};

/// 抽取记录: all that is needed to draw again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draw {
    pub on: Date,
    /// Hexadecimal digits from the program's chance.
    pub seed: String,
    /// How many were to be drawn.
    pub wanted: usize,
    /// Who could be drawn, by account.
    pub pool: Vec<Drawable>,
    pub excluded: Vec<Excluded>,
    /// In the order of their lots.
    pub drawn: Vec<UserId>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawable {
    pub user: UserId,
    pub name: String,
}

/// In the pool of the city, and not in this draw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excluded {
    pub user: UserId,
    pub name: String,
    pub reason: String,
}

impl Draw {
    /// Draws; the same arguments, the same lots.
    pub fn of(on: Date, seed: &str, wanted: usize, pool: Vec<Drawable>, excluded: Vec<Excluded>) -> Draw {
        let drawn = in_order(seed, pool.iter().map(|one| &one.user)).into_iter().take(wanted).collect();
        Draw { on, seed: seed.to_owned(), wanted, pool, excluded, drawn }
    }

    /// Draws again from what was written down: whether it gives what was written down.
    pub fn replays(&self) -> bool {
        let again = in_order(&self.seed, self.pool.iter().map(|one| &one.user));
        again.into_iter().take(self.wanted).eq(self.drawn.iter().cloned())
    }
}

/// The candidates by their lots, smallest first.
pub fn in_order<'a>(seed: &str, candidates: impl IntoIterator<Item = &'a UserId>) -> Vec<UserId> {
    let mut lots: Vec<([u8; 32], &UserId)> =
        candidates.into_iter().map(|user| (Sm3::digest(format!("{seed}\n{user}")).into(), user)).collect();
    lots.sort();
    lots.dedup();
    lots.into_iter().map(|(_, user)| user.clone()).collect()
}

/// Who of the whole pool can be drawn on that day, and who not and why; both by account.
pub fn eligible(
    held: &Consultation,
    by_hand: &[Exclude],
    directory: &Directory,
    today: Date,
) -> (Vec<Drawable>, Vec<Excluded>) {
    let mut experts: Vec<&Expert> = directory.experts.values().collect();
    experts.sort_by(|one, other| one.user.cmp(&other.user));
    let (mut pool, mut excluded) = (Vec::new(), Vec::new());
    for expert in experts {
        let (user, name) = (expert.user.clone(), expert.name.clone());
        match why_not(held, expert, by_hand, directory, today) {
            None => pool.push(Drawable { user, name }),
            Some(reason) => excluded.push(Excluded { user, name, reason }),
        }
    }
    (pool, excluded)
}

fn why_not(
    held: &Consultation,
    expert: &Expert,
    by_hand: &[Exclude],
    directory: &Directory,
    today: Date,
) -> Option<String> {
    let (brief, user) = (&held.brief, &expert.user);
    let said = |text: &str| Some(text.to_owned());
    if let Some(why) = expert.not_serving(today) {
        return said(why);
    }
    let account = directory.officer(user).filter(|officer| !officer.dismissed);
    let Some(account) = account else { return said("账户已经停用") };
    if brief.walled.contains(user) {
        return said("已经在本案中回避");
    }
    if brief.acted_before.contains(user) || held.plan.team.contains(user) {
        return said("已经以别的身份参加本案");
    }
    if let Some(invited) = held.invitation(user) {
        return said(match invited.state {
            Invitation::Declined { .. } => "已经抽中过，说明了不能参加",
            Invitation::Waiting | Invitation::Answered { .. } => "已经抽中",
        });
    }
    let same = |body: &OrgId| {
        *body == brief.respondent
            || directory.belongs_to(body, &brief.respondent)
            || directory.belongs_to(&brief.respondent, body)
    };
    if account.capacities.iter().any(|capacity| same(&capacity.organization)) {
        return said("在被申请机关任职");
    }
    if expert.profile.interests.iter().any(same) {
        return said("与被申请机关有利害关系");
    }
    if let Some(named) = by_hand.iter().find(|named| named.user == *user) {
        return said(named.reason.trim());
    }
    (!expert.knows_any(&held.plan.request.fields)).then(|| "专业不符".to_owned())
}
