//! Blanks (表单): for every command a person can give, the form that asks for exactly what the command needs.
//!
//! Names of fields are paths into the command's JSON. What the file already knows is not asked: parties, seats and
//! sessions are offered as choices.

mod advice;
mod articles;
mod dispute;
mod expert;
mod follow_up;
mod mediation;
pub(crate) mod mirrored;
mod moment;
mod paper;
mod performance;
mod reconsideration;
mod referral;
mod signing;

pub use articles::articles;
pub(crate) use dispute::{TELEPHONE, branch, head, known_on, made_on, proves};
use moment::moment;
pub use signing::SEND_CODE;
pub(crate) use {
    expert::profile as expert_profile,
    reconsideration::{application_at_the_office, own_application, requested_zh},
};

use crate::{
    orders::shown::Beside,
    people::bodies,
    ui::form::{Choice, Field, Form},
};
use huajie_law::{
    Actor, AnyMatter, Law, Role, UserId,
    dispute::{Authority, VolumeEntry},
    performance::Performance,
};
use jiff::civil::Date;
use serde_json::Value;
use std::collections::BTreeMap;

/// What a blank may draw on.
pub struct Ground<'a> {
    pub matter: &'a AnyMatter,
    pub law: &'a Law,
    pub today: Date,
    /// Running mediations by person.
    pub loads: &'a BTreeMap<UserId, u32>,
    /// How many rows a repeated group shows.
    pub rows: usize,
    /// The party's own key, when a party fills it in: then sides are not asked for.
    pub own_side: Option<&'a str>,
    /// How far whoever fills it in may act for the party, where it is an agent.
    pub agency: Option<Authority>,
    /// Who fills it in.
    pub actor: Option<&'a Actor>,
    /// Which step of another body's proceeding is recorded, of which talk the minutes are signed, or who was visited, when the page
    /// knows it.
    pub step: Option<&'a str>,
    /// How far what was promised has come, for whoever asks about it at a visit.
    pub promised: Option<&'a Performance>,
    /// What a reconsideration beside has on file for whoever is asked about it.
    pub beside: &'a Beside,
    /// What lies in the volume, for the page that closes it.
    pub volume: &'a [VolumeEntry],
    /// Papers that are not in it and should or could be.
    pub unissued: &'a crate::papers::Unissued,
}

impl<'a> Ground<'a> {
    pub fn me(&self) -> Option<&'a UserId> {
        self.actor.map(|actor| &actor.user)
    }
}

/// A blank: what the page says, and the form.
pub struct Blank {
    pub title: &'static str,
    pub explain: Option<String>,
    pub form: Form,
}

/// The blank for a command, or none where no such command is given by hand.
pub fn blank(command: &str, ground: &Ground<'_>, action: &str) -> Option<Blank> {
    if let AnyMatter::Mirrored(held) = ground.matter
        && let Some(question) = mirrored::first_asks(command, held, ground)
    {
        let form = Form::new(action, "下一步").searching().field(question);
        return Some(Blank { title: "登记程序进展", explain: None, form });
    }
    if let AnyMatter::FollowUp(held) = ground.matter
        && let Some(question) = follow_up::first_asks(command, held, ground)
    {
        let form = Form::new(action, "下一步").searching().field(question);
        return Some(Blank { title: "回访登记", explain: None, form });
    }
    if let AnyMatter::Mediation(held) = ground.matter
        && let Some(question) = mediation::first_asks(command, held, ground)
    {
        let form = Form::new(action, "下一步").searching().field(question);
        return Some(Blank { title: "调解笔录", explain: None, form });
    }
    let (title, explain, fields, danger) = match ground.matter {
        AnyMatter::Dispute(held) => dispute::fields(command, held, ground)?,
        AnyMatter::Mediation(held) => mediation::fields(command, held, ground)?,
        AnyMatter::Performance(held) => performance::fields(command, held, ground)?,
        AnyMatter::FollowUp(held) => follow_up::fields(command, held, ground)?,
        AnyMatter::Paper(held) => paper::fields(command, held, ground)?,
        AnyMatter::Mirrored(held) => mirrored::fields(command, held, ground)?,
        AnyMatter::Referral(held) => referral::fields(command, held, ground)?,
        AnyMatter::Reconsideration(held) => reconsideration::fields(command, held, ground)?,
        AnyMatter::Consultation(held) => advice::consultation(command, held, ground)?,
        AnyMatter::CaseReview(held) => advice::case_review(command, held, ground)?,
        AnyMatter::Expert(held) => expert::fields(command, held, ground)?,
        AnyMatter::Organization(_)
        | AnyMatter::Officer(_)
        | AnyMatter::Body(_)
        | AnyMatter::OutsideSystem(_)
        | AnyMatter::HolidaySchedule(_) => return None,
    };
    let label = match ground.matter {
        AnyMatter::Reconsideration(_) if command == "accept" => "确认受理",
        _ => submit_label(command),
    };
    let fields = fields.into_iter().map(Field::only_choice);
    let form = fields.fold(Form::new(action, label), Form::field);
    let form = match danger {
        Some(consequence) => form.danger(consequence),
        None => form,
    };
    Some(Blank { title, explain, form })
}

