//! What lies in a mediation. What was said apart is out of the view already; a proof of service and a side's own paper are for whoever
//! works on it and for that side.

use super::{By, Document, proof_title, scanned};
use crate::{
    Actor, FileHash, OrgId, Role,
    calendar::zh_date,
    decision::Law,
    mediation::{
        BriefParty, Channel, Ending, FormalResult, MEDIATOR, Mediation, RESPONDENT, Signature, Viewer,
    },
};
use jiff::civil::Date;

pub(super) fn documents(held: &Mediation, reader: &Actor, law: &Law) -> Vec<Document> {
    let view = held.visible(reader);
    let eyes = Eyes { viewer: &view.viewer, law };
    let mut found = eyes.of_sides(&view.file);
    found.extend(eyes.of_talks(&view.file));
    found.extend(eyes.of_the_period(&view.file));
    found.extend(eyes.of_the_agreement(&view.file));
    found
}

/// The scans of what several sign: a sheet that was brought once for all of them is theirs together.
fn signed_on_paper(title: &str, signatures: &[Signature]) -> Vec<Document> {
    let mut sheets: Vec<(&FileHash, Vec<By>, Date)> = Vec::new();
    for signature in signatures {
        let Some(file) = scanned(&signature.way) else { continue };
        let by = match signature.party.as_str() {
            MEDIATOR => By::House,
            side => By::Side(side.to_owned()),
        };
        match sheets.iter_mut().find(|(known, ..)| *known == file) {
            Some((_, all, _)) => all.push(by),
            None => sheets.push((file, vec![by], signature.on)),
        }
    }
    let document = |(file, mut all, on): (&FileHash, Vec<By>, Date)| {
        let by = if all.len() == 1 { all.remove(0) } else { By::Jointly(all) };
        Document::of(file, title, by, on)
    };
    sheets.into_iter().map(document).collect()
}

/// Of more than these a title says how many there are.
const NAMED: usize = 3;

/// Those for whom one paper is.
fn together(names: &[String]) -> String {
    match names.len() {
        0..=NAMED => names.join("、"),
        all => format!("{}等{all}方", names[..NAMED].join("、")),
    }
}

struct Eyes<'a> {
    viewer: &'a Viewer,
    law: &'a Law,
}

