//! Refusals of this room.

use crate::Code;

pub const UNKNOWN_OBLIGATION: Code = Code::new("performance.unknown_obligation", "协议里没有这一项义务");
pub const FULFILLED_ALREADY: Code = Code::new("performance.fulfilled_already", "这一项已经履行完毕");
pub const NOT_OPEN_ANY_MORE: Code = Code::new("performance.not_open", "这一项已经有了结果");
pub const PROOF_MISSING: Code =
    Code::new("performance.fulfilment.proof_missing", "义务人自己填报的，请附上凭证");
pub const NOT_DUE: Code = Code::new("performance.not_due", "履行期限还没有到");
pub const URGE_UNTIL_MISSING: Code =
    Code::new("performance.urge.until_missing", "书面督促要写明最晚履行到哪一天");
pub const URGE_UNTIL_PAST: Code = Code::new("performance.urge.until_past", "最晚履行的日子要在今天以后");
pub const BREACH_UNTIL_RUNS: Code =
    Code::new("performance.breach.until_runs", "督促时给的日子还没有过，过了再记录为未履行");
pub const NOT_URGED: Code =
    Code::new("performance.breach.not_urged", "请先督促一次，仍不履行的再记录为未履行");
pub const LETTER_UNSERVED: Code = Code::new(
    "performance.breach.letter_unserved",
    "督促函还没有送达记录：写明哪天、怎样送达的；还没有送达的，先在“文书”里出具、送达，或者再督促一次",
);
pub const LETTER_SERVED_BEFORE_ISSUE: Code =
    Code::new("performance.breach.letter_before_issue", "督促函的送达日期早于出具的日期，请核对");
pub const LETTER_SERVED_ALREADY: Code =
    Code::new("performance.breach.letter_served", "这一项没有等着送达的督促函，不用写送达");
pub const SAID_BY_STRANGER: Code =
    Code::new("performance.said_by_stranger", "反映的人应当是这一项约定的权利人");
pub const NOT_RECORDED: Code = Code::new("performance.check.not_recorded", "这一项还没有记录为已经履行");
pub const NOTHING_BROKEN: Code = Code::new(
    "performance.enforcement.nothing_broken",
    "没有记录为未履行的义务：到期没有做的，先督促，督促以后仍不做的记录未履行",
);
pub const NOT_OWED: Code = Code::citing(
    "performance.enforcement.not_owed",
    "申请强制执行的应当是没有得到履行的一方；已经替他申请过的，不用再申请",
    "《民事诉讼法》206条",
);
pub const APPLICANT_UNSAID: Code =
    Code::new("performance.enforcement.applicant_unsaid", "请选是谁申请强制执行的");
pub const NOT_ENFORCEABLE: Code = Code::citing(
    "performance.enforcement.not_enforceable",
    "这份协议没有经过司法确认，也不是调解书，不能直接申请强制执行；请转起诉等其他途径",
    "《民事诉讼法》206条、《行政复议法》78条",
);
pub const ENFORCEABLE: Code =
    Code::new("performance.pass_on.enforceable", "这份协议可以申请强制执行，不需要转其他途径");
pub const AT_THE_OFFICE: Code = Code::citing(
    "performance.enforcement.at_the_office",
    "这是行政复议调解书：没有履行的，由复议机构在复议案里责令被申请人限期履行，或者对申请人、第三人强制执行",
    "《行政复议法》77条2款、78条3项",
);
pub const PURSUED: Code = Code::new(
    "performance.fulfilment.pursued",
    "这一项已经申请强制执行：做到了的，由申请执行的一方说收到了，或者把凭证交到窗口，核实以后记录",
);
pub const NOT_SEALED_YET: Code = Code::citing(
    "performance.not_sealed_yet",
    "调解书还没有盖章（签收），协议还没有生效：先等调解书",
    "《行政复议法》73条2款",
);
pub const NEVER_SEALED: Code = Code::citing(
    "performance.never_sealed",
    "调解书盖章（签收）以前没有成，协议没有生效，不用再跟踪履行",
    "《行政复议法》73条2款",
);
pub const NOT_SIGNED_FOR_YET: Code = Code::citing(
    "performance.not_signed_for_yet",
    "法院的调解书各方还没有签收，协议还没有生效：先等调解书",
    "法释〔2018〕1号85条、《民事诉讼法》102条",
);
pub const NEVER_SIGNED_FOR: Code = Code::citing(
    "performance.never_signed_for",
    "法院的调解书签收以前没有成，协议没有生效，不用再跟踪履行",
    "法释〔2018〕1号85条、《民事诉讼法》102条",
);
pub const NOT_CHANGED: Code = Code::new("performance.confirmation.same", "司法确认的结果已经记录");
