//! What everybody outside sees of a dispute.

use super::*;
use crate::{
    Actor, Facets, MatterId, Outline, Role,
    decision::Law,
    matter::{ClockLine, Task, WAIT},
    remedy::{Deadline, Remedy},
};

/// The mark under which the watch-list is found (关注名单): a mediation failed and the quarrel goes on.
pub const WATCHED: &str = "watch:unsettled";
/// 正在履行: the word for the stage while what was agreed is still being done.
pub const PERFORMING: &str = "performing";
/// How it has ended so far, while that is so.
const AGREED: &str = "agreed";
/// The mark of a file in which reconsideration and suit run beside one another.
pub const CONFLICTING: &str = "watch:conflict";

impl Proceeding {
    pub(crate) fn is_unknown_to_agency(&self) -> bool {
        let course = &self.course;
        self.kind == crate::Kind::Reconsideration && course.accepted_on.is_none() && !course.through_agency
    }
}

impl Dispute {
    /// 复议法48条: of an application for reconsideration the agency learns once it is accepted, and of nothing that never was.
    pub fn is_known_to(&self, proceeding: &MatterId, actor: &Actor) -> bool {
        let agency = actor.is_of_agency(&self.registration.respondent);
        let mut unaccepted = self.proceedings.iter().filter(|p| p.is_unknown_to_agency());
        !agency || !unaccepted.any(|p| p.matter == *proceeding)
    }

    /// What was wished for tells of an application too.
    pub fn wish_known_to(&self, actor: &Actor) -> Option<Wish> {
        let all = self.proceedings.iter().all(|p| self.is_known_to(&p.matter, actor));
        all.then_some(self.registration.wish)
    }

    pub(super) fn outline_of(&self, id: &MatterId, law: &Law) -> Outline {
        let act = &self.registration.act;
        Outline {
            stage: self.standing_word().to_owned(),
            lapse: None,
            facets: Facets {
                number: Some(self.number.clone()),
                dispute: Some(id.clone()),
                title: act.title.clone(),
                parties: self.applicants_label(),
                respondent: Some(self.registration.respondent.clone()),
                place: self.registration.place.clone(),
                act_kind: Some(act.kind.as_str().to_owned()),
                source: Some(self.registration.source.as_str().to_owned()),
                outcome: self.outcome_word(),
                enterprise: self.registration.enterprise,
                amount_fen: self.registration.amount_fen,
                opened_on: Some(self.registered_on),
                ended_on: self.ended_on().filter(|_| !self.is_performing()),
            },
            access: self.access().into_iter().chain(self.party_access(id)).collect(),
            walls: self.walled.clone(),
            clocks: self.clocks(law),
            tasks: self.tasks(law),
            marks: self.marks(),
            words: vec![
                self.number.clone(),
                act.title.clone(),
                self.registration.claims.clone(),
                self.registration.facts.clone(),
            ],
        }
    }

    fn party_access(&self, id: &MatterId) -> impl Iterator<Item = Principal> {
        self.parties.iter().map(|party| Principal::party(id, &party.key))
    }

    pub(super) fn outcome(&self) -> Option<Outcome> {
        match self.stage {
            Stage::Ended { outcome, .. } | Stage::Closed { outcome, .. } => Some(outcome),
            Stage::Registered | Stage::InProceeding { .. } => None,
        }
    }

    /// Settled when it is performed: until then it is what was agreed.
    fn outcome_word(&self) -> Option<String> {
        let ended = self.outcome()?;
        Some(if self.is_performing() { AGREED.to_owned() } else { ended.as_str().to_owned() })
    }

    fn ended_on(&self) -> Option<Date> {
        match self.stage {
            Stage::Ended { on, .. } | Stage::Closed { on, .. } => Some(on),
            Stage::Registered | Stage::InProceeding { .. } => None,
        }
    }

    fn clocks(&self, law: &Law) -> Vec<ClockLine> {
        let remedies = self.remedies(law);
        let lines = remedies.iter().flat_map(|last| self.day_lines(last, self.registered_on));
        let appeal =
            if self.minds_days() && !self.is_filed_by_all() { self.appeal_lines(law) } else { Vec::new() };
        lines.chain(appeal).collect()
    }

    /// The last days of the remedies, also of those that had run out before it came here: that must be said, not left
    /// out. With the court or the reconsideration body the day of filing is kept; a settled dispute needs none.
    pub(crate) fn remedies(&self, law: &Law) -> Vec<Deadline> {
        let open = if self.minds_days() { self.open_last_days(law) } else { Vec::new() };
        open.into_iter().filter(|last| !self.is_kept_by_all(last.remedy)).collect()
    }

