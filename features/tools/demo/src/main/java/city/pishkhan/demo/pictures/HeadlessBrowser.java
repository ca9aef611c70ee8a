package city.pishkhan.demo.pictures;

import city.pishkhan.testkit.process.FileTrees;
import city.pishkhan.testkit.waiting.CityException;
import city.pishkhan.testkit.waiting.Poll;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A headless Chromium with its own profile, which is deleted at the end. */
final class HeadlessBrowser implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Path profile;
    private final Process process;
    private final DevTools devTools;

    /**
     * Starts the browser.
     *
     * @throws CityException if there is no such program, or it does not start within 30 seconds
     */
    HeadlessBrowser(Path program) throws IOException, InterruptedException {
        if (!Files.isExecutable(program)) {
            throw new CityException("There is no browser at " + program
                    + ". Install Chromium (apt-get install chromium), or name a browser: --browser FILE");
        }
        profile = Files.createTempDirectory("pishkhan-pictures");
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--headless=new",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--no-first-run",
                "--lang=en"));
        if (System.getProperty("user.name").equals("root")) {
            // Chromium does not start as root if its sandbox is enabled
            command.add("--no-sandbox");
        }
        command.add("about:blank");
        process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(profile.resolve("browser.log").toFile())
                .start();
        try {
            devTools = new DevTools(address());
        } catch (CityException | IOException | InterruptedException e) {
            stop();
            throw e;
        }
    }

    /** Waits for the file in which the browser states the port and the path of its DevTools. */
    private URI address() throws IOException, InterruptedException {
        Path stated = profile.resolve("DevToolsActivePort");
        List<String> lines = Poll.<List<String>, IOException>until(
                START_LIMIT,
                PAUSE,
                () -> {
                    if (!process.isAlive()) {
                        throw new CityException("The browser ended while it started: "
                                + Files.readString(profile.resolve("browser.log")));
                    }
                    return Optional.of(stated)
                            .filter(Files::exists)
                            .map(HeadlessBrowser::lines)
                            .filter(found -> found.size() > 1);
                },
                () -> "The browser did not start within " + START_LIMIT.toSeconds() + " s");
        return URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Opens a page with cookies and storage of its own. */
    BrowserPage open(int width, int height) throws InterruptedException {
        String context = devTools.call(null, "Target.createBrowserContext", Map.of())
                .path("browserContextId")
                .asText();
        String target = devTools.call(
                        null, "Target.createTarget", Map.of("url", "about:blank", "browserContextId", context))
                .path("targetId")
                .asText();
        String session = devTools.call(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .path("sessionId")
                .asText();
        return new BrowserPage(devTools, context, session, width, height);
    }

    private void stop() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor();
        }
        FileTrees.delete(profile);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        devTools.close();
        stop();
    }
}
