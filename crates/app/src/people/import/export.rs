//! The roster as a work sheet, in the columns the import reads: taken out, changed, brought in again.

use super::roster::{CLOSED_ZH, OPEN_ZH};
use huajie_law::directory::Directory;
use rust_xlsxwriter::{Format, Workbook, XlsxError};

const HEADINGS: [&str; 7] = ["登录名", "姓名", "身份", "单位", "职务", "法律职业资格证书号", "状态"];
/// In characters, as spreadsheets measure.
const WIDTHS: [f64; 7] = [14.0, 14.0, 20.0, 34.0, 24.0, 22.0, 8.0];

/// All accounts with all capacities; no secret stands in it.
pub fn roster_workbook(directory: &Directory) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("名册")?;
    let bold = Format::new().set_bold();
    for ((column, heading), width) in (0..).zip(HEADINGS).zip(WIDTHS) {
        sheet.write_with_format(0, column, heading, &bold)?;
        sheet.set_column_width(column, width)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    let mut row = 0;
    for officer in directory.officers.values() {
        let state = if officer.dismissed { CLOSED_ZH } else { OPEN_ZH };
        let qualification = officer.qualification.as_deref().unwrap_or("");
        let held = officer.capacities.iter().map(|held| {
            let organization = directory.organization_cell(&held.organization);
            (held.role.name_zh(), organization, held.post.as_deref().unwrap_or(""))
        });
        let mut held: Vec<(&str, &str, &str)> = held.collect();
        if held.is_empty() {
            held.push(("", "", ""));
        }
        for (role, organization, post) in held {
            row += 1;
            sheet.write_row(
                row,
                0,
                [&officer.login, &officer.name, role, organization, post, qualification, state],
            )?;
        }
    }
    book.save_to_buffer()
}

trait OrganizationCell {
    fn organization_cell<'a>(&'a self, id: &'a huajie_law::OrgId) -> &'a str;
}

impl OrganizationCell for Directory {
    /// The division code where there is one, because names of towns and villages repeat.
    fn organization_cell<'a>(&'a self, id: &'a huajie_law::OrgId) -> &'a str {
        let division = self.organization(id).and_then(|organization| organization.division.as_deref());
        division.unwrap_or_else(|| self.name_of(id))
    }
}
