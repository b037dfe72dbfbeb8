//! The questions. The heading is the question; a step is a form.

use super::{answers::Answers, before, way};
use crate::{
    people::bodies,
    ui::form::{Choice, Field, FieldKind, Form},
};
use huajie_law::{
    FileHash, Law,
    directory::Category,
    dispute::{ActKind, Authority, Nature, Told, Wish},
    ways::Attempts,
};
use jiff::civil::Date;

/// One page of the application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// In the address: `/apply/what`.
    pub slug: &'static str,
    /// The question.
    pub heading: &'static str,
    /// On the check page and in the list of steps.
    pub short: &'static str,
}

/// Where an application begins.
pub const FIRST: &str = "/apply/kind";

const STEPS: [Step; 15] = [
    Step { slug: "kind", heading: "是哪一类的事？", short: "哪一类" },
    Step { slug: "more", heading: "还有几点要问清楚", short: "几点情况" },
    Step { slug: "what", heading: "发生了什么事？", short: "发生了什么" },
    Step { slug: "who", heading: "是哪个单位做的？", short: "哪个单位" },
    Step { slug: "when", heading: "什么时候的事？", short: "什么时候" },
    Step { slug: "told", heading: "对方告诉过您怎么申诉吗？", short: "告诉过什么" },
    Step {
        slug: "tried", heading: "这件事以前申请过复议，或者起诉过吗？", short: "以前办过吗"
    },
    Step { slug: "want", heading: "您想要什么结果？", short: "想要什么" },
    Step { slug: "way", heading: "您想走哪条路？", short: "走哪条路" },
    Step { slug: "request", heading: "您的复议请求", short: "复议请求" },
    Step { slug: "evidence", heading: "有什么材料？", short: "材料" },
    Step { slug: "where", heading: "您住在哪里，或者事情发生在哪里？", short: "在哪里" },
    Step { slug: "you", heading: "您是谁，怎么联系您？", short: "您是谁" },
    Step {
        slug: "others", heading: "有人和您一起，或者替您办吗？", short: "同伴和代理人"
    },
    Step { slug: "third", heading: "还有别人和这件事有关吗？", short: "第三人" },
];

pub fn find(slug: &str) -> Option<Step> {
    STEPS.into_iter().find(|step| step.slug == slug)
}

/// The pages that are asked after what was answered: what an application for reconsideration says, only of whoever applies for it, and
/// what matters for some kinds of acts, only of those.
pub fn asked(answers: &Answers) -> Vec<Step> {
    let wish: Option<Wish> = answers.first("way", "wish").parse().ok();
    let applies = wish.is_some_and(Wish::reconsiders);
    let fits = |step: &Step| match step.slug {
        "request" => applies,
        "more" => !more(answers).is_empty(),
        _ => true,
    };
    STEPS.into_iter().filter(fits).collect()
}

/// Where the application goes on after a step: the next page without an answer, else the check page.
pub fn after(slug: &str, answers: &Answers) -> String {
    let steps = asked(answers);
    let passed = steps.iter().position(|step| step.slug == slug).map_or(0, |at| at + 1);
    let open = steps[passed..].iter().find(|step| !answers.is_answered(step.slug));
    let open = open.or_else(|| steps.iter().find(|step| !answers.is_answered(step.slug)));
    open.map_or_else(|| "/apply/check".to_owned(), |step| format!("/apply/{}", step.slug))
}

/// The form of a step, empty.
pub fn form(step: Step, law: &Law, answers: &Answers, today: Date) -> Form {
    let form = Form::new(format!("/apply/{}", step.slug), "保存，下一步");
    let fields = match step.slug {
        "kind" => kind(),
        "more" => more(answers),
        "what" => what(),
        "who" => who(law),
        "when" => when(answers),
        "told" => told(),
        "tried" => before::fields("tried", &Attempts::default(), false),
        "want" => want(),
        "way" => way::wish_fields(law, answers, today),
        "request" => way::request_fields(law, answers, today),
        "evidence" => evidence(answers),
        "where" => place(law, answers),
        "you" => you(),
        "third" => third(),
        _ => others(),
    };
    fields.into_iter().fold(form, Form::field)
}

fn kind() -> Vec<Field> {
    let kind = Field::choice("act.kind", "属于哪一类？", ActKind::choices());
    vec![kind.hint("拿不准就选“其他行政行为”，窗口会帮您看。").required()]
}

fn kind_of(answers: &Answers) -> Option<ActKind> {
    answers.first("kind", "act.kind").parse().ok()
}

