//! What the demonstration's quarrels are about: common kinds of cases of a county, told in invented words.

mod told;

pub use told::THEMES;

use huajie_law::{
    dispute::{ActKind, Nature},
    mediation::Disposition,
};

pub struct Theme {
    pub kind: ActKind,
    pub title: &'static str,
    /// Key of the respondent, as in the table of bodies or a division code.
    pub respondent: &'static str,
    pub claims: &'static str,
    pub facts: &'static str,
    pub nature: Nature,
    pub amount_fen: Option<i64>,
    pub discretionary: bool,
    pub about_money: bool,
    pub real_estate: bool,
    /// What the agreement usually says: who, what.
    pub promise: &'static str,
    /// What a business of this quarrel calls itself, after the owner's surname.
    pub trade: &'static str,
    /// What the mediator asks the guiding judge, and what the judge says.
    pub question: (&'static str, &'static str),
}

/// Somebody's own quarrel about neither money nor land; what is more is said beside it.
const fn theme(kind: ActKind, respondent: &'static str, title: &'static str) -> Theme {
    let question = match kind {
        ActKind::Penalty | ActKind::CompulsoryMeasure => WEIGHED,
        ActKind::FailureToAct | ActKind::InformationDisclosure => OWED,
        ActKind::Agreement => PROMISED,
        _ => ESTABLISHED,
    };
    Theme {
        kind,
        title,
        respondent,
        claims: "",
        facts: "",
        nature: Nature::NaturalPerson,
        amount_fen: None,
        discretionary: false,
        about_money: false,
        real_estate: false,
        promise: "",
        trade: "记示例便民店",
        question,
    }
}

const WEIGHED: (&str, &str) = (
    "当事人初次违法、及时改正，裁量上还有多大余地？",
    "过罚相当是审查的重点；同类案件有从轻先例的，可以释明后在幅度内协商",
);
const OWED: (&str, &str) = (
    "这项职责的履行期限从哪一天算，没有答复要不要紧？",
    "收到申请之日起算；逾期没有答复的，判决履行的可能较大，宜先把答复补上再谈其他",
);
const PROMISED: (&str, &str) = (
    "协议没有约定逾期责任，一方能主张哪些损失？",
    "可以参照民事合同的规定主张实际损失；履行期限和标准宜在和解里重新写明",
);
const ESTABLISHED: (&str, &str) = (
    "现有材料够不够支持原来的认定，要补哪些证据？",
    "认定所依据的关键事实要有两份以上互相印证的材料；建议双方一起核对后再谈结论",
);

impl Theme {
    /// What the agency does about its act.
    pub fn disposition(&self) -> Disposition {
        match self.kind {
            ActKind::FailureToAct | ActKind::InformationDisclosure | ActKind::Agreement => {
                Disposition::Performed
            }
            ActKind::Benefits
            | ActKind::Expropriation
            | ActKind::CompulsoryMeasure
            | ActKind::Compensation => Disposition::Paid,
            ActKind::WorkInjury if self.nature == Nature::LegalPerson => Disposition::Stands,
            ActKind::WorkInjury => Disposition::Withdrawn,
            _ => Disposition::Changed,
        }
    }

    /// Half of what was asked for, where it is the agency that pays.
    pub fn promised_fen(&self) -> Option<i64> {
        let pays = self.disposition() == Disposition::Paid || self.kind == ActKind::Agreement;
        self.amount_fen.filter(|_| pays).map(|fen| fen / 2)
    }

    /// What the agency says of its own act: as a whole, what is weak in it, how far it could go.
    pub fn self_check(&self) -> [&'static str; 3] {
        match self.kind {
            ActKind::Penalty | ActKind::CompulsoryMeasure => {
                ["程序基本合法，裁量说理不足", "告知书送达回证不全", "可以在下一档幅度内调整"]
            }
            ActKind::FailureToAct | ActKind::InformationDisclosure => {
                ["收到过申请，内部转办没有盯到底", "没有在期限内书面答复", "可以先书面答复，再约时间当面说明"]
            }
            ActKind::Agreement => ["协议有效，资金没有及时拨付", "履行期限写得含糊", "可以分两次付清"],
            ActKind::Benefits | ActKind::Expropriation | ActKind::Compensation => {
                ["依据的政策没有错，核算口径偏紧", "核算表没有经本人核对签字", "可以按复核的数字补差"]
            }
            _ => ["结论有依据，调查走访不够", "有两份证言没有当面核实", "可以撤回后重新调查"],
        }
    }

    /// Why they could not come together.
    pub fn apart(&self) -> &'static str {
        match self.about_money {
            true => "对金额差距较大，双方都表示走法定程序",
            false => "对行为是否合法各执一词，申请人要求依法裁判",
        }
    }

    /// What was brought along as evidence.
    pub fn evidence(&self) -> &'static str {
        match self.kind {
            ActKind::FailureToAct => "申请材料和邮寄回执（示例）",
            ActKind::Agreement => "协议书（示例）",
            _ => "决定书（示例）",
        }
    }
}

/// Invented given names and surnames; whoever is called so in life is not meant.
pub const SURNAMES: [&str; 12] = ["张", "王", "李", "陈", "周", "吴", "刘", "欧阳", "郑", "孙", "胡", "杨"];
pub const GIVEN: [&str; 12] =
    ["示一", "示二", "例甲", "例乙", "示丙", "例丁", "示三", "例戊", "示四", "例己", "示五", "例庚"];

/// What may be contested through the agency itself (《行政复议法》32条).
pub const MONITORED: Theme = Theme {
    claims: "请求撤销罚款",
    facts: "送老人看病临时停靠两分钟，路边没有禁停标志，收到抓拍的罚款决定。",
    promise: "核对现场标志后重新作出决定",
    amount_fen: Some(20_000),
    discretionary: true,
    ..theme(ActKind::Penalty, "钟祥市公安局", "电子监控抓拍违法停车罚款 200 元")
};
