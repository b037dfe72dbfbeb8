//! What a party sees of their own dispute.

use super::{
    acting::{acted_for, acting, how_told, in_the_place_of},
    beside, coming, days, next, own_side, promised,
    reconsideration::{Section, section},
    talked,
};
use crate::{
    desk::{
        evidence,
        history::{may_know, mediation_in},
        kept, lanes, order, steps, told, visits, which,
    },
    http::{Submission, Trouble, Visit, html},
    papers::{self, Listed},
    ui::{
        Flash, Page, Tone,
        parts::{Clock, Entry, Fact, Facts, Identity, Link, Timeline},
    },
    words,
};
use askama::Template;
use axum::{
    extract::{Path, Query},
    response::Response,
};
use huajie_law::{
    Actor, Document, Event, File, Kind, Law, MatterId, Now, Outlined,
    agency::{LETTER_MISSING, SPECIAL_NEEDED},
    calendar::zh_date,
    matter::AnyMatter,
    mediation::{CALLED_OFF_ZH, Ending, MediationEvent},
    now::SHANGHAI,
};
use huajie_ledger::{Depth, Dossier, Scope, journal::Line};
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "dispute/progress/my.html")]
struct MyPage {
    page: Page,
    identity: Identity,
    /// What was agreed and is still being done: who does what until when.
    performing: Option<String>,
    turns: Turns,
    /// The talk that is next, the urging whose day runs, or who has the next step.
    coming: Vec<String>,
    /// How news come to the reader.
    told: &'static str,
    /// For whom an agent acts.
    principal: String,
    /// Where each proceeding stands, who has the next step and until when.
    standing: Option<Facts>,
    reviews: Vec<Section>,
    facts: Option<Facts>,
    clocks: Vec<Clock>,
    lanes: Option<lanes::Picture>,
    timeline: Timeline,
    papers: Vec<Listed>,
    /// What was handed in, served and signed, as far as it is this party's to read.
    materials: Vec<Link>,
}

/// What the reader can do, and what only the party can for whom the reader acts.
#[derive(Default)]
struct Turns {
    /// What waits for the reader, with its day.
    awaited: Vec<(Link, String)>,
    steps: Vec<Link>,
    /// What waits for the party itself, with its day.
    principals: Vec<(String, String)>,
    /// The agent who reads this brought a letter that nobody has confirmed.
    brought: bool,
}

