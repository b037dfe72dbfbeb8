//! What was promised, in words: the steps on it, what they are called by the citizen whose they are, what happened.

pub fn command(name: &'static str) -> &'static str {
    match name {
        "record_fulfilment" => "记录履行",
        "record_fulfilments" => "一次记录多项履行",
        "report_shortfall" => "反映没有履行",
        "urge" => "督促履行",
        "check_performance" => "核实是否履行",
        "record_breach" => "记录未履行",
        "apply_for_enforcement" => "申请强制执行",
        "pass_on" => "转有权机关",
        other => super::elsewhere::command(other),
    }
}

pub fn own_command(name: &str) -> Option<&'static str> {
    Some(match name {
        "record_fulfilment" => "告诉我们有一项做到了",
        "report_shortfall" => "对方没有履行，或者只履行了一部分",
        "apply_for_enforcement" => "对方不做，申请强制执行",
        _ => return None,
    })
}

pub fn public_event(event: &str) -> Option<&'static str> {
    Some(match event {
        "opened" => "开始跟踪协议履行",
        "fulfilment_recorded" => "有一项已经履行",
        "shortfall_reported" => "有一方反映：有一项没有履行，工作人员会去核实、督促",
        "urged" => "工作人员督促了履行",
        "performance_checked" => "工作人员核实了有一项到底履行了没有",
        "breach_recorded" => "有一项没有履行",
        "all_fulfilled" => "全部履行完毕",
        _ => return None,
    })
}
