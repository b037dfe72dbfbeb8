//! Refusals of what cannot be true: a ground of the end that the file contradicts, a result that the agreement excludes.

use crate::Code;

pub const NOTHING_TO_SIGN: Code = Code::citing(
    "mediation.end.nothing_to_sign",
    "还没有起草过协议，谈不上拒绝签字：谈不拢的选“分歧较大”，不愿意再谈的选“一方明确表示不愿继续”",
    "在线调解规则 25条、特邀调解规定 26条",
);
pub const NOTHING_DRAFTED: Code = Code::citing(
    "mediation.end.nothing_drafted",
    "还没有起草过协议，没有协议内容可以认定违法：各方想要的办法不合法、调解不下去的，选“其他”并写明",
    "特邀调解规定 26条",
);
pub const NOBODY_STAYED_AWAY: Code = Code::citing(
    "mediation.end.nobody_stayed_away",
    "案卷里没有哪一次会谈是通知了、到了时间有人没有来的：先召集会谈、送达通知，开过以后记录到场情况",
    "特邀调解规定 14条2款",
);
pub const NOT_AGREED_YET: Code = Code::citing(
    "mediation.end.not_agreed_yet",
    "各方还没有都同意调解，谈不上不愿继续：一方不同意的，在“记录调解意愿”里记；已经同意又不愿意的，用“退出调解”",
    "特邀调解规定 2条、11条",
);
pub const IN_FORCE_ALREADY: Code = Code::citing(
    "mediation.formal_ending.in_force",
    "这份协议从各方签完字起就生效了，没有“生效前反悔”：法院不受理、驳回的，照裁定记；一方不履行的，在协议履行里办",
    "特邀调解规定 24条（只有调解书是盖章、签收以后才生效：《行政复议法》73条2款、法释〔2018〕1号 85条）",
);
