//! `/desk/officers`, `/desk/bodies`, and the tables that are brought in: three powers in three hands.

use crate::{
    harness::{Browser, House, Page, houses},
    sign_in,
};
use axum::http::StatusCode;
use huajie::people::{
    credential::Totp,
    import::{self, Outcome},
};
use huajie_law::{Actor, Kind};
use jiff::civil::date;

pub const CENTRE: &str = "钟祥市行政争议化解中心";

/// The id of a body follows from its name.
pub fn body_id(name: &str) -> String {
    let digest = huajie_ledger::vault::sm3_hex(format!("body/{name}").as_bytes());
    format!("b{}", &digest[..16])
}

/// Opens a form of the desk and sends it.
pub async fn send(house: &House, browser: &mut Browser, path: &str, pairs: &[(&str, &str)]) -> Page {
    let form = house.get(browser, path).await;
    assert_eq!(form.status, StatusCode::OK, "{path}: {}", form.text);
    let csrf = form.hidden("csrf");
    let version = form.text.contains("name=\"version\"").then(|| form.hidden("version"));
    let mut all = vec![("csrf", csrf.as_str())];
    all.extend(version.as_deref().map(|version| ("version", version)));
    all.extend_from_slice(pairs);
    house.post(browser, path, &all).await
}

/// The text between two others.
fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let rest = text.split(before).nth(1).unwrap_or_else(|| panic!("no {before} in {text}"));
    rest.split(after).next().expect("the first part is always there").trim()
}

async fn enrol(house: &House, login: &str) -> (String, String) {
    let mut system = house.officer("xitong").await;
    let page =
        send(house, &mut system, "/desk/officers/new", &[("login", login), ("name", "示例·新人")]).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    let password = between(&page.text, "初始密码</p>\n<p class=\"confirmation-code\">", "</p>").to_owned();
    (between(&page.text, "href=\"/desk/officers/u", "\"").to_owned(), password)
}

#[tokio::test]
async fn a_new_colleague_comes_in_only_by_both_administrators_their_own_password_and_their_own_device() {
    for house in houses().await {
        let (id, password) = enrol(&house, "xinren").await;
        let mut browser = Browser::default();
        let refused = sign_in::password(&house, &mut browser, "xinren", &password).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody has granted anything yet");
        let mut security = house.officer("anquan").await;
        let grant = format!("/desk/officers/u{id}/grant_capacity");
        let granted = [("role", "mediator"), ("organization", CENTRE), ("post", "调解员")];
        assert_eq!(send(&house, &mut security, &grant, &granted).await.status, StatusCode::SEE_OTHER);

        let page = sign_in::password(&house, &mut browser, "xinren", &password).await;
        assert_eq!(page.location.as_deref(), Some("/sign-in/second"));
        assert_eq!(
            house.get(&browser, "/sign-in/second").await.location.as_deref(),
            Some("/sign-in/password")
        );
        let weak = send(
            &house,
            &mut browser,
            "/sign-in/password",
            &[("new", "1234567890"), ("again", "1234567890")],
        )
        .await;
        assert!(
            weak.status == StatusCode::UNPROCESSABLE_ENTITY && weak.text.contains("太常见"),
            "{}",
            weak.text
        );
        let same = [("new", password.as_str()), ("again", password.as_str())];
        let same = send(&house, &mut browser, "/sign-in/password", &same).await;
        assert!(same.text.contains("不能继续用初始密码"), "{}", same.text);
        let own = [("new", "汉江边的早晨2026"), ("again", "汉江边的早晨2026")];
        let page = send(&house, &mut browser, "/sign-in/password", &own).await;
        assert_eq!(page.location.as_deref(), Some("/sign-in/second"), "{}", page.text);

        let page = house.get(&browser, "/sign-in/second").await;
        let secret = between(&page.text, "密钥 <strong class=\"number\">", "</strong>").replace(' ', "");
        let again = house.get(&browser, "/sign-in/second").await;
        assert!(
            again.text.contains("data:image/svg+xml") && again.text.contains(&secret[..4]),
            "reloading keeps the secret"
        );
        let code = Totp::from_base32(&secret).expect("a secret").shown_at(house.office.now().at);
        let page = sign_in::device(&house, &mut browser, &code).await;
        assert_eq!(page.location.as_deref(), Some("/desk"), "{}", page.text);
        assert_eq!(house.get(&browser, "/desk").await.status, StatusCode::OK);

        let mut later = Browser::default();
        let refused = sign_in::password(&house, &mut later, "xinren", &password).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "what was handed out is void");
        sign_in::password(&house, &mut later, "xinren", "汉江边的早晨2026").await;
        let page = house.get(&later, "/sign-in/second").await;
        assert!(!page.text.contains("密钥"), "the secret is not shown again");
    }
}

