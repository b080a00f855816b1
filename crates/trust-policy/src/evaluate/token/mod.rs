//! Tokens of OpenID Connect providers, in each form that a scenario may have them: decoded claims, the raw JWT, or an
//! event that a preset turns into the token it gets.

mod base64url;
mod preset;
mod presets;

pub use preset::{PresetField, TokenPreset, token_preset, token_presets};

use super::scenario::{Keys as Claims, Reader, Request, Result, fail};
use crate::text::{self, Document, NodeId, Value};

/// The claims of `request.token`, and whether they were read from a JWT.
pub(super) fn read(reader: &Reader<'_>, request: NodeId) -> Result<Option<(Claims, bool)>> {
    const PATH: &str = "request.token";
    let Some(node) = reader.member(request, "token") else { return Ok(None) };
    match reader.document.value(node) {
        Value::String(_) => {
            let text = reader.document.string(node).unwrap_or_default();
            decode(text, PATH).map(Some)
        }
        Value::Object(_) => object(reader, node, PATH).map(|claims| Some((claims, false))),
        _ => fail(format!("`{PATH}` is a JWT, an object of claims, or an object with a `preset`")),
    }
}

/// Claims, or a preset that makes them.
fn object(reader: &Reader<'_>, node: NodeId, path: &str) -> Result<Claims> {
    let preset = reader.member(node, "preset").and_then(|preset| reader.document.string(preset));
    match preset {
        Some(id) => preset::claims(id, &fields(reader, node, path)?, path),
        None => Ok(reader.claims(node)),
    }
}

/// The fields of a preset: every other member.
fn fields(reader: &Reader<'_>, node: NodeId, path: &str) -> Result<Vec<(String, String)>> {
    let mut fields = Vec::new();
    for member in reader.document.members(node) {
        let Some(name) = member.key.map(|key| reader.document.key(key)).filter(|name| *name != "preset") else {
            continue;
        };
        match reader.document.value(member.value) {
            Value::Null => {}
            Value::String(_) | Value::Number | Value::Bool => {
                let value = reader.document.scalar(member.value).unwrap_or_default();
                fields.push((name.to_owned(), value.to_owned()));
            }
            _ => return fail(format!("`{path}.{name}` is a string")),
        }
    }
    Ok(fields)
}

impl Request {
    /// Takes the token from a text: a JWT, its claims in JSON, or an object with a `preset`. It is only read, never
    /// verified.
    ///
    /// # Errors
    ///
    /// When the text is none of these.
    pub fn read_token(&mut self, text: &str) -> Result<()> {
        let (claims, is_jwt) = decode(text, "token")?;
        self.token = Some(claims);
        self.token_is_jwt = is_jwt;
        self.take_what_signing_in_passes();
        Ok(())
    }
}

/// The claims of a token that was pasted as text. Whether it was a JWT is said besides.
fn decode(text: &str, path: &str) -> Result<(Claims, bool)> {
    let text = text.trim();
    let text = text.strip_prefix("Bearer ").map_or(text, str::trim_start);
    if text.starts_with('{') {
        let document = text::parse(text);
        let root = root(&document, path, "the text")?;
        return Ok((object(&Reader { document: &document }, root, path)?, false));
    }
    let parts: Vec<&str> = text.split('.').collect();
    let [_, payload, _] = parts[..] else {
        return fail(format!("`{path}` is no JWT: that is three parts with dots between them"));
    };
    let bytes = base64url::decode(payload);
    let Some(json) = bytes.and_then(|bytes| String::from_utf8(bytes).ok()) else {
        return fail(format!("`{path}` is no JWT: its second part is not base64url"));
    };
    let document = text::parse(&json);
    let root = root(&document, path, "its second part")?;
    Ok((Reader { document: &document }.claims(root), true))
}

/// The object that a document is.
fn root(document: &Document<'_>, path: &str, part: &str) -> Result<NodeId> {
    let whole = document.defects.is_empty();
    match document.root.filter(|root| whole && matches!(document.value(*root), Value::Object(_))) {
        Some(root) => Ok(root),
        None => fail(format!("`{path}` is no token: {part} does not hold a JSON object")),
    }
}

#[cfg(test)]
mod tests {
    use crate::Scenario;

    fn parsed(token: &str) -> Result<Scenario, String> {
        let json = format!(
            r#"{{"role": {{"arn": "arn:aws:iam::111122223333:role/app", "trustPolicy": {{}}}},
                "request": {{"action": "sts:AssumeRoleWithWebIdentity", "token": {token}}}}}"#
        );
        Scenario::parse(&json).map_err(|error| error.message)
    }

    /// `{"iss":"https://gitlab.com","sub":"a/ü","aud":["x","y"],"nested":{},"n":1}`
    const JWT: &str = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL2dpdGxhYi5jb20iLCJzdWIiOiJhL8O8IiwiYXVkIjpbIngiLCJ5Il0sIm5lc3RlZCI6e30sIm4iOjF9.c2ln";

    #[test]
    fn a_jwt_is_read_and_not_verified() {
        let of = |name: &str, values: &[&str]| {
            (name.to_owned(), values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>())
        };
        let expected =
            vec![of("iss", &["https://gitlab.com"]), of("sub", &["a/ü"]), of("aud", &["x", "y"]), of("n", &["1"])];
        for token in [format!("\"{JWT}\""), format!("\"  Bearer {JWT}\\n\"")] {
            let scenario = parsed(&token).unwrap();
            assert_eq!(scenario.request.token.as_ref(), Some(&expected));
            assert!(scenario.notes()[0].contains("signature"), "{:?}", scenario.notes());
        }
        let claims = parsed(r#"{"sub": "x"}"#).unwrap();
        assert!(claims.notes().is_empty() && claims.request.token.is_some());
        assert_eq!(parsed(r#""{\"sub\": \"x\"}""#).unwrap().request.token, claims.request.token);
    }

    #[test]
    fn what_is_no_token_is_named() {
        for (token, expected) in [
            ("3", "`request.token` is a JWT, an object of claims, or an object with a `preset`"),
            ("\"abc\"", "`request.token` is no JWT: that is three parts with dots between them"),
            ("\"a.!.c\"", "`request.token` is no JWT: its second part is not base64url"),
            ("\"a.YWJj.c\"", "`request.token` is no token: its second part does not hold a JSON object"),
            (r#"{"preset": "github-push"}"#, "the preset `github-push` needs `request.token.repository`"),
            (r#"{"preset": "gitlab-tag", "project": {}}"#, "`request.token.project` is a string"),
        ] {
            assert_eq!(parsed(token).unwrap_err(), expected, "{token}");
        }
    }

    #[test]
    fn a_preset_makes_the_token() {
        let token = r#"{"preset": "github-push", "repository": "octo-org/octo-repo", "ref": "refs/heads/main"}"#;
        let claims = parsed(token).unwrap().request.token.unwrap();
        let sub = claims.iter().find(|(name, _)| name == "sub").unwrap();
        assert_eq!(sub.1, ["repo:octo-org/octo-repo:ref:refs/heads/main"]);
    }
}
