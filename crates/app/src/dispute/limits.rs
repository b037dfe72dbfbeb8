//! How much strangers may write: whoever applies is not known here, and each registration sends a text message to the telephone that was
//! typed. The counter, the consult points and other systems are known and are not counted.

use super::intake::Intake;
use crate::{http::Trouble, office::Office};
use huajie_law::{Now, telephone};
use jiff::Timestamp;
use std::collections::BTreeSet;

/// Registrations in a day that write to one telephone. A family with several decisions against it has two or three; more than this is
/// somebody who plagues another with messages.
pub const A_PHONE_A_DAY: u64 = 5;
/// Registrations in an hour from all strangers together. The city has some hundred disputes a month; this is a flood, and it would draw
/// numbers from the register for nothing.
pub const REGISTRATIONS_AN_HOUR: u64 = 200;
/// Applications begun in an hour. Several are begun for each that is handed in; each is a sealed row, and room for uploads.
pub const DRAFTS_AN_HOUR: u64 = 600;

const PHONE_SPENT: &str = "这个手机号今天登记的次数太多了。填好的内容都在，请明天再提交；着急的，带身份证到窗口或者咨询点当场登记。";
const HOUR_SPENT: &str = "这一小时提交的人太多了。填好的内容都在，请过一小时再提交；期限快到的，今天就到窗口登记，或者直接到法院、复议机关递交。";

const AN_HOUR: i64 = 3600;

/// The whole hour in which an instant lies.
fn hour_of(at: Timestamp) -> Timestamp {
    let seconds = at.as_second() - at.as_second().rem_euclid(AN_HOUR);
    Timestamp::from_second(seconds).expect("an hour that has begun is an instant")
}

impl Office {
    /// Counts a registration from somebody who is not known here, before anything of it is written.
    pub async fn admit_registration(&self, intake: &Intake, now: Now) -> Result<(), Trouble> {
        let today = Now::on(now.today).at;
        let phones = intake.parties.iter().filter_map(|party| party.phone.as_deref()).map(telephone::normal);
        for phone in phones.collect::<BTreeSet<String>>() {
            let name = format!("phone:{}", self.keys.blind_index("phone", &phone));
            if self.ledger.count_use(&name, today, 1).await? > A_PHONE_A_DAY {
                return Err(Trouble::TooMany(PHONE_SPENT));
            }
        }
        self.admit("registrations", REGISTRATIONS_AN_HOUR, now).await
    }

    /// Counts an application that somebody begins.
    pub async fn admit_draft(&self, now: Now) -> Result<(), Trouble> {
        self.admit("drafts", DRAFTS_AN_HOUR, now).await
    }

    async fn admit(&self, name: &str, most: u64, now: Now) -> Result<(), Trouble> {
        match self.ledger.count_use(name, hour_of(now.at), 1).await? {
            used if used > most => Err(Trouble::TooMany(HOUR_SPENT)),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_hour_begins_on_the_hour() {
        let at: Timestamp = "2026-11-24T01:59:59Z".parse().expect("an instant");
        assert_eq!(hour_of(at).to_string(), "2026-11-24T01:00:00Z");
        assert_eq!(hour_of(hour_of(at)), hour_of(at));
    }
}