/// What a room says of a command: title, explanation, fields, consequence.
type Asked = (&'static str, Option<String>, Vec<Field>, Option<String>);

fn submit_label(command: &str) -> &'static str {
    match command {
        "sign_agreement" | "sign_minutes" => "确认签字",
        "accept_material" => "签收材料，开始调解",
        "close" => "归档封存",
        "refuse" => "确认不予受理",
        "decline_import" => "确认不予导入",
        "fail" | "terminate" => "确认终结",
        "withdraw_consent" => "确认退出调解",
        "renege" => "确认反悔",
        "accept" => "签收",
        "decline" => "确认退回",
        "refer" => "发出移送",
        "strike" | "strike_service" => "确认作废",
        "draw" => "现在抽取",
        "answer" | "give_opinion" => "签名提交",
        "consult" => "发起论证",
        "convene_review" => "召集",
        _ => "保存",
    }
}

/// Puts a filled-in form into the exact shape of its command where a flat form cannot say it.
pub fn shape(command: &str, order: &mut Value) {
    match command {
        "import" => mediation::settlement_as_said(order),
        "record_consent" => signing::consent(order),
        "name_team" => mediation::split_members(order),
        "fill_seat" => mediation::split_seat(order),
        "sign_agreement" | "sign_minutes" | "confirm_undisputed" => signing::by_code(order),
        "draft_agreement" | "seal_statement" => as_in_the_row_above(order),
        "record_attendance" => keep_of_kind(
            order,
            "head",
            &[("attended", &["name", "post", "spoke"]), ("absent", &["reason", "deputy"])],
        ),
        "record" => step_alone(order, "/report/step"),
        "record_proceeding" => step_alone(order, "/opening/report/step"),
        "refer" => only_given(order, "/request/consents", "way"),
        "hand_back" => only_said(order),
        "agree_to_suspend" => only_given(order, "/papers", "file"),
        "record_visit" => {
            grade_as_number(order);
            follow_up::as_meant(order);
        }
        "leave_new_act" => follow_up::act_as_number(order),
        "convene_session" => {
            keep_of_kind(order, "form", &[("joint", &[]), ("separate", &["party"])]);
            moment(order, "starts_at");
        }
        "add_evidence" => said_of_each(order),
        "accept" => summary_alone(order),
        "suspend" => papers_given(order),
        "record_service" => signing::others(order, "recipient"),
        "serve" | "strike_service" => reconsideration::service_chosen(command, order),
        "draft" => holdings_said(order),
        "convene_hearing" => plan_moment(order),
        "record_hearing" => head_at_hearing(order),
        "record_inquiry" => reconsideration::taken(order),
        "reply" => evidence_given(order),
        "apply_for_confirmation" => list_of_one(order, "applicants"),
        "join_party" => general_authority(order),
        "consult" => advice::shape(order, "request"),
        "convene_review" => advice::shape(order, "convening"),
        "set_hearing" | "move_session" => moment(order, "starts_at"),
        "confirm_minutes" => {
            order.as_object_mut().map(|order| order.remove("read"));
        }
        _ => {}
    }
}

