//! Events of CloudTrail: the error, and what the call brought along.

use super::json::Reader;
use crate::text::{self, NodeId, Value};

/// What an event with an error tells.
#[derive(Debug, Clone, Default)]
pub(super) struct Event {
    pub(super) code: String,
    pub(super) message: String,
    /// `sts:AssumeRole`.
    pub(super) api: Option<String>,
    pub(super) request_id: Option<String>,
    pub(super) region: Option<String>,
    pub(super) caller: Option<String>,
    /// The service that called.
    pub(super) service: Option<String>,
    pub(super) role: Option<String>,
    pub(super) session_name: Option<String>,
    pub(super) external_id: Option<String>,
    pub(super) source_identity: Option<String>,
    pub(super) tags: Vec<(String, String)>,
    pub(super) source_ip: Option<String>,
    /// Of a token: the provider, subject and audience.
    pub(super) provider: Option<String>,
    pub(super) subject: Option<String>,
    pub(super) audience: Option<String>,
}

/// Finds an event with an error in a text, by itself or in what holds it.
pub(super) fn read(pasted: &str) -> Option<Event> {
    if !pasted.contains("errorCode") {
        return None;
    }
    // A log has other brackets before it.
    let trimmed = pasted.trim_start();
    let start = if trimmed.starts_with('[') { pasted.len() - trimmed.len() } else { pasted.find('{')? };
    let document = text::parse(&pasted[start..]);
    let reader = Reader { document: &document };
    reader.find(document.root?).filter(|event| !event.code.is_empty())
}

/// Finds all events under a node: those with an error are told. Answers how many there are.
pub(super) fn all(reader: &Reader<'_>, node: NodeId, found: &mut Vec<Event>) -> usize {
    let has = |name: &str| reader.member(node, name).is_some();
    match reader.document.value(node) {
        Value::Object(_) if has("eventSource") && has("eventName") => {
            let event = reader.event(node);
            if !event.code.is_empty() && found.len() < MOST {
                found.push(event);
            }
            1
        }
        Value::Object(members) => members.iter().map(|member| all(reader, member.value, found)).sum(),
        Value::Array(items) => items.iter().map(|item| all(reader, *item, found)).sum(),
        Value::String(_) => {
            let text = reader.document.string(node).unwrap_or_default();
            if !text.starts_with('{') || !text.contains("eventSource") {
                return 0;
            }
            let document = text::parse(text);
            document.root.map_or(0, |root| all(&Reader { document: &document }, root, found))
        }
        _ => 0,
    }
}

/// How many events are told.
const MOST: usize = 50;

impl Reader<'_> {
    /// The event, wherever it stands. Depth is bounded by the reader of the text.
    fn find(&self, node: NodeId) -> Option<Event> {
        match self.document.value(node) {
            Value::Object(members) => {
                if self.member(node, "errorCode").is_some() && self.member(node, "eventName").is_some() {
                    return Some(self.event(node));
                }
                members.iter().find_map(|member| self.find(member.value))
            }
            Value::Array(items) => items.iter().find_map(|item| self.find(*item)),
            // `lookup-events` and logs keep the event as a text.
            Value::String(_) => read(self.document.string(node)?),
            _ => None,
        }
    }

    fn event(&self, node: NodeId) -> Event {
        let top = Some(node);
        let who = self.member(node, "userIdentity");
        let what = self.member(node, "requestParameters");
        let source = self.text(top, "eventSource").unwrap_or_default();
        let name = self.text(top, "eventName").unwrap_or_default();
        let service = source.split('.').next().unwrap_or_default();
        let invoked_by = self.text(who, "invokedBy").filter(|by| by.ends_with(".amazonaws.com"));
        let is_service = self.text(who, "type").as_deref() == Some("AWSService");
        let provider = self.text(who, "identityProvider");
        let subject = self.text(who, "userName");
        let mut event = Event {
            code: self.text(top, "errorCode").unwrap_or_default(),
            message: self.text(top, "errorMessage").unwrap_or_default(),
            api: (!service.is_empty() && !name.is_empty()).then(|| format!("{service}:{name}")),
            request_id: self.text(top, "requestID"),
            region: self.text(top, "awsRegion"),
            caller: self.text(who, "arn"),
            service: invoked_by.filter(|_| is_service),
            role: self.text(what, "roleArn"),
            session_name: self.text(what, "roleSessionName"),
            external_id: self.text(what, "externalId"),
            source_identity: self.text(what, "sourceIdentity"),
            source_ip: self
                .text(top, "sourceIPAddress")
                .filter(|ip| ip.bytes().all(|b| b.is_ascii_digit() || b == b'.')),
            ..Event::default()
        };
        let tags = what.and_then(|what| self.member(what, "tags"));
        for tag in tags.map(|tags| self.document.items(tags)).unwrap_or_default() {
            if let (Some(key), Some(value)) = (self.text(Some(*tag), "key"), self.text(Some(*tag), "value")) {
                event.tags.push((key, value));
            }
        }
        if let (Some(provider), Some(subject)) = (provider, subject) {
            // `principalId` is provider, audience and subject, with colons between.
            let id = self.text(who, "principalId").unwrap_or_default();
            let audience = id.strip_prefix(&*provider).and_then(|rest| rest.strip_suffix(&*subject));
            event.audience = audience.map(|text| text.trim_matches(':').to_owned()).filter(|text| !text.is_empty());
            (event.provider, event.subject) = (Some(provider), Some(subject));
        }
        event
    }
}
