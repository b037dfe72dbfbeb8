//! Blanks of the follow-up visit: who is visited, and what they say of each line whose day has come.

use super::{Asked, Ground, performance, today_field};
use crate::{
    dispute::apply,
    ui::form::{Choice, Field, FieldKind},
};
use huajie_law::{
    calendar::zh_date,
    dispute::{ActKind, Told},
    follow_up::{ConflictAbout, FollowUp, NewAct, Performed, VisitForm},
    mediation::BriefParty,
    performance::{Line, Performance, VisitSaid},
};
use serde_json::Value;

pub(super) fn fields(command: &str, held: &FollowUp, ground: &Ground<'_>) -> Option<Asked> {
    Some(match command {
        "record_visit" => visit(held, chosen(held, ground)?, ground),
        "leave_new_act" => leave(held, ground),
        "record_attempt" => (
            "没有联系上",
            None,
            vec![
                today_field("on", "哪天联系的", ground.today),
                Field::choice("form", "方式", VisitForm::choices()).required(),
                Field::text("note", "情况").required(),
                Field::several("given_up", "不再回访的（还要再联系的不选）", to_give_up(held)).hint(
                    "一直联系不上的，或者本人不愿意的才选，为什么写在“情况”里；选了的不再催办，案卷可以归档",
                ),
            ],
            None,
        ),
        _ => return None,
    })
}

fn to_give_up(held: &FollowUp) -> Vec<Choice> {
    let named = |party: &BriefParty| {
        Choice::from((party.key.clone(), held.plan.brief.label(&party.key).into_owned()))
    };
    held.to_give_up().map(named).collect()
}

/// Of several that are open it is said which.
fn leave(held: &FollowUp, ground: &Ground<'_>) -> Asked {
    let told = |found: &NewAct| found.told_zh(ground.law, ground.today);
    let open: Vec<(u32, &NewAct)> = held.numbered_new_acts().collect();
    let reason = Field::text("reason", "本人为什么不要求登记").required();
    let consequence = Some("不登记的，期限照常走；本人以后还可以自己申请复议、起诉。".to_owned());
    let choices = open.iter().map(|(at, found)| Choice::from((at.to_string(), told(found))));
    let which = match &open[..] {
        [(at, _)] => Field::hidden("act", at.to_string()),
        _ => Field::choice("act", "哪一个", choices).required(),
    };
    let explain = open.first().filter(|_| open.len() == 1).map(|(_, found)| told(found));
    ("不另行登记", explain, vec![which, reason], consequence)
}

/// As the command has it.
pub(super) fn act_as_number(order: &mut Value) {
    let Some(act) = order.get_mut("act") else { return };
    if let Some(number) = act.as_str().and_then(|chosen| chosen.parse::<u32>().ok()) {
        *act = Value::from(number);
    }
}

fn chosen<'a>(held: &'a FollowUp, ground: &Ground<'_>) -> Option<&'a BriefParty> {
    let only = || held.to_visit().next().filter(|_| held.to_visit().nth(1).is_none());
    held.to_visit().find(|party| Some(party.key.as_str()) == ground.step).or_else(only)
}

/// Who was visited, where there are several: each is asked about what concerns it.
pub(super) fn first_asks(command: &str, held: &FollowUp, ground: &Ground<'_>) -> Option<Field> {
    if command != "record_visit" || chosen(held, ground).is_some() {
        return None;
    }
    let told = |party: &BriefParty| {
        let last = held.visits.iter().rev().find(|visit| visit.visited.contains(&party.key));
        let last = last.map(|visit| format!("（{}访过）", zh_date(visit.on))).unwrap_or_default();
        Choice::from((party.key.clone(), format!("{}{last}", held.plan.brief.label(&party.key))))
    };
    // Whoever was not asked yet stands first.
    let (asked, unasked): (Vec<_>, Vec<_>) = held.to_visit().partition(|party| !held.is_unasked(party));
    Some(Field::choice("step", "回访的是谁", unasked.into_iter().chain(asked).map(told)).required())
}

fn visit(held: &FollowUp, who: &BriefParty, ground: &Ground<'_>) -> Asked {
    let lines = |promised: &'_ Performance| -> (Vec<Line>, Vec<Line>) {
        let theirs = promised
            .lines
            .iter()
            .filter(|line| line.is_owed_to(&who.key) || line.obligation.obligor == who.key);
        theirs.cloned().partition(|line| {
            line.obligation.due_on <= ground.today || line.is_fulfilled() || line.is_broken()
        })
    };
    let (due, later) = ground.promised.map(lines).unwrap_or_default();
    let mut fields = vec![
        Field::hidden("visit.visited.0", who.key.clone()),
        today_field("visit.on", "哪天回访", ground.today),
        Field::choice("visit.form", "方式", VisitForm::choices()).required(),
    ];
    if let Some(promised) = ground.promised {
        fields.extend(due.iter().enumerate().flat_map(|(at, line)| asked(at, line, who, promised, ground)));
    }
    let whole = ground.promised.is_none() && held.plan.last_due_on.is_some();
    if whole {
        fields.push(Field::choice("visit.performed", "约定的事履行了吗", Performed::choices()).required());
    }
    if whole || !due.is_empty() {
        fields.push(
            Field::text("visit.not_performed_reason", "没有履行的原因").hint("到期没有（全部）履行的必须写"),
        );
    }
    let grades =
        [("5", "5 很满意"), ("4", "4 满意"), ("3", "3 一般"), ("2", "2 不满意"), ("1", "1 很不满意")];
    fields.extend([
        Field::choice("visit.satisfaction", "满意吗（不愿说就不选）", grades),
        Field::long_text("visit.answers", "答疑记录"),
        Field::long_text("visit.new_conflict", "新的矛盾").hint("没有的空着"),
        Field::choice("visit.conflict_about", "新的矛盾是为了什么", ConflictAbout::choices())
            .unless("没有新的矛盾的不填"),
        about_a_new_act(held, ground),
    ]);
    ("回访登记", Some(explained(held, who, &due, &later, ground)), fields, None)
}

