//! Reading for programs: lists, one matter, its journal, to-dos. Through the authorised read path alone.

use super::{Problem, caller};
use crate::{
    http::{Subject, Trouble, Visit},
    words,
};
use axum::{
    Json,
    extract::{Path, Query},
    http::header,
    response::{IntoResponse, Response},
};
use huajie_law::{Actor, AnyMatter, Kind, MatterId, Role, dispute::Dispute, matter::Outline, offers};
use huajie_ledger::{Filter, Listed, Part, Scope, ToDo, Wanted, journal::Entry};
use jiff::civil::Date;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const ROWS: u32 = 50;
const MOST_ROWS: u32 = 200;

type Asked = BTreeMap<String, String>;

/// A name that is not read is refused: a misspelt filter must not silently list everything.
fn only(asked: &Asked, known: &[&str]) -> Result<(), Problem> {
    match asked.keys().find(|name| !known.contains(&name.as_str())) {
        Some(name) => Err(Problem::bad_request("request.unknown_field", &format!("不认识的参数：{name}"))
            .with("field", name.as_str())),
        None => Ok(()),
    }
}

fn rows(asked: &Asked) -> Result<u32, Problem> {
    let Some(limit) = asked.get("limit") else { return Ok(ROWS) };
    let limit = limit.parse().ok().filter(|limit| (1..=MOST_ROWS).contains(limit));
    limit.ok_or_else(|| {
        Problem::bad_request("request.limit", "limit 是 1 至 200 的整数").with("field", "limit")
    })
}

/// `GET /api/matters`: a page of one kind, newest first.
pub async fn list(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let actor = caller(&visit).await?;
    only(&asked, &["kind", "stage", "act_kind", "respondent", "outcome", "source", "before", "limit"])?;
    let kind = asked.get("kind").map_or("dispute", String::as_str);
    let kind: Kind = kind
        .parse()
        .map_err(|_| Problem::bad_request("request.unknown_value", "没有这种事项").with("field", "kind"))?;
    let part = |name: &str| asked.get(name).cloned();
    let filter = Filter {
        stage: part("stage"),
        act_kind: part("act_kind"),
        respondent: part("respondent"),
        outcome: part("outcome"),
        source: part("source"),
        before: part("before"),
    };
    let limit = rows(&asked)?;
    let today = visit.office.now().today;
    let found = visit.office.ledger.list(&Scope::from(&actor), kind, &filter, today, limit).await?;
    let next = (found.len() == limit as usize).then(|| found.last().map(|last| last.sort.clone())).flatten();
    Ok(Json(json!({ "matters": found.iter().map(listed).collect::<Vec<_>>(), "next": next })).into_response())
}

fn listed(row: &Listed) -> Value {
    json!({
        "id": row.id, "kind": row.kind, "stage": row.stage, "number": row.number, "dispute": row.dispute, "title": row.title,
        "parties": row.parties, "respondent": row.respondent, "place": row.place, "act_kind": row.act_kind,
        "source": row.source, "outcome": row.outcome, "opened_on": row.opened_on, "ended_on": row.ended_on,
    })
}

/// `GET /api/to-dos`: who asks, most pressing first.
pub async fn to_dos(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let actor = caller(&visit).await?;
    only(&asked, &["after", "limit", "part", "step"])?;
    let limit = rows(&asked)?;
    let part = match asked.get("part").map(String::as_str) {
        None | Some("own") => Part::Own,
        Some("others") => Part::Others,
        Some(_) => {
            let problem = Problem::bad_request("request.unknown_value", "part 是 own 或 others");
            return Err(problem.with("field", "part"));
        }
    };
    let wanted = Wanted { part, due_before: None, command: asked.get("step").cloned() };
    let after = asked.get("after").and_then(|after| {
        let mut parts = after.splitn(3, ',').map(str::to_owned);
        Some((parts.next()?, parts.next()?, parts.next()?))
    });
    let today = visit.office.now().today;
    let found =
        visit.office.ledger.to_dos(&Scope::from(&actor), &wanted, today, after.as_ref(), limit).await?;
    let next = (found.len() == limit as usize)
        .then(|| found.last().map(|last| format!("{},{},{}", last.sort, last.matter, last.name)))
        .flatten();
    Ok(Json(json!({ "to_dos": found.iter().map(to_do).collect::<Vec<_>>(), "next": next })).into_response())
}

fn to_do(row: &ToDo) -> Value {
    json!({
        "matter": row.matter, "kind": row.kind, "name": row.name, "title": row.title, "command": row.command,
        "due_on": row.due_on, "legal_risk": row.legal_risk, "number": row.number, "subject": row.subject,
        "parties": row.parties, "respondent": row.respondent, "holders": row.holders,
    })
}

