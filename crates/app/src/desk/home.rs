//! 我的待办: whose step is next, most pressing first. One's own steps and what one waits for are two lists, so that nobody
//! else's overdue duty stands above a new case of one's own. The address is the state; pages go by key.

use super::{address, at_the_desk, coming, desk_page, letters};
use crate::{
    http::{Trouble, Visit, html, see_other},
    ui::{
        NavItem, Page,
        form::{Field, Form},
        parts::{Chips, Link, Pager, Tabs, Tag},
        table::{Cell, Column, Row, Table},
    },
    words,
};
use askama::Template;
use axum::{extract::Query, response::Response};
use huajie_law::{
    Actor, Kind, Law, Role,
    matter::{ELSEWHERE, PAPERS, REGISTER},
};
use huajie_ledger::{Part, Scope, ToDo, Wanted, WorkKey};
use jiff::civil::Date;
use std::collections::BTreeMap;

const ROWS: u32 = 50;
const HERE: &str = "/desk";

#[derive(Template)]
#[template(path = "desk/home.html")]
struct HomePage {
    page: Page,
    tabs: Tabs,
    chips: Chips,
    filter: Form,
    table: Table,
    pager: Pager,
    own: bool,
    any: bool,
    nothing: &'static str,
    /// Where else this reader finds something to do.
    elsewhere: &'static str,
    /// What comes next, where nothing waits for the reader.
    coming: Vec<Link>,
    /// Text messages that did not arrive, for whoever has to reach people.
    unreached: usize,
    /// 没有办成、没有送到的往来 with outside systems, for the administrator.
    stuck: Option<String>,
}

type Asked = BTreeMap<String, String>;

/// A tab: its word in the address, its label, what it says when it is empty.
struct Show {
    word: &'static str,
    label: &'static str,
    part: Part,
    overdue: bool,
    nothing: &'static str,
}

const SHOWS: [Show; 4] = [
    Show {
        word: "",
        label: "我要办的",
        part: Part::Own,
        overdue: false,
        nothing: "现在没有要您办的事。新的事项来了会出现在这里，最急的排在最前面。",
    },
    Show {
        word: "overdue", label: "我超期的", part: Part::Own, overdue: true, nothing: "您没有超期的事。"
    },
    Show {
        word: "others",
        label: "等别人办的",
        part: Part::Others,
        overdue: false,
        nothing: "现在没有在等别人办的事。",
    },
    Show {
        word: "others_overdue",
        label: "别人超期的",
        part: Part::Others,
        overdue: true,
        nothing: "您参与的事项里，没有别人超期未办的。",
    },
];

/// `GET /desk`.
pub async fn to_dos(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Trouble> {
    let actor = at_the_desk(&visit)?;
    let (today, law) = (visit.office.now().today, visit.office.law());
    let word = asked.get("show").map_or("", String::as_str);
    let show = SHOWS.iter().find(|show| show.word == word).unwrap_or(&SHOWS[0]);
    let wanted = Wanted {
        part: show.part,
        due_before: show.overdue.then_some(today),
        command: asked.get("step").filter(|step| !step.is_empty()).cloned(),
    };
    let after = asked.get("after").and_then(|after| key_of(after));
    let rows = visit.office.ledger.to_dos(&Scope::from(&actor), &wanted, today, after.as_ref(), ROWS).await?;
    let next = (rows.len() == ROWS as usize).then(|| rows.last()).flatten();
    let next = next.map(|last| address(HERE, &asked, &[("after", Some(&key_text(&last.key())))]));
    let own = show.part == Part::Own;
    let columns: &[&'static str] = match own {
        true => &["期限", "要做什么", "当事人", "被申请机关", "案号"],
        false => &["期限", "要做什么", "谁在办", "当事人", "被申请机关", "案号"],
    };
    let table = Table {
        caption: "最急的在前".into(),
        columns: columns.iter().copied().map(Column::text).collect(),
        rows: rows.iter().map(|row| shown(row, own, today, &law)).collect(),
    };
    let idle = rows.is_empty() && show.word.is_empty() && wanted.command.is_none();
    let page = HomePage {
        coming: if idle { coming::told(&visit, &actor).await? } else { Vec::new() },
        page: desk_page(&visit, &actor, "我的待办"),
        tabs: tabs(show),
        chips: chips(&asked),
        filter: filter_form(&asked, show, &actor),
        own,
        unreached: letters::waiting_for(&visit, &actor).await?,
        stuck: crate::outside::stuck_for(&visit, &actor).await?,
        any: !table.rows.is_empty(),
        nothing: show.nothing,
        elsewhere: elsewhere(actor.role),
        table,
        pager: Pager { first: after.map(|_| address(HERE, &asked, &[("after", None)])), next },
    };
    Ok(html(&page))
}

/// Who keeps the accounts and the directory sees no files.
fn elsewhere(role: Role) -> &'static str {
    match role {
        Role::SystemAdmin | Role::SecurityAdmin => "账户、身份在“工作人员”里办，单位名录在“单位”里看。",
        _ => "可以从导航里的列表查看案件，或者用上面的搜索框按案号、姓名找。",
    }
}

