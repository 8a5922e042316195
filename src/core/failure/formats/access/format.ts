/** Doors that stay shut: tokens without permission, credentials that are missing or wrong. */
import type { Format } from "../../format.ts";

export const access: Format = {
  tool: "access",
  layer: "infrastructure",
  nameless: true,
  class: "auth-permission",
  pattern_name: "access_denied",
  rules: [
    { id: "integration", says: "problem", literals: ["Resource not accessible by integration"], pattern: /^(?!.*##\[warning\]).*Resource not accessible by integration/, tool: "github-actions", confidence: 0.93 },
    { id: "bad-credentials", says: "problem", literals: ["Bad credentials"], pattern: /(?:^|: )Bad credentials\b/, tool: "github-actions", confidence: 0.9 },
    { id: "aws", says: "problem", literals: ["Credentials could not be loaded", "(AccessDenied)", "(AccessDeniedException)", "(ExpiredToken)", "(ExpiredTokenException)", "(InvalidIdentityToken)", "(UnauthorizedOperation)", "(AuthFailure)", "(SignatureDoesNotMatch)", "(UnrecognizedClientException)", "(InvalidClientTokenId)", "Unable to locate credentials", "(403) when calling the "], pattern: /(?:Credentials could not be loaded|\((?:AccessDenied(?:Exception)?|ExpiredToken(?:Exception)?|InvalidIdentityToken|UnauthorizedOperation|AuthFailure|SignatureDoesNotMatch|UnrecognizedClientException|InvalidClientTokenId|403)\)|Unable to locate credentials)/, tool: "aws", confidence: 0.93, read: (_groups, { at }) => (/[Ww]arning|Failed to (?:parse and )?upload|Error uploading/.test(at(0) ?? "") ? { says: "hint" } : {}) },
    { id: "aws-oidc", says: "problem", literals: ["sts:AssumeRoleWithWebIdentity", "Could not assume role", "is not authorized to perform: "], pattern: /(?:Could not assume role|[Nn]ot authorized to perform:? (?:\w+:\w+)?)/, tool: "aws", confidence: 0.93 },
    { id: "docker", says: "problem", literals: ["denied: requested access to the resource is denied", "unauthorized: authentication required", "unauthorized: incorrect username or password", "no basic auth credentials", "denied: permission_denied", "denied: installation not allowed"], pattern: /(?:denied: permission_denied|denied: installation not allowed|denied: requested access to the resource is denied|unauthorized: (?:authentication required|incorrect username or password)|no basic auth credentials)/, tool: "docker", confidence: 0.92 },
    { id: "gcloud", says: "problem", literals: ["ERROR: (gcloud.", "google-github-actions/auth failed with"], pattern: /^(?:Error: |ERROR: )?(?<message>\(gcloud\.[\w.-]+\) .*(?:PERMISSION_DENIED|auth tokens|credential|invalid_grant|not have permission|Unauthorized|403).*|google-github-actions\/auth failed with.*)$/, tool: "gcloud", confidence: 0.92 },
    { id: "azure", says: "problem", literals: ["Login failed with Error: ", "Please run 'az login'", "AADSTS"], pattern: /(?:Login failed with Error: |\bAADSTS\d{5,7}: |Please run 'az login')/, tool: "azure", confidence: 0.9 },
    { id: "vercel", says: "problem", literals: ["No existing credentials found. Please"], pattern: /No existing credentials found\. Please/, tool: "vercel", confidence: 0.92 },
    { id: "codecov-token", says: "problem", literals: ["Upload failed: {\"message\":\"Token required"], pattern: /Upload failed: \{"message":"Token required/, tool: "codecov", confidence: 0.92 },
    { id: "not-executable", says: "hint", literals: [": Permission denied"], pattern: /^(?:\S*(?:ba|z)?sh: (?:line )?(?:\d+: )?|\S+: line \d+: )?\.?\.?\/?[\w./-]+: Permission denied$/, tool: "bash", pattern_name: "file_permission", confidence: 0.62 },
    { id: "codecov", says: "hint", literals: ["403 Forbidden", "401 Unauthorized", "HTTP 403", "HTTP 401", "status code 401", "status code 403", "AccessDenied"], pattern: /(?:403 Forbidden|401 Unauthorized|HTTP 40[13]\b|status code 40[13]\b|\bAccessDenied\b)/, confidence: 0.7 },
    { id: "file", says: "hint", literals: ["Permission denied", "permission denied", "EACCES: "], pattern: /(?:[Pp]ermission denied|EACCES: permission denied)/, confidence: 0.6 },
  ],
};
