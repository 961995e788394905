//! Lengths that follow from a profile and from how long a text is.

use super::{Page, Profile, TextStyle, Twip};
use crate::model::{Role, is_wide};

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

    /// How far apart the letters of `style` stand: body text keeps to the page's grid, other sizes are set plain.
    #[must_use]
    pub fn spacing(&self, style: &TextStyle) -> Twip {
        if style.size == self.block(Role::Paragraph).size { self.page.spacing } else { Twip(0) }
    }

    /// What goes below the last line of a title, so that the text after it stands on the page's lines again.
    #[must_use]
    pub fn title_padding<'a>(&self, lines: impl IntoIterator<Item = &'a str>) -> Twip {
        let style = self.block(Role::Title);
        let room = i64::from(self.page.text_width().0.max(1));
        let rows: i64 =
            lines.into_iter().map(|line| (self.advance(line, style) + room - 1).div_euclid(room).max(1)).sum();
        let pitch = i64::from(self.page.pitch.0.max(1));
        let over = (rows * i64::from(style.line.0)).rem_euclid(pitch);
        Twip(i32::try_from((pitch - over) % pitch).unwrap_or(0))
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

    /// How wide `text` is in `style`, in twips: a letter or digit takes half of what a Chinese character takes.
    fn advance(&self, text: &str, style: &TextStyle) -> i64 {
        let (full, spacing) = (i64::from(Twip::from(style.size).0), i64::from(self.spacing(style).0));
        text.chars().map(|c| spacing + if is_wide(c) { full } else { full / 2 }).sum()
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
    fn a_title_is_padded_to_whole_lines_of_the_page() -> Result<()> {
        let profile = Profile::named(STANDARD)?;
        for lines in [vec!["述职报告"], vec!["甲乙丙", "丁"], vec!["甲"; 5], vec![], vec![&"长".repeat(80)]] {
            let padding = profile.title_padding(lines.iter().copied());
            let rows: usize = lines.iter().map(|line| line.chars().count().div_ceil(20)).sum();
            let height = 700 * i32::try_from(rows).unwrap_or(0) + padding.0;
            assert_eq!(height % 579, 0, "{rows} rows");
            assert!(padding.0 < 579);
        }
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
