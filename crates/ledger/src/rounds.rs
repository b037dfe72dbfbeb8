//! What the program's own rounds ask: what the law has ended meanwhile, whether another instance changed the directory.
//! Not narrowed to anybody; nothing here is shown.

use crate::{Ledger, engine::Fault, values};
use huajie_law::MatterId;
use jiff::civil::Date;

impl Ledger {
    /// Matters whose law has moved them on before `today` and whose journal does not say so yet, earliest first, after a
    /// given one.
    pub async fn lapsed(
        &self,
        today: Date,
        after: Option<&(Date, MatterId)>,
        limit: u32,
    ) -> Result<Vec<(Date, MatterId)>, Fault> {
        let sql = "SELECT lapse_day, id FROM matter WHERE lapse_day IS NOT NULL AND lapse_day < $1 \
                   AND (lapse_day > $2 OR (lapse_day = $2 AND id > $3)) ORDER BY lapse_day, id LIMIT $4";
        let (day, id) =
            after.map_or_else(|| ("0".to_owned(), "0"), |(day, id)| (day.to_string(), id.as_str()));
        let rows = self.store.query(sql, &values![today, day, id, limit]).await?;
        Ok(rows.iter().map(|row| (row.date(0), MatterId::from(row.text(1)))).collect())
    }

    /// A number that is another one after every change to the directory or to the notices of holidays.
    pub async fn directory_version(&self) -> Result<i64, Fault> {
        // Versions only grow and files are never taken away, so the sum tells.
        let sql = "SELECT CAST(COALESCE(SUM(version), 0) AS BIGINT) FROM matter WHERE kind IN ('organization', 'officer', 'body', 'outside_system', 'holiday_schedule')";
        Ok(self.store.query(sql, &[]).await?.first().map_or(0, |row| row.int(0)))
    }
}
