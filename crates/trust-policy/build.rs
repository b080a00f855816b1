//! Takes from the catalogue's tables what the engine needs, and checks the rest.
//!
//! The files under `catalogue/` carry a source for every row, which people need and the browser does not. This script
//! writes the columns that the engine reads, packed as it reads them, to `OUT_DIR`. A fault in a table stops the build
//! with the file and what is wrong; `cargo xtask catalogue` names all faults with their lines.

use std::path::Path;
use std::{env, fs};

/// What nearly every service principal ends with; the engine adds it.
const DOMAIN: &str = ".amazonaws.com";

fn main() {
    println!("cargo:rerun-if-changed=catalogue");
    println!("cargo:rerun-if-changed=build.rs");

    let services = Table::read("service-principals.tsv").columns(["service_principal"]);
    let mut labels: Vec<String> =
        services.map(|[name]| name.strip_suffix(DOMAIN).unwrap_or(&name).to_owned()).collect();
    labels.sort();
    write("service-principals.tsv", labels.join("\n"));

    let keys =
        Table::read("condition-keys.tsv").columns(["key", "value_type", "single_or_multi", "applies_to_actions"]);
    write("condition-keys.tsv", keys.map(pack_key).collect::<Vec<_>>().join("\n"));

    let columns = ["issuer", "name", "tenancy", "required", "identity", "audience", "subjects"];
    let providers = Table::read("oidc-providers.tsv").columns(columns);
    write("oidc-providers.tsv", providers.map(|cells| cells.join("\t")).collect::<Vec<_>>().join("\n"));

    pack_vendors();
    pack_sources();
}

fn write(file: &str, content: impl AsRef<[u8]>) {
    let out = env::var_os("OUT_DIR").expect("cargo sets OUT_DIR for build scripts");
    fs::write(Path::new(&out).join(file), content).expect("OUT_DIR can be written");
}

/// A table without its comments.
struct Table {
    file: &'static str,
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn read(file: &'static str) -> Self {
        let path = Path::new("catalogue").join(file);
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let cells = |line: &str| line.split('\t').map(str::to_owned).collect::<Vec<_>>();
        let mut lines = text.lines().filter(|line| !line.starts_with('#')).map(cells);
        let header = lines.next().unwrap_or_else(|| panic!("{file}: no row names the columns"));
        let rows: Vec<_> = lines.collect();
        for row in &rows {
            let (key, wanted) = (&row[0], header.len());
            assert!(row.len() == wanted, "{file}: `{key}` has {} cells, and there are {wanted} columns", row.len());
        }
        for pair in rows.windows(2) {
            let (before, key) = (&pair[0][0], &pair[1][0]);
            assert!(before != key, "{file}: `{key}` is there twice");
            assert!(before < key, "{file}: `{key}` stands behind `{before}`; the first cells are sorted by bytes");
        }
        Self { file, header, rows }
    }

    /// The cells of these columns, row by row.
    fn columns<const N: usize>(self, names: [&str; N]) -> impl Iterator<Item = [String; N]> {
        let at = names.map(|name| {
            let at = self.header.iter().position(|column| column == name);
            at.unwrap_or_else(|| panic!("{}: there is no column `{name}`", self.file))
        });
        self.rows.into_iter().map(move |row| at.map(|at| row[at].clone()))
    }
}

