//! Journeys through the real window, over WebDriver; each with a display, a home and a data folder of its own.

mod harness;
mod steps;

mod closing;
mod composition;
mod failures;
mod instances;
mod keyboard;
mod offline;
mod report;
mod screens;
