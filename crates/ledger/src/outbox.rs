//! Letters that wait to go out, and the leases that keep two instances from doing the same work.

use crate::{
    Ledger, Letter,
    engine::{Fault, Tx, Value},
    values,
};
use huajie_law::{MatterId, PersonId};
use jiff::Timestamp;

/// Ids of letters with a one-time code begin so.
pub const CODE_LETTER: &str = "c";

/// And end so: for whom the code is, whatever telephone it goes to.
pub fn code_letter_for(person: &PersonId) -> String {
    format!("-{person}")
}

/// The channel of what no machine delivers: a telephone that takes no texts. It is never sent and waits for a person from the start.
pub const BY_TELEPHONE: &str = "telephone";

/// Letters that go their own ways: somebody waits before the screen for a one-time code, so that nothing goes before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bag {
    Codes,
    Others,
}

/// A letter as it waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingLetter {
    pub id: String,
    /// When it was put here.
    pub at: Timestamp,
    pub channel: String,
    pub sealed_address: String,
    pub sealed_body: String,
    pub about: Option<MatterId>,
    pub attempts: u32,
}

/// A letter that nobody tries any more, or that nobody could (no attempts): somebody has to tell it another way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenUp {
    pub id: String,
    pub at: Timestamp,
    pub about: MatterId,
    pub sealed_address: String,
    pub sealed_body: String,
    pub attempts: u32,
}

const PUT: &str = "INSERT INTO outbox (id, at, channel, sealed_address, sealed_body, about, attempts, next_at) \
    VALUES ($1, $2, $3, $4, $5, $6, 0, $2) ON CONFLICT (id) DO NOTHING";

const PUT_FOR_A_PERSON: &str = "INSERT INTO outbox \
    (id, at, channel, sealed_address, sealed_body, about, attempts, next_at, given_up_at) \
    VALUES ($1, $2, $3, $4, $5, $6, 0, $2, $2) ON CONFLICT (id) DO NOTHING";

fn putting(letter: &Letter) -> &'static str {
    if letter.channel == BY_TELEPHONE { PUT_FOR_A_PERSON } else { PUT }
}

fn waiting(letter: &Letter, at: Timestamp) -> [Value; 6] {
    let about = letter.about.as_ref().map(|id| id.as_str().to_owned());
    values![&letter.id, at, &letter.channel, &letter.sealed_address, &letter.sealed_body, about]
}

/// Puts a letter into the outbox with whatever else the transaction writes.
pub(crate) async fn put<T: Tx>(tx: &mut T, letter: &Letter, at: Timestamp) -> Result<(), Fault> {
    tx.execute(putting(letter), &waiting(letter, at)).await.map(|_| ())
}

