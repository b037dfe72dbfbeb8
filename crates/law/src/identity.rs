pub enum Check{Verified,X} pub fn masked_name(s:&str)->String{s.into()} pub fn id_number(_:&str)->Check{Check::X} pub fn credit_code(_:&str)->Check{Check::Verified}
