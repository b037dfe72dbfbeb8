//! Periods of enforcement, its supervision, major decisions and their legality review. Penalty law: 2, 3, 5 and
//! 7 days are working days (85条); licence law: all (82条); compulsion law: up to 10 days (69条).

use super::*;

terms! {
    /// JD-08.1 《政府督查工作条例》 三十日（自然日）
    INSPECTION_REVIEW_REQUEST = Term::new(
        "JD-08.1", "对政府督查结论申请复核", Span::days(30), "收到督查结论之日", "《政府督查工作条例》第16条至第18条",
    );
    /// JD-08.2 《政府督查工作条例》 三十日（自然日）
    INSPECTION_REVIEW = Term::new(
        "JD-08.2", "作出督查复核决定", Span::days(30), "收到复核申请之日", "《政府督查工作条例》第16条至第18条",
    );
    /// JD-09.1 《重大行政决策程序暂行条例》26条 不少于七个工作日
    DECISION_LEGALITY_REVIEW = Term::new(
        "JD-09.1", "重大行政决策合法性审查（至少）", Span::working_days(7), "送请审查之日",
        "《重大行政决策程序暂行条例》第26条",
    );
    /// JD-09.2 《重大行政决策程序暂行条例》15条 不少于三十日（自然日）
    DECISION_PUBLIC_COMMENT = Term::new(
        "JD-09.2", "公开征求意见（一般不少于）", Span::days(30), "公布决策草案之日", "《重大行政决策程序暂行条例》第15条",
    );
    /// JD-09.3 《重大行政决策程序暂行条例》16条 听证七日前（自然日，倒推）
    DECISION_HEARING_MATERIAL = Term::new(
        "JD-09.3", "送达听证材料", Span::days(7), "召开听证会之日", "《重大行政决策程序暂行条例》第16条",
    ).backward();
    /// JD-13.1 《行政处罚法》60条 九十日（自然日）
    PENALTY_DECISION = Term::new(
        "JD-13.1", "作出处罚决定", Span::days(90), "立案之日", "《行政处罚法》第60条",
    ).note("法律、法规、规章另有规定的，从其规定。");
    /// JD-13.2 《行政处罚法》61条 七日（工作日）
    PENALTY_SERVICE = Term::new(
        "JD-13.2", "送达处罚决定书（当事人不在场）", Span::working_days(7), "宣告处罚决定之日", "《行政处罚法》第61条",
    );
    /// JD-13.3 《行政处罚法》48条2款 三日（工作日）
    PENALTY_UNPUBLISH = Term::new(
        "JD-13.3", "撤回已公开的处罚信息", Span::working_days(3), "处罚决定被变更、撤销、确认违法或者无效之日",
        "《行政处罚法》第48条第2款",
    );
    /// JD-14 地方制度，待核 十五日（自然日）
    PENALTY_FILING = Term::new(
        "JD-14", "重大处罚备案", Span::days(15), "处罚决定作出之日", "国家法律无统一规定（默认值，待市司法局确认）",
    ).unverified();
    /// JD-15 湖北省政府令379号，期限待核 十五日（自然日）
    RULE_FILING = Term::new(
        "JD-15", "规范性文件报备", Span::days(15), "规范性文件公布之日",
        "《湖北省行政规范性文件管理办法》（省政府令第379号，期限待核）",
    ).unverified();
    /// JD-16.1 国办发〔2018〕115号，时限待核 五个工作日
    RULE_REVIEW_AT_LEAST = Term::new(
        "JD-16.1", "规范性文件合法性审核（至少）", Span::working_days(5), "送请审核之日",
        "国办发〔2018〕115号（时限待核）",
    ).unverified();
    /// JD-16.2 国办发〔2018〕115号，时限待核 十五个工作日
    RULE_REVIEW_AT_MOST = Term::new(
        "JD-16.2", "规范性文件合法性审核（最长）", Span::working_days(15), "送请审核之日",
        "国办发〔2018〕115号（时限待核）",
    ).unverified();
    /// JD-17.1 国办发〔2018〕118号，时限待核 二十个工作日
    ENFORCEMENT_PUBLICATION = Term::new(
        "JD-17.1", "执法决定公开", Span::working_days(20), "执法决定作出之日", "国办发〔2018〕118号（时限待核）",
    ).unverified();
    /// JD-17.2 国办发〔2018〕118号，时限待核 七个工作日
    PENALTY_PUBLICATION = Term::new(
        "JD-17.2", "许可、处罚决定公开", Span::working_days(7), "许可、处罚决定作出之日", "国办发〔2018〕118号（时限待核）",
    ).unverified();
    /// JD-18.1 《政府信息公开条例》33条 二十个工作日
    DISCLOSURE_ANSWER = Term::new(
        "JD-18.1", "答复政府信息公开申请", Span::working_days(20), "收到申请之日", "《政府信息公开条例》第33条",
    ).extended_by("经政府信息公开工作机构负责人同意并告知申请人", Some(Span::working_days(20)));
    /// JD-18.2 《政府信息公开条例》32条 十五个工作日
    DISCLOSURE_THIRD_PARTY = Term::new(
        "JD-18.2", "第三方提出意见", Span::working_days(15), "收到征求意见书之日", "《政府信息公开条例》第32条",
    );
    /// JD-18.3 《政府信息公开条例》30条 七个工作日
    DISCLOSURE_SUPPLEMENT = Term::new(
        "JD-18.3", "一次性告知补正", Span::working_days(7), "收到申请之日", "《政府信息公开条例》第30条",
    );
    /// JD-18.4 《行政许可法》42条1款、82条 二十个工作日
    LICENCE_DECISION = Term::new(
        "JD-18.4", "作出行政许可决定", Span::working_days(20), "受理行政许可申请之日", "《行政许可法》第42条第1款、第82条",
    ).extended_by("经本行政机关负责人批准并告知理由", Some(Span::working_days(10)))
        .note("当场决定、统一联合集中办理以及法律、法规另有规定的，从其规定。");
}
