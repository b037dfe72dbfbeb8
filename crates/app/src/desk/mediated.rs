//! A mediation on the file page, as far as whoever reads may see it.

use super::{file::Shown, gathered, told};
use crate::ui::parts::Fact;
use huajie_law::{
    Actor, AnyMatter, File, Law,
    calendar::zh_date,
    mediation::{CALLED_OFF_ZH, Mediation},
};
use jiff::civil::Date;

/// How what was agreed in this mediation is being done.
fn performance_of(files: &[File], held: &Mediation, actor: &Actor, law: &Law) -> Option<Fact> {
    let of_it = |file: &&File| file.id == held.sibling(huajie_law::Kind::Performance);
    match files.iter().find(of_it)?.matter.as_ref()? {
        AnyMatter::Performance(performance) => Some(gathered::performed(&performance.visible(actor), law)),
        _ => None,
    }
}

/// How far heirs answer for what was agreed before they came; to each of them the same is said.
fn inherited(files: &[File]) -> Option<String> {
    let dispute = files.iter().find_map(|file| match file.matter.as_ref()? {
        AnyMatter::Dispute(held) => Some(held),
        _ => None,
    })?;
    dispute.parties.iter().find_map(|party| dispute.inherited_zh(&party.key))
}

pub(super) fn shown(file: &File, files: &[File], actor: &Actor, law: &Law, today: Date) -> Option<Shown> {
    let Some(AnyMatter::Mediation(held)) = &file.matter else { return None };
    let view = held.visible(actor);
    let stage = held.as_of(law, today);
    let mut facts = vec![Fact::new("阶段", stage.name_zh())];
    facts.extend(view.file.imported.as_ref().map(|imported| {
        let categories: Vec<_> = imported.categories.iter().map(|category| category.name_zh()).collect();
        Fact::new("导入", format!("{}\n{}", imported.channel_zh(), categories.join("\n")))
    }));
    facts.push(gathered::wishes(&view.file, law));
    facts.extend(view.file.team.as_ref().map(|team| Fact::new("1+1+N", told::team(team, law))));
    facts.extend(told::disclosed(&view.file, law));
    // The period is over though nobody has recorded it: what was to come after it does not.
    let ended_on = held.ended_by_time(law, today);
    facts.extend(view.file.sessions.iter().map(|session| {
        let fact = Fact::new("会谈", told::session(session, &view.file, law));
        let off = ended_on.is_some_and(|ended| session.is_to_come() && session.starts_at.date() > ended);
        if off { fact.note(format!("{CALLED_OFF_ZH}，这次会谈不开了")) } else { fact }
    }));
    facts.extend(view.file.undisputed.as_ref().map(|facts| {
        let confirmed = facts.confirmed.iter().map(|by| held.told_on(&by.party, by.on, law));
        let confirmed: Vec<_> = confirmed.collect();
        let gone = held.absent().map(|left| left.party.as_str()).filter(|side| !facts.is_confirmed_by(side));
        let gone: Vec<_> = gone.map(|side| held.label(side, law)).collect();
        let but = match gone.is_empty() {
            true => String::new(),
            false => format!("；{}已经退出、没有确认，不作为各方无争议的事实移送", gone.join("、")),
        };
        Fact::new("无争议事实", facts.text.clone()).note(format!("已确认：{}{but}", confirmed.join("、")))
    }));
    facts.extend(view.file.agreement.as_ref().map(|agreement| gathered::agreed(agreement, held, law)));
    facts.extend(performance_of(files, held, actor, law));
    let agreed = held.agreement.as_ref().is_some_and(|agreement| agreement.effective_on.is_some());
    facts.extend(inherited(files).filter(|_| agreed).map(|how_far| Fact::new("继承人", how_far)));
    facts.extend(held.gone_to().map(|(on, to)| {
        Fact::new("移送下一程序", format!("{}移送{}", zh_date(on), law.directory.name_of(to)))
    }));
    Some(Shown {
        heading: format!("第 {} 次调解", held.brief.ordinal),
        facts: facts.into_iter().collect(),
        draws: Vec::new(),
        confidential: confidential(&view.file),
        confidential_to: "只有指导法官、主调人（和本单位）能看到",
    })
}

/// What only the judge, the lead mediator and the agency itself see; the view has already taken out the rest.
fn confidential(seen: &Mediation) -> Vec<Fact> {
    let checks = seen.self_checks.iter().map(|check| {
        Fact::new(
            "行政机关自查",
            format!("{}\n问题：{}\n可让步：{}", check.assessment, check.flaws, check.room_to_concede),
        )
    });
    let questions = seen.questions.iter().map(|question| {
        let opinion = question.opinion.as_ref().map_or("（待答复）", |opinion| opinion.opinion.as_str());
        Fact::new("法官指导", format!("问：{}\n答：{opinion}", question.question))
    });
    checks.chain(questions).collect()
}
