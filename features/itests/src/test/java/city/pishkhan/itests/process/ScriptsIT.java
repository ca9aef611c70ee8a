package city.pishkhan.itests.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs Karaf's scripts as distributed. In place of Java they start a script that prints its arguments and environment.
 */
class ScriptsIT {
    private static final Path ASSEMBLY =
            Path.of(System.getProperty("hub.assembly")).toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @BeforeEach
    void copy() throws IOException {
        Files.createDirectories(folder.resolve("etc"));
        Files.createDirectories(folder.resolve("bin"));
        for (String script : new String[] {"inc", "setenv", "shell", "client", "status", "stop"}) {
            Files.copy(
                    ASSEMBLY.resolve("bin").resolve(script),
                    folder.resolve("bin").resolve(script));
        }
        Path java = Files.writeString(
                folder.resolve("bin/java"),
                "#!/bin/sh\n[ \"$1\" = -version ] && echo 'openjdk version \"17.0.1\"' >&2 || echo \"$@\"\n");
        for (Path script : new Path[] {java, folder.resolve("bin/shell"), folder.resolve("bin/client")}) {
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private String run(String script) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        "sh", folder.resolve("bin").resolve(script).toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("KARAF") || name.startsWith("JAVA"));
        builder.environment().put("JAVA", folder.resolve("bin/java").toString());
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        return printed;
    }

    @Test
    void shellWithoutHubExplainsHowToConnect() throws Exception {
        String printed = run("shell");
        assertFalse(printed.contains("Illegal number"), printed);
        assertTrue(printed.contains("bin/client"), printed);
        assertTrue(printed.contains("KARAF_ETC=data/city/etc"), printed);
        assertTrue(printed.contains("standalone.Main"), "it still starts: " + printed);
    }

    @Test
    void clientFindsHubOfRunningDemoCity() throws Exception {
        String etc = "-Dkaraf.etc=" + folder.toRealPath();
        assertTrue(run("client").contains(etc + "/etc "), "no demo city");
        Path record = folder.resolve("data/city/data/demo/hub.pid");
        Files.createDirectories(record.getParent());
        Files.createDirectories(folder.resolve("data/city/etc"));
        Files.writeString(record, "pid=" + ProcessHandle.current().pid() + "\nstarted=2026-11-25T08\\:00\\:00Z\n");
        String found = run("client");
        assertTrue(found.contains(etc + "/data/city/etc "), found);
        assertTrue(run("stop").contains("bin/demo stop"));
        Files.writeString(record, "pid=4194305\n");
        String ended = run("client");
        assertTrue(ended.contains(etc + "/etc "), ended);
        assertEquals(-1, ended.indexOf("demo city"), ended);
    }
}
