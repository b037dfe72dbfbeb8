//! 重复登记: a suit that is on file already under another number; and whether a file that came in from the public is about the same thing as one that was on file. Whoever typed it is told nothing
//! that only the party may know; the counter finds it out with them. Not here: how the other file is found (the app, by blind indexes).

use super::{course::Way, filing::share, *};
use crate::{
    Refusal,
    mirrored::{
        Level, Opening, Procedure, Way as Told,
        codes::{GOES_ON_THERE, REFILED, RETRIED, SUIT_ON_FILE},
    },
    refusal::ensure_at,
};

/// Of a suit of which only what came after its first judgment is on file.
const REFILED_WHERE: &str = "这件争议有一件发回重审的诉讼，原审法院是哪一个没有登记：就是这个法院的，重新立案的案号、日期请登记在那一件里；不是的，请注明是另一件诉讼";

impl Dispute {
    /// The file that this one may double, while the counter has not looked. What the counter itself took in it has looked at before.
    pub fn suspected_twin(&self) -> Option<&MatterId> {
        let by_the_public = self.registration.source == Source::Online;
        let open = by_the_public && self.twin_checked_on.is_none() && !self.is_frozen();
        self.registration.despite.as_ref().filter(|_| open)
    }

    /// A case that was sent back is filed anew under another number, and is the suit that it was. Typed, any other suit of the same
    /// applicants is asked about too; what a court's system tells is a fact, but for a first instance beside a retrial of everybody's suit,
    /// which is either the retrial itself, told as another level, or a slip, and beside another that the same court tries for everybody: a
    /// person looks at those.
    pub(super) fn weigh_second_suit(&self, opening: &Opening) -> Result<(), Refusal> {
        let first = opening.procedure == Procedure::Litigation && opening.report.level == Level::First;
        let theirs = |p: &&Proceeding| share(&p.course.by, &opening.by);
        let mut suits =
            self.in_way(Way::Suit).filter(theirs).filter(|p| p.course.struck_on.is_none()).peekable();
        if opening.apart || !first || suits.peek().is_none() {
            return Ok(());
        }
        let stands = |p: &Proceeding| {
            // Given up or never taken up, it may be brought again; whether it may is the court's to say.
            p.ended_on.is_none() || p.course.closes.iter().any(|closed| closed.article.contains("69条"))
        };
        let (mut refiled, mut unclear, mut retried, mut stand) = (false, false, false, false);
        let mut beside: Option<&Proceeding> = None;
        for suit in suits {
            let original = suit.course.refiling.as_ref();
            refiled |= original.is_some_and(|court| court.is(&opening.body.name));
            unclear |= original == Some(&Refiling::Unknown);
            retried |= suit.course.retrial.is_some() && self.is_everybodys(suit);
            stand |= stands(suit);
            let there = suit.course.tried_by.as_deref().map(str::trim) == Some(opening.body.name.trim());
            beside = beside.or(Some(suit).filter(|suit| there && self.is_everybodys(suit)));
        }
        ensure_at(!refiled, REFILED, "opening.apart")?;
        ensure_at(!unclear, REFILED, "opening.apart")
            .map_err(|refusal| refusal.because(REFILED_WHERE.to_owned()))?;
        let typed = opening.report.origin.way == Told::Typed;
        ensure_at(!stand || !typed, SUIT_ON_FILE, "opening.apart")?;
        // 解释69条1款6项: brought twice, or a number mistyped; the court that tries the one is the one that tells of the other.
        if let Some(suit) = beside {
            let says = format!(
                "这个法院已经有{}在一审：案号写错的，改好再发；确实是另一件的，由窗口登记并注明，以后的节点照收",
                named_zh(suit)
            );
            return Err(Refusal::at(SUIT_ON_FILE, "opening.report.case_number").because(says));
        }
        ensure_at(!retried, RETRIED, if typed { "opening.apart" } else { "opening.report.case_number" })
    }

    /// What is before a higher court or whoever reviews a petition goes on with what the same applicants have on file, under whatever
    /// number: typed as another, the judgment below would become final. A table and a system are placed ([`Dispute::place`]).
    pub(super) fn weigh_higher_level(&self, opening: &Opening) -> Result<(), Refusal> {
        let typed = opening.report.origin.way == Told::Typed;
        if opening.apart || !typed || opening.report.level == Level::First {
            return Ok(());
        }
        let same = |p: &&Proceeding| {
            share(&p.course.by, &opening.by)
                && p.course.procedure == Some(opening.procedure)
                && p.course.struck_on.is_none()
        };
        let held: Vec<String> = self.proceedings.iter().filter(same).map(named_zh).collect();
        let level = opening.procedure.level_zh(opening.report.level);
        let says = || {
            let held = held.join("；");
            format!(
                "已经登记了{held}：{level}请登记在那一件里（打开那一件，“登记程序进展”，选“{level}”，填办理机关）；确实是另一件的，在“重复登记”里注明"
            )
        };
        ensure_at(held.is_empty(), GOES_ON_THERE, "opening.report.level")
            .map_err(|refusal| refusal.because(says()))
    }

    /// No applicant is left who could have brought another.
    fn is_everybodys(&self, suit: &Proceeding) -> bool {
        let by = &suit.course.by;
        by.is_empty() || self.applicants().all(|party| by.contains(&party.key))
    }

    pub(super) fn weigh_twin(on: Date, finding: TwinFinding, note: &str) -> Result<DisputeEvent, Refusal> {
        line(note, "note")?;
        Ok(DisputeEvent::TwinChecked { on, finding, note: note.to_owned() })
    }
}

/// `行政诉讼（2026）鄂0881行初106号`.
fn named_zh(held: &Proceeding) -> String {
    let procedure = held.course.procedure.map_or("", Procedure::name_zh);
    format!("{procedure}{}", held.course.case_numbers.join("、"))
}
