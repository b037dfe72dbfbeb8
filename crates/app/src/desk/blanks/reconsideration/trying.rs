//! Blanks of what is done along the trial: parties heard, hearing, third parties, agents, access, stay, review of a rule, withdrawal,
//! statement.

use super::{
    super::{Asked, Ground, document, documents, flag, mediation::obligation, today_field},
    handlers, heard, sides,
};
use crate::ui::form::{Choice, Field, FieldKind};
use huajie_law::{
    Role, UserId,
    calendar::zh_date,
    directory::{Capacity, Officer},
    dispute::PartyStanding,
    mediation::RESPONDENT,
    reconsideration::{AgentKind, HearingWay, Reconsideration, StayGround, Withheld},
};

pub(super) fn trying(command: &str, held: &Reconsideration, ground: &Ground<'_>) -> Option<Asked> {
    hearing(command, held, ground)
        .or_else(|| saying(command, held, ground))
        .or_else(|| taking_part(command, held, ground))
        .or_else(|| staying(command, held, ground))
        .or_else(|| super::rules::rules(command, held, ground))
        .or_else(|| settling(command, held, ground))
}

/// The parties without the agency; one who fills it in itself is not asked which.
fn parties(held: &Reconsideration, ground: &Ground<'_>) -> Vec<Choice> {
    sides(held, ground).into_iter().filter(|choice| choice.value != RESPONDENT).collect()
}

pub(super) fn side(name: &str, label: &str, held: &Reconsideration, ground: &Ground<'_>) -> Field {
    one_of(name, label, parties(held, ground), ground)
}

fn one_of(name: &str, label: &str, all: Vec<Choice>, ground: &Ground<'_>) -> Field {
    match ground.own_side {
        Some(own) => Field::hidden(name, own),
        None => Field::choice(name, label, all).required().only_choice(),
    }
}

fn hearing(command: &str, held: &Reconsideration, ground: &Ground<'_>) -> Option<Asked> {
    Some(match command {
        "hear_party" => (
            "听取意见",
            Some(hearing_parties(held, ground)),
            vec![
                side("heard.side", "谁的意见", held, ground),
                today_field("heard.on", "哪天", ground.today),
                Field::select("heard.way", "怎样听取的（没有听到的不选）", HearingWay::choices()),
                Field::long_text("heard.text", "说了什么，或者为什么听不到").required(),
                document("heard.document", "笔录、录音截图"),
            ],
            None,
        ),
        "convene_hearing" => (
            "组织听证",
            Some(
                "一名主持人、两名以上听证员、一名记录员；通知要在五个工作日前送达各方，请接着登记送达。"
                    .into(),
            ),
            vec![
                Field::text("plan.starts_at", "什么时候").hint("例如 2026年12月10日 9:30").required(),
                Field::text("plan.place", "在哪里").required(),
                Field::long_text("plan.matters", "拟听证的事项").required(),
                Field::select("plan.chair", "主持人", handlers(held, ground)).required(),
                Field::several("plan.members", "听证员（两名以上）", handlers(held, ground)).required(),
                Field::select("plan.clerk", "记录员", clerks(held, ground))
                    .required()
                    .hint("本机构、中心的工作人员都可以，不用是复议人员"),
                document("document", "听证通知书"),
            ],
            None,
        ),
        "record_hearing" => (
            "记录听证",
            Some("被申请人的负责人应当参加；不能参加的，要说明理由并委托工作人员，缺一项都会被标出。".into()),
            vec![
                Field::several("record.present", "到场的（可多选）", sides(held, ground)).required(),
                Field::choice(
                    "record.head.kind",
                    "被申请人的负责人",
                    [("attended", "参加了"), ("absent", "没有参加")],
                )
                .required(),
                Field::text("record.head.name", "参加的：姓名"),
                Field::text("record.head.post", "参加的：职务"),
                Field::text("record.head.reason", "没有参加的：理由"),
                Field::text("record.head.deputy", "没有参加的：委托了谁"),
                Field::text("record.absence_reason", "申请人没有到场的：正当理由（没有的视为放弃听证）"),
                Field::long_text("record.minutes", "听证笔录").required(),
                document("record.document", "签字的笔录")
                    .hint("还没有签字的先空着：保存后在“文书”里打印，签字后再收存"),
            ],
            None,
        ),
        _ => return heard::after_it(command),
    })
}

