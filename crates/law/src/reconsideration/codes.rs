//! Refusals of this room.

pub use super::codes_after::*;
use crate::Code;

pub const NO_OFFICE: Code =
    Code::new("reconsideration.apply.no_office", "名册里还没有复议人员，请先由管理员登记复议机构和复议人员");
pub const NO_BODY: Code =
    Code::new("reconsideration.apply.no_body", "单位名录里没有本级人民政府，请先登记复议机关");
pub const APPLIED_ALREADY: Code = Code::citing(
    "reconsideration.apply.already",
    "这件争议的复议正在办理，不能再申请一次",
    "《行政复议法》30条1款7项",
);
pub const COURT_HAS_IT: Code = Code::citing(
    "reconsideration.apply.in_court",
    "法院已经受理了这件事，不能再申请复议",
    "《行政复议法》29条2款",
);
pub const APPLIED_BEFORE: Code = Code::citing(
    "reconsideration.apply.before",
    "这件事已经复议过或者撤回过，不能再以同一事实和理由申请；能证明撤回不是自愿的，请带上证明到复议机构",
    "《行政复议法》30条1款7项、74条2款",
);
pub const ANOTHERS: Code = Code::citing(
    "reconsideration.apply.other_body",
    "这个单位的行为由别的机关复议；归哪里，看决定书，或者用“该走哪条路”查一查",
    "《行政复议法》24条、27条",
);
pub const NO_REQUEST: Code =
    Code::citing("reconsideration.apply.no_request", "请选择复议请求", "《行政复议法》22条");
pub const ORAL_RECORD: Code = Code::citing(
    "reconsideration.apply.oral_record",
    "口头申请要当场制作笔录：在“出具文书”打印申请笔录，申请人核对签字后上传",
    "《行政复议法》22条3款",
);
pub const ORAL_SECOND: Code =
    Code::new("reconsideration.apply.second_receiver", "口头申请由两人接待，请写明第二接待人");
pub const POSTED: Code = Code::citing(
    "reconsideration.apply.posted",
    "邮寄的请写交邮之日（不晚于收到之日），以交邮日为准；其他方式不填",
    "《民事诉讼法》85条4款",
);
pub const NOT_THROUGH_AGENCY: Code = Code::citing(
    "reconsideration.apply.not_through_agency",
    "只有当场作出或者依据电子监控作出的行政处罚，才可以通过处罚机关提交；请直接向复议机构提交",
    "《行政复议法》32条",
);
pub const RESPONDENT_APPLIES: Code = Code::citing(
    "reconsideration.apply.by_respondent",
    "被申请人不能替当事人申请复议；只有当场作出或者依据电子监控作出的行政处罚，当事人才可以通过处罚机关提交",
    "《行政复议法》2条、32条",
);
pub const RESPONDENT_WAY: Code = Code::citing(
    "reconsideration.apply.by_respondent_way",
    "处罚机关收下的申请，提出方式只能是“通过处罚机关提交”；五个工作日内转送复议机构",
    "《行政复议法》32条",
);
pub const COMPENSATION_POSITIVE: Code =
    Code::citing("reconsideration.apply.compensation_negative", "赔偿金额要大于零", "《行政复议法》72条");
pub const BEFORE_RECEIPT: Code =
    Code::new("reconsideration.date.before_receipt", "日期早于收到申请的日期，请核对");

pub const BEFORE_ACT: Code = Code::citing(
    "reconsideration.apply.before_act",
    "收到申请的日子早于行政行为作出的日子，请核对两个日期",
    "《行政复议法》2条、20条1款",
);

