//! What has been answered so far, as it stands in the address, and what is asked next.

use huajie_law::{
    dispute::ActKind,
    ways::{AgencyKind, Tried, decisive},
};
use std::str::FromStr;

/// Slug and the name under which its answer stands in the address, in the order of asking.
pub(super) const QUESTIONS: [(&str, &str); 17] = [
    ("what", "act"),
    ("point", "circumstance"),
    ("land", "real_estate"),
    ("who", "agency"),
    ("kind", "agency_kind"),
    ("known", "known"),
    ("made", "made"),
    ("told", "told"),
    ("tried", "went"),
    ("mediation", "mediation"),
    ("mediation-day", "mediation_on"),
    ("reconsideration", "reconsideration"),
    ("reconsideration-day", "reconsideration_on"),
    ("suit", "suit"),
    ("suit-day", "suit_on"),
    ("petition", "petition"),
    ("petition-day", "petition_on"),
];

/// No honest answer is longer or more.
const LONGEST_ANSWER: usize = 80;
const MOST_ANSWERS: usize = 40;

/// What has been answered so far, as it stands in the address.
#[derive(Clone, Debug, Default)]
pub struct Trail(Vec<(String, String)>);

impl Trail {
    pub fn of(pairs: Vec<(String, String)>) -> Trail {
        let known = |name: &str| QUESTIONS.iter().any(|(_, held)| *held == name);
        let short = |value: &str| value.chars().count() <= LONGEST_ANSWER;
        let kept = pairs.into_iter().filter(|(name, value)| known(name) && !value.is_empty() && short(value));
        Trail(kept.take(MOST_ANSWERS).collect())
    }

    pub fn pairs(&self) -> impl Iterator<Item = &(String, String)> {
        self.0.iter()
    }

    pub fn first(&self, name: &str) -> &str {
        self.0.iter().find(|(held, _)| held == name).map_or("", |(_, value)| value.as_str())
    }

    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(held, _)| held == name).map(|(_, value)| value.as_str())
    }

    fn went(&self, group: &str) -> bool {
        self.all("went").any(|went| went == group)
    }

    pub fn act(&self) -> Option<ActKind> {
        ActKind::from_str(self.first("act")).ok()
    }

    /// Where the request is what happened, and its day the one that counts.
    pub fn about_a_request(&self) -> bool {
        let asks = self.act().is_some_and(|act| act == ActKind::FailureToAct || act.is_asked_for());
        asks && self.first("circumstance") != "no"
    }

    fn no_agency(&self) -> bool {
        self.first("agency") == "other" && self.first("agency_kind") == AgencyKind::NotAgency.as_str()
    }

    pub fn stage(&self, group: &str) -> Option<Tried> {
        Tried::from_str(self.first(group)).ok().filter(|_| self.went(group))
    }

    /// Whether this question is asked, after what was answered.
    pub fn asks(&self, slug: &str) -> bool {
        let group = slug.split('-').next().unwrap_or_default();
        match slug {
            "what" | "who" => true,
            "point" => self.act().and_then(decisive).is_some(),
            "land" => self.act().is_none_or(ActKind::may_concern_real_estate),
            "kind" => self.first("agency") == "other",
            _ if self.no_agency() => false,
            "known" => !self.about_a_request(),
            "told" => !(self.about_a_request() && self.first("circumstance") == "yes"),
            "made" | "tried" => true,
            slug if slug.ends_with("-day") => {
                self.stage(group).is_some_and(|stage| stage.day_asked().is_some())
            }
            slug => self.went(slug),
        }
    }

    /// The first question without an answer; `None`: everything is answered.
    pub fn open(&self) -> Option<&'static str> {
        let open = QUESTIONS.iter().find(|(slug, name)| self.asks(slug) && self.first(name).is_empty());
        open.map(|(slug, _)| *slug)
    }

    /// Where it goes on.
    pub fn next(&self) -> String {
        self.address(&format!("/guide/{}", self.open().unwrap_or("ways")))
    }

    /// The page before this one; before the first there is the start.
    pub fn before(&self, slug: &str) -> String {
        let asked =
            QUESTIONS.iter().take_while(|(held, _)| *held != slug).filter(|(held, _)| self.asks(held));
        asked
            .last()
            .map_or_else(|| "/guide".to_owned(), |(before, _)| self.address(&format!("/guide/{before}")))
    }

    pub fn address(&self, path: &str) -> String {
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.0).finish();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }

    /// With these answers to a question; where they are not what they were, without what hung on them.
    pub fn answered(mut self, slug: &str, name: &str, was: &str, values: Vec<String>) -> Trail {
        let hanging: &[&str] = match slug {
            _ if values.first().map(String::as_str) == Some(was) => &[],
            "what" => &["circumstance", "made"],
            "point" => &["made"],
            "mediation" => &["mediation_on"],
            "reconsideration" => &["reconsideration_on"],
            "suit" => &["suit_on"],
            "petition" => &["petition_on"],
            _ => &[],
        };
        self.0.retain(|(held, _)| held != name && !hanging.contains(&held.as_str()));
        self.0.extend(values.into_iter().map(|value| (name.to_owned(), value)));
        self
    }

    /// As [`super::Asked`] reads it. What is not asked any more after another answer is left out.
    pub fn composed(&self) -> Vec<(String, String)> {
        let mut pairs: Vec<(String, String)> = Vec::new();
        let asked = |slug: &str, name: &str| if self.asks(slug) { self.first(name) } else { "" };
        for (slug, name) in QUESTIONS.iter().take(8).filter(|(slug, _)| !matches!(*slug, "who" | "kind")) {
            pairs.push(((*name).to_owned(), asked(slug, name).to_owned()));
        }
        let agency = if self.asks("kind") { self.first("agency_kind") } else { self.first("agency") };
        pairs.push(("agency".to_owned(), agency.to_owned()));
        for group in
            ["mediation", "reconsideration", "suit", "petition"].into_iter().filter(|group| self.asks(group))
        {
            let day = asked(&format!("{group}-day"), &format!("{group}_on"));
            let stage = match self.first(group) {
                "unknown" | "" => unclear(group).as_str(),
                stage => stage,
            };
            let day = if day == "unknown" { "" } else { day };
            pairs.push(("tried".to_owned(), format!("{stage}:{day}")));
        }
        if self.asks("tried") && self.went("complained") {
            pairs.push(("tried".to_owned(), Tried::Complained.as_str().to_owned()));
        }
        pairs
    }
}

/// Where somebody went that way and cannot say how far.
pub(super) fn unclear(group: &str) -> &'static Tried {
    match group {
        "mediation" => &Tried::MediationRunning,
        "reconsideration" => &Tried::ReconsiderationUnclear,
        "suit" => &Tried::SuitUnclear,
        _ => &Tried::PetitionRunning,
    }
}

pub fn is_question(slug: &str) -> bool {
    QUESTIONS.iter().any(|(held, _)| *held == slug)
}

pub(super) fn name_of(slug: &str) -> &'static str {
    QUESTIONS.iter().find(|(held, _)| *held == slug).map_or("", |(_, name)| *name)
}
