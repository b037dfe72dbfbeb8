//! What people write in tables, and what is made of it. For `reading` alone.

use super::*;
use jiff::civil::date;

fn told(pairs: &[(&'static str, &str)]) -> Result<Told, String> {
    let said: Said = pairs.iter().map(|(field, cell)| (*field, (*cell).to_owned())).collect();
    read(&said, &Columns::new())
}

fn only(told: Result<Told, String>) -> (Step, Date) {
    let told = told.expect("reads");
    assert_eq!(told.steps.len(), 1);
    told.steps.into_iter().next().expect("one").expect("is understood")
}

#[test]
fn a_row_of_a_courts_ledger_is_several_steps_and_the_number_tells_the_level() {
    let row = told(&[
        ("procedure", "行政案件"),
        ("case_number", "（2026）鄂08行终12号"),
        ("accepted_on", "2026-3-5"),
        ("decided_on", "2026/5/6 16:30:00"),
        ("findings", "驳回上诉"),
        ("served_on", "20260508"),
    ])
    .expect("reads");
    assert_eq!((row.procedure, row.level), (Procedure::Litigation, Level::Second));
    let days: Vec<Date> = row.steps.iter().map(|step| step.as_ref().expect("is understood").1).collect();
    assert_eq!(days, [date(2026, 3, 5), date(2026, 5, 6), date(2026, 5, 8)]);
    let decided = Step::Decided { findings: vec![Finding::AppealDismissed], perform_by: None };
    assert_eq!(row.steps[1], Ok((decided, date(2026, 5, 6))));
}

#[test]
fn one_step_of_a_row_that_is_not_understood_does_not_lose_the_others() {
    let row =
        told(&[("procedure", "信访"), ("accepted_on", "2026年3月5日"), ("decided_on", "2026年13月1日")]);
    let steps = row.expect("reads").steps;
    assert!(steps[0].is_ok());
    assert_eq!(steps[1], Err("作出日期没有看懂：2026年13月1日".into()));
}

#[test]
fn every_step_and_every_result_is_understood_by_its_own_name() {
    for (name, label) in STEPS {
        assert_eq!(step_named(name, Procedure::Litigation), Ok(name));
        assert_eq!(step_named(label, Procedure::Litigation), Ok(name));
    }
    for procedure in Procedure::iter() {
        assert_eq!(procedure_named(procedure.name_zh()), Ok(procedure));
        for level in procedure.levels().iter().copied() {
            assert_eq!(level_named(procedure, procedure.level_zh(level)), Ok(level));
            for one in Finding::iter().filter(|one| one.belongs_to(procedure, level)) {
                assert_eq!(findings_named(one.name_zh(), procedure, level), Ok(vec![one]));
            }
        }
    }
    for (said, one) in RESULTS {
        let anywhere = Procedure::iter().any(|procedure| {
            procedure.levels().iter().any(|level| finding(said, procedure, *level) == Ok(one))
        });
        assert!(anywhere, "{said}");
    }
}

#[test]
fn a_result_that_could_be_several_is_asked_back_with_the_choices() {
    let several =
        findings_named("驳回", Procedure::Litigation, Level::First).expect_err("驳回起诉 or 诉讼请求");
    assert!(several.contains("裁定驳回起诉") && several.contains("判决驳回诉讼请求"), "{several}");
    let both = findings_named("确认违法，采取补救措施", Procedure::Litigation, Level::First);
    assert_eq!(both, Ok(vec![Finding::DeclaredUnlawful, Finding::RemedyOrdered]));
    assert!(told(&[("procedure", "民事")]).expect_err("no such").contains("行政诉讼"));
}

#[test]
fn the_head_who_came_needs_a_rank_and_who_did_not_come_a_reason() {
    let row = |more: &[(&'static str, &str)]| {
        let base = [("procedure", "诉讼"), ("step", "开庭"), ("happened_on", "2026-5-6")];
        told(&[&base, more].concat())
    };
    assert_eq!(only(row(&[])).0, Step::Heard { head: None });
    let unranked = row(&[("head", "出庭"), ("head_name", "示例"), ("head_post", "局长")]);
    assert_eq!(unranked, Err("负责人出庭的，要写出庭负责人层级".into()));
    let came = row(&[
        ("head", "是"),
        ("head_name", "示例"),
        ("head_post", "局长"),
        ("head_rank", "正职"),
        ("head_spoke", "是"),
    ]);
    let Step::Heard { head: Some(head) } = only(came).0 else { panic!("a hearing") };
    assert!(head.is_principal_present());
    let Step::Heard { head: Some(head) } = only(row(&[("head", "未出庭")])).0 else { panic!("a hearing") };
    assert!(!head.advice_grounds().is_empty(), "no reason was given");
}

#[test]
fn blanks_full_width_letters_and_what_else_people_write_for_a_step_are_understood() {
    for hotline in ["12345热线工单", "12345 热线 工单", "１２３４５热线工单"] {
        let (step, _) = only(told(&[
            ("procedure", hotline),
            ("step", "答复"),
            ("happened_on", "2026-11-24"),
            ("findings", "办结"),
        ]));
        assert!(matches!(step, Step::Decided { .. }), "{hotline}: {step:?}");
    }
    let answered = only(told(&[("procedure", "复议"), ("step", "答复"), ("happened_on", "2026-11-24")]));
    assert_eq!(answered.0, Step::Replied, "there it is the agency that answers");
    let judged =
        told(&[("procedure", "行政 诉讼"), ("step", "裁判"), ("happened_on", "46350"), ("findings", "撤销")]);
    assert_eq!(only(judged).1, date(2026, 11, 24), "a day as Excel counts it");
    let no_day = told(&[("procedure", "诉讼"), ("step", "立案"), ("happened_on", "463500")]);
    assert!(no_day.is_err_and(|why| why.contains("发生日期没有看懂")));
}

#[test]
fn words_that_nobody_knows_are_asked_about_only_where_the_row_is_read_by_them() {
    let said = |pairs: &[(&'static str, &str)]| -> Said {
        pairs.iter().map(|(field, cell)| (*field, (*cell).to_owned())).collect()
    };
    let asked = |pairs: &[(&'static str, &str)], columns: &Columns| -> Vec<(&'static str, String)> {
        foreign(&said(pairs), columns).into_iter().map(|one| (one.field, one.theirs)).collect()
    };
    let mut columns = Columns::new();
    let row = [
        ("procedure", "便民电话"),
        ("step", "回告"),
        ("happened_on", "2026-11-13"),
        ("findings", "满意；已答复"),
    ];
    let all = asked(&row, &columns);
    assert_eq!(
        all,
        [("procedure", "便民电话"), ("step", "回告"), ("findings", "满意")].map(|(f, t)| (f, t.to_owned()))
    );
    for (key, ours) in [
        ("word:procedure:便民电话", "hotline"),
        ("word:step:回告", "decided"),
        ("word:findings:满意", "answered"),
    ] {
        columns.insert(key.into(), ours.into());
    }
    assert_eq!(asked(&row, &columns), all, "what was said can be said otherwise");
    let told = read(&said(&row), &columns).expect("reads now");
    let decided = Step::Decided { findings: vec![Finding::Answered], perform_by: None };
    assert_eq!((told.procedure, told.steps), (Procedure::Hotline, vec![Ok((decided, date(2026, 11, 13)))]));
    columns.insert("word:procedure:便民电话".into(), "passed_over".into());
    assert!(is_passed_over(&said(&row), &columns));
    assert_eq!(asked(&row, &columns).len(), 1, "of such rows nothing else is asked");
    let heard = [("procedure", "诉讼"), ("step", "立案"), ("happened_on", "2026-11-13"), ("head", "派员")];
    assert_eq!(asked(&heard, &Columns::new()), [], "nobody reads who came to a filing");
}

#[test]
fn who_was_served_is_nobodys_word_and_is_asked_of_nobody() {
    let said: Said = [
        ("procedure", "诉讼"),
        ("step", "送达"),
        ("happened_on", "2026-11-13"),
        ("served_to", "张三；第三人"),
    ]
    .into_iter()
    .map(|(field, cell)| (field, cell.to_owned()))
    .collect();
    let kept = Columns::from([("word:served_to:张三".to_owned(), "申请人".to_owned())]);
    assert_eq!(foreign(&said, &kept), []);
    assert_eq!(read(&said, &kept).expect("reads").served_to.as_deref(), Some("张三；第三人"));
    assert!(!super::super::words::is_word("word:served_to:张三"), "nor is it kept any more");
}
