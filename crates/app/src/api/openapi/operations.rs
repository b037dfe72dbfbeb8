//! Every operation of this door, with what it answers.

/// One operation.
pub struct Operation {
    pub method: &'static str,
    pub path: &'static str,
    pub(super) summary: &'static str,
    /// Statuses with what they mean, the ordinary one first.
    pub(super) answers: &'static [(&'static str, &'static str)],
    pub(super) query: &'static [(&'static str, &'static str)],
    pub(super) keyed: bool,
    /// Whether it takes a token: never, if there is one, or always.
    pub(super) token: Token,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    Never,
    Optional,
    Required,
    /// The token of an outside system.
    System,
}

const BAD: (&str, &str) = ("400", "没有看懂：不是 JSON、缺字段、有不认识的字段");
const SIGN_IN: (&str, &str) = ("401", "没有登录，或者登录已过期");
const FORBIDDEN: (&str, &str) = ("403", "看得到，但当前身份不能办");
const NOT_FOUND: (&str, &str) = ("404", "没有，或者不是您能看的");
const REFUSED: (&str, &str) = ("422", "法律或者规则不允许：code、says、field、cites");
const TOO_LARGE: (&str, &str) = ("413", "内容太大");

const LIST: &[(&str, &str)] = &[
    ("kind", "事项种类，默认 dispute"),
    ("stage", "阶段"),
    ("act_kind", "行政行为类别"),
    ("respondent", "被申请机关的编号"),
    ("outcome", "结果"),
    ("source", "来源"),
    ("before", "上一页答复里的 next"),
    ("limit", "每页条数，1 至 200，默认 50"),
];

const DEADLINE: &[(&str, &str)] = &[
    ("term", "期限编号，例如 FY-06"),
    ("from", "起算事由发生的日期，YYYY-MM-DD"),
    ("suspend", "A..B：自 A 日起中止，自 B 日起恢复计算；可以给几次；还没有恢复的写 A.."),
    ("extend", "延长的日数"),
    ("service", "送达方式：direct、left、electronic、entrusted、mail、forwarded、public_notice，或者中文名"),
];

/// What has to be given.
pub(super) const REQUIRED: [(&str, &str); 4] =
    [("/api/files", "name"), ("/api/deadline", "term"), ("/api/deadline", "from"), ("/api/remedies", "act")];

