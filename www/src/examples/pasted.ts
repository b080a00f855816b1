/** Right policies that something happened to on their way here. Data only. */
import { account, allow, type Example } from "./policy.ts";

export const pasted: readonly Example[] = [
  {
    title: "Trailing comma and curly quotes",
    text: `{
  “Version”: “2012-10-17”,
  “Statement”: [
    {
      "Effect": "Allow",
      "Principal": { "AWS": "${account}:root" },
      "Action": "sts:AssumeRole",
    },
  ]
}`,
  },
  {
    title: "Printed by Python",
    text: `{'Version': '2012-10-17',
 'Statement': [{'Effect': 'Allow',
   'Principal': {'AWS': '${account}:root'},
   'Action': 'sts:AssumeRole',
   'Condition': {'Bool': {'aws:MultiFactorAuthPresent': True}}}]}`,
  },
  {
    title: "Output of aws iam get-role",
    text: JSON.stringify(
      {
        Role: {
          Path: "/",
          RoleName: "MyRole",
          RoleId: "AROAIOSFODNN7EXAMPLE",
          Arn: `${account}:role/MyRole`,
          AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: [allow({ Service: "lamda.amazonaws.com" })] },
          MaxSessionDuration: 3600,
        },
      },
      null,
      2,
    ),
  },
  {
    title: "A whole command",
    text: `aws iam update-assume-role-policy \\
  --role-name MyRole \\
  --policy-document '{
    "Version": "2012-10-17",
    "Statement": [
      {
        "Effect": "Allow",
        "Principal": { "AWS": "${account}:root" },
        "Action": "sts:AssumeRole"
      }
    ]
  }'`,
  },
  {
    title: "From a chat, with the fence",
    text: `Here is the policy:

\`\`\`json
{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "allow",
    "Principle": { "AWS": "${account}:root" },
    "Action": "sts:AssumeRole"
  }
}
\`\`\``,
  },
  {
    title: "Only the condition, without its statement",
    text: `{
  "Condition": {
    "Bool": {
      "aws:MultiFactorAuthPresent": "true"
    }
  }
}`,
  },
];
