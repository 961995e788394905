//! Journeys through the real window, over WebDriver; each with a display, a home and a data folder of its own.

mod harness;
mod steps;

mod report;
mod screens;
