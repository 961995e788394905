//! 版记 at the foot of the last page (GB/T 9704-2012, clause 7.4).

use docx_rs::BuildXML as _;

use super::paragraph::paragraph;
use crate::model::{Block, Role};
use crate::profile::{Placement, Profile};

/// Whether a block of `role` belongs to 版记.
pub(super) fn belongs(role: Role) -> bool {
    matches!(role, Role::ImprintCopies | Role::ImprintIssuer | Role::ImprintDate)
}

/// The 版记 that `blocks` make up.
pub(super) fn imprint(blocks: &[Block], placements: &[Placement], _profile: &Profile) -> Vec<u8> {
    blocks.iter().zip(placements).flat_map(|(block, placement)| paragraph(block, placement).build()).collect()
}
