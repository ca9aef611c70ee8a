package city.pishkhan.audit.internal;

import city.pishkhan.identifiers.Ids;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.persistence.Rounds;
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
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Which files of {@code etc} and {@code deploy} change: settings, logins, committees, rules, routes, keys. Whoever did it, by the console or with
 * an editor, while the hub was up or down.
 */
@Component(service = ConfigurationAudit.class, immediate = true)
public final class ConfigurationAudit {
    private static final String HOST = "host";
    private static final Duration PAUSE = Duration.ofSeconds(2);
    /** What the hub writes while it hashes a password in place. */
    private static final Pattern OWN_DRAFT = Pattern.compile("\\.users\\d+\\.tmp");

    private static final int DEEPEST = 12;
    private static final int MOST_FILES = 50;
    private static final int MOST_KEYS = 50;
    /** What is larger is no setting; size and time tell enough of it. */
    private static final long LARGEST = 4 << 20;

    private final ActRecorder recorder;
    private final Map<String, Path> folders;
    private final LastState<TreeMap<String, FileState>> seen;
    private final Rounds rounds;
    private TreeMap<String, FileState> last;

    @Activate
    public ConfigurationAudit(BundleContext context, @Reference ActRecorder recorder) {
        this(
                recorder,
                Map.of(
                        "etc", Path.of(String.valueOf(context.getProperty("karaf.etc"))),
                        "deploy", Path.of(String.valueOf(context.getProperty("karaf.base")), "deploy")),
                ActRecorder.folder(context));
        rounds.every(PAUSE);
    }

    /** @param folders by the names that the journal has for them */
    ConfigurationAudit(ActRecorder recorder, Map<String, Path> folders, Path data) {
        this.recorder = recorder;
        this.folders = folders;
        seen = new LastState<>(data.resolve("files.json"), new TypeReference<>() {});
        last = seen.last().orElse(null);
        rounds = Rounds.of("audit-files", this::look).local();
    }

    @Deactivate
    public void stop() {
        rounds.close();
    }

    void look() {
        TreeMap<String, FileState> now = files();
        if (last == null) {
            recorder.record(
                    "configuration.found",
                    HOST,
                    now.size() + " files",
                    Map.of("files", now.size(), "digest", digest(now)));
        } else if (!now.equals(last)) {
            tell(now);
        } else {
            return;
        }
        // first, so that a full disk does not have the same told again and again
        last = now;
        seen.now(now);
    }

    private void tell(TreeMap<String, FileState> now) {
        Set<String> changed = new TreeSet<>(now.keySet());
        changed.addAll(last.keySet());
        changed.removeIf(file -> now.containsKey(file)
                && last.containsKey(file)
                && now.get(file).sha256().equals(last.get(file).sha256()));
        changed.stream().limit(MOST_FILES).forEach(file -> tell(file, last.get(file), now.get(file)));
        if (changed.size() > MOST_FILES) {
            int more = changed.size() - MOST_FILES;
            recorder.record(
                    "configuration.changed", HOST, more + " files more", Map.of("files", more, "digest", digest(now)));
        }
    }

    private void tell(String file, FileState before, FileState after) {
        String change = before == null ? "added" : after == null ? "removed" : "changed";
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("file", file);
        details.put("change", change);
        if (after != null) {
            details.put("digest", after.digest());
        }
        TreeSet<String> keys = before == null || after == null ? new TreeSet<>() : before.differing(after);
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

    /** What cannot be read is a state of its own: one such file must not hide the others. */
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
            long changed = changed(file, now);
            boolean same = before != null && before.size() == now.size() && before.modified() == changed;
            files.put(name, same ? before : read(file, now.size(), changed, before));
        } catch (NoSuchFileException e) {
            // it went while the folder was walked
            return;
        } catch (IOException e) {
            files.put(name, FileState.UNREADABLE);
        }
    }

    /** When it was changed last, by content or by whoever sets times back, where the file system says so. */
    private static long changed(Path file, BasicFileAttributes now) throws IOException {
        try {
            return ((FileTime) Files.getAttribute(file, "unix:ctime")).toMillis();
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return now.lastModifiedTime().toMillis();
        }
    }

    private static FileState read(Path file, long size, long modified, FileState before) throws IOException {
        String salt = before == null ? Ids.next().toString() : before.salt();
        if (size > LARGEST) {
            return new FileState(size, modified, Sha256.hex(size + " " + modified), Map.of(), salt);
        }
        return FileState.of(file, Files.readAllBytes(file), modified, salt);
    }
}
