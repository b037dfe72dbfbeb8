//! Seats of bodies: a body that is not there is established, a seat that is not there is added, another incumbent is
//! recorded as a succession from the day the row names.

use super::{
    Outcome, Planned, ROWS_PER_COMMIT, Report, find_organization, give,
    organizations::is_yes,
    sheet::{self, Column, Line},
};
use crate::office::{Extras, Office, Order};
use huajie_law::{
    Actor, Command, MatterId, Now,
    directory::{Body, BodyCommand, Incumbent, SeatOrganization},
    text,
};
use huajie_ledger::Fault;
use jiff::civil::Date;
use std::collections::BTreeMap;

const COLUMNS: &[Column] = &[
    ("body", &["议事机构", "机构"]),
    ("role", &["席位", "机构职务"]),
    ("organization", &["单位", "所在单位"]),
    ("by_case", &["依案而定"]),
    ("post", &["职务"]),
    ("incumbent", &["在任者", "姓名"]),
    ("from", &["起任日期", "起"]),
    ("basis", &["依据", "文件"]),
];

const UNTOLD_BASIS: &str = "名册导入";

/// `body,role,organization,by_case,post,incumbent,from,basis`.
pub async fn seats(office: &Office, actor: &Actor, bytes: &[u8]) -> Result<Result<Report, String>, Fault> {
    let lines = match sheet::read(bytes, COLUMNS, &["body", "role", "organization", "post"]) {
        Ok(lines) => lines,
        Err(why) => return Ok(Err(why)),
    };
    let mut plan = Plan { office, now: office.now(), bodies: BTreeMap::new(), taken: BTreeMap::new() };
    let mut report = Report::default();
    for batch in lines.chunks(ROWS_PER_COMMIT) {
        let before = plan.taken.clone();
        let planned: Vec<Planned> = batch.iter().map(|line| plan.settle(line)).collect();
        let orders: Vec<Order> = planned.iter().flat_map(|row| row.orders.clone()).collect();
        if orders.is_empty() || office.execute_all(actor, &orders, Extras::default()).await.is_ok() {
            report.rows.extend(planned.iter().map(|row| row.report(row.outcome.clone())));
            continue;
        }
        // One of them is refused: which seat the next row adds depends on it, so each is planned after the one before.
        plan.taken = before;
        for line in batch {
            plan.bodies.clear();
            let row = plan.settle(line);
            let outcome = give(office, actor, &row).await?;
            report.rows.push(row.report(outcome));
        }
        plan.bodies.clear();
    }
    Ok(Ok(report))
}

/// What the rows before have already planned.
struct Plan<'a> {
    office: &'a Office,
    now: Now,
    /// How many seats each body will have.
    bodies: BTreeMap<MatterId, usize>,
    /// Several seats may be of one post (two deputy mayors): which of them the next row means.
    taken: BTreeMap<(MatterId, String, String, String), usize>,
}

/// The id of a body follows from its name.
fn body_id(name: &str) -> MatterId {
    let digest = huajie_ledger::vault::sm3_hex(format!("body/{name}").as_bytes());
    MatterId::new(format!("b{}", &digest[..16]))
}

impl Plan<'_> {
    /// The row with its orders, or why it cannot be taken.
    fn settle(&mut self, line: &Line) -> Planned {
        let subject = format!("{} {} {}", line.get("body"), line.get("role"), line.get("post"));
        self.row(line).unwrap_or_else(|why| Planned::settled(line.number, subject, Outcome::Refused(why)))
    }

    fn row(&mut self, line: &Line) -> Result<Planned, String> {
        let body = line.required("body", "议事机构")?;
        let (role, post) = (line.required("role", "席位")?, line.required("post", "职务")?);
        let from = self.day(line.get("from"))?;
        let basis = line.optional("basis").unwrap_or_else(|| UNTOLD_BASIS.to_owned());
        let organization = self.organization(line)?;
        let id = body_id(body);
        let law = self.office.law();
        let held = law.directory.bodies.get(&id);
        let mut orders = Vec::new();
        if !self.bodies.contains_key(&id) {
            if held.is_none() {
                orders.push(BodyCommand::Establish {
                    name: body.into(),
                    founded_on: from,
                    basis: basis.clone(),
                });
            }
            self.bodies.insert(id.clone(), held.map_or(0, |held| held.seats.len()));
        }
        let nth = self.nth(&id, role, line.get("organization"), post);
        let existing = held.and_then(|held| seat_like(held, role, &organization, post, nth));
        let seat = match existing {
            Some(seat) => seat.key.clone(),
            None => {
                let (role, post) = (role.to_owned(), post.to_owned());
                orders.push(BodyCommand::AddSeat { role, organization, post, from });
                let seats = self.bodies.get_mut(&id).expect("put in above");
                *seats += 1;
                format!("s{seats}")
            }
        };
        let incumbent = line.optional("incumbent").map(|name| Incumbent { name, user: None });
        let sits = existing.and_then(|seat| seat.incumbent_on(self.now.today));
        // A user linked to the incumbent by hand is no difference; an empty cell says nothing about a vacancy.
        if incumbent.as_ref().is_some_and(|new| sits.is_none_or(|sits| sits.name != new.name)) {
            orders.push(BodyCommand::RecordSuccession { seat, incumbent, from, basis });
        }
        let outcome = match (existing, orders.is_empty()) {
            (_, true) => Outcome::Present,
            (Some(_), false) => Outcome::Changed,
            (None, false) => Outcome::Created,
        };
        let order =
            |command| Order { target: id.clone(), seen_version: None, command: Command::Body(command) };
        Ok(Planned {
            line: line.number,
            subject: format!("{body} {role} {post}"),
            outcome,
            orders: orders.into_iter().map(order).collect(),
        })
    }

    fn day(&self, typed: &str) -> Result<Date, String> {
        if typed.is_empty() {
            return Ok(self.now.today);
        }
        text::parse_date(typed).map_err(|_| format!("起任日期没有看懂：{typed}"))
    }

    fn organization(&self, line: &Line) -> Result<SeatOrganization, String> {
        let asked = line.required("organization", "单位")?;
        if is_yes(line.get("by_case")) {
            return Ok(SeatOrganization::ByCase { described: asked.to_owned() });
        }
        let organization = find_organization(self.office, asked)
            .map_err(|why| format!("{why}；不是固定单位的，请在“依案而定”一列写“是”"))?;
        Ok(SeatOrganization::Fixed { organization })
    }

    fn nth(&mut self, body: &MatterId, role: &str, organization: &str, post: &str) -> usize {
        let key = (body.clone(), role.to_owned(), organization.to_owned(), post.to_owned());
        let count = self.taken.entry(key).or_default();
        *count += 1;
        *count - 1
    }
}

fn seat_like<'a>(
    body: &'a Body,
    role: &str,
    organization: &SeatOrganization,
    post: &str,
    nth: usize,
) -> Option<&'a huajie_law::directory::Seat> {
    let alike = |seat: &&huajie_law::directory::Seat| {
        seat.role == role
            && seat.post == post
            && seat.organization == *organization
            && seat.abolished_on.is_none()
    };
    body.seats.iter().filter(alike).nth(nth)
}
