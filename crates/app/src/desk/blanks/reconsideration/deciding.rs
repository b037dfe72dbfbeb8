//! Blanks of the decision: what the office proposes, what the head of the body or a meeting says, the decision itself.

use super::super::{Asked, Ground, document, flag};
use crate::ui::form::{Field, FieldKind};
use huajie_law::{
    calendar::zh_date,
    reconsideration::{Condition, HoldingGround, HoldingKind, Procedure, Reconsideration, Reply, Resolving},
};
use strum::IntoEnumIterator;

pub(super) fn deciding(command: &str, held: &Reconsideration, ground: &Ground<'_>) -> Option<Asked> {
    Some(match command {
        "draft" => ("提出审查意见", Some(so_far(held, ground)), opinion(held, ground), None),
        "resolve" => (
            "同意或者集体讨论",
            None,
            vec![
                Field::choice("resolving", "怎样决定的", Resolving::choices()).required(),
                Field::text("by", "负责人姓名、职务，或者哪次会议").required(),
                Field::choice("approved", "结果", [("true", "同意"), ("false", "不同意，退回继续审理")])
                    .required(),
                Field::long_text("opinion", "意见").required(),
                document("document", "签批单、会议纪要").hint("代负责人登记的、集体讨论的必须上传"),
            ]
            .into_iter()
            .chain(not_awaited(held.awaits_review()))
            .collect(),
            None,
        ),
        "issue" => (
            "制作决定书",
            beside(held),
            vec![
                Field::text("number", "决定书文号").required(),
                document("document", "盖章的决定书").hint("还没有盖章的，登记送达时再上传"),
            ],
            Some("决定书一经送达就发生法律效力；请接着登记送达。".into()),
        ),
        _ => return None,
    })
}

/// The mayor's case review is waited for, or passed over with a reason.
fn not_awaited(open: bool) -> Option<Field> {
    let label = "市长案审会还没有形成审议意见：为什么不等";
    open.then(|| Field::text("review_reason", label).hint("同意以前先等它办完；不等的写明理由，存入案卷"))
}

/// What is tried together is decided together: of the other the file of this one knows nothing more.
fn beside(held: &Reconsideration) -> Option<String> {
    let others = held.joined.len();
    (others > 0).then(|| {
        format!(
            "和另外 {others} 件复议合并审理：先核对那边的申请书副本已经发送、被申请人已经答复、意见已经听取；还没有的，先办完，或者分开审理。"
        )
    })
}

/// What the proposal has to rest on.
fn so_far(held: &Reconsideration, ground: &Ground<'_>) -> String {
    let mut lines = vec![match &held.reply {
        Some(reply) if reply.late => format!("被申请人{}答复，已经逾期。", zh_date(reply.on)),
        Some(reply) => format!("被申请人{}答复。", zh_date(reply.on)),
        None if held.is_unanswered(ground.law, ground.today) => {
            "被申请人没有答复，期限已过：视为没有证据、依据。".to_owned()
        }
        None if held.copy.is_none() => "还没有向被申请人发送申请书副本，答复期限没有起算。".to_owned(),
        None => "被申请人还没有答复，答复期限还没有届满。".to_owned(),
    }];
    lines.extend(beside(held));
    let flagged = held.reply.iter().flat_map(Reply::every_evidence).filter(|one| held.is_formed_late(one));
    lines.extend(flagged.map(|one| format!("“{}”是受理以后才形成的，不能作为依据。", one.title)));
    let unheard: Vec<&str> = held.unheard().map(|side| held.label(side, ground.law)).collect();
    if held.procedure() == Procedure::Ordinary && !unheard.is_empty() {
        lines.push(format!("还没有听取意见：{}。", unheard.join("、")));
    }
    lines.push("被申请人答复、听取意见以前，只能提出驳回申请（33条）的意见。".to_owned());
    let due = held.decision_due(ground.law);
    lines.extend(due.map(|due| format!("审理期限到{}为止。", zh_date(due))));
    lines.extend(rests_on(held));
    lines.push("不得作出对申请人更为不利的变更，第三人提出相反请求的除外。".to_owned());
    lines.join("\n")
}