impl Ledger {
    /// Letters of one bag whose time has come, oldest first.
    pub async fn waiting_in(
        &self,
        bag: Bag,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<WaitingLetter>, Fault> {
        let codes = format!("{CODE_LETTER}%");
        match bag {
            Bag::Codes => self.waiting([&codes, ""], now, limit).await,
            Bag::Others => self.waiting(["%", &codes], now, limit).await,
        }
    }

    /// Those whose id is like the first and not like the second.
    pub(crate) async fn waiting(
        &self,
        [like, unlike]: [&str; 2],
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<WaitingLetter>, Fault> {
        let sql = "SELECT id, channel, sealed_address, sealed_body, about, attempts, at FROM outbox \
                   WHERE sent_at IS NULL AND given_up_at IS NULL AND next_at <= $1 AND id LIKE $2 AND id NOT LIKE $3 \
                   ORDER BY next_at, id LIMIT $4";
        let rows = self.store.query(sql, &values![now, like, unlike, limit]).await?;
        let waiting = |row: &crate::engine::Row| WaitingLetter {
            id: row.text(0).to_owned(),
            at: row.instant(6),
            channel: row.text(1).to_owned(),
            sealed_address: row.text(2).to_owned(),
            sealed_body: row.text(3).to_owned(),
            about: row.opt_text(4).map(MatterId::from),
            attempts: u32::try_from(row.int(5)).unwrap_or(u32::MAX),
        };
        Ok(rows.iter().map(waiting).collect())
    }

    pub async fn letter_sent(&self, id: &str, at: Timestamp) -> Result<(), Fault> {
        let sql = "UPDATE outbox SET sent_at = $2, attempts = attempts + 1, last_error = NULL WHERE id = $1";
        self.store.execute(sql, &values![id, at]).await.map(|_| ())
    }

    pub async fn letter_failed(&self, id: &str, error: &str, next_at: Timestamp) -> Result<(), Fault> {
        let sql = "UPDATE outbox SET attempts = attempts + 1, last_error = $2, next_at = $3 WHERE id = $1";
        self.store.execute(sql, &values![id, error, next_at]).await.map(|_| ())
    }

    /// The last try failed: it is kept, and waits for a person.
    pub async fn letter_given_up(&self, id: &str, error: &str, at: Timestamp) -> Result<(), Fault> {
        let sql =
            "UPDATE outbox SET attempts = attempts + 1, last_error = $2, given_up_at = $3 WHERE id = $1";
        self.store.execute(sql, &values![id, error, at]).await.map(|_| ())
    }

    /// Letters about a matter that were given up and that nobody has settled, the oldest first. A code that was never read is not
    /// among them: it opens nothing any more.
    pub async fn given_up_letters(&self, limit: u32) -> Result<Vec<GivenUp>, Fault> {
        let sql = "SELECT id, at, about, sealed_address, sealed_body, attempts FROM outbox \
                   WHERE given_up_at IS NOT NULL AND settled_at IS NULL AND about IS NOT NULL AND id NOT LIKE $1 \
                   ORDER BY given_up_at, id LIMIT $2";
        let rows = self.store.query(sql, &values![format!("{CODE_LETTER}%"), limit]).await?;
        let given_up = |row: &crate::engine::Row| GivenUp {
            id: row.text(0).to_owned(),
            at: row.instant(1),
            about: MatterId::from(row.text(2)),
            sealed_address: row.text(3).to_owned(),
            sealed_body: row.text(4).to_owned(),
            attempts: u32::try_from(row.int(5)).unwrap_or(u32::MAX),
        };
        Ok(rows.iter().map(given_up).collect())
    }

    /// Somebody told it another way, or says why it need not be told; false when it was settled before.
    pub async fn settle_letter(&self, id: &str, how: &str, by: &str, at: Timestamp) -> Result<bool, Fault> {
        let sql = "UPDATE outbox SET settled_at = $2, settled_by = $3, settled_how = $4 \
                   WHERE id = $1 AND given_up_at IS NOT NULL AND settled_at IS NULL";
        Ok(self.store.execute(sql, &values![id, at, by, how]).await? == 1)
    }

    /// Puts a letter into the outbox that does not belong to a matter (a one-time code).
    pub async fn post_letter(&self, letter: &Letter, at: Timestamp) -> Result<(), Fault> {
        self.store.execute(putting(letter), &waiting(letter, at)).await.map(|_| ())
    }

    /// How many letters with a one-time code were put here since then about a matter for one person.
    pub async fn codes_sent(
        &self,
        matter: &MatterId,
        person: &PersonId,
        since: Timestamp,
    ) -> Result<u64, Fault> {
        let sql = "SELECT CAST(COUNT(*) AS BIGINT) FROM outbox WHERE about = $1 AND at > $2 AND id LIKE $3";
        let theirs = format!("{CODE_LETTER}%{}", code_letter_for(person));
        let rows = self.store.query(sql, &values![matter.as_str(), since, theirs]).await?;
        Ok(rows.first().map_or(0, |row| row.int(0).unsigned_abs()))
    }

    /// Takes or renews a lease. `Some(fence)`: it is ours until then; whoever held it before has a smaller fence.
    pub async fn take_lease(
        &self,
        name: &str,
        holder: &str,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Option<u64>, Fault> {
        let sql = "INSERT INTO lease (name, holder, fence, until_at) VALUES ($1, $2, 1, $3) ON CONFLICT (name) DO UPDATE SET \
                   holder = excluded.holder, until_at = excluded.until_at, \
                   fence = CASE WHEN lease.holder = excluded.holder THEN lease.fence ELSE lease.fence + 1 END \
                   WHERE lease.holder = excluded.holder OR lease.until_at < $4";
        if self.store.execute(sql, &values![name, holder, until, now]).await? == 0 {
            return Ok(None);
        }
        let rows = self
            .store
            .query("SELECT fence FROM lease WHERE name = $1 AND holder = $2", &values![name, holder])
            .await?;
        Ok(rows.first().map(|row| row.int(0).unsigned_abs()))
    }
}
