//! The office: where commands are carried out. Every change in the program — a click, an API call, an import, a
//! timer — goes through [`Office::execute`]; there is no second way in.

mod called_off;
mod chance;
mod clearing;
mod execute;
mod news;
pub mod notices;
mod persons;
pub mod reminders;
mod represented;
mod seated;
mod signers;
mod time;
pub mod timers;
mod typesetting;
mod uploads;

pub use chance::{Chance, MachineChance, SeededChance};
pub use execute::{Extras, Failure, Order, Rehearsal};
pub use persons::{Person, Sealed, masked, number_doubted, phone_kind};
pub use time::{MachineTime, TimeSource, TravellingTime};
pub use typesetting::Typesetting;

use crate::{config::Config, people::Stretching, ui::Site};
use huajie_law::{
    File, Kind, Law, Now, OrgId, Settings, UserId, directory::Directory, holiday_schedule::HolidaySchedule,
    matter::AnyMatter,
};
use huajie_ledger::{Fault, Ledger, files::FileStore, vault::Keys};
use std::sync::{Arc, RwLock};

/// Everything a handler may use, passed explicitly.
pub struct Office {
    pub config: Config,
    pub ledger: Ledger,
    pub keys: Arc<Keys>,
    pub files: FileStore,
    pub stretching: Stretching,
    pub typesetting: Typesetting,
    law: RwLock<Arc<Law>>,
    time: Box<dyn TimeSource>,
    chance: Box<dyn Chance>,
    /// A large photo takes a second and some hundred megabytes to examine: so many at once.
    examining: tokio::sync::Semaphore,
}

/// Uploads examined at the same time; others wait.
const EXAMINED_AT_ONCE: usize = 2;

impl Office {
    pub async fn open(
        config: Config,
        ledger: Ledger,
        keys: Keys,
        files: FileStore,
        time: Box<dyn TimeSource>,
        chance: Box<dyn Chance>,
    ) -> Result<Office, Fault> {
        let mut law = Law::default();
        law.settings.contact = config.contact.clone();
        let law = RwLock::new(Arc::new(law));
        let stretching = Stretching::at(config.password_cost);
        let typesetting = Typesetting::with(&config.typesetter, &config.fonts);
        let office = Office {
            typesetting,
            config,
            ledger,
            keys: Arc::new(keys),
            files,
            stretching,
            law,
            time,
            chance,
            examining: tokio::sync::Semaphore::new(EXAMINED_AT_ONCE),
        };
        office.refresh_law().await?;
        Ok(office)
    }

    /// The key file belongs to this database; with another one no name would open, and new ones would be sealed apart.
    pub async fn ensure_keys_fit(&self) -> Result<(), String> {
        match self.ledger.fits_key_mark(&Office::key_mark(&self.keys)).await {
            Ok(true) => Ok(()),
            Ok(false) => Err(Office::keys_of_another(&self.config.keys)),
            Err(fault) => Err(format!("核对密钥时出错：{fault}")),
        }
    }

    /// What these keys leave in the database that they meet first.
    pub fn key_mark(keys: &Keys) -> String {
        keys.code_digest("key mark", "huajie")
    }

    pub fn keys_of_another(path: &std::path::Path) -> String {
        format!(
            "密钥文件 {} 和这个数据库不是一套，个人信息会打不开。请换回原来的密钥文件再运行。",
            path.display()
        )
    }

    pub fn now(&self) -> Now {
        Now::at(self.time.now())
    }

    /// The law as it stands: directory, settings and calendar.
    pub fn law(&self) -> Arc<Law> {
        self.law.read().expect("nobody panics while holding the law").clone()
    }

    /// Reads the directory and the notices of holidays again, after a change to them.
    pub async fn refresh_law(&self) -> Result<(), Fault> {
        let mut directory = Directory::default();
        for file in self.ledger.all_of(Kind::Organization).await? {
            if let Some(AnyMatter::Organization(organization)) = file.matter {
                directory.organizations.insert(OrgId::new(file.id.as_str()), *organization);
            }
        }
        for file in self.ledger.all_of(Kind::Officer).await? {
            if let Some(AnyMatter::Officer(officer)) = file.matter {
                directory.officers.insert(UserId::new(file.id.as_str()), *officer);
            }
        }
        for file in self.ledger.all_of(Kind::Body).await? {
            if let Some(AnyMatter::Body(body)) = file.matter {
                directory.bodies.insert(file.id, *body);
            }
        }
        for file in self.ledger.all_of(Kind::Expert).await? {
            if let Some(AnyMatter::Expert(expert)) = file.matter {
                directory.experts.insert(expert.user.clone(), *expert);
            }
        }
        for file in self.ledger.all_of(Kind::OutsideSystem).await? {
            if let Some(AnyMatter::OutsideSystem(system)) = file.matter {
                directory.systems.insert(file.id, *system);
            }
        }
        let law = Law { directory, ..(*self.law()).clone() };
        let law = match self.ledger.load(&HolidaySchedule::id()).await? {
            Some(File { version, matter: Some(AnyMatter::HolidaySchedule(schedule)), .. }) => {
                law.under(&schedule, version)
            }
            _ => law,
        };
        *self.law.write().expect("nobody panics while holding the law") = Arc::new(law);
        Ok(())
    }

    /// Whose pages these are.
    pub fn site(&self) -> Arc<Site> {
        let Settings { centre_name: centre, contact, .. } = self.law().settings.clone();
        Arc::new(Site { centre, contact })
    }

    pub fn chance(&self) -> &dyn Chance {
        &*self.chance
    }

    /// A new name that sorts by time and cannot be guessed, e.g. `d019…`.
    pub fn fresh_id(&self, prefix: &str) -> String {
        let millis = self.time.now().as_millisecond();
        let mut tail = [0; 8];
        self.chance.fill(&mut tail);
        let tail: String = tail.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{prefix}{millis:011x}{tail}")
    }
}
