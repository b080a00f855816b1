//! The TypeScript types of what crosses the border, written by hand. A test compares them with real output.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
export type Severity = "error" | "security" | "warning" | "suggestion";
export type Confidence = "high" | "medium" | "low";
export type Safety = "safe" | "review" | "fill-in";
export type InputKind =
  | "policy"
  | "get-role"
  | "escaped-string"
  | "url-encoded"
  | "terraform"
  | "cloudformation"
  | "account"
  | "unknown";

/** A place in the text. Line and column count from 1, columns in characters; the offset in UTF-16 code units. */
export interface Position {
  line: number;
  column: number;
  offset: number;
}

export interface Range {
  start: Position;
  end: Position;
}

export interface Related {
  span: Range;
  label: string;
}

/** Replace the text from start to end (UTF-16 code units). */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

export interface Fix {
  title: string;
  safety: Safety;
  edits: Edit[];
}

export interface Finding {
  rule: string;
  severity: Severity;
  confidence: Confidence;
  message: string;
  why: string;
  help: string | null;
  path: string;
  span: Range;
  related: Related[];
  awsCheck: string | null;
  url: string;
  fixes: Fix[];
}

/** What AWS would say when the policy is saved. */
export interface Save {
  verdict: "accepted" | "rejected" | "depends";
  code: string | null;
  message: string | null;
}

export interface Report {
  source: string;
  input: InputKind;
  save: Save;
  findings: Finding[];
}

/** What is known besides the text. A value that is none makes the call throw, with a sentence. */
export interface CheckOptions {
  /** The role that the policy belongs to. */
  roleArn?: string | null;
  /** The account of that role; its ARN decides where both are given. */
  account?: string | null;
  /** The other accounts that may be trusted. Without the list nothing is said about trusting others. */
  trustedAccounts?: string[] | null;
  /** The organization of the role's account. */
  organizationId?: string | null;
  /** Ids of rules whose findings are left out. */
  silence?: string[] | null;
}

export interface Applied {
  rule: string;
  title: string;
  safety: Safety;
}

export interface Fixed {
  text: string;
  applied: Applied[];
  report: Report;
}
"#;

#[wasm_bindgen]
extern "C" {
    /// `CheckOptions` of the types above.
    #[wasm_bindgen(typescript_type = "CheckOptions")]
    #[derive(Debug)]
    pub type CheckOptions;

    /// `Report` of the types above.
    #[wasm_bindgen(typescript_type = "Report")]
    #[derive(Debug)]
    pub type ReportObject;

    /// `Fixed` of the types above.
    #[wasm_bindgen(typescript_type = "Fixed")]
    #[derive(Debug)]
    pub type FixedObject;
}
