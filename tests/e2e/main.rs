//! Journeys through the real window, over WebDriver; each with a display, a home and a data folder of its own.
#![allow(clippy::disallowed_methods, clippy::indexing_slicing, reason = "a test may fail loudly")]

mod harness;
mod look;
mod steps;

mod backups;
mod care;
mod closing;
mod composition;
mod failures;
mod history;
mod import;
mod instances;
mod keyboard;
mod kills;
mod layouts;
mod official;
mod offline;
mod pdf;
mod report;
mod revise;
mod screens;
mod screens_care;
mod screens_official;
mod years;
mod years_form;
mod years_ledger;
