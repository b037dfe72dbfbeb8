//! Of parties who are masked alike the names beside the choices, for whoever may open them: among twenty of one family nobody knows who the
//! third one is. Opening the form is on record as opening the names is; lists, titles and the journal keep the masks.

use super::{super::persons::may_open_persons, Place};
use crate::{
    http::{Trouble, Visit},
    ui::form::{Field, FieldKind, Form},
};
use huajie_law::{AnyMatter, PersonId};

pub(super) async fn name_those_alike(visit: &Visit, place: &Place, form: &mut Form) -> Result<(), Trouble> {
    if !may_open_persons(&place.actor) {
        return Ok(());
    }
    // The recipients of a paper are the parties of its dispute.
    let of_paper = match &place.file.matter {
        Some(AnyMatter::Paper(held)) => visit.office.ledger.load(&held.issue.dispute).await?,
        _ => None,
    };
    let matter = of_paper.as_ref().unwrap_or(&place.file).matter.as_ref();
    // Only of those whom the form offers.
    let mut alike = alike(matter);
    alike.retain(|(key, ..)| form.leaves().iter().any(|field| offers(field, key)));
    if !alike.is_empty() {
        place.record(visit).await?;
    }
    for (key, label, person) in alike {
        let name = visit.office.open_person(&person).await?.name;
        form.fields.iter_mut().for_each(|field| say(field, &key, &label, &name));
    }
    Ok(())
}

/// Key, label and person of each party whose mask another party has too.
fn alike(matter: Option<&AnyMatter>) -> Vec<(String, String, PersonId)> {
    let told = |key: &str, mask: &str, label: String, person: &PersonId| {
        (label != mask).then(|| (key.to_owned(), label, person.clone()))
    };
    match matter {
        Some(AnyMatter::Dispute(held)) => {
            let parties = held.parties.iter().map(|party| (&party.key, &party.particulars));
            let parties = parties.filter_map(|(key, who)| {
                told(key, &who.label, held.label_apart(key).into_owned(), &who.person)
            });
            parties.collect()
        }
        Some(AnyMatter::Mediation(held)) => {
            let parties = held.brief.parties.iter();
            let parties = parties.filter_map(|party| {
                told(&party.key, &party.label, held.brief.label(&party.key).into_owned(), &party.person)
            });
            parties.collect()
        }
        _ => Vec::new(),
    }
}

fn offers(field: &Field, key: &str) -> bool {
    match &field.kind {
        FieldKind::Choice(choices) | FieldKind::Select(choices) | FieldKind::Several(choices) => {
            choices.iter().any(|choice| choice.value == key)
        }
        _ => false,
    }
}

fn say(field: &mut Field, key: &str, label: &str, name: &str) {
    match &mut field.kind {
        FieldKind::Group(parts) => parts.iter_mut().for_each(|part| say(part, key, label, name)),
        FieldKind::Choice(choices) | FieldKind::Select(choices) | FieldKind::Several(choices) => {
            // The dispute's own forms say the standing beside the place.
            let place = label.trim_end_matches('）').rsplit(['（', '，']).next().unwrap_or(label);
            let theirs =
                choices.iter_mut().filter(|choice| choice.value == key && choice.label.contains(place));
            theirs.for_each(|choice| choice.label = format!("{}：{name}", choice.label));
        }
        _ => {}
    }
}
