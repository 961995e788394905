//! 版头: all above the red rule (GB/T 9704-2012, clause 7.2).

use docx_rs::BuildXML as _;

use super::paragraph::paragraph;
use crate::model::{Block, Role};
use crate::profile::{Placement, Profile};

/// Whether a block of `role` belongs to 版头.
pub(super) fn belongs(role: Role) -> bool {
    use Role::{CopyNumber, DocumentNumber, IssuingBody, IssuingSuffix, Secrecy, Signer, Urgency};
    matches!(role, CopyNumber | Secrecy | Urgency | IssuingBody | IssuingSuffix | DocumentNumber | Signer)
}

/// The 版头 that `blocks` make up.
pub(super) fn letterhead(blocks: &[Block], placements: &[Placement], _profile: &Profile) -> Vec<u8> {
    blocks.iter().zip(placements).flat_map(|(block, placement)| paragraph(block, placement).build()).collect()
}
