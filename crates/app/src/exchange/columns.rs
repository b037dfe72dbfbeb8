//! Which of their columns holds what of ours: guessed by the headings, chosen on a page, remembered for the sender.

use super::words::{self, is_word};
use crate::office::Office;
use huajie_ledger::{Fault, table_columns::Columns};
use std::collections::BTreeMap;

/// One thing that a row may say.
pub struct OurField {
    pub name: &'static str,
    /// As it is called here, and as the export heads it.
    pub label: &'static str,
    /// What others call it, as far as is known; compared without space and signs.
    pub headings: &'static [&'static str],
}

const fn field(name: &'static str, label: &'static str, headings: &'static [&'static str]) -> OurField {
    OurField { name, label, headings }
}

/// In the order of the export.
pub const FIELDS: [OurField; 33] = [
    field("dispute", "争议案号", &["化解案号", "化解编号", "争议编号", "行政争议案号", "中心案号"]),
    field("procedure", "程序", &["程序种类", "程序类型", "案件类别", "案件类型", "业务类型"]),
    field("level", "审级", &["层级", "审判程序", "办理层级", "级别"]),
    field(
        "body",
        "办理机关",
        &[
            "法院",
            "受理法院",
            "承办法院",
            "经办法院",
            "检察院",
            "承办单位",
            "办理单位",
            "责任单位",
            "受理机关",
        ],
    ),
    field(
        "case_number",
        "案号",
        &[
            "案件号",
            "案件编号",
            "信访件号",
            "信访件编号",
            "信访编号",
            "工单号",
            "工单编号",
            "受理编号",
            "部门受案号",
        ],
    ),
    field("step", "节点", &["办理节点", "办理状态", "进展", "环节", "办理环节", "流程节点"]),
    field("happened_on", "发生日期", &["日期", "节点日期", "办理日期", "发生时间", "办理时间"]),
    field(
        "received_on",
        "收到日期",
        &["收案日期", "收件日期", "收到时间", "登记日期", "来信日期", "受理前登记日期"],
    ),
    field("accepted_on", "立案、受理日期", &["立案日期", "受理日期", "立案时间", "受理时间"]),
    field("heard_on", "开庭日期", &["开庭时间", "庭审日期", "听证日期", "听证时间"]),
    field(
        "decided_on",
        "作出日期",
        &["结案日期", "裁判日期", "判决日期", "办结日期", "答复日期", "结案时间", "办结时间"],
    ),
    field("served_on", "送达日期", &["送达时间", "签收日期"]),
    field("findings", "处理结果", &["结案方式", "裁判结果", "办理结果", "办结方式", "答复意见类型", "结果"]),
    field("document_number", "文书号", &["文书编号", "文号", "裁判文书号", "答复意见书文号"]),
    field("perform_by", "履行最后一天", &["履行期限", "履行届满日期"]),
    field("served_to", "送达给谁", &["送达对象", "受送达人"]),
    field("summary", "简易程序", &["适用简易程序", "是否简易程序", "适用程序"]),
    field("to", "转给谁", &["转送单位", "转办单位", "交办单位"]),
    field("cause", "暂停的原因", &["扣除事由", "中止原因", "扣除审限事由"]),
    field("months", "延长月数", &["延长几个月"]),
    field("days", "延长天数", &["延长几天"]),
    field("approved_by", "批准人", &["批准单位", "批准机关", "审批人"]),
    field("hearing_on", "定的开庭日期", &["排期日期", "预定开庭日期"]),
    field(
        "head",
        "负责人出庭",
        &["行政机关负责人出庭", "负责人是否出庭", "行政机关负责人是否出庭", "出庭情况"],
    ),
    field("head_name", "出庭负责人", &["出庭负责人姓名", "负责人姓名", "出庭人员姓名"]),
    field("head_post", "出庭负责人职务", &["负责人职务", "出庭人员职务"]),
    field("head_rank", "出庭负责人层级", &["职务层级", "负责人层级"]),
    field("head_spoke", "出庭出声", &["是否出声", "是否发言", "出庭又出声"]),
    field("absence", "不出庭理由", &["未出庭理由", "未出庭原因", "不出庭原因"]),
    field("material", "理由材料", &["提交说明材料", "是否提交材料"]),
    field("staff", "委托的工作人员", &["委托出庭人员", "出庭工作人员"]),
    field("external_id", "对方编号", &["记录编号", "主键", "流水号", "唯一标识", "序号编码"]),
    field("system", "来源系统", &["来源", "数据来源"]),
];

