//! The demonstration's staff: one per role and office, names clearly invented (示例).

use crate::{
    office::{Extras, Failure, Office, Order},
    people::{
        credential::{TOTP_SECRET_BYTES, Totp},
        import::organization_id,
        subject_of,
    },
};
use huajie_law::{Actor, Command, MatterId, Role, UserId, directory::OfficerCommand};
use huajie_ledger::Fault;

/// Login, name, and the roles with the key of the organization they are held in.
struct Member {
    login: &'static str,
    name: &'static str,
    capacities: &'static [(Role, &'static str, &'static str)],
}

const CENTRE: &str = "钟祥市行政争议化解中心";
const COURT: &str = "钟祥市人民法院";
const JUSTICE: &str = "钟祥市司法局";
const GOVERNMENT: &str = "钟祥市人民政府";
const MARKET: &str = "钟祥市市场监督管理局";
const LABOUR: &str = "钟祥市人力资源和社会保障局";
const HOUSING: &str = "钟祥市住房和城乡建设局";

const STAFF: [Member; 53] = [
    Member {
        login: "chuangkou",
        name: "示例·窗口甲",
        capacities: &[(Role::IntakeClerk, CENTRE, "案件受理窗口")],
    },
    Member {
        login: "zhuren", name: "示例·主任", capacities: &[(Role::CentreHead, CENTRE, "中心负责人")]
    },
    Member {
        login: "tiaojie1",
        name: "示例·调解员甲",
        capacities: &[(Role::Mediator, CENTRE, "专职调解员")],
    },
    Member {
        login: "tiaojie2",
        name: "示例·调解员乙",
        capacities: &[(Role::Mediator, CENTRE, "专职调解员")],
    },
    Member {
        login: "tiaojie3",
        name: "示例·调解员丙",
        capacities: &[(Role::Mediator, JUSTICE, "行政复议应诉股调解员")],
    },
    Member {
        login: "faguan1", name: "示例·法官甲", capacities: &[(Role::Judge, COURT, "行政审判庭法官")]
    },
    Member {
        login: "faguan2", name: "示例·法官乙", capacities: &[(Role::Judge, COURT, "行政审判庭法官")]
    },
    Member {
        login: "jiancha",
        name: "示例·检察官",
        capacities: &[(Role::Prosecutor, "钟祥市人民检察院", "行政检察部门检察官")],
    },
    Member {
        login: "xinfang",
        name: "示例·信访接访员",
        capacities: &[(Role::PetitionOfficer, "钟祥市信访局", "办信接访股")],
    },
    Member {
        login: "shichang",
        name: "示例·市监法制员",
        capacities: &[(Role::AgencyLegal, MARKET, "法规股")],
    },
    Member {
        login: "shichangju",
        name: "示例·市监分管局长",
        capacities: &[(Role::AgencyHead, MARKET, "副局长")],
    },
    Member {
        login: "renshe", name: "示例·人社法制员", capacities: &[(Role::AgencyLegal, LABOUR, "法规股")]
    },
    Member {
        login: "renshe2",
        name: "示例·人社分管局长",
        capacities: &[(Role::AgencyHead, LABOUR, "副局长")],
    },
    Member {
        login: "zhujian",
        name: "示例·住建法制员",
        capacities: &[(Role::AgencyLegal, HOUSING, "法规股")],
    },
    Member {
        login: "zhujian2",
        name: "示例·住建分管局长",
        capacities: &[(Role::AgencyHead, HOUSING, "副局长")],
    },
    Member {
        login: "minzheng",
        name: "示例·民政法制员",
        capacities: &[(Role::AgencyLegal, "钟祥市民政局", "法规股")],
    },
    Member {
        login: "ziran",
        name: "示例·自然资源法制员",
        capacities: &[(Role::AgencyLegal, "钟祥市自然资源局", "法规股")],
    },
    Member {
        login: "gongan",
        name: "示例·公安法制员",
        capacities: &[(Role::AgencyLegal, "钟祥市公安局", "法制大队")],
    },
    Member {
        login: "chengguan",
        name: "示例·城管法制员",
        capacities: &[(Role::AgencyLegal, "钟祥市城市管理执法局", "法规股")],
    },
    Member {
        login: "jiaotong",
        name: "示例·交通法制员",
        capacities: &[(Role::AgencyLegal, "钟祥市交通运输局", "法规股")],
    },
    Member {
        login: "huanbao",
        name: "示例·生态环境法制员",
        capacities: &[(Role::AgencyLegal, "荆门市生态环境局钟祥分局", "法规股")],
    },
    Member {
        login: "weijian",
        name: "示例·卫健法制员",
        capacities: &[(Role::AgencyLegal, "钟祥市卫生健康局", "法规股")],
    },
    Member {
        login: "shenpi",
        name: "示例·审批法制员",
        capacities: &[(Role::AgencyLegal, "钟祥市行政审批局", "法规股")],
    },
    Member {
        login: "jiaoyu",
        name: "示例·教育法制员",
        capacities: &[(Role::AgencyLegal, "钟祥市教育局", "法规股")],
    },
    Member {
        login: "tuiyi",
        name: "示例·退役军人法制员",
        capacities: &[(Role::AgencyLegal, "钟祥市退役军人事务局", "法规股")],
    },
    Member {
        login: "yibao",
        name: "示例·医保法制员",
        capacities: &[(Role::AgencyLegal, "钟祥市医疗保障局", "法规股")],
    },
    Member {
        login: "shuili",
        name: "示例·水利法制员",
        capacities: &[(Role::AgencyLegal, "钟祥市水利局", "法规股")],
    },
    Member {
        login: "nongye",
        name: "示例·农业农村法制员",
        capacities: &[(Role::AgencyLegal, "钟祥市农业农村局", "法规股")],
    },
    Member {
        login: "changshou",
        name: "示例·长寿镇法制员",
        capacities: &[(Role::AgencyLegal, "420881101", "综合执法中心法制员")],
    },
    Member {
        login: "zixun",
        name: "示例·村咨询点",
        capacities: &[(Role::ConsultPoint, "420881100", "村级咨询点")],
    },
    Member {
        login: "fuyi",
        name: "示例·复议人员甲",
        capacities: &[(Role::ReconsiderationOfficer, JUSTICE, "行政复议委员会办公室")],
    },
    Member {
        login: "fuyi2",
        name: "示例·复议人员乙",
        capacities: &[(Role::ReconsiderationOfficer, JUSTICE, "行政复议应诉股")],
    },
    Member {
        login: "shizhang",
        name: "示例·分管副市长",
        capacities: &[(Role::AgencyHead, GOVERNMENT, "副市长")],
    },
    Member {
        login: "zhuanjia", name: "示例·专家", capacities: &[(Role::Expert, JUSTICE, "法律专家")]
    },
    Member {
        login: "zhuanjia2", name: "示例·专家乙", capacities: &[(Role::Expert, JUSTICE, "专家库成员")]
    },
    Member {
        login: "zhuanjia3", name: "示例·专家丙", capacities: &[(Role::Expert, JUSTICE, "专家库成员")]
    },
    Member {
        login: "zhuanjia4", name: "示例·专家丁", capacities: &[(Role::Expert, JUSTICE, "专家库成员")]
    },
    Member {
        login: "zhuanjia5", name: "示例·专家戊", capacities: &[(Role::Expert, JUSTICE, "专家库成员")]
    },
    Member {
        login: "zhuanjia6", name: "示例·专家己", capacities: &[(Role::Expert, JUSTICE, "专家库成员")]
    },
    Member {
        login: "zhuanjia7", name: "示例·专家庚", capacities: &[(Role::Expert, JUSTICE, "专家库成员")]
    },
    Member {
        login: "zhuanjia8", name: "示例·专家辛", capacities: &[(Role::Expert, JUSTICE, "专家库成员")]
    },
    Member {
        login: "zhuanjia9", name: "示例·专家壬", capacities: &[(Role::Expert, JUSTICE, "专家库成员")]
    },
    Member {
        login: "zhuanjia10", name: "示例·专家癸", capacities: &[(Role::Expert, JUSTICE, "专家库成员")]
    },
    Member {
        login: "zhuanjia11", name: "示例·专家子", capacities: &[(Role::Expert, JUSTICE, "专家库成员")]
    },
    Member {
        login: "zhuanjia12", name: "示例·专家丑", capacities: &[(Role::Expert, JUSTICE, "专家库成员")]
    },
    Member {
        login: "xiangzhen",
        name: "示例·镇干部",
        capacities: &[
            (Role::TownCadre, "420881101", "综治中心负责人"),
            (Role::ConsultPoint, "420881101", "行政复议咨询点"),
        ],
    },
    Member {
        login: "fuyi1",
        name: "示例·复议员甲",
        capacities: &[(Role::ReconsiderationOfficer, JUSTICE, "行政复议应诉股")],
    },
    Member {
        login: "fuyi3",
        name: "示例·复议员丙",
        capacities: &[(Role::ReconsiderationOfficer, JUSTICE, "行政复议应诉股")],
    },
    Member {
        login: "fuyiju",
        name: "示例·司法局局长",
        capacities: &[(Role::ReconsiderationHead, JUSTICE, "局长")],
    },
    Member {
        login: "dangan", name: "示例·档案员", capacities: &[(Role::Archivist, CENTRE, "档案管理员")]
    },
    Member {
        login: "xitong",
        name: "示例·系统管理员",
        capacities: &[(Role::SystemAdmin, CENTRE, "系统管理员")],
    },
    Member {
        login: "anquan",
        name: "示例·安全管理员",
        capacities: &[(Role::SecurityAdmin, CENTRE, "安全管理员")],
    },
    Member {
        login: "shenji", name: "示例·审计员", capacities: &[(Role::Auditor, CENTRE, "审计员")]
    },
];

