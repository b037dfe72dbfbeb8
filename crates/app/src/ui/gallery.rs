//! Every component in every state, with samples: rendered in a test, looked at in a browser.
//!
//! No real person stands here. `pages()` is pure; the test of this room writes it to a folder when asked.

use super::form::{Field, Form};
use super::parts::*;
use super::table::{Cell, Column, Row, Table};
use super::{Capacity, Flash, Mode, NavItem, Page, Site, Tone, Who, assets, error::ErrorPage};
use askama::Template;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "ui/gallery_portal.html")]
struct PortalSample {
    page: Page,
    form: Form,
    steps: Steps,
    facts: Facts,
    timeline: Timeline,
    confirmation: Confirmation,
}

#[derive(Template)]
#[template(path = "ui/gallery_form.html")]
struct FormSample {
    page: Page,
    form: Form,
}

#[derive(Template)]
#[template(path = "ui/gallery_desk.html")]
struct ListSample {
    page: Page,
    tabs: Tabs,
    chips: Chips,
    table: Table,
    pager: Pager,
}

#[derive(Template)]
#[template(path = "ui/gallery_file.html")]
struct FileSample {
    page: Page,
    identity: Identity,
    tabs: Tabs,
    clocks: Vec<Clock>,
    tags: Vec<Tag>,
    facts: Facts,
    timeline: Timeline,
    conflict: Conflict,
    form: Form,
}

/// (file name, whole page) for each sample in each mode.
pub fn pages() -> Vec<(String, String)> {
    Mode::ALL.into_iter().flat_map(in_mode).collect()
}

fn in_mode(mode: Mode) -> Vec<(String, String)> {
    let portal = PortalSample {
        page: portal_page("申请进展", mode),
        form: question(),
        steps: steps(),
        facts: facts(),
        timeline: timeline(),
        confirmation: confirmation(),
    };
    let list = ListSample {
        page: desk_page("我的待办", mode),
        tabs: tabs(),
        chips: chips(),
        table: table(),
        pager: Pager { first: Some("#first".into()), next: Some("#next".into()) },
    };
    let file = FileSample {
        page: desk_page("案卷", mode),
        identity: identity(),
        tabs: tabs(),
        clocks: Tone::ALL.into_iter().map(clock).collect(),
        tags: Tone::ALL.into_iter().map(|tone| Tag::new(tone, tone_word(tone))).collect(),
        facts: facts(),
        timeline: timeline(),
        conflict: conflict(),
        form: dangerous(),
    };
    let form = |title, form| shown(FormSample { page: with_field_script(portal_page(title, mode)), form });
    let mut pages = vec![
        ("portal", shown(portal)),
        ("fields", form("各种填写", every_field())),
        ("wrong", form("填错的表", wrong(every_field()))),
        ("list", shown(list)),
        ("file", shown(file)),
    ];
    pages.extend(errors(mode));
    pages.into_iter().map(|(name, html)| (format!("{}-{name}.html", mode.word()), html)).collect()
}

fn shown(sample: impl Template) -> String {
    sample.render().expect("a template without fallible filters writes into a String")
}

fn errors(mode: Mode) -> Vec<(&'static str, String)> {
    let page = || portal_page("", mode);
    vec![
        ("404", shown(ErrorPage::not_found(page()))),
        (
            "403",
            shown(ErrorPage::forbidden(page(), "这一步由主持调解的人办理。可以换一个身份，或者转给他。")),
        ),
        ("409", shown(ErrorPage::stale(page()).way("#file", "打开新的案卷"))),
        ("413", shown(ErrorPage::too_large(page()))),
        (
            "422",
            shown(ErrorPage::refused(page(), "调解组还缺指导法官，不能开始。", Some("先指定一名指导法官。"))),
        ),
        ("429", shown(ErrorPage::too_many(page(), "请过一小时再试。着急可以打电话或到窗口。"))),
        ("500", shown(ErrorPage::fault(page(), "7K2M-40QX"))),
        ("503", shown(ErrorPage::unavailable(page(), "7K2M-40QY", true))),
    ]
}

fn site() -> Arc<Site> {
    let found = ["0724-0000000", "某市某路1号政务服务中心二楼", "工作日 8:30 至 17:30"];
    let [phone, address, hours] = found.map(|said| Some(said.to_owned()));
    let contact = huajie_law::Contact { phone, address, hours };
    Arc::new(Site { centre: "某市行政争议化解中心".into(), contact })
}

fn portal_page(title: &str, mode: Mode) -> Page {
    let mut page = Page::new(site(), title);
    page.mode = mode;
    page.here = "/progress?number=1".into();
    page.csrf = "sample".into();
    page
}

fn with_field_script(mut page: Page) -> Page {
    page.scripts = vec![assets::portal_script_url()];
    page
}

