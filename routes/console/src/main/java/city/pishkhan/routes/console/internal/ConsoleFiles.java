package city.pishkhan.routes.console.internal;

import city.pishkhan.identifiers.RenovationCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** All files of {@code /console} and {@code /my}, loaded once. Requested names are looked up only in this collection. */
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

    /** Loads the files created by the build. */
    static ConsoleFiles load() throws IOException {
        Map<String, ConsoleFile> assets = new HashMap<>();
        for (String name : text("assets.txt").lines().toList()) {
            assets.put(name, file("assets/" + name));
        }
        return new ConsoleFiles(
                page("index.html"), page("my.html"), text("scripts.txt").strip(), assets);
    }

    ConsoleFile page() {
        return page;
    }

    /** Page for citizens. */
    ConsoleFile citizenPage() {
        return citizens;
    }

    /** Hash of the inline script of the pages, in the format of a Content-Security-Policy. */
    String scriptHash() {
        return scripts;
    }

    Optional<ConsoleFile> asset(String name) {
        return Optional.ofNullable(assets.get(name));
    }

    /** Service worker that keeps a page for offline use; browsers know it under a fixed name. */
    ConsoleFile serviceWorker() {
        return assets.entrySet().stream()
                .filter(asset -> WORKER.matcher(asset.getKey()).matches())
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    /**
     * Returns a font by its name without digest, for pages outside the console build.
     *
     * @param name e.g. {@code vazirmatn-regular.woff2}
     */
    Optional<ConsoleFile> font(String name) {
        return Optional.ofNullable(fonts.get(name));
    }

    /** Fonts by their names without digest: {@code fonts/x.0123456789ab.woff2} becomes {@code x.woff2}. */
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

    /** Loads a page and writes the number of districts into it, which scripts need. */
    private static ConsoleFile page(String name) throws IOException {
        byte[] plain = text(name)
                .replace("${districts}", String.valueOf(RenovationCode.DISTRICTS))
                .getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        }
        return new ConsoleFile(ConsoleFile.type(name), plain, packed.toByteArray());
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
