/**
 * Content-addressed blobs on plain Java: the port {@link dev.trainyard.blob.BlobStore} and its file
 * implementation. It knows nothing of repositories, users or databases.
 */
package dev.trainyard.blob;
