//! A reconsideration as its party reads it: how far it is, what comes next and until when, what was said and decided, the papers that
//! went to this party, and what the other side brought once it may be read (《行政复议法》47条). Not here: the steps the party takes.

use super::own_side;
use crate::{
    desk::reconsideration as told,
    ui::{
        Tone,
        parts::{Entry, Fact, Facts, Link, Timeline},
    },
    words::PROVISIONAL_ZH,
};
use huajie_law::{
    Actor, AnyMatter, Law, Outlined,
    calendar::zh_date,
    reconsideration::{Reconsideration, Stage},
};
use jiff::civil::Date;
use std::cmp::Ordering;

/// A section of the citizen's page.
pub struct Section {
    pub heading: String,
    /// Where it stands, in the law's own public sentence.
    pub said: String,
    /// What comes next, who has it, until when.
    pub next: Vec<String>,
    pub course: Option<Timeline>,
    pub facts: Facts,
    /// What was sent to this party, with the day on which it counts as served.
    pub served: Vec<(Link, String)>,
    /// What the agency answered and brought.
    pub brought: Vec<Link>,
}

impl Section {
    /// Every paper that it lists.
    pub fn papers(&self) -> impl Iterator<Item = &Link> {
        self.served.iter().map(|(paper, _)| paper).chain(&self.brought)
    }
}

/// The section, if this file is one.
pub fn section(one: &Outlined<'_>, actor: &Actor, law: &Law, today: Date) -> Option<Section> {
    let AnyMatter::Reconsideration(held) = one.matter else { return None };
    let (held, _) = held.caught_up(law, today);
    let seen = held.visible(actor);
    let own = own_side(actor).unwrap_or_default();
    let id = one.id();
    let link = |paper: &huajie_law::Document| {
        Link::new(format!("/my/{id}/evidence/{}", paper.file), paper.title.clone())
    };
    Some(Section {
        heading: format!("行政复议（{}）", seen.number),
        said: held.told(own, law, today),
        next: held
            .reconsidered_before_zh()
            .into_iter()
            .chain(next(&held, own, law, today))
            .chain(super::next::next(one, actor, law, today))
            .collect(),
        course: held.stage.over_on().is_none().then(|| course(&held)),
        facts: facts(&seen, law, today).into_iter().collect(),
        served: served(&seen, own, &link, law),
        brought: seen.brought().iter().map(link).collect(),
    })
}

/// The way of a reconsideration, as far as it has come.
fn course(held: &Reconsideration) -> Timeline {
    let at_now = match held.stage {
        Stage::WithAgency | Stage::UnderReview | Stage::Supplementing => 1,
        Stage::Running | Stage::Suspended if held.reply.is_none() => 2,
        Stage::Running | Stage::Suspended => 3,
        Stage::Drafted | Stage::Approved => 4,
        _ => 5,
    };
    let steps = [
        ("收到申请", Some(held.application.received_on)),
        ("决定是否受理", held.acceptance.as_ref().map(|accepted| accepted.on)),
        ("对方答复、举证", held.reply.as_ref().map(|reply| reply.on)),
        ("听取意见、审理", held.heard.last().map(|heard| heard.on)),
        ("作出决定", held.decided.as_ref().map(|decided| decided.on)),
        ("送达生效", None),
    ];
    let entries = steps.into_iter().enumerate().map(|(i, (title, day))| {
        let (tone, at) = match (i.cmp(&at_now), day) {
            (Ordering::Less, Some(day)) => (Tone::Settled, zh_date(day)),
            (Ordering::Less, None) => (Tone::Plain, "没有".to_owned()),
            (Ordering::Equal, _) => (Tone::Live, "正在这一步".to_owned()),
            (Ordering::Greater, _) => (Tone::Plain, String::new()),
        };
        Entry { tone, at, title: title.to_owned(), to_come: i > at_now, ..Entry::default() }
    });
    Timeline { entries: entries.collect() }
}