pub const CONDITIONS: Code = Code::citing(
    "reconsideration.accept.conditions",
    "七项条件要逐项审查，都符合才能受理；不符合的，决定不予受理并说明理由",
    "《行政复议法》30条1款、2款",
);
pub const NOT_LATE: Code = Code::citing(
    "reconsideration.refuse.not_late",
    "申请没有超过期限，不能以超过期限为由不予受理",
    "《行政复议法》20条、21条、30条1款4项",
);
pub const LATE: Code = Code::citing(
    "reconsideration.accept.late",
    "申请已经超过期限；有不可抗力或者其他正当理由的，请写明理由，否则不予受理",
    "《行政复议法》20条",
);
pub const IN_COURT: Code = Code::citing(
    "reconsideration.accept.in_court",
    "法院已经受理了同一争议，不能再受理复议；请决定不予受理",
    "《行政复议法》29条2款",
);
pub const CLOSED: Code = Code::citing(
    "reconsideration.accept.closed",
    "已经撤回或者处理过，不能再以同一事实和理由申请；能证明撤回违背真实意愿的，请写明",
    "《行政复议法》30条1款7项、74条2款",
);
pub const NOT_COMPETENT: Code = Code::citing(
    "reconsideration.accept.not_competent",
    "不属于本机关管辖，请决定不予受理，并告知有管辖权的机关",
    "《行政复议法》24条、27条、30条2款",
);
pub const SUMMARY_GROUND: Code = Code::citing(
    "reconsideration.accept.summary_ground",
    "适用简易程序要有法定情形，并且事实清楚、权利义务关系明确、争议不大",
    "《行政复议法》53条",
);
pub const SUMMARY_CONSENT: Code = Code::citing(
    "reconsideration.accept.summary_consent",
    "当事人各方同意适用简易程序的，请上传各方同意的书面材料",
    "《行政复议法》53条2款",
);
pub const COMPETENT_UNTOLD: Code = Code::citing(
    "reconsideration.refuse.competent_untold",
    "不属于本机关管辖的，要在决定书里告知有管辖权的机关",
    "《行政复议法》30条2款",
);
pub const SUPPLEMENT_ONCE: Code = Code::citing(
    "reconsideration.supplement.once",
    "补正通知应当一次性载明，已经通知过一次，请依法受理或者不予受理",
    "《行政复议法》31条1款",
);
pub const SUPPLEMENT_LATER: Code = Code::citing(
    "reconsideration.supplement.not_later",
    "延长后的日子要晚于现在的补正期限",
    "《行政复议法》31条2款",
);
pub const SUPPLEMENT_OVER: Code = Code::citing(
    "reconsideration.supplement.over",
    "这一天收到的已经逾期，依法视为放弃申请；还在申请期限内的，可以重新申请",
    "《行政复议法》31条2款",
);
pub const SUPPLEMENT_UNSERVED: Code =
    Code::new("reconsideration.supplement.unserved", "补正通知还没有送达，补正期限还没有开始；请先记录送达");

pub const NOT_A_HANDLER: Code =
    Code::new("reconsideration.assign.not_an_officer", "请从本机构的复议人员里选");
pub const HANDLER_WALLED: Code = Code::new("reconsideration.assign.walled", "这个人已经回避，请另选");
pub const CHALLENGE_UNKNOWN: Code =
    Code::new("reconsideration.challenge.unknown", "没有这件回避申请，或者已经决定过了");
pub const CHALLENGE_BY: Code = Code::new("reconsideration.challenge.by", "回避由当事人申请，或者由本人提出");
pub const CHALLENGE_OF: Code = Code::new("reconsideration.challenge.of", "回避的对象是本案的复议人员");
pub const CHALLENGE_NONE: Code = Code::new("reconsideration.challenge.none", "没有待决定的回避申请");
pub const CHALLENGED: Code =
    Code::new("reconsideration.challenge.pending", "对您的回避申请还没有决定，决定以前不能办理本案");

pub const COPY_SENT: Code = Code::new("reconsideration.copy.sent", "申请书副本已经发送过了");
pub const NO_COPY: Code = Code::citing(
    "reconsideration.reply.no_copy",
    "申请书副本还没有发送给被申请人，请先发送",
    "《行政复议法》48条、54条",
);
pub const REPLIED: Code = Code::new("reconsideration.reply.already", "被申请人已经答复过了");
pub const FORMED_ON: Code = Code::new("reconsideration.reply.formed_on", "证据的形成日期不能晚于今天");

pub const SUSPENDED_ALREADY: Code = Code::new("reconsideration.suspend.already", "审理已经中止");
pub const NOT_SUSPENDED: Code = Code::new("reconsideration.resume.not_suspended", "审理没有中止，不需要恢复");
pub const SUSPENSION_NOT_JOINT: Code = Code::citing(
    "reconsideration.suspend.not_joint",
    "因调解、和解中止的，要有每一位申请人和被申请人同意中止的书面材料",
    "《行政复议法》39条1款6项",
);
pub const EXTENSION_DAYS: Code =
    Code::citing("reconsideration.extend.days", "延长审理期限最多三十日", "《行政复议法》62条1款");
