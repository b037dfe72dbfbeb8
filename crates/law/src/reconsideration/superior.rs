//! 抄告 (79条2款): where a government reconsiders an act of its own department, the decision that has taken effect and the opinions go
//! to the department above the respondent at the same time.

use super::{after_parts::OTHER_BODY, codes::*, *};
use crate::{
    FileHash, Law, Refusal,
    directory::Category,
    dispute::line,
    matter::{Context, Task},
    refusal::{REQUIRED, ensure_at},
};

/// The key under which the decision is copied; opinions have their own.
const DECISION: &str = "decision";

/// 抄告上一级主管部门.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuperiorCopy {
    pub on: Date,
    /// `decision`, and keys of opinions.
    pub papers: Vec<String>,
    pub to_body: String,
    /// Key of the letter.
    pub notice: String,
}

impl SuperiorCopy {
    pub fn has_decision(&self) -> bool {
        self.papers.iter().any(|paper| paper == DECISION)
    }
}

impl Reconsideration {
    /// 79条2款 is about departments of the very government that decides.
    fn is_of_its_own_department(&self, law: &Law) -> bool {
        let held = |id| law.directory.organization(id);
        let body = held(&self.bodies.body).is_some_and(|body| body.category == Category::Government);
        let department = held(&self.brief.respondent).is_some_and(|agency| {
            let branch = agency.parent.as_ref().is_some_and(|parent| *parent != self.bodies.body);
            agency.category == Category::Department && !agency.vertical && !branch
        });
        body && department
    }

    /// What has taken effect and was not passed on yet, by its key, in words.
    pub fn to_copy(&self, law: &Law) -> Vec<(String, String)> {
        if !self.is_of_its_own_department(law) {
            return Vec::new();
        }
        let decided = self.decided.as_ref().filter(|_| matches!(self.stage, Stage::Effective { .. }));
        let decided = decided.map(|decided| {
            let number = decided.number.as_deref().unwrap_or_default();
            (DECISION.to_owned(), format!("{}{number}", PaperKind::Decision.name_zh()))
        });
        let served = |one: &&IssuedOpinion| {
            let notice = self.notice(&one.notice).and_then(|notice| notice.served_on_all(&law.calendar));
            one.kind == OpinionKind::Opinion && one.recipient == RESPONDENT && notice.is_some()
        };
        let opinions = self.opinions.iter().filter(served).map(|one| {
            let on = crate::calendar::zh_date(one.on);
            (one.key.clone(), format!("{on}的{}", one.kind.name_zh()))
        });
        let copied = |key: &str| self.copied.iter().any(|copy| copy.papers.iter().any(|held| held == key));
        decided.into_iter().chain(opinions).filter(|(key, _)| !copied(key)).collect()
    }

    /// Above the respondent, as the directory or an earlier letter knows it.
    pub fn superior(&self, law: &Law) -> Option<String> {
        let known = law.directory.organization(&self.brief.respondent).and_then(|held| held.superior.clone());
        known.or_else(|| self.copied.last().map(|copy| copy.to_body.clone()))
    }

    pub(super) fn weigh_copying(
        &self,
        context: Context<'_>,
        papers: &[String],
        to_body: &str,
        document: &Option<FileHash>,
    ) -> Result<Vec<ReconsiderationEvent>, Refusal> {
        let open = self.to_copy(context.law);
        ensure_at(!papers.is_empty(), REQUIRED, "papers")?;
        let known = |paper: &String| open.iter().any(|(key, _)| key == paper);
        ensure_at(papers.iter().all(known), NOTHING_TO_COPY, "papers")?;
        line(to_body, "to_body")?;
        let (papers, to_body) = (papers.to_vec(), to_body.trim().to_owned());
        let (on, document) = (context.now.today, document.clone());
        Ok(vec![ReconsiderationEvent::SuperiorTold { on, papers, to_body, document }])
    }

    pub(super) fn superior_task(&self, law: &Law) -> Option<Task> {
        let open = self.to_copy(law);
        let what: Vec<&str> = open.iter().map(|(_, what)| what.as_str()).collect();
        let title = format!("抄告被申请人的上一级主管部门：{}", what.join("、"));
        let task = Task::of("copy_to_superior", title, "copy_to_superior", self.officers());
        (!open.is_empty()).then_some(Task { legal_risk: true, ..task })
    }

    pub(super) fn after_copying(&mut self, event: &ReconsiderationEvent) {
        let ReconsiderationEvent::SuperiorTold { on, papers, to_body, document } = event else { return };
        let to = vec![format!("{OTHER_BODY}{to_body}")];
        let notice = self.make_notice(PaperKind::SuperiorCopy, *on, to, document.clone());
        let (on, papers, to_body) = (*on, papers.clone(), to_body.clone());
        self.copied.push(SuperiorCopy { on, papers, to_body, notice });
    }
}
