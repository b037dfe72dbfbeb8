//! What kind of body acted: on it depends who reconsiders and which court hears.
//!
//! A body of the directory is sorted by its category and, where the directory says no more, by its name.

use crate::{
    directory::{Category, Organization},
    dispute::choices,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

choices! {
    /// 作出行为的机关的类别.
    AgencyKind {
        /// 《行政复议法》24条1款1项.
        Department = "本市（县级）政府工作部门（各局）",
        /// 《行政复议法》28条.
        JusticeBureau = "司法局",
        /// 派出所、司法所等派出机构，《行政复议法》24条4款.
        DepartmentBranch = "市直部门的派出机构（派出所、分局、所）",
        /// 生态环境分局等，《行政复议法》24条4款.
        CityBranch = "设区的市部门设在本市的分局（如生态环境分局）",
        /// 《行政复议法》24条1款2项.
        Township = "乡、镇政府",
        /// 派出机关，《行政复议法》24条1款3项.
        Subdistrict = "街道办事处",
        /// 开发区、管理区、场、库.
        Zone = "开发区、管理区、农（林）场、水库",
        /// 法律、法规、规章授权的组织，《行政复议法》24条1款4项.
        AuthorizedOrganization = "法律法规授权管理公共事务的组织",
        /// 《行政复议法》24条1款2项；《行政诉讼法》15条1项.
        Government = "本市（县级）人民政府",
        /// 《行政复议法》27条.
        Tax = "税务局",
        /// 《行政复议法》27条；《行政诉讼法》15条2项.
        Customs = "海关",
        /// 金融、外汇管理、国家安全，《行政复议法》27条.
        LedFromAbove = "金融、外汇管理、国家安全机关",
        /// 气象、消防、烟草等：归属未核实（FY-41、要点15）.
        VerticalUnverified = "气象、消防、烟草等其他垂直管理单位",
        /// 设区的市政府工作部门.
        DepartmentAbove = "设区的市政府的工作部门",
        /// 设区的市人民政府.
        GovernmentAbove = "设区的市人民政府",
        /// 《行政复议法》24条2款、25条、26条.
        HigherStill = "省级以上机关",
        /// 《行政复议法》2条、12条4项.
        NotAgency = "不是行政机关（村委会、企业、邻居等）",
    }
}

impl AgencyKind {
    /// Of a body in the directory.
    pub fn of(body: &Organization) -> AgencyKind {
        let name = body.name.as_str();
        let named = |words: &[&str]| words.iter().any(|word| name.contains(word));
        match body.category {
            Category::Government => AgencyKind::Government,
            Category::Township if name.ends_with("街道") || name.contains("街道办") => {
                AgencyKind::Subdistrict
            }
            Category::Township if named(&["镇", "乡"]) && !named(&ZONES) => AgencyKind::Township,
            Category::Township => AgencyKind::Zone,
            Category::Department if body.vertical => match () {
                () if named(&["税务"]) => AgencyKind::Tax,
                () if named(&["海关"]) => AgencyKind::Customs,
                () if named(&["国家安全", "外汇", "人民银行", "金融监督"]) => {
                    AgencyKind::LedFromAbove
                }
                () if name.ends_with("分局") => AgencyKind::CityBranch,
                () => AgencyKind::VerticalUnverified,
            },
            Category::Department if name.ends_with("司法局") => AgencyKind::JusticeBureau,
            Category::Department => AgencyKind::Department,
            Category::Centre
            | Category::Court
            | Category::Procuratorate
            | Category::Village
            | Category::Other => AgencyKind::NotAgency,
        }
    }
}

impl AgencyKind {
    /// 由本级人民政府复议 (《行政复议法》24条、28条); a branch of a department of the city above also there where it is (24条4款). Of what
    /// is not verified it is not said.
    pub fn is_reconsidered_here(self) -> bool {
        use AgencyKind::*;
        match self {
            Department
            | JusticeBureau
            | DepartmentBranch
            | CityBranch
            | Township
            | Subdistrict
            | Zone
            | AuthorizedOrganization => true,
            Government | Tax | Customs | LedFromAbove | VerticalUnverified | DepartmentAbove
            | GovernmentAbove | HigherStill | NotAgency => false,
        }
    }
}

/// What stands in the names of bodies that are neither a town nor a street.
const ZONES: [&str; 6] = ["开发区", "管理区", "场", "水库", "林场", "农场"];

/// 作出行为的机关, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Agency {
    /// `None`: nobody knows who it was.
    pub kind: Option<AgencyKind>,
    pub name: Option<String>,
}

impl Agency {
    /// A body of the directory.
    pub fn of(body: &Organization) -> Agency {
        Agency { kind: Some(AgencyKind::of(body)), name: Some(body.name.clone()) }
    }

    /// A kind without a name.
    pub fn kind(kind: AgencyKind) -> Agency {
        Agency { kind: Some(kind), name: None }
    }

    /// 派出机构 of it: of a department here one of its own (《行政复议法》24条4款); what others have their branches do is reconsidered as their own.
    pub(super) fn branch(self) -> Agency {
        let kind = match self.kind {
            Some(AgencyKind::Department | AgencyKind::JusticeBureau) => Some(AgencyKind::DepartmentBranch),
            kind => kind,
        };
        Agency { kind, ..self }
    }

    pub(super) fn called(&self) -> String {
        match (&self.name, self.kind) {
            (Some(name), _) => name.clone(),
            (None, Some(kind)) => kind.name_zh().to_owned(),
            (None, None) => "作出行为的机关".to_owned(),
        }
    }

    pub(super) fn is_agency(&self) -> bool {
        self.kind != Some(AgencyKind::NotAgency)
    }
}
