/** Mistakes that look right. Data only. */
import { account, allow, policy, type Example } from "./policy.ts";

export const overlooked: readonly Example[] = [
  { title: "Everyone, without a condition", text: policy(allow({ AWS: "*" })) },
  { title: "Principal is a bare star", text: policy({ Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" }) },
  {
    title: "With a Resource, as in other policies",
    text: policy({ Effect: "Allow", Principal: { AWS: `${account}:root` }, Action: "sts:AssumeRole", Resource: "*" }),
  },
  { title: "A group as principal", text: policy(allow({ AWS: `${account}:group/developers` })) },
  { title: "An ARN under Service", text: policy(allow({ Service: `${account}:role/ci` })) },
  { title: "A service name with amazon.com", text: policy(allow({ Service: "ec2.amazon.com" })) },
  { title: "China: a service that has its own name there", text: policy(allow({ AWS: "arn:aws-cn:iam::111122223333:root", Service: "lambda.amazonaws.com.cn" })) },
  {
    title: "Session name with a wildcard that is none",
    text: policy(allow({ AWS: `${account}:root` }, { StringEquals: { "sts:RoleSessionName": "admin-*" } })),
  },
  {
    title: "MFA key misspelt",
    text: policy(allow({ AWS: `${account}:root` }, { Bool: { "aws:MultifactorAuthPresence": "true" } })),
  },
  {
    title: "Sids in Japanese, and an emoji",
    text: `{
  "Version": "2012-10-17",
  "Statement": [
    { "Sid": "管理者だけ🔐", "Effect": "Allow", "Principal": { "Service": "ec2" }, "Action": "sts:AssumeRole" }
  ]
}`,
  },
];
