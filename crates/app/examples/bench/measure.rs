//! What is read off the machine: CPU time, memory, and what machine it is. Not here: what is measured.

use std::{fs, time::Instant};

/// CPU nanoseconds of every thread of this process, kernel time included.
pub fn process_cpu_ns() -> u64 {
    let tasks = fs::read_dir("/proc/self/task").expect("Linux shows a process its threads");
    let schedules = tasks.filter_map(|task| fs::read_to_string(task.ok()?.path().join("schedstat")).ok());
    schedules.map(|text| first_number(&text)).sum()
}

/// CPU nanoseconds of this thread alone.
pub fn thread_cpu_ns() -> u64 {
    first_number(
        &fs::read_to_string("/proc/thread-self/schedstat").expect("Linux shows a thread its schedule"),
    )
}

fn first_number(text: &str) -> u64 {
    text.split_whitespace()
        .next()
        .and_then(|word| word.parse().ok())
        .expect("a schedule begins with nanoseconds")
}

#[expect(clippy::disallowed_methods, reason = "a bench measures the machine's time")]
pub fn clock() -> Instant {
    Instant::now()
}

/// Resident megabytes of a process.
pub fn resident_mb(process: u32) -> f64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).expect("the process runs");
    let line =
        status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("a running process has memory");
    let kilobytes: f64 = line.trim().trim_end_matches(" kB").trim().parse().expect("memory is a number");
    kilobytes / 1024.0
}

/// Cores, processor, kernel, and how busy it is.
pub fn machine() -> String {
    let read = |path: &str| fs::read_to_string(path).unwrap_or_default();
    let processors = read("/proc/cpuinfo");
    let model = processors
        .lines()
        .find_map(|line| line.strip_prefix("model name"))
        .unwrap_or("")
        .trim_start_matches(['\t', ' ', ':']);
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let load = read("/proc/loadavg");
    let load = load.split_whitespace().next().unwrap_or("?");
    format!(
        "{cores} cores, {model}, Linux {}, load {load} at the start",
        read("/proc/sys/kernel/osrelease").trim()
    )
}
