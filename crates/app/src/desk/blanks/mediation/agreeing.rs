//! The agreement: drafted, checked for legality, signed, confirmed by the court.

use super::{
    super::{Asked, Ground, document, flag, signing, today_field},
    conservative_day, sides,
};
use crate::{
    desk::told,
    orders::promises,
    ui::form::{Choice, Field, FieldKind},
};
use huajie_law::{
    calendar::zh_date,
    mediation::{Disposition, FormalResult, LegalityItem, MEDIATOR, Mediation, Obligation},
};

pub(super) fn agreeing(command: &str, held: &Mediation, ground: &Ground<'_>) -> Option<Asked> {
    Some(match command {
        "draft_agreement" => (
            "起草协议",
            Some(format!("一行一项义务：谁、做什么、多少钱、哪天之前。“谁”和“哪天之前”与上一项相同的，不用再填。{}{}", conservative_day(held, ground), signed_over(held, ground))),
            agreement(held, ground),
            Some("选择撤回复议或者撤诉的：撤回以后不能再以同一事实和理由申请复议（复议法74条）、重新起诉（法释〔2018〕1号60条）。有强制执行力的是调解书和司法确认。".into()),
        ),
        "check_legality" => ("合法性审查", terms(held, ground), legality(), None),
        "sign_agreement" => {
            let missing: Vec<&str> = held.missing_signatures().collect();
            let mut all = sides(held, ground);
            if ground.me().is_some_and(|me| held.is_lead(me)) {
                all.push(Choice::from((MEDIATOR, "主调人")));
            }
            all.retain(|side| missing.contains(&side.value.as_str()));
            let who = match ground.own_side {
                Some(own) => Field::hidden("party", own),
                None => Field::choice("party", "谁签字", all).required(),
            };
            let cost = held.withdraws().then(|| format!("\n撤回的后果：{}", held.withdrawal_cost_on(ground.law, ground.today)));
            let cost = cost.unwrap_or_default();
            let read = terms(held, ground).map(|terms| format!("{terms}{cost}\n全部签完当天生效。"));
            ("协议签字", read, [signing::signers(who), signing::in_mediation(held, ground, command)].concat(), None)
        }
        "apply_for_confirmation" => (
            "共同申请司法确认",
            Some("协议生效之日起三十日内，各方共同请法院确认、出具行政诉前调解书：每一方各自提出，最后一方提出时算申请；在纸上共同签了字的，由窗口上传。".into()),
            match ground.own_side {
                Some(own) => vec![Field::hidden("applicants", own)],
                None => vec![
                    Field::several("applicants", "申请人（各方都要在）", sides(held, ground)).required(),
                    document("document", "各方共同签字的申请书").required(),
                    today_field("on", "哪天递交法院", ground.today),
                ],
            },
            None,
        ),
        "record_formal_ending" => (
            "记录结案手续",
            // RM-06.3 counts from a day that only the court knows; the day is therefore told and not reckoned.
            Some("调解书要盖章并送达、撤回要经准许、司法确认要有裁定，到这时才算办成。没有办成的，争议恢复为未化解，可以再调或者移送。法院审查司法确认申请，从立案之日起三十日内审结，特殊情况可以延长（《民事诉讼法》187条）；立案之日由法院定，这里不推算最后一天。".into()),
            vec![
                Field::choice("result", "结果", results(held)).required(),
                today_field("on", "哪天作出（送达）", ground.today),
                document("document", "法律文书").hint("办成的必须上传"),
            ],
            None,
        ),
        "renege" => (
            "盖章以前反悔",
            held.seal_awaited_zh().map(str::to_owned),
            vec![Field::text("reason", "理由（可以不写）").hint("写了的，各方和办理的人都看得到")],
            Some("反悔以后协议不生效，各方签的字作废，协议里约定的事谁都不用做；案件接着办。签过字的各方都会接到通知。".into()),
        ),
        _ => return None,
    })
}

/// That the office of a reconsideration has done it is told from there; nobody goes back on what is in force.
fn results(held: &Mediation) -> Vec<(String, &'static str)> {
    held.possible_results()
        .map(|result: FormalResult| (result.as_str().to_owned(), result.name_zh()))
        .collect()
}

/// Who has signed the draft that another one takes the place of signs again.
fn signed_over(held: &Mediation, ground: &Ground<'_>) -> String {
    let signed = held.agreement.iter().flat_map(|agreement| &agreement.signatures);
    let signed: Vec<_> = signed.map(|one| held.label(&one.party, ground.law)).collect();
    signing::again(&signed, "改稿以后原来的签字作废，要重新审查、重新签")
}

