//! Talks: convened, moved, called off, told of, held, written down.

use super::{
    super::{Asked, Ground, document, flag, signing, today_field},
    name_of, side, side_of, sides,
};
use crate::{
    desk::told,
    ui::form::{Choice, Field},
};
use huajie_law::{
    UserId,
    mediation::{Mediation, ServiceWay, Session},
};

pub(super) fn talks(command: &str, held: &Mediation, ground: &Ground<'_>) -> Option<Asked> {
    Some(match command {
        "convene_session" => {
            let mut fields = when_and_where(told::last_place(held));
            fields.extend([
                Field::choice("form.kind", "怎么谈", [("joint", "各方到场"), ("separate", "背对背，单独谈")])
                    .required(),
                Field::choice("form.party", "单独谈的是哪一方", sides(held, ground)),
                flag("head_invited", "行政机关负责人", "请负责人到场"),
            ]);
            ("召集会谈", None, fields, None)
        }
        "move_session" => {
            let mut fields = vec![one_of(held, ground, Session::is_to_come)];
            let mut to_come = held.sessions.iter().filter(|session| session.is_to_come());
            // Of several the place is not guessed: it would be another talk's.
            let place =
                to_come.next().filter(|_| to_come.next().is_none()).and_then(|only| only.place.clone());
            fields.extend(when_and_where(place.unwrap_or_default()));
            fields.push(reason());
            let told = "通知过的各方会收到短信，书面通知从“文书”里出具《调解会改期通知书》。新的时间要重新送达、重新记录。";
            ("会谈改期", Some(told.to_owned()), fields, None)
        }
        "cancel_session" => (
            "取消会谈",
            Some("通知过的各方会收到短信，书面通知从“文书”里出具《调解会取消通知书》。".into()),
            vec![one_of(held, ground, Session::is_to_come), reason()],
            Some("取消以后这次会谈不再召开；还要谈的，另行召集。".into()),
        ),
        "record_service" => ("记录送达", None, service(held, ground), None),
        "record_attendance" => (
            "记录到场情况",
            Some("行政机关负责人没有到场的，必须写明理由。".into()),
            attendance(held, ground),
            None,
        ),
        _ => return minutes(command, held, ground),
    })
}

fn service(held: &Mediation, ground: &Ground<'_>) -> Vec<Field> {
    let talk = vec![one_of(held, ground, |session| session.cancelled.is_none())];
    let whom = signing::on_one_sheet(
        Field::choice("recipient", "送达给谁", sides(held, ground)).required(),
        "同一天、同样方式还送达给了谁",
        "几方用一份送达回证、一份名单签收的，一次勾齐；每一方照样单独记一笔",
    );
    let how = vec![
        Field::choice("way", "怎么送达", ServiceWay::choices()).required(),
        today_field("served_on", "哪天送达", ground.today),
        document("proof", "送达证明"),
        Field::text("note", "签收人、快递单号").hint("没有上传证明的必须写"),
    ];
    [talk, whom, how].concat()
}

fn minutes(command: &str, held: &Mediation, ground: &Ground<'_>) -> Option<Asked> {
    let talk = || Of::known(command, held, ground).chosen;
    Some(match command {
        "write_minutes" => (
            "制作笔录",
            None,
            vec![one_of(held, ground, Session::is_open), Field::long_text("text", "笔录").required()],
            None,
        ),
        "correct_minutes" => (
            "补正笔录",
            Some(format!(
                "原来的文字保留，补正写在后面。{}\n{}",
                signed_over(talk()?, held, ground),
                written(talk()?, held, ground).unwrap_or_default()
            )),
            vec![
                Field::hidden("session", talk()?.key.clone()),
                side(held, ground, "by", "谁要求补正"),
                Field::long_text("text", "补正的内容").required(),
            ],
            None,
        ),
        "sign_minutes" => {
            let signed = signing::in_mediation(held, ground, command);
            let talk = talk()?;
            let of_it = vec![Field::hidden("session", talk.key.clone())];
            let who = signing::signers(signer(talk, held, ground));
            ("笔录签字", written(talk, held, ground), [of_it, who, signed].concat(), None)
        }
        _ => return None,
    })
}

/// Whoever has signed what is corrected signs it again.
fn signed_over(talk: &Session, held: &Mediation, ground: &Ground<'_>) -> String {
    let signed = talk.minutes.iter().flat_map(|minutes| &minutes.signatures);
    let signed: Vec<_> = signed.map(|one| held.label(&one.party, ground.law)).collect();
    signing::again(&signed, "补正以后要重新签")
}

/// The talks of which the minutes can be signed or corrected, and the one that is. Whoever sits before the officer's screen reads the
/// minutes of the talk they were at, and of no other (特邀调解规定22条).
struct Of<'a> {
    all: Vec<&'a Session>,
    chosen: Option<&'a Session>,
}

