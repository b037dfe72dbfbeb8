//! "What I can do now" on a file page: the step that waits for this reader first, then the work, then the team and its
//! period, and apart from them what ends things. Not here: whether a step is allowed (`offers` of the law).

use super::{
    gathered::{self, MOST_TOLD, Piece, Pile},
    which,
};
use crate::words;
use huajie_law::{
    Actor, AnyMatter, Kind, Law, MatterId, Now, Outlined, Refusal,
    calendar::zh_date,
    dispute::Dispute,
    matter::{ELSEWHERE, Offer, Outline, PAPERS, REGISTER, Task},
    mirrored::WITHDRAWAL_COST,
    reaction::refused_in_archive,
};
use jiff::civil::Date;

/// A step that can be taken, or why not.
pub struct Step {
    pub label: String,
    pub href: String,
    /// Why it cannot be done now.
    pub refusal: Option<String>,
}

/// A step that waits for this reader, with what is to be done and until when.
pub struct Awaited {
    pub step: Step,
    pub title: String,
    pub due: Option<String>,
}

/// Steps that belong together under one short heading.
pub struct Group {
    pub heading: &'static str,
    pub ends: bool,
    pub steps: Vec<Step>,
}

#[derive(Default)]
pub struct Steps {
    pub awaited: Vec<Awaited>,
    pub groups: Vec<Group>,
    pub closed: Vec<Step>,
    /// What this reader has to do and cannot do yet, each with what it waits for.
    pub blocked: Vec<String>,
    /// Of many to-dos of one step, those that do not stand each by itself.
    pub more: Vec<Pile>,
    /// What others have to do, with its day.
    pub waiting: Vec<String>,
    /// The same where one matter waits for much.
    pub waiting_much: Vec<Pile>,
}

impl Steps {
    pub fn any(&self) -> bool {
        !self.awaited.is_empty() || !self.groups.is_empty() || !self.blocked.is_empty()
    }
}

/// What a step is in the work of the table; the order is that of the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Work,
    TeamAndPeriod,
    /// What a side asks for or says, written down for it.
    ForSides,
    /// Others are asked, or have it in hand beside.
    Beside,
    Ending,
}

const PARTS: [(Part, &str); 5] = [
    (Part::Work, "办理"),
    (Part::TeamAndPeriod, "小组和期限"),
    (Part::ForSides, "替各方记录"),
    (Part::Beside, "转办、求助"),
    (Part::Ending, "结束或转出"),
];

fn part(kind: Kind, command: &str) -> Part {
    match (kind, command) {
        (
            _,
            "assign" | "name_team" | "fill_seat" | "disclose" | "challenge" | "decide_challenge" | "extend"
            | "suspend" | "resume",
        ) => Part::TeamAndPeriod,
        (
            _,
            "apply_withdrawal" | "decide_withdrawal" | "seal_statement" | "decline" | "strike" | "end_early"
            | "cancel" | "excuse" | "decline_import" | "refuse" | "pass_on" | "withdraw_consent" | "fail"
            | "terminate" | "renege",
        ) => Part::Ending,
        (
            Kind::Reconsideration,
            "state_opinion"
            | "request_hearing"
            | "report_unperformed"
            | "request_access"
            | "ask_stay"
            | "answer_as_third_party"
            | "appoint_agent"
            | "confirm_address"
            | "dismiss_agent",
        ) => Part::ForSides,
        (
            Kind::Dispute,
            "record_proceeding" | "refer" | "consult" | "convene_review" | "request_mediation",
        )
        | (Kind::Mirrored, "refer") => Part::Beside,
        _ => Part::Work,
    }
}

