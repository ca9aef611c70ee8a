package city.pishkhan.routes.visitor.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Faults of a form without scripts: each is shown at its field, and the first such field gets the focus when the page is loaded.
 */
final class FormFaults {
    private final Map<String, String> byField = new LinkedHashMap<>();

    static FormFaults none() {
        return new FormFaults();
    }

    /** @param message in the page's language */
    FormFaults with(String field, String message) {
        byField.putIfAbsent(field, message);
        return this;
    }

    boolean has(String field) {
        return byField.containsKey(field);
    }

    boolean isEmpty() {
        return byField.isEmpty();
    }

    /** Appends the fault of a field; the field's attributes refer to it. */
    HtmlPage appendTo(String field, HtmlPage html) {
        return has(field)
                ? html.raw("<span class=\"fault\" id=\"" + field + "-fault\">")
                        .text(Objects.requireNonNull(byField.get(field)))
                        .raw("</span>")
                : html;
    }

    /** Attributes of a field, beginning with a space; empty if the field has no fault. */
    String attributes(String field) {
        if (!has(field)) {
            return "";
        }
        boolean first = byField.keySet().iterator().next().equals(field);
        return " aria-invalid=\"true\" aria-describedby=\"" + field + "-fault\"" + (first ? " autofocus" : "");
    }

    /** Appends all faults with links to their fields. */
    HtmlPage summary(HtmlPage html) {
        html.raw("<div class=\"faults\" role=\"alert\"><ul>");
        byField.forEach(
                (field, message) -> html.raw("<li>").link("#" + field, message).raw("</li>"));
        return html.raw("</ul></div>");
    }
}
