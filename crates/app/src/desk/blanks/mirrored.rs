//! Blanks of a proceeding that another body conducts: which step it took, and then only what that step needs.

use super::{Asked, Ground, document, flag, organizations, today_field};
use crate::ui::form::{Choice, Field};
use huajie_law::{
    Kind,
    calendar::zh_date,
    directory::Category,
    dispute::{Dispute, Source},
    mediation::RESPONDENT,
    mirrored::{AbsenceReason, ExclusionCause, Finding, HeadRank, Level, Mirrored, Procedure, Way},
    remedy::Remedy,
};
use strum::IntoEnumIterator;

/// The steps of the law by their names in JSON, in the order of the work, as the page that asks for one says them.
pub const STEPS: [(&str, &str); 17] = [
    ("received", "收到材料"),
    ("accepted", "立案、受理"),
    ("forwarded", "转送、交办"),
    ("copy_served", "被告收到起诉状副本"),
    ("replied", "答辩、答复并举证"),
    ("converted", "转为普通程序"),
    ("hearing_set", "定了开庭、听证的日子"),
    ("heard", "已经开庭、听证"),
    ("period_excluded", "期限暂停计算"),
    ("period_resumed", "恢复计算期限"),
    ("extended", "批准延长"),
    ("withdrawal_applied", "申请撤回"),
    ("decided", "作出裁判、决定、意见"),
    ("served", "文书送达"),
    ("effective", "发生法律效力"),
    ("performed", "已履行"),
    ("enforcement_applied", "申请强制执行"),
];

/// Whether this procedure can have that step at all; what the law refuses to all is not offered.
fn has_step(procedure: Procedure, step: &str) -> bool {
    match step {
        "copy_served" | "converted" => procedure.keeps_filing_day(),
        "enforcement_applied" => {
            matches!(procedure, Procedure::Litigation | Procedure::Adjudication | Procedure::Arbitration)
        }
        _ => true,
    }
}

/// Which of the steps a page asks first; the answer stands in its address.
pub(super) fn first_asks(command: &str, held: &Mirrored, ground: &Ground<'_>) -> Option<Field> {
    let known = ground.step.is_some_and(|step| STEPS.iter().any(|(name, _)| *name == step));
    if command != "record" || known {
        return None;
    }
    let offered = STEPS.iter().filter(|(step, _)| has_step(held.procedure, step)).copied();
    Some(Field::choice("step", "有了哪一步进展", offered).required())
}

pub(super) fn fields(command: &str, held: &Mirrored, ground: &Ground<'_>) -> Option<Asked> {
    Some(match command {
        "record" => {
            let step = ground.step.filter(|step| STEPS.iter().any(|(name, _)| name == step))?;
            let explain = explain(step, held, ground);
            ("登记程序进展", explain, report(step, held, ground), None)
        }
        "strike" => (
            "作废节点",
            Some("登记错的节点作废以后仍然看得到，不再参与计算。".into()),
            vec![
                Field::choice("milestone", "作废哪一个节点", standing(held)).required(),
                Field::text("reason", "错在哪里").required(),
            ],
            Some("期限、下一步救济会按剩下的节点重新计算。".into()),
        ),
        "refer" => super::referral::from_proceeding(held, ground),
        _ => return None,
    })
}

fn standing(held: &Mirrored) -> Vec<Choice> {
    let milestones = held.milestones.iter().filter(|milestone| milestone.struck.is_none());
    let choice = |milestone: &huajie_law::mirrored::Milestone| {
        let on = zh_date(milestone.report.happened_on);
        Choice::from((milestone.key.clone(), format!("{on} {}", milestone.title_zh(held.procedure))))
    };
    milestones.map(choice).collect()
}

/// 要点6: the cost is said before anybody withdraws.
fn explain(step: &str, held: &Mirrored, ground: &Ground<'_>) -> Option<String> {
    match step {
        "withdrawal_applied" => {
            let costs = held.withdrawal_costs(ground.law, ground.today);
            Some(format!("撤回的后果：\n{}", costs.join("\n")))
        }
        "period_excluded" => Some("以办理机关的文书为准；双方同意不等于已经中止。".into()),
        "served" => Some("上诉、复查、起诉的期限从各方各自的送达日起算；日子不同的分次登记。".into()),
        _ => None,
    }
}

