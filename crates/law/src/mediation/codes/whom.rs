//! Refusals about whom it concerns, and who may take it over.

use crate::Code;

pub const GROUP_UNNAMED: Code = Code::citing(
    "mediation.agreement.group_unnamed",
    "这一群人里还有没列名的：代表人和解要经被代表的人同意，请先在案件页“登记群体成员”，由每一位同意调解（可以用一份签名表）再起草协议",
    "《行政诉讼法》28条",
);
pub const DECIDED_ALREADY: Code = Code::citing(
    "mediation.agreement.decided_already",
    "行政复议已经作出决定或者终结，不能再以复议调解书、撤回复议申请结案",
    "《行政复议法》73条、74条",
);
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
