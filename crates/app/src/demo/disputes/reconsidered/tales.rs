//! The stories themselves: how long ago each began, about what, and what was done.

use super::*;

/// The whole calendar of stories; days ago, so that each is today in the stage that it is told for.
pub(super) fn all(today: Date, paper: &FileHash) -> Vec<Tale> {
    let mut all = receiving(today, paper);
    all.extend(trying(today, paper));
    all.extend(ended(today, paper));
    all.extend(decided_each_way(today, paper));
    all.extend(carried_out(today, paper));
    all
}

fn receiving(today: Date, paper: &FileHash) -> Vec<Tale> {
    let brought = ReconsiderationCommand::ReceiveSupplement {
        on: today,
        documents: vec![paper.clone()],
        said: Some("决定书是作出三天以后收到的。".into()),
    };
    let refused = ReconsiderationCommand::Refuse {
        ground: RefusalGround::Petition,
        reason: "申请人不服的是信访答复，不是行政行为。".into(),
        competent: None,
        document: None,
    };
    vec![
        tale(1, 0, Vec::new()),
        Tale { way: ApplicationWay::ThroughAgency, ..tale(3, 1, Vec::new()) },
        Tale { wish: Wish::Both, ..tale(2, 1, Vec::new()) },
        tale(5, 2, vec![supplement_asked()]),
        tale(8, 4, vec![supplement_asked(), vec![(4, Applicant(brought))]]),
        // 视为受理: nobody looked at it in time.
        tale(18, 3, Vec::new()),
        tale(24, 9, vec![vec![(3, Officer(refused)), (1, Serve(PaperKind::Refusal))]]),
        tale(60, 5, vec![supplement_asked(), vec![(40, Lapse)]]),
    ]
}

fn trying(today: Date, paper: &FileHash) -> Vec<Tale> {
    let ago = |days: i64| today.checked_sub(days.days()).expect("the demonstration stays in this era");
    let side_paper = |side: &str| SidePaper { side: side.into(), file: paper.clone() };
    let suspend = ReconsiderationCommand::Suspend {
        ground: ReconsiderationSuspension::AgreedForMediation,
        reason: "双方书面同意中止，先行调解".into(),
        papers: vec![side_paper("p1"), side_paper(RESPONDENT)],
        document: None,
    };
    let extend =
        ReconsiderationCommand::Extend {
            days: 30, reason: "案情复杂，需要调取档案".into(), document: None
        };
    let ask_stay = ReconsiderationCommand::AskStay {
        side: Some("p1".into()),
        reason: "执行以后店铺难以恢复经营".into(),
    };
    let reply = |start: i64| replied(paper, ago(start + 9));
    let hearing = today.checked_add(6.days()).expect("the demonstration stays in this era");
    vec![
        tale(6, 0, vec![accepted()]),
        tale(5, 7, vec![accepted_in_summary()]),
        tale(18, 1, vec![accepted(), vec![(1, Applicant(ask_stay))], reply(18), read()]),
        tale(20, 0, vec![accepted(), reply(20), weighed(vec![Weight::Major]), hearing_on(hearing)]),
        tale(
            52,
            1,
            vec![
                accepted(),
                reply(52),
                weighed(vec![Weight::Major, Weight::Technical]),
                hearing_on(ago(52 - 26)),
                hearing_held(16),
                consulted(false),
            ],
        ),
        Tale {
            wish: Wish::Both,
            ..tale(
                25,
                0,
                vec![
                    accepted(),
                    vec![(1, Mediate), (2, Officer(suspend)), (0, Serve(PaperKind::Suspension))],
                ],
            )
        },
        tale(58, 2, vec![accepted(), reply(58), vec![(40, Head(extend)), (1, Serve(PaperKind::Extension))]]),
        tale(36, 0, vec![accepted(), reply(36), heard(ago(26)), drafted(lighter())]),
        tale(40, 1, vec![accepted(), reply(40), heard(ago(30)), drafted(lighter()), issued("3")]),
        tale(34, 1, vec![accepted(), reply(34), heard(ago(24)), drafted(lighter()), agreed()]),
        // The same decision on compensation, fought by one household alone and by twelve together (15条).
        tale(19, 5, vec![accepted(), reply(19)]),
        Tale { group: Some(12), ..tale(9, 5, vec![accepted(), vec![(2, Join)]]) },
    ]
}

