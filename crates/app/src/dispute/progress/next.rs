//! Where each proceeding of a dispute stands, in the law's public sentence, and who has the next step, what it is and until when: read
//! from the to-dos of the file as this party may see it. Not here: what the party itself has to do, which stands above it.

use super::{own_side, promised};
use crate::{ui::parts::Fact, words::day_told};
use huajie_law::{
    Actor, AnyMatter, Kind, Law, Outlined, Principal, Role,
    calendar::zh_date,
    dispute::{Dispute, Outcome, Stage as DisputeStage},
    matter::{Outline, Task, WAIT},
    mediation::{Mediation, Outcome as MediationOutcome},
    mirrored,
    remedy::BOUND_ZH,
};
use jiff::civil::Date;

/// To whoever left alone.
const LEFT_ZH: &str = "您不参加这次调解了，其余各方继续谈。可以走的法定途径不受影响，请记住下面的最后一天。";

/// The same once it is over.
const LEFT_BEFORE_THE_END_ZH: &str =
    "您不参加的这次调解已经结束。可以走的法定途径不受影响，请记住下面的最后一天。";

/// One proceeding: its name, its sentence, what comes next unless it was said before. A reconsideration has a section of its own.
pub fn standing(
    one: &Outlined<'_>,
    actor: &Actor,
    (before, withdrawing): (&[String], bool),
    (dispute, law, today): (&Dispute, &Law, Date),
) -> Option<Fact> {
    let lapsed = is_lapsed(one, today);
    let mut next = next(one, actor, law, today);
    let mut folded = Vec::new();
    let (label, said) = match one.matter {
        // What is in hand is told of the proceeding that has it.
        AnyMatter::Dispute(held) if held.stage.as_str() != "in_proceeding" || !next.is_empty() => {
            ("这件事".to_owned(), so_far(held, actor, law, today))
        }
        AnyMatter::Mediation(held) => {
            let own = own_side(actor).unwrap_or_default();
            let label = match held.brief.ordinal {
                ..=1 => "调解".to_owned(),
                again => format!("第 {again} 次调解"),
            };
            (label, mediated(held, own, (lapsed, withdrawing)))
        }
        AnyMatter::Performance(held) => {
            let (promised, rest) = promised::lines(&held.visible(actor), actor, law, today);
            folded = rest;
            let own = own_side(actor).unwrap_or_default();
            let stage = held.unsealed_zh().is_none().then(|| held.told_to(own, law, today));
            let said: Vec<String> = stage.into_iter().chain(promised).collect();
            ("协议履行".to_owned(), said.join("\n"))
        }
        AnyMatter::FollowUp(held) => {
            let own = own_side(actor).unwrap_or_default();
            let found = held.new_acts_of(own).map(|found| promised::new_act(found, law, today));
            let said = std::iter::once(held.told_zh(own).to_owned()).chain(found);
            ("回访".to_owned(), said.collect::<Vec<_>>().join("\n"))
        }
        AnyMatter::Mirrored(held) => {
            let who = held.brought_by_zh().map(|who| format!("，{who}提起")).unwrap_or_default();
            (
                format!("{}（{}{who}）", held.procedure.name_zh(), held.body.name),
                held.told_beside(dispute, law, today),
            )
        }
        AnyMatter::Referral(held) => {
            (held.package.docking.name_zh().to_owned(), held.stage.told_zh().to_owned())
        }
        AnyMatter::Consultation(held) => (held.plan.request.form.name_zh().to_owned(), held.told_zh()),
        AnyMatter::CaseReview(held) => {
            (held.plan.convening.kind.name_zh().to_owned(), held.stage.told_zh().to_owned())
        }
        _ => return None,
    };
    next.retain(|line| !before.contains(line));
    let fact = Fact::new(label, [vec![said], next].concat().join("\n"));
    let rest = (!folded.is_empty()).then(|| format!("其余 {} 项还没有做完的", folded.len()));
    Some(match rest {
        Some(heading) => fact.more(heading, folded.join("\n")),
        None => fact,
    })
}

