//! What the papers of a reconsideration say where the file differs from the common course.

use super::{
    super::{
        fill,
        tests::{case, draft},
    },
    *,
};
use huajie_law::{
    Actor, AnyMatter, Command, File, MatterId, Now, decide,
    reconsideration::{
        Acceptance, Decided, Draft as Proposal, DraftOpinion, Procedure, Prolongation,
        ReconsiderationCommand, RefusalGround, Refused, Reply, Stage,
    },
};
use jiff::civil::{Date, date};

const ACCEPTED: Date = date(2026, 3, 12);
/// Sixty days from the acceptance.
const LAST_DAY: Date = date(2026, 5, 11);

/// Handed in by the one who applied in [`case`].
fn opened() -> Case {
    let mut case = case(date(2026, 3, 5));
    let act = &case.dispute.registration.act;
    let brief = json!({
        "dispute": "d1", "number": "钟行争〔2026〕1号", "ordinal": 1, "group": null, "respondent": "o-market",
        "parties": [{ "key": "p1", "person": "h1", "label": "张某某", "standing": "applicant",
            "nature": "natural_person", "representative": false }],
        "act": act, "claims": "", "source": "counter", "first_submitted_on": "2026-03-05",
        "registered_on": "2026-03-05", "filed_on": null, "amount_fen": null, "place": null, "enterprise": false,
        "acted_before": [], "walled": [], "consult_point": null,
    });
    let application = json!({ "way": "in_person", "received_on": "2026-03-10", "requests": ["annul"] });
    let bodies = json!({ "body": "o-market", "office": "o-market" });
    let open = ReconsiderationCommand::Open {
        brief: serde_json::from_value(brief).expect("a brief"),
        bodies: serde_json::from_value(bodies).expect("bodies"),
        application: serde_json::from_value(application).expect("an application"),
        in_court: false,
    };
    let id = MatterId::from("d1-reconsideration1");
    let open = Command::Reconsideration(open);
    let decision =
        decide(&File::unopened(id.clone()), &Actor::statute(), &open, Now::on(ACCEPTED), &case.law);
    let AnyMatter::Reconsideration(held) = decision.expect("it is opened").numbered(1).after().clone() else {
        panic!("a reconsideration")
    };
    case.reconsideration = Some((id, *held));
    case
}

fn held(case: &mut Case) -> &mut Reconsideration {
    &mut case.reconsideration.as_mut().expect("it is opened").1
}

fn notice(key: &str, paper: PaperKind, made_on: Date, recipients: &[&str]) -> Notice {
    let recipients = recipients.iter().map(|side| (*side).to_owned()).collect();
    let (deliveries, struck) = (Vec::new(), Vec::new());
    Notice { key: key.into(), paper, made_on, recipients, document: None, deliveries, struck }
}

fn said(case: &Case, template: &'static str, to: Option<&str>, of: &str) -> String {
    let draft = Draft { to: to.map(str::to_owned), session: Some(of.into()), ..draft(template) };
    fill(case, &draft).expect("it can be filled").to_string()
}

#[test]
fn fifteen_days_upon_a_refusal_are_promised_only_where_reconsideration_comes_first() {
    let mut case = opened();
    let refused = Refused {
        on: ACCEPTED,
        ground: RefusalGround::NoInterest,
        reason: "没有利害关系".into(),
        competent: None,
    };
    let held = held(&mut case);
    held.refused = Some(refused);
    held.stage = Stage::Refused { on: ACCEPTED };
    held.notices.push(notice("n1", PaperKind::Refusal, ACCEPTED, &["p1"]));
    let free = said(&case, "reconsideration_letter", Some("p1"), "n1");
    assert!(!free.contains("三十四条"), "34条 is for who had to ask for reconsideration first: {free}");
    assert!(free.contains("原来的起诉期限") && free.contains("四十六条"), "{free}");
    self::held(&mut case).brief.act.on_the_spot = true;
    let first = said(&case, "reconsideration_letter", Some("p1"), "n1");
    assert!(first.contains("三十四条") && first.contains("之日起十五日内"), "{first}");
    assert!(!first.contains("不属于应当先申请行政复议"), "{first}");
}

