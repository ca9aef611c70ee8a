package city.pishkhan.payments.internal.gateways;

import city.pishkhan.messages.Messages;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gateways of each service, the preferred one first.
 *
 * @param services names of gateways by service code; {@code *} for all other services
 */
public record GatewayPreferences(Map<String, List<String>> services) {
    private static final Messages MESSAGES = Messages.of(GatewayPreferences.class);

    private static final String OTHERS = "*";
    private static final Pattern SERVICE = Pattern.compile("\\*|[a-z0-9-]{1,64}");
    private static final Pattern GATEWAY = Pattern.compile("[a-z0-9-]{1,32}");

    /**
     * Parses a text like {@code building-permit:mellat,saman;*:saman}.
     *
     * @throws IllegalArgumentException if the text is malformed, has an entry twice, or has no entry for {@code *}
     */
    public static GatewayPreferences of(String text) {
        Map<String, List<String>> services = new LinkedHashMap<>();
        for (String entry : text.split(";")) {
            String[] parts = entry.strip().split(":", -1);
            String service = parts[0].strip();
            List<String> gateways = parts.length != 2
                    ? List.of()
                    : Arrays.stream(parts[1].split(",", -1)).map(String::strip).toList();
            boolean sound = SERVICE.matcher(service).matches()
                    && !gateways.isEmpty()
                    && gateways.stream().allMatch(name -> GATEWAY.matcher(name).matches())
                    && gateways.stream().distinct().count() == gateways.size();
            if (!sound || services.put(service, gateways) != null) {
                throw new IllegalArgumentException(MESSAGES.bilingual("gateway-preferences.shape", entry.strip()));
            }
        }
        if (!services.containsKey(OTHERS)) {
            throw new IllegalArgumentException(MESSAGES.bilingual("gateway-preferences.others"));
        }
        return new GatewayPreferences(services);
    }

    /**
     * Returns the gateways of a service.
     *
     * @param service code of the service, or {@code null} if it was not recorded
     */
    public List<String> gateways(@Nullable String service) {
        return Objects.requireNonNull(services.getOrDefault(service == null ? OTHERS : service, services.get(OTHERS)));
    }

    /** Returns {@code true} if any service uses the gateway. */
    public boolean isUsed(String gateway) {
        return services.values().stream().anyMatch(gateways -> gateways.contains(gateway));
    }
}