/// Steps of all matters of a dispute. A paper's one step, its service, stands beside the paper.
pub fn of(matters: &[Outlined<'_>], actor: &Actor, now: Now, law: &Law) -> Steps {
    let mut steps = Steps::default();
    let mut open = Vec::new();
    let dispute = matters.iter().find_map(|one| match one.matter {
        AnyMatter::Dispute(held) => Some(&**held),
        _ => None,
    });
    for outlined in matters.iter().filter(|one| one.matter.kind() != Kind::Paper) {
        let (file, matter) = (outlined.file, outlined.matter);
        let which = which::of_step(outlined, matters);
        // What it waits for is worth a look only while something is open.
        if steps_run(matter, law) {
            let waits = waiting(outlined, &which, (actor, now.today, law));
            match waits.len() > MOST_TOLD {
                true => {
                    steps.waiting_much.push(gathered::pile(&format!("{}：", matter.kind().name_zh()), waits))
                }
                false => steps.waiting.extend(waits.into_iter().map(|piece| piece.text)),
            }
        }
        for Offer { command, refusal } in huajie_law::offers(file, actor, now, law) {
            // What lies in the archive is said before a form is filled in.
            let refusal = refusal.or_else(|| refused_in_archive(dispute?, matter, command).err());
            let step = Step {
                label: format!("{}{which}", words::command(matter.kind(), command)),
                href: format!("/desk/file/{}/{command}", file.id),
                refusal: refusal.as_ref().map(|refusal| refusal.says().to_owned()),
            };
            match refusal {
                // What belongs to another stage is nobody's question now.
                Some(refusal) if refusal.code.name == "matter.wrong_stage" => {}
                Some(refusal) => {
                    let known = (command, actor, now.today, law);
                    steps.blocked.extend(blocked(outlined, dispute, &which, &refusal, known));
                    steps.closed.push(step);
                }
                // Only a step that can be taken is looked for among the to-dos: a closed file has none.
                None => {
                    let (waits, more) = each_awaited(outlined, &step.label, command, (actor, now.today, law));
                    if waits.is_empty() {
                        open.push((part(matter.kind(), command), step));
                    }
                    steps.awaited.extend(waits);
                    steps.more.extend(more);
                }
            }
        }
    }
    for command in [PAPERS, REGISTER, ELSEWHERE] {
        // What is no order on this file: papers are served beside each of them, a new act is registered, another body is where it is done.
        for one in matters {
            let label = words::command(one.matter.kind(), command);
            let (waits, more) = each_awaited(one, label, command, (actor, now.today, law));
            steps.awaited.extend(waits);
            steps.more.extend(more);
        }
    }
    for (known, heading) in PARTS {
        let (these, rest): (Vec<_>, Vec<_>) = open.into_iter().partition(|(part, _)| *part == known);
        open = rest;
        if !these.is_empty() {
            let steps_here = these.into_iter().map(|(_, step)| step).collect();
            steps.groups.push(Group { heading, ends: known == Part::Ending, steps: steps_here });
        }
    }
    steps
}

/// So many to-dos of one step stand each by itself.
const MOST_ALIKE: usize = 5;

/// The to-dos of this reader that one step does: each of its own line, where the form can be opened for that one, and one of each sort
/// else. Of many those that are due first, and the others gathered.
fn each_awaited(
    one: &Outlined<'_>,
    label: &str,
    command: &str,
    (actor, today, law): (&Actor, Date, &Law),
) -> (Vec<Awaited>, Option<Pile>) {
    let mut waits: Vec<&Task> = of_reader(one.outline(), command, actor, today).collect();
    let mut sorts: Vec<&str> = Vec::new();
    waits.retain(|task| {
        let sort = task.name.split(':').next().unwrap_or_default();
        let new = !sorts.contains(&sort);
        sorts.push(sort);
        new || line_of(one.id(), command, &task.name).is_some()
    });
    waits.sort_by_key(|task| (task.due_on.is_none(), task.due_on));
    // A fold for one more would be longer than that one.
    let shown = if waits.len() > MOST_ALIKE + 1 { MOST_ALIKE } else { waits.len() };
    let rest = waits.split_off(shown);
    let awaited = |task: &Task| {
        let (title, due) = told(task, law);
        let due = due.filter(|due| !title.contains(due.as_str()));
        let href = form_of(one.id(), command, &task.name);
        Awaited { step: Step { label: label.to_owned(), href, refusal: None }, title, due }
    };
    let piece = |task: &Task| Piece {
        text: task.title.clone(),
        href: Some(form_of(one.id(), command, &task.name)),
        due: task.due_on,
        household: gathered::household(one.matter, &task.name, law),
    };
    let more = (!rest.is_empty())
        .then(|| gathered::pile(&format!("{label}：另外还有 "), rest.into_iter().map(piece).collect()));
    (waits.into_iter().map(awaited).collect(), more)
}

/// What the reader has to do and cannot yet, with its day and why; what lies in the archive waits for nobody.
fn blocked(
    one: &Outlined<'_>,
    dispute: Option<&Dispute>,
    which: &str,
    refusal: &Refusal,
    (command, actor, today, law): (&str, &Actor, Date, &Law),
) -> Option<String> {
    if !steps_run(one.matter, law) || dispute.is_some_and(Dispute::is_frozen) {
        return None;
    }
    let (title, due) = awaited(one.outline(), command, actor, today, law)?;
    let due = due.map(|due| format!("，{due}")).unwrap_or_default();
    Some(format!("要办：{title}{which}{due}——还办不了：{}", refusal.says()))
}

/// The form that does a to-do, with the line that it is about already chosen.
pub(super) fn form_of(matter: &MatterId, command: &str, name: &str) -> String {
    if command == ELSEWHERE {
        return format!("/desk/file/{matter}");
    }
    if name == WITHDRAWAL_COST {
        return format!("/desk/file/{matter}/{command}?step=withdrawal_applied");
    }
    let line = line_of(matter, command, name).map(|line| format!("?step={line}")).unwrap_or_default();
    format!("/desk/file/{matter}/{command}{line}")
}

/// Which line of an agreement, which of the new acts told of at a visit, which of the things that a decision or an opinion asks for.
fn line_of<'a>(matter: &MatterId, command: &str, name: &'a str) -> Option<&'a str> {
    let asked_for = matches!(command, "record_performance" | "record_report");
    let by_line = matter.is_of(Kind::Performance)
        || (matter.is_of(Kind::FollowUp) && command == REGISTER)
        || (matter.is_of(Kind::Reconsideration) && asked_for);
    name.split_once(':').map(|(_, line)| line).filter(|_| by_line)
}

