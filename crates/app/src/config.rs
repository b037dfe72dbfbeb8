//! What the machine's owner decides: where things lie, whom to listen to. Read once at the start, from the environment.

use crate::people::credential::PasswordCost;
use huajie_law::{Contact, dispute::LONGEST_LINE_CHARS, telephone, text};
use std::{net::SocketAddr, path::PathBuf};

#[derive(Clone, Debug)]
pub struct Config {
    /// `sqlite:PATH` or `postgres://…`.
    pub database_url: String,
    /// Everything that is not in the database: files, keys, anchors.
    pub var: PathBuf,
    pub listen: SocketAddr,
    /// How the outside reaches this machine; printed in QR codes and letters.
    pub public_url: String,
    pub keys: PathBuf,
    pub fonts: PathBuf,
    /// The program that sets papers when called with `typeset FONTS`: this one, unless somebody says otherwise.
    pub typesetter: PathBuf,
    /// Where and when people find the centre; shown wherever a page, a paper or a message says that one may call or come.
    pub contact: Contact,
    pub mail: Option<Mail>,
    /// A gateway that takes `{"to": …, "text": …}` by POST.
    pub sms_gateway: Option<String>,
    /// What stretching a password costs. A constant of the program; only tests lower it.
    pub password_cost: PasswordCost,
    /// Whether cookies are marked `Secure`: yes as soon as the public address is https.
    pub secure_cookies: bool,
    /// For how many seconds browsers are told to come by https alone; only where the public address is https.
    pub hsts_secs: Option<u32>,
}

#[derive(Clone, Debug)]
pub struct Mail {
    pub host: String,
    pub port: u16,
    pub from: String,
}

impl Config {
    /// `lookup` is `std::env::var` in the program and a table in tests.
    pub fn read(lookup: impl Fn(&str) -> Option<String>) -> Result<Config, String> {
        let var = PathBuf::from(lookup("HUAJIE_VAR").unwrap_or_else(|| "var".into()));
        let listen = lookup("HUAJIE_LISTEN").unwrap_or_else(|| "127.0.0.1:8080".into());
        let listen: SocketAddr =
            listen.parse().map_err(|_| format!("HUAJIE_LISTEN 不是“地址:端口”：{listen}"))?;
        let public_url = lookup("HUAJIE_PUBLIC_URL").unwrap_or_else(|| format!("http://{listen}"));
        let database = var.join("huajie.db");
        let mail = match lookup("HUAJIE_SMTP") {
            Some(address) => Some(Mail::parse(&address, lookup("HUAJIE_MAIL_FROM"))?),
            None => None,
        };
        let database_url = lookup("DATABASE_URL").unwrap_or_else(|| format!("sqlite:{}", database.display()));
        if !["sqlite:", "postgres://", "postgresql://"].iter().any(|known| database_url.starts_with(known)) {
            // The rest of it may hold a password.
            let kind = database_url.split_once(':').map_or("没有写是哪一种", |(kind, _)| kind);
            return Err(format!(
                "DATABASE_URL 只认 sqlite:文件路径 和 postgres://用户@主机/库，现在写的是 {kind}"
            ));
        }
        let https = public_url.starts_with("https://");
        if !https && !public_url.starts_with("http://") {
            return Err(format!("HUAJIE_PUBLIC_URL 以 http:// 或者 https:// 开头：{public_url}"));
        }
        let hsts_secs = match lookup("HUAJIE_HSTS").map(|secs| secs.parse::<u32>()) {
            None => None,
            Some(Ok(secs)) if https => Some(secs),
            Some(Ok(_)) => return Err("HUAJIE_HSTS 只在 HUAJIE_PUBLIC_URL 以 https 开头时有用".into()),
            Some(Err(_)) => return Err("HUAJIE_HSTS 是秒数，例如 31536000".into()),
        };
        Ok(Config {
            database_url,
            keys: lookup("HUAJIE_KEYS").map_or_else(|| var.join("keys.json"), PathBuf::from),
            fonts: lookup("HUAJIE_FONTS").map_or_else(|| PathBuf::from("fonts"), PathBuf::from),
            typesetter: match lookup("HUAJIE_TYPESETTER") {
                Some(program) => PathBuf::from(program),
                None => std::env::current_exe().map_err(|error| format!("找不到程序自己：{error}"))?,
            },
            secure_cookies: https,
            hsts_secs,
            password_cost: PasswordCost::default(),
            contact: contact(&lookup)?,
            sms_gateway: lookup("HUAJIE_SMS_GATEWAY"),
            mail,
            listen,
            public_url,
            var,
        })
    }
}

