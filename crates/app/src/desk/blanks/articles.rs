//! Which articles an order page names. What they are is the law's own; the mediation's forms say theirs in their words.

use huajie_law::AnyMatter;

/// The articles that a form names, one tap away.
pub fn articles(command: &str, matter: Option<&AnyMatter>) -> &'static str {
    match (matter, command) {
        (Some(AnyMatter::Reconsideration(_)), _)
        | (Some(AnyMatter::Dispute(_)), "apply_for_reconsideration" | "admit_successor") => {
            huajie_law::reconsideration::articles(command)
        }
        _ => "",
    }
}
