package city.pishkhan.routes.handbook.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** All files below {@code /handbook}, loaded once. Requested names are looked up only in this collection. */
final class HandbookPages {

    private static final String INDEX = "index";
    private static final String STYLESHEET = "handbook.css";
    private static final String PICTURES = "pictures/";

    private final Map<String, HandbookPage> byPath;

    private HandbookPages(Map<String, HandbookPage> byPath) {
        this.byPath = Map.copyOf(byPath);
    }

    /** Loads the files created by the build. */
    static HandbookPages load() throws IOException {
        Properties audiences = new Properties();
        try (InputStream list = open("pages.properties")) {
            audiences.load(list);
        }
        Map<String, HandbookPage> pages = new HashMap<>();
        for (String name : audiences.stringPropertyNames()) {
            // any other audience than "anybody" requires a login
            boolean operatorsOnly = !audiences.getProperty(name).equals("anybody");
            pages.put(
                    name.equals(INDEX) ? "" : "/" + name,
                    new HandbookPage(read(name + ".html"), "text/html; charset=utf-8", operatorsOnly));
        }
        for (String name : new String(read("pictures.txt"), StandardCharsets.US_ASCII)
                .lines()
                .toList()) {
            String type = name.endsWith(".svg") ? "image/svg+xml" : "image/webp";
            pages.put("/" + PICTURES + name, new HandbookPage(read(PICTURES + name), type, false));
        }
        pages.put("/" + STYLESHEET, new HandbookPage(read(STYLESHEET), "text/css; charset=utf-8", false));
        return new HandbookPages(pages);
    }

    private static byte[] read(String name) throws IOException {
        try (InputStream in = open(name)) {
            return in.readAllBytes();
        }
    }

    private static InputStream open(String name) throws IOException {
        InputStream in = HandbookPages.class.getResourceAsStream("pages/" + name);
        if (in == null) {
            throw new IOException("The build made no " + name);
        }
        return in;
    }

    /** @param path path below {@code /handbook} with its leading slash; empty or {@code null} for the index */
    Optional<HandbookPage> find(String path) {
        return Optional.ofNullable(byPath.get(path == null ? "" : path));
    }
}
