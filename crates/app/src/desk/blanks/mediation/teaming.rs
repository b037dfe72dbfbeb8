//! The table: named, filled up, what each says of themselves, who is challenged. Only who can be named is listed, with what they have in
//! hand; a page that grew old is refused all the same.

use super::{
    super::{Asked, Ground, document},
    name_of, sides,
};
use crate::ui::form::{Choice, Field};
use huajie_law::{
    UserId,
    mediation::{Interest, Mediation, Member, SeatKind, suggest_team},
};
use serde_json::Value;

pub(super) fn teaming(command: &str, held: &Mediation, ground: &Ground<'_>) -> Option<Asked> {
    Some(match command {
        "name_team" => name_team(held, ground),
        "fill_seat" => fill_seat(held, ground),
        "disclose" => disclose(held, ground),
        "challenge" => (
            "申请回避",
            Some("申请以后，被申请的人暂停办理，三日内有决定。".into()),
            challenge(held, ground),
            None,
        ),
        "decide_challenge" => {
            let open = held.challenges.iter().filter(|challenge| challenge.decided.is_none());
            let open = open.map(|challenge| {
                Choice::from((
                    challenge.key.clone(),
                    format!("{}：{}", name_of(ground, &challenge.of), challenge.ground),
                ))
            });
            let decision = [("true", "应当回避"), ("false", "不需要回避，驳回申请")];
            let mut fields = vec![
                Field::choice("challenge", "哪一件申请", open).required(),
                Field::choice("upheld", "决定", decision).required(),
                Field::long_text("reason", "理由").required(),
            ];
            // 特邀调解规定15条: the sides together may keep whoever disclosed a tie.
            let tied = held.challenges.iter().any(|one| one.decided.is_none() && held.is_a_tie(one));
            if tied {
                let agreed = Field::several("agreed_by", "哪些方同意由其继续", sides(held, ground));
                fields.push(agreed.unless("本人披露了利害关系、决定不回避的，各方都要同意"));
                fields.push(document("document", "各方同意由其继续的书面材料"));
            }
            let explain = tied.then(|| {
                "本人披露了利害关系的，应当回避；各方都书面同意由其继续的，可以不回避（特邀调解规定15条）。".into()
            });
            let after = "决定回避的人此后看不到本案，席位要重新补齐；已经开始的，调解期限照常计算，不会停（各方都同意才能延长，特邀调解规定27条），请当天补齐。";
            ("决定回避申请", explain, fields, Some(after.into()))
        }
        "accept_material" => {
            let me = ground.me().filter(|me| held.has_disclosed(me));
            let fields = if me.is_some() { Vec::new() } else { interest("disclosure").into() };
            let explain = "签收之日起计算调解期限（三十日；诉讼中普通程序十五日、简易程序七日）。";
            ("签收材料", Some(format!("{explain}{}", undecided(held, ground))), fields, None)
        }
        _ => return None,
    })
}

/// Whoever starts it knows which seat may fall empty.
fn undecided(held: &Mediation, ground: &Ground<'_>) -> String {
    let open = held.challenges.iter().filter(|challenge| challenge.decided.is_none());
    let open: Vec<String> = open.map(|challenge| name_of(ground, &challenge.of)).collect();
    match open.is_empty() {
        true => String::new(),
        false => format!(
            "{}的回避还没有决定，决定以前不参加；决定回避的，席位要补齐，期限照常计算，可以等决定以后再签收。",
            open.join("、")
        ),
    }
}

/// Who sits for no side speaks of themselves alone; the counter writes down what a side says (《行政诉讼法》55条).
fn challenge(held: &Mediation, ground: &Ground<'_>) -> Vec<Field> {
    let myself = ground.me().filter(|me| ground.own_side.is_none() && held.is_seated(me));
    let open = held.challengeable().filter(|user| myself.is_none_or(|me| me == *user));
    let open = open.map(|user| Choice::from((user.to_string(), name_of(ground, user))));
    let by = match (ground.own_side, myself) {
        (Some(own), _) => Field::hidden("by", own),
        (None, Some(_)) => Field::hidden("by", "self"),
        (None, None) => Field::choice("by", "谁提出的", sides(held, ground)).required(),
    };
    let of = Field::choice("of", if myself.is_some() { "本人自行回避" } else { "要谁回避" }, open);
    vec![of.required(), by, Field::long_text("ground", "理由").required()]
}

