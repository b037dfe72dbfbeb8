//! One account: what it may act as, how its sign-in stands, what was done to it and by whom.

use super::{administrator, state};
use crate::{
    desk::desk_page,
    http::{Trouble, Visit, html},
    people::{kept::KeptPage, subject_of},
    ui::{
        Tone,
        parts::{Entry, Fact, Facts, Link, Timeline},
        table::{Cell, Column, Row, Table},
    },
    words,
};
use axum::{extract::Path, response::Response};
use huajie_law::{
    Actor, AnyMatter, Event, MatterId, UserId,
    directory::{Officer, OfficerEvent},
};
use huajie_ledger::{Scope, journal::Entry as Written};

/// The account as this administrator may see it, with its version.
pub(super) async fn account(visit: &Visit, actor: &Actor, user: &str) -> Result<(u64, Officer), Trouble> {
    let id = MatterId::from(user);
    let file = visit.office.ledger.open(&Scope::from(actor), &id).await?.ok_or(Trouble::NotFound)?;
    match file.matter {
        Some(AnyMatter::Officer(officer)) => Ok((file.version, *officer)),
        _ => Err(Trouble::NotFound),
    }
}

/// `GET /desk/officers/{officer}`.
pub async fn show(visit: Visit, Path(user): Path<String>) -> Result<Response, Trouble> {
    let actor = administrator(&visit)?;
    let (version, officer) = account(&visit, &actor, &user).await?;
    let law = visit.office.law();
    let file = huajie_law::File {
        id: MatterId::from(user.as_str()),
        version,
        matter: Some(AnyMatter::Officer(Box::new(officer.clone()))),
    };
    let offers = huajie_law::offers(&file, &actor, visit.office.now(), &law);
    let steps = offers.iter().filter_map(|offer| {
        // Taking a capacity away stands beside the capacity.
        let label = title(offer.command).filter(|_| offer.command != "revoke_capacity")?;
        Some(Link::new(format!("/desk/officers/{user}/{}", offer.command), label))
    });
    let may_revoke = offers.iter().any(|offer| offer.command == "revoke_capacity");
    let rows = officer.capacities.iter().map(|held| Row {
        href: None,
        cells: vec![
            Cell::text(held.role.name_zh()),
            Cell::text(law.directory.name_of(&held.organization)),
            Cell::text(held.post.as_deref().unwrap_or("—")),
            Cell::Links(
                may_revoke
                    .then(|| {
                        Link::new(
                            format!("/desk/officers/{user}/revoke_capacity?capacity={}", held.key),
                            "收回",
                        )
                    })
                    .into_iter()
                    .collect(),
            ),
        ],
    });
    let columns = ["身份", "单位", "职务", "办理"].map(Column::text).into();
    let held = Table { caption: "可以用的身份".into(), columns, rows: rows.collect() };
    let entries = visit.office.ledger.journal(&file.id).await?;
    let page = KeptPage {
        page: desk_page(&visit, &actor, format!("{}（{}）", officer.name, officer.login)),
        back: Link::new("/desk/officers", "返回工作人员"),
        state: state(&visit.office, &officer).await?,
        facts: facts(&visit, &user, &officer).await?,
        heading: "身份",
        table: held,
        instead: "还没有身份，不能登录。由安全管理员授予。",
        steps: steps.collect(),
        timeline: Timeline { entries: entries.iter().rev().map(told).collect() },
    };
    Ok(html(&page))
}

/// What a step on an account is called.
pub(super) fn title(command: &str) -> Option<&'static str> {
    Some(match command {
        "issue_password" => "发放初始密码",
        "dismiss" => "停用账户",
        "grant_capacity" => "授予身份",
        "revoke_capacity" => "收回身份",
        "unlock" => "解除登录锁定",
        "reset_second_factor" => "重置动态口令",
        _ => return None,
    })
}

async fn facts(visit: &Visit, user: &str, officer: &Officer) -> Result<Facts, Trouble> {
    let credential = visit.office.ledger.credential(&subject_of(&UserId::from(user))).await?;
    let password = match &credential {
        None => "还没有发放",
        Some(held) if held.must_change => "初始密码，本人还没有改",
        Some(_) => "本人已设",
    };
    let device = match credential.and_then(|held| held.totp_step) {
        Some(_) => "已绑定手机",
        None => "还没有绑定，首次登录时绑定",
    };
    let qualification = officer.qualification.clone().unwrap_or_else(|| "—".into());
    Ok([
        Fact::new("登录名", &officer.login),
        Fact::new("姓名", &officer.name),
        Fact::new("法律职业资格证书号", qualification),
        Fact::new("密码", password),
        Fact::new("动态口令", device),
    ]
    .into_iter()
    .collect())
}

fn told(written: &Written) -> Entry {
    let fact = written.fact().ok();
    let title = fact.as_ref().and_then(words::event).unwrap_or("账户变动").to_owned();
    let text = fact.and_then(|fact| match fact {
        Event::Officer(event) => detail(&event),
        _ => None,
    });
    Entry {
        tone: Tone::Plain,
        at: words::instant(written.at),
        title,
        text,
        by: Some(written.actor_name.clone()),
        ..Entry::default()
    }
}

fn detail(event: &OfficerEvent) -> Option<String> {
    match event {
        OfficerEvent::CapacityGranted { capacity } => Some(capacity.role.name_zh().to_owned()),
        OfficerEvent::CapacityRevoked { reason, .. }
        | OfficerEvent::Dismissed { reason }
        | OfficerEvent::SecondFactorReset { reason }
        | OfficerEvent::Unlocked { reason } => Some(format!("理由：{reason}")),
        OfficerEvent::Enrolled { .. } | OfficerEvent::PasswordIssued => None,
    }
}
