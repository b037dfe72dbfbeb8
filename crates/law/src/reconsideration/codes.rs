//! Refusals of this room.

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
pub const NO_REQUEST: Code =
    Code::citing("reconsideration.apply.no_request", "请选择复议请求", "《行政复议法》22条");
pub const ORAL_RECORD: Code = Code::citing(
    "reconsideration.apply.oral_record",
    "口头申请要当场制作笔录，请上传申请人签过字的笔录",
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
pub const COMPENSATION_POSITIVE: Code =
    Code::citing("reconsideration.apply.compensation_negative", "赔偿金额要大于零", "《行政复议法》72条");
pub const BEFORE_RECEIPT: Code =
    Code::new("reconsideration.date.before_receipt", "日期早于收到申请的日期，请核对");

pub const CONDITIONS: Code = Code::citing(
    "reconsideration.accept.conditions",
    "七项条件要逐项审查，都符合才能受理；不符合的，决定不予受理并说明理由",
    "《行政复议法》30条1款、2款",
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
    "被申请人已经按期答复、举证，或者第三人提供了证据，不能以没有证据、依据为由决定",
    "《行政复议法》70条",
);
pub const UPHELD_WITHOUT_REPLY: Code = Code::citing(
    "reconsideration.draft.upheld_without_reply",
    "被申请人没有按期答复、举证，视为没有证据、依据，不能维持，也不能驳回请求；第三人提供证据的除外",
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
    "申请人没有同意电子送达，请用其他方式",
    "《民事诉讼法》90条、《行政复议法》88条1款",
);
pub const NOTICE_LAST: Code = Code::citing(
    "reconsideration.serve.public_notice_last",
    "公告送达只用于下落不明或者别的方式送不到的；请先登记没有送到的情况，并写明原因和经过",
    "《民事诉讼法》95条、《行政复议法》88条1款",
);
pub const PERIOD_RUNS: Code = Code::new("reconsideration.lapse.period_runs", "期限还没有届满");
