package city.pishkhan.platform.secrets;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Creates key pairs with self-signed certificates, using the JDK's keytool. */
public final class KeyTool {
    private static final long SECONDS = 60;
    private static final String PASSWORD = "PISHKHAN_STORE_PASSWORD";

    private KeyTool() {}

    /**
     * Adds a key pair to a PKCS#12 keystore, which is created if it does not exist; only its owner can read it.
     *
     * @param options options of {@code keytool -genkeypair}: alias, algorithm, name, validity
     * @throws IllegalStateException if keytool fails; the message contains no secret
     */
    @SafeVarargs
    public static void generate(Path file, String password, List<String>... options) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            run(file, password, List.of(options).stream().flatMap(List::stream).toList());
            if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
        } catch (IOException e) {
            throw new IllegalStateException("No key can be generated in " + file + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void run(Path file, String password, List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                // keytool runs for half a second; the JVM's optimizing compiler and parallel garbage collectors would
                // double that time
                "-J-XX:TieredStopAtLevel=1",
                "-J-XX:+UseSerialGC",
                "-genkeypair"));
        command.addAll(options);
        command.addAll(List.of(
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                // keytool reads the password from the environment, because every user of the machine can see arguments
                "-storepass:env",
                PASSWORD));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put(PASSWORD, password);
        Process tool = builder.start();
        tool.getOutputStream().close();
        String output = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (!tool.waitFor(SECONDS, TimeUnit.SECONDS) || tool.exitValue() != 0) {
            tool.destroyForcibly();
            throw new IOException("keytool: " + output);
        }
    }
}
