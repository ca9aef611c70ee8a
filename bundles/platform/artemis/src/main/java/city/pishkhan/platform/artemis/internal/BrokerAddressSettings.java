package city.pishkhan.platform.artemis.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/**
 * Address settings that the hub needs on any broker. The embedded broker has them built in; an external one gets them from
 * {@code etc/broker/address-settings.xml}.
 */
final class BrokerAddressSettings {
    static final String DEAD = "dead";
    /**
     * Addresses whose messages are redelivered without limit, because the hub's deadlines end the attempts, not the
     * broker.
     */
    static final List<String> FAMILIES = List.of("inquiry.#", "notice.#", "work.#");

    static final int DUPLICATES_REMEMBERED = 20_000;

    private static final int NEVER_GIVE_UP = -1;
    private static final long FIRST_REDELIVERY_MILLIS = 1_000;
    private static final long LAST_REDELIVERY_MILLIS = 300_000;
    private static final long PAGE_FROM_BYTES = 20L << 20;

    /** Settings that must be the same at the broker and in {@link #repeated}, by their names in {@code broker.xml}. */
    private static final Map<String, Function<AddressSettings, Object>> COMPARED = new LinkedHashMap<>();

    static {
        COMPARED.put("dead-letter-address", AddressSettings::getDeadLetterAddress);
        COMPARED.put("expiry-address", AddressSettings::getExpiryAddress);
        COMPARED.put("expiry-delay", AddressSettings::getExpiryDelay);
        COMPARED.put("max-delivery-attempts", AddressSettings::getMaxDeliveryAttempts);
        COMPARED.put("redelivery-delay", AddressSettings::getRedeliveryDelay);
        COMPARED.put("redelivery-delay-multiplier", AddressSettings::getRedeliveryMultiplier);
        COMPARED.put("max-redelivery-delay", AddressSettings::getMaxRedeliveryDelay);
        COMPARED.put("address-full-policy", AddressSettings::getAddressFullMessagePolicy);
        COMPARED.put("auto-delete-queues", AddressSettings::isAutoDeleteQueues);
        COMPARED.put("auto-delete-addresses", AddressSettings::isAutoDeleteAddresses);
        COMPARED.put("default-queue-routing-type", AddressSettings::getDefaultQueueRoutingType);
        COMPARED.put("default-address-routing-type", AddressSettings::getDefaultAddressRoutingType);
        COMPARED.put("id-cache-size", AddressSettings::getIDCacheSize);
    }

    private BrokerAddressSettings() {}

    /** Settings of every address. */
    static AddressSettings durable() {
        return new AddressSettings()
                .setDeadLetterAddress(SimpleString.of(DEAD))
                .setExpiryAddress(SimpleString.of("expired"))
                .setDefaultAddressRoutingType(RoutingType.ANYCAST)
                .setDefaultQueueRoutingType(RoutingType.ANYCAST)
                .setIDCacheSize(DUPLICATES_REMEMBERED)
                .setAutoDeleteQueues(false)
                .setAutoDeleteAddresses(false);
    }

    /** Settings of the addresses in {@link #FAMILIES}. */
    static AddressSettings repeated() {
        return durable()
                .setMaxDeliveryAttempts(NEVER_GIVE_UP)
                .setRedeliveryDelay(FIRST_REDELIVERY_MILLIS)
                .setRedeliveryMultiplier(2)
                .setMaxRedeliveryDelay(LAST_REDELIVERY_MILLIS)
                .setMaxSizeBytes(PAGE_FROM_BYTES)
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE);
    }

    /**
     * Compares a broker's settings with the required ones.
     *
     * @param name name of the dead-letter address, which the operator may choose
     * @param settingsOf returns the broker's settings for an address
     * @return the differences, one per line
     */
    static List<String> differences(String name, Function<String, AddressSettings> settingsOf) {
        List<String> unlike = new ArrayList<>();
        AddressSettings wanted = repeated().setDeadLetterAddress(SimpleString.of(name));
        for (String family : FAMILIES) {
            AddressSettings actual = settingsOf.apply(family.replace("#", "any"));
            COMPARED.forEach((what, read) -> {
                Object right = read.apply(wanted);
                Object found = read.apply(actual);
                if (!Objects.equals(right, found)) {
                    unlike.add(family + ": " + what + " is " + found + ", not " + right);
                }
            });
        }
        return unlike;
    }
}
