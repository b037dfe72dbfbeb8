//! Agreements, minutes and what they name.

use super::*;
use huajie_law::calendar::zh_date;
use huajie_law::mediation::Ending;

#[test]
fn an_agreement_names_those_who_take_part_and_nobody_by_a_number() {
    let case = without_one(None);
    let filled = fill(&case, &draft("agreement")).expect("it can be filled");
    let named: Vec<&str> = filled["applicants"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|party| party["name"].as_str())
        .collect();
    assert_eq!(named, ["张建国", "王留下"]);
    let text = filled.to_string();
    // First handed in somewhere on the 5th; to the centre they turned when it was begun.
    let begun = case.mediation().map(|held| zh_date(held.opened_on)).expect("one");
    assert!(text.contains(&format!("本中心于{begun}启动调解。")) && !text.contains("申请化解。"), "{text}");
    assert!(!text.contains("李退出"), "{text}");
    assert!(!text.contains("420800"), "{text}");
    assert!(
        text.contains("2026年3月8日组织调解。参加调解的各方达成一致，于2026年3月10日签署本协议。"),
        "{text}"
    );
}

#[test]
fn a_representative_signs_for_those_who_do_not_sign_themselves() {
    let represents = |size| {
        let filled = fill(&without_one(Some(size)), &draft("agreement")).expect("it can be filled");
        filled["applicants"][0]["represents"].as_str().map(str::to_owned)
    };
    assert_eq!(represents(3), None, "each of them is a party and signs");
    assert_eq!(represents(18).as_deref(), Some("17"), "one of them left");
}

#[test]
fn minutes_are_of_those_who_were_there_and_of_who_led_then() {
    let mut case = without_one(None);
    let mut law = law();
    for (user, name) in [("u-first", "孙当时"), ("u-second", "周现在")] {
        let officer = json!({
            "login": user, "name": name, "capacities": [], "qualification": null, "dismissed": false, "granted": 0,
        });
        let officer = serde_json::from_value(officer).expect("an officer");
        law.directory.officers.insert(user.into(), officer);
    }
    case.law = Arc::new(law);
    let minutes = Draft { session: Some("s1".into()), ..draft("minutes") };
    let filled = fill(&case, &minutes).expect("it can be filled");
    assert_eq!((&filled["host"], &filled["recorder"]), (&json!("孙当时"), &json!("孙当时")));
    let text = filled.to_string();
    assert!(!text.contains("周现在") && !text.contains("李退出"), "{text}");
    let signers = filled["signatures"].as_array().map_or(0, Vec::len);
    assert_eq!(signers, 4, "two who applied, the agency, and who led it: {text}");
}

#[test]
fn what_was_agreed_on_goes_to_those_who_agreed() {
    let case = without_one(None);
    for template in ["agreement", "minutes"] {
        let paper = Draft { session: (template == "minutes").then(|| "s1".into()), ..draft(template) };
        let to: Vec<String> = paper.recipients(&case).into_iter().map(|to| to.side).collect();
        assert_eq!(to, ["p1", "p3", RESPONDENT], "{template}");
    }
}

#[test]
fn what_was_promised_and_not_done_was_decided_by_nobody() {
    let mut case = without_one(None);
    case.dispute.registration.act.kind = ActKind::Agreement;
    case.dispute.registration.act.title = "51 份安置补偿协议不交房".into();
    let text = fill(&case, &draft("agreement")).expect("it can be filled")["facts"].to_string();
    assert!(text.contains("因“51 份安置补偿协议不交房”与被申请人发生争议"), "{text}");
    assert!(!text.contains("作出的"), "{text}");
}

#[test]
fn the_station_that_acted_is_named_and_an_authority_that_nobody_has_seen_is_not() {
    let mut case = without_one(None);
    case.dispute.registration.act.branch = Some("石牌监管所".into());
    let agent = json!({ "person": "h9", "label": "李某", "authority": "special", "document": null });
    case.dispute.parties[0].particulars.agent = Some(serde_json::from_value(agent).expect("an agent"));
    let filled = |template| fill(&case, &draft(template)).expect("it can be filled");
    let application = filled("application");
    assert_eq!(application["act"]["branch"], "石牌监管所作出");
    assert_eq!(application["applicants"][0]["agents"][0]["authority"], "未见授权委托书");
    assert_eq!(
        filled("agreement")["applicants"][0]["agents"],
        json!([]),
        "whoever has no letter agrees to nothing"
    );
    assert_eq!(filled("receipt")["matter"], "罚款五千元（石牌监管所作出）");
    let agreement = filled("agreement").to_string();
    assert!(agreement.contains("因不服被申请人石牌监管所"), "{agreement}");
}

