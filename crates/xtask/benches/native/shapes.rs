//! Texts of a wanted size: one that a person could have, and those that have brought other parsers to their knees.

/// A name, and what makes a text of about so many bytes and never more.
type Shape = (&'static str, fn(usize) -> String);

pub(crate) const ALL: [Shape; 8] = [
    ("statements", statements),
    ("opening brackets", |size| "[".repeat(size)),
    ("opened objects", |size| repeat(r#"{"a":"#, size)),
    ("repeated members", |size| around("{", r#""Effect":"Allow","#, "}", size)),
    ("quotes", |size| "\"".repeat(size)),
    ("commas", |size| around("{", ",", "}", size)),
    ("comments", |size| around("{", "/* a */ // b\n", "}", size)),
    ("hostile mixture", |size| repeat("{\"Principal\": \u{201c}*', 'AWS'=>[True,,}]\u{200b}// \n\\u00", size)),
];

fn statements(size: usize) -> String {
    let statement = |index: usize| {
        format!(
            r#"
    {{
      "Sid": "Statement{index}",
      "Effect": "Allow",
      "Principal": {{ "AWS": "arn:aws:iam::111122223333:role/path/Name{index}", "Service": "ec2.amazonaws.com" }},
      "Action": ["sts:AssumeRole", "sts:TagSession"],
      "Condition": {{ "StringEquals": {{ "sts:ExternalId": "an-example" }}, "Bool": {{ "aws:MultiFactorAuthPresent": "true" }} }}
    }}"#
        )
    };
    let (start, end) = ("{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [", "\n  ]\n}\n");
    let mut text = format!("{start}{}", statement(0));
    for index in 1.. {
        let next = statement(index);
        if text.len() + 1 + next.len() + end.len() > size {
            break;
        }
        text.push(',');
        text.push_str(&next);
    }
    text + end
}

fn repeat(part: &str, size: usize) -> String {
    part.repeat(size / part.len())
}

fn around(start: &str, part: &str, end: &str, size: usize) -> String {
    format!("{start}{}{end}", repeat(part, size - start.len() - end.len()))
}

/// What stands in for real policies where there are none.
pub(crate) const TYPICAL: [&str; 3] = [
    r#"{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Principal": { "Service": "lambda.amazonaws.com" }, "Action": "sts:AssumeRole" }
  ]
}"#,
    r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": { "AWS": "arn:aws:iam::111122223333:root" },
    "Action": "sts:AssumeRole",
    "Condition": { "StringEquals": { "sts:ExternalId": "an-example" } }
  }
}"#,
    r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "Federated": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" },
      "Action": "sts:AssumeRoleWithWebIdentity",
      "Condition": {
        "StringEquals": { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" },
        "StringLike": { "token.actions.githubusercontent.com:sub": "repo:example/repository:*" }
      }
    }
  ]
}"#,
];
