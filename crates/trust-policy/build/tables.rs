//! The tables of the catalogue, checked and packed as the engine reads them.
//!
//! The files under `catalogue/` carry a source for every row, which people need and the browser does not. This takes the
//! columns that the engine reads. The build script writes the result where the engine includes it, and `cargo xtask
//! catalogue` measures it, so there is one way to pack a table.

use std::fs;
use std::path::Path;

/// What nearly every service principal ends with; the engine adds it.
const DOMAIN: &str = ".amazonaws.com";
const CHINA_DOMAIN: &str = ".amazonaws.com.cn";

/// What the engine includes of a table.
pub(crate) struct Packed {
    /// The table it comes from.
    pub(crate) table: &'static str,
    /// The file that the engine includes.
    pub(crate) file: &'static str,
    pub(crate) content: Vec<u8>,
}

/// Every table, packed; or what is wrong with the first one that has a fault.
pub(crate) fn pack(folder: &Path) -> Result<Vec<Packed>, String> {
    let tables = Tables { folder };
    let mut all = vec![
        packed("condition-keys.tsv", "condition-keys.txt", tables.condition_keys()?),
        packed("id-prefixes.tsv", "id-prefixes.rs", tables.id_prefixes()?),
        packed("oidc-providers.tsv", "oidc-providers.tsv", tables.oidc_providers()?),
        packed("partitions.tsv", "partitions.rs", tables.partitions()?),
        packed("regions.tsv", "regions.txt", tables.regions()?),
        packed("service-principals.tsv", "service-principals.txt", tables.service_principals()?),
        packed("service-sources.tsv", "service-sources.rs", tables.service_sources()?),
        packed("sts-actions.tsv", "sts-actions.rs", tables.sts_actions()?),
    ];
    all.push(packed("vendor-accounts.tsv", "vendor-accounts.txt", tables.vendor_accounts()?));
    Ok(all)
}

fn packed(table: &'static str, file: &'static str, content: impl Into<Vec<u8>>) -> Packed {
    Packed { table, file, content: content.into() }
}

struct Tables<'a> {
    folder: &'a Path,
}