/// One choice that has to be made; words only where there is something to say.
fn interest(words: &str) -> [Field; 2] {
    [
        Field::choice(
            "interest",
            "您和本案的当事人、代理人，或者本案的处理结果，有没有利害关系",
            Interest::choices(),
        )
        .required()
        .hint("近亲属、利害关系、其他可能影响公正的关系，都算有（在线调解规则13条）。各方都看得到您的回答"),
        Field::long_text(words, "是什么关系").unless("选“有”的要写"),
    ]
}

fn disclose(held: &Mediation, ground: &Ground<'_>) -> Asked {
    let mine = ground.me().is_some_and(|me| held.is_seated(me));
    if mine {
        let again = "说过的也可以再补充：办理中新出现的关系，在这里写明。";
        let said = ground.me().is_some_and(|me| held.has_disclosed(me));
        return ("披露", said.then(|| again.to_owned()), interest("text").into(), None);
    }
    let label = |user: &UserId| match held.has_disclosed(user) {
        true => format!("{}（已经说过，这次是补充）", name_of(ground, user)),
        false => name_of(ground, user),
    };
    let choice = |user: &UserId| Choice::from((user.to_string(), label(user)));
    let (open, said): (Vec<_>, Vec<_>) =
        held.team.iter().flat_map(|team| team.neutral()).partition(|user| !held.has_disclosed(user));
    let [asked, words] = interest("text");
    let asked = Field { label: "本人怎么说：有没有利害关系".into(), ..asked };
    let fields = vec![
        Field::choice("of", "替谁记", open.into_iter().chain(said).map(choice)).required(),
        asked,
        words,
        Field::text("said", "怎么说的").required().hint("例如：12月1日上午电话里说的"),
    ];
    let explain = "本人能登录的，由本人自己选；不用电脑的，问清以后在这里代记，只记本人说过的话。";
    ("代记披露", Some(explain.into()), fields, None)
}

/// `张某（市人民法院 法官，在办 3 件）`.
fn labelled(ground: &Ground<'_>, one: &Member) -> String {
    let law = ground.law;
    let held = law
        .directory
        .officer(&one.user)
        .and_then(|officer| officer.capacities.iter().find(|held| held.role == one.role));
    let organization = held.map_or("", |held| law.directory.name_of(&held.organization));
    let load = ground.loads.get(&one.user).copied().unwrap_or(0);
    format!("{}（{organization} {}，在办 {load} 件）", name_of(ground, &one.user), one.role.name_zh())
}

/// Who can be named for a seat, the least burdened first, and how many of the roster cannot.
fn candidates(held: &Mediation, ground: &Ground<'_>, seat: SeatKind) -> (Vec<Member>, usize) {
    let (all, refused) = held.candidates(ground.law, seat);
    (by_load(all, ground, seat), refused)
}

fn by_load(mut all: Vec<Member>, ground: &Ground<'_>, seat: SeatKind) -> Vec<Member> {
    if seat != SeatKind::Member {
        all.sort_by_key(|one| (ground.loads.get(&one.user).copied().unwrap_or(0), one.user.clone()));
    }
    all
}

fn left_out(refused: usize) -> Option<String> {
    (refused > 0).then(|| {
        format!("名册里还有 {refused} 人不能担任，没有列出：来自被申请的机关、办过本案，或者已经回避")
    })
}

fn seated(held: &Mediation, ground: &Ground<'_>) -> Vec<Choice> {
    let team = held.team.iter().flat_map(|team| team.users());
    team.map(|user| Choice::from((user.to_string(), name_of(ground, user)))).collect()
}

