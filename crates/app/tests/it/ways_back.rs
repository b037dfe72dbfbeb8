//! Pages that say what went wrong lead back to where one was; what is not there has no way back.

use crate::{
    harness::houses,
    stories::{at_the_table, registered},
};
use axum::http::StatusCode;

fn links(text: &str) -> Vec<String> {
    let list = text.split("<ul class=\"ways\">").nth(1).and_then(|rest| rest.split("</ul>").next());
    let hrefs = list.unwrap_or_default().split("href=\"").skip(1);
    hrefs.filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}

#[tokio::test]
async fn a_step_that_is_refused_or_not_theirs_leads_back_to_the_file_and_the_to_dos() {
    for house in houses().await {
        let dispute = registered(&house).await;
        let mediation = at_the_table(&house, &dispute).await;
        let clerk = house.officer("chuangkou").await;
        let not_now = house.get(&clerk, &format!("/desk/file/{mediation}/import")).await;
        assert_eq!(not_now.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", not_now.text);
        assert_eq!(links(&not_now.text), [format!("/desk/file/{mediation}"), "/desk".to_owned()]);
        let not_theirs = house.get(&clerk, &format!("/desk/file/{mediation}/give_opinion")).await;
        assert_eq!(not_theirs.status, StatusCode::FORBIDDEN);
        assert_eq!(links(&not_theirs.text), [format!("/desk/file/{mediation}"), "/desk".to_owned()]);
        let citizen = house.party(&dispute, "p1").await;
        let not_now = house.get(&citizen, &format!("/my/{mediation}/record_consent")).await;
        assert_eq!(
            (not_now.status, links(&not_now.text)),
            (StatusCode::UNPROCESSABLE_ENTITY, vec!["/my".to_owned()])
        );
    }
}

#[tokio::test]
async fn too_much_at_once_and_a_page_that_is_old_lead_back_to_the_form() {
    for house in houses().await {
        let dispute = registered(&house).await;
        let mut citizen = house.party(&dispute, "p1").await;
        let path = format!("/my/{dispute}/add_evidence");
        let huge = "长".repeat(400_000);
        let too_large = house.post(&mut citizen, &path, &[("words", &huge)]).await;
        assert_eq!(too_large.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(links(&too_large.text), [path.clone(), "/my".to_owned()]);
        let forged = house.post(&mut citizen, &path, &[("csrf", "x")]).await;
        assert_eq!(
            (forged.status, links(&forged.text)),
            (StatusCode::FORBIDDEN, vec![path, "/my".to_owned()])
        );
    }
}

#[tokio::test]
async fn what_is_not_there_and_what_is_not_theirs_answer_alike_and_lead_nowhere_near() {
    for house in houses().await {
        let dispute = registered(&house).await;
        let stranger = house.officer("renshe").await;
        let hidden = house.get(&stranger, &format!("/desk/file/{dispute}/import")).await;
        let nothing = house.get(&stranger, "/desk/file/d0/import").await;
        assert_eq!((hidden.status, nothing.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
        assert_eq!(links(&hidden.text), links(&nothing.text));
        assert!(links(&hidden.text).iter().all(|way| !way.contains("/desk/file")));
    }
}

#[tokio::test]
async fn who_is_signed_in_at_the_desk_stays_there_whatever_went_wrong() {
    for house in houses().await {
        let dispute = registered(&house).await;
        let clerk = house.officer("chuangkou").await;
        for (path, status) in [
            (format!("/desk/file/{dispute}.mediation1/give_opinion"), StatusCode::FORBIDDEN),
            ("/desk/file/d0".to_owned(), StatusCode::NOT_FOUND),
            ("/desk/nowhere".to_owned(), StatusCode::NOT_FOUND),
            ("/desk/journal".to_owned(), StatusCode::FORBIDDEN),
        ] {
            let page = house.get(&clerk, &path).await;
            assert_eq!(page.status, status, "{path}");
            assert!(page.text.contains("data-house=\"desk\""), "{path}: {}", page.text);
            for said in ["行政争议调解", "退出登录", "href=\"/desk\""] {
                assert!(page.text.contains(said), "{path} {said}: {}", page.text);
            }
        }
        let citizen = house.party(&dispute, "p1").await;
        let page = house.get(&citizen, &format!("/my/{dispute}/nothing")).await;
        assert!(page.text.contains("data-house=\"portal\""), "{}", page.text);
    }
}
