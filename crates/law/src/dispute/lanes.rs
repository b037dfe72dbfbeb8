//! The dispute's timeline as lanes, one for each proceeding: from when to when, which of its periods ran and which were suspended,
//! and what happened on the way. Data for a picture on a screen or on paper; the caller brings the files that the reader may see.

mod beside;

pub use beside::{lanes_for, reads_beside};

use crate::{
    AnyMatter, Kind, MatterId, Outlined,
    clock::{Clock, LastDay},
    decision::Law,
    follow_up::Stage,
    matter::{ClockLine, ClockState},
    mediation::Mediation,
    mirrored::Mirrored,
    reconsideration::Reconsideration,
    referral::Referral,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// 一条泳道: one proceeding.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Lane {
    pub matter: MatterId,
    pub kind: Kind,
    pub title: String,
    pub from: Date,
    /// `None`: still open.
    pub to: Option<Date>,
    pub tracks: Vec<Track>,
    /// In the order in which they happened.
    pub marks: Vec<Mark>,
    /// 只有起止和期限: the reader does not read its file.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub bare: bool,
}

/// 一个期限 in its lane.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Track {
    pub name: String,
    pub title: String,
    /// Id of the term.
    pub term: String,
    /// `None`: suspended.
    pub due_on: Option<Date>,
    /// 暂定: it rests on a year whose holidays are not known yet.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub provisional: bool,
    /// What it was for has happened, or it was due no more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub stopped: bool,
    pub segments: Vec<Segment>,
}

impl Track {
    /// 已过: its last day is over, and nothing had stopped it by then.
    pub fn is_expired(&self, today: Date) -> bool {
        !self.stopped && self.due_on.is_some_and(|due| due < today)
    }
}

/// Days from the first up to, not including, the last; of the last piece that runs the last day is its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    pub from: Date,
    /// `None`: nobody knows yet.
    pub to: Option<Date>,
    pub runs: bool,
    /// Why it does not run.
    pub why: Option<String>,
}

/// 节点.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    pub on: Date,
    pub title: String,
    /// 文书号.
    pub number: Option<String>,
}

