//! 调解、国家赔偿、信访、投诉: the ways beside reconsideration and suit. None of them but compensation has a last day of its own to
//! be kept, and none of them stops one.

use super::{Basis, Bureau, Finding, Office, Passage, Period, Prospect, Scene, Tried, Way};
use crate::{calendar::zh_date, clock::Clock, dispute::ActKind, term};
use jiff::civil::Date;

/// Where it was no agency.
pub(super) const CIVIL: &str = "邻里、借钱、合同等民间纠纷，请找村（社区）人民调解委员会，或者向人民法院提起民事诉讼；村委会、学校等受行政机关委托或者法律授权办事的，回到“谁做的”，选委托它的机关。拿不准的，打 12348 问。";

/// 请中心调解.
pub(super) fn mediate(scene: &Scene<'_>) -> Prospect {
    let tried = scene.question.tried.get(Way::Mediate);
    let centre = scene.offices.get(Bureau::Centre);
    let finding = match tried.map(|attempt| attempt.tried) {
        _ if !scene.question.agency.is_agency() => {
            let says = "中心只调解群众和行政机关之间的争议；民间纠纷由人民调解委员会免费调解。";
            Finding::new(Passage::Closed, Basis::new("RM-01", "《人民调解法》第2条、第4条", says), CIVIL)
        }
        Some(Tried::MediationRunning) => {
            let basis = Basis::new(
                "TJ-09",
                "《特邀调解规定》第27条",
                "正在调解：一般三十日，双方同意可以延长；您随时可以退出。",
            );
            Finding::new(
                Passage::Running,
                basis,
                "用编号和查询码查进度；盯住下面复议、起诉的最后一天，快到了就先去申请，调解可以接着谈。",
            )
        }
        Some(Tried::MediationAgreed) => agreed(scene, tried.and_then(|attempt| attempt.on)),
        Some(_) => {
            let basis = Basis::new(
                "RM-01",
                "《行政复议法》第5条、《人民调解法》第3条",
                "一次没有谈成，双方愿意的，还可以再谈；复议、诉讼里也可以调解。",
            );
            Finding::new(Passage::Open, basis, "可以再申请一次调解；同时按下面的日子走复议或者起诉，不要等。")
        }
        None => {
            let basis = Basis::new(
                "RM-01",
                "《行政复议法》第5条、《人民调解法》第3条",
                "全凭自愿：您和行政机关都愿意，就可以调解；不愿意，不影响复议和起诉。",
            );
            Finding::new(
                Passage::Open,
                basis,
                "在网上申请调解，刚才填的会自动带过去；也可以到窗口或者请村（社区）咨询点代办。",
            )
        }
    };
    let mut costs = vec![
        Basis::new("XS-10", "《行政诉讼法》第46条、第48条", nearest(scene)),
        Basis::new(
            "TJ-08",
            "《特邀调解规定》第22条、《人民调解法》第4条",
            "不收费，随时可以退出；为谈成作出让步而认可的事实，除双方都同意的以外，不作为对您不利的根据。",
        ),
    ];
    if scene.question.act == Some(ActKind::Penalty) {
        let says = "罚款逾期不交的，要加处罚款：复议、诉讼期间不计算，调解期间不当然停；怕加罚的，可以先交清，或者先申请复议。";
        costs.push(Basis::new("XS-25", "《行政处罚法》第73条第3款", says));
    }
    let offices = if scene.question.agency.is_agency() {
        vec![centre]
    } else {
        vec![Office::described("村（社区）人民调解委员会", "不收费"), scene.offices.get(Bureau::LegalAdvice)]
    };
    finding.on(
        Way::Mediate,
        offices,
        vec!["身份证；单位带营业执照", "决定书或者通知书（没有也可以申请）", "说明情况的照片、文件"],
        costs,
    )
}

/// 要点7: what an agreement is worth, and until when it can be confirmed.
fn agreed(scene: &Scene<'_>, on: Option<Date>) -> Finding {
    let says = "已经达成协议，双方都要履行；赔偿、补偿等金钱部分，可以自协议生效之日起三十日内由双方共同申请司法确认。";
    let basis = Basis::new("RM-04", "《民事诉讼法》第205条", says);
    let finding = Finding::new(
        Passage::Running,
        basis,
        "按协议写的日子履行；对方不履行的，用编号和查询码告诉中心，由中心督促。",
    );
    match on {
        Some(on) => finding.until(Period::plain(&term::JUDICIAL_CONFIRMATION, on, scene.calendar)),
        None => finding,
    }
}

