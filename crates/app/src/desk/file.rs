//! The file page of a dispute with everything that hangs on it. Opening it is recorded, or it is not opened.

use super::{
    advice, alone, at_the_desk, desk_page, elsewhere,
    evidence::{self, Exhibit},
    history, joined, lanes, mediated,
    persons::may_open_persons,
    reconsideration,
    steps::{self, Steps},
    told, visits,
};
use crate::{
    http::{Trouble, Visit, html},
    office::Office,
    papers,
    ui::{
        Page, Tone,
        parts::{Clock, Fact, Facts, Identity, Link, Timeline},
        table::Table,
    },
    words,
};
use askama::Template;
use axum::{
    extract::{Path, Query},
    response::Response,
};
use huajie_law::{
    Actor, AnyMatter, File, Law, MatterId, Outlined, Role,
    calendar::zh_date,
    dispute::{Alike, ContestedAct, Dispute, Former, Party, PhoneKind},
};
use huajie_ledger::{Depth, Dossier, Scope, opening::Opening, read::ClockRow};
use jiff::civil::Date;
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "desk/file.html")]
pub(super) struct FilePage {
    page: Page,
    identity: Identity,
    /// What this one may double, for the counter to compare: address and number.
    twin: Option<OnFile>,
    steps: Steps,
    facts: Facts,
    proceedings: Vec<Shown>,
    lanes: Option<lanes::Picture>,
    evidence: Vec<Exhibit>,
    clocks: Vec<Clock>,
    timeline: Timeline,
    /// The timeline breaks off: the newest are shown.
    has_older: bool,
    openings: Timeline,
    persons: Option<Facts>,
    id: MatterId,
    may_open_persons: bool,
    papers: Option<Table>,
    may_issue: bool,
    frozen: bool,
}

/// So many times that it was opened are counted together and shown.
const OPENINGS_SHOWN: u32 = 50;

/// A mediation or another body's proceeding as this reader may see it.
pub struct Shown {
    pub heading: String,
    pub facts: Facts,
    /// How a lot was drawn, for whoever draws it again.
    pub draws: Vec<Fact>,
    /// Said apart, self-checks, opinions: only for those who may see them.
    pub confidential: Vec<Fact>,
    /// Who they are.
    pub confidential_to: &'static str,
}

/// `GET /desk/file/{id}`: any matter of a dispute leads to the file of the dispute.
pub async fn show(
    visit: Visit,
    Path(id): Path<String>,
    Query(asked): Query<BTreeMap<String, String>>,
) -> Result<Response, Trouble> {
    let actor = at_the_desk(&visit)?;
    let id = MatterId::from(id.as_str());
    // Experts see what they are asked, a court its own suit, a receiver what came: not the file that it is about.
    if let Some(file) = without_its_dispute(&visit, &actor, &id).await? {
        record(&visit, &actor, &file).await?;
        return Ok(html(&alone::page(&visit, &actor, &file, None).await?));
    }
    Ok(html(&compose(&visit, &actor, &id, None, asked.contains_key("whole")).await?))
}

/// The matter, if it can be read by this actor without its dispute.
async fn without_its_dispute(visit: &Visit, actor: &Actor, id: &MatterId) -> Result<Option<File>, Trouble> {
    if id.is_root() {
        return Ok(None);
    }
    let scope = Scope::from(actor);
    let ledger = &visit.office.ledger;
    let Some(file) = ledger.open(&scope, id).await? else { return Ok(None) };
    let apart = file.matter.as_ref().is_some_and(|matter| alone::stands_alone(matter.kind()));
    Ok(if apart && !ledger.may_see(&scope, &id.root()).await? { Some(file) } else { None })
}

