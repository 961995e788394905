//! 沿用上年报告: a finished or unfinished report → what of it goes on, and the next year's draft. The earlier report is never changed.

mod fix;
mod plan;

pub use fix::fix;
pub use plan::{CarriedProblem, Plan, plan};