impl Eyes<'_> {
    fn works_on_it(&self) -> bool {
        self.viewer.is_of_the_house()
    }

    /// A paper that one side brought or got.
    fn reads_of(&self, side: &str) -> bool {
        match self.viewer {
            Viewer::Party(own) => own == side,
            Viewer::Respondent => side == RESPONDENT,
            _ => self.works_on_it(),
        }
    }

    /// What all sides made together.
    fn sits_at_the_table(&self) -> bool {
        self.works_on_it() || matches!(self.viewer, Viewer::Party(_) | Viewer::Respondent)
    }

    fn of_sides(&self, seen: &Mediation) -> Vec<Document> {
        let name = |side: &str, on| seen.brief.called_on(side, on, self.law).into_owned();
        // In the order in which they stand in the file; one sheet of several lies there once.
        let mut sheets: Vec<(&FileHash, Vec<&str>, Date)> = Vec::new();
        for side in seen.sides_and_left().filter(|side| self.reads_of(side)) {
            let Some(consent) = seen.consents.get(side) else { continue };
            let Some(file) = &consent.evidence else { continue };
            match sheets.iter_mut().find(|(known, ..)| *known == file) {
                Some((_, sides, _)) => sides.push(side),
                None => sheets.push((file, vec![side], consent.on)),
            }
        }
        let consents = sheets.into_iter().map(|(file, sides, on)| {
            let names: Vec<String> = sides.iter().map(|side| name(side, on)).collect();
            let title = format!("调解意愿确认材料（{}）", together(&names));
            let mut by: Vec<By> = sides.iter().map(|side| By::Side((*side).to_owned())).collect();
            let by = if by.len() == 1 { by.remove(0) } else { By::Jointly(by) };
            Document::of(file, title, by, on)
        });
        let before = seen.former_consents.iter().filter_map(|(side, consent)| {
            // Given on the very day on which the seat was taken over, it is theirs who is gone.
            let held = seen.brief.parties.iter().find(|party| party.key == *side);
            let since = held.and_then(BriefParty::taken_on).filter(|since| *since == consent.on);
            let on = since.and_then(|since| since.yesterday().ok()).unwrap_or(consent.on);
            let title = format!("调解意愿确认材料（{}）", name(side, on));
            Some(Document {
                brought_on: Some(on),
                ..Document::of(consent.evidence.as_ref()?, title, By::Side(side.clone()), consent.on)
            })
        });
        let sealing = *self.viewer == Viewer::ReconsiderationBody;
        let halts = seen
            .suspension
            .iter()
            .flat_map(|agreed| agreed.papers().iter().map(move |(side, file)| (side, file, agreed.on())));
        let halts = halts.filter(|(side, ..)| sealing || self.reads_of(side)).map(|(side, file, on)| {
            let title = format!("同意中止行政复议的书面材料（{}）", name(side, on));
            Document::of(file, title, By::Side(side.clone()), on)
        });
        consents.chain(before).chain(halts).collect()
    }

    fn of_talks(&self, seen: &Mediation) -> Vec<Document> {
        let name = |side: &str, on| seen.brief.called_on(side, on, self.law).into_owned();
        let mut found = Vec::new();
        for session in &seen.sessions {
            let before = session.moved.iter().flat_map(|moved| &moved.services);
            let all = before.chain(&session.services);
            let mut lists: Vec<(&FileHash, Vec<String>, Date)> = Vec::new();
            for service in all.filter(|service| self.reads_of(&service.recipient)) {
                let Some(proof) = &service.proof else { continue };
                let called = name(&service.recipient, service.served_on);
                match lists.iter_mut().find(|(known, ..)| *known == proof) {
                    Some((_, names, _)) => names.push(called),
                    None => lists.push((proof, vec![called], service.served_on)),
                }
            }
            found.extend(lists.into_iter().map(|(proof, names, on)| {
                Document::of(proof, proof_title(&together(&names), on), By::House, on)
            }));
            let signed = session.minutes.iter().flat_map(|minutes| &minutes.signatures);
            found.extend(signed.filter_map(|signature| {
                let file = scanned(&signature.way)?;
                let title = format!("会谈笔录签字件（{}）", zh_date(session.starts_at.date()));
                Some(Document::of(file, title, By::House, signature.on))
            }));
        }
        let decided = seen.challenges.iter().filter_map(|challenge| challenge.decided.as_ref());
        found.extend(decided.filter(|_| self.sits_at_the_table()).filter_map(|decided| {
            let title = "同意由披露了利害关系的人继续调解的材料";
            Some(Document::of(decided.document.as_ref()?, title, By::House, decided.on))
        }));
        let confirmed = seen.undisputed.iter().filter(|_| self.sits_at_the_table());
        found.extend(confirmed.flat_map(|facts| signed_on_paper("无争议事实确认书", &facts.confirmed)));
        found
    }

    /// Why it was suspended is for those who lead it; that both sides agreed to an extension is for both.
    fn of_the_period(&self, seen: &Mediation) -> Vec<Document> {
        let mut found = Vec::new();
        let Some(period) = &seen.period else { return found };
        for extension in period.extensions.iter().filter(|_| self.sits_at_the_table()) {
            let paper = |file| Document::of(file, "同意延期的书面材料", By::House, extension.on);
            found.extend(extension.documents.iter().map(paper));
        }
        let leads = matches!(self.viewer, Viewer::GuidingJudge | Viewer::LeadMediator);
        for suspension in period.suspensions.iter().filter(|_| leads) {
            let title = format!(
                "中止的材料（{}）",
                suspension.cause.map_or("依法中止", crate::mediation::PauseCause::name_zh)
            );
            let paper = |file| Document::of(file, title.clone(), By::House, suspension.from);
            found.extend(suspension.document.as_ref().map(paper));
        }
        found
    }

    /// Whose paper it is: the body that reconsiders, or the court; that somebody went back on it is noted here.
    fn made_by(&self, seen: &Mediation, of: Option<Ending>, result: FormalResult) -> By {
        let directory = &self.law.directory;
        let name = |id: &OrgId| directory.name_of(id).to_owned();
        let reconsidered = of == Some(Ending::ReconsiderationStatement)
            || (of == Some(Ending::Withdrawal) && seen.channel() == Some(Channel::Reconsideration));
        match of {
            _ if result == FormalResult::Reneged => By::House,
            _ if reconsidered => {
                let body = seen.brief.reconsidered_by.as_ref().and_then(|by| by.body.as_ref());
                By::Body(body.map_or_else(|| "行政复议机关".to_owned(), name))
            }
            // Which court tried it stands in another matter.
            Some(Ending::CourtStatement | Ending::Withdrawal) => By::Body("人民法院".to_owned()),
            Some(Ending::JudicialConfirmation) => {
                let judge = seen.team.as_ref().and_then(|team| team.guiding_judge.as_ref());
                let court = judge.and_then(|judge| {
                    let held = &directory.officer(judge)?.capacities;
                    held.iter().find(|held| held.role == Role::Judge).map(|held| &held.organization)
                });
                By::Body(court.map_or_else(|| "人民法院".to_owned(), name))
            }
            _ => By::House,
        }
    }

    /// The view has taken the agreement out where it is not for these eyes.
    fn of_the_agreement(&self, seen: &Mediation) -> Vec<Document> {
        let sealing = *self.viewer == Viewer::ReconsiderationBody;
        let signed = seen.agreement.iter();
        let mut found: Vec<Document> =
            signed.flat_map(|agreement| signed_on_paper("调解协议签字件", &agreement.signatures)).collect();
        if self.sits_at_the_table() || sealing {
            let asked = seen.confirmation.iter().flat_map(|asked| &asked.documents);
            // Asked jointly (民诉法205条).
            let all = || By::Jointly(seen.sides().map(|side| By::Side(side.to_owned())).collect());
            found.extend(asked.map(|(on, file)| Document::of(file, "司法确认申请书", all(), *on)));
            found.extend(seen.formal_ending.iter().filter_map(|ending| {
                let of = seen.agreement.as_ref().map(|agreement| agreement.ending);
                let title = formal_paper(of, ending.result);
                Some(Document::of(
                    ending.document.as_ref()?,
                    title,
                    self.made_by(seen, of, ending.result),
                    ending.on,
                ))
            }));
        }
        if self.works_on_it() {
            found.extend(seen.handed_on.iter().filter_map(|handed| {
                let to = self.law.directory.name_of(&handed.to).to_owned();
                Some(Document::of(handed.receipt.as_ref()?, "移送回执", By::Body(to), handed.on))
            }));
        }
        found
    }
}

/// What the court or the reconsideration body made of what was agreed, by its name.
fn formal_paper(ending: Option<Ending>, result: FormalResult) -> &'static str {
    match (result, ending) {
        (FormalResult::Granted, Some(Ending::JudicialConfirmation)) => "法院确认调解协议的文书",
        (FormalResult::Granted, Some(Ending::ReconsiderationStatement)) => "行政复议调解书",
        (FormalResult::Granted, Some(Ending::CourtStatement)) => "行政调解书",
        (FormalResult::Granted, Some(Ending::Withdrawal)) => "准许撤回的文书",
        (FormalResult::Granted, _) => "结案的文书",
        (FormalResult::NotAccepted | FormalResult::Rejected, _) => "不予受理、驳回的文书",
        (FormalResult::Reneged, _) => "反悔的记录",
    }
}
