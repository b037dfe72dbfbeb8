//! The questions, one a page, and which of them are asked after what was answered.

use super::trail::{QUESTIONS, Trail, name_of, unclear};
use crate::{
    dispute::apply::agencies,
    http::Submission,
    orders,
    ui::form::{Choice, Field, FieldKind, Form},
};
use huajie_law::{
    Law,
    calendar::zh_date,
    dispute::{ActKind, Told},
    text,
    ways::{AgencyKind, Tried, Way, decisive},
};
use jiff::civil::Date;
use std::str::FromStr;
use strum::IntoEnumIterator;

/// What was answered to this question before: where the answer changes, what hung on it goes.
const WAS: &str = "was";

/// Slug, label and spoken answer of everything that was asked.
pub fn spoken(trail: &Trail, law: &Law) -> Vec<(&'static str, String, String)> {
    let asked = QUESTIONS.iter().filter(|(slug, _)| trail.asks(slug));
    let spoken = asked.map(|(slug, name)| {
        let form = form(slug, trail, law);
        let field = form.fields.iter().find(|field| field.name == *name);
        let says: Vec<String> = trail.all(name).map(|value| said(field, value)).collect();
        let heading = heading(slug, trail);
        (*slug, heading, says.join("、"))
    });
    spoken.collect()
}

fn said(field: Option<&Field>, value: &str) -> String {
    let label = field.and_then(|field| match &field.kind {
        FieldKind::Choice(choices) | FieldKind::Select(choices) | FieldKind::Several(choices) => {
            choices.iter().find(|choice| choice.value == value).map(|choice| choice.label.clone())
        }
        _ => Date::from_str(value).ok().map(zh_date),
    });
    label.unwrap_or_else(|| if value == "unknown" { "不知道".to_owned() } else { value.to_owned() })
}

/// The heading is the question.
pub fn heading(slug: &str, trail: &Trail) -> String {
    let fixed = match slug {
        "what" => "发生了什么事？",
        "land" => "和房屋、土地等不动产有关吗？",
        "who" => "是哪个单位做的？",
        "kind" => "它是哪一类单位？",
        "known" => "您是哪天知道的？",
        "made" if trail.about_a_request() => "您是哪天向他们提出申请的？",
        "made" => "决定是哪天作出的？",
        "told" => "他们告诉过您可以向谁申诉、多少天内吗？",
        "tried" => "已经找过谁？",
        "mediation" => "调解到哪一步了？",
        "reconsideration" => "复议到哪一步了？",
        "suit" => "官司到哪一步了？",
        "petition" => "信访到哪一步了？",
        "point" => return trail.act().and_then(decisive).map_or("", |decisive| decisive.asked).to_owned(),
        day => {
            let stage = trail.stage(day.trim_end_matches("-day"));
            return stage.and_then(Tried::day_asked).unwrap_or("是哪天？").to_owned();
        }
    };
    fixed.to_owned()
}

/// The form of a question with everything else that was answered, empty.
pub fn form(slug: &str, trail: &Trail, law: &Law) -> Form {
    let name = name_of(slug);
    let heading = heading(slug, trail);
    let fields = match slug {
        "what" => vec![one(name, heading, acts())],
        "point" => vec![one(name, heading, points(trail))],
        "land" => vec![one(
            name,
            heading,
            choices(&[
                ("yes", "有关", ""),
                ("no", "无关", ""),
                ("unknown", "不知道", "按无关算：最长期限短，更稳妥。"),
            ]),
        )],
        "who" => vec![who(name, heading, law)],
        "kind" => vec![one(
            name,
            heading,
            AgencyKind::choices()
                .into_iter()
                .map(Choice::from)
                .chain([unknown("先问复议机构：不归它管的，它应当告诉您归谁。")])
                .collect(),
        )],
        "told" => vec![one(name, heading, told())],
        "tried" => vec![Field { heading: true, ..Field::several(name, heading, went()).required() }],
        "mediation" | "reconsideration" | "suit" | "petition" => vec![one(name, heading, stages(slug))],
        day => date(name, heading, day, trail),
    };
    let form =
        fields.into_iter().fold(Form::new(format!("/guide/{slug}"), "下一步").searching(), Form::field);
    let others = trail.pairs().filter(|(held, _)| held != name);
    let form = others.fold(form, |form, (name, value)| form.field(Field::hidden(name, value)));
    form.field(Field::hidden(WAS, trail.first(name))).field(Field::hidden("go", "1"))
}

