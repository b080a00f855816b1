//! What AWS's names look like: ARNs, accounts, partitions, ids, and the tables of the catalogue.
//!
//! Nothing here knows about policies; everything here is a fact about AWS with its source beside it, in the code or in
//! the data files under `catalogue/`.

mod account_id;
mod action;
mod arn;
mod arn_mending;
mod caller;
pub(crate) mod catalogue;
mod date;
mod entity;
mod ip_range;
mod number;
mod oidc_provider;
mod partition;
mod pattern;
pub(crate) mod provider;
mod service;
mod spelling;
mod unique_id;
mod variable;

pub(crate) use account_id::{AccountId, digits};
pub(crate) use action::{ActionName, StsAction};
pub(crate) use arn::{Arn, iam_arn};
pub(crate) use arn_mending::MendedArn;
pub(crate) use caller::{Caller, sends_no_source};
pub(crate) use date::Moment;
pub(crate) use entity::Entity;
pub(crate) use ip_range::IpRange;
pub(crate) use number::number_sign;
pub(crate) use oidc_provider::{OidcProvider, Tenancy, is_common_claim, listed_claims};
pub(crate) use partition::Partition;
pub(crate) use pattern::{Template, has_wildcard, literal_start, only_wildcards};
pub(crate) use service::{ServiceName, is_region};
pub(crate) use spelling::{distance, nearest, same_letters};
pub(crate) use unique_id::UniqueId;
pub(crate) use variable::policy_variable;
