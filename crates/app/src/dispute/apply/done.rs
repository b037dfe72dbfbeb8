//! The receipt of an application: the number and the code, what happens next, and the days that count. It may be loaded again for half an
//! hour in the browser that handed it in, for a telephone's connection breaks; whoever uses somebody else's puts it away at once.

use super::answers::Draft;
use crate::{
    dispute::intake::Registered,
    http::{Submission, Trouble, Visit, html, see_other},
    ui::{
        Page,
        parts::{Clock, Confirmation},
    },
};
use askama::Template;
use axum::response::Response;
use huajie_law::{AnyMatter, Kind};
use huajie_ledger::read::ClockRow;
use jiff::civil::Date;

#[derive(Template)]
#[template(path = "dispute/apply/done.html")]
struct DonePage {
    page: Page,
    confirmation: Confirmation,
    /// Number of the application for reconsideration.
    reconsideration: Option<String>,
    /// A picture of the address of the progress page, as a data URI.
    qr: String,
    next: Vec<String>,
    /// What was changed after the application had been registered is not in it.
    changed_after: bool,
    deadlines: Vec<Clock>,
    /// What follows from the earlier proceedings that were told, as the guide says it.
    told: Vec<String>,
}

/// `GET /apply/done`: the number, the code, what happens next, when.
pub async fn done(visit: Visit) -> Result<Response, Trouble> {
    let draft = Draft::of(&visit).await?;
    let shown = draft.answers.handed_in.clone().filter(|_| draft.shows_receipt(&visit.office));
    let Some(handed_in) = shown else {
        // The code was to be copied then and there; on a phone that others use too it is not kept.
        if draft.answers.handed_in.is_some() {
            visit.office.ledger.discard_draft(&draft.id).await?;
        }
        return Ok(see_other("/apply"));
    };
    let clocks = days_of(&visit, &handed_in).await?;
    let today = visit.office.now().today;
    let page = DonePage {
        page: visit.page("已经登记"),
        confirmation: confirmation(&handed_in),
        qr: crate::words::qr_data_uri(&format!(
            "{}/progress?number={}",
            visit.office.config.public_url, handed_in.number
        )),
        next: next(&handed_in).iter().map(|line| (*line).to_owned()).collect(),
        reconsideration: handed_in.reconsideration.clone(),
        changed_after: draft.answers.changed_after,
        deadlines: clocks.iter().map(|clock| crate::words::own_clock(clock, today)).collect(),
        told: told_before(&visit, &handed_in, today).await?,
    };
    Ok(html(&page))
}

/// `POST /apply/done`: copied, and on a telephone that others use too: from now on it is shown no more.
pub async fn put_away(visit: Visit, submission: Submission) -> Result<Response, Trouble> {
    visit.check_csrf(submission.csrf())?;
    let draft = Draft::of(&visit).await?;
    if draft.answers.handed_in.is_some() {
        visit.office.ledger.discard_draft(&draft.id).await?;
    }
    Ok(see_other("/"))
}

/// The days of the dispute and, where it was applied for, those of the reconsideration.
async fn days_of(visit: &Visit, handed_in: &Registered) -> Result<Vec<ClockRow>, Trouble> {
    let review = handed_in.dispute.child(Kind::Reconsideration, 1);
    let mut clocks = visit.office.ledger.clocks_on(&handed_in.dispute).await?;
    clocks.retain(|clock| [&handed_in.dispute, &review].contains(&&clock.matter));
    Ok(clocks)
}

async fn told_before(visit: &Visit, handed_in: &Registered, today: Date) -> Result<Vec<String>, Trouble> {
    let file = visit.office.ledger.load(&handed_in.dispute).await?.and_then(|file| file.matter);
    let Some(AnyMatter::Dispute(held)) = file else { return Ok(Vec::new()) };
    Ok(crate::words::told_before(&held, &visit.office.law(), today))
}

fn next(handed_in: &Registered) -> &'static [&'static str] {
    if handed_in.reconsideration.is_some() { &NEXT_OF_A_RECONSIDERATION } else { &NEXT }
}

/// What happens after an application for reconsideration (《行政复议法》30条、31条、48条、62条、39条1款6项).
const NEXT_OF_A_RECONSIDERATION: [&str; 4] = [
    "复议机构五个工作日内决定是否受理；到期没有处理的，视为受理。缺材料会一次告诉您，十个工作日内补齐。",
    "受理以后，对方单位书面答复、提交证据。您可以在网上看办到哪一步、提意见、申请查阅对方的答复和证据。",
    "普通程序六十日内作出决定，简易程序三十日；延长、中止都会书面告诉您。",
    "办理中各方愿意的，随时可以调解；只有双方书面同意中止，复议的期限才停下来。",
];

/// What happens after an application, in order.
const NEXT: [&str; 4] = [
    "窗口三个工作日内看完材料，缺什么会打电话或发短信告诉您，只说一次。",
    "适合调解的，先问您愿不愿意；您不同意，马上转回法定程序，您最初提交的日子不变。",
    "都同意以后，安排一名法官指导、一名调解员主持，被申请的单位必须派人参加。",
    "全程用编号和查询码能看到办到哪一步、谁在办、到哪天。",
];

fn confirmation(handed_in: &Registered) -> Confirmation {
    Confirmation {
        heading: "已经登记".into(),
        label: "编号".into(),
        number: handed_in.number.clone(),
        code: Some(("查询码".into(), handed_in.query_code.clone())),
        text: Some("请现在拍照、截图或者抄下来：查进度、补材料、签字都要用它，不要告诉别人。这一页在这台手机（电脑）的这个浏览器里半小时内还能再打开，网断了刷新就行；过后不再显示，丢了要带身份证到窗口换。".into()),
    }
}
