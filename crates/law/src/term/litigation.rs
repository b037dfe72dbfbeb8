//! Periods of administrative litigation (行政诉讼法 2017, 法释〔2018〕1号). No working days here: every day
//! counts, the last one rolls over (解释48条); the one exception is the demand of the Compulsion Law (69条).

use super::*;

/// 《行政强制法》71条
const COMPULSION_LAW: Date = date(2012, 1, 1);

terms! {
    /// XS-01 《行政诉讼法》46条1款 六个月
    SUIT = Term::new(
        "XS-01", "起诉期限", Span::months(6), "知道或者应当知道作出行政行为之日", "《行政诉讼法》第46条第1款",
    ).note("法定期间，不中断、不中止，只能由人民法院扣除或者延长（第48条）；信访期间不扣除。");
    /// XS-02.1 《行政诉讼法》46条2款 二十年
    SUIT_LIMIT_REAL_ESTATE = Term::new(
        "XS-02.1", "不动产案件最长起诉期限", Span::new(20, Unit::Year), "行政行为作出之日",
        "《行政诉讼法》第46条第2款、法释〔2018〕1号第65条",
    ).without_roll_over().note("最长期限按不顺延计算，偏于保守。");
    /// XS-02.2 《行政诉讼法》46条2款 五年
    SUIT_LIMIT = Term::new(
        "XS-02.2", "其他案件最长起诉期限", Span::new(5, Unit::Year), "行政行为作出之日",
        "《行政诉讼法》第46条第2款、法释〔2018〕1号第65条",
    ).without_roll_over().note("最长期限按不顺延计算，偏于保守。");
    /// XS-03 法释〔2018〕1号64条 最长一年
    SUIT_UNTOLD_LIMIT = Term::new(
        "XS-03", "未告知起诉期限时的最长期限", Span::new(1, Unit::Year), "知道或者应当知道行政行为内容之日",
        "法释〔2018〕1号第64条",
    );
    /// XS-03.1 法释〔2018〕1号64条 六个月
    SUIT_UNTOLD = Term::new(
        "XS-03.1", "未告知起诉期限时的起诉期限", Span::months(6), "知道或者应当知道起诉期限之日",
        "《行政诉讼法》第46条第1款、法释〔2018〕1号第64条",
    );
    /// XS-04 《行政诉讼法》45条 十五日（自然日）
    SUIT_AFTER_RECONSIDERATION = Term::new(
        "XS-04", "经复议后的起诉期限", Span::days(15), "收到复议决定书之日", "《行政诉讼法》第45条",
    );
    /// XS-05 《行政诉讼法》45条 十五日（自然日）
    SUIT_AFTER_OVERDUE_RECONSIDERATION = Term::new(
        "XS-05", "复议逾期不作决定的起诉期限", Span::days(15), "复议期限（含延长）届满之日", "《行政诉讼法》第45条",
    );
    /// XS-06 法释〔2018〕1号59条 十五日（自然日）
    SUIT_AFTER_UPHELD = Term::new(
        "XS-06", "复议维持案件的起诉期限", Span::days(15), "复议决定书送达之日",
        "《行政诉讼法》第45条、法释〔2018〕1号第59条",
    ).note("作出原行政行为的机关和复议机关是共同被告，起诉期限以复议决定送达的时间为准。");
    /// XS-07.1 《行政诉讼法》47条1款 两个月
    INACTION_SUABLE = Term::new(
        "XS-07.1", "履行法定职责期限", Span::months(2), "行政机关接到申请之日", "《行政诉讼法》第47条第1款",
    ).note("法律、法规另有规定的从其规定；紧急情况不受此限（第47条第2款）。");
    /// XS-07.2 法释〔2018〕1号66条 六个月
    INACTION_SUIT = Term::new(
        "XS-07.2", "不履行法定职责的起诉期限", Span::months(6), "履行法定职责期限届满之日", "法释〔2018〕1号第66条",
    );
    /// XS-09 《行政诉讼法》48条2款 十日（自然日）
    SUIT_EXTENSION_REQUEST = Term::new(
        "XS-09", "申请延长起诉期限", Span::days(10), "障碍消除之日", "《行政诉讼法》第48条第2款",
    );
    /// XS-15 《行政诉讼法》51条2款 七日（自然日）
    FILING_DECISION = Term::new(
        "XS-15", "决定是否立案", Span::days(7), "接收起诉状之日",
        "《行政诉讼法》第51条第2款、法释〔2018〕1号第53条",
    ).note("七日内仍不能作出判断的，应当先予立案。");
    /// XS-16.1 《行政诉讼法》67条1款 五日（自然日）
    COMPLAINT_COPY = Term::new(
        "XS-16.1", "发送起诉状副本", Span::days(5), "立案之日", "《行政诉讼法》第67条第1款",
    );
    /// XS-16.2 《行政诉讼法》67条1款 十五日（自然日）
    DEFENCE = Term::new(
        "XS-16.2", "被告答辩并举证", Span::days(15), "收到起诉状副本之日",
        "《行政诉讼法》第67条第1款、法释〔2018〕1号第34条",
    ).extended_by("有正当事由并在期限内书面申请的，由人民法院准许", None);
    /// XS-16.3 法释〔2018〕1号34条 十五日（自然日）
    EVIDENCE_EXTENSION_REQUEST = Term::new(
        "XS-16.3", "被告书面申请延期举证", Span::days(15), "收到起诉状副本之日", "法释〔2018〕1号第34条",
    );
    /// XS-17.1 《行政诉讼法》81条 六个月
    FIRST_INSTANCE = Term::new(
        "XS-17.1", "一审普通程序审限", Span::months(6), "立案之日", "《行政诉讼法》第81条",
    ).extended_by("由高级人民法院批准", None).note("公告、鉴定、调解、中止、管辖争议期间不计入（解释第50条）。");
    /// XS-17.2 《行政诉讼法》83条 四十五日（自然日）
    FIRST_INSTANCE_SUMMARY = Term::new(
        "XS-17.2", "一审简易程序审限", Span::days(45), "立案之日", "《行政诉讼法》第83条",
    );
    /// XS-19.1 《行政诉讼法》88条 三个月
    SECOND_INSTANCE = Term::new(
        "XS-19.1", "二审审限", Span::months(3), "收到上诉状之日", "《行政诉讼法》第88条",
    ).extended_by("由高级人民法院批准", None);
    /// XS-19.2 《行政诉讼法》85条 十五日（自然日）
    APPEAL_JUDGMENT = Term::new(
        "XS-19.2", "对判决的上诉期", Span::days(15), "判决书送达之日", "《行政诉讼法》第85条",
    );
    /// XS-19.3 《行政诉讼法》85条 十日（自然日）
    APPEAL_RULING = Term::new(
        "XS-19.3", "对裁定的上诉期", Span::days(10), "裁定书送达之日", "《行政诉讼法》第85条",
    );
    /// XS-24 法释〔2018〕1号88条2款 九十日（自然日）
    TRIAL_ENDS_AFTER_SUSPENSION = Term::new(
        "XS-24", "中止满期终结诉讼", Span::days(90), "诉讼中止之日", "法释〔2018〕1号第88条第2款",
    );
    /// XS-29 法释〔2020〕3号5条 开庭三日前（自然日，倒推）
    HEAD_APPEARANCE_NOTICE = Term::new(
        "XS-29", "通知负责人出庭应诉", Span::days(3), "开庭之日", "法释〔2020〕3号第5条",
    ).backward();
    /// XS-34.1 《行政强制法》53条 三个月
    ENFORCEMENT_BY_COURT = Term::new(
        "XS-34.1", "行政机关申请法院强制执行", Span::months(3), "起诉期限届满之日",
        "《行政强制法》第53条、法释〔2018〕1号第156条",
    );
    /// XS-34.2 《行政强制法》54条 十日（工作日，69条）
    DEMAND_BEFORE_ENFORCEMENT = Term::new(
        "XS-34.2", "催告后方可申请强制执行", Span::working_days(10), "催告书送达之日",
        "《行政强制法》第54条、第69条",
    ).from(COMPULSION_LAW);
    /// XS-35 法释〔2018〕1号153条 二年
    JUDGMENT_ENFORCEMENT = Term::new(
        "XS-35", "申请执行生效法律文书", Span::new(2, Unit::Year), "履行期间最后一日", "法释〔2018〕1号第153条",
    );
    /// XS-36.1 法释〔2018〕1号149条2款 三个月
    RULE_ADVICE = Term::new(
        "XS-36.1", "就规范性文件提出司法建议", Span::months(3), "裁判生效之日", "法释〔2018〕1号第149条第2款",
    );
    /// XS-36.2 法释〔2018〕1号149条 六十日（自然日）
    RULE_ADVICE_REPLY = Term::new(
        "XS-36.2", "规范性文件司法建议书面答复", Span::days(60), "收到司法建议之日", "法释〔2018〕1号第149条",
    );
    /// XS-37 法释〔2023〕11号 两个月
    JUDICIAL_ADVICE_REPLY = Term::new(
        "XS-37", "综合治理类司法建议书面答复", Span::months(2), "收到司法建议书之日", "法释〔2023〕11号第7条至第9条",
    );
    /// XS-38.1 检察公益诉讼解释21条 两个月
    PROCURATORIAL_ADVICE_REPLY = Term::new(
        "XS-38.1", "检察建议履职并回复", Span::months(2), "收到检察建议书之日", "《检察公益诉讼解释》第21条",
    );
    /// XS-38.2 检察公益诉讼解释21条 十五日（自然日）
    PROCURATORIAL_ADVICE_URGENT = Term::new(
        "XS-38.2", "检察建议履职并回复（紧急情形）", Span::days(15), "收到检察建议书之日", "《检察公益诉讼解释》第21条",
    );
    /// XS-39.1 《国家赔偿法》39条 二年
    COMPENSATION_CLAIM = Term::new(
        "XS-39.1", "请求行政赔偿的时效", Span::new(2, Unit::Year), "知道或者应当知道侵害其权益之日",
        "《国家赔偿法》第39条",
    );
    /// XS-39.2 《国家赔偿法》13条 两个月
    COMPENSATION_DECISION = Term::new(
        "XS-39.2", "赔偿义务机关作出决定", Span::months(2), "收到赔偿申请之日", "《国家赔偿法》第13条",
    );
    /// XS-39.3 法释〔2022〕10号17条1款 十五日（自然日）
    COMPENSATION_SUIT_AFTER_RECONSIDERATION = Term::new(
        "XS-39.3", "只对复议决定的赔偿部分起诉", Span::days(15), "复议决定书送达之日", "法释〔2022〕10号第17条第1款",
    );
    /// XS-39.4 《国家赔偿法》14条 三个月
    COMPENSATION_SUIT = Term::new(
        "XS-39.4", "就行政赔偿提起诉讼", Span::months(3), "作出赔偿或者不予赔偿决定之日，逾期不决定的为期限届满之日",
        "《国家赔偿法》第14条",
    );
    /// XS-40 《行政协议规定》25条、《民法典》188条 三年
    AGREEMENT_LIMITATION = Term::new(
        "XS-40", "行政协议不履行的诉讼时效", Span::new(3, Unit::Year), "知道或者应当知道权利受到损害以及义务人之日",
        "法释〔2019〕17号第25条、《民法典》第188条",
    ).note("民事诉讼时效，可以中止、中断；变更、解除协议的行政行为适用起诉期限。");
    /// XS-41.1 法释〔2018〕1号74条3款 三日（自然日）
    RECUSAL_DECISION = Term::new(
        "XS-41.1", "回避申请的决定", Span::days(3), "提出回避申请之日", "法释〔2018〕1号第74条第3款",
    );
    /// XS-41.2 法释〔2018〕1号74条4款 三日（自然日）
    RECUSAL_REVIEW = Term::new(
        "XS-41.2", "回避决定的复议", Span::days(3), "收到复议申请之日", "法释〔2018〕1号第74条第4款",
    ).note("复议期间，被申请回避的人员不停止参与本案工作。");
    /// XS-42.1 法释〔2018〕1号110条 六个月
    RETRIAL_APPLICATION = Term::new(
        "XS-42.1", "申请再审", Span::months(6), "判决、裁定、调解书发生法律效力之日", "法释〔2018〕1号第110条",
    ).note("有新证据等四种情形的，自知道或者应当知道之日起算。");
    /// XS-42.2 法释〔2018〕1号112条 六个月
    RETRIAL_REVIEW = Term::new(
        "XS-42.2", "审查再审申请", Span::months(6), "再审申请案件立案之日", "法释〔2018〕1号第112条",
    ).extended_by("有特殊情况的，由本院院长批准", None);
    /// XS-43.1 《民事诉讼法》250条 二年
    AWARD_ENFORCEMENT = Term::new(
        "XS-43.1", "申请执行仲裁裁决", Span::new(2, Unit::Year), "履行期间最后一日，没有写明的从裁决生效之日",
        "《民事诉讼法》第248条、第250条",
    ).note("分期履行的，从最后一期履行期限届满之日起计算；申请执行时效可以中止、中断，由人民法院认定。");
    /// XS-43.2 法释〔2018〕1号158条 六个月
    ADJUDICATION_ENFORCEMENT = Term::new(
        "XS-43.2", "权利人申请执行行政裁决", Span::months(6), "作出裁决的行政机关申请执行的期限届满之日",
        "法释〔2018〕1号第158条",
    ).note("限生效行政裁决确定的权利人或者其继承人、权利承受人：对方在法定期限内不起诉又不履行，作出裁决的机关也没有申请的。");
}
