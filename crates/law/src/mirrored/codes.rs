//! Refusals of this room.
use crate::Code;
pub const ALREADY_RECORDED: Code =
    Code::new("mirrored.record.already_recorded", "这条信息已经收到过，不用重复登记");
pub const BEFORE_ACT: Code =
    Code::new("mirrored.record.before_act", "日期早于被诉（被申请）行政行为作出的日期，请核对");
pub const NO_FILING: Code = Code::new(
    "mirrored.record.no_filing",
    "还没有这一级的收件或者立案、受理日期，请先补登记，再登记后面的节点",
);
pub const BEFORE_FILING: Code =
    Code::new("mirrored.record.before_filing", "日期早于这一级的收件或者立案、受理日期，请核对");
pub const LEVEL: Code = Code::new("mirrored.record.level", "这种程序没有这一级");
pub const LOWER_UNDECIDED: Code =
    Code::new("mirrored.record.lower_undecided", "前一级还没有登记处理结果，不能登记后一级");
pub const NOT_HERE: Code = Code::new("mirrored.record.not_here", "这种程序没有这个节点");
pub const NO_FINDING: Code = Code::new("mirrored.record.no_finding", "请选择处理结果");
pub const FINDING_NOT_HERE: Code =
    Code::new("mirrored.record.finding_not_here", "这种程序的这一级不会有这样的处理结果");
pub const FINDINGS_CLASH: Code =
    Code::new("mirrored.record.findings_clash", "同一份文书里不会同时有这些处理结果，请核对");
pub const DECIDED_ALREADY: Code =
    Code::new("mirrored.record.decided_already", "这一级的处理结果已经登记；登记错的，请先作废再登记");
pub const NOT_DECIDED: Code =
    Code::new("mirrored.record.not_decided", "还没有登记处理结果，不能登记它的送达、生效和履行");
pub const SERVED_BEFORE_DECIDED: Code =
    Code::new("mirrored.record.served_before_decided", "送达日期早于作出日期，请核对");
pub const UNKNOWN_SIDE: Code = Code::new("mirrored.record.unknown_side", "案件里没有这一方，请重新选择");
pub const HEAD_UNACCOUNTED: Code = Code::citing(
    "mirrored.heard.head_unaccounted",
    "请登记行政机关负责人是否出庭；没有出庭的，登记理由",
    "《行政诉讼法》3条3款、法释〔2020〕3号 8条、9条",
);
pub const COST_NOT_SHOWN: Code = Code::citing(
    "mirrored.withdraw.cost_not_shown",
    "请先把撤回的后果告诉当事人：诉讼撤回以后不能再以同一事实和理由起诉，复议撤回以后不能再以同一事实和理由申请复议",
    "法释〔2018〕1号 60条、《行政复议法》74条",
);
pub const EXTENSION: Code = Code::new("mirrored.extend.amount", "请填写延长几个月或者几天，只填一项");
pub const EXTENSION_TOO_LONG: Code = Code::citing(
    "mirrored.extend.too_long",
    "信访事项、行政复议延长办理期限不能超过三十日，简易程序不能延长",
    "《信访工作条例》34条、《行政复议法》62条",
);
pub const EXTENDED_BY_OTHER: Code = Code::citing(
    "mirrored.extend.by_other",
    "延长审理期限，只能由高级人民法院批准；高级人民法院审理的，由最高人民法院批准。请核对是谁批准的，写法院的全称",
    "《行政诉讼法》81条、88条",
);
pub const REFILED: Code = Code::citing(
    "mirrored.open.refiled",
    "这件争议有一件发回重审、等这个法院重新立案的诉讼：重新立案的案号、日期请登记在那一件里；确实是另一件诉讼的，请注明",
    "《行政诉讼法》89条",
);
pub const SUIT_ON_FILE: Code = Code::citing(
    "mirrored.open.suit_on_file",
    "这件争议已经登记了同样的申请人的诉讼：上诉、再审、换了案号的，登记在那一件里；只是其中几位另外起诉的，请选由谁起诉；确实是另一件诉讼的，请注明",
    "法释〔2018〕1号 69条",
);
pub const RETRIED: Code = Code::citing(
    "mirrored.open.retried",
    "这件争议的诉讼已经裁定再审或者再审过，又报来一件一审，请核对：再审案件的审级写“再审”；发回重审的，先登记发回重审；确实是另一件诉讼的，由窗口登记并注明",
    "法释〔2018〕1号 69条",
);
pub const GOES_ON_THERE: Code = Code::citing(
    "mirrored.open.goes_on_there",
    "二审、再审、复查、复核是已经登记的那一件接着办，请登记在那一件里（登记程序进展）；确实是另一件的，请注明",
    "《行政诉讼法》85条、90条，《信访工作条例》35条、36条",
);
pub const NUMBER_ELSEWHERE: Code = Code::new(
    "mirrored.open.number_elsewhere",
    "这个案号已经登记在另一件争议上，请核对；法院把几件争议合在一个案号里审理的，请注明已经核对",
);
pub const UNKNOWN_MILESTONE: Code = Code::new("mirrored.strike.unknown", "没有这个节点，或者已经作废");
pub const WINDOW_OPEN: Code = Code::new("mirrored.effect.window_open", "上诉、复查等期限还没有届满");
pub const OPENED_AGAIN: Code = Code::new(
    "mirrored.record.opened_again",
    "这一级的这个日子已经登记过；登记错的，请先作废再登记，移到别的机关办理的，请填写办理机关",
);
pub const NOTHING_TO_RESUME: Code = Code::new(
    "mirrored.record.nothing_to_resume",
    "这一天以前没有登记过停下来的期间（中止、公告、鉴定等），不能登记恢复；请核对日期，或者先补登记停下来的一天",
);
pub const EXCLUSION_NOT_HERE: Code = Code::citing(
    "mirrored.record.exclusion_not_here",
    "信访办理期限只扣除复核听证的时间，别的程序没有“信访复核听证”；调解、中止不影响信访期限",
    "《信访工作条例》36条",
);
pub const EFFECTIVE_EARLY: Code = Code::citing(
    "mirrored.effect.early",
    "上诉（信访的，请求复查、复核）的期限还没有届满，还没有生效，请核对日期",
    "《行政诉讼法》85条、《信访工作条例》35条、36条",
);
pub const EFFECT_UNSERVED: Code = Code::citing(
    "mirrored.effect.unserved",
    "还没有登记文书送达各方的日期，算不出何时生效，请先登记送达",
    "《行政诉讼法》85条、《信访工作条例》35条、36条",
);
pub const PERFORM_BEFORE_DECIDED: Code =
    Code::new("mirrored.decide.perform_by", "要求履行的最后一天早于作出处理的日期，请核对");
pub const LOWER_WITHDRAWN: Code =
    Code::new("mirrored.record.lower_withdrawn", "前一级是撤回后结束的，没有可以再请求的处理结果");
pub const NO_NAME: Code = Code::new("mirrored.body.no_name", "请填写办理机关的名称");
pub const NOT_YOUR_BODY: Code =
    Code::new("mirrored.refer.not_your_body", "移送单位要填您所在的单位，接收单位是化解中心");
