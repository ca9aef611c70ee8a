package city.pishkhan.platform.bundleguard;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A deployment in progress, and the steps that undo it while none of its bundles runs.
 *
 * @param by principal who began the deployment
 * @param kind name of the kind of file, as in the history
 * @param name name of the bundle, feature or file
 * @param source path of the deployed file; empty for a rollback
 * @param sha256 SHA-256 of the new version; empty for a removal
 * @param before SHA-256 of the previous version; empty if there was none
 * @param effect effect to record in the history once the steps are done
 * @param cause reason of the failure; empty if the deployment was interrupted
 * @param begun start time
 */
public record UnfinishedDeployment(
        String by,
        String kind,
        String name,
        String source,
        String sha256,
        String before,
        String effect,
        @Nullable String cause,
        Instant begun,
        List<Step> steps) {
    static final String FILE = "record.properties";
    private static final String CONTENT = ".content";

    public UnfinishedDeployment {
        steps = List.copyOf(steps);
    }

    /** Kind of a step. */
    public enum Act {
        /** Installs the content at the location, or updates the existing bundle, and starts it. */
        BUNDLE,
        /** Like {@link #BUNDLE}, but does not start the bundle. */
        BUNDLE_STOPPED,
        /** Uninstalls the bundle at the location. */
        UNINSTALL,
        /** Uninstalls all bundles whose location begins with {@link Step#target}, except those in {@link Step#kept}. */
        ONLY,
        /** Writes the content to the file, or deletes the file if there is no content. */
        FILE
    }

    /**
     * One step, which may be repeated.
     *
     * @param target location of a bundle, prefix of locations, or path of a file
     * @param content {@code null} if there is none
     * @param kept locations of the bundles that {@link Act#ONLY} does not uninstall
     */
    public record Step(Act act, String target, byte @Nullable [] content, List<String> kept) {

        public static Step bundle(String location, byte[] content, boolean start) {
            return new Step(start ? Act.BUNDLE : Act.BUNDLE_STOPPED, location, content, List.of());
        }

        public static Step uninstall(String location) {
            return new Step(Act.UNINSTALL, location, null, List.of());
        }

        public static Step only(String prefix, List<String> kept) {
            return new Step(Act.ONLY, prefix, null, List.copyOf(kept));
        }

        public static Step file(Path file, byte @Nullable [] content) {
            return new Step(Act.FILE, file.toAbsolutePath().toString(), content, List.of());
        }
    }

    /** Returns a copy with another effect and other steps for the next start of the hub. */
    public UnfinishedDeployment withSteps(String nextEffect, @Nullable String why, List<Step> next) {
        return new UnfinishedDeployment(by, kind, name, source, sha256, before, nextEffect, why, begun, next);
    }

    void write(Path folder) throws IOException {
        Properties values = new Properties();
        values.setProperty("by", by);
        values.setProperty("kind", kind);
        values.setProperty("name", name);
        values.setProperty("source", source);
        values.setProperty("sha256", sha256);
        values.setProperty("before", before);
        values.setProperty("effect", effect);
        values.setProperty("cause", cause);
        values.setProperty("begun", begun.toString());
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            values.setProperty(i + ".act", step.act().name());
            values.setProperty(i + ".target", step.target());
            values.setProperty(i + ".kept", String.join("\n", step.kept()));
            if (step.content() != null) {
                DurableFiles.writeSecret(folder.resolve(i + CONTENT), step.content());
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        values.store(bytes, null);
        DurableFiles.writeSecret(folder.resolve(FILE), bytes.toByteArray());
    }

    static UnfinishedDeployment read(Path folder) throws IOException {
        Properties values = new Properties();
        values.load(new ByteArrayInputStream(Files.readAllBytes(folder.resolve(FILE))));
        List<Step> steps = new ArrayList<>();
        for (int i = 0; values.containsKey(i + ".act"); i++) {
            Path content = folder.resolve(i + CONTENT);
            String kept = values.getProperty(i + ".kept", "");
            steps.add(new Step(
                    Act.valueOf(values.getProperty(i + ".act")),
                    values.getProperty(i + ".target"),
                    Files.exists(content) ? Files.readAllBytes(content) : null,
                    kept.isEmpty() ? List.of() : List.of(kept.split("\n"))));
        }
        return new UnfinishedDeployment(
                values.getProperty("by"),
                values.getProperty("kind"),
                values.getProperty("name"),
                values.getProperty("source"),
                values.getProperty("sha256"),
                values.getProperty("before"),
                values.getProperty("effect"),
                values.getProperty("cause"),
                Instant.parse(values.getProperty("begun")),
                steps);
    }
}
