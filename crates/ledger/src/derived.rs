//! Rows derived from a matter's state: lists, walls, to-dos, clocks, marks. Written with every commit, reproducible
//! from the journal at any time ([`expected`] is what `rebuild --check` compares with).

use crate::{
    engine::{Fault, Tx, Value},
    values,
    worklist::Part,
};
use huajie_law::{File, Kind, MatterId, Outline, Principal, matter::ClockLine, matter::Task};

pub(crate) const INSERT_MATTER: &str = "INSERT INTO matter (id, kind, version, head_hash, stage, lapse_day, lapse_stage, number, \
     dispute, title, parties, respondent, place, act_kind, source, outcome, enterprise, amount_fen, opened_on, ended_on, state) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21) \
     ON CONFLICT (id) DO NOTHING";

pub(crate) const SELECT_MATTER: &str = "SELECT id, kind, version, head_hash, stage, lapse_day, lapse_stage, number, dispute, title, \
     parties, respondent, place, act_kind, source, outcome, enterprise, amount_fen, opened_on, ended_on, state \
     FROM matter WHERE id = $1";

pub(crate) const UPDATE_MATTER: &str = "UPDATE matter SET kind = $2, version = $3, head_hash = $4, stage = $5, lapse_day = $6, \
     lapse_stage = $7, number = $8, dispute = $9, title = $10, parties = $11, respondent = $12, place = $13, act_kind = $14, \
     source = $15, outcome = $16, enterprise = $17, amount_fen = $18, opened_on = $19, ended_on = $20, state = $21 \
     WHERE id = $1 AND version = $22";

/// Where the hash of the journal's head stands in a projection row.
pub(crate) const HEAD_HASH: usize = 3;

/// The projection row of a file, in the order of [`INSERT_MATTER`].
pub fn projection(file: &File, outline: &Outline, head_hash: &str) -> [Value; 21] {
    let matter = file.matter.as_ref().expect("a file is projected after its first event");
    let facets = outline.facets.clone();
    values![
        file.id.as_str(),
        matter.kind().as_str(),
        file.version as i64,
        head_hash,
        &outline.stage,
        outline.lapse.as_ref().map(|lapse| lapse.last_day),
        outline.lapse.as_ref().map(|lapse| lapse.stage_after.clone()),
        present(facets.number),
        facets.dispute.map(|id| id.to_string()),
        present(Some(facets.title)),
        present(Some(facets.parties)),
        facets.respondent.map(|id| id.to_string()),
        present(facets.place),
        present(facets.act_kind),
        present(facets.source),
        present(facets.outcome),
        i64::from(facets.enterprise),
        facets.amount_fen,
        facets.opened_on,
        facets.ended_on,
        serde_json::to_string(matter).expect("state is plain data")
    ]
}

/// No empty strings in the database: some engines read them as NULL.
fn present(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.is_empty())
}

/// All derived rows of a matter, table by table, each sorted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    pub sight: Vec<Vec<Value>>,
    pub wall: Vec<Vec<Value>>,
    pub task: Vec<Vec<Value>>,
    pub clock: Vec<Vec<Value>>,
    pub mark: Vec<Vec<Value>>,
}

/// What the derived tables must hold for this outline.
pub fn expected(id: &MatterId, kind: &str, outline: &Outline) -> Rows {
    Rows {
        sight: sight(id, kind, outline),
        wall: walls(id, outline),
        task: tasks(id, outline),
        clock: clocks(id, outline),
        mark: mark_rows(id, outline),
    }
}

/// Rows of one table in the order of their columns.
type Sorted = Vec<Vec<Value>>;

fn sorted(rows: impl Iterator<Item = Vec<Value>>) -> Sorted {
    let mut rows: Sorted = rows.collect();
    rows.sort();
    rows.dedup();
    rows
}

fn sight(id: &MatterId, kind: &str, outline: &Outline) -> Sorted {
    let sort = sort_key(id, outline);
    sorted(outline.access.iter().map(|who| values![who.as_str(), kind, &sort, id.as_str()].to_vec()))
}

fn walls(id: &MatterId, outline: &Outline) -> Sorted {
    sorted(outline.walls.iter().map(|user| values![user.as_str(), id.as_str()].to_vec()))
}

fn tasks(id: &MatterId, outline: &Outline) -> Sorted {
    sorted(outline.tasks.iter().flat_map(|task| task_rows(id, task)).chain(waited_for(id, outline)))
}

