//! Whatever a file may hold, told apart by its content; and the same as a paste.
#![no_main]

mod through;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    through::all(data);
    if let Ok(text) = std::str::from_utf8(data) {
        let pasted = shuzhi::import::read_text(text, "粘贴的文字", &shuzhi::import::Limits::default());
        through::recognised(&pasted.unwrap_or_default());
    }
});