/// Of the whole table, where no column says it.
pub const FIXED_PROCEDURE: &str = "fixed_procedure";
pub const FIXED_BODY: &str = "fixed_body";

/// Before a heading that stands in the second line or lower, a table's own title is passed over.
const TITLE_ROWS: usize = 10;

/// A table as it came in: its headings, unlike one another, and what stands below.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Sheet {
    pub headings: Vec<String>,
    /// The line of the first row below, as the spreadsheet counts.
    pub first_line: u64,
    pub rows: Vec<Vec<String>>,
}

/// Finds the headings; what is above them is a title.
pub fn sheet(rows: Vec<Vec<String>>) -> Result<Sheet, String> {
    let known = |row: &Vec<String>| row.iter().filter(|cell| meaning(cell).is_some()).count();
    let filled = |row: &Vec<String>| row.iter().filter(|cell| !cell.trim().is_empty()).count();
    let top = rows.iter().take(TITLE_ROWS);
    let at = top.clone().enumerate().max_by_key(|(at, row)| (known(row), usize::MAX - at));
    let at = match at {
        Some((at, row)) if known(row) > 0 => at,
        _ => top.clone().position(|row| filled(row) > 1).ok_or("表里什么都没有")?,
    };
    let mut headings: Vec<String> = Vec::new();
    for (column, cell) in rows[at].iter().enumerate() {
        let cell = cell.trim().trim_start_matches('\u{feff}');
        let name = if cell.is_empty() { format!("第 {} 列", column + 1) } else { cell.to_owned() };
        let again = headings.contains(&name);
        headings.push(if again { format!("{name}（第 {} 列）", column + 1) } else { name });
    }
    let below = rows.into_iter().skip(at + 1);
    let rows: Vec<Vec<String>> =
        below.map(|row| row.iter().map(|cell| cell.trim().to_owned()).collect()).collect();
    if rows.iter().all(|row| row.iter().all(String::is_empty)) {
        return Err("表里只有标题，没有内容".into());
    }
    Ok(Sheet { headings, first_line: at as u64 + 2, rows })
}

fn bare(text: &str) -> String {
    let letter = |c: &char| c.is_alphanumeric();
    text.chars().filter(letter).flat_map(char::to_lowercase).collect()
}

/// Which of our fields a heading says, if it is one that is known.
fn meaning(heading: &str) -> Option<&'static str> {
    let asked = bare(heading);
    let same = |field: &&OurField| {
        let all = field.headings.iter().chain([&field.label, &field.name]);
        all.into_iter().any(|known| bare(known) == asked)
    };
    FIELDS.iter().find(same).filter(|_| !asked.is_empty()).map(|field| field.name)
}

impl Sheet {
    /// The same row of headings has the same name.
    pub fn format(&self) -> String {
        huajie_ledger::vault::sm3_hex(self.headings.join("\u{1f}").as_bytes())[..32].to_owned()
    }

    fn guessed(&self) -> Columns {
        let mut columns = Columns::new();
        for heading in &self.headings {
            if let Some(field) = meaning(heading) {
                columns.entry(field.to_owned()).or_insert_with(|| heading.clone());
            }
        }
        columns
    }

    /// A cell of a row, by our field.
    pub fn cell<'a>(&'a self, columns: &Columns, row: &'a [String], field: &str) -> &'a str {
        let heading = columns.get(field);
        let at = heading.and_then(|heading| self.headings.iter().position(|held| held == heading));
        at.and_then(|at| row.get(at)).map_or("", String::as_str)
    }

