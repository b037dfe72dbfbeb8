//! A table somebody made elsewhere: CSV in UTF-8 or GB 18030, or the first sheet of an XLSX file. Headings are found in
//! Chinese or English, in any order; what is not asked for is left alone.

use calamine::{Data, Reader, Xlsx};
use std::{collections::BTreeMap, io::Cursor};

/// Larger files are not lists of offices and people.
const LARGEST_BYTES: usize = 16 << 20;
const MOST_ROWS: usize = 50_000;

/// One row below the headings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// As the spreadsheet counts them: the headings are line 1.
    pub number: u64,
    cells: BTreeMap<&'static str, String>,
}

impl Line {
    /// What stands under a heading, without space around it; empty when there is nothing.
    pub fn get(&self, column: &str) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// As [`Line::get`], or the reason to pass the line over.
    pub fn required(&self, column: &'static str, says: &str) -> Result<&str, String> {
        Some(self.get(column)).filter(|text| !text.is_empty()).ok_or_else(|| format!("缺少{says}"))
    }

    pub fn optional(&self, column: &str) -> Option<String> {
        Some(self.get(column)).filter(|text| !text.is_empty()).map(str::to_owned)
    }
}

/// A column: its name in the program, and the headings under which it is found.
pub type Column = (&'static str, &'static [&'static str]);

/// All cells as they stand, headings and all; days as `2026-3-5`.
pub fn rows(bytes: &[u8]) -> Result<Vec<Vec<String>>, String> {
    if bytes.len() > LARGEST_BYTES {
        return Err("文件太大，最多 16 MB".into());
    }
    if bytes.starts_with(OLD_WORKBOOK) {
        return Err("这是旧格式的工作簿（.xls），请在表格软件里另存为 .xlsx 再导入".into());
    }
    if bytes.starts_with(b"PK") { workbook(bytes) } else { separated(bytes) }
}

/// How files of the time before XLSX begin.
const OLD_WORKBOOK: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// What parts the headings: office software writes semicolons or tabs where the machine's settings say so.
fn separator(text: &str) -> u8 {
    let headings = text.lines().next().unwrap_or_default();
    let count = |separator: u8| headings.bytes().filter(|byte| *byte == separator).count();
    let others = [b';', b'\t'].into_iter().filter(|one| count(*one) > count(b','));
    others.max_by_key(|one| count(*one)).unwrap_or(b',')
}

/// Reads a table; `required` columns must be there, others may.
pub fn read(bytes: &[u8], columns: &[Column], required: &[&str]) -> Result<Vec<Line>, String> {
    let mut rows = rows(bytes)?.into_iter();
    let headings = rows.next().ok_or("表里什么都没有")?;
    let places = places(&headings, columns);
    let missing = required.iter().filter(|name| !places.values().any(|found| found == *name));
    let missing: Vec<&str> = missing.filter_map(|name| heading_of(name, columns)).collect();
    if !missing.is_empty() {
        return Err(format!("第一行缺少这些列：{}", missing.join("、")));
    }
    let lines = rows.zip(2..).map(|(cells, number)| Line {
        number,
        cells: cells
            .into_iter()
            .enumerate()
            .filter_map(|(at, text)| Some((*places.get(&at)?, text.trim().to_owned())))
            .collect(),
    });
    let lines: Vec<Line> = lines.filter(|line| line.cells.values().any(|text| !text.is_empty())).collect();
    if lines.len() > MOST_ROWS {
        Err(format!("最多 {MOST_ROWS} 行，请分几次导入"))
    } else {
        Ok(lines)
    }
}

fn places(headings: &[String], columns: &[Column]) -> BTreeMap<usize, &'static str> {
    let name_of = |heading: &String| {
        let heading = heading.trim().trim_start_matches('\u{feff}').to_lowercase();
        columns
            .iter()
            .find(|(name, others)| heading == *name || others.contains(&heading.as_str()))
            .map(|(name, _)| *name)
    };
    headings.iter().enumerate().filter_map(|(at, heading)| Some((at, name_of(heading)?))).collect()
}

fn heading_of(name: &str, columns: &[Column]) -> Option<&'static str> {
    let (_, headings) = columns.iter().find(|(held, _)| *held == name)?;
    headings.first().copied()
}

