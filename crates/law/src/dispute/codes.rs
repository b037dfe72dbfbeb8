//! Refusals of this room.

use crate::Code;
pub const ASKED_AGAIN: Code = Code::new(
    "dispute.mediation.asked_again",
    "上一次调解没有成，争议到了新的阶段，正在再次征询各方：行政机关和至少一位申请人愿意的，在上一次调解里办“再次调解”",
);
pub const NOT_AN_APPLICATION: Code = Code::new(
    "dispute.register.not_an_application",
    "复议机构窗口只登记行政复议申请；要调解或者先登记的，请当事人到化解中心窗口",
);
pub const NO_RECONSIDERATION_RUNS: Code = Code::citing(
    "dispute.succession.no_reconsideration",
    "没有您这里正在办的行政复议；承受人参加由办理复议的机构登记，没有复议的在化解中心窗口登记",
    "《行政复议法》39条",
);
pub const ONLY_THIRD_PARTIES: Code = Code::new(
    "dispute.join_party.standing",
    "这里只追加第三人；同一群申请人用“登记群体成员”，别的申请人另行登记",
);
pub const NOT_AN_APPLICANT: Code = Code::citing(
    "dispute.succession.not_an_applicant",
    "承受的是申请人的资格，请选一位申请人",
    "《行政复议法》14条2款、3款",
);
pub const SUCCESSION_GROUND: Code = Code::citing(
    "dispute.succession.ground",
    "这个原因和这位申请人的性质不符：个人、个体工商户才会死亡、丧失行为能力，法人和其他组织才会终止",
    "《行政复议法》39条1款1项、2项、4项",
);
pub const SUCCESSOR_IS_PARTY: Code =
    Code::new("dispute.succession.the_same", "填的就是原来那位申请人，请填承受人或者法定代理人");
pub const NO_APPLICANT: Code = Code::new("dispute.register.no_applicant", "至少要有一位申请人");
pub const NOT_AN_AGENCY: Code = Code::citing(
    "dispute.register.not_an_agency",
    "被申请的单位不是行政机关，请核对；民间纠纷请到人民调解委员会",
    "《行政复议法》2条、《行政诉讼法》2条",
);
pub const KNOWN_BEFORE_MADE: Code = Code::new(
    "dispute.register.known_before_made",
    "“知道的日期”早于“作出的日期”（没有答复的，是递交申请的日期），请核对",
);
pub const DUTY_HAS_NO_DATE: Code =
    Code::new("dispute.register.known_on_missing", "请填写哪天知道的；记不清请填最早可能的一天");
pub const ASKED_ON_MISSING: Code = Code::citing(
    "dispute.register.asked_on_missing",
    "一直没有答复的，请在“作出日期”里填递交申请的日期；期限从那天起算",
    "《行政诉讼法》47条、《行政复议法》20条",
);
pub const NO_LARGE_GROUP: Code =
    Code::new("dispute.representatives.no_group", "申请人不到十人（申请复议的不超过五人），不需要推选代表人");
pub const REPRESENTATIVES: Code = Code::citing(
    "dispute.register.representatives",
    "申请人十人以上的，请推选二至五名代表人",
    "法释〔2018〕1号 29条",
);
pub const RECONSIDERATION_REPRESENTATIVES: Code = Code::citing(
    "dispute.register.reconsideration_representatives",
    "申请复议的超过五人的，请推选一至五名代表人",
    "《行政复议法》15条、《行政复议法实施条例》8条",
);
pub const GROUP_OF_NOBODY: Code =
    Code::new("dispute.register.group_of_nobody", "人数至少是 1；只有申请人自己的，空着就行");
pub const GROUP_LISTED: Code =
    Code::new("dispute.members.listed", "没有登记群体人数，或者登记的人数已经列全");
pub const GROUP_FULL: Code = Code::new("dispute.members.too_many", "比登记的群体人数还多，请核对名单");
pub const MEMBER_TWICE: Code = Code::new("dispute.members.twice", "证件号重复：这个人已经在案件里");
pub const GROUP_TOO_SMALL: Code = Code::new("dispute.group.too_small", "人数比列了名的申请人还少，请核对");
pub const ACTED_UPON: Code = Code::new(
    "dispute.correct.acted_upon",
    "已经导入调解、申请了复议或者登记了别的程序，这一项不能再改（来源在立案、申请复议以前还能改）。确实登记错的，先把办着的结束（不予受理、退出），再按正确的重新登记，最初提交日照原来的填",
);
pub const SOURCE_NOTED: Code = Code::new(
    "dispute.correct.source_noted",
    "网上申请、咨询点代办、复议机构窗口登记的，来源由系统记下，不能改成别的，也不能由别的改来",
);
pub const SUBMITTED_AFTER_REGISTERED: Code =
    Code::new("dispute.correct.submitted_after_registered", "最初提交日不能晚于登记的那天");
