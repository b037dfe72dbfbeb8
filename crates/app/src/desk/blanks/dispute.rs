//! Blanks of the dispute.

mod agents;
mod correcting;

use super::{Asked, Ground, organizations};
use crate::{
    papers::Unissued,
    ui::form::{Choice, Field, FieldKind},
};
use huajie_law::{
    agency::WILLINGNESS_IS_OWN_ZH,
    dispute::{
        Authority, Dispute, Nature, Party, PartyStanding, Seat, SuccessionGround, TwinFinding, VolumeEntry,
    },
};

const ASKED_ONE_BY_ONE: &str =
    "启动后先审查是否适合，再逐一征询各方意愿。任何一方不同意，当天退回，最初提交的日子不变。";

pub(super) fn fields(command: &str, dispute: &Dispute, ground: &Ground<'_>) -> Option<Asked> {
    let reason = || Field::long_text("reason", "理由").required();
    Some(match command {
        "request_mediation" => ("提请调解", Some(asked_one_by_one(ground)), Vec::new(), None),
        "add_evidence" => ("补充材料", None, evidence(ground), None),
        "join_party" => (
            "追加第三人",
            Some("和这件事有直接关系的人。姓名、证件号和电话加密保存，案卷里只显示“张某某”。".into()),
            third_party(),
            None,
        ),
        "file_authority" => agents::authority(dispute, ground),
        "end_agency" => agents::end(dispute, ground),
        "correct_party" => correcting::party_correction(dispute),
        "admit_successor" => succession(dispute),
        "list_members" => members(dispute),
        "choose_representatives" => representatives(dispute),
        "renew_access" => renewal(dispute),
        "check_twin" => twin(),
        "tell_of_conflict" => conflict(dispute),
        "record_proceeding" => super::mirrored::opening(dispute, ground),
        "apply_for_reconsideration" => super::reconsideration::application(dispute, ground),
        "refer" => super::referral::request(dispute, ground),
        "consult" => super::advice::request(dispute, ground),
        "convene_review" => super::advice::convening(dispute, ground),
        "correct" => correcting::correction(dispute, ground),
        "strike_party" => correcting::strike(dispute),
        "pass_on" => (
            "转有权机关",
            Some("不属于本中心的，必须写明转给谁。".into()),
            vec![Field::select("to", "转给哪个单位", organizations(ground.law)).required(), reason()],
            Some("转出后本中心不再办理，请同时告知当事人去哪里、找谁。".into()),
        ),
        "refuse" => (
            "不予受理",
            None,
            vec![reason()],
            Some("不予受理会出具通知书，当事人可以据此向别的机关主张。请写清理由和救济途径。".into()),
        ),
        "close" => (
            "归档",
            Some(format!("{}{}{}", catalogue(ground.volume), left_out(ground.unissued), left_open(dispute))),
            why_unissued(ground.unissued),
            Some("归档后案卷封存，不能再补充材料、出具文书；以后履行了、送达了的，补入卷宗；需要再办的，先重新启动。".into()),
        ),
        "reopen" => ("重新启动", None, vec![reason()], None),
        _ => return None,
    })
}

fn renewal(dispute: &Dispute) -> Asked {
    (
        "换发查询码、更正手机号",
        Some("本人带身份证件到窗口才办。新查询码只显示一次，旧的马上作废；验证码以后发到新的手机号。".into()),
        vec![
            Field::choice("party", "哪一位", parties(dispute)).required(),
            Field::new("phone", "新的手机号（没有变就不填）", FieldKind::Phone),
            Field::text("reason", "原因，怎样核实的本人")
                .required()
                .hint("例如：查询码丢了，已核对身份证原件"),
        ],
        None,
    )
}

fn asked_one_by_one(ground: &Ground<'_>) -> String {
    match ground.agency {
        Some(Authority::General) => format!("{ASKED_ONE_BY_ONE}\n{WILLINGNESS_IS_OWN_ZH}。"),
        _ => ASKED_ONE_BY_ONE.to_owned(),
    }
}

/// Beside a telephone that may be a landline.
pub(crate) const TELEPHONE: &str = "手机 11 位，短信和验证码发到这里；座机带区号，例如 0724-4223344，有分机写 0724-4223344-801，座机收不到短信";

/// 法定代表人、负责人、经营者, beside the number of whoever may be an organization.
pub(crate) fn head(name: impl Into<String>) -> Field {
    Field::text(name, "法定代表人、负责人或者经营者")
        .unless("个人不填")
        .hint("单位填法定代表人或者主要负责人，个体工商户填经营者（《行政复议法实施条例》19条）；现在没有的以后再补")
}

/// 作出日期, where it is asked for on one page with the rest.
pub(crate) fn made_on() -> Field {
    Field::date("act.made_on", "作出日期")
        .hint("决定书上的日期，例如 2026年3月5日。一直没有答复、没有履行职责的，填递交申请的日期；没有这个日期就算不出最后一天")
}

