/** Who signs in somewhere else: GitHub, SAML, Cognito. Data only. */
import { account, allow, github, policy, type Example } from "./policy.ts";

export const federation: readonly Example[] = [
  {
    title: "GitHub Actions without a subject: any repository",
    text: policy(
      allow(
        { Federated: github },
        { StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" } },
        "sts:AssumeRoleWithWebIdentity",
      ),
    ),
  },
  {
    title: "GitHub Actions, one branch",
    text: policy(
      allow(
        { Federated: github },
        {
          StringEquals: {
            "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
            "token.actions.githubusercontent.com:sub": "repo:octo-org/octo-repo:ref:refs/heads/main",
          },
        },
        "sts:AssumeRoleWithWebIdentity",
      ),
    ),
  },
  {
    title: "SAML with the action of accounts",
    text: policy(
      allow({ Federated: `${account}:saml-provider/ExampleOrg` }, { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } }),
    ),
  },
  { title: "Cognito without a condition", text: policy(allow({ Federated: "cognito-identity.amazonaws.com" }, undefined, "sts:AssumeRoleWithWebIdentity")) },
];
