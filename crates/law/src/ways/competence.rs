//! 管辖: who reconsiders (FY-40, FY-41 《行政复议法》24条至28条) and which court hears (XS-33 《行政诉讼法》14条至20条). Names come
//! from [`super::offices`]; nothing here knows a place.

use super::{AgencyKind, Basis, Bureau, Office, Question, Scene, Tried};
use crate::dispute::ActKind;

/// Who reconsiders: one office, or several to choose from, and why.
pub(super) fn reconsidering(scene: &Scene<'_>) -> (Vec<Office>, Option<Basis>) {
    use AgencyKind::*;
    let offices = scene.offices;
    let city = || handed_in(scene, Bureau::Government, Bureau::ReconsiderationOffice);
    let here = |article, why: &str| {
        (
            vec![city()],
            Some(Basis::new("FY-40", article, format!("{why}由{}复议。", offices.name(Bureau::Government)))),
        )
    };
    match scene.question.agency.kind {
        Some(Department) => here("《行政复议法》第24条第1款第1项", "市政府工作部门作出的，"),
        Some(Township) => here("《行政复议法》第24条第1款第2项", "乡、镇政府作出的，"),
        Some(Subdistrict) => here("《行政复议法》第24条第1款第3项", "街道办事处作出的，"),
        Some(Zone) => here(
            "《行政复议法》第24条第1款第3项、第4项",
            "开发区、管理区、场、库的性质没有逐一核实；属于市政府派出机关或者市政府管理的组织的，",
        ),
        Some(AuthorizedOrganization) => here("《行政复议法》第24条第1款第4项", "法律法规授权的组织作出的，"),
        Some(DepartmentBranch) => here("《行政复议法》第24条第4款", "市直部门的派出机构以自己名义作出的，"),
        other => elsewhere(scene, other),
    }
}

/// FY-41: not by the government here alone.
fn elsewhere(scene: &Scene<'_>, kind: Option<AgencyKind>) -> (Vec<Office>, Option<Basis>) {
    use AgencyKind::*;
    let offices = scene.offices;
    let city = || handed_in(scene, Bureau::Government, Bureau::ReconsiderationOffice);
    let above = || handed_in(scene, Bureau::GovernmentAbove, Bureau::ReconsiderationOfficeAbove);
    let elsewhere = |bodies, article, why: &str| (bodies, Some(Basis::new("FY-41", article, why)));
    match kind {
        Some(CityBranch) => elsewhere(
            vec![above(), city()],
            "《行政复议法》第24条第4款",
            "设区的市部门设在这里的派出机构作出的，两处任选一处。",
        ),
        Some(JusticeBureau) => elsewhere(
            vec![city(), offices.get(Bureau::ReconsiderationOfficeAbove)],
            "《行政复议法》第28条",
            "对司法局不服的，向本级人民政府或者上一级司法行政部门申请，任选一处。",
        ),
        Some(Government) => elsewhere(
            vec![above()],
            "《行政复议法》第24条第1款第2项",
            "对市政府自己的行为，由上一级人民政府复议。",
        ),
        Some(Tax) => elsewhere(
            vec![offices.get(Bureau::TaxAbove)],
            "《行政复议法》第27条",
            "税务机关作出的，向上一级税务机关申请。",
        ),
        Some(Customs | LedFromAbove) => elsewhere(
            vec![higher()],
            "《行政复议法》第27条",
            "垂直领导的机关作出的，向它的上一级主管部门申请。",
        ),
        Some(VerticalUnverified) => elsewhere(
            vec![higher(), city()],
            "《行政复议法》第24条、第27条、第30条第2款",
            "这类单位由谁复议还没有核实：先看决定书上写的；没写的交给复议机构，不归它管的，它应当告诉您归谁。",
        ),
        Some(DepartmentAbove) => elsewhere(
            vec![above()],
            "《行政复议法》第24条第1款第1项",
            "设区的市政府工作部门作出的，由设区的市人民政府复议。",
        ),
        Some(GovernmentAbove) => elsewhere(
            vec![offices.get(Bureau::Province)],
            "《行政复议法》第24条第1款第2项",
            "对设区的市人民政府的行为，由省人民政府复议。",
        ),
        Some(HigherStill) => elsewhere(
            vec![Office::described("决定书上写明的复议机关", "省政府和国务院部门自己的行为，由它自己复议。")],
            "《行政复议法》第24条第2款、第25条、第26条",
            "省级以上机关作出的，看决定书上写的复议机关。",
        ),
        Some(NotAgency) => (vec![offices.get(Bureau::LegalAdvice)], None),
        _ => elsewhere(
            vec![city()],
            "《行政复议法》第30条第2款",
            "不知道是谁作出的，先问复议机构：看盖的章；不归它管的，它应当告诉您归谁。",
        ),
    }
}

