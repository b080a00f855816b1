/**
 * Takes out of a text what tells whose it is, and leaves what the findings are about. Pure.
 *
 * The text may be broken JSON, HCL or a whole command, so this looks for values by their form and not in a tree. Each
 * value gets one neutral value of the same form wherever it stands; wildcards, variables and anything else that a rule
 * looks at stay in place.
 */

export interface Redactor {
  /** The text with neutral values. Values that were seen in an earlier text get the same ones. */
  redact(text: string): string;
  /** What was replaced by what, in the order of appearance. */
  readonly replaced: ReadonlyMap<string, string>;
}

type Kind =
  | "account"
  | "user"
  | "role"
  | "group"
  | "path"
  | "session"
  | "provider"
  | "policy"
  | "profile"
  | "external-id"
  | "owner"
  | "repository"
  | "resource"
  | "unique-id"
  | "organization"
  | "root"
  | "unit"
  | "eks"
  | "email"
  | "guid"
  | "hash"
  | "number"
  | "rest";

/** What follows the type in the name of something of IAM: paths, and then this. */
const typeKinds: Readonly<Record<string, Kind>> = {
  user: "user",
  role: "role",
  group: "group",
  "assumed-role": "role",
  "federated-user": "user",
  "instance-profile": "profile",
  "saml-provider": "provider",
  policy: "policy",
};

/** Keys whose value is a name by itself. */
const keyKinds: Readonly<Record<string, Kind>> = {
  "sts:externalid": "external-id",
  externalid: "external-id",
  external_id: "external-id",
  "external-id": "external-id",
  "sts:rolesessionname": "session",
  "sts:sourceidentity": "user",
  "aws:username": "user",
  username: "user",
  "user-name": "user",
  rolename: "role",
  role_name: "role",
  "role-name": "role",
  path: "path",
};

const people = ["alice", "bob", "carol", "dave", "erin", "frank", "grace", "heidi", "ivan", "judy"];

/** Names that AWS gives, which tell nothing. The rest of a reserved name is told apart by `RESERVED_SSO`. */
const AWS_NAME = /^(?:AWSServiceRoleFor\w*|OrganizationAccountAccessRole|AWSControlTowerExecution|service-role|aws-service-role|aws-reserved|assumed-role|[\w-]+(?:\.[\w-]+)*\.amazonaws\.com(?:\.cn)?|[a-z]{2}(?:-[a-z]+)+-\d)$/;
/** Its prefix and the sixteen digits at its end are AWS's; between them is the permission set. */
const RESERVED_SSO = /^AWSReservedSSO_(.*?)(_?)([0-9a-f]{16})?$/;

/** What is to be filled in is the finding itself: `<role>`, `YOUR_ROLE`, `INSERT-ID-HERE`. */
const PLACEHOLDER = /^(?=.*(?:YOUR|INSERT|REPLACE|CHANGE|PLACEHOLDER|ACCOUNT[-_]|EXAMPLE|TODO|XXX))[A-Z][A-Z0-9_-]*$/i;

/** Words that are nobody's: some are findings, as an external id that anybody would guess. */
const TELLS_NOTHING = /^(?:true|false|(?:my|unique)?[-_.]?(?:external)?[-_.]?id|example|test|change[-_.]?me|secret|password|todo|string|value|placeholder|abc|(.)\1+)$/i;
const COUNTING = "0123456789";

/** IAM's limit of a role's name and of a session's. What is too long stays too long. */
const MAX_NAME = 64;

/** At most as many prefixes count; a policy has few. */
const MAX_PREFIXES = 100;

