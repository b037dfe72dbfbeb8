//! What people call the act that they complain of.

use super::{half, tidy};

/// An act by its name, where what was typed complains of it: `不服工伤认定`, `对罚款５０００元不服`. Its digits are narrow.
pub fn act_title(typed: &str) -> String {
    let typed: String = tidy(typed).chars().map(|c| if c.is_alphanumeric() { half(c) } else { c }).collect();
    let of = typed.strip_prefix("不服").or_else(|| {
        let of = typed.strip_prefix("对于").or_else(|| typed.strip_prefix('对'))?;
        of.strip_suffix("不服").or_else(|| of.strip_suffix("有异议"))
    });
    let of = of.map(|of| of.trim_matches([' ', ':', '：', ',', '，']));
    of.filter(|of| !of.is_empty()).map_or(typed.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_act_is_called_by_its_name_and_not_by_the_complaint_about_it() {
        for (typed, named) in [
            ("不服工伤认定", "工伤认定"),
            ("对罚款５０００元不服", "罚款5000元"),
            ("罚款 5000 元", "罚款 5000 元"),
            ("对外贸易经营者备案", "对外贸易经营者备案"),
            ("不服", "不服"),
        ] {
            assert_eq!(act_title(typed), named);
        }
    }
}
