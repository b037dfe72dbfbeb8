//! Organizations, and the divisions of GB/T 2260 and below: towns become organizations, villages hang on them.

use super::{
    Outcome, Planned, Report, carry_out,
    sheet::{self, Column, Line},
};
use crate::office::{Office, Order};
use huajie_law::{
    Actor, Command, MatterId, OrgId,
    directory::{Category, Directory, Organization, OrganizationCommand},
};
use huajie_ledger::Fault;
use std::collections::{BTreeMap, BTreeSet};
use strum::IntoEnumIterator;

/// One organization of a table.
struct Founding {
    /// What names the organization for ever: its division code, or its name.
    key: String,
    name: String,
    category: Category,
    parent_key: Option<String>,
    division: Option<String>,
    vertical: bool,
    superior: Option<String>,
}

/// The id of an organization follows from what names it, so that importing twice makes nothing twice.
pub fn organization_id(key: &str) -> OrgId {
    let digest = huajie_ledger::vault::sm3_hex(key.as_bytes());
    OrgId::new(format!("o{}", &digest[..16]))
}

const ORGANIZATION_COLUMNS: &[Column] = &[
    ("name", &["名称", "单位名称", "单位"]),
    ("category", &["类别", "单位类别"]),
    ("parent", &["上级", "上级单位"]),
    ("division", &["区划代码", "区划"]),
    ("vertical", &["垂直管理", "垂管"]),
    ("superior", &["上一级主管部门", "上一级法院"]),
];

/// `name,category,parent,division,vertical,superior`: bodies of the city.
pub async fn organizations(
    office: &Office,
    actor: &Actor,
    bytes: &[u8],
) -> Result<Result<Report, String>, Fault> {
    let lines = match sheet::read(bytes, ORGANIZATION_COLUMNS, &["name", "category"]) {
        Ok(lines) => lines,
        Err(why) => return Ok(Err(why)),
    };
    found(office, actor, &lines, organization).await.map(Ok)
}

fn organization(line: &Line) -> Result<Option<Founding>, String> {
    let name = line.required("name", "名称")?.to_owned();
    let asked = line.required("category", "类别")?;
    let category =
        Category::iter().find(|held| held.as_ref() == asked || held.name_zh() == asked).ok_or_else(|| {
            let all: Vec<&str> = Category::iter().map(Category::name_zh).collect();
            format!("没有这种单位类别：{asked}。可以是：{}", all.join("、"))
        })?;
    Ok(Some(Founding {
        // Names of townships and villages repeat; their codes do not.
        key: line.optional("division").unwrap_or_else(|| name.clone()),
        name,
        category,
        parent_key: line.optional("parent"),
        division: line.optional("division"),
        vertical: is_yes(line.get("vertical")),
        superior: line.optional("superior"),
    }))
}

pub(super) fn is_yes(text: &str) -> bool {
    matches!(text.to_lowercase().as_str(), "yes" | "true" | "1" | "是")
}

const DIVISION_COLUMNS: &[Column] = &[
    ("code", &["代码", "区划代码"]),
    ("name", &["名称", "区划名称"]),
    ("level", &["级别", "层级"]),
    ("parent_code", &["上级代码", "上级区划"]),
];

/// `code,name,level,parent_code`: levels `township`/`乡级` and `village`/`村级`; what is above is passed over.
pub async fn divisions(
    office: &Office,
    actor: &Actor,
    bytes: &[u8],
) -> Result<Result<Report, String>, Fault> {
    let lines = match sheet::read(bytes, DIVISION_COLUMNS, &["code", "name", "level"]) {
        Ok(lines) => lines,
        Err(why) => return Ok(Err(why)),
    };
    found(office, actor, &lines, division).await.map(Ok)
}

fn division(line: &Line) -> Result<Option<Founding>, String> {
    let category = match line.required("level", "级别")? {
        "township" | "乡级" => Category::Township,
        "village" | "村级" => Category::Village,
        "province" | "prefecture" | "city" | "county" | "省级" | "地级" | "县级" => return Ok(None),
        other => return Err(format!("没有这种级别：{other}")),
    };
    let code = line.required("code", "代码")?.to_owned();
    if !code.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(format!("区划代码只有数字：{code}"));
    }
    let parent_key = match category {
        Category::Village => Some(line.required("parent_code", "上级代码")?.to_owned()),
        _ => None,
    };
    let name = line.required("name", "名称")?.to_owned();
    Ok(Some(Founding {
        key: code.clone(),
        name,
        category,
        parent_key,
        division: Some(code),
        vertical: false,
        superior: None,
    }))
}