/// `GET /api/matters/{id}`. That an officer opened it is recorded, or it is not opened.
pub async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    let actor = caller(&visit).await?;
    let id = MatterId::from(id.as_str());
    let file = visit.office.ledger.open(&Scope::from(&actor), &id).await?.ok_or(Trouble::NotFound)?;
    let matter = file.matter.as_ref().ok_or(Trouble::NotFound)?;
    let (law, now) = (visit.office.law(), visit.office.now());
    let (whole, seen) = (matter.outline(&id, &law), matter.visible(&actor));
    record(&visit, &actor, &whole).await?;
    // What is left out of a proceeding for these eyes moves none of its days; what was told of a dispute does.
    let outline = if matter.kind() == Kind::Dispute { seen.outline(&id, &law) } else { whole };
    let offers: Vec<Value> = offers(&file, &actor, now, &law).iter().map(offer).collect();
    let mut told = json!({
        "id": id, "kind": matter.kind(), "version": file.version, "stage": stage_on(&outline, now.today),
        "facets": outline.facets, "clocks": outline.clocks, "offers": offers,
    });
    if let AnyMatter::Mediation(mediation) = matter {
        told["mediation"] = json!(mediation.visible(&actor));
    }
    match &seen {
        AnyMatter::Dispute(dispute) => told["dispute"] = shown_dispute(dispute, &actor),
        AnyMatter::Performance(held) => told["performance"] = json!(held),
        AnyMatter::Mirrored(held) => told["mirrored"] = json!(held),
        AnyMatter::Referral(held) => told["referral"] = json!(held),
        AnyMatter::Reconsideration(held) => told["reconsideration"] = json!(held),
        AnyMatter::Consultation(held) => told["consultation"] = json!(held),
        AnyMatter::CaseReview(held) => told["case_review"] = json!(held),
        AnyMatter::Expert(expert) => told["expert"] = json!(expert),
        _ => {}
    }
    Ok(([(header::ETAG, format!("\"{}\"", file.version))], Json(told)).into_response())
}

/// An officer who reads a file is on record for the party to see, or does not read it.
async fn record(visit: &Visit, actor: &Actor, outline: &Outline) -> Result<(), Problem> {
    if let (Some(dispute), Some(Subject::Officer(_))) = (&outline.facets.dispute, &visit.subject) {
        visit.office.ledger.record_opening(actor, dispute, visit.office.now().at).await?;
    }
    Ok(())
}

/// What the law has made of the stage by the passing of time.
fn stage_on(outline: &Outline, today: Date) -> &str {
    match &outline.lapse {
        Some(lapse) if lapse.last_day < today => &lapse.stage_after,
        _ => &outline.stage,
    }
}

fn offer(offer: &huajie_law::matter::Offer) -> Value {
    let refusal = offer.refusal.as_ref().map(|refusal| {
        json!({ "code": refusal.code.name, "says": refusal.says(), "field": refusal.field, "cites": refusal.code.cites })
    });
    json!({ "command": offer.command, "refusal": refusal })
}

/// The particulars; persons by their masked labels only.
fn shown_dispute(dispute: &Dispute, actor: &Actor) -> Value {
    let parties = dispute.parties.iter().map(|party| {
        let held = &party.particulars;
        json!({
            "key": party.key, "standing": held.standing, "nature": held.nature, "label": held.label,
            "identity": held.identity, "head": held.head, "representative": held.representative,
            "agent": held.agent.as_ref().map(|agent| json!({ "label": agent.label, "authority": agent.authority })),
        })
    });
    let registration = &dispute.registration;
    let known = dispute.proceedings.iter().filter(|p| dispute.is_known_to(&p.matter, actor));
    let known: Vec<_> = known.collect();
    json!({
        "registered_on": dispute.registered_on, "source": registration.source,
        "first_submitted_on": registration.first_submitted_on, "parties": parties.collect::<Vec<_>>(),
        "group": registration.group, "act": registration.act, "claims": registration.claims, "facts": registration.facts,
        "amount_fen": registration.amount_fen, "wish": dispute.wish_known_to(actor), "evidence": registration.evidence,
        "proceedings": known, "told_before": dispute.told_before_known_to(actor),
    })
}

/// `GET /api/matters/{id}/journal`: titles for clerks and archivists; contents for the auditor, never confidential ones.
pub async fn journal(visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    let actor = caller(&visit).await?;
    let id = MatterId::from(id.as_str());
    let audits = actor.role == Role::Auditor;
    // The auditor reads what happened everywhere, also where no file is open to them; that they read it is on record all the same.
    let file = match audits {
        true => visit.office.ledger.load(&id).await?,
        false => visit.office.ledger.open(&Scope::from(&actor), &id).await?,
    };
    let matter = file.and_then(|file| file.matter).ok_or(Trouble::NotFound)?;
    actor.permits(&[Role::Auditor, Role::Archivist, Role::IntakeClerk])?;
    record(&visit, &actor, &matter.outline(&id, &visit.office.law())).await?;
    let entries = visit.office.ledger.journal(&id).await?;
    let told: Vec<Value> = entries.iter().filter_map(|entry| told(entry, &matter, &actor)).collect();
    Ok(Json(json!({ "matter": id, "entries": told })).into_response())
}

fn told(entry: &Entry, matter: &AnyMatter, actor: &Actor) -> Option<Value> {
    let audits = actor.role == Role::Auditor;
    let fact = entry.fact().ok();
    let title = fact.as_ref().and_then(words::event);
    if title.is_none() && !audits {
        return None;
    }
    let mut told = json!({
        "seq": entry.seq, "at": entry.at, "day": entry.day, "event": entry.event, "title": title,
        "by": entry.actor_name, "role": entry.role, "organization": entry.organization,
    });
    if audits {
        let open = fact.filter(|fact| !fact.is_confidential(matter));
        told["payload"] = open.and_then(|_| serde_json::from_str(&entry.payload).ok()).unwrap_or(Value::Null);
        told["hash"] = entry.hash.as_str().into();
        told["sound"] = (entry.computed_hash() == entry.hash).into();
    }
    Some(told)
}
