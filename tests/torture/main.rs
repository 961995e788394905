//! Long tests with faults, run by `make torture`.
