/**
 * What AWS answers with “Invalid principal in policy”, or with a syntax error: the broken policies of the articles.
 * Data only.
 */
import { account, allow, policy, type Example } from "./policy.ts";

export const refused: readonly Example[] = [
  {
    title: "Wildcard in a user name, and half a service name",
    text: policy(allow({ AWS: `${account}:user/user-*` }), allow({ Service: "ec2" })),
  },
  { title: "Service name without its domain", text: policy(allow({ Service: "ec2" })) },
  { title: "Wildcard in a user ARN", text: policy(allow({ AWS: `${account}:user/user-*` })) },
  {
    title: "Deleted user and role (AIDA, AROA)",
    text: policy(allow({ AWS: ["AIDAW4GTDFISYQEXAMPLE", "AROAW4GTDFISYQEXAMPLE"] }, {})),
  },
  { title: "Placeholder left in the account", text: policy(allow({ AWS: "arn:aws:iam::ACCOUNT-A-ID:root" }, {})) },
  {
    title: "Third party's account not filled in",
    text: policy(
      allow({ AWS: "arn:aws:iam::THIRD-PARTY-ACCOUNT:root" }, { StringEquals: { "sts:ExternalId": "my-unique-external-id-12345" } }),
    ),
  },
  { title: "Account ID with eleven digits", text: policy(allow({ AWS: "11112222333" })) },
  {
    title: "Session ARN under iam instead of sts",
    text: policy(allow({ AWS: "arn:aws:iam::111122223333:assumed-role/role-name/role-session-name" })),
  },
  {
    title: "GovCloud account in a standard role",
    text: policy(allow({ AWS: [`${account}:root`, "arn:aws-us-gov:iam::444455556666:root"] })),
  },
  {
    title: "Comments between the principals",
    text: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      // EC2
      "Principal": { "Service": "ec2.amazonaws.com" },
      // Lambda
      "Principal": { "Service": "lambda.amazonaws.com" },
      "Action": "sts:AssumeRole"
    }
  ]
}`,
  },
];
