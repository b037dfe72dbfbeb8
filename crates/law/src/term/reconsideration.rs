//! Periods of reconsideration (行政复议法 2023). 3, 5, 7 and 10 days are working days, all others natural
//! days (88条2款).

use super::*;

const LAW: Date = RECONSIDERATION_LAW_2023;

terms! {
    /// FY-01 《行政复议法》20条1款 六十日（自然日）
    RECONSIDERATION_APPLICATION = Term::new(
        "FY-01", "行政复议申请期限", Span::days(60), "知道或者应当知道行政行为之日", "《行政复议法》第20条第1款",
    ).from(LAW).note("法律规定的申请期限超过六十日的，从其规定；因不可抗力等正当理由耽误的，障碍消除后继续计算（第20条第2款）。");
    /// FY-03.1 《行政复议法》20条3款 六十日（自然日）
    RECONSIDERATION_UNTOLD = Term::new(
        "FY-03.1", "未告知复议权利时的申请期限", Span::days(60), "知道或者应当知道申请复议的权利、机关和期限之日",
        "《行政复议法》第20条第3款",
    ).from(LAW);
    /// FY-03.2 《行政复议法》20条3款 一年
    RECONSIDERATION_UNTOLD_LIMIT = Term::new(
        "FY-03.2", "未告知复议权利时的最长申请期限", Span::new(1, Unit::Year), "知道或者应当知道行政行为内容之日",
        "《行政复议法》第20条第3款",
    ).from(LAW);
    /// FY-04.1 《行政复议法》21条 二十年
    RECONSIDERATION_LIMIT_REAL_ESTATE = Term::new(
        "FY-04.1", "不动产案件最长申请期限", Span::new(20, Unit::Year), "行政行为作出之日", "《行政复议法》第21条",
    ).from(LAW).without_roll_over().note("最长期限按不顺延计算，偏于保守。");
    /// FY-04.2 《行政复议法》21条 五年
    RECONSIDERATION_LIMIT = Term::new(
        "FY-04.2", "其他案件最长申请期限", Span::new(5, Unit::Year), "行政行为作出之日", "《行政复议法》第21条",
    ).from(LAW).without_roll_over().note("最长期限按不顺延计算，偏于保守。");
    /// FY-06 《行政复议法》30条1款 五日（工作日）
    RECONSIDERATION_SCREENING = Term::new(
        "FY-06", "复议受理审查", Span::working_days(5), "收到复议申请之日", "《行政复议法》第30条第1款",
    ).from(LAW).note("期限届满未作出不予受理决定的，自届满之日起视为受理（第30条第3款，FY-07）。");
    /// FY-08 《行政复议法》31条1款 五日（工作日）
    SUPPLEMENT_NOTICE = Term::new(
        "FY-08", "补正通知", Span::working_days(5), "收到复议申请之日", "《行政复议法》第31条第1款",
    ).from(LAW);
    /// FY-09 《行政复议法》31条2款 十日（工作日）
    SUPPLEMENT = Term::new(
        "FY-09", "提交补正材料", Span::working_days(10), "收到补正通知之日", "《行政复议法》第31条第2款",
    ).from(LAW).extended_by("有正当理由的，复议机关可以延长合理的补正期限", None)
        .note("收到补正材料后重新进行五个工作日的受理审查（第31条第3款）。");
    /// FY-09.1 《行政复议法》31条3款、30条1款 五日（工作日）: after a supplement the application is dealt with by article 30 anew.
    RECONSIDERATION_SCREENING_AGAIN = Term::new(
        "FY-09.1", "补正后的复议受理审查", Span::working_days(5), "收到补正材料之日",
        "《行政复议法》第31条第3款、第30条第1款",
    ).from(LAW).note("期限届满未作出不予受理决定的，自届满之日起视为受理（第30条第3款，FY-07）。");
    /// FY-10 《行政复议法》32条 五日（工作日）
    PENALTY_BODY_FORWARDS = Term::new(
        "FY-10", "处罚机关转送复议申请", Span::working_days(5), "处罚机关收到复议申请之日", "《行政复议法》第32条",
    ).from(LAW);
    /// FY-13 《行政复议法》34条 十五日（自然日）
    SUIT_AFTER_MANDATORY_RECONSIDERATION = Term::new(
        "FY-13", "复议前置案件起诉期限", Span::days(15), "收到决定书之日或者复议期限届满之日", "《行政复议法》第34条",
    ).from(LAW);
    /// FY-15 《行政复议法》48条 七日（工作日）
    COPY_TO_RESPONDENT = Term::new(
        "FY-15", "普通程序发送申请书副本", Span::working_days(7), "受理复议申请之日", "《行政复议法》第48条",
    ).from(LAW);
    /// FY-16 《行政复议法》48条 十日（工作日）. Article 39 suspends the reconsideration and article 62 bounds the body's own days; no
    /// article says that the agency's days to answer stand still meanwhile, and 39–41条 name none. So the agency is reminded by the day
    /// that runs on, and silence counts as no evidence only when the days without the suspension are over too.
    REPLY = Term::new(
        "FY-16", "普通程序被申请人答复并举证", Span::working_days(10), "收到申请书副本之日", "《行政复议法》第48条",
    ).from(LAW).note("逾期不答复、不提交证据依据的，视为没有证据、依据（第70条，FY-18）。复议中止期间本期限是否停止计算，条文没有写明，尚待核实：提醒按不停止计算，认定逾期按扣除中止期间计算。");
    /// FY-17.1 《行政复议法》54条1款 三日（工作日）
    SUMMARY_COPY_TO_RESPONDENT = Term::new(
        "FY-17.1", "简易程序发送申请书副本", Span::working_days(3), "受理复议申请之日", "《行政复议法》第54条第1款",
    ).from(LAW);
    /// FY-17.2 《行政复议法》54条1款 五日（工作日）
    SUMMARY_REPLY = Term::new(
        "FY-17.2", "简易程序被申请人答复并举证", Span::working_days(5), "收到申请书副本之日",
        "《行政复议法》第54条第1款",
    ).from(LAW).note("复议中止期间本期限是否停止计算，条文没有写明，尚待核实：提醒按不停止计算，认定逾期按扣除中止期间计算。");
    /// FY-22 《行政复议法》51条1款 听证五日前（工作日，倒推）
    HEARING_NOTICE = Term::new(
        "FY-22", "听证通知", Span::working_days(5), "举行听证之日",
        "《行政复议法》第51条第1款、《行政复议普通程序听证办法》第4条",
    ).from(LAW).backward();
    /// FY-29.1 《行政复议法》62条1款 六十日（自然日）
    RECONSIDERATION_DECISION = Term::new(
        "FY-29.1", "普通程序审理期限", Span::days(60), "受理复议申请之日", "《行政复议法》第62条第1款",
    ).from(LAW).extended_by("情况复杂的，经复议机构负责人批准，并书面告知当事人", Some(Span::days(30)))
        .note("法律规定的审理期限少于六十日的，从其规定。");
    /// FY-29.2 《行政复议法》62条1款 延长不超过三十日（自然日）
    RECONSIDERATION_DECISION_EXTENSION = Term::new(
        "FY-29.2", "普通程序审理期限延长", Span::days(30), "原审理期限届满之日", "《行政复议法》第62条第1款",
    ).from(LAW);
    /// FY-29.3 《行政复议法》62条2款 三十日（自然日）
    SUMMARY_DECISION = Term::new(
        "FY-29.3", "简易程序审理期限", Span::days(30), "受理复议申请之日", "《行政复议法》第62条第2款",
    ).from(LAW);
    /// FY-31 《行政复议法》41条 中止满六十日（自然日）
    TERMINATION_AFTER_SUSPENSION = Term::new(
        "FY-31", "中止满期终止", Span::days(60), "复议中止之日", "《行政复议法》第41条第5项",
    ).from(LAW).note("只适用于第39条第1款第1、2、4项的中止；下落不明（第3项）不在其内。");
    /// FY-33.1 《行政复议法》56、57条 三十日（自然日）
    RULE_REVIEW_OWN = Term::new(
        "FY-33.1", "附带审查：本机关有权处理的", Span::days(30), "收到附带审查申请或者发现依据不合法之日",
        "《行政复议法》第56条、第57条",
    ).from(LAW);
    /// FY-33.2 《行政复议法》56、57条 七日（工作日）
    RULE_REVIEW_FORWARD = Term::new(
        "FY-33.2", "附带审查：转送有权机关", Span::working_days(7), "收到附带审查申请或者发现依据不合法之日",
        "《行政复议法》第56条、第57条",
    ).from(LAW);
    /// FY-33.3 《行政复议法》58条1款 三日（工作日）
    RULE_REVIEW_NOTICE = Term::new(
        "FY-33.3", "附带审查：通知制定机关", Span::working_days(3), "复议中止之日", "《行政复议法》第58条第1款",
    ).from(LAW);
    /// FY-33.4 《行政复议法》58条1款 十日（工作日）
    RULE_REVIEW_REPLY = Term::new(
        "FY-33.4", "附带审查：制定机关书面答复", Span::working_days(10), "制定机关收到书面通知之日",
        "《行政复议法》第58条第1款",
    ).from(LAW);
    /// FY-33.5 《行政复议法》60条 六十日（自然日）
    RULE_REVIEW_FORWARDED = Term::new(
        "FY-33.5", "附带审查：接受转送机关回复", Span::days(60), "收到转送之日", "《行政复议法》第60条",
    ).from(LAW);
    /// FY-37 《行政复议法》76条 六十日（自然日）
    OPINION_REPORT = Term::new(
        "FY-37", "复议意见书纠正情况报送", Span::days(60), "收到行政复议意见书之日", "《行政复议法》第76条",
    ).from(LAW);
    /// FY-43 《行政复议法实施条例》（2007）16条1款2项 满六十日（自然日）
    INACTION_PRESUMED = Term::new(
        "FY-43", "未履行职责（无履行期限规定）", Span::days(60), "行政机关收到履责申请之日",
        "《行政复议法实施条例》（2007）第16条第1款第2项",
    ).until(REGULATIONS_2007_LAST);
    /// FY-43 from July 2026: the revised regulations were not read, the old amount is a setting.
    INACTION_PRESUMED_2026 = Term::new(
        "FY-43", "未履行职责（无履行期限规定）", Span::days(60), "行政机关收到履责申请之日",
        "《行政复议法实施条例》（2026年修订，条文待核）",
    ).from(date(2026, 7, 1)).unverified();
    /// FY-43.1 《行政复议法》20条1款 六十日（自然日）, counted from the end of the period to act.
    INACTION_RECONSIDERATION = Term::new(
        "FY-43.1", "不履行法定职责的复议申请期限", Span::days(60), "履行法定职责期限届满之日", "《行政复议法》第20条第1款",
    ).from(LAW).note("不履行法定职责的，应当先申请行政复议（第23条第1款第3项，FY-12）。");
}
