//! 抄告 (79条2款): what a government decided about its own department goes to the department above.

use super::*;

fn decided() -> World {
    let mut world = World::on("2026-03-10").with_justice();
    world.under_review().at("2026-03-12").accepted_and_copied().at("2026-03-16").replies().hears();
    world.at("2026-04-01").decides(annul());
    world
}

fn copies(papers: &[&str]) -> ReconsiderationCommand {
    let papers = papers.iter().map(|paper| (*paper).to_owned()).collect();
    ReconsiderationCommand::CopyToSuperior {
        papers, to_body: "示例市上级主管局".into(), document: None
    }
}

fn task(world: &World) -> Option<String> {
    let tasks = world.outline(&review_id()).tasks;
    tasks.into_iter().find(|task| task.command == "copy_to_superior").map(|task| task.title)
}

#[test]
fn the_decision_in_force_and_the_opinion_that_was_served_go_to_the_department_above() {
    let mut world = decided();
    assert_eq!(task(&world), None, "nothing has taken effect");
    let none = "reconsideration.copy_to_superior.none";
    assert_eq!(world.review_refused("reviewer", copies(&["decision"])), none);
    world.serves(PaperKind::Decision);
    assert!(task(&world).is_some_and(|title| title.ends_with("行政复议决定书钟政复决〔2026〕1号")));
    world.reviews(ReconsiderationCommand::IssueOpinion {
        kind: OpinionKind::Opinion,
        to_body: None,
        text: "改正送达程序".into(),
        agreed_by: Some("示例·副市长".into()),
        document: None,
    });
    assert_eq!(world.review_refused("reviewer", copies(&["decision", "o1"])), none, "it was not served");
    world.serves(PaperKind::Opinion);
    assert_eq!(world.review_refused("reviewer", copies(&[])), "form.required");
    world.reviews(copies(&["decision", "o1"])).serves(PaperKind::SuperiorCopy);
    assert_eq!(task(&world), None);
    let review = world.review();
    assert_eq!(review.opinions[0].agreed_by.as_deref(), Some("示例·副市长"));
    let copy = &review.copied[0];
    let notice = review.notice(&copy.notice).expect("it goes by letter");
    assert_eq!(review.label(&notice.recipients[0], &world.law), "示例市上级主管局");
    assert_eq!(review.superior(&world.law).as_deref(), Some("示例市上级主管局"), "nobody types it again");
    let again = world.review_refused("reviewer", copies(&["decision"]));
    assert_eq!(again, "reconsideration.copy_to_superior.none");
}

#[test]
fn an_agency_that_is_no_department_of_that_government_has_nobody_told() {
    let mut world = decided();
    let agency = world.review().brief.respondent;
    let held =
        |world: &mut World| world.law.directory.organizations.get_mut(&agency).expect("is on file").clone();
    let department = held(&mut world);
    world.serves(PaperKind::Decision);
    let mut put = |changed: Organization| {
        world.law.directory.organizations.insert(agency.clone(), changed);
        world.review().to_copy(&world.law).len()
    };
    assert_eq!(put(Organization { vertical: true, ..department.clone() }), 0);
    assert_eq!(put(Organization { category: Category::Township, ..department.clone() }), 0);
    let branch = Organization { parent: Some(JUSTICE.into()), ..department.clone() };
    assert_eq!(put(branch), 0, "派出机构");
    assert_eq!(put(Organization { superior: Some("示例市局".into()), ..department }), 1);
    assert_eq!(world.review().superior(&world.law).as_deref(), Some("示例市局"));
}

#[test]
fn who_ordered_that_it_goes_on_and_who_agreed_to_its_end_is_written_down() {
    let mut world = World::on("2026-03-10").with_justice();
    world.under_review().at("2026-03-12").accepted_and_copied();
    world.reviews(suspend(crate::clock::ReconsiderationSuspension::CannotTakePart));
    let resume = |ordered_by: &str| ReconsiderationCommand::Resume {
        reason: "没有正当理由".into(),
        mistaken: false,
        ordered_by: Some(ordered_by.into()),
        document: None,
    };
    assert_eq!(world.review_refused("reviewer", resume(" ")), "form.required");
    world.reviews(resume("示例市人民政府"));
    assert_eq!(world.review().halts[0].ordered_by.as_deref(), Some("示例市人民政府"), "40条");
    let over = |agreed_by: Option<&str>| ReconsiderationCommand::Terminate {
        ground: TerminationGround::ApplicantDied,
        reason: "死亡，近亲属放弃".into(),
        proof: Some(paper("proof")),
        of_every_applicant: false,
        agreed_by: agreed_by.map(str::to_owned),
        document: None,
    };
    world.reviews(over(Some("示例·副市长")));
    let ended = world.review().terminated.expect("is over");
    assert_eq!(ended.agreed_by.as_deref(), Some("示例·副市长"));
}