fn desk_page(title: &str, mode: Mode) -> Page {
    let mut page = portal_page(title, mode);
    page.scripts = vec![assets::desk_script_url()];
    page.who = Some(Who {
        name: "示例·李文".into(),
        capacity: "调解员".into(),
        organization: "某市行政争议化解中心".into(),
        others: vec![
            Capacity { id: "2".into(), label: "某镇咨询点 · 代办员".into() },
            Capacity { id: "3".into(), label: "某市司法局 · 立案窗口".into() },
        ],
    });
    page.nav = [
        ("我的待办", Some(12), true),
        ("全部案件", None, false),
        ("收件", Some(3), false),
        ("履行", Some(5), false),
        ("回访", None, false),
        ("席位与人", None, false),
    ]
    .into_iter()
    .map(|(label, count, current)| NavItem { href: format!("#{label}"), label: label.into(), count, current })
    .collect();
    page.flash =
        Some(Flash { tone: Tone::Settled, text: "已受理，受理通知书已经生成。".into() });
    page
}

fn question() -> Form {
    let choices = [
        ("fine", "罚款、没收、扣东西"),
        ("land", "征地、拆迁、补偿"),
        ("injury", "工伤认定"),
        ("other", "别的，或者说不准"),
    ];
    let mut field = Field::choice("matter", "发生了什么事？", choices).required().heading();
    field.hint = Some("选最接近的一个，下一页可以用自己的话写。".into());
    Form::new("#", "保存并继续").csrf("sample").once("0001").field(field).cancel("#", "先不填，回到清单")
}

/// One field of each kind, with what was kept.
pub fn every_field() -> Form {
    let several = [("cancel", "撤销这个决定"), ("change", "改得轻一点"), ("pay", "赔偿或者补偿")];
    Form::new("#", "保存并继续")
        .csrf("sample")
        .version(7)
        .once("0002")
        .field(Field::text("number_of_act", "决定书上的文号").value("某市监罚〔2026〕12号"))
        .field(
            Field::long_text("facts", "事情的经过")
                .required()
                .hint("什么时候、在哪里、谁、做了什么。")
                .value("二〇二六年三月，\n他们来店里检查。"),
        )
        .field(Field::date("known_on", "您是哪天知道的").required().value("２０２６年３月５日"))
        .field(Field::money("amount", "涉及的金额").value("5000.00"))
        .field(Field::number("people", "一共多少人").unit("人").value("18"))
        .field(
            Field::select(
                "agency",
                "是哪个机关做的",
                [("1", "某市市场监督管理局"), ("2", "某市自然资源和规划局")],
            )
            .required()
            .value("1"),
        )
        .field(Field::several("wants", "您想要什么", several).required().value("change"))
        .field(
            Field::choice(
                "vulnerable",
                "需要我们特别照顾吗",
                [("no", "不需要"), ("yes", "需要，比如轮椅、手语、方言")],
            )
            .value("no"),
        )
        .field(Field::files("evidence", "证据"))
        .field(Field::person("applicant", "申请人"))
        .field(Field::signature("signature", "签名").required())
        .field(Field::hidden("step", "7"))
        .cancel("#", "返回清单")
}

fn wrong(mut form: Form) -> Form {
    form.keep([("known_on", "２０２６年１３月５日"), ("amount", "五千"), ("facts", "他们来店里检查。")]);
    form.reject("known_on", "月份只有 1 到 12，请再看一下");
    form.reject("amount", "请写数字，例如 5000 或 5000.50");
    form.reject("wants", "请至少选一项");
    form.reject("applicant.id_number", "身份证号最后一位对不上，请核对。确实没有错，也可以先这样交");
    form.reject("signature", "还没有签名");
    form
}

fn dangerous() -> Form {
    let reason =
        Field::long_text("reason", "为什么终止？").required().hint("会写进终止告知书，双方都看得到。");
    Form::new("#", "终止调解")
        .csrf("sample")
        .version(7)
        .field(reason)
        .danger("终止以后，这件事退回申请人。起诉期限还剩 12 天（按最稳妥的算法），到 2026年3月17日止。")
        .cancel("#", "不终止")
}

fn tone_word(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "待登记",
        Tone::Live => "调解中",
        Tone::Paused => "已中止",
        Tone::Close => "快到期",
        Tone::Overdue => "已超期",
        Tone::Settled => "已化解",
    }
}

fn clock(tone: Tone) -> Clock {
    let (remaining, due) = match tone {
        Tone::Plain => ("还没开始", None),
        Tone::Live => ("剩 21 天", Some("2026年3月26日止")),
        Tone::Paused => ("中止，不计时", None),
        Tone::Close => ("剩 5 天", Some("2026年3月10日止")),
        Tone::Overdue => ("已超 2 天", Some("2026年3月3日止")),
        Tone::Settled => ("按时办完", Some("2026年3月2日")),
    };
    Clock {
        name: "调解期限".into(),
        tone,
        remaining: remaining.into(),
        due: due.map(str::to_owned),
        reasons: vec![
            "收到材料后 30 日内（本中心规程，调解期限）".into(),
            "最后一天是 2026年3月10日，星期二，上班，不顺延".into(),
        ],
        term: "TJ-09".into(),
    }
}

