package city.pishkhan.routes.visitor.internal;

/** Builder of an HTML page. It escapes all text. */
final class HtmlPage {
    private final StringBuilder out = new StringBuilder();

    /** Appends trusted markup without escaping, for example a message whose arguments are already markup. */
    HtmlPage raw(String markup) {
        out.append(markup);
        return this;
    }

    HtmlPage text(String text) {
        out.append(VisitorPages.escaped(text));
        return this;
    }

    /**
     * Appends an element with text.
     *
     * @param open element name with attributes, e.g. {@code td class="x"}
     */
    HtmlPage element(String open, String text) {
        return raw("<" + open + ">").text(text).raw("</" + open.split(" ", 2)[0] + ">");
    }

    /** Appends a code, hash or expression with left-to-right direction. */
    HtmlPage code(String code) {
        return element("code dir=\"ltr\"", code);
    }

    HtmlPage link(String href, String text) {
        return raw("<a href=\"").text(href).raw("\">").text(text).raw("</a>");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
