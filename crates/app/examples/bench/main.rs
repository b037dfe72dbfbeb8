//! The bench: what pages and commands cost, small city against large, as ratios and CPU milliseconds. Prints Markdown.
//! `cargo xtask bench` builds and runs it. It asserts no time: a number here is read by people, with its machine.
#![forbid(unsafe_code)]

mod city;
mod commands;
mod measure;
mod outside;
mod pages;
mod story;

use huajie_ledger::{engine::Store, testing};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};
use tokio::runtime::Runtime;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

struct Asked {
    small: usize,
    large: usize,
    clients: usize,
    profile: String,
    /// Where the cities stand that an earlier run filled, and where this one's stay.
    keep: Option<PathBuf>,
}

fn main() {
    let asked = asked();
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("the machine gives threads");
    let folder = std::env::temp_dir().join(format!("huajie-bench-{}", std::process::id()));
    println!("Machine: {}. Profile: {}.\n", measure::machine(), asked.profile);
    std::fs::create_dir_all(&folder).expect("a temporary folder can be made");
    let cities = asked.keep.as_deref().unwrap_or(&folder);
    measure_cities(&runtime, cities, &asked);
    measure_commands(&runtime, cities, &folder, &asked);
    measure_papers();
    std::fs::remove_dir_all(&folder).expect("the bench's own folder can be removed");
}

/// `--small N --large N --clients N --profile NAME --keep FOLDER`.
fn asked() -> Asked {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let given =
        |name: &str| arguments.iter().position(|word| word == name).and_then(|at| arguments.get(at + 1));
    let number = |name: &str, otherwise: usize| {
        given(name).map_or(otherwise, |word| word.parse().unwrap_or_else(|_| panic!("{name} takes a number")))
    };
    // Every tenth dispute takes the same course: pages ask for one of each.
    let disputes = |name: &str, otherwise: usize| number(name, otherwise).next_multiple_of(10);
    Asked {
        small: disputes("--small", 1_000),
        large: disputes("--large", 100_000),
        clients: number("--clients", 128),
        profile: given("--profile").cloned().unwrap_or_else(|| "unknown".into()),
        keep: given("--keep").map(PathBuf::from),
    }
}

fn measure_cities(runtime: &Runtime, cities: &Path, asked: &Asked) {
    let mut costs = Vec::new();
    for disputes in [asked.small, asked.large] {
        let home = cities.join(disputes.to_string());
        match home.exists() {
            true => println!("- {disputes} disputes, filled by an earlier run"),
            false => fill(runtime, &home, disputes),
        }
        // One thread, so that what the page costs and what the writer costs can be told apart.
        let single = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("one thread");
        costs.push(single.block_on(async {
            let office = city::open(&home).await;
            pages::costs(&office, disputes).await
        }));
    }
    println!(
        "\n| page (SQLite, permission filter on) | CPU ms at {} | CPU ms at {} | large ÷ small | of it the page's thread | bytes |",
        asked.small, asked.large
    );
    println!("|---|---|---|---|---|---|");
    for (small, large) in costs[0].iter().zip(&costs[1]) {
        let ratio = large.cpu_ms / small.cpu_ms;
        println!(
            "| {} | {:.2} | {:.2} | {ratio:.2} | {:.2} | {} |",
            large.name, small.cpu_ms, large.cpu_ms, large.page_thread_ms, large.bytes
        );
    }
    println!();
    measure_served(runtime, &cities.join(asked.large.to_string()), asked.large);
}

fn fill(runtime: &Runtime, home: &Path, disputes: usize) {
    let began = measure::clock();
    let events = runtime.block_on(async {
        let office = city::found(home).await;
        city::fill(&office, disputes).await
    });
    let (each, took) = (events as f64 / disputes as f64, began.elapsed().as_secs_f64());
    println!("- {disputes} disputes, {events} events ({each:.0} each) decided and written in {took:.0} s");
}

fn measure_served(runtime: &Runtime, home: &Path, disputes: usize) {
    let cookie = runtime.block_on(async { city::sign_in(&*city::open(home).await, "u-chuangkou").await });
    let served = match outside::Served::start(home) {
        Ok(served) => served,
        Err(why) => return println!("- the program was not measured from outside: {why}"),
    };
    let at_start = served.resident_mb();
    for round in 0..100 {
        let page = [
            format!("/desk/file/d{:07}", round * 10 % disputes),
            "/desk".into(),
            "/desk/list/dispute".into(),
            "/".into(),
        ];
        served.get(&page[round % page.len()], &cookie).expect("the program answers");
    }
    println!("- ready after {:.0} ms on {disputes} disputes", served.ready_ms);
    println!("- resident {at_start:.0} MB after the start, {:.0} MB after 100 pages", served.resident_mb());
    match served.first_view() {
        Ok((bytes, script)) => {
            let script = if script { "with a script" } else { "no script" };
            println!("- the portal's first view with its style sheet: {bytes} bytes after gzip, {script}");
        }
        Err(why) => println!("- the portal's first view was not measured: {why}"),
    }
}

fn measure_commands(runtime: &Runtime, cities: &Path, folder: &Path, asked: &Asked) {
    println!(
        "\n| durable commands, {} clients | commands/s | raw rows of the same, /s | ratio | per commit | alone, ms | raw alone, ms | per commit, alone |",
        asked.clients
    );
    println!("|---|---|---|---|---|---|---|---|");
    let (law, today) = runtime.block_on(async {
        let office = city::open(&cities.join(asked.small.to_string())).await;
        (office.law(), office.now().today)
    });
    for stores in runtime.block_on(engines(folder)) {
        let engine = stores[0].engine();
        let rates = runtime.block_on(commands::rates(stores, Arc::clone(&law), today, asked.clients));
        let told =
            |shared: Option<f64>| shared.map_or_else(|| "—".to_owned(), |shared| format!("{shared:.1}"));
        println!(
            "| {engine:?}, {} commands | {:.0} | {:.0} | {:.2} | {} | {:.2} | {:.2} | {} |",
            rates.commands,
            rates.commands_per_second,
            rates.raw_per_second,
            rates.commands_per_second / rates.raw_per_second,
            told(rates.shared),
            rates.lone_ms,
            rates.lone_raw_ms,
            told(rates.lone_shared),
        );
    }
    println!();
}

/// Three fresh stores per engine at hand; SQLite beside the cities, on the same disk.
async fn engines(folder: &Path) -> Vec<[Store; 3]> {
    let mut sqlite = Vec::new();
    for name in ["commanded", "recording", "raw"] {
        let url = format!("sqlite:{}", folder.join(format!("{name}.db")).display());
        sqlite.push(Store::open(&url).await.expect("a fresh store opens"));
    }
    let mut engines = vec![sqlite];
    if let Ok(server) = std::env::var("HUAJIE_TEST_POSTGRES") {
        engines.push(vec![
            testing::postgres(&server).await,
            testing::postgres(&server).await,
            testing::postgres(&server).await,
        ]);
    }
    engines
        .into_iter()
        .map(|stores| stores.try_into().unwrap_or_else(|_| unreachable!("three were opened")))
        .collect()
}

fn measure_papers() {
    match outside::papers_per_second() {
        Ok(rate) => println!("- {rate:.1} papers per second through a warm worker"),
        Err(why) => println!("- papers were not measured: {why}"),
    }
}