fn lighter() -> Holding {
    let content = Some("罚款降到裁量基准最低一档");
    holding(HoldingKind::Change, HoldingGround::ContentInappropriate, content)
}

fn ended(today: Date, paper: &FileHash) -> Vec<Tale> {
    let ago = |days: i64| today.checked_sub(days.days()).expect("the demonstration stays in this era");
    let reply = |start: i64| replied(paper, ago(start + 9));
    let withdraw = ReconsiderationCommand::ApplyWithdrawal {
        settled: true,
        reason: "双方已经和解，补偿差额已经到账".into(),
        cost_shown: true,
        represented_consent: None,
        document: None,
    };
    let allow = ReconsiderationCommand::DecideWithdrawal {
        allowed: true,
        reason: "自愿、合法，不损害他人利益".into(),
        document: None,
    };
    let seal = ReconsiderationCommand::SealStatement {
        text: "被申请人重新核算面积，三十日内补足差额。".into(),
        signed_by: vec!["p1".into(), RESPONDENT.into()],
        document: paper.clone(),
        obligations: Vec::new(),
    };
    let silent = holding(HoldingKind::Annul, HoldingGround::NoReply, None);
    let upheld = holding(HoldingKind::Uphold, HoldingGround::AllInOrder, None);
    let unlawful = holding(HoldingKind::DeclareUnlawful, HoldingGround::MinorProcedure, None);
    vec![
        tale(
            62,
            5,
            vec![
                accepted(),
                reply(62),
                vec![(9, Applicant(withdraw)), (2, Officer(allow)), (1, Serve(PaperKind::Termination))],
            ],
        ),
        tale(66, 5, vec![accepted(), reply(66), vec![(20, Officer(seal)), (1, Serve(PaperKind::Statement))]]),
        tale(45, 3, vec![accepted(), reply(45), heard(ago(35)), drafted(upheld), decided("4")]),
        // 70条: the agency said nothing.
        tale(70, 9, vec![accepted(), vec![(24, Officer(hear_now(ago(44))))], drafted(silent), decided("5")]),
        tale(80, 2, vec![accepted(), reply(80), heard(ago(70)), drafted(unlawful), decided("6")]),
    ]
}

fn hear_now(on: Date) -> ReconsiderationCommand {
    let heard = HeardParty {
        side: "p1".into(),
        on,
        way: Some(HearingWay::InPerson),
        text: "坚持申请。".into(),
        document: None,
    };
    ReconsiderationCommand::HearParty { heard }
}

/// The kinds of decision that the other stories do not end with.
fn decided_each_way(today: Date, paper: &FileHash) -> Vec<Tale> {
    use HoldingGround as G;
    use HoldingKind as K;
    let ago = |days: i64| today.checked_sub(days.days()).expect("the demonstration stays in this era");
    let soon = today.checked_add(20.days()).ok();
    let ordered =
        |kind, ground, content| Holding { perform_by: soon, ..holding(kind, ground, Some(content)) };
    let dismissed = Holding {
        condition: Some(Condition::Interest),
        ..holding(K::DismissApplication, G::ConditionMissing, None)
    };
    let all = [
        (
            54,
            4,
            Request::OrderPerformance,
            ordered(K::OrderPerformance, G::DutyNotPerformed, "重新核算家庭收入并答复"),
        ),
        (
            55,
            8,
            Request::OrderPerformance,
            ordered(K::OrderPerformance, G::DutyNotPerformed, "对举报的加油机复检，书面答复处理结果"),
        ),
        (
            58,
            1,
            Request::Annul,
            holding(K::AnnulPart, G::FactsUnclear, Some("撤销其中按停业期间计算的 3000 元")),
        ),
        (
            60,
            6,
            Request::AgreementLiability,
            ordered(K::AgreementCompensation, G::AgreementUncompensated, "三十日内按评估价补偿装修损失"),
        ),
        (56, 4, Request::OrderPerformance, holding(K::RejectClaim, G::NoSuchDuty, None)),
        (57, 9, Request::DeclareVoid, holding(K::DeclareVoid, G::GrossDefect, None)),
        (
            59,
            6,
            Request::AgreementLiability,
            ordered(K::AgreementLiability, G::AgreementBreach, "三十日内交房，补付过渡费"),
        ),
        (61, 3, Request::Annul, dismissed),
    ];
    let told = all.into_iter().enumerate().map(|(at, (days, theme, request, holding))| {
        let number = (at + 11).to_string();
        let parts = vec![
            accepted(),
            replied(paper, ago(days + 9)),
            heard(ago(days - 10)),
            drafted(holding),
            decided(&number),
        ];
        Tale { requests: vec![request], ..tale(days, theme, parts) }
    });
    told.chain([compensated(today, paper)]).collect()
}

