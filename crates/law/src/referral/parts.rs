//! What goes and what comes back.

use crate::{
    FileHash, OrgId,
    dispute::{ContestedAct, PartyStanding, choices},
    matter::ClockLine,
    mediation::{ConsentWay, Mediation, SignatureWay},
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

choices! {
    /// 六调对接.
    Docking {
        Court = "诉调对接",
        Petition = "访调对接",
        Agency = "行调对接",
        Procuratorate = "检调对接",
        Adjudication = "裁调对接",
        Reconsideration = "复调对接",
    }

    /// 交回的结果.
    BackOutcome {
        Agreed = "达成协议",
        NotAgreed = "没有达成协议",
        NotTaken = "没有导入调解",
        Answered = "已经办结",
    }

    /// 可以交回的材料. There is no kind for a self-check, a talk apart, an opinion or an offer.
    BackPaperKind {
        Consent = "同意调解确认书",
        Extension = "同意延期的书面材料",
        SignedAgreement = "调解协议签字件",
        UndisputedFacts = "无争议事实确认书",
        FormalPaper = "办理机关出具的文书",
    }
}

/// 同意移送.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReferralConsent {
    /// A party's key, or `respondent`.
    pub side: String,
    pub way: ConsentWay,
    #[schemars(with = "String")]
    pub on: Date,
    pub evidence: Option<FileHash>,
}

/// 移送申请: who sends what to whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Request {
    pub docking: Docking,
    pub from: OrgId,
    pub to: OrgId,
    pub reason: String,
    pub consents: Vec<ReferralConsent>,
}

/// A party as the papers of a referral name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PackageParty {
    pub key: String,
    /// Masked.
    pub label: String,
    pub standing: PartyStanding,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PackagePaper {
    pub title: String,
    pub file: FileHash,
    pub pages: Option<u32>,
}

/// 移送材料: made of the dispute as it stands, typed by nobody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Package {
    pub docking: Docking,
    pub from: OrgId,
    pub to: OrgId,
    #[schemars(with = "String")]
    pub sent_on: Date,
    pub reason: String,
    pub consents: Vec<ReferralConsent>,
    pub number: String,
    /// 最初提交日, never lost.
    #[schemars(with = "String")]
    pub first_submitted_on: Date,
    #[schemars(with = "Option<String>")]
    pub filed_on: Option<Date>,
    pub parties: Vec<PackageParty>,
    pub respondent: OrgId,
    pub act: ContestedAct,
    pub claims: String,
    pub facts: String,
    /// 材料清单.
    pub papers: Vec<PackagePaper>,
    /// 期限现状.
    pub clocks: Vec<ClockLine>,
    /// 此前调解中各方签字确认的无争议事实; what was conceded is not among it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub undisputed: Vec<SignedFacts>,
    /// 移送下一程序: whoever signs for it goes on with it; nothing comes back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub for_good: bool,
}

/// 无争议事实: every side has signed it itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SignedFacts {
    pub text: String,
    /// Keys of the sides whose signature stands on it.
    pub signed_by: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BackPaper {
    pub kind: BackPaperKind,
    pub file: FileHash,
    #[schemars(with = "String")]
    pub dated: Date,
}

/// 交回的内容. No field for what was conceded, said apart, checked or advised; no free text but what all sides signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HandBack {
    pub outcome: BackOutcome,
    /// From this day to the end may be claimed as not counted (行诉法48条).
    #[schemars(with = "Option<String>")]
    pub consented_on: Option<Date>,
    #[schemars(with = "Option<String>")]
    pub ended_on: Option<Date>,
    pub undisputed: Option<SignedFacts>,
    #[serde(default)]
    pub papers: Vec<BackPaper>,
}

impl SignedFacts {
    /// What every side has confirmed by its own signature.
    pub fn of(mediation: &Mediation) -> Option<SignedFacts> {
        let text = mediation.confirmed_facts()?.to_owned();
        Some(SignedFacts { text, signed_by: mediation.sides_and_left().map(str::to_owned).collect() })
    }
}

impl HandBack {
    /// What a mediation gives back: of all that was said, only the facts that every side confirmed.
    pub fn of(mediation: &Mediation) -> HandBack {
        let undisputed = SignedFacts::of(mediation);
        let outcome = if !mediation.is_unsettled() {
            BackOutcome::Agreed
        } else if mediation.imported.is_none() {
            BackOutcome::NotTaken
        } else {
            BackOutcome::NotAgreed
        };
        HandBack {
            outcome,
            consented_on: mediation.consented_on,
            ended_on: mediation.stage.over_on(),
            undisputed,
            papers: papers(mediation),
        }
    }
}

fn papers(mediation: &Mediation) -> Vec<BackPaper> {
    let paper = |kind, file: &FileHash, dated| BackPaper { kind, file: file.clone(), dated };
    let mut papers = Vec::new();
    for consent in mediation.consents.values() {
        papers.extend(consent.evidence.iter().map(|file| paper(BackPaperKind::Consent, file, consent.on)));
    }
    for extension in mediation.period.iter().flat_map(|period| &period.extensions) {
        papers.extend(
            extension.documents.iter().map(|file| paper(BackPaperKind::Extension, file, extension.on)),
        );
    }
    let effective = mediation.agreement.iter().filter(|agreement| agreement.effective_on.is_some());
    for signature in effective.flat_map(|agreement| &agreement.signatures) {
        if let SignatureWay::Scan { file } = &signature.way {
            papers.push(paper(BackPaperKind::SignedAgreement, file, signature.on));
        }
    }
    papers
}
