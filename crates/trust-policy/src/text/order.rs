//! Putting things in the order of the text.
//!
//! Everything is sorted through one array of numbers: a sort of its own for each type would weigh kilobytes in the
//! browser.

use std::collections::BinaryHeap;

/// The items by their key, equal ones as they were.
pub(crate) fn in_order<T>(mut items: Vec<T>, key: impl Fn(&T) -> (u32, u32)) -> Vec<T> {
    let mut keys: Vec<(u32, u32, u32)> = Vec::with_capacity(items.len());
    for (item, at) in items.iter().zip(0..) {
        let (first, second) = key(item);
        keys.push((first, second, at));
    }
    sort(&mut keys);
    // Each cycle of the new order is gone through once; a place that is done points to itself.
    for start in 0..keys.len() {
        let mut place = start;
        loop {
            let source = keys[place].2 as usize;
            keys[place].2 = place as u32;
            if source == start {
                break;
            }
            items.swap(place, source);
            place = source;
        }
    }
    items
}

/// The one sort there is: a heap's, which is small.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(crate) fn sort(keys: &mut Vec<(u32, u32, u32)>) {
    if !keys.is_sorted() {
        *keys = BinaryHeap::from(std::mem::take(keys)).into_sorted_vec();
    }
}

#[cfg(test)]
mod tests {
    use super::in_order;

    #[test]
    fn equal_items_keep_their_order() {
        let items = vec![(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd'), (0, 'e')];
        assert_eq!(in_order(items, |item| (item.0, 0)), [(0, 'e'), (1, 'b'), (1, 'd'), (2, 'a'), (2, 'c')]);
    }
}