/// 知道日期: every last day counts from it, but for what was never answered.
pub(crate) fn known_on() -> Field {
    Field::date("act.known_on", "知道日期")
        .unless("只有不履行职责、一直没有答复的可以不填")
        .hint("收到决定书的那天，起诉、申请复议的最后一天从这天算起。记不清的，填最早可能的一天")
}

/// 派出机构, beside the department to which it belongs.
pub(crate) fn branch() -> Field {
    Field::text("act.branch", "具体是哪个派出所、分局、所")
        .hint("派出机构作出的，照决定书上的章写。由它自己还是由所属部门作被申请人、被告，按法律、法规有没有授权核对")
}

fn parties(dispute: &Dispute) -> Vec<Choice> {
    dispute.parties.iter().map(named).collect()
}

/// Two of a group may have the same mask: the place in the file tells them apart.
fn named(party: &Party) -> Choice {
    let place = party.key.trim_start_matches('p');
    let held = &party.particulars;
    Choice::from((party.key.clone(), format!("{}（{}，第 {place} 位）", held.label, held.standing.name_zh())))
}

/// 承受人、法定代理人; [`crate::orders`] seals who comes.
fn succession(dispute: &Dispute) -> Asked {
    let applicants = dispute.applicants().map(named).collect::<Vec<_>>();
    (
        "由承受人、法定代理人参加",
        Some(
            "申请人死亡的由近亲属、终止的由权利义务承受人接着做申请人；丧失行为能力的，申请人不变，由法定代理人代为参加。\n\
             以后的文书写新的名字，以前的留在经过里；原来的委托代理人不再代理，要委托的另行登记。正在调解的，要重新征得承受人同意；已经签了的协议，写的还是原来的名字，由承受人接着履行、接着享有，继承人以所得遗产的实际价值为限（《民法典》1161条）。没有人承受或者放弃的，不在这里登记，依法终止复议。"
                .into(),
        ),
        vec![
            Field::select("party", "哪一位申请人", applicants).required(),
            Field::choice("ground", "因为什么", SuccessionGround::choices()).required(),
            Field::choice("seat", "怎样参加", Seat::choices()).value(Seat::first().as_str()),
            Field::text("name", "承受人或者法定代理人的姓名、名称").required(),
            Field::select("nature", "承受人的性质", Nature::choices()).required(),
            Field::new("number", "身份证号或信用代码", FieldKind::Digits)
                .hint("核不了的也可以登记，会标“待核”"),
            head("head"),
            Field::new("phone", "电话", FieldKind::Phone).hint(TELEPHONE),
            Field::text("address", "地址"),
            Field::text("relation", "和申请人是什么关系").required().hint("例如：配偶、子女、监护人、合并后的公司"),
            super::document("document", "死亡、亲属关系、监护或者承受权利义务的证明").required(),
        ],
        None,
    )
}

fn representatives(dispute: &Dispute) -> Asked {
    let applicants = dispute.applicants().map(named);
    (
        "推选代表人",
        Some(format!("{}；这里选定的代替以前的。", dispute.representatives_zh())),
        vec![Field::several("parties", "选定的代表人", applicants.collect::<Vec<_>>()).required()],
        None,
    )
}

/// 核对是否重复登记.
fn twin() -> Asked {
    (
        "核对是否重复登记",
        Some(
            "同一个人对同一行政行为好像登记过，原来那一件在案卷页“登记事项”里有链接。给当事人打电话或者请他带材料来核对。\
             申请人没有被告知有原来那一件；不能证明是本人的，不要说。"
                .into(),
        ),
        vec![
            Field::choice("finding", "核对结果", TwinFinding::choices()).required(),
            Field::text("note", "怎样核对的").required(),
        ],
        None,
    )
}

/// 复议法29条: what each of them is to be told stands above the field.
fn conflict(dispute: &Dispute) -> Asked {
    let conflicts = dispute.conflicts();
    let says = conflicts.iter().map(|one| format!("{}（{}）", one.told, one.article)).collect::<Vec<_>>();
    let chosen = conflicts.iter().any(|one| one.chosen);
    let after = if chosen { "本人选好以后，在那个程序里登记撤回。" } else { "" };
    let (asked, example) = match chosen {
        true => (
            "告知了谁、怎样告知的；由申请人选择的，选了哪一个",
            "例如：12月8日电话告知申请人、法院立案庭和复议机构，申请人选择诉讼",
        ),
        false => ("告知了谁、怎样告知的", "例如：12月8日电话告知申请人、法院立案庭和复议机构"),
    };
    (
        "告知复议、诉讼并存",
        Some(format!("{}\n告知法院、复议机构和两样都提了的申请人。{after}", says.join("\n"))),
        vec![Field::long_text("note", asked).required().hint(example)],
        None,
    )
}

/// What was promised and not done is not over because the file is.
fn left_open(dispute: &Dispute) -> &'static str {
    match dispute.is_left_to_others() {
        true => {
            "\n协议里没有做到的，已经申请强制执行或者改走其他途径，还没有做到的记录。归档以后这件事不再跟踪；有了结果再记录的，补入卷宗。"
        }
        false => "",
    }
}

