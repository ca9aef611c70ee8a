package city.pishkhan.routes.visitor.internal;

import city.pishkhan.messages.Messages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the pages for everybody have in common: look, font, the way to one another, and the switch of their language. */
final class PageFrame {
    private static final Messages MESSAGES = Messages.of(PageFrame.class);
    private static final List<String> PAGES = List.of("my", "track", "verify", "complaints", "rules");

    private final String template;

    /** @param name of a template of this package */
    PageFrame(String name) throws IOException {
        template = text(name).replace("{{style}}", text("style.css").stripTrailing());
    }

    /**
     * The template with everything in it that is no page's own.
     *
     * @param here path of the page, where it is one that can be gone to; {@code null} else: then its language is not switched
     */
    String around(PageLanguage language, String here) {
        return template.replace("{{lang}}", language.code())
                .replace("{{dir}}", language.direction())
                .replace("{{bar}}", bar(language, here));
    }

    private static String bar(PageLanguage language, String here) {
        HtmlPage bar = new HtmlPage().raw("<header class=\"bar\"><nav>");
        PAGES.forEach(page -> bar.link(
                page.equals("my") ? language.explicit("/my") : language.path("/" + page),
                language.of(MESSAGES.text("frame." + page))));
        if (here != null) {
            PageLanguage other = language.other();
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