/// On what the days or the way may turn, of acts of this kind.
fn more(answers: &Answers) -> Vec<Field> {
    let Some(kind) = kind_of(answers) else { return Vec::new() };
    let ticked = |name: &str, label: &str, says: &'static str| Field::several(name, label, [("true", says)]);
    let asked = [
        (kind == ActKind::Penalty, ticked("act.on_the_spot", "处罚是不是当场作出的？", "是当场作出的处罚")),
        (
            kind == ActKind::Penalty,
            ticked(
                "act.by_monitoring",
                "处罚是不是根据电子眼、监控设备拍到的作出的？",
                "是根据监控设备的记录作出的",
            ),
        ),
        (
            kind.is_asked_for(),
            ticked("act.unanswered", "递交申请以后，是不是一直没有答复？", "递交了申请，一直没有答复"),
        ),
        (
            kind.may_concern_real_estate(),
            ticked("act.real_estate", "和房屋、土地等不动产有关吗？", "有关")
                .hint("涉及房屋、土地的，起诉的最长期限不一样。"),
        ),
    ];
    asked.into_iter().filter(|(fits, _)| *fits).map(|(_, field)| field).collect()
}

fn what() -> Vec<Field> {
    vec![
        Field::text("act.title", "一句话说是什么事")
            .hint("例如：罚款 5000 元、不给办证、征地补偿少算")
            .required(),
        Field::long_text("facts", "经过是怎样的？")
            .hint("按先后写：什么时候、什么地方、谁、做了什么、您为什么觉得不对。")
            .required(),
    ]
}

fn who(law: &Law) -> Vec<Field> {
    vec![
        Field::select("respondent", "作出决定或者该办没办的单位", agencies(law))
            .hint("看决定书上盖的章。派出所、分局、所作出的，选它属于哪个部门（派出所选公安局），再在下面写是哪一个。省、市的机关不在名单里，请看“该走哪条路”；还是找不到的，打电话或者到窗口问。村委会、企业、邻居之间的纠纷不在这里办，请找人民调解委员会。")
            .required(),
        Field::text("act.branch", "具体是哪个派出所、分局、所？")
            .hint("决定书上盖的是派出所、分局、所的章的，照章上写，例如“石牌派出所”。不是的空着。复议、诉讼里由它自己还是由它的部门作对方，窗口和受理机关会依法核对。"),
    ]
}

/// Everybody a citizen can have an administrative dispute with.
pub fn agencies(law: &Law) -> Vec<Choice> {
    bodies::offered(law, |body| body.category.acts_on_citizens())
}

fn when(answers: &Answers) -> Vec<Field> {
    let kind = kind_of(answers);
    let failure = kind == Some(ActKind::FailureToAct)
        || (kind.is_some_and(ActKind::is_asked_for) && answers.first("more", "act.unanswered") == "true");
    let known = Field::date("act.known_on", "您是哪天知道的？")
        .hint("例如 2026年3月5日。收到决定书的那天；记不清就写最早可能的一天。");
    let made = if failure {
        Field::date("act.made_on", "您是哪天递交申请、要求他办的？")
            .hint("看回执、邮寄单，例如 2026年3月5日。最后一天从这天算起，不填就算不出来。")
    } else {
        Field::date("act.made_on", "决定是哪天作出的？")
            .hint("决定书上的日期，例如 2026年3月5日。没有就空着。")
    };
    vec![
        if failure {
            known.unless("一直没有答复、没有办的，可以不填")
        } else {
            known.required()
        },
        made,
        Field::text("act.document_number", "决定书的文号").hint("决定书标题下面的编号。没有就空着。"),
    ]
}

fn told() -> Vec<Field> {
    let told = Field::choice("act.told", "对方告诉过您可以向谁申诉、多少天内吗？", Told::choices());
    vec![told.hint("决定书的最后一段通常会写。").required()]
}

fn want() -> Vec<Field> {
    vec![
        Field::long_text("claims", "您希望怎样解决？")
            .hint("例如：撤销罚款；重新核算补偿；尽快发证。")
            .required(),
        Field::money("amount_fen", "涉及多少钱？").hint("单位是元。没有就空着。"),
    ]
}

/// What each piece that is here already is to prove, and more pieces.
fn evidence(answers: &Answers) -> Vec<Field> {
    let held = answers.evidence.iter().flat_map(|item| {
        let proves = Field::text(proves_of(&item.file), format!("已经上传：“{}”要证明什么", item.title))
            .hint("一句话，写进证据清单，例如：收到决定书的日期。");
        // A button of this form: what is typed beside the others goes with it.
        let remove = format!("{REMOVE}{}", item.file);
        [proves, Field::new(remove, format!("去掉“{}”", item.title), FieldKind::More)]
    });
    let more = Field::files("evidence", "照片或文件");
    held.chain([more]).collect()
}

