//! What lies in a reconsideration: what was applied with, supplemented, said and answered, what was served on this reader's side and by
//! which proof. The view has taken out what is not for these eyes; the office and who keeps the file see what was served on anybody.

use super::{By, Document, proof_title, side_of};
use crate::{
    Actor, FileHash, Role,
    calendar::zh_date,
    decision::Law,
    reconsideration::{Notice, Reconsideration},
};

pub(super) fn documents(held: &Reconsideration, reader: &Actor, law: &Law) -> Vec<Document> {
    let eyes = Eyes {
        seen: &held.visible(reader),
        all: held.is_insider(reader) || matches!(reader.role, Role::Auditor | Role::Archivist),
        own: side_of(reader, &held.brief.respondent),
        law,
    };
    let mut found = eyes.applied();
    found.extend(eyes.said());
    found.extend(eyes.seen.brought());
    found.extend(eyes.tried());
    found.extend(eyes.attached());
    found.extend(eyes.served());
    // Its house is the reconsideration body, not the centre.
    let body = By::Body(law.directory.name_of(&held.bodies.body).to_owned());
    for document in found.iter_mut().filter(|document| document.by == By::House) {
        document.by.clone_from(&body);
    }
    found
}

impl Reconsideration {
    /// What this reader may give to experts and to a case review: what was applied with, said and answered; no address, no letter of
    /// authority, no proof of service.
    pub fn to_be_shown(&self, reader: &Actor, law: &Law) -> Vec<Document> {
        let eyes = Eyes {
            seen: &self.visible(reader),
            all: self.is_insider(reader),
            own: side_of(reader, &self.brief.respondent),
            law,
        };
        eyes.applied_with().into_iter().chain(eyes.seen.brought()).chain(eyes.stated()).collect()
    }
}

struct Eyes<'a> {
    seen: &'a Reconsideration,
    all: bool,
    own: Option<&'a str>,
    law: &'a Law,
}