/// What others have to do; the same signature of several is one line with their names.
fn waiting(of: &Outlined<'_>, which: &str, (actor, today, law): (&Actor, Date, &Law)) -> Vec<Piece> {
    let (matter, mine) = (of.matter, actor.principals());
    // A step may rest on what this reader may not know of: a talk apart, a question to the judge.
    let seen = matter.visible(actor);
    let known = (seen != *matter).then(|| seen.outline(of.id(), law));
    let is_known =
        |name: &str| known.as_ref().is_none_or(|known| known.tasks.iter().any(|task| task.name == name));
    let others = of
        .outline()
        .tasks
        .iter()
        .filter(|task| task.is_open_on(today))
        .filter(|task| task.is_known_to(actor) && is_known(&task.name))
        .filter(|task| !task.holders.iter().any(|one| mine.contains(one)));
    let mut lines: Vec<(&Task, Vec<String>)> = Vec::new();
    for task in others {
        let whose = whose(task, matter, law);
        match lines.iter_mut().find(|(line, _)| line.title == task.title && line.due_on == task.due_on) {
            Some((_, names)) => names.extend(whose),
            None => lines.push((task, whose.into_iter().collect())),
        }
    }
    let told = lines.into_iter().map(|(task, names)| {
        let title = &task.title;
        let due = day_beside(title, task.due_on);
        let due = due.map(|due| format!("（{}前）", zh_date(due))).unwrap_or_default();
        Piece {
            text: format!("{}{title}{which}{due}", names.join("、")),
            href: None,
            due: task.due_on,
            household: gathered::household(matter, &task.name, law),
        }
    });
    told.collect()
}

/// A promise names its day itself.
pub(super) fn day_beside(title: &str, due: Option<Date>) -> Option<Date> {
    due.filter(|due| !title.contains(&zh_date(*due)))
}

