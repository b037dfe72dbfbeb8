//! Refusals of this room, in the order of the work. A name is never reused for another meaning.

mod grounds;
mod standing;
mod whom;

pub use grounds::*;
pub use standing::*;
pub use whom::*;

use crate::Code;

pub const NO_CATEGORY: Code = Code::new("mediation.import.no_category", "请至少选择一类适合调解的情形");
pub const OTHER_UNEXPLAINED: Code = Code::new(
    "mediation.import.other_unexplained",
    "只选了“其他通过调解更能实质化解的”：请写明这件事为什么适合调解",
);
pub const TRIAL_SCOPE: Code = Code::citing(
    "mediation.import.trial_scope",
    "诉讼中只有赔偿、补偿、行政协议和涉及裁量权的案件可以调解；其余只能由双方和解后撤诉，请勾选“只协调和解、撤诉”",
    "《行政诉讼法》60条、法释〔2018〕1号 84条",
);
pub const PETITION_SCOPE: Code = Code::citing(
    "mediation.import.petition_scope",
    "信访事项只能在裁量权范围内调解，登记里没有写明有裁量余地、涉及赔偿补偿：确实有裁量余地的（例如罚款的幅度），请勾选写明",
    "《信访工作条例》33条",
);
pub const SETTLEMENT_ONLY_OUTSIDE_TRIAL: Code = Code::new(
    "mediation.import.settlement_only_outside_trial",
    "“只协调和解、撤诉”只用于诉讼中不能调解的案件",
);

pub const PARTY_HAS_ACTED: Code = Code::new(
    "mediation.party.has_acted",
    "调解里已经记了这一方的意愿、会谈或者送达，不能再去掉；填错的在“更正当事人信息”里改，不愿意调解的按“退出调解”办",
);
pub const UNKNOWN_SIDE: Code = Code::new("mediation.party.unknown", "案件里没有这一方，请重新选择");
pub const NOT_YOURS: Code = Code::new("mediation.party.not_yours", "只能由本人（本单位）办理，不能替别人办");
pub const CONSENT_DAY_NOT_TOLD: Code = Code::citing(
    "mediation.consent.day_not_told",
    "调解不会使起诉、复议的期限停下来：请先把最保守的截止日告诉当事人，再记录同意",
    "《行政诉讼法》46条、48条",
);
pub const CONSENT_PAPER_MISSING: Code = Code::citing(
    "mediation.consent.paper_missing",
    "书面同意的，请上传签过字的同意调解确认书，或者请本人当面在屏幕上签",
    "《行政复议法》5条（自愿）",
);
pub const CONSENT_CALL_MISSING: Code = Code::new(
    "mediation.consent.call_missing",
    "电话同意的，请写明电话记录（几点、打给谁、怎么说的），或者上传录音截图",
);
pub const CONSENT_ONLINE_BY_OTHER: Code =
    Code::new("mediation.consent.online_by_other", "网上确认只能由本人登录后办理");
pub const CONSENT_SAME: Code = Code::new("mediation.consent.same", "这一方已经这样答复过了");
pub const CONSENT_NOT_GIVEN: Code = Code::new("mediation.withdraw.not_given", "这一方还没有表示过同意");
pub const CONSENTS_MISSING: Code = Code::citing(
    "mediation.consents_missing",
    "还有一方没有同意调解；没有各方同意，不能往下进行",
    "《人民调解法》3条、17条；特邀调解规定 2条",
);

pub const NOT_A_JUDGE: Code = Code::new("mediation.team.not_a_judge", "指导法官必须是名册里的法官");
pub const NOT_A_MEDIATOR: Code = Code::new("mediation.team.not_a_mediator", "主调人必须是名册里的调解员");
pub const LEAD_FROM_RESPONDENT: Code = Code::citing(
    "mediation.team.lead_from_respondent",
    "主调人不能来自被申请的行政机关",
    "特邀调解规定 15条",
);
pub const JUDGE_FROM_RESPONDENT: Code =
    Code::new("mediation.team.judge_from_respondent", "指导法官不能同时在被申请的行政机关任职");
