//! Blanks of papers.

use super::{Asked, Ground, document, flag, today_field};
use crate::ui::form::{Choice, Field};
use huajie_law::{mediation::ServiceWay, paper::Paper};

pub(super) fn fields(command: &str, held: &Paper, ground: &Ground<'_>) -> Option<Asked> {
    (command == "serve").then(|| {
        (
            "记录送达",
            Some(format!(
                "送达的文书：{}。出具后的内容不再变动，这里只记送给了谁、怎么送、哪天送到。",
                held.issue.title
            )),
            serve(held, ground),
            None,
        )
    })
}

/// Whoever it is for is ticked; only somebody else is written down.
fn serve(held: &Paper, ground: &Ground<'_>) -> Vec<Field> {
    let recipients: Vec<Choice> =
        held.issue.recipients.iter().map(|one| Choice::from((one.side.clone(), one.label.clone()))).collect();
    let unserved: Vec<String> = held.unserved().map(|one| one.side.clone()).collect();
    let other = Field::text("recipient", "送给别的人的，写明是谁").hint("例如：移送的人民法院、制定机关");
    let mut fields = match recipients.is_empty() {
        true => vec![Field::text("recipient", "送给谁").required()],
        false => {
            let mut sides = Field::several("sides", "送给谁", recipients)
                .unless("送给下面别的人的，不用勾")
                .hint("同一天、同一种方式、一份回证的，一次勾齐，每一位照样单独记一笔");
            // Where only one is left there is nothing to choose.
            sides.value = if unserved.len() == 1 { unserved } else { Vec::new() };
            vec![sides, other]
        }
    };
    fields.extend([
        Field::choice("way", "怎么送的", ServiceWay::of_papers()).required(),
        today_field("served_on", "哪天送到的", ground.today),
        flag("electronic_agreed", "电子送达的，要勾", "受送达人已经同意电子送达，并且能够确认收悉")
            .unless("不是电子送达的不用勾"),
        Field::text("witness", "留置送达的见证人")
            .unless("不是留置送达的，或者拍了照、录了像的，不用写")
            .hint("基层组织或者所在单位的代表，例如：某村村委会李某"),
        Field::text("note", "谁签收的，或者怎样拒收的").hint("本人签收的不用写；留置送达的要写明拒收的事由"),
        document("proof", "送达回证").hint("留置送达没有见证人的，传记录送达过程的照片"),
    ]);
    fields
}
