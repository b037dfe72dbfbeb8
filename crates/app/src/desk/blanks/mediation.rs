//! Blanks of the mediation, in the order of the work.

mod again;
mod agreeing;
mod ending;
mod importing;
mod talks;
mod teaming;

pub(super) use agreeing::obligation;

pub(super) use {
    importing::settlement_as_said,
    talks::first_asks,
    teaming::{split_members, split_seat},
};

use super::{Asked, Ground, document, flag, organizations, signing, today_field};
use crate::ui::form::{Choice, Field, FieldKind};
use huajie_law::{
    Role,
    calendar::zh_date,
    dispute::PartyStanding,
    mediation::{Answer, ConsentWay, Mediation, RECEIVED_ZH, RESPONDENT},
    referral::ReferralConsent,
    remedy::of_whom_zh,
};

pub(super) fn fields(command: &str, held: &Mediation, ground: &Ground<'_>) -> Option<Asked> {
    taking_in(command, held, ground)
        .or_else(|| teaming::teaming(command, held, ground))
        .or_else(|| talking(command, held, ground))
        .or_else(|| talks::talks(command, held, ground))
        .or_else(|| agreeing::agreeing(command, held, ground))
        .or_else(|| ending::ending(command, held, ground))
        .or_else(|| again::again(command, held, ground))
}

/// Sides as choices; a party that fills it in itself is not asked which one it is.
fn sides(held: &Mediation, ground: &Ground<'_>) -> Vec<Choice> {
    let all = held.sides().filter(|side| ground.own_side.is_none_or(|own| own == *side));
    all.map(|side| Choice::from((side, held.label(side, ground.law)))).collect()
}

fn side(held: &Mediation, ground: &Ground<'_>, name: &str, label: &str) -> Field {
    match ground.own_side {
        Some(own) => Field::hidden(name, own),
        None => Field::choice(name, label, sides(held, ground)).required(),
    }
}

/// Of the sides only those of which this can be said.
fn side_of(
    held: &Mediation,
    ground: &Ground<'_>,
    name: &str,
    label: &str,
    of: impl Fn(&str) -> bool,
) -> Field {
    let mut field = side(held, ground, name, label);
    if let FieldKind::Choice(all) = &mut field.kind {
        all.retain(|side| of(&side.value));
    }
    field
}

/// What is told before anybody consents: of the side that asks, or of all with the names of those whose days run.
fn conservative_day(held: &Mediation, ground: &Ground<'_>) -> String {
    let own = ground.own_side.filter(|own| *own != RESPONDENT);
    if held.is_filed(own) && held.brief.only_received {
        let applying = (!held.is_kept(own)).then(|| conservative_day_of(held, ground, own));
        return format!("{RECEIVED_ZH}{}", applying.unwrap_or_default());
    }
    if held.is_kept(own) {
        return "法院已经立案（或者复议机关已经收到申请）：起诉、申请复议的日子已经保住，调解不影响。".into();
    }
    let whose = held.unfiled_zh().filter(|_| own.is_none());
    of_whom_zh(whose.as_deref(), &conservative_day_of(held, ground, own))
}

fn conservative_day_of(held: &Mediation, ground: &Ground<'_>, own: Option<&str>) -> String {
    let remedies = held.open_remedies_zh(ground.law, ground.today, own);
    let others = held.other_days_zh(ground.law, ground.today, own);
    match held.conservative_last_day(ground.law, ground.today, own) {
        Some(day) => {
            let left = crate::words::days_between(ground.today, day);
            let soon = held.not_waited_for_zh(ground.law, ground.today, own).concat();
            format!(
                "{remedies}最保守的最后一天是 {}（还剩 {left} 天）。{others}调解期间照常计算，不会停。{soon}",
                zh_date(day)
            )
        }
        None => match held.claimed_last_day(ground.law, ground.today, own) {
            Some((day, claim)) => format!(
                "{remedies}最保守的最后一天已经过去。{}。{others}请{}先去递交，再谈调解。",
                claim.zh(&zh_date(day)),
                if ground.own_side.is_some() { "您" } else { "当事人" }
            ),
            None => held.no_day_zh(ground.law, own),
        },
    }
}