/// Of a step only what it has; a flag of another step that stands as `false` is none of its own.
fn step_alone(order: &mut Value, path: &str) {
    let Some(step) = order.pointer_mut(path) else { return };
    let name = step.get("step").and_then(Value::as_str).unwrap_or_default().to_owned();
    if name == "heard" {
        let attended = &["name", "post", "rank", "spoke", "left_early", "refused_to_explain"][..];
        let absent = &["reason", "material", "staff", "postponed_before"][..];
        keep_of_kind(step, "head", &[("attended", attended), ("absent", absent)]);
    }
    if name == "received" {
        step.as_object_mut().map(|step| step.remove("summary"));
    }
    if name == "served"
        && let Some(sides) = step.get_mut("sides").and_then(Value::as_array_mut)
    {
        *sides = mirrored::each_once(sides);
    }
}

/// Who owes it and until when: said once for all rows below that leave it empty.
fn as_in_the_row_above(order: &mut Value) {
    let Some(rows) = order.get_mut("obligations").and_then(Value::as_array_mut) else { return };
    let mut above = serde_json::Map::new();
    for row in rows.iter_mut().filter_map(Value::as_object_mut) {
        for name in ["obligor", "due_on"] {
            match (row.get(name).cloned(), above.get(name).cloned()) {
                (Some(said), _) => drop(above.insert(name.to_owned(), said)),
                (None, Some(said)) => drop(row.insert(name.to_owned(), said)),
                (None, None) => {}
            }
        }
    }
}

/// Rows of which this was left out are not said: a hidden key alone is no consent and no paper.
fn only_given(order: &mut Value, path: &str, name: &str) {
    if let Some(rows) = order.pointer_mut(path).and_then(Value::as_array_mut) {
        rows.retain(|row| row.get(name).is_some());
    }
    if let Some((parent, last)) = path.rsplit_once('/')
        && let Some(parent) = order.pointer_mut(parent).and_then(Value::as_object_mut)
    {
        parent.entry(last).or_insert_with(|| Value::Array(Vec::new()));
    }
}

/// What is said of the summary procedure counts only where it was chosen.
fn summary_alone(order: &mut Value) {
    let summary = order.get("procedure").is_some_and(|procedure| procedure == "summary");
    if !summary && let Some(order) = order.as_object_mut() {
        order.remove("summary");
    }
}

/// A side whose paper was not brought has not agreed.
fn papers_given(order: &mut Value) {
    if let Some(papers) = order.get_mut("papers").and_then(Value::as_array_mut) {
        papers.retain(|paper| paper.get("file").is_some());
    }
}

/// A decision nobody chose is none, and a claim nobody made is not decided.
fn holdings_said(order: &mut Value) {
    if let Some(rows) = order.pointer_mut("/opinion/holdings").and_then(Value::as_array_mut) {
        rows.retain(|row| row.get("kind").is_some());
    }
}

fn plan_moment(order: &mut Value) {
    if let Some(plan) = order.get_mut("plan") {
        moment(plan, "starts_at");
    }
}

fn head_at_hearing(order: &mut Value) {
    if let Some(record) = order.get_mut("record") {
        keep_of_kind(record, "head", &[("attended", &["name", "post"]), ("absent", &["reason", "deputy"])]);
    }
}

/// A row of which something was said is a piece of evidence; that its file is missing is told beside it.
fn evidence_given(order: &mut Value) {
    for row in order.get_mut("evidence").and_then(Value::as_array_mut).into_iter().flatten() {
        if let Some(row) = row.as_object_mut() {
            row.entry("file").or_insert_with(|| Value::from(""));
        }
    }
}

