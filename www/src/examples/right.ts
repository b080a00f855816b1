/** Policies that AWS accepts and that do what they say: the right ones of the articles. Data only. */
import { account, allow, policy, type Example } from "./policy.ts";

export const right: readonly Example[] = [
  { title: "Another account", text: policy(allow({ AWS: `${account}:root` }, {})) },
  { title: "Another account, by its number alone", text: policy(allow({ AWS: "111122223333" })) },
  { title: "Two accounts", text: policy(allow({ AWS: [`${account}:root`, "arn:aws:iam::444455556666:root"] })) },
  { title: "A Lambda function", text: policy(allow({ Service: "lambda.amazonaws.com" })) },
  { title: "A service and an account", text: policy(allow({ Service: "lambda.amazonaws.com" }), allow({ AWS: `${account}:root` })) },
  { title: "A user and a service in one statement", text: policy(allow({ AWS: `${account}:user/user-name`, Service: "ec2.amazonaws.com" })) },
  {
    title: "Users by the start of their name",
    text: policy(allow({ AWS: "*" }, { StringLike: { "aws:PrincipalArn": `${account}:user/user-*` } })),
  },
  {
    title: "A third party with an external ID",
    text: policy(allow({ AWS: `${account}:root` }, { StringEquals: { "sts:ExternalId": "my-unique-external-id-12345" } })),
  },
  {
    title: "Only with MFA",
    text: policy(allow({ AWS: `${account}:root` }, { Bool: { "aws:MultiFactorAuthPresent": "true" } })),
  },
  {
    title: "Only with a session name that begins so",
    text: policy(allow({ AWS: `${account}:root` }, { StringLike: { "sts:RoleSessionName": "admin-*" } })),
  },
];
