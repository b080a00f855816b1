//! The rule book: one file a rule.
//!
//! A rule is a [`Rule`] constant and a check. The comment at the top of its file is its page; a test runs the examples on
//! it. To add one, run `cargo xtask new-rule GROUP ID`, or add a file to a group's folder and its name to the table at the
//! end of this file.

mod actions;
mod finding;
mod mistake;
mod named;
mod offer;
mod prelude;
mod tested;
mod words;

pub(crate) use finding::{Draft, Findings, MALFORMED};
pub(crate) use mistake::Mistake;
pub(crate) use named::{Named, has_wildcard, is_wildcard};

use crate::intake::Input;
use crate::policy::{ConditionBlock, OperatorBlock, Policy, Statement};
use crate::report::{Confidence, FixKind, RuleInfo, Severity};
use crate::text::Document;
use tested::Tested;

/// What a rule is, apart from its page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rule {
    /// Kebab-case, the name of its file; never renamed or reused.
    pub(crate) id: &'static str,
    pub(crate) severity: Severity,
    pub(crate) confidence: Confidence,
    pub(crate) fix: FixKind,
    /// The code of the IAM Access Analyzer check that names the same fault.
    pub(crate) aws_check: Option<&'static str>,
    pub(crate) check: Check,
}

/// What a rule looks at.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Check {
    /// What was pasted, and how the policy is wrapped in it. Spans are places of the pasted text.
    Input(fn(&Input<'_>, &mut Findings<'_>)),
    /// One kind of mistake in the text, always told in the same words.
    Mistake(&'static Mistake),
    /// The text, whatever it holds.
    Text(fn(&Document<'_>, &mut Findings<'_>)),
    /// The policy in it.
    Policy(fn(&Policy<'_>, &mut Findings<'_>)),
    /// Each operator of its conditions.
    Operator(fn(&Policy<'_>, &ConditionBlock<'_>, &OperatorBlock<'_>, &mut Findings<'_>)),
    /// Each test of a condition key.
    Test(fn(&Tested<'_, '_>, &mut Findings<'_>)),
    /// Each principal in the policy.
    Principal(fn(&Named<'_, '_>, &mut Findings<'_>)),
}

/// A rule's page, as its file has it.
#[cfg(feature = "docs")]
#[derive(Debug, Clone)]
pub struct RulePage {
    /// What the rule is.
    pub info: RuleInfo,
    /// The page in Markdown: the comment at the top of the rule's file.
    pub markdown: String,
}

/// A rule in the table.
struct Entry {
    group: &'static str,
    rule: &'static Rule,
    #[cfg(feature = "docs")]
    source: &'static str,
}

fn entries() -> impl Iterator<Item = &'static Entry> {
    GROUPS.iter().flat_map(|group| group.iter())
}

/// Whether a rule is about the text rather than about what it says.
pub(crate) fn is_syntax(rule: &Rule) -> bool {
    matches!(rule.check, Check::Input(_) | Check::Mistake(_) | Check::Text(_))
}

/// The same for a rule's id.
pub(crate) fn is_syntax_id(id: &str) -> bool {
    entries().any(|entry| entry.rule.id == id && is_syntax(entry.rule))
}

/// The rule's place in the alphabet of the ids.
pub(crate) fn rank(id: &str) -> u32 {
    entries().map(|entry| u32::from(entry.rule.id < id)).sum()
}

/// Runs every rule.
pub(crate) fn run(input: &Input<'_>, policy: Option<&Policy<'_>>, findings: &mut Findings<'_>) {
    let principals = policy.map(Named::all).unwrap_or_default();
    let mistakes = !input.document.defects.is_empty();
    for entry in entries() {
        match (entry.rule.check, policy) {
            (Check::Input(check), _) => {
                let before = findings.drafts.len();
                check(input, findings);
                findings.drafts[before..].iter_mut().for_each(|draft| draft.outer = true);
            }
            (Check::Mistake(_) | Check::Text(_), _) if !mistakes => {}
            (Check::Mistake(mistake), _) => mistake.check(entry.rule, input.document, findings),
            (Check::Text(check), _) => check(input.document, findings),
            (Check::Policy(check), Some(policy)) => check(policy, findings),
            (Check::Operator(check), Some(policy)) => {
                for condition in policy.statements.iter().filter_map(|statement| statement.condition.as_ref()) {
                    condition.operators.iter().for_each(|block| check(policy, condition, block, findings));
                }
            }
            (Check::Principal(check), _) => principals.iter().for_each(|principal| check(principal, findings)),
            (Check::Test(_), _) | (Check::Policy(_) | Check::Operator(_), None) => {}
        }
    }
    if let Some(policy) = policy {
        policy.statements.iter().for_each(|statement| run_on_tests(policy, statement, findings));
    }
}

/// Runs the rules that look at one test of a condition key after the other.
fn run_on_tests<'p, 'a>(policy: &'p Policy<'a>, statement: &'p Statement<'a>, findings: &mut Findings<'_>) {
    let tests = Tested::all(policy, statement);
    if tests.is_empty() {
        return;
    }
    for entry in entries() {
        if let Check::Test(check) = entry.rule.check {
            tests.iter().for_each(|test| check(test, findings));
        }
    }
}

/// Every rule there is, in the order of the table.
pub(crate) fn infos() -> impl Iterator<Item = RuleInfo> {
    entries().map(info)
}

fn info(entry: &Entry) -> RuleInfo {
    let Rule { id, severity, confidence, fix, aws_check, .. } = *entry.rule;
    RuleInfo { id, group: entry.group, severity, confidence, fix, aws_check, url: url(id) }
}

/// The rule's page, relative to the site.
pub(crate) fn url(id: &str) -> String {
    format!("rules/{id}.html")
}

/// The pages of all rules.
#[cfg(feature = "docs")]
pub fn pages() -> impl Iterator<Item = RulePage> {
    entries().map(|entry| {
        let comment = entry.source.lines().map_while(|line| line.strip_prefix("//!"));
        let markdown = comment.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n");
        RulePage { info: info(entry), markdown }
    })
}

/// Declares the modules of the rules and the table of them.
macro_rules! rules {
    ($($group:ident: $($rule:ident),+;)+) => {
        $(
            mod $group {
                $(mod $rule;)+
                use super::prelude;
                pub(super) const ENTRIES: &[super::Entry] = &[$(super::Entry {
                    group: stringify!($group),
                    rule: &$rule::RULE,
                    #[cfg(feature = "docs")]
                    source: include_str!(concat!(stringify!($group), "/", stringify!($rule), ".rs")),
                }),+];
            }
        )+
        const GROUPS: &[&[Entry]] = &[$($group::ENTRIES),+];
    };
}

rules! {
    input:
        escaped_document,
        foreign_encoding,
        url_encoded_document,
        wrapped_policy;
    syntax:
        backtick_quotes,
        bad_escape,
        byte_order_mark,
        control_character,
        ellipsis,
        empty_document,
        equals_for_colon,
        extra_colon,
        extra_comma,
        foreign_literal,
        invisible_character,
        json_comment,
        line_break_in_string,
        missing_colon,
        missing_comma,
        missing_key,
        missing_value,
        nested_too_deeply,
        no_break_space,
        oversized_document,
        repeated_key,
        second_document,
        semicolon_for_comma,
        single_quotes,
        smart_quotes,
        stray_text,
        surplus_bracket,
        text_after_document,
        text_before_document,
        too_many_mistakes,
        trailing_comma,
        unclosed_bracket,
        unclosed_string,
        unescaped_quote,
        unopened_bracket,
        unopened_string,
        unquoted_key,
        unquoted_value,
        unreadable_document,
        wrong_bracket;
    grammar:
        action_with_not_action,
        bare_statement,
        bare_statement_list,
        condition_shape,
        effect_value,
        empty_condition,
        empty_statement,
        misplaced_element,
        missing_action,
        missing_effect,
        missing_principal,
        missing_statement,
        missing_version,
        misspelt_element,
        not_a_policy,
        not_principal_element,
        permissions_policy,
        policy_over_quota,
        principal_with_not_principal,
        repeated_sid,
        resource_element,
        sid_characters,
        statement_shape,
        unknown_element,
        unsupported_character,
        variables_need_version,
        version_value,
        wrong_json_type;
    action:
        action_outside_trust_policy,
        action_prefix,
        action_principal_mismatch,
        deny_only_policy,
        empty_action,
        missing_tag_session,
        no_assume_action,
        roles_anywhere_actions,
        unknown_sts_action,
        wildcard_action;
    principal:
        account_id_digits,
        bare_account_id,
        bare_star_principal,
        blank_around_principal,
        canonical_user_principal,
        china_service_suffix,
        deleted_principal,
        empty_principal,
        federated_provider,
        foreign_partition,
        group_principal,
        identity_center_role,
        joined_principals,
        numeric_account_id,
        oidc_provider_url,
        principal_arn_account,
        principal_arn_form,
        principal_arn_partition,
        principal_arn_region,
        principal_arn_resource,
        principal_arn_service,
        principal_key,
        principal_placeholder,
        principal_shape,
        principal_under_wrong_key,
        principal_value_shape,
        provider_host_typo,
        public_principal,
        regional_service_principal,
        service_principal_name,
        session_principal,
        unknown_principal_key,
        unsupported_principal_resource,
        unusable_unique_id,
        variable_in_principal,
        wildcard_in_principal;
    condition:
        account_id_condition_value,
        arn_condition_value,
        blank_in_condition_value,
        boolean_condition_value,
        comma_joined_condition_value,
        condition_key_format,
        condition_key_never_sent,
        condition_shuts_out_principal,
        condition_value_type,
        contradictory_null_check,
        duration_condition,
        empty_condition_list,
        external_id_value,
        for_all_values_in_allow,
        guessable_external_id,
        impossible_number,
        ip_address_value,
        ip_range_as_string,
        mfa_false_in_allow,
        mfa_in_deny,
        mfa_of_role,
        missing_action_for_condition_key,
        missing_condition_operator,
        missing_qualifier,
        missing_tag_key,
        negated_condition,
        null_if_exists,
        numeric_condition_value,
        operator_key_mismatch,
        optional_condition,
        principal_arn_as_session,
        private_source_ip,
        qualifier_on_single_value,
        repeated_condition_key_case,
        reversed_null_check,
        schedule_as_source_arn,
        session_name_value,
        source_key_of_silent_service,
        swapped_operator_and_key,
        unfilled_condition_value,
        unknown_condition_key,
        unknown_condition_operator,
        username_of_role,
        wildcard_condition_value,
        wildcard_without_like;
    access:
        audience_value,
        claim_not_offered,
        condition_key_of_other_provider,
        missing_audience,
        missing_required_claim,
        public_web_identity,
        saml_audience,
        subject_shape,
        swapped_claims,
        unconditional_sibling,
        wide_subject;
}