/// That the days go on, and which comes first.
fn nearest(scene: &Scene<'_>) -> String {
    let plain = "调解期间，复议和起诉的期限照常走，不会停下来。";
    let nearest = scene.remedies.as_ref().and_then(|remedies| match scene.precedence_requires() {
        true => Some(&remedies.reconsider).filter(|deadline| deadline.on() >= scene.today),
        false => remedies.nearest(scene.today),
    });
    match nearest {
        Some(deadline) if scene.reconsidered.is_none() && scene.question.tried.suit().is_none() => {
            format!("{plain}最近的一个是{}，{}。", deadline.remedy.zh(), zh_date(deadline.on()))
        }
        _ => plain.to_owned(),
    }
}

/// 国家赔偿.
pub(super) fn compensation(scene: &Scene<'_>) -> Prospect {
    let finding = if scene.question.agency.is_agency() {
        compensated(scene)
    } else {
        not_by_agency("《国家赔偿法》第2条")
    };
    let agency = Office::described(
        scene.question.agency.called(),
        "赔偿义务机关，就是作出行为的机关（《国家赔偿法》第7条）",
    );
    let materials = vec![
        "赔偿申请书：姓名住址、要求、事实和理由、日期（写不了的可以口头申请）",
        "身份证；不是本人申请的，带关系证明",
        "决定书，或者确认它违法的文书（有的话）",
        "损失的证据：发票、病历、评估、照片",
    ];
    let costs = vec![Basis::new(
        "XS-39",
        "《国家赔偿法》第9条第2款",
        "也可以在复议、起诉时一并提出，那样按复议、起诉的期限算；单独申请赔偿，不会让复议、起诉的期限停下来。",
    )];
    finding.on(Way::Compensation, vec![agency], materials, costs)
}

fn compensated(scene: &Scene<'_>) -> Finding {
    let question = scene.question;
    if question.act == Some(ActKind::Compensation) && question.circumstance == Some(true) {
        let says = "赔偿义务机关已经作出决定；不服的，自决定之日起三个月内向法院起诉。";
        let basis = Basis::new("XS-39", "《国家赔偿法》第14条第2款", says);
        return Finding::new(Passage::Closed, basis, "看“提起行政诉讼”和“申请行政复议”的日子。");
    }
    let basis = |says| Basis::new("XS-39", "《国家赔偿法》第39条、第9条", says);
    let Some(from) = question.known_on.or(question.made_on) else {
        let says = "造成损失的，自知道权益受侵害之日起两年内申请；没有日期，算不出还剩几天。";
        return Finding::new(
            Passage::Uncounted,
            basis(says),
            "有损失的，尽快把赔偿申请书交给作出行为的机关，要收据。",
        );
    };
    let early =
        Clock::start(&term::COMPENSATION_CLAIM, question.made_on.map_or(from, |made_on| made_on.min(from)));
    let claimed = Clock::start(&term::COMPENSATION_CLAIM, from).due(scene.calendar);
    let early = early
        .due(scene.calendar)
        .with_remark("保守口径：自行为作出之日起算；时效最后六个月内遇到障碍的可以中止。");
    let period =
        Period {
            name: "请求国家赔偿的时效".to_owned(), conservative: early, claimed, opens_on: None
        };
    let (says, next) = match period.passage(scene.today) {
        Passage::Open => (
            "违法的行为造成损失的，可以申请赔偿；机关收到申请后两个月内决定。",
            format!("有损失的，{}以前把赔偿申请书交给作出行为的机关，要收据；不赔、少赔或者两个月不决定的，三个月内可以起诉。", zh_date(period.on())),
        ),
        Passage::Claimable => (
            "自作出之日起已经过了两年；自您知道之日起没有过的，还可以主张。",
            "尽快申请，并写明您是哪天知道的，附上证明。".to_owned(),
        ),
        _ => (
            "两年的时效已经过了。",
            "最后六个月内遇到不可抗力等障碍的，时效中止，带上证明去申请；被羁押的时间不算。拿不准的打 12348 问。".to_owned(),
        ),
    };
    Finding::new(period.passage(scene.today), basis(says), next).until(period)
}

fn not_by_agency(article: &'static str) -> Finding {
    Finding::new(
        Passage::Closed,
        Basis::new("XS-39", article, "国家赔偿只管国家机关行使职权造成的损害。"),
        CIVIL,
    )
}