pub const EXTENSION_SUMMARY: Code = Code::citing(
    "reconsideration.extend.summary",
    "简易程序的审理期限不能延长；不宜适用简易程序的，转为普通程序",
    "《行政复议法》55条、62条2款",
);
pub const EXTENDED_ALREADY: Code =
    Code::citing("reconsideration.extend.already", "审理期限已经延长过一次", "《行政复议法》62条1款");
pub const EXTENSION_LATE: Code =
    Code::citing("reconsideration.extend.late", "审理期限已经届满，不能再延长", "《行政复议法》62条1款");

pub const HEARING_ASKED: Code =
    Code::new("reconsideration.hearing.asked", "已经请求过听证，或者已经定了听证，请等复议机构答复");
pub const NOT_AN_APPLICANT: Code = Code::citing(
    "reconsideration.hearing.not_an_applicant",
    "请求听证的是申请人，请重新选择",
    "《行政复议法》50条2款",
);

pub const NO_UNSIGNED_MINUTES: Code = Code::new(
    "reconsideration.hearing.no_unsigned_minutes",
    "没有等着收存的听证笔录：还没有记录听证，或者签字的笔录已经收存",
);
pub const NO_HANDLER: Code = Code::citing(
    "reconsideration.draft.no_handler",
    "还没有指定复议人员，请复议机构负责人先指定",
    "《行政复议法》36条1款",
);
pub const REPLY_PENDING: Code = Code::citing(
    "reconsideration.draft.reply_pending",
    "被申请人还没有答复，答复期限也没有届满，现在不能提出审查意见",
    "《行政复议法》48条、54条",
);
pub const NO_HOLDING: Code = Code::new("reconsideration.draft.no_holding", "请写明拟作什么决定");
pub const GROUND: Code = Code::citing(
    "reconsideration.draft.ground",
    "这个理由不能支持这种决定，请对照法条重新选择",
    "《行政复议法》33条、63条至71条",
);
pub const HOLDINGS_CLASH: Code = Code::citing(
    "reconsideration.draft.holdings_clash",
    "维持、驳回请求、驳回申请不能和别的决定一起作出",
    "《行政复议法》33条、68条、69条",
);
pub const WORSE: Code = Code::citing(
    "reconsideration.draft.worse",
    "不得作出对申请人更为不利的变更决定，第三人提出相反请求的除外",
    "《行政复议法》63条2款",
);
pub const NO_REPLY_HERE: Code = Code::citing(
    "reconsideration.draft.replied",
    "被申请人已经按期答复、举证，或者答复期限还没有届满，或者第三人提供了证据，不能以没有证据、依据为由决定",
    "《行政复议法》70条",
);
pub const UPHELD_WITHOUT_REPLY: Code = Code::citing(
    "reconsideration.draft.upheld_without_reply",
    "被申请人没有按期答复、举证，视为没有证据、依据，不能维持、变更，也不能驳回请求；第三人提供证据的除外",
    "《行政复议法》70条",
);
pub const VOID_NOT_ASKED: Code =
    Code::citing("reconsideration.draft.void_not_asked", "申请人没有申请确认无效", "《行政复议法》67条");
pub const NO_DUTY_CASE: Code = Code::citing(
    "reconsideration.draft.no_duty_case",
    "只有不履行法定职责的案件才能这样决定",
    "《行政复议法》66条、69条",
);
pub const NO_AGREEMENT_CASE: Code = Code::citing(
    "reconsideration.draft.no_agreement_case",
    "只有行政协议案件才能这样决定",
    "《行政复议法》71条",
);
pub const REDO: Code = Code::citing(
    "reconsideration.draft.redo",
    "只有撤销或者部分撤销的，才能责令重新作出行政行为",
    "《行政复议法》64条1款",
);
pub const PERFORM_BY: Code = Code::citing(
    "reconsideration.draft.perform_by",
    "责令履行、重作的，要写明最后一天，并且不早于今天",
    "《行政复议法》64条1款、66条、71条",
);
pub const CONTENT: Code =
    Code::new("reconsideration.draft.content", "请写明变更成什么、撤销哪一部分、履行什么");
