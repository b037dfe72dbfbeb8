//! `/desk/file/{id}/evidence`: looked at, taken away, and the original of a photograph.

use crate::{
    harness::{Browser, House, houses},
    stories::{at_the_table, done, registered},
};
use axum::{
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode, header},
};
use huajie_law::{AnyMatter, MatterId};

/// A white pixel as a JPEG, with a comment in it that tells where it was taken.
pub fn photograph() -> Vec<u8> {
    let mut plain = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_pixel(8, 8, image::Rgb([200, 10, 10]))
        .write_to(&mut plain, image::ImageFormat::Jpeg)
        .expect("encodes");
    let plain = plain.into_inner();
    let said = b"GPS 31.17N 112.59E";
    let mut marked = plain[..2].to_vec();
    marked.extend([0xff, 0xfe, 0, u8::try_from(said.len() + 2).expect("short")]);
    marked.extend(said);
    marked.extend(&plain[2..]);
    marked
}

async fn with_evidence(house: &House, name: &str, bytes: &[u8]) -> (MatterId, String) {
    let id = registered(house).await;
    let mut clerk = house.officer("chuangkou").await;
    done(&house.order_with(&mut clerk, &id, "add_evidence", &[], &[("evidence", name, bytes)]).await, "adds");
    let file = house.office.ledger.load(&id).await.expect("reads").expect("is there");
    let Some(AnyMatter::Dispute(held)) = file.matter else { panic!("a dispute") };
    let hash = held.registration.evidence[0].file.clone();
    (id.clone(), format!("/desk/file/{id}/evidence/{hash}"))
}

async fn fetch(house: &House, browser: &Browser, path: &str) -> (StatusCode, HeaderMap, Vec<u8>) {
    let request = Request::get(path).header(header::COOKIE, browser.cookie.clone().unwrap_or_default());
    let response = house.call(request.body(Body::empty()).expect("a request")).await;
    let (parts, body) = response.into_parts();
    (parts.status, parts.headers, to_bytes(body, 1 << 20).await.expect("a body").to_vec())
}

fn has(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}

#[tokio::test]
async fn a_picture_is_shown_where_it_is_under_its_own_type_and_can_do_nothing() {
    for house in houses().await {
        let (id, path) = with_evidence(&house, "门面.jpg", &photograph()).await;
        let clerk = house.officer("chuangkou").await;
        let (status, headers, bytes) = fetch(&house, &clerk, &path).await;
        assert_eq!((status, headers["content-type"].to_str().ok()), (StatusCode::OK, Some("image/jpeg")));
        let named = headers["content-disposition"].to_str().expect("text");
        assert!(named.starts_with("inline;") && named.contains("%E9%97%A8%E9%9D%A2"), "{named}");
        assert_eq!(headers["x-content-type-options"], "nosniff");
        assert!(headers["content-security-policy"].to_str().expect("text").starts_with("default-src 'none'"));
        assert!(!has(&bytes, b"GPS"), "the copy carries nothing");
        let (_, headers, _) = fetch(&house, &clerk, &format!("{path}?download=1")).await;
        assert!(headers["content-disposition"].to_str().expect("text").starts_with("attachment;"));
        assert_eq!(headers["content-type"], "application/octet-stream");
        let page = house.get(&clerk, &format!("/desk/file/{id}")).await;
        assert!(page.text.contains(&format!("<img src=\"{path}\"")), "{}", page.text);
    }
}

#[tokio::test]
async fn what_is_handed_in_together_may_say_what_it_is_to_prove() {
    for house in houses().await {
        let id = registered(&house).await;
        let mut clerk = house.officer("chuangkou").await;
        let proves = [("proves", "收到决定书的日期")];
        let files: [(&str, &str, &[u8]); 2] =
            [("evidence", "回执.txt", "一".as_bytes()), ("evidence", "信封.txt", "二".as_bytes())];
        done(&house.order_with(&mut clerk, &id, "add_evidence", &proves, &files).await, "adds");
        let page = house.get(&clerk, &format!("/desk/file/{id}")).await;
        assert_eq!(page.text.matches("证明：收到决定书的日期").count(), 2, "{}", page.text);
    }
}

#[tokio::test]
async fn what_is_neither_picture_nor_pdf_is_never_shown_in_the_browser() {
    for house in houses().await {
        let (_, path) = with_evidence(&house, "说明.txt", "只是一段文字。".as_bytes()).await;
        let (_, headers, _) = fetch(&house, &house.officer("chuangkou").await, &path).await;
        assert_eq!(headers["content-type"], "application/octet-stream");
        assert!(headers["content-disposition"].to_str().expect("text").starts_with("attachment;"));
    }
}

#[tokio::test]
async fn the_original_of_a_photograph_lies_sealed_and_is_for_the_judge_and_the_archive_alone() {
    for house in houses().await {
        let (id, path) = with_evidence(&house, "门面.jpg", &photograph()).await;
        at_the_table(&house, &id).await;
        let original = format!("{path}/original");
        for login in ["faguan1", "dangan"] {
            let (status, headers, bytes) = fetch(&house, &house.officer(login).await, &original).await;
            assert_eq!(status, StatusCode::OK, "{login}");
            assert!(headers["content-disposition"].to_str().expect("text").starts_with("attachment;"));
            assert_eq!(bytes, photograph(), "byte for byte");
        }
        for (login, status) in [
            ("chuangkou", StatusCode::FORBIDDEN),
            ("tiaojie1", StatusCode::FORBIDDEN),
            ("shichang", StatusCode::FORBIDDEN),
            ("renshe", StatusCode::NOT_FOUND),
            ("faguan2", StatusCode::NOT_FOUND),
        ] {
            assert_eq!(fetch(&house, &house.officer(login).await, &original).await.0, status, "{login}");
        }
        let page = house.get(&house.officer("chuangkou").await, &format!("/desk/file/{id}")).await;
        assert!(!page.text.contains(&original), "nor is it offered");
        // Nothing in the folder of files holds it as it was.
        let mut folders = vec![house.office.config.var.join("files")];
        let mut read = 0;
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("is there") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    read += 1;
                    assert!(!has(&std::fs::read(path).expect("reads"), b"GPS"), "it lies open");
                }
            }
        }
        assert!(read >= 2, "the copy and the sealed original");
    }
}
