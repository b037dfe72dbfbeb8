//! Regimes that have ended. The text of the Reconsideration Law before its revision of 2023 is not at hand: what stands
//! on it is unverified. The Implementing Regulations of 2007 were read.

use super::*;

/// The Reconsideration Law of 1999, in force from 1 October 1999.
const LAW_1999: Date = date(1999, 10, 1);
const LAST: Date = date(2023, 12, 31);
const REGULATIONS_2007: Date = date(2007, 8, 1);
const UNREAD: &str = "旧法条文未在手，以正式公布的文本为准。";

terms! {
    /// FY-01 《行政复议法》（2017修正）9条1款，条文待核 六十日
    RECONSIDERATION_APPLICATION_1999 = Term::new(
        "FY-01", "行政复议申请期限", Span::days(60), "知道具体行政行为之日", "《行政复议法》（2017修正）第9条第1款",
    ).from(LAW_1999).until(LAST).unverified().note(UNREAD);
    /// FY-06 《行政复议法》（2017修正）17条1款，条文待核 五日（工作日）
    RECONSIDERATION_SCREENING_1999 = Term::new(
        "FY-06", "复议受理审查", Span::working_days(5), "收到复议申请之日", "《行政复议法》（2017修正）第17条第1款",
    ).from(LAW_1999).until(LAST).unverified().note(UNREAD);
    /// FY-08 《行政复议法实施条例》（2007）29条 五日
    SUPPLEMENT_NOTICE_2007 = Term::new(
        "FY-08", "补正通知", Span::working_days(5), "收到复议申请之日", "《行政复议法实施条例》（2007）第29条",
    ).from(REGULATIONS_2007).until(LAST).unverified().note("数额已读；是否按工作日计依旧法，旧法条文未在手。");
    /// FY-13 《行政复议法》（2017修正）19条，条文待核 十五日
    SUIT_AFTER_MANDATORY_RECONSIDERATION_1999 = Term::new(
        "FY-13", "复议前置案件起诉期限", Span::days(15), "收到不予受理决定书之日或者复议期满之日",
        "《行政复议法》（2017修正）第19条",
    ).from(LAW_1999).until(LAST).unverified().note(UNREAD);
    /// FY-15 《行政复议法》（2017修正）23条1款，条文待核 七日（工作日）
    COPY_TO_RESPONDENT_1999 = Term::new(
        "FY-15", "发送申请书副本", Span::working_days(7), "受理复议申请之日", "《行政复议法》（2017修正）第23条第1款",
    ).from(LAW_1999).until(LAST).unverified().note(UNREAD);
    /// FY-16 《行政复议法》（2017修正）23条1款，条文待核 十日（自然日：旧法只有五日、七日是工作日）
    REPLY_1999 = Term::new(
        "FY-16", "被申请人答复并举证", Span::days(10), "收到申请书副本之日", "《行政复议法》（2017修正）第23条第1款",
    ).from(LAW_1999).until(LAST).unverified().note(UNREAD);
    /// FY-29.1 《行政复议法》（2017修正）31条1款，条文待核 六十日，可延长三十日
    RECONSIDERATION_DECISION_1999 = Term::new(
        "FY-29.1", "审理期限", Span::days(60), "受理复议申请之日", "《行政复议法》（2017修正）第31条第1款",
    ).from(LAW_1999).until(LAST).unverified()
        .extended_by("情况复杂的，经复议机关负责人批准", Some(Span::days(30))).note(UNREAD);
    /// FY-31 《行政复议法实施条例》（2007）42条2款 中止满六十日
    TERMINATION_AFTER_SUSPENSION_2007 = Term::new(
        "FY-31", "中止满期终止", Span::days(60), "复议中止之日", "《行政复议法实施条例》（2007）第42条第2款",
    ).from(REGULATIONS_2007).until(LAST).note("只适用于第41条第1款第1项至第3项的中止；下落不明（第4项）不在其内。");
    /// FY-37 《行政复议法实施条例》（2007）57条1款 六十日
    OPINION_REPORT_2007 = Term::new(
        "FY-37", "复议意见书纠正情况通报", Span::days(60), "收到行政复议意见书之日",
        "《行政复议法实施条例》（2007）第57条第1款",
    ).from(REGULATIONS_2007).until(LAST);
    /// RL-08 《民事诉讼法》（2017修正）92条，条文待核 六十日
    SERVICE_BY_NOTICE_2017 = Term::new(
        "RL-08", "公告送达", Span::days(60), "发出公告之日", "《民事诉讼法》（2017修正）第92条",
    ).until(date(2021, 12, 31)).without_roll_over().unverified().note(UNREAD);
}