fn separated(bytes: &[u8]) -> Result<Vec<Vec<String>>, String> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        // What office software on a Chinese machine writes when nobody says otherwise.
        Err(_) => match encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes) {
            Some(text) => text.into_owned(),
            None => return Err("看不出是什么编码，请另存为 UTF-8 的 CSV 或者 XLSX".into()),
        },
    };
    let mut reader = csv::ReaderBuilder::new();
    reader.has_headers(false).flexible(true).delimiter(separator(&text));
    let mut reader = reader.from_reader(text.as_bytes());
    let rows = reader.records().map(|record| Ok(record?.iter().map(str::to_owned).collect()));
    rows.collect::<Result<_, csv::Error>>().map_err(|error| {
        let line = error.position().map_or(0, csv::Position::line);
        format!("第 {line} 行的引号或逗号不成对")
    })
}

fn workbook(bytes: &[u8]) -> Result<Vec<Vec<String>>, String> {
    let broken = |_| "这个 XLSX 打不开，可能坏了或者加了密".to_owned();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let range = book.worksheet_range_at(0).ok_or("这个 XLSX 里没有工作表")?.map_err(broken)?;
    // Rows above the first used one are not in the range; people start at the top, so none are.
    Ok(range.rows().map(|row| row.iter().map(cell).collect()).collect())
}

fn cell(data: &Data) -> String {
    match data {
        Data::DateTime(at) if at.is_datetime() => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            format!("{year}-{month}-{day}")
        }
        // A code typed as a number: 420881101, not 420881101.0.
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: &[Column] = &[("name", &["名称", "单位名称"]), ("code", &["代码"])];

    fn cells(lines: &[Line]) -> Vec<(u64, &str, &str)> {
        lines.iter().map(|line| (line.number, line.get("name"), line.get("code"))).collect()
    }

    #[test]
    fn headings_are_found_in_either_language_and_any_order() {
        for text in ["代码,无关,名称\n1,x,甲\n\n2,y, 乙 \n", "\u{feff}code,其他,Name\n1,x,甲\n,,\n2,y,乙\n"]
        {
            let lines = read(text.as_bytes(), COLUMNS, &["name"]).expect("reads");
            let found: Vec<_> = cells(&lines).into_iter().map(|(_, name, code)| (name, code)).collect();
            assert_eq!(found, [("甲", "1"), ("乙", "2")]);
        }
    }

    #[test]
    fn a_table_in_gb_18030_is_read_as_well() {
        let (bytes, ..) = encoding_rs::GB18030.encode("名称,代码\n钟祥市司法局,9\n");
        assert_eq!(cells(&read(&bytes, COLUMNS, &[]).expect("reads")), [(2, "钟祥市司法局", "9")]);
    }

    #[test]
    fn semicolons_and_tabs_part_columns_too_and_an_old_workbook_is_told_as_one() {
        for text in ["名称;代码\n甲,乙;9\n", "名称\t代码\n甲,乙\t9\n", "名称,代码\n\"甲,乙\",9\n"]
        {
            assert_eq!(
                cells(&read(text.as_bytes(), COLUMNS, &["name"]).expect("reads")),
                [(2, "甲,乙", "9")]
            );
        }
        let old = [OLD_WORKBOOK, &[0; 600]].concat();
        assert!(read(&old, COLUMNS, &[]).unwrap_err().contains(".xlsx"));
    }

    #[test]
    fn a_missing_column_is_named_as_people_know_it() {
        assert_eq!(read("代码\n1\n".as_bytes(), COLUMNS, &["name"]).unwrap_err(), "第一行缺少这些列：名称");
        assert!(read(b"", COLUMNS, &["name"]).is_err());
    }

    #[test]
    fn a_workbook_gives_codes_as_typed_and_days_as_days() {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write_row(0, 0, ["名称", "代码"]).unwrap();
        sheet.write(1, 0, "长寿镇").unwrap();
        sheet.write(1, 1, 420_881_101).unwrap();
        let day = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
        sheet.write(2, 0, "某日").unwrap();
        sheet.write_with_format(2, 1, 46_086, &day).unwrap();
        let bytes = book.save_to_buffer().unwrap();
        let lines = read(&bytes, COLUMNS, &["name", "code"]).expect("reads");
        assert_eq!(cells(&lines), [(2, "长寿镇", "420881101"), (3, "某日", "2026-3-5")]);
        assert!(read(&bytes[..200], COLUMNS, &[]).is_err(), "a cut file is an error, not a panic");
    }
}