/// 72条1款: what was claimed together is granted in the same decision.
fn compensated(today: Date, paper: &FileHash) -> Tale {
    let ago = |days: i64| today.checked_sub(days.days()).expect("the demonstration stays in this era");
    let unlawful = holding(HoldingKind::DeclareUnlawful, HoldingGround::NothingToAnnul, None);
    let loss = CompensationHolding {
        granted: true,
        amount_fen: Some(1_860_000),
        reason: Some("按清点笔录和评估价赔偿棚料、饲料".into()),
    };
    let parts = vec![
        accepted(),
        replied(paper, ago(63 + 9)),
        heard(ago(63 - 10)),
        drafted_with(unlawful, Some(loss)),
        decided("20"),
    ];
    Tale { requests: vec![Request::DeclareUnlawful], compensation_fen: Some(3_500_000), ..tale(63, 9, parts) }
}

/// Decided, and what became of it.
fn carried_out(today: Date, paper: &FileHash) -> Vec<Tale> {
    let ago = |days: i64| today.checked_sub(days.days()).expect("the demonstration stays in this era");
    let reply = |start: i64| replied(paper, ago(start + 9));
    let again = |start: i64| Holding {
        redo: true,
        perform_by: Some(ago(start - 50)),
        ..holding(HoldingKind::Annul, HoldingGround::ProcedureViolated, None)
    };
    let urge = ReconsiderationCommand::Press {
        measure: Measure::Urging,
        until: today.checked_add(10.days()).ok(),
        of: Vec::new(),
        text: "责令在限期内重新作出决定，并书面报告。".into(),
        document: None,
        agreed_by: None,
    };
    let opinion = ReconsiderationCommand::IssueOpinion {
        kind: OpinionKind::Opinion,
        to_body: None,
        text: "今后作出处罚前应当查明改正情节，并按调整后的基准裁量。".into(),
        document: None,
        agreed_by: None,
    };
    let performed = ReconsiderationCommand::RecordPerformance {
        on: ago(60),
        of: Vec::new(),
        text: "退还多收的罚款".into(),
        proof: Some(paper.clone()),
    };
    let publish = ReconsiderationCommand::Publish {
        text: "某超市不服某局罚款决定申请复议：初次违法、及时改正、货值很小，变更为最低一档罚款。".into(),
        removed: "当事人姓名、住址、店名".into(),
    };
    vec![
        tale(
            110,
            2,
            vec![
                accepted(),
                reply(110),
                heard(ago(100)),
                drafted(again(110)),
                decided("7"),
                vec![(75, Officer(urge))],
            ],
        ),
        tale(
            120,
            0,
            vec![
                accepted(),
                reply(120),
                heard(ago(110)),
                drafted(lighter()),
                decided("8"),
                vec![
                    (1, Officer(opinion)),
                    (0, Serve(PaperKind::Opinion)),
                    (45, Agency(performed)),
                    (5, Officer(publish)),
                ],
            ],
        ),
    ]
}
