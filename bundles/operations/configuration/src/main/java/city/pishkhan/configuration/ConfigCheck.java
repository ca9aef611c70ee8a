package city.pishkhan.configuration;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** {@code bin/config-check}: checks the files in {@code etc} before a start, without a hub. */
public final class ConfigCheck {
    private static final int WRONG = 1;
    private static final int USAGE = 64;

    private ConfigCheck() {}

    /**
     * Exit status: 0 if all files are valid, 1 if a file is invalid or cannot be read, 64 for a usage error.
     *
     * @param arguments folder of the files, working directory of the hub, and folders of its bundles
     */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.exit(run(out, arguments));
    }

    static int run(PrintStream out, String... arguments) {
        if (arguments.length < 3) {
            out.println("usage: bin/config-check [folder]");
            return USAGE;
        }
        try {
            Path etc = Path.of(arguments[0]);
            List<Path> jars = new ArrayList<>();
            for (int i = 2; i < arguments.length; i++) {
                jars.addAll(jars(Path.of(arguments[i])));
            }
            List<Mistake> mistakes = new FileRules(KnownKeys.of(jars), Path.of(arguments[1])).mistakes(etc);
            mistakes.forEach(one -> out.println(one.line()));
            out.println(mistakes.isEmpty() ? "Nothing is wrong in " + etc : mistakes.size() + " wrong in " + etc);
            return mistakes.isEmpty() ? 0 : WRONG;
        } catch (IOException | RuntimeException e) {
            out.println("The check failed: " + e);
            return WRONG;
        }
    }

    private static List<Path> jars(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }
}