pub const WALLED: Code =
    Code::citing("mediation.team.walled", "这个人已决定回避，不能再参加", "特邀调解规定 15条");
pub const ACTED_BEFORE: Code = Code::citing(
    "mediation.team.acted_before",
    "这个人在本案中已经以别的身份办过事，不能担任主调人或指导法官",
    "特邀调解规定 15条、16条",
);
pub const SEATED_TWICE: Code = Code::new("mediation.team.seated_twice", "同一个人不能占两个席位");
pub const NO_MEMBER: Code = Code::new("mediation.team.no_member", "“1+1+N”至少还要一名其他成员");
pub const MEMBER_ROLE: Code = Code::new(
    "mediation.team.member_role",
    "其他成员应当是执法部门人员、镇村干部、专家等，并且名册里有这个身份",
);
pub const MEMBER_OTHER_AGENCY: Code =
    Code::new("mediation.team.member_other_agency", "执法部门的成员应当来自被申请的行政机关");
pub const MEMBER_FROM_RESPONDENT: Code = Code::citing(
    "mediation.team.member_from_respondent",
    "被申请机关（和它下属单位）的人不能当中立的成员；法制人员、负责人以机关代表的身份参加，代表本单位",
    "特邀调解规定 15条",
);
pub const NO_MEMBER_STANDS: Code = Code::citing(
    "mediation.accept.no_member_stands",
    "“1+1+N”里其他成员都在等回避的决定，或者不能再担任，还没有一名能参加的，不能开始：先决定回避，或者补上成员",
    "在线调解规则 13条、特邀调解规定 15条",
);
pub const OVERRIDE_REASON: Code =
    Code::new("mediation.team.override_reason", "指导法官或主调人与建议的人选不同，请写明理由");
pub const NO_TEAM: Code = Code::new("mediation.team.none", "还没有组成调解小组");
pub const SEAT_VACANT: Code = Code::new("mediation.team.seat_vacant", "调解小组有席位空缺，请先补齐“1+1+N”");
pub const SEAT_TAKEN: Code = Code::new("mediation.team.seat_taken", "这个席位没有空缺；换人请写明替换谁");
pub const NOT_SEATED: Code = Code::new("mediation.team.not_seated", "这个人不在调解小组里");

pub const CHALLENGE_BY: Code = Code::new("mediation.challenge.by", "回避由当事人申请，或由本人提出");
pub const CHALLENGED_ALREADY: Code = Code::new("mediation.challenge.already", "对这个人的回避申请正在审查");
pub const CHALLENGE_UNKNOWN: Code =
    Code::new("mediation.challenge.unknown", "没有这件回避申请，或已经决定过了");
pub const CHALLENGE_PENDING: Code = Code::citing(
    "mediation.challenge.pending",
    "对您的回避申请正在审查，决定之前请暂停办理本案",
    "《行政诉讼法》55条、特邀调解规定 15条",
);
pub const CHALLENGE_OPEN: Code = Code::citing(
    "mediation.accept.challenge_open",
    "对指导法官或主调人的回避申请还没有决定，不能开始",
    "《行政诉讼法》55条、特邀调解规定 15条",
);
pub const TIE_NOT_AGREED: Code = Code::citing(
    "mediation.challenge.tie_not_agreed",
    "本人披露了利害关系的，应当回避；只有各方都同意由其继续，才可以不回避",
    "特邀调解规定 15条",
);
pub const TIE_PAPER_MISSING: Code =
    Code::new("mediation.challenge.tie_paper_missing", "请上传各方同意由其继续的书面材料");
pub const TIE_NOT_ASKED: Code =
    Code::new("mediation.challenge.tie_not_asked", "只有本人披露了利害关系、决定不回避的，才记各方同意");
pub const NO_CHALLENGE: Code = Code::new("mediation.challenge.none", "没有待决定的回避申请");