pub const PARTY_STAYS: Code = Code::new(
    "dispute.strike_party.acted_upon",
    "已经申请了复议、登记了别的程序或者调解已经结束，当事人不能再去掉；填错的在“更正当事人信息”里改",
);
pub const FIRST_STAYS: Code = Code::new(
    "dispute.strike_party.first",
    "最先登记的当事人和唯一的申请人不能去掉；填错的在“更正当事人信息”里改，整件登记错的不予受理",
);
pub const SUBMITTED_LATER: Code =
    Code::new("dispute.register.first_submission_in_future", "最初提交日不能晚于今天");
pub const SUBMITTED_BEFORE_ACT: Code = Code::new(
    "dispute.register.first_submission_before_act",
    "最初提交日不能早于行政行为作出的日子，请核对这两个日子",
);
pub const FILED_BEFORE_ACT: Code = Code::new(
    "dispute.register.filed_before_act",
    "立案、申请复议、作出裁判的日子不能早于行政行为作出的日子，请核对这两个日子",
);
pub const STEP_OF_ANOTHER_WAY: Code = Code::new(
    "dispute.register.step_of_another_way",
    "此前的程序选得不对：复议的情形填在复议一项，起诉的情形填在起诉一项",
);
pub const PROXY_MISSING: Code = Code::new("dispute.register.proxy_missing", "代办须同时记明代办人和咨询点");
pub const NOT_WISHED: Code = Code::new(
    "dispute.register.not_wished",
    "填了复议申请，当事人的意愿请选申请行政复议；不申请的，不要填复议申请",
);
pub const AMOUNT_NEGATIVE: Code = Code::new("dispute.register.amount_negative", "金额不能是负数");
pub const AMOUNT_TOO_LARGE: Code =
    Code::new("dispute.register.amount_too_large", "金额最多 1000 亿元，请核对");
pub const GROUP_TOO_LARGE: Code = Code::new("dispute.register.group_too_large", "人数最多 100 万，请核对");
pub const DAY_TOO_EARLY: Code =
    Code::new("dispute.register.day_too_early", "日期早于 1949 年 10 月 1 日，请核对");
pub const TITLE_IN_LINES: Code = Code::new("dispute.register.title_in_lines", "行为的名称只写一行");
pub const PLACE_NO_CODE: Code = Code::new(
    "dispute.register.place_no_code",
    "事情发生在哪里，写区划代码：县市 6 位，乡镇 9 位，村 12 位数字",
);
pub const FORMED_ON_MISSING: Code = Code::citing(
    "dispute.evidence.formed_on_missing",
    "行政机关提交的证据，请写明形成时间；登记之后才形成的会被标出",
    "《行政复议法》46条、《行政诉讼法》35条",
);
pub const PROCEEDING_RUNS: Code = Code::new("dispute.close.proceeding_runs", "还有程序没有终结，不能归档");
pub const REFERRAL_UNDER_WAY: Code = Code::new(
    "dispute.close.referral_under_way",
    "移送出去的材料对方还没有签收，签收（或者凭回执登记签收）以后再归档",
);
pub const PARTY_UNCHANGED: Code =
    Code::new("dispute.correct_party.unchanged", "没有要更正的内容：请填写要改的那一项");
pub const UNKNOWN_PARTY: Code = Code::new("dispute.party.unknown", "案件里没有这一方，请重新选择");
pub const GUARDIAN_BY_LAW: Code = Code::citing(
    "dispute.agent.by_law",
    "代理权限请选一般授权或者特别授权；法定代理人参加，由办理复议的机构查明后登记",
    "《行政复议法》14条3款、39条1款2项",
);
pub const NO_LETTER_NEEDED: Code = Code::citing(
    "dispute.file_authority.by_law",
    "这一方由法定代理人代理，不用授权委托书；监护的证明在登记时已经交了",
    "《民法典》163条、《民事诉讼法》60条",
);
pub const NO_AGENT: Code = Code::new(
    "dispute.file_authority.no_agent",
    "这一方没有登记代理人；有代理人的，先由窗口在“更正当事人信息”里登记",
);
pub const NOT_YOUR_AGENT: Code =
    Code::new("dispute.file_authority.not_yours", "只能交自己这一方的授权委托书");