/** What stays in the middle of a name: wildcards, variables and expressions of tools, escapes, and what is no name at all. */
const STAYS = /(\$\{[^}"]{0,200}\}|\{\{[^}"]{0,200}\}\}|\$\([^)"]{0,200}\)|<[^>"]{0,200}>|\\[nrt"'\\]|[^\w+=.@-])/;

const VARIABLE = /\$\{[^}"]{0,200}\}/g;

const QUOTE = String.raw`\\*["'“”‘’]`;
/** In double quotes an apostrophe is nothing special. */
const VALUE = String.raw`(?:\\*"[^"\\\n]*\\*"|'[^'\\\n]*'|[“”‘’][^“”‘’\n]*[“”‘’])`;
const QUOTED = new RegExp(`^(${QUOTE})(.*?)(${QUOTE})$`);
const GUID = String.raw`[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}`;
const NAME = String.raw`(?:\$\{[^}"\n]{0,200}\}|[\w+=,.@*?:/-])+`;

/** Every form in one expression, so that nothing is replaced twice; at one place the first that fits counts. */
const FORMS = new RegExp(
  [
    String.raw`(?<key>\b(?:sts:ExternalId|sts:RoleSessionName|sts:SourceIdentity|aws:username|ExternalId|external_id|UserName|RoleName|role_name|Path)\b)(?<between>(?:${QUOTE})?\s{0,9}[:=]\s{0,9})(?<values>\[(?:\s*${VALUE}\s*,?){1,500}|${VALUE})`,
    String.raw`--(?<flag>role-name|user-name|external-id)(?<space>[ =]["']?)(?<word>[^\s"']+)`,
    String.raw`(?<arn>arn:[\w-]*:(?!iam:|sts:)[\w-]+:[\w*-]*:)(?<arnAccount>\d*)(?<arnColon>:)(?<resource>${NAME})`,
    String.raw`(?<iam>arn:[\w-]*:{1,2}(?:iam|sts):{0,3})(?<iamAccount>\d+)(?<iamRest>(?::${NAME})?)`,
    String.raw`(?<![\w/.-])(?<type>user|role|group|assumed-role|federated-user|instance-profile|saml-provider|policy)/(?<names>${NAME})`,
    String.raw`(?<claim>\b(?:repo|project_path):)(?<repository>${NAME})`,
    String.raw`(?<eks>/id/)(?<issuer>[0-9A-F]{32})\b`,
    String.raw`(?<guid>(?<![\w-])${GUID}(?![\w-]))`,
    String.raw`\b(?<prefix>A(?:IDA|ROA|IPA|GPA|NPA|NVA|SCA|PKA|BIA|CCA|KIA|SIA))(?<unique>[A-Z0-9]{12,124})\b`,
    String.raw`(?<![\w-])(?<organization>o-[a-z0-9]{10,32})(?![\w-])`,
    String.raw`(?<![\w-])(?<unit>ou-[a-z0-9]{4,32}-[a-z0-9]{8,32})(?![\w-])`,
    String.raw`(?<![\w-])(?<root>r-[a-z0-9]{4,32})(?![\w-])`,
    String.raw`(?<![\w.+-])(?<email>[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})`,
    String.raw`(?<!\d)(?<digits>\d{11,13}|\d{4}[- ]\d{4}[- ]\d{4})(?!\d)`,
  ].join("|"),
  "gi",
);

/** `known` are accounts that are public: those of vendors and of AWS. */
export function redactor(known: ReadonlySet<string>): Redactor {
  const neutral = new Map<string, string>();
  const replaced = new Map<string, string>();
  const counts = new Map<string, number>();
  /** Names in front of a `*`: other names that begin so still have to. */
  const prefixes = new Set<string>();

  /** The neutral value of this one; `make` writes the n-th of its kind. */
  const same = (kind: Kind, value: string, make: (n: number) => string): string => {
    const key = `${kind} ${value}`;
    let made = neutral.get(key);
    if (made === undefined) {
      const n = counts.get(kind) ?? 0;
      counts.set(kind, n + 1);
      made = make(n);
      neutral.set(key, made);
    }
    if (made !== value) replaced.set(value, made);
    return made;
  };

  const account = (digits: string): string => {
    const bare = digits.replace(/\D/g, "");
    if (known.has(bare) || /^0+$/.test(bare)) return digits;
    return same("account", digits, (n) => inForm(digits, accountId(n)));
  };

  const fragment = (kind: Kind, text: string): string => {
    if (text.length < 2 || AWS_NAME.test(text) || PLACEHOLDER.test(text)) return text;
    const sso = RESERVED_SSO.exec(text);
    if (sso !== null) {
      const [, set = "", gap = "", digits = ""] = sso;
      return `AWSReservedSSO_${fragment("role", set)}${gap}${digits === "" ? "" : hash(digits)}`;
    }
    // Its whole form may be one that has neutral values of its own; a session is named after a person or an instance.
    if (new RegExp(`^${GUID}$`).test(text)) return guid(text);
    if (/^\d{12}$/.test(text)) return account(text);
    if (/^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/.test(text)) return email(text);
    if (/^[-+=.@_]+$/.test(text) || TELLS_NOTHING.test(text) || COUNTING.includes(text)) return text;
    if (/^\d+$/.test(text)) return same("number", text, (n) => inForm(text, String(7 * 10 ** Math.min(text.length - 1, 12) + 1 + n)));
    const start = [...prefixes].filter((prefix) => prefix.length < text.length && text.startsWith(prefix)).sort(longestFirst)[0];
    if (start !== undefined) return fragment(kind, start) + same("rest", text.slice(start.length), (n) => `-${letters(n)}`);
    return same(kind, text, (n) => {
      const made = kind === "user" ? (people[n] ?? `user-${letters(n)}`) : `${kind}-${letters(n)}`;
      return text.length > MAX_NAME ? made.padEnd(text.length, "x") : made;
    });
  };
  const name = (kind: Kind, text: string): string =>
    text
      .split(STAYS)
      .map((part, i) => (i % 2 === 1 ? part : fragment(kind, part)))
      .join("");

  /** `path/path/name`, and of a session `role/session`. */
  const names = (type: string, text: string): string => {
    // A slash in a variable, such as `${aws:PrincipalTag/team}`, parts nothing.
    const parts = text.replace(VARIABLE, (variable) => variable.replaceAll("/", "\0")).split("/");
    return parts
      .map((part) => part.replaceAll("\0", "/"))
      .map((part, i) => {
        if (type === "assumed-role") return name(i === 0 ? "role" : "session", part);
        return name(i < parts.length - 1 ? "path" : (typeKinds[type] ?? "resource"), part);
      })
      .join("/");
  };
  const guid = (text: string): string =>
    same("guid", text, (n) => {
      const made = `${(n + 0xa1b2c3d4).toString(16)}-5678-90ab-cdef-1234567890ab`;
      return text === text.toUpperCase() ? made.toUpperCase() : made;
    });
  const email = (text: string): string => same("email", text, (n) => `${people[n] ?? `user-${letters(n)}`}@example.com`);
  const hash = (text: string): string => same("hash", text, (n) => (n + 1).toString(16).padStart(16, "0"));

  /** The values of one key: a string, or a list of them. */
  const values = (key: string, text: string): string =>
    text.replace(new RegExp(VALUE, "g"), (value) => {
      const [, open = "", inner = "", close = ""] = QUOTED.exec(value) ?? [];
      return open + name(keyKinds[key.toLowerCase()] ?? "resource", inner) + close;
    });

  /** What a service's own ARN names: the type in front of it stays. */
  const resource = (arn: string, text: string): string => {
    const [, type = "", rest = text] = /:s3:/i.test(arn) ? [] : (/^([a-z-]+[:/])(.+)$/.exec(text) ?? []);
    return type + name("resource", rest);
  };

  const one = (whole: string, group: Readonly<Record<string, string | undefined>>): string => {
    const of = (part: string): string => group[part] ?? "";
    if (group["key"] !== undefined) return of("key") + of("between") + values(of("key"), of("values"));
    if (group["flag"] !== undefined) return `--${of("flag")}${of("space")}${name(keyKinds[of("flag")] ?? "resource", of("word"))}`;
    if (group["arn"] !== undefined) {
      const id = of("arnAccount");
      if (known.has(id)) return whole;
      return of("arn") + (id === "" ? "" : account(id)) + of("arnColon") + resource(of("arn"), of("resource"));
    }
    // The public role of a public account is one that a vendor documents.
    if (group["iam"] !== undefined) {
      if (known.has(of("iamAccount"))) return whole;
      return of("iam") + account(of("iamAccount")) + of("iamRest").replace(FORMS, replacement);
    }
    if (group["type"] !== undefined) return `${of("type")}/${names(of("type").toLowerCase(), of("names"))}`;
    if (group["claim"] !== undefined) return of("claim") + repository(of("repository"));
    if (group["eks"] !== undefined)
      return of("eks") + same("eks", of("issuer"), (n) => `EXAMPLED539D4633E53DE1B7${hex(n, 8)}`);
    if (group["guid"] !== undefined) return guid(whole);
    if (group["prefix"] !== undefined && whole === whole.toUpperCase()) {
      const length = of("unique").length;
      return same("unique-id", whole, (n) => of("prefix") + `${capitals(n).padStart(length - 7, "A")}EXAMPLE`);
    }
    if (group["organization"] !== undefined) return same("organization", whole, (n) => inCase(whole, `o-${lengthened(n, whole.length - 2)}`));
    if (group["unit"] !== undefined) {
      const [, first = "", second = ""] = whole.split("-");
      return same("unit", whole, (n) => `ou-${lengthened(0, first.length)}-${lengthened(n, second.length)}`);
    }
    if (group["root"] !== undefined) return same("root", whole, (n) => `r-${lengthened(n, whole.length - 2)}`);
    if (group["email"] !== undefined) return email(whole);
    if (group["digits"] !== undefined) return account(whole);
    return whole;
  };
  /** `owner/repository`, with the ids of GitHub's immutable subjects, and the rest of the subject. */
  const repository = (text: string): string => {
    const [, path = "", rest = ""] = /^([^:]*)(.*)$/s.exec(text) ?? [];
    const parts = path.split("/");
    const neutralPath = parts.map((part, i) => {
      const kind = i === 0 ? "owner" : "repository";
      return part
        .split("@")
        .map((piece) => name(kind, piece))
        .join("@");
    });
    return neutralPath.join("/") + rest;
  };
  const replacement = (whole: string, ...rest: unknown[]): string =>
    one(whole, rest.at(-1) as Readonly<Record<string, string | undefined>>);

  return {
    replaced,
    redact(text) {
      const decoded = /%(?:22|7B)/i.test(text) ? percentDecoded(text) : null;
      const plain = decoded ?? text;
      for (const [, prefix = ""] of plain.matchAll(/([\w+=.@-]{2,64})\*/g)) if (prefixes.size < MAX_PREFIXES) prefixes.add(prefix);
      const neutral = plain.replace(FORMS, replacement);
      return decoded === null ? neutral : encodeURIComponent(neutral);
    },
  };
}

/** A policy as the API gives it, in percent signs; null where it is none. */
function percentDecoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** The ids that AWS's documentation uses, and more of their kind. */
function accountId(n: number): string {
  const documented = ["111122223333", "444455556666", "777788889999"][n];
  return documented ?? String(222233330000 + n);
}

/** Digits written as in `form`: as many, with the same gaps, and a zero in front where one was. */
function inForm(form: string, digits: string): string {
  let at = 0;
  const spare = digits.padEnd(form.length, "4");
  const made = form.replace(/\d/g, () => spare.charAt(at++));
  return form.startsWith("0") ? `0${made.slice(1)}` : made;
}

function longestFirst(a: string, b: string): number {
  return b.length - a.length;
}

/** Upper case where the form has some, which is wrong there. */
function inCase(form: string, made: string): string {
  return /[A-Z]/.test(form) ? form.charAt(0) + made.slice(1).toUpperCase() : made;
}

/** a, b, …, z, aa, … */
function letters(n: number): string {
  return (n < 26 ? "" : letters(Math.floor(n / 26) - 1)) + String.fromCharCode(97 + (n % 26));
}

function capitals(n: number): string {
  return letters(n).toUpperCase();
}

function hex(n: number, length: number): string {
  return n.toString(16).toUpperCase().padStart(length, "0");
}

/** `a1b2c3d4e5` for the first, of this length. */
function lengthened(n: number, length: number): string {
  const tail = n === 0 ? "" : letters(n - 1);
  return "a1b2c3d4e5".repeat(4).slice(0, length - tail.length) + tail;
}
