/** The policy with which the recipes begin. */
export const policy = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "AWS": "arn:aws:iam::111122223333:user/dev-*" },
      "Action": "sts:AssumeRole"
    }
  ]
}`;