    fn minds_days(&self) -> bool {
        // What was agreed is settled when it is performed: until then a right to sue is not let go.
        let watched = self.has_open_performance();
        let agreed = self.outcome() == Some(Outcome::Settled) && self.is_settled_by_all();
        let settled = (agreed && !watched) || self.is_frozen();
        let kept = [Remedy::Sue, Remedy::Reconsider].into_iter().all(|remedy| self.is_kept_by_all(remedy));
        !kept && !settled && !self.is_enforceable()
    }

    /// An open dispute always has somebody who does the next step: here, or in a proceeding of it that is open.
    fn tasks(&self, law: &Law) -> Vec<Task> {
        let task = |name: &str, title: &str, command: &str, role: Role| {
            Task::of(name, title, command, vec![Principal::role(role)])
        };
        let conflicts = self.conflicts().into_iter().enumerate().map(|(i, conflict)| {
            let name = format!("conflict:{}", i + 1);
            let command = if self.is_told_of(&conflict) { WAIT } else { "tell_of_conflict" };
            Task { legal_risk: true, ..task(&name, &conflict.says, command, Role::IntakeClerk) }
        });
        let twin = self.suspected_twin().map(|_| {
            let title = "可能与已经登记的一件是同一件：和当事人核对";
            looked_into(task("twin", title, "check_twin", Role::IntakeClerk))
        });
        let open = matches!(self.stage, Stage::Registered | Stage::InProceeding { .. });
        let filing = (open && self.lacks_its_filing()).then(|| {
            let title =
                "登记里写了立案（收到申请）的日子：把那个诉讼或者复议程序登记上，才能按“诉中”“复议中”调解";
            looked_into(task("record_filing", title, "record_proceeding", Role::IntakeClerk))
        });
        let told = self.told_unverified(law).filter(|_| open).map(|(title, uncounted)| {
            let task = task("told_before", &title, "record_proceeding", Role::IntakeClerk);
            Task { legal_risk: uncounted, ..looked_into(task) }
        });
        let choose = (open && self.lacks_representatives()).then(|| {
            let title = format!("{}；还没有列名的先列名", self.representatives_zh());
            let mut task = task("representatives", &title, "choose_representatives", Role::IntakeClerk);
            // 复议法15条: who reconsiders it may see to it too.
            let office =
                self.last_reconsideration().filter(|p| !p.is_over()).and_then(|p| p.course.office.as_ref());
            task.holders
                .extend(office.map(|office| Principal::role_in(Role::ReconsiderationOfficer, office)));
            task
        });
        let runs = matches!(self.stage, Stage::InProceeding { .. });
        let sent = (runs && self.is_sent_here_unmediated() && self.may_be_mediated().is_ok()).then(|| {
            let title = "移送来的材料已经签收：征询当事人意愿，提请调解";
            task("referred", title, "request_mediation", Role::IntakeClerk)
        });
        conflicts
            .chain(sent)
            .chain(twin)
            .chain(self.letters_to_look_at())
            .chain(filing)
            .chain(told)
            .chain(choose)
            .chain(self.retrial_task())
            .chain(self.own_tasks(law, task))
            .chain(self.service_tasks())
            .collect()
    }

    /// A day of filing was typed, nobody who took it in sent it here, and the proceeding that was filed stands nowhere.
    fn lacks_its_filing(&self) -> bool {
        let sent = matches!(
            self.registration.source,
            super::Source::CourtReferral | super::Source::ReconsiderationReferral
        );
        let stands = self.proceedings.iter().any(|p| p.keeps_filing_day());
        self.registration.filed_on.is_some() && !sent && !stands
    }

