//! What was promised, as whoever promised it or is owed it has to know it: who does what until when, what they do themselves, and what
//! happens when a day passes. Not here: how each promise stands ([`crate::desk::told`]).

use super::own_side;
use crate::{desk::told, ui::parts::Fact, words};
use huajie_law::{
    Actor, AnyMatter, File, Law,
    calendar::zh_date,
    follow_up::NewAct,
    performance::{Line, Performance},
};
use jiff::civil::Date;
use std::borrow::Cow;

/// What is done next of what was agreed, by whom, for whom and until when: what concerns the reader, or that nothing does any more.
pub fn in_hand(visible: &[File], actor: &Actor, law: &Law, today: Date) -> Option<String> {
    let held: Vec<Performance> = visible
        .iter()
        .filter_map(|file| match &file.matter {
            Some(AnyMatter::Performance(held)) if held.unsealed_zh().is_none() => Some(held.visible(actor)),
            _ => None,
        })
        .collect();
    let own = own_side(actor).unwrap_or_default();
    let mut open: Vec<((bool, Date), String)> = Vec::new();
    for seen in &held {
        open.extend(seen.open_lines().map(|line| {
            let promised = &line.obligation;
            let who = match promised.obligor == own {
                true if actor.agency().is_none() => Cow::Borrowed("您"),
                _ => seen.called(&promised.obligor, law),
            };
            let sum = promised.amount_fen.map(|fen| format!("，{}", words::yuan(fen))).unwrap_or_default();
            let late = if line.is_overdue(today) { "（日子已经过了）" } else { "" };
            let to = for_whom(seen, line, own, law);
            let said = format!("{who}在{}前{late}，{to}{}{sum}", zh_date(promised.due_on), promised.content);
            ((!seen.concerns(line, own), promised.due_on), said)
        }));
    }
    open.sort_by_key(|(at, _)| *at);
    // What was recorded as broken is not done, and whoever has no line at all did nothing.
    let mine = || held.iter().flat_map(|seen| seen.lines.iter().filter(move |line| seen.concerns(line, own)));
    let done = mine().next().is_some() && mine().all(Line::is_fulfilled);
    if done && open.first().is_some_and(|((others, _), _)| *others) {
        let all = open.len();
        return Some(format!("和您有关的都做完了；协议里别的当事人之间还有 {all} 项没有做完。"));
    }
    let rest = match open.len() {
        0 | 1 => String::new(),
        all => format!("；一共还有 {all} 项没有做完，都写在下面"),
    };
    open.into_iter().next().map(|(_, first)| format!("协议正在履行：{first}{rest}。"))
}

/// To whom it is owed, where somebody is named: of many that are alike each is told apart.
pub(super) fn for_whom(seen: &Performance, line: &Line, own: &str, law: &Law) -> String {
    let to = line.obligation.obligee.as_deref();
    to.map(|side| if side == own { "对您，".to_owned() } else { format!("对{}，", seen.called(side, law)) })
        .unwrap_or_default()
}

/// What was newly complained of at a visit and is no dispute of its own yet.
pub fn new_act(found: &NewAct, law: &Law, today: Date) -> String {
    format!(
        "您回访时说到的新的行政行为，要另行登记，还没有登记：{}。这是另一个行政行为，期限从知道那天另外算；登记不等于起诉、申请复议，要走的请自己按时提出，窗口会和您联系。",
        found.told_zh(law, today)
    )
}

/// So many promises are told at once; of more the rest stands behind a fold.
const MOST_SHOWN: usize = 6;

/// How each promise stands: what is open and concerns this side first.
pub fn so_far(seen: &Performance, own: &str, law: &Law) -> Fact {
    let mut lines: Vec<&Line> = seen.lines.iter().collect();
    lines.sort_by_key(|line| (!seen.concerns(line, own), !line.is_open()));
    let rest = lines.split_off(shown_of(lines.len()));
    let told = |lines: Vec<&Line>| told::lines(seen, lines, law);
    let fact = Fact::new("做到了没有", told(lines));
    if rest.is_empty() { fact } else { fact.more(format!("其余 {} 项", rest.len()), told(rest)) }
}

/// A fold for a single line more would be longer than the line.
fn shown_of(all: usize) -> usize {
    if all > MOST_SHOWN + 1 { MOST_SHOWN } else { all }
}