/// A condition key as the engine reads it: a letter for the type of its values, a capital if there is but one, a letter
/// for what carries it, and the name.
fn pack_key([name, value_type, values, actions]: [String; 4]) -> String {
    let letter = match value_type.as_str() {
        "String" => 's',
        "Numeric" => 'n',
        "Date" => 'd',
        "Bool" => 'b',
        "IPAddress" => 'i',
        "ARN" => 'a',
        other => panic!("condition-keys.tsv: `{name}` has the type `{other}`, which is none"),
    };
    let letter = match values.as_str() {
        "single" => letter.to_ascii_uppercase(),
        "multi" => letter,
        other => panic!("condition-keys.tsv: `{name}` is neither `single` nor `multi` but `{other}`"),
    };
    let carriers = actions.split(',').map(|action| match action {
        "sts:AssumeRole" => 1,
        "sts:AssumeRoleWithSAML" => 2,
        "sts:AssumeRoleWithWebIdentity" => 4,
        "sts:TagSession" | "sts:SetSourceIdentity" | "sts:SetContext" => 8,
        global if global.starts_with("global") => 16,
        other if other.starts_with("sts:") => 0,
        other => panic!("condition-keys.tsv: `{name}` applies to `{other}`, which is no action of STS"),
    });
    let carriers = char::from(b'@' + carriers.fold(0, |all, carrier| all | carrier));
    format!("{letter}{carriers}{name}")
}

/// The accounts of vendors: five bytes for the number, one for the line of the name in a file of its own.
fn pack_vendors() {
    let accounts = Table::read("vendor-accounts.tsv").columns(["account_id", "name", "kind"]);
    let mut vendors: Vec<(u64, String)> = Vec::new();
    for [id, name, kind] in accounts {
        let digits = id.len() == 12 && id.bytes().all(|byte| byte.is_ascii_digit());
        assert!(digits, "vendor-accounts.tsv: `{id}` is no account id of twelve digits");
        match kind.as_str() {
            "vendor" => vendors.push((id.parse().expect("twelve digits are a number"), name)),
            "aws" => {}
            other => panic!("vendor-accounts.tsv: `{id}` is neither of a `vendor` nor of `aws` but of `{other}`"),
        }
    }
    let mut names: Vec<&str> = vendors.iter().map(|(_, name)| name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let mut rows = Vec::new();
    for (number, name) in &vendors {
        rows.extend_from_slice(&number.to_be_bytes()[3..]);
        let at = names.binary_search(&name.as_str()).expect("every name is in the list");
        rows.push(u8::try_from(at).expect("vendor-accounts.tsv: more than 256 names do not fit into a byte"));
    }
    write("vendor-accounts.bin", rows);
    write("vendor-names.txt", names.join("\n"));
}

/// What services say of the source, as constants: those that AWS's page on their role asks for it, each with the form of
/// the ARN where that is the only key; and those that say nothing.
fn pack_sources() {
    let rows = Table::read("service-sources.tsv").columns(["service_principal", "source_keys", "keys", "source_arn"]);
    let (mut sends, mut silent) = (String::new(), String::new());
    for [service, source_keys, keys, arn] in rows {
        assert!(
            !service.contains('"') && !arn.contains('"'),
            "service-sources.tsv: `{service}` holds a quotation mark"
        );
        match (source_keys.as_str(), keys.contains("aws:SourceAccount")) {
            ("told", true) => sends += &format!("({service:?}, \"\"), "),
            ("told", false) => sends += &format!("({service:?}, {:?}), ", to_fill_in(&arn)),
            ("shown" | "partly", _) => {}
            ("silent", _) => silent += &format!("{service:?}, "),
            (other, _) => panic!("service-sources.tsv: `{service}` has `{other}`, not told, shown, partly or silent"),
        }
    }
    let constants =
        format!("const SENDS_SOURCE: &[(&str, &str)] = &[{sends}];\nconst SENDS_NO_SOURCE: &[&str] = &[{silent}];\n");
    write("service-sources.rs", constants);
}

/// A template of the catalogue as people fill it in: `${Region}` becomes `<REGION>`.
fn to_fill_in(template: &str) -> String {
    let mut text = String::new();
    for (index, piece) in template.split("${").enumerate() {
        let (name, rest) = if index == 0 { ("", piece) } else { piece.split_once('}').expect("every `${` is closed") };
        if !name.is_empty() {
            text += &format!("<{}>", name.to_uppercase());
        }
        text += rest;
    }
    text
}
