//! Refusals about whom it concerns, and who may take it over.

use crate::Code;

pub const GROUP_UNNAMED: Code = Code::citing(
    "mediation.agreement.group_unnamed",
    "这一群人里还有没列名的：代表人和解要经被代表的人同意，请先在案件页“登记群体成员”，由每一位同意调解（可以用一份签名表）再起草协议",
    "《行政诉讼法》28条",
);
pub const GROUP_UNSPOKEN_FOR: Code = Code::citing(
    "mediation.accept.group_unspoken_for",
    "这一群人里还有没列名的，也没有推选代表人，没有人问过他们愿不愿意，期限不能开始计算：先在案件页“登记群体成员”，或者登记他们推选的代表人",
    "《行政诉讼法》28条、法释〔2018〕1号 29条、特邀调解规定 2条",
);
pub const DECIDED_ALREADY: Code = Code::citing(
    "mediation.agreement.decided_already",
    "行政复议已经作出决定、终结，或者法院已经裁判，不能再以调解书、撤回结案",
    "《行政复议法》73条、74条，《行政诉讼法》62条",
);
pub const OWED_TO_NOBODY: Code = Code::new(
    "mediation.agreement.owed_to_nobody",
    "有金额的，要选给哪一方：参加的不止两方，没写给谁的，以后谁来收、谁申请强制执行都分不清。给几方的，一方写一项",
);
pub const OWED_TO_ITSELF: Code =
    Code::new("mediation.agreement.owed_to_itself", "做的一方和得到的一方是同一方，请重新选择");
pub const WITHDRAWAL_UNEXPLAINED: Code = Code::new(
    "mediation.withdraw.unexplained",
    "替当事人登记退出的，请写明本人是怎样表示的（当面、来电、书面），怎样核实的本人",
);
pub const NOBODY_LEFT: Code = Code::new("mediation.readmit.nobody_left", "没有不同意或者退出调解的一方");
pub const RECONSIDERED_FIRST: Code = Code::citing(
    "mediation.hand_on.reconsidered_first",
    "这类行为依法要先申请行政复议，对复议决定不服才能起诉：请移送复议机构，并告知当事人先申请复议",
    "《行政复议法》23条",
);
pub const CANNOT_TAKE_OVER: Code = Code::new(
    "mediation.hand_on.to",
    "材料要移送给另一个有权处理的单位，不能移给化解中心自己，也不能移给被申请机关",
);
pub const BACK_TO_THE_COURT: Code = Code::citing(
    "mediation.hand_on.court",
    "案件在法院，调解不成的，材料交回法院；请选办理这个案件的法院",
    "特邀调解规定 21条",
);
pub const NOBODY_TAKES_IT_IN: Code = Code::new(
    "mediation.hand_on.nobody_takes_it_in",
    "这个单位在名录里没有承接案件的人员（法官、检察官、复议、信访、法制人员），接不了移送；请选法院、复议机关、信访等承接的单位",
);
