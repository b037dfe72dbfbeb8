//! Refusals of what stands beside the trial and comes after the decision: the committee, a withdrawal, opinions, performance, enforcement,
//! the copy for the public.

use crate::Code;

pub const WITHDRAWAL_OPEN: Code = Code::new("reconsideration.withdraw.open", "撤回申请正在审查");
pub const NO_WITHDRAWAL: Code = Code::new("reconsideration.withdraw.none", "没有待决定的撤回申请");
pub const WITHDRAWAL_UNASKED: Code = Code::citing(
    "reconsideration.terminate.withdrawal_unasked",
    "撤回要由申请人先申请并说明理由：在“申请撤回”里登记，再在“决定是否准予撤回”里决定，准予的自动终止",
    "《行政复议法》41条1项、74条1款",
);
pub const OPINION_UNKNOWN: Code =
    Code::new("reconsideration.opinion.unknown", "没有等待报送的意见书、建议书");
pub const ADDRESS_UNSIGNED: Code = Code::citing(
    "reconsideration.address.unsigned",
    "请上传当事人签名的送达地址确认书；当事人也可以在“办理进度”里自己确认",
    "法释〔2018〕1号 51条（参照）",
);
pub const NOTHING_TO_COPY: Code = Code::citing(
    "reconsideration.copy_to_superior.none",
    "没有要抄告的：抄告的是本级政府工作部门的案件里已经生效的决定书、已经送达的意见书，而且还没有抄告过",
    "《行政复议法》79条2款",
);
pub const INQUIRY_OF_NOBODY: Code =
    Code::new("reconsideration.inquiry.of_nobody", "请写明向谁调查：单位的名称，或者被询问的人的姓名");
pub const INQUIRY_BY_TWO: Code = Code::citing(
    "reconsideration.inquiry.by_two",
    "调查取证的行政复议人员不得少于两人",
    "《行政复议法》45条2款",
);
pub const INQUIRY_PAST: Code =
    Code::new("reconsideration.inquiry.past", "打算去的日子已经过了；已经调查过的，保存后登记结果");
pub const INQUIRY_UNKNOWN: Code =
    Code::new("reconsideration.inquiry.unknown", "没有等待登记结果或者收存笔录的调查取证，请重新选择");
pub const INQUIRY_UNIDENTIFIED: Code = Code::citing(
    "reconsideration.inquiry.unidentified",
    "调查取证时应当出示行政复议工作证件；没有出示的，不能作为依法取得的证据登记",
    "《行政复议法》45条2款",
);
pub const INQUIRY_REFUSED: Code = Code::new(
    "reconsideration.inquiry.refused",
    "登记为拒绝调查的，没有取得材料；取得了材料的，选“作了调查”，把拒绝的经过写在笔录里",
);
pub const PRESS_EARLY: Code = Code::citing(
    "reconsideration.press.early",
    "被申请人没有要履行的内容，或者履行、报送的期限还没有届满",
    "《行政复议法》77条2款",
);
pub const PERFORMED: Code = Code::new("reconsideration.performance.already", "已经登记履行完毕");
pub const DUTY_UNKNOWN: Code =
    Code::new("reconsideration.performance.unknown", "没有这一项，或者这一项已经登记过，请重新选择");
pub const NOTHING_UNPERFORMED: Code = Code::citing(
    "reconsideration.unperformed.none",
    "决定里没有到期还没有履行的内容，或者已经反映过、复议机构正在核实",
    "《行政复议法》77条",
);
pub const SEAT_EMPTY: Code = Code::citing(
    "reconsideration.resume.seat_empty",
    "申请人死亡、终止以后，还没有登记由谁承受：先登记“由承受人参加”，再恢复审理；没有近亲属、承受人，或者都放弃的，依法终止；查明没有死亡、终止的，请勾选",
    "《行政复议法》39条1款1项、4项，39条2款，41条2项、3项",
);
pub const PERFORMED_EARLY: Code = Code::new(
    "reconsideration.performance.before_decision",
    "履行的日子不能早于决定作出或者调解书生效的日子",
);
pub const SUIT_OPEN: Code = Code::citing(
    "reconsideration.enforce.suit_open",
    "起诉期限还没有届满，或者决定还没有送达，不能强制执行",
    "《行政复议法》78条",
);
pub const REVIEW_AWAITED: Code = Code::new(
    "reconsideration.resolve.review_awaited",
    "本案的市长案审会还没有形成审议意见：等它办完，或者写明为什么不等",
);
pub const REVIEW_CONVENED: Code = Code::new(
    "reconsideration.issue.review_awaited",
    "同意以后又召集了本案的市长案审会，还没有形成审议意见：等它办完；不等的，在案审会登记“不再召开”并写明理由",
);
pub const SUED_UPON: Code = Code::citing(
    "reconsideration.enforce.sued",
    "就这个决定提起的诉讼还没有审结，不能强制执行",
    "《行政复议法》78条",
);
pub const ENFORCED_BY: Code = Code::citing(
    "reconsideration.enforce.by",
    "维持的由作出行为的机关，变更的和调解书由复议机关，依法强制执行或者申请法院执行；别的决定不在此列",
    "《行政复议法》78条",
);
pub const PERFORMED_BY_LINE: Code = Code::new(
    "reconsideration.performance.by_line",
    "调解书的各项在“履行”里逐项登记；全部履行以后，这里自动记下",
);
pub const NO_LINE_BROKEN: Code = Code::citing(
    "reconsideration.enforce.no_line_broken",
    "申请人、第三人要做的各项里，还没有督促以后记录为未履行的",
    "《行政复议法》78条",
);
pub const LINES_WATCHED: Code =
    Code::new("reconsideration.statement.lines_watched", "调解协议里的各项已经在跟踪履行，这里不用再写一遍");
