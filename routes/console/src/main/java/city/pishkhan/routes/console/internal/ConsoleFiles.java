package city.pishkhan.routes.console.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All that there is at {@code /console} and {@code /my}, read once: what a caller names is looked up among these and nowhere else. */
final class ConsoleFiles {
    private static final Pattern WORKER = Pattern.compile("worker\\.[0-9a-f]{12}\\.js");
    private static final Pattern FONT = Pattern.compile("fonts/([a-z-]+)\\.[0-9a-f]{12}(\\.woff2)");

    private final ConsoleFile page;
    private final ConsoleFile citizens;
    private final String scripts;
    private final Map<String, ConsoleFile> assets;
    private final Map<String, ConsoleFile> fonts;

    private ConsoleFiles(ConsoleFile page, ConsoleFile citizens, String scripts, Map<String, ConsoleFile> assets) {
        this.page = page;
        this.citizens = citizens;
        this.scripts = scripts;
        this.assets = Map.copyOf(assets);
        this.fonts = Map.copyOf(fonts(assets));
    }

    /** Those that the build made. */
    static ConsoleFiles built() throws IOException {
        Map<String, ConsoleFile> assets = new HashMap<>();
        for (String name : text("assets.txt").lines().toList()) {
            assets.put(name, file("assets/" + name));
        }
        return new ConsoleFiles(
                file("index.html"), file("my.html"), text("scripts.txt").strip(), assets);
    }

    ConsoleFile page() {
        return page;
    }

    /** The page of the citizens. */
    ConsoleFile citizens() {
        return citizens;
    }

    /** Hash of the one script that stands in the pages themselves, as a policy names it. */
    String scripts() {
        return scripts;
    }

    Optional<ConsoleFile> asset(String name) {
        return Optional.ofNullable(assets.get(name));
    }

    /** The script that keeps a page for where there is no line; browsers know it by one name. */
    ConsoleFile worker() {
        return assets.entrySet().stream()
                .filter(asset -> WORKER.matcher(asset.getKey()).matches())
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    /** A font by its plain name, for pages that no build of ours lays out. @param name e.g. {@code vazirmatn-regular.woff2} */
    Optional<ConsoleFile> font(String name) {
        return Optional.ofNullable(fonts.get(name));
    }

    /** Without the digest in them: {@code fonts/x.0123456789ab.woff2} is {@code x.woff2}. */
    private static Map<String, ConsoleFile> fonts(Map<String, ConsoleFile> assets) {
        Map<String, ConsoleFile> fonts = new HashMap<>();
        assets.forEach((name, file) -> {
            Matcher font = FONT.matcher(name);
            if (font.matches()) {
                fonts.put(font.group(1) + font.group(2), file);
            }
        });
        return fonts;
    }

    private static ConsoleFile file(String name) throws IOException {
        byte[] plain = read(name).orElseThrow(() -> new IOException("The build made no " + name));
        return new ConsoleFile(ConsoleFile.type(name), plain, read(name + ".gz").orElse(null));
    }

    private static String text(String name) throws IOException {
        return new String(
                read(name).orElseThrow(() -> new IOException("The build made no " + name)), StandardCharsets.UTF_8);
    }

    private static Optional<byte[]> read(String name) throws IOException {
        try (InputStream in = ConsoleFiles.class.getResourceAsStream("pages/" + name)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        }
    }
}