/// The lanes of a dispute and what hangs on it, earliest first. Papers and the directory have none.
pub fn lanes(matters: &[Outlined<'_>], law: &Law) -> Vec<Lane> {
    in_order(matters.iter().filter_map(|one| lane(one, law)).collect())
}

fn in_order(mut lanes: Vec<Lane>) -> Vec<Lane> {
    lanes.sort_by(|one, other| (one.from, &one.matter).cmp(&(other.from, &other.matter)));
    lanes
}

fn lane(of: &Outlined<'_>, law: &Law) -> Option<Lane> {
    // Not even worked out: papers are what a file has most of. Nobody was visited where the next visit asks.
    let merged =
        matches!(of.matter, AnyMatter::FollowUp(held) if matches!(held.stage, Stage::TakenOver { .. }));
    if merged || !has_lane(of.matter.kind()) {
        return None;
    }
    let outline = of.outline();
    let (tracks, marks) = match of.matter {
        AnyMatter::Mediation(held) => (mediation_tracks(held, law), mediation_marks(held)),
        AnyMatter::Mirrored(held) => (mirrored_tracks(held, law), mirrored_marks(held)),
        AnyMatter::Reconsideration(held) => {
            (reconsideration_tracks(held, law), reconsideration_marks(held, law))
        }
        AnyMatter::Referral(held) => {
            (vec![track("answer", "签收移送", &held.clock(), law)], referral_marks(held))
        }
        AnyMatter::CaseReview(held) => {
            let minutes = held.minutes_clock();
            let minutes = minutes.iter().map(|clock| track("minutes", "形成会议纪要", clock, law));
            (minutes.collect(), ends(outline))
        }
        _ => {
            let tracks = outline.clocks.iter().map(|line| plain(line, outline.facets.ended_on));
            (tracks.collect(), ends(outline))
        }
    };
    let first = marks.iter().map(|mark: &Mark| mark.on).min();
    let from = outline.facets.opened_on.into_iter().chain(first).min()?;
    let title = outline.facets.title.clone();
    Some(Lane {
        matter: of.id().clone(),
        kind: of.matter.kind(),
        title,
        from,
        to: match of.matter {
            AnyMatter::Referral(held) => held.stage.went_back_on().or(outline.facets.ended_on),
            _ => outline.facets.ended_on,
        },
        tracks,
        marks,
        bare: false,
    })
}

/// What became of it, by the last that is known.
fn referral_marks(held: &Referral) -> Vec<Mark> {
    use crate::referral::Stage::*;
    let became = match &held.stage {
        Sent { .. } => None,
        Accepted { on } => Some((on, "签收移送")),
        Declined { on, .. } => Some((on, "退回")),
        Unanswered { on } => Some((on, "逾期没有签收，退回")),
        Escalated { on } => Some((on, "没有签收，另行处理")),
        HandedBack { on } => Some((on, "交回结果")),
        TakenOver { on } => Some((on, "签收，由接收单位接着办")),
    };
    let became = became.map(|(on, title)| mark(*on, title));
    let given_back = matches!(held.stage, HandedBack { .. });
    let signed = held.accepted_on.filter(|_| given_back).map(|on| mark(on, "签收移送"));
    let sent = std::iter::once(mark(held.package.sent_on, "发出移送"));
    sent.chain(signed).chain(became).collect()
}

fn has_lane(kind: Kind) -> bool {
    use Kind::{Body, Expert, HolidaySchedule, Officer, Organization, OutsideSystem, Paper};
    !matches!(kind, Paper | Organization | Officer | Body | Expert | OutsideSystem | HolidaySchedule)
}

fn mark(on: Date, title: &str) -> Mark {
    Mark { on, title: title.to_owned(), number: None }
}

fn ends(outline: &crate::Outline) -> Vec<Mark> {
    let opened = outline.facets.opened_on.map(|on| mark(on, "开始"));
    let ended = outline.facets.ended_on.map(|on| mark(on, "终结"));
    opened.into_iter().chain(ended).collect()
}

/// A period of which only the line of the list is known: one that was stopped ran until the proceeding was over at the latest.
fn plain(line: &ClockLine, ended_on: Option<Date>) -> Track {
    // What has lapsed did run, to its last day.
    let runs = line.state != ClockState::Suspended;
    let stopped = line.state == ClockState::Stopped;
    let to = line.due_on.or(ended_on.filter(|_| stopped).map(|on| on.max(line.started_on)));
    let segment =
        Segment { from: line.started_on, to, runs, why: (!runs).then(|| "暂停计算".to_owned()) };
    Track {
        name: line.name.clone(),
        title: line.title.clone(),
        term: line.term.clone(),
        due_on: line.due_on,
        provisional: line.provisional,
        stopped: line.state == ClockState::Stopped,
        segments: vec![segment],
    }
}

/// The pieces of a clock, up to where it stopped, to its last day, or open where it is suspended.
fn track(name: &str, title: &str, clock: &Clock, law: &Law) -> Track {
    let last = clock.last_day(&law.calendar);
    let end = clock.stopped_on.or_else(|| clock.bound_on(&law.calendar));
    let within = |on: Date| end.is_none_or(|end| on <= end);
    let mut segments = Vec::new();
    let mut from = clock.started_on;
    for (pause, reason) in clock.left_out().into_iter().filter(|(pause, _)| within(pause.from)) {
        let begins = pause.from.max(from);
        if begins > from {
            segments.push(Segment { from, to: Some(begins), runs: true, why: None });
        }
        let resumes = pause.to.filter(|to| within(*to)).or(end.filter(|_| pause.to.is_some()));
        let to = resumes.or(clock.stopped_on);
        segments.push(Segment { from: begins, to, runs: false, why: Some(reason.to_owned()) });
        match to {
            Some(to) => from = to.max(begins),
            None => {
                return finished(name, title, clock, LastDay { on: None, provisional: false }, segments);
            }
        }
    }
    if end.is_none_or(|end| from < end) || segments.is_empty() {
        segments.push(Segment { from, to: end, runs: true, why: None });
    }
    finished(name, title, clock, last, segments)
}

fn finished(name: &str, title: &str, clock: &Clock, last: LastDay, segments: Vec<Segment>) -> Track {
    Track {
        name: name.to_owned(),
        title: title.to_owned(),
        term: clock.term.clone(),
        due_on: last.on,
        provisional: last.provisional,
        stopped: clock.stopped_on.is_some(),
        segments,
    }
}

fn mediation_tracks(held: &Mediation, law: &Law) -> Vec<Track> {
    held.clock(law).iter().map(|clock| track("mediation_period", "调解期限", clock, law)).collect()
}

/// Only what every reader of the file may know: a talk with one side alone is not among it.
fn mediation_marks(held: &Mediation) -> Vec<Mark> {
    let joint = held.sessions.iter().filter(|session| !session.is_separate() && session.minutes.is_some());
    let agreed = held.agreement.as_ref().and_then(|agreement| agreement.effective_on);
    let mut marks = vec![mark(held.opened_on, "启动调解")];
    let all = if held.left.is_empty() { "各方同意调解" } else { "参加的各方同意调解" };
    marks.extend(held.consented_on.map(|on| mark(on, all)));
    marks.extend(held.period.as_ref().map(|period| mark(period.accepted_on, "签收材料，期限开始")));
    marks.extend(joint.map(|session| mark(session.starts_at.date(), "会谈")));
    marks.extend(agreed.map(|on| mark(on, "协议生效")));
    marks.extend(held.stage.over_on().map(|on| mark(on, "调解终结")));
    marks.extend(held.formal_ending.as_ref().map(|ending| mark(ending.on, "结案手续")));
    marks.sort_by_key(|mark| mark.on);
    marks
}

fn mirrored_tracks(held: &Mirrored, law: &Law) -> Vec<Track> {
    held.clocks(law).iter().map(|named| track(&named.name, &named.title, &named.clock, law)).collect()
}

fn mirrored_marks(held: &Mirrored) -> Vec<Mark> {
    let (counted, _) = held.counted();
    let mark = |milestone: &&crate::mirrored::Milestone| Mark {
        on: milestone.report.happened_on,
        title: milestone.title_zh(held.procedure),
        number: milestone.report.document_number.clone(),
    };
    let mut marks: Vec<Mark> = counted.iter().map(mark).collect();
    marks.extend(held.over().map(|over| self::mark(over.on, over.stage.name_zh())));
    marks
}

fn reconsideration_tracks(held: &Reconsideration, law: &Law) -> Vec<Track> {
    held.clocks(law).iter().map(|named| track(&named.name, &named.title, &named.clock, law)).collect()
}

/// What every reader of the file may know: nothing of what was proposed on the way.
fn reconsideration_marks(held: &Reconsideration, law: &Law) -> Vec<Mark> {
    let mut marks = vec![mark(held.application.received_on, "收到复议申请")];
    marks.extend(held.supplement.as_ref().map(|held| mark(held.asked_on, "通知补正")));
    marks.extend(
        held.acceptance
            .as_ref()
            .map(|accepted| mark(accepted.on, if accepted.deemed { "视为受理" } else { "受理" })),
    );
    marks.extend(held.reply.as_ref().map(|reply| mark(reply.on, "被申请人答复")));
    marks.extend(held.halts.iter().map(|halt| mark(halt.from, "中止审理")));
    let resumed = held.halts.iter().filter(|halt| held.is_resumed(halt)).filter_map(|halt| halt.to);
    marks.extend(resumed.map(|on| mark(on, "恢复审理")));
    marks.extend(held.decided.as_ref().map(|decided| Mark {
        on: decided.on,
        title: "作出复议决定".to_owned(),
        number: decided.number.clone(),
    }));
    marks.extend(held.overdue_on(law).map(|on| mark(on, "逾期没有作出决定")));
    marks.extend(held.stage.over_on().map(|on| mark(on, held.stage.name_zh())));
    marks.sort_by_key(|mark| mark.on);
    marks
}

#[cfg(test)]
mod tests {
    use super::{beside::tests::mediated_in_court, *};
    use crate::{
        mediation::{Channel, Ground, MediationCommand, RESPONDENT},
        mirrored::{Finding, Level, MirroredCommand, Procedure, Step},
        scenes::*,
        world::*,
    };

    fn lanes_of(world: &World) -> Vec<Lane> {
        lanes(&Outlined::all(world.files.values(), &world.law), &world.law)
    }

    fn runs(track: &Track) -> Vec<(Date, Option<Date>, bool)> {
        track.segments.iter().map(|segment| (segment.from, segment.to, segment.runs)).collect()
    }

    #[test]
    fn a_trial_is_drawn_as_running_left_out_and_running_again() {
        let mut world = mediated_in_court();
        let trial = |world: &World| {
            let lanes = lanes_of(world);
            let suit = lanes.iter().find(|lane| lane.kind == Kind::Mirrored).expect("the suit has a lane");
            suit.tracks.iter().find(|track| track.name == "first_trial").expect("it is tried").clone()
        };
        let open = trial(&world);
        assert_eq!(open.due_on, None);
        assert_eq!(
            runs(&open),
            [(day("2026-03-13"), Some(day("2026-03-20")), true), (day("2026-03-20"), None, false)]
        );
        let fail = MediationCommand::Fail { ground: Ground::LargeDivergence, reason: "谈不拢".into() };
        world.at("2026-04-01").must("mediator", &mediation_id(), fail);
        let again = trial(&world);
        assert_eq!(again.due_on, Some(day("2026-09-28")), "twelve days later, past the Mid-Autumn holiday");
        assert_eq!(again.segments.len(), 3);
        assert_eq!(again.segments[1].to, Some(day("2026-04-01")));
    }

    #[test]
    fn a_last_day_in_a_year_without_its_notice_is_drawn_as_provisional() {
        let mut world = World::on("2026-12-07");
        world.register(registration(fine("2026-12-01"), "2026-12-07"));
        world.import(Channel::BeforeProcedure).all_consent().team().accept();
        let lanes = lanes_of(&world);
        let lane = lanes.iter().find(|lane| lane.kind == Kind::Mediation).expect("it is mediated");
        assert_eq!(lane.tracks[0].due_on.map(|on| on.year()), Some(2027));
        assert!(lane.tracks[0].provisional, "{:?}", lane.tracks[0]);
    }

    #[test]
    fn lanes_stand_in_the_order_in_which_they_began_and_say_what_happened() {
        let mut world = mediated_in_court();
        world.at("2026-06-20").judged(1, Finding::Annulled, "2026-06-10");
        let lanes = lanes_of(&world);
        let kinds: Vec<Kind> = lanes.iter().map(|lane| lane.kind).collect();
        assert_eq!(kinds[..3], [Kind::Mirrored, Kind::Dispute, Kind::Mediation], "the suit came first");
        let marks: Vec<(Date, &str)> =
            lanes[0].marks.iter().map(|mark| (mark.on, mark.title.as_str())).collect();
        assert_eq!(
            marks,
            [
                (day("2026-03-13"), "一审：立案、受理"),
                (day("2026-06-10"), "一审：判决撤销"),
                (day("2026-06-10"), "一审：文书送达")
            ]
        );
        let window = lanes[0].tracks.iter().find(|track| track.name == "first_window:respondent");
        assert_eq!(window.and_then(|track| track.due_on), Some(day("2026-06-25")));
    }

    #[test]
    fn what_was_over_before_it_was_registered_ends_the_registration_on_its_own_day() {
        let mut world = World::on("2026-07-20");
        world.only_registered("2026-03-02");
        world.open_elsewhere(Procedure::Litigation, first(accepted(), "2026-03-13"));
        world
            .judged(1, Finding::ClaimDismissed, "2026-06-10")
            .record(1, first(Step::Effective, "2026-06-26"));
        let lanes = lanes_of(&world);
        assert!(lanes.iter().all(|lane| lane.to.is_none_or(|to| to >= lane.from)), "{lanes:?}");
        let own = lanes.iter().find(|lane| lane.kind == Kind::Dispute).expect("it has a lane");
        assert_eq!((own.from, own.to), (day("2026-07-20"), Some(day("2026-07-20"))));
    }

    #[test]
    fn what_waits_or_was_struck_is_not_drawn_and_a_lane_reads_back() {
        let mut world = World::on("2026-07-20");
        world.only_registered("2026-03-02");
        world.open_elsewhere(Procedure::Litigation, first(accepted(), "2026-03-13"));
        world.record(1, pushed("1", report(Level::Second, served(&[RESPONDENT]), "2026-07-01")));
        world.record(1, first(Step::CopyServed, "2026-03-17"));
        let strike = MirroredCommand::Strike { milestone: "m3".into(), reason: "登记错了".into() };
        world.must("clerk", &mirrored_id(1), strike);
        let lanes = lanes_of(&world);
        let suit = lanes.iter().find(|lane| lane.kind == Kind::Mirrored).expect("the suit has a lane");
        assert_eq!(suit.marks.len(), 1);
        let text = serde_json::to_string(&lanes).expect("plain data");
        assert_eq!(serde_json::from_str::<Vec<Lane>>(&text).expect("reads back"), lanes);
    }
}