/// An act of its own: whose, which, since when.
fn about_a_new_act(held: &FollowUp, ground: &Ground<'_>) -> Field {
    let respondent = Field::select("visit.new_act.respondent", "哪个机关", apply::agencies(ground.law))
        .value(held.plan.brief.respondent.to_string());
    let fields = vec![
        respondent,
        Field::select("visit.new_act.act.kind", "行政行为类别", ActKind::choices()),
        Field::text("visit.new_act.act.title", "行政行为名称").hint("例如：收取管理费 5000 元"),
        Field::date("visit.new_act.act.made_on", "作出日期").hint("没有办、没有答复的，填要求办理的日期"),
        Field::date("visit.new_act.act.known_on", "哪天知道的")
            .hint("起诉、申请复议的最后一天从这天算起；记不清的，填最早可能的一天"),
        Field::select("visit.new_act.act.told", "是否告知救济途径和期限", Told::choices())
            .value(Told::Unknown.as_str()),
    ];
    Field::new("new_act", "新的行政行为（不是新的行政行为的不填）", FieldKind::Group(fields))
}

/// What stands in the form and was not meant: an agency for nothing, an act beside a quarrel about the old one.
pub(super) fn as_meant(order: &mut Value) {
    let Some(visit) = order.get_mut("visit").and_then(Value::as_object_mut) else { return };
    let about = visit.get("conflict_about").and_then(Value::as_str);
    let about_it = about == Some(ConflictAbout::NewAct.as_str());
    // What was typed of an act and has no words yet is asked for, not dropped.
    let unsaid = about.is_none() && !visit.contains_key("new_conflict");
    let typed = visit.get("new_act").and_then(|told| told.get("act")).is_some_and(|act| {
        ["title", "made_on", "known_on"]
            .iter()
            .any(|part| act.get(part).is_some_and(|value| !value.is_null()))
    });
    let meant = about_it || (unsaid && typed);
    if !meant {
        visit.remove("new_act");
    }
}

/// Who owes what to whom and what is on record of it, and what whoever is visited says.
fn asked(
    at: usize,
    line: &Line,
    who: &BriefParty,
    promised: &Performance,
    ground: &Ground<'_>,
) -> [Field; 2] {
    let what = performance::choice(promised, line, ground).label;
    let said = Field::choice(
        format!("visit.lines.{at}.said"),
        format!("{what}。{}怎么说", promised.called(&who.key, ground.law)),
        VisitSaid::choices(),
    );
    [Field::hidden(format!("visit.lines.{at}.line"), line.key.clone()), said.required()]
}

fn explained(held: &FollowUp, who: &BriefParty, due: &[Line], later: &[Line], ground: &Ground<'_>) -> String {
    let mut told = vec![format!("回访{}。终结之日起三十日内回访。", held.plan.brief.label(&who.key))];
    let rest = held.unasked().filter(|party| party.key != who.key);
    let rest: Vec<_> = rest.map(|party| held.plan.brief.label(&party.key)).collect();
    if !rest.is_empty() {
        let rest = rest.join("、");
        told.push(format!(
            "每一位都从终结之日起算。还没有回访到：{rest}；都访到，或者写明为什么不再回访，才能归档。"
        ));
    }
    if let Some(promised) = ground.promised {
        let named = |line: &Line| performance::choice(promised, line, ground).label;
        if !later.is_empty() {
            let later: Vec<String> = later.iter().map(named).collect();
            told.push(format!("还没有到日子，这次不问：\n　{}", later.join("\n　")));
        }
        if !due.is_empty() {
            told.push("说的和记录不一样的，保存以后会请窗口、主调人去核实、督促或者补上记录。".to_owned());
        }
    } else if held.plan.last_due_on.is_none() {
        told.push("没有约定要履行的事，不用问履行。".to_owned());
    }
    told.push(
        "新的矛盾还是为了原来的行政行为、协议的履行的，这一件会重新启动；是新的行政行为的，有自己的期限，接着另行登记。"
            .to_owned(),
    );
    told.join("\n")
}
