//! A WebDriver session: JSON over HTTP to a `WebKitWebDriver` of its own.

use std::net::TcpListener;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};
use ureq::Agent;

use super::process::Process;
use super::{Outcome, until};

/// An open session.
pub(crate) struct Driver {
    agent: Agent,
    session: String,
    _process: Process,
}

impl Driver {
    /// Starts `WebKitWebDriver` by `command` and through it `program`.
    pub(crate) fn open(command: &mut Command, program: &Path, log: &Path) -> Outcome<Driver> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let process = Process::start(command.arg(format!("--port={port}")).arg("--host=127.0.0.1"), log)?;
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(60)))
            .proxy(None);
        let agent: Agent = config.build().into();
        let base = format!("http://127.0.0.1:{port}");
        until("WebKitWebDriver to listen", || Ok(agent.get(format!("{base}/status")).call().ok()))?;
        let options = json!({ "binary": program, "args": [] });
        let wanted = json!({ "capabilities": { "alwaysMatch": { "webkitgtk:browserOptions": options } } });
        let mut driver = Driver { agent, session: format!("{base}/session"), _process: process };
        let session = driver.post("", &wanted)?;
        let id = session["sessionId"].as_str().ok_or("a session without an id")?;
        driver.session = format!("{base}/session/{id}");
        Ok(driver)
    }

    /// Posts `body` to a command of the session and answers its value.
    pub(crate) fn post(&self, command: &str, body: &Value) -> Outcome<Value> {
        let mut answer = self.agent.post(format!("{}{command}", self.session)).send_json(body)?;
        value(answer.body_mut().with_config().limit(u64::MAX).read_json()?)
    }

    /// Gets a value of the session.
    pub(crate) fn get(&self, command: &str) -> Outcome<Value> {
        let mut answer = self.agent.get(format!("{}{command}", self.session)).call()?;
        value(answer.body_mut().with_config().limit(u64::MAX).read_json()?)
    }
}

fn value(mut answer: Value) -> Outcome<Value> {
    let value = answer["value"].take();
    match value["error"].as_str() {
        Some(error) => Err(format!("{error}: {}", value["message"].as_str().unwrap_or_default()).into()),
        None => Ok(value),
    }
}