pub const DISCLOSURE_MISSING: Code = Code::citing(
    "mediation.accept.disclosure_missing",
    "请先披露与本案有没有利害关系，没有也要写明",
    "特邀调解规定 15条",
);
pub const DISCLOSURES_MISSING: Code = Code::citing(
    "mediation.accept.disclosures_missing",
    "指导法官和每一位成员先披露与本案有没有利害关系，再开始调解",
    "在线调解规则 13条、特邀调解规定 15条",
);
pub const DISCLOSURE_UNCLEAR: Code = Code::new(
    "mediation.disclose.unclear",
    "选了“没有利害关系”，又写了说明：有要说明的，请选“有，说明如下”；没有的，请把说明删掉",
);
pub const NO_TIME_LEFT: Code = Code::citing(
    "mediation.accept.no_time_left",
    "离起诉、复议的最后一天只有十五日或者更少，来不及谈。请先递交起诉状或复议申请保住期限，再继续调解",
    "《行政诉讼法》46条、48条；中心工作规则（调解不越过救济期限前15日）",
);
pub const PERIOD_ENDED: Code = Code::citing(
    "mediation.period_ended",
    "调解期限已经届满，调解依法终结",
    "特邀调解规定 27条、在线调解规则 24条、25条",
);
pub const PERIOD_RUNS: Code = Code::new("mediation.lapse.period_runs", "调解期限还没有届满");
pub const DISCRETION_NOT_ASKED: Code = Code::new(
    "mediation.import.discretion_not_asked",
    "有没有裁量余地只在信访中的调解导入时说明；其他渠道以登记的为准，登记错了先更正",
);
pub const SUSPENDED: Code = Code::new("mediation.suspended", "调解已依法中止，恢复后才能办理");
pub const EXTEND_NOT_LATER: Code = Code::new("mediation.extend.not_later", "新的截止日应当晚于现在的截止日");
pub const EXTEND_NOT_AGREED: Code = Code::citing(
    "mediation.extend.not_agreed",
    "延长期限要各方都同意",
    "特邀调解规定 27条、在线调解规则 24条",
);
pub const EXTEND_PAST_CAP: Code = Code::citing(
    "mediation.extend.past_cap",
    "不能延到救济期限前十五日以后；复议中的调解不能延过复议审理期限",
    "中心工作规则（调解不越过救济期限前15日）、《行政诉讼法》46条、《行政复议法》62条",
);
pub const EXTEND_PAST_TERM: Code = Code::citing(
    "mediation.extend.past_term",
    "一次延长最多再加一个原期限；到期还要谈的，各方再书面同意一次",
    "特邀调解规定 27条、在线调解规则 24条（各方同意即可延长，没有写上限）；一次加多少是中心工作规则的设计建议，未核实",
);
pub const EXTEND_NO_DOCUMENT: Code =
    Code::new("mediation.extend.no_document", "请附上各方同意延期的书面材料");
pub const SUSPENDED_ALREADY: Code = Code::new("mediation.suspend.already", "已经中止了");
pub const SUSPEND_FROM: Code = Code::new("mediation.suspend.from", "中止的起止日期不对，请核对");
pub const SUSPEND_TRIAL_APPRAISAL: Code = Code::citing(
    "mediation.suspend.trial_appraisal",
    "只有立案前的鉴定、评估不计入调解期限；诉讼中请由各方同意延长",
    "在线调解规则 26条",
);
pub const SUSPEND_HALT_OPEN: Code = Code::citing(
    "mediation.suspend.halt_open",
    "涉嫌虚假调解的，中止到查清为止，不能预先写恢复的日子",
    "特邀调解规定 18条",
);
pub const SUSPEND_NO_DOCUMENT: Code = Code::citing(
    "mediation.suspend.no_document",
    "鉴定、评估期间不计入的，请附上委托书",
    "在线调解规则 26条",
);
pub const NOT_SUSPENDED: Code = Code::new("mediation.resume.not_suspended", "没有中止，不需要恢复");
pub const SESSION_UNKNOWN: Code = Code::new("mediation.session.unknown", "没有这次会谈");
pub const SESSION_NO_PLACE: Code = Code::new("mediation.session.no_place", "请写明地点，或选择视频");
pub const SESSION_IN_PAST: Code = Code::new("mediation.session.in_past", "会谈时间不能早于现在");
pub const SESSION_AFTER_PERIOD: Code = Code::new("mediation.session.after_period", "会谈时间在调解期限之后");
pub const SESSION_CANCELLED: Code = Code::new("mediation.session.cancelled", "这次会谈已经取消");
pub const SESSION_HELD: Code = Code::new("mediation.session.held", "这次会谈已经记录到场，不能再改期、取消");
pub const SESSION_NOT_MOVED: Code =
    Code::new("mediation.session.not_moved", "时间、地点都和原来一样，没有改");
