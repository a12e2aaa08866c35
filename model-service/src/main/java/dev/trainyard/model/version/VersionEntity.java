package dev.trainyard.model.version;

import dev.trainyard.model.serving.PackageFile;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A registered version; nothing of it ever changes. */
@Entity
@Immutable
@Table(name = "model_version")
class VersionEntity {

  @EmbeddedId private VersionKey key;

  @Column(name = "commit_id")
  private String commit;

  @Column(name = "job_id")
  private UUID jobId;

  private String task;
  private String framework;

  @JdbcTypeCode(SqlTypes.JSON)
  private Map<String, Double> metrics;

  @JdbcTypeCode(SqlTypes.JSON)
  private Signature signature;

  @JdbcTypeCode(SqlTypes.JSON)
  private Lineage lineage;

  @JdbcTypeCode(SqlTypes.JSON)
  private List<PackageFile> files;

  @Column(name = "size_bytes")
  private long sizeBytes;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "created_by")
  private String createdBy;

  protected VersionEntity() {} // for Hibernate

  VersionEntity(
      VersionKey key,
      CreateVersionRequest request,
      PackageContent content,
      String createdBy,
      Instant createdAt) {
    this.key = key;
    this.commit = request.commit();
    this.jobId = request.jobId();
    this.task = request.task();
    this.metrics = request.metrics();
    this.signature = request.signature();
    this.lineage = request.lineage();
    this.framework = content.framework();
    this.files = content.files();
    this.sizeBytes = content.sizeBytes();
    this.createdBy = createdBy;
    this.createdAt = createdAt;
  }

  UUID repositoryId() {
    return key.repositoryId();
  }

  int number() {
    return key.number();
  }

  String commit() {
    return commit;
  }

  String task() {
    return task;
  }

  String framework() {
    return framework;
  }

  Map<String, Double> metrics() {
    return metrics;
  }

  Signature signature() {
    return signature;
  }

  Lineage lineage() {
    return lineage;
  }

  List<PackageFile> files() {
    return files;
  }

  long sizeBytes() {
    return sizeBytes;
  }

  Instant createdAt() {
    return createdAt;
  }

  String createdBy() {
    return createdBy;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VersionEntity version && key.equals(version.key);
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }
}
