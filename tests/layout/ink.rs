//! Printed pages as ink: where on the paper there is black or red, in millimetres.

use crate::pages::{self, Line, Page};
use crate::tools;

/// Fine enough for a rule of 0.25 mm.
const DOTS: u32 = 300;

/// A printed document.
pub(crate) struct Print {
    /// Its text.
    pub(crate) pages: Vec<Page>,
    /// Its ink, page by page.
    pub(crate) ink: Vec<Ink>,
}

/// The files as LibreOffice prints them.
pub(crate) fn print(files: &[&[u8]]) -> Vec<Print> {
    let printed = tools::print_and_draw(files, DOTS);
    let print = |(boxes, pictures): (String, Vec<Vec<u8>>)| Print {
        pages: pages::pages(&boxes, &crate::standard()),
        ink: pictures.into_iter().map(Ink::read).collect(),
    };
    printed.into_iter().map(print).collect()
}

/// What is printed on a dot of the page.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Colour {
    Black,
    Red,
}

impl Colour {
    fn is(self, dot: &[u8]) -> bool {
        match (self, dot) {
            (Colour::Black, [red, green, blue]) => *red < 128 && *green < 128 && *blue < 128,
            (Colour::Red, [red, green, blue]) => *red > 150 && *green < 128 && *blue < 128,
            _ => false,
        }
    }
}

/// A rectangle on the page, millimetres from its upper left corner.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Area {
    pub(crate) top: f64,
    pub(crate) bottom: f64,
    pub(crate) left: f64,
    pub(crate) right: f64,
}

impl Area {
    pub(crate) const PAGE: Area = Area { top: 0.0, bottom: 297.0, left: 0.0, right: 210.0 };

    pub(crate) fn width(&self) -> f64 {
        self.right - self.left
    }

    pub(crate) fn height(&self) -> f64 {
        self.bottom - self.top
    }

    /// Whether it is a line across the text area.
    pub(crate) fn is_rule(&self) -> bool {
        self.width() > 140.0 && self.height() < 1.5
    }
}

/// The ink of one page.
pub(crate) struct Ink {
    width: usize,
    height: usize,
    /// Red, green and blue of each dot, from the upper left, behind a header.
    picture: Vec<u8>,
    header: usize,
}

impl Ink {
    fn read(picture: Vec<u8>) -> Ink {
        let header = String::from_utf8_lossy(&picture[..20]).into_owned();
        let mut lines = header.split('\n');
        assert_eq!(lines.next(), Some("P6"), "not a PPM");
        let size = lines.next().expect("a size");
        let (width, height) = size.split_once(' ').expect("two sides");
        assert_eq!(lines.next(), Some("255"), "not 8 bits a colour");
        let header = "P6\n\n255\n".len() + size.len();
        Ink { width: width.parse().expect("a width"), height: height.parse().expect("a height"), picture, header }
    }

    /// The row `y` of dots between two columns.
    fn row(&self, y: usize, left: usize, right: usize) -> &[u8] {
        let start = self.header + 3 * y * self.width;
        &self.picture[start + 3 * left..start + 3 * right]
    }

    /// The rows of ink in `area` from the top, each as the rectangle that it fills.
    pub(crate) fn rows(&self, area: Area, colour: Colour) -> Vec<Area> {
        let mut rows: Vec<Area> = Vec::new();
        let mut open = false;
        let (left, right) = (index(area.left), index(area.right).min(self.width));
        let white = vec![255; 3 * (right - left)];
        for y in index(area.top)..index(area.bottom).min(self.height) {
            let row = self.row(y, left, right);
            if row == white {
                open = false;
                continue;
            }
            let is_ink = |dot: &[u8]| colour.is(dot);
            let (Some(first), Some(last)) = (row.chunks(3).position(is_ink), row.chunks(3).rposition(is_ink)) else {
                open = false;
                continue;
            };
            let here = Area { top: mm(y), bottom: mm(y + 1), left: mm(left + first), right: mm(left + last + 1) };
            match rows.last_mut() {
                Some(row) if open => {
                    row.bottom = here.bottom;
                    row.left = row.left.min(here.left);
                    row.right = row.right.max(here.right);
                }
                _ => rows.push(here),
            }
            open = true;
        }
        rows
    }

    /// Where the strokes in `area` begin, from the left: each place with ink whose left neighbour column has none.
    pub(crate) fn beginnings(&self, area: Area) -> Vec<f64> {
        let has_ink = |x: usize| {
            let mut rows = index(area.top)..index(area.bottom).min(self.height);
            rows.any(|y| Colour::Black.is(self.row(y, x, x + 1)))
        };
        let columns = index(area.left).max(1)..index(area.right).min(self.width);
        columns.filter(|x| has_ink(*x) && !has_ink(x - 1)).map(mm).collect()
    }
}

/// A line of text as its rectangle: left and right from its boxes, top and bottom a line's height around its middle.
pub(crate) fn area(line: &Line) -> Area {
    let mm = |points: f64| points / 72.0 * 25.4;
    Area { top: mm(line.middle) - 4.5, bottom: mm(line.middle) + 4.5, left: mm(line.left), right: mm(line.right) }
}

fn mm(dots: usize) -> f64 {
    f64::from(u32::try_from(dots).expect("a page's dots")) * 25.4 / f64::from(DOTS)
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place on the page")]
fn index(mm: f64) -> usize {
    (mm / 25.4 * f64::from(DOTS)).round().max(0.0) as usize
}
