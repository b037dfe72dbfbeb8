//! The page of one matter for whoever works on it and does not see its dispute: an expert, a member of a case review, the court that
//! tries the suit, the body that a file is referred to. Not here: who sees what (the law's views).

use super::{
    advice, desk_page, elsewhere,
    evidence::{self, Exhibit},
    file::{Shown, days, told_clocks},
    lanes,
    steps::{self, Steps},
};
use crate::{
    http::{Trouble, Visit},
    ui::{
        Page,
        parts::{Clock, Fact, Facts, Identity},
    },
    words,
};
use askama::Template;
use huajie_law::{
    Actor, AnyMatter, File, Kind, Law, MatterId, Outlined,
    mediation::Brief,
    referral::{Reading, days_go_along},
};
use huajie_ledger::{Scope, read::ClockRow};
use jiff::civil::Date;

#[derive(Template)]
#[template(path = "desk/alone.html")]
pub struct AlonePage {
    page: Page,
    identity: Identity,
    steps: Steps,
    clocks: Vec<Clock>,
    lanes: Option<lanes::Picture>,
    shown: Shown,
    act: Facts,
    evidence: Vec<Exhibit>,
    id: MatterId,
    /// Of what was sent, for whoever has it in hand.
    persons: Option<Facts>,
    may_open_persons: bool,
}

/// Which kinds of matter are worked on by people who do not see the dispute.
pub fn stands_alone(kind: Kind) -> bool {
    matches!(kind, Kind::Consultation | Kind::CaseReview | Kind::Mirrored | Kind::Referral)
}

pub async fn page(
    visit: &Visit,
    actor: &Actor,
    file: &File,
    persons: Option<Facts>,
) -> Result<AlonePage, Trouble> {
    let (law, now) = (visit.office.law(), visit.office.now());
    let shown = advice::shown(file, actor, &law).or_else(|| elsewhere::shown(file, actor, &law));
    let mut shown = shown.ok_or(Trouble::NotFound)?;
    let (mut seen, mut hanging) = (Vec::new(), Vec::new());
    if matches!(file.matter, Some(AnyMatter::Mirrored(_))) {
        let dispute = file.id.root();
        seen = visit.office.ledger.visible_on(&Scope::from(actor), &dispute).await?;
        hanging = lanes::files_beside(&visit.office, actor, &dispute, &seen).await?;
    }
    shown.facts.facts.extend(beside(actor, file, (&seen, &hanging)));
    let brief = brief_of(file).ok_or(Trouble::NotFound)?;
    let alone = Outlined::of(file, &law).ok_or(Trouble::NotFound)?;
    let identity = Identity {
        number: brief.number.clone(),
        href: format!("/desk/file/{}", file.id),
        parties: brief.applicants_label(),
        respondent: law.directory.name_of(&brief.respondent).to_owned(),
        stage: words::stage(alone.matter.kind().as_str(), &alone.outline().stage),
        clock: None,
    };
    let steps = steps::of(std::slice::from_ref(&alone), actor, now, &law);
    let in_hand = match &file.matter {
        Some(AnyMatter::Referral(held)) => held.reading(actor) == Reading::InHand,
        _ => false,
    };
    let clocks = told_clocks(clocks_of(visit, file, in_hand).await?, now.today);
    Ok(AlonePage {
        page: desk_page(visit, actor, format!("{} {}", brief.number, shown.heading)),
        identity,
        steps,
        clocks,
        lanes: lanes_of(visit, actor, file, (&seen, &hanging), lanes::picture),
        act: act(brief),
        evidence: evidence::exhibits(&visit.office, std::slice::from_ref(file), actor).await?,
        shown,
        id: file.id.clone(),
        persons,
        may_open_persons: in_hand,
    })
}

/// What it knows of its dispute.
pub(super) fn brief_of(file: &File) -> Option<&Brief> {
    match file.matter.as_ref()? {
        AnyMatter::Consultation(held) => Some(&held.brief),
        AnyMatter::CaseReview(held) => Some(&held.brief),
        AnyMatter::Mirrored(held) => Some(&held.brief),
        AnyMatter::Referral(held) => Some(&held.brief),
        _ => None,
    }
}

/// The lanes of a suit and of what runs beside it, for the court, which sees `seen` of the dispute on which `hanging` hangs too.
pub(super) fn lanes_of(
    visit: &Visit,
    actor: &Actor,
    file: &File,
    (seen, hanging): (&[File], &[File]),
    draw: impl FnOnce(&[Outlined<'_>], &[Outlined<'_>], &Actor, (&Law, Date)) -> Option<lanes::Picture>,
) -> Option<lanes::Picture> {
    let Some(AnyMatter::Mirrored(_)) = file.matter else { return None };
    let law = visit.office.law();
    let (seen, beside) = (Outlined::all(seen, &law), Outlined::all(hanging, &law));
    draw(&seen, &beside, actor, (&law, visit.office.now().today))
}

/// What runs beside a court's own suit; and of a body's own proceeding the referrals that it sent or has, with how each ended.
fn beside(actor: &Actor, file: &File, (seen, hanging): (&[File], &[File])) -> Vec<Fact> {
    let mut facts: Vec<Fact> = seen.iter().filter_map(elsewhere::referred).collect();
    let dispute = hanging.iter().chain(seen).find_map(|file| match &file.matter {
        Some(AnyMatter::Dispute(dispute)) => Some(dispute),
        _ => None,
    });
    facts.extend(dispute.into_iter().flat_map(|dispute| elsewhere::beside(dispute, &[&file.id], actor)));
    facts
}

/// The days of the matter itself; of a referral in hand those of the dispute and its proceedings too, as they stand now.
async fn clocks_of(visit: &Visit, file: &File, in_hand: bool) -> Result<Vec<ClockRow>, Trouble> {
    let ledger = &visit.office.ledger;
    if !in_hand {
        return Ok(ledger.clocks(&file.id).await?);
    }
    let mut rows = ledger.clocks_on(&file.id.root()).await?;
    rows.retain(|row| days_go_along(&row.matter));
    Ok(rows)
}

fn act(brief: &Brief) -> Facts {
    let act = &brief.act;
    let facts = [
        Fact::new("行政行为", format!("{}：{}", act.kind.name_zh(), act.title)),
        days(act),
        Fact::new("请求", brief.claims.clone()),
    ];
    facts.into_iter().collect()
}
