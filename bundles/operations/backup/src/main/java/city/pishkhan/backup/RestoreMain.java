package city.pishkhan.backup;

import city.pishkhan.api.backup.Backups.KeyPlace;
import city.pishkhan.backup.internal.RestorePlan;
import city.pishkhan.backup.internal.RestorePlan.RestoreOptions;
import city.pishkhan.persistence.copy.BackupFault;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * {@code bin/restore}: restores a backup into an installation that has not been started. Exit status: 0 on success, 1
 * if a required file is missing or a check of the backup fails, 2 for a usage error.
 */
public final class RestoreMain {
    private static final String USAGE = String.join(
            System.lineSeparator(),
            "usage: bin/restore <backup.zip> --keys <file> [--passphrase env:NAME|file:/path] --erasures <register.jsonl> [--witness <place>] [--keep-etc] [--sample N] [--check]",
            "Restores a backup into an installation that was never started.",
            "  --keys <file>        the key bundle, or the decrypted ZIP of a key bundle",
            "  --passphrase <ref>   passphrase of the key bundle: env:NAME or file:/path",
            "  --erasures <file>    the register of erasures: the persons in it are erased again",
            "  --keep-etc           keeps the configuration of this installation",
            "  --sample N           verifies only N random parts of large tables and N random files of each kind; without it everything",
            "  --check              checks that everything is present and writes nothing",
            "  --seal-key <file>    trusted public key of the journal's seals (PEM): the backup must be signed with it",
            "  --witness <place>    the external witness's seals, a file or a folder. If the backup contains the last seal and this",
            "                       is the machine and folder of the city, the hub works immediately; otherwise it is a copy and stays in quarantine",
            "  --outside <file>     writes this key although it is outside etc and data; repeat it for each file, or answer at the terminal",
            "  --without-outside    writes no keys outside etc and data",
            "  --without-keys       restores without keys: lists the permanently lost data, and the hub warns from then on",
            "  --without-erasures   restores without the register: data of persons erased since the backup comes back, and the hub warns");

    private static final String SAMPLE = "--sample";
    private static final List<String> WITH_VALUE =
            List.of("--keys", "--passphrase", "--erasures", SAMPLE, "--seal-key", "--witness");
    private static final List<String> FLAGS =
            List.of("--keep-etc", "--check", "--without-keys", "--without-erasures", "--without-outside");

    private RestoreMain() {}

    /** @param arguments base, etc, data and system folder of the installation, followed by the user's arguments */
    public static void main(String[] arguments) throws IOException {
        System.exit(run(List.of(arguments), stream(FileDescriptor.out), stream(FileDescriptor.err)));
    }

    private static PrintStream stream(FileDescriptor of) {
        return new PrintStream(new FileOutputStream(of), true, StandardCharsets.UTF_8);
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) throws IOException {
        Deque<String> rest = new ArrayDeque<>(arguments.subList(4, arguments.size()));
        Map<String, String> given = new HashMap<>();
        List<String> files = new ArrayList<>();
        Set<Path> outside = new HashSet<>();
        while (!rest.isEmpty()) {
            String one = rest.poll();
            if (FLAGS.contains(one)) {
                given.put(one, "");
            } else if (one.equals("--outside") && !rest.isEmpty()) {
                outside.add(Path.of(rest.poll()).toAbsolutePath().normalize());
            } else if (WITH_VALUE.contains(one) && !rest.isEmpty()) {
                given.put(one, rest.poll());
            } else if (one.equals("--help")) {
                out.println(USAGE);
                return 0;
            } else if (one.startsWith("-")) {
                err.println("Unknown option " + one + ", or its value is missing");
                err.println(USAGE);
                return 2;
            } else {
                files.add(one);
            }
        }
        String sample = given.getOrDefault(SAMPLE, "0");
        if (!sample.matches("\\d{1,6}") || given.containsKey(SAMPLE) && Integer.parseInt(sample) == 0) {
            err.println("--sample needs a number from 1 to 999999, not " + sample);
            return 2;
        }
        if (files.size() != 1) {
            err.println(USAGE);
            return 2;
        }
        RestoreOptions options = new RestoreOptions(
                Path.of(files.get(0)),
                new KeyPlace(path(given, "--keys"), given.get("--passphrase"), null),
                path(given, "--erasures"),
                given.containsKey("--without-keys"),
                given.containsKey("--without-erasures"),
                given.containsKey("--keep-etc"),
                Integer.parseInt(sample),
                path(given, "--seal-key"),
                path(given, "--witness"),
                new Confirmation(outside, given.containsKey("--without-outside")));
        return restore(options, arguments, given.containsKey("--check"), out, err);
    }

    /**
     * Decides which files outside the installation are written.
     *
     * @param named files that the operator named
     * @param skipped {@code true} if no files outside the installation are written
     */
    private record Confirmation(Set<Path> named, boolean skipped) implements RestorePlan.OutsideKeyPolicy {
        @Override
        public boolean isConfirmed(Path file) {
            if (named.contains(file)) {
                return true;
            }
            Console console = System.console();
            if (console == null) {
                return false;
            }
            String answer = console.readLine("%s is outside etc and data. Write it? [y/N] ", file);
            return answer != null && answer.strip().equalsIgnoreCase("y");
        }
    }

    private static @Nullable Path path(Map<String, String> given, String option) {
        return given.containsKey(option) ? Path.of(given.get(option)) : null;
    }

    /** Version of the bundle that contains this class. */
    private static String version() throws IOException {
        try (JarFile jar = new JarFile(Path.of(RestoreMain.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toFile())) {
            return jar.getManifest().getMainAttributes().getValue("Bundle-Version");
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static int restore(
            RestoreOptions options, List<String> folders, boolean check, PrintStream out, PrintStream err)
            throws IOException {
        try (RestorePlan plan = new RestorePlan(
                options,
                Path.of(folders.get(0)),
                Path.of(folders.get(1)),
                Path.of(folders.get(2)),
                Path.of(folders.get(3)),
                version())) {
            List<String> faults = plan.faults(out::println);
            if (!faults.isEmpty()) {
                throw new BackupFault(faults);
            }
            out.println("backup " + plan.manifest().id() + " of "
                    + plan.manifest().made() + " by Pishkhan " + plan.manifest().version() + ": "
                    + (options.sample() == 0 ? "it is complete" : "the verified sample is complete and unaltered"));
            plan.losses().forEach(out::println);
            if (!check) {
                plan.execute().forEach(out::println);
                out.println(
                        "Start the hub now. Unless this is the city's own machine and folder and --witness showed that nothing is"
                                + " missing, it sends nothing until two operators release it: pishkhan:installation-release.");
            }
            return 0;
        } catch (BackupFault e) {
            e.lines().forEach(err::println);
            err.println("Nothing was restored.");
            return 1;
        } catch (IOException e) {
            err.println(e.getClass().getSimpleName() + ": " + e.getMessage());
            err.println("The restore was interrupted. Run the same command again to start over.");
            return 1;
        }
    }
}
