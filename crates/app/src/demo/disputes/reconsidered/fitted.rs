//! What the tales say of days and sums, as it is on the days and for the quarrels that they are told of.

use super::{Deed::*, *};
use crate::words;
use huajie_law::dispute::ActKind;

const NOTHING_BACK: &str = "没有需要返还的财产。";

impl Story<'_> {
    /// What the tales date by the days that they name is dated by those on which people are at work.
    pub(super) fn fitted(&mut self, deed: Deed) -> Deed {
        let law = self.office.law();
        match deed {
            Officer(ReconsiderationCommand::HearParty { heard }) => {
                let heard = HeardParty { on: self.diary.day, ..heard };
                Officer(ReconsiderationCommand::HearParty { heard })
            }
            Officer(ReconsiderationCommand::ConveneHearing { mut plan, document }) => {
                let meets_on = law.calendar.working_day_on_or_after(plan.starts_at.date());
                plan.starts_at = meets_on.at(9, 30, 0, 0);
                Officer(ReconsiderationCommand::ConveneHearing { plan, document })
            }
            // Nobody can enforce "less": it says what the fine is now.
            Officer(ReconsiderationCommand::Draft { mut opinion }) => {
                let lowered =
                    self.theme.amount_fen.map(|fen| format!("罚款变更为{}", words::yuan_on_paper(fen / 5)));
                for holding in opinion.holdings.iter_mut().filter(|one| one.kind == HoldingKind::Change) {
                    holding.content = lowered.clone().or(holding.content.take());
                }
                // Only of a fine was anything taken that goes back; of what else may have been taken it is said that nothing does.
                opinion.restitution = match self.theme.kind {
                    ActKind::Penalty => opinion.restitution,
                    ActKind::CompulsoryMeasure | ActKind::Expropriation => Some(NOTHING_BACK.into()),
                    _ => None,
                };
                Officer(ReconsiderationCommand::Draft { opinion })
            }
            Officer(ReconsiderationCommand::RequestSupplement { document, .. }) => {
                let items = format!("“{}”的文书复印件；这份文书是哪天收到的书面说明。", self.theme.title);
                Officer(ReconsiderationCommand::RequestSupplement { items, document })
            }
            Officer(ReconsiderationCommand::RecordHearing { record }) => {
                self.diary.not_before(110);
                Officer(ReconsiderationCommand::RecordHearing { record })
            }
            other => other,
        }
    }
}