impl Turns {
    fn of(outlined: &[Outlined<'_>], actor: &Actor, now: Now, law: &Law) -> Turns {
        let mut turns = Turns::default();
        let (mut lacks_letter, mut brought) = (false, false);
        for one in outlined {
            brought |= brought_by_agent(one.matter, actor);
            let (kind, which) = (one.matter.kind(), which::of_step(one, outlined));
            for offer in huajie_law::offers(one.file, actor, now, law) {
                let label = words::own_command(kind, offer.command)
                    .unwrap_or_else(|| words::command(kind, offer.command));
                let link =
                    || Link::new(format!("/my/{}/{}", one.id(), offer.command), format!("{label}{which}"));
                let waits = steps::awaited(one.outline(), offer.command, actor, now.today, law);
                match (&offer.refusal, waits) {
                    (None, Some((_, due))) => turns.awaited.push((link(), due.unwrap_or_default())),
                    (None, None) => turns.steps.push(link()),
                    (Some(refusal), Some((_, due))) if refusal.code == SPECIAL_NEEDED => {
                        turns.principals.push((label.replace('您', "本人"), due.unwrap_or_default()));
                    }
                    (Some(refusal), Some(_)) if refusal.code == LETTER_MISSING => lacks_letter = true,
                    (Some(_), _) => {}
                }
            }
        }
        let letter = |link: &Link| link.href.ends_with("/file_authority");
        match (brought, actor.agency().is_some()) {
            // What the agent brought waits for the party, or for whoever looks at the counter.
            (true, true) => turns.brought = true,
            (true, false) => turns.move_up(letter, LETTER_TO_CONFIRM),
            // What waits for it comes after it.
            (false, _) if lacks_letter => turns.move_up(letter, LETTER_TO_BRING),
            (false, _) => {}
        }
        turns
    }

    fn move_up(&mut self, which: impl Fn(&Link) -> bool, label: &str) {
        if let Some(at) = self.steps.iter().position(which) {
            let step = self.steps.remove(at);
            self.awaited.insert(0, (Link::new(step.href, label), String::new()));
        }
    }
}

const LETTER_TO_BRING: &str = "交授权委托书";
const LETTER_TO_CONFIRM: &str = "看代理人交来的授权委托书，确认是不是本人签的";

/// A letter of authority of this side that nobody has confirmed.
fn brought_by_agent(matter: &AnyMatter, actor: &Actor) -> bool {
    let AnyMatter::Dispute(held) = matter else { return false };
    let own = own_side(actor).and_then(|own| held.party(own)).and_then(|party| party.appointed());
    !held.is_frozen() && own.is_some_and(|agent| agent.document.is_none() && agent.brought.is_some())
}

/// `GET /my`.
pub async fn overview(
    visit: Visit,
    Query(asked): Query<BTreeMap<String, String>>,
) -> Result<Response, Trouble> {
    let (id, actor, dispute) = acting(&visit).await?;
    let law = visit.office.law();
    let today = visit.office.now().today;
    let Dossier { files: visible, clocks, history, .. } =
        visit.office.ledger.dossier(&Scope::from(&actor), &id, Depth::WHOLE).await?;
    let beside = beside::registered(&visit, &visible, &actor).await?;
    let outlined = Outlined::all(&visible, &law);
    let applies = dispute.applicants().any(|party| Some(party.key.as_str()) == own_side(&actor));
    let entries = history.iter().filter_map(|line| told(line, &visible, &actor, applies));
    let mut reviews: Vec<Section> =
        outlined.iter().filter_map(|one| section(one, &actor, &law, today)).collect();
    // The visit comes after everything that it asks about.
    let (visits, others): (Vec<_>, Vec<_>) =
        outlined.iter().partition(|one| one.matter.kind() == Kind::FollowUp);
    let told = others.into_iter().chain(visits);
    let turns = Turns::of(&outlined, &actor, visit.office.now(), &law);
    let coming = coming::told(&outlined, &actor, turns.awaited.is_empty(), (&law, visit.office.now()));
    // What was just said above is not said again.
    reviews.iter_mut().for_each(|review| review.next.retain(|line| !coming.contains(line)));
    let withdrawing = visible.iter().filter_map(|file| file.matter.as_ref()).any(next::is_withdrawing);
    // 复议法29条: what has to be chosen stands first.
    let conflicts = own_side(&actor).map(|own| dispute.conflicts_of(own)).unwrap_or_default().into_iter();
    let standing: Vec<Fact> =
        conflicts
            .map(|one| Fact::new("复议和诉讼只能办一个", one.told).note(one.article))
            .chain(told.filter_map(|one| {
                next::standing(one, &actor, (&coming, withdrawing), (&dispute, &law, today))
            }))
            .chain(beside)
            .collect();
    let performing = || promised::in_hand(&visible, &actor, &law, today);
    let mut page = visit.page("办理进度");
    let kinds = [Kind::Dispute, Kind::Mediation, Kind::Performance, Kind::Reconsideration];
    let done =
        asked.get("done").and_then(|done| kinds.iter().find_map(|kind| words::own_command(*kind, done)));
    page.flash = done.map(|done| Flash { tone: Tone::Settled, text: format!("已经收到：{done}。") });
    let page = MyPage {
        page,
        standing: (!standing.is_empty()).then(|| standing.into_iter().collect()),
        facts: facts(&visible, &actor, &law, visit.office.now()),
        identity: Identity {
            number: dispute.number.clone(),
            href: "/my".into(),
            parties: dispute.applicants_label(),
            respondent: law.directory.name_of(&dispute.registration.respondent).to_owned(),
            stage: words::dispute_stage(&dispute),
            clock: None,
        },
        performing: dispute.is_performing().then(performing).flatten(),
        coming,
        turns,
        told: how_told(&visit, &actor, &dispute).await?,
        principal: own_side(&actor)
            .and_then(|key| dispute.party(key))
            .map(|party| party.particulars.label.clone())
            .unwrap_or_default(),
        materials: materials(&visit, &visible, &actor, &reviews).await?,
        reviews,
        clocks: days::to_mind(&clocks, &outlined, &actor, (&law, today)),
        lanes: lanes::own_picture(&outlined, own_side(&actor), &law, today),
        papers: papers::listed(&visible, "/my", &actor),
        timeline: Timeline { entries: folded(entries) },
    };
    Ok(html(&page))
}

/// Everything of it that this party may read and that no section above has listed already.
async fn materials(
    visit: &Visit,
    visible: &[File],
    actor: &Actor,
    above: &[Section],
) -> Result<Vec<Link>, Trouble> {
    let found = evidence::lying_in(&visit.office, visible, actor).await?;
    let link = |(id, document): (MatterId, Document)| {
        Link::new(format!("/my/{id}/evidence/{}", document.file), document.title)
    };
    let is_above = |link: &Link| above.iter().flat_map(Section::papers).any(|paper| paper.href == link.href);
    Ok(found.into_iter().map(link).filter(|link| !is_above(link)).collect())
}

/// Of the same that was noted again and again one entry, the latest.
fn folded(entries: impl Iterator<Item = Entry>) -> Vec<Entry> {
    let mut told: Vec<(Entry, usize, String)> = Vec::new();
    for entry in entries {
        match told.last_mut().filter(|(last, ..)| last.title == entry.title && entry.text.is_none()) {
            Some((_, times, first)) => (*times, *first) = (*times + 1, entry.at),
            None => told.push((entry.clone(), 1, entry.at)),
        }
    }
    let entry = |(entry, times, first): (Entry, usize, String)| match times {
        1 => entry,
        _ => Entry { text: entry.text.or(Some(format!("一共 {times} 次，最早{first}"))), ..entry },
    };
    told.into_iter().map(entry).collect()
}

/// What happened, in its public sentence, if this party may know of it.
fn told(line: &Line, visible: &[File], actor: &Actor, applies: bool) -> Option<Entry> {
    if let Some(entry) = given_by_agent(line, actor) {
        return Some(entry);
    }
    let others = words::others_event(line.kind(), line.event()).filter(|_| !applies);
    let title = others.or_else(|| words::public_event(line.kind(), line.event()))?;
    let file = visible.iter().find(|file| file.id.as_str() == line.stream())?;
    let fact = line.fact().ok()?;
    let known = match (&fact, mediation_in(file)) {
        (Event::Mediation(event), Some(held)) => {
            !crate::desk::told::is_of_an_unknown_talk(event, held, actor)
        }
        (_, mediation) => may_know(&fact, mediation, actor),
    };
    // Read later, it says which day it was, and what another body did.
    let title = match (&fact, &file.matter) {
        (Event::Mediation(MediationEvent::AgreementEffective { on, .. }), _) => {
            let ending = mediation_in(file).and_then(|held| held.agreement.as_ref()).map(|one| one.ending);
            // True of that day for good: what has come since stands in its own line.
            match ending.and_then(Ending::seal_zh) {
                Some(_) => "各方签完协议，调解书盖章、签收以后才生效".to_owned(),
                None => format!("各方签完协议，{}生效", zh_date(*on)),
            }
        }
        (Event::Mediation(MediationEvent::ImportDeclined { settled: Some(_), .. }), _) => {
            "已经在别的程序里谈好、办结，不再另行调解".to_owned()
        }
        (Event::Reconsideration(event), _) => {
            words::decided_zh(event).map_or_else(|| title.to_owned(), str::to_owned)
        }
        (Event::Mirrored(event), Some(AnyMatter::Mirrored(held))) => {
            words::step_elsewhere(held, event).unwrap_or_else(|| title.to_owned())
        }
        _ => title.to_owned(),
    };
    known.then(|| Entry { tone: Tone::Settled, at: words::instant(line.at), title, ..Entry::default() })
}

/// What an agent said, signed or withdrew for this party: who, and what.
fn given_by_agent(line: &Line, actor: &Actor) -> Option<Entry> {
    let own = own_side(actor).filter(|_| acted_for(line.actor_name()))?;
    let fact = line.fact().ok()?;
    let done = words::done_for(&fact)?;
    if done.party.is_some_and(|party| party != own) {
        return None;
    }
    // Where the event names nobody, it may be another party's.
    let whom = if actor.agency().is_some() || done.party.is_none() { "当事人" } else { "您" };
    let title = format!("{}代{whom}{}", line.actor_name(), done.what);
    Some(Entry { tone: Tone::Settled, at: words::instant(line.at), title, ..Entry::default() })
}

/// Who has it, when the next talk is, what was agreed and how it is being done.
fn facts(visible: &[File], actor: &Actor, law: &Law, now: Now) -> Option<Facts> {
    let at = SHANGHAI.to_datetime(now.at);
    let mut facts: Vec<Fact> =
        actor.agency().map(|authority| in_the_place_of(actor, authority)).into_iter().flatten().collect();
    for file in visible {
        match &file.matter {
            Some(AnyMatter::Mediation(held)) => {
                let seen = held.visible(actor).file;
                let over = held.as_of(law, now.today).is_over();
                let coming = seen.sessions.iter().filter(|session| {
                    let held_already = session.minutes.is_some() || session.attendance.is_some();
                    !held_already && session.starts_at >= at
                });
                facts.extend(coming.map(|session| {
                    let changes = told::changes(session).join("\n");
                    match session.cancelled {
                        Some(_) => Fact::new("谈话取消了", told::when(session, &seen, law)).note(changes),
                        // The period is over though nobody has recorded it yet.
                        None if over => Fact::new("谈话取消了", told::when(session, &seen, law))
                            .note(format!("{CALLED_OFF_ZH}，不用来了")),
                        None if session.moved.is_empty() => {
                            Fact::new("下一次谈话", told::when(session, &seen, law))
                                .note("带上身份证件和有关材料的原件")
                        }
                        None => Fact::new("谈话改期了", told::when(session, &seen, law)).note(changes),
                    }
                }));
                facts.extend(talked::talks(&seen, law));
                // Who led an attempt that another one followed leads nothing any more.
                let current = held.retried_on.is_none();
                let team = seen.team.as_ref().filter(|_| current);
                facts.extend(team.map(|team| Fact::new("谁在办", told::seats(team, law))));
                facts.extend(current.then(|| told::disclosed(&seen, law)).into_iter().flatten());
                let waits =
                    held.shelved.is_some() && !over && own_side(actor).is_some_and(|own| held.is_side(own));
                let rewritten =
                    "参加的各方或者调解的依据变了，协议要改写；以前签的字作废，改好以后再请您签字";
                facts.extend(waits.then(|| Fact::new("协议", rewritten)));
                // A draft that nobody signed in time is nothing that was agreed.
                let agreed = seen.agreement.as_ref();
                let agreed = agreed.filter(|one| one.effective_on.is_some() || !held.stage.is_over());
                facts.extend(agreed.map(|one| agreement(told::agreement(one, &seen, law))));
            }
            Some(AnyMatter::Consultation(held)) => {
                let seen = held.visible(actor);
                facts.extend(seen.hearing.iter().filter(|hearing| hearing.held.is_none()).map(|hearing| {
                    let at = hearing.starts_at;
                    let day = huajie_law::calendar::zh_date(at.date());
                    let when = format!("{day} {:02}:{:02} {}", at.hour(), at.minute(), hearing.place);
                    Fact::new("听证", when).note("带上身份证件和有关材料的原件")
                }));
            }
            Some(AnyMatter::FollowUp(held)) => facts.extend(visits::visited(held, actor, law)),
            Some(AnyMatter::Performance(held)) => {
                let own = own_side(actor).unwrap_or_default();
                facts.push(promised::so_far(&held.visible(actor), own, law));
            }
            _ => {}
        }
    }
    (!facts.is_empty()).then(|| facts.into_iter().collect())
}

/// So many lines of an agreement are read at once.
const MOST_LINES: usize = 12;

/// The whole text, of a long one its end behind a fold.
fn agreement(text: String) -> Fact {
    let lines: Vec<&str> = text.lines().collect();
    match lines.split_at_checked(MOST_LINES).filter(|(_, rest)| rest.len() > 1) {
        Some((first, rest)) => Fact::new("协议", first.join("\n")).more("协议的其余内容", rest.join("\n")),
        None => Fact::new("协议", text),
    }
}

/// `GET /my/dates.ics`: the days to remember, for the citizen's own calendar.
pub async fn dates(visit: Visit) -> Result<Response, Trouble> {
    let (id, actor, _) = acting(&visit).await?;
    let visible = visit.office.ledger.visible_on(&Scope::from(&actor), &id).await?;
    Ok(visit.office.agenda(&id, &visible, &actor, "/my").await?)
}

/// `GET /my/{id}/{command}`: what a party can do itself, on the same pages as at the desk.
pub async fn ask(
    visit: Visit,
    Path((id, command)): Path<(String, String)>,
    Query(asked): Query<BTreeMap<String, String>>,
) -> Result<Response, Trouble> {
    let (_, actor, _) = acting(&visit).await?;
    let place = order::place(&visit, actor, &MatterId::from(id.as_str()), command, &asked).await?;
    order::show(&visit, place).await
}

/// `POST /my/{id}/{command}`.
pub async fn give(
    visit: Visit,
    Path((id, command)): Path<(String, String)>,
    Query(asked): Query<BTreeMap<String, String>>,
    submission: Submission,
) -> Result<Response, Trouble> {
    if let Err(Trouble::SignIn(door)) = visit.party() {
        return kept::keep(&visit, &submission, door).await;
    }
    let (_, actor, _) = acting(&visit).await?;
    let place = order::place(&visit, actor, &MatterId::from(id.as_str()), command, &asked).await?;
    order::carry_out(&visit, place, submission).await
}