pub(super) async fn compose(
    visit: &Visit,
    actor: &Actor,
    id: &MatterId,
    persons: Option<Facts>,
    whole_history: bool,
) -> Result<FilePage, Trouble> {
    let office = &visit.office;
    let dispute_id = id.root();
    let (law, now) = (office.law(), office.now());
    let (dossier, timeline, has_older) = read(office, actor, &dispute_id, whole_history).await?;
    let Dossier { mut files, clocks, mut openings, .. } = dossier;
    if files.iter().all(|file| file.id != *id) {
        return Err(Trouble::NotFound);
    }
    let clocks = words::days_known_to(clocks, &files, actor, &law);
    keep_what_is_known_to(actor, &mut files);
    let beside = lanes::files_beside(office, actor, &dispute_id, &files).await?;
    let dispute = files.iter().find_map(as_dispute).ok_or(Trouble::NotFound)?;
    // All is read before the opening is written: what could not be shown was not looked into.
    let evidence = evidence::exhibits(office, &files, actor).await?;
    let mut joined = joined::facts(office, actor, &files).await?;
    joined.extend(files.iter().filter_map(|file| watched(file, actor, &law)));
    let twin = twin(visit, actor, dispute).await?;
    office.ledger.record_opening(actor, &dispute_id, now.at).await?;
    openings.insert(0, Opening::by(actor, now.at));
    let clocks = told_clocks(clocks, now.today);
    let papers = papers::listed(&files, &format!("/desk/file/{dispute_id}"), actor);
    let outlined = Outlined::all(&files, &law);
    Ok(FilePage {
        page: desk_page(visit, actor, format!("{} {}", dispute.number, dispute.registration.act.title)),
        identity: identity(
            dispute,
            &dispute_id,
            &law,
            clocks.iter().find(|one| one.tone != Tone::Settled).cloned(),
        ),
        twin,
        steps: steps::of(&outlined, actor, now, &law),
        facts: facts(dispute, actor, &law),
        proceedings: files
            .iter()
            .filter_map(|file| {
                mediated::shown(file, &files, actor, &law, now.today)
                    .or_else(|| reconsideration::shown(file, actor, &law, now.today, &joined))
                    .or_else(|| elsewhere::shown(file, actor, &law))
                    .or_else(|| advice::shown(file, actor, &law))
                    .or_else(|| visits::shown(file, actor, &law, now.today))
            })
            .chain(elsewhere::beside_all(dispute, &files, actor))
            .collect(),
        lanes: lanes::picture(&outlined, &Outlined::all(&beside, &law), actor, (&law, now.today)),
        papers: (!papers.is_empty()).then(|| papers::table(&papers)),
        may_issue: papers::may_issue(actor).is_ok(),
        frozen: dispute.is_frozen(),
        evidence,
        clocks,
        timeline,
        has_older,
        openings: history::opened(openings, &law),
        persons,
        id: dispute_id,
        may_open_persons: may_open_persons(actor),
    })
}

/// Of the dispute what this reader may know: its days, and what waits because of them, may follow from what is not for these eyes.
pub(super) fn keep_what_is_known_to(actor: &Actor, files: &mut [File]) {
    for file in files {
        if let Some(AnyMatter::Dispute(held)) = &mut file.matter {
            **held = held.visible(actor);
        }
    }
}

/// The file as this reader sees it, with its timeline and whether that breaks off. Most of a long history is not told: its newest
/// entries are read, and the whole where these tell too little.
async fn read(
    office: &Office,
    actor: &Actor,
    id: &MatterId,
    whole: bool,
) -> Result<(Dossier, Timeline, bool), Trouble> {
    let scope = Scope::from(actor);
    let newest = if whole { Depth::WHOLE.history } else { history::MOST_READ };
    let mut depth = Depth { history: newest, openings: OPENINGS_SHOWN };
    loop {
        let dossier = office.ledger.dossier(&scope, id, depth).await?;
        let (timeline, breaks_off) = history::timeline(&dossier.history, &dossier.files, actor, whole);
        if breaks_off || !dossier.is_cut {
            return Ok((dossier, timeline, breaks_off));
        }
        depth.history = Depth::WHOLE.history;
    }
}

