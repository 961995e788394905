//! Lengths that follow from a profile and from how long a text is.

use super::{Page, Profile, TextStyle, Twip};
use crate::model::{Role, is_line_end, is_wide};
use crate::title;

/// Lengths and lines are counted no further, so that their sums stay numbers: 176 m are on no page.
const FAR: i32 = 10_000_000;
const MOST_ROWS: i64 = 100_000;

/// The lengths in `twips` together, as far as they are counted.
pub(super) fn together(twips: impl Iterator<Item = i32>) -> i32 {
    i32::try_from(twips.map(i64::from).sum::<i64>()).map_or(FAR, |sum| sum.min(FAR))
}

/// Where 署名 and 成文日期 stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignaturePlace {
    /// The signature's last character from the right edge of the text area.
    pub signature_right: Twip,
    /// The date's first character from the left edge of the text area.
    pub date_left: Twip,
}

impl Page {
    /// The width of the text area (版心).
    #[must_use]
    pub fn text_width(&self) -> Twip {
        Twip(self.width.0 - self.left.0 - self.right.0)
    }

    /// The width of a line: the text area's, or its height on a landscape page (横表).
    #[must_use]
    pub fn room(&self, wide: bool) -> Twip {
        if wide { Twip(self.height.0 - self.top.0 - self.bottom.0) } else { self.text_width() }
    }

    /// The height of the text area.
    #[must_use]
    pub fn text_height(&self) -> Twip {
        Twip(self.height.0 - self.top.0 - self.bottom.0)
    }

    /// The width of one character's cell, the unit of indents: 字 in the standard's 左空二字.
    #[must_use]
    pub fn character(&self) -> Twip {
        let characters = i32::from(self.characters.max(1));
        Twip((self.text_width().0 + characters / 2) / characters)
    }

    /// The page of 横表: the same sheet with the same margins, to be read from its right side. What is its upper edge is the
    /// left one (订口) when the sheet is turned back.
    #[must_use]
    pub fn turned(&self) -> Page {
        let Page { width, height, top, bottom, left, right, .. } = *self;
        let turned = Page { width: height, height: width, top: left, left: bottom, bottom: right, right: top, ..*self };
        let count = |room: i32, each: i32| u16::try_from(room / each.max(1)).unwrap_or(1);
        Page {
            lines: count(width.0 - left.0 - right.0, self.pitch.0),
            characters: count(turned.text_width().0, self.character().0),
            ..turned
        }
    }
}

impl Profile {
    /// How paragraphs of `role` look.
    #[must_use]
    pub fn block(&self, role: Role) -> &TextStyle {
        self.blocks.get(&role).or_else(|| self.blocks.get(&Role::Paragraph)).unwrap_or(&self.footer)
    }

    /// The lines that `text` is set in as a title, `names` staying whole as [`title::lines`] has it; on a landscape page when
    /// `wide`.
    ///
    /// Digits of some faces, 小标宋 among them, are wider than half a character: for every five letters and digits begun, a
    /// line has room for half a character less.
    #[must_use]
    pub fn title_lines(&self, text: &str, wide: bool, names: &[&str]) -> Vec<String> {
        let half = i32::from(self.block(Role::Title).size.0) * 5;
        let room = usize::try_from(self.page.room(wide).0 / half.max(1)).unwrap_or(0);
        let lines = |line: &str| {
            let narrow = line.chars().filter(char::is_ascii).count();
            title::lines(line, room.saturating_sub(narrow.div_ceil(5)), names)
        };
        text.split(is_line_end).flat_map(lines).collect()
    }

    /// How far apart the letters of `style` stand: body text keeps to the page's grid, other sizes are set plain.
    #[must_use]
    pub fn spacing(&self, style: &TextStyle) -> Twip {
        if style.size == self.block(Role::Paragraph).size { self.page.spacing } else { Twip(0) }
    }

    /// How many lines `text` of `role` takes in a line's `room`, when its lines also end at `breaks` (in UTF-16 units, in
    /// their order).
    #[must_use]
    pub fn rows(&self, text: &str, breaks: &[usize], role: Role, room: Twip) -> i32 {
        let (style, room) = (self.block(role), i64::from(room.0.max(1)));
        let rows = |width: i64| (width + room - 1).div_euclid(room).max(1);
        let (mut all, mut width, mut at) = (0, 0, 0);
        let mut breaks = breaks.iter().filter(|place| **place > 0).peekable();
        for c in text.chars() {
            if breaks.next_if(|place| **place == at).is_some() {
                all += rows(width);
                width = 0;
            }
            width += self.advance(c.encode_utf8(&mut [0; 4]), style);
            at += c.len_utf16();
        }
        i32::try_from((all + rows(width)).min(MOST_ROWS)).unwrap_or(i32::MAX)
    }

    /// How wide `text` is on one line of `role`.
    #[must_use]
    pub fn width(&self, text: &str, role: Role) -> Twip {
        Twip(i32::try_from(self.advance(text, self.block(role))).map_or(FAR, |width| width.min(FAR)))
    }