/// The seat is chosen with the person: `seat|user|role`.
fn fill_seat(held: &Mediation, ground: &Ground<'_>) -> Asked {
    let of_seat = |seat: SeatKind| {
        let (all, _) = held.candidates_beside(ground.law, seat);
        by_load(all, ground, seat).into_iter().map(move |one| {
            let value = format!("{}|{}|{}", seat.as_str(), one.user, one.role.as_str());
            Choice::from((value, format!("{}：{}", seat.name_zh(), labelled(ground, &one))))
        })
    };
    let all =
        [SeatKind::GuidingJudge, SeatKind::LeadMediator, SeatKind::Member].into_iter().flat_map(of_seat);
    let fields = vec![
        Field::select("user", "哪个席位，由谁担任", all)
            .required()
            .hint("只列出能担任的人；来自被申请的机关、办过本案、已经回避的没有列出"),
        Field::select("in_place_of", "替换谁（席位空缺时不选）", seated(held, ground)),
        Field::text("reason", "原因").required(),
    ];
    ("补齐席位", None, fields, None)
}

/// The suggestion is filled in, or who sits already; choosing others asks for a reason.
fn name_team(held: &Mediation, ground: &Ground<'_>) -> Asked {
    let suggested = suggest_team(ground.law, &held.neutral_brief(), ground.loads);
    let reasons = suggested.reasons.join("；");
    // A table that is named already is changed from what it is.
    let (judge, mediator, sitting, why, explain) = match held.team.clone() {
        Some(team) => {
            let differs = team.guiding_judge != suggested.judge || team.lead_mediator != suggested.mediator;
            let why = team.override_reason.or(differs.then(|| "沿用已经组成的小组".to_owned()));
            let explain = format!("现在的小组已经选好，可以改。系统现在的建议：{reasons}。");
            let judge = team.guiding_judge.or(suggested.judge);
            (judge, team.lead_mediator.or(suggested.mediator), team.members, why, explain)
        }
        None => {
            let explain = format!("系统的建议（已经选好，可以改）：{reasons}。");
            (suggested.judge, suggested.mediator, suggested.members, None, explain)
        }
    };
    let one = |name: &str, label: &str, seat: SeatKind, chosen: &Option<UserId>| {
        let (all, refused) = candidates(held, ground, seat);
        let all = all.iter().map(|one| Choice::from((one.user.to_string(), labelled(ground, one))));
        let mut field = Field::select(name, label, all).required();
        field.hint = left_out(refused);
        field.known(chosen.as_ref().map(|user| user.to_string()))
    };
    let pair = |one: &Member| format!("{}|{}", one.user, one.role.as_str());
    let (all, _) = candidates(held, ground, SeatKind::Member);
    let all = all.iter().map(|one| Choice::from((pair(one), labelled(ground, one))));
    let mut members = Field::several("members", "N：其他成员（至少一名）", all)
        .required()
        .hint("被申请机关的人只能以机关代表（法制人员、负责人）参加，代表本单位；其他成员不能来自被申请的机关和它下属的单位");
    members.value = sitting.iter().map(pair).collect();
    let fields = vec![
        one("guiding_judge", "1：指导法官", SeatKind::GuidingJudge, &judge),
        one("lead_mediator", "1：主调人（不能来自被申请的机关）", SeatKind::LeadMediator, &mediator),
        members,
        Field::text("override_reason", "与建议不同的，写明理由").known(why),
    ];
    ("组成“1+1+N”调解小组", Some(explain), fields, None)
}

/// `user|role` as ticked becomes the pair that the command holds.
pub(in super::super) fn split_members(order: &mut Value) {
    let Some(members) = order.get_mut("members").and_then(Value::as_array_mut) else { return };
    for member in members {
        if let Some((user, role)) = member.as_str().and_then(|ticked| ticked.split_once('|')) {
            *member = serde_json::json!({ "user": user, "role": role });
        }
    }
}

/// `seat|user|role` as chosen becomes what the command holds.
pub(in super::super) fn split_seat(order: &mut Value) {
    let chosen = order.get("user").and_then(Value::as_str).unwrap_or_default().to_owned();
    let parts: Vec<&str> = chosen.split('|').collect();
    if let [seat, user, role] = parts[..] {
        order["seat"] = Value::from(seat);
        order["user"] = Value::from(user);
        order["role"] = Value::from(role);
    }
}