    /// Everything that a row says, by our fields; nothing where all cells are empty.
    pub fn said(&self, columns: &Columns, row: &[String]) -> BTreeMap<&'static str, String> {
        let said = FIELDS.iter().map(|field| (field.name, self.cell(columns, row, field.name)));
        said.filter(|(_, cell)| !cell.is_empty()).map(|(name, cell)| (name, cell.to_owned())).collect()
    }

    /// Why these columns are not enough to read anything.
    pub fn lacking(columns: &Columns) -> Option<(String, String)> {
        let lacking = |field: &str, why: &str| Some((field.to_owned(), why.to_owned()));
        let has = |field: &str| columns.get(field).is_some_and(|heading| !heading.is_empty());
        if !has("dispute") && !has("case_number") {
            return lacking("dispute", "请指出哪一列是争议案号，或者对方的案号");
        }
        if !has("procedure") && !has(FIXED_PROCEDURE) {
            return lacking(FIXED_PROCEDURE, "请指出哪一列是程序；整张表都是一种程序的，在这里选");
        }
        let days = ["received_on", "accepted_on", "heard_on", "decided_on", "served_on"];
        let long = has("step") && has("happened_on");
        if !long && !days.iter().any(|day| has(day)) {
            return lacking("step", "请指出节点和发生日期两列，或者至少一个日期列（立案、结案等）");
        }
        None
    }
}

/// What the sender's table means, with the words that were asked about: as chosen the last time, else guessed. Headings that are not in this
/// table are left out, and words of another kind of table are none of this one's.
pub async fn remembered(office: &Office, sender: &str, sheet: &Sheet) -> Result<Columns, Fault> {
    let mut columns = sheet.guessed();
    let format = sheet.format();
    let formats = office.ledger.table_columns(sender, &format).await?;
    let (held, chosen) = formats.into_iter().next().unwrap_or_default();
    for (field, source) in chosen {
        let fixed = field == FIXED_PROCEDURE || field == FIXED_BODY;
        let word = is_word(&field) && held == format;
        if source.is_empty() {
            columns.remove(&field);
        } else if fixed || word || (!is_word(&field) && sheet.headings.contains(&source)) {
            columns.insert(field, source);
        }
    }
    Ok(words::opened(office, sheet, columns))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        text.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect()
    }

    #[test]
    fn the_headings_are_found_below_the_title_of_the_table() {
        let sheet =
            sheet(rows("某法院行政案件台账\n\n序号,案号,立案日期,,案号\n1,甲,2026-3-5,,x\n")).expect("reads");
        assert_eq!(sheet.headings, ["序号", "案号", "立案日期", "第 4 列", "案号（第 5 列）"]);
        assert_eq!((sheet.first_line, sheet.rows.len()), (4, 1));
        let columns = sheet.guessed();
        assert_eq!(columns["case_number"], "案号");
        assert_eq!(sheet.cell(&columns, &sheet.rows[0], "accepted_on"), "2026-3-5");
    }

    #[test]
    fn no_heading_means_two_things_and_the_export_is_understood_again() {
        let mut seen = std::collections::BTreeMap::new();
        for field in &FIELDS {
            assert_eq!(meaning(field.label), Some(field.name), "{}", field.label);
            for heading in field.headings.iter().chain([&field.label]) {
                assert_eq!(seen.insert(bare(heading), field.name), None, "{heading}");
            }
        }
    }

    #[test]
    fn a_table_without_numbers_procedure_or_days_is_not_enough() {
        let mut columns = Columns::new();
        let missing = |columns: &Columns| Sheet::lacking(columns).map(|(field, _)| field);
        assert_eq!(missing(&columns).as_deref(), Some("dispute"));
        columns.insert("case_number".into(), "案号".into());
        assert_eq!(missing(&columns).as_deref(), Some(FIXED_PROCEDURE));
        columns.insert(FIXED_PROCEDURE.into(), "litigation".into());
        assert_eq!(missing(&columns).as_deref(), Some("step"));
        columns.insert("decided_on".into(), "结案日期".into());
        assert_eq!(missing(&columns), None);
        assert!(sheet(rows("案号,立案日期\n,\n")).is_err());
    }
}
