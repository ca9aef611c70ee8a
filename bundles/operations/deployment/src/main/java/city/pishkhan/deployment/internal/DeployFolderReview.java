package city.pishkhan.deployment.internal;

import city.pishkhan.api.deployment.Deployments.Effect;
import city.pishkhan.api.deployment.Deployments.Entry;
import city.pishkhan.api.deployment.Deployments.Kind;
import city.pishkhan.messages.Messages;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds files, folders and links in {@code deploy/} that no installer accepts. Each is logged, gets an entry in the history, and is reported as
 * rejected until it is replaced or deleted.
 */
final class DeployFolderReview {
    private static final Messages MESSAGES = Messages.of(DeployFolderReview.class);
    private static final Logger LOG = LoggerFactory.getLogger(DeployFolderReview.class);
    private static final Set<Effect> BAD =
            EnumSet.of(Effect.REFUSED, Effect.WENT_BACK, Effect.STUCK, Effect.INTERRUPTED);
    /**
     * Time before a verdict. A file of an unknown kind may be an upload that is renamed when complete, and a configuration
     * needs a moment to take effect.
     */
    private static final Duration VERDICT_DELAY = Duration.ofSeconds(30);

    private final Path folder;
    private final DeployFolderFileCheck check;
    private final DeploymentHistory history;
    private final Map<Path, ReviewedFile> seen = new TreeMap<>();

    /**
     * A rejected file.
     *
     * @param cause the error message, in English
     * @param since time of the rejection
     */
    record Rejected(String file, String cause, Instant since) {}

    /**
     * A file and its verdict.
     *
     * @param since time when the file was first found with this size and modification time
     * @param verdict {@code null} if it is not known yet
     */
    private record ReviewedFile(long size, long changed, Instant since, Optional<Rejected> verdict) {
        boolean isUnchanged(ReviewedFile other) {
            return size == other.size && changed == other.changed;
        }
    }

    DeployFolderReview(Path folder, DeployFolderFileCheck check, DeploymentHistory history) {
        this.folder = folder.toAbsolutePath().normalize();
        this.check = check;
        this.history = history;
    }

    synchronized List<Rejected> rejected() {
        return seen.values().stream()
                .map(ReviewedFile::verdict)
                .filter(verdict -> verdict != null)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Reviews the folder; called every few seconds. A file is checked once two reviews have found it unchanged. */
    synchronized void review() throws IOException {
        List<Path> files = files();
        seen.keySet().retainAll(files);
        for (Path file : files) {
            BasicFileAttributes attributes = attributes(file);
            if (attributes == null) {
                continue;
            }
            ReviewedFile now = new ReviewedFile(
                    attributes.size(), attributes.lastModifiedTime().toMillis(), Instant.now(), null);
            ReviewedFile before = seen.get(file);
            if (before == null || !before.isUnchanged(now)) {
                seen.put(file, now);
            } else if (before.verdict() == null) {
                Optional<Rejected> verdict = verdict(file, before.since());
                if (verdict != null) {
                    seen.put(file, new ReviewedFile(before.size(), before.changed(), before.since(), verdict));
                }
            }
        }
    }

    /** Returns the entries of the folder, including subfolders and links without a target. */
    private List<Path> files() throws IOException {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(one -> !one.getFileName().toString().startsWith("."))
                    .filter(one -> !one.getFileName().toString().equals("README"))
                    .toList();
        }
    }

    /** Returns the attributes of a file, or of a link without a target; {@code null} if the entry was deleted in the meantime. */
    private static BasicFileAttributes attributes(Path file) throws IOException {
        try {
            return Files.exists(file)
                    ? Files.readAttributes(file, BasicFileAttributes.class)
                    : Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /**
     * Returns the reason, in English, why an entry cannot be deployed regardless of its content; empty if there is
     * none.
     */
    private static Optional<String> unreadable(Path file) {
        String name = file.getFileName().toString();
        if (Files.isDirectory(file)) {
            return Optional.of(MESSAGES.english("folder.directory", name));
        }
        return Files.isRegularFile(file) && Files.isReadable(file)
                ? Optional.empty()
                : Optional.of(MESSAGES.english("folder.unreadable", name));
    }

    /** Returns the rejection of a file; empty if the file is accepted, {@code null} if it is too early to decide. */
    private Optional<Rejected> verdict(Path file, Instant since) throws IOException {
        Optional<Kind> kind = DeployFolderFileCheck.kind(file);
        boolean settled = since.plus(VERDICT_DELAY).isBefore(Instant.now());
        String name = file.getFileName().toString();
        Optional<String> unreadable = unreadable(file);
        if (unreadable.isPresent()) {
            return Optional.of(unreadable(file, kind.orElse(Kind.BUNDLE), unreadable.get()));
        }
        if (kind.isEmpty()) {
            if (!settled) {
                return null;
            }
            String cause = check.problem(file).orElseThrow();
            LOG.error("{}", MESSAGES.bilingual("folder.refused", name, cause));
            return Optional.of(new Rejected(name, cause, since));
        }
        String sha256 = sha256(file);
        Optional<Entry> last =
                history.lastFrom(file.toString()).filter(one -> one.sha256().equals(sha256));
        if (last.isPresent()) {
            return last.filter(one -> BAD.contains(one.effect())).map(one -> new Rejected(name, one.cause(), one.at()));
        }
        Optional<String> problem = check.problem(file);
        if (problem.isEmpty() && !settled) {
            return null;
        }
        if (problem.isEmpty() && !check.isAccepted(file)) {
            problem = Optional.of(
                    MESSAGES.english(DeployFolderFileCheck.isKar(file) ? "folder.kar" : "folder.not-taken", name));
        }
        problem.ifPresent(cause -> {
            reject(file, kind.get(), sha256, cause);
            LOG.error("{}", MESSAGES.bilingual("folder.refused", name, cause));
        });
        return problem.map(cause -> new Rejected(name, cause, Instant.now()));
    }

    /** Rejects an entry without readable content, once for each cause. */
    private Rejected unreadable(Path file, Kind kind, String cause) {
        Optional<Entry> last =
                history.lastFrom(file.toString()).filter(one -> one.cause().equals(cause));
        if (last.isEmpty()) {
            reject(file, kind, "", cause);
            LOG.error("{}", MESSAGES.bilingual("folder.refused", file.getFileName(), cause));
        }
        return new Rejected(
                file.getFileName().toString(), cause, last.map(Entry::at).orElseGet(Instant::now));
    }

    /** Adds the rejection to the history. */
    void reject(Path file, Kind kind, String sha256, String cause) {
        history.add(new Entry(
                Instant.now(),
                "host",
                kind,
                file.getFileName().toString(),
                file.toString(),
                sha256,
                "",
                Effect.REFUSED,
                cause,
                List.of(),
                0,
                List.of(),
                0,
                0));
    }

    private static String sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