fn clocks(id: &MatterId, outline: &Outline) -> Sorted {
    sorted(outline.clocks.iter().map(|clock| clock_row(id, clock)))
}

fn mark_rows(id: &MatterId, outline: &Outline) -> Sorted {
    sorted(marks(outline).into_iter().map(|mark| values![mark, id.as_str()].to_vec()))
}

/// Newest first when read backwards; unique, so that pages go by key.
pub fn sort_key(id: &MatterId, outline: &Outline) -> String {
    let opened = outline.facets.opened_on.map_or_else(|| "0000-00-00".to_owned(), |on| on.to_string());
    format!("{opened}/{id}")
}

/// The rows of a to-do: whose step it is, and who minds it. Earliest day first; on the same day what costs somebody a right
/// comes first.
fn task_rows(id: &MatterId, task: &Task) -> Sorted {
    let own = if task.is_a_step() { Part::Own } else { Part::Others };
    let held = task.holders.iter().map(|who| task_row(id, task, who, own));
    let minding = task.watchers.iter().filter(|who| !task.holders.contains(who));
    held.chain(minding.map(|who| task_row(id, task, who, Part::Others))).collect()
}

/// For everybody who works on the matter, the most pressing step of others that they may know of: one line, whatever else is open.
fn waited_for(id: &MatterId, outline: &Outline) -> Sorted {
    // What is nobody's step yet waits for nobody.
    let mut steps: Vec<&Task> =
        outline.tasks.iter().filter(|task| task.is_a_step() && task.opens_on.is_none()).collect();
    steps.sort_by_key(|task| task_sort(task));
    let workers = outline.access.iter().filter(|who| !who.is_party() && !who.is_reader());
    workers
        .filter_map(|who| {
            let task = steps.iter().find(|task| is_waited_for(task, who))?;
            Some(task_row(id, task, who, Part::Others))
        })
        .collect()
}

fn is_waited_for(task: &Task, who: &Principal) -> bool {
    let hidden = task.of_the_house && who.is_of_an_agency();
    !hidden && !task.holders.contains(who) && !task.watchers.contains(who)
}

fn task_sort(task: &Task) -> String {
    let due = task.due_on.map_or_else(|| "9999-12-31".to_owned(), |on| on.to_string());
    format!("{due}/{}", if task.legal_risk { 0 } else { 1 })
}

fn task_row(id: &MatterId, task: &Task, who: &Principal, part: Part) -> Vec<Value> {
    let holders: Vec<&str> = task.holders.iter().map(Principal::as_str).collect();
    values![
        who.as_str(),
        part.as_str(),
        task_sort(task),
        id.as_str(),
        &task.name,
        &task.title,
        &task.command,
        task.due_on,
        i64::from(task.legal_risk),
        (part == Part::Others).then(|| holders.join(" ")),
        task.opens_on
    ]
    .to_vec()
}

fn clock_row(id: &MatterId, clock: &ClockLine) -> Vec<Value> {
    let reasons = serde_json::to_string(&clock.reasons).expect("sentences are plain data");
    values![
        id.as_str(),
        &clock.name,
        &clock.title,
        &clock.term,
        clock.started_on,
        clock.due_on,
        i64::from(clock.provisional),
        clock.state.as_ref(),
        &clock.short,
        reasons
    ]
    .to_vec()
}

/// Exact keys as they are, text as the pieces it is searched by.
fn marks(outline: &Outline) -> Vec<String> {
    let words = outline.words.iter().flat_map(|text| huajie_law::text::search_terms(text));
    outline.marks.iter().cloned().chain(words.map(|word| format!("t:{word}"))).collect()
}

/// A derived table of one matter on its way from what it held to what it must hold.
pub(crate) struct Change {
    table: &'static Table,
    clear: bool,
    rows: Sorted,
}

