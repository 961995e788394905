//! The user's hands at the display: what the driver cannot do, since it sits inside the page.

use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{
    AtomEnum, ClientMessageEvent, ConnectionExt as _, EventMask, ImageFormat, InputFocus, KEY_PRESS_EVENT,
    KEY_RELEASE_EVENT, MapState, Window,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;

use super::{Outcome, until};

/// A key of the keyboard that Xvfb has.
#[derive(Clone, Copy)]
#[repr(u8)]
pub(crate) enum Key {
    Tab = 23,
    Return = 36,
    X = 53,
}

/// The hands, on the program's window.
pub(crate) struct Hands {
    connection: RustConnection,
    root: Window,
    window: Window,
}

impl Hands {
    /// Waits for the window called `title` on `display`.
    pub(super) fn at(display: &str, title: &str) -> Outcome<Hands> {
        let (connection, screen) = RustConnection::connect(Some(display))?;
        let root = connection.setup().roots[screen].root;
        let window = until(title, || find(&connection, root, title))?;
        Ok(Hands { connection, root, window })
    }

    /// Waits until something is drawn below the upper edge of the window.
    pub(crate) fn wait_drawn(&self) -> Outcome {
        const BAR: i16 = 60;
        let size = self.connection.get_geometry(self.window)?.reply()?;
        until("something drawn", || {
            let height = size.height.saturating_sub(120);
            let picture =
                self.connection.get_image(ImageFormat::Z_PIXMAP, self.window, 0, BAR, size.width, height, !0)?;
            let Ok(picture) = picture.reply() else { return Ok(None) };
            let (pixels, _) = picture.data.as_chunks::<4>();
            Ok(pixels.iter().any(|pixel| Some(pixel) != pixels.first()).then_some(()))
        })
    }

    /// Asks the window to close, as its frame's button does.
    pub(crate) fn close(&self) -> Outcome {
        let atom =
            |name: &str| -> Outcome<u32> { Ok(self.connection.intern_atom(false, name.as_bytes())?.reply()?.atom) };
        let data = [atom("WM_DELETE_WINDOW")?, x11rb::CURRENT_TIME, 0, 0, 0];
        let message = ClientMessageEvent::new(32, self.window, atom("WM_PROTOCOLS")?, data);
        self.connection.send_event(false, self.window, EventMask::NO_EVENT, message)?.check()?;
        Ok(())
    }

    /// Presses `keys`, one after the other.
    pub(crate) fn press(&self, keys: &[Key]) -> Outcome {
        self.connection.set_input_focus(InputFocus::PARENT, self.window, x11rb::CURRENT_TIME)?.check()?;
        for key in keys {
            for event in [KEY_PRESS_EVENT, KEY_RELEASE_EVENT] {
                self.connection
                    .xtest_fake_input(event, *key as u8, x11rb::CURRENT_TIME, self.root, 0, 0, 0)?
                    .check()?;
            }
            std::thread::sleep(std::time::Duration::from_millis(150));
        }
        Ok(())
    }
}

fn find(connection: &RustConnection, root: Window, title: &str) -> Outcome<Option<Window>> {
    for window in connection.query_tree(root)?.reply()?.children {
        let name = connection.intern_atom(false, b"_NET_WM_NAME")?.reply()?.atom;
        // A window may go away between being listed and being asked.
        let Ok(found) = connection.get_property(false, window, name, AtomEnum::ANY, 0, 1024)?.reply() else { continue };
        let Ok(attributes) = connection.get_window_attributes(window)?.reply() else { continue };
        if found.value == title.as_bytes() && attributes.map_state == MapState::VIEWABLE {
            return Ok(Some(window));
        }
    }
    Ok(None)
}
