//! Papers of the beginning: application, receipt, notice before consent, acceptance, refusal.

use super::{super::case::Case, parts::*};
use huajie_law::{
    dispute::{Evidence, PartyStanding, Told},
    mediation::{Answer, ConsentWay, Mediation, RESPONDENT},
};
use serde_json::{Value, json};

pub fn application(case: &Case) -> Value {
    let registration = &case.dispute.registration;
    let act = &registration.act;
    let told = match act.told {
        Told::Yes => "已告知救济途径和期限",
        Told::No => "没有告知救济途径和期限",
        Told::Partly => "只告知了一部分救济途径和期限",
        Told::Unknown => "是否告知过救济途径和期限，申请人不清楚",
    };
    let proxy = registration
        .proxy
        .as_ref()
        .map(|proxy| json!({ "unit": case.law.directory.name_of(&proxy.organization), "name": proxy.name }));
    let signers = case
        .dispute
        .applicants()
        .map(|party| ("申请人", case.name(&party.particulars.person, &party.particulars.label).to_owned()));
    let helper = registration.proxy.iter().map(|proxy| ("代办人", proxy.name.clone()));
    let own = json!({
        "applicants": of_standing(case, PartyStanding::Applicant),
        "respondents": [respondent(case)],
        "third_parties": of_standing(case, PartyStanding::ThirdParty),
        "act": {
            "title": act.title,
            "number": act.document_number,
            "branch": branch_of(act),
            "made_on": act.made_on,
            "known_on": act.known_on,
            "remedy_told": told,
        },
        "claims": paragraphs(&registration.claims),
        "facts": paragraphs(&registration.facts),
        "evidence": registration.evidence.iter().map(exhibit).collect::<Vec<_>>(),
        "willing": willing(case),
        "assisted_by": proxy,
        "signatures": to_sign(signers.chain(helper)),
    });
    with_head(case, own)
}

/// The same as the agency and the other parties read it: it names who applies, and says neither their numbers nor where they are reached.
pub fn application_copy(case: &Case) -> Value {
    let mut copy = application(case);
    copy["title"] = json!("行政争议化解申请书（副本）");
    for parties in ["applicants", "third_parties"] {
        let Some(parties) = copy[parties].as_array_mut() else { continue };
        *parties = for_the_other_side(std::mem::take(parties));
        parties.iter_mut().for_each(only_named);
    }
    copy
}

fn only_named(party: &mut Value) {
    let person = party["kind"] == "person";
    let Some(party) = party.as_object_mut().filter(|_| person) else { return };
    for private in ["sex", "born_on", "id_number", "address"] {
        party.remove(private);
    }
}

/// Who asked for mediation is willing; everybody else ticks it by hand.
fn willing(case: &Case) -> Option<&'static str> {
    use huajie_law::dispute::Wish;
    match case.dispute.registration.wish {
        Wish::Mediation | Wish::Both => Some("agree"),
        Wish::RegisterOnly | Wish::Reconsideration => Some("open"),
    }
}

fn exhibit(item: &Evidence) -> Value {
    // Of what else was uploaded nobody has counted the pages; a picture is one.
    let picture = matches!(item.format.as_str(), "jpg" | "png" | "webp").then_some(1);
    let extent = item.pages.or(picture).map(|pages| format!("{pages}页"));
    let formed =
        item.formed_on.map(|on| format!("（{}形成）", huajie_law::calendar::zh_date(on))).unwrap_or_default();
    json!({ "name": format!("{}{formed}", item.title), "extent": extent, "proves": item.proves })
}

/// The query code is shown once when it is registered and stored nowhere: the receipt cannot repeat it.
pub fn receipt(case: &Case) -> Value {
    let registration = &case.dispute.registration;
    let by = registration.proxy.as_ref().map_or_else(
        || case.registered_by.clone(),
        |proxy| format!("{}　{}（代办）", case.law.directory.name_of(&proxy.organization), proxy.name),
    );
    let own = json!({
        "submitted_on": {
            "on": registration.first_submitted_on,
            "reason": format!("以您第一次提交材料的日期为准（来源：{}），今后转到哪个机关都按这一天记录。", registration.source.name_zh()),
        },
        "registered_by": by,
        "next_steps": [
            { "what": "本中心审查是否适合调解" },
            { "what": "逐一征求您和被申请人的意见，各方都同意才调解" },
            { "what": "不适合调解或者有一方不同意的，当天告诉您并转到有权处理的机关" },
        ],
        "periods": periods_beside(case, None),
        "query_address": case.query_address,
        "papers": received(case),
    });
    with_head(case, own)
}

fn received(case: &Case) -> Option<String> {
    let titles: Vec<&str> =
        case.dispute.registration.evidence.iter().map(|item| item.title.as_str()).collect();
    (!titles.is_empty()).then(|| titles.join("、"))
}

