package city.pishkhan.routes.visitor.internal;

import city.pishkhan.html.HtmlTemplates;
import city.pishkhan.messages.Messages;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Creates the public pages from their templates, with a common style, navigation and language switch. */
final class PageFrame {
    private static final Messages MESSAGES = Messages.of(PageFrame.class);
    private static final HtmlTemplates TEMPLATES = new HtmlTemplates(PageFrame.class);

    private PageFrame() {}

    /**
     * Creates a page.
     * @param template file name of the template in this package, without its ending
     * @param here path of the page for the language switch, or {@code null} for a page that cannot be reached by a link
     * @param values values by the names that the template uses
     */
    static String render(String template, PageLanguage language, @Nullable String here, Map<String, ?> values) {
        Map<String, @Nullable Object> model = new HashMap<>(values);
        model.put("language", language);
        model.put("here", here);
        model.put("languageName", MESSAGES.text("frame.language"));
        return TEMPLATES.render(template + ".ftlh", language::of, model);
    }
}