    /// Where 署名 and 成文日期 stand, so that the date begins two characters right of the signature (clause 7.3.5.2, unsealed).
    /// Where the date is the longer, it ends two characters in from the right and the signature moves left.
    #[must_use]
    pub fn signature_place(&self, signature: &str, date: &str) -> SignaturePlace {
        let cell = i64::from(self.page.character().0);
        let step = 2 * cell;
        let (of_signature, of_date) = (self.block(Role::Signature), self.block(Role::SignatureDate));
        let (width, date_width) = (self.advance(signature, of_signature), self.advance(date, of_date));
        let right = if date_width > width {
            cell * i64::from(of_date.right) + date_width + step - width
        } else {
            cell * i64::from(of_signature.right)
        };
        let room = i64::from(self.page.text_width().0);
        // A signature or date of more than a line leaves no place for this; then both simply stay on the page.
        SignaturePlace {
            signature_right: within(right, room / 2),
            date_left: within(room - right - width + step, room - step),
        }
    }

    /// How wide `text` is in `style`, in twips: a letter or digit takes half of what a Chinese character takes, a point in a
    /// Latin face a quarter.
    fn advance(&self, text: &str, style: &TextStyle) -> i64 {
        let (full, spacing) = (i64::from(Twip::from(style.size).0), i64::from(self.spacing(style).0));
        let latin = self.digits.is_some() && !style.own_digits;
        let width = |c| match c {
            '.' if latin => full / 4,
            c if is_wide(c) => full,
            _ => full / 2,
        };
        text.chars().map(|c| spacing + width(c)).sum()
    }
}

fn within(length: i64, most: i64) -> Twip {
    Twip(i32::try_from(length.clamp(0, most.max(0))).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Result;
    use crate::profile::STANDARD;

    #[test]
    fn the_standard_page_is_22_lines_of_28_characters() -> Result<()> {
        let page = Profile::named(STANDARD)?.page;
        assert_eq!(page.text_width(), Twip(8845));
        assert_eq!(page.character(), Twip(316));
        let height = page.height.0 - page.top.0 - page.bottom.0;
        assert_eq!(height / page.pitch.0, i32::from(page.lines));
        assert_eq!(page.text_width().0 / (320 + page.spacing.0), i32::from(page.characters));
        Ok(())
    }

    #[test]
    fn lines_end_where_they_are_full_and_where_they_are_told_to() -> Result<()> {
        let profile = Profile::named(STANDARD)?;
        let rows = |text: &str, breaks: &[usize]| profile.rows(text, breaks, Role::Title, profile.page.text_width());
        assert_eq!(rows("述职报告", &[]), 1);
        assert_eq!(rows("", &[]), 1);
        assert_eq!(rows("述职报告", &[2]), 2);
        assert_eq!(rows(&"长".repeat(80), &[]), 4);
        assert_eq!(rows(&"长".repeat(80), &[10]), 5);
        Ok(())
    }

    #[test]
    fn a_title_with_digits_leaves_room_for_wider_ones() -> Result<()> {
        let standard = Profile::named(STANDARD)?;
        let mut review = standard.clone();
        super::super::resolve::for_review(&mut review);
        // 30 half-widths, and a line of 送审稿 is 30 wide.
        let title = "2025年度抓基层党建工作述职报告";
        assert_eq!(standard.title_lines(title, false, &[]), [title]);
        assert_eq!(review.title_lines(title, false, &[]), ["2025年度", "抓基层党建工作述职报告"]);
        let without = "关于本年度抓基层党建工作述职报告";
        assert_eq!(review.title_lines(&without[3..], false, &[]), [&without[3..]]);
        Ok(())
    }

    /// Where the signature's first character stands from the left edge of the text area.
    fn start(profile: &Profile, signature: &str, place: SignaturePlace) -> i64 {
        let room = i64::from(profile.page.text_width().0 - place.signature_right.0);
        room - profile.advance(signature, profile.block(Role::Signature))
    }

    #[test]
    fn the_date_begins_two_characters_right_of_the_signature() -> Result<()> {
        let profile = Profile::named(STANDARD)?;
        let signature = "某某县教育局机关党总支部委员会";
        let place = profile.signature_place(signature, "2025年12月5日");
        assert_eq!(place.signature_right, Twip(632));
        assert_eq!(i64::from(place.date_left.0) - start(&profile, signature, place), 632);
        Ok(())
    }

    #[test]
    fn a_longer_date_moves_the_signature_left() -> Result<()> {
        let profile = Profile::named(STANDARD)?;
        let date = "2025年12月25日";
        let place = profile.signature_place("张三", date);
        let end = i64::from(place.date_left.0) + profile.advance(date, profile.block(Role::SignatureDate));
        assert_eq!(i64::from(profile.page.text_width().0) - end, 632);
        assert_eq!(i64::from(place.date_left.0) - start(&profile, "张三", place), 632);
        Ok(())
    }

    #[test]
    fn what_is_longer_than_a_line_stays_on_the_page() -> Result<()> {
        let profile = Profile::named(STANDARD)?;
        for (signature, date) in [("委".repeat(100), "年".to_owned()), ("委".to_owned(), "年".repeat(100_000))] {
            let place = profile.signature_place(&signature, &date);
            let room = 0..=profile.page.text_width().0 - 632;
            assert!(room.contains(&place.signature_right.0) && room.contains(&place.date_left.0), "{place:?}");
        }
        Ok(())
    }
}