/// One line for every promise that is open, one's own first, and what to do about one's own and about the others'; of many promises those
/// that are not told at once.
pub fn lines(seen: &Performance, actor: &Actor, law: &Law, today: Date) -> (Vec<String>, Vec<String>) {
    if let Some(seal) = seen.unsealed_zh() {
        return (vec![seal.to_owned()], Vec::new());
    }
    let own = own_side(actor).unwrap_or_default();
    let mut open: Vec<&Line> = seen.open_lines().collect();
    open.sort_by_key(|line| line.obligation.due_on);
    let mine = open.iter().any(|line| line.obligation.obligor == own);
    let owed: Vec<&&Line> = open.iter().filter(|line| line.is_owed_to(own)).collect();
    // One's own first; of many that are others' alone only how many there are.
    let (mut theirs, others): (Vec<&Line>, Vec<&Line>) =
        open.iter().copied().partition(|line| seen.concerns(line, own));
    theirs.sort_by_key(|line| line.obligation.obligor != own);
    let one_by_one = if others.len() > MOST_OF_OTHERS { &[][..] } else { &others[..] };
    let mut said: Vec<String> =
        theirs.iter().chain(one_by_one).map(|line| promise(seen, line, actor, law, today)).collect();
    let folded = said.split_off(shown_of(said.len()));
    said.extend(
        (one_by_one.len() < others.len()).then(|| {
            format!("另外还有 {} 项，不要您做，也不是给您做的，都写在“做到了没有”里。", others.len())
        }),
    );
    said.extend(mine.then(|| {
        "您要做的，做完以后点“告诉我们有一项做到了”，传上凭证；也可以把凭证送到窗口。到期做不到的，请早点告诉我们。".to_owned()
    }));
    // 复议法78条、民诉法206条: whoever lets the day pass reads what it costs before anybody enforces it.
    let passed = theirs.iter().filter(|line| line.obligation.obligor == own && line.is_overdue(today));
    let mut cost: Vec<String> = passed.map(|line| seen.consequence(line, law, today)).collect();
    cost.dedup();
    said.extend(cost.iter().map(|then| format!("您要做的过了日子，督促以后还是不做的：{then}。")));
    said.extend((!owed.is_empty()).then(|| {
        let late = owed.iter().any(|line| line.is_overdue(today));
        let when = if late { "已经过了日子还没有做到的" } else { "到了日子还没有做到的，第二天起" };
        let by = match (&seen.plan.lead_mediator, &seen.plan.office) {
            (None, Some(office)) => law.directory.name_of(office),
            _ => "调解员",
        };
        format!("别人答应您的，{when}，点“对方没有履行，或者只履行了一部分”，或者打电话、到窗口告诉我们，由{by}督促。")
    }));
    let then = owed.iter().map(|line| seen.consequence_for(line, Some(own), law, today));
    let mut then: Vec<String> = then.collect();
    then.dedup();
    said.extend(then.iter().map(|then| format!("督促以后还是不做的：{then}。")));
    (said, folded)
}

/// What others promise each other is told one by one up to so many.
const MOST_OF_OTHERS: usize = 3;

fn promise(seen: &Performance, line: &Line, actor: &Actor, law: &Law, today: Date) -> String {
    let own = own_side(actor).unwrap_or_default();
    let promised = &line.obligation;
    // An agent promises nothing, and nothing is promised to it.
    let named = |side: &str| match side == own {
        true if actor.agency().is_none() => "您".to_owned(),
        true => format!("您代理的{}", seen.called(side, law)),
        false => seen.called(side, law).into_owned(),
    };
    let to = promised.obligee.as_deref().map(|side| format!("对{}，", named(side))).unwrap_or_default();
    let sum = promised.amount_fen.map(|fen| format!("，{}", words::yuan(fen))).unwrap_or_default();
    let day = zh_date(promised.due_on);
    let late = if line.is_overdue(today) { "日子已经过了。" } else { "" };
    match promised.obligor == own {
        true => format!("要{}做的：{day}前，{to}{}{sum}。{late}", named(own), promised.content),
        false => {
            format!("下一步：{}在{day}前，{to}{}{sum}。{late}", named(&promised.obligor), promised.content)
        }
    }
}