fn identity() -> Identity {
    Identity {
        number: "某行争〔2026〕1号".into(),
        href: "#file".into(),
        parties: "张某某等 18 人".into(),
        respondent: "某市住房和城乡建设局".into(),
        stage: Tag::new(Tone::Live, "调解中"),
        clock: Some(clock(Tone::Close)),
    }
}

fn tabs() -> Tabs {
    let tabs = [
        ("经过", None, true),
        ("当事人", Some(3), false),
        ("文书", Some(8), false),
        ("期限", Some(2), false),
        ("谁看过", None, false),
    ];
    Tabs {
        label: "案卷的各部分".into(),
        tabs: tabs
            .into_iter()
            .map(|(label, count, current)| NavItem {
                href: format!("#{label}"),
                label: label.into(),
                count,
                current,
            })
            .collect(),
    }
}

fn chips() -> Chips {
    Chips {
        set: vec![Link::new("#1", "阶段：调解中"), Link::new("#2", "机关：某市市场监督管理局")],
        clear: "#".into(),
    }
}

fn table() -> Table {
    let row = |number: u32, tone: Tone, party: &str, amount: &str| Row {
        href: Some(format!("#{number}")),
        cells: vec![
            Cell::Number(format!("某行争〔2026〕{number}号"), Some(format!("{party} 与 某市市场监督管理局"))),
            Cell::Tag(Tag::new(tone, tone_word(tone))),
            Cell::Clock(clock(tone)),
            Cell::text(amount),
            Cell::Links(vec![Link::new("#take", "接手")]),
        ],
    };
    Table {
        caption: "按法律风险排序，最急的在上面".into(),
        columns: vec![
            Column::text("案件"),
            Column::text("阶段"),
            Column::text("期限"),
            Column::number("金额（元）"),
            Column::text("现在能做"),
        ],
        rows: vec![
            row(1, Tone::Overdue, "张某某等 18 人", "5,551,040.00"),
            row(12, Tone::Close, "某某超市", "5,000.00"),
            row(103, Tone::Live, "阿依古丽·买买提", "—"),
            row(104, Tone::Paused, "𠮷某某", "320.50"),
            row(105, Tone::Settled, "某某绿化公司", "86,000.00"),
        ],
    }
}

fn facts() -> Facts {
    [
        Fact::new("申请人", "张某某").change("#1"),
        Fact::new("被申请机关", "某市市场监督管理局").change("#2"),
        Fact::new("经过", "二〇二六年三月五日，检查时发现过期茶干 5 袋。\n第二天收到处罚决定书。")
            .change("#3"),
        Fact::new("金额", "5,000.00 元").note("按决定书上的罚款数"),
        Fact::new("联系电话", ""),
    ]
    .into_iter()
    .collect()
}

fn timeline() -> Timeline {
    let entry =
        |tone, at: &str, title: &str| Entry { tone, at: at.into(), title: title.into(), ..Entry::default() };
    Timeline {
        entries: vec![
            Entry {
                by: Some("窗口 示例·王敏".into()),
                ..entry(Tone::Settled, "2026年3月5日 09:20", "收到您的申请")
            },
            Entry {
                text: Some("第一次提交的日子是 2026年3月5日，以后不管走哪条路都按这一天算。".into()),
                links: vec![Link::new("#paper", "看受理通知书")],
                ..entry(Tone::Settled, "2026年3月6日", "已受理")
            },
            Entry {
                text: Some("地点：某镇司法所二楼。可以带一个人陪您。".into()),
                ..entry(Tone::Live, "2026年3月12日 14:30", "第一次调解会")
            },
            Entry {
                to_come: true,
                ..entry(Tone::Plain, "最晚 2026年4月7日", "调解有结果，或者把材料交给下一个机关")
            },
        ],
    }
}

fn steps() -> Steps {
    let step = |label: &str, state, href: Option<&str>| Step {
        label: label.into(),
        href: href.map(str::to_owned),
        state,
    };
    Steps {
        steps: vec![
            step("发生了什么事", StepState::Done, Some("#1")),
            step("谁做的", StepState::Done, Some("#2")),
            step("什么时候知道的", StepState::Current, Some("#3")),
            step("证据", StepState::Todo, Some("#4")),
            step("核对并提交", StepState::Closed, None),
        ],
    }
}

fn confirmation() -> Confirmation {
    Confirmation {
        heading: "已收到您的申请".into(),
        label: "编号".into(),
        number: "某行争〔2026〕1号".into(),
        code: Some(("查询码".into(), "4K7P 92QM".into())),
        text: Some("请拍照或者打印留好。查进度要用这两个。".into()),
    }
}

fn conflict() -> Conflict {
    Conflict {
        other: "示例·王敏".into(),
        at: "14:20".into(),
        differences: vec![Difference {
            label: "争议的经过".into(),
            theirs: "检查时发现过期茶干 5 袋，货值 15 元。".into(),
            yours: "检查时发现过期茶干 5 袋，卖出 1 袋。".into(),
        }],
    }
}
