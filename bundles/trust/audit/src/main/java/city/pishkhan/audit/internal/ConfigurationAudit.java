package city.pishkhan.audit.internal;

import city.pishkhan.identifiers.Ids;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.persistence.PeriodicTask;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Records changed files in {@code etc} and {@code deploy}: settings, logins, committees, rules, routes and keys. Changes are found
 * whether they were made by the console or with an editor, and whether the hub was up or down.
 */
@Component(service = ConfigurationAudit.class, immediate = true)
public final class ConfigurationAudit {
    private static final String HOST = "host";
    private static final Duration PAUSE = Duration.ofSeconds(2);
    /** Temporary files that the hub writes while it hashes a password in place. */
    private static final Pattern OWN_DRAFT = Pattern.compile("\\.users\\d+\\.tmp");

    private static final int DEEPEST = 12;
    private static final int MOST_FILES = 50;
    private static final int MOST_KEYS = 50;
    /** Size in bytes above which a file is not read. Larger files are not settings; they are compared by size and time only. */
    private static final long LARGEST = 4 << 20;

    private final ActRecorder recorder;
    private final Map<String, Path> folders;
    private final LastState<TreeMap<String, FileState>> storedState;
    private final PeriodicTask rounds;
    private @Nullable TreeMap<String, FileState> last;

    @Activate
    public ConfigurationAudit(BundleContext context, @Reference ActRecorder recorder) {
        this(
                recorder,
                Map.of(
                        "etc", Path.of(String.valueOf(context.getProperty("karaf.etc"))),
                        "deploy", Path.of(String.valueOf(context.getProperty("karaf.base")), "deploy")),
                ActRecorder.folder(context));
        rounds.startEvery(PAUSE);
    }

    /** @param folders the watched folders by their names in the journal */
    ConfigurationAudit(ActRecorder recorder, Map<String, Path> folders, Path data) {
        this.recorder = recorder;
        this.folders = folders;
        storedState = new LastState<>(data.resolve("files.json"), new TypeReference<>() {});
        last = storedState.load().orElse(null);
        rounds = PeriodicTask.of("audit-files", this::recordChanges).allowInQuarantine();
    }

    @Deactivate
    public void stop() {
        rounds.close();
    }

    void recordChanges() {
        TreeMap<String, FileState> now = files();
        if (last == null) {
            recorder.record(
                    "configuration.found",
                    HOST,
                    now.size() + " files",
                    Map.of("files", now.size(), "digest", digest(now)));
        } else if (!now.equals(last)) {
            recordDifference(last, now);
        } else {
            return;
        }
        // kept in memory before it is stored, so that a full disk does not cause the same change to be recorded
        // repeatedly
        last = now;
        storedState.store(now);
    }

    private void recordDifference(TreeMap<String, FileState> last, TreeMap<String, FileState> now) {
        Set<String> changed = new TreeSet<>(now.keySet());
        changed.addAll(last.keySet());
        changed.removeIf(file -> now.containsKey(file)
                && last.containsKey(file)
                && now.get(file).sha256().equals(last.get(file).sha256()));
        changed.stream().limit(MOST_FILES).forEach(file -> recordDifference(file, last.get(file), now.get(file)));
        if (changed.size() > MOST_FILES) {
            int more = changed.size() - MOST_FILES;
            recorder.record(
                    "configuration.changed", HOST, more + " more files", Map.of("files", more, "digest", digest(now)));
        }
    }

    private void recordDifference(String file, @Nullable FileState before, @Nullable FileState after) {
        String change = before == null ? "added" : after == null ? "removed" : "changed";
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("file", file);
        details.put("change", change);
        if (after != null) {
            details.put("digest", after.digest());
        }
        TreeSet<String> keys = before == null || after == null ? new TreeSet<>() : before.differingKeys(after);
        if (!keys.isEmpty()) {
            details.put("keys", keys.stream().limit(MOST_KEYS).toList());
        }
        recorder.record(
                "configuration.changed", HOST, change + " " + file + (keys.isEmpty() ? "" : " " + keys), details);
    }

    private static String digest(TreeMap<String, FileState> files) {
        StringBuilder all = new StringBuilder();
        files.forEach((file, state) ->
                all.append(file).append(' ').append(state.digest()).append('\n'));
        return Sha256.hex(all.toString());
    }

    private TreeMap<String, FileState> files() {
        TreeMap<String, FileState> files = new TreeMap<>();
        folders.forEach((name, root) -> {
            if (Files.isDirectory(root)) {
                walk(files, name, root);
            }
        });
        return files;
    }

    /**
     * Collects the state of all files below a folder. A file that cannot be read gets a state of its own, so that it does not hide
     * the other files.
     */
    private void walk(TreeMap<String, FileState> files, String folder, Path root) {
        try {
            Files.walkFileTree(root, Set.of(FileVisitOption.FOLLOW_LINKS), DEEPEST, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes now) {
                    add(files, folder + "/" + root.relativize(file), file, now);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                        files.put(folder + "/" + root.relativize(file), FileState.UNREADABLE);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(TreeMap<String, FileState> files, String name, Path file, BasicFileAttributes now) {
        if (!now.isRegularFile()
                || OWN_DRAFT.matcher(file.getFileName().toString()).matches()) {
            return;
        }
        FileState before = last == null ? null : last.get(name);
        try {
            long changed = changeTime(file, now);
            boolean same = before != null && before.size() == now.size() && before.modified() == changed;
            files.put(name, same ? before : read(file, now.size(), changed, before));
        } catch (NoSuchFileException e) {
            // the file was deleted during the walk
            return;
        } catch (IOException e) {
            files.put(name, FileState.UNREADABLE);
        }
    }

    /**
     * Returns the time of the last change in milliseconds since 1970: the inode change time where the file system has one, because
     * it also changes when the modification time is reset; otherwise the modification time.
     */
    private static long changeTime(Path file, BasicFileAttributes now) throws IOException {
        try {
            return ((FileTime) Files.getAttribute(file, "unix:ctime")).toMillis();
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return now.lastModifiedTime().toMillis();
        }
    }

    private static FileState read(Path file, long size, long modified, @Nullable FileState before) throws IOException {
        String salt = before == null ? Ids.next().toString() : before.salt();
        if (size > LARGEST) {
            return new FileState(size, modified, Sha256.hex(size + " " + modified), Map.of(), salt);
        }
        return FileState.of(file, Files.readAllBytes(file), modified, salt);
    }
}