fn one(name: &str, heading: String, choices: Vec<Choice>) -> Field {
    Field { heading: true, ..Field::choice(name, heading, choices).required() }
}

fn choice(value: &str, label: &str, hint: &str) -> Choice {
    let hint = (!hint.is_empty()).then(|| hint.to_owned());
    Choice { hint, ..Choice::from((value, label)) }
}

fn choices(all: &[(&str, &str, &str)]) -> Vec<Choice> {
    all.iter().map(|(value, label, hint)| choice(value, label, hint)).collect()
}

fn unknown(hint: &str) -> Choice {
    choice("unknown", "不知道", hint)
}

fn acts() -> Vec<Choice> {
    let hint = |act| match act {
        ActKind::Penalty => "罚款、没收、吊证、拘留",
        ActKind::CompulsoryMeasure => "查封、扣押、冻结、强拆",
        ActKind::Licence => "申请办证、批准：不给办、不答复，或者被撤销",
        ActKind::Expropriation => "征地、拆房，以及补偿决定",
        ActKind::WorkInjury => "工伤、登记、身份等的认定",
        ActKind::NaturalResources => "土地、山林、水面归谁所有、归谁用",
        ActKind::InformationDisclosure => "申请公开信息；一直没有答复的，选“不履行法定职责”",
        ActKind::FailureToAct => "请他们管，他们不管、不答复",
        ActKind::Benefits => "抚恤金、社保、低保没有给，或者给少了",
        ActKind::Agreement => "签过补偿协议、特许经营协议等",
        ActKind::Compensation => "要求机关赔偿损失",
        ActKind::Other => "上面都不像",
    };
    let named = ActKind::iter().map(|act| choice(act.as_str(), act.name_zh(), hint(act)));
    named.chain([unknown("按可能要先复议准备，最稳妥。")]).collect()
}

fn points(trail: &Trail) -> Vec<Choice> {
    let decisive = trail.act().and_then(decisive);
    let of = |decisive: huajie_law::ways::Decisive| {
        vec![choice("yes", decisive.yes, ""), choice("no", decisive.no, ""), unknown(decisive.unknown)]
    };
    decisive.map(of).unwrap_or_default()
}

fn who(name: &str, heading: String, law: &Law) -> Field {
    let others = [("unknown", "不知道是哪个单位"), ("other", "名单里没有")].map(Choice::from);
    let all = others.into_iter().chain(agencies(law));
    let field = Field::select(name, heading, all).required();
    Field {
        heading: true,
        ..field.hint("看决定书上盖的章。派出所、分局、村委会等不在名单里的，选“名单里没有”。")
    }
}

fn told() -> Vec<Choice> {
    // Not to know is said by every question of the guide in the same words.
    let named = Told::iter().filter(|told| *told != Told::Unknown).map(|told| {
        let hint = match told {
            Told::Yes => "决定书最后一段一般写着",
            Told::No => "过了一般期限，或许还能主张",
            Told::Partly | Told::Unknown => "例如写了能复议，没写多少天",
        };
        choice(told.as_str(), told.name_zh(), hint)
    });
    named.chain([unknown("按告诉了算：日子最短，不会误事。")]).collect()
}

fn went() -> Vec<Choice> {
    choices(&[
        ("mediation", "请人调解过", ""),
        ("reconsideration", "申请过行政复议", ""),
        ("suit", "去法院起诉过", ""),
        ("petition", "信访过", ""),
        ("complained", "打过 12345，或者投诉过", ""),
        ("none", "都没有", ""),
        ("unknown", "不知道", "按都没有算；委托别人办过的，先问一问他。"),
    ])
}

