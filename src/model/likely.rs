//! What was meant by a name that nobody knows.

/// The one of `known` that `typed` was probably meant to be: at most two letters differ, and at most half of them.
///
/// ```
/// use shuzhi::model::likely;
/// assert_eq!(likely("exprot", ["check", "export"]), Some("export"));
/// assert_eq!(likely("无", ["通用"]), None);
/// ```
pub fn likely<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = typed.chars().take(MOST).count();
    let near = known.into_iter().filter_map(|name| {
        let most = length.max(name.chars().count()) / 2;
        // A name of any length is told at once.
        (length < MOST).then(|| (distance(name, typed), name)).filter(|(distance, _)| *distance <= most.min(2))
    });
    near.min_by_key(|(distance, _)| *distance).map(|(_, name)| name)
}

/// No known name is longer.
const MOST: usize = 100;

/// How many letters must change to make `b` of `a` (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut next = vec![i + 1];
        for ((&y, &above), &diagonal) in b.iter().zip(row.iter().skip(1)).zip(&row) {
            let left = next.last().copied().unwrap_or(0);
            next.push((diagonal + usize::from(x != y)).min(above + 1).min(left + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_near_is_likely() {
        assert_eq!(likely("generel", ["park-committee", "general"]), Some("general"));
        assert_eq!(likely("valu", ["field", "value"]), Some("value"));
        assert_eq!(likely("ab", ["id", "kind"]), None);
        assert_eq!(likely("其他", ["通用", "学校"]), None);
        assert_eq!(likely("", ["id"]), None);
        assert_eq!(likely(&"长".repeat(1_000_000), ["id"]), None);
    }
}
