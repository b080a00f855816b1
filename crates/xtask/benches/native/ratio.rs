//! How much longer one thing takes than another, on a machine where other things run too.

use std::time::{Duration, Instant};

/// Long against the clock's own steps, short against whatever disturbs a machine.
const BATCH: Duration = Duration::from_micros(200);
const ROUNDS: usize = 15;

/// The median of many rounds, each of which times both in turn: a slow moment slows both.
pub(crate) fn of(subject: impl Fn(), reference: impl Fn()) -> f64 {
    let subject_calls = calls_in_batch(&subject);
    let reference_calls = calls_in_batch(&reference);
    let mut ratios: Vec<f64> =
        (0..ROUNDS).map(|_| per_call(&subject, subject_calls) / per_call(&reference, reference_calls)).collect();
    ratios.sort_by(f64::total_cmp);
    ratios[ROUNDS / 2]
}

fn calls_in_batch(work: &impl Fn()) -> u32 {
    let mut calls = 1;
    while per_call(work, calls) * f64::from(calls) < BATCH.as_secs_f64() {
        calls *= 2;
    }
    calls
}

/// Seconds for one call.
fn per_call(work: &impl Fn(), calls: u32) -> f64 {
    let started = Instant::now();
    for _ in 0..calls {
        work();
    }
    started.elapsed().as_secs_f64() / f64::from(calls)
}