    fn own_tasks(&self, law: &Law, task: impl Fn(&str, &str, &str, Role) -> Task) -> Vec<Task> {
        match &self.stage {
            Stage::Registered => {
                let sent_here = self.is_sent_here_unmediated() && self.may_be_mediated().is_ok();
                let (title, command) = match &self.restarted {
                    // What it was started again for waits for nobody's performance.
                    Some(_) if self.has_open_performance() => (
                        "重新启动了（为什么，看经过和回访）：先问清当事人要什么——协议没有做到的，在协议履行里核实、督促；新的行政行为另行登记；别的转有权机关。先前的协议办完以后才能再提出调解",
                        "pass_on",
                    ),
                    _ if self.is_agreed_on() => (
                        "先前的协议正在履行，或者正等法院、复议机关办手续：办好以前不再提出调解，有别的要办的转有权机关",
                        WAIT,
                    ),
                    Some(_) => (
                        "重新启动了：征询当事人是否愿意调解，或转有权机关；没有别的要办的，重新归档",
                        "request_mediation",
                    ),
                    None if self.is_done_elsewhere() => (left::ROUTE_ZH, "request_mediation"),
                    None if self.is_led_elsewhere() => (
                        "信访已经导入其他法定途径：告诉当事人走哪条路、最后一天是哪天，征询是否愿意调解，或转有权机关",
                        "request_mediation",
                    ),
                    None if sent_here => {
                        ("移送来的材料已经签收：征询当事人意愿，提请调解", "request_mediation")
                    }
                    None => ("征询当事人是否愿意调解，或转有权机关", "request_mediation"),
                };
                let since = self.restarted.as_ref().map_or(self.registered_on, |restarted| restarted.on);
                let name = if sent_here { "referred" } else { "route" };
                let route = task(name, title, command, Role::IntakeClerk);
                let open = self.remedies(law);
                let last_day = open.iter().filter_map(|last| last.open_until(since)).min();
                vec![Task { due_on: last_day, legal_risk: last_day.is_some(), ..looked_into(route) }]
            }
            Stage::Ended { .. } if self.may_close().is_ok() => {
                let close = task("close", "整理卷宗，归档", "close", Role::IntakeClerk);
                let holders = [Role::IntakeClerk, Role::Archivist].map(Principal::role).into();
                let opens_on = self.ordered_through().and_then(|through| through.tomorrow().ok());
                vec![Task { holders, opens_on, ..close }]
            }
            Stage::InProceeding { .. } | Stage::Ended { .. } | Stage::Closed { .. } => Vec::new(),
        }
    }

    /// Keys for exact finding: number, code, names, and what a second registration is noticed by.
    fn marks(&self) -> Vec<String> {
        let mut marks = vec![format!("number:{}", self.number)];
        // 案号、信访件号、工单号 of what other bodies do: people know a quarrel by any of its numbers.
        let elsewhere = self.proceedings.iter().flat_map(|p| &p.course.case_numbers);
        marks.extend(elsewhere.map(|number| format!("number:{}", crate::text::normal_number(number))));
        marks.extend(self.is_watched().then(|| WATCHED.to_owned()));
        marks.extend((!self.conflicts().is_empty()).then(|| CONFLICTING.to_owned()));
        marks.extend(self.registration.query_code_digest.iter().map(|digest| format!("code:{digest}")));
        for party in &self.parties {
            marks.extend(party.particulars.marks.iter().cloned());
            marks.extend(
                party.particulars.marks.iter().flat_map(|mark| {
                    fingerprints(mark, &self.registration.respondent, &self.registration.act)
                }),
            );
        }
        marks
    }
}

/// By the counter: what it finds, and the day that it minds, may tell of what the agency does not know of.
fn looked_into(task: Task) -> Task {
    Task { of_the_house: true, ..task }
}

/// Same party, same agency, same act: the keys under which a second registration is noticed. The act is its document number,
/// however its brackets and digits were typed, and its kind with the day on which it was made; that it has no number is a key of
/// its own, for whoever types one, and so is its kind alone, for whoever does not know the day.
pub fn fingerprints(party_mark: &str, respondent: &OrgId, act: &ContestedAct) -> Vec<String> {
    let (number, day) = named(act);
    let mut days = vec![on_any_day(act)];
    days.extend(act.made_on.is_none().then(|| on_no_day(act)));
    days.extend((number.is_none() || act.made_on.is_some()).then_some(day));
    let unnumbered = number.is_none().then(|| days.iter().map(|day| format!("{day}/-")).collect::<Vec<_>>());
    keyed(party_mark, respondent, number.into_iter().chain(unnumbered.into_iter().flatten()).chain(days))
}

/// Under what to look for a dispute about the same act, the surest first. Two acts that both have a number are one only where it is the
/// same; two that both have a day only where it is the same.
pub fn twin_keys(party_mark: &str, respondent: &OrgId, act: &ContestedAct) -> Vec<String> {
    let (number, day) = named(act);
    let likely = if act.made_on.is_some() { on_no_day(act) } else { on_any_day(act) };
    let which = match number {
        Some(number) => vec![number, format!("{day}/-"), format!("{likely}/-")],
        None => vec![day, likely],
    };
    keyed(party_mark, respondent, which)
}

