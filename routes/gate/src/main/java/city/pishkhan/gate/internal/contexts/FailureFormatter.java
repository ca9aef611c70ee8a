package city.pishkhan.gate.internal.contexts;

import city.pishkhan.spi.PartnerText;
import java.util.Map;

/**
 * Formats the failure of a start for the console, the journal and the deployment history. Camel's messages quote endpoint URIs; query
 * strings, user information in addresses and property values are removed.
 */
public final class FailureFormatter {
    private static final int SHORTEST_SECRET = 3;

    private FailureFormatter() {}

    /** @param properties properties whose values must not appear in the message */
    public static String format(Throwable failure, Map<String, String> properties) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = String.valueOf(root.getMessage());
        for (Map.Entry<String, String> property : properties.entrySet()) {
            if (property.getValue().length() >= SHORTEST_SECRET) {
                message = message.replace(property.getValue(), "{{" + property.getKey() + "}}");
            }
        }
        message = message.replaceAll("//[^/@\\s]{1,200}@", "//…@")
                .replaceAll("\\?[^\\s\\])}\"']{1,1000}", "?…")
                .replaceAll("=(?![\\[{(])[^\\s&,\\])}]{1,1000}", "=…");
        return root.getClass().getSimpleName() + ": " + PartnerText.sanitize(message);
    }
}
