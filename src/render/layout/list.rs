//! Reading and writing lists by number without a bounds panic: a number out of range reads as the
//! default and writes nothing.

/// The entry at `index`.
pub(in crate::render) fn at<T: Copy + Default>(list: &[T], index: usize) -> T {
    list.get(index).copied().unwrap_or_default()
}

/// Replaces the entry at `index`.
pub(in crate::render) fn put<T>(list: &mut [T], index: usize, value: T) {
    if let Some(entry) = list.get_mut(index) {
        *entry = value;
    }
}

/// Raises the entry at `index` to at least `value`.
pub(super) fn raise(list: &mut [f64], index: usize, value: f64) {
    if let Some(entry) = list.get_mut(index) {
        *entry = entry.max(value);
    }
}

/// A number of things as a length's factor.
pub(in crate::render) fn factor(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
