//! What follows when it is not done: the clause of the agreement, and after an urging the last sentence of the letter, by how the
//! agreement is sealed and who owes it. Articles are cited; nothing is threatened that the law does not know.

use super::*;
use crate::{Law, calendar::zh_date, clock::Clock, mediation::RESPONDENT, term};

/// 复议法77条2款, 78条3项.
const AGENCY_UNDER_STATEMENT: &str =
    "由行政复议机关或者有关上级行政机关责令限期履行，可以约谈有关负责人或者通报批评（《行政复议法》77条2款）";
const PARTY_UNDER_STATEMENT: &str =
    "行政复议调解书可以由行政复议机关依法强制执行，或者由其申请人民法院强制执行（《行政复议法》78条3项）";
/// 法释〔2018〕1号152条、153条.
const COURT_STATEMENT: &str =
    "对方可以凭行政调解书向人民法院申请强制执行，申请执行的期限为二年（法释〔2018〕1号152条、153条）";
/// 民诉法206条.
const CONFIRMED: &str = "协议已经司法确认，对方可以向人民法院申请强制执行（《民事诉讼法》206条）";
const CONFIRMATION_ASKED: &str = "各方已经共同申请司法确认，等人民法院的裁定；裁定确认以后仍不履行的，对方可以向人民法院申请强制执行（《民事诉讼法》205条、206条）";
/// 复议法73条2款, 29条; 法释〔2018〕1号85条.
const UNSEALED: &str = "调解书还没有盖章（签收），协议还没有生效，原来的程序接着办；生效以后仍不履行的，依照调解书依法责令履行或者强制执行";
const WITHDRAWN: &str = "依照协议的约定和撤回申请（起诉）的法律后果处理，对方可以依法就不履行协议请求救济";
const NOT_SEALED: &str = "协议没有经过司法确认，也没有制作调解书，不能直接申请强制执行；对方可以依法提起诉讼，或者通过其他法定途径请求履行";

/// 复议法73条2款; 法释〔2018〕1号85条.
const NEVER_SEALED_ZH: &str =
    "调解书盖章（签收）以前没有成，这份协议不生效，不用照它做，也不能凭它要求做；原来的程序接着办";

impl Performance {
    /// 复议法73条2款: refused or reneged on before the seal, it never came into force, and nobody is held to it.
    pub fn was_never_sealed(&self) -> bool {
        self.unconfirmed && !self.confirmed && self.plan.ending.seal_zh().is_some()
    }

    /// Why nothing of it is due: the statement is not sealed yet, or never was.
    pub fn unsealed_zh(&self) -> Option<&'static str> {
        self.seal_awaited_zh().or_else(|| self.was_never_sealed().then_some(NEVER_SEALED_ZH))
    }

    /// What whoever owes this line has to expect.
    pub fn consequence(&self, line: &Line, law: &Law, today: Date) -> String {
        let agency = line.obligation.obligor == RESPONDENT;
        match (self.confirmed, self.plan.ending) {
            (true, Ending::ReconsiderationStatement) if agency => AGENCY_UNDER_STATEMENT.to_owned(),
            (true, Ending::ReconsiderationStatement) => PARTY_UNDER_STATEMENT.to_owned(),
            (true, Ending::CourtStatement) => COURT_STATEMENT.to_owned(),
            (true, _) => CONFIRMED.to_owned(),
            (false, Ending::JudicialConfirmation) if self.confirmation_asked && !self.unconfirmed => {
                CONFIRMATION_ASKED.to_owned()
            }
            (false, _) if self.seal_awaited_zh().is_some() => UNSEALED.to_owned(),
            (false, _) if self.was_never_sealed() => NEVER_SEALED_ZH.to_owned(),
            (false, Ending::Withdrawal) => WITHDRAWN.to_owned(),
            (false, Ending::JudicialConfirmation) if !self.unconfirmed => self.still_confirmable(law, today),
            (false, _) => NOT_SEALED.to_owned(),
        }
    }

    /// The same to the side to which it is owed, if it is this one.
    pub fn consequence_for(&self, line: &Line, reader: Option<&str>, law: &Law, today: Date) -> String {
        let said = self.consequence(line, law, today);
        match reader.is_some_and(|reader| line.is_owed_to(reader)) {
            true => said.replace("对方", "您"),
            false => said,
        }
    }

    /// ZX-10.12: as long as the court may still be asked jointly, that is the way to a paper that can be enforced.
    fn still_confirmable(&self, law: &Law, today: Date) -> String {
        let clock = Clock::start(&term::CENTRE_CONFIRMATION, self.plan.effective_on);
        match clock.due_on(&law.calendar).filter(|last_day| *last_day >= today) {
            Some(last_day) => format!(
                "各方在{}前还可以共同申请司法确认，确认以后仍不履行的，对方可以向人民法院申请强制执行（《民事诉讼法》205条、206条）；没有确认的，对方可以依法提起诉讼",
                zh_date(last_day)
            ),
            None => NOT_SEALED.to_owned(),
        }
    }
}

/// 不履行的处理, as the agreement itself says it: what follows when somebody does not perform, by how the agreement is sealed: nobody is promised a way that the law does not
/// open (《民事诉讼法》206条，《行政复议法》77条、78条，法释〔2018〕1号152条).
pub fn default_clause(ending: Ending) -> &'static str {
    match ending {
        Ending::Withdrawal => {
            "一方不按期履行的，本中心先行督促；经督促仍不履行的，依照撤回的法律后果（见结案方式）和本协议约定处理，对方可以依法就不履行本协议请求救济。"
        }
        Ending::JudicialConfirmation => {
            "一方不按期履行的，本中心先行督促；经督促仍不履行，本协议经司法确认的，对方可以依法向人民法院申请强制执行；没有经司法确认的，对方可以依法提起诉讼，或者通过其他法定途径请求履行。"
        }
        Ending::ReconsiderationStatement | Ending::CourtStatement => {
            "一方不按期履行的，本中心先行督促；调解书生效以后仍不履行的，依照调解书依法责令履行或者强制执行。"
        }
        Ending::AgencyCorrects | Ending::AgreementAlone => {
            "一方不按期履行的，本中心先行督促；本协议没有经过司法确认，也没有制作调解书，不能直接申请强制执行，经督促仍不履行的，对方可以依法提起诉讼，或者通过其他法定途径请求履行。"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use strum::IntoEnumIterator;

    #[test]
    fn only_what_is_sealed_is_said_to_be_enforceable() {
        for ending in Ending::iter() {
            let unsealed = matches!(ending, Ending::AgencyCorrects | Ending::AgreementAlone);
            let said = default_clause(ending);
            assert_eq!(said.contains("不能直接申请强制执行"), unsealed, "{ending:?}");
        }
    }
}
