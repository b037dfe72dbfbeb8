//! Blanks of performance.

use super::{Asked, Ground, document, documents, flag, organizations, today_field};
use crate::{
    desk::{
        gathered::{self, MOST_TOLD},
        told,
    },
    ui::form::{Choice, Field},
};
use huajie_law::{
    calendar::zh_date,
    mediation::ServiceWay,
    performance::{Extent, Line, LineState, Performance, PerformanceFinding, UrgeWay},
};

pub(super) fn fields(command: &str, held: &Performance, ground: &Ground<'_>) -> Option<Asked> {
    let choice = |line: &Line| choice(held, line, ground);
    let open: Vec<Choice> = held.open_lines().map(choice).collect();
    let obligations =
        Field::several("obligations", "哪几项（同一天履行、同一份凭证的）", open.clone()).required();
    // What was recorded as not done can still be done.
    let may = |line: &&Line| ground.own_side.is_none_or(|own| held.may_call_done(line, own));
    let late = held.lines.iter().filter(|line| line.is_broken()).filter(may).map(choice);
    let obligation = one_of(open.into_iter().chain(late).collect(), ground);
    Some(match command {
        "record_fulfilment" => (
            "记录履行",
            None,
            vec![
                obligation,
                today_field("on", "哪天履行的", ground.today),
                flag("partly", "部分履行", "只履行了一部分"),
                proof(held, ground),
                Field::text("note", "说明"),
            ],
            None,
        ),
        "record_fulfilments" => (
            "一次记录多项履行",
            None,
            vec![
                obligations,
                today_field("on", "哪天履行的", ground.today),
                document("proof", "凭证（例如交付清单）"),
                Field::text("note", "说明"),
            ],
            None,
        ),
        "apply_for_enforcement" => enforcement(held, ground),
        "pass_on" => (
            "转其他途径",
            None,
            vec![
                Field::select("to", "转给", organizations(ground.law)).required(),
                Field::long_text("reason", "理由").required(),
            ],
            None,
        ),
        _ => return not_performed(command, held, ground),
    })
}

/// What is past its day: reported, urged, broken.
fn not_performed(command: &str, held: &Performance, ground: &Ground<'_>) -> Option<Asked> {
    let overdue = || held.lines.iter().filter(|line| line.is_overdue(ground.today));
    let own = ground.own_side.unwrap_or_default();
    Some(match command {
        "report_shortfall" => (
            "反映没有履行",
            Some("约定的日子过了，对方没有做，或者只做了一部分，在这里告诉我们；记录为已经做到、其实没有的，也在这里说，写明哪里不对。工作人员当天就能看到，会去核实、督促。您写的话和材料不给对方看。".into()),
            vec![
                one_of(reportable(held, own, ground).map(|line| choice(held, line, ground)).collect(), ground),
                Field::choice("extent", "到什么程度", Extent::choices()).required(),
                Field::long_text("words", "具体说一说").required().hint("例如：说好给多少，到现在给了多少；对方是怎么说的"),
                documents("documents", "照片、转账记录等（没有不传）"),
            ],
            None,
        ),
        "urge" => (
            "督促履行",
            Some(not_come(held, ground)),
            vec![
                one_of(overdue().map(|line| choice(held, line, ground)).collect(), ground),
                Field::choice("way", "怎么督促", UrgeWay::choices())
                    .required()
                    .hint("选“书面通知”的，保存以后到“文书”里出具《催促履行函》并送达"),
                Field::date("until", "请他最晚哪天前履行").hint("书面督促必须写；写了的，这一天过了才能记录为未履行"),
                said_by(held, held.lines.iter().filter(|line| line.is_overdue(ground.today)), ground),
                Field::text("note", "说明（只有工作人员看得到）"),
            ],
            None,
        ),
        "check_performance" => {
            let doubted = held.lines.iter().filter(|line| line.is_fulfilled());
            let lines = || doubted.clone();
            (
                "核实是否履行",
                Some(told_of(held, lines().collect(), "记录为做到了", ground)),
                vec![
                    one_of(disputed_first(held, lines(), ground), ground),
                    Field::choice("finding", "核实的结果", PerformanceFinding::choices()).required().hint(
                        "选“没有履行”的，这一项重新跟踪、督促；原来的记录和凭证都留着。案卷已经归档的，先“重新启动”",
                    ),
                    said_by(held, lines(), ground),
                    Field::long_text("reason", "怎样核实的，根据什么")
                        .required()
                        .hint("要做的一方和对方都看得到，别的当事人看不到"),
                ],
                None,
            )
        }
        "record_breach" => {
            let mut fields = vec![one_of(overdue().map(|line| choice(held, line, ground)).collect(), ground)];
            fields.extend(letter_served(held, overdue(), ground));
            fields.push(Field::long_text("reason", "原因").required());
            ("记录未履行", Some(not_come(held, ground)), fields, None)
        }
        _ => return None,
    })
}

/// Whoever owes it proves it; whoever is owed just says so.
fn proof(held: &Performance, ground: &Ground<'_>) -> Field {
    let proof = document("proof", "凭证");
    let Some(own) = ground.own_side else { return proof };
    let mut open = held.lines.iter().filter(|line| !line.is_fulfilled());
    match open.all(|line| line.obligation.obligor == own) {
        true => proof.required(),
        false => proof.unless("您自己做到的，要附凭证；对方做到的，可以不附"),
    }
}

