//! A new calendar over everything on file: which running periods move, and the rows that show them. The same for a body that is called
//! otherwise, or was corrected: the rows that show it.
//!
//! The files themselves do not change: days are reckoned, never stored, so only derived rows are written anew, in the
//! one transaction that also holds the notice and the list of what it moved. Nobody commits meanwhile under the calendar
//! of before: every commit holds the calendar (`dialect::hold_calendar`) and names the version it was decided with.

use crate::{
    Commit, CommitError, CommitRefusal, Committed, Ledger, derived,
    engine::{Engine, Fault, Job, Row, Tx, Value, WriteError, change_calendar, hold_calendar},
    values,
    worked::{Prepared, Worked, last_of},
};
use huajie_law::{
    Actor, AnyMatter, Command, Decision, File, Law, MatterId, Outline, decide,
    holiday_schedule::{HolidaySchedule, HolidayScheduleCommand, MOST_MOVED_IN_ONE, Moved},
};
use std::sync::Arc;

/// What a notice would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moves {
    /// Files that were looked at.
    pub files: u64,
    /// Files whose rows change; more than those whose days do, because reasons name the notices they rest on.
    pub rewritten: u64,
    pub moved: Vec<Moved>,
}

/// The files with days in them, a page at a time: all but those that are known to have none.
const PAGE: &str = "SELECT id, version, head_hash, state FROM matter \
     WHERE kind NOT IN ('paper', 'organization', 'officer', 'body', 'holiday_schedule') AND id > $1 ORDER BY id LIMIT $2";
const FILES_PER_PAGE: u32 = 500;

const VERSION: &str = "SELECT version FROM matter WHERE id = $1";

impl Ledger {
    /// Commits what was decided, if the calendar is still the one it was decided under.
    pub async fn commit(&self, commit: Commit) -> Result<Committed, CommitError> {
        self.commit_under(commit, None, false).await
    }

    /// Commits what changes bodies that others name, and what shows them anew: all of it, or nothing.
    pub async fn commit_bodies(&self, commit: Commit, after: Arc<Law>) -> Result<Committed, CommitError> {
        self.commit_under(commit, Some(after), false).await
    }

    /// Commits the loading of a notice, the list of what it moves and the rows anew: all of it, or nothing.
    pub async fn commit_notice(&self, commit: Commit, after: Arc<Law>) -> Result<Committed, CommitError> {
        self.commit_under(commit, Some(after), true).await
    }

    async fn commit_under(
        &self,
        commit: Commit,
        after: Option<Arc<Law>>,
        notes: bool,
    ) -> Result<Committed, CommitError> {
        let commit = Prepared::from(commit);
        let job = UnderCalendar { commit, after, notes, engine: self.store.engine(), noted: Vec::new() };
        let ((), done) = self.store.write_back(job).await?;
        Ok(Committed::of(done.commit.worked.into_iter().chain(done.noted)))
    }

    /// What a notice would move, without writing anything.
    pub async fn moves_under(&self, before: &Law, after: &Law) -> Result<Moves, Fault> {
        let mut moves = Moves::default();
        let mut last = String::new();
        loop {
            let rows = self.store.query(PAGE, &values![&last, FILES_PER_PAGE]).await?;
            let Some(row) = rows.last() else { return Ok(moves) };
            last = row.text(0).to_owned();
            moves.files += rows.len() as u64;
            for changed in Changed::among(&rows, before, after) {
                moves.rewritten += 1;
                moves.moved.extend(changed.moved());
            }
            // SQLite is read where it is asked: others come to their turn between two pages.
            tokio::task::yield_now().await;
        }
    }
}

/// A commit with a hand on the calendar.
struct UnderCalendar {
    commit: Prepared,
    /// The law as it is to be, where this is the commit that changes the calendar, or bodies that others name.
    after: Option<Arc<Law>>,
    /// Whether the notice of the calendar keeps a list of what moved.
    notes: bool,
    engine: Engine,
    /// What the statute noted of what moved.
    noted: Vec<Worked>,
}

impl Job for UnderCalendar {
    type Output = ();
    type Error = CommitRefusal;

    async fn run<T: Tx>(&mut self, tx: &mut T) -> Result<(), CommitError> {
        let hold = if self.after.is_some() { change_calendar } else { hold_calendar };
        if let Some(held) = hold(self.engine) {
            tx.query(held, &[]).await?;
        }
        let schedule = HolidaySchedule::id();
        let rows = tx.query(VERSION, &values![schedule.as_str()]).await?;
        if rows.first().map_or(0, |row| row.int(0).unsigned_abs()) != self.commit.commit.law.calendar_version
        {
            return Err(WriteError::Refused(CommitRefusal::Stale { matter: schedule }));
        }
        self.commit.run(tx).await?;
        if let Some(after) = &self.after {
            let moved = rewrite_all(tx, &self.commit.commit.law, after).await?;
            if self.notes {
                self.noted = note_moved(tx, &self.commit.worked, after, &moved).await?;
            }
        }
        Ok(())
    }
}

