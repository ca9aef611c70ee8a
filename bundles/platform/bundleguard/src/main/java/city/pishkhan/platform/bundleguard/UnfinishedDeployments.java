package city.pishkhan.platform.bundleguard;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Records of deployments in progress, one folder each. Each folder is created, marked as finished or marked as undone
 * by a single rename. A crash at any moment therefore leaves it in one of these states: unfinished (the next start
 * undoes it), finished or undone (the history may lack its entry).
 */
public final class UnfinishedDeployments {
    private static final String DRAFT = ".draft";
    private static final String FINISHED = ".finished";
    private static final String UNDONE = ".undone";
    private static final String UNREADABLE = ".unreadable";
    private static final String OUTCOME = "outcome";
    private static final String NUMBER = "%019d";

    private final Path folder;
    private long last;

    /** @param data the folder {@code data/deployments} of this node */
    public UnfinishedDeployments(Path data) {
        folder = data.resolve("unfinished");
    }

    /**
     * A deployment that was undone or completed at a start of the hub.
     *
     * @param at time at which the deployment was undone or completed
     * @param problems failed steps on one line; empty if none failed
     */
    public record Undone(UnfinishedDeployment deployment, Instant at, String problems, Path folder) {}

    /**
     * Records a deployment before it changes anything.
     *
     * @return its folder
     */
    public synchronized Path begin(UnfinishedDeployment deployment) throws IOException {
        Files.createDirectories(folder);
        last = Math.max(last + 1, System.currentTimeMillis());
        Path begun = folder.resolve(NUMBER.formatted(last));
        Path draft = folder.resolve(begun.getFileName() + DRAFT);
        DurableFiles.delete(draft);
        Files.createDirectories(draft);
        deployment.write(draft);
        DurableFiles.rename(draft, begun);
        return begun;
    }

    /**
     * Marks a deployment as finished, so that the next start ignores it.
     *
     * @param outcome line of the deployment in the history
     */
    public synchronized void finish(Path begun, String outcome) throws IOException {
        DurableFiles.writeSecret(begun.resolve(OUTCOME), outcome.getBytes(StandardCharsets.UTF_8));
        DurableFiles.rename(begun, begun.resolveSibling(begun.getFileName() + FINISHED));
    }

    /**
     * Marks a deployment as undone.
     *
     * @param problems failed steps on one line; empty if none failed
     */
    public synchronized void undone(Path begun, String problems) throws IOException {
        DurableFiles.writeSecret(
                begun.resolve(OUTCOME), (Instant.now() + "\n" + problems).getBytes(StandardCharsets.UTF_8));
        DurableFiles.rename(begun, begun.resolveSibling(begun.getFileName() + UNDONE));
    }

    /** Renames the folder of an unreadable record, so that later starts do not read it again. */
    public synchronized void markUnreadable(Path begun) throws IOException {
        DurableFiles.rename(begun, begun.resolveSibling(begun.getFileName() + UNREADABLE));
    }

    /** Returns the folders of unfinished deployments, oldest first. */
    public List<Path> open() throws IOException {
        return folders(name -> !name.contains("."));
    }

    /** Folders of finished deployments. */
    public List<Path> finished() throws IOException {
        return folders(name -> name.endsWith(FINISHED));
    }

    /** Returns the history line of a finished deployment. */
    public static String outcome(Path finished) throws IOException {
        return Files.readString(finished.resolve(OUTCOME));
    }

    /** Reads the deployments that were undone, oldest first. */
    public List<Undone> undone() throws IOException {
        List<Undone> undone = new ArrayList<>();
        for (Path one : folders(name -> name.endsWith(UNDONE))) {
            String[] outcome = Files.readString(one.resolve(OUTCOME)).split("\n", 2);
            undone.add(new Undone(UnfinishedDeployment.read(one), Instant.parse(outcome[0]), outcome[1], one));
        }
        return undone;
    }

    /** Reads a deployment from its folder. */
    public static UnfinishedDeployment read(Path begun) throws IOException {
        return UnfinishedDeployment.read(begun);
    }

    /** Deletes draft folders left by a crash. */
    public void clean() throws IOException {
        for (Path one : folders(name -> name.endsWith(DRAFT))) {
            DurableFiles.delete(one);
        }
    }

    private List<Path> folders(java.util.function.Predicate<String> state) throws IOException {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(one -> state.test(one.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }
}