/// Of a letter whose service is on file nothing is asked.
fn letter_served<'a>(
    held: &Performance,
    overdue: impl Iterator<Item = &'a Line>,
    ground: &Ground<'_>,
) -> Vec<Field> {
    let waiting: Vec<String> = overdue
        .filter(|line| line.unserved_letter().is_some())
        .map(|line| choice(held, line, ground).label)
        .collect();
    if waiting.is_empty() {
        return Vec::new();
    }
    let hint = format!(
        "书面督促过、还没有送达记录的：{}。督促函给的日子从送达起算。还没有送达的，先到“文书”里出具、记录送达",
        waiting.join("；")
    );
    vec![
        Field::date("letter.on", "督促函哪天送达").hint(hint),
        Field::select("letter.way", "督促函怎么送达的", ServiceWay::of_papers()),
    ]
}

/// The one that the to-do is about is chosen already, and where there is one only.
fn one_of(lines: Vec<Choice>, ground: &Ground<'_>) -> Field {
    let meant = ground.step.filter(|step| lines.iter().any(|line| line.value == *step)).map(str::to_owned);
    Field::choice("obligation", "哪一项", lines).required().known(meant).only_choice()
}

/// Who owes what to whom until when: of many households each has its own line.
pub(super) fn choice(held: &Performance, line: &Line, ground: &Ground<'_>) -> Choice {
    let recorded = match &line.state {
        LineState::Fulfilled { on } => format!("；记录为{}做到了", zh_date(*on)),
        LineState::Broken { .. } => "；记录为没有做到".to_owned(),
        LineState::Open => String::new(),
    };
    let (between, due) = (held.between(line, ground.law), zh_date(line.obligation.due_on));
    Choice::from((line.key.clone(), format!("{between}：{}（{due}前{recorded}）", line.obligation.content)))
}

/// For whoever is owed what was not done; the counter says for whom it writes.
fn enforcement(held: &Performance, ground: &Ground<'_>) -> Asked {
    let broken: Vec<&Line> = held.unpursued().collect();
    let own = ground.own_side;
    let theirs = broken.iter().filter(|line| own.is_none_or(|own| line.is_owed_to(own)));
    let mut explain: Vec<String> = theirs
        .map(|line| {
            let what = choice(held, line, ground).label;
            format!("{what}\n　{}", held.consequence_for(line, own, ground.law, ground.today))
        })
        .collect();
    explain.push("申请书向法院递交，这里记下已经申请。申请执行的期限是二年，从约定履行的最后一天起算（《民事诉讼法》250条）。".into());
    let sides = held.creditors(&broken).map(|side| (side.to_owned(), held.called(side, ground.law)));
    let by = Field::select("by", "谁申请强制执行", sides.map(Choice::from)).required();
    let mut fields: Vec<Field> = own.is_none().then_some(by).into_iter().collect();
    fields.extend([document("document", "申请书"), Field::text("note", "说明")]);
    ("申请强制执行", Some(explain.join("\n")), fields, None)
}

/// What this side may say of: owed to it, and past its day or recorded as performed.
fn reportable<'a>(
    held: &'a Performance,
    own: &'a str,
    ground: &Ground<'_>,
) -> impl Iterator<Item = &'a Line> {
    let today = ground.today;
    let owed = held.lines.iter().filter(move |line| line.is_owed_to(own));
    owed.filter(move |line| line.is_overdue(today) || line.is_fulfilled())
}

/// What somebody doubts stands first, and alone it is chosen already.
fn disputed_first<'a>(
    held: &Performance,
    lines: impl Iterator<Item = &'a Line>,
    ground: &Ground<'_>,
) -> Vec<Choice> {
    let (disputed, others): (Vec<_>, Vec<_>) = lines.partition(|line| line.is_disputed());
    disputed.into_iter().chain(others).map(|line| choice(held, line, ground)).collect()
}

/// Who said so at the counter or by telephone: somebody to whom one of these is owed.
fn said_by<'a>(held: &Performance, lines: impl Iterator<Item = &'a Line>, ground: &Ground<'_>) -> Field {
    let lines: Vec<&Line> = lines.collect();
    let sides: Vec<_> = held
        .creditors(&lines)
        .map(|side| Choice::from((side.to_owned(), held.called(side, ground.law))))
        .collect();
    Field::select("said_by", "谁当面或者打电话反映的", sides)
        .hint("没有人反映的不选；在网上反映的已经记下，也不用选")
}

/// What is on file about everything that is past its day: whoever urges reads it before the call.
fn not_come(held: &Performance, ground: &Ground<'_>) -> String {
    let lines = held.lines.iter().filter(|line| line.is_overdue(ground.today));
    told_of(held, lines.collect(), "过了约定的日子", ground)
}

/// What is on file about these; of many how many they are, and what is on file about those of the household that is asked about.
fn told_of(held: &Performance, lines: Vec<&Line>, which: &str, ground: &Ground<'_>) -> String {
    if lines.len() <= MOST_TOLD {
        return told::lines(held, lines, ground.law);
    }
    let count = format!("{which}的一共 {} 项", lines.len());
    let asked = ground.step.and_then(|step| lines.iter().find(|line| line.key == step));
    let Some(whose) = asked.map(|line| gathered::side(line)) else {
        return format!("{count}。从案卷里点开要办的那一项，这里就写着那一户的情况。");
    };
    let theirs: Vec<&Line> = lines.into_iter().filter(|line| gathered::side(line) == whose).collect();
    let (name, many) = (held.called(whose, ground.law), theirs.len());
    format!("{count}，其中{name}的 {many} 项：\n{}", told::lines(held, theirs, ground.law))
}
