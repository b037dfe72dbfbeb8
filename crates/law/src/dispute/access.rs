//! Who may see the file, walls aside. Not here: what of it they see (`outline`, `before`).

use super::Dispute;
use crate::Principal;

impl Dispute {
    pub(super) fn access(&self) -> Vec<Principal> {
        use crate::Role::*;
        let mut access: Vec<Principal> =
            [IntakeClerk, CentreHead, Archivist, Auditor].into_iter().map(Principal::role).collect();
        access.push(Principal::role_in(AgencyLegal, &self.registration.respondent));
        access.push(Principal::role_in(AgencyHead, &self.registration.respondent));
        access.extend(
            self.registration.proxy.iter().map(|proxy| Principal::role_in(ConsultPoint, &proxy.organization)),
        );
        access.extend(self.seated.iter().map(Principal::user));
        access.extend(self.watchers().map(Principal::user));
        for office in self.proceedings.iter().filter_map(|p| p.course.office.as_ref()) {
            access.push(Principal::role_in(ReconsiderationOfficer, office));
            access.push(Principal::role_in(ReconsiderationHead, office));
        }
        let bodies = self.proceedings.iter().filter_map(|p| p.course.body.as_ref());
        access.extend(bodies.map(|body| Principal::role_in(AgencyHead, body)));
        access
    }
}