pub fn consent_notice(case: &Case, side: &str) -> Option<Value> {
    let held = case.mediation()?;
    let consent = held.consents.get(side);
    let choice = consent.map(|consent| match consent.answer {
        Answer::Agree => "agree",
        Answer::Refuse => "disagree",
    });
    let manner = consent.map(|consent| match consent.way {
        ConsentWay::Paper => "paper",
        ConsentWay::Phone => "phone",
        ConsentWay::OnlineForm => "online",
    });
    let person = case.dispute.party(side).and_then(|party| case.persons.get(&party.particulars.person));
    let reach = person.map(|person| {
        // A telephone is not where a paper is served: it is called what it is.
        let phone = person.phone.as_ref().map(|phone| format!("电话{phone}"));
        [person.address.clone(), phone].into_iter().flatten().collect::<Vec<_>>().join("，")
    });
    // What was said on paper or on the phone is signed on this sheet; a confirmation online is already given.
    let online = consent.filter(|consent| consent.way == ConsentWay::OnlineForm);
    let own = json!({
        "addressee": case.side_name(side),
        "submitted_on": case.dispute.registration.first_submitted_on,
        "periods": all_periods_beside(case, Some(side)),
        "kept_note": kept_note(case, Some(side)),
        "claimed_note": claimed_note(case, Some(side)),
        "shortened": held.shortened_zh(&case.law, case.today),
        "not_waited_for": held.not_waited_for_zh(&case.law, case.today, Some(side)),
        "only_settles": held.only_settles().then(|| held.withdrawal_cost_on(&case.law, case.today)),
        "span": held.span().map(|span| span.to_string()),
        "answer": {
            "choice": choice,
            "manner": manner,
            "service_address": reach,
            "signatures": [
                { "role": "确认人", "name": case.side_name(side), "manner": online.map(|_| "网上确认"), "signed_on": online.map(|consent| consent.on) },
                { "role": "经办人", "name": case.clerk, "signed_on": null },
            ],
        },
    });
    Some(with_head(case, own))
}

pub fn acceptance(case: &Case, side: &str) -> Option<Value> {
    let held = case.mediation()?;
    let period = held.period.as_ref()?;
    let due = held.clock(&case.law)?.due(&case.law.calendar);
    let agency = side == RESPONDENT;
    let own = json!({
        "addressee": case.side_name(side),
        "starts_on": { "on": period.accepted_on, "reason": "主调人员于当日签字接收材料，调解期限自次日起计算。" },
        "ends_on": dated(&due),
        "periods": if agency { Vec::new() } else { periods_beside(case, Some(side)) },
        "next": "调解团队将与您联系，商定调解的时间和方式。",
        "asked_papers": agency.then(|| json!({
            "by": held.self_check_clock(&case.law).map(|clock| dated(&clock.due(&case.law.calendar))),
            "what": "行政行为的证据和依据、合法性自查意见、负责人能否到场的说明",
        })),
    });
    Some(with_head(case, own))
}

pub fn refusal(case: &Case, side: &str) -> Value {
    use huajie_law::mediation::{ReturnReason, Stage};
    let returned = case.mediation().and_then(|held| match &held.stage {
        Stage::Returned { reason, on } => Some((*reason, *on)),
        _ => None,
    });
    let left = case.mediation().and_then(|held| held.left_by(side));
    let reason = match (left, returned) {
        (Some(left), _) => format!(
            "您于{}表示{}，这次调解不再涉及您，其余各方继续调解。调解须各方自愿，不愿意的不需要说明理由，您的救济途径不受影响。",
            huajie_law::calendar::zh_date(left.on),
            if left.reason == ReturnReason::ConsentWithdrawn { "退出调解" } else { "不同意调解" }
        ),
        (None, Some((ReturnReason::ConsentRefused, on))) => format!(
            "征询各方意愿时，有一方于{}表示不同意调解。调解须各方自愿，一方不同意的不进行调解；不同意的一方不需要说明理由。",
            huajie_law::calendar::zh_date(on)
        ),
        _ => case.refusal_reason.clone().unwrap_or_else(|| "不符合调解的条件。".into()),
    };
    let passed_to = case
        .mediation()
        .and_then(|held| held.handed_on.as_ref())
        .map(|handed| json!({ "body": case.law.directory.name_of(&handed.to), "on": handed.on, "own": own_filing(case, Some(&handed.to), side) }));
    let (kind, objection) = match (left, returned) {
        (Some(_), _) => {
            ("left", "以后又愿意调解的，可以告诉窗口，下一次调解时再征求您的意愿，登记信息不必重填。")
        }
        (None, _) if case.mediation().is_some_and(Mediation::is_returned_unwilling) => {
            ("unwilling", "以后各方都愿意调解的，可以再次申请，登记信息不必重填。")
        }
        (None, returned) => (
            if returned.is_some() { "not_imported" } else { "refused" },
            "对本决定有不同意见的，可以向本中心负责人反映；以后各方都愿意调解的，可以再次申请，登记信息不必重填。",
        ),
    };
    let own = json!({
        "kind": kind,
        "addressee": case.side_name(side),
        "attempt": case.mediation().map(|held| held.brief.ordinal).filter(|attempt| *attempt > 1),
        "applied": case.dispute.applicants().any(|party| party.key == side),
        "submitted_on": case.dispute.registration.first_submitted_on,
        "reason": reason,
        "periods": periods_beside(case, Some(side)),
        "kept_note": (is_filed(case, Some(side)) || is_bound(case, Some(side))).then(|| kept_note(case, Some(side))),
        "passed_to": passed_to,
        "objection": objection,
    });
    with_head(case, own)
}
