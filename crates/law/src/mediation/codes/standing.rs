//! Refusals about the procedure in which a dispute stands when it is imported.

use crate::Code;

pub const NOT_FILED: Code = Code::citing(
    "mediation.import.not_filed",
    "还没有登记立案（或复议机关收到申请）的日期。先在“更正登记事项”里填上；只是法院诉前转来的，请选“诉前”",
    "法释〔2016〕14号 27条、《行政复议法》20条",
);
pub const NOT_IN_RECONSIDERATION: Code = Code::citing(
    "mediation.import.not_in_reconsideration",
    "案件里没有正在办理的行政复议，不能按“行政复议中”调解。在别处复议的，先登记那个复议程序；在法院的，请选“诉中”",
    "《行政复议法》5条、73条、74条",
);
pub const NOT_IN_COURT: Code = Code::citing(
    "mediation.import.not_in_court",
    "案件里没有登记诉讼，也不是法院移送的，不能按“诉中”调解。已经起诉的，先登记那个诉讼程序；在复议的，请选“行政复议中”",
    "《行政诉讼法》60条、特邀调解规定 27条2款",
);
pub const ONLY_RECEIVED: Code = Code::citing(
    "mediation.import.only_received",
    "法院只是收到了起诉状，还没有立案，不能按“诉中”调解：法院委派来的，请选“诉前”；不是的，请选“案前”。法院已经立案的，先在那个诉讼里登记立案",
    "法发〔2021〕17号 5条、特邀调解规定 1条",
);
pub const SUMMARY_TRIAL: Code = Code::citing(
    "mediation.import.summary_trial",
    "法院按简易程序在审，调解期限是七日：请选“诉中（法院委托，简易程序）”。已经转为普通程序的，先在那个诉讼里登记",
    "特邀调解规定 27条2款、《行政诉讼法》82条",
);
pub const NOT_BY_PETITION: Code = Code::citing(
    "mediation.import.not_by_petition",
    "案件正在法院或者复议机关办理，不能按“信访中”调解；请选“诉中”或者“行政复议中”",
    "《信访工作条例》31条1项、4项",
);
pub const NO_COURT_SENT_IT: Code = Code::citing(
    "mediation.import.no_court_sent_it",
    "来源不是法院移送，案件里也没有法院对接移送来的材料，不能按“诉前（法院委派）”调解：法院委派来的，请法院在“移送对接”里把材料移送过来，或者在“更正登记事项”里把来源改成“法院移送”；不是的，请选“案前”",
    "特邀调解规定 1条、21条",
);
pub const NO_PETITION: Code = Code::citing(
    "mediation.import.no_petition",
    "案件里没有正在办理的信访，也不是信访转来的，不能按“信访中”调解：在信访的，先登记那个信访程序；信访部门转来、来源登记错了的，在“更正登记事项”里改；都不是的，请选“案前”",
    "《信访工作条例》33条",
);
pub const CHANNEL_NOT_OPEN: Code = Code::new(
    "mediation.correct_channel.not_open",
    "不能更正到这个阶段：只能在案前、诉前、信访中之间更正，并且案件里要有法院移送或者信访（来源登记错了的，先在“更正登记事项”里改）；已经立案、受理的，登记那个程序以后自动变更",
);
pub const FILED_ALREADY: Code = Code::new(
    "mediation.import.filed_already",
    "案件已经立案，或者复议机关已经收到申请：请选“诉中”或者“行政复议中”",
);

pub const NO_CHANNEL: Code = Code::citing(
    "mediation.import.no_channel",
    "登记里写了立案（收到申请）的日子，案件里还没有那个诉讼或者复议，没有一个阶段可以选。先在案卷里登记那个程序，再来导入；其实没有立案的，在“更正登记事项”里去掉那个日子",
    "《行政诉讼法》60条、《行政复议法》5条",
);
/// A court that has taken it up settles it in its own procedure.
pub const TOLD_IN_COURT: Code = Code::citing(
    "mediation.import.told_in_court",
    "当事人说法院已经立案，案卷里还没有这个诉讼：立了案的，只能按“诉中”调解，由法院结案。先向法院核实，在案卷里登记那个诉讼程序再来导入；其实没有立案的，在“更正登记事项”里改过来",
    "《行政诉讼法》60条、《行政复议法》29条2款",
);
pub const TOLD_IN_RECONSIDERATION: Code = Code::citing(
    "mediation.import.told_in_reconsideration",
    "当事人说复议机关已经受理，案卷里还没有这个复议：受理以后，只能按“行政复议中”调解，由复议机关结案。先向复议机关核实，在案卷里登记那个复议程序再来导入；其实没有受理的，在“更正登记事项”里改过来",
    "《行政复议法》5条、29条1款、73条",
);