pub const NOTHING_CORRECTED: Code =
    Code::new("dispute.correct.nothing", "没有要更正的内容：请改要更正的那一项");
pub const AGREEMENT_STANDS: Code = Code::new(
    "dispute.request_mediation.agreement_stands",
    "这件事的协议已经生效，正在履行，或者正等法院、复议机关办手续，不用再提出调解；没有做到的，点“对方没有履行”告诉我们",
);
pub const AGREED: Code = Code::citing(
    "dispute.apply_for_reconsideration.agreed",
    "这件事已经谈好，协议已经生效，网上不能再申请复议。协议没有做到的，点“对方没有履行”告诉我们；仍要申请复议的，请在最后一天以前带材料到窗口，由复议机构审查能不能受理",
    "《行政复议法》5条、30条",
);
pub const LETTER_THERE: Code = Code::new(
    "dispute.file_authority.there",
    "授权委托书已经交过了。要换一份的，由当事人本人在“办理进度”里交，或者交到窗口",
);
pub const NOTHING_BROUGHT: Code =
    Code::new("dispute.file_authority.nothing_brought", "代理人没有交来授权委托书，请上传一份");
pub const ENDED_BY_THE_PARTY: Code = Code::citing(
    "dispute.end_agency.by_party",
    "解除委托由当事人本人办；您不再代理的，请告诉当事人，由本人在“办理进度”里办，或者到窗口登记",
    "《民法典》173条2项、《民事诉讼法》63条",
);
pub const DAYS_RUN: Code = Code::citing(
    "dispute.close.days_run",
    "别的机关那里已经办完，起诉、申请行政复议的期限还在走：过了最后一天再归档",
    "《行政诉讼法》46条、《行政复议法》20条",
);
pub const PENDING: Code = Code::new("dispute.close.pending", "还有手续没有办完，不能归档");
pub const VOLUME_EMPTY: Code = Code::new(
    "dispute.close.volume_empty",
    "归档的人能看到的材料里，还没有一件能编进卷内目录（复议机构的材料在它自己的卷里）：先出具登记回执，或者把材料收进来",
);
pub const REFERRED_ALREADY: Code =
    Code::new("dispute.refer.already", "已经移送出去，对方还没有答复或者还没有交回");
pub const NOT_CLOSED: Code = Code::new("dispute.reopen.still_open", "案件还没有终结，不需要重新启动");
pub const SEAT_TAKEN: Code = Code::citing(
    "dispute.succession.taken",
    "这个位置已经有人承受。还有近亲属、承受人要参加的，选“一起参加”；承受人自己又死亡、终止的，选“接替”",
    "《行政复议法》14条2款",
);
pub const SEAT_NOT_TAKEN: Code = Code::citing(
    "dispute.succession.not_taken",
    "这个位置还没有人承受，请选“承受原来的位置”",
    "《行政复议法》14条2款",
);
pub const NO_KIN: Code = Code::citing(
    "dispute.succession.no_kin",
    "近亲属、法定代理人是个人，不能是企业或者其他组织",
    "《行政复议法》14条2款、3款",
);
pub const OWN_NAME: Code = Code::new(
    "dispute.succession.own_name",
    "填的是原来那位申请人的姓名，请填承受人或者法定代理人；确实同名的，两位的证件号码都要登记",
);
pub const NOT_FOUND_AT_A_VISIT: Code =
    Code::new("dispute.follows.no_visit", "只有窗口从回访登记过来的，才写明是哪一次回访发现的");
pub const EVIDENCE_BY_REPLY: Code = Code::citing(
    "dispute.evidence.by_reply",
    "复议中，被申请人的证据随“答复、举证”提交；答复期限届满以后，经复议机构同意才能补充，由复议机构登记",
    "《行政复议法》46条、48条、70条",
);
/// What must be shown to have arrived is shown before the volume is closed.
pub const REVIEW_UNSERVED: Code = Code::citing(
    "dispute.close.reconsideration_unserved",
    "行政复议的文书还没有送达：送达以后在复议案里记录，再归档",
    "《行政复议法》88条",
);
pub const PAPERS_UNSERVED: Code =
    Code::citing("dispute.close.unserved", "还有文书没有送达：送达以后逐份记录，再归档", "特邀调解规定 19条");
