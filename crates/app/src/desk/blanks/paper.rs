//! Blanks of papers.

use super::{Asked, Ground, document, today_field};
use crate::ui::form::Field;
use huajie_law::{mediation::ServiceWay, paper::Paper};

pub(super) fn fields(command: &str, held: &Paper, ground: &Ground<'_>) -> Option<Asked> {
    (command == "serve").then(|| {
        (
            "记录送达",
            Some(format!(
                "送达的文书：{}。出具后的内容不再变动，这里只记送给了谁、怎么送、哪天送到。",
                held.issue.title
            )),
            vec![
                Field::text("recipient", "送给谁").required(),
                Field::choice("way", "怎么送的", ServiceWay::of_papers()).required(),
                today_field("served_on", "哪天送到的", ground.today),
                document("proof", "送达回证"),
            ],
            None,
        )
    })
}
