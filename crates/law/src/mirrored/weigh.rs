//! What a report says by itself, before it is held against the file.

use super::{codes::*, *};
use crate::{
    Refusal,
    decision::Law,
    dispute::{ContestedAct, line},
    matter::Context,
    refusal::{DATE_IN_FUTURE, REQUIRED, UNKNOWN_ORGANIZATION, ensure_at},
};

/// 信访条例34条、复议法62条1款.
pub(super) const LONGEST_EXTENSION_DAYS: u16 = 30;

/// The first report of a proceeding that the file does not know yet.
pub(crate) fn weigh_opening(
    opening: &Opening,
    act: &ContestedAct,
    context: Context<'_>,
) -> Result<(), Refusal> {
    ensure_at(!opening.body.name.trim().is_empty(), NO_NAME, "opening.body.name")?;
    weigh_body(&opening.body, context.law, "opening.body.organization")?;
    let refused = weigh_report(opening.procedure, act, &opening.report, context);
    refused.map_err(|refusal| refusal.below("opening"))?;
    let foreign = opening.report.origin.way != Way::Typed;
    ensure_at(opening.report.opens() || foreign, NO_FILING, "opening.report.step")
}

fn weigh_body(body: &OtherBody, law: &Law, field: &str) -> Result<(), Refusal> {
    let known = body.organization.as_ref().is_none_or(|id| law.directory.organization(id).is_some());
    ensure_at(known, UNKNOWN_ORGANIZATION, field)
}

/// What a report says by itself.
pub(super) fn weigh_report(
    procedure: Procedure,
    act: &ContestedAct,
    report: &Report,
    context: Context<'_>,
) -> Result<(), Refusal> {
    ensure_at(procedure.levels().contains(&report.level), LEVEL, "report.level")?;
    ensure_at(report.happened_on <= context.now.today, DATE_IN_FUTURE, "report.happened_on")?;
    let before = procedure.follows_the_act() && act.made_on.is_some_and(|made| report.happened_on < made);
    ensure_at(!before, BEFORE_ACT, "report.happened_on")?;
    if let Some(body) = &report.body {
        ensure_at(!body.name.trim().is_empty(), NO_NAME, "report.body.name")?;
        weigh_body(body, context.law, "report.body.organization")?;
    }
    for (text, field) in
        [(&report.case_number, "report.case_number"), (&report.document_number, "report.document_number")]
    {
        text.as_deref().map_or(Ok(()), |text| line(text, field))?;
    }
    let typed = report.origin.way == Way::Typed;
    match &report.step {
        Step::Decided { findings, perform_by } => {
            weigh_findings(procedure, report.level, findings)?;
            let in_order = perform_by.is_none_or(|until| until >= report.happened_on);
            ensure_at(in_order, PERFORM_BEFORE_DECIDED, "report.step.perform_by")
        }
        Step::Heard { head: None } if procedure == Procedure::Litigation => {
            ensure_at(!typed, HEAD_UNACCOUNTED, "report.step.head")
        }
        Step::WithdrawalApplied { cost_shown } => {
            ensure_at(*cost_shown || !typed, COST_NOT_SHOWN, "report.step.cost_shown")
        }
        Step::Forwarded { to } => line(to, "report.step.to"),
        Step::Extended { months, days, by } => {
            line(by, "report.step.by")?;
            ensure_at((*months == 0) != (*days == 0), EXTENSION, "report.step.days")?;
            let fits = *months == 0 && *days <= LONGEST_EXTENSION_DAYS;
            let bounded = procedure.extends_within_thirty_days();
            ensure_at(!bounded || fits, EXTENSION_TOO_LONG, "report.step.days")
        }
        Step::CopyServed | Step::Converted => {
            ensure_at(procedure.keeps_filing_day(), NOT_HERE, "report.step")
        }
        Step::PeriodExcluded { cause } => {
            let here = cause.belongs_to(procedure, report.level);
            ensure_at(here || !typed, EXCLUSION_NOT_HERE, "report.step.cause")
        }
        Step::Served { sides } => ensure_at(!sides.is_empty(), REQUIRED, "report.step.sides"),
        _ => Ok(()),
    }
}

fn weigh_findings(procedure: Procedure, level: Level, findings: &[Finding]) -> Result<(), Refusal> {
    ensure_at(!findings.is_empty(), NO_FINDING, "report.step.findings")?;
    let here = findings.iter().all(|finding| finding.belongs_to(procedure, level));
    ensure_at(here, FINDING_NOT_HERE, "report.step.findings")?;
    // Judgments may be combined (行诉法70条, 76条); a ruling, a statement, an answer stands alone.
    let several = findings.iter().all(|finding| matches!(finding.form(), Form::Judgment | Form::Decision));
    ensure_at(findings.len() == 1 || several, FINDINGS_CLASH, "report.step.findings")
}