/// A file that looks different under the new calendar.
struct Changed {
    file: File,
    head_hash: String,
    before: Outline,
    after: Outline,
}

impl Changed {
    /// Those of a page, worked out on all the machine's processors: everybody waits for it.
    fn among(rows: &[Row], before: &Law, after: &Law) -> Vec<Changed> {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        let share = rows.len().div_ceil(processors).max(1);
        let of = |row| Changed::of(row, before, after);
        std::thread::scope(|scope| {
            let shares: Vec<_> = rows
                .chunks(share)
                .map(|rows| scope.spawn(move || rows.iter().filter_map(of).collect::<Vec<_>>()))
                .collect();
            let done = shares.into_iter().map(|share| share.join().expect("the law does not panic"));
            done.flatten().collect()
        })
    }

    fn of(row: &Row, before: &Law, after: &Law) -> Option<Changed> {
        let id = MatterId::from(row.text(0));
        let matter: AnyMatter = serde_json::from_str(row.text(3)).expect("states are written by this crate");
        let (before, after) = (matter.outline(&id, before), matter.outline(&id, after));
        if before == after {
            return None;
        }
        let file = File { id, version: row.int(1).unsigned_abs(), matter: Some(matter) };
        Some(Changed { file, head_hash: row.text(2).to_owned(), before, after })
    }

    fn moved(&self) -> Vec<Moved> {
        Moved::between(&self.file.id, &self.before, &self.after)
    }

    /// Who sees it, or what it is found by, is another: no calendar does that.
    fn is_seen_otherwise(&self) -> bool {
        let (before, after) = (&self.before, &self.after);
        before.access != after.access
            || before.walls != after.walls
            || before.marks != after.marks
            || before.words != after.words
    }

    /// The projection row, where it shows a day or a body that is another.
    fn projection(&self) -> Option<Vec<Value>> {
        let differs = self.before.lapse != self.after.lapse
            || self.before.facets != self.after.facets
            || self.before.stage != self.after.stage;
        differs.then(|| {
            let mut row = derived::projection(&self.file, &self.after, &self.head_hash).to_vec();
            row.push((self.file.version as i64).into());
            row
        })
    }
}

async fn rewrite_all<T: Tx>(tx: &mut T, before: &Law, after: &Law) -> Result<Vec<Moved>, Fault> {
    let mut moved = Vec::new();
    let mut last = String::new();
    loop {
        let rows = tx.query(PAGE, &values![&last, FILES_PER_PAGE]).await?;
        let Some(row) = rows.last() else { return Ok(moved) };
        last = row.text(0).to_owned();
        let changed = Changed::among(&rows, before, after);
        let projections: Vec<Vec<Value>> = changed.iter().filter_map(Changed::projection).collect();
        tx.execute_many(derived::UPDATE_MATTER, &projections).await?;
        let (seen, dated): (Vec<_>, Vec<_>) = changed.iter().partition(|one| one.is_seen_otherwise());
        derived::rewrite_page(tx, dated.into_iter().map(|one| (&one.file, &one.before, &one.after))).await?;
        for one in seen {
            let Some(matter) = &one.file.matter else { continue };
            let changes = derived::changes(&one.file.id, matter.kind(), &one.before, &one.after);
            derived::write(tx, &one.file.id, &changes).await?;
        }
        moved.extend(changed.iter().flat_map(Changed::moved));
    }
}

/// Writes into the notice's own journal what it moved, by the statute's command, decided like every other.
async fn note_moved<T: Tx>(
    tx: &mut T,
    written: &[Worked],
    after: &Arc<Law>,
    moved: &[Moved],
) -> Result<Vec<Worked>, CommitError> {
    let loaded = last_of(written, &HolidaySchedule::id());
    let loaded = loaded.expect("a list of what moved is kept of the loading of a notice alone");
    let loading = &loaded.decision;
    let year = year_of(loading);
    let mut noted: Vec<Worked> = Vec::new();
    for moved in moved.chunks(MOST_MOVED_IN_ONE) {
        let file = &noted.last().unwrap_or(loaded).file;
        let command = HolidayScheduleCommand::NoteMoved { year, moved: moved.to_vec() };
        let command = Command::HolidaySchedule(command);
        let decision = decide(file, &Actor::statute(), &command, loading.now(), after)
            .expect("the statute notes what moved in a schedule that was just loaded");
        let mut worked = Worked::of(decision, None, after);
        worked.write(tx).await?;
        noted.push(worked);
    }
    Ok(noted)
}

fn year_of(loading: &Decision) -> i16 {
    use huajie_law::{Event, holiday_schedule::HolidayScheduleEvent::Loaded};
    let year = loading.events().iter().find_map(|event| match event {
        Event::HolidaySchedule(Loaded { notice, .. }) => Some(notice.year),
        _ => None,
    });
    year.expect("a loading names its year")
}