/// Another file that may be about the same, and why.
pub(super) struct OnFile {
    pub href: String,
    pub number: String,
    pub alike: &'static str,
}

/// The counter and the head lay one file beside another.
fn compares_files(actor: &Actor) -> bool {
    matches!(actor.role, Role::IntakeClerk | Role::CentreHead)
}

/// The file that this one may double: for the counter and the head, if they may see that one.
async fn twin(visit: &Visit, actor: &Actor, dispute: &Dispute) -> Result<Option<OnFile>, Trouble> {
    let despite = dispute.registration.despite.as_ref().filter(|_| compares_files(actor));
    let Some(id) = despite else { return Ok(None) };
    let file = visit.office.ledger.open(&Scope::from(actor), id).await?;
    Ok(file.as_ref().and_then(as_dispute).map(|held| OnFile {
        href: format!("/desk/file/{id}"),
        number: held.number.clone(),
        alike: Alike::of(&held.registration.act, &dispute.registration.act).zh(),
    }))
}

/// The file of another dispute at whose visit this act was told of.
fn found_at(dispute: &Dispute, actor: &Actor) -> Option<Fact> {
    let other = dispute.registration.follows.as_ref().filter(|_| compares_files(actor))?.root();
    let link = Link::new(format!("/desk/file/{other}"), "打开那一件");
    Some(Fact::new("从回访中发现", "另一件的案后回访时说到的").link(link))
}

/// Puts on record that somebody looked into a file, under its dispute, where the citizen finds it.
pub(super) async fn record(visit: &Visit, actor: &Actor, file: &File) -> Result<(), Trouble> {
    Ok(visit.office.ledger.record_opening(actor, &file.id.root(), visit.office.now().at).await?)
}

fn as_dispute(file: &File) -> Option<&Dispute> {
    match &file.matter {
        Some(AnyMatter::Dispute(dispute)) => Some(dispute),
        _ => None,
    }
}

pub(crate) fn identity(dispute: &Dispute, id: &MatterId, law: &Law, clock: Option<Clock>) -> Identity {
    Identity {
        number: dispute.number.clone(),
        href: format!("/desk/file/{id}"),
        parties: dispute.applicants_label(),
        respondent: law.directory.name_of(&dispute.registration.respondent).to_owned(),
        stage: words::dispute_stage(dispute),
        clock,
    }
}