pub const NO_SESSION_TO_COME: Code = Code::new("mediation.session.none_to_come", "没有还没开的会谈");
pub const MINUTES_TOO_EARLY: Code = Code::new("mediation.minutes.too_early", "会谈还没有开始，不能制作笔录");
pub const AGENT_UNKNOWN: Code =
    Code::new("mediation.attendance.agent_unknown", "这一方没有登记代理人，或者这一方没有到场");
pub const NOT_AT_THE_TABLE: Code = Code::new("mediation.attendance.not_at_the_table", "这个人不在调解小组里");
pub const OF_THE_OTHER_SIDE: Code = Code::new(
    "mediation.attendance.of_the_other_side",
    "被申请机关的人不参加同另一方单独进行的谈话，请核对到场的人",
);
pub const SERVICE_NOT_INVITED: Code = Code::new("mediation.service.not_invited", "这次会谈没有通知这一方");
pub const SERVICE_AFTER_SESSION: Code =
    Code::new("mediation.service.after_session", "送达日期晚于会谈日期，请核对");
pub const SERVICE_PROOF_MISSING: Code = Code::citing(
    "mediation.service.proof_missing",
    "请上传送达证明，或者写明签收人、快递单号",
    "特邀调解规定 14条2款",
);
pub const SERVICE_TWICE: Code = Code::new("mediation.service.twice", "这一方的送达已经记录过了");
pub const SESSION_NOT_YET: Code = Code::new("mediation.attendance.not_yet", "会谈还没有开始");
pub const HEAD_NOT_HERE: Code =
    Code::new("mediation.session.head_not_here", "单独听一方说的时候，行政机关负责人不在场");
pub const HEAD_UNACCOUNTED: Code = Code::citing(
    "mediation.attendance.head_unaccounted",
    "请写明行政机关负责人是否到场；没有到场的，必须写明理由",
    "《行政诉讼法》3条3款、法释〔2020〕3号 8条（参照）",
);
pub const SERVICE_MISSING: Code = Code::citing(
    "mediation.minutes.service_missing",
    "还有一方的送达没有记录，请先补上送达证明",
    "特邀调解规定 14条2款",
);
pub const ATTENDANCE_MISSING: Code = Code::new("mediation.minutes.attendance_missing", "请先记录到场情况");
pub const MINUTES_MISSING: Code = Code::new("mediation.minutes.missing", "这次会谈还没有笔录");
pub const MINUTES_WRITTEN: Code = Code::new("mediation.minutes.written", "这次会谈已有笔录，要改请用补正");
pub const MINUTES_SIGNED: Code = Code::new("mediation.minutes.signed", "已经签过字了");
pub const MINUTES_COMPLETE: Code =
    Code::new("mediation.minutes.complete", "调解已经结束，到场的各方都已经在笔录上签字，不再补正");
pub const MINUTES_FILE_CLOSED: Code = Code::new(
    "mediation.minutes.file_closed",
    "案卷已经归档，笔录不能再签字、补正；确需补签的，请中心先重新启动",
);
pub const NOT_PRESENT: Code = Code::new("mediation.minutes.not_present", "没有到场的一方不需要签字");
pub const NO_SESSION: Code = Code::new("mediation.session.none", "还没有召集会谈");

pub const QUESTION_UNKNOWN: Code =
    Code::new("mediation.opinion.question_unknown", "没有这个问题，或法官已经答复");
pub const NO_QUESTION: Code = Code::new("mediation.opinion.none_asked", "还没有向法官提出问题");
pub const FACTS_MISSING: Code = Code::new("mediation.undisputed.missing", "还没有记载无争议事实");
pub const FACTS_CONFIRMED: Code = Code::new("mediation.undisputed.confirmed", "这一方已经确认过了");