#[test]
fn a_note_that_says_nothing_is_not_begun() {
    let mut case = without_one(None);
    let (_, held) = case.mediation.as_mut().expect("it is mediated");
    held.agreement.as_mut().expect("it is drafted").disposition_note = Some(" 。".into());
    let terms = |case: &Case| fill(case, &draft("agreement")).expect("it can be filled")["terms"].to_string();
    assert!(terms(&case).contains("的处理：维持不变。"), "{}", terms(&case));
    let (_, held) = case.mediation.as_mut().expect("it is mediated");
    held.agreement.as_mut().expect("it is drafted").disposition = Disposition::Changed;
    assert!(terms(&case).contains("的处理：变更，具体内容见各方约定的事项。"), "{}", terms(&case));
}

#[test]
fn an_article_is_cited_in_words_whichever_way_it_was_written() {
    let cited = "《行政复议法》第六十四条第一款第三项";
    for written in ["《行政复议法》64条1款3项", "《行政复议法》第64条第1款第3项"] {
        assert_eq!(parts::formal(written), cited);
    }
    assert_eq!(
        parts::formal("《行政诉讼法》第46条第1款，6个月；第1次"),
        "《行政诉讼法》第四十六条第一款，6个月；第1次"
    );
}

/// The case as it was imported, with an agreement that ends so.
fn ending_in(channel: &str, settlement_only: bool, ending: Ending) -> Case {
    let mut case = without_one(None);
    let imported = json!({
        "on": "2026-03-05", "categories": [], "channel": channel, "settlement_only": settlement_only, "note": null,
    });
    let (_, held) = case.mediation.as_mut().expect("it is mediated");
    held.imported = Some(serde_json::from_value(imported).expect("an import"));
    held.agreement.as_mut().expect("it is drafted").ending = ending;
    case
}

/// 复议法73条: what waits for a seal does not bind before it.
#[test]
fn an_agreement_that_waits_for_a_seal_says_that_it_binds_with_the_seal() {
    let effect = |ending| {
        let filled = fill(&ending_in("reconsideration", false, ending), &draft("agreement"))
            .expect("it can be filled");
        filled["effect"].as_str().expect("it says so").to_owned()
    };
    let sealed = effect(Ending::ReconsiderationStatement);
    assert!(
        sealed.contains("加盖行政复议机关印章，即具有法律效力") && sealed.contains("可以反悔"),
        "{sealed}"
    );
    assert!(!sealed.contains("之日起生效"), "{sealed}");
    assert!(effect(Ending::CourtStatement).contains("经各方签收后生效"));
    assert_eq!(effect(Ending::AgreementAlone), "本协议自各方签名、盖章或者捺印之日起生效。");
}

/// 行诉法60条, 复议法74条.
#[test]
fn what_may_not_be_mediated_is_settled_and_the_paper_names_the_proceeding_that_runs_alone() {
    let case = ending_in("trial_ordinary", true, Ending::Withdrawal);
    let paper = draft("agreement");
    assert_eq!(paper.title(&case), "和解协议书");
    let filled = fill(&case, &paper).expect("it can be filled");
    assert_eq!(filled["reconciled"], json!(true));
    let text = filled.to_string();
    assert!(text.contains("组织协调") && !text.contains("调解。"), "{text}");
    assert!(text.contains("撤诉") && !text.contains("复议"), "{text}");
    let last = filled["signatures"].as_array().and_then(|all| all.last().cloned()).expect("signed");
    assert_eq!(last["role"], "协调人员");
    let case = ending_in("reconsideration", false, Ending::Withdrawal);
    assert_eq!(paper.title(&case), "调解协议书");
    let text = fill(&case, &paper).expect("it can be filled").to_string();
    assert!(text.contains("撤回行政复议申请") && !text.contains("撤诉") && !text.contains("起诉"), "{text}");
}

#[test]
fn each_line_for_the_court_says_to_whom_and_a_number_that_was_not_checked_says_so() {
    let mut case = ending_in("before_procedure", false, Ending::JudicialConfirmation);
    let (_, held) = case.mediation.as_mut().expect("it is mediated");
    let line = json!({
        "obligor": "respondent", "obligee": "p3", "content": "交付安置房", "amount_fen": null, "due_on": "2027-01-15",
    });
    held.agreement.as_mut().expect("drafted").obligations =
        vec![serde_json::from_value(line).expect("a line")];
    case.dispute.parties[2].particulars.identity = IdentityCheck::Unverified;
    let filled = fill(&case, &draft("confirmation_application")).expect("it can be filled");
    assert_eq!(filled["terms"][1], "示例市场监管局于2027年1月15日前向王留下履行：交付安置房。");
    assert_eq!(filled["applicants"][1]["id_number"], "42080019680512001X（待核）");
    assert_eq!(filled["applicants"][0]["id_number"], "420800196805120019");
}