/// A government reconsiders, its justice bureau takes the application.
fn handed_in(scene: &Scene<'_>, government: Bureau, office: Bureau) -> Office {
    let at = scene.offices.get(office);
    Office {
        name: scene.offices.name(government).to_owned(),
        phone: at.phone,
        note: format!("申请交到{}", at.name),
    }
}

fn higher() -> Office {
    Office::described("该机关的上一级主管部门", "名称看决定书，或者问作出决定的机关")
}

/// The court, and why.
pub(super) fn court(scene: &Scene<'_>) -> (Vec<Office>, Basis) {
    let question = scene.question;
    let (named, bureau, basis) = which_court(scene);
    let mut office = scene.offices.get(bureau);
    if let Some(name) = named {
        office = Office { name: name.to_owned(), ..office };
    }
    let notes = [office.note, venue(question)];
    office.note = notes.into_iter().filter(|note| !note.is_empty()).collect::<Vec<_>>().join("；");
    (vec![office], basis)
}

/// Its description where no table names it, else what it is to this place.
fn which_court(scene: &Scene<'_>) -> (Option<&'static str>, Bureau, Basis) {
    use AgencyKind::*;
    let kind = scene.question.agency.kind;
    let intermediate =
        |article, says: &str| (None, Bureau::IntermediateCourt, Basis::new("XS-33", article, says));
    let changed = scene.reconsidered.is_some_and(|attempt| attempt.tried == Tried::ReconsiderationChanged);
    match kind {
        Some(Tax | Customs | LedFromAbove | VerticalUnverified | HigherStill) if changed => {
            let says = "复议决定改变了原来的决定，复议机关是被告，到它所在地的法院。";
            let basis = Basis::new("XS-33", "《行政诉讼法》第26条第2款、第18条", says);
            (Some("复议机关所在地的人民法院"), Bureau::BasicCourt, basis)
        }
        _ if changed => intermediate(
            "《行政诉讼法》第26条第2款、第15条第1项",
            "复议决定改变了原来的决定，复议机关是被告；被告是县级以上人民政府的，由中级人民法院审理。",
        ),
        Some(Government | GovernmentAbove) => {
            intermediate("《行政诉讼法》第15条第1项", "被告是县级以上人民政府，由中级人民法院审理。")
        }
        Some(Customs) => {
            let basis =
                Basis::new("XS-33", "《行政诉讼法》第15条第2项", "海关处理的案件，由中级人民法院审理。");
            (Some("海关所在地的中级人民法院"), Bureau::IntermediateCourt, basis)
        }
        Some(HigherStill) => {
            let says = "政府、国务院部门为被告的，由中级人民法院审理；其他的，由基层人民法院审理。";
            let basis = Basis::new("XS-33", "《行政诉讼法》第14条、第15条第1项", says);
            (Some("该机关所在地的人民法院"), Bureau::BasicCourt, basis)
        }
        Some(DepartmentAbove | LedFromAbove) => {
            (Some("该机关所在地的基层人民法院"), Bureau::BasicCourt, basic(scene))
        }
        _ => (None, Bureau::BasicCourt, basic(scene)),
    }
}

fn basic(scene: &Scene<'_>) -> Basis {
    let upheld = scene.reconsidered.is_some_and(|attempt| attempt.tried == Tried::ReconsiderationUpheld);
    if upheld {
        let says = "复议维持的，作出决定的机关和复议机关是共同被告，哪一级法院按作出决定的机关定；也可以到复议机关所在地的法院起诉。";
        return Basis::new("XS-06", "《行政诉讼法》第18条第1款、第26条第2款，法释〔2018〕1号第134条", says);
    }
    Basis::new(
        "XS-33",
        "《行政诉讼法》第14条、第18条",
        "由作出行为的机关所在地的基层人民法院审理；本省是否集中到别的法院，还没有核实。",
    )
}

/// Where else the suit may, or must, be brought.
fn venue(question: &Question) -> String {
    let mut notes = Vec::new();
    if question.real_estate {
        notes.push("因不动产起诉的，到不动产所在地的法院（《行政诉讼法》第20条）");
    }
    if question.act == Some(ActKind::CompulsoryMeasure) {
        notes.push("被限制人身自由的，也可以到您所在地的法院（《行政诉讼法》第19条）");
    }
    notes.join("；")
}
