//! Blanks by which what was registered is put right: the act and the claims, how it came and against whom, a party, and a party who was
//! never one.

use super::{
    super::{Asked, Ground, flag},
    TELEPHONE, branch, known_on, made_on, named, parties,
};
use crate::{
    dispute::apply,
    ui::form::{Choice, Field, FieldKind},
};
use huajie_law::{
    Law,
    calendar::zh_date,
    dispute::{ActKind, Authority, Dispute, FIRST_PARTY, Nature, PartyField, Source, Told},
};

pub(super) fn correction(dispute: &Dispute, ground: &Ground<'_>) -> Asked {
    let stays = match dispute.may_correct_source() {
        true => "被申请机关",
        false => "被申请机关和来源",
    };
    let acted = format!(
        "\n已经开始办理（导入了调解、申请了复议或者登记了别的程序），{stays}不能再改；确实错了的，先把办着的结束，再重新登记，最初提交日照原来的填。"
    );
    let explain =
        format!("原来的内容留在日志里，不会丢。{}", if dispute.is_untouched() { "" } else { &acted });
    let fields = [
        about_the_act(dispute),
        origin(dispute, ground),
        vec![Field::text("reason", "为什么更正").required()],
    ];
    ("更正登记事项", Some(explain), fields.concat(), None)
}

/// How it came, against whom, from how many: only what can still be put right.
fn origin(dispute: &Dispute, ground: &Ground<'_>) -> Vec<Field> {
    let held = &dispute.registration;
    let mut fields = Vec::new();
    if dispute.is_untouched() {
        fields.push(
            Field::select("origin.respondent", "被申请的行政机关", apply::agencies(ground.law))
                .required()
                .hint("当事人选错了单位的，问清楚以后在这里改；改了以后原来那个单位看不到这件案卷")
                .value(held.respondent.as_str()),
        );
    }
    if dispute.may_correct_source() && !held.source.is_noted() {
        let typed = Field::select("origin.source", "来源", Source::typed());
        let typed = match dispute.is_in_mediation() {
            true => typed
                .hint("法院委派、信访转来的，来源改对以后，再在调解里更正所处的阶段（诉前、信访中、案前）"),
            false => typed,
        };
        fields.push(typed.required().value(held.source.as_str()));
    }
    let size = held.group.as_ref().map(|group| group.size.to_string()).unwrap_or_default();
    let place = held.place.as_deref().unwrap_or_default();
    fields.extend([
        Field::text("origin.source_number", "来件编号").value(held.source_number.clone().unwrap_or_default()),
        Field::date("origin.first_submitted_on", "最初提交日")
            .required()
            .hint("当事人第一次在任何地方交材料的那天，不晚于登记的那天；转到哪里都保留")
            .value(zh_date(held.first_submitted_on)),
        Field::number("origin.group_size", "一共多少人")
            .unit("人")
            .hint("登记时漏写、写错了人数的才改；登记以后才来的人另行登记，他的日子从他自己提交的那天算")
            .value(size),
        Field::select("origin.place", "乡镇、街道、场、库、区", places(ground.law, place)).value(place),
    ]);
    fields.extend(apply::before::fields("origin.tried", &held.tried, true));
    fields
}

/// The towns, and the village that was chosen on the portal.
fn places(law: &Law, held: &str) -> Vec<Choice> {
    let mut places = apply::towns(law);
    if !held.is_empty() && places.iter().all(|place| place.value != held) {
        let known = law.directory.organizations.values().find(|one| one.division.as_deref() == Some(held));
        places.insert(0, Choice::from((held, known.map_or(held, |one| one.name.as_str()))));
    }
    places
}

/// 去掉登记错的当事人.
pub(super) fn strike(dispute: &Dispute) -> Asked {
    let others = dispute.parties.iter().filter(|party| party.key != FIRST_PARTY).map(named);
    (
        "去掉登记错的当事人",
        Some(
            "登记群体成员、追加第三人时填错、其实没有这个人的，在这里去掉，记在日志里。名字、证件号打错的，用“更正当事人信息”；\
             本人不愿意参加的，用“退出调解”。已经表示过意愿、申请了复议、另有程序在办的，不能去掉。"
                .into(),
        ),
        vec![
            Field::select("party", "去掉哪一位", others.collect::<Vec<_>>()).required(),
            Field::text("reason", "为什么去掉").required().hint("例如：粘贴名单时多了一行，没有这个人"),
        ],
        Some("去掉以后他不再是本案的当事人，原来的查询页面马上作废。要再列的，重新登记。".into()),
    )
}

