package city.pishkhan.routes.visitor.internal;

/** Writes a page piece by piece; every text is escaped, every piece of another language stands by itself. */
final class HtmlPage {
    private final StringBuilder out = new StringBuilder();

    /** Markup of ours, as it is: also a sentence of the catalogue whose arguments are pieces like this one. */
    HtmlPage raw(String markup) {
        out.append(markup);
        return this;
    }

    HtmlPage text(String text) {
        out.append(VisitorPages.escaped(text));
        return this;
    }

    /** An element of ours with a text. @param open e.g. {@code td class="x"} */
    HtmlPage element(String open, String text) {
        return raw("<" + open + ">").text(text).raw("</" + open.split(" ", 2)[0] + ">");
    }

    /** A code, a hash, an expression: from left to right, whatever stands around it. */
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