/// What brings the derived rows from what they were to what they must be; tables that do not change are not touched.
pub(crate) fn changes(id: &MatterId, kind: Kind, before: &Outline, after: &Outline) -> Vec<Change> {
    let [sights, walled, to_do, counted, found] = &TABLES;
    let kind = kind.as_str();
    // A part of the outline that did not change makes the same rows: they are not even worked out.
    let part = |changed: bool, table, rows: &dyn Fn(&Outline) -> Sorted| {
        changed.then(|| Change::between(table, &rows(before), rows(after))).flatten()
    };
    let seen = before.access != after.access;
    [
        part(seen || sort_key(id, before) != sort_key(id, after), sights, &|it| sight(id, kind, it)),
        part(before.walls != after.walls, walled, &|it| walls(id, it)),
        part(seen || before.tasks != after.tasks, to_do, &|it| tasks(id, it)),
        part(before.clocks != after.clocks, counted, &|it| clocks(id, it)),
        part(before.marks != after.marks || before.words != after.words, found, &|it| mark_rows(id, it)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

impl Change {
    fn between(table: &'static Table, before: &Sorted, after: Sorted) -> Option<Change> {
        (*before != after).then_some(Change { table, clear: !before.is_empty(), rows: after })
    }
}

pub(crate) async fn write<T: Tx>(tx: &mut T, id: &MatterId, changes: &[Change]) -> Result<(), Fault> {
    for Change { table, clear, rows } in changes {
        if *clear {
            tx.execute(table.delete, &values![id.as_str()]).await?;
        }
        if !rows.is_empty() {
            tx.execute_many(table.insert, rows).await?;
        }
    }
    Ok(())
}

/// The same for a page of files at once, whose outlines changed without a decision: a statement a table, not a file.
/// Whoever may see a file is not a matter of days, nor is what it is found by.
pub(crate) async fn rewrite_page<'a, T: Tx>(
    tx: &mut T,
    changed: impl Iterator<Item = (&'a File, &'a Outline, &'a Outline)>,
) -> Result<(), Fault> {
    let [_, _, to_do, counted, _] = &TABLES;
    let (mut tasks_of, mut clocks_of) = (Vec::new(), Vec::new());
    let (mut task_rows, mut clock_rows) = (Vec::new(), Vec::new());
    for (file, before, after) in changed {
        if before.tasks != after.tasks {
            tasks_of.push(values![file.id.as_str()].to_vec());
            task_rows.extend(tasks(&file.id, after));
        }
        if before.clocks != after.clocks {
            clocks_of.push(values![file.id.as_str()].to_vec());
            clock_rows.extend(clocks(&file.id, after));
        }
    }
    for (table, files, rows) in [(to_do, tasks_of, task_rows), (counted, clocks_of, clock_rows)] {
        tx.execute_many(table.delete, &files).await?;
        tx.execute_many(table.insert, &rows).await?;
    }
    Ok(())
}

/// A derived table: its rows are read and written in one column order.
pub(crate) struct Table {
    pub name: &'static str,
    pub select: &'static str,
    pub delete: &'static str,
    pub insert: &'static str,
}

/// In the order of the fields of [`Rows`].
pub(crate) static TABLES: [Table; 5] = [
    Table {
        name: "sight",
        select: "SELECT principal, kind, sort, matter FROM sight WHERE matter = $1",
        delete: "DELETE FROM sight WHERE matter = $1",
        insert: "INSERT INTO sight (principal, kind, sort, matter) VALUES ($1, $2, $3, $4)",
    },
    Table {
        name: "wall",
        select: "SELECT actor, matter FROM wall WHERE matter = $1",
        delete: "DELETE FROM wall WHERE matter = $1",
        insert: "INSERT INTO wall (actor, matter) VALUES ($1, $2)",
    },
    Table {
        name: "task",
        select: "SELECT principal, part, sort, matter, name, title, command, due_on, legal_risk, holders, opens_on \
             FROM task WHERE matter = $1",
        delete: "DELETE FROM task WHERE matter = $1",
        insert: "INSERT INTO task (principal, part, sort, matter, name, title, command, due_on, legal_risk, holders, \
             opens_on) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    },
    Table {
        name: "clock",
        select: "SELECT matter, name, title, term, started_on, due_on, provisional, state, short, reasons \
             FROM clock WHERE matter = $1",
        delete: "DELETE FROM clock WHERE matter = $1",
        insert: "INSERT INTO clock (matter, name, title, term, started_on, due_on, provisional, state, short, reasons) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    },
    Table {
        name: "mark",
        select: "SELECT mark, matter FROM mark WHERE matter = $1",
        delete: "DELETE FROM mark WHERE matter = $1",
        insert: "INSERT INTO mark (mark, matter) VALUES ($1, $2)",
    },
];
