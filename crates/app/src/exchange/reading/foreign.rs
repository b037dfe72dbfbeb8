//! Words of a row that are none of ours, as far as the row is read by them. For `words` alone.

use super::*;

/// A word of theirs that nobody here knows, in one of our fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::exchange) struct Foreign {
    pub field: &'static str,
    pub theirs: String,
    /// Where it may have been meant, as far as the row says.
    pub of: Vec<(Procedure, Level)>,
}

/// Of each row's kind, level, step, result and what goes with a step; one that was said to be ours is still theirs. Not of who was served:
/// that is a person's name as often as a word, and another person's in the next row.
pub(in crate::exchange) fn foreign(said: &Said, columns: &Columns) -> Vec<Foreign> {
    let cells = Cells { said, columns };
    let procedure = cells.procedure().ok();
    let of: Vec<(Procedure, Level)> = Procedure::iter()
        .filter(|one| procedure.is_none_or(|procedure| procedure == *one))
        .flat_map(|one| {
            let level = procedure.and_then(|procedure| cells.level(procedure).ok());
            one.levels()
                .iter()
                .filter(move |held| level.is_none_or(|level| level == **held))
                .map(move |held| (one, *held))
        })
        .collect();
    let mut found: Vec<Foreign> = Vec::new();
    let mut look = |field: &'static str, theirs: &str, known: bool| {
        if !known {
            found.push(Foreign { field, theirs: theirs.to_owned(), of: of.clone() });
        }
    };
    let text = |field: &str| cells.text(field);
    if let Some(theirs) = text("procedure") {
        look("procedure", &theirs, procedure_named(&theirs).is_ok());
    }
    if let Some(theirs) = text("level") {
        let of_some = |one: Procedure| level_named(one, &theirs).is_ok();
        look("level", &theirs, procedure.map_or_else(|| Procedure::iter().any(of_some), of_some));
    }
    // Whether it is in the directory is not known here.
    if let Some(theirs) = text("body").filter(|_| procedure == Some(Procedure::Litigation)) {
        look("body", &theirs, false);
    }
    let guessed = procedure.unwrap_or(Procedure::Litigation);
    if let Some(theirs) = text("step") {
        look("step", &theirs, step_named(&theirs, guessed).is_ok());
    }
    let step = cells.word("step").map(|asked| step_named(&asked, guessed).unwrap_or_default());
    // What a step is that nobody knows yet may be any.
    let tells = |name: &str, day: &str| match step {
        Some(step) => step == name || step.is_empty(),
        None => text(day).is_some(),
    };
    if let Some(cell) = text("findings").filter(|_| tells("decided", "decided_on")) {
        for theirs in results(&cell) {
            look(
                "findings",
                theirs,
                of.iter().any(|(one, level)| findings_named(theirs, *one, *level).is_ok()),
            );
        }
    }
    if let Some(theirs) = text("cause").filter(|_| step.is_some() && tells("period_excluded", "")) {
        look("cause", &theirs, cause_named(&theirs).is_some());
    }
    let heard = procedure == Some(Procedure::Litigation) && tells("heard", "heard_on");
    if let Some(theirs) = text("head").filter(|_| heard) {
        look("head", &theirs, attended(&theirs).is_some());
        let came = cells.word("head").and_then(|asked| attended(&asked));
        if let Some(theirs) = text("head_rank").filter(|_| came == Some(true)) {
            look("head_rank", &theirs, rank_named(&theirs).is_some());
        }
        if let Some(theirs) = text("absence").filter(|_| came == Some(false)) {
            look("absence", &theirs, absence_named(&theirs).is_some());
        }
    }
    // Of rows that are none of ours no other word is asked about.
    if is_passed_over(said, columns) {
        found.retain(|one| ours(columns, one.field, &one.theirs) == PASSED_OVER);
    }
    found
}