pub const LEFT_UNREASONED: Code = Code::citing(
    "reconsideration.serve.left_unreasoned",
    "留置送达的，请写明拒收的事由",
    "《民事诉讼法》89条、《行政复议法》88条1款",
);
pub const LEFT_UNWITNESSED: Code = Code::citing(
    "reconsideration.serve.left_unwitnessed",
    "留置送达要有见证人（基层组织或者所在单位的代表），或者上传拍照、录像",
    "《民事诉讼法》89条、《行政复议法》88条1款",
);
pub const DELIVERY_UNKNOWN: Code =
    Code::new("reconsideration.strike_service.unknown", "没有这一次送达记录，请重新选择");
pub const NOTHING_SERVED: Code = Code::new("reconsideration.strike_service.none", "还没有送达记录");
pub const STRUCK_TOO_LATE: Code = Code::new(
    "reconsideration.strike_service.too_late",
    "决定已经履行、责令履行、强制执行或者公开，这次送达不能再作废；公开的副本可以先撤下",
);
pub const RULE_STILL_REVIEWED: Code = Code::citing(
    "reconsideration.resume.rule_open",
    "附带审查还没有结论，中止的原因还在；请先登记审查的结论，再恢复审理",
    "《行政复议法》39条2款、59条",
);
pub const RULE_NOT_ORDERED: Code = Code::citing(
    "reconsideration.rule_put_right.not_ordered",
    "没有责令纠正、还等着制定机关告知的规范性文件",
    "《行政复议法》59条",
);
pub const NO_THIRD_PARTY: Code = Code::citing(
    "reconsideration.third_party.none",
    "没有还没通知的第三人；要追加的，请先在争议里追加第三人",
    "《行政复议法》16条",
);
/// What is done with what came all the same.
pub const COURT_MINDED_ZH: &str = "申请已经收到（例如邮寄来的）的，勾选“已知悉”后登记，再依法决定不予受理";
pub const COURT_UNMINDED: Code = Code::citing(
    "reconsideration.apply.court_unminded",
    "法院已经受理了这件事的起诉，不得再申请复议。申请已经收到（例如邮寄来的）的，勾选“已知悉”后登记，再依法决定不予受理",
    "《行政复议法》29条2款、30条",
);
pub const EARLIER_UNMINDED: Code = Code::citing(
    "reconsideration.apply.earlier_unminded",
    "复议机关已经受理过对同一行政行为的申请，不能再受理一次。申请已经收到的，勾选“已知悉”后登记，再依法审查决定",
    "《行政复议法》30条1款7项、74条2款",
);
pub const RECONSIDERED: Code = Code::citing(
    "reconsideration.accept.reconsidered",
    "已经受理过同一申请人对同一行政行为的申请（或者法院已经受理过），不能再受理；请决定不予受理",
    "《行政复议法》30条1款7项",
);
pub const RESTITUTION_APART: Code = Code::citing(
    "reconsideration.draft.restitution_apart",
    "返还财产、解除措施、采取补救措施，只能和变更、撤销、部分撤销、确认违法、确认无效一起决定；拟作的决定里没有这些，请去掉",
    "《行政复议法》72条",
);
pub const PUBLISHED: Code = Code::new("reconsideration.publish.already", "已经公开过副本");
pub const NO_COPY_SHOWN: Code =
    Code::new("reconsideration.publish.none", "没有正在公开的副本，不能更正或者撤下");
pub const COPY_UNCHANGED: Code =
    Code::new("reconsideration.publish.unchanged", "更正后的副本和现在公开的一样，请修改后再提交");
