//! The window as a user has it: things are found by `data-testid`, waited for, clicked and typed into.

use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

use super::driver::Driver;
use super::process::kill;
use super::{Desk, Outcome, until};

/// The key of an element in WebDriver's JSON.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Keys as WebDriver writes them.
pub(crate) mod key {
    pub(crate) const ENTER: &str = "\u{E007}";
    pub(crate) const TAB: &str = "\u{E004}";
    pub(crate) const CONTROL: &str = "\u{E009}";
    pub(crate) const ALT: &str = "\u{E00A}";
    pub(crate) const ESCAPE: &str = "\u{E00C}";
    pub(crate) const LEFT: &str = "\u{E012}";
    pub(crate) const UP: &str = "\u{E013}";
    pub(crate) const DOWN: &str = "\u{E015}";
}

/// An open window.
pub(crate) struct Window {
    driver: Driver,
    program: u32,
}

impl Window {
    pub(super) fn open(desk: &Desk, program: &Path) -> Outcome<Window> {
        let before = desk.programs();
        let new = || desk.programs().into_iter().find(|id| !before.contains(id));
        let mut command = desk.command("WebKitWebDriver");
        command.env("TAURI_WEBVIEW_AUTOMATION", "true").env("SHUZHI_TEST_SAVE_TO", desk.exported());
        let driver = Driver::open(&mut command, program, &desk.file(&format!("logs/driver-{}", before.len())));
        if driver.is_err() {
            new().map_or(Ok(()), |id| kill(id))?;
        }
        Ok(Window { driver: driver?, program: until("the program's process", || Ok(new()))? })
    }

    /// Ends the program as a power cut would.
    pub(crate) fn kill(self) -> Outcome {
        kill(self.program)
    }

    /// Waits until the program has ended.
    pub(crate) fn ended(&self, desk: &Desk) -> Outcome {
        until("the end of the program", || Ok((!desk.programs().contains(&self.program)).then_some(())))
    }

    /// Runs `script` in the page; its arguments are `arguments[0]` and so on.
    pub(crate) fn script(&self, script: &str, args: Value) -> Outcome<Value> {
        let args = if args.is_array() { args } else { json!([args]) };
        self.driver.post("/execute/sync", &json!({ "script": script, "args": args }))
    }

    /// Runs a script that answers by calling its last argument.
    pub(crate) fn script_async(&self, script: &str, args: Value) -> Outcome<Value> {
        self.driver.post("/execute/async", &json!({ "script": script, "args": args }))
    }

    /// How many things have this test id.
    pub(crate) fn count(&self, id: &str) -> Outcome<usize> {
        let count = self.script("return document.querySelectorAll(arguments[0]).length", json!([css(id)]))?;
        Ok(serde_json::from_value(count)?)
    }

    /// Waits until there are `count` things with this test id.
    pub(crate) fn wait_count(&self, id: &str, count: usize) -> Outcome<&Self> {
        until(&format!("{count} × {id}"), || Ok((self.count(id)? == count).then_some(self)))
    }

    /// Waits for the thing with this test id.
    pub(crate) fn wait(&self, id: &str) -> Outcome<&Self> {
        self.element(id, 0)?;
        Ok(self)
    }

    /// Clicks the thing with this test id.
    pub(crate) fn click(&self, id: &str) -> Outcome<&Self> {
        self.click_nth(id, 0)
    }

    /// Clicks the `index`th thing with this test id.
    pub(crate) fn click_nth(&self, id: &str, index: usize) -> Outcome<&Self> {
        // Between finding and clicking the page may draw it anew, move it, or something may still lie above it.
        let mut last = String::new();
        let clicked = until(&format!("a click on {id}"), || {
            let element = self.element(id, index)?;
            match self.click_once(&element) {
                Ok(true) => Ok(Some(self)),
                Ok(false) => {
                    "it was missed or is disabled".clone_into(&mut last);
                    Ok(None)
                }
                Err(error) => {
                    last = error.to_string();
                    // It lies below what stays at the edge of the window: a user scrolls it into sight.
                    let scroll = "arguments[0].scrollIntoView({ block: 'center' })";
                    let _ = self.script(scroll, json!([{ ELEMENT: element }]));
                    Ok(None)
                }
            }
        });
        clicked.map_err(|error| format!("{error} ({last})").into())
    }