fn on_any_day(act: &ContestedAct) -> String {
    format!("{}/*", act.kind.as_str())
}

fn on_no_day(act: &ContestedAct) -> String {
    format!("{}/?", act.kind.as_str())
}

/// Why two acts of one agency and one kind may be the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alike {
    Number,
    Day,
    /// Of one of them nobody wrote the day: it may as well be another.
    Undated,
}

impl Alike {
    pub fn of(one: &ContestedAct, other: &ContestedAct) -> Alike {
        match (named(one), named(other)) {
            ((Some(number), _), (Some(same), _)) if number == same => Alike::Number,
            _ if one.made_on.is_some() && one.made_on == other.made_on => Alike::Day,
            _ => Alike::Undated,
        }
    }

    /// As it is told beside the number of the other file.
    pub fn zh(self) -> &'static str {
        match self {
            Alike::Number => "文号相同",
            Alike::Day => "同一类行为，作出的日期相同",
            Alike::Undated => "同一类行为，没有写作出的日期，分不清是不是同一件",
        }
    }
}

/// Its document number as numbers are compared, and its kind with its day.
fn named(act: &ContestedAct) -> (Option<String>, String) {
    let number = act.document_number.as_deref().map(str::trim).filter(|number| !number.is_empty());
    let day = act.made_on.map(|on| on.to_string()).unwrap_or_default();
    (number.map(crate::text::normal_number), format!("{}/{day}", act.kind.as_str()))
}

fn keyed(party_mark: &str, respondent: &OrgId, which: impl IntoIterator<Item = String>) -> Vec<String> {
    which.into_iter().map(|which| format!("same:{party_mark}|{respondent}|{which}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::fine;

    fn act(number: Option<&str>) -> ContestedAct {
        ContestedAct { document_number: number.map(str::to_owned), ..fine("2026-03-06") }
    }

    fn is_noticed(held: &ContestedAct, typed: &ContestedAct) -> bool {
        let agency = OrgId::from("market");
        let on_file = fingerprints("phone:a", &agency, held);
        twin_keys("phone:a", &agency, typed).iter().any(|key| on_file.contains(key))
    }

    #[test]
    fn the_same_act_is_noticed_however_its_number_was_typed_and_without_one() {
        let held = act(Some("测〔2026〕1号"));
        for typed in ["测〔2026〕1号", "测[2026]1号", "测（２０２６）１号", "测〔2026〕 1", " "]
        {
            assert!(is_noticed(&held, &act(Some(typed))), "{typed}");
            assert!(is_noticed(&act(Some(typed)), &held), "{typed}, the other way about");
        }
        assert!(is_noticed(&held, &act(None)) && is_noticed(&act(None), &held));
        assert!(is_noticed(&act(None), &act(None)));
    }

    #[test]
    fn another_number_another_day_and_another_kind_are_another_act() {
        let held = act(Some("测〔2026〕1号"));
        assert!(!is_noticed(&held, &act(Some("测〔2026〕2号"))));
        let unnumbered = ContestedAct { made_on: Some(jiff::civil::date(2026, 3, 7)), ..act(None) };
        assert!(!is_noticed(&held, &unnumbered));
        let other = ContestedAct { kind: crate::dispute::ActKind::Licence, ..act(None) };
        assert!(!is_noticed(&held, &other));
    }

    #[test]
    fn of_whom_nobody_wrote_the_day_may_be_any_of_that_kind_unless_the_numbers_differ() {
        let undated = |number| ContestedAct { made_on: None, ..act(number) };
        let (first, second) = (Some("测〔2026〕1号"), Some("测〔2026〕2号"));
        for (held, typed) in [(None, None), (first, None), (None, first), (first, first)] {
            for (held, typed) in
                [(act(held), undated(typed)), (undated(held), act(typed)), (undated(held), undated(typed))]
            {
                assert!(is_noticed(&held, &typed), "{held:?} {typed:?}");
            }
        }
        for (held, typed) in [(act(first), undated(second)), (undated(first), act(second))] {
            assert!(!is_noticed(&held, &typed), "{held:?} {typed:?}");
        }
        let other = ContestedAct { kind: crate::dispute::ActKind::Licence, ..undated(None) };
        assert!(!is_noticed(&act(None), &other) && !is_noticed(&other, &act(None)));
        assert_eq!(Alike::of(&act(first), &undated(first)), Alike::Number);
        assert_eq!(Alike::of(&act(first), &act(None)), Alike::Day);
        assert_eq!(Alike::of(&act(first), &undated(None)), Alike::Undated);
    }
}