fn facts(dispute: &Dispute, actor: &Actor, law: &Law) -> Facts {
    let registration = &dispute.registration;
    let act = &registration.act;
    let parties = dispute.parties.iter().map(|party| {
        let held = &party.particulars;
        let agent = held
            .agent
            .as_ref()
            .map(|agent| {
                let lacks = agent.document.is_none() && agent.authority.is_given();
                let letter = match (lacks, &agent.brought) {
                    (false, _) => "",
                    (true, None) => "，授权委托书还没有交",
                    (true, Some(_)) => "，授权委托书是代理人交来的，还没有核对",
                };
                let reached = reached(agent.phone_kind);
                format!("，代理人{}（{}{letter}{reached}）", agent.label, agent.authority.name_zh())
            })
            .unwrap_or_default();
        let head = held.head.as_ref().zip(held.nature.head_title());
        let head = head.map(|(head, title)| format!("，{title}{head}")).unwrap_or_default();
        let representative = if held.representative { "，代表人" } else { "" };
        format!(
            "{}：{}（{}，证件{}{head}{}{representative}{agent}）{}",
            held.standing.name_zh(),
            dispute.label_apart(&party.key),
            held.nature.name_zh(),
            held.identity.name_zh(),
            reached(held.phone_kind),
            succeeds(party)
        )
    });
    let group = registration.group.as_ref().map(|group| match group.items {
        Some(items) => format!("共 {} 人，{items} 项", group.size),
        None => format!("共 {} 人", group.size),
    });
    let proxy = registration
        .proxy
        .as_ref()
        .map(|proxy| format!("{}（{}）", proxy.name, law.directory.name_of(&proxy.organization)));
    let mut facts = vec![
        Fact::new("来源", registration.source.name_zh()),
        Fact::new("最初提交日", zh_date(registration.first_submitted_on)).note("转到哪里都保留"),
        Fact::new("当事人", parties.collect::<Vec<_>>().join("\n")),
        Fact::new("被申请机关", words::respondent(registration, law)),
        Fact::new("行政行为", format!("{}：{}", act.kind.name_zh(), act.title)),
        Fact::new("文号", act.document_number.clone().unwrap_or_else(|| "无".into())),
        days(act),
        Fact::new("救济告知", act.told.name_zh()),
        Fact::new("请求", registration.claims.clone()),
        Fact::new("事实与理由", registration.facts.clone()),
    ];
    let filed = registration.filed_on.filter(|_| dispute.wish_known_to(actor).is_some()).map(zh_date);
    facts.extend(filed.map(|on| Fact::new("立案、复议机关收到申请", on)));
    facts.extend(dispute.told_before_known_to(actor).map(|told| {
        Fact::new("此前的程序", told.steps.told_zh())
            .note("当事人说的，要先核实；登记了那个程序的，以程序为准")
    }));
    facts.extend(registration.amount_fen.map(|fen| Fact::new("涉及金额", words::yuan(fen))));
    facts.extend(group.map(|group| Fact::new("群体", group)));
    facts.extend(proxy.map(|proxy| Fact::new("代办", proxy)));
    facts.extend(found_at(dispute, actor));
    facts.into_iter().collect()
}

/// In whose place somebody sits, and since when.
fn succeeds(party: &Party) -> String {
    let told = |before: &Former| format!("，{}起承受{}", zh_date(before.corrected_on), before.label);
    party.predecessor().map(told).unwrap_or_default()
}

/// 作出、知道的日子: what was not said is left out.
pub(super) fn days(act: &ContestedAct) -> Fact {
    let zh = zh_date;
    // Of what was never answered the day on file is the one on which it was asked for.
    let (name, what) = if act.is_inaction() { ("申请", "申请") } else { ("作出", "作出") };
    match (act.made_on, act.known_on) {
        (Some(made), Some(known)) => {
            Fact::new(format!("{name}、知道"), format!("{}{what}，{}知道", zh(made), zh(known)))
        }
        (Some(made), None) => Fact::new(format!("{name}日期"), zh(made)),
        (None, Some(known)) => Fact::new("知道日期", zh(known)),
        (None, None) => Fact::new(format!("{name}、知道"), "没有登记"),
    }
}

/// Whom no text message reaches is called; the number itself stays sealed until it is asked for.
fn reached(kind: Option<PhoneKind>) -> &'static str {
    match kind {
        Some(PhoneKind::Landline) => "，电话是座机、收不到短信，要打电话告知",
        Some(PhoneKind::NotGiven) => "，没有登记电话",
        Some(PhoneKind::Mobile) | None => "",
    }
}

/// How what a statement of a reconsideration says is being done, for the section of that reconsideration.
fn watched(file: &File, actor: &Actor, law: &Law) -> Option<(MatterId, Fact)> {
    match file.matter.as_ref()? {
        AnyMatter::Performance(held) if held.plan.office.is_some() => {
            let lines = told::performed(&held.visible(actor), law);
            Some((held.plan.mediation.clone(), Fact::new("履行", lines)))
        }
        _ => None,
    }
}

/// Clocks in words, the one that ends first first.
pub(super) fn told_clocks(mut rows: Vec<ClockRow>, today: Date) -> Vec<Clock> {
    rows.sort_by_key(|row| (row.state == "lapsed", row.due_on.is_none(), row.due_on));
    rows.iter().map(|row| words::clock(row, today)).collect()
}
