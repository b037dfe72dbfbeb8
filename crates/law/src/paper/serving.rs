//! 送达 of a paper: on whom, how, and what each way has to show (《民事诉讼法》88条至91条).

use super::{
    Paper, PaperCommand, PaperEvent, Served,
    decide::{codes::*, may_serve},
};
use crate::{
    Refusal,
    dispute::line,
    matter::Context,
    mediation::ServiceWay,
    refusal::{DATE_IN_FUTURE, REQUIRED, ensure_at},
};

impl Paper {
    /// Each on the list as if it had been served alone.
    pub(super) fn weigh_service(
        &self,
        context: Context<'_>,
        command: &PaperCommand,
    ) -> Result<Vec<PaperEvent>, Refusal> {
        let PaperCommand::Serve { recipient, way, served_on, proof, sides, note, witness, electronic_agreed } =
            command
        else {
            unreachable!("it is asked of no other command")
        };
        may_serve(context.actor, &self.issue)?;
        let on = context.now.today;
        let to = self.weigh_recipients(recipient.as_deref(), sides)?;
        ensure_at(way.brings_paper(), NOT_BY_TELEPHONE, "way")?;
        ensure_at(*served_on <= on, DATE_IN_FUTURE, "served_on")?;
        ensure_at(*served_on >= self.issue.dated, SERVED_BEFORE_DATED, "served_on")?;
        let (note, witness) = (said(note.as_deref(), "note")?, said(witness.as_deref(), "witness")?);
        ensure_at(
            *way != ServiceWay::Electronic || *electronic_agreed,
            ELECTRONIC_CONSENT,
            "electronic_agreed",
        )?;
        if *way == ServiceWay::LeftInPlace {
            ensure_at(witness.is_some() || proof.is_some(), LEFT_UNPROVED, "witness")?;
            ensure_at(note.is_some(), REFUSAL_UNSAID, "note")?;
        }
        let served = to.into_iter().map(|(side, recipient)| Served {
            recipient,
            side,
            way: *way,
            served_on: *served_on,
            proof: proof.clone(),
            note: note.clone(),
            witness: witness.clone().filter(|_| *way == ServiceWay::LeftInPlace),
            electronic_agreed: *way == ServiceWay::Electronic && *electronic_agreed,
        });
        Ok(served.map(|service| PaperEvent::Served { on, service }).collect())
    }

    /// Recipients of the paper by their keys, and somebody else by name.
    fn weigh_recipients(
        &self,
        other: Option<&str>,
        sides: &[String],
    ) -> Result<Vec<(Option<String>, String)>, Refusal> {
        let mut to: Vec<(Option<String>, String)> = Vec::new();
        for side in sides {
            let known = self.issue.recipients.iter().find(|recipient| recipient.side == *side);
            let known = known.ok_or_else(|| Refusal::at(UNKNOWN_RECIPIENT, "sides"))?;
            let named = (Some(known.side.clone()), known.label.clone());
            if !to.contains(&named) {
                to.push(named);
            }
        }
        if let Some(other) = said(other, "recipient")? {
            to.push((None, other));
        }
        // Without recipients on file there is nobody to tick.
        let (missing, field) = match self.issue.recipients.is_empty() {
            true => (REQUIRED, "recipient"),
            false => (NOBODY, "sides"),
        };
        ensure_at(!to.is_empty(), missing, field)?;
        Ok(to)
    }
}

fn said(text: Option<&str>, field: &str) -> Result<Option<String>, Refusal> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else { return Ok(None) };
    line(text, field)?;
    Ok(Some(text.to_owned()))
}
