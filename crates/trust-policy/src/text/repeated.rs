//! Keys that stand in an object twice.

use super::tree::{Key, Member};
use super::{order, string};

/// Objects with more members than this are searched by hashes, so that an object of any size takes as long as it is.
const FEW: usize = 12;

/// Each key that stands there again, behind the one before it.
pub(super) fn repeated_keys<'m>(text: &'m str, members: &'m [Member]) -> impl Iterator<Item = (Key, Key)> + 'm {
    let few = if members.len() <= FEW { members } else { &[] };
    let many = if members.len() <= FEW { Vec::new() } else { by_hash(text, members) };
    let pairs = few.iter().enumerate().filter_map(move |(at, member)| {
        let before = few[..at].iter().rev().filter_map(|member| member.key);
        before.zip(std::iter::repeat(member.key?)).find(|(a, b)| same(text, *a, *b))
    });
    pairs.chain(many)
}

fn same(text: &str, a: Key, b: Key) -> bool {
    let (a, b) = (a.content.of(text), b.content.of(text));
    a == b || ((a.contains('\\') || b.contains('\\')) && string::unescape(a) == string::unescape(b))
}

fn by_hash(text: &str, members: &[Member]) -> Vec<(Key, Key)> {
    let keys: Vec<Key> = members.iter().filter_map(|member| member.key).collect();
    let hash = |key: &Key| fnv(&string::unescape(key.content.of(text)));
    let mut hashes: Vec<(u32, u32, u32)> = keys.iter().zip(0..).map(|(key, at)| (hash(key), 0, at)).collect();
    order::sort(&mut hashes);
    let pairs = hashes.windows(2).filter(|pair| pair[0].0 == pair[1].0);
    let pairs = pairs.map(|pair| (keys[pair[0].2 as usize], keys[pair[1].2 as usize]));
    pairs.filter(|(a, b)| same(text, *a, *b)).collect()
}

/// FNV-1a.
pub(crate) fn fnv(text: &str) -> u32 {
    text.bytes().fold(0x811C_9DC5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
