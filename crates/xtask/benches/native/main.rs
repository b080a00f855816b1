//! What the engine costs on this machine, beside the budgets: `cargo xtask bench` runs it, or `cargo bench -p xtask`.
//!
//! Times drift from machine to machine; the budgets are ratios, and both sides of a ratio are measured in turns.

#![expect(clippy::print_stdout, reason = "a benchmark is there to print")]

mod memory;
mod ratio;
mod shapes;

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use trust_policy::{Decision, Options, Scenario};

#[global_allocator]
static ALLOCATOR: memory::Counting = memory::Counting::new();

/// `check` against `serde_json`, for one policy.
const RATIO_BUDGET: f64 = 4.0;
/// Time for a byte of a large text against a byte of a small one. Caches alone cost something; a square would cost 16.
const GROWTH_BUDGET: f64 = 2.0;
/// Microseconds for one `simulate`, the text of the scenario read and the remedies of a denial proven.
const SIMULATE_BUDGET: f64 = 20.0;
/// Calls that are timed together: one is short against the steps of the clock.
const CALLS: u32 = 10;
/// Memory at the peak against the input.
const MEMORY_BUDGET: f64 = 4.0;

const SIZES: [usize; 3] = [64 * 1024, 256 * 1024, 1024 * 1024];

fn main() {
    against_serde_json();
    simulations();
    growth();
    peak_memory();
}

fn simulations() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus/simulations.jsonl");
    let (mut allowed, mut denied) = (Vec::new(), Vec::new());
    for line in fs::read_to_string(file).unwrap_or_default().lines() {
        let Ok(case) = serde_json::from_str::<serde_json::Value>(line) else { continue };
        let text = case["scenario"].to_string();
        let Ok(scenario) = Scenario::parse(&text) else { continue };
        let time = fastest(|| {
            for _ in 0..CALLS {
                let _ = black_box(Scenario::parse(black_box(&text)).map(|scenario| trust_policy::simulate(&scenario)));
            }
        });
        let times = match trust_policy::simulate(&scenario).decision {
            Decision::Allowed => &mut allowed,
            _ => &mut denied,
        };
        times.push(time.as_secs_f64() * 1e6 / f64::from(CALLS));
    }
    println!("\nsimulate, {} scenarios of the corpus", allowed.len() + denied.len());
    let all = [allowed.as_slice(), &denied].concat();
    for (name, mut times) in [("median", all), ("median allowed", allowed), ("median denied", denied)] {
        times.sort_by(f64::total_cmp);
        let Some(median) = times.get(times.len() / 2) else { continue };
        let verdict = if *median <= SIMULATE_BUDGET { "ok" } else { "OVER" };
        println!("  {name:<20}  {:<36}  at most {SIMULATE_BUDGET} µs  {verdict}", format!("{median:.1} µs"));
    }
}

fn check(text: &str) {
    black_box(trust_policy::check(black_box(text), &Options::default()));
}

fn against_serde_json() {
    let (policies, left_out) = corpus();
    println!("check, against serde_json::from_str::<Value> on the same bytes");
    println!(
        "  {} policies; {left_out} more are no JSON, and serde_json would stop at their first defect",
        policies.len()
    );
    let mut ratios: Vec<f64> = policies
        .iter()
        .map(|policy| {
            ratio::of(
                || check(policy),
                || {
                    let value: Result<serde_json::Value, _> = serde_json::from_str(black_box(policy));
                    let _ = black_box(value);
                },
            )
        })
        .collect();
    ratios.sort_by(f64::total_cmp);
    let at = |part: usize| ratios[(ratios.len() - 1) * part / 100];
    row("median policy", &format!("{:.2} x", at(50)), RATIO_BUDGET, at(50));
    row("95 of 100 policies", &format!("{:.2} x", at(95)), RATIO_BUDGET, at(95));
    row("slowest policy", &format!("{:.2} x", at(100)), RATIO_BUDGET, at(100));
}

/// Real policies, or a few typical ones where the repository has none.
fn corpus() -> (Vec<String>, usize) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus");
    let mut policies = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.path().extension().is_none_or(|extension| extension != "jsonl") {
            continue;
        }
        for line in fs::read_to_string(entry.path()).unwrap_or_default().lines() {
            let Ok(case) = serde_json::from_str::<serde_json::Value>(line) else {
                continue;
            };
            match &case["policy"] {
                serde_json::Value::String(text) => policies.push(text.clone()),
                serde_json::Value::Null => {}
                policy => policies.push(format!("{policy:#}")),
            }
        }
    }
    if policies.is_empty() {
        policies = shapes::TYPICAL.iter().map(|&text| text.to_owned()).collect();
    }
    let all = policies.len();
    policies.retain(|text| serde_json::from_str::<serde_json::Value>(text).is_ok());
    let left_out = all - policies.len();
    (policies, left_out)
}

fn growth() {
    println!("\nTime for a byte, at 64 KiB, 256 KiB and 1 MiB");
    for (name, shape) in shapes::ALL {
        let costs = SIZES.map(|size| {
            let text = shape(size);
            let time = fastest(|| check(&text));
            time.as_secs_f64() * 1e9 / text.len() as f64
        });
        let growth = costs[2] / costs[0];
        let figures = format!("{:.1}  {:.1}  {:.1} ns: {growth:.2} x", costs[0], costs[1], costs[2]);
        row(name, &figures, GROWTH_BUDGET, growth);
    }
}

/// The least of a few runs: what the code costs when nothing else disturbs it.
fn fastest(work: impl Fn()) -> Duration {
    let once = || {
        let started = Instant::now();
        work();
        started.elapsed()
    };
    (0..5).map(|_| once()).min().unwrap_or_default()
}

fn peak_memory() {
    println!("\nMemory at the peak, against a text of 1 MiB");
    for (name, shape) in shapes::ALL {
        let text = shape(SIZES[2]);
        let peak = ALLOCATOR.peak_of(|| check(&text)) as f64 / text.len() as f64;
        row(name, &format!("{peak:.2} x"), MEMORY_BUDGET, peak);
    }
}

fn row(what: &str, figures: &str, budget: f64, measured: f64) {
    let verdict = if measured <= budget { "ok" } else { "OVER" };
    println!("  {what:<20}  {figures:<36}  at most {budget} x  {verdict}");
}
