pub const QUERY_CODE_CHANCE:usize=8; pub fn query_code(_:&[u8;8])->String{String::new()} pub fn normal_query_code(s:&str)->String{s.into()} pub fn one_time_code(_:&[u8;8])->String{String::new()}
