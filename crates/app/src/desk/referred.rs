//! A referral in words: who sends, of whom, about what, with whose consent, which papers and which days; what came back. The receiving
//! body reads the whole file once and nobody types it again. Not here: who may read how much (`huajie_law::referral::Reading`).

use crate::ui::parts::Fact;
use huajie_law::{
    Actor, Law,
    calendar::zh_date,
    matter::ClockLine,
    mediation::RESPONDENT,
    referral::{Package, Reading, Referral, SignedFacts, Stage},
};

pub fn facts(held: &Referral, actor: &Actor, law: &Law) -> Vec<Fact> {
    let package = &held.package;
    let name = |body| law.directory.name_of(body);
    let mut facts = vec![
        Fact::new("阶段", held.stage.name_zh()),
        Fact::new("从哪里到哪里", format!("{}移送{}", name(&package.from), name(&package.to))),
        Fact::new("原因", package.reason.clone()),
        Fact::new("发出", zh_date(package.sent_on)),
    ];
    facts.extend(
        held.last_day_to_answer(law)
            .map(|day| Fact::new("签收期限", format!("{}止", zh_date(day))).note("本市设定，不是法定期限")),
    );
    if let Stage::Declined { reason, .. } = &held.stage {
        facts.push(Fact::new("退回理由", reason.clone()));
    }
    if held.reading(actor) == Reading::Returned {
        facts.push(Fact::new("移送的材料", "已随退回交还移送单位，这里不再显示"));
        return facts;
    }
    facts.extend(sent(held, law));
    if let Some(back) = &held.back {
        facts.push(Fact::new("交回的结果", back.outcome.name_zh()));
        facts.extend(back.undisputed.as_ref().map(|facts| Fact::new("交回的无争议事实", facts.text.clone())));
    }
    facts
}

/// What went, as it stood on the day on which it went.
fn sent(held: &Referral, law: &Law) -> Vec<Fact> {
    let package = &held.package;
    let agency = law.directory.name_of(&package.respondent);
    let party =
        |party: &huajie_law::referral::PackageParty| format!("{}：{}", party.standing.name_zh(), party.label);
    let act = &package.act;
    let parties: Vec<String> = package.parties.iter().map(party).collect();
    let mut facts = vec![
        Fact::new("争议编号", package.number.clone()),
        Fact::new("最初提交日", zh_date(package.first_submitted_on)).note("转到哪里都保留"),
        Fact::new("当事人", parties.join("\n")),
        Fact::new("被申请机关", agency),
        Fact::new("文号", act.document_number.clone().unwrap_or_else(|| "无".into())),
        Fact::new("救济告知", act.told.name_zh()),
        Fact::new("事实与理由", package.facts.clone()),
    ];
    facts
        .extend(package.filed_on.map(|on| Fact::new("起诉、申请复议", zh_date(on)).note("期限从这一天保留")));
    facts.extend(package.undisputed.iter().map(|facts| undisputed(facts, held, law)));
    let consents: Vec<String> = package.consents.iter().map(|one| consent(one, held, law)).collect();
    if !consents.is_empty() {
        facts.push(Fact::new("同意移送", consents.join("\n")));
    }
    facts.push(Fact::new("材料清单", papers(package)));
    if !package.clocks.is_empty() {
        let days: Vec<String> = package.clocks.iter().map(day).collect();
        facts.push(Fact::new("移送时的期限", days.join("\n")).note("现在的期限见上面“期限”"));
    }
    facts
}

fn label<'a>(side: &'a str, held: &'a Referral, law: &'a Law) -> &'a str {
    let party = held.package.parties.iter().find(|party| party.key == side);
    match side {
        RESPONDENT => law.directory.name_of(&held.package.respondent),
        _ => party.map_or(side, |party| party.label.as_str()),
    }
}

fn undisputed(facts: &SignedFacts, held: &Referral, law: &Law) -> Fact {
    let signed: Vec<&str> = facts.signed_by.iter().map(|side| label(side, held, law)).collect();
    Fact::new("无争议事实", facts.text.clone()).note(format!("已签字确认：{}", signed.join("、")))
}

fn consent(one: &huajie_law::referral::ReferralConsent, held: &Referral, law: &Law) -> String {
    let proof = if one.evidence.is_some() { "材料见下" } else { "没有书面材料" };
    let (who, way) = (label(&one.side, held, law), one.way.name_zh());
    format!("{who}：{}，{way}，{proof}", zh_date(one.on))
}

fn papers(package: &Package) -> String {
    let paper = |(at, paper): (usize, &huajie_law::referral::PackagePaper)| {
        let pages = paper.pages.map(|pages| format!("（{pages} 页）")).unwrap_or_default();
        format!("{}. {}{pages}", at + 1, paper.title)
    };
    let papers: Vec<String> = package.papers.iter().enumerate().map(paper).collect();
    if papers.is_empty() { "没有随附材料".to_owned() } else { papers.join("\n") }
}

fn day(clock: &ClockLine) -> String {
    format!("{}：{}", clock.title, clock.short)
}
