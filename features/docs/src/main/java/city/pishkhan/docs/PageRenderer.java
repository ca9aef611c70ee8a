package city.pishkhan.docs;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Renders a page with its navigation as HTML without scripts and inline styles. */
final class PageRenderer {

    /** File name of the stylesheet, which is in the same folder as the pages. */
    static final String STYLESHEET = "handbook.css";

    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());

    private final Parser parser = Parser.builder().extensions(EXTENSIONS).build();
    private final Collection<ParsedPage> all;

    /** @param all pages of the navigation in its order; pages may still be added before {@link #html} is called */
    PageRenderer(Collection<ParsedPage> all) {
        this.all = all;
    }

    Node parse(String markdown) {
        return parser.parse(markdown);
    }

    String html(ParsedPage page) {
        PageEntry entry = page.entry();
        String direction = entry.isRightToLeft() ? "rtl" : "ltr";
        return "<!DOCTYPE html>\n<html lang=\"" + entry.language() + "\" dir=\"" + direction + "\">\n<head>\n"
                + "<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<title>" + escaped(page.title()) + " · Pishkhan</title>\n"
                + "<link rel=\"stylesheet\" href=\"" + entry.hrefBelow(STYLESHEET) + "\">\n"
                + "</head>\n<body>\n" + navigation(page) + "<main>\n" + body(page) + "</main>\n</body>\n</html>\n";
    }

    private String navigation(ParsedPage page) {
        return "<nav lang=\"en\" dir=\"ltr\" aria-label=\"Handbook\">\n"
                + list(page, PageEntry.Audience.ANYBODY)
                + "<p>For operators, with a login:</p>\n"
                + list(page, PageEntry.Audience.OPERATOR)
                + "</nav>\n";
    }

    private String list(ParsedPage page, PageEntry.Audience audience) {
        StringBuilder items = new StringBuilder("<ul>\n");
        all.stream()
                .filter(other ->
                        other.entry().audience() == audience && other.entry().isListed())
                .forEach(other -> items.append("<li><a href=\"")
                        .append(page.entry().hrefTo(other.entry()))
                        .append(other == page ? "\" aria-current=\"page" : "")
                        .append("\" lang=\"")
                        .append(other.entry().language())
                        .append("\" dir=\"auto\">")
                        .append(escaped(other.title()))
                        .append("</a></li>\n"));
        return items.append("</ul>\n").toString();
    }

    /** Renders the document; its links were already checked by {@link LinkCheck}. */
    private static String body(ParsedPage page) {
        return HtmlRenderer.builder()
                .extensions(EXTENSIONS)
                .escapeHtml(true)
                .attributeProviderFactory(context -> (node, tag, attributes) -> {
                    page.anchor(node).ifPresent(anchor -> attributes.put("id", anchor));
                    direction(node).ifPresent(direction -> attributes.put("dir", direction));
                })
                .build()
                .render(page.document());
    }

    /**
     * Returns the text direction of a block. A page can mix English and Persian, so the first letter of each block decides; code is always
     * left-to-right.
     */
    private static Optional<String> direction(Node node) {
        if (node instanceof Code || node instanceof FencedCodeBlock || node instanceof IndentedCodeBlock) {
            return Optional.of("ltr");
        }
        // a list item that contains paragraphs gets no direction, because its paragraphs have their own
        boolean tight = node instanceof ListItem && node.getParent() instanceof ListBlock list && list.isTight();
        boolean block = node instanceof Heading || node instanceof Paragraph || node instanceof TableCell;
        return tight || block ? Optional.of("auto") : Optional.empty();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
