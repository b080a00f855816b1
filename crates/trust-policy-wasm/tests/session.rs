//! The debounced session: the newest text wins, a cancelled one is never heard of.

#![cfg(target_arch = "wasm32")]

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Promise};
use trust_policy_wasm::Session;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

/// A session that notes the texts it tells of, and a promise for the first that ends with `last`.
fn session() -> (Session, Rc<RefCell<Vec<String>>>, Promise) {
    let told: Rc<RefCell<Vec<String>>> = Rc::default();
    let resolve: Rc<RefCell<Option<Function>>> = Rc::default();
    let promise = Promise::new(&mut |done, _| drop(resolve.replace(Some(done))));
    let texts = Rc::clone(&told);
    let listener = Closure::<dyn FnMut(JsValue, String)>::new(move |_report, text: String| {
        let last = text.ends_with("last");
        texts.borrow_mut().push(text);
        if let Some(done) = resolve.borrow().as_ref().filter(|_| last) {
            drop(done.call0(&JsValue::NULL));
        }
    });
    (Session::new(listener.into_js_value().unchecked_into()), told, promise)
}

#[wasm_bindgen_test]
fn without_a_delay_the_listener_is_told_at_once() {
    trust_policy_wasm::start();
    let (session, told, _) = session();
    session.update("{}".to_owned(), 0, None).expect("the options are fine");
    assert_eq!(*told.borrow(), ["{}"]);
}

#[wasm_bindgen_test]
async fn only_the_newest_text_is_checked() {
    trust_policy_wasm::start();
    let (session, told, done) = session();
    for text in ["first", "second", "the last"] {
        session.update(text.to_owned(), 5, None).expect("the options are fine");
    }
    JsFuture::from(done).await.expect("the promise is kept");
    assert_eq!(*told.borrow(), ["the last"]);
}

#[wasm_bindgen_test]
async fn a_cancelled_text_is_never_told() {
    trust_policy_wasm::start();
    let (session, told, done) = session();
    session.update("cancelled".to_owned(), 1, None).expect("the options are fine");
    session.cancel();
    session.update("the last".to_owned(), 10, None).expect("the options are fine");
    JsFuture::from(done).await.expect("the promise is kept");
    assert_eq!(*told.borrow(), ["the last"]);
}
