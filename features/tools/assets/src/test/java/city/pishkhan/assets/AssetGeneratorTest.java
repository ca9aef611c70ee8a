package city.pishkhan.assets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssetGeneratorTest {
    private static final Pattern MAP = Pattern.compile("<script type=\"importmap\">(.*?)</script>");

    @TempDir
    Path folder;

    private Path from;
    private Path to;

    @BeforeEach
    void write() throws IOException {
        from = Files.createDirectories(folder.resolve("from/parts")).getParent();
        to = folder.resolve("to");
        Files.writeString(
                from.resolve("index.html"),
                "<link href=\"{{asset:a.css}}\"><script type=\"importmap\">{{importmap}}</script><script src=\"{{asset:main.js}}\"></script>");
        Files.writeString(
                from.resolve("vendor.txt"),
                "# others\nothers/this.bin  city/pishkhan/assets/Digest.class  digest\nothers/old.js old.js old Old\n");
        Files.writeString(from.resolve("main.js"), "import './parts/one.js';\n//# sourceMappingURL=main.js.map\n");
        Files.writeString(from.resolve("parts/one.js"), "export const one = 1;\n");
        Files.writeString(
                from.resolve("a.css"),
                "a{background:url(\"data:image/svg+xml,%3csvg fill='%23fff'/%3e\")}b{src:url(f.txt)}");
        Files.writeString(from.resolve("f.txt"), "f");
    }

    private String generated() throws IOException {
        new AssetGenerator("console/assets/").generate(from, to);
        return Files.readString(to.resolve("index.html"));
    }

    private List<String> names() throws IOException {
        return Files.readAllLines(to.resolve("assets.txt"));
    }

    private String asset(String start, String end) throws IOException {
        String name = names().stream()
                .filter(n -> n.startsWith(start) && n.endsWith(end))
                .findFirst()
                .orElseThrow();
        return Files.readString(to.resolve("assets").resolve(name));
    }

    @Test
    void scriptsImportEachOtherThroughHashedImportMap() throws Exception {
        Matcher map = MAP.matcher(generated());
        assertTrue(map.find());
        assertTrue(
                map.group(1).contains("\"./console/assets/parts/one.js\":\"./console/assets/parts/one."), map.group(1));
        assertTrue(map.group(1).contains("\"digest\":\"./console/assets/others/this."), map.group(1));
        assertEquals(
                "sha256-" + Base64.getEncoder().encodeToString(Digest.sha256(map.group(1))),
                Files.readString(to.resolve("scripts.txt")));
        assertFalse(asset("main", ".js").contains("sourceMappingURL"));
    }

    @Test
    void extractsStyleSheetImagesToFiles() throws Exception {
        generated();
        String style = asset("a.", ".css");
        assertFalse(style.contains("data:"), style);
        assertTrue(style.contains("url(image-") && style.contains("url(f."), style);
        assertEquals("<svg fill='#fff'/>", asset("image-", ".svg"));
    }

    @Test
    void wrapsNonModuleScriptAsModule() throws Exception {
        assertTrue(generated().contains("\"old\":\"./console/assets/others/old."));
        assertEquals(
                "export default (function () {\nfunction Old() {}\n(function (page) { page.old = Old; }(this));\n\nreturn Old;\n}).call(globalThis);\n",
                asset("others/old", ".js"));
    }

    @Test
    void assetNameChangesWithContent() throws Exception {
        String before = generated();
        assertEquals(before, generated());
        Files.writeString(from.resolve("parts/one.js"), "export const one = 2;\n");
        String after = generated();
        assertFalse(before.equals(after));
    }

    @Test
    void missingFileFailsBuild() throws Exception {
        Files.writeString(from.resolve("vendor.txt"), "x nowhere/x.js\n");
        assertThrows(IOException.class, this::generated);
        Files.writeString(from.resolve("vendor.txt"), "");
        Files.writeString(from.resolve("a.css"), "a{src:url(nowhere.woff2)}");
        assertThrows(IllegalStateException.class, this::generated);
    }
}
