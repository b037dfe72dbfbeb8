//! A person as one field of several parts.

use super::{Field, FieldKind};

impl Field {
    /// Name, ID number and phone as `<name>.name`, `<name>.id_number`, `<name>.phone`.
    pub fn person(name: &str, label: impl Into<String>) -> Field {
        let parts = vec![
            Field::text(format!("{name}.name"), "姓名").required().autocomplete("name"),
            Field::new(format!("{name}.id_number"), "身份证号", FieldKind::Digits)
                .hint("18 位。没有或不方便提供，可以空着，以后再补。"),
            Field::new(format!("{name}.phone"), "手机号", FieldKind::Phone)
                .hint("进展和验证码会发到这个号码。")
                .autocomplete("tel"),
        ];
        Field::new(name, label, FieldKind::Group(parts))
    }
}