/// Whoever works in the office and the counter of the centre, who may open the file; an expert of the office's pool may not.
fn clerks(held: &Reconsideration, ground: &Ground<'_>) -> Vec<Choice> {
    let directory = &ground.law.directory;
    let near = |officer: &Officer| {
        let here = |held_in: &Capacity| {
            let office = matches!(held_in.role, Role::ReconsiderationOfficer | Role::ReconsiderationHead);
            (office && held_in.organization == held.bodies.office) || held_in.role == Role::IntakeClerk
        };
        officer.capacities.iter().find(|capacity| here(capacity)).cloned()
    };
    let fit = directory.officers.iter().filter(|(user, _)| held.may_keep_minutes(user, ground.law));
    let choice = |(user, officer): (&UserId, &Officer)| {
        let capacity = near(officer)?;
        let body = directory.name_of(&capacity.organization);
        let label = format!("{}（{body} {}）", officer.name, capacity.role.name_zh());
        Some(Choice::from((user.to_string(), label)))
    };
    fit.filter_map(choice).collect()
}

/// What a party says and asks for by itself.
fn saying(command: &str, held: &Reconsideration, ground: &Ground<'_>) -> Option<Asked> {
    Some(match command {
        "state_opinion" => (
            "提交书面意见",
            Some("写下还要补充的事实、理由，或者对被申请机关答复的看法。复议机构另外会当面、打电话或者在网上听取意见。".into()),
            vec![
                side("side", "谁的意见", held, ground),
                Field::long_text("text", "意见").required(),
                documents("documents", "附带的材料"),
            ],
            None,
        ),
        "request_hearing" => (
            "请求听证",
            Some("重大、疑难、复杂的案件应当听证；其他案件，复议机构可以根据请求组织听证。".into()),
            vec![side("side", "哪一位申请人", held, ground), Field::text("reason", "为什么要听证").required()],
            None,
        ),
        _ => return None,
    })
}

/// What the law asks, and what was handed in already: nobody has to say it twice.
fn hearing_parties(held: &Reconsideration, ground: &Ground<'_>) -> String {
    let asked = "普通程序要当面或者通过互联网、电话听取每一位当事人的意见；因本人原因听不到的，写明情况。";
    let stated = held.stated.iter().map(|one| {
        format!("\n{}{}提交的书面意见：{}", held.label(&one.side, ground.law), zh_date(one.on), one.text)
    });
    std::iter::once(asked.to_owned()).chain(stated).collect()
}