/// Enrols everybody who is not there yet.
pub async fn enrol(office: &Office) -> Result<(), Failure> {
    let founder = Actor::statute();
    for member in &STAFF {
        let id = MatterId::new(format!("u-{}", member.login));
        let user = UserId::new(id.as_str());
        if office.ledger.credential(&subject_of(&user)).await?.is_none() {
            give_credential(office, &user, member.login).await?;
        }
        if office.ledger.load(&id).await?.is_some() {
            continue;
        }
        let enrol = OfficerCommand::Enrol {
            login: member.login.into(),
            name: member.name.into(),
            qualification: None,
        };
        let grants =
            member.capacities.iter().map(|(role, organization, post)| OfficerCommand::GrantCapacity {
                role: *role,
                organization: organization_id(organization),
                post: Some((*post).to_owned()),
            });
        let orders: Vec<Order> = std::iter::once(enrol)
            .chain(grants)
            .map(|command| Order {
                target: id.clone(),
                seen_version: None,
                command: Command::Officer(command),
            })
            .collect();
        office.execute_all(&founder, &orders, Extras::default()).await?;
    }
    Ok(())
}

/// Everybody's password in the demonstration. Never in a real installation: accounts are enrolled by hand there.
pub const PASSWORD: &str = "huajie-shifan-2026";