fn opinion(held: &Reconsideration, ground: &Ground<'_>) -> Vec<Field> {
    let path = |name: &str| format!("opinion.{name}");
    let mut fields = vec![
        Field::long_text(path("facts"), "查明的事实").required(),
        Field::long_text(path("reasons"), "理由").required(),
    ];
    let kinds = || HoldingKind::iter().map(|one| (one.as_str().to_owned(), kind_label(one)));
    let grounds = || HoldingGround::iter().map(|one| (one.as_str().to_owned(), ground_label(one)));
    for at in 0..ground.rows.max(1) {
        let part = |name: &str| format!("opinion.holdings.{at}.{name}");
        fields.extend([
            asked(Field::select(part("kind"), format!("第 {} 项：拟作什么决定", at + 1), kinds()), at),
            asked(Field::select(part("ground"), "理由是哪一项", grounds()), at),
            Field::text(part("content"), "变更成什么、撤销哪一部分、履行什么"),
            flag(&part("redo"), "撤销的", "责令重新作出"),
            Field::date(part("perform_by"), "责令履行、重作的：最后一天"),
            Field::select(part("condition"), "驳回申请的：不符合哪一项条件", Condition::choices()),
            flag(&part("worse"), "变更的", "比原来对申请人更为不利"),
        ]);
    }
    fields.push(Field::new("opinion.holdings", "再加一项决定", FieldKind::More));
    if held.application.compensation_fen.is_some() {
        fields.extend([
            flag(&path("compensation.granted"), "赔偿请求", "给予赔偿"),
            Field::money(path("compensation.amount_fen"), "赔偿多少"),
            Field::text(path("compensation.reason"), "不予赔偿的理由"),
        ]);
    }
    let restitution = "变更、撤销罚款、没收、征收、查封等决定的：怎样返还财产、解除措施（不需要的也写明）";
    let apart = "确认无效的也可以写；确认违法的写采取什么补救措施。维持、驳回的不填（《行政复议法》72条）";
    fields.push(Field::text(path("restitution"), restitution).hint(apart));
    if !held.consultations.is_empty() {
        fields.extend([
            Field::choice(path("committee_followed"), "咨询意见", [("true", "采纳"), ("false", "没有采纳")])
                .required(),
            Field::text(path("committee_reason"), "采纳或者没有采纳的理由").required(),
        ]);
    }
    if held.third_parties.iter().any(|third| third.joins == Some(true)) {
        fields.extend([
            flag(&path("third_party_opposes"), "第三人", "提出了相反的请求"),
            flag(&path("third_party_evidence"), "第三人的证据", "涉及第三人合法权益，第三人提供了证据"),
        ]);
    }
    fields
}

/// There is no proposal without a first decision; the rows after it may stay empty.
fn asked(field: Field, at: usize) -> Field {
    if at == 0 { field.required() } else { field }
}

fn kind_label(kind: HoldingKind) -> String {
    format!("{}（{}）", kind.name_zh(), kind.article().trim_start_matches("《行政复议法》"))
}

fn ground_label(ground: HoldingGround) -> String {
    format!("{} {}", ground.article().trim_start_matches("《行政复议法》"), ground.name_zh())
}

/// 61条2款、3款: what was heard, and what the committee advised.
fn rests_on(held: &Reconsideration) -> impl Iterator<Item = String> {
    let heard = held.hearings.iter().filter_map(|hearing| {
        let record = hearing.record.as_ref()?;
        let on = zh_date(hearing.plan.starts_at.date());
        Some(format!("听证笔录（{on}，作出决定应当根据它）：{}", record.minutes))
    });
    let advised = held.consultations.iter().filter_map(|asked| {
        let said = asked.opinion.as_ref()?;
        Some(format!("行政复议委员会的咨询意见（{}，重要参考依据）：{}", zh_date(said.on), said.text))
    });
    let met =
        held.advised.iter().map(|one| format!("{}（{}，供参考）：{}", one.from, zh_date(one.on), one.text));
    heard.chain(advised).chain(met)
}
