//! What an agreement that was signed still waits for, as its sides have to know it: a seal, until which either side may go back, or the
//! withdrawal that was agreed on, which is the applicant's own. Not here: who records that it came (`agreeing`).

use super::{Channel, Ending, Mediation};
use crate::mirrored::Finding;

const RECONSIDERATION_SEAL_ZH: &str = "等复议机关盖章制作调解书，盖章以后才生效，约定的日子也要那以后才作数；盖章以前任何一方可以反悔：不愿意照办的，在网上点“盖章以前反悔”，或者书面告诉复议机构、中心窗口，复议接着审（《行政复议法》73条）。复议还在办，不能就同一件事起诉（29条）。";
const COURT_SEAL_ZH: &str = "等人民法院制作调解书，各方签收以后才生效，约定的日子也要那以后才作数；签收以前任何一方可以反悔：不愿意照办的，在网上点“盖章以前反悔”，或者书面告诉法院、中心窗口，案件接着审（法释〔2018〕1号85条，《民事诉讼法》102条）。";

impl Ending {
    /// Of an agreement that is nothing before a statement is sealed: what it waits for.
    pub fn seal_zh(self) -> Option<&'static str> {
        match self {
            Ending::ReconsiderationStatement => Some(RECONSIDERATION_SEAL_ZH),
            Ending::CourtStatement => Some(COURT_SEAL_ZH),
            _ => None,
        }
    }

    /// From when it binds, for the paper that is signed (复议法73条, 法释〔2018〕1号85条; 特邀调解规定24条).
    pub fn effect_zh(self) -> &'static str {
        match self {
            Ending::ReconsiderationStatement => {
                "本协议经各方签名、盖章或者捺印后，由行政复议机关据此制作行政复议调解书；行政复议调解书经各方签字或者签章，并加盖行政复议机关印章，即具有法律效力。在此以前任何一方可以反悔，反悔的由行政复议机关依法审查或者及时作出行政复议决定（《行政复议法》第七十三条）。"
            }
            Ending::CourtStatement => {
                "本协议经各方签名、盖章或者捺印后，由人民法院据此制作行政调解书；行政调解书经各方签收后生效。签收以前任何一方可以反悔，反悔的由人民法院继续审理（法释〔2018〕1号第八十五条，《民事诉讼法》第一百零二条）。"
            }
            _ => "本协议自各方签名、盖章或者捺印之日起生效。",
        }
    }
}

impl Mediation {
    /// 复议法73条2款: signed, and in force only with the statement.
    pub fn seal_awaited_zh(&self) -> Option<&'static str> {
        self.awaits().and_then(|_| self.agreement.as_ref()?.ending.seal_zh())
    }

    /// 复议法74条1款, 行诉法62条: it was agreed to withdraw, and nobody has permitted that yet.
    pub fn withdrawal_awaited_zh(&self) -> Option<&'static str> {
        self.awaits().filter(|awaited| *awaited == Finding::WithdrawalAllowed)?;
        Some(match self.channel() {
            Some(Channel::Reconsideration) if self.is_sealed_by_office() => {
                "协议约定撤回复议申请：请申请人自己申请撤回（“查进度”里点“撤回复议申请”，或者书面交到复议机构、中心窗口），复议机构准予以后，复议才终止（《行政复议法》74条）。"
            }
            Some(Channel::Reconsideration) => {
                "协议约定撤回复议申请：请申请人自己向受理的复议机关书面申请撤回，准予以后，复议才终止（《行政复议法》74条）。"
            }
            _ => {
                "协议约定撤诉：请原告自己向受理的人民法院申请撤诉，是否准许由法院裁定（《行政诉讼法》62条）。"
            }
        })
    }
}
