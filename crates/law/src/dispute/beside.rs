//! Proceedings that run beside one another, for people: a reconsideration and a suit of which one has to give way (复议法29条), and whether
//! anybody was told; what whoever runs one of them reads of the others. Not here: which excludes which (`course`), and nothing that was
//! said in a mediation.

use super::{
    course::{Conflict, Way},
    *,
};
use crate::{Actor, Kind, Refusal, Role, calendar::zh_date, decision::Law, matter::ClockLine};
use std::cmp::Ordering;

/// In these roles somebody conducts a suit or a reconsideration; as the head of the body that decides, `AgencyHead`.
pub(super) const CONDUCTS: [Role; 4] =
    [Role::Judge, Role::ReconsiderationOfficer, Role::ReconsiderationHead, Role::AgencyHead];

impl Conflict {
    /// Who has come to have both since it stood like that.
    pub fn joined<'a>(&'a self, before: &'a [Conflict]) -> impl Iterator<Item = &'a String> {
        let same = |had: &&Conflict| had.first == self.first && had.second == self.second;
        let had: Vec<&String> = before.iter().filter(same).flat_map(|had| &had.of).collect();
        self.of.iter().filter(move |key| !had.contains(key))
    }
}

/// 已告知的程序冲突: of which everybody was told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "StoredConflictTold")]
pub struct ConflictTold {
    pub first: MatterId,
    pub second: MatterId,
    /// Who had both then, by key; nobody named is whoever has them, of what was told before it was kept.
    pub of: Vec<String>,
}

/// As it was kept before, by the two alone, or as it is.
#[derive(Deserialize)]
#[serde(untagged)]
enum StoredConflictTold {
    Pair(MatterId, MatterId),
    Named { first: MatterId, second: MatterId, of: Vec<String> },
}

impl From<StoredConflictTold> for ConflictTold {
    fn from(stored: StoredConflictTold) -> ConflictTold {
        match stored {
            StoredConflictTold::Pair(first, second) => ConflictTold { first, second, of: Vec::new() },
            StoredConflictTold::Named { first, second, of } => ConflictTold { first, second, of },
        }
    }
}

impl Dispute {
    /// Both bodies know of this one, and so does everybody who brought both.
    pub(super) fn is_told_of(&self, conflict: &Conflict) -> bool {
        self.conflicts_told.iter().any(|told| {
            let known = |key: &String| told.of.is_empty() || told.of.contains(key);
            told.first == conflict.first && told.second == conflict.second && conflict.of.iter().all(known)
        })
    }

    /// Both run beside one another (复议法29条): who was first has it, of whoever brought both; the others go on with what they brought.
    pub(super) fn conflict(
        &self,
        (suit, sued_on): (&Proceeding, Date),
        (review, reviewed_on): (&Proceeding, Date),
    ) -> Option<Conflict> {
        let sue: Vec<&str> = self.bringing(suit).collect();
        let both: Vec<&str> = self.bringing(review).filter(|key| sue.contains(key)).collect();
        // 行诉法45条、复议法34条: over without a decision, it may be sued, and 29条1款 shuts nothing out after 复议期间.
        // 解释57条 又提起诉讼: when it was brought, and not when the court had filed it.
        let brought_on = suit.course.filed_on.map_or(sued_on, |on| on.min(sued_on));
        let undecided = review.course.decide_by.is_some_and(|last_day| last_day < brought_on);
        if both.is_empty() || undecided {
            return None;
        }
        let first = sued_on.cmp(&reviewed_on);
        let (first_one, second) = if first.is_lt() { (suit, review) } else { (review, suit) };
        let rule = match first {
            Ordering::Less => "法院先立案，由法院管辖，不能再申请复议",
            // 解释57条: before it is filed it is not filed; what is compared here has been.
            Ordering::Greater => {
                "复议机关先受理，复议期间不能起诉；法院已经立案的，应当裁定驳回起诉（法释〔2018〕1号 69条）"
            }
            Ordering::Equal => "同一天立案、受理，由当事人选择一个",
        };
        let more = |p: &Proceeding| self.bringing(p).any(|key| !both.contains(&key));
        let mut others = String::new();
        if more(review) && first.is_le() {
            others.push_str("；其他申请人的复议照常办");
        }
        if more(suit) && first.is_ge() {
            others.push_str("；其他起诉人的诉讼照常办");
        }
        let named = self.some_zh(&both);
        let whose = named.as_ref().map(|who| format!("{who}的")).unwrap_or_default();
        let who = named.as_deref().unwrap_or("申请人");
        let beside = format!("{whose}复议（{}）和诉讼（{}）同时在办", zh_date(reviewed_on), zh_date(sued_on));
        let says = format!("{beside}：{rule}{others}。请告知两边的办理机关和{who}核对");
        let told = match first {
            Ordering::Equal => format!(
                "同一天开始的，只能办一个，由{who}自己选：要复议的，向法院申请撤诉；要诉讼的，撤回复议申请。选好以后请告诉窗口{others}"
            ),
            _ => format!("{rule}{others}"),
        };
        Some(Conflict {
            first: first_one.matter.clone(),
            second: second.matter.clone(),
            since: sued_on.max(reviewed_on),
            of: both.iter().map(|key| (*key).to_owned()).collect(),
            chosen: first.is_eq(),
            says,
            told: format!("{beside}。{told}。"),
            article: "《行政复议法》29条、法释〔2018〕1号 57条",
        })
    }