fn key_text((sort, matter, name): &WorkKey) -> String {
    format!("{sort}|{matter}|{name}")
}

/// `2026-12-01/0|d….mediation1|consent:p1`.
fn key_of(text: &str) -> Option<WorkKey> {
    let mut parts = text.splitn(3, '|').map(str::to_owned);
    Some((parts.next()?, parts.next()?, parts.next()?))
}

fn tabs(held: &Show) -> Tabs {
    let tab = |show: &Show| NavItem {
        href: match show.word {
            "" => "/desk".to_owned(),
            word => format!("/desk?show={word}"),
        },
        label: show.label.to_owned(),
        count: None,
        current: show.word == held.word,
    };
    Tabs { label: "看哪些事".into(), tabs: SHOWS.iter().map(tab).collect() }
}

fn chips(asked: &Asked) -> Chips {
    let step = asked.get("step").filter(|step| !step.is_empty());
    let label = |step: &str| {
        STEPS
            .iter()
            .find(|(_, name, _)| *name == step)
            .map_or("（没有这种步骤）", |(kind, name, _)| words::command(*kind, name))
    };
    let chip = |step: &String| {
        Link::new(address(HERE, asked, &[("step", None), ("after", None)]), format!("步骤：{}", label(step)))
    };
    Chips {
        set: step.map(chip).into_iter().collect(),
        clear: address(HERE, asked, &[("step", None), ("after", None)]),
    }
}

use Role::{AgencyHead, AgencyLegal, Archivist, CentreHead, IntakeClerk, Judge, Mediator};

/// Who keeps a file beside another body's, or receives one from it.
const BODIES: &[Role] =
    &[IntakeClerk, Judge, Role::Prosecutor, Role::PetitionOfficer, Role::ReconsiderationOfficer, AgencyLegal];

/// The office that reconsiders.
const OFFICE: &[Role] = &[Role::ReconsiderationOfficer, Role::ReconsiderationHead];

/// Who asks experts, and who convenes.
const ASKERS: &[Role] = &[IntakeClerk, CentreHead, Mediator, Judge, Role::ReconsiderationOfficer];

/// Who sits at a table of mediation for no side.
const TABLE: &[Role] = &[
    Judge,
    Mediator,
    Role::TownCadre,
    Role::Expert,
    Role::Prosecutor,
    Role::ReconsiderationOfficer,
    Role::PetitionOfficer,
];

/// Who sits in a case review.
const MEMBERS: &[Role] = &[AgencyHead, Role::ReconsiderationOfficer, Role::Expert, AgencyLegal, Judge];