/// Every operation of this door.
pub const OPERATIONS: [Operation; 21] = [
    Operation {
        method: "post",
        path: "/api/session",
        summary: "工作人员登录：登录名、密码、动态口令。答复 token、capacities、expires",
        answers: &[
            ("201", "已登录"),
            BAD,
            ("401", "登录名、密码或者动态口令不对"),
            ("403", "还在用初始密码"),
            ("429", "试错太多，暂时锁定"),
        ],
        query: &[],
        keyed: false,
        token: Token::Never,
    },
    Operation {
        method: "delete",
        path: "/api/session",
        summary: "退出登录",
        answers: &[("204", "已退出")],
        query: &[],
        keyed: false,
        token: Token::Optional,
    },
    Operation {
        method: "post",
        path: "/api/progress",
        summary: "当事人查进度：编号和查询码。无论对错答复都一样，对的会向登记的手机发验证码",
        answers: &[("202", "已受理；ticket 用于下一步"), BAD],
        query: &[],
        keyed: false,
        token: Token::Never,
    },
    Operation {
        method: "post",
        path: "/api/progress/code",
        summary: "当事人输入验证码，换取 token",
        answers: &[("201", "已登录"), BAD, ("422", "验证码不对或者已经过期")],
        query: &[],
        keyed: false,
        token: Token::Optional,
    },
    Operation {
        method: "post",
        path: "/api/disputes",
        summary: "登记行政争议。不带 token 是群众自己办，带 token 是工作人员办；查询码只答复这一次，同一请求重发答复相同",
        answers: &[
            ("201", "已登记"),
            BAD,
            SIGN_IN,
            FORBIDDEN,
            ("409", "已有同一件（number；工作人员还有 dispute），或者 Idempotency-Key 已用于别的请求"),
            TOO_LARGE,
            REFUSED,
            ("429", "群众登记太频繁：同一手机号一天、全部一小时各有上限"),
        ],
        query: &[],
        keyed: true,
        token: Token::Optional,
    },
    Operation {
        method: "post",
        path: "/api/files",
        summary: "上传文件：请求体就是文件内容。答复可以直接放进 evidence",
        answers: &[("201", "已保存"), BAD, SIGN_IN, TOO_LARGE, ("422", "这个文件不收，says 说明原因")],
        query: &[("name", "文件名")],
        keyed: false,
        token: Token::Required,
    },
    Operation {
        method: "get",
        path: "/api/matters",
        summary: "事项列表，新的在前，只有您能看的",
        answers: &[("200", "matters 和 next"), BAD, SIGN_IN],
        query: LIST,
        keyed: false,
        token: Token::Required,
    },
    Operation {
        method: "get",
        path: "/api/matters/{id}",
        summary: "一件事项：今天的阶段、要素、期限和理由、能办的步骤和不能办的原因。ETag 是版本。工作人员每次打开都留痕",
        answers: &[("200", "事项"), SIGN_IN, NOT_FOUND],
        query: &[],
        keyed: false,
        token: Token::Required,
    },
    Operation {
        method: "post",
        path: "/api/matters/{id}/orders",
        summary: "办理一步：kind 是事项种类，order.command 是步骤",
        answers: &[
            ("200", "written：写了哪些事项、各到第几版"),
            BAD,
            SIGN_IN,
            FORBIDDEN,
            NOT_FOUND,
            ("409", "别人先办了（version 是现在的版本），或者 Idempotency-Key 已用于别的请求"),
            TOO_LARGE,
            REFUSED,
        ],
        query: &[],
        keyed: true,
        token: Token::Required,
    },
    Operation {
        method: "post",
        path: "/api/matters/{id}/signing-code",
        summary: "当事人要一个签字用的验证码，发到登记的手机；签字时 way 写 {\"kind\":\"code\",\"receipt\":\"六位数字\"}，存下来的是核验的凭证，不是验证码",
        answers: &[("202", "已发出"), BAD, SIGN_IN, FORBIDDEN, NOT_FOUND, REFUSED],
        query: &[],
        keyed: false,
        token: Token::Required,
    },
    Operation {
        method: "get",
        path: "/api/matters/{id}/journal",
        summary: "一件事项的日志：窗口、档案员看标题，审计员看内容（不公开的除外）",
        answers: &[("200", "entries"), SIGN_IN, FORBIDDEN, NOT_FOUND],
        query: &[],
        keyed: false,
        token: Token::Required,
    },
    Operation {
        method: "get",
        path: "/api/to-dos",
        summary: "待办，最急的在前",
        answers: &[("200", "to_dos 和 next"), BAD, SIGN_IN],
        query: &[
            ("part", "own 自己要办的（默认），others 等别人办的"),
            ("step", "只要这一种步骤，命令名"),
            ("after", "上一页答复里的 next"),
            ("limit", "每页条数，1 至 200，默认 50"),
        ],
        keyed: false,
        token: Token::Required,
    },
    Operation {
        method: "get",
        path: "/api/deadline",
        summary: "算一项期限的末日，并说明理由；不需要登录，与命令 huajie deadline 答复相同",
        answers: &[("200", "末日和理由；中止没有结束的，due 是 null"), BAD, REFUSED],
        query: DEADLINE,
        keyed: false,
        token: Token::Never,
    },
    Operation {
        method: "get",
        path: "/api/terms",
        summary: "期限目录；不需要登录",
        answers: &[("200", "每项期限的每个时期一条"), BAD],
        query: &[("unverified", "true：只列未核实的")],
        keyed: false,
        token: Token::Never,
    },
    Operation {
        method: "get",
        path: "/api/remedies",
        summary: "救济途径：哪条路走得通、依据、找谁、保守和可以主张的最后一天、带什么、下一步。不登录也能查，不留记录",
        answers: &[("200", "各条途径"), ("400", "有不认识的参数"), ("422", "有一项没有看懂：field 是参数名")],
        query: crate::guide::NAMES,
        keyed: false,
        token: Token::Never,
    },
    Operation {
        method: "get",
        path: "/api/openapi.json",
        summary: "本说明",
        answers: &[("200", "OpenAPI 3.1")],
        query: &[],
        keyed: false,
        token: Token::Never,
    },
    Operation {
        method: "post",
        path: "/oauth/token",
        summary: "外部系统换取访问令牌：OAuth 2 客户端凭据（RFC 6749 第 4.4 节），HTTP Basic 或者表单给出 client_id、client_secret",
        answers: &[
            ("200", "access_token、token_type、expires_in（秒）"),
            ("400", "error 是 invalid_request、unsupported_grant_type 或 invalid_scope"),
            ("401", "error 是 invalid_client"),
            ("429", "试错太多，暂时锁定"),
        ],
        query: &[],
        keyed: false,
        token: Token::Never,
    },
    Operation {
        method: "post",
        path: "/api/events",
        summary: "外部系统报送一个事件：CloudEvents 1.0 结构化模式，请求体签名。同一 source 和 id 重发，答复相同；没有办成的留给人处理，不会丢失",
        answers: &[
            ("200", "已办：state 是 applied，proceeding 是程序的编号"),
            BAD,
            ("401", "令牌无效或者已停用；签名缺少、不对或者过时"),
            ("409", "这个 source 和 id 已经用于另一个事件"),
            TOO_LARGE,
            ("415", "Content-Type 不是 application/cloudevents+json"),
            ("422", "没有办成，已留给人处理：state 是 held，code、says、field 说明原因"),
        ],
        query: &[],
        keyed: false,
        token: Token::System,
    },
    Operation {
        method: "post",
        path: "/api/referrals",
        summary: "外部系统移送：整份案卷一次送到（cn.huajie.referral.sent），材料用 base64 放在 data.papers；其余与 /api/events 相同",
        answers: &[
            ("200", "已办：dispute 是争议编号，referral 是这次移送"),
            BAD,
            ("401", "令牌无效或者已停用；签名缺少、不对或者过时"),
            ("409", "这个 source 和 id 已经用于另一个事件"),
            TOO_LARGE,
            ("415", "Content-Type 不是 application/cloudevents+json"),
            ("422", "没有办成，已留给人处理：state 是 held，code、says、field 说明原因"),
        ],
        query: &[],
        keyed: false,
        token: Token::System,
    },
    Operation {
        method: "get",
        path: "/api/referrals/{id}/papers/{hash}",
        summary: "接收单位的系统取移送清单上的一份材料：签名签“秒数.GET 地址”；答复的签名签材料的原始字节",
        answers: &[
            ("200", "材料的原始字节；Huajie-Signature 是本系统的签名"),
            ("401", "令牌无效或者已停用；签名缺少、不对或者过时"),
            ("403", "这个系统没有登记可以移送"),
            ("404", "没有这次移送，不是移送给您的，已经退回，或者清单上没有这份材料"),
        ],
        query: &[],
        keyed: false,
        token: Token::System,
    },
    Operation {
        method: "get",
        path: "/api/keys",
        summary: "本系统对外签名的公钥（Ed25519，base64）",
        answers: &[("200", "keys")],
        query: &[],
        keyed: false,
        token: Token::Never,
    },
];
