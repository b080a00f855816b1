/** The words of the commands below the findings. */
export const save = {
  more: "The commands to assume the role, to verify that and to see what went wrong are under",
  can: "Can they?",
} as const;