impl Tables<'_> {
    /// The cells of these columns, row by row. The rows are complete, sorted by their first cell, and none is there twice.
    fn rows<const N: usize>(&self, file: &str, columns: [&str; N]) -> Result<Vec<[String; N]>, String> {
        let path = self.folder.join(file);
        let text = fs::read_to_string(&path).map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
        let mut lines = text.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect());
        let header: Vec<&str> = lines.next().ok_or_else(|| format!("{file}: no row names the columns"))?;
        let mut picked = [0; N];
        for (at, name) in picked.iter_mut().zip(columns) {
            let column = header.iter().position(|column| *column == name);
            *at = column.ok_or_else(|| format!("{file}: there is no column `{name}`"))?;
        }
        let mut rows = Vec::new();
        let mut before = String::new();
        for cells in lines {
            let key = cells[0];
            if cells.len() != header.len() {
                return Err(format!(
                    "{file}: `{key}` has {} cells, and there are {} columns",
                    cells.len(),
                    header.len()
                ));
            }
            if key == before {
                return Err(format!("{file}: `{key}` is there twice"));
            }
            if *key < *before {
                return Err(format!("{file}: `{key}` stands behind `{before}`; the first cells are sorted by bytes"));
            }
            before = key.to_owned();
            rows.push(picked.map(|at| cells[at].to_owned()));
        }
        Ok(rows)
    }

    /// The names, sorted without the domain that nearly all of them share.
    fn service_principals(&self) -> Result<String, String> {
        let file = "service-principals.tsv";
        let mut labels = Vec::new();
        for [name, form] in self.rows(file, ["service_principal", "form"])? {
            let is_name =
                name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-".contains(&byte));
            let fits = match form.as_str() {
                "global" => name.ends_with(DOMAIN),
                "china" => name.ends_with(CHINA_DOMAIN),
                "regional" => name.ends_with(DOMAIN) || name.ends_with(CHINA_DOMAIN),
                other => return Err(format!("{file}: `{name}` has the form `{other}`, not global, regional or china")),
            };
            if !is_name || !fits {
                return Err(format!("{file}: `{name}` is no service principal of the form `{form}`"));
            }
            labels.push(name.strip_suffix(DOMAIN).unwrap_or(&name).to_owned());
        }
        labels.sort();
        Ok(labels.join("\n"))
    }

    fn oidc_providers(&self) -> Result<String, String> {
        let columns = ["issuer", "name", "tenancy", "required", "identity", "audience", "subjects"];
        let rows = self.rows("oidc-providers.tsv", columns)?;
        Ok(rows.iter().map(|cells| cells.join("\t")).collect::<Vec<_>>().join("\n"))
    }

    /// A line a key: a letter for the type of its values, a capital if there is but one; a letter for what carries it; and
    /// the name.
    fn condition_keys(&self) -> Result<String, String> {
        let file = "condition-keys.tsv";
        let columns = ["key", "value_type", "single_or_multi", "applies_to_actions", "callers"];
        let mut lines = Vec::new();
        for [name, value_type, values, actions, callers] in self.rows(file, columns)? {
            let letter = match value_type.as_str() {
                "String" => 's',
                "Numeric" => 'n',
                "Date" => 'd',
                "Bool" => 'b',
                "IPAddress" => 'i',
                "ARN" => 'a',
                other => return Err(format!("{file}: `{name}` has the type `{other}`, which is none")),
            };
            let letter = match values.as_str() {
                "single" => letter.to_ascii_uppercase(),
                "multi" => letter,
                other => return Err(format!("{file}: `{name}` is `{other}`, neither `single` nor `multi`")),
            };
            let mut carriers = 0;
            for action in actions.split(',') {
                carriers |= match action {
                    "sts:AssumeRole" => 1,
                    "sts:AssumeRoleWithSAML" => 2,
                    "sts:AssumeRoleWithWebIdentity" => 4,
                    "sts:TagSession" | "sts:SetSourceIdentity" | "sts:SetContext" => 8,
                    global if global.starts_with("global (") => 16,
                    other if other.starts_with("sts:") => 0,
                    other => return Err(format!("{file}: `{name}` applies to `{other}`, which is no action of STS")),
                };
            }
            if carriers > 16 {
                return Err(format!("{file}: `{name}` is global and tied to actions, which is one thing or the other"));
            }
            // Of a key that is tied to no action the other bits say who brings it along.
            if carriers == 16 {
                carriers |= if callers.is_empty() { 15 } else { 0 };
                for caller in callers.split(',').filter(|caller| !caller.is_empty()) {
                    carriers |= match caller {
                        "principal" => 1,
                        "saml" => 2,
                        "web-identity" => 4,
                        "service" => 8,
                        other => return Err(format!("{file}: `{name}` comes with `{other}`, who is no caller")),
                    };
                }
            } else if !callers.is_empty() {
                return Err(format!("{file}: `{name}` is tied to actions, which tell its callers"));
            }
            lines.push(format!("{letter}{}{name}", char::from(b'@' + carriers)));
        }
        Ok(lines.join("\n"))
    }

    /// The accounts of vendors: a line for each, its number and the name.
    fn vendor_accounts(&self) -> Result<String, String> {
        let file = "vendor-accounts.tsv";
        let mut lines = Vec::new();
        for [id, name, kind] in self.rows(file, ["account_id", "name", "kind"])? {
            if id.len() != 12 || !id.bytes().all(|byte| byte.is_ascii_digit()) {
                return Err(format!("{file}: `{id}` is no account id of twelve digits"));
            }
            match kind.as_str() {
                "vendor" => lines.push(format!("{id}{name}")),
                "aws" => {}
                other => return Err(format!("{file}: `{id}` is of the kind `{other}`, neither `vendor` nor `aws`")),
            }
        }
        Ok(lines.join("\n"))
    }

    /// What services say of the source, as constants. Of those that send it: the name without the domain, the services of
    /// the ARNs, and what to ask for: `-` for nothing, the form of the ARN where that is the only key, or an empty text.
    /// Of those that say nothing: the name, and whether that is beyond doubt.
    fn service_sources(&self) -> Result<String, String> {
        let file = "service-sources.tsv";
        let known = self.rows("service-principals.tsv", ["service_principal"])?;
        let mut sends: Vec<(String, String, String)> = Vec::new();
        let mut silent = String::new();
        for [service, source_keys, keys, arn] in
            self.rows(file, ["service_principal", "source_keys", "keys", "source_arn"])?
        {
            if !known.iter().any(|[name]| *name == service) {
                return Err(format!("{file}: `{service}` is not in service-principals.tsv"));
            }
            let ask = match (source_keys.as_str(), keys.contains("aws:SourceAccount")) {
                ("told", true) => String::new(),
                ("told", false) if arn.is_empty() => return Err(format!("{file}: `{service}` has no key to ask for")),
                ("told", false) => to_fill_in(&arn),
                ("shown" | "partly", _) => "-".to_owned(),
                ("silent" | "doubted", _) => {
                    silent += &format!("({service:?}, {}), ", source_keys == "silent");
                    continue;
                }
                (other, _) => {
                    return Err(format!(
                        "{file}: `{service}` has `{other}`, not told, shown, partly, doubted or silent"
                    ));
                }
            };
            let Some(label) = service.strip_suffix(DOMAIN) else {
                return Err(format!("{file}: `{service}` sends its source and is not of `{DOMAIN}`"));
            };
            let services: Vec<&str> = arn.split(' ').filter_map(|form| form.split(':').nth(2)).collect();
            sends.push((label.to_owned(), services.join(" "), ask));
        }
        sends.sort();
        let row = |(label, services, ask): &(String, String, String)| format!("({label:?}, {services:?}, {ask:?}),\n");
        let sends: String = sends.iter().map(row).collect();
        Ok(format!(
            "const SENDS_SOURCE: &[(&str, &str, &str)] = &[{sends}];\nconst SENDS_NO_SOURCE: &[(&str, bool)] = &[{silent}];\n"
        ))
    }

    /// The actions of STS that are about something other than a role.
    fn sts_actions(&self) -> Result<String, String> {
        let file = "sts-actions.tsv";
        let (mut others, mut trust) = (String::new(), String::new());
        for [action, about] in self.rows(file, ["action", "about"])? {
            match about.as_str() {
                "assume" | "along" => trust += &format!("{action:?}, "),
                "other" => others += &format!("{action:?}, "),
                other => return Err(format!("{file}: `{action}` is about `{other}`, not assume, along or other")),
            }
        }
        Ok(format!("const OTHER_STS: &[&str] = &[{others}];\n#[cfg(test)]\nconst ABOUT_ROLES: &[&str] = &[{trust}];\n"))
    }

    fn partitions(&self) -> Result<String, String> {
        let rows = self.rows("partitions.tsv", ["id", "dns_suffix", "name"])?;
        let item = |[id, suffix, name]: [String; 3]| {
            format!("Partition {{ id: {id:?}, dns_suffix: {suffix:?}, name: {name:?} }},\n")
        };
        Ok(format!("[\n{}]\n", rows.into_iter().map(item).collect::<String>()))
    }

    /// A line a Region: its name, a blank, its partition.
    fn regions(&self) -> Result<String, String> {
        let file = "regions.tsv";
        let partitions = self.rows("partitions.tsv", ["id"])?;
        let mut lines = Vec::new();
        for [region, partition] in self.rows(file, ["region", "partition"])? {
            if !partitions.iter().any(|[id]| *id == partition) {
                return Err(format!("{file}: `{region}` is of `{partition}`, which is no partition"));
            }
            lines.push(format!("{region} {partition}"));
        }
        Ok(lines.join("\n"))
    }

    fn id_prefixes(&self) -> Result<String, String> {
        let rows = self.rows("id-prefixes.tsv", ["prefix", "what"])?;
        let item = |[prefix, what]: [String; 2]| format!("UniqueId {{ prefix: {prefix:?}, what: {what:?} }},\n");
        Ok(format!("[\n{}]\n", rows.into_iter().map(item).collect::<String>()))
    }
}

/// A template of the catalogue as people fill it in: `${Region}` becomes `<REGION>`.
fn to_fill_in(template: &str) -> String {
    let mut text = String::new();
    for (index, piece) in template.split("${").enumerate() {
        match piece.split_once('}') {
            Some((name, rest)) if index > 0 => text += &format!("<{}>{rest}", name.to_uppercase()),
            _ => text += piece,
        }
    }
    text
}