pub const NO_OBLIGATION: Code =
    Code::new("mediation.agreement.no_obligation", "协议至少要写明一项义务（谁、做什么、何时前）");
pub const OBLIGATION_PAST: Code = Code::new("mediation.agreement.obligation_past", "履行期限不能早于今天");
pub const OBLIGATION_AMOUNT: Code = Code::new("mediation.agreement.obligation_amount", "金额必须大于零");
pub const ENDING_NOT_HERE: Code = Code::citing(
    "mediation.agreement.ending_not_here",
    "这个阶段不能用这种方式结案",
    "《行政复议法》73条、74条；《行政诉讼法》60条；法发〔2021〕17号 6条",
);
pub const COST_NOT_SHOWN: Code = Code::citing(
    "mediation.agreement.cost_not_shown",
    "撤回之后，不能再以同一事实和理由申请复议，也不能再以同一事实和理由起诉。请先把后果告诉申请人",
    "《行政复议法》74条、法释〔2018〕1号 60条",
);
pub const LEGALITY_ITEMS: Code = Code::new("mediation.legality.items", "四项合法性审查都要有结论");
pub const CHECKED_ALREADY: Code =
    Code::new("mediation.legality.checked", "这一稿已经审查过了；没有通过的，请修改协议后再审查");
pub const LEGALITY_MISSING: Code = Code::citing(
    "mediation.sign.legality_missing",
    "协议还没有通过合法性审查，不能签字",
    "《行政复议法》5条2款、特邀调解规定 2条",
);
pub const LEGALITY_FAILED: Code = Code::citing(
    "mediation.sign.legality_failed",
    "合法性审查没有通过，请修改协议后重新审查",
    "《行政复议法》5条2款、特邀调解规定 2条",
);
pub const SIGNED_ALREADY: Code = Code::new("mediation.sign.already", "这一方已经签过字了");
pub const NOT_ON_ONE_SHEET: Code = Code::new(
    "mediation.jointly.not_on_one_sheet",
    "几方一起记，只限签在同一份纸上、上传了扫描件的；当面签、手写、验证码和电话，请一方一方地记",
);
pub const SIGNED_FOR_OTHER: Code = Code::new(
    "mediation.sign.for_other",
    "手写和验证码签字只能由本人登录后办理；当事人就在面前的，核对身份证件以后勾选“当面签”；替别人录入的，请上传本人在纸上签字的扫描件",
);
pub const HAND_UNSAID: Code =
    Code::new("mediation.sign.hand_unsaid", "这一方有代理人：请选在屏幕上签的是本人还是代理人");
pub const NO_AGENT: Code = Code::new("mediation.sign.no_agent", "登记里这一方没有代理人，请选“本人”");
pub const NOT_STANDING_BY: Code =
    Code::new("mediation.sign.not_standing_by", "当面签由中心窗口或者主调人在场办理");
pub const SIGNS_AT_HOME: Code = Code::citing(
    "mediation.sign.own_account",
    "当面签只给到场的当事人用；行政机关和调解员自己登录签字，或者上传签字的扫描件",
    "特邀调解规定 24条",
);
pub const NOT_BY_HAND: Code = Code::new("mediation.sign.not_by_hand", "当面签要由本人在屏幕上手写");
pub const IDENTITY_NOT_SHOWN: Code =
    Code::new("mediation.sign.identity_not_shown", "请先核对本人的身份证件，再请本人签字");
pub const CHANGED_SINCE_SHOWN: Code =
    Code::new("mediation.sign.changed_since_shown", "打开这一页以后内容改过：请重新打开，让本人看清以后再签");
pub const SIGNED_IS_WRITTEN: Code =
    Code::new("mediation.consent.signed_is_written", "本人在屏幕上签了字的，方式请选“书面”");

