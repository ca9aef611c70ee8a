package city.pishkhan.routes.visitor.internal;

import city.pishkhan.messages.Messages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the pages for everybody have in common: look, font and the way to one another. */
final class PageFrame {
    private static final Messages MESSAGES = Messages.of(PageFrame.class);
    private static final List<String> PAGES = List.of("my", "track", "verify", "complaints", "rules");

    private PageFrame() {}

    /** A template of this package, with everything in it that is no page's own. */
    static String template(String name) throws IOException {
        return text(name)
                .replace("{{style}}", text("style.css").stripTrailing())
                .replace("{{bar}}", bar());
    }

    private static String bar() {
        HtmlPage bar = new HtmlPage().raw("<header class=\"bar\"><nav>");
        PAGES.forEach(page -> bar.link("/" + page, MESSAGES.persian("frame." + page)));
        return bar.raw("</nav></header>").toString();
    }

    private static String text(String name) throws IOException {
        try (var in = PageFrame.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
