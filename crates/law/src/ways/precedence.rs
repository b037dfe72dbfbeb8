//! 复议前置: whether reconsideration must come before the suit (FY-12 《行政复议法》23条1款), and the one question that decides it
//! for each kind of act. Not here: what follows for a way that is closed by it.

use super::{AgencyKind, Question};
use crate::{dispute::ActKind, remedy::Contested};

/// Whether reconsideration must come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precedence {
    /// 可以选择: 《行政诉讼法》44条1款.
    Free,
    /// 应当先复议, by this item of 23条1款.
    Required(Item),
    /// It depends on something that nobody has said, or on a law that is not kept here.
    Perhaps(Item),
}

/// An item of 《行政复议法》23条1款.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// 一项：当场作出的行政处罚决定
    OnTheSpot,
    /// 二项：侵犯已经依法取得的自然资源所有权、使用权的决定
    NaturalResources,
    /// 三项：11条规定的未履行法定职责
    Inaction,
    /// 四项：政府信息不予公开
    Disclosure,
    /// 五项：法律、行政法规规定的其他情形
    OtherLaw,
    /// The kind of act is not known: any item may apply.
    Any,
}

impl Item {
    pub fn article(self) -> &'static str {
        match self {
            Item::OnTheSpot => "《行政复议法》第23条第1款第1项",
            Item::NaturalResources => "《行政复议法》第23条第1款第2项",
            Item::Inaction => "《行政复议法》第23条第1款第3项、第11条",
            Item::Disclosure => "《行政复议法》第23条第1款第4项",
            Item::OtherLaw => "《行政复议法》第23条第1款第5项",
            Item::Any => "《行政复议法》第23条第1款",
        }
    }

    /// What makes it so, in plain words.
    pub fn zh(self) -> &'static str {
        match self {
            Item::OnTheSpot => "当场作出的处罚",
            Item::NaturalResources => "侵犯已经依法取得的土地、山林、水面等自然资源权利的决定",
            Item::Inaction => "该办的没有办（未履行法定职责）",
            Item::Disclosure => "申请公开政府信息而不予公开",
            Item::OtherLaw => "别的法律、行政法规要求先复议的事（例如纳税上的争议）",
            Item::Any => "有几类事要先复议，还不清楚您的事属于哪一类",
        }
    }
}

impl Precedence {
    /// Of this question.
    pub fn of(question: &Question) -> Precedence {
        use Precedence::{Free, Perhaps, Required};
        let decided = |item: Item| match question.circumstance {
            Some(true) => Required(item),
            Some(false) => Free,
            None => Perhaps(item),
        };
        let tax = question.agency.kind == Some(AgencyKind::Tax);
        match question.act {
            None => Perhaps(Item::Any),
            Some(ActKind::Penalty) => decided(Item::OnTheSpot),
            Some(ActKind::NaturalResources) => decided(Item::NaturalResources),
            Some(ActKind::InformationDisclosure) => decided(Item::Disclosure),
            Some(ActKind::FailureToAct) => Required(Item::Inaction),
            Some(ActKind::Licence) => decided(Item::Inaction),
            // 11条12项: whether a refusal in writing is an inaction too is argued about.
            Some(ActKind::Benefits) if question.circumstance == Some(true) => Required(Item::Inaction),
            Some(ActKind::Benefits) => Perhaps(Item::Inaction),
            Some(ActKind::CompulsoryMeasure) => Free,
            Some(_) if tax => Perhaps(Item::OtherLaw),
            Some(_) => Free,
        }
    }
}

/// The question on whose answer the law of this kind of act turns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decisive {
    pub asked: &'static str,
    pub yes: &'static str,
    pub no: &'static str,
    /// What follows where nobody knows.
    pub unknown: &'static str,
}

/// What must be asked about this kind of act; `None`: nothing.
pub fn decisive(act: ActKind) -> Option<Decisive> {
    let first = "按可能要先复议准备：先在复议期限内申请复议，两条路都保得住。";
    let unanswered = |unknown| Decisive {
        asked: "他们给过答复吗？",
        yes: "一直没有答复",
        no: "答复了：不同意，或者只同意一部分",
        unknown,
    };
    match act {
        ActKind::Penalty => Some(Decisive {
            asked: "处罚是当场作出的吗？",
            yes: "是，执法人员当场开的决定书",
            no: "不是，过后才送来决定书",
            unknown: first,
        }),
        ActKind::NaturalResources => Some(Decisive {
            asked: "这块地、山林、水面，原来就依法归您所有或者使用吗？",
            yes: "是，有证、有合同或者有批文",
            no: "不是，正是要定归谁",
            unknown: first,
        }),
        ActKind::InformationDisclosure => Some(Decisive {
            asked: "您申请公开信息，他们不公开吗？",
            yes: "是，不公开",
            no: "公开了，但对内容、方式或者泄露隐私有意见",
            unknown: first,
        }),
        ActKind::Licence | ActKind::Benefits | ActKind::FailureToAct => {
            Some(unanswered("按已经答复过算：从您知道的那天起算，日子最短；同时按可能要先复议准备。"))
        }
        ActKind::Agreement => Some(Decisive {
            asked: "对方是不按协议办，还是改了、废了协议？",
            yes: "不履行，或者不按约定履行",
            no: "单方变更、解除协议，或者其他决定",
            unknown: "按变更、解除协议算，日子最短。",
        }),
        ActKind::Compensation => Some(Decisive {
            asked: "赔偿的事，机关已经作出决定了吗？",
            yes: "已经决定：赔或者不赔",
            no: "还没有申请，或者还没有决定",
            unknown: "按已经决定算，日子最短。",
        }),
        _ => None,
    }
}

/// How the periods are counted: conservatively, and as may be claimed.
pub(super) fn contested(question: &Question) -> (Contested, Contested) {
    use Contested::{Act, AgreementBreach, Inaction};
    let both = |special| match question.circumstance {
        Some(true) => (special, special),
        Some(false) => (Act, Act),
        None => (Act, special),
    };
    match question.act {
        Some(ActKind::FailureToAct | ActKind::Licence | ActKind::Benefits) => both(Inaction),
        Some(ActKind::Agreement) => both(AgreementBreach),
        _ => (Act, Act),
    }
}