/// Who has to do what, and until when; nothing here is the party's own step, which stands above.
fn next(held: &Reconsideration, own: &str, law: &Law, today: Date) -> Vec<String> {
    let due = |name: &str| {
        let named = held.clocks(law).into_iter().find(|named| named.name == name)?;
        Some(named.clock.last_day(&law.calendar))
    };
    let until = |name: &str| {
        let last = due(name).and_then(|last| Some((last.on?, last.provisional)));
        let provisional = |provisional| if provisional { PROVISIONAL_ZH } else { "" };
        last.map(|(on, unsure)| until_zh(on, provisional(unsure), today)).unwrap_or_default()
    };
    let mut lines = match held.stage {
        Stage::WithAgency => with_agency(held, (law, today), &until),
        Stage::UnderReview => {
            vec![format!("复议机关决定是否受理{}；到期没有处理的，视为受理。", until("screening"))]
        }
        Stage::Supplementing => supplementing(held, own, law),
        Stage::Running => running(held, own, &until, law),
        Stage::Suspended => {
            let why = held.open_halt().map(|halt| format!("中止的原因：{}。", halt.ground.zh()));
            let then = match held.overdue_on(law) {
                None => "原因消除以后恢复审理，期限接着算，会书面通知您。",
                Some(_) => "原因消除以后恢复审理，会书面通知您。",
            };
            why.into_iter().chain([then.to_owned()]).collect()
        }
        Stage::Drafted | Stage::Approved if held.overdue_on(law).is_some() => {
            vec!["由复议机关负责人同意或者集体讨论，然后制作决定书。".to_owned()]
        }
        Stage::Drafted | Stage::Approved => {
            vec![format!("由复议机关负责人同意或者集体讨论，然后制作决定书{}。", until("decision"))]
        }
        Stage::Decided => vec![decided(held, own, law).to_owned()],
        Stage::Effective { .. } | Stage::Settled { .. } => {
            let dismissed = held.left_after_dismissal(law, today);
            let dismissed = dismissed.filter(|_| held.applicants().any(|key| key == own));
            to_perform(held, own, today).into_iter().chain(dismissed).collect()
        }
        Stage::Terminated { .. } if held.applicants().any(|key| key == own) => {
            held.left_after_withdrawal(law, today).into_iter().collect()
        }
        _ => Vec::new(),
    };
    lines.extend(whom_to_sue(held, own, law, today));
    lines.extend(enforced(held, own));
    lines.extend(overdue(held, own, (law, today)));
    lines.extend(told::asked::told(held, own, law));
    let coming = held.open_hearing().filter(|hearing| hearing.plan.starts_at.date() >= today);
    lines.extend(coming.map(|hearing| {
        let at = hearing.plan.starts_at;
        let when = format!("{} {:02}:{:02}", zh_date(at.date()), at.hour(), at.minute());
        format!(
            "听证：{when}，{}。带上身份证件和证据原件；没有正当理由不到场，视为放弃听证。",
            hearing.plan.place
        )
    }));
    lines
}

/// 32条: whoever is not passed on in time need not wait.
fn with_agency(
    held: &Reconsideration,
    (law, today): (&Law, Date),
    until: &dyn Fn(&str) -> String,
) -> Vec<String> {
    let late = held.forwarded_late(law).filter(|(due, _)| *due < today);
    let told = late.map(|(due, _)| {
        format!(
            "处罚机关应当在{}前转送，已经过了。您可以打电话催它，也可以直接把申请交给复议机关；您第一次提交的日期不变（《行政复议法》32条）。",
            zh_date(due)
        )
    });
    vec![told.unwrap_or_else(|| format!("处罚机关把申请转给复议机关{}。", until("forwarding")))]
}

fn supplementing(held: &Reconsideration, own: &str, law: &Law) -> Vec<String> {
    let asked = held.supplement.as_ref().map(|asked| format!("要补正的：{}", asked.items));
    if !held.applicants().any(|key| key == own) {
        return asked.into_iter().collect();
    }
    let starts =
        held.supplement_due(law).is_none().then(|| "期限从您收到补正通知的次日起算，十个工作日。".to_owned());
    asked.into_iter().chain(starts).collect()
}

fn running(held: &Reconsideration, own: &str, until: &dyn Fn(&str) -> String, law: &Law) -> Vec<String> {
    let mut lines = Vec::new();
    let asked = held.access_requests.iter().rev().find(|asked| asked.side == own);
    match (&held.copy, &held.reply) {
        (None, _) => lines.push(format!("复议机构把申请书副本发给对方{}。", until("copy"))),
        (Some(_), None) => lines.push(format!(
            "对方书面答复并提交证据、依据{}；逾期不答复，视为没有证据、依据。",
            until("reply")
        )),
        (Some(_), Some(_)) if held.may_read(own) => {
            lines.push("对方已经答复，内容在下面，看过以后可以提意见。".to_owned())
        }
        (Some(_), Some(_)) => lines.push(match asked.map(|asked| &asked.decided) {
            Some(None) => "对方已经答复。您申请查阅，复议机构正在决定。".to_owned(),
            Some(Some(decided)) => format!(
                "您申请查阅，没有同意：{}。",
                decided.withheld.map_or("", |withheld| withheld.name_zh())
            ),
            None => "对方已经答复。您可以申请看它的答复和证据，再提意见。".to_owned(),
        }),
    }
    if held.overdue_on(law).is_none() {
        lines.push(format!("复议机关作出决定{}。", until("decision")));
    }
    lines
}

/// 行诉法45条: what the day was, and that nobody has to wait for it any longer.
fn overdue(held: &Reconsideration, own: &str, (law, today): (&Law, Date)) -> Option<String> {
    let last = held.overdue_suit(law).filter(|_| held.stage.is_pending())?.last_day(&law.calendar).on?;
    let open = last >= today && held.applicants().any(|side| side == own);
    let step = match open {
        true => "您可以继续等，也可以不等，在上面写的日子以前向法院起诉（《行政诉讼法》45条）。",
        false => "",
    };
    Some(format!("复议机关作出决定的期限已经过了，还没有作出。{step}"))
}

