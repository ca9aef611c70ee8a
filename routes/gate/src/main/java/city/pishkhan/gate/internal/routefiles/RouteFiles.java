package city.pishkhan.gate.internal.routefiles;

import city.pishkhan.gate.internal.contexts.FailureFormatter;
import city.pishkhan.gate.internal.contexts.ManagedContext;
import city.pishkhan.gate.internal.contexts.RouteFileContext;
import city.pishkhan.gate.internal.contexts.RouteSource;
import city.pishkhan.messages.Messages;
import city.pishkhan.runtime.RouteContexts.Info;
import city.pishkhan.runtime.RouteContexts.State;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts route files in force, one context each. A file that breaks a rule or does not start is refused, and the previous routes continue to
 * run.
 */
final class RouteFiles {

    static final String SUFFIX = RouteFileContext.SUFFIX;

    private static final Messages MESSAGES = Messages.of(RouteFiles.class);
    private static final Logger LOG = LoggerFactory.getLogger(RouteFiles.class);

    private static final long RETRY_SECONDS = 2;

    private final RouteFileContexts contexts;
    private final Supplier<RouteFileRules> rules;
    private final Settings settings;
    private final RouteFileJournal record;
    private final Partners partners;
    private final Admission admission;
    private final Set<File> unacceptedFiles = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean retrying = new AtomicBoolean();
    private final Map<String, File> files = new ConcurrentHashMap<>();
    private final Map<String, Refused> refusals = new ConcurrentHashMap<>();

    /** Reason and time since which a file has been refused. */
    record Refused(String reason, Instant since) {}

    /** Contexts in which the routes run. Operations on a context must run in {@link #now}. */
    interface RouteFileContexts {
        ManagedContext getOrCreate(String name);

        void drop(String name);

        void runAndWait(Runnable work);
    }

    /** Properties of a file's routes, by the file's name without its suffix. */
    interface Settings {
        Map<String, String> properties(String name) throws IOException;
    }

    /** Notified of the partners that active files call. */
    interface Partners {
        void fileStarted(String file, RouteFileContent content, Map<String, String> properties);

        void fileRemoved(String file);
    }

    /** Decides whether a file may be put in force. */
    interface Admission {
        /** Returns the reason, in English, why it may not; empty if it may. */
        Optional<String> refusal(File file, byte[] content);
    }

    /** Text of a file and the digest of the bytes read. */
    private record Text(File file, String yaml, String sha256) {

        String name() {
            return file.getName();
        }

        RouteSource source(Set<String> components) {
            return context -> {
                if (context instanceof RouteFileContext restricted) {
                    restricted.setAllowedComponents(components);
                }
                PluginHelper.getRoutesLoader(context)
                        .loadRoutes(ResourceHelper.fromString(name().replace(SUFFIX, ".yaml"), yaml));
            };
        }
    }

    RouteFiles(
            RouteFileContexts contexts,
            Supplier<RouteFileRules> rules,
            Settings settings,
            RouteFileJournal record,
            Partners partners,
            Admission admission) {
        this.admission = admission;
        this.contexts = contexts;
        this.rules = rules;
        this.settings = settings;
        this.record = record;
        this.partners = partners;
    }

    /** Starts a file found in the folder, unless it already runs with the same content. */
    void find(File file) {
        put(file, false);
    }

    /** Starts a file with its current content, replacing its previous routes. */
    void put(File file) {
        put(file, true);
    }

    private void put(File file, boolean forced) {
        if (!file.getName().endsWith(SUFFIX)) {
            refuse(file, "", "the name of a route file must end in " + SUFFIX);
            return;
        }
        files.put(name(file), file);
        String sha256 = "";
        try {
            byte[] bytes = Files.readAllBytes(file.toPath());
            sha256 = sha256(bytes);
            Optional<String> unaccepted = admission.refusal(file, bytes);
            if (unaccepted.isPresent()) {
                refuse(file, sha256, unaccepted.get());
                unacceptedFiles.add(file);
                retryLater();
                return;
            }
            Text text = new Text(file, yaml(bytes), sha256);
            List<String> problems = rules.get().formProblems(text.yaml());
            if (!problems.isEmpty()) {
                refuse(file, sha256, String.join("; ", problems));
                return;
            }
            Map<String, String> properties = settings.properties(name(file));
            List<String> missing = missing(file.getName(), RouteFileContent.of(text.yaml(), properties));
            if (!missing.isEmpty()) {
                refuse(file, sha256, String.join("; ", missing));
                return;
            }
            List<String> forbidden = rules.get().modelProblems(file.getName(), text.yaml(), properties);
            if (!forbidden.isEmpty()) {
                refuse(file, sha256, String.join("; ", forbidden));
                return;
            }
            contexts.runAndWait(() -> {
                if (forced || !record.isInForce(text.name(), text.sha256())) {
                    run(text, properties);
                }
            });
        } catch (CharacterCodingException e) {
            refuse(file, sha256, "it is not UTF-8");
        } catch (IOException | IllegalArgumentException e) {
            refuse(file, sha256, e.getMessage());
        }
    }

