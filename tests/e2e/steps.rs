//! Steps that several journeys share.

use serde_json::json;

use crate::harness::{Outcome, Window, until};

/// Begins an empty report from the general template, and waits for its form.
pub(crate) fn begin(window: &Window) -> Outcome {
    window.click("new-report")?.click("template-general")?.click("new-create")?.wait("compose")?;
    Ok(())
}

/// Begins an empty report of `year` from the general template, and waits for its form.
pub(crate) fn begin_year(window: &Window, year: &str) -> Outcome {
    window
        .click("new-report")?
        .click("template-general")?
        .retype("new-year", year)?
        .click("new-create")?
        .wait("compose")?;
    Ok(())
}

/// Begins a report that is filled with examples.
pub(crate) fn begin_sample(window: &Window) -> Outcome {
    window.click("open-sample")?.wait("compose")?;
    Ok(())
}

/// Fills in what 基本信息 asks for.
pub(crate) fn fill_basics(window: &Window) -> Outcome {
    window.click("section-basic")?;
    window.type_into("field-unit", "青禾县水利局")?.type_into("field-reporter", "林知远")?;
    window.type_into("field-post", "党支部书记、局长")?.type_into("field-date", "2026-11")?;
    Ok(())
}

/// Waits until the page says that all is saved.
pub(crate) fn saved(window: &Window) -> Outcome {
    state(window, "saved")?;
    window.wait_text("save-state", "已保存")?;
    Ok(())
}

/// Waits until the page shows this state of saving.
pub(crate) fn state(window: &Window, wanted: &str) -> Outcome {
    until(&format!("the state of saving to be {wanted}"), || {
        let state = window
            .script("return document.querySelector('[data-testid=\"save-state\"]')?.dataset.state ?? ''", json!([]))?;
        Ok((state == wanted).then_some(()))
    })
}

/// Opens the first report of the list.
pub(crate) fn reopen(window: &Window) -> Outcome {
    window.click("report-open")?.wait("compose")?;
    Ok(())
}

/// Goes to a section of the form, by the test id of its entry in the list.
pub(crate) fn go(window: &Window, section: &str) -> Outcome {
    window.click(section)?;
    let shown = "return document.querySelector(`[data-testid='${arguments[0]}']`)?.ariaCurrent ?? null";
    until(&format!("{section} to be shown"), || Ok((!window.script(shown, json!([section]))?.is_null()).then_some(())))
}

/// Goes to 检查并导出 and exports.
pub(crate) fn export(window: &Window) -> Outcome {
    window.click("to-check")?.wait("all-clear")?;
    // The list of faces comes a moment later and moves what is below it.
    until("the faces to be looked at", || {
        Ok((window.count("face-missing")? + window.count("faces-fine")? > 0).then_some(()))
    })?;
    window.click("export")?.wait("exported")?;
    Ok(())
}
