package city.pishkhan.itests.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.itests.TestJvm;
import city.pishkhan.itests.TestReport;
import city.pishkhan.testkit.process.CitySettings;
import city.pishkhan.testkit.process.FileTrees;
import city.pishkhan.testkit.process.Installation;
import city.pishkhan.testkit.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Follows the handbook's page "an agency in ten minutes" literally: its commands run unchanged and in order, and print the documented
 * output. Only the ports differ, and artifacts come from this build.
 */
class AgencyWalkIT {

    private static final Path PAGE = Path.of("../docs/telecom.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\S+)( by-hand)?\n(.*?)^```$");
    private static final int LIMIT_MINUTES = 12;

    @Test
    void agencyWalkthroughPageWorks() throws Exception {
        Path root = Distribution.copy("walk");
        Path outside = TestJvm.folder("walk-maven");
        FileTrees.delete(outside);
        IntegratorRepository repository = IntegratorRepository.fill(outside);
        Ports ports = new Ports(Ports.findFree(), Ports.findFree(), Ports.findFree());
        new CitySettings(Installation.at(root).createDemoCity()).install(ports);
        String page = Files.readString(PAGE);
        List<String> commands = blocks(page, "sh");
        assertTrue(commands.size() > 6, "the page has its commands");
        assertTrue(
                page.contains("-DarchetypeVersion=" + System.getProperty("hub.version")), "the version of this build");
        String script = String.join("\n", commands).replace(":" + Ports.USUAL.partners(), ":" + ports.partners());
        Path log = outside.resolve("walk.log");
        try {
            Process walk = start(script, root, repository, log);
            boolean ended = walk.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
            if (!ended) {
                walk.descendants().forEach(ProcessHandle::destroyForcibly);
                walk.destroyForcibly();
            }
            String output = Files.readString(log);
            if (!ended || walk.exitValue() != 0) {
                Path hub = Installation.at(root).demoCity().logs().resolve("karaf.log");
                TestReport.logTail(hub, Files.exists(hub) ? Files.readAllLines(hub) : List.of());
            }
            assertTrue(ended, output);
            assertEquals(0, walk.exitValue(), output);
            assertDocumentedOutput(page, output);
            assertRouteOrder(
                    Files.readString(Installation.at(root).demoCity().logs().resolve("karaf.log")));
        } finally {
            start("bin/demo stop", root, repository, outside.resolve("stop.log"))
                    .waitFor(2, TimeUnit.MINUTES);
        }
    }

    private static Process start(String script, Path root, IntegratorRepository repository, Path log)
            throws IOException {
        ProcessBuilder bash = new ProcessBuilder("bash", "-euc", script)
                .directory(root.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        bash.environment().put("HOME", repository.folder().toString());
        bash.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // options of Maven's JVMs, one for each project that the page builds
        bash.environment().put("MAVEN_OPTS", System.getProperty("test.jvm"));
        bash.environment().put("HUB_REPOSITORY", repository.url());
        bash.environment().merge("PATH", repository.programs().toString(), (path, ours) -> ours + ":" + path);
        return bash.start();
    }

    /**
     * Checks in the log that each variant of the routes stopped before the next one ran, so that every answer came
     * through the current variant.
     */
    private static void assertRouteOrder(String log) {
        int at = 0;
        for (String line : List.of(
                "Routes of agency-telecom run",
                "Routes of agency-telecom are stopped",
                "Routes of telecom.camel.yaml run",
                "Routes of telecom.camel.yaml are stopped",
                "Routes of city.example.telecom run")) {
            int found = log.indexOf(line, at);
            assertTrue(found >= 0, () -> "Not in the hub's log, or not in its turn: " + line);
            at = found;
        }
    }

    /** The output contains the page's lines in the page's order; … matches any text. */
    private static void assertDocumentedOutput(String page, String output) {
        String rest = output;
        for (String block : blocks(page, "text")) {
            for (String line : block.strip().lines().toList()) {
                String pattern = Pattern.compile("\\s*…\\s*")
                        .splitAsStream(line)
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*?"));
                Matcher found = Pattern.compile(pattern).matcher(rest);
                assertTrue(found.find(), () -> "Nobody said '" + line + "' here:\n" + output);
                rest = rest.substring(found.end());
            }
        }
    }

    private static List<String> blocks(String page, String language) {
        List<String> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(page);
        while (block.find()) {
            if (block.group(1).equals(language) && block.group(2) == null) {
                blocks.add(block.group(3));
            }
        }
        return blocks;
    }
}
