//! The quarrels themselves, told in invented words.

use super::{Theme, theme};
use huajie_law::dispute::{ActKind, Nature};

const MARKET: &str = "钟祥市市场监督管理局";
const LABOUR: &str = "钟祥市人力资源和社会保障局";
const HOUSING: &str = "钟祥市住房和城乡建设局";
const LAND: &str = "钟祥市自然资源局";
const CITY: &str = "钟祥市城市管理执法局";
const TRAFFIC: &str = "钟祥市交通运输局";

/// The tales name the first ten by their place.
pub const THEMES: [Theme; 38] = [
    Theme {
        claims: "罚得太重，请求按新的裁量标准减轻处罚",
        facts: "小超市卖出一袋过期茶干，货值十几元，初次违法，当天下架并退款，仍按较重一档罚款。",
        promise: "按从轻一档变更处罚，罚款变更为 1000 元",
        nature: Nature::IndividualBusiness,
        amount_fen: Some(500_000),
        discretionary: true,
        ..theme(ActKind::Penalty, MARKET, "销售过期食品罚款 5000 元")
    },
    Theme {
        claims: "请求撤销或者减轻处罚",
        facts: "早餐摊已经递交办照材料，窗口让等通知，等待期间被查处罚款。",
        promise: "十日内办结营业执照，罚款变更为 500 元",
        nature: Nature::IndividualBusiness,
        trade: "记示例早餐店",
        amount_fen: Some(800_000),
        discretionary: true,
        ..theme(ActKind::Penalty, MARKET, "无照经营罚款 8000 元")
    },
    Theme {
        claims: "请求撤销不予认定决定，重新认定",
        facts: "在工地搬运地砖时腰部受伤，单位没有签合同，认定机关以劳动关系不明为由不予认定。",
        promise: "撤回不予认定的决定，三十日内重新调查认定",
        amount_fen: Some(6_800_000),
        about_money: true,
        ..theme(ActKind::WorkInjury, LABOUR, "不予认定工伤决定")
    },
    Theme {
        claims: "请求撤销工伤认定",
        facts: "公司认为伤者是分包班组的人，不是本公司职工；双方真正的争点是赔多少。",
        promise: "组织公司和受伤职工签订分期支付工伤待遇的协议",
        nature: Nature::LegalPerson,
        trade: "氏示例建材有限公司",
        amount_fen: Some(12_000_000),
        about_money: true,
        ..theme(ActKind::WorkInjury, LABOUR, "工伤认定书")
    },
    Theme {
        claims: "请求恢复低保",
        facts: "家里有两名残疾人，因儿子外出打工被认定收入超标，实际每月寄回几百元。",
        promise: "重新核算家庭收入，补发三个月",
        amount_fen: Some(480_000),
        discretionary: true,
        about_money: true,
        ..theme(ActKind::Benefits, "钟祥市民政局", "停发低保")
    },
    Theme {
        claims: "请求按实际面积补偿",
        facts: "证载 72 平方米，补偿决定按 60 平方米计算，阁楼和院墙没有计入。",
        promise: "按双方确认的面积补足差额",
        amount_fen: Some(18_000_000),
        discretionary: true,
        about_money: true,
        real_estate: true,
        ..theme(ActKind::Expropriation, HOUSING, "房屋征收补偿决定")
    },
    Theme {
        claims: "请求交付安置房并支付过渡费",
        facts: "协议约定的交房时间已过一年，只付过一次过渡费。",
        promise: "三十日内交房，补付过渡费",
        amount_fen: Some(9_600_000),
        discretionary: true,
        about_money: true,
        real_estate: true,
        ..theme(ActKind::Agreement, HOUSING, "安置补偿协议迟迟不交房")
    },
    Theme {
        claims: "请求公开征地批复和附图",
        facts: "申请公开征地批复，答复称不存在；村里公示栏贴过文号。",
        promise: "提供批复复印件并当面说明",
        real_estate: true,
        ..theme(ActKind::InformationDisclosure, LAND, "不予公开征地批文")
    },
    Theme {
        claims: "请求对举报作出处理并答复",
        facts: "举报加油站计量不准，一直没有任何回音。",
        promise: "复检并书面答复处理结果",
        ..theme(ActKind::FailureToAct, MARKET, "举报后没有答复")
    },
    Theme {
        claims: "请求赔偿被拆棚舍和饲料损失",
        facts: "棚舍建在承包地边，镇里限期拆除通知送达三天就拆了，没有清点物品。",
        promise: "按评估价补偿饲料和棚料",
        amount_fen: Some(3_500_000),
        discretionary: true,
        about_money: true,
        ..theme(ActKind::CompulsoryMeasure, "420881101", "拆除养殖棚")
    },
    Theme {
        claims: "请求撤销罚款，返还被扣的三轮车",
        facts: "在菜市场门口卖自种的菜，执法人员没有先劝离，当场扣车罚款。",
        promise: "罚款变更为警告，当天返还三轮车",
        amount_fen: Some(100_000),
        discretionary: true,
        ..theme(ActKind::Penalty, CITY, "占道经营罚款 1000 元")
    },
    Theme {
        claims: "请求重新称重并减轻处罚",
        facts: "拉河沙的货车在同一条路上一天被称了三次，吨位相差四吨，按最重的一次处罚。",
        promise: "按复核的吨位变更罚款为 8000 元",
        amount_fen: Some(3_000_000),
        discretionary: true,
        about_money: true,
        ..theme(ActKind::Penalty, TRAFFIC, "超限运输罚款 3 万元")
    },
    Theme {
        claims: "请求按从轻情形处理",
        facts: "暴雨冲垮沉淀池围堰，当天报告并抢修，监测取样在抢修之前。",
        promise: "按主动消除后果从轻，罚款变更为 2 万元",
        nature: Nature::LegalPerson,
        trade: "氏示例生态养殖有限公司",
        amount_fen: Some(10_000_000),
        discretionary: true,
        ..theme(ActKind::Penalty, "荆门市生态环境局钟祥分局", "养殖废水外排罚款 10 万元")
    },
    Theme {
        claims: "请求减轻处罚",
        facts: "抽屉里两包过期棉签没有使用，检查时主动交出，按使用过期器械处罚。",
        promise: "按没有使用的情节变更为 3000 元",
        nature: Nature::IndividualBusiness,
        trade: "记示例诊所",
        amount_fen: Some(2_000_000),
        discretionary: true,
        ..theme(ActKind::Penalty, "钟祥市卫生健康局", "诊所使用过期器械罚款 2 万元")
    },
    Theme {
        claims: "请求准予许可",
        facts: "材料齐全，因隔壁投诉油烟被要求另交邻居同意书，没有依据。",
        promise: "取消额外材料，五个工作日内重新审查",
        nature: Nature::IndividualBusiness,
        trade: "记示例小吃店",
        discretionary: true,
        ..theme(ActKind::Licence, "钟祥市行政审批局", "不予核发食品经营许可")
    },
    Theme {
        claims: "请求准许原址翻建",
        facts: "老屋是危房，排除理由是规划未定，同村有两户已经获批。",
        promise: "按同村标准核发，一个月内办结",
        real_estate: true,
        discretionary: true,
        ..theme(ActKind::Licence, HOUSING, "不予颁发农房翻建许可")
    },
    Theme {
        claims: "请求撤销年检结论",
        facts: "整改材料已经交了两次，结论仍写没有整改，家长纷纷退园。",
        promise: "组织复查，整改到位的更正年检结论",
        nature: Nature::OtherOrganization,
        trade: "氏示例幼儿园",
        discretionary: true,
        ..theme(ActKind::Licence, "钟祥市教育局", "民办幼儿园年检不合格")
    },
    Theme {
        claims: "请求认定工伤",
        facts: "下班绕路接孩子时被撞，对方全责，单位不认可合理路线。",
        promise: "撤回决定，按合理路线重新调查认定",
        amount_fen: Some(9_000_000),
        about_money: true,
        ..theme(ActKind::WorkInjury, LABOUR, "下班途中车祸不予认定工伤")
    },
    Theme {
        claims: "请求受理工伤认定申请",
        facts: "职工在岗位上突发疾病，四十八小时内去世，窗口说超过一年不收。",
        promise: "受理申请，六十日内作出认定",
        amount_fen: Some(80_000_000),
        about_money: true,
        ..theme(ActKind::WorkInjury, LABOUR, "视同工伤认定申请不予受理")
    },
    Theme {
        claims: "请求恢复并补发",
        facts: "户口迁到女儿家以后补助停了，两地都说归对方管。",
        promise: "由迁入地接着发放，补发停发期间的差额",
        amount_fen: Some(1_260_000),
        about_money: true,
        discretionary: true,
        ..theme(ActKind::Benefits, "钟祥市退役军人事务局", "停发抚恤补助")
    },
    Theme {
        claims: "请求按外伤住院报销",
        facts: "从自家梯子上摔下住院，经办人以可能有第三人为由拒报。",
        promise: "调查确认没有第三人后按规定的比例报销",
        amount_fen: Some(2_150_000),
        about_money: true,
        ..theme(ActKind::Benefits, "钟祥市医疗保障局", "住院费用不予报销")
    },
    Theme {
        claims: "请求把下乡年限计入",
        facts: "档案里缺一张调令，经办机构不认三年工龄，每月少领两百多元。",
        promise: "用同事档案和工资册佐证，补认年限并补发差额",
        amount_fen: Some(860_000),
        about_money: true,
        discretionary: true,
        ..theme(ActKind::Benefits, LABOUR, "养老保险缴费年限少算三年")
    },
    Theme {
        claims: "请求按实测面积补足",
        facts: "丈量时人在外地打工，丈量表上的签名不是本人写的。",
        promise: "双方到场重新丈量，按实测补足差额",
        amount_fen: Some(4_920_000),
        about_money: true,
        real_estate: true,
        discretionary: true,
        ..theme(ActKind::Expropriation, LAND, "征地补偿款分配后少算 1.2 亩")
    },
    Theme {
        claims: "请求补偿三十二棵柑橘树",
        facts: "村组道路拓宽，施工队先挖后登记，登记表只写了十二棵。",
        promise: "按现场树桩和航拍照片核定棵数补偿",
        amount_fen: Some(1_600_000),
        about_money: true,
        discretionary: true,
        ..theme(ActKind::Expropriation, "420881101", "修路占用果园没有补偿")
    },
    Theme {
        claims: "请求重新勘界",
        facts: "两家的林权证四至都写到同一条沟，沟改道以后各说各的。",
        promise: "请林业技术人员到场，双方按老沟址定界",
        real_estate: true,
        discretionary: true,
        ..theme(ActKind::NaturalResources, "420881101", "两户山林界址处理决定")
    },
    Theme {
        claims: "请求恢复登记",
        facts: "邻居异议后登记被撤销，事先没有通知本人陈述。",
        promise: "恢复原状，通知双方到场调查后再作决定",
        real_estate: true,
        ..theme(ActKind::NaturalResources, LAND, "宅基地使用权登记被撤销")
    },
    Theme {
        claims: "请求公开评议会议记录",
        facts: "申请公开本人被取消资格的那次评议记录，答复称属于内部信息。",
        promise: "隐去他人姓名后公开",
        ..theme(ActKind::InformationDisclosure, "420881101", "不予公开低保评议记录")
    },
    Theme {
        claims: "请求限期答复",
        facts: "申请公开农村客运补贴发放名单，过了二十个工作日没有任何答复。",
        promise: "七个工作日内书面答复并提供名单",
        ..theme(ActKind::InformationDisclosure, TRAFFIC, "公交线路补贴信息逾期未答复")
    },
    Theme {
        claims: "请求查处楼上违法搭建",
        facts: "顶楼搭建阳光房漏水到楼下，打过十几次热线，每次都说已经转办。",
        promise: "一个月内完成调查并书面告知处理结果",
        real_estate: true,
        ..theme(ActKind::FailureToAct, CITY, "投诉违建两年没有处理")
    },
    Theme {
        claims: "请求对报案作出处理决定",
        facts: "因为水沟和邻居争执被打，验伤两处，报案四个月没有结论。",
        promise: "十日内作出处理决定并送达",
        ..theme(ActKind::FailureToAct, "钟祥市公安局", "殴打报案没有处理结果")
    },
    Theme {
        claims: "请求查处并加固堤脚",
        facts: "夜里有船采砂，堤脚塌了两处，反映以后只来看过一次。",
        promise: "联合巡查一个月，堤脚汛前加固",
        ..theme(ActKind::FailureToAct, "钟祥市水利局", "河道采砂影响堤脚没人管")
    },
    Theme {
        claims: "请求责令支付工资",
        facts: "二十天的工资一万二千元，投诉时被告知没有合同不收。",
        promise: "立案调查，督促十五日内支付",
        amount_fen: Some(1_200_000),
        about_money: true,
        ..theme(ActKind::FailureToAct, LABOUR, "拖欠工资投诉没有立案")
    },
    Theme {
        claims: "请求支付青苗补助",
        facts: "签了临时占地协议，工程做完一年，补助一直没有发。",
        promise: "按核定的面积支付青苗补助",
        amount_fen: Some(780_000),
        about_money: true,
        discretionary: true,
        ..theme(ActKind::Agreement, "钟祥市农业农村局", "高标准农田占地补助没有兑现")
    },
    Theme {
        claims: "请求按协议减免两年租金",
        facts: "厂房已经投产，换了负责人以后不认减免条款。",
        promise: "按投产面积减免一年租金，另一年抵扣水电费",
        nature: Nature::LegalPerson,
        trade: "氏示例农产品加工有限公司",
        amount_fen: Some(24_000_000),
        about_money: true,
        discretionary: true,
        ..theme(ActKind::Agreement, "420881101", "招商协议承诺的租金减免没有兑现")
    },
    Theme {
        claims: "请求解除查封",
        facts: "因为门头广告整改被查封整个门店，冷柜里的货坏了一半。",
        promise: "当天解除查封，按进货单赔偿坏掉的货",
        nature: Nature::IndividualBusiness,
        trade: "记示例水产店",
        amount_fen: Some(1_850_000),
        about_money: true,
        discretionary: true,
        ..theme(ActKind::CompulsoryMeasure, CITY, "查封临街门店")
    },
    Theme {
        claims: "请求返还车辆并赔偿停运损失",
        facts: "怀疑非法营运扣车，查清是送亲戚以后仍没有放车。",
        promise: "立即返还，按二十天补偿停运损失",
        amount_fen: Some(600_000),
        about_money: true,
        discretionary: true,
        ..theme(ActKind::CompulsoryMeasure, TRAFFIC, "扣留营运面包车四十天")
    },
    Theme {
        claims: "请求赔偿塘埂和鱼苗",
        facts: "挖机清沟时挖破塘埂，鱼跑了一夜，镇里说找施工队。",
        promise: "镇里先行赔付，再向施工单位追偿",
        amount_fen: Some(2_680_000),
        about_money: true,
        discretionary: true,
        ..theme(ActKind::Compensation, "420881101", "清淤误挖鱼塘损失")
    },
    Theme {
        claims: "请求受理撤销登记的申请",
        facts: "身份证丢失后被人冒名登记结婚，窗口要求先打官司。",
        promise: "受理申请，核对笔迹和照片后作出决定",
        ..theme(ActKind::Other, "钟祥市民政局", "撤销婚姻登记申请不予受理")
    },
];