fn report(step: &str, held: &Mirrored, ground: &Ground<'_>) -> Vec<Field> {
    let levels = held.procedure.levels();
    let level = match levels {
        [only] => Field::hidden("report.level", only.as_str()),
        several => Field::choice("report.level", "哪一级", level_choices(held.procedure, several))
            .required()
            .value(held.current_level().as_str()),
    };
    let mut fields = vec![level, Field::hidden("report.step.step", step)];
    fields.extend(of_step(step, held, ground));
    fields.push(today_field("report.happened_on", "哪天发生的", ground.today));
    fields.extend(papers("report", step));
    let numbered = fields.iter().any(|field| field.name == "report.case_number");
    fields.extend(
        numbered.then(|| flag("number_checked", "案号", "已核对：案号没有写错").hint(ONLY_ELSEWHERE)),
    );
    fields
}

/// When it has to be said that a number is meant.
const ONLY_ELSEWHERE: &str = "只在这个案号已经登记在另一件争议上时才要选";

fn level_choices(procedure: Procedure, levels: &[Level]) -> Vec<Choice> {
    levels.iter().map(|level| Choice::from((level.as_str(), procedure.level_zh(*level)))).collect()
}

fn papers(report: &str, step: &str) -> Vec<Field> {
    let opens = matches!(step, "received" | "accepted" | "forwarded");
    let number = opens.then(|| Field::text(format!("{report}.case_number"), "案号、信访件号、工单号"));
    let of_paper = matches!(step, "decided" | "period_excluded" | "period_resumed" | "extended");
    let paper = of_paper.then(|| Field::text(format!("{report}.document_number"), "文书号"));
    let mut fields: Vec<Field> = number.into_iter().chain(paper).collect();
    fields.push(document(&format!("{report}.document"), "文书、通知的照片或扫描件"));
    fields.push(Field::hidden(format!("{report}.origin.way"), Way::Typed.as_str()));
    fields
}

fn of_step(step: &str, held: &Mirrored, ground: &Ground<'_>) -> Vec<Field> {
    match step {
        "received" => body(held, ground),
        "accepted" if held.procedure.keeps_filing_day() => {
            let summary = flag("report.step.summary", "适用的程序", "简易程序");
            std::iter::once(summary).chain(body(held, ground)).collect()
        }
        "accepted" => body(held, ground),
        "forwarded" => vec![Field::text("report.step.to", "转给、交给哪个单位").required()],
        "hearing_set" => vec![
            Field::date("report.step.hearing_on", "开庭、听证的日子").required(),
            Field::date("report.step.head_notified_on", "哪天通知负责人出庭（没有通知的不填）"),
        ],
        "heard" => head(held.procedure),
        "period_excluded" => {
            vec![Field::choice("report.step.cause", "为什么暂停", ExclusionCause::choices()).required()]
        }
        "extended" => vec![
            Field::number("report.step.months", "延长几个月").unit("个月"),
            Field::number("report.step.days", "或者延长几天").unit("天").hint("只填一项"),
            Field::text("report.step.by", "谁批准的").required(),
        ],
        "withdrawal_applied" => {
            vec![flag("report.step.cost_shown", "上面的后果", "已经告诉当事人，当事人清楚").required()]
        }
        "decided" => vec![
            Field::several("report.step.findings", "怎样处理的（可多选）", findings(held.procedure))
                .required(),
            Field::date("report.step.perform_by", "文书写明的履行最后一天（没有不填）"),
        ],
        "served" => vec![
            Field::several("report.step.sides", "送达了哪些人（可多选）", sides(held, ground))
                .required()
                .hint("由代表人、代理人代收的，被代表、被代理的人也一并选上（《行政诉讼法》28条、《民事诉讼法》88条）"),
        ],
        _ => Vec::new(),
    }
}

/// A higher level is before another body.
fn body(held: &Mirrored, ground: &Ground<'_>) -> Vec<Field> {
    match held.procedure {
        Procedure::Litigation => court(held, ground),
        // 信访条例35条、36条: whoever is above the one that answered.
        Procedure::Petition => {
            let which = Field::select(
                "report.body.organization",
                "复查、复核的：哪个机关在办",
                organizations(ground.law),
            );
            let hint = "信访办理的不用填：仍记在原来的机关名下";
            vec![which.hint(hint), Field::text("report.body.name", "名录里没有的机关，写名称")]
        }
        _ => Vec::new(),
    }
}