/// The kinds of step that somebody can have to do, in the order of the work, and the roles whose they can be.
const STEPS: [(Kind, &str, &[Role]); 94] = [
    (Kind::Dispute, "check_twin", &[IntakeClerk]),
    (Kind::Dispute, "tell_of_conflict", &[IntakeClerk]),
    (Kind::Dispute, "file_authority", &[IntakeClerk]),
    (Kind::Dispute, "request_mediation", &[IntakeClerk]),
    (Kind::Dispute, "pass_on", &[IntakeClerk]),
    (Kind::Dispute, "record_proceeding", &[IntakeClerk]),
    (Kind::Dispute, "choose_representatives", &[IntakeClerk]),
    (Kind::Mediation, "import", &[IntakeClerk]),
    (Kind::Mediation, "record_consent", &[IntakeClerk, AgencyLegal, AgencyHead]),
    (Kind::Mediation, "name_team", &[IntakeClerk, CentreHead]),
    (Kind::Mediation, "fill_seat", &[IntakeClerk, CentreHead]),
    (Kind::Mediation, "decide_challenge", &[CentreHead]),
    (Kind::Mediation, "disclose", TABLE),
    (Kind::Mediation, "accept_material", &[Mediator, CentreHead]),
    (Kind::Mediation, "self_check", &[AgencyLegal, AgencyHead]),
    (Kind::Mediation, "convene_session", &[Mediator, CentreHead]),
    (Kind::Mediation, "record_service", &[IntakeClerk, Mediator, CentreHead]),
    (Kind::Mediation, "record_attendance", &[Mediator, CentreHead]),
    (Kind::Mediation, "write_minutes", &[Mediator, CentreHead]),
    (Kind::Mediation, "sign_minutes", &[AgencyLegal, AgencyHead]),
    (Kind::Mediation, "give_opinion", &[Judge, CentreHead]),
    (Kind::Mediation, "confirm_undisputed", &[AgencyLegal, AgencyHead]),
    (Kind::Mediation, "draft_agreement", &[Mediator, CentreHead]),
    (Kind::Mediation, "check_legality", &[Judge, CentreHead]),
    (Kind::Mediation, "sign_agreement", &[Mediator, CentreHead, AgencyLegal, AgencyHead]),
    (Kind::Mediation, "apply_for_confirmation", &[AgencyLegal, AgencyHead]),
    (Kind::Mediation, "record_formal_ending", &[IntakeClerk, Judge]),
    (Kind::Mediation, "hand_on", &[IntakeClerk]),
    (
        Kind::Performance,
        "record_fulfilment",
        &[AgencyLegal, IntakeClerk, Mediator, Role::ReconsiderationOfficer],
    ),
    (Kind::Performance, "urge", &[IntakeClerk, Mediator, Role::ReconsiderationOfficer]),
    (Kind::Performance, "check_performance", &[IntakeClerk, Mediator, Role::ReconsiderationOfficer]),
    (Kind::Performance, "record_breach", &[IntakeClerk, Mediator, Role::ReconsiderationOfficer]),
    (Kind::Performance, "apply_for_enforcement", &[IntakeClerk]),
    (Kind::Performance, "pass_on", &[IntakeClerk]),
    (Kind::FollowUp, "record_visit", &[IntakeClerk]),
    (Kind::FollowUp, REGISTER, &[IntakeClerk]),
    (Kind::Mediation, "retry", &[IntakeClerk]),
    (Kind::Reconsideration, "forward", &[AgencyLegal, AgencyHead]),
    (Kind::Reconsideration, "accept", OFFICE),
    (Kind::Reconsideration, "refuse", OFFICE),
    (Kind::Reconsideration, "receive_supplement", OFFICE),
    (Kind::Reconsideration, "assign", &[Role::ReconsiderationHead]),
    (Kind::Reconsideration, "decide_challenge", &[Role::ReconsiderationHead]),
    (Kind::Reconsideration, "send_copy", OFFICE),
    (Kind::Reconsideration, "reply", &[AgencyLegal, AgencyHead]),
    (Kind::Reconsideration, "record_inquiry", OFFICE),
    (Kind::Reconsideration, "keep_inquiry_record", OFFICE),
    (Kind::Reconsideration, "hear_party", OFFICE),
    (Kind::Reconsideration, "convene_hearing", OFFICE),
    (Kind::Reconsideration, "record_hearing", OFFICE),
    (Kind::Reconsideration, "keep_hearing_minutes", OFFICE),
    (Kind::Reconsideration, "keep_application_record", OFFICE),
    (Kind::Reconsideration, "decide_access", OFFICE),
    (Kind::Reconsideration, "decide_stay", OFFICE),
    (Kind::Reconsideration, "open_rule_review", OFFICE),
    (Kind::Reconsideration, "notify_rule", OFFICE),
    (Kind::Reconsideration, "record_rule_answer", OFFICE),
    (Kind::Reconsideration, "conclude_rule_review", OFFICE),
    (Kind::Reconsideration, "apply_withdrawal", OFFICE),
    (Kind::Reconsideration, "decide_withdrawal", OFFICE),
    (Kind::Reconsideration, "consult", OFFICE),
    (Kind::Reconsideration, "record_consultation", OFFICE),
    (Kind::Reconsideration, "copy_to_superior", OFFICE),
    (Kind::Reconsideration, "record_report", &[AgencyLegal, AgencyHead, Role::ReconsiderationOfficer]),
    (Kind::Reconsideration, "record_performance", &[AgencyLegal, AgencyHead]),
    (Kind::Reconsideration, "suspend", OFFICE),
    (Kind::Reconsideration, "resume", OFFICE),
    (Kind::Reconsideration, "seal_statement", OFFICE),
    (Kind::Reconsideration, "terminate", OFFICE),
    (Kind::Reconsideration, "draft", OFFICE),
    (Kind::Reconsideration, "resolve", &[Role::ReconsiderationHead, AgencyHead]),
    (Kind::Reconsideration, "issue", OFFICE),
    (Kind::Reconsideration, "serve", OFFICE),
    (Kind::Reconsideration, "press", OFFICE),
    (Kind::Reconsideration, "enforce", OFFICE),
    (Kind::Mirrored, "record", BODIES),
    (Kind::Mirrored, ELSEWHERE, &[AgencyHead, AgencyLegal]),
    (Kind::Referral, "accept", BODIES),
    (Kind::Referral, "send_again", BODIES),
    (Kind::Referral, "hand_back", BODIES),
    (Kind::Referral, "acknowledge", &[IntakeClerk, CentreHead]),
    (Kind::Consultation, "draw", ASKERS),
    (Kind::Consultation, "answer", &[Role::Expert]),
    (Kind::Consultation, "set_hearing", ASKERS),
    (Kind::Consultation, "record_hearing", ASKERS),
    (Kind::Consultation, "record_followed", ASKERS),
    (Kind::CaseReview, "recuse", ASKERS),
    (Kind::CaseReview, "serve_materials", ASKERS),
    (Kind::CaseReview, "give_opinion", MEMBERS),
    (Kind::CaseReview, "record_minutes", ASKERS),
    (Kind::CaseReview, "confirm_minutes", MEMBERS),
    (Kind::CaseReview, "resolve", MEMBERS),
    (Kind::Dispute, PAPERS, &[IntakeClerk]),
    (Kind::Dispute, "close", &[IntakeClerk, Archivist]),
];