#[tokio::test]
async fn each_administrator_has_their_own_steps_and_not_the_others() {
    for house in houses().await {
        let steps = [
            "issue_password",
            "dismiss",
            "grant_capacity",
            "revoke_capacity",
            "unlock",
            "reset_second_factor",
        ];
        for (login, may) in [
            ("xitong", [true, true, false, false, false, false]),
            ("anquan", [false, false, true, true, true, true]),
            ("shenji", [false; 6]),
            ("zhuren", [false; 6]),
        ] {
            let browser = house.officer(login).await;
            for (step, may) in steps.into_iter().zip(may) {
                let status = house.get(&browser, &format!("/desk/officers/u-chuangkou/{step}")).await.status;
                let expected = if may { StatusCode::OK } else { StatusCode::FORBIDDEN };
                assert_eq!(status, expected, "{login} {step}");
            }
        }
        let mut security = house.officer("anquan").await;
        let own = house.get(&security, "/desk/officers/u-anquan/grant_capacity").await;
        assert_eq!(own.status, StatusCode::FORBIDDEN, "nobody grants to themselves");
        let path = "/desk/officers/u-xitong/grant_capacity";
        let both = send(&house, &mut security, path, &[("role", "auditor"), ("organization", CENTRE)]).await;
        assert!(
            both.status == StatusCode::UNPROCESSABLE_ENTITY && both.text.contains("必须是三个人"),
            "{}",
            both.text
        );
    }
}

#[tokio::test]
async fn a_dismissed_officer_is_out_at_once_and_the_lost_device_is_replaced() {
    for house in houses().await {
        let mediator = house.officer("tiaojie1").await;
        assert_eq!(house.get(&mediator, "/desk").await.status, StatusCode::OK);
        let mut security = house.officer("anquan").await;
        let path = "/desk/officers/u-tiaojie1/reset_second_factor";
        let page = send(&house, &mut security, path, &[("reason", "手机丢了，当面核实")]).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
        assert_eq!(
            house.get(&mediator, "/desk").await.status,
            StatusCode::SEE_OTHER,
            "signed out everywhere"
        );
        let mut browser = Browser::default();
        sign_in::password(&house, &mut browser, "tiaojie1", sign_in::PASSWORD).await;
        assert!(
            house.get(&browser, "/sign-in/second").await.text.contains("密钥"),
            "a new device is enrolled"
        );

        let clerk = house.officer("chuangkou").await;
        let mut system = house.officer("xitong").await;
        let dismiss = "/desk/officers/u-chuangkou/dismiss";
        let page = send(&house, &mut system, dismiss, &[("reason", "调离")]).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
        assert_eq!(house.get(&clerk, "/desk").await.status, StatusCode::SEE_OTHER);
        let refused =
            sign_in::password(&house, &mut Browser::default(), "chuangkou", sign_in::PASSWORD).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = house.get(&system, "/desk/officers/u-chuangkou").await;
        assert!(page.text.contains("已停用") && page.text.contains("理由：调离"), "{}", page.text);
    }
}