impl<'a> Of<'a> {
    fn known(command: &str, held: &'a Mediation, ground: &Ground<'_>) -> Of<'a> {
        let own = |key: &str| ground.own_side.is_none_or(|own| own == key);
        let open = |talk: &&Session| match command {
            "correct_minutes" => held.is_correctable(talk, ground.law, ground.today),
            _ => talk.unsigned().any(own),
        };
        let all: Vec<&Session> = held.sessions.iter().filter(open).collect();
        let named = all.iter().find(|talk| Some(talk.key.as_str()) == ground.step);
        let only = all.first().filter(|_| all.len() == 1);
        let chosen = named.or(only).copied();
        Of { all, chosen }
    }
}

/// Which talk, where there are several: asked before anything of one is shown.
pub(in super::super) fn first_asks(command: &str, held: &Mediation, ground: &Ground<'_>) -> Option<Field> {
    if !matches!(command, "sign_minutes" | "correct_minutes") {
        return None;
    }
    let Of { all, chosen } = Of::known(command, held, ground);
    let choice =
        |talk: &&Session| Choice::from((talk.key.clone(), told::time_and_form(talk, held, ground.law)));
    (chosen.is_none() && !all.is_empty())
        .then(|| Field::choice("step", "哪一次会谈的笔录", all.iter().map(choice)).required())
}

/// Who was there and has not signed what was written of it.
fn signer(talk: &Session, held: &Mediation, ground: &Ground<'_>) -> Field {
    let open = |key: &str| talk.unsigned().any(|side| side == key);
    side_of(held, ground, "party", "谁签字", open)
}

fn when_and_where(place: String) -> Vec<Field> {
    vec![
        Field::text("starts_at", "什么时候").hint("写明日期和时间，例如 2026年12月1日 9:30").required(),
        Field::text("place", "地点（视频会谈不填）").value(place),
        flag("video", "视频", "用视频谈"),
    ]
}

fn reason() -> Field {
    Field::text("reason", "原因").hint("写进通知书，通知到的各方看得到").required()
}

/// The talks of which this can be said; where there is one only, it is chosen already.
fn one_of(held: &Mediation, ground: &Ground<'_>, of: impl Fn(&Session) -> bool) -> Field {
    let choice = |session: &Session| {
        Choice::from((session.key.clone(), told::time_and_form(session, held, ground.law)))
    };
    let all = held.sessions.iter().filter(|session| of(session)).map(choice);
    Field::choice("session", "哪一次会谈", all).required().only_choice()
}

/// Who came: the sides, their agents where some are registered, and of the table everybody unless it is said otherwise.
fn attendance(held: &Mediation, ground: &Ground<'_>) -> Vec<Field> {
    let of_side = |side: Choice| {
        let agent = held.agent_of(&side.value)?;
        let label = format!("{}的代理人{agent}", side.label);
        Some(Choice::from((side.value, label)))
    };
    // Whoever left since was there before.
    let open: Vec<&Session> = held.sessions.iter().filter(|session| session.takes_attendance()).collect();
    let came = |side: &&str| open.iter().any(|talk| held.was_side_on(side, talk.starts_at.date()));
    let there = held.sides_and_left().filter(came);
    let there: Vec<Choice> = there.map(|side| Choice::from((side, held.label(side, ground.law)))).collect();
    let agents: Vec<Choice> = there.iter().cloned().filter_map(of_side).collect();
    let seated = held.team.iter().flat_map(|team| team.users());
    let team: Vec<Choice> =
        seated.map(|user| Choice::from((user.to_string(), name_of(ground, user)))).collect();
    let mut at_the_table = Field::several("team", "调解小组谁到场了", team.clone());
    // Whoever may not be at one of the talks is ticked by whoever knows that they were at another.
    let at_all = |seat: &Choice| {
        let user = UserId::from(seat.value.as_str());
        open.iter().all(|session| held.may_be_at(session, &user))
    };
    at_the_table.value = team.into_iter().filter(at_all).map(|seat| seat.value).collect();
    let mut fields = vec![
        one_of(held, ground, Session::takes_attendance),
        Field::several("present", "哪几方到场了（本人或者代理人）", there).required(),
    ];
    if !agents.is_empty() {
        fields.push(Field::several("agents", "代理人", agents));
    }
    fields.extend([
        at_the_table,
        Field::choice("head.kind", "行政机关负责人", [("attended", "到场"), ("absent", "没有到场")]),
        Field::text("head.name", "到场负责人姓名"),
        Field::text("head.post", "职务"),
        Field::choice("head.spoke", "有没有发言", [("true", "发言了"), ("false", "没有发言")]),
        Field::text("head.reason", "没有到场的理由"),
        Field::text("head.deputy", "委托谁参加"),
    ]);
    fields
}

/// The minutes of a talk, as they stand.
fn written(talk: &Session, held: &Mediation, ground: &Ground<'_>) -> Option<String> {
    let minutes = told::minutes(talk.minutes.as_ref()?, held, ground.law);
    Some(format!("{}\n{minutes}", told::when(talk, held, ground.law)))
}
