//! Blanks of what was written down and comes back signed, and of a hearing that is cancelled or declined.

use super::super::{Asked, document};
use crate::ui::form::Field;

/// A hearing that was held and is kept, or that is not to be.
pub(super) fn after_it(command: &str) -> Option<Asked> {
    Some(match command {
        "keep_application_record" => super::applying::record(),
        "keep_hearing_minutes" => (
            "收存听证笔录",
            Some(
                "笔录在“文书”里打印；到场的人和听证人员核对、签字以后，扫描收存在这里。作出决定应当根据它。"
                    .into(),
            ),
            vec![document("document", "签字的听证笔录").required()],
            None,
        ),
        "cancel_hearing" => ("取消听证", None, vec![Field::text("reason", "为什么取消").required()], None),
        "decline_hearing" => (
            "不组织听证，告诉申请人",
            Some(
                "申请人请求听证的，可以组织听证；不组织的写明理由，申请人在办理进度里看到，并发短信。".into(),
            ),
            vec![Field::text("reason", "为什么不组织").required()],
            None,
        ),
        _ => return None,
    })
}
