//! What must not be missed beside a mediation, in words: of one side, or of all with the names of those whose days run. Not here: how the
//! days are counted (the law).

use huajie_law::{
    Law,
    calendar::zh_date,
    mediation::Mediation,
    remedy::{Claim, of_whom_zh},
};
use jiff::civil::Date;

/// What the party must not miss. A day that may only be claimed is said to be that. Of one side, or of all of them with the names of
/// those whose days they are.
pub fn kept_days(held: &Mediation, law: &Law, today: Date, side: Option<&str>) -> String {
    let says = kept_days_of(held, law, today, side);
    match held.unfiled_zh().filter(|_| side.is_none() && !says.is_empty()) {
        Some(whose) => of_whom_zh(Some(&whose), &says),
        None => says,
    }
}

fn kept_days_of(held: &Mediation, law: &Law, today: Date, side: Option<&str>) -> String {
    let remedies = held.open_remedies_zh(law, today, side);
    let others = held.other_days_zh(law, today, side);
    if let Some(day) = held.conservative_last_day(law, today, side) {
        return format!("{remedies}最早的最后一天是{}，请不要错过。{others}", zh_date(day));
    }
    let claimed = held.claimed_last_day(law, today, side);
    claimed.map_or_else(String::new, |(day, claim)| {
        let day = zh_date(day);
        let open = match claim {
            Claim::Untold => format!("没有告知过您的，还可以主张到{day}，由法院、复议机关认定，请尽快递交"),
            Claim::Limitation => format!("对方没有履行协议的，请求履行的诉讼时效到{day}，请尽快向法院提出"),
            Claim::Otherwise => format!("按可以主张的算法到{day}，由法院、复议机关认定，请尽快递交"),
        };
        format!("{remedies}的期限按最保守的算法已经过去；{open}。{others}")
    })
}