/// A second instance and a retrial are as a rule before the court above, which is chosen already.
fn court(held: &Mirrored, ground: &Ground<'_>) -> Vec<Field> {
    let level = if held.level(Level::Second).is_some() { Level::Third } else { Level::Second };
    // While a level is under way at a court that is known, nothing is chosen beforehand.
    let open =
        level == Level::Third && held.level(Level::Second).is_some_and(|second| second.outcome.is_none());
    let above = held.court_above(level, ground.law).filter(|_| !open);
    let courts = ground.law.directory.organizations.iter();
    let courts = courts.filter(|(_, body)| body.category == Category::Court);
    let courts = courts.map(|(id, body)| Choice::from((id.to_string(), body.name.clone())));
    let known = above.as_ref().and_then(|body| body.organization.as_ref()).map(|id| id.to_string());
    let named = above.as_ref().filter(|_| known.is_none()).map(|body| body.name.clone());
    let which = Field::select("report.body.organization", "二审、再审的：哪个法院在办", courts)
        .hint("一审的不用改：仍记在一审法院名下");
    let name = Field::text("report.body.name", "名录里没有的法院，写名称");
    vec![which.known(known), name.known(named)]
}

fn findings(procedure: Procedure) -> Vec<Choice> {
    let here =
        |finding: &Finding| procedure.levels().iter().any(|level| finding.belongs_to(procedure, *level));
    Finding::iter().filter(here).map(|one| Choice::from((one.as_str().to_owned(), one.name_zh()))).collect()
}

/// More than so many boxes are not ticked one by one.
const FEW_SIDES: usize = 3;

fn sides(held: &Mirrored, ground: &Ground<'_>) -> Vec<Choice> {
    let parties = held.brief.parties.iter();
    let agency = ground.law.directory.name_of(&held.brief.respondent);
    let each = parties
        .map(|party| Choice::from((party.key.clone(), held.brief.label(&party.key))))
        .chain([Choice::from((RESPONDENT, agency))]);
    let keys: Vec<&str> = held.sides().collect();
    let all = Choice::from((keys.join(" "), format!("各方都送达了（{} 方）", keys.len())));
    Some(all).filter(|_| keys.len() > FEW_SIDES).into_iter().chain(each).collect()
}

/// Everybody is one box, whose value names each of them.
pub(super) fn each_once(sides: &[serde_json::Value]) -> Vec<serde_json::Value> {
    let named = sides.iter().filter_map(|side| side.as_str()).flat_map(str::split_whitespace);
    let mut each: Vec<serde_json::Value> = Vec::new();
    for side in named.map(serde_json::Value::from) {
        if !each.contains(&side) {
            each.push(side);
        }
    }
    each
}

/// 法释〔2020〕3号: only a trial asks for the head of the agency.
fn head(procedure: Procedure) -> Vec<Field> {
    if procedure != Procedure::Litigation {
        return Vec::new();
    }
    let part = |name: &str| format!("report.step.head.{name}");
    vec![
        Field::choice(part("kind"), "行政机关负责人", [("attended", "出庭"), ("absent", "没有出庭")])
            .required(),
        Field::text(part("name"), "出庭的：姓名"),
        Field::text(part("post"), "出庭的：职务"),
        Field::select(part("rank"), "出庭的：职务层级", HeadRank::choices()),
        flag(&part("spoke"), "出庭的：是否出声", "发了言"),
        flag(&part("left_early"), "出庭的：中途", "未经许可中途退庭"),
        flag(&part("refused_to_explain"), "出庭的：说明", "拒绝解释、说明，庭审无法进行"),
        Field::select(part("reason"), "没有出庭的：理由", AbsenceReason::choices()),
        flag(&part("material"), "没有出庭的：材料", "提交了盖章的理由材料"),
        Field::text(part("staff"), "没有出庭的：委托哪位工作人员出庭（没有不填）"),
        flag(&part("postponed_before"), "没有出庭的：此前", "已经因本机关申请延期过"),
    ]
}

/// Which procedure it is and under which number, where the court has sent the file and nothing else is known of its suit.
fn sent_by_the_court(held: &Dispute) -> (&'static str, String) {
    let registration = &held.registration;
    let unknown = held.proceedings.iter().all(|held| held.kind != Kind::Mirrored);
    match registration.source == Source::CourtReferral && unknown {
        true => (Procedure::Litigation.as_str(), registration.source_number.clone().unwrap_or_default()),
        false => ("", String::new()),
    }
}