/// The steps by which somebody of this role may narrow what is their own.
pub fn steps_of(role: Role) -> impl Iterator<Item = &'static str> {
    STEPS.iter().filter(move |(_, _, roles)| roles.contains(&role)).map(|(_, name, _)| *name)
}

fn filter_form(asked: &Asked, show: &Show, actor: &Actor) -> Form {
    let offered =
        STEPS.iter().filter(|(_, _, roles)| show.part == Part::Others || roles.contains(&actor.role));
    let steps = offered.map(|(kind, name, _)| (*name, words::command(*kind, name)));
    let step = Field::select("step", "步骤", steps).value(asked.get("step").cloned().unwrap_or_default());
    let form = Form::new("/desk", "筛选").searching();
    let form = if show.word.is_empty() { form } else { form.field(Field::hidden("show", show.word)) };
    form.field(step)
}

/// Who has it to do, everybody once.
pub(super) fn holders_zh(row: &ToDo, law: &Law) -> String {
    let mut names: Vec<String> = row.holders.iter().map(|holder| holder.name_zh(&law.directory)).collect();
    names.dedup();
    names.join("、")
}

fn shown(row: &ToDo, own: bool, today: Date, law: &Law) -> Row {
    let due = match row.due_on {
        Some(due) => {
            let theirs = row.command == "record" && words::is_anothers(&row.matter, &row.name);
            let silent = due < today && (theirs || row.command == ELSEWHERE);
            let (tone, remaining) = match silent {
                true => words::unrecorded(),
                false => words::remaining(words::days_between(today, due)),
            };
            Cell::Tag(Tag::new(tone, remaining))
        }
        None => Cell::text("没有期限"),
    };
    let respondent =
        row.respondent.as_deref().map(|id| law.directory.name_of(&id.into()).to_owned()).unwrap_or_default();
    let mut cells = vec![due, Cell::Two(row.title.clone(), row.subject.clone())];
    if !own {
        let names = holders_zh(row, law);
        // Nobody's work is left lying because they are gone: it is said who takes it over.
        cells.push(match law.directory.left_to(&row.holders, today) {
            Some(said) => Cell::Two(names, said),
            None => Cell::text(names),
        });
    }
    cells.extend([
        Cell::text(row.parties.clone()),
        Cell::text(respondent),
        Cell::number(row.number.clone().unwrap_or_default()),
    ]);
    // One's own step leads straight to the form that does it.
    let href = if own { form_of(row) } else { format!("/desk/file/{}", row.matter) };
    Row { href: Some(href), cells }
}

fn form_of(row: &ToDo) -> String {
    super::steps::form_of(&row.matter, &row.command, &row.name)
}

/// `GET /desk/next`: 给我下一件.
pub async fn next(visit: Visit) -> Result<Response, Trouble> {
    let actor = at_the_desk(&visit)?;
    let today = visit.office.now().today;
    let rows = visit.office.ledger.to_dos(&Scope::from(&actor), &Wanted::default(), today, None, 1).await?;
    Ok(see_other(&rows.first().map_or_else(|| "/desk".to_owned(), form_of)))
}