#[tokio::test]
async fn who_sat_there_on_a_past_day_is_shown_whatever_came_later() {
    for house in houses().await {
        let mut head = house.officer("zhuren").await;
        let seat = format!("/desk/bodies/{}/s1", body_id("领导小组"));
        let before = house.get(&head, "/desk/bodies?on=2026-11-01").await;
        let sits = |page: &Page| {
            between(between(&page.text, "<h2>领导小组</h2>", "</table>"), "data-label=\"在任者\">", "</td>")
                .to_owned()
        };
        let first = sits(&before);
        assert!(first.starts_with("示例"), "incumbents of the demonstration are marked: {first}");
        let succession = format!("{seat}/succession");
        let new = [("incumbent.name", "示例·继任"), ("from", "2026年11月10日"), ("basis", "示例任免通知")];
        let page = send(&house, &mut head, &succession, &new).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
        let earlier = [("incumbent.name", "示例·倒填"), ("from", "2026年11月9日"), ("basis", "示例")];
        let page = send(&house, &mut head, &succession, &earlier).await;
        assert!(
            page.text.contains("必须晚于前一任") && page.text.contains("示例·倒填"),
            "typed text is kept: {}",
            page.text
        );
        for (on, name) in [("2026-11-09", first.as_str()), ("2026-11-10", "示例·继任"), ("", "示例·继任")]
        {
            let page = house.get(&head, &format!("/desk/bodies?on={on}")).await;
            assert_eq!(sits(&page), name, "{on}");
        }
        let history = house.get(&head, &seat).await;
        assert!(history.text.contains("2024年10月1日至2026年11月9日"), "{}", history.text);
        let mediator = house.officer("tiaojie1").await;
        assert_eq!(house.get(&mediator, &succession).await.status, StatusCode::FORBIDDEN);

        // Two at once: the second sees who sits there now beside what they typed, and nothing is written over.
        let form = house.get(&head, &succession).await;
        let typed = [("incumbent.name", "示例·后到"), ("from", "2026年11月20日"), ("basis", "示例通知乙")];
        let late: Vec<(String, String)> = form.filled_in(&typed);
        let first = [("incumbent.name", "示例·先到"), ("from", "2026年11月15日"), ("basis", "示例通知甲")];
        assert_eq!(send(&house, &mut head, &succession, &first).await.status, StatusCode::SEE_OTHER);
        let pairs: Vec<(&str, &str)> =
            late.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let conflict = house.post(&mut head, &succession, &pairs).await;
        assert_eq!(conflict.status, StatusCode::CONFLICT, "{}", conflict.text);
        for said in ["示例·先到", "示例·后到", "示例通知甲", "示例通知乙"] {
            assert!(conflict.text.contains(said), "{said}: {}", conflict.text);
        }
        let again = conflict.filled_in(&[]);
        let pairs: Vec<(&str, &str)> =
            again.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(house.post(&mut head, &succession, &pairs).await.status, StatusCode::SEE_OTHER);
        let unseen: Vec<(&str, &str)> =
            pairs.iter().copied().filter(|(name, _)| *name != "version").collect();
        assert_eq!(house.post(&mut head, &succession, &unseen).await.status, StatusCode::CONFLICT);
        // Who may not record it learns nothing of who came meanwhile.
        let mut mediator = house.officer("tiaojie1").await;
        let csrf = house.get(&mediator, "/desk").await.hidden("csrf");
        let unseen = [("csrf", csrf.as_str())];
        assert_eq!(house.post(&mut mediator, &succession, &unseen).await.status, StatusCode::FORBIDDEN);
    }
}

const ROSTER: &str = "登录名,姓名,身份,单位,职务\n\
    lisi,示例·李四,调解员,钟祥市行政争议化解中心,调解员\n\
    lisi,示例·李四,镇村干部,420881101,干部\n\
    xitong,示例·系统管理员,审计员,钟祥市行政争议化解中心,\n\
    xitong,冒名,调解员,钟祥市行政争议化解中心,\n\
    wang,示例·王,皇帝,钟祥市行政争议化解中心,\n\
    zhao,示例·赵,调解员,没有的单位,\n";

