package dev.trainyard.auth.audit;

import dev.trainyard.data.audit.AuditedAction;
import java.util.Locale;

/** The closed vocabulary of the audit log. */
public enum AuditAction implements AuditedAction {
  SETUP_LINK_ISSUE,
  SETUP_COMPLETE,
  ACCOUNT_REGISTER,
  ACCOUNT_UPDATE,
  ACCOUNT_DEACTIVATE,
  ACCOUNT_ACTIVATE,
  ACCOUNT_ROLES,
  PASSWORD_CHANGE,
  PASSWORD_RESET_SEND,
  PASSWORD_RESET,
  EMAIL_VERIFY,
  EMAIL_CHANGE,
  EMAIL_RESTORE,
  SESSION_OPEN,
  SESSION_END,
  SESSIONS_END,
  SESSION_PROVE,
  FACTOR_ENROL,
  FACTOR_REMOVE,
  RECOVERY_CODES_REPLACE,
  TOKEN_CREATE,
  TOKEN_REVOKE,
  TOKEN_LEAK,
  OPERATOR_TOKEN_CREATE,
  DEVICE_LOGIN_APPROVE,
  DEVICE_LOGIN_DENY,
  OAUTH_GRANT_CREATE,
  OAUTH_GRANT_REFRESH,
  OAUTH_GRANT_REVOKE,
  OAUTH_GRANT_REUSE,
  ROBOT_CREATE,
  ROBOT_ROTATE,
  ROBOT_SECRET_END,
  ROBOT_DISABLE,
  ROBOT_ENABLE,
  ROBOT_DELETE,
  INVITATION_CREATE,
  INVITATION_REVOKE,
  ORGANISATION_CREATE,
  ORGANISATION_UPDATE,
  MEMBER_SET,
  MEMBER_REMOVE,
  TEAM_CREATE,
  TEAM_UPDATE,
  TEAM_DELETE,
  TEAM_MEMBER_ADD,
  TEAM_MEMBER_REMOVE,
  JOB_GRANT_CREATE,
  JOB_GRANT_END,
  KEY_PUBLISH,
  KEY_ACTIVATE,
  KEY_RETIRE,
  KEY_REMOVE,
  AUDIT_READ,
  AUDIT_EXPORT;

  /** For example {@code token.create}. */
  @Override
  public String text() {
    String lower = name().toLowerCase(Locale.ROOT);
    int last = lower.lastIndexOf('_');
    return lower.substring(0, last).replace('_', '-') + "." + lower.substring(last + 1);
  }
}
