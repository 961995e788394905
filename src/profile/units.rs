//! Units of print, as types, so that a millimetre never passes for a point.

use serde::Serialize;
use ts_rs::TS;

/// Millimetres.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, TS)]
pub struct Mm(pub f64);

/// Points, 1/72 inch.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, TS)]
pub struct Pt(pub f64);

/// Twips, 1/20 point, the unit of lengths in WordprocessingML.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
pub struct Twip(pub i32);

/// Half-points, the unit of type sizes in WordprocessingML.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
pub struct HalfPoint(pub u16);

/// `number` without its fraction, as far as an `i32` reaches.
#[expect(clippy::cast_possible_truncation, reason = "a float that is out of range becomes the nearest whole number")]
pub(super) fn whole(number: f64) -> i32 {
    number as i32
}

impl From<Mm> for Twip {
    fn from(length: Mm) -> Twip {
        Twip(whole((length.0 * 1440.0 / 25.4).round()))
    }
}

impl From<Pt> for Twip {
    fn from(length: Pt) -> Twip {
        Twip(whole((length.0 * 20.0).round()))
    }
}

impl From<Pt> for HalfPoint {
    fn from(size: Pt) -> HalfPoint {
        HalfPoint(u16::try_from(whole((size.0 * 2.0).round())).unwrap_or(0))
    }
}

impl From<HalfPoint> for Twip {
    fn from(size: HalfPoint) -> Twip {
        Twip(i32::from(size.0) * 10)
    }
}

impl From<Twip> for Pt {
    fn from(twip: Twip) -> Pt {
        Pt(f64::from(twip.0) / 20.0)
    }
}

impl From<Twip> for Mm {
    fn from(twip: Twip) -> Mm {
        Mm(f64::from(twip.0) * 25.4 / 1440.0)
    }
}

impl From<HalfPoint> for Pt {
    fn from(size: HalfPoint) -> Pt {
        Pt(f64::from(size.0) / 2.0)
    }
}
