//! What a command of this room is called in JSON, in offers and in permissions.

use super::DisputeCommand;

/// The command's name as its JSON has it.
pub(super) fn name(command: &DisputeCommand) -> &'static str {
    match command {
        DisputeCommand::Register { .. } => "register",
        DisputeCommand::AddEvidence { .. } => "add_evidence",
        DisputeCommand::Correct { .. } => "correct",
        DisputeCommand::JoinParty { .. } => "join_party",
        DisputeCommand::RenewAccess { .. } => "renew_access",
        DisputeCommand::CheckTwin { .. } => "check_twin",
        DisputeCommand::PassOn { .. } => "pass_on",
        DisputeCommand::Refuse { .. } => "refuse",
        DisputeCommand::RequestMediation => "request_mediation",
        DisputeCommand::RecordProceeding { .. } => "record_proceeding",
        DisputeCommand::ApplyForReconsideration { .. } => "apply_for_reconsideration",
        DisputeCommand::Refer { .. } => "refer",
        DisputeCommand::Consult { .. } => "consult",
        DisputeCommand::ConveneReview { .. } => "convene_review",
        DisputeCommand::Close { .. } => "close",
        DisputeCommand::Reopen { .. } => "reopen",
        DisputeCommand::NoteProceedingOpened { .. } => "note_proceeding_opened",
        DisputeCommand::NoteProceedingEnded { .. } => "note_proceeding_ended",
        DisputeCommand::NotePending { .. } => "note_pending",
        DisputeCommand::NoteSeats { .. } => "note_seats",
        DisputeCommand::NoteWalls { .. } => "note_walls",
        DisputeCommand::NoteCourse { .. } => "note_course",
    }
}
