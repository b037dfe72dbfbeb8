//! Once more, or not now: asked anew in another phase; the reconsideration beside it suspended upon both sides' papers.

use super::{
    super::{Asked, Ground, document},
    side, sides,
};
use crate::ui::form::{Choice, Field};
use huajie_law::mediation::Mediation;

pub(super) fn again(command: &str, held: &Mediation, ground: &Ground<'_>) -> Option<Asked> {
    Some(match command {
        "decline_retry" => (
            "再次征询，有一方不愿意",
            None,
            vec![
                side(held, ground, "party", "哪一方不愿意"),
                Field::text("note", "说明（可以不写）"),
            ],
            Some("这个阶段不再征询；进入下一阶段（例如二审）再问。".into()),
        ),
        "agree_to_suspend" => (
            "双方书面同意中止行政复议",
            Some("每一位申请人和被申请人都要书面同意。材料交复议机关，由它决定并书面通知；通知之前期限照常计算。".into()),
            suspension_papers(held, ground),
            None,
        ),
        "retry" => {
            // Whoever left the last attempt may wish to come to the next.
            let left = held.left.iter().map(|left| left.party.as_str());
            let back = left.map(|side| Choice::from((side.to_owned(), held.label(side, ground.law).to_owned())));
            let all: Vec<Choice> = sides(held, ground).into_iter().chain(back).collect();
            let fields = vec![
                Field::several("wishes", "愿意再谈的（行政机关和至少一位申请人）", all).required(),
                Field::text("reason", "原因").required(),
            ];
            ("再次调解", None, fields, None)
        }
        _ => return None,
    })
}

/// One paper of each side that has to agree.
fn suspension_papers(held: &Mediation, ground: &Ground<'_>) -> Vec<Field> {
    let each = held.sides().enumerate().flat_map(|(at, side)| {
        let label = format!("{}签字的同意书", held.label(side, ground.law));
        [Field::hidden(format!("papers.{at}.side"), side), document(&format!("papers.{at}.file"), &label)]
    });
    each.collect()
}
