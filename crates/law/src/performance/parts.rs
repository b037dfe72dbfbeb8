//! What watching an agreement is made of: the plan, the lines, what was done about each.

use super::*;
use crate::dispute::choices;

choices! {
    /// 督促方式.
    UrgeWay {
        Phone = "电话",
        Letter = "书面通知",
        Visit = "上门",
        Message = "短信或网上消息",
    }

    /// 没有履行的程度, in the words of whoever is owed.
    Extent {
        Nothing = "没有履行",
        Part = "只履行了一部分",
    }

    /// 回访时怎么说.
    VisitSaid {
        Performed = "已经履行",
        Part = "只履行了一部分",
        Nothing = "没有履行",
        Unclear = "说不清楚",
    }

    /// 核实履行的结论.
    PerformanceFinding {
        Performed = "已经履行",
        NotPerformed = "没有履行，或者没有履行完",
    }
}

/// What is to be watched, taken from the agreement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Plan {
    pub brief: Brief,
    pub mediation: MatterId,
    pub ending: Ending,
    pub obligations: Vec<Obligation>,
    #[schemars(with = "String")]
    pub effective_on: Date,
    /// Who led the mediation and keeps an eye on it.
    pub lead_mediator: Option<crate::UserId>,
    /// 复议机构 that sealed the statement and watches instead of the centre (复议法77条).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<OrgId>,
}

/// One obligation and its fate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// `o1`, `o2` … in the order of the agreement.
    pub key: String,
    pub obligation: Obligation,
    pub state: LineState,
    pub fulfilments: Vec<Fulfilment>,
    /// In order.
    #[serde(default)]
    pub urgings: Vec<Urging>,
    /// In order.
    #[serde(default)]
    pub shortfalls: Vec<Shortfall>,
    /// In order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<Checked>,
    /// In order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub visits: Vec<SaidAtVisit>,
}

/// `o1`, `o2` … by its place in the agreement.
pub fn line_key(at: usize) -> String {
    format!("o{}", at + 1)
}

impl Line {
    /// Nobody has to record it: the day has passed, and nothing has come.
    pub fn is_overdue(&self, today: Date) -> bool {
        self.state == LineState::Open && self.obligation.due_on < today
    }

    /// Who is named gets it; where nobody is named, everybody but whoever owes it.
    pub fn is_owed_to(&self, side: &str) -> bool {
        match self.obligation.obligee.as_deref() {
            Some(to) => to == side,
            None => side != self.obligation.obligor,
        }
    }

    /// 催促履行函: the last urging in writing, whatever was said by telephone since, while the thing is still not done.
    pub fn letter(&self) -> Option<&Urging> {
        let open = !matches!(self.state, LineState::Fulfilled { .. });
        self.urgings.iter().rev().find(|urged| urged.way == UrgeWay::Letter).filter(|_| open)
    }

    /// The day that the letter gives, where it has passed: nobody performs by a day that is over.
    pub fn letter_day_passed(&self, today: Date) -> Option<Date> {
        self.letter()?.until.filter(|until| *until < today)
    }

    pub fn is_open(&self) -> bool {
        self.state == LineState::Open
    }

    pub fn is_broken(&self) -> bool {
        matches!(self.state, LineState::Broken { .. })
    }

    pub fn is_fulfilled(&self) -> bool {
        matches!(self.state, LineState::Fulfilled { .. })
    }

    /// Recorded as performed, and whoever is owed says that it is not.
    pub fn is_disputed(&self) -> bool {
        self.is_fulfilled() && self.unanswered().is_some()
    }

    /// Urgings that came after the record that was found to be wrong.
    fn standing(&self) -> impl DoubleEndedIterator<Item = &Urging> {
        let since = self.checks.last().map(|checked| checked.on);
        self.urgings.iter().filter(move |urged| since.is_none_or(|on| urged.on >= on))
    }

    /// Of these the one whose time holds longest: a call without a day takes none back.
    pub fn standing_urging(&self) -> Option<&Urging> {
        self.standing().max_by_key(|urged| urged.runs_until())
    }

    /// The last urging is a letter, and nobody knows that it arrived.
    pub fn unserved_letter(&self) -> Option<&Urging> {
        let last = self.standing().next_back();
        last.filter(|urged| urged.way == UrgeWay::Letter && urged.served.is_none())
    }

    /// The same line once it is known.
    pub(super) fn with_letter_served(&self, service: &ServedLetter) -> Line {
        let mut line = self.clone();
        line.serve_letter(service);
        line
    }

    pub(super) fn serve_letter(&mut self, service: &ServedLetter) {
        self.open_letter().into_iter().for_each(|urged| urged.served = Some(service.clone()));
    }

    /// Issued twice, the first may be what was served.
    pub(super) fn issue_letter(&mut self, dated: Date) {
        self.open_letter().into_iter().for_each(|urged| {
            urged.issued_on.get_or_insert(dated);
        });
    }

    fn open_letter(&mut self) -> Option<&mut Urging> {
        self.urgings.last_mut().filter(|urged| urged.way == UrgeWay::Letter && urged.served.is_none())
    }