pub const COMPENSATION: Code = Code::citing(
    "reconsideration.draft.compensation",
    "申请人一并提出了赔偿请求，要同时决定是否赔偿；没有提出的不写",
    "《行政复议法》72条1款",
);
pub const COMPENSATION_GROUND: Code = Code::citing(
    "reconsideration.draft.compensation_ground",
    "给予赔偿的，要同时变更、撤销原行为或者确认违法、无效，并写明金额；不予赔偿的写明理由",
    "《行政复议法》72条1款",
);
pub const RESTITUTION: Code = Code::citing(
    "reconsideration.draft.restitution",
    "变更、撤销罚款、没收、征收征用、查封扣押等决定的，要写明怎样返还财产、解除措施；不需要返还的也写明",
    "《行政复议法》72条2款",
);
pub const BY_DRAFTER: Code = Code::citing(
    "reconsideration.resolve.by_drafter",
    "提出审查意见的人不能自己同意；由复议机关负责人同意或者集体讨论通过",
    "《行政复议法》61条1款",
);
pub const RESOLUTION_PAPER: Code = Code::citing(
    "reconsideration.resolve.no_paper",
    "代为登记的，请上传负责人的签批单或者集体讨论的纪要",
    "《行政复议法》61条1款",
);
pub const TERMINATION_GROUND: Code =
    Code::citing("reconsideration.terminate.ground", "现在没有这种终止情形，请核对", "《行政复议法》41条");
pub const NOTHING_TO_SERVE: Code = Code::new("reconsideration.serve.nothing", "没有待送达的文书");
pub const NOTICE_UNKNOWN: Code = Code::new("reconsideration.serve.unknown", "没有这份文书，请重新选择");
pub const RECIPIENT_UNKNOWN: Code = Code::new("reconsideration.serve.recipient", "这份文书不送达给这个人");
pub const SERVED_EARLIER: Code =
    Code::new("reconsideration.serve.before_made", "送达日期早于文书作出的日期，请核对");
pub const NO_PROOF: Code = Code::citing(
    "reconsideration.serve.no_proof",
    "送达要有凭证：请上传送达回证、回执或者截图，或者写明经过",
    "《民事诉讼法》87条至95条、《行政复议法》88条1款",
);
pub const ELECTRONIC_CONSENT: Code = Code::citing(
    "reconsideration.serve.electronic_consent",
    "这个人没有同意电子送达，请上传本人同意的书面材料，或者用其他方式",
    "《民事诉讼法》90条、《行政复议法》88条1款",
);
pub const NOTICE_LAST: Code = Code::citing(
    "reconsideration.serve.public_notice_last",
    "公告送达只用于下落不明或者别的方式送不到的；请先登记没有送到的情况，并写明原因和经过",
    "《民事诉讼法》95条、《行政复议法》88条1款",
);
pub const PERIOD_RUNS: Code = Code::new("reconsideration.lapse.period_runs", "期限还没有届满");

pub const UNKNOWN_SIDE: Code = Code::new("reconsideration.side.unknown", "案件里没有这一方，请重新选择");
pub const NOT_YOURS: Code = Code::new("reconsideration.side.not_yours", "这一步要由本人办理");
pub const UNHEARD: Code = Code::citing(
    "reconsideration.draft.unheard",
    "普通程序要听取当事人的意见并记录；因当事人原因听不到的，写明情况",
    "《行政复议法》49条",
);
pub const HEARING_REQUIRED: Code = Code::citing(
    "reconsideration.draft.hearing_required",
    "重大、疑难、复杂的案件应当先组织听证",
    "《行政复议法》50条1款",
);
pub const HEARING_TOO_SOON: Code = Code::citing(
    "reconsideration.hearing.too_soon",
    "听证通知要在举行听证的五个工作日前送达各方，请把听证改到后面",
    "《行政复议法》51条1款",
);
pub const HEARING_MEMBERS: Code = Code::citing(
    "reconsideration.hearing.members",
    "听证要有两名以上复议人员任听证员",
    "《行政复议法》50条3款",
);
pub const HEARING_SEATS: Code = Code::citing(
    "reconsideration.hearing.seats",
    "主持人、听证员和记录员要各由不同的人担任",
    "《行政复议法》50条3款",
);
/// Chair and members are 复议人员; of whoever keeps the minutes the article asks nothing but that it is one person.
pub const HEARING_CLERK: Code = Code::citing(
    "reconsideration.hearing.clerk",
    "记录员要是在职的工作人员，不能来自被申请人，也不能是已经回避的人",
    "《行政复议法》50条3款",
);
pub const HEARING_SET: Code = Code::new("reconsideration.hearing.set", "已经定了一次听证，先举行或者取消");
pub const NO_HEARING: Code = Code::new("reconsideration.hearing.none", "没有定好的听证");
pub const HEARING_NOT_YET: Code = Code::new("reconsideration.hearing.not_yet", "还没有到听证的日子");
pub const HEARING_UNTOLD: Code = Code::citing(
    "reconsideration.hearing.untold",
    "听证通知没有在五个工作日前送达各方，这次听证不能算数；请取消后另定",
    "《行政复议法》51条1款",
);
pub const NOT_A_THIRD_PARTY: Code = Code::citing(
    "reconsideration.third_party.unknown",
    "请先在争议里追加第三人，或者先通知第三人",
    "《行政复议法》16条",
);
pub const THIRD_PARTY_TOLD: Code = Code::new("reconsideration.third_party.told", "已经通知过这位第三人");
pub const AGENTS_TWO: Code =
    Code::citing("reconsideration.agent.two", "每一方最多委托两名代理人", "《行政复议法》17条1款");
