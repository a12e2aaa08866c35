package dev.trainyard.model.serving;

/**
 * One file of a model package, addressed by its content.
 *
 * @param path relative, by the rules for paths inside a repository
 * @param sha256 digest of the content, 64 lowercase hexadecimal digits
 */
public record PackageFile(String path, String sha256, long sizeBytes) {}
