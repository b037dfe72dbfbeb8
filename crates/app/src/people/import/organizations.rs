//! Organizations, and the divisions of GB/T 2260 and below: towns become organizations, villages hang on them.

use super::{
    Outcome, Planned, Report, carry_out,
    sheet::{self, Column, Line},
};
use crate::office::{Office, Order};
use huajie_law::{
    Actor, Command, MatterId, OrgId,
    directory::{Category, Directory, Organization, OrganizationCommand},
    text,
};
use huajie_ledger::Fault;
use std::collections::{BTreeMap, BTreeSet};
use strum::IntoEnumIterator;

/// One organization of a table.
struct Founding {
    /// What names the organization for ever: of a town or a village its division code, of every other body its name.
    key: String,
    name: String,
    category: Category,
    parent_key: Option<String>,
    division: Option<String>,
    /// Nothing where the table does not say it.
    vertical: Option<bool>,
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
    let division = line.optional("division").map(|code| division_code(&code)).transpose()?;
    // Names of townships and villages repeat, their codes do not; every other body of a city may carry the city's code.
    let by_code = division.clone().filter(|_| category.is_division());
    Ok(Some(Founding {
        key: by_code.unwrap_or_else(|| name.clone()),
        name,
        category,
        parent_key: line.optional("parent"),
        division,
        vertical: vertical(line.get("vertical"))?,
        superior: line.optional("superior"),
    }))
}

/// Six digits of a county, nine of a town, twelve of a village; typed in full width they are the same.
fn division_code(typed: &str) -> Result<String, String> {
    let code = text::narrow(typed);
    let digits = code.bytes().all(|byte| byte.is_ascii_digit());
    if digits && matches!(code.len(), 6 | 9 | 12) {
        return Ok(code);
    }
    Err(format!("区划代码是 6 位（县级以上）、9 位（乡级）或者 12 位（村级）数字：{typed}"))
}

fn vertical(said: &str) -> Result<Option<bool>, String> {
    match said.to_lowercase().as_str() {
        "" => Ok(None),
        "no" | "false" | "0" | "否" => Ok(Some(false)),
        said if is_yes(said) => Ok(Some(true)),
        other => Err(format!("“垂直管理”写“是”或者“否”，不能是“{other}”")),
    }
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
    let code = division_code(line.required("code", "代码")?)?;
    let parent_key = match category {
        Category::Village => Some(division_code(line.required("parent_code", "上级代码")?)?),
        _ => None,
    };
    let name = line.required("name", "名称")?.to_owned();
    Ok(Some(Founding {
        key: code.clone(),
        name,
        category,
        parent_key,
        division: Some(code),
        vertical: None,
        superior: None,
    }))
}

type Parse = fn(&Line) -> Result<Option<Founding>, String>;

