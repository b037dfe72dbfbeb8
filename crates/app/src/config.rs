//! What the machine's owner decides: where things lie, whom to listen to. Read once at the start, from the environment.

use crate::people::credential::PasswordCost;
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
        let https = public_url.starts_with("https://");
        let hsts_secs = match lookup("HUAJIE_HSTS").map(|secs| secs.parse::<u32>()) {
            None => None,
            Some(Ok(secs)) if https => Some(secs),
            Some(Ok(_)) => return Err("HUAJIE_HSTS 只在 HUAJIE_PUBLIC_URL 以 https 开头时有用".into()),
            Some(Err(_)) => return Err("HUAJIE_HSTS 是秒数，例如 31536000".into()),
        };
        Ok(Config {
            database_url: lookup("DATABASE_URL").unwrap_or_else(|| format!("sqlite:{}", database.display())),
            keys: lookup("HUAJIE_KEYS").map_or_else(|| var.join("keys.json"), PathBuf::from),
            fonts: lookup("HUAJIE_FONTS").map_or_else(|| PathBuf::from("fonts"), PathBuf::from),
            typesetter: match lookup("HUAJIE_TYPESETTER") {
                Some(program) => PathBuf::from(program),
                None => std::env::current_exe().map_err(|error| format!("找不到程序自己：{error}"))?,
            },
            secure_cookies: https,
            hsts_secs,
            password_cost: PasswordCost::default(),
            sms_gateway: lookup("HUAJIE_SMS_GATEWAY"),
            mail,
            listen,
            public_url,
            var,
        })
    }
}

impl Mail {
    fn parse(address: &str, from: Option<String>) -> Result<Mail, String> {
        let wrong = || format!("HUAJIE_SMTP 不是“主机:端口”：{address}");
        let (host, port) = address.rsplit_once(':').ok_or_else(wrong)?;
        Ok(Mail {
            host: host.to_owned(),
            port: port.parse().map_err(|_| wrong())?,
            from: from.unwrap_or_else(|| "huajie@localhost".into()),
        })
    }
}
