//! Blanks of the follow-up visit.

use super::{Asked, Ground, today_field};
use crate::ui::form::{Choice, Field};
use huajie_law::follow_up::{FollowUp, Performed, VisitForm};

pub(super) fn fields(command: &str, held: &FollowUp, ground: &Ground<'_>) -> Option<Asked> {
    let parties =
        held.plan.brief.parties.iter().map(|party| Choice::from((party.key.clone(), party.label.clone())));
    let grades =
        [("5", "5 很满意"), ("4", "4 满意"), ("3", "3 一般"), ("2", "2 不满意"), ("1", "1 很不满意")];
    Some(match command {
        "record_visit" => (
            "回访登记",
            Some("终结之日起三十日内回访。发现新的矛盾，案件会重新启动。".into()),
            vec![
                today_field("visit.on", "哪天回访", ground.today),
                Field::choice("visit.form", "方式", VisitForm::choices()).required(),
                Field::several("visit.visited", "访了谁", parties).required(),
                Field::choice("visit.performed", "协议履行了吗", Performed::choices()).required(),
                Field::text("visit.not_performed_reason", "没有履行的原因"),
                Field::choice("visit.satisfaction", "满意吗（不愿说就不选）", grades),
                Field::long_text("visit.answers", "答疑记录"),
                Field::long_text("visit.new_conflict", "新的矛盾").hint("填了这一项，案件会重新启动"),
            ],
            None,
        ),
        "record_attempt" => (
            "没有联系上",
            None,
            vec![
                today_field("on", "哪天联系的", ground.today),
                Field::choice("form", "方式", VisitForm::choices()).required(),
                Field::text("note", "情况").required(),
            ],
            None,
        ),
        _ => return None,
    })
}
