//! Refusals of this room.
use crate::Code;
pub const SAME_BODY: Code = Code::new("referral.request.same_body", "移送单位和接收单位不能是同一家");
pub const DOCKING: Code =
    Code::new("referral.request.docking", "对接方式与移送、接收单位不符，请核对（两家中要有一家是化解中心）");
pub const UNKNOWN_SIDE: Code = Code::new("referral.consent.unknown_side", "案件里没有这一方，请重新选择");
pub const CALLED_BEFORE: Code = Code::new(
    "referral.consent.called_before",
    "电话同意的日子早于最初提交日，也早于移送单位自己开始办理的日子：那时还没有这件事，请核对",
);
pub const CONSENT_MISSING: Code = Code::citing(
    "referral.consent.missing",
    "转来调解，要先征得每一位申请人同意；不同意的，在原来的单位继续办理",
    "特邀调解规定 11条、《人民调解法》3条、17条",
);
pub const RECEIPT_MISSING: Code =
    Code::new("referral.accept.receipt_missing", "代接收单位登记签收的，请上传签收回执");
pub const DECLINE_UNPROVEN: Code =
    Code::new("referral.decline.receipt_missing", "代接收单位登记退回的，请上传它退回的函或者记录");
pub const ALREADY_ANSWERED: Code = Code::new("referral.already_answered", "这个答复已经收到过，不用重复报送");
pub const FACTS_NOT_SIGNED: Code = Code::citing(
    "referral.back.facts_not_signed",
    "无争议事实要各方都签字确认，才能交回；为达成协议作出的让步不能写进来",
    "特邀调解规定 22条、在线调解规则 18条",
);
pub const MEDIATION_OPEN: Code = Code::new(
    "referral.back.mediation_open",
    "这次移送转入的调解还没有终结，不能先交回；调解达成协议或者终结移交时，结果和各方确认的无争议事实会自动交回",
);
pub const MEDIATION_GIVES_BACK: Code = Code::citing(
    "referral.back.mediation_gives_back",
    "这次移送转入的调解已经终结，结果、日期和各方签过字的无争议事实由调解自动交回，不另外填写：请在那次调解里办理“移送下一程序”",
    "特邀调解规定 22条、在线调解规则 18条",
);
pub const CONSENT_AFTER_END: Code = Code::citing(
    "referral.back.consent_after_end",
    "同意调解的日子晚于调解终结的日子（或者晚于今天），请核对：这一段要用来计算扣除的期限",
    "《行政诉讼法》48条",
);
pub const AGREED_UNDATED: Code =
    Code::new("referral.back.agreed_undated", "交回结果是“达成协议”的，请填写达成协议的日子");
pub const AGREED_WITHOUT_PAPER: Code = Code::citing(
    "referral.back.agreed_without_paper",
    "交回结果是“达成协议”的，请附上各方签过字的调解协议（口头协议的，记录），或者办理机关出具的文书",
    "特邀调解规定 19条、23条",
);
pub const ANSWER_OPEN: Code = Code::new("referral.unanswered.open", "签收期限还没有届满");