/// Founds what is not there yet, and makes of what is there what the table says.
async fn found(office: &Office, actor: &Actor, lines: &[Line], parse: Parse) -> Result<Report, Fault> {
    let law = office.law();
    let mut known = Known::of(&law.directory);
    let mut planned = Vec::new();
    for line in lines {
        let refused = |why| Planned::settled(line.number, line.get("name"), Outcome::Refused(why));
        match parse(line) {
            Ok(None) => {}
            Ok(Some(founding)) => {
                planned.push(known.plan(line.number, founding).unwrap_or_else(refused));
            }
            Err(why) => planned.push(refused(why)),
        }
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
        for (id, held) in &directory.organizations {
            known.call(&held.name, id);
            known.call_by_code(held.category, held.division.as_deref(), id);
        }
        known
    }

    fn call(&mut self, name: &str, id: &OrgId) {
        self.by_name.entry(name.to_owned()).or_default().insert(id.clone());
    }

    /// A code stands for the government of its place as well; to the other bodies there it is an address.
    fn call_by_code(&mut self, category: Category, code: Option<&str>, id: &OrgId) {
        if let Some(code) = code.filter(|_| category == Category::Government) {
            self.call(code, id);
        }
    }

    /// The organization that a row is about, if it is there. An older program took the code of every body for its key: what it
    /// founded so is found by its name.
    fn held(&self, founding: &Founding) -> Result<Option<(OrgId, &'a Organization)>, String> {
        let id = organization_id(&founding.key);
        if let Some(held) = self.directory.organization(&id) {
            if founding.category.is_division() && held.category != founding.category {
                return Err(format!(
                    "区划代码 {} 已经是“{}”（{}）的，请核对",
                    founding.key,
                    held.name,
                    held.category.name_zh()
                ));
            }
            return Ok(Some((id, held)));
        }
        if founding.category.is_division() {
            return Ok(None);
        }
        let named = self.directory.organizations.iter();
        let mut named = named.filter(|(_, held)| held.name == founding.name && !held.category.is_division());
        match (named.next(), named.next()) {
            (Some((id, held)), None) => Ok(Some((id.clone(), held))),
            (Some(_), Some(_)) => Err(format!("叫“{}”的单位不止一个，不知道是哪一个", founding.name)),
            (None, _) => Ok(None),
        }
    }

    fn ensure_one_government(&self, founding: &Founding, id: &OrgId) -> Result<(), String> {
        let code = founding.division.as_deref().filter(|_| founding.category == Category::Government);
        let taken = code.and_then(|code| self.by_name.get(code)).is_some_and(|held| !held.contains(id));
        if taken {
            Err("这个区划代码已经是另一个人民政府的，请核对".into())
        } else {
            Ok(())
        }
    }

    /// What a row asks for; what stands in it is known to the rows below.
    fn plan(&mut self, line: u64, founding: Founding) -> Result<Planned, String> {
        let held = self.held(&founding)?;
        let parent = founding.parent_key.as_deref().map(|asked| self.find(asked)).transpose()?;
        let id = held.as_ref().map_or_else(|| organization_id(&founding.key), |(id, _)| id.clone());
        self.ensure_one_government(&founding, &id)?;
        if !self.in_the_table.insert(id.clone()) {
            return Err("和前面某一行是同一个单位".into());
        }
        self.call(&founding.name, &id);
        self.call_by_code(founding.category, founding.division.as_deref(), &id);
        Ok(founding.plan(line, id, parent, held.map(|(_, held)| held)))
    }

    fn find(&self, asked: &str) -> Result<OrgId, String> {
        let narrow = text::narrow(asked);
        let known = |id: &OrgId| self.directory.organization(id).is_some() || self.in_the_table.contains(id);
        if let Some(by_key) = [asked, narrow.as_str()].map(organization_id).into_iter().find(known) {
            return Ok(by_key);
        }
        let named = self.by_name.get(asked).or_else(|| self.by_name.get(&narrow));
        let mut named = named.into_iter().flatten();
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

    /// A table that says nothing of a thing leaves what is known of it.
    fn correction(&self, held: &Organization, parent: Option<OrgId>) -> Option<OrganizationCommand> {
        let corrected = Organization {
            category: self.category,
            parent: parent.or_else(|| held.parent.clone()),
            division: self.division.clone().or_else(|| held.division.clone()),
            vertical: self.vertical.unwrap_or(held.vertical),
            ..held.clone()
        };
        (corrected != *held).then_some(OrganizationCommand::Correct {
            category: corrected.category,
            parent: corrected.parent,
            division: corrected.division,
            vertical: corrected.vertical,
        })
    }

    fn changes(self, held: &Organization, parent: Option<OrgId>) -> Vec<OrganizationCommand> {
        let renamed = held.name != self.name;
        let rename = renamed.then(|| OrganizationCommand::Rename { name: self.name.clone() });
        let superior = self.superior.clone().filter(|_| self.changes_superior(held));
        let superior = superior.map(|superior| OrganizationCommand::NameSuperior { superior });
        rename.into_iter().chain(superior).chain(self.correction(held, parent)).collect()
    }

    fn plan(self, line: u64, id: OrgId, parent: Option<OrgId>, held: Option<&Organization>) -> Planned {
        let subject = self.name.clone();
        let commands = match held {
            Some(held) => self.changes(held, parent),
            None => vec![OrganizationCommand::Found {
                name: self.name,
                category: self.category,
                parent,
                division: self.division,
                vertical: self.vertical.unwrap_or_default(),
                superior: self.superior,
            }],
        };
        let outcome = match (held, commands.is_empty()) {
            (None, _) => Outcome::Created,
            (Some(_), true) => Outcome::Present,
            (Some(_), false) => Outcome::Changed,
        };
        let order = |command| Order {
            target: MatterId::new(id.as_str()),
            seen_version: None,
            command: Command::Organization(command),
        };
        Planned { line, subject, outcome, orders: commands.into_iter().map(order).collect() }
    }
}