fn stages(group: &str) -> Vec<Choice> {
    let way = unclear(group).way();
    let stages = Tried::iter().filter(|stage| stage.way() == way);
    let named = stages.map(|stage| choice(stage.as_str(), stage.name_zh(), ""));
    let unsure = matches!(way, Way::Mediate | Way::Petition).then(|| unknown("按正在办算。"));
    named.chain(unsure).collect()
}

fn date(name: &'static str, heading: String, slug: &str, trail: &Trail) -> Vec<Field> {
    let (hint, consequence) = match slug {
        "known" => ("例如 2026年3月5日。收到决定书的那天。", "按决定书上的日期算，最早，不会误事。"),
        "made" if trail.about_a_request() => {
            ("例如 2026年3月5日。递交申请、收到回执的那天。", "算不出还剩几天，会告诉您去哪里问。")
        }
        "made" => ("例如 2026年3月5日。决定书上的日期。", "按您知道的那天算；隔了好几年的，要先问清。"),
        _ => ("例如 2026年3月5日。看文书上的日期或者送达回证。", "算不出还剩几天，会告诉您去哪里问。"),
    };
    let day = Field { heading: true, ..Field::date(name, heading).hint(hint).required() };
    let box_name = format!("{name}_unknown");
    let unknown = choice("true", "不知道、记不清", consequence);
    vec![day, Field::several(box_name, "或者", [unknown]).required()]
}

/// Shows what was answered before.
pub fn show(form: &mut Form, slug: &str, trail: &Trail) {
    let name = name_of(slug);
    let values: Vec<&str> = trail.all(name).collect();
    let box_name = format!("{name}_unknown");
    match &values[..] {
        ["unknown"] if form.find_mut(&box_name).is_some() => form.keep([(box_name.as_str(), "true")]),
        values => form.keep(values.iter().map(|value| (name, *value))),
    }
}

/// What the page sent, put to what was answered before; `None`: something is wrong, and stands beside its field.
pub fn read(
    form: &mut Form,
    slug: &str,
    trail: &Trail,
    sent: &[(String, String)],
    today: Date,
) -> Option<Trail> {
    let name = name_of(slug);
    let submission = Submission { pairs: sent.to_vec(), uploads: Vec::new() };
    let box_name = format!("{name}_unknown");
    if form.find_mut(&box_name).is_some() {
        form.keep(submission.typed());
        let day = read_day(name, &submission, trail, today);
        return match day {
            Ok(day) => Some(trail.clone().answered(slug, name, submission.first(WAS), vec![day])),
            Err(says) => {
                form.reject(name, says);
                None
            }
        };
    }
    orders::read(form, &submission, &orders::Stored::new(), "ask")?;
    let values: Vec<String> = submission.all(name).map(str::to_owned).collect();
    let alone = values.iter().any(|value| value == "none" || value == "unknown");
    if alone && values.len() > 1 {
        form.reject(name, "选了“都没有”或者“不知道”，就不要再选别的");
        return None;
    }
    Some(trail.clone().answered(slug, name, submission.first(WAS), values))
}

fn read_day(name: &str, submission: &Submission, trail: &Trail, today: Date) -> Result<String, &'static str> {
    let typed = text::tidy(submission.first(name));
    let unknown = submission.first(&format!("{name}_unknown")) == "true";
    match (typed.is_empty(), unknown) {
        (true, true) => return Ok("unknown".to_owned()),
        (true, false) => return Err("请写日期；不知道的，勾下面的“不知道、记不清”"),
        (false, true) => return Err("写了日期，就不要再勾“不知道、记不清”"),
        (false, false) => {}
    }
    let day = text::parse_date(&typed).map_err(|_| "这个日期没有看懂，请写成“2026年3月5日”这样")?;
    if day > today {
        return Err("这一天还没有到，请核对");
    }
    let other = |name: &str| Date::from_str(trail.first(name)).ok();
    let out_of_order = match name {
        "known" => other("made").is_some_and(|made| made > day),
        "made" => other("known").filter(|_| trail.asks("known")).is_some_and(|known| day > known),
        _ => false,
    };
    if out_of_order {
        Err("决定作出的日子不会晚于您知道的日子，请核对")
    } else {
        Ok(day.to_string())
    }
}