pub const AGENT_UNKNOWN: Code = Code::new("reconsideration.agent.unknown", "没有这位代理人，或者已经解除");
pub const ACCESS_ASKED: Code = Code::new("reconsideration.access.asked", "已经申请过查阅，或者已经同意查阅");
pub const ACCESS_UNKNOWN: Code = Code::new("reconsideration.access.unknown", "没有待决定的查阅申请");
pub const STAY_UNKNOWN: Code = Code::new("reconsideration.stay.unknown", "没有待决定的停止执行");
pub const STAY_GROUND: Code = Code::citing(
    "reconsideration.stay.ground",
    "被申请人认为需要停止执行的，应当停止执行；申请人、第三人申请的，复议机关认为合理才停止",
    "《行政复议法》42条",
);
pub const NOT_STAYED: Code = Code::new("reconsideration.stay.none", "没有停止执行，不需要恢复");
pub const NOT_SUMMARY: Code =
    Code::citing("reconsideration.procedure.not_summary", "现在不是简易程序", "《行政复议法》55条");
pub const RULE_WAY: Code = Code::citing(
    "reconsideration.rule.way",
    "有权处理的由本机关处理；无权处理的，写明转送给哪个机关",
    "《行政复议法》56条、57条",
);
pub const RULE_NOT_ASKED: Code = Code::citing(
    "reconsideration.rule.not_asked",
    "申请人没有申请附带审查；是审查中自己发现的，请打勾写明",
    "《行政复议法》56条、57条",
);
pub const RULE_OPEN: Code = Code::new("reconsideration.rule.open", "已经有一件附带审查在办");
pub const NO_RULE_REVIEW: Code = Code::new("reconsideration.rule.none", "没有在办的附带审查");
pub const RULE_TOLD: Code = Code::new("reconsideration.rule.told", "已经通知或者转送过了");
pub const RULE_UNTOLD: Code = Code::citing(
    "reconsideration.rule.untold",
    "还没有通知制定机关，或者还没有转送、收到回复",
    "《行政复议法》56条至60条",
);
pub const RULE_OUTCOME: Code = Code::citing(
    "reconsideration.rule.outcome",
    "本机关有权处理的写明合法还是违法；转送的记录对方的处理意见",
    "《行政复议法》59条、60条",
);
pub const RULE_UNREVIEWED: Code = Code::citing(
    "reconsideration.draft.rule_unreviewed",
    "附带审查还没有结论，要在决定书里一并告知",
    "《行政复议法》56条、59条",
);
pub const COST_NOT_SHOWN: Code = Code::citing(
    "reconsideration.withdraw.cost_not_shown",
    "撤回以后不能再以同一事实和理由申请，请先告诉申请人",
    "《行政复议法》74条2款",
);
pub const REPRESENTED_CONSENT: Code = Code::citing(
    "reconsideration.withdraw.represented",
    "代表人撤回申请，要有被代表的申请人同意的材料",
    "《行政复议法》15条2款",
);
pub const STATEMENT_UNSIGNED: Code = Code::citing(
    "reconsideration.statement.unsigned",
    "调解书要各方当事人都签字或者签章，并加盖复议机关印章",
    "《行政复议法》73条1款",
);
pub const NO_REPLY_YET: Code =
    Code::new("reconsideration.access.no_reply", "被申请人还没有答复，现在没有可以查阅的材料");
