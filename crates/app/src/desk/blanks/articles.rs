//! Which articles an order page names. What they are is the law's own; the mediation's forms say theirs in their words.

use huajie_law::AnyMatter;

/// The articles that a form names, one tap away.
pub fn articles(command: &str, matter: Option<&AnyMatter>) -> &'static str {
    match (matter, command) {
        (Some(AnyMatter::Reconsideration(_)), command) => huajie_law::reconsideration::articles(command),
        (Some(AnyMatter::Dispute(_)), "apply_for_reconsideration") => "《行政复议法》20条、22条、29条、30条",
        _ => "",
    }
}
