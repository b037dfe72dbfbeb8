//! 案件受理: registering at the counter, or at a consult point on somebody's behalf. The same questions as on the
//! portal, on one page; what stands on file already is shown before a second one is made.

mod found;
mod parties;
mod receipt;

use super::{at_the_desk, blanks, desk_page, file::OnFile, kept, unsaved, uploads};
use crate::{
    dispute::{apply, intake::Intake},
    http::{Submission, Trouble, Visit, html},
    office::{Extras, Failure},
    orders,
    ui::{
        Page,
        form::{Field, FieldKind, Form, MORE},
    },
};
use askama::Template;
use axum::{
    extract::Query,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use found::ToldAt;
use huajie_law::{
    Actor, AnyMatter, Law, MatterId, Role,
    dispute::{ActKind, Alike, Source, Told, Wish},
    ways::Attempts,
};
use huajie_ledger::Receipt;
use receipt::receipt_page;
use serde_json::{Value, json};
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "desk/register.html")]
struct RegisterPage {
    page: Page,
    form: Form,
    twin: Option<OnFile>,
}

/// Who registers at a counter: the centre's, a consult point's, the reconsideration office's own.
const COUNTERS: [Role; 3] = [Role::IntakeClerk, Role::ConsultPoint, Role::ReconsiderationOfficer];

/// `GET /desk/register`.
pub async fn ask(visit: Visit, Query(asked): Query<BTreeMap<String, String>>) -> Result<Response, Trouble> {
    let actor = at_the_desk(&visit)?;
    actor.permits(&COUNTERS)?;
    let kept = kept::waiting(&visit).await?;
    let told = match &kept {
        Some(kept) => ToldAt::sent(&kept.submission()),
        None => ToldAt::asked(&asked),
    };
    let known = match kept.is_some() || told.is_none() {
        true => Vec::new(),
        false => found::known(&visit, &actor, &told).await?,
    };
    let rows = kept.as_ref().map_or(found::rows(&known), |kept| kept.submission().rows_sent()).max(1);
    let mut form = prepare(&visit, &actor, rows, &told);
    found::fill(&mut form, known);
    let mut page = desk_page(&visit, &actor, "案件受理");
    page.flash = kept.map(|kept| kept.fill(&visit, &mut form));
    Ok(html(&RegisterPage { page, form, twin: None }))
}

fn prepare(visit: &Visit, actor: &Actor, rows: usize, told: &ToldAt) -> Form {
    let law = visit.office.law();
    let form = Form::new("/desk/register", "登记").csrf(visit.csrf()).once(visit.office.fresh_id("k"));
    let form = told.fields().fold(form, Form::field);
    fields(&law, actor, rows, visit.office.now().today).into_iter().fold(form, Form::field)
}

/// Fields that stand together under a heading; what they are called in the order is in their own names.
fn section(name: &str, label: &str, fields: Vec<Field>) -> Field {
    Field::new(name, label, FieldKind::Group(fields))
}

fn fields(law: &Law, actor: &Actor, rows: usize, today: jiff::civil::Date) -> Vec<Field> {
    let office = actor.role == Role::ReconsiderationOfficer;
    let mut came = Vec::new();
    if actor.role == Role::IntakeClerk {
        came.push(
            Field::select("source", "来源", Source::typed()).required().value(Source::Counter.as_str()),
        );
        came.push(Field::text("source_number", "来件编号").hint("移送、转来的，填对方的编号"));
    }
    came.push(
        Field::date("first_submitted_on", if office { "哪天收到的" } else { "最初提交日" })
            .required()
            .value(huajie_law::calendar::zh_date(today))
            .hint(if office {
                "复议机构（咨询点代收的，咨询点）收到申请的那天，五个工作日的审查从这天起算"
            } else {
                "当事人第一次在任何地方交材料的那天，转到哪里都保留"
            }),
    );
    if actor.role == Role::IntakeClerk {
        came.push(
            Field::date("filed_on", "立案日，或者复议机关收到申请的日期")
                .hint("法院、检察院、复议机构移送来的，已经立案、已经收到申请的才填；诉前委派的不填。填了的，登记以后接着在案卷里登记那个程序，才能按“诉中”“复议中”调解"),
        );
    }
    came.extend(apply::before::fields("tried", &Attempts::default(), true));
    let mut all = vec![section("came", "从哪里来", came)];
    all.extend((0..rows).map(parties::row));
    all.push(Field::new("parties", "再加一位当事人", FieldKind::More));
    all.push(section(
        "many",
        "群体（不是群体的不填）",
        vec![
            Field::number("group.size", "一共多少人")
                .unit("人")
                .hint("群体填总人数；十人以上要有二至五名代表人，申请复议的超过五人推选一至五名"),
            Field::number("group.items", "多少项（协议、户）").unit("项").hint("要逐项化解的填"),
        ],
    ));
    all.push(section("contested", "行政行为", contested(law)));
    let mut asked = vec![
        Field::long_text("claims", "请求").required(),
        Field::long_text("facts", "事实与理由").required(),
        Field::money("amount_fen", "涉及金额"),
        Field::select("place", "乡镇、街道、场、库、区", apply::towns(law)).required(),
    ];
    if !office {
        // An application for reconsideration is the next step, with its way and its day.
        asked.push(
            Field::choice("wish", "当事人的意愿", [Wish::Mediation, Wish::RegisterOnly].map(wish))
                .hint("要申请行政复议的，选“先登记”，接着在案卷里登记复议申请")
                .required(),
        );
    }
    all.push(section("asked", "请求", asked));
    if office {
        let asked = blanks::application_at_the_office().into_iter();
        let (papers, said): (Vec<Field>, Vec<Field>) =
            asked.partition(|field| matches!(field.kind, FieldKind::File { .. }));
        all.push(section("applied", "复议申请", said));
        all.extend(papers);
    }
    all.extend([Field::files("evidence", "材料"), blanks::proves("proves")]);
    all
}