/// Begins what the button says that takes a piece away; the file follows.
pub const REMOVE: &str = "remove.";

/// Under which name the page asks what a piece is to prove.
pub fn proves_of(file: &FileHash) -> String {
    format!("proves.{file}")
}

fn place(law: &Law, answers: &Answers) -> Vec<Field> {
    let town = Field::select("town", "乡镇、街道、场、库、区", towns(law)).required();
    let chosen = answers.first("where", "town");
    if chosen.is_empty() {
        return vec![town];
    }
    let villages = divisions(law, Category::Village, Some(chosen));
    vec![town, Field::select("village", "村、社区", villages)]
}

/// The towns, streets, farms, reservoirs and zones.
pub fn towns(law: &Law) -> Vec<Choice> {
    divisions(law, Category::Township, None)
}

/// Division codes with their names, those below `parent` where one is named.
fn divisions(law: &Law, category: Category, parent: Option<&str>) -> Vec<Choice> {
    let all = law.directory.organizations.values().filter(|body| body.category == category);
    let below = all.filter(|body| match (parent, body.parent.as_ref()) {
        (None, _) => true,
        (Some(code), Some(id)) => {
            law.directory.organization(id).and_then(|town| town.division.as_deref()) == Some(code)
        }
        (Some(_), None) => false,
    });
    let mut named: Vec<_> =
        below.filter_map(|body| body.division.clone().map(|code| (code, body.name.clone()))).collect();
    named.sort();
    named.into_iter().map(Choice::from).collect()
}

fn you() -> Vec<Field> {
    vec![
        Field::choice("nature", "您代表谁？", Nature::choices()).required(),
        Field::text("name", "姓名或者单位名称").required().autocomplete("name"),
        Field::new("number", "身份证号或者统一社会信用代码", FieldKind::Digits)
            .hint("18 位。没有或不方便提供可以空着，以后再补；号码核对不上也能提交，会标“待核”。"),
        Field::text("head", "法定代表人、负责人或者经营者")
            .unless("个人不填")
            .hint("单位填法定代表人或者主要负责人的姓名，个体工商户填经营者的姓名：申请书上依法要写明（《行政复议法实施条例》19条）。现在没有的，以后再补。"),
        Field::new("phone", "手机号", FieldKind::Mobile)
            .hint("查进度的验证码会发到这个号码。")
            .required()
            .autocomplete("tel"),
        Field::text("address", "联系地址").hint("寄送文书用。").autocomplete("street-address"),
    ]
}

/// In place of a choice about somebody: there is nobody. Without a script what was once chosen can only be chosen otherwise.
pub const NOBODY: &str = "nobody";

fn or_nobody<L: Into<String>>(
    choices: impl IntoIterator<Item = (String, L)>,
    nobody: &str,
) -> impl Iterator<Item = Choice> {
    let nobody = Choice::from((NOBODY, nobody));
    choices.into_iter().map(Choice::from).chain([nobody])
}

/// 第三人: one is asked for here, others join at the counter.
fn third() -> Vec<Field> {
    let parts = vec![
        Field::text("third.name", "第三人的姓名或者单位名称"),
        Field::choice("third.nature", "第三人是个人还是单位？", or_nobody(Nature::choices(), "没有第三人"))
            .unless("写了第三人的，要选"),
        Field::new("third.number", "第三人的身份证号或者统一社会信用代码", FieldKind::Digits)
            .hint("不知道就空着；号码核对不上也能提交，会标“待核”。"),
        Field::new("third.phone", "第三人的电话", FieldKind::Phone)
            .hint("填了手机号，有进展也会告诉他，他可以凭编号和自己的手机号查进度。座机请带区号。"),
    ];
    let third = Field::new("third", "谁和这件事有直接关系？", FieldKind::Group(parts));
    vec![third.hint("例如工伤认定里的另一方、相邻的住户。没有就都空着；不止一位的，其他的登记以后告诉窗口。")]
}

fn others() -> Vec<Field> {
    vec![
        Field::number("group.size", "一共有多少人？")
            .unit("人")
            .hint("只有您自己就空着。十人以上的，登记以后按窗口的通知推选二至五名代表人。"),
        Field::text("agent.name", "代理人姓名").hint("没有代理人就空着。"),
        Field::new("agent.phone", "代理人电话", FieldKind::Phone).hint("座机请带区号，例如 0724-4223344。"),
        Field::choice("agent.authority", "授权范围", or_nobody(Authority::given(), "没有代理人"))
            .hint("特别授权的代理人可以代您承认、放弃、变更请求和和解。"),
    ]
}