/// Decided by a draft without holdings, after an extension told to the agency on that day.
fn decided(told_on: Date, late_reply: bool) -> String {
    decided_so(told_on, late_reply, json!({ "facts": "查明的事实", "reasons": "理由", "holdings": [] }))
}

fn decided_so(told_on: Date, late_reply: bool, opinion: Value) -> String {
    let mut case = opened();
    let held = held(&mut case);
    let acceptance = json!({ "on": ACCEPTED, "deemed": false, "procedure": "ordinary", "summary": null });
    held.acceptance = Some(serde_json::from_value::<Acceptance>(acceptance).expect("an acceptance"));
    assert_eq!(held.procedure(), Procedure::Ordinary);
    let mut extension = notice("n1", PaperKind::Extension, ACCEPTED, &["respondent"]);
    let delivery = json!({ "recipient": "respondent", "by": "direct", "on": told_on });
    extension.deliveries = vec![serde_json::from_value::<Delivery>(delivery).expect("a delivery")];
    held.prolongation = Some(Prolongation {
        on: ACCEPTED,
        days: 30,
        reason: "情况复杂".into(),
        by: "负责人".into(),
        notice: "n1".into(),
    });
    held.reply = Some(Reply {
        on: date(2026, 4, 7),
        text: "处罚适当".into(),
        evidence: Vec::new(),
        late: late_reply,
        document: None,
        added: Vec::new(),
    });
    held.drafts.push(Proposal {
        key: "d1".into(),
        on: LAST_DAY,
        by: "u1".into(),
        by_name: "刘示例".into(),
        opinion: serde_json::from_value::<DraftOpinion>(opinion).expect("an opinion"),
        resolved: None,
    });
    held.decided = Some(Decided {
        on: date(2026, 5, 20),
        draft: "d1".into(),
        number: None,
        notice: "n2".into(),
        document: None,
    });
    held.stage = Stage::Decided;
    held.notices =
        vec![extension, notice("n2", PaperKind::Decision, date(2026, 5, 20), &["p1", "respondent"])];
    said(&case, "reconsideration_decision", None, "n2")
}

#[test]
fn a_decision_tells_of_an_extension_only_if_everybody_was_told_in_time() {
    assert!(decided(LAST_DAY, false).contains("审理期限延长30日"));
    let late = decided(date(2026, 5, 12), false);
    assert!(!late.contains("延长"), "62条1款: it does not count: {late}");
}

#[test]
fn a_decision_says_of_an_answer_that_it_came_too_late() {
    let late = decided(LAST_DAY, true);
    assert!(
        late.contains("被申请人于2026年4月7日答复，超过了规定的期限（《行政复议法》第四十八条）"),
        "70条: {late}"
    );
    assert!(late.contains("处罚适当"), "{late}");
    assert!(!decided(LAST_DAY, false).contains("超过了规定的期限"));
}

#[test]
fn whoever_is_upheld_or_rejected_sues_both_and_what_is_given_back_names_its_paragraph() {
    let paper = |kind: &str, ground: &str, restitution: Option<&str>| {
        let holdings = json!([{ "kind": kind, "ground": ground }]);
        let opinion =
            json!({ "facts": "事实", "reasons": "理由", "holdings": holdings, "restitution": restitution });
        decided_so(LAST_DAY, false, opinion)
    };
    for (kind, ground, both) in [
        ("uphold", "all_in_order", true),
        ("reject_claim", "performed_before", true),
        ("dismiss_application", "condition_missing", false),
        ("annul", "procedure_violated", false),
    ] {
        let said = paper(kind, ground, None);
        assert_eq!(
            said.contains("以被申请人和本机关为共同被告"),
            both,
            "法释〔2018〕1号133条, {kind}: {said}"
        );
    }
    for (kind, ground, by) in [
        ("annul", "procedure_violated", "根据《行政复议法》第七十二条第二款，退还罚款"),
        ("declare_void", "gross_defect", "参照《行政复议法》第七十二条第二款，退还罚款"),
        ("declare_unlawful", "nothing_to_annul", "第七十二条第一款，责令被申请人采取补救措施，退还罚款"),
    ] {
        let said = paper(kind, ground, Some("退还罚款"));
        assert!(said.contains(by), "{kind}: {said}");
    }
}
