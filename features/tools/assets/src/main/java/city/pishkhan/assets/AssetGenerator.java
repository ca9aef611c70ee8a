package city.pishkhan.assets;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Build-time generator of static web assets. Files get names that contain a hash of their content, so that browsers can cache them
 * indefinitely. Each page gets an import map, by which its scripts find each other. The output is the same for the same input.
 *
 * <p>Arguments: the source folder with pages ({@code index.html} …), {@code vendor.txt} and own files; the target folder; and the
 * assets' address. Each line of {@code vendor.txt} describes a third-party file: its path below the assets, its resource on the class
 * path and, optionally, the module name under which scripts import it. A script that is not a module also needs the name of the
 * global variable that it sets; this variable becomes the default export. Third-party style sheets are reduced to what pages use.
 */
public final class AssetGenerator {
    private static final Pattern DATA_IMAGE = Pattern.compile("url\\((['\"])data:image/svg\\+xml,(.*?)\\1\\)");
    private static final Pattern URL = Pattern.compile("url\\((['\"]?)(?!data:|#)([^'\")]+)\\1\\)");
    private static final Pattern SOURCE_MAP = Pattern.compile("(?m)^(//|/\\*)# sourceMappingURL=.*$\\R?");
    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z]+)(?::([^}]+))?}}");
    private static final int MODULE = 3;
    private static final String VENDOR = "vendor.txt";
    private static final String PAGE = ".html";

    /** Address of the assets relative to the page, whose own address is {@code /console}, without a trailing slash. */
    private final String base;

    private final Map<String, byte[]> files = new TreeMap<>();
    private final Map<String, String> pages = new TreeMap<>();
    private final Map<String, String> modules = new TreeMap<>();
    private final Map<String, String> names = new TreeMap<>();

    AssetGenerator(String base) {
        this.base = base;
    }

    /** @param args source folder, target folder, and the assets' address relative to the page, e.g. {@code console/assets/} */
    public static void main(String[] args) throws IOException {
        new AssetGenerator(args[2]).generate(Path.of(args[0]), Path.of(args[1]));
    }

    void generate(Path from, Path to) throws IOException {
        read(from);
        StyleReduction reduction = new StyleReduction(Stream.concat(
                        pages.values().stream(),
                        files.keySet().stream()
                                .filter(name -> name.endsWith(".js"))
                                .map(this::text))
                .collect(Collectors.joining("\n")));
        vendor(reduction, Files.readAllLines(from.resolve(VENDOR)));
        extractImages();
        clear(to);
        Path assets = Files.createDirectories(to.resolve("assets"));
        // style sheets come last, because the hash of a style sheet covers the hashed names that it refers to
        Stream.of(false, true)
                .flatMap(style -> List.copyOf(files.keySet()).stream().filter(name -> name.endsWith(".css") == style))
                .forEach(this::assignHashedName);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            write(assets.resolve(names.get(file.getKey())), file.getValue());
        }
        String map = importMap();
        for (Map.Entry<String, String> page : pages.entrySet()) {
            write(to.resolve(page.getKey()), bytes(page(page.getKey(), page.getValue(), map)));
        }
        Files.writeString(
                to.resolve("scripts.txt"), "sha256-" + Base64.getEncoder().encodeToString(Digest.sha256(map)));
        Files.writeString(
                to.resolve("assets.txt"), names.values().stream().sorted().collect(Collectors.joining("\n", "", "\n")));
    }

    /** Deletes the output of earlier builds; otherwise files with old hashes would be packaged although no page uses them. */
    private static void clear(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private void read(Path from) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                String name = from.relativize(path).toString().replace('\\', '/');
                if (name.endsWith(PAGE)) {
                    pages.put(name, Files.readString(path));
                } else if (!name.equals(VENDOR)) {
                    files.put(name, Files.readAllBytes(path));
                }
            }
        }
    }

    private void vendor(StyleReduction reduction, List<String> lines) throws IOException {
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] words = line.strip().split("\\s+");
            try (InputStream in = AssetGenerator.class.getClassLoader().getResourceAsStream(words[1])) {
                if (in == null) {
                    throw new IOException("No " + words[1] + " on the class path; " + VENDOR + " names it");
                }
                byte[] content = in.readAllBytes();
                files.put(
                        words[0],
                        words.length > MODULE
                                ? module(content, words[MODULE])
                                : words[0].endsWith(".css")
                                        ? bytes(reduction.reduce(new String(content, StandardCharsets.UTF_8)))
                                        : content);
            }
            if (words.length > 2) {
                modules.put(words[2], words[0]);
            }
        }
    }

    /** Wraps a classic script as a module; the script expects to run with the global object as {@code this}. */
    private static byte[] module(byte[] script, String variable) {
        return bytes("export default (function () {\n" + new String(script, StandardCharsets.UTF_8) + "\nreturn "
                + variable + ";\n}).call(globalThis);\n");
    }

    /** Moves data-URL images in style sheets to files, because the content security policy does not allow data URLs. */
    private void extractImages() {
        for (String name : List.copyOf(files.keySet())) {
            if (name.endsWith(".css")) {
                files.put(name, bytes(DATA_IMAGE.matcher(text(name)).replaceAll(image -> {
                    byte[] svg = bytes(unescaped(image.group(2)));
                    String file = "image-" + Digest.hex(svg).substring(0, 8) + ".svg";
                    files.put(file, svg);
                    return Matcher.quoteReplacement("url(" + relativePrefix(name) + file + ")");
                })));
            }
        }
    }

    private static String unescaped(String address) {
        return java.net.URLDecoder.decode(address.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String relativePrefix(String name) {
        return "../".repeat((int) name.chars().filter(c -> c == '/').count());
    }

    private void assignHashedName(String name) {
        if (name.endsWith(".css")) {
            files.put(name, bytes(URL.matcher(text(name)).replaceAll(found -> {
                String target = Path.of(name)
                        .resolveSibling(found.group(2))
                        .normalize()
                        .toString()
                        .replace('\\', '/');
                String known = names.get(target);
                if (known == null) {
                    throw new IllegalStateException(name + " names " + found.group(2) + ", which is not there");
                }
                return Matcher.quoteReplacement("url(" + relativePrefix(name) + known + ")");
            })));
        }
        if (name.endsWith(".css") || name.endsWith(".js")) {
            files.put(name, bytes(SOURCE_MAP.matcher(text(name)).replaceAll("")));
        }
        int dot = name.lastIndexOf('.');
        names.put(
                name,
                name.substring(0, dot) + "." + Digest.hex(files.get(name)).substring(0, 12) + name.substring(dot));
    }

    /**
     * Returns the import map, which maps the plain names of scripts and the module names of third-party scripts to
     * hashed file names.
     */
    private String importMap() {
        Map<String, String> imports = new TreeMap<>();
        names.forEach((name, called) -> {
            if (name.endsWith(".js")) {
                imports.put("./" + base + name, "./" + base + called);
            }
        });
        modules.forEach((module, name) -> imports.put(module, "./" + base + names.get(name)));
        return imports.entrySet().stream()
                .map(e -> "\"" + e.getKey() + "\":\"" + e.getValue() + "\"")
                .collect(Collectors.joining(",", "{\"imports\":{", "}}"));
    }

    private String page(String name, String template, String map) {
        return PLACE.matcher(template)
                .replaceAll(place -> Matcher.quoteReplacement(
                        switch (place.group(1)) {
                            case "importmap" -> map;
                            case "asset" -> base + hashedName(name, place.group(2));
                            default -> throw new IllegalStateException(name + " requires " + place.group());
                        }));
    }

    private String hashedName(String page, String name) {
        if (!names.containsKey(name)) {
            throw new IllegalStateException(page + " names " + name + ", which is not there");
        }
        return names.get(name);
    }

    /** Writes a file, and a gzip copy of it if the copy is smaller. */
    private static void write(Path path, byte[] content) throws IOException {
        Files.createDirectories(path.getParent());
        Files.write(path, content);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            out.write(content);
        }
        if (packed.size() < content.length) {
            Files.write(path.resolveSibling(path.getFileName() + ".gz"), packed.toByteArray());
        }
    }

    private String text(String name) {
        return new String(files.get(name), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