fn taking_in(command: &str, held: &Mediation, ground: &Ground<'_>) -> Option<Asked> {
    let reason = || Field::long_text("reason", "理由").required();
    Some(match command {
        "import" => importing::import(held, ground),
        "correct_channel" => importing::correct_channel(held),
        "decline_import" => (
            "不予导入调解",
            None,
            vec![reason()],
            Some("当天退回，最初提交的日子不变；当事人仍可复议、起诉。".into()),
        ),
        "pass_on" => (
            "转有权机关",
            None,
            vec![Field::select("to", "转给哪个单位", organizations(ground.law)).required(), reason()],
            Some("转出后本次调解结束。".into()),
        ),
        "record_consent" => {
            let mut explain = vec![conservative_day(held, ground)];
            explain.extend(held.shortened_zh(ground.law, ground.today));
            explain.extend(consents_sent(held, ground));
            explain.extend(ground.own_side.is_none().then(|| held.without_zh().to_owned()));
            let explain = explain.join("\n");
            ("记录调解意愿", Some(explain), consent(held, ground), None)
        }
        "readmit" => {
            let left = held.absent().filter(|left| left.asked_on.is_none()).map(|left| {
                Choice::from((left.party.clone(), held.label(&left.party, ground.law).into_owned()))
            });
            (
                "重新征求退出一方的意见",
                Some("改了主意，或者当时记错了的，在这里恢复征求意见；本人同意以后才一起谈，写好没签完的协议要重写。".into()),
                vec![
                    Field::choice("party", "哪一方", left).required(),
                    Field::text("reason", "为什么").required().hint("例如：本人来电愿意谈；当时电话记错了人"),
                ],
                None,
            )
        }
        "withdraw_consent" => (
            "退出调解",
            Some(conservative_day(held, ground)),
            vec![
                side(held, ground, "party", "哪一方退出"),
                match ground.own_side {
                    Some(_) => Field::text("reason", "理由（可以不写）"),
                    None => Field::text("reason", "本人怎样表示的，怎样核实的本人")
                        .required()
                        .hint("例如：来电，核对了身份证号；当面，交来书面"),
                },
            ],
            Some(match ground.own_side {
                Some(own) if held.goes_on_without(own) => {
                    "退出以后其余各方可以继续谈，谈的内容、签的协议您看不到；最初提交的日子不变，也不影响您复议或起诉。".into()
                }
                Some(_) => "退出后调解当天结束，转回法定程序；最初提交的日子不变，也不影响您复议或起诉。".into(),
                None => held.without_zh().to_owned(),
            }),
        ),
        _ => return None,
    })
}

/// 随移送来的意愿, for the house.
fn consents_sent(held: &Mediation, ground: &Ground<'_>) -> Option<String> {
    let said = |said: &ReferralConsent| {
        let (side, on, way) = (held.label(&said.side, ground.law), zh_date(said.on), said.way.name_zh());
        format!("{side}（{on}{way}）")
    };
    let all: Vec<String> = held.consents_sent_unrecorded().map(said).collect();
    let any = ground.own_side.is_none() && !all.is_empty();
    any.then(|| {
        format!(
            "移送时已经同意的：{}。照移送材料填好了，核对后一方一方提交；本人已经改主意的，照实改。",
            all.join("、")
        )
    })
}

