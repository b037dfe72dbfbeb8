//! What comes next where nothing waits for the reader: the talk of today or of a day to come, an urging whose day runs, else whoever has
//! the next step and until when. Not here: what the reader has to do, and where each proceeding stands ([`super::next`]).

use super::{next, own_side, promised};
use crate::{desk::told, words};
use huajie_law::{
    Actor, AnyMatter, Law, Now, Outlined,
    calendar::zh_date,
    mediation::{Mediation, Session},
    now::SHANGHAI,
    performance::{Line, Performance, Urging},
};
use jiff::civil::Date;
use std::borrow::Cow;

/// What is told of what others do, at most: the rest stands below.
const MOST_STEPS: usize = 2;

pub fn told(outlined: &[Outlined<'_>], actor: &Actor, idle: bool, (law, now): (&Law, Now)) -> Vec<String> {
    let own = own_side(actor).unwrap_or_default();
    let of = |one: &Outlined<'_>| match one.matter {
        AnyMatter::Mediation(held) => talks(held, actor, law, now),
        AnyMatter::Performance(held) => urged(&held.visible(actor), own, law, now.today),
        _ => Vec::new(),
    };
    let known: Vec<String> = outlined.iter().flat_map(of).collect();
    if !known.is_empty() || !idle {
        return known;
    }
    outlined.iter().flat_map(|one| next::next(one, actor, law, now.today)).take(MOST_STEPS).collect()
}

/// The talks to which the reader is to come, the first one first.
fn talks(held: &Mediation, actor: &Actor, law: &Law, now: Now) -> Vec<String> {
    if held.as_of(law, now.today).is_over() {
        return Vec::new();
    }
    let seen = held.visible(actor).file;
    let mut coming: Vec<&Session> =
        seen.sessions.iter().filter(|talk| talk.is_to_come() && talk.starts_at.date() >= now.today).collect();
    coming.sort_by_key(|talk| talk.starts_at);
    coming.into_iter().map(|talk| talk_zh(talk, &seen, law, now)).collect()
}

fn talk_zh(talk: &Session, held: &Mediation, law: &Law, now: Now) -> String {
    let at = told::day_and_hour(talk.starts_at, now.today);
    let with = told::with(talk, held, law);
    let place = match talk.place.as_deref() {
        Some(place) => format!("在{place}"),
        None => "用视频".to_owned(),
    };
    match talk.starts_at < SHANGHAI.to_datetime(now.at) {
        true => format!("{at}{place}谈话（{with}）。谈完以后，工作人员写好记录，请您核对签字。"),
        false => format!("{at}{place}谈话（{with}），请带上身份证件和有关材料的原件。"),
    }
}

/// Urgings of which the day has not passed, or that were given today, of what the reader owes or is owed.
fn urged(held: &Performance, own: &str, law: &Law, today: Date) -> Vec<String> {
    let runs = |urged: &&Urging| urged.runs_until().map_or(urged.on == today, |until| until >= today);
    let open = held.open_lines().filter(|line| held.concerns(line, own));
    let open = open.filter_map(|line| Some((line, line.standing_urging().filter(runs)?)));
    open.map(|(line, urged)| urged_zh(held, line, urged, own, law)).collect()
}

fn urged_zh(held: &Performance, line: &Line, urged: &Urging, own: &str, law: &Law) -> String {
    let who = if line.obligation.obligor == own {
        Cow::Borrowed("您")
    } else {
        held.called(&line.obligation.obligor, law)
    };
    let until = urged.runs_until().map(|until| format!("在{}前", zh_date(until))).unwrap_or_default();
    let sum = line.obligation.amount_fen.map(|fen| format!("，{}", words::yuan(fen))).unwrap_or_default();
    let to = promised::for_whom(held, line, own, law);
    let then = if who == "您" {
        "做完请告诉我们，传上凭证。"
    } else {
        "到时还没有做到的，工作人员再督促，或者告诉您下一步怎么走。"
    };
    format!(
        "{}工作人员督促了（{}）：请{who}{until}履行：{to}{}{sum}。{then}",
        zh_date(urged.on),
        urged.way.name_zh(),
        line.obligation.content
    )
}