impl Eyes<'_> {
    fn reads_of(&self, side: &str) -> bool {
        self.all || self.own == Some(side)
    }

    fn name(&self, side: &str) -> String {
        self.seen.brief.called(side, self.law).into_owned()
    }

    /// The application itself and what was supplemented.
    fn applied_with(&self) -> Vec<Document> {
        let seen = self.seen;
        let application = &seen.application;
        let applied = application.document.iter().filter(|_| self.all);
        let mut found: Vec<Document> = applied
            .map(|file| {
                Document::of(file, "复议申请书、口头申请笔录", By::Applicants, application.received_on)
            })
            .collect();
        if let Some(held) = &seen.supplement {
            let on = held.received_on.unwrap_or(held.asked_on);
            found.extend(numbered("补正材料", &held.documents, By::Applicants, on));
        }
        found
    }

    fn applied(&self) -> Vec<Document> {
        let seen = self.seen;
        let mut found = self.applied_with();
        let addresses = seen.addresses.iter().filter(|held| self.reads_of(&held.address.side));
        found.extend(addresses.filter_map(|held| {
            let side = &held.address.side;
            let title = format!("送达地址确认书（{}）", self.name(side));
            Some(Document::of(held.address.document.as_ref()?, title, By::Side(side.clone()), held.on))
        }));
        found.extend(seen.acceptance.iter().filter(|_| self.all).filter_map(|accepted| {
            let file = accepted.summary.as_ref()?.document.as_ref()?;
            Some(Document::of(file, "各方同意适用简易程序的书面材料", By::House, accepted.on))
        }));
        let letters = seen.agents.iter().filter(|agent| self.reads_of(&agent.side));
        found.extend(letters.map(|agent| {
            let title = format!("授权委托书（{}的代理人{}）", self.name(&agent.side), agent.label);
            Document {
                dated: None,
                ..Document::of(&agent.document, title, By::Side(agent.side.clone()), seen.opened_on)
            }
        }));
        found
    }

    /// What came with what the parties wrote.
    fn stated(&self) -> Vec<Document> {
        let stated =
            self.seen.stated.iter().flat_map(|one| one.documents.iter().map(move |file| (one, file)));
        stated
            .enumerate()
            .map(|(at, (one, file))| {
                let title = format!("意见附带的材料 {}", at + 1);
                Document::of(file, title, By::Side(one.side.clone()), one.on)
            })
            .collect()
    }

    fn said(&self) -> Vec<Document> {
        let mut found = self.stated();
        let heard = self.seen.heard.iter().filter(|heard| self.reads_of(&heard.side));
        found.extend(heard.filter_map(|heard| {
            let title = format!("听取意见的记录（{}）", self.name(&heard.side));
            Some(Document::of(heard.document.as_ref()?, title, By::House, heard.on))
        }));
        let halts = self
            .seen
            .agreed_halt
            .iter()
            .flat_map(|agreed| agreed.papers().iter().map(move |(side, file)| (side, file, agreed.on())));
        found.extend(halts.filter(|(side, ..)| self.reads_of(side)).map(|(side, file, on)| {
            let title = format!("同意中止的书面材料（{}）", self.name(side));
            Document::of(file, title, By::Side(side.clone()), on)
        }));
        found
    }

    /// Minutes, what the committee advised, how it was agreed to: the view keeps the last two for the office and the body.
    fn tried(&self) -> Vec<Document> {
        let hearings = self.seen.hearings.iter().filter(|_| self.all);
        let mut found: Vec<Document> = hearings
            .filter_map(|hearing| {
                let file = hearing.record.as_ref()?.document.as_ref()?;
                let on = hearing.plan.starts_at.date();
                Some(Document::of(file, format!("听证笔录（{}）", zh_date(on)), By::House, on))
            })
            .collect();
        found.extend(self.seen.consultations.iter().filter_map(|asked| {
            let opinion = asked.opinion.as_ref()?;
            Some(Document::of(opinion.document.as_ref()?, "行政复议委员会咨询意见", By::House, opinion.on))
        }));
        found.extend(self.inquired());
        for review in self.seen.rule_reviews.iter().filter(|_| self.all) {
            let maker = || By::Body(review.plan.maker.clone());
            let answer = review.answer.as_ref().zip(review.answered_on);
            found.extend(answer.map(|(file, on)| {
                let by = review.plan.forward_to.clone().map_or_else(maker, By::Body);
                Document::of(file, "附带审查的答复、回复", by, on)
            }));
            found.extend(review.put_right.as_ref().and_then(|done| {
                Some(Document::of(done.document.as_ref()?, "制定机关纠正情况的来文", maker(), done.on))
            }));
        }
        found.extend(self.seen.drafts.iter().filter_map(|draft| {
            let resolved = draft.resolved.as_ref()?;
            Some(Document::of(resolved.document.as_ref()?, "同意、集体讨论的记录", By::House, resolved.on))
        }));
        found
    }

    /// 45条: the signed record, and what was taken; the view keeps it for the office, the body and who keeps the file.
    fn inquired(&self) -> Vec<Document> {
        let records = self.seen.inquiries.iter().filter_map(|held| Some((held, held.record.as_ref()?)));
        let papers = records.flat_map(|(held, record)| {
            let of = held.plan.asked_zh();
            let signed = record.document.iter().map({
                let of = of.clone();
                move |file| Document::of(file, format!("调查笔录（{of}）"), By::House, record.on)
            });
            let taken = record.taken.iter().map(move |paper| {
                let title = format!("{}（向{of}{}）", paper.title, paper.way.name_zh());
                Document::of(&paper.file, title, By::House, record.on)
            });
            signed.chain(taken)
        });
        papers.collect()
    }

    /// What came with a withdrawal, performance or enforcement.
    fn attached(&self) -> Vec<Document> {
        let attached = self.seen.attached.iter().filter(|_| self.all);
        attached.map(|one| Document::of(&one.file, one.what.name_zh(), By::House, one.on)).collect()
    }

    fn served(&self) -> Vec<Document> {
        let mine = self.seen.notices.iter().filter(|notice| {
            self.all || self.own.is_some_and(|own| notice.recipients.iter().any(|recipient| recipient == own))
        });
        let mut found: Vec<Document> = mine.filter_map(Notice::paper_on_file).collect();
        let proofs = self
            .seen
            .notices
            .iter()
            .flat_map(|notice| notice.every_record().map(move |delivery| (notice, delivery)));
        let proofs = proofs.filter(|(_, delivery)| self.reads_of(&delivery.recipient));
        found.extend(proofs.flat_map(|(notice, delivery)| {
            let (recipient, on) = (&delivery.recipient, delivery.on);
            let label = self.seen.label_on(recipient, on, self.law);
            let proof = delivery.proof.as_ref().map(|file| {
                let proof = match delivery.failed {
                    true => format!("送达未成的证明（{label}，{}）", zh_date(on)),
                    false => proof_title(label, on),
                };
                let title = format!("{}的{proof}", notice.paper.name_zh());
                Document::of(file, title, By::House, on)
            });
            let agreed = delivery.consent_paper.as_ref().map(|file| {
                let title = format!("同意电子送达的书面材料（{label}）");
                Document::of(file, title, By::Side(recipient.clone()), on)
            });
            proof.into_iter().chain(agreed)
        }));
        found
    }
}

impl Reconsideration {
    /// What the agency answered and brought, where it may be read.
    pub fn brought(&self) -> Vec<Document> {
        let Some(reply) = &self.reply else { return Vec::new() };
        let by = || By::Side(crate::mediation::RESPONDENT.to_owned());
        let answer = reply.document.iter().map(|file| Document::of(file, "答复书", by(), reply.on));
        let evidence = |one: &crate::reconsideration::AgencyEvidence, added: String| {
            let late = if self.is_formed_late(one) { "，受理以后才形成" } else { "" };
            let title = format!("{}（{}形成{late}{added}）", one.title, zh_date(one.formed_on));
            Document::of(&one.file, title, by(), one.formed_on)
        };
        let first = reply.evidence.iter().map(|one| evidence(one, String::new()));
        let added = reply.added.iter().flat_map(|added| {
            let letter = added.document.iter().map(|file| Document::of(file, "补充的答复书", by(), added.on));
            let told = || format!("，{}", added.told_zh());
            letter.chain(added.evidence.iter().map(move |one| evidence(one, told())))
        });
        answer.chain(first).chain(added).collect()
    }
}

impl Notice {
    /// The paper that was served, where it was uploaded.
    pub fn paper_on_file(&self) -> Option<Document> {
        let title = format!("{}（{}）", self.paper.name_zh(), zh_date(self.made_on));
        self.document.as_ref().map(|file| Document::of(file, title, By::House, self.made_on))
    }
}

fn numbered(title: &str, files: &[FileHash], by: By, on: jiff::civil::Date) -> Vec<Document> {
    let files = files.iter().enumerate();
    files.map(|(at, file)| Document::of(file, format!("{title} {}", at + 1), by.clone(), on)).collect()
}
