//! What a dispute is made of: parties, the contested act, evidence. Persons are references into the vault;
//! the labels beside them are already masked.

use super::{Beside, ContestedAct, EndedAgency, Former};
use crate::{FileHash, MatterId, OrgId, PersonId, UserId, reconsideration::Application, ways::Attempts};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Closed lists of choices, each with the name people read.
macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $zh:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
                 strum::AsRefStr, strum::EnumIter, strum::EnumString)]
        #[serde(rename_all = "snake_case")]
        #[strum(serialize_all = "snake_case")]
        pub enum $name { $($(#[$vdoc])* $variant,)* }

        impl $name {
            /// What people read.
            pub fn name_zh(self) -> &'static str {
                match self { $($name::$variant => $zh,)* }
            }
            /// As it stands in JSON, tables and URLs.
            pub fn as_str(&self) -> &str {
                self.as_ref()
            }
            /// All of them with their names, for a form.
            pub fn choices() -> Vec<(String, &'static str)> {
                use strum::IntoEnumIterator;
                $name::iter().map(|choice| (choice.as_ref().to_owned(), choice.name_zh())).collect()
            }
        }
    )*};
}
pub(crate) use choices;

choices! {
    /// 来源: through which door a dispute came.
    Source {
        Counter = "中心窗口",
        Online = "网上申请",
        ConsultPoint = "咨询点代办",
        CourtReferral = "法院移送",
        ProcuratorateReferral = "检察院移送",
        ReconsiderationReferral = "行政复议机构移送",
        PetitionReferral = "信访转来",
        AgencyReferral = "行政机关自报",
        ArbitrationReferral = "裁决、仲裁机构转来",
        Hotline = "12345 热线转来",
        ReconsiderationCounter = "复议机构窗口",
    }

    /// 行政行为类别: kind of the contested act.
    ActKind {
        Penalty = "行政处罚",
        CompulsoryMeasure = "行政强制",
        Licence = "行政许可",
        Expropriation = "征收、征用及其补偿",
        WorkInjury = "工伤认定等行政确认",
        NaturalResources = "自然资源权属",
        InformationDisclosure = "政府信息公开",
        FailureToAct = "不履行法定职责",
        Benefits = "行政给付（抚恤、社保、低保）",
        Agreement = "行政协议",
        Compensation = "行政赔偿",
        Other = "其他行政行为",
    }

    /// 是否告知救济途径和期限.
    Told {
        Yes = "告诉了",
        No = "没有告诉",
        Partly = "只告诉了一部分",
        /// Counted as told, so that no day is lost; what may be argued for stays open.
        Unknown = "不知道",
    }

    /// 在争议中的地位.
    PartyStanding {
        Applicant = "申请人",
        ThirdParty = "第三人",
    }

    /// 当事人性质.
    Nature {
        NaturalPerson = "个人",
        IndividualBusiness = "个体工商户",
        LegalPerson = "企业或其他法人",
        OtherOrganization = "其他组织",
    }

    /// 证件核验.
    IdentityCheck {
        /// The number's own check digits agree.
        Verified = "号码校验通过",
        /// Registered all the same, to be checked against the paper.
        Unverified = "待核",
        NotGiven = "未提供",
    }

    /// 登记的电话: what reaches whoever gave it. The number itself lies in the vault.
    PhoneKind {
        Mobile = "手机",
        Landline = "座机",
        NotGiven = "没有登记",
    }

    /// 代理权限.
    Authority {
        General = "一般授权",
        Special = "特别授权",
        /// 14条3款: no letter of authority, and everything that the party could do.
        Statutory = "法定代理",
    }

    /// 当事人希望.
    Wish {
        Mediation = "先请中心调解",
        RegisterOnly = "先登记，再决定",
        /// 《行政复议法》20条、22条.
        Reconsideration = "申请行政复议",
        /// 《行政复议法》5条: whoever reconsiders may mediate, and the application keeps the period.
        Both = "申请行政复议，同时愿意调解",
    }
}

impl Nature {
    /// What whoever answers for such an organization is called (《行政复议法实施条例》19条，《民法典》54条、61条、105条); nobody answers for
    /// a natural person.
    pub fn head_title(self) -> Option<&'static str> {
        match self {
            Nature::NaturalPerson => None,
            Nature::IndividualBusiness => Some("经营者"),
            Nature::LegalPerson => Some("法定代表人"),
            Nature::OtherOrganization => Some("负责人"),
        }
    }
}

impl Authority {
    /// 委托代理: a party has given it, by a letter that says how far it reaches. Who speaks for somebody by law is admitted by the body that
    /// hears the case and has no letter (《民法典》163条).
    pub fn is_given(self) -> bool {
        self != Authority::Statutory
    }

    /// What a party may give by a letter.
    pub fn given() -> impl Iterator<Item = (String, String)> {
        [Authority::General, Authority::Special]
            .into_iter()
            .map(|one| (one.as_str().to_owned(), one.name_zh().to_owned()))
    }
}

impl Wish {
    /// An application for reconsideration goes with it.
    pub fn reconsiders(self) -> bool {
        matches!(self, Wish::Reconsideration | Wish::Both)
    }

    /// The centre is asked to mediate.
    pub fn mediates(self) -> bool {
        matches!(self, Wish::Mediation | Wish::Both)
    }
}