fn wish(wish: Wish) -> (String, &'static str) {
    (wish.as_str().to_owned(), wish.name_zh())
}

fn contested(law: &Law) -> Vec<Field> {
    vec![
        Field::select("respondent", "被申请的行政机关", apply::agencies(law))
            .required()
            .hint("派出所、分局、所等派出机构作出的，选它所属的部门，下面写明是哪一个"),
        blanks::branch(),
        Field::select("act.kind", "行政行为类别", ActKind::choices()).required(),
        Field::text("act.title", "行政行为名称").required(),
        Field::text("act.document_number", "文号"),
        blanks::made_on(),
        blanks::known_on(),
        Field::choice("act.told", "是否告知救济途径和期限", Told::choices()).required(),
        blanks::flag("act.discretionary", "裁量", "涉及裁量权"),
        blanks::flag("act.about_money", "金钱", "涉及赔偿、补偿"),
        blanks::flag("act.real_estate", "不动产", "因不动产"),
        blanks::flag("act.on_the_spot", "当场", "当场作出"),
        blanks::flag("act.by_monitoring", "电子监控", "依据电子监控设备（电子眼等）的记录作出的处罚"),
        blanks::flag("act.unanswered", "没有答复", "许可、给付的申请一直没有答复（作出日期填申请日期）"),
    ]
}

/// `POST /desk/register`.
pub async fn enter(visit: Visit, submission: Submission) -> Result<Response, Trouble> {
    if let Err(Trouble::SignIn(door)) = visit.officer() {
        return kept::keep(&visit, &submission, door).await;
    }
    let actor = at_the_desk(&visit)?;
    actor.permits(&COUNTERS)?;
    visit.check_csrf(submission.csrf())?;
    let more = usize::from(!submission.first(MORE).is_empty());
    let told = ToldAt::sent(&submission);
    let mut form = prepare(&visit, &actor, submission.rows_sent().max(1) + more, &told);
    let stored = uploads::store(&visit, &mut form, &submission).await?;
    if more > 0 {
        form.keep(submission.typed());
        let page = RegisterPage { page: desk_page(&visit, &actor, "案件受理"), form, twin: None };
        return Ok(html(&page));
    }
    let read = orders::read(&mut form, &submission, &stored.values, "register");
    for (field, why) in &stored.refused {
        form.reject(field, why.as_str());
    }
    parties::refuse_half_a_person(&mut form);
    apply::before::refuse_a_day_alone(&mut form, "tried");
    refuse_nobodys_filing(&mut form, &submission);
    let Some(mut intake) =
        read.filter(|_| !form.is_wrong()).and_then(|order| intake_of(order, &told, &actor, &mut form))
    else {
        return Ok(again(&visit, &actor, form, None));
    };
    let asked = huajie_ledger::vault::sm3_hex(json!(intake).to_string().as_bytes());
    let receipt = submission.once().map(|once| Receipt { request: format!("{}:{once}", actor.user), asked });
    // Registered before, and the reply was lost: the same receipt with the same code, not a second dispute.
    if let Some(receipt) = &receipt
        && let Some((asked, _)) = visit.office.ledger.answered(&receipt.request).await?
    {
        if asked != receipt.asked {
            return Ok(changed_since(&visit, &actor, form));
        }
        if let Some(registered) = visit.office.registered_before(receipt).await? {
            return receipt_page(&visit, &actor, &registered).await;
        }
    }
    let alone = Some(visit.office.look_for_twins(&intake, false).await?);
    let twin = visit.office.find_twin(&intake).await?;
    if let (Some(twin), false) = (&twin, submission.first("another") == "true") {
        return ask_about(&visit, &actor, form, twin, &intake).await;
    }
    intake.despite = twin;
    let extras = Extras { receipt, alone, ..Extras::default() };
    match visit.office.register_with(&actor, &intake, extras).await {
        Ok(registered) => {
            kept::forget(&visit).await?;
            receipt_page(&visit, &actor, &registered).await
        }
        Err(Failure::Doubled(twin)) => ask_about(&visit, &actor, form, &twin, &intake).await,
        Err(Failure::KeyReused) => Ok(changed_since(&visit, &actor, form)),
        Err(Failure::Refused(refusal)) => {
            let field = parties::as_typed(refusal.field.as_deref().unwrap_or(""), &form);
            form.reject(&field, refusal.says());
            Ok(again(&visit, &actor, form, None))
        }
        Err(Failure::Fault(fault)) if fault.is_passing() => {
            let form = unsaved(&visit, form, &fault);
            let page = RegisterPage { page: desk_page(&visit, &actor, "案件受理"), form, twin: None };
            Ok((StatusCode::SERVICE_UNAVAILABLE, html(&page)).into_response())
        }
        Err(failure) => Err(failure.into()),
    }
}

