package city.pishkhan.gate.internal.contexts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A running context of a route file: what its endpoints can read although the text of the routes is valid. */
class RouteFileContextTest {
    private static final String SHEET =
            """
            <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">%s
            <xsl:template match="/"><r>%s</r></xsl:template></xsl:stylesheet>
            """;

    @TempDir
    Path etc;

    private Path folder;
    private Path secret;
    private RouteFileContext context;

    @BeforeEach
    void start() throws IOException {
        folder = Files.createDirectory(etc.resolve("routes"));
        secret = Files.writeString(etc.resolve("secret.xml"), "<s>hunter2</s>");
        context = new RouteFileContext(folder);
        context.restrict(Map.of("x", "value"));
        context.disableJMX();
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private String transform(String declarations, String content, String body) throws IOException {
        Files.writeString(folder.resolve("a.xsl"), SHEET.formatted(declarations, content));
        try (var template = context.createProducerTemplate()) {
            return template.requestBody("xslt:a.xsl", body, String.class);
        }
    }

    @Test
    void usesStylesheetOfFolder() throws IOException {
        Files.writeString(folder.resolve("b.xsl"), SHEET.formatted("", "").replace("match=\"/\"", "name=\"b\""));
        String result = transform("<xsl:include href=\"b.xsl\"/>", "<xsl:value-of select=\"/a\"/>", "<a>text</a>");
        assertTrue(result.contains("<r>text</r>"), result);
    }

    @Test
    void documentFunctionReadsNoFile() throws IOException {
        Files.writeString(folder.resolve("inside.xml"), "<s>hunter2</s>");
        for (String file : new String[] {secret.toUri().toString(), "../secret.xml", "inside.xml"}) {
            String call = "<xsl:value-of select=\"document('" + file + "')\"/>";
            assertReadsNothing("", call, "<a/>");
        }
    }

    @Test
    void includesNoStylesheetFromOutside() {
        assertThrows(
                ResolveEndpointFailedException.class,
                () -> transform("<xsl:include href=\"" + secret.toUri() + "\"/>", "", "<a/>"));
    }

    @Test
    void entityReadsNoFile() {
        String body = "<!DOCTYPE a [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]><a>&e;</a>";
        assertReadsNothing("", "<xsl:value-of select=\"/a\"/>", body);
    }

    @Test
    void stylesheetCallsNoMethod() {
        assertReadsNothing(
                "",
                "<xsl:value-of xmlns:s=\"http://xml.apache.org/xalan/java/java.lang.System\""
                        + " select=\"s:getProperty('user.home')\"/>",
                "<a/>");
    }

    private void assertReadsNothing(String declarations, String content, String body) {
        try {
            String result = transform(declarations, content, body);
            assertFalse(result.contains("hunter2"), result);
            assertFalse(result.contains(System.getProperty("user.home")), result);
        } catch (CamelExecutionException e) {
            // the transformation may also be refused, so that it reads nothing
            assertFalse(String.valueOf(e.getCause()).contains("hunter2"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void rejectsDocumentWithExternalDtd() throws IOException {
        Files.writeString(
                folder.resolve("a.xsd"),
                "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\"><xs:element name=\"a\" type=\"xs:integer\"/></xs:schema>");
        try (var template = context.createProducerTemplate()) {
            template.requestBody("validator:a.xsd", "<a>1</a>");
            String body = "<!DOCTYPE a [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]><a>&e;</a>";
            CamelExecutionException refused =
                    assertThrows(CamelExecutionException.class, () -> template.requestBody("validator:a.xsd", body));
            assertFalse(String.valueOf(refused.getCause()).contains("hunter2"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret.xml",
                "file:../secret.xml",
                "classpath:x",
                "http://127.0.0.1/x",
                "link.xsl",
                "/etc/passwd"
            })
    void findsNoResourceOutsideFolder(String name) throws IOException {
        Files.createSymbolicLink(folder.resolve("link.xsl"), secret);
        Files.writeString(folder.resolve("a.xsl"), "text");
        var loader = PluginHelper.getResourceLoader(context);
        assertFalse(loader.resolveResource(name).exists());
        assertThrows(IOException.class, () -> loader.resolveResource(name).getInputStream());
        try (InputStream in = loader.resolveResource("a.xsl").getInputStream()) {
            assertEquals("text", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void rulesApplyToEndpointNamedByMessage() {
        context.setAllowedComponents(Set.of("direct", "log"));
        context.getEndpoint("log:x?level=INFO");
        for (String uri : new String[] {
            "log:x?exchangeFormatter=#class:java.lang.Object", "file:" + etc, "language:simple:${sysenv.PATH}", "{{x}}"
        }) {
            assertThrows(ResolveEndpointFailedException.class, () -> context.getEndpoint(uri), uri);
        }
    }

    @Test
    void placeholderReadsOnlyProperties() {
        assertEquals("value", context.resolvePropertyPlaceholders("{{x}}"));
        assertEquals("none", context.resolvePropertyPlaceholders("{{PATH:none}}"));
        assertEquals("none", context.resolvePropertyPlaceholders("{{user.home:none}}"));
        assertThrows(RuntimeException.class, () -> context.resolvePropertyPlaceholders("{{env:PATH}}"));
        assertThrows(RuntimeException.class, () -> context.resolvePropertyPlaceholders("{{sys:user.home}}"));
    }
}