pub const NOT_ANONYMOUS: Code = Code::citing(
    "reconsideration.publish.not_anonymous",
    "副本里还有像证件号、电话号码一样的长数字，请去掉再公开",
    "《行政复议法》79条1款、《个人信息保护法》",
);
pub const CONSULTED: Code = Code::new("reconsideration.consult.open", "已经提请咨询，还没有记录意见");
pub const NOT_CONSULTED: Code = Code::new("reconsideration.consult.none", "还没有提请咨询");
pub const CONSULTATION_REQUIRED: Code = Code::citing(
    "reconsideration.draft.consultation_required",
    "重大、疑难、复杂或者专业性强的，应当先提请行政复议委员会提出咨询意见并记录",
    "《行政复议法》52条2款、3款",
);
pub const COMMITTEE_UNSAID: Code = Code::citing(
    "reconsideration.draft.committee_unsaid",
    "提请过咨询的，要写明咨询意见采纳了没有、为什么",
    "《行政复议法》61条3款",
);
pub const TERMINATION_PROOF: Code = Code::citing(
    "reconsideration.terminate.proof",
    "请上传证明：死亡或者终止的证明，没有近亲属、承受人或者他们放弃的材料；刑事强制措施的文书",
    "《行政复议法》41条2项、3项、4项",
);
pub const TERMINATION_OTHERS: Code = Code::citing(
    "reconsideration.terminate.others",
    "还有别的申请人，复议对他们继续进行；每一位申请人都是这样的，请勾选并上传每一位的证明",
    "《行政复议法》41条",
);
pub const TERMINATION_CUSTODY: Code = Code::citing(
    "reconsideration.terminate.custody",
    "只有对行政拘留、限制人身自由的行政强制措施申请的复议才这样终止；登记的行政行为写错了的，先更正登记",
    "《行政复议法》41条4项",
);
pub const SUSPENSION_GROUND: Code = Code::citing(
    "reconsideration.suspend.ground",
    "申请人里没有谁会有这种情形：个人、个体工商户才会死亡、丧失行为能力、下落不明，法人和其他组织才会终止",
    "《行政复议法》39条1款1项至4项",
);
pub const NOT_AGREED: Code = Code::citing(
    "reconsideration.reply.not_agreed",
    "答复期限已经届满。申请人、第三人提出了新的理由或者证据，复议机构同意补充的，请写明；不同意的不登记",
    "《行政复议法》46条2款、70条",
);
pub const NOBODY_TAKES_PART: Code = Code::citing(
    "reconsideration.draft.no_third_party",
    "没有参加复议的第三人：第三人参加了的，先登记“是否参加复议”",
    "《行政复议法》16条、63条2款、70条",
);
pub const THIRD_PARTY_SAME: Code =
    Code::new("reconsideration.third_party.unchanged", "和原来的答复一样，没有要改的");
pub const ANOTHER_HANDLES: Code = Code::citing(
    "reconsideration.handler.another",
    "本案指定了别的复议人员，这一步由承办的人办；要换人的，请机构负责人重新指定",
    "《行政复议法》36条1款",
);
pub const MANDATE_OVER: Code = Code::citing(
    "reconsideration.agent.over",
    "委托期限已经过了，请核对，或者请当事人重新出具授权委托书",
    "《行政复议法》17条2款",
);
pub const NO_DECISION_PAPER: Code = Code::citing(
    "reconsideration.serve.no_decision_paper",
    "决定书还没有出具，也没有上传：请上传加盖复议机关印章的决定书再登记送达",
    "《行政复议法》75条1款",
);
pub const SUIT_UNASKED: Code = Code::citing(
    "reconsideration.enforce.suit_unasked",
    "请先查明有没有人起诉：起诉了、没有撤回也不是不予立案的，不能依这一条强制执行",
    "《行政复议法》78条",
);
pub const JOINED_ALREADY: Code = Code::new("reconsideration.join.already", "已经合并，或者就是本案");
pub const NOT_JOINED: Code =
    Code::new("reconsideration.separate.not_joined", "没有和这一件合并，请在记录合并的那一件上分开");
pub const HEARING_NOT_ASKED: Code = Code::new(
    "reconsideration.hearing.not_asked",
    "没有人请求听证，或者已经答复过、已经定了听证，不用再答复",
);
pub const NO_UNSIGNED_APPLICATION: Code =
    Code::new("reconsideration.apply.no_unsigned_record", "没有待签字收存的口头申请笔录");
pub const ORAL_UNSIGNED: Code = Code::citing(
    "reconsideration.apply.oral_unsigned",
    "口头申请的笔录还没有签字收存：先在“出具文书”打印申请笔录，申请人核对签字后收存，再受理、发送副本",
    "《行政复议法》22条3款",
);
