//! What AWS's names look like: ARNs, accounts, partitions, ids, and the tables of the catalogue.
//!
//! Nothing here knows about policies; everything here is a fact about AWS with its source beside it, in the code or in
//! the data files under `catalogue/`.

mod account_id;
mod action;
mod arn;
mod arn_mending;
pub(crate) mod catalogue;
mod entity;
mod partition;
pub(crate) mod provider;
mod service;
mod spelling;
mod unique_id;
mod variable;

pub(crate) use account_id::{AccountId, digits};
pub(crate) use action::{ActionName, StsAction};
pub(crate) use arn::Arn;
pub(crate) use arn_mending::MendedArn;
pub(crate) use entity::Entity;
pub(crate) use partition::Partition;
pub(crate) use service::{ServiceName, is_region};
pub(crate) use spelling::{distance, nearest};
pub(crate) use unique_id::UniqueId;
pub(crate) use variable::policy_variable;