    /**
     * Returns the reasons for which {@link #put} would refuse a file before starting it.
     * @param defaults values for placeholders, used if no properties are configured
     * @param found    receives the content and properties of a file that would start, so that only its partners are called
     */
    List<String> problems(
            String file,
            byte[] content,
            Map<String, String> defaults,
            BiConsumer<RouteFileContent, Map<String, String>> found) {
        try {
            String yaml = yaml(content);
            List<String> problems = rules.get().formProblems(yaml);
            if (!problems.isEmpty()) {
                return problems;
            }
            Map<String, String> properties = settings.properties(name(new File(file)));
            Map<String, String> used = properties.isEmpty() ? defaults : properties;
            RouteFileContent read = RouteFileContent.of(yaml, used);
            List<String> missing = missing(file, read);
            List<String> reasons = missing.isEmpty() ? rules.get().modelProblems(file, yaml, used) : missing;
            if (reasons.isEmpty()) {
                found.accept(read, used);
            }
            return reasons;
        } catch (CharacterCodingException e) {
            return List.of("it is not UTF-8");
        } catch (IOException | IllegalArgumentException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    /** Formats missing values. Environment variables and system properties do not count, because route files cannot read them. */
    private static List<String> missing(String file, RouteFileContent content) {
        return content.missing().stream()
                .map(key -> "{{" + key + "}} has no value: set " + key + " in etc/" + configuration(file))
                .toList();
    }

    /** Name of the configuration file with the properties of a route file. */
    static String configuration(String file) {
        return RouteFileWatcher.PROPERTIES + "-" + name(new File(file)) + ".cfg";
    }

    private void retryLater() {
        if (!unacceptedFiles.isEmpty() && retrying.compareAndSet(false, true)) {
            CompletableFuture.delayedExecutor(RETRY_SECONDS, TimeUnit.SECONDS).execute(this::putAccepted);
        }
    }

    /** Starts files that were refused and have been accepted since. */
    private void putAccepted() {
        retrying.set(false);
        for (File file : unacceptedFiles) {
            try {
                if (!file.exists()
                        || admission
                                .refusal(file, Files.readAllBytes(file.toPath()))
                                .isEmpty()) {
                    unacceptedFiles.remove(file);
                    if (file.exists()) {
                        put(file);
                    }
                }
            } catch (IOException e) {
                LOG.warn("{} cannot be read: {}", file, e.toString());
            }
        }
        retryLater();
    }

    /** Ends the retries. */
    void close() {
        unacceptedFiles.clear();
    }

    void remove(File file) {
        unacceptedFiles.remove(file);
        files.remove(name(file), file);
        contexts.runAndWait(() -> {
            contexts.drop(file.getName());
            partners.fileRemoved(file.getName());
        });
        refusals.remove(file.getName());
        record.recordRemoved(file.getName());
    }

    private void refused(String name, String sha256, String reason) {
        // keeps the time of the first failure if a retry fails for the same reason
        refusals.merge(
                name,
                new Refused(reason, Instant.now()),
                (before, now) -> before.reason().equals(reason) ? before : now);
        record.recordRefused(name, sha256, reason);
    }

    private void recordInForce(Text text, Map<String, String> properties) {
        refusals.remove(text.name());
        partners.fileStarted(text.name(), RouteFileContent.of(text.yaml(), properties), properties);
        record.recordInForce(text.name(), text.sha256());
    }

    /** Returns the refused route files, sorted by file name. */
    Map<String, Refused> refused() {
        return new TreeMap<>(refusals);
    }

    /**
     * Restarts a file after its properties have changed.
     *
     * @param name name of the file without its suffix
     */
    void restart(String name) {
        File file = files.get(name);
        if (file != null) {
            put(file);
        }
    }

    private void refuse(File file, String sha256, String reason) {
        LOG.error("{}", MESSAGES.text("route-file.refused", file, reason));
        refused(file.getName(), sha256, reason);
    }

    private void run(Text text, Map<String, String> properties) {
        ManagedContext unit = contexts.getOrCreate(text.name());
        if (unit.context() == null) {
            startContext(unit, text, properties);
            return;
        }
        try {
            unit.replace(text.file(), text.source(rules.get().components()), properties);
            recordInForce(text, properties);
        } catch (Exception e) {
            LOG.error("{}", MESSAGES.text("route-file.not-started", text.file()), e);
            refused(text.name(), text.sha256(), "does not start: " + FailureFormatter.format(e, properties));
        }
    }

    private void startContext(ManagedContext unit, Text text, Map<String, String> properties) {
        unit.remove(text.file());
        unit.properties(properties);
        unit.setRestartAction(() -> recordInForce(text, properties));
        unit.add(text.file(), text.source(rules.get().components()));
        Info info = unit.info();
        if (info.state() == State.FAILED) {
            refused(text.name(), text.sha256(), "does not start: " + info.problem());
        } else {
            recordInForce(text, properties);
        }
    }

    private static String yaml(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static String name(File file) {
        String name = file.getName();
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }
}