    /// Clicks where the element is once it stands still, and answers whether it was met.
    fn click_once(&self, element: &str) -> Outcome<bool> {
        let ready = "const [element, done] = [arguments[0], arguments[arguments.length - 1]];
            window.met = false;
            element.addEventListener('click', () => { window.met = true; }, { once: true, capture: true });
            let before = '';
            const look = (left) => {
                const { x, y, width, height } = element.getBoundingClientRect();
                const now = [x, y, width, height].join();
                if (now === before || left === 0) done(!element.disabled);
                else setTimeout(look, 20, left - 1);
                before = now;
            };
            look(50);";
        if self.script_async(ready, json!([{ ELEMENT: element }]))? != json!(true) {
            return Ok(false);
        }
        self.driver.post(&format!("/element/{element}/click"), &json!({}))?;
        // A click that closes the window leaves nobody to ask.
        Ok(self.script("return window.met", json!([])).map_or(true, |met| met != json!(false)))
    }

    /// Types into the field with this test id, at its end.
    pub(crate) fn type_into(&self, id: &str, text: &str) -> Outcome<&Self> {
        self.type_into_nth(id, 0, text)
    }

    /// Types into the `index`th field with this test id, at its end.
    pub(crate) fn type_into_nth(&self, id: &str, index: usize, text: &str) -> Outcome<&Self> {
        // The driver drops line ends unless they come as the Enter key.
        let body = json!({ "text": text.replace('\n', key::ENTER) });
        self.on_element(id, index, |element| self.driver.post(&format!("/element/{element}/value"), &body))?;
        Ok(self)
    }

    /// Puts `text` in the place of what the field with this test id holds.
    pub(crate) fn retype(&self, id: &str, text: &str) -> Outcome<&Self> {
        self.click(id)?.wait_focus(id)?.press(&[key::CONTROL, "a"])?.type_text(text)
    }