/// A number that nobody could dial, or a line that no paper could hold, is no contact.
fn contact(lookup: impl Fn(&str) -> Option<String>) -> Result<Contact, String> {
    let line = |name: &str| {
        let typed = lookup(name).map(|typed| text::tidy(&typed)).filter(|typed| !typed.is_empty());
        match typed {
            Some(typed) if typed.chars().count() > LONGEST_LINE_CHARS || typed.contains('\n') => {
                Err(format!("{name} 要写成一行，不超过 {LONGEST_LINE_CHARS} 个字"))
            }
            typed => Ok(typed),
        }
    };
    let phone = line("HUAJIE_CENTRE_PHONE")?;
    if let Some(phone) = phone.as_deref().filter(|phone| !telephone::is_phone(phone)) {
        return Err(format!("HUAJIE_CENTRE_PHONE 不是能拨的电话：{phone}；座机请带区号，例如 0724-4223344"));
    }
    Ok(Contact { phone, address: line("HUAJIE_CENTRE_ADDRESS")?, hours: line("HUAJIE_CENTRE_HOURS")? })
}

impl Mail {
    fn parse(address: &str, from: Option<String>) -> Result<Mail, String> {
        let wrong = || format!("HUAJIE_SMTP 不是“主机:端口”：{address}");
        let (host, port) = address.rsplit_once(':').ok_or_else(wrong)?;
        let from = from.unwrap_or_else(|| "huajie@localhost".into());
        let parts = from.split_once('@').filter(|(who, place)| !who.is_empty() && !place.is_empty());
        if parts.is_none() || from.contains(char::is_whitespace) {
            return Err(format!("HUAJIE_MAIL_FROM 不是邮箱地址：{from}"));
        }
        Ok(Mail { host: host.to_owned(), port: port.parse().map_err(|_| wrong())?, from })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<Config, String> {
        let held =
            |name: &str| pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        Config::read(held)
    }

    #[test]
    fn where_nothing_is_said_of_the_centre_nothing_is_invented() {
        assert_eq!(read(&[]).expect("reads").contact, Contact::default());
        assert_eq!(read(&[("HUAJIE_CENTRE_PHONE", " ")]).expect("reads").contact.phone, None);
    }

    #[test]
    fn a_database_that_nobody_here_understands_is_told_with_what_is_understood() {
        let refused = read(&[("DATABASE_URL", "mysql://root:secret@host/city")]).expect_err("unknown");
        assert!(refused.contains("postgres://") && refused.contains("mysql"), "{refused}");
        assert!(!refused.contains("secret"), "{refused}");
        for known in ["sqlite:a.db", "postgres://a@b/c", "postgresql://a@b/c"] {
            assert_eq!(read(&[("DATABASE_URL", known)]).expect("reads").database_url, known);
        }
    }

    #[test]
    fn an_address_that_nobody_can_open_and_a_sender_that_is_no_mailbox_are_refused_at_the_start() {
        let refused = read(&[("HUAJIE_PUBLIC_URL", "ftp://x")]).expect_err("no page");
        assert!(refused.contains("https://"), "{refused}");
        let mail = |from| read(&[("HUAJIE_SMTP", "127.0.0.1:25"), ("HUAJIE_MAIL_FROM", from)]);
        assert!(mail("notanaddress").expect_err("no mailbox").contains("HUAJIE_MAIL_FROM"));
        assert!(mail("huajie@example.cn").is_ok());
    }

    #[test]
    fn a_telephone_that_nobody_can_dial_is_refused_at_the_start() {
        let set =
            read(&[("HUAJIE_CENTRE_PHONE", "0724-4223344"), ("HUAJIE_CENTRE_HOURS", "工作日 8:30 至 17:30")]);
        let contact = set.expect("reads").contact;
        assert_eq!(contact.call_zh(), "窗口电话0724-4223344。");
        assert_eq!(contact.hours.as_deref(), Some("工作日 8:30 至 17:30"));
        assert!(read(&[("HUAJIE_CENTRE_PHONE", "4223344")]).expect_err("no area code").contains("区号"));
        assert!(read(&[("HUAJIE_CENTRE_ADDRESS", "一号\n二楼")]).expect_err("two lines").contains("一行"));
    }
}
