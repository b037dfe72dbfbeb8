//! What an installation lacks: bodies and posts without which a step has nobody who takes it, and settings without which nobody is
//! reached. Said to whoever installs and administers; each way that is not there is not offered either.

use crate::config::Config;
use huajie_law::{
    Law, Role,
    directory::{Category, Organization},
    ways::AgencyKind,
};

const BODIES: [(Category, &str); 5] = [
    (Category::Centre, "没有它，谁也受理不了"),
    (Category::Government, "没有它，不能申请行政复议"),
    (Category::Court, "没有它，没有法官指导，也移送不了"),
    (Category::Procuratorate, "没有它，检察监督没有去处"),
    (Category::Township, "没有它，群众填不了事情发生在哪个乡镇"),
];

const POSTS: [(Role, &str); 9] = [
    (Role::IntakeClerk, "没有人看申请、受理、导入调解"),
    (Role::CentreHead, "没有人组成小组、决定回避"),
    (Role::Mediator, "没有人主持调解"),
    (Role::Judge, "没有人指导调解"),
    (Role::ReconsiderationOfficer, "网上不出现“申请行政复议”，窗口也登记不了"),
    (Role::ReconsiderationHead, "复议没有人审批"),
    (Role::SystemAdmin, "三员之一"),
    (Role::SecurityAdmin, "三员之一"),
    (Role::Auditor, "三员之一"),
];

/// One line each, with what follows from it; empty when nothing is missing.
pub fn lacking(law: &Law, config: &Config) -> Vec<String> {
    let directory = &law.directory;
    let held = |category: Category| move |body: &Organization| body.category == category;
    let bodies = BODIES.iter().filter(|(category, _)| !directory.organizations.values().any(held(*category)));
    let bodies = bodies.map(|(category, so)| format!("单位名录里没有{}：{so}", category.name_zh()));
    let justice = |body: &Organization| AgencyKind::of(body) == AgencyKind::JusticeBureau;
    let justice = (!directory.organizations.values().any(justice)).then(|| {
        format!("单位名录里没有{}：没有它，复议没有承办的机构", AgencyKind::JusticeBureau.name_zh())
    });
    let posts = POSTS.iter().filter(|(role, _)| directory.holders(*role).next().is_none());
    let posts = posts.map(|(role, so)| format!("名册里没有{}：{so}", role.name_zh()));
    let gateway = config
        .sms_gateway
        .is_none()
        .then(|| "没有设短信网关（HUAJIE_SMS_GATEWAY）：验证码和通知只写成 outbox 目录下的文件".to_owned());
    bodies.chain(justice).chain(posts).chain(gateway).collect()
}
