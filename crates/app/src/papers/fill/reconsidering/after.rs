//! Letters beside and after the decision: opinion and proposal (76条), and what is done when nothing is performed (77条2款).

use super::*;
use huajie_law::reconsideration::OpinionKind;
use jiff::civil::Date;

/// 意见书, with its sixty days; 建议书, for which no period of the statute is on file.
pub fn opinion(case: &Case, held: &Reconsideration, key: &str, clocks: &[NamedClock]) -> Option<Letter> {
    let issued = held.opinions.iter().find(|one| one.notice == key)?;
    let begins = format!("本机关在办理{}一案（案号：{}）中发现：", on_what(case), held.number);
    let opening = std::iter::once(begins).chain(lines(&issued.text)).collect();
    let name = format!("opinion:{}", issued.key);
    let clock = clocks.iter().find(|named| named.name == name);
    let sections = match issued.kind {
        OpinionKind::Opinion => vec![period(
            "请纠正并报送",
            vec!["请自收到本意见书之日起六十日内，将纠正相关违法或者不当行政行为的情况报送本机关（《行政复议法》76条）。".to_owned()],
            clock,
            case,
        )],
        OpinionKind::Proposal => {
            vec![section("请研究采纳", ["请研究采纳上述建议，并将采纳的情况书面告知本机关。".to_owned()])]
        }
    };
    Some(Letter { opening, sections })
}

/// 79条2款: to the department above, with the papers that it is about.
pub fn copied(case: &Case, held: &Reconsideration, key: &str) -> Option<Letter> {
    let copy = held.copied.iter().find(|copy| copy.notice == key)?;
    let opinions = held.opinions.iter().filter(|one| copy.papers.contains(&one.key));
    let opinions = opinions.map(|one| format!("{}{}", zh_date(one.on), one.kind.name_zh()));
    let decided = held.decided.as_ref().filter(|_| copy.has_decision());
    let decided = decided.map(|decided| {
        let number = decided.number.as_deref().map(|number| format!("（{number}）")).unwrap_or_default();
        format!("{}行政复议决定书{number}", zh_date(decided.on))
    });
    let papers: Vec<String> = decided.into_iter().chain(opinions).collect();
    Some(Letter {
        opening: vec![
            format!(
                "本机关办理了{}一案（案号：{}），{}是本机关的工作部门。",
                on_what(case),
                held.number,
                case.respondent()
            ),
            "现将下列已经发生法律效力的文书抄告你单位（《行政复议法》79条2款）。".to_owned(),
        ],
        sections: vec![section("抄告的文书", papers.into_iter().map(|paper| format!("{paper}。")))],
    })
}

/// What is to be performed: the decision or the statement.
fn standing(case: &Case, held: &Reconsideration) -> String {
    let what = match (&held.decided, &held.statement) {
        (Some(decided), _) => {
            let number = decided.number.as_deref().map(|number| format!("（{number}）")).unwrap_or_default();
            format!("本机关于{}作出行政复议决定书{number}", zh_date(decided.on))
        }
        (None, Some(sealed)) => format!("本机关于{}制作行政复议调解书", zh_date(sealed.on)),
        (None, None) => "本机关已经办结".to_owned(),
    };
    format!("{}一案（案号：{}），{what}，已经发生法律效力。", on_what(case), held.number)
}

/// 77条2款. Notices of this kind are made in the order of the orders themselves.
pub fn urged(case: &Case, held: &Reconsideration, key: &str) -> Option<Letter> {
    let notices = held.notices.iter().filter(|notice| notice.paper == PaperKind::Urging);
    let at = notices.map(|notice| notice.key.as_str()).position(|held| held == key)?;
    let pressure = held.measures.iter().filter(|held| held.measure == Measure::Urging).nth(at)?;
    let until = pressure.until.map(zh_date).unwrap_or_default();
    let about = not_done(held, pressure);
    Some(Letter {
        opening: vec![
            standing(case, held),
            format!("你单位不履行或者无正当理由拖延履行{about}，本机关责令你单位在{until}前履行（《行政复议法》77条2款）。"),
        ],
        sections: vec![
            section("情况和要求", lines(&pressure.text)),
            section(
                "履行以后，或者仍不履行的",
                ["履行完毕的，请将履行情况和凭证书面报送本机关。仍不履行的，本机关可以约谈有关负责人或者予以通报批评（《行政复议法》77条2款），并依法追究责任（《行政复议法》83条）。".to_owned()],
            ),
        ],
    })
}

/// `（返还财产、解除措施：退还 5000 元）`, where it was said which of them.
fn not_done(held: &Reconsideration, pressure: &Pressure) -> String {
    let about = held.pressed_for_zh(pressure);
    if about.is_empty() { about } else { format!("（{about}）") }
}

/// 约谈, 通报批评: of the agency's head, or of the agency before others.
pub fn pressed(case: &Case, held: &Reconsideration, pressure: &Pressure) -> (Letter, Date) {
    let about = not_done(held, pressure);
    let (order, heading, rest) = match pressure.measure {
        Measure::Criticism => (
            "本机关予以通报批评（《行政复议法》77条2款）。",
            "通报的情况",
            "请立即履行，并将履行情况和整改情况书面报送本机关。",
        ),
        Measure::Interview | Measure::Urging => (
            "本机关决定约谈你单位有关负责人（《行政复议法》77条2款）。",
            "约谈的事项和要求",
            "请有关负责人按时到场，说明没有履行的原因、履行的安排和期限；谈话做成记录，存入案卷。",
        ),
    };
    let letter = Letter {
        opening: vec![standing(case, held), format!("你单位不履行或者无正当理由拖延履行{about}，{order}")],
        sections: vec![section(heading, lines(&pressure.text)), section("请你单位", [rest.to_owned()])],
    };
    (letter, pressure.on)
}
