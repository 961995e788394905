//! Damage is found, told, and put right from what is whole.
