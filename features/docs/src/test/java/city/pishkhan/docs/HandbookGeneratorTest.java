package city.pishkhan.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandbookGeneratorTest {

    @TempDir
    Path folder;

    private Path out;

    @BeforeEach
    void book() throws IOException {
        out = folder.resolve("out");
        contents("index anybody en", "doors operator en");
        page("index", "# Handbook\n\nRead of the [doors](doors.md), or of [one](doors.md#the-back-door).\n");
        page("doors", "# Doors\n\nBack to the [beginning](index.md).\n\n## The back door\n\n[Above](#doors)\n");
    }

    private void contents(String... lines) throws IOException {
        Files.write(folder.resolve("contents.txt"), List.of(lines));
    }

    private void page(String name, String markdown) throws IOException {
        Files.writeString(folder.resolve(name + ".md"), markdown);
    }

    private void picture(String name) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("pictures")).resolve(name), name);
    }

    private void generate() throws IOException {
        HandbookGenerator.main(folder.toString(), out.toString());
    }

    /** Returns the page's HTML after its navigation. */
    private String body(String name) throws IOException {
        generate();
        String html = Files.readString(out.resolve(name + ".html"));
        return html.substring(html.indexOf("<main>"));
    }

    private String generateAndGetError() {
        return assertThrows(IllegalArgumentException.class, this::generate).getMessage();
    }

    @Test
    void convertsLinksBetweenPages() throws IOException {
        String index = body("index");
        assertTrue(index.contains("href=\"handbook/doors\""), index);
        assertTrue(index.contains("href=\"handbook/doors#the-back-door\""), index);
        String doors = body("doors");
        assertTrue(doors.contains("href=\"../handbook\""), doors);
        assertTrue(doors.contains("href=\"#doors\""), doors);
        assertTrue(doors.contains("<h2 id=\"the-back-door\" dir=\"auto\">"), doors);
    }

    @Test
    void navigationListsPagesAndPropertiesListTheirReaders() throws IOException {
        generate();
        String html = Files.readString(out.resolve("doors.html"));
        String navigation = html.substring(0, html.indexOf("<main>"));
        assertTrue(navigation.contains("<a href=\"../handbook\" lang=\"en\" dir=\"auto\">Handbook</a>"), navigation);
        assertTrue(navigation.contains("aria-current=\"page\" lang=\"en\" dir=\"auto\">Doors</a>"), navigation);
        assertTrue(navigation.contains("<title>Doors · Pishkhan</title>"), navigation);
        assertTrue(navigation.contains("<link rel=\"stylesheet\" href=\"handbook.css\">"), navigation);
        assertEquals("index=anybody\ndoors=operator\n", Files.readString(out.resolve("pages.properties")));
        assertTrue(Files.size(out.resolve("handbook.css")) > 0);
    }

    @Test
    void rejectsBrokenLinks() throws IOException {
        page(
                "doors",
                "# Doors\n\n[a](gone.md) [b](index.md#gone) [c](#gone) [d](../pom.xml) [e](javascript:alert(1))\n");
        String refusal = generateAndGetError();
        for (String link : List.of("gone.md", "index.md#gone", "#gone", "../pom.xml", "javascript:alert(1)")) {
            assertTrue(refusal.contains("doors.md: " + link), refusal);
        }
        assertTrue(refusal.contains("index.md: doors.md#the-back-door"), "its heading has gone: " + refusal);
        assertTrue(Files.notExists(out), "nothing is written of a book with a broken link");
    }

    @Test
    void copiesThePicturesOfPages() throws IOException {
        picture("map.webp");
        picture("plan.svg");
        picture("unused.webp");
        page("index", "# Handbook\n\n![A map](pictures/map.webp)\n");
        page("doors", "# Doors\n\n## The back door\n\n![A *plan*](pictures/plan.svg)\n");
        assertTrue(body("index").contains("<img src=\"handbook/pictures/map.webp\" alt=\"A map\""), body("index"));
        assertTrue(body("doors").contains("<img src=\"pictures/plan.svg\" alt=\"A plan\""), body("doors"));
        assertEquals("map.webp\nplan.svg\n", Files.readString(out.resolve("pictures.txt")));
        assertEquals("map.webp", Files.readString(out.resolve("pictures/map.webp")));
        assertTrue(Files.notExists(out.resolve("pictures/unused.webp")));
        page("index", "# Handbook\n");
        generate();
        assertTrue(Files.notExists(out.resolve("pictures/map.webp")), "a picture of an earlier build");
    }

    @Test
    void rejectsPicturesFromOtherPlaces() throws IOException {
        picture("map.png");
        Files.writeString(folder.resolve("map.svg"), "");
        for (String place : List.of(
                "https://pictures.example/map.svg",
                "data:image/svg+xml,x",
                "pictures/map.png",
                "map.svg",
                "pictures/../map.svg",
                "pictures/gone.svg")) {
            page("index", "# Handbook\n\n![map](" + place + ")\n");
            assertTrue(generateAndGetError().contains("index.md: " + place), place);
        }
    }

    @Test
    void refusesPicturesWithoutAnAlternativeText() throws IOException {
        picture("map.webp");
        page("index", "# Handbook\n\n![ ](pictures/map.webp)\n");
        assertTrue(generateAndGetError().contains("index.md: pictures/map.webp has no alternative text"));
    }

    @Test
    void keepsLinksToOtherSites() throws IOException {
        page("index", "# Handbook\n\n[RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)\n");
        assertTrue(body("index").contains("<a href=\"https://www.rfc-editor.org/rfc/rfc9457\">RFC 9457</a>"));
    }

    @Test
    void convertsTables() throws IOException {
        page("index", "# Handbook\n\n| Word | Persian |\n|---|---|\n| case | پرونده |\n| `a\\|b` | x |\n");
        String html = body("index");
        assertTrue(html.contains("<th dir=\"auto\">Persian</th>"), html);
        assertTrue(html.contains("<td dir=\"auto\">پرونده</td>"), html);
        assertTrue(html.contains("<code dir=\"ltr\">a|b</code>"), html);
    }

    @Test
    void escapesHtml() throws IOException {
        page("index", "# A <b> & \"c\"\n\n<script>alert(1)</script>\n\nIn <i onclick=\"x()\">it</i>, `<u>`.\n");
        generate();
        String html = Files.readString(out.resolve("index.html"));
        assertFalse(html.contains("<script") || html.contains("<i ") || html.contains("<b>"), html);
        assertTrue(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), html);
        assertTrue(html.contains("<code dir=\"ltr\">&lt;u&gt;</code>"), html);
    }

    @Test
    void setsTextDirectionOfEveryBlock() throws IOException {
        contents("index anybody fa", "doors operator en");
        page("index", "# راهنما\n\nبند\n\n- یک\n- دو\n\n```\na\n```\n");
        generate();
        String html = Files.readString(out.resolve("index.html"));
        assertTrue(html.contains("<html lang=\"fa\" dir=\"rtl\">"), html);
        assertTrue(html.contains("<p dir=\"auto\">بند</p>"), html);
        assertTrue(html.contains("<li dir=\"auto\">یک</li>"), html);
        assertTrue(html.contains("<pre dir=\"ltr\">"), html);
        assertTrue(html.contains("<h1 id=\"راهنما\" dir=\"auto\">راهنما</h1>"), html);
    }

    @Test
    void pagesContainNoInlineStylesOrScripts() throws IOException {
        generate();
        String html = Files.readString(out.resolve("doors.html"));
        assertFalse(html.contains("<style") || html.contains(" style=") || html.contains("<script"), html);
    }

    @Test
    void requiresExactlyOneContentsLinePerPage() throws IOException {
        page("secret", "# Secret\n");
        assertTrue(generateAndGetError().contains("no line for [secret.md]"), "nobody decided who may read it");
        contents("index anybody en", "doors operator en", "secret operator en", "gone anybody en");
        assertTrue(generateAndGetError().contains("there is no gone.md"));
        contents("index anybody en", "doors operator en", "secret operator en", "doors anybody en");
        assertTrue(generateAndGetError().contains("twice: doors"));
        contents("index anybody en", "doors everybody en", "secret operator en");
        assertTrue(generateAndGetError().contains("EVERYBODY"));
        contents("index anybody en", "../doors operator en", "secret operator en");
        assertTrue(generateAndGetError().contains("../doors"));
    }

    @Test
    void omitsSubfolderPagesFromNavigation() throws IOException {
        Files.createDirectories(folder.resolve("decisions"));
        page("decisions/0001-gate", "# One gate\n\nSee [doors](../doors.md).\n");
        assertTrue(generateAndGetError().contains("no line for [decisions/0001-gate.md]"));
        contents("index anybody en", "doors operator en", "decision-gate anybody en decisions/0001-gate.md");
        page("index", "# Handbook\n\n[One gate](decisions/0001-gate.md), [doors](doors.md#the-back-door)\n");
        assertTrue(body("index").contains("href=\"handbook/decision-gate\""));
        assertTrue(body("decision-gate").contains("href=\"doors\""));
        String html = Files.readString(out.resolve("decision-gate.html"));
        String navigation = html.substring(0, html.indexOf("<main>"));
        assertTrue(navigation.contains(">Doors</a>"), navigation);
        assertFalse(navigation.contains(">One gate</a>"), navigation);
    }

    @Test
    void requiresTitle() throws IOException {
        page("doors", "Doors\n\n## The back door\n");
        assertTrue(generateAndGetError().contains("doors.md begins without a title"));
    }

    @Test
    void deletesRemovedPages() throws IOException {
        generate();
        contents("index anybody en");
        Files.delete(folder.resolve("doors.md"));
        page("index", "# Handbook\n");
        generate();
        assertTrue(Files.notExists(out.resolve("doors.html")));
    }
}