#[tokio::test]
async fn a_roster_is_taken_row_by_row_and_twice_is_as_once() {
    for house in houses().await {
        let statute = Actor::statute();
        let (report, issued) = import::roster(&house.office, &statute, ROSTER.as_bytes())
            .await
            .expect("no fault")
            .expect("reads");
        let outcomes: Vec<(u64, bool)> =
            report.rows.iter().map(|row| (row.line, matches!(row.outcome, Outcome::Refused(_)))).collect();
        assert_eq!(outcomes, [(2, false), (3, false), (4, true), (5, true), (6, true), (7, true)]);
        assert_eq!(issued.iter().map(|(login, _)| login.as_str()).collect::<Vec<_>>(), ["lisi"]);
        let before = house.office.ledger.all_of(Kind::Officer).await.expect("reads");
        let exported = import::roster_workbook(&house.office.law().directory).expect("a workbook");
        let rounds = [ROSTER.as_bytes().to_vec(), exported];
        for (bytes, refused) in rounds.iter().zip([4, 0]) {
            let (report, issued) =
                import::roster(&house.office, &statute, bytes).await.expect("no fault").expect("reads");
            assert_eq!(report.refused().count(), refused, "{report:?}");
            assert!(issued.is_empty() && report.count(|outcome| *outcome == Outcome::Created) == 0);
        }
        assert_eq!(
            house.office.ledger.all_of(Kind::Officer).await.expect("reads"),
            before,
            "nothing is made twice"
        );
    }
}

#[tokio::test]
async fn an_account_that_the_roster_calls_closed_is_closed_and_gets_no_password() {
    for house in houses().await {
        let statute = Actor::statute();
        let bring_in = async |rows: &str| {
            let table = format!("登录名,姓名,身份,单位,职务,状态\n{rows}");
            import::roster(&house.office, &statute, table.as_bytes()).await.expect("no fault").expect("reads")
        };
        let closed = "sunjiu,示例·孙,调解员,早已撤销的中心,调解员,已停用\n\
            sunjiu,示例·孙,镇村干部,420881101,干部,已停用\n";
        let (report, issued) = bring_in(closed).await;
        assert_eq!((report.refused().count(), issued.len()), (0, 0), "{report:?}");
        let officer = |login: &str| house.office.law().directory.by_login(login).expect("is there").1.clone();
        assert!(officer("sunjiu").dismissed && officer("sunjiu").capacities.is_empty());
        // Somebody of the house has left meanwhile.
        let name = officer("tiaojie1").name;
        let left = format!("tiaojie1,{name},,,,停用\n");
        let (report, _) = bring_in(&left).await;
        assert!(officer("tiaojie1").dismissed, "{report:?}");
        let (again, _) = bring_in(&left).await;
        assert_eq!(again.rows[0].outcome, Outcome::Present);
        let (back, _) = bring_in(&format!("tiaojie1,{name},,,,在用\nu9,示例·九,,,,暂停\n")).await;
        assert_eq!(back.refused().count(), 2, "no import opens what was closed, and no word is guessed");
    }
}

#[tokio::test]
async fn seats_are_succeeded_in_by_an_import_and_a_bad_row_stops_no_other() {
    for house in houses().await {
        let statute = Actor::statute();
        let table = "议事机构,席位,单位,职务,在任者,起任日期,依据\n\
            行政复议委员会,主任,钟祥市人民政府,副市长,示例·甲,2025年1月1日,示例一\n\
            行政复议委员会,委员,查无此局,局长,示例·乙,2025年1月1日,示例一\n";
        let report =
            import::seats(&house.office, &statute, table.as_bytes()).await.expect("no fault").expect("reads");
        assert!(report.rows[0].outcome == Outcome::Created && report.refused().count() == 1, "{report:?}");
        let table = table.replace("示例·甲", "示例·丙").replace("2025年1月1日", "2026年2月1日");
        let report =
            import::seats(&house.office, &statute, table.as_bytes()).await.expect("no fault").expect("reads");
        assert_eq!(report.rows[0].outcome, Outcome::Changed);
        let law = house.office.law();
        let body =
            law.directory.bodies.values().find(|body| body.name == "行政复议委员会").expect("established");
        let sat = |day| body.seats[0].incumbent_on(day).map(|incumbent| incumbent.name.clone());
        assert_eq!(sat(date(2026, 1, 31)).as_deref(), Some("示例·甲"));
        assert_eq!(sat(date(2026, 2, 1)).as_deref(), Some("示例·丙"));
    }
}

