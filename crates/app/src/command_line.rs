//! The command line: what an administrator types. Says what went wrong in Chinese on standard error, non-zero.

mod carry;
mod copies;
mod exchange;
mod holidays;
mod law;
mod refused;
mod remedies;
mod serving;
#[cfg(test)]
mod tests;
mod told;
mod upkeep;
mod user;

use crate::{
    config::Config,
    http,
    office::{Chance, MachineChance, MachineTime, Office, TimeSource, TravellingTime, notices::Post, timers},
};
use clap::{Parser, Subcommand};
use huajie_law::Law;
use huajie_ledger::{
    Ledger,
    engine::Store,
    files::FileStore,
    private,
    vault::{KEYS_CHANCE, Keys, VaultError},
};
use std::{
    ffi::OsString,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};
use told::say;

#[derive(Parser)]
#[command(name = "huajie", version, about = "化解：行政争议实质性化解系统")]
struct CommandLine {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// 运行网站和接口
    Serve,
    /// 算一项期限的末日，并说明理由；不需要数据库，有的话按其中已装载的放假安排算
    Deadline(law::Deadline),
    /// 法条与期限；不需要数据库
    Law {
        #[command(subcommand)]
        task: law::LawTask,
    },
    /// 装入示范城市
    Demo,
    /// 显示一个示范账户此刻的动态口令（真实账户的只在本人手机上）
    Code { login: String },
    /// 导入表格（CSV 或 XLSX）；可以重复导入，已有的不会重复
    Import {
        table: exchange::Table,
        file: PathBuf,
        /// 其他机关的程序：表从哪里来，和网页上写的一样
        #[arg(long)]
        sender: Option<String>,
    },
    /// 导出表格
    Export {
        #[command(subcommand)]
        task: exchange::ExportTask,
    },
    /// 内外网不通时的摆渡：写出签名的文件，收进对方的文件
    Carry {
        #[command(subcommand)]
        task: carry::CarryTask,
    },
    /// 年度放假安排：列出、装载；装载后期限按它重算
    Holidays {
        #[command(subcommand)]
        task: holidays::HolidaysTask,
    },
    /// 账户：建立、授予身份、密码
    User {
        #[command(subcommand)]
        task: user::UserTask,
    },
    /// 救济途径：哪条路走得通、找谁、还剩几天、带什么、下一步
    Remedies(remedies::Question),
    /// 校验：日志、库外签名、存放的文件、密封的个人信息；任何一个字节被改动都会指出在哪里
    Verify {
        /// 只校验日志和库外签名；不读文件，不打开密封的个人信息
        #[arg(long)]
        journals_only: bool,
    },
    /// 安装还缺什么：单位、身份、网关；缺了返回非零
    Check,
    /// 由日志重放，重建派生数据
    Rebuild {
        /// 只比较，不改动；不一致时返回非零
        #[arg(long)]
        check: bool,
    },
    /// 对全部日志的现状签名，写入 anchors.jsonl；请把这个文件另存到别的机器
    Anchor,
    /// 备份到一个新目录（数据库、上传的文件、签名；密钥请另行保管）
    Backup { folder: PathBuf },
    /// 从备份目录恢复到空的数据目录；没有做完的备份不恢复
    Restore {
        folder: PathBuf,
        /// 以前版本做的备份没有完整标记，也照样恢复
        #[arg(long)]
        unmarked: bool,
    },
    /// 把 SQLite 里的全部数据搬进一个空的 PostgreSQL；先停下网站
    Move { postgres: String },
    /// The worker that sets papers; started by the program itself, speaks frames on its standard input and output.
    #[command(hide = true)]
    Typeset { fonts: PathBuf },
}

pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let line = match CommandLine::try_parse_from(arguments) {
        Ok(line) => line,
        Err(error) => {
            if !error.use_stderr() {
                say!("{}", told::help(&error.render().to_string()));
                return ExitCode::SUCCESS;
            }
            eprintln!("{}", refused::says(&error));
            return ExitCode::from(2);
        }
    };
    match &line.task {
        // Nothing of the program around it: no database, no threads, and nothing on standard output but frames.
        Task::Typeset { fonts } => return typeset(fonts),
        Task::Law { task } => return ended(law::carry_out(task)),
        _ => {}
    }
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::from_default_env())
        .with_writer(std::io::stderr)
        .init();
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("the machine gives threads");
    ended(runtime.block_on(carry_out(line.task)))
}

fn ended(outcome: Result<(), String>) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(complaint) => {
            eprintln!("{complaint}");
            ExitCode::FAILURE
        }
    }
}

fn typeset(fonts: &Path) -> ExitCode {
    match huajie_papers::worker::serve(std::io::stdin().lock(), std::io::stdout().lock(), fonts) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("排版程序与主程序的联系断了：{}", told::io(&error));
            ExitCode::FAILURE
        }
    }
}

async fn carry_out(task: Task) -> Result<(), String> {
    let config = Config::read(|name| std::env::var(name).ok())?;
    match task {
        Task::Serve => serve(open_office(config).await?).await,
        Task::Demo => {
            let time = TravellingTime::starting(MachineTime.now());
            let office = open_office_at(config, Box::new(time.clone())).await?;
            let unset = crate::demo::load(&office, Some(&time))
                .await
                .map_err(|failure| format!("示范城市没有装完：{}", told::failure(&failure)))?;
            say!("{}", crate::demo::accounts());
            if let Some(error) = unset {
                say!("示范案件里没有文书，其他都已装好：{error}");
            }
            Ok(())
        }
        Task::Code { login } => user::code(&open_office(config).await?, &login).await,
        Task::Import { table, file, sender } => {
            exchange::bring_in(&open_office(config).await?, table, &file, sender.as_deref()).await
        }
        Task::Export { task } => exchange::take_out(&open_office(config).await?, task).await,
        Task::Carry { task } => carry::carry_out(&open_office(config).await?, task).await,
        Task::Holidays { task } => holidays::carry_out(&open_office(config).await?, task).await,
        Task::User { task } => user::carry_out(&open_office(config).await?, task).await,
        Task::Deadline(asked) => law::deadline(config, &asked).await,
        Task::Remedies(question) => remedies::answer(config, question).await,
        Task::Verify { journals_only } => upkeep::verify(&config, journals_only).await,
        Task::Rebuild { check } => upkeep::rebuild(&open_what_is_there(config).await?, check).await,
        Task::Check => upkeep::check(&open_what_is_there(config).await?),
        Task::Anchor => upkeep::anchor(&open_what_is_there(config).await?).await,
        Task::Backup { folder } => copies::backup(&open_what_is_there(config).await?, &folder),
        Task::Typeset { .. } | Task::Law { .. } => Ok(()),
        Task::Restore { folder, unmarked } => copies::restore(&config, &folder, unmarked),
        Task::Move { postgres } => upkeep::move_to(&config, &postgres).await,
    }
}

/// For what is about a store that stands: in a wrong folder nothing is made, and nothing is said to be well.
async fn open_what_is_there(config: Config) -> Result<Office, String> {
    if let Some(path) = missing_store(&config) {
        return Err(format!("没有数据库 {path}；请核对 HUAJIE_VAR 和 DATABASE_URL"));
    }
    open_office(config).await
}

/// Opens the store, the keys and the files, and makes what is missing.
pub async fn open_office(config: Config) -> Result<Office, String> {
    open_office_at(config, Box::new(MachineTime)).await
}

async fn open_office_at(config: Config, time: Box<dyn TimeSource>) -> Result<Office, String> {
    let (ledger, files) = open_store(&config).await?;
    let keys = keys_of(&config, &ledger).await?;
    let office = Office::open(config, ledger, keys, files, time, Box::new(MachineChance)).await;
    let office = office.map_err(|fault| format!("读不出名录：{fault}"))?;
    office.ensure_keys_fit().await?;
    Ok(office)
}

