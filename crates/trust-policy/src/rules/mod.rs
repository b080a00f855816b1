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
#[cfg(feature = "docs")]
mod pages;
mod prelude;
mod tested;
mod words;

pub(crate) use finding::{Draft, Findings, MALFORMED, Refusal};
pub(crate) use mistake::Mistake;
pub(crate) use named::{Named, has_wildcard, is_wildcard};
#[cfg(feature = "docs")]
pub use pages::{PrincipalKind, RulePage, pages};

use crate::intake::Input;
use crate::phrase::Phrase;
use crate::policy::{Claim, ConditionBlock, OperatorBlock, Policy, WebIdentity};
use crate::report::{Confidence, FixKind, RuleInfo, Severity};
use crate::text::Document;
use tested::Tested;

/// What a rule is, apart from its page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rule {
    /// Kebab-case, the name of its file; never renamed or reused.
    pub(crate) id: Phrase,
    pub(crate) severity: Severity,
    pub(crate) confidence: Confidence,
    pub(crate) fix: FixKind,
    /// The code of the IAM Access Analyzer check that names the same fault.
    pub(crate) aws_check: Option<Phrase>,
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
    Operator(fn(&Operated<'_, '_>, &mut Findings<'_>)),
    /// Each test of a condition key.
    Test(fn(&Tested<'_, '_>, &mut Findings<'_>)),
    /// Each test of a claim of a token.
    Claim(fn(&Claim<'_, '_>, &mut Findings<'_>)),
    /// Each provider of tokens that an `Allow` lets in.
    WebIdentity(fn(&WebIdentity<'_, '_>, &mut Findings<'_>)),
    /// Each principal in the policy.
    Principal(fn(&Named<'_, '_>, &mut Findings<'_>)),
}

/// An operator of a condition, with all that stands around it.
#[derive(Debug)]
pub(crate) struct Operated<'p, 'a> {
    pub(crate) policy: &'p Policy<'a>,
    pub(crate) condition: &'p ConditionBlock<'a>,
    pub(crate) block: &'p OperatorBlock<'a>,
}

/// A rule in the table.
#[derive(Clone, Copy)]
struct Entry {
    group: &'static str,
    rule: &'static Rule,
    #[cfg(feature = "docs")]
    source: &'static str,
}

const COUNT: usize = {
    let (mut count, mut group) = (0, 0);
    while group < GROUPS.len() {
        count += GROUPS[group].len();
        group += 1;
    }
    count
};

/// Every rule, group after group.
const RULES: [Entry; COUNT] = {
    let mut all = [GROUPS[0][0]; COUNT];
    let (mut at, mut group) = (0, 0);
    while group < GROUPS.len() {
        let mut rule = 0;
        while rule < GROUPS[group].len() {
            all[at] = GROUPS[group][rule];
            at += 1;
            rule += 1;
        }
        group += 1;
    }
    all
};

/// The checks of one kind, side by side: picked when the engine is compiled, so that a policy meets each of them without
/// a look at the others.
macro_rules! checks {
    ($name:ident: $kind:ident($check:ty)) => {
        fn $name() -> &'static [$check] {
            const COUNT: usize = {
                let (mut count, mut at) = (0, 0);
                while at < RULES.len() {
                    count += matches!(RULES[at].rule.check, Check::$kind(_)) as usize;
                    at += 1;
                }
                count
            };
            static CHECKS: [$check; COUNT] = {
                let none: $check = |_, _| {};
                let mut checks = [none; COUNT];
                let (mut count, mut at) = (0, 0);
                while at < RULES.len() {
                    if let Check::$kind(check) = RULES[at].rule.check {
                        checks[count] = check;
                        count += 1;
                    }
                    at += 1;
                }
                checks
            };
            &CHECKS
        }
    };
}

checks!(input_checks: Input(fn(&Input<'_>, &mut Findings<'_>)));
checks!(policy_checks: Policy(fn(&Policy<'_>, &mut Findings<'_>)));
checks!(operator_checks: Operator(fn(&Operated<'_, '_>, &mut Findings<'_>)));
checks!(principal_checks: Principal(fn(&Named<'_, '_>, &mut Findings<'_>)));
checks!(claim_checks: Claim(fn(&Claim<'_, '_>, &mut Findings<'_>)));
checks!(web_identity_checks: WebIdentity(fn(&WebIdentity<'_, '_>, &mut Findings<'_>)));
checks!(test_checks: Test(fn(&Tested<'_, '_>, &mut Findings<'_>)));

/// Whether a rule is about the text rather than about what it says.
pub(crate) fn is_syntax(rule: &Rule) -> bool {
    matches!(rule.check, Check::Input(_) | Check::Mistake(_) | Check::Text(_))
}

/// The same for a rule's id.
pub(crate) fn is_syntax_id(id: &str) -> bool {
    RULES.iter().any(|entry| entry.rule.id.get() == id && is_syntax(entry.rule))
}

/// Whether there is such a rule.
pub(crate) fn is_known(id: &str) -> bool {
    RULES.iter().any(|entry| entry.rule.id.get() == id)
}

/// The ids in the order of the alphabet.
#[cfg(not(target_arch = "wasm32"))]
static IDS: [Phrase; COUNT] = {
    let mut ids = [RULES[0].rule.id; COUNT];
    let mut count = 1;
    while count < COUNT {
        let id = RULES[count].rule.id;
        let mut at = count;
        while at > 0 && id.is_before(ids[at - 1]) {
            ids[at] = ids[at - 1];
            at -= 1;
        }
        ids[at] = id;
        count += 1;
    }
    ids
};

/// A number by which rules stand in the order of their ids.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn rank(rule: &Rule) -> u32 {
    IDS.partition_point(|id| id.is_before(rule.id)) as u32
}

/// A number by which rules stand in the order of their ids.
#[cfg(target_arch = "wasm32")]
pub(crate) fn rank(rule: &Rule) -> u32 {
    u32::from(rule.id.number())
}

/// Runs every rule.
pub(crate) fn run(input: &Input<'_>, policy: Option<&Policy<'_>>, findings: &mut Findings<'_>) {
    for check in input_checks() {
        check(input, findings);
    }
    findings.drafts.iter_mut().for_each(|draft| draft.outer = true);
    if !input.document.defects.is_empty() {
        run_on_text(input.document, findings);
    }
    if let Some(policy) = policy {
        run_on_policy(policy, findings);
    }
}

fn run_on_text(document: &Document<'_>, findings: &mut Findings<'_>) {
    for entry in RULES.iter() {
        match entry.rule.check {
            Check::Mistake(mistake) => mistake.check(entry.rule, document, findings),
            Check::Text(check) => check(document, findings),
            _ => {}
        }
    }
}

fn run_on_policy(policy: &Policy<'_>, findings: &mut Findings<'_>) {
    for check in policy_checks() {
        check(policy, findings);
    }
    for (statement, element) in policy.principal_elements() {
        for group in &element.groups {
            for value in &group.values {
                let named = Named::new(policy, statement, element, group, value);
                for check in principal_checks() {
                    check(&named, findings);
                }
            }
        }
    }
    for identity in policy.web_identities() {
        for check in web_identity_checks() {
            check(&identity, findings);
        }
    }
    for statement in &policy.statements {
        let Some(condition) = &statement.condition else { continue };
        for block in &condition.operators {
            for check in operator_checks() {
                check(&Operated { policy, condition, block }, findings);
            }
        }
        for (block, test) in statement.tests() {
            let tested = Tested::new(policy, statement, block, test);
            for check in test_checks() {
                check(&tested, findings);
            }
            if let Some(claim) = Claim::of(policy, statement, block, test) {
                for check in claim_checks() {
                    check(&claim, findings);
                }
            }
        }
    }
}

/// Every rule there is, in the order of the table.
pub(crate) fn infos() -> impl Iterator<Item = RuleInfo> {
    RULES.iter().map(info)
}

fn info(entry: &Entry) -> RuleInfo {
    let Rule { id, severity, confidence, fix, aws_check, .. } = *entry.rule;
    let (id, aws_check) = (id.get(), aws_check.map(Phrase::get));
    RuleInfo { id, group: entry.group, severity, confidence, fix, aws_check, url: url(id) }
}

/// The rule's page, relative to the site.
pub(crate) fn url(id: &str) -> String {
    words::joined(&["rules/", id, ".html"])
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
        empty_sid,
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
        repeated_statement,
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
        repeated_action,
        roles_anywhere_actions,
        unknown_sts_action,
        wildcard_action;
    principal:
        account_id_digits,
        bare_star_principal,
        blank_around_principal,
        canonical_user_principal,
        china_service_suffix,
        deleted_principal,
        eks_issuer_form,
        empty_principal,
        federated_provider,
        federated_user_principal,
        foreign_partition,
        group_principal,
        identity_center_role,
        issuer_as_saml_provider,
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
        provider_account,
        provider_host_typo,
        public_principal,
        redundant_principal,
        regional_service_principal,
        repeated_principal,
        service_principal_name,
        session_principal,
        unknown_principal_key,
        unknown_service_principal,
        unsupported_principal_resource,
        unusable_unique_id,
        variable_in_principal,
        wildcard_in_principal;
    condition:
        account_id_condition_value,
        arn_condition_value,
        binary_condition_value,
        blank_in_condition_value,
        boolean_condition_value,
        comma_joined_condition_value,
        condition_fits_no_principal,
        condition_key_format,
        condition_key_never_sent,
        condition_shuts_out_principal,
        condition_value_type,
        contradictory_condition,
        contradictory_dates,
        contradictory_null_check,
        date_condition_value,
        deprecated_condition_key,
        duration_condition,
        empty_condition_list,
        expired_date,
        external_id_value,
        for_all_values_in_allow,
        guessable_external_id,
        identity_center_path,
        impossible_number,
        insecure_transport,
        ip_address_value,
        ip_range_as_string,
        key_of_other_services,
        mfa_false_in_allow,
        mfa_in_deny,
        mfa_of_role,
        mismatched_accounts,
        missing_action_for_condition_key,
        missing_condition_operator,
        missing_qualifier,
        missing_tag_key,
        negated_condition,
        network_id_value,
        null_if_exists,
        null_with_qualifier,
        numeric_condition_value,
        operator_key_mismatch,
        optional_condition,
        organization_id_value,
        organization_path_value,
        presence_as_pattern,
        principal_arn_as_session,
        principal_type_value,
        private_source_ip,
        qualifier_on_single_value,
        redundant_numeric_value,
        region_value,
        repeated_condition_key_case,
        reversed_null_check,
        saml_value_form,
        schedule_as_source_arn,
        service_principal_value,
        session_name_value,
        source_arn_of_other_service,
        source_key_of_silent_service,
        string_like_on_arn,
        swapped_operator_and_key,
        unfilled_condition_value,
        unknown_condition_key,
        unknown_condition_operator,
        unknown_variable,
        unpaired_private_address,
        untrustworthy_condition_key,
        user_id_value,
        username_of_role,
        variable_in_sensitive_key,
        variable_operator,
        variable_syntax,
        wide_source_arn,
        wildcard_condition_value,
        wildcard_without_like;
    access:
        audience_value,
        claim_not_offered,
        claim_value_form,
        condition_key_of_other_provider,
        confused_deputy,
        deny_cancels_allow,
        missing_audience,
        missing_required_claim,
        missing_saml_audience,
        other_organization,
        public_web_identity,
        saml_audience,
        subject_shape,
        swapped_claims,
        unauthenticated_identities,
        unconditional_sibling,
        untrusted_account,
        vendor_without_external_id,
        wide_subject;
}

/// What `cargo xtask new-rule` starts a rule with: compiled here, so that it stays right.
#[cfg(test)]
#[path = "../../../xtask/src/new_rule/template.rs"]
mod template;

#[cfg(test)]
mod tests {
    use super::{RULES, rank};

    #[test]
    fn rules_rank_as_their_ids() {
        for one in RULES {
            for other in RULES {
                let (id, other_id) = (one.rule.id.get(), other.rule.id.get());
                assert_eq!(rank(one.rule).cmp(&rank(other.rule)), id.cmp(other_id), "{id} {other_id}");
            }
        }
    }

    #[test]
    fn a_new_rule_is_named_by_its_id() {
        assert_eq!(super::template::RULE.id, crate::phrase::phrase!("RULE-ID"));
    }
}
