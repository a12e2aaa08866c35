package dev.trainyard.hub.repository;

/** What people do with repositories, as the audit trail names it after the kind. */
public enum HubChange {
  CREATE("create"),
  UPDATE("update"),
  DELETE("delete"),
  COMMIT("commit"),
  BRANCH_CREATE("branch-create"),
  BRANCH_DELETE("branch-delete"),
  UPLOAD_BEGIN("upload-begin"),
  UPLOAD_FINISH("upload-finish"),
  UPLOAD_DROP("upload-drop"),
  /** A private repository was read by the platform role alone. */
  READ("read"),
  /** So was a list, which then shows everybody's private repositories. */
  LIST("list");

  private final String text;

  HubChange(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }
}
