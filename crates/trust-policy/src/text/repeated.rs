//! Keys that stand in an object twice.

use super::tree::{Key, Member};
use super::{order, string};

/// Objects with more members than this are searched by hashes, so that an object of any size takes as long as it is.
const FEW: usize = 12;

/// Each key that stands there again, behind the one before it. `escapes` tells whether a key may hold an escape.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(super) fn repeated_keys(text: &str, members: &[Member], escapes: bool) -> Vec<(Key, Key)> {
    if members.len() > FEW {
        return by_hash(text, members);
    }
    let mut pairs = Vec::new();
    for (at, member) in members.iter().enumerate() {
        let Some(key) = member.key else { continue };
        for before in members[..at].iter().rev() {
            if let Some(before) = before.key.filter(|before| same(text, *before, key, escapes)) {
                pairs.push((before, key));
                break;
            }
        }
    }
    pairs
}

#[cfg_attr(target_arch = "wasm32", inline(never))]
fn same(text: &str, a: Key, b: Key, escapes: bool) -> bool {
    let length = |key: Key| key.content.end - key.content.start;
    // Nearly all differ in length, and those are not even looked at.
    if !escapes && length(a) != length(b) {
        return false;
    }
    let (a, b) = (a.content.of(text), b.content.of(text));
    a == b || (escapes && string::unescape(a) == string::unescape(b))
}

fn by_hash(text: &str, members: &[Member]) -> Vec<(Key, Key)> {
    let mut hashes = Vec::with_capacity(members.len());
    for (member, at) in members.iter().zip(0..) {
        if let Some(key) = member.key {
            hashes.push((fnv(&string::unescape(key.content.of(text))), 0, at));
        }
    }
    order::sort(&mut hashes);
    let mut pairs = Vec::new();
    for pair in hashes.windows(2) {
        let key = |index: usize| members[pair[index].2 as usize].key;
        if pair[0].0 == pair[1].0
            && let (Some(first), Some(second)) = (key(0), key(1))
            && same(text, first, second, true)
        {
            pairs.push((first, second));
        }
    }
    pairs
}

/// FNV-1a.
pub(crate) fn fnv(text: &str) -> u32 {
    text.bytes().fold(0x811C_9DC5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
