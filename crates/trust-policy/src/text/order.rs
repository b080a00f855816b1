//! Putting things in the order of the text.
//!
//! Everything is sorted through one array of numbers: a sort of its own for each type would weigh kilobytes in the
//! browser.

use std::collections::BinaryHeap;

/// The items by their key, equal ones as they were.
pub(crate) fn in_order<T>(items: Vec<T>, key: impl Fn(&T) -> (u32, u32)) -> Vec<T> {
    let mut keys: Vec<(u32, u32, u32)> = Vec::with_capacity(items.len());
    for (item, at) in items.iter().zip(0..) {
        let (first, second) = key(item);
        keys.push((first, second, at));
    }
    if keys.is_sorted() {
        return items;
    }
    sort(&mut keys);
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    keys.iter().filter_map(|(_, _, at)| items[*at as usize].take()).collect()
}

/// The one sort there is: a heap's, which is small.
#[inline(never)]
pub(crate) fn sort(keys: &mut Vec<(u32, u32, u32)>) {
    *keys = BinaryHeap::from(std::mem::take(keys)).into_sorted_vec();
}

#[cfg(test)]
mod tests {
    use super::in_order;

    #[test]
    fn equal_items_keep_their_order() {
        let items = vec![(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd')];
        assert_eq!(in_order(items, |item| (item.0, 0)), [(1, 'b'), (1, 'd'), (2, 'a'), (2, 'c')]);
    }
}