/// Each of several has the own day (《行政诉讼法》46条).
fn brought_by(held: &Dispute) -> Vec<Choice> {
    held.applicants().map(|party| Choice::from((party.key.clone(), held.label_apart(&party.key)))).collect()
}

/// The suits and petitions that the file knows, by their numbers.
fn suits_on_file(held: &Dispute) -> String {
    let of_levels = |procedure: &Procedure| procedure.levels().len() > 1;
    let held = held.proceedings.iter().filter(|p| p.course.struck_on.is_none());
    let held = held.filter_map(|p| Some((p.course.procedure.filter(of_levels)?, &p.course.case_numbers)));
    let said: Vec<String> = held
        .map(|(procedure, numbers)| match &numbers[..] {
            [] => procedure.name_zh().to_owned(),
            numbers => numbers.join("、"),
        })
        .collect();
    said.join("；")
}

/// A proceeding that this file does not know yet, by its first step.
pub(super) fn opening(held: &Dispute, ground: &Ground<'_>) -> Asked {
    let path = |name: &str| format!("opening.{name}");
    let sent = sent_by_the_court(held);
    let levels = [
        ("first", "第一级（一审、信访办理，其他程序也选这一项）"),
        ("second", "第二级（二审、信访复查）"),
        ("third", "第三级（再审、信访复核）"),
    ];
    let mut fields = vec![
        Field::select(path("procedure"), "什么程序", Procedure::choices()).required().value(sent.0),
        Field::select(path("body.organization"), "哪个机关在办", organizations(ground.law))
            .hint("名录里没有的，填下一项"),
        Field::text(path("body.name"), "名录里没有的机关，写名称"),
        Field::several(path("by"), "由哪些申请人起诉、申请", brought_by(held))
            .hint("全体一起的不选；只有几位的，其余各位的期限照常算"),
        Field::choice(path("report.level"), "办到哪一级", levels).required().value("first"),
        Field::choice(
            path("report.step.step"),
            "到了哪一步",
            [("received", "已经收到材料，还没有立案、受理"), ("accepted", "已经立案、受理")],
        )
        .required()
        .value(if held.registration.filed_on.is_some() { "accepted" } else { "" }),
        flag(&path("report.step.summary"), "立案、受理的", "适用简易程序"),
        // Said when it was registered: it is the day of the body, not today's.
        today_field(
            &path("report.happened_on"),
            "哪天收到，或者哪天立案、受理的",
            held.registration.filed_on.unwrap_or(ground.today),
        ),
    ];
    // What was sent back, appealed or retried goes on in the suit that is on file.
    let suits = suits_on_file(held);
    let (words, hint) = match &suits[..] {
        "" => ("已核对：案号没有写错", ONLY_ELSEWHERE.to_owned()),
        suits => ("已核对：和已经登记的诉讼、信访不是同一件，案号也没有写错", format!("已经登记的：{suits}")),
    };
    fields.push(flag(&path("apart"), "重复登记", words).hint(hint));
    // One applicant is everybody.
    fields.retain(|field| field.name != path("by") || held.applicants().nth(1).is_some());
    fields.extend(papers("opening.report", "accepted").into_iter().map(|field| {
        let number = field.name == "opening.report.case_number";
        if number { field.value(sent.1.clone()) } else { field }
    }));
    // 29条1款 and 2款: a fact of another body is recorded all the same, and flagged.
    let conflict = match (held.excluded_by(Remedy::Sue), held.excluded_by(Remedy::Reconsider)) {
        (Some(_), _) => {
            "\n复议已经受理，复议期间不得起诉（《行政复议法》29条1款）：法院确已立案的照实登记，会标为程序冲突。"
        }
        (_, Some(_)) => {
            "\n法院已经受理起诉，不得申请复议（《行政复议法》29条2款）：复议机关确已受理的照实登记，会标为程序冲突。"
        }
        _ => "",
    };
    let explain = format!(
        "法院、信访、检察、裁决、仲裁、热线等在别处办的程序，登记后期限和衔接才算得对。最初提交日（{}）不变。{conflict}",
        zh_date(held.registration.first_submitted_on)
    );
    ("登记其他机关的程序", Some(explain), fields, None)
}
