//! What must hold whatever is answered: no answer without a next step, no day that a petition or a mediation moves.

use super::*;

fn acts() -> impl Iterator<Item = Option<ActKind>> {
    ActKind::iter().map(Some).chain([None])
}

/// One step, with and without its day.
fn single_steps() -> Vec<Attempts> {
    let on = Some(date(2026, 4, 1));
    let singles = Tried::iter().flat_map(|step| [tried(&[(step, None)]), tried(&[(step, on)])]);
    singles.chain([Attempts::default()]).collect()
}

/// A reconsideration and a suit, for what one does to the other.
fn pairs_of_steps() -> impl Iterator<Item = Attempts> {
    let on = Some(date(2026, 4, 1));
    let of = |way: Way| Tried::iter().filter(move |step| step.way() == way);
    let pairs = of(Way::Reconsider).flat_map(move |first| of(Way::Sue).map(move |second| (first, second)));
    pairs.map(move |(first, second)| tried(&[(first, on), (second, on)]))
}

/// Where nothing turns on an answer, it is not asked for.
fn circumstances(act: Option<ActKind>) -> Vec<Option<bool>> {
    if act.and_then(decisive).is_some() { vec![None, Some(true), Some(false)] } else { vec![None] }
}

/// Nothing known, in time, past the sixty days, past the half year, past everything.
fn days() -> Vec<(Option<Date>, Option<Date>)> {
    let known = |year, month, day| (Some(date(year, month, day)), Some(date(year, month, day)));
    let half = [(None, Some(date(2026, 4, 20))), (Some(date(2026, 1, 20)), None)];
    [vec![(None, None)], half.into(), vec![known(2025, 10, 1), known(2019, 6, 3)]].concat()
}

const TODAY: Date = date(2026, 4, 25);

fn whole(question: &Question) {
    let answer = asked(question, TODAY);
    let ways: Vec<Way> = answer.prospects.iter().map(|prospect| prospect.way).collect();
    assert_eq!(ways, Way::iter().collect::<Vec<_>>(), "{question:?}");
    let hint = answer.notes.last().expect("there is a last note");
    assert!(hint.contains("不是法律意见") && hint.contains("12348"), "{hint}");
    assert!(!answer.ask.is_empty());
    for prospect in &answer.prospects {
        let context = || format!("{question:?}\n{prospect:#?}");
        assert!(!prospect.next.is_empty(), "{}", context());
        assert!(
            !prospect.offices.is_empty() && prospect.offices.iter().all(|office| !office.name.is_empty())
        );
        assert!(!prospect.bases.is_empty() && !prospect.materials.is_empty() && !prospect.costs.is_empty());
        for basis in prospect.bases.iter().chain(&prospect.costs) {
            let named =
                basis.rule.contains('-') && basis.article.contains('条') || basis.article.contains('第');
            assert!(!basis.says.is_empty() && named, "{}", context());
        }
        days_agree(prospect, TODAY, &context);
    }
    assert!(
        answer.prospects.iter().any(|prospect| matches!(prospect.passage, Passage::Open | Passage::Running))
    );
}

fn days_agree(prospect: &Prospect, today: Date, context: &dyn Fn() -> String) {
    let Some(period) = &prospect.period else {
        assert!(
            prospect.passage != Passage::Claimable && prospect.passage != Passage::NotYet,
            "{}",
            context()
        );
        return;
    };
    let late = period.claimed_on().is_some_and(|on| on >= today);
    match prospect.passage {
        Passage::Open => assert!(period.on() >= today, "{}", context()),
        Passage::Claimable => assert!(period.on() < today && late, "{}", context()),
        Passage::NotYet => assert!(period.opens_on.is_some_and(|on| on > today), "{}", context()),
        Passage::Closed => assert!(period.on() < today && !late, "{}", context()),
        Passage::AfterReconsideration | Passage::Running | Passage::Uncounted => {}
    }
}

#[test]
fn no_answer_is_without_a_next_step_an_office_and_a_reason() {
    for (act, circumstance) in
        acts().flat_map(|act| circumstances(act).into_iter().map(move |yes| (act, yes)))
    {
        for attempts in single_steps() {
            for (made_on, known_on) in days() {
                let tried = attempts.clone();
                whole(&Question { act, circumstance, made_on, known_on, tried, ..penalty() });
            }
        }
        for tried in pairs_of_steps() {
            whole(&Question { act, circumstance, tried, ..penalty() });
        }
    }
}

#[test]
fn no_agency_and_no_answer_about_what_was_told_leaves_anybody_without_a_next_step() {
    for kind in AgencyKind::iter().map(Some).chain([None]) {
        let agency = Agency { kind, name: None };
        for (act, told) in
            acts().flat_map(|act| Told::iter().map(Some).chain([None]).map(move |told| (act, told)))
        {
            for (made_on, known_on) in days() {
                let (agency, real_estate) = (agency.clone(), told.is_none());
                whole(&Question { act, agency, told, made_on, known_on, real_estate, ..Question::default() });
            }
        }
        for tried in single_steps() {
            whole(&Question { agency: agency.clone(), tried, ..penalty() });
        }
    }
}

#[test]
fn a_petition_a_mediation_or_a_complaint_moves_no_last_day() {
    let talks = Tried::iter().filter(|step| !matches!(step.way(), Way::Reconsider | Way::Sue));
    for (step, act) in talks.flat_map(|step| acts().map(move |act| (step, act))) {
        for (made_on, known_on) in days() {
            let before = Question { act, made_on, known_on, circumstance: None, ..penalty() };
            let after = Question { tried: tried(&[(step, Some(date(2026, 4, 22)))]), ..before.clone() };
            for way in [Way::Reconsider, Way::Sue, Way::AgreementSuit, Way::Compensation] {
                assert_eq!(found(&before, way, TODAY), found(&after, way, TODAY), "{step:?} {act:?}");
            }
        }
    }
}

#[test]
fn while_a_reconsideration_is_heard_nobody_is_told_to_sue() {
    for (act, circumstance) in acts().flat_map(|act| [None, Some(true), Some(false)].map(|yes| (act, yes))) {
        let heard = tried(&[(Tried::ReconsiderationAccepted, Some(date(2026, 4, 1)))]);
        let question = Question { act, circumstance, tried: heard, ..penalty() };
        for way in [Way::Sue, Way::AgreementSuit] {
            assert!(!matches!(passage(&question, way, TODAY), Passage::Open | Passage::Claimable), "{act:?}");
        }
    }
}

#[test]
fn what_a_court_has_taken_is_not_reconsidered() {
    for step in [Tried::SuitAccepted, Tried::SuitJudged, Tried::SuitWithdrawn] {
        for act in acts() {
            let question = Question { act, tried: tried(&[(step, None)]), ..penalty() };
            assert_eq!(passage(&question, Way::Reconsider, TODAY), Passage::Closed, "{step:?} {act:?}");
        }
    }
}
