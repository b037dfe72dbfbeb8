//! "What I can do now" on a file page: the step that waits for this reader first, then the work, then the team and its
//! period, and apart from them what ends things. Not here: whether a step is allowed (`offers` of the law).

use crate::words;
use huajie_law::{
    Actor, AnyMatter, Kind, Law, MatterId, Now, Outlined,
    calendar::zh_date,
    matter::{ELSEWHERE, Offer, Outline, PAPERS, REGISTER, Task},
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
    /// What others have to do, with its day.
    pub waiting: Vec<String>,
}

impl Steps {
    pub fn any(&self) -> bool {
        !self.awaited.is_empty() || !self.groups.is_empty()
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

/// Of several proceedings elsewhere, which one this is: its kind with its case number, or with its body where it has none, and with the
/// day on which it was recorded where that is not enough.
fn which(of: &Outlined<'_>, matters: &[Outlined<'_>]) -> String {
    let named = |one: &Outlined<'_>| match one.matter {
        AnyMatter::Mirrored(held) => Some((
            format!(
                "{} {}",
                held.procedure.plain_zh(),
                held.case_number().unwrap_or_else(|| held.body.name.clone())
            ),
            zh_date(held.opened_on),
        )),
        _ => None,
    };
    let Some((name, recorded)) = named(of) else { return String::new() };
    let others = || matters.iter().filter(|one| one.id() != of.id()).filter_map(named);
    match (others().next().is_some(), others().any(|(other, _)| other == name)) {
        (false, _) => String::new(),
        (true, false) => format!("（{name}）"),
        (true, true) => format!("（{name}，{recorded}登记）"),
    }
}

/// Steps of all matters of a dispute. A paper's one step, its service, stands beside the paper.
pub fn of(matters: &[Outlined<'_>], actor: &Actor, now: Now, law: &Law) -> Steps {
    let mut steps = Steps::default();
    let mut open = Vec::new();
    let dispute = matters.iter().find_map(|one| match one.matter {
        AnyMatter::Dispute(held) => Some(held),
        _ => None,
    });
    for outlined in matters.iter().filter(|one| one.matter.kind() != Kind::Paper) {
        let (file, matter) = (outlined.file, outlined.matter);
        let which = which(outlined, matters);
        // What it waits for is worth a look only while something is open.
        if steps_run(matter) {
            let mine = actor.principals();
            // A step may rest on what this reader may not know of: a talk apart, a question to the judge.
            let seen = matter.visible(actor);
            let known = (seen != *matter).then(|| seen.outline(&file.id, law));
            let is_known = |name: &str| {
                known.as_ref().is_none_or(|known| known.tasks.iter().any(|task| task.name == name))
            };
            let others = outlined
                .outline()
                .tasks
                .iter()
                .filter(|task| task.is_open_on(now.today))
                .filter(|task| task.is_known_to(actor) && is_known(&task.name))
                .filter(|task| !task.holders.iter().any(|one| mine.contains(one)));
            steps.waiting.extend(waiting(others, matter, &which, law));
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
                Some(_) => steps.closed.push(step),
                // Only a step that can be taken is looked for among the to-dos: a closed file has none.
                None => {
                    let waits = each_awaited(outlined, &step.label, command, (actor, now.today, law));
                    if waits.is_empty() {
                        open.push((part(matter.kind(), command), step));
                    }
                    steps.awaited.extend(waits);
                }
            }
        }
    }
    for command in [PAPERS, REGISTER, ELSEWHERE] {
        // What is no order on this file: papers are served beside each of them, a new act is registered, another body is where it is done.
        steps.awaited.extend(matters.iter().flat_map(|one| {
            let label = words::command(one.matter.kind(), command);
            each_awaited(one, label, command, (actor, now.today, law))
        }));
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

/// The to-dos of this reader that one step does: each of its own line, where the form can be opened for that one.
fn each_awaited(
    one: &Outlined<'_>,
    label: &str,
    command: &str,
    (actor, today, law): (&Actor, Date, &Law),
) -> Vec<Awaited> {
    let mut waits: Vec<&Task> = of_reader(one.outline(), command, actor, today).collect();
    if waits.iter().any(|task| line_of(one.id(), command, &task.name).is_none()) {
        waits.truncate(1);
    }
    let rest = waits.len().saturating_sub(MOST_ALIKE);
    waits.truncate(MOST_ALIKE);
    let last = waits.len();
    let awaited = |(at, task): (usize, &Task)| {
        let (title, due) = told(task, law);
        let due = due.filter(|due| !title.contains(due.as_str()));
        let more = if at + 1 == last && rest > 0 {
            format!("；这样的另外还有 {rest} 项")
        } else {
            String::new()
        };
        let href = form_of(one.id(), command, &task.name);
        let step = Step { label: label.to_owned(), href, refusal: None };
        Awaited { step, title: format!("{title}{more}"), due }
    };
    waits.into_iter().enumerate().map(awaited).collect()
}

/// The form that does a to-do, with the line that it is about already chosen.
pub(super) fn form_of(matter: &MatterId, command: &str, name: &str) -> String {
    if command == ELSEWHERE {
        return format!("/desk/file/{matter}");
    }
    let line = line_of(matter, command, name).map(|line| format!("?step={line}")).unwrap_or_default();
    format!("/desk/file/{matter}/{command}{line}")
}

/// Which line of an agreement, which of the new acts told of at a visit.
fn line_of<'a>(matter: &MatterId, command: &str, name: &'a str) -> Option<&'a str> {
    let by_line = matter.is_of(Kind::Performance) || (matter.is_of(Kind::FollowUp) && command == REGISTER);
    name.split_once(':').map(|(_, line)| line).filter(|_| by_line)
}

/// What others have to do; the same signature of several is one line with their names.
fn waiting<'a>(
    others: impl Iterator<Item = &'a Task>,
    matter: &AnyMatter,
    which: &str,
    law: &Law,
) -> Vec<String> {
    let mut lines: Vec<(&str, Option<Date>, Vec<String>)> = Vec::new();
    for task in others {
        let whose = whose(task, matter, law);
        match lines.iter_mut().find(|(title, due, _)| *title == task.title && *due == task.due_on) {
            Some((.., names)) => names.extend(whose),
            None => lines.push((&task.title, task.due_on, whose.into_iter().collect())),
        }
    }
    let told = lines.into_iter().map(|(title, due, names)| {
        let due = day_beside(title, due);
        let due = due.map(|due| format!("（{}前）", zh_date(due))).unwrap_or_default();
        format!("{}{title}{which}{due}", names.join("、"))
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
fn steps_run(matter: &AnyMatter) -> bool {
    match matter {
        AnyMatter::Dispute(held) => !held.is_frozen(),
        AnyMatter::Mediation(held) => !held.stage.is_over() || held.pending().is_some(),
        AnyMatter::Performance(held) => held.open_lines().next().is_some() || held.pending().is_some(),
        AnyMatter::Mirrored(held) => held.over().is_none(),
        AnyMatter::Reconsideration(held) => held.stage.over_on().is_none(),
        AnyMatter::Referral(held) => held.stage.over_on().is_none() || held.is_left_over(),
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
        let hear = of("d1.reconsideration1", "hear_party", "hear:p1");
        assert_eq!(hear, "/desk/file/d1.reconsideration1/hear_party");
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
