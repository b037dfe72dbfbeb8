//! Periods of petitions (信访工作条例 2022). Days are natural days except where 23条 says working days. The
//! regulation has no roll-over: bodies plan without it, which is also the safe way to show a date.

use super::*;

const IN_FORCE: Date = date(2022, 5, 1);

terms! {
    /// XF-01 《信访工作条例》22条 十五日（自然日）
    PETITION_FORWARD = Term::new(
        "XF-01", "信访部门登记转送", Span::days(15), "收到信访事项之日", "《信访工作条例》第22条",
    ).from(IN_FORCE).without_roll_over();
    /// XF-02 《信访工作条例》23条2款 十五日（自然日）
    PETITION_NOTICE = Term::new(
        "XF-02", "有权机关书面告知", Span::days(15), "收到信访事项之日", "《信访工作条例》第23条第2款、第3款",
    ).from(IN_FORCE).without_roll_over();
    /// XF-03 《信访工作条例》23条3款 五个工作日
    PETITION_OBJECTION = Term::new(
        "XF-03", "对转送交办提出异议", Span::working_days(5), "收到转送、交办之日", "《信访工作条例》第23条第3款",
    ).from(IN_FORCE);
    /// XF-04 《信访工作条例》34条 六十日（自然日）
    PETITION_ANSWER = Term::new(
        "XF-04", "信访事项办结", Span::days(60), "受理信访事项之日", "《信访工作条例》第34条",
    ).from(IN_FORCE).without_roll_over()
        .extended_by("情况复杂的，经本机关、单位负责人批准并告知理由", Some(Span::days(30)));
    /// XF-05.1 《信访工作条例》35条 三十日（自然日）
    PETITION_REVIEW_REQUEST = Term::new(
        "XF-05.1", "请求复查", Span::days(30), "收到书面答复之日", "《信访工作条例》第35条",
    ).from(IN_FORCE).without_roll_over();
    /// XF-05.2 《信访工作条例》35条 三十日（自然日）
    PETITION_REVIEW = Term::new(
        "XF-05.2", "提出复查意见", Span::days(30), "收到复查请求之日", "《信访工作条例》第35条",
    ).from(IN_FORCE).without_roll_over();
    /// XF-06.1 《信访工作条例》36条 三十日（自然日）
    PETITION_RE_REVIEW_REQUEST = Term::new(
        "XF-06.1", "请求复核", Span::days(30), "收到复查意见之日", "《信访工作条例》第36条",
    ).from(IN_FORCE).without_roll_over();
    /// XF-06.2 《信访工作条例》36条 三十日（自然日）
    PETITION_RE_REVIEW = Term::new(
        "XF-06.2", "提出复核意见", Span::days(30), "收到复核请求之日", "《信访工作条例》第36条",
    ).from(IN_FORCE).without_roll_over().note("听证所需时间不计入。");
}