fn taking_part(command: &str, held: &Reconsideration, ground: &Ground<'_>) -> Option<Asked> {
    let third = || {
        let all = held.brief.parties.iter().filter(|party| party.standing == PartyStanding::ThirdParty);
        all.map(|party| Choice::from((party.key.clone(), party.label.clone()))).collect::<Vec<_>>()
    };
    let is_told = |choice: &Choice| held.third_parties.iter().any(|one| one.side == choice.value);
    let told = || third().into_iter().filter(is_told).collect::<Vec<_>>();
    Some(match command {
        "notify_third_party" => (
            "通知第三人参加",
            Some("先在争议里追加第三人。第三人不参加，不影响审理。".into()),
            vec![
                Field::choice("side", "哪一位", third()).required(),
                document("document", "第三人参加复议通知书"),
            ],
            None,
        ),
        "answer_as_third_party" => (
            "是否参加复议",
            Some(super::third_parties(held, ground)),
            vec![
                one_of("side", "哪一位", told(), ground),
                Field::choice("joins", "答复", [("true", "参加复议"), ("false", "不参加复议")]).required(),
                flag("electronic_service", "送达", "同意电子送达：文书在网上收，会发短信提醒"),
            ],
            None,
        ),
        "appoint_agent" => (
            "委托代理人",
            Some("每一方最多两名。姓名和电话加密保存，页面上只显示“王某某”。".into()),
            vec![
                side("side", "谁委托的", held, ground),
                Field::text("name", "代理人姓名").required(),
                Field::text("phone", "代理人电话"),
                Field::choice("kind", "身份", AgentKind::choices()).required(),
                Field::text("authority", "委托事项和权限").required(),
                Field::date("until", "委托期限（没有写明的不填）"),
                document("document", "授权委托书").required(),
            ],
            None,
        ),
        "dismiss_agent" => {
            let acting = held.agents.iter().filter(|agent| agent.ended_on.is_none());
            let acting = acting.map(|agent| Choice::from((agent.key.clone(), agent.label.clone())));
            (
                "变更、解除代理",
                None,
                vec![
                    Field::choice("agent", "哪一位", acting).required(),
                    Field::text("reason", "原因").required(),
                ],
                None,
            )
        }
        _ => return together(command, held).or_else(|| reading(command, held, ground)),
    })
}

/// 合并审理、分开审理.
fn together(command: &str, held: &Reconsideration) -> Option<Asked> {
    Some(match command {
        "separate" => {
            let joined =
                held.joined.iter().map(|one| Choice::from((one.with.to_string(), one.reason.clone())));
            (
                "分开审理",
                Some("分开以后各自审理、各自决定；已经做过的调查、听证仍然留在各自的案卷里。".into()),
                vec![
                    Field::choice("with", "和哪一件分开（按合并时写的理由）", joined).required(),
                    Field::text("reason", "为什么").required(),
                ],
                None,
            )
        }
        "join" => (
            "合并审理",
            Some(
                "只合并对同一个或者同样的行政行为不服、可以一起查清的案件；被申请人不同的，一般不合并。"
                    .into(),
            ),
            vec![
                Field::text("with", "和哪一件合并")
                    .required()
                    .hint("填那一件的复议案号，或者争议的编号，例如 钟行争〔2026〕1号"),
                Field::text("reason", "为什么").required(),
            ],
            None,
        ),
        _ => return None,
    })
}

/// 查阅、复制.
fn reading(command: &str, held: &Reconsideration, ground: &Ground<'_>) -> Option<Asked> {
    Some(match command {
        "request_access" => (
            "申请查阅、复制",
            Some("可以查阅、复制被申请机关的答复、证据和依据。".into()),
            vec![side("side", "谁申请", held, ground)],
            None,
        ),
        "decide_access" => {
            let open = held.access_requests.iter().filter(|asked| asked.decided.is_none());
            let open = open.map(|asked| {
                let label = format!("{}，{}申请", held.label(&asked.side, ground.law), zh_date(asked.on));
                Choice::from((asked.key.clone(), label))
            });
            (
                "决定查阅、复制",
                Some("没有下面四种情形的，应当同意。".into()),
                vec![
                    Field::choice("request", "哪一件", open).required(),
                    Field::select("withheld", "不同意的：哪一种情形（同意的不选）", Withheld::choices()),
                    Field::text("note", "说明"),
                ],
                None,
            )
        }
        _ => return None,
    })
}

