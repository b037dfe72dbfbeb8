//! What a side is told of how it stands: whoever owes what was not done is spoken to as whoever owes it. Not here: what each line says by itself.

use super::*;
use crate::{Law, calendar::zh_date};

impl Performance {
    /// What this side had promised and did not do.
    fn broken_by<'a>(&'a self, own: &'a str) -> impl Iterator<Item = &'a Line> {
        self.lines.iter().filter(move |line| line.is_broken() && line.obligation.obligor == own)
    }

    /// Nothing was broken but what this side itself had promised.
    pub fn is_broken_by(&self, own: &str) -> bool {
        let mut broken = self.lines.iter().filter(|line| line.is_broken()).peekable();
        broken.peek().is_some() && broken.all(|line| line.obligation.obligor == own)
    }

    pub fn told_to(&self, own: &str, law: &Law, today: Date) -> String {
        let owed: Vec<&Line> = self.broken_by(own).collect();
        let Stage::Broken { .. } = self.stage else { return self.stage.told_zh().to_owned() };
        let Some(first) = owed.first() else { return self.stage.told_zh().to_owned() };
        let what = |line: &&Line| {
            format!(
                "{}（{}前）",
                line.obligation.content.trim_end_matches('。'),
                zh_date(line.obligation.due_on)
            )
        };
        let what: Vec<String> = owed.iter().map(what).collect();
        format!(
            "协议里您答应做的没有做到，已经记录为没有履行：{}。现在做也可以，做完请告诉我们；一直不做的：{}。",
            what.join("；"),
            self.consequence(first, law, today)
        )
    }
}
