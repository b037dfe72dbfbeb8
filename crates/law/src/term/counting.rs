//! Periods that belong to no procedure of their own: a request to be put back in time, and service by public notice.

use super::*;

/// The amendment of 2021 shortened the public notice from sixty to thirty days.
const NOTICE_OF_THIRTY_DAYS: Date = date(2022, 1, 1);

terms! {
    /// RL-06 《民事诉讼法》86条 十日（自然日）
    RESTORATION_REQUEST = Term::new(
        "RL-06", "申请顺延耽误的期限", Span::days(10), "障碍消除之日", "《民事诉讼法》第86条",
    ).note("是否准许由人民法院决定。");
    /// RL-08 《民事诉讼法》95条 三十日（自然日）
    SERVICE_BY_NOTICE = Term::new(
        "RL-08", "公告送达", Span::days(30), "发出公告之日", "《民事诉讼法》第95条",
    ).from(NOTICE_OF_THIRTY_DAYS).without_roll_over()
        .note("经过期限即视为送达；届满日不顺延，此后的期限从早起算，偏于保守。");
}
