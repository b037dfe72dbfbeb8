//! Blanks of whoever acts for a party: the letter of authority, and the end of it.

use super::{
    super::{Asked, Ground, document, flag},
    named,
};
use crate::ui::form::Field;
use huajie_law::dispute::{Dispute, Party};

/// Whose agent: a side says it of its own.
fn whose(dispute: &Dispute, ground: &Ground<'_>) -> Field {
    let represented = dispute.parties.iter().filter(|party| party.appointed().is_some());
    match ground.own_side {
        Some(own) => Field::hidden("party", own),
        None => Field::select("party", "谁的代理人", represented.map(named).collect::<Vec<_>>()).required(),
    }
}

/// 授权委托书; a side brings its own.
pub(super) fn authority(dispute: &Dispute, ground: &Ground<'_>) -> Asked {
    let explain = "代理人代当事人表示同意、签字、撤回，要先有当事人签名或者盖章的授权委托书，写明委托的事项和权限（《民事诉讼法》62条）。\
                   特别授权要一项一项写明：承认、放弃、变更请求，和解、调解，撤回。";
    let by_agent = ground.agency.is_some();
    let tail = match by_agent {
        true => "代理人自己交的，要等当事人本人在“办理进度”里确认，或者窗口核对以后才算。",
        false => "再交一份的，代替原来的。",
    };
    let seen = |party: &&Party| {
        let own = ground.own_side.is_none_or(|own| party.key == own);
        own && party.appointed().is_some_and(|agent| agent.brought.is_some())
    };
    let scan = document("document", "授权委托书的照片或者扫描件");
    let mut fields = vec![whose(dispute, ground)];
    if !by_agent && dispute.parties.iter().any(|party| seen(&party)) {
        let label = match ground.own_side {
            Some(_) => "代理人已经交来一份，我看过了，是我签的",
            None => "代理人已经交来一份，核对过了，是当事人签的",
        };
        fields.push(flag("brought", label, "是").hint("先在案卷材料里打开看；不是的，不要勾，另外上传一份"));
        fields.push(scan.hint("勾了上面一格的，这里空着"));
    } else {
        fields.push(scan.required());
    }
    ("登记授权委托书", Some(format!("{explain}{tail}")), fields, None)
}

/// 解除委托.
pub(super) fn end(dispute: &Dispute, ground: &Ground<'_>) -> Asked {
    let explain = "解除以后，代理人不能再看这件事的进度，不能再代为办理，也不再收到通知；以前代办过的仍然有效。\
                   要换代理人的，先解除，再到窗口登记新的（《民事诉讼法》63条）。";
    let reason = match ground.own_side {
        Some(_) => Field::text("reason", "原因").hint("可以不写"),
        None => Field::text("reason", "怎样核实的本人，原因")
            .required()
            .hint("例如：本人到窗口，已核对身份证原件"),
    };
    ("解除委托", Some(explain.into()), vec![whose(dispute, ground), reason], None)
}
