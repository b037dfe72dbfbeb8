//! Signing by a one-time code: sent to the registered phone of whoever is signed in, good once, for one text. What is kept of it is
//! the receipt of the check, never the code; no door takes a receipt from outside.

use super::recognise::{A_DAY, MOST_CODES_A_DAY, RESENT_AFTER, is_right_for};
use crate::{http::Trouble, office::Office, people::credential};
use huajie_law::{
    Actor, AnyMatter, Code, File, MatterId, Refusal, Role, actor::Standing, dispute::Dispute,
    refusal::ensure_at, telephone,
};
use serde_json::{Value, json};

const WRONG: Code = Code::new("sign.code.wrong", "验证码不对或者已经过期，请核对短信，或者重新获取");
const FOR_PARTIES: Code = Code::new(
    "sign.code.for_parties",
    "验证码签字由当事人本人登录后办理；工作人员请手写，或者上传签字的扫描件",
);
const NO_PHONE: Code =
    Code::new("sign.code.no_phone", "没有登记您的手机号，发不了验证码；请手写签字，或者上传签字的照片");
const TOO_SOON: Code = Code::new("sign.code.too_soon", "验证码刚发过，请等一分钟再要");
const TOO_MANY: Code =
    Code::new("sign.code.too_many", "今天发的验证码太多了，请明天再试；也可以手写签字，或者上传签字的照片");

/// What is signed, in the words of the letter; nothing else is signed by a code.
pub fn signed_text(command: &str) -> Option<&'static str> {
    Some(match command {
        "sign_agreement" => "调解协议",
        "sign_minutes" => "调解笔录",
        "confirm_undisputed" => "无争议事实确认书",
        _ => return None,
    })
}

/// A party and its agent have codes of their own.
fn subject(matter: &MatterId, standing: &Standing, command: &str) -> String {
    let by = if standing.agent.is_some() { ":agent" } else { "" };
    format!("sign:{matter}:{}{by}:{command}", standing.party)
}

/// Sends a fresh code to the party's registered phone. What is answered is the end of its number.
pub async fn send(
    office: &Office,
    actor: &Actor,
    matter: &MatterId,
    command: &str,
) -> Result<String, Trouble> {
    let (Some(standing), Some(text)) = (&actor.standing, signed_text(command)) else {
        return Err(Refusal::of(FOR_PARTIES).into());
    };
    let dispute = held(office, &standing.dispute).await?;
    let party = dispute.party(&standing.party).ok_or(Trouble::NotFound)?;
    let agent = party.particulars.agent.as_ref().filter(|_| standing.agent.is_some());
    let person = agent.map_or(&party.particulars.person, |agent| &agent.person);
    let phone = office.open_person(person).await?.phone;
    let phone = phone.filter(|phone| telephone::is_mobile(phone)).ok_or_else(|| Refusal::of(NO_PHONE))?;
    let subject = subject(matter, standing, command);
    let now = office.now().at;
    let sent_at = office.ledger.one_time_code_issued_at(&subject).await?;
    let waited = sent_at.is_none_or(|at| now.duration_since(at) >= RESENT_AFTER);
    ensure_at(waited, TOO_SOON, "way.receipt")?;
    let sent = office.ledger.codes_sent(&standing.dispute, person, now - A_DAY).await?;
    ensure_at(sent < MOST_CODES_A_DAY, TOO_MANY, "way.receipt")?;
    let mut chance = [0; credential::ONE_TIME_CODE_CHANCE];
    office.chance().fill(&mut chance);
    let code = credential::one_time_code(&chance);
    let body = format!(
        "验证码 {code}，10 分钟内有效，用于在{}的{text}上签字。填了就是签字，请先看清内容；工作人员不会向您要验证码。",
        dispute.number
    );
    let letter = office.code_letter(person, &phone, &body, &standing.dispute);
    let digest = office.keys.code_digest(&subject, &code);
    office.ledger.issue_one_time_code(&subject, &digest, Some(letter), now).await?;
    let digits: Vec<char> = phone.chars().filter(char::is_ascii_digit).collect();
    Ok(digits[digits.len().saturating_sub(4)..].iter().collect())
}

async fn held(office: &Office, id: &MatterId) -> Result<Dispute, Trouble> {
    match office.ledger.load(id).await?.and_then(|file| file.matter) {
        Some(AnyMatter::Dispute(held)) => Ok(*held),
        _ => Err(Trouble::NotFound),
    }
}

/// A signature by code: the code that was typed gives way to the receipt of the check, or the order is refused.
pub async fn check(office: &Office, actor: &Actor, file: &File, order: &mut Value) -> Result<(), Trouble> {
    let command = order["command"].as_str().unwrap_or_default().to_owned();
    let by_code = order["way"]["kind"] == "code" && signed_text(&command).is_some();
    if !by_code {
        return Ok(());
    }
    let standing = actor.standing.as_ref().filter(|_| actor.role == Role::Party);
    let standing = standing.ok_or_else(|| Refusal::at(FOR_PARTIES, "way"))?;
    let typed = credential::normal_one_time_code(order["way"]["receipt"].as_str().unwrap_or_default());
    let subject = subject(&file.id, standing, &command);
    ensure_at(is_right_for(office, &subject, &typed).await?, WRONG, "way.receipt")?;
    order["way"]["receipt"] = json!(office.fresh_id("v"));
    Ok(())
}
