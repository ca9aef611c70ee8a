package city.pishkhan.payments.internal.gateways;

import city.pishkhan.messages.Messages;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Through which gateways each service's payments go, the preferred one first.
 *
 * @param services names of gateways by the service's code, {@code *} for services that are not named
 */
public record GatewayPreferences(Map<String, List<String>> services) {
    private static final Messages MESSAGES = Messages.of(GatewayPreferences.class);

    private static final String OTHERS = "*";
    private static final Pattern SERVICE = Pattern.compile("\\*|[a-z0-9-]{1,64}");
    private static final Pattern GATEWAY = Pattern.compile("[a-z0-9-]{1,32}");

    /**
     * Reads {@code building-permit:mellat,saman;*:saman}.
     *
     * @throws IllegalArgumentException if it says something else, says it twice or nothing of other services
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
                throw new IllegalArgumentException(MESSAGES.both("gateway-preferences.shape", entry.strip()));
            }
        }
        if (!services.containsKey(OTHERS)) {
            throw new IllegalArgumentException(MESSAGES.both("gateway-preferences.others"));
        }
        return new GatewayPreferences(services);
    }

    /** @param service {@code null} where nobody recorded it */
    public List<String> gateways(String service) {
        return services.getOrDefault(service == null ? OTHERS : service, services.get(OTHERS));
    }

    /** Whether any service's payments go through it. */
    public boolean names(String gateway) {
        return services.values().stream().anyMatch(gateways -> gateways.contains(gateway));
    }
}