/// 75条2款: from one's own service on, whoever else still waits for the paper.
fn decided(held: &Reconsideration, own: &str, law: &Law) -> &'static str {
    match held.last_day_to_sue(own, law) {
        Some(_) => "决定书还在送达其他各方；您的起诉期限从您自己收到的那天算起，不等其他人。",
        None => "决定书送达您和对方以后发生法律效力。收到以后请看清起诉的期限。",
    }
}

/// A day that is over is not told as one to come.
fn until_zh(on: Date, unsure: &str, today: Date) -> String {
    match on < today {
        true => format!("，应当在{}前办，已经过了，可以打电话催问", zh_date(on)),
        false => format!("，最迟{}{unsure}", zh_date(on)),
    }
}

/// 77条: what is still owed, each with its day. Against the agency there are orders, talks and criticism; enforcement (78条) is against
/// the parties.
fn to_perform(held: &Reconsideration, own: &str, today: Date) -> Option<String> {
    let each = held.open_duties().map(|duty| {
        let by = match duty.by {
            Some(by) if by < today => format!("（应当在{}前履行，已经过了）", zh_date(by)),
            Some(by) => format!("（最迟{}）", zh_date(by)),
            None => String::new(),
        };
        format!("{}{by}", duty.label_zh())
    });
    let owed: Vec<String> = each.collect();
    let says = match (owed.is_empty(), held.open_report()) {
        (true, _) => return None,
        (false, Some(said)) => {
            let who = if said.side == own { "您" } else { "有一方" };
            format!("{who}{}反映没有履行，复议机构会去核实", zh_date(said.on))
        }
        (false, None) => "到期没有履行的，请告诉复议机构".to_owned(),
    };
    let what = if held.statement.is_some() { "调解书" } else { "决定" };
    Some(format!(
        "对方要履行{what}：{}。{says}：由复议机关或者有关上级行政机关责令它限期履行，还可以约谈它的负责人、通报批评（《行政复议法》77条2款）。",
        owed.join("；")
    ))
}

/// 行诉法26条2款, 法释〔2018〕1号133条: who upholds, or rejects what is requested, is sued with the agency. Not in a text: it tells what was decided.
fn whom_to_sue(held: &Reconsideration, own: &str, law: &Law, today: Date) -> Option<String> {
    held.last_day_to_sue(own, law).filter(|last| *last >= today)?;
    held.issued_opinion()?.is_upheld().then(|| {
        "要起诉的，对方和复议机关是共同被告（《行政诉讼法》26条2款，法释〔2018〕1号133条、134条）。"
            .to_owned()
    })
}

/// 78条: to whom it befalls, and to nobody else.
fn enforced(held: &Reconsideration, own: &str) -> Option<String> {
    let (on, by) = held.enforced.filter(|_| held.enforced_against.iter().any(|side| side == own))?;
    Some(format!(
        "您要履行的没有履行，{}起依法对您强制执行（{}，《行政复议法》78条）。已经履行了的、有疑问的，请马上联系复议机构。",
        zh_date(on),
        by.name_zh()
    ))
}

/// What was asked, accepted, said and decided, in the words of the file.
fn facts(seen: &Reconsideration, law: &Law, today: Date) -> Vec<Fact> {
    let mut facts = vec![
        Fact::new("复议机关", law.directory.name_of(&seen.bodies.body))
            .note(format!("办理：{}", law.directory.name_of(&seen.bodies.office))),
        Fact::new("申请", told::application(seen)),
    ];
    facts.extend(told::receipt(seen, law, today));
    facts.extend(told::trial(seen, law));
    facts.extend(told::along(seen, law));
    facts.extend(told::decision(seen));
    facts.extend(told::outcome(seen, law));
    facts
}

fn served(
    seen: &Reconsideration,
    own: &str,
    link: &dyn Fn(&huajie_law::Document) -> Link,
    law: &Law,
) -> Vec<(Link, String)> {
    let mine = seen.notices.iter().filter(|notice| notice.recipients.iter().any(|side| side == own));
    mine.map(|notice| {
        let said = match notice.served(own, &law.calendar) {
            Some(served) => format!("{}{}", zh_date(served.on), served.by.zh()),
            None => {
                let tried = notice.failed(own).last();
                let tried = tried.map(|tried| format!("；{}送过一次，没有送到", zh_date(tried.on)));
                format!("{}作出，还没有送达{}", zh_date(notice.made_on), tried.unwrap_or_default())
            }
        };
        let paper = notice.paper_on_file().map(|paper| link(&paper));
        (paper.unwrap_or_else(|| Link::new("", notice.paper.name_zh())), said)
    })
    .collect()
}