fn about_the_act(dispute: &Dispute) -> Vec<Field> {
    let act = &dispute.registration.act;
    let day = |on: Option<jiff::civil::Date>| on.map(zh_date).unwrap_or_default();
    let yuan = dispute
        .registration
        .amount_fen
        .map(|fen| format!("{}.{:02}", fen / 100, fen % 100))
        .unwrap_or_default();
    let flag = |name: &str, label: &str, held: bool| {
        let field = flag(name, label, "是");
        if held { field.value("true") } else { field }
    };
    vec![
        Field::select("act.kind", "行为类别", ActKind::choices()).required().value(act.kind.as_str()),
        Field::text("act.title", "行为名称").required().value(&act.title),
        Field::text("act.document_number", "文号").value(act.document_number.clone().unwrap_or_default()),
        branch().value(act.branch.clone().unwrap_or_default()),
        made_on().value(day(act.made_on)),
        known_on().value(day(act.known_on)),
        Field::choice("act.told", "是否告知救济途径和期限", Told::choices())
            .required()
            .value(act.told.as_str()),
        flag("act.discretionary", "涉及裁量权", act.discretionary),
        flag("act.about_money", "涉及赔偿、补偿", act.about_money),
        flag("act.real_estate", "因不动产", act.real_estate),
        flag("act.on_the_spot", "当场作出", act.on_the_spot),
        flag("act.by_monitoring", "依据电子监控设备的记录作出", act.by_monitoring),
        flag("act.unanswered", "许可、给付的申请一直没有答复（作出日期填申请日期）", act.unanswered),
        Field::long_text("claims", "请求").required().value(&dispute.registration.claims),
        Field::long_text("facts", "事实与理由").required().value(&dispute.registration.facts),
        Field::money("amount_fen", "涉及金额").value(yuan),
        Field::date("filed_on", "立案日，或者复议机关收到申请的日期")
            .hint("还没有立案、没有申请复议的不填；填了以后起诉、复议的最后一天就不再提醒")
            .value(day(dispute.registration.filed_on)),
    ]
}

/// 更正当事人信息; [`crate::orders`] puts what is said over what stood there.
pub(super) fn party_correction(dispute: &Dispute) -> Asked {
    use PartyField::{Address, Agent, Head, Number, Phone};
    let removable = [Number, Head, Phone, Address, Agent];
    let removable = removable.map(|field| (field.as_str().to_owned(), format!("去掉{}", field.name_zh())));
    (
        "更正当事人信息",
        Some(
            "登记时打错的姓名、证件号、法定代表人（负责人、经营者）、电话、地址、性质和代理人在这里改，当时没有填的在这里补。只填要改的，没有变的空着。\n             原来的内容加密留存，改了哪几项、为什么改记在日志里；已经出具、送达的文书不变，要改的另行出具。\n             改了电话的，用原来那个号码打开的页面和验证码马上作废，以后凭编号和新号码查进度。"
                .into(),
        ),
        vec![
            Field::select("party", "哪一位", parties(dispute)).required(),
            Field::text("name", "正确的姓名或名称"),
            Field::new("number", "正确的身份证号或信用代码", FieldKind::Digits)
                .hint("核不了的也可以登记，会标“待核”"),
            Field::text("head", "正确的法定代表人、负责人或者经营者").hint("个人没有这一项"),
            Field::new("phone", "正确的电话", FieldKind::Phone).hint(TELEPHONE),
            Field::text("address", "正确的地址"),
            Field::select("nature", "正确的性质", Nature::choices()),
            Field::text("agent.name", "正确的代理人姓名"),
            Field::new("agent.phone", "正确的代理人电话", FieldKind::Phone)
                .hint("换了姓名的，原来那位的电话不再算，请填新的"),
            Field::select("agent.authority", "正确的代理权限", Authority::given()),
            Field::several("removed", "原来填的没有这回事，也没有可以换上的", removable),
            Field::text("reason", "为什么更正，怎样核实的").required().hint("例如：窗口录入错了一位，已核对身份证原件"),
        ],
        None,
    )
}
