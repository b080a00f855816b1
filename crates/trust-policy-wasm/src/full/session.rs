//! A debounced check that a page can call on every key press.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use js_sys::Function;
use trust_policy::Options;
use wasm_bindgen::prelude::*;

use crate::types::CheckOptions;
use crate::{read_options, report};

/// Checks the newest text after a pause, and tells the listener.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Session {
    listener: Function,
    /// The check that waits. Dropping it cancels it.
    pending: Rc<RefCell<Option<Timeout>>>,
}

#[wasm_bindgen]
impl Session {
    /// A session that calls `listener(report, text)`.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "(report: Report, text: string) => void")] listener: Function,
    ) -> Session {
        Session { listener, pending: Rc::default() }
    }

    /// Checks the text in `delay_ms` milliseconds, unless another text comes before or the session is cancelled.
    ///
    /// Without a delay it checks at once: a timer would cost the frame in which the findings could be painted.
    pub fn update(&self, text: String, delay_ms: u32, options: Option<CheckOptions>) -> Result<(), JsValue> {
        let options = read_options(options)?;
        self.cancel();
        if delay_ms == 0 {
            tell(&self.listener, &text, &options);
            return Ok(());
        }
        let listener = self.listener.clone();
        let pending = Rc::downgrade(&self.pending);
        let timeout = Timeout::new(delay_ms, move || {
            // The timer has run: forget it before the listener may start the next.
            if let Some(pending) = pending.upgrade() {
                pending.borrow_mut().take().map(Timeout::forget);
            }
            tell(&listener, &text, &options);
        });
        self.pending.replace(Some(timeout));
        Ok(())
    }

    /// Drops the check that waits, if one does.
    pub fn cancel(&self) {
        self.pending.take();
    }
}

/// A report is JSON and so is always parsed, and a listener that throws is the page's own affair.
fn tell(listener: &Function, text: &str, options: &Options) {
    if let Ok(report) = report(text, options) {
        drop(listener.call2(&JsValue::NULL, &report, &JsValue::from_str(text)));
    }
}
