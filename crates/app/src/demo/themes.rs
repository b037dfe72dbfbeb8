//! What the demonstration's quarrels are about: common kinds of cases of a county, told in invented words.

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
}

impl Theme {
    /// What the agency does about its act.
    pub fn disposition(&self) -> Disposition {
        match self.kind {
            ActKind::FailureToAct | ActKind::InformationDisclosure | ActKind::Agreement => {
                Disposition::Performed
            }
            ActKind::Benefits | ActKind::Expropriation | ActKind::CompulsoryMeasure => Disposition::Paid,
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

    /// What was brought along as evidence.
    pub fn evidence(&self) -> &'static str {
        match self.kind {
            ActKind::FailureToAct => "申请材料和邮寄回执（示例）",
            ActKind::Agreement => "协议书（示例）",
            _ => "决定书（示例）",
        }
    }
}

const MARKET: &str = "钟祥市市场监督管理局";
const LABOUR: &str = "钟祥市人力资源和社会保障局";
const HOUSING: &str = "钟祥市住房和城乡建设局";

pub const THEMES: [Theme; 10] = [
    Theme {
        kind: ActKind::Penalty,
        title: "销售过期食品罚款 5000 元",
        respondent: MARKET,
        claims: "罚得太重，请求按新的裁量标准减轻处罚",
        facts: "小超市卖出一袋过期茶干，货值十几元，初次违法，当天下架并退款，仍按较重一档罚款。",
        nature: Nature::IndividualBusiness,
        amount_fen: Some(500_000),
        discretionary: true,
        about_money: false,
        real_estate: false,
        promise: "按从轻一档变更处罚，罚款变更为 1000 元",
    },
    Theme {
        kind: ActKind::Penalty,
        title: "无照经营罚款 8000 元",
        respondent: MARKET,
        claims: "请求撤销或者减轻处罚",
        facts: "早餐摊已经递交办照材料，窗口让等通知，等待期间被查处罚款。",
        nature: Nature::IndividualBusiness,
        amount_fen: Some(800_000),
        discretionary: true,
        about_money: false,
        real_estate: false,
        promise: "十日内办结营业执照，罚款变更为 500 元",
    },
    Theme {
        kind: ActKind::WorkInjury,
        title: "不予认定工伤决定",
        respondent: LABOUR,
        claims: "请求撤销不予认定决定，重新认定",
        facts: "在工地搬运地砖时腰部受伤，单位没有签合同，认定机关以劳动关系不明为由不予认定。",
        nature: Nature::NaturalPerson,
        amount_fen: Some(6_800_000),
        discretionary: false,
        about_money: true,
        real_estate: false,
        promise: "撤回不予认定的决定，三十日内重新调查认定",
    },
    Theme {
        kind: ActKind::WorkInjury,
        title: "工伤认定书（企业不服）",
        respondent: LABOUR,
        claims: "请求撤销工伤认定",
        facts: "公司认为伤者是分包班组的人，不是本公司职工；双方真正的争点是赔多少。",
        nature: Nature::LegalPerson,
        amount_fen: Some(12_000_000),
        discretionary: false,
        about_money: true,
        real_estate: false,
        promise: "组织公司和受伤职工签订分期支付工伤待遇的协议",
    },
    Theme {
        kind: ActKind::Benefits,
        title: "停发低保",
        respondent: "钟祥市民政局",
        claims: "请求恢复低保",
        facts: "家里有两名残疾人，因儿子外出打工被认定收入超标，实际每月寄回几百元。",
        nature: Nature::NaturalPerson,
        amount_fen: Some(480_000),
        discretionary: true,
        about_money: true,
        real_estate: false,
        promise: "重新核算家庭收入，补发三个月",
    },
    Theme {
        kind: ActKind::Expropriation,
        title: "房屋征收补偿决定",
        respondent: HOUSING,
        claims: "请求按实际面积补偿",
        facts: "证载 72 平方米，补偿决定按 60 平方米计算，阁楼和院墙没有计入。",
        nature: Nature::NaturalPerson,
        amount_fen: Some(18_000_000),
        discretionary: true,
        about_money: true,
        real_estate: true,
        promise: "按双方确认的面积补足差额",
    },
    Theme {
        kind: ActKind::Agreement,
        title: "安置补偿协议迟迟不交房",
        respondent: HOUSING,
        claims: "请求交付安置房并支付过渡费",
        facts: "协议约定的交房时间已过一年，只付过一次过渡费。",
        nature: Nature::NaturalPerson,
        amount_fen: Some(9_600_000),
        discretionary: true,
        about_money: true,
        real_estate: true,
        promise: "三十日内交房，补付过渡费",
    },
    Theme {
        kind: ActKind::InformationDisclosure,
        title: "不予公开征地批文",
        respondent: "钟祥市自然资源局",
        claims: "请求公开征地批复和附图",
        facts: "申请公开征地批复，答复称不存在；村里公示栏贴过文号。",
        nature: Nature::NaturalPerson,
        amount_fen: None,
        discretionary: false,
        about_money: false,
        real_estate: true,
        promise: "提供批复复印件并当面说明",
    },
    Theme {
        kind: ActKind::FailureToAct,
        title: "举报后没有答复",
        respondent: MARKET,
        claims: "请求对举报作出处理并答复",
        facts: "举报加油站计量不准，一直没有任何回音。",
        nature: Nature::NaturalPerson,
        amount_fen: None,
        discretionary: false,
        about_money: false,
        real_estate: false,
        promise: "复检并书面答复处理结果",
    },
    Theme {
        kind: ActKind::CompulsoryMeasure,
        title: "拆除养殖棚",
        respondent: "420881101",
        claims: "请求赔偿被拆棚舍和饲料损失",
        facts: "棚舍建在承包地边，镇里限期拆除通知送达三天就拆了，没有清点物品。",
        nature: Nature::NaturalPerson,
        amount_fen: Some(3_500_000),
        discretionary: true,
        about_money: true,
        real_estate: false,
        promise: "按评估价补偿饲料和棚料",
    },
];

/// Invented given names and surnames; whoever is called so in life is not meant.
pub const SURNAMES: [&str; 12] = ["张", "王", "李", "陈", "周", "吴", "刘", "欧阳", "郑", "孙", "胡", "杨"];
pub const GIVEN: [&str; 12] =
    ["示一", "示二", "例甲", "例乙", "示丙", "例丁", "示三", "例戊", "示四", "例己", "示五", "例庚"];

/// What may be contested through the agency itself (《行政复议法》32条).
pub const MONITORED: Theme = Theme {
    kind: ActKind::Penalty,
    title: "电子监控抓拍违法停车罚款 200 元",
    respondent: "钟祥市公安局",
    claims: "请求撤销罚款",
    facts: "送老人看病临时停靠两分钟，路边没有禁停标志，收到抓拍的罚款决定。",
    nature: Nature::NaturalPerson,
    amount_fen: Some(20_000),
    discretionary: true,
    about_money: false,
    real_estate: false,
    promise: "核对现场标志后重新作出决定",
};