fn staying(command: &str, held: &Reconsideration, ground: &Ground<'_>) -> Option<Asked> {
    let reason = || Field::text("reason", "理由").required();
    Some(match command {
        "ask_stay" => (
            "提出停止执行",
            Some("复议期间不停止执行，四种情形除外。".into()),
            vec![
                match ground.own_side {
                    Some(own) => Field::hidden("side", own),
                    None => Field::select("side", "谁提出的（复议机关自己提出的不选）", sides(held, ground)),
                },
                reason(),
            ],
            None,
        ),
        "decide_stay" => {
            let open = held.stays.iter().filter(|stay| stay.decided.is_none());
            let open = open.map(|stay| Choice::from((stay.key.clone(), stay.reason.clone())));
            (
                "决定是否停止执行",
                None,
                vec![
                    Field::choice("stay", "哪一件", open).required(),
                    Field::select("ground", "停止的：哪一种情形（不停止的不选）", StayGround::choices()),
                    reason(),
                    document("document", "停止执行通知书"),
                ],
                None,
            )
        }
        "lift_stay" => ("恢复执行", None, vec![reason()], None),
        "change_procedure" => (
            "转为普通程序",
            Some("由复议机构负责人批准；审理期限仍从受理之日起算。".into()),
            vec![reason()],
            None,
        ),
        _ => return None,
    })
}

/// What was agreed in a mediation stands in its agreement: nobody copies it out.
fn agreed(held: &Reconsideration) -> String {
    let on = held.settled.map(|(on, _)| zh_date(on));
    on.map(|on| format!("各方于{on}签署的调解协议的全部内容。")).unwrap_or_default()
}

/// What the sides promised line by line, unless a mediation has agreed on it: then its lines are watched already.
fn sealing(held: &Reconsideration, ground: &Ground<'_>) -> Vec<Field> {
    let mut fields = vec![
        Field::long_text("text", "调解达成的内容").required().value(agreed(held)),
        Field::several("signed_by", "谁签了字（要全部）", sides(held, ground)).required(),
        document("document", "盖章的调解书").required(),
    ];
    if held.settled.is_none() {
        let sides = sides(held, ground);
        fields.extend((0..ground.rows.max(2)).map(|at| obligation(at, None, &sides, false)));
        fields.push(Field::new("obligations", "再加一行", FieldKind::More));
    }
    fields
}

/// 要点6: the cost is said before anybody withdraws.
fn settling(command: &str, held: &Reconsideration, ground: &Ground<'_>) -> Option<Asked> {
    Some(match command {
        "apply_withdrawal" => {
            let costs = held.withdrawal_costs(ground.law, ground.today);
            // What was agreed in a mediation is known here, and is the reason.
            let agreed = |(on, _)| format!("双方{}在调解中达成协议，约定撤回复议申请", zh_date(on));
            let agreed = held.settled.map(agreed);
            let settled = flag("settled", "原因", "双方已经和解").known(agreed.as_ref().map(|_| "true"));
            let mut fields = vec![
                Field::text("reason", "为什么撤回").required().known(agreed),
                settled,
                flag("cost_shown", "上面的后果", "已经清楚").required(),
            ];
            if held.brief.parties.iter().any(|party| party.representative) {
                fields.push(document("represented_consent", "被代表的申请人同意的材料"));
            }
            fields.push(document("document", "撤回申请书"));
            let represented = ground.own_side.and_then(|own| held.represented_zh(own));
            let represented = represented.map(|said| format!("{said}。\n")).unwrap_or_default();
            ("申请撤回", Some(format!("{represented}撤回的后果：\n{}", costs.join("\n"))), fields, None)
        }
        "decide_withdrawal" => (
            "决定是否准予撤回",
            held.withdrawal.as_ref().map(|asked| {
                let settled = if asked.settled { "，双方已经和解" } else { "" };
                format!("{}申请撤回{settled}：{}", zh_date(asked.on), asked.reason)
            }),
            vec![
                Field::choice("allowed", "决定", [("true", "准予撤回"), ("false", "不准予撤回，继续审理")])
                    .required(),
                Field::text("reason", "理由").required(),
                document("document", "终止决定书"),
            ],
            Some("准予撤回的，复议终止；申请人不能再以同一事实和理由申请。".into()),
        ),
        "seal_statement" => (
            "制作调解书",
            Some("各方签字或者签章，并加盖复议机关印章，就发生法律效力。".into()),
            sealing(held, ground),
            Some("复议以调解书结束。".into()),
        ),
        _ => return None,
    })
}
