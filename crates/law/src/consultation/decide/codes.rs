//! Refusals of this room.

use crate::Code;

pub const NUMBER: Code = Code::new("consultation.number", "专家人数请填 1 到 9");
pub const DUE_PASSED: Code = Code::new("consultation.due", "答复的最后一天要晚于今天");
pub const UNKNOWN_PROCEEDING: Code =
    Code::new("consultation.proceeding", "这个程序不在案件里，或者已经终结，请重新选择");
pub const UNKNOWN_MATERIAL: Code = Code::new("consultation.material", "案卷里没有这份材料，请重新选择");
pub const SEED_TYPED: Code = Code::new("consultation.draw.seed", "随机种子由系统产生，不能填写");
pub const TOO_FEW: Code = Code::new(
    "consultation.draw.too_few",
    "符合条件的专家不够：请先充实专家库；也可以提前结束这次论证，放宽专业、减少人数另行发起",
);
pub const NOBODY_MISSING: Code = Code::new("consultation.draw.complete", "专家已经抽齐，不需要再抽");
pub const EXCLUDE_REASON: Code = Code::new("consultation.draw.exclude_reason", "排除一位专家要写明理由");
pub const NOT_INVITED: Code = Code::new("consultation.expert.not_invited", "这位专家没有被抽中");
pub const GIVEN_ALREADY: Code =
    Code::new("consultation.answer.given", "意见已经签名提交，原样保存，不能再改");
pub const NO_HEARING: Code = Code::new("consultation.hearing.none", "这次是书面论证，不举行听证");
pub const HEARING_FIRST: Code = Code::new(
    "consultation.answer.before_hearing",
    "这次要举行听证：听证举行、记录笔录以后再签署意见；不能出席的，现在说明",
);
pub const NOTICE_TOO_LATE: Code = Code::citing(
    "consultation.hearing.too_soon",
    "听证要在五个工作日前通知当事人，请把时间往后定",
    "《行政复议法》51条1款（其他程序参照）",
);
pub const NOT_SET: Code = Code::new("consultation.hearing.not_set", "还没有定听证的时间");
pub const UNKNOWN_SIDE: Code = Code::new("consultation.notice.unknown_side", "案件里没有这一方，请重新选择");
pub const NOT_NOTIFIED: Code = Code::citing(
    "consultation.hearing.not_notified",
    "还有当事人没有在听证五个工作日前收到通知，不能举行；请补送达或者改期",
    "《行政复议法》51条1款（其他程序参照）",
);
pub const BEFORE_ITS_DAY: Code = Code::new("consultation.hearing.before", "听证不能早于定下的日子举行");
pub const NOTHING_ANSWERED: Code = Code::new("consultation.followed.nothing", "还没有专家提出意见");
pub const ANSWERS_BEFORE_HEARING: Code = Code::new(
    "consultation.hearing.answers_before",
    "专家听证以后才能签署意见，答复的最后一天要在听证当天或者以后",
);
