//! Periods of mediation, judicial confirmation and the centre's own rules.
//!
//! The centre's working rules (`ZX-10.x`) are design proposals: settings, never shown as statute.

use super::*;

const ONLINE_RULES: Date = date(2022, 1, 1);
const INVITED_RULES: Date = date(2016, 7, 1);
const CONFIRMATION_RULES: Date = date(2011, 3, 30);
const CENTRE: &str = "本市行政争议化解中心工作规则（设计建议，待核定）";
const COMMITTEE: &str = "行政复议委员会议事规则（设计建议，待核定）";

terms! {
    /// TJ-09 特邀调解规定27条、在线调解规则24条 三十日（自然日）
    MEDIATION_BEFORE_TRIAL = Term::new(
        "TJ-09", "诉前调解期限", Span::days(30), "调解组织或者调解员签字接收移交材料之日",
        "《特邀调解规定》第27条、《在线调解规则》第24条",
    ).from(INVITED_RULES).extended_by("双方当事人同意", None)
        .note("在线调解自在平台确认接受之日起算；诉前委托鉴定评估的期限不计入（在线调解规则第26条）。");
    /// TJ-10.1 特邀调解规定27条2款 十五日（自然日）
    MEDIATION_IN_TRIAL = Term::new(
        "TJ-10.1", "诉中委托调解期限（普通程序）", Span::days(15), "调解组织或者调解员签字接收移交材料之日",
        "《特邀调解规定》第27条第2款、《在线调解规则》第24条",
    ).from(INVITED_RULES).extended_by("双方当事人同意", None).note("延长的期限不计入审限。");
    /// TJ-10.2 特邀调解规定27条2款 七日（自然日）
    MEDIATION_IN_SUMMARY_TRIAL = Term::new(
        "TJ-10.2", "诉中委托调解期限（简易程序）", Span::days(7), "调解组织或者调解员签字接收移交材料之日",
        "《特邀调解规定》第27条第2款、《在线调解规则》第24条",
    ).from(INVITED_RULES).extended_by("双方当事人同意", None).note("延长的期限不计入审限。");
    /// TJ-11.1 在线调解规则10条2款 两个工作日
    CHOICE_OF_MEDIATOR = Term::new(
        "TJ-11.1", "双方共同选择调解员", Span::working_days(2), "双方同意在线调解之日", "《在线调解规则》第10条第2款",
    ).from(ONLINE_RULES);
    /// TJ-11.2 在线调解规则10条3款 三个工作日
    APPOINTMENT_OF_MEDIATOR = Term::new(
        "TJ-11.2", "人民法院指定调解员", Span::working_days(3), "收到在线调解申请之日", "《在线调解规则》第10条第3款",
    ).from(ONLINE_RULES);
    /// TJ-11.3 在线调解规则12条1款 三个工作日
    ACCEPTANCE_BY_MEDIATOR = Term::new(
        "TJ-11.3", "调解员确认接受", Span::working_days(3), "收到委派委托信息或者调解申请之日",
        "《在线调解规则》第12条第1款",
    ).from(ONLINE_RULES);
    /// TJ-11.4 在线调解规则15条1款 三个工作日
    OTHER_PARTY_ASKED = Term::new(
        "TJ-11.4", "询问对方当事人调解意愿", Span::working_days(3), "接受委派调解之日", "《在线调解规则》第15条第1款",
    ).from(ONLINE_RULES);
    /// RM-04 人民调解法33条、民诉法205条 三十日（自然日）
    JUDICIAL_CONFIRMATION = Term::new(
        "RM-04", "共同申请司法确认", Span::days(30), "调解协议生效之日", "《人民调解法》第33条、《民事诉讼法》第205条",
    ).note("须双方当事人共同申请。");
    /// RM-06.1 法释〔2011〕5号4条1款 三日（自然日）
    JUDICIAL_CONFIRMATION_ACCEPTANCE = Term::new(
        "RM-06.1", "司法确认申请的受理决定", Span::days(3), "收到司法确认申请之日", "法释〔2011〕5号第4条第1款",
    ).from(CONFIRMATION_RULES).note("双方同时到法院申请的，可以当即受理。");
    /// RM-06.2 法释〔2011〕5号5条1款 十五日（自然日），先于特别程序
    JUDICIAL_CONFIRMATION_DECISION_2011 = Term::new(
        "RM-06.2", "司法确认决定（旧口径）", Span::days(15), "受理司法确认申请之日", "法释〔2011〕5号第5条第1款",
    ).from(CONFIRMATION_RULES).until(date(2012, 12, 31))
        .extended_by("特殊情况，经本院院长批准", Some(Span::days(10)))
        .note("2013年起司法确认适用特别程序，以RM-06.3为准。");
    /// RM-06.3 民诉法187条 三十日（自然日）
    JUDICIAL_CONFIRMATION_RULING = Term::new(
        "RM-06.3", "司法确认审查", Span::days(30), "立案之日", "《民事诉讼法》第187条",
    ).extended_by("有特殊情况的，由本院院长批准", None);
    /// ZX-10.1 初审 三个工作日
    CENTRE_SCREENING = Term::new(
        "ZX-10.1", "化解申请初审", Span::working_days(3), "登记之日", CENTRE,
    ).unverified();
    /// ZX-10.2 征询双方 三个工作日
    CENTRE_CONSENT = Term::new(
        "ZX-10.2", "征询各方调解意愿", Span::working_days(3), "初审通过之日", CENTRE,
    ).unverified();
    /// ZX-10.3 指派 一个工作日
    CENTRE_TEAM = Term::new(
        "ZX-10.3", "组成“1+1+N”调解队伍", Span::working_days(1), "受理之日", CENTRE,
    ).unverified();
    /// ZX-10.4 首次调解 五个工作日
    CENTRE_FIRST_SESSION = Term::new(
        "ZX-10.4", "首次调解", Span::working_days(5), "队伍组成之日", CENTRE,
    ).unverified();
    /// ZX-10.5 延长 不超过三十日（自然日）
    CENTRE_EXTENSION = Term::new(
        "ZX-10.5", "调解期限延长上限", Span::days(30), "原调解期限届满之日", CENTRE,
    ).unverified().note("须双方书面同意，且不得越过最近法定救济期限前15日。");
    /// ZX-10.6 最近法定救济期限前十五日（自然日，倒推）
    CENTRE_LATEST_END = Term::new(
        "ZX-10.6", "调解最迟结束日", Span::days(15), "最近法定救济期限（保守口径）届满之日", CENTRE,
    ).backward().unverified();
    /// ZX-10.7 移送 三个工作日
    CENTRE_HAND_OVER = Term::new(
        "ZX-10.7", "终止后移送", Span::working_days(3), "调解终止之日", CENTRE,
    ).unverified();
    /// ZX-10.8 提醒申请司法确认：协议生效第20日（要点7）
    CENTRE_CONFIRMATION_REMINDER = Term::new(
        "ZX-10.8", "提醒申请司法确认", Span::days(20), "调解协议生效之日", CENTRE,
    ).unverified();
    /// ZX-10.9 对接移送的签收 三个工作日
    CENTRE_REFERRAL_ANSWER = Term::new(
        "ZX-10.9", "签收或者退回移送", Span::working_days(3), "发出移送之日", CENTRE,
    ).unverified().note("法律没有规定对接移送的签收期限；逾期自动退回移送机关并报中心负责人。");
    /// ZX-10.10 自查 五个工作日
    CENTRE_SELF_CHECK = Term::new(
        "ZX-10.10", "行政机关自查并提交材料", Span::working_days(5), "受理调解之日", CENTRE,
    ).unverified();
    /// ZX-10.11 回避的决定 三日（自然日）
    CENTRE_CHALLENGE_DECISION = Term::new(
        "ZX-10.11", "决定调解人员是否回避", Span::days(3), "提出回避申请之日", CENTRE,
    ).unverified().note("《特邀调解规定》第15条未定期限；参照审判人员回避的三日。");
    /// ZX-10.12 共同申请确认行政争议调解协议 三十日（自然日）
    CENTRE_CONFIRMATION = Term::new(
        "ZX-10.12", "共同申请确认协议、出具行政诉前调解书", Span::days(30), "调解协议生效之日",
        "法发〔2021〕17号第6条；三十日参照《人民调解法》第33条",
    ).unverified().note("须各方共同申请。第6条没有写期限，《人民调解法》第33条只管民间纠纷：是否受理由人民法院决定。");
    /// ZX-04 地方行政调解样本 二十个工作日
    LOCAL_MEDIATION_SAMPLE = Term::new(
        "ZX-04", "行政调解期限（外地样本）", Span::working_days(20), "受理通知之日", "地方行政调解意见（参考样本）",
    ).unverified().extended_by("主要负责人批准", Some(Span::working_days(10)));
    /// FW-05.1 会前送材料 三个工作日（倒推）
    COMMITTEE_MATERIAL = Term::new(
        "FW-05.1", "复议委员会会前送达材料", Span::working_days(3), "召开会议之日", COMMITTEE,
    ).backward().unverified();
    /// FW-05.2 会后成纪要 五日（自然日）
    COMMITTEE_MINUTES = Term::new(
        "FW-05.2", "复议委员会形成会议纪要", Span::days(5), "会议结束之日", COMMITTEE,
    ).unverified();
    /// ZZ-HF 种子文件二（五）4 三十日（自然日）
    FOLLOW_UP_VISIT = Term::new(
        "ZZ-HF", "案后回访", Span::days(30), "审理、调解终结之日（二次回访：履行期届满或者全部做完之日）", "钟优化办文〔2024〕8号二（五）4",
    ).note("制度性期限。协议履行期更长的，履行期满后再回访一次；不得与司法确认的三十日混用。");
}