#[tokio::test]
async fn a_database_met_with_other_keys_is_told_at_the_start() {
    for house in houses().await {
        house.office.ensure_keys_fit().await.expect("the first keys leave their mark");
        house.office.ensure_keys_fit().await.expect("and fit from then on");
        let other = huajie_ledger::vault::Keys::from_chance(&[7; huajie_ledger::vault::KEYS_CHANCE]);
        let mark = other.code_digest("key mark", "huajie");
        assert!(!house.office.ledger.fits_key_mark(&mark).await.expect("reads"));
    }
}

#[tokio::test]
async fn a_body_above_is_found_by_its_code_or_its_name_wherever_it_stands() {
    for house in houses().await {
        let statute = Actor::statute();
        let bring_in = async |table: &str| {
            let report = import::organizations(&house.office, &statute, table.as_bytes()).await;
            let report = report.expect("no fault").expect("reads");
            assert_eq!(report.refused().count(), 0, "{:?}", report.rows);
        };
        bring_in(
            "名称,类别,上级,区划代码\n示例市人民政府,人民政府,,429999\n示例市园林局,行政机关,示例市人民政府,\n示例市绿化队,行政机关,示例市园林局,\n",
        )
        .await;
        let divisions =
            "代码,名称,级别,上级代码\n429999101,示例镇,乡级,429999\n429999101001,示例村,村级,429999101\n";
        let report = import::divisions(&house.office, &statute, divisions.as_bytes()).await;
        assert_eq!(report.expect("no fault").expect("reads").refused().count(), 0);
        bring_in(
            "名称,类别,上级,区划代码\n示例镇,乡镇、街道、场、库、区,,429999101\n示例镇综合执法队,行政机关,示例镇,\n示例镇园林站,行政机关,示例市园林局,\n",
        )
        .await;
        let law = house.office.law();
        let above = |name: &str| {
            let held = law.directory.organizations.values().find(|held| held.name == name);
            let parent = held.unwrap_or_else(|| panic!("{name} is there")).parent.as_ref();
            parent.map(|id| law.directory.name_of(id).to_owned())
        };
        assert_eq!(above("示例市园林局").as_deref(), Some("示例市人民政府"));
        assert_eq!(above("示例市绿化队").as_deref(), Some("示例市园林局"));
        assert_eq!(above("示例镇综合执法队").as_deref(), Some("示例镇"));
        assert_eq!(above("示例镇园林站").as_deref(), Some("示例市园林局"));
        let orphan = "名称,类别,上级\n示例站,行政机关,没有的局\n示例分站,行政机关,示例站\n";
        let report = import::organizations(&house.office, &statute, orphan.as_bytes()).await;
        assert_eq!(report.expect("no fault").expect("reads").refused().count(), 2);
    }
}

#[tokio::test]
async fn an_account_that_holds_nothing_goes_out_and_comes_in_again_and_a_login_has_no_blank() {
    for house in houses().await {
        enrol(&house, "xinren").await;
        let statute = Actor::statute();
        let exported = import::roster_workbook(&house.office.law().directory).expect("a workbook");
        let (report, issued) =
            import::roster(&house.office, &statute, &exported).await.expect("no fault").expect("reads");
        assert_eq!((report.refused().count(), issued.len()), (0, 0), "{:?}", report.refused().next());
        let fresh = "登录名,姓名,身份,单位\nxinren2,示例·新人,,\nx y,示例·旧人,,\n半个,示例·半,调解员,\n";
        let (report, issued) = import::roster(&house.office, &statute, fresh.as_bytes())
            .await
            .expect("no fault")
            .expect("reads");
        assert_eq!(issued.len(), 1, "{:?}", report.rows);
        let refused: Vec<&str> = report.refused().map(|(_, why)| why).collect();
        assert!(refused[0].contains("空格") && refused[1].contains("缺少单位"), "{refused:?}");
    }
}