/// Nobody checks or signs what they have not read.
fn terms(held: &Mediation, ground: &Ground<'_>) -> Option<String> {
    held.agreement.as_ref().map(|agreement| told::terms(agreement, held, ground.law))
}

/// Who does what for whom by when. One there must be where it is required; further rows may stay empty.
pub(in crate::desk::blanks) fn obligation(
    at: usize,
    line: Option<&Obligation>,
    sides: &[Choice],
    required: bool,
) -> Field {
    let text = |held: Option<String>| held.unwrap_or_default();
    // Between two a sum is the other's.
    let several = sides.len() > 2;
    let whom = if several {
        "给谁（有金额的要选，不给哪一方的不选）"
    } else {
        "给谁（不给哪一方的不选）"
    };
    let sides = || sides.iter().cloned();
    let yuan = line.and_then(|line| line.amount_fen).map(|fen| format!("{}.{:02}", fen / 100, fen % 100));
    let parts = vec![
        Field::select(format!("obligations.{at}.obligor"), "谁", sides())
            .value(text(line.map(|line| line.obligor.clone()))),
        Field::select(format!("obligations.{at}.obligee"), whom, sides())
            .value(text(line.and_then(|line| line.obligee.clone()))),
        Field::text(format!("obligations.{at}.content"), "做什么")
            .value(text(line.map(|line| line.content.clone()))),
        Field::money(format!("obligations.{at}.amount_fen"), "金额（没有不填）").value(text(yuan)),
        Field::date(format!("obligations.{at}.due_on"), "哪天之前")
            .value(text(line.map(|line| zh_date(line.due_on)))),
    ];
    let asked = |part: &Field| !part.name.ends_with("obligee") && !part.name.ends_with("amount_fen");
    let parts =
        parts.into_iter().map(|part| if required && asked(&part) { part.required() } else { part }).collect();
    Field::new(format!("obligations.{at}"), format!("第 {} 项", at + 1), FieldKind::Group(parts))
}

fn agreement(held: &Mediation, ground: &Ground<'_>) -> Vec<Field> {
    // A draft that is made over begins with what was agreed before.
    let before = held.agreement.as_ref().or(held.shelved.as_ref());
    let lines = before.map_or(&[][..], |agreement| &agreement.obligations);
    let row = |at: usize| obligation(at, lines.get(at), &sides(held, ground), at == 0);
    let mut fields: Vec<Field> = (0..ground.rows.max(3).max(lines.len() + 1)).map(row).collect();
    let chosen = |word: Option<&str>| word.unwrap_or_default().to_owned();
    // Only what the channel allows is offered, the way to lead to first.
    let allowed = held.endings().into_iter().map(|ending| Choice::from((ending.as_str(), ending.name_zh())));
    fields.push(Field::new("obligations", "再加一行", FieldKind::More));
    fields.push(
        Field::long_text(promises::PASTED, "项数很多的，从表格粘贴")
            .hint("一行一项：谁，做什么，金额，哪天之前，给谁。例如：被申请人，交付安置房一套，2026年6月30日，张三。当事人写姓名全称；金额、给谁可以不写，日子和上一行相同的也可以不写。粘贴的排在上面填的后面"),
    );
    fields.extend([
        Field::choice("disposition", "原来的行政行为怎么处理", Disposition::choices())
            .required()
            .value(chosen(before.map(|agreement| agreement.disposition.as_str()))),
        Field::text("disposition_note", "处理的具体内容")
            .value(before.and_then(|agreement| agreement.disposition_note.clone()).unwrap_or_default()),
        Field::choice("ending", "用什么方式结案", allowed)
            .required()
            .value(chosen(before.map(|agreement| agreement.ending.as_str()))),
        flag("cost_shown", "撤回的后果", "已经告诉申请人，申请人清楚"),
    ]);
    fields
}

fn legality() -> Vec<Field> {
    let items = LegalityItem::choices();
    let rows = items.into_iter().enumerate().flat_map(|(at, (value, label))| {
        [
            Field::hidden(format!("items.{at}.item"), value),
            Field::choice(format!("items.{at}.passed"), label, [("true", "符合"), ("false", "不符合")])
                .required(),
            Field::text(format!("items.{at}.note"), "说明（可以不写）"),
        ]
    });
    rows.collect()
}
