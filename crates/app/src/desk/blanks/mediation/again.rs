//! Once more, or not now: asked anew in another phase; the reconsideration beside it suspended upon both sides' papers.

use super::super::{Asked, Ground, document};
use crate::ui::form::{Choice, Field};
use huajie_law::mediation::Mediation;

pub(super) fn again(command: &str, held: &Mediation, ground: &Ground<'_>) -> Option<Asked> {
    Some(match command {
        "decline_retry" => (
            "再次征询，有一方不愿意",
            None,
            vec![
                Field::choice("party", "哪一方不愿意", everybody(held, ground)).required(),
                Field::text("note", "说明（可以不写）"),
            ],
            Some("行政机关不愿意，或者申请人都不愿意的，这个阶段不再征询，进入下一阶段（例如二审）再问；只是一位申请人或者第三人不愿意的，可以接着问其余各方。".into()),
        ),
        "agree_to_suspend" => (
            "双方书面同意中止行政复议",
            Some("每一位申请人和被申请人都要书面同意。材料交复议机关，由它决定并书面通知；通知之前期限照常计算。".into()),
            suspension_papers(held, ground),
            None,
        ),
        "retry" => {
            let wishes = "愿意再谈的（行政机关和至少一位申请人）";
            let fields = vec![
                Field::several("wishes", wishes, everybody(held, ground)).required(),
                Field::text("reason", "原因").required(),
            ];
            ("再次调解", None, fields, None)
        }
        _ => return None,
    })
}

/// Whoever left the last attempt may wish to come to the next.
fn everybody(held: &Mediation, ground: &Ground<'_>) -> Vec<Choice> {
    held.sides_and_left().map(|side| Choice::from((side, held.label(side, ground.law)))).collect()
}

/// One paper of each side that has to agree.
fn suspension_papers(held: &Mediation, ground: &Ground<'_>) -> Vec<Field> {
    // Whoever left the mediation applies in the reconsideration all the same.
    let each = held.sides_and_left().enumerate().flat_map(|(at, side)| {
        let label = format!("{}签字的同意书", held.label(side, ground.law));
        [Field::hidden(format!("papers.{at}.side"), side), document(&format!("papers.{at}.file"), &label)]
    });
    each.collect()
}