fn consent(held: &Mediation, ground: &Ground<'_>) -> Vec<Field> {
    let answer = Field::choice("answer", "愿意调解吗", Answer::choices()).required();
    // Where no day runs any more there is none above.
    let told = |words| {
        let asked = flag("conservative_day_told", "上面的日子", words);
        // Of several some have filed: whom it concerns stands above, and the law asks it of them.
        let closed = held.closed_zh(ground.own_side).is_some();
        let all = (held.brief.unfiled.is_empty() && !closed) || ground.own_side.is_some();
        let none_runs = held.is_kept(ground.own_side) || (closed && ground.own_side.is_some());
        (!none_runs).then(|| if all { asked.required() } else { asked })
    };
    if let Some(own) = ground.own_side {
        let asked = vec![
            Field::hidden("party", own),
            answer,
            Field::hidden("way", ConsentWay::OnlineForm.as_str()),
            Field::hidden("on", ground.today.to_string()),
            Field::hidden("evidence", ""),
            Field::hidden("note", ""),
        ];
        return asked.into_iter().chain(told("我知道：调解的时候，这些日子照常算")).collect();
    }
    // Whoever left and is asked again answers here too.
    let again = held.asked_again().map(|left| left.party.as_str());
    let again = again.map(|side| Choice::from((side, held.label(side, ground.law))));
    let mut asked: Vec<Choice> = sides(held, ground).into_iter().chain(again).collect();
    // A consult point carries the word of those it applied for.
    let applies = |side: &Choice| {
        let mut parties = held.brief.parties.iter();
        parties.any(|party| party.key == side.value && party.standing == PartyStanding::Applicant)
    };
    let carries = ground.actor.is_some_and(|actor| actor.role == Role::ConsultPoint);
    asked.retain(|side| !carries || applies(side));
    // What came with the referral is on file: only whether it holds is asked.
    let sent = held.consents_sent_unrecorded().find(|said| asked.iter().any(|side| side.value == said.side));
    let party = Field::choice("party", "哪一方", asked).required();
    let mut fields = signing::signers(party.known(sent.map(|said| said.side.clone())));
    let scanned = sent.is_some_and(|said| said.evidence.is_some());
    fields.extend([
        answer.known(sent.map(|_| Answer::Agree.as_str())),
        Field::choice("way", "用什么方式表示的", by_the_house())
            .required()
            .known(sent.map(|said| said.way.as_str())),
        today_field("on", "哪天表示的", sent.map_or(ground.today, |said| said.on))
            .hint("书面的填签字那天，登记以前签的也一样"),
        document("evidence", "签过字的确认书或者录音截图").hint(match scanned {
            true => "移送材料里有这一方的扫描件，方式和日子不改就不用再传",
            false => "书面表示的上传；书面同意的，也可以在下面当面签",
        }),
        Field::text("note", "电话记录")
            .hint("电话里表示的（同意、不同意都一样），写明几点、打给谁、怎么说的"),
    ]);
    fields.extend(told("已经告诉当事人，当事人清楚"));
    let here = signing::standing_by(held, ground, "record_consent", "signed.");
    if !here.is_empty() {
        fields.push(Field::signature("signed.way", "当事人当面在屏幕上签（书面同意、没有纸的）"));
        fields.extend(here);
    }
    fields
}

/// A confirmation on the portal is given by the party alone.
fn by_the_house() -> impl Iterator<Item = (String, &'static str)> {
    ConsentWay::choices().into_iter().filter(|(way, _)| way != ConsentWay::OnlineForm.as_str())
}

fn name_of(ground: &Ground<'_>, user: &huajie_law::UserId) -> String {
    ground.law.directory.officer(user).map_or_else(|| user.to_string(), |officer| officer.name.clone())
}

fn talking(command: &str, held: &Mediation, ground: &Ground<'_>) -> Option<Asked> {
    Some(match command {
        "self_check" => (
            "行政机关自查",
            Some("只有指导法官、主调人和本单位能看到；不会进入以后的诉讼或复议案卷。".into()),
            vec![
                Field::long_text("assessment", "合法性自评").required(),
                Field::long_text("flaws", "存在的问题（没有写“无”）").required(),
                Field::long_text("room_to_concede", "可以让步的幅度").required(),
                Field::choice(
                    "head_will_attend",
                    "负责人是否到场",
                    [("true", "到场"), ("false", "不能到场")],
                )
                .required(),
            ],
            None,
        ),
        "ask_judge" => ("请指导法官释明", None, vec![Field::long_text("question", "问题").required()], None),
        "give_opinion" => {
            let open = held.questions.iter().filter(|question| question.opinion.is_none());
            let open = open.map(|question| Choice::from((question.key.clone(), question.question.clone())));
            (
                "法官指导意见",
                None,
                vec![
                    Field::choice("question", "哪个问题", open).required(),
                    Field::long_text("opinion", "意见").required(),
                ],
                None,
            )
        }
        "record_undisputed_facts" => (
            "记载无争议事实",
            Some("各方都确认以后，可以带到以后的程序里免于举证。让步的内容不要写在这里。".into()),
            vec![Field::long_text("text", "各方都没有争议的事实").required()],
            None,
        ),
        "confirm_undisputed" => (
            "确认无争议事实",
            held.undisputed.as_ref().map(|facts| facts.text.clone()),
            {
                let open =
                    |key: &str| held.undisputed.as_ref().is_some_and(|facts| !facts.is_confirmed_by(key));
                let signed = signing::in_mediation(held, ground, command);
                [signing::signers(side_of(held, ground, "party", "谁确认", open)), signed].concat()
            },
            None,
        ),
        _ => return None,
    })
}
