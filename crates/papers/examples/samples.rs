//! Writes every sample as PDF, to be looked at: `cargo run -p huajie-papers --example samples -- FOLDER [ROUNDS]`.
//! With ROUNDS it sets all of them so many times more, each time with another name in it, for `time` to measure.

use std::error::Error;
use std::path::{Path, PathBuf};

use huajie_papers::{Typesetter, names, sample};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("usage: samples FOLDER [ROUNDS]")?);
    let rounds: usize = arguments.next().map_or(Ok(0), |text| text.parse())?;
    let fonts = std::env::var_os("HUAJIE_FONTS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fonts"), PathBuf::from);
    let typesetter = Typesetter::load(&fonts)?;
    std::fs::create_dir_all(&folder)?;
    for name in names() {
        let paper = typesetter.typeset(&sample(name)?)?;
        println!("{name}: {} pages, {} KB", paper.pages, paper.pdf.len() / 1024);
        std::fs::write(folder.join(format!("{name}.pdf")), paper.pdf)?;
    }
    for round in 0..rounds {
        for name in names() {
            let mut job = sample(name)?;
            let text = job.data.to_string().replace("张建国", &format!("张建国{round}"));
            job.data = serde_json::from_str(&text)?;
            typesetter.typeset(&job)?;
        }
    }
    Ok(())
}