pub const NO_AGREEMENT: Code = Code::new("mediation.confirmation.no_agreement", "没有生效的协议");
pub const NOT_JOINT: Code = Code::citing(
    "mediation.confirmation.not_joint",
    "司法确认要各方共同申请",
    "法发〔2021〕17号 6条、《民事诉讼法》205条",
);
pub const JOINT_PAPER_MISSING: Code = Code::citing(
    "mediation.confirmation.paper_missing",
    "窗口代为提出的，请上传各方共同签字的申请书",
    "《民事诉讼法》205条",
);
pub const NOT_FORMAL: Code =
    Code::new("mediation.formal_ending.none", "这份协议不需要法院或复议机关再办手续");
pub const FORMAL_PAPER_MISSING: Code = Code::citing(
    "mediation.formal_ending.paper_missing",
    "请上传调解书、准予撤回的决定（裁定）或者确认裁定",
    "《行政复议法》73条、74条；法释〔2018〕1号 60条、85条",
);
pub const SEALED_BY_OFFICE: Code = Code::citing(
    "mediation.formal_ending.sealed_by_office",
    "这件复议在本系统里办：准予撤回、制作调解书由复议机构办理，办好以后这里自动记下，不用另外登记",
    "《行政复议法》41条1项、73条、74条",
);
pub const CONFIRMATION_TOO_LATE: Code = Code::citing(
    "mediation.confirmation.too_late",
    "申请司法确认应当在协议生效后三十日内，期限已过",
    "法发〔2021〕17号6条",
);
pub const BEFORE_EFFECT: Code =
    Code::new("mediation.confirmation.before_effect", "申请的日期早于协议生效的日期");
pub const JOINS_TODAY: Code =
    Code::new("mediation.confirmation.joins_today", "自己提出申请的，今天就是申请的日期，不用填");
pub const GROUND_OF_TERMINATION: Code = Code::citing(
    "mediation.fail.ground",
    "这是终止调解的事由，不是调解不成：请用“终止调解”",
    "《特邀调解规定》26条",
);
pub const GROUND_OF_FAILURE: Code = Code::citing(
    "mediation.terminate.ground",
    "这是调解不成，不是终止：请用“调解不成”",
    "《特邀调解规定》26条",
);
pub const CONFIRMATION_NOT_CHOSEN: Code =
    Code::new("mediation.confirmation.not_chosen", "这份协议不是以司法确认结案的");
pub const CONFIRMED_ALREADY: Code =
    Code::new("mediation.confirmation.already", "已经申请过了，或结果已经记录");
pub const NOT_APPLIED: Code = Code::new("mediation.confirmation.not_applied", "还没有申请司法确认");

pub const NOT_OVER: Code = Code::new("mediation.not_over", "调解还没有终结");
pub const HANDED_ON_ALREADY: Code = Code::new("mediation.hand_on.already", "已经移送过了");
pub const NOTHING_TO_HAND_ON: Code = Code::new("mediation.hand_on.settled", "已经达成协议，不需要移送");
pub const RETRY_SETTLED: Code = Code::new("mediation.retry.settled", "已经达成协议，不需要再次调解");
pub const RETRY_NOT_WISHED: Code =
    Code::new("mediation.retry.not_wished", "再次调解要行政机关和至少一位申请人愿意");
pub const LEFT_ALREADY: Code =
    Code::new("mediation.left_already", "这一方已经退出这次调解；又愿意的，等这次结束后再次申请调解");
pub const RETRIED_ALREADY: Code = Code::new("mediation.retry.already", "已经重新启动过调解");
pub const NOT_ASKED_AGAIN: Code = Code::new("mediation.retry.not_asked", "现在没有需要再次征询的调解");
pub const NO_RECONSIDERATION: Code = Code::citing(
    "mediation.suspend_reconsideration.no_reconsideration",
    "只有行政复议中的调解，双方才可以同意中止复议",
    "《行政复议法》39条1款6项",
);
pub const SUSPENSION_AGREED: Code =
    Code::new("mediation.suspend_reconsideration.already", "双方同意中止的书面材料已经记录");
pub const SUSPENSION_NOT_JOINT: Code = Code::citing(
    "mediation.suspend_reconsideration.not_joint",
    "中止行政复议要每一位申请人和被申请人都书面同意；只有一方同意，期限照常计算",
    "《行政复议法》39条1款6项",
);