    /// 29条2款: since when a court has what this reconsideration took up after it, and for whom, by key; nobody named is everybody who
    /// applied for it.
    pub(crate) fn court_first(&self, review: &Proceeding) -> Option<(Date, Vec<String>)> {
        let mut conflicts = self.conflicts();
        conflicts.retain(|one| one.second == review.matter);
        let had = |p: &&Proceeding| conflicts.iter().any(|one| one.first == p.matter);
        let since = self.in_way(Way::Suit).filter(had).filter_map(Proceeding::excludes_since).min()?;
        let sued = |key: &&str| conflicts.iter().any(|one| one.of.iter().any(|held| held == key));
        let (of, others): (Vec<&str>, Vec<&str>) = self.bringing(review).partition(sued);
        let of = if others.is_empty() { Vec::new() } else { of };
        Some((since, of.into_iter().map(str::to_owned).collect()))
    }

    /// 29条1款: since when whoever reconsiders has what this suit was filed about after it.
    pub(crate) fn review_first(&self, suit: &Proceeding) -> Option<Date> {
        let mut conflicts = self.conflicts();
        conflicts.retain(|one| one.second == suit.matter && !one.chosen);
        let had = |p: &&Proceeding| conflicts.iter().any(|one| one.first == p.matter);
        self.in_way(Way::Reconsideration).filter(had).filter_map(Proceeding::excludes_since).min()
    }

    pub(super) fn has_untold_conflict(&self) -> bool {
        self.conflicts().iter().any(|conflict| !self.is_told_of(conflict))
    }

    pub(super) fn weigh_telling(on: Date, note: &str) -> Result<DisputeEvent, Refusal> {
        text(note, "note")?;
        Ok(DisputeEvent::ConflictTold { on, note: note.to_owned() })
    }

    pub(super) fn told_of_conflicts(&mut self) {
        let told = self.conflicts().into_iter().map(|one| ConflictTold {
            first: one.first,
            second: one.second,
            of: one.of,
        });
        self.conflicts_told = told.collect();
    }

    /// The centre has signed for what another body sent here, and nobody has asked for a mediation upon it.
    pub(super) fn is_sent_here_unmediated(&self) -> bool {
        let signed_for = |p: &Proceeding| p.is_open_referral() && p.course.accepted_on.is_some();
        let mut since = self.proceedings.iter().skip_while(|p| !signed_for(p)).peekable();
        let waits = since.peek().is_some() && !since.any(|p| p.kind == Kind::Mediation);
        waits
            && matches!(self.stage, Stage::InProceeding { .. } | Stage::Registered)
            && !self.is_in_mediation()
    }

