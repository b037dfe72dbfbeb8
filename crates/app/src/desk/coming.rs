//! What comes next for an officer for whom nothing waits: the talks at which they sit, and whom they wait for most. Not here: the to-dos
//! ([`super::home`]).

use super::{home::holders_zh, steps::day_beside, told};
use crate::{
    http::{Trouble, Visit},
    ui::parts::Link,
    words,
};
use huajie_law::{
    Actor, AnyMatter, Kind, Law,
    mediation::{Mediation, Session, Viewer},
};
use huajie_ledger::{Filter, Part, Scope, Wanted};
use jiff::civil::Date;

/// Whoever has more mediations than this has to-dos as well.
const MOST_READ: u32 = 20;
const MOST_WAITED_FOR: u32 = 3;

pub(super) async fn told(visit: &Visit, actor: &Actor) -> Result<Vec<Link>, Trouble> {
    let (law, today) = (visit.office.law(), visit.office.now().today);
    let (ledger, scope) = (&visit.office.ledger, Scope::from(actor));
    let running = Filter { stage: Some("mediating".to_owned()), ..Filter::default() };
    let mut talks = Vec::new();
    for row in ledger.list(&scope, Kind::Mediation, &running, today, MOST_READ).await? {
        let file = ledger.open(&scope, &row.id).await?;
        if let Some(AnyMatter::Mediation(held)) = file.and_then(|file| file.matter) {
            talks.extend(theirs(&held, actor, today).into_iter().map(|talk| {
                let label = talk_zh(&talk, &held, &law, today);
                (talk.starts_at, Link::new(format!("/desk/file/{}", row.id.root()), label))
            }));
        }
    }
    talks.sort_by_key(|(at, _)| *at);
    let others = Wanted { part: Part::Others, ..Wanted::default() };
    let waits = ledger.to_dos(&scope, &others, today, None, MOST_WAITED_FOR).await?;
    let waits = waits.iter().map(|row| {
        let due = day_beside(&row.title, row.due_on)
            .map(|due| format!("，{}前", words::day_told(due, &law)))
            .unwrap_or_default();
        let number = row.number.as_deref().map(|number| format!("（{number}）")).unwrap_or_default();
        let label = format!("等{}：{}{due}{number}", holders_zh(row, &law), row.title);
        Link::new(format!("/desk/file/{}", row.matter), label)
    });
    Ok(talks.into_iter().map(|(_, link)| link).chain(waits).collect())
}

/// The talks of today and of days to come at which this actor sits.
fn theirs(held: &Mediation, actor: &Actor, today: Date) -> Vec<Session> {
    let sits = [Viewer::GuidingJudge, Viewer::LeadMediator, Viewer::Member, Viewer::Respondent];
    if !sits.contains(&held.viewer(actor)) {
        return Vec::new();
    }
    let coming = |talk: &Session| talk.is_to_come() && talk.starts_at.date() >= today;
    held.visible(actor).file.sessions.into_iter().filter(coming).collect()
}

fn talk_zh(talk: &Session, held: &Mediation, law: &Law, today: Date) -> String {
    format!(
        "{}，{}：{}与{}谈（{}，{}）",
        told::day_and_hour(talk.starts_at, today),
        told::place(talk.place.as_deref()),
        held.parties_label(),
        law.directory.name_of(&held.brief.respondent),
        told::with(talk, held, law),
        held.brief.number
    )
}