/// 立案日: told by who has it on file. What a party says of it is asked for below, and looked into.
fn refuse_nobodys_filing(form: &mut Form, submission: &Submission) {
    let source = submission.first("source").parse().ok();
    if !submission.first("filed_on").trim().is_empty() && !source.is_some_and(Source::knows_filing) {
        form.reject(
            "filed_on",
            "只有法院、检察院、复议机构移送来的才填；当事人自己说已经立案、申请过复议的，填下面两项",
        );
    }
}

fn again(visit: &Visit, actor: &Actor, form: Form, twin: Option<OnFile>) -> Response {
    let page = RegisterPage { page: desk_page(visit, actor, "案件受理"), form, twin };
    (StatusCode::UNPROCESSABLE_ENTITY, html(&page)).into_response()
}

/// It is on file: shown before a second one is made.
async fn ask_about(
    visit: &Visit,
    actor: &Actor,
    mut form: Form,
    twin: &MatterId,
    intake: &Intake,
) -> Result<Response, Trouble> {
    let file = visit.office.ledger.load(twin).await?.ok_or(Trouble::NotFound)?;
    let Some(AnyMatter::Dispute(held)) = file.matter else { return Err(Trouble::NotFound) };
    form.fields.insert(0, blanks::flag("another", "另一件事", "确认与已登记的不是同一件").value("false"));
    let alike = Alike::of(&held.registration.act, &intake.act).zh();
    let on_file = OnFile { href: format!("/desk/file/{twin}"), number: held.number.clone(), alike };
    Ok(again(visit, actor, form, Some(on_file)))
}

/// The same page was registered before, with other words in it: these are not lost, and nothing is registered by them.
fn changed_since(visit: &Visit, actor: &Actor, mut form: Form) -> Response {
    form.refusal = Some(
        "这一页先前已经提交、登记过了；您后来改动的内容没有登记。要更正已登记的，请到那一件的案卷里办；确实是另一件的，请核对后重新提交。"
            .into(),
    );
    (StatusCode::CONFLICT, again(visit, actor, form, None)).into_response()
}

/// The JSON of the form as an intake; whoever is half a person was told before.
fn intake_of(mut order: Value, told: &ToldAt, actor: &Actor, form: &mut Form) -> Option<Intake> {
    blanks::said_of_each(&mut order);
    if let Some(order) = order.as_object_mut() {
        order.remove("command");
        told.put_into(order);
        order.entry("parties").or_insert(json!([]));
        if let Some(tried) = order.get_mut("tried") {
            apply::before::settle(tried, "tried").ok()?;
        }
        if actor.role == Role::ConsultPoint {
            order.insert("source".into(), json!(Source::ConsultPoint));
        }
        if actor.role == Role::ReconsiderationOfficer {
            to_the_office(order);
        }
        if order.get("group").is_some_and(|group| group.get("size").is_none()) {
            order.remove("group");
        }
        let enterprise = order["parties"].as_array().is_some_and(|parties| {
            parties
                .iter()
                .any(|party| party["standing"] == "applicant" && party["nature"] != "natural_person")
        });
        order.insert("enterprise".into(), json!(enterprise));
    }
    match serde_json::from_value(order) {
        Ok(intake) => Some(intake),
        Err(error) => {
            tracing::debug!(%error, "an intake does not read");
            form.reject("", "填的内容没有读懂，请逐项核对以后再登记");
            None
        }
    }
}

/// An application to the office itself: received on the day that was first submitted, nothing of it typed twice.
fn to_the_office(order: &mut serde_json::Map<String, Value>) {
    order.insert("source".into(), json!(Source::ReconsiderationCounter));
    let received_on = order.get("first_submitted_on").cloned().unwrap_or_default();
    let application = order.entry("application").or_insert(json!({}));
    let mediates = application.get("willing_to_mediate").and_then(Value::as_bool).unwrap_or_default();
    if let Some(application) = application.as_object_mut() {
        application.insert("received_on".into(), received_on);
    }
    let wish = if mediates { Wish::Both } else { Wish::Reconsideration };
    order.insert("wish".into(), json!(wish));
}
