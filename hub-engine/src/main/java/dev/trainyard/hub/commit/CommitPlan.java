package dev.trainyard.hub.commit;

import dev.trainyard.hub.tree.FileEntry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A request whose operations were checked and whose contents are blobs.
 *
 * @param added files with new content
 * @param copied files with content of another path
 * @param removed operation index by removed path
 * @param uploads uploads that the commit uses up
 */
record CommitPlan(
    List<AddedFile> added,
    List<FileEntry> copied,
    Map<String, Integer> removed,
    Set<UUID> uploads) {}