/// 代理人.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Agent {
    pub person: PersonId,
    /// Masked name.
    pub label: String,
    pub authority: Authority,
    /// The letter of authority (授权委托书), once on file.
    pub document: Option<FileHash>,
    /// One that the agent brought itself: none until the party has said, or the counter has seen, that it is the party's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub brought: Option<FileHash>,
    /// None: registered before it was noted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone_kind: Option<PhoneKind>,
}

/// A party as the command names it; the key is given when it is registered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewParty {
    pub standing: PartyStanding,
    pub nature: Nature,
    pub person: PersonId,
    /// Masked name for lists, e.g. `张某某`; an organization's name is not personal and stands in full.
    pub label: String,
    pub identity: IdentityCheck,
    /// 法定代表人、负责人、经营者 of an organization: the masked name, where it was given; the name lies in the vault beside the party's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head: Option<String>,
    /// Blind indexes under which the party is found (name, number, phone).
    #[serde(default)]
    pub marks: Vec<String>,
    /// Chosen by the group to speak for it.
    #[serde(default)]
    pub representative: bool,
    pub agent: Option<Agent>,
    /// None: registered before it was noted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone_kind: Option<PhoneKind>,
}

/// Key of the party that was registered first: to whom the query code was given.
pub const FIRST_PARTY: &str = "p1";

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// `p1`, `p2` … within the dispute.
    pub key: String,
    /// As it was typed before it was corrected, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former: Vec<Former>,
    /// Who acted for it and does no more, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ended_agencies: Vec<EndedAgency>,
    /// Letters of authority in whose place others were filed: what was done upon them stays done.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier_letters: Vec<FileHash>,
    /// Of an heir who came beside whoever took the seat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beside: Option<Beside>,
    #[serde(flatten)]
    pub particulars: NewParty,
}

/// 代办: who acted on the applicant's behalf, and for which consult point.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Proxy {
    pub user: UserId,
    pub name: String,
    pub organization: OrgId,
}

/// 群体: more people than are named one by one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Group {
    pub size: u32,
    /// Number of agreements, households … that are to be settled one by one.
    pub items: Option<u32>,
}

/// 证据材料.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    pub file: FileHash,
    /// What it is called on the list.
    pub title: String,
    /// `jpg`, `pdf` …
    pub format: String,
    pub size_bytes: u64,
    pub pages: Option<u32>,
    /// When the thing itself came into being, where known.
    #[schemars(with = "Option<String>")]
    pub formed_on: Option<Date>,
    /// 证明目的, in one line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proves: Option<String>,
}

/// Everything that is said when a dispute is registered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Registration {
    pub source: Source,
    /// Number that the sending body gave it.
    pub source_number: Option<String>,
    /// 最初提交日: the day on which the citizen first handed it in anywhere. Never lost, printed on every hand-over.
    #[schemars(with = "String")]
    pub first_submitted_on: Date,
    /// 立案日, or the day on which the reconsideration body received the application: from then on that day is kept and no
    /// last day has to be minded. `None`: nothing has been filed, wherever it came from.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub filed_on: Option<Date>,
    /// 此前的程序: how far an earlier reconsideration or suit had come, as it was told and not looked into.
    #[serde(default, skip_serializing_if = "Attempts::is_empty")]
    pub tried: Attempts,
    pub parties: Vec<NewParty>,
    pub group: Option<Group>,
    pub proxy: Option<Proxy>,
    pub respondent: OrgId,
    pub act: ContestedAct,
    /// 请求.
    pub claims: String,
    /// 事实与理由.
    pub facts: String,
    /// 涉及金额, in fen.
    pub amount_fen: Option<i64>,
    /// Division code of the village or town.
    pub place: Option<String>,
    /// 涉企.
    pub enterprise: bool,
    #[serde(default)]
    pub evidence: Vec<Evidence>,
    pub wish: Wish,
    /// 行政复议申请, handed in with the registration where the wish says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application: Option<Box<Application>>,
    /// Digest of the query code; the code itself is shown once and stored nowhere.
    pub query_code_digest: Option<String>,
    /// A dispute already on file that seems to be the same: shown before, and the applicant says this one is another; or not shown,
    /// because whoever applied did not give what only the party of that one knows. Then the counter looks.
    pub despite: Option<MatterId>,
    /// 从回访中发现: the visit at which this act was told of, in the file of another dispute.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<MatterId>,
    /// Which of the acts that were told of there, counted from one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows_act: Option<u32>,
}

/// 卷内目录的一行.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct VolumeEntry {
    pub title: String,
    pub file: FileHash,
    /// Day of the paper.
    #[schemars(with = "String")]
    pub dated: Date,
    pub pages: u32,
}

choices! {
    /// 重复登记核对结果.
    TwinFinding {
        Same = "是同一件：接着用“不予受理”，写明原来的编号",
        Another = "不是同一件：照常办理",
    }

    /// 结果: how the quarrel itself ended.
    Outcome {
        Settled = "已实质化解",
        Unsettled = "未化解，已移送",
        NotImported = "未导入调解",
        PassedOn = "已转有权机关",
        Refused = "不予登记受理",
        /// Judged, decided or given up: the procedure is over, whether or not the quarrel is (案结未必事了).
        Concluded = "程序已依法终结",
    }
}