    /// Pastes plain text wherever the focus is, as from another program's clipboard.
    pub(crate) fn paste(&self, text: &str) -> Outcome<&Self> {
        let paste = "const clipboardData = new DataTransfer();
            clipboardData.setData('text/plain', arguments[0]);
            document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));";
        self.script(paste, json!([text]))?;
        Ok(self)
    }

    /// Chooses the option that shows `text` from the list with this test id.
    pub(crate) fn choose(&self, id: &str, text: &str) -> Outcome<&Self> {
        until(&format!("{text} to choose from {id}"), || {
            let options = "const found = [...document.querySelectorAll(arguments[0])].find((option) => option.text === arguments[1]);
                found?.closest('select').scrollIntoView({ block: 'center' });
                return found ?? null";
            let option = self.script(options, json!([format!("{} option", css(id)), text]))?;
            let Some(option) = option[ELEMENT].as_str() else { return Ok(None) };
            Ok(self.driver.post(&format!("/element/{option}/click"), &json!({})).ok().map(|_| self))
        })
    }

    /// Whether the thing with this test id can be used.
    pub(crate) fn enabled(&self, id: &str) -> Outcome<bool> {
        let enabled = self.on_element(id, 0, |element| self.driver.get(&format!("/element/{element}/enabled")))?;
        Ok(enabled.as_bool().unwrap_or_default())
    }

    /// Whether the box or switch with this test id is on.
    pub(crate) fn ticked(&self, id: &str) -> Outcome<bool> {
        let ticked = self.on_element(id, 0, |element| self.driver.get(&format!("/element/{element}/selected")))?;
        Ok(ticked.as_bool().unwrap_or_default())
    }

    /// Presses `keys` together, wherever the focus is, and lets them go.
    pub(crate) fn press(&self, keys: &[&str]) -> Outcome<&Self> {
        let down = keys.iter().map(|key| json!({ "type": "keyDown", "value": key }));
        let up = keys.iter().rev().map(|key| json!({ "type": "keyUp", "value": key }));
        let actions: Vec<Value> = down.chain(up).collect();
        self.driver
            .post("/actions", &json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": actions }] }))?;
        Ok(self)
    }

    /// Types `text` wherever the focus is.
    pub(crate) fn type_text(&self, text: &str) -> Outcome<&Self> {
        let active = self.driver.get("/element/active")?;
        let element = active[ELEMENT].as_str().ok_or("nothing has the focus")?;
        self.driver.post(&format!("/element/{element}/value"), &json!({ "text": text.replace('\n', key::ENTER) }))?;
        Ok(self)
    }

    /// The text of the thing with this test id, as shown.
    pub(crate) fn text(&self, id: &str) -> Outcome<String> {
        let text = self.on_element(id, 0, |element| self.driver.get(&format!("/element/{element}/text")))?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until the thing with this test id shows `text`.
    pub(crate) fn wait_text(&self, id: &str, text: &str) -> Outcome<&Self> {
        let mut shown = String::new();
        let found = until(text, || {
            // It may be drawn anew between finding and reading.
            shown = self.text(id).unwrap_or_default();
            Ok(shown.contains(text).then_some(self))
        });
        found.map_err(|error| format!("{error} (in {id}: {shown})").into())
    }

    /// What is typed in the fields with this test id.
    pub(crate) fn values(&self, id: &str) -> Outcome<Vec<String>> {
        let values = self.script(
            "return [...document.querySelectorAll(arguments[0])].map((field) => field.value)",
            json!([css(id)]),
        )?;
        Ok(serde_json::from_value(values)?)
    }

    /// The test id of what has the focus.
    pub(crate) fn focus(&self) -> Outcome<String> {
        let id = self.script(
            "return document.activeElement?.dataset?.testid ?? document.activeElement?.tagName ?? ''",
            json!([]),
        )?;
        Ok(id.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until the thing with this test id has the focus.
    pub(crate) fn wait_focus(&self, id: &str) -> Outcome<&Self> {
        until(&format!("the focus on {id}"), || Ok((self.focus()? == id).then_some(self)))
    }

    /// Makes the window this large.
    pub(crate) fn resize(&self, width: u32, height: u32) -> Outcome<&Self> {
        self.driver.post("/window/rect", &json!({ "x": 0, "y": 0, "width": width, "height": height }))?;
        until("the new size", || {
            let size = self.script("return [innerWidth, innerHeight]", json!([]))?;
            Ok((size == json!([width, height])).then_some(()))
        })?;
        Ok(self)
    }

    /// Saves a picture of the page.
    pub(crate) fn picture(&self, file: &Path) -> Outcome<&Self> {
        // Right after a change some tiles are still black.
        let drawn = "const done = arguments[arguments.length - 1]; requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 150)))";
        self.script_async(drawn, json!([]))?;
        let picture = self.driver.get("/screenshot")?;
        fs::create_dir_all(file.parent().ok_or("a file without a folder")?)?;
        fs::write(file, BASE64_STANDARD.decode(picture.as_str().ok_or("no picture")?)?)?;
        Ok(self)
    }

    /// Does something with an element, again if the page draws it anew in between: then it was not done.
    fn on_element(&self, id: &str, index: usize, act: impl Fn(&str) -> Outcome<Value>) -> Outcome<Value> {
        until(&format!("{id} ({index}) to stay"), || unless_stale(act(&self.element(id, index)?)))
    }

    fn element(&self, id: &str, index: usize) -> Outcome<String> {
        let found = until(&format!("{id} ({index})"), || {
            let found = unless_stale(self.driver.post("/elements", &by(id)))?;
            Ok(found.and_then(|found| found[index][ELEMENT].as_str().map(str::to_owned)))
        });
        found.map_err(|error| {
            let page = self.script("return document.body.innerText", json!([])).unwrap_or_default();
            format!("{error}; the page shows: {page}").into()
        })
    }
}

/// `None` where the driver says that the page has drawn the element anew.
fn unless_stale(answer: Outcome<Value>) -> Outcome<Option<Value>> {
    match answer {
        Err(error) if error.to_string().starts_with("stale element reference") => Ok(None),
        answer => answer.map(Some),
    }
}

fn css(id: &str) -> String {
    format!("[data-testid=\"{id}\"]")
}

fn by(id: &str) -> Value {
    json!({ "using": "css selector", "value": css(id) })
}
