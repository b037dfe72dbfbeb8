//! What people prove themselves with: passwords, one-time passwords from a device, codes sent to a
//! phone, and the query code of a dispute.
//!
//! Pure: chance and time are arguments, nothing is stored, nothing is sent. Not here: sessions, who may
//! act as what, the rows. Digests of codes are made with the vault's keys by the caller.

mod codes;
mod guard;
mod password;
mod totp;

pub use codes::{
    CODE_LIFETIME, CODE_TRIES, CodeAnswer, ONE_TIME_CODE_CHANCE, QUERY_CODE_CHANCE, QUERY_PURPOSE,
    judge_code, normal_one_time_code, normal_query_code, one_time_code, query_code,
};
pub use guard::{LOCKED_FOR, MAX_FAILURES, SignInGuard};
pub use password::{PasswordCost, PasswordRefused, SALT_BYTES, check_new_password};
pub use totp::{TOTP_SECRET_BYTES, Totp, TotpRefused};