/// 信访.
pub(super) fn petition(scene: &Scene<'_>) -> Prospect {
    let attempt = scene.question.tried.get(Way::Petition);
    let answered_on = attempt.and_then(|attempt| attempt.on);
    let finding = match attempt.map(|attempt| attempt.tried) {
        Some(Tried::PetitionRunning) => {
            let says = "信访正在办：受理后六十日内办结，复杂的可以再延长三十日。";
            Finding::new(
                Passage::Running,
                Basis::new("XF-04", "《信访工作条例》第34条", says),
                "等书面答复；不等它的结果，按日子去复议或者起诉。",
            )
        }
        Some(Tried::PetitionAnswered) => further(
            scene,
            answered_on,
            &term::PETITION_REVIEW_REQUEST,
            ("XF-05", "《信访工作条例》第35条", "复查"),
        ),
        Some(Tried::PetitionReviewed) => further(
            scene,
            answered_on,
            &term::PETITION_RE_REVIEW_REQUEST,
            ("XF-06", "《信访工作条例》第36条", "复核"),
        ),
        Some(Tried::PetitionConcluded) => {
            let says = "复核是信访的最后一步，同一事实和理由不再受理。";
            Finding::new(
                Passage::Closed,
                Basis::new("XF-06", "《信访工作条例》第36条", says),
                "看复议、起诉、调解还能不能走；生活有困难的，可以申请救助。",
            )
        }
        _ => {
            let says = "可以反映情况；能通过复议、诉讼解决的，信访部门会请您走复议、诉讼。";
            Finding::new(
                Passage::Open,
                Basis::new("XF-07", "《信访工作条例》第17条、第28条、第31条", says),
                "写清姓名、住址、请求和事实，当面、写信、打电话或者上网提出；十五日内会书面告诉您由谁办。",
            )
        }
    };
    let costs = vec![
        Basis::new(
            "XS-11",
            "《行政诉讼法》第46条、第48条",
            "信访不会让复议、起诉的期限停下来；等信访答复，可能错过起诉。",
        ),
        Basis::new("XF-09", "《信访工作条例》第20条", "多人走访的，推选代表，不超过五人。"),
    ];
    let materials = vec!["信访材料：姓名、住址、请求、事实和理由", "身份证", "已经有的决定书、答复"];
    finding.on(Way::Petition, vec![scene.offices.get(Bureau::PetitionOffice)], materials, costs)
}

/// 复查 and 复核, each within thirty days of the written answer.
fn further(
    scene: &Scene<'_>,
    on: Option<Date>,
    term: &term::Term,
    (rule, article, step): (&'static str, &'static str, &str),
) -> Finding {
    let basis = |says| Basis::new(rule, article, says);
    let Some(on) = on else {
        let says = format!("不服的，收到书面答复之日起三十日内请求{step}；没有收到日期，算不出还剩几天。");
        return Finding::new(
            Passage::Uncounted,
            basis(says),
            format!("看书面答复的送达日期，三十日内请求上一级机关{step}。"),
        );
    };
    let period = Period::plain(term, on, scene.calendar);
    match period.passage(scene.today) {
        Passage::Open => {
            let next = format!("{}以前，向答复机关的上一级机关书面请求{step}。", zh_date(period.on()));
            Finding::new(Passage::Open, basis(format!("还可以请求{step}。")), next).until(period)
        }
        _ => {
            let says = format!("请求{step}的三十日已经过了。");
            Finding::new(Passage::Closed, basis(says), "看复议、起诉、调解还能不能走。").until(period)
        }
    }
}

/// 投诉执法行为、12345.
pub(super) fn complain(scene: &Scene<'_>) -> Prospect {
    let says = "执法人员态度、程序、乱收费、吃拿卡要等问题，随时可以投诉，可以不留姓名。";
    let basis = Basis::new("JD-02", "《行政执法监督条例》第2条、第6条", says);
    let complained = scene.question.tried.get(Way::Complain).is_some();
    let next = match complained {
        true => {
            "问一下办理结果；不满意的，向司法局（行政执法监督机构）反映。不等它的结果，按日子去复议或者起诉。"
        }
        false => "打 12345，或者到司法局（行政执法监督机构）反映：说清哪天、哪里、哪个单位、什么事。",
    };
    let offices = vec![
        scene.offices.get(Bureau::Hotline),
        Office {
            note: "行政执法监督机构".to_owned(), ..scene.offices.get(Bureau::ReconsiderationOffice)
        },
    ];
    let costs = vec![Basis::new(
        "XS-11",
        "《行政诉讼法》第46条、第48条",
        "投诉不会改变决定，也不会让复议、起诉的期限停下来。",
    )];
    let passage = if complained { Passage::Running } else { Passage::Open };
    let materials =
        vec!["决定书、收据、照片、录音等（有的话）", "时间、地点、单位、执法人员的证号（知道的话）"];
    Finding::new(passage, basis, next).on(Way::Complain, offices, materials, costs)
}