/// What is not in the volume yet, said before it is sealed.
fn left_out(unissued: &Unissued) -> String {
    let mut said = String::new();
    if !unissued.required.is_empty() {
        let titles = unissued.required.join("、");
        said.push_str(&format!(
            "\n按办理的经过应当有、还没有出具的：{titles}。还能出具的，先回案卷“出具文书”；不出具的，在下面写明原因，记入日志。"
        ));
    }
    if !unissued.too_late.is_empty() {
        let titles = unissued.too_late.join("、");
        said.push_str(&format!("\n当时应当有、没有出具、现在也不能再出具的：{titles}。不用补，卷内就没有。"));
    }
    if !unissued.possible.is_empty() {
        said.push_str(&format!(
            "\n可以入卷、还没有出具的：{}。要入卷的，先回案卷“出具文书”。",
            unissued.possible.join("、")
        ));
    }
    if !unissued.unsigned.is_empty() {
        let talks = unissued.unsigned.join("；");
        said.push_str(&format!(
            "\n还没有签完字的笔录：{talks}。归档以后不能再签、不能再补正；要补签的，先请本人签字；不签的，在下面写明原因，记入日志。"
        ));
    }
    said
}

/// Asked only where something is missing.
fn why_unissued(unissued: &Unissued) -> Vec<Field> {
    let (label, hint) = match (unissued.required.is_empty(), unissued.unsigned.is_empty()) {
        (true, true) => return Vec::new(),
        (false, true) => ("应当有的文书为什么没有出具", "例如：当面告知，记在第一次笔录里"),
        (true, false) => ("调解笔录为什么没有签完字", "例如：本人拒绝签字，已经当面念给他听"),
        (false, false) => {
            ("文书为什么没有出具，笔录为什么没有签完字", "两样都写，例如：当面告知；本人拒绝签字")
        }
    };
    vec![Field::text("reason", label).required().hint(hint)]
}

/// The volume as it will be sealed, one line each.
fn catalogue(volume: &[VolumeEntry]) -> String {
    if volume.is_empty() {
        return "卷内还没有任何材料。请先出具文书或者补充材料，再来归档。".into();
    }
    let pages: u32 = volume.iter().map(|entry| entry.pages).sum();
    let lines = volume.iter().enumerate().map(|(at, entry)| {
        format!(
            "{}. {}（{}，{} 页）",
            at + 1,
            entry.title,
            huajie_law::calendar::zh_date(entry.dated),
            entry.pages
        )
    });
    format!("卷内共 {} 件 {pages} 页，请核对：\n{}", volume.len(), lines.collect::<Vec<_>>().join("\n"))
}

/// 要点18: the agency says when its evidence came into being; others may.
fn evidence(ground: &Ground<'_>) -> Vec<Field> {
    let formed_on = Field::date("formed_on", "这些材料是哪天形成的");
    let agency = ground.own_side == Some(huajie_law::mediation::RESPONDENT);
    let formed_on = if agency {
        formed_on
            .hint("行政机关提交的必须写明；登记之后才形成的会被标出。形成日期不同的，请分几次交")
            .required()
    } else {
        formed_on.hint("知道就填；不同日期的可以分几次交")
    };
    vec![Field::files("evidence", "照片或文件").required(), proves("proves"), formed_on]
}

/// 证明目的, asked once for what is handed in together.
pub(crate) fn proves(name: &str) -> Field {
    Field::text(name, "这些材料要证明什么")
        .hint("一句话，写进证据清单，例如：收到决定书的日期。各证明各的，可以分几次交")
}

/// Reads into an `IntakeParty`, which the order page seals.
fn third_party() -> Vec<Field> {
    vec![
        Field::hidden("party.standing", PartyStanding::ThirdParty.as_str()),
        Field::select("party.nature", "性质", Nature::choices()).required(),
        Field::text("party.name", "姓名或名称").required(),
        Field::new("party.number", "身份证号或信用代码", FieldKind::Digits)
            .hint("核不了的也可以登记，会标“待核”"),
        head("party.head"),
        Field::new("party.phone", "电话", FieldKind::Phone).hint(TELEPHONE),
        Field::text("party.address", "地址"),
        Field::text("party.agent.name", "代理人姓名").hint("没有就空着"),
        Field::new("party.agent.phone", "代理人电话", FieldKind::Phone),
        Field::select("party.agent.authority", "代理权限", Authority::given()).hint("有代理人的才选"),
        Field::text("reason", "追加的理由").required(),
    ]
}

/// A roll in one paste; [`crate::orders`] reads it line by line.
fn members(dispute: &Dispute) -> Asked {
    (
        "登记群体成员",
        Some(format!(
            "登记时一共 {} 人，还有 {} 人没有列名。从名册里复制进来就行。\n列名以后，意愿、送达、签字都按每一位分别办理。",
            dispute.registration.group.as_ref().map_or(0, |group| group.size),
            dispute.unlisted()
        )),
        vec![
            Field::long_text("lines", "名单")
                .hint("一人一行：姓名，身份证号，手机号，地址；后三项可以不写，次序不限；表头、前面的序号和性别会略过")
                .required(),
        ],
        None,
    )
}