/// The database and the files, made where they are not there; for the owner of the program alone.
async fn open_store(config: &Config) -> Result<(Ledger, FileStore), String> {
    private::folder(&config.var)
        .map_err(|error| format!("建不了目录 {}：{}", config.var.display(), told::io(&error)))?;
    let outbox = config.var.join("outbox");
    if outbox.exists() {
        private::folder(&outbox)
            .map_err(|error| format!("目录 {} 用不了：{}", outbox.display(), told::io(&error)))?;
    }
    let store = Store::open(&config.database_url).await.map_err(|fault| {
        tracing::error!(?fault, "the database does not open");
        format!("打不开数据库：{fault}")
    })?;
    let files = FileStore::in_folder(&config.var.join("files"))
        .map_err(|error| format!("存放文件的目录用不了：{}", told::files(&error)))?;
    Ok((Ledger { store }, files))
}

/// Keys are made once, at the first start: a database that has met keys waits for those.
async fn keys_of(config: &Config, ledger: &Ledger) -> Result<Keys, String> {
    if let Some(keys) = keys_there(config)? {
        return Ok(keys);
    }
    if ledger.key_mark().await.map_err(|fault| fault.to_string())?.is_some() {
        return Err(format!(
            "没有密钥文件 {}，这个数据库里的个人信息要用它才打得开。请把原来的密钥文件放回去（权限 600）再运行；没有另造新的。",
            config.keys.display()
        ));
    }
    let mut chance = [0; KEYS_CHANCE];
    MachineChance.fill(&mut chance);
    Keys::load_or_create(&config.keys, &chance).map_err(|error| told::keys(&error))
}

/// The keys, if they are there; none are made.
fn keys_there(config: &Config) -> Result<Option<Keys>, String> {
    match Keys::load(&config.keys) {
        Ok(keys) => Ok(Some(keys)),
        Err(VaultError::KeyFile { source, .. }) if source.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(told::keys(&error)),
    }
}

/// The database that would have to be made; of one beside the program that is for its own server to say.
fn missing_store(config: &Config) -> Option<&str> {
    config.database_url.strip_prefix("sqlite:").filter(|path| !Path::new(path).exists())
}

/// The city's directory and calendar, where there is a store; none is made for a question.
async fn law_in_force(config: Config) -> Result<Arc<Law>, String> {
    if missing_store(&config).is_some() {
        return Ok(Arc::default());
    }
    Ok(open_office(config).await?.law())
}

async fn serve(office: Office) -> Result<(), String> {
    let _serving = serving::here(&office.config)?;
    let office = Arc::new(office);
    let post = Post::of(&office.config)?;
    let listen = office.config.listen;
    let listener = tokio::net::TcpListener::bind(listen)
        .await
        .map_err(|error| format!("不能在 {listen} 上监听：{}", told::io(&error)))?;
    say!("化解系统已启动：{}", office.config.public_url);
    let (stop_timers, stopped) = tokio::sync::watch::channel(false);
    let timers = tokio::spawn(timers::run(office.clone(), post, stopped));
    let served = http::serve(listener, http::router(office.clone()), asked_to_stop()).await;
    let _ = stop_timers.send(true);
    let _ = timers.await;
    let lost = office.ledger.store.write_late(office.now().at).await;
    if lost > 0 {
        tracing::error!(lost, "openings that waited for room on the disk end with the program");
    }
    served.map_err(|error| format!("服务中断：{}", told::io(&error)))
}

/// Ctrl-C at a console, or the service manager's request.
async fn asked_to_stop() {
    let mut terminate = match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(terminate) => terminate,
        Err(error) => {
            tracing::warn!(%error, "a request to terminate will not be heard");
            let _ = tokio::signal::ctrl_c().await;
            return;
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}
