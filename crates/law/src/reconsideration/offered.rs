//! The names of the steps as their JSON has them, as of which day each is weighed, and which of them a person may be offered.

use super::ReconsiderationCommand;
use crate::{Role, matter::Context};
use jiff::civil::Date;

impl ReconsiderationCommand {
    /// The command's name as its JSON has it.
    pub fn name(&self) -> &'static str {
        self.into()
    }

    /// The day until which time has done its work before this is weighed: papers that came to the office in time are in time
    /// whenever they are written down.
    pub(super) fn as_of(&self, context: Context<'_>) -> Date {
        let today = context.now.today;
        match self {
            ReconsiderationCommand::ReceiveSupplement { on, .. } if context.actor.role != Role::Party => {
                today.min(*on)
            }
            _ => today,
        }
    }
}

/// Every step a person may be offered, in the order of the work.
pub const OFFERED: [&str; 66] = [
    "forward",
    "assign",
    "challenge",
    "decide_challenge",
    "accept",
    "refuse",
    "request_supplement",
    "extend_supplement",
    "receive_supplement",
    "keep_application_record",
    "send_copy",
    "reply",
    "weigh",
    "consult",
    "record_consultation",
    "plan_inquiry",
    "record_inquiry",
    "keep_inquiry_record",
    "hear_party",
    "state_opinion",
    "request_hearing",
    "convene_hearing",
    "record_hearing",
    "keep_hearing_minutes",
    "cancel_hearing",
    "decline_hearing",
    "notify_third_party",
    "answer_as_third_party",
    "appoint_agent",
    "dismiss_agent",
    "join",
    "separate",
    "request_access",
    "decide_access",
    "ask_stay",
    "decide_stay",
    "lift_stay",
    "change_procedure",
    "open_rule_review",
    "notify_rule",
    "record_rule_answer",
    "conclude_rule_review",
    "record_rule_put_right",
    "suspend",
    "resume",
    "extend",
    "draft",
    "resolve",
    "issue",
    "apply_withdrawal",
    "decide_withdrawal",
    "seal_statement",
    "terminate",
    "confirm_address",
    "serve",
    "strike_service",
    "issue_opinion",
    "copy_to_superior",
    "record_report",
    "record_performance",
    "report_unperformed",
    "press",
    "enforce",
    "publish",
    "correct_copy",
    "withdraw_copy",
];

/// The articles by which a step is taken, as its form names them; of the Reconsideration Law unless another is named.
pub fn articles(command: &str) -> &'static str {
    match command {
        // Steps of the dispute: that by which this one is opened, and who takes an applicant's place in it.
        "admit_successor" => "《行政复议法》14条2款、3款，39条1款1项、2项、4项",
        "apply_for_reconsideration" => "《行政复议法》20条、22条、29条、30条",
        "forward" => "《行政复议法》32条2款",
        "assign" => "《行政复议法》36条1款",
        "challenge" | "decide_challenge" => "《行政复议法》没有写明复议人员的回避，这是办案规则（未核实）",
        "accept" => "《行政复议法》30条1款、53条",
        "refuse" => "《行政复议法》30条2款、34条",
        "request_supplement" => "《行政复议法》31条1款",
        "extend_supplement" => "《行政复议法》31条2款",
        "receive_supplement" => "《行政复议法》31条2款、3款",
        "keep_application_record" => "《行政复议法》22条3款",
        "send_copy" => "《行政复议法》48条、54条1款",
        "reply" => "《行政复议法》46条、48条、54条1款、70条",
        "weigh" => "《行政复议法》50条1款、52条2款",
        "consult" => "《行政复议法》52条",
        "record_consultation" => "《行政复议法》52条、61条3款",
        "plan_inquiry" | "record_inquiry" | "keep_inquiry_record" => "《行政复议法》45条",
        "hear_party" | "state_opinion" => "《行政复议法》49条",
        "request_hearing" | "decline_hearing" => "《行政复议法》50条2款",
        "convene_hearing" | "record_hearing" => "《行政复议法》50条、51条",
        "keep_hearing_minutes" => "《行政复议法》50条3款、61条2款",
        "cancel_hearing" => "《行政复议法》51条",
        "notify_third_party" | "answer_as_third_party" => "《行政复议法》16条",
        "appoint_agent" | "dismiss_agent" => "《行政复议法》17条",
        "join" | "separate" => "《行政复议法》没有写明合并审理，这是办案规则（未核实）",
        "request_access" | "decide_access" => "《行政复议法》47条",
        "ask_stay" | "decide_stay" | "lift_stay" => "《行政复议法》42条",
        "change_procedure" => "《行政复议法》55条",
        "open_rule_review" => "《行政复议法》13条、56条、57条",
        "notify_rule" | "record_rule_answer" => "《行政复议法》56条、57条、58条、60条",
        "conclude_rule_review" => "《行政复议法》59条、60条",
        "record_rule_put_right" => "《行政复议法》59条",
        "suspend" => "《行政复议法》39条1款、3款",
        "resume" => "《行政复议法》39条2款、3款，40条",
        "extend" => "《行政复议法》62条1款",
        "draft" => "《行政复议法》61条、63条至72条",
        "resolve" => "《行政复议法》61条",
        "issue" => "《行政复议法》61条、62条、75条",
        "apply_withdrawal" => "《行政复议法》74条",
        "decide_withdrawal" => "《行政复议法》41条1项、74条2款",
        "seal_statement" => "《行政复议法》5条、73条",
        "terminate" => "《行政复议法》41条",
        "confirm_address" => "《行政复议法》88条1款，《民事诉讼法》90条，法释〔2018〕1号 51条（参照）",
        "serve" | "strike_service" => "《行政复议法》75条2款、88条，《民事诉讼法》关于送达的规定",
        "issue_opinion" | "record_report" => "《行政复议法》76条",
        "copy_to_superior" => "《行政复议法》79条2款",
        "record_performance" => "《行政复议法》77条1款",
        "report_unperformed" | "press" => "《行政复议法》77条2款",
        "enforce" => "《行政复议法》78条",
        "publish" | "correct_copy" | "withdraw_copy" => "《行政复议法》79条1款",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_that_a_person_may_be_offered_names_its_article() {
        for command in OFFERED {
            assert!(articles(command).contains("《行政复议法》"), "{command}");
        }
    }
}
