package city.pishkhan.routes.visitor.internal;

import city.pishkhan.messages.Messages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Common frame of the public pages: style, font, navigation and language switch. */
final class PageFrame {
    private static final Messages MESSAGES = Messages.of(PageFrame.class);
    private static final List<String> PAGES = List.of("my", "track", "verify", "complaints", "rules");

    private final String template;

    /** @param name name of a template in this package */
    PageFrame(String name) throws IOException {
        template = text(name).replace("{{style}}", text("style.css").stripTrailing());
    }

    /**
     * Returns the template with all common parts filled in.
     * @param here path of the page for the language switch, or {@code null} for a page that cannot be reached by a link
     */
    String render(PageLanguage language, @Nullable String here) {
        return template.replace("{{lang}}", language.code())
                .replace("{{dir}}", language.direction())
                .replace("{{bar}}", bar(language, here));
    }

    private static String bar(PageLanguage language, @Nullable String here) {
        HtmlPage bar = new HtmlPage()
                .raw("<a class=\"visually-hidden-focusable skip\" href=\"#content\">")
                .text(language.of(MESSAGES.text("frame.skip")))
                .raw("</a><header class=\"bar\"><nav>");
        PAGES.forEach(page -> bar.link(
                page.equals("my") ? language.explicit("/my") : language.path("/" + page),
                language.of(MESSAGES.text("frame." + page))));
        if (here != null) {
            PageLanguage other = language.otherLanguage();
            bar.raw("<a class=\"language\" lang=\"" + other.code() + "\" hreflang=\"" + other.code() + "\" href=\"")
                    .text(other.path(here))
                    .raw("\">")
                    .text(other.of(MESSAGES.text("frame.language")))
                    .raw("</a>");
        }
        return bar.raw("</nav></header>").toString();
    }

    private static String text(String name) throws IOException {
        try (var in = PageFrame.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