/// Facts nobody wrote down are signed by nobody; a paper is one with its scan.
fn only_said(order: &mut Value) {
    let Some(back) = order.get_mut("back").and_then(Value::as_object_mut) else { return };
    let said = back.get("undisputed").and_then(|facts| facts.get("text")).is_some();
    if !said {
        back.remove("undisputed");
    } else if let Some(facts) = back.get_mut("undisputed").and_then(Value::as_object_mut) {
        facts.entry("signed_by").or_insert_with(|| Value::Array(Vec::new()));
    }
}

/// A side that joins names itself alone.
fn list_of_one(order: &mut Value, name: &str) {
    if let Some(one) = order.get(name).and_then(Value::as_str).map(str::to_owned) {
        order[name] = serde_json::json!([one]);
    }
}

/// When the things came into being and what they prove is asked once for what is handed in together.
pub(crate) fn said_of_each(order: &mut Value) {
    for name in ["formed_on", "proves"] {
        let Some(said) = order.as_object_mut().and_then(|order| order.remove(name)) else { continue };
        for evidence in order.get_mut("evidence").and_then(Value::as_array_mut).into_iter().flatten() {
            evidence[name] = said.clone();
        }
    }
}

/// An agent without a name is none; one whose authority was not asked about has the general one.
fn general_authority(order: &mut Value) {
    let Some(party) = order.get_mut("party").and_then(Value::as_object_mut) else { return };
    match party.get_mut("agent").and_then(Value::as_object_mut) {
        Some(agent) if agent.contains_key("name") => {
            agent.entry("authority").or_insert(Value::from("general"));
        }
        Some(_) => {
            party.remove("agent");
        }
        None => {}
    }
}

/// The grade is chosen by its figure and held as a number.
fn grade_as_number(order: &mut Value) {
    let Some(grade) = order.pointer_mut("/visit/satisfaction") else { return };
    if let Some(number) = grade.as_str().and_then(|typed| typed.parse::<u8>().ok()) {
        *grade = Value::from(number);
    }
}

/// Of a choice with fields of its own, keeps those that belong to what was chosen.
fn keep_of_kind(order: &mut Value, name: &str, kinds: &[(&str, &[&str])]) {
    let Some(held) = order.get_mut(name).and_then(Value::as_object_mut) else { return };
    let Some(kind) = held.get("kind").and_then(Value::as_str).map(str::to_owned) else {
        if let Some(order) = order.as_object_mut() {
            order.remove(name);
        }
        return;
    };
    let kept = kinds.iter().find(|(known, _)| *known == kind).map_or(&[][..], |(_, fields)| *fields);
    held.retain(|field, _| field == "kind" || kept.contains(&field.as_str()));
}

fn today_field(name: &str, label: &str, today: Date) -> Field {
    Field::date(name, label).required().value(huajie_law::calendar::zh_date(today))
}

/// One box to tick.
pub fn flag(name: &str, label: &str, words: &str) -> Field {
    Field::several(name, label, [("true", words)])
}

/// Everybody who holds one of these roles, `name（单位）`.
fn officers(law: &Law, roles: &[Role], value: impl Fn(&UserId, Role) -> String) -> Vec<Choice> {
    let mut found = Vec::new();
    for role in roles {
        for (user, officer, held) in law.directory.holders(*role) {
            let organization = law.directory.name_of(&held.organization);
            found.push(Choice::from((
                value(user, *role),
                format!("{}（{organization} {}）", officer.name, role.name_zh()),
            )));
        }
    }
    found
}

/// Organizations that something can be passed on to: everything but villages.
fn organizations(law: &Law) -> Vec<Choice> {
    bodies::offered(law, |body| body.category != huajie_law::directory::Category::Village)
}

fn document(name: &str, label: &str) -> Field {
    Field::scan(name, label, false)
}

fn documents(name: &str, label: &str) -> Field {
    Field::scan(name, label, true)
}

#[cfg(test)]
mod tests;