    /// What whoever is owed said last, as long as nobody has acted upon it.
    pub fn unanswered(&self) -> Option<&Shortfall> {
        self.shortfalls.last().filter(|said| !said.answered)
    }

    pub(super) fn answer_shortfalls(&mut self) {
        self.shortfalls.iter_mut().for_each(|said| said.answered = true);
        self.visits.iter_mut().for_each(|said| said.answered = true);
    }

    /// What was said at the last visit and is not on record, as long as nobody has acted upon it: it is done.
    pub fn claimed(&self) -> Option<&SaidAtVisit> {
        let last = self.visits.last().filter(|said| said.said == VisitSaid::Performed && !said.answered);
        last.filter(|_| !self.is_fulfilled())
    }

    /// Whether something has to be done about what is said at a visit: the file says otherwise, or its day is over.
    fn is_contradicted_by(&self, said: &SaidAtVisit) -> bool {
        match (&self.state, said.said.extent()) {
            (LineState::Fulfilled { on }, Some(_)) => *on <= said.on,
            (LineState::Open, Some(_)) => self.obligation.due_on < said.on && self.is_owed_to(&said.by),
            (LineState::Broken { .. }, Some(_)) | (LineState::Fulfilled { .. }, None) => false,
            (LineState::Open | LineState::Broken { .. }, None) => said.said == VisitSaid::Performed,
        }
    }

    /// What is said not to have come is looked into and urged as if it had been reported.
    pub(super) fn hear(&mut self, on: Date, said: SaidAtVisit) {
        let against_record = self.is_contradicted_by(&said);
        if let (true, Some(extent)) = (against_record, said.said.extent()) {
            let (by, words, documents) = (said.by.clone(), "回访时说的".to_owned(), Vec::new());
            self.shortfalls.push(Shortfall { on, by, extent, words, documents, answered: false });
        }
        self.visits.push(SaidAtVisit { against_record, ..said });
    }
}

impl VisitSaid {
    /// How much is missing, where something is.
    pub fn extent(self) -> Option<Extent> {
        match self {
            VisitSaid::Part => Some(Extent::Part),
            VisitSaid::Nothing => Some(Extent::Nothing),
            VisitSaid::Performed | VisitSaid::Unclear => None,
        }
    }
}

/// A line as somebody was asked about it at a visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SaidOfLine {
    /// `o1` …
    pub line: String,
    pub said: VisitSaid,
}

/// 回访时的说法, for the house and for whoever said it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaidAtVisit {
    /// The day of the visit.
    pub on: Date,
    /// Key of the side that was visited.
    pub by: String,
    pub said: VisitSaid,
    /// Not what the file said of that day, or past its day and missing.
    #[serde(default)]
    pub against_record: bool,
    /// Recorded, urged or looked into since.
    #[serde(default)]
    pub answered: bool,
}

impl SaidAtVisit {
    pub(super) fn of(on: Date, by: &str, said: VisitSaid) -> SaidAtVisit {
        SaidAtVisit { on, by: by.to_owned(), said, against_record: false, answered: false }
    }
}

/// 督促.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Urging {
    pub on: Date,
    pub way: UrgeWay,
    /// The last day that it gives.
    pub until: Option<Date>,
    pub note: Option<String>,
    /// Key of the side that had said, at the counter or by telephone, that it did not come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_by: Option<String>,
    /// The day that the letter bears; `None`: none was issued here since this is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued_on: Option<Date>,
    /// When and how the letter reached whoever owes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub served: Option<ServedLetter>,
}

impl Urging {
    /// The last day that it gives. A letter gives its days from its service: whoever got it later has as many.
    pub fn runs_until(&self) -> Option<Date> {
        let until = self.until?;
        let late = self.served.as_ref().map(|served| served.on).filter(|on| *on > self.on);
        Some(late.map_or(until, |on| on.saturating_add(until - self.on)))
    }
}

/// 督促函的送达.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ServedLetter {
    #[schemars(with = "String")]
    pub on: Date,
    pub way: ServiceWay,
}

/// 核实履行: a record that was doubted, looked into. What was recorded stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    pub on: Date,
    pub finding: PerformanceFinding,
    /// Key of the side that had said so at the counter or by telephone.
    pub said_by: Option<String>,
    /// Whoever owes it and whoever it is owed to read it, and no other side.
    pub reason: String,
}

/// 反映没有履行: what whoever is owed says, for the house and for themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shortfall {
    pub on: Date,
    /// Key of the side that says so.
    pub by: String,
    pub extent: Extent,
    pub words: String,
    pub documents: Vec<FileHash>,
    /// Urged, done or looked into since.
    pub answered: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum LineState {
    Open,
    Fulfilled { on: Date },
    Broken { on: Date, reason: String },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fulfilment {
    pub on: Date,
    pub proof: Option<FileHash>,
    pub partly: bool,
    /// Name of who recorded it, as the timeline shows it.
    pub by: String,
    pub note: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enforcement {
    pub on: Date,
    /// None: for everybody to whom something was owed, by the office whose statement it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Keys of the lines that were broken and owed to them.
    #[serde(default)]
    pub lines: Vec<String>,
    pub document: Option<FileHash>,
    pub note: Option<String>,
}
