//! What lies in a proceeding of another body and in a referral.

use super::{By, Document, side_of};
use crate::{
    Actor,
    decision::Law,
    dispute::PartyStanding,
    mirrored::{Milestone, Mirrored, Step},
    referral::{BackPaperKind, Reading, Referral, Stage},
};

/// A side reads what the body itself made and served on it; who petitioned or complained, and with what, is not for the side that it is
/// about (《信访工作条例》30条).
pub(super) fn of_proceeding(held: &Mirrored, reader: &Actor) -> Vec<Document> {
    let side = side_of(reader, &held.brief.respondent);
    let reports = held.milestones.iter().filter(|one| match side {
        None => true,
        Some(_) => one.struck.is_none() && is_of_the_body(&one.report.step),
    });
    let mut found: Vec<Document> = reports.filter_map(|one| reported(held, one)).collect();
    found.extend(held.concluded.iter().filter_map(|concluded| {
        let title = format!("{}的文书", concluded.finding.name_zh());
        Some(Document::of(
            concluded.document.as_ref()?,
            title,
            By::Body(held.body.name.clone()),
            concluded.on,
        ))
    }));
    let halts =
        held.suspension.iter().flat_map(|agreed| agreed.papers().iter().map(|one| (one, agreed.on())));
    found.extend(
        halts
            .filter(|((by, _), _)| side.is_none_or(|side| side == by))
            .map(|((by, file), on)| Document::of(file, "同意中止的书面材料", By::Side(by.clone()), on)),
    );
    found
}

fn reported(held: &Mirrored, one: &Milestone) -> Option<Document> {
    let report = &one.report;
    let number = report.document_number.as_deref().map(|number| format!("，{number}")).unwrap_or_default();
    let struck = if one.struck.is_some() { "（节点已作废）" } else { "" };
    let title = format!("{}{number}{struck}", one.title_zh(held.procedure));
    let body = report.body.as_ref().unwrap_or(&held.body);
    Some(Document::of(report.document.as_ref()?, title, By::Body(body.name.clone()), report.happened_on))
}

/// A paper of the body's own, addressed to the sides.
fn is_of_the_body(step: &Step) -> bool {
    match step {
        Step::Accepted { .. }
        | Step::Converted
        | Step::HearingSet { .. }
        | Step::PeriodExcluded { .. }
        | Step::PeriodResumed
        | Step::Extended { .. }
        | Step::Decided { .. }
        | Step::Effective => true,
        Step::Received
        | Step::Forwarded { .. }
        | Step::CopyServed
        | Step::Replied
        | Step::Heard { .. }
        | Step::WithdrawalApplied { .. }
        | Step::Served { .. }
        | Step::Performed
        | Step::EnforcementApplied => false,
    }
}

/// What went, on whose consent, and what came back. The receiving body reads it while it has it; a side its own.
pub(super) fn of_referral(held: &Referral, reader: &Actor, law: &Law) -> Vec<Document> {
    let package = &held.package;
    if held.reading(reader) == Reading::Returned {
        return Vec::new();
    }
    // The body that sends or receives works on it, even where it is the one complained against.
    let works = reader.in_organization(&package.to) || reader.in_organization(&package.from);
    let side = side_of(reader, &package.respondent).filter(|_| !works);
    let reads = |of: &str| side.is_none_or(|side| side == of);
    let applies = |side: &str| {
        let own = package.parties.iter().find(|party| party.key == side);
        own.is_some_and(|party| party.standing == PartyStanding::Applicant)
    };
    let consents = package.consents.iter().filter(|consent| reads(&consent.side)).filter_map(|consent| {
        let title = format!("同意移送的材料（{}）", held.brief.called(&consent.side, law));
        Some(Document::of(consent.evidence.as_ref()?, title, By::Side(consent.side.clone()), consent.on))
    });
    let mut found: Vec<Document> = consents.collect();
    if side.is_none_or(applies) {
        // The list names the consents too; each is its own side's.
        let is_consent =
            |file| package.consents.iter().any(|consent| consent.evidence.as_ref() == Some(file));
        found.extend(package.papers.iter().filter(|paper| !is_consent(&paper.file)).map(|paper| Document {
            pages: paper.pages,
            ..Document::of(&paper.file, paper.title.clone(), By::Applicants, package.sent_on)
        }));
    }
    let to = || By::Body(law.directory.name_of(&package.to).to_owned());
    found.extend(held.receipt.iter().filter(|_| side.is_none()).map(|file| {
        let on = match held.stage {
            Stage::Accepted { on } => on,
            _ => package.sent_on,
        };
        Document::of(file, "移送回执", to(), on)
    }));
    let back = held.back.iter().flat_map(|back| &back.papers);
    found.extend(back.filter(|paper| side.is_none() || is_of_all(paper.kind)).map(|paper| {
        Document::of(&paper.file, format!("交回：{}", paper.kind.name_zh()), to(), paper.dated)
    }));
    found
}

/// Signed by every side, or made by the body; a consent is the side's own.
fn is_of_all(kind: BackPaperKind) -> bool {
    match kind {
        BackPaperKind::SignedAgreement | BackPaperKind::UndisputedFacts | BackPaperKind::FormalPaper => true,
        BackPaperKind::Consent | BackPaperKind::Extension => false,
    }
}
