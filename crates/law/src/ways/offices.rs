//! Who is competent, as data: the offices of this place by name, with their telephone where it is known.
//!
//! The table is `offices.txt`; what the directory knows by category comes before it. Which office is competent for what
//! is in [`super::competence`].

use crate::{
    Contact,
    directory::{Category, Directory},
};
use serde::Serialize;
use std::{collections::BTreeMap, str::FromStr};

/// An office as a citizen is sent to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Office {
    pub name: String,
    pub phone: Option<String>,
    /// What to know before going there; empty if nothing.
    pub note: String,
}

impl Office {
    /// One that no table names: it is described.
    pub(super) fn described(name: impl Into<String>, note: impl Into<String>) -> Office {
        Office { name: name.into(), phone: None, note: note.into() }
    }
}

/// What an office is to this place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, strum::EnumString, strum::EnumIter)]
#[strum(serialize_all = "snake_case")]
pub enum Bureau {
    /// 化解中心
    Centre,
    /// 本市（县级）人民政府
    Government,
    /// 本市司法局：行政复议机构
    ReconsiderationOffice,
    /// 上一级（设区的市）人民政府
    GovernmentAbove,
    /// 上一级司法局
    ReconsiderationOfficeAbove,
    /// 省人民政府
    Province,
    /// 上一级税务机关
    TaxAbove,
    /// 基层人民法院
    BasicCourt,
    /// 中级人民法院
    IntermediateCourt,
    /// 人民检察院
    Procuratorate,
    /// 信访局
    PetitionOffice,
    /// 12345
    Hotline,
    /// 12348
    LegalAdvice,
}

/// The offices of one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offices(BTreeMap<Bureau, Office>);

impl Offices {
    /// The program's own table.
    pub fn builtin() -> Offices {
        let lines = include_str!("offices.txt").lines().map(str::trim);
        let rows = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
        Offices(rows.map(|line| row(line).expect("the program's own table reads")).collect())
    }

    /// The same, with the names that the directory gives to the bodies of which a city has one.
    pub fn of(directory: &Directory) -> Offices {
        let mut offices = Offices::builtin();
        let known = [
            (Bureau::Centre, Category::Centre),
            (Bureau::Government, Category::Government),
            (Bureau::BasicCourt, Category::Court),
            (Bureau::Procuratorate, Category::Procuratorate),
        ];
        for (bureau, category) in known {
            let mut held = directory.organizations.values().filter(|body| body.category == category);
            if let (Some(body), None, Some(office)) = (held.next(), held.next(), offices.0.get_mut(&bureau)) {
                office.name.clone_from(&body.name);
            }
        }
        offices
    }

    /// The same, with the telephone of the centre where it is known.
    pub fn with_centre(mut self, contact: &Contact) -> Offices {
        if let Some(office) = self.0.get_mut(&Bureau::Centre) {
            office.phone = contact.phone.clone().or(office.phone.take());
            let found = [contact.address.as_deref(), contact.hours.as_deref()];
            let found = found.into_iter().flatten().collect::<Vec<_>>().join("，");
            if !found.is_empty() {
                office.note = found;
            }
        }
        self
    }

    pub fn get(&self, bureau: Bureau) -> Office {
        self.0.get(&bureau).cloned().expect("the table names every office (a test)")
    }

    pub(super) fn name(&self, bureau: Bureau) -> &str {
        self.0.get(&bureau).map_or("", |office| office.name.as_str())
    }
}

fn row(line: &str) -> Option<(Bureau, Office)> {
    let mut cells = line.split('|').map(str::trim);
    let bureau = Bureau::from_str(cells.next()?).ok()?;
    let name = cells.next()?.to_owned();
    let phone = cells.next().filter(|phone| !phone.is_empty()).map(str::to_owned);
    Some((bureau, Office { name, phone, note: cells.next().unwrap_or_default().to_owned() }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use strum::IntoEnumIterator;

    #[test]
    fn every_office_is_in_the_table_once() {
        let lines = include_str!("offices.txt").lines().filter(|line| line.contains('|'));
        assert_eq!(lines.skip(1).count(), Bureau::iter().count());
        assert!(Bureau::iter().all(|bureau| !Offices::builtin().get(bureau).name.is_empty()));
    }

    #[test]
    fn the_directory_names_the_court_where_it_has_one() {
        use crate::{OrgId, directory::Organization};
        let mut directory = Directory::default();
        let court = Organization {
            name: "某市人民法院".into(),
            category: Category::Court,
            parent: None,
            division: None,
            vertical: false,
            superior: None,
        };
        directory.organizations.insert(OrgId::from("o1"), court);
        assert_eq!(Offices::of(&directory).get(Bureau::BasicCourt).name, "某市人民法院");
    }
}