    /// What stands beside the proceedings `own`, for whoever runs these, as the head of the body that decides does, and does not read the
    /// others' files: each by its name, with how far it is. Whoever else reads the dispute reads it there.
    pub fn told_beside(&self, own: &[&MatterId], reader: &Actor) -> Vec<(String, String)> {
        if !CONDUCTS.contains(&reader.role) || reader.is_of_agency(&self.registration.respondent) {
            return Vec::new();
        }
        let is_own = |id: &MatterId| own.contains(&id);
        let (ours, others): (Vec<_>, Vec<_>) = self.proceedings.iter().partition(|p| is_own(&p.matter));
        let ways: Vec<Way> = ours.into_iter().filter_map(Proceeding::way).collect();
        let clash = self.conflicts().into_iter().filter(|one| is_own(&one.first) || is_own(&one.second));
        let clash =
            clash.map(|one| ("复议、诉讼并存".to_owned(), format!("{}（{}）", one.says, one.article)));
        clash.chain(others.into_iter().filter_map(|p| p.told_beside(&ways))).collect()
    }
}

impl Proceeding {
    /// What whoever runs a proceeding of these ways is told of this one beside it.
    pub(super) fn told_beside(&self, ways: &[Way]) -> Option<(String, String)> {
        match &self.course.mediated {
            Some(mediated) => told_of_mediation(mediated, ways),
            None => self.told_to_others().filter(|_| !ways.is_empty()),
        }
    }

    /// 立案、受理、导入: before that nobody beside it is told that it is there; what was recorded by mistake never was.
    pub(super) fn is_taken_up(&self) -> bool {
        let taken_up = match &self.course.mediated {
            Some(mediated) => mediated.channel.is_some(),
            None => {
                let runs = matches!(self.kind, Kind::Mirrored | Kind::Reconsideration);
                runs && self.course.accepted_on.is_some()
            }
        };
        taken_up && self.course.struck_on.is_none()
    }

    /// Once it has been taken up: its name with its numbers, and how far it is.
    fn told_to_others(&self) -> Option<(String, String)> {
        self.way().filter(|_| self.course.struck_on.is_none())?;
        let accepted_on = self.course.accepted_on?;
        let name = self.numbered_zh();
        let decided = self.course.decided_on.map(|on| format!("{}作出裁判、决定", zh_date(on)));
        let over = self.course.over.as_ref().map(|over| format!("{}终结", zh_date(over.on)));
        let open = (decided.is_none() && over.is_none()).then(|| "正在办理".to_owned());
        let taken_up = Some(format!("{}立案、受理", zh_date(accepted_on)));
        let told = [taken_up, decided, over, open].into_iter().flatten().collect::<Vec<_>>().join("，");
        Some((name, told))
    }

    fn numbered_zh(&self) -> String {
        let name = self.course.procedure.map_or(Kind::Reconsideration.name_zh(), |one| one.name_zh());
        let numbers = self.course.case_numbers.join("、");
        if numbers.is_empty() { name.to_owned() } else { format!("{name}（{numbers}）") }
    }

    /// 审理、办理期限 as it stands, until it is decided: it goes along where the file goes.
    pub(crate) fn days_to_decide(&self, law: &Law) -> Option<ClockLine> {
        let runs =
            self.ended_on.is_none() && self.course.decided_on.is_none() && self.course.struck_on.is_none();
        let clock = self.course.trial.as_ref().or(self.course.deciding.as_ref());
        let clock = clock.filter(|clock| runs && clock.stopped_on.is_none())?;
        let title = format!("{}的办理期限", self.numbered_zh());
        Some(ClockLine::of("days_to_decide", &title, clock, &law.calendar))
    }
}

/// To whoever runs the proceeding in which it is held; before the procedure and beside others it is nobody's there.
fn told_of_mediation(mediated: &Mediated, ways: &[Way]) -> Option<(String, String)> {
    let channel = mediated.channel?;
    let in_it = ways.iter().any(|way| match way {
        Way::Suit => channel.is_trial(),
        Way::Reconsideration => channel == crate::mediation::Channel::Reconsideration,
    });
    let begun = match mediated.accepted_on {
        Some(on) => format!("{}开始调解", zh_date(on)),
        None => "已经导入，征求各方意愿、组成调解小组".to_owned(),
    };
    let now = match (mediated.settled, mediated.over_on) {
        (Some((on, how)), _) => format!("{}达成协议，{}", zh_date(on), how.name_zh()),
        (None, Some(on)) => format!("{}终结，没有达成协议", zh_date(on)),
        (None, None) => "还没有终结".to_owned(),
    };
    in_it.then(|| (format!("调解（{}）", channel.name_zh()), format!("{begun}；{now}")))
}
