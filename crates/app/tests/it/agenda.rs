//! `/my/dates.ics` and `/desk/file/{id}/dates.ics`: the dates of a file, for those who may see it.

use crate::{
    harness::{Browser, houses},
    portal,
    stories::{agreed, at_the_table, registered},
};
use axum::http::StatusCode;
use huajie_law::Kind;

/// As a calendar reads it: folded lines made whole again.
fn unfolded(text: &str) -> String {
    text.replace("\r\n ", "")
}

#[tokio::test]
async fn a_citizen_takes_home_the_days_of_the_own_file_without_anybodys_name() {
    for house in houses().await {
        let dispute = registered(&house).await;
        let mediation = at_the_table(&house, &dispute).await;
        let mut mediator = house.officer("tiaojie1").await;
        let talk = [
            ("starts_at", "2026年11月25日 9点半"),
            ("place", "二楼, 东"),
            ("form.kind", "separate"),
            ("form.party", "p1"),
        ];
        house.order(&mut mediator, &mediation, "convene_session", &talk).await;
        let citizen = house.party(&dispute, "p1").await;
        let page = house.get(&citizen, "/my/dates.ics").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.split("\r\n").all(|line| line.len() <= 75), "{}", page.text);
        let told = unfolded(&page.text);
        assert!(told.contains(&format!("UID:{mediation}-mediation_period@huajie")), "{told}");
        assert!(told.contains("SUMMARY:起诉的最后一天（按最早到期算）（暂定） 钟行争"), "{told}");
        assert!(told.contains("DTSTART:20261125T013000Z") && told.contains("LOCATION:二楼\\, 东"), "{told}");
        assert!(!told.contains('𠮷') && !told.contains("欧阳"), "{told}");
        // The other side does not learn of a talk apart, neither here nor there.
        let agency =
            house.get(&house.officer("shichang").await, &format!("/desk/file/{dispute}/dates.ics")).await;
        assert_eq!(agency.status, StatusCode::OK);
        assert!(unfolded(&agency.text).contains("mediation_period@huajie"));
        assert!(!agency.text.contains("20261125T013000Z"), "{}", agency.text);
        // A second time everything has the name it had, and the stamp of its own hour.
        house.on_day(jiff::civil::date(2026, 11, 26));
        let again = unfolded(&house.get(&house.party(&dispute, "p1").await, "/my/dates.ics").await.text);
        let names = |text: &str| -> Vec<String> {
            text.lines().filter(|line| line.starts_with("UID:")).map(str::to_owned).collect()
        };
        assert_eq!(names(&again), names(&told));
        assert!(again.contains("DTSTAMP:20261126T0100") && !told.contains("DTSTAMP:20261126"));
    }
}

#[tokio::test]
async fn what_was_promised_is_among_the_dates_until_it_is_done() {
    let house = houses().await.remove(0);
    let dispute = registered(&house).await;
    let mediation = at_the_table(&house, &dispute).await;
    agreed(&house, &dispute, &mediation).await;
    let told = unfolded(&house.get(&house.party(&dispute, "p1").await, "/my/dates.ics").await.text);
    assert!(told.contains("DTSTART;VALUE=DATE:20261210") && told.contains("协议约定的履行日期"), "{told}");
    assert!(!told.contains("300 元"), "{told}");
}

#[tokio::test]
async fn nobody_gets_the_dates_of_a_file_that_is_not_theirs() {
    for house in houses().await {
        let first = registered(&house).await;
        let mut second = portal::fill_in(&house, "13900002222").await;
        portal::hand_in(&house, &mut second, &[("another", "true")]).await;
        // Registered in one and the same instant, they stand in no order.
        let all = house.office.ledger.all_of(Kind::Dispute).await.expect("reads");
        let other = all.iter().find(|file| file.id != first).expect("there are two").id.clone();
        let own = unfolded(&house.get(&house.party(&other, "p1").await, "/my/dates.ics").await.text);
        assert!(own.contains(other.as_str()) && !own.contains(&format!("{first}")), "{own}");
        let path = format!("/desk/file/{first}/dates.ics");
        for login in ["tiaojie1", "renshe", "faguan1", "xitong"] {
            let refused = house.get(&house.officer(login).await, &path).await;
            assert_eq!(refused.status, StatusCode::NOT_FOUND, "{login}");
        }
        let nobody = house.get(&Browser::default(), &path).await;
        assert_eq!(nobody.status, StatusCode::SEE_OTHER);
        assert_eq!(house.get(&Browser::default(), "/my/dates.ics").await.status, StatusCode::SEE_OTHER);
        let missing = house.get(&house.officer("chuangkou").await, "/desk/file/d0/dates.ics").await;
        assert_eq!(missing.status, StatusCode::NOT_FOUND);
        // Taking the dates is looking into the file: the citizen sees who did.
        house.get(&house.officer("chuangkou").await, &path).await;
        let seen = house.get(&house.party(&first, "p1").await, "/my/seen").await;
        assert!(seen.text.contains("中心窗口"), "{}", seen.text);
    }
}
