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
