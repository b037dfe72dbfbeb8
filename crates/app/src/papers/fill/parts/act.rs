//! What was done by the agency, as a paper words it.

use huajie_law::dispute::{ActKind, ContestedAct};

/// `罚款五千元（石牌派出所作出）`: what it is about; where a branch of the agency acted, which one.
pub fn act_with_branch(act: &ContestedAct) -> String {
    match branch_of(act) {
        Some(branch) => format!("{}（{branch}）", act.title),
        None => act.title.clone(),
    }
}

/// `石牌派出所作出`; of what was never done or was agreed on, `具体由石牌派出所经办`.
pub fn branch_of(act: &ContestedAct) -> Option<String> {
    let undone = act.is_inaction() || act.kind == ActKind::Agreement;
    let branch = act.branch.as_deref()?;
    Some(if undone { format!("具体由{branch}经办") } else { format!("{branch}作出") })
}