type Parse = fn(&Line) -> Result<Option<Founding>, String>;

/// Founds what is not there yet.
async fn found(office: &Office, actor: &Actor, lines: &[Line], parse: Parse) -> Result<Report, Fault> {
    let law = office.law();
    let mut known = Known::of(&law.directory);
    let mut planned = Vec::new();
    for line in lines {
        let founding = match parse(line) {
            Ok(Some(founding)) => founding,
            Ok(None) => continue,
            Err(why) => {
                planned.push(Planned::settled(line.number, line.get("name"), Outcome::Refused(why)));
                continue;
            }
        };
        let id = organization_id(&founding.key);
        let held = law.directory.organization(&id);
        // Only what is founded hangs on something: who is there already keeps its place.
        let parent = match held {
            Some(_) => Ok(None),
            None => founding.parent_key.as_deref().map(|asked| known.find(asked)).transpose(),
        };
        let again = known.in_the_table.contains(&id);
        let outcome = match (held, &parent) {
            (Some(held), _) if held.name == founding.name && !founding.changes_superior(held) => {
                Some(Outcome::Present)
            }
            (Some(_), _) => None,
            (None, Err(why)) => Some(Outcome::Refused(why.clone())),
            (None, _) if again => Some(Outcome::Refused("和前面某一行是同一个单位".into())),
            (None, _) => None,
        };
        if !matches!(outcome, Some(Outcome::Refused(_))) {
            known.in_the_table.insert(id.clone());
            known.call(&founding.name, id.clone());
        }
        planned.push(match outcome {
            Some(outcome) => Planned::settled(line.number, founding.name, outcome),
            None => founding.plan(line.number, id, parent.ok().flatten(), held),
        });
    }
    carry_out(office, actor, &planned).await
}

/// What a row may name as the body above it: by its key, or by the one name it has in the directory or in a row before.
struct Known<'a> {
    directory: &'a Directory,
    in_the_table: BTreeSet<OrgId>,
    by_name: BTreeMap<String, BTreeSet<OrgId>>,
}

impl<'a> Known<'a> {
    fn of(directory: &'a Directory) -> Known<'a> {
        let mut known = Known { directory, in_the_table: BTreeSet::new(), by_name: BTreeMap::new() };
        directory.organizations.iter().for_each(|(id, held)| known.call(&held.name, id.clone()));
        known
    }

    fn call(&mut self, name: &str, id: OrgId) {
        self.by_name.entry(name.to_owned()).or_default().insert(id);
    }

    fn find(&self, asked: &str) -> Result<OrgId, String> {
        let by_key = organization_id(asked);
        if self.directory.organization(&by_key).is_some() || self.in_the_table.contains(&by_key) {
            return Ok(by_key);
        }
        let mut named = self.by_name.get(asked).into_iter().flatten();
        match (named.next(), named.next()) {
            (Some(id), None) => Ok(id.clone()),
            (Some(_), Some(_)) => Err(format!("叫“{asked}”的上级单位不止一个，请写区划代码")),
            (None, _) => Err(format!("上级单位“{asked}”不在名录里，也不在这张表的前面")),
        }
    }
}

impl Founding {
    /// A table that says nothing of what is above leaves what is known.
    fn changes_superior(&self, held: &Organization) -> bool {
        self.superior.is_some() && self.superior != held.superior
    }

    fn plan(self, line: u64, id: OrgId, parent: Option<OrgId>, held: Option<&Organization>) -> Planned {
        let mut commands = Vec::new();
        if let Some(held) = held {
            let renamed = held.name != self.name;
            commands.extend(renamed.then(|| OrganizationCommand::Rename { name: self.name.clone() }));
            let superior = self.superior.clone().filter(|_| self.changes_superior(held));
            commands.extend(superior.map(|superior| OrganizationCommand::NameSuperior { superior }));
        } else {
            commands.push(OrganizationCommand::Found {
                name: self.name.clone(),
                category: self.category,
                parent,
                division: self.division,
                vertical: self.vertical,
                superior: self.superior,
            });
        }
        let outcome = if held.is_some() { Outcome::Changed } else { Outcome::Created };
        let target = MatterId::new(id.as_str());
        let order = |command| Order {
            target: target.clone(),
            seen_version: None,
            command: Command::Organization(command),
        };
        Planned { line, subject: self.name, outcome, orders: commands.into_iter().map(order).collect() }
    }
}