/// Whose hand it waits for; a question to a side names it already.
fn whose(task: &Task, matter: &AnyMatter, law: &Law) -> Option<String> {
    let AnyMatter::Mediation(held) = matter else { return None };
    let side = held.awaited_side(&task.name).filter(|_| task.command != "record_consent")?;
    Some(held.label(side, law).into_owned())
}

/// Not in the archive, and not over with nothing left to do.
fn steps_run(matter: &AnyMatter, law: &Law) -> bool {
    match matter {
        AnyMatter::Dispute(held) => !held.is_frozen(),
        AnyMatter::Mediation(held) => !held.stage.is_over() || held.pending().is_some(),
        AnyMatter::Performance(held) => held.open_lines().next().is_some() || held.pending().is_some(),
        AnyMatter::Mirrored(held) => held.over().is_none(),
        AnyMatter::Reconsideration(held) => held.stage.over_on().is_none(),
        AnyMatter::Referral(held) => {
            held.stage.over_on().is_none() || held.is_left_over() || held.may_go_again(law)
        }
        AnyMatter::Consultation(held) => held.stage.over_on().is_none(),
        AnyMatter::CaseReview(held) => held.stage.over_on().is_none(),
        _ => false,
    }
}

/// The first to-do of this reader that the command does.
pub fn awaited(
    outline: &Outline,
    command: &str,
    actor: &Actor,
    today: Date,
    law: &Law,
) -> Option<(String, Option<String>)> {
    of_reader(outline, command, actor, today).next().map(|task| told(task, law))
}

fn of_reader<'a>(
    outline: &'a Outline,
    command: &'a str,
    actor: &Actor,
    today: Date,
) -> impl Iterator<Item = &'a Task> {
    let mine = actor.principals();
    outline.tasks.iter().filter(move |task| {
        let theirs = task.holders.iter().any(|holder| mine.contains(holder));
        task.command == command && task.is_open_on(today) && theirs
    })
}

fn told(task: &Task, law: &Law) -> (String, Option<String>) {
    // A promise has the day that was agreed on, whatever the holidays will be.
    let agreed = task.command == "record_fulfilment";
    let told = |due: Date| if agreed { zh_date(due) } else { words::day_told(due, law) };
    (task.title.clone(), task.due_on.map(|due| format!("{}前", told(due))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_that_the_title_says_is_not_said_twice() {
        let on = jiff::civil::date(2026, 6, 30);
        assert_eq!(day_beside("某局对张某某，2026年6月30日前：交房", Some(on)), None);
        assert_eq!(day_beside("制作笔录", Some(on)), Some(on));
    }

    #[test]
    fn a_to_do_about_one_line_leads_to_the_form_of_that_line() {
        let of = |matter: &str, command, name| form_of(&MatterId::from(matter), command, name);
        let check = of("d1.performance1", "check_performance", "disputed:o2");
        assert_eq!(check, "/desk/file/d1.performance1/check_performance?step=o2");
        let register = of("d1.follow_up1", REGISTER, "new_act:2");
        assert_eq!(register, "/desk/file/d1.follow_up1/register?step=2");
        let perform = of("d1.reconsideration1", "record_performance", "perform:restitution");
        assert_eq!(perform, "/desk/file/d1.reconsideration1/record_performance?step=restitution");
        let hear = of("d1.reconsideration1", "hear_party", "hear:p1");
        assert_eq!(hear, "/desk/file/d1.reconsideration1/hear_party");
        let told = of("d1.mirrored1", "record", WITHDRAWAL_COST);
        assert_eq!(told, "/desk/file/d1.mirrored1/record?step=withdrawal_applied");
    }

    #[test]
    fn what_ends_a_matter_never_stands_among_the_work() {
        for command in ["fail", "terminate", "withdraw_consent", "refuse", "decline_import", "pass_on"] {
            for kind in [Kind::Dispute, Kind::Mediation, Kind::Reconsideration] {
                assert!(part(kind, command) == Part::Ending, "{command}");
            }
        }
    }
}