/// Where the dispute stands for this party, what it files itself, what it has inherited.
fn so_far(held: &Dispute, actor: &Actor, law: &Law, today: Date) -> String {
    let inherited = own_side(actor).and_then(|own| held.inherited_zh(own));
    let told = held.told_zh(own_side(actor).unwrap_or_default()).to_owned();
    let said = [Some(told), to_file(held, actor, law, today), inherited];
    said.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// Whoever applied has asked to withdraw, and nobody has decided upon that yet.
pub fn is_withdrawing(matter: &AnyMatter) -> bool {
    match matter {
        AnyMatter::Reconsideration(held) => {
            held.stage.over_on().is_none()
                && held.withdrawal.as_ref().is_some_and(|asked| asked.allowed.is_none())
        }
        AnyMatter::Mirrored(held) => held.is_withdrawal_open(),
        _ => false,
    }
}

/// How far a mediation is for this party, with what an agreement still waits for.
fn mediated(held: &Mediation, own: &str, (lapsed, withdrawing): (bool, bool)) -> String {
    if held.left_by(own).is_some() {
        let over = lapsed || held.stage.is_over();
        return if over { LEFT_BEFORE_THE_END_ZH } else { LEFT_ZH }.to_owned();
    }
    let said = match lapsed {
        _ if held.retried_on.is_some() => "这一次没有谈成，各方愿意再谈，又开始了一次调解。",
        true => MediationOutcome::Lapsed.told_zh(),
        false => held.stage.told_zh(),
    };
    // Where the suit was given up no procedure has it any more.
    let said = match held.is_suit_given_up() {
        true => without_the_way(said),
        false => said.to_owned(),
    };
    match (held.seal_awaited_zh(), held.withdrawal_awaited_zh()) {
        (Some(seal), _) => format!("谈成了，各方都签了字。{seal}"),
        (None, Some(_)) if withdrawing => {
            format!("{said}协议约定的撤回已经申请，等办理的机关决定是否准许；准许以后，那个程序才结束。")
        }
        (None, Some(withdrawal)) => format!("{said}{withdrawal}"),
        (None, None) => said,
    }
}

/// The sentence of an end, but for where the file goes then.
fn without_the_way(said: &str) -> String {
    let ways = ["，已经转回法定程序。", "，材料转回法定程序。", "，转回法定程序。"];
    ways.into_iter()
        .find_map(|way| Some(format!("{}。", said.strip_suffix(way)?)))
        .unwrap_or_else(|| said.to_owned())
}

/// Nothing was settled and nothing is on file: what the party itself files, while a day of it is open. Who was sent the papers files nothing.
fn to_file(held: &Dispute, actor: &Actor, law: &Law, today: Date) -> Option<String> {
    let own = own_side(actor)?;
    let unsettled = match held.stage {
        DisputeStage::Ended { outcome, .. } | DisputeStage::Closed { outcome, .. } => {
            matches!(outcome, Outcome::Unsettled | Outcome::NotImported | Outcome::PassedOn)
        }
        // 信访条例31条: where it was led to is its own to go.
        DisputeStage::Registered => held.is_led_elsewhere() || held.is_done_elsewhere(),
        DisputeStage::InProceeding { .. } => false,
    };
    if unsettled && held.is_bound(own) {
        return Some(BOUND_ZH.to_owned());
    }
    if let Some(says) = held.withdrawn_zh(Some(own), law, today).filter(|_| unsettled) {
        return Some(says);
    }
    let open = held.open_last_days_of(own, law).iter().any(|last| last.open_until(today).is_some());
    held.to_file_zh(law, today, None, Some(own)).filter(|_| unsettled && open)
}

/// The law has moved it on; a reconsideration is told as it stands then, in its own section.
fn is_lapsed(one: &Outlined<'_>, today: Date) -> bool {
    !matches!(one.matter, AnyMatter::Reconsideration(_))
        && one.outline().lapse.as_ref().is_some_and(|lapse| lapse.last_day < today)
}

/// A mediation that goes on without this reader, or that another one followed; visits that are only for others by now.
fn is_past(matter: &AnyMatter, actor: &Actor) -> bool {
    let own = own_side(actor);
    match matter {
        AnyMatter::Mediation(held) => {
            own.is_some_and(|own| held.left_by(own).is_some()) || held.retried_on.is_some()
        }
        AnyMatter::FollowUp(held) => {
            let over = held.is_over();
            over && held.to_visit().all(|party| Some(party.key.as_str()) != own)
        }
        _ => false,
    }
}

/// The steps of others, one line each; the same step of several is one line.
pub fn next(one: &Outlined<'_>, actor: &Actor, law: &Law, today: Date) -> Vec<String> {
    if is_lapsed(one, today) || is_past(one.matter, actor) {
        return Vec::new();
    }
    let seen = one.matter.visible(actor);
    let outline = seen.outline(one.id(), law);
    let mine = actor.principals();
    let mut steps: Vec<Turn> = Vec::new();
    let open = outline.tasks.iter().filter(|task| task.is_open_on(today) && is_of(&seen, task, actor));
    for task in open.filter(|task| !task.holders.iter().any(|holder| mine.contains(holder))) {
        let Some((what, has_day)) = what(&seen, task, own_side(actor).unwrap_or_default()) else { continue };
        let Some(who) = who(&seen, task, &outline, law) else { continue };
        let due = task.due_on.filter(|_| has_day);
        let at = steps.iter().position(|known| known.what == what && known.due == due);
        let at = at.unwrap_or_else(|| {
            steps.push(Turn { who: Vec::new(), what, asked: Vec::new(), due });
            steps.len() - 1
        });
        let turn = &mut steps[at];
        turn.asked.extend(asked(&seen, task, law));
        if !turn.who.contains(&who) {
            turn.who.push(who);
        }
    }
    // What another body does is known here only once somebody has entered it.
    let elsewhere = matches!(one.matter, AnyMatter::Mirrored(_));
    let told = |turn: Turn| {
        let (who, what) = (turn.who.join("、"), turn.told());
        match turn.due.filter(|due| elsewhere && *due < today) {
            Some(due) => format!(
                "下一步：{who}{what}。按期限应当在{}前办，办了没有这里还没有登记，可以打电话问。",
                zh_date(due)
            ),
            None => said(&who, &what, turn.due, (law, today)),
        }
    };
    steps.into_iter().map(told).collect()
}

/// A visit is told of to whoever is visited by it.
fn is_of(seen: &AnyMatter, task: &Task, actor: &Actor) -> bool {
    match (seen, own_side(actor)) {
        (AnyMatter::FollowUp(held), Some(own)) if task.command == "record_visit" => {
            held.is_about(&task.name, own)
        }
        _ => true,
    }
}

/// One step of one or of several.
struct Turn {
    who: Vec<String>,
    what: &'static str,
    /// Who has not answered yet, where somebody else asks.
    asked: Vec<String>,
    due: Option<Date>,
}

impl Turn {
    /// Of a question that is put to all it says who has still to answer.
    fn told(&self) -> String {
        match self.asked.is_empty() {
            true => self.what.to_owned(),
            false => self.what.replace("各方", &self.asked.join("、")),
        }
    }
}

fn asked(seen: &AnyMatter, task: &Task, law: &Law) -> Option<String> {
    let AnyMatter::Mediation(held) = seen else { return None };
    let side = held.awaited_side(&task.name).filter(|_| task.command == "record_consent")?;
    Some(held.label(side, law).into_owned())
}

fn said(who: &str, what: &str, due: Option<Date>, (law, today): (&Law, Date)) -> String {
    match due {
        Some(due) if due < today => {
            format!("下一步：{who}{what}。应当在{}前办，已经过了，可以打电话催问。", zh_date(due))
        }
        Some(due) => format!("下一步：{who}{what}，{}前。", day_told(due, law)),
        None => format!("下一步：{who}{what}。"),
    }
}

/// What a to-do is called before the public, and whether its day is the day of this step. `None`: the house's own, or told elsewhere
/// on the page. Whoever broke a promise is not the one who is helped.
fn what(seen: &AnyMatter, task: &Task, own: &str) -> Option<(&'static str, bool)> {
    let name = task.name.split(':').next().unwrap_or_default();
    let breaks = matches!(seen, AnyMatter::Performance(held) if held.is_broken_by(own));
    Some(match (seen.kind(), name, task.command.as_str()) {
        // The day of it is the last one to sue, which stands among the days to mind.
        (Kind::Dispute, "referred", _) => ("按移送来的材料启动调解", false),
        (Kind::Dispute, _, "request_mediation") => {
            ("和您商量走哪条路：在这里调解，或者转给有权处理的机关", false)
        }
        (Kind::Dispute, _, "choose_representatives") => ("通知大家推选代表人", false),
        (Kind::Dispute, _, "close") => ("整理案卷，归档", false),
        (Kind::Mediation, ..) => return of_mediation(name, &task.command),
        (Kind::Performance, _, "check_performance") => ("核实有一项到底履行了没有", false),
        (Kind::Performance, "said", _) => ("核实回访时说已经履行的，补上记录", false),
        (Kind::Performance, _, "urge") => ("督促履行", false),
        (Kind::Performance, _, "record_breach") => ("再督促，还不履行的记录为没有履行，告诉您下一步", false),
        (Kind::Performance, _, "apply_for_enforcement") => ("帮没有得到履行的一方申请强制执行", false),
        (Kind::Performance, _, "pass_on") if breaks => ("告诉对方还能走的路，把材料转过去", false),
        (Kind::Performance, _, "pass_on") => ("告诉您还能走的路，把材料转过去", false),
        (Kind::FollowUp, _, "record_visit") => ("联系您，问一问办得怎么样", true),
        (Kind::Referral, _, "accept") => ("签收材料，或者说明理由退回", true),
        (Kind::Referral, _, "hand_back") => ("办理，办完交回结果", true),
        (Kind::Referral, _, "send_again") => ("重新移送，或者自己接着办", false),
        (Kind::Referral, "window", _) => ("督促窗口尽快办理", false),
        (Kind::Referral, _, "acknowledge") => ("督促接收单位签收，或者改送别的单位", false),
        (Kind::Mirrored, "progress", _) if has_filing(seen) => ("办理", true),
        (Kind::Mirrored, "progress" | "filing", _) => ("核实立案、受理的情况", false),
        (Kind::Mirrored, "service", _) => ("把文书送给各方", false),
        (Kind::Mirrored, "effect", _) => ("核实结果是不是已经生效", false),
        (Kind::Reconsideration, _, "decide_challenge") => ("决定要不要回避", true),
        (Kind::Reconsideration, _, "decide_stay") => ("决定是否停止执行", true),
        (Kind::Reconsideration, _, "decide_withdrawal") => ("决定是否准许撤回", true),
        (Kind::Reconsideration, "reported", _) => ("核实复议决定履行了没有，没有履行的责令履行", false),
        (Kind::Reconsideration, "settled", "apply_withdrawal") => {
            ("按协议书面申请撤回复议，复议机构再审查是否准许", false)
        }
        _ => return None,
    })
}

fn of_mediation(name: &str, command: &str) -> Option<(&'static str, bool)> {
    Some(match (name, command) {
        (_, "import") => ("审查适不适合调解", true),
        (_, "record_consent") => ("征求各方愿不愿意调解", true),
        (_, "name_team") => ("安排指导法官、调解员和参加人", true),
        (_, "fill_seat") => ("补上调解小组空缺的人", false),
        (_, "accept_material") => ("收下材料，开始调解", true),
        ("accept_material", WAIT) => {
            ("等小组成员都说明和这件事有没有关系、要不要回避也定了，就收下材料，开始调解", true)
        }
        (_, "decide_challenge") => ("决定要不要回避", true),
        (_, "convene_session") => ("约第一次谈话", true),
        // What a talk still needs has the talk's own day.
        (_, "write_minutes") => ("写谈话记录，请到场的人核对签字", false),
        (_, "confirm_undisputed") => ("核对没有争议的事实", false),
        (_, "sign_minutes") => ("核对谈话记录并签字", false),
        ("redraft", _) => ("修改协议，重新送审查", false),
        ("conclude", "draft_agreement") => ("促成协议；谈不成的，依法结束调解", true),
        ("conclude", _) => ("请各方把协议签完；签不成的，依法结束调解", true),
        (_, "check_legality") => ("审查协议合不合法", false),
        (_, "sign_agreement") => ("在协议上签字", false),
        (_, "hand_on") => ("把材料转给下一个程序，告诉您还能走的路", true),
        (_, "record_formal_ending") => ("等法院或者复议机关的结果，收到就登记", false),
        (_, "apply_for_confirmation") => ("和您一起向法院申请确认协议（不是必须的）", true),
        (_, "retry") => ("再问一次各方愿不愿意调解", false),
        _ => return None,
    })
}

fn has_filing(seen: &AnyMatter) -> bool {
    let AnyMatter::Mirrored(held) = seen else { return false };
    !matches!(held.stage(), mirrored::Stage::Waiting | mirrored::Stage::Received)
}

/// Whose step it is, as the public knows them: an expert is not named, and another citizen only where it sits at the same table and by the
/// name under which the file shows it.
fn who(seen: &AnyMatter, task: &Task, outline: &Outline, law: &Law) -> Option<String> {
    if let (AnyMatter::Mirrored(held), "progress" | "service") = (seen, task.name.as_str())
        && (task.name == "service" || has_filing(seen))
    {
        return Some(held.body.name.clone());
    }
    let first = task.holders.first()?;
    let respondent = outline.facets.respondent.as_ref();
    let desk = |role| *first == Principal::role(role);
    Some(match (first.as_user(), seen) {
        (Some(user), AnyMatter::Mediation(held)) if held.is_judge(&user) => "指导法官".to_owned(),
        (Some(_), AnyMatter::Mediation(_) | AnyMatter::Performance(_)) => "调解员".to_owned(),
        (Some(_), _) => "工作人员".to_owned(),
        (None, _) if desk(Role::IntakeClerk) => "中心窗口".to_owned(),
        (None, _) if desk(Role::CentreHead) => "中心负责人".to_owned(),
        (None, AnyMatter::Mediation(held)) if first.is_party() => {
            let side = held.awaited_side(&task.name);
            side.map_or_else(|| "其他当事人".to_owned(), |side| held.label(side, law).into_owned())
        }
        (None, _) if first.is_party() => "其他当事人".to_owned(),
        (None, _) if respondent.is_some_and(|agency| first.is_agency_of(agency)) => {
            respondent.map(|agency| law.directory.name_of(agency).to_owned())?
        }
        (None, _) => first.name_zh(&law.directory),
    })
}