async fn give_credential(office: &Office, user: &UserId, login: &str) -> Result<(), Failure> {
    office.set_password(user, PASSWORD, false).await?;
    let (subject, sealed) = (subject_of(user), office.seal_totp(user, &device_of(login)));
    office.ledger.put_totp(&subject, Some(&sealed), office.now().at).await?;
    // As if the device had shown a code long ago, so that nobody is asked to enrol it.
    office.ledger.take_totp_step(&subject, 0).await?;
    Ok(())
}

/// A device that the demonstration can make again. It protects invented people only.
pub fn device_of(login: &str) -> Totp {
    let digest = huajie_ledger::vault::sm3_hex(format!("demonstration/{login}").as_bytes());
    let mut secret = [0; TOTP_SECRET_BYTES];
    secret.iter_mut().zip(digest.bytes()).for_each(|(byte, digit)| *byte = digit);
    Totp::new(&secret)
}

impl Office {
    /// What the device of a demonstration account shows now. A real account's device is in somebody's pocket: `None`.
    pub async fn code_of(&self, login: &str) -> Result<Option<String>, Fault> {
        let law = self.law();
        let Some((user, _)) = law.directory.by_login(login) else { return Ok(None) };
        let credential = self.ledger.credential(&subject_of(user)).await?;
        let totp = credential.and_then(|held| self.open_totp(user, held.sealed_totp.as_deref()?));
        let demonstration = totp.filter(|totp| totp.to_base32() == device_of(login).to_base32());
        Ok(demonstration.map(|totp| totp.shown_at(self.now().at)))
    }
}

/// The accounts as they are told at the start.
pub fn accounts() -> String {
    let mut told = format!("示范账户（密码都是 {PASSWORD}；动态口令用 `huajie code 登录名` 查看）：");
    for member in &STAFF {
        let roles: Vec<&str> = member.capacities.iter().map(|(role, _, _)| role.name_zh()).collect();
        told.push_str(&format!("\n  {:<12} {}（{}）", member.login, member.name, roles.join("、")));
    }
    told
}

#[cfg(test)]
mod tests {
    use super::STAFF;

    #[test]
    fn everybody_of_the_demonstration_signs_in_under_a_name_of_their_own() {
        let mut logins: Vec<&str> = STAFF.iter().map(|member| member.login).collect();
        logins.sort_unstable();
        logins.dedup();
        assert_eq!(logins.len(), STAFF.len());
    }
}
