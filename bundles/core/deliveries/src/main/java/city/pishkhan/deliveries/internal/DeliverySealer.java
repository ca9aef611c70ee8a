package city.pishkhan.deliveries.internal;

import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.persons.Persons;
import city.pishkhan.api.security.Vault;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Encrypts personal data of deliveries with the key of the case. */
final class DeliverySealer {
    static final String ADDRESSEE = "addressee";
    static final String ADDRESS = "address";
    static final String POSTAL_CODE = "postal_code";
    static final String RECEIVER = "receiver";
    private static final String SALT = "salt";
    private static final int SALT_BYTES = 16;

    private final SecureRandom random = new SecureRandom();
    private final Vault vault;
    private final Journal journal;

    DeliverySealer(Vault vault, Journal journal) {
        this.vault = vault;
        this.journal = journal;
    }

    byte @Nullable [] seal(UUID caseId, UUID delivery, String column, @Nullable String text) {
        return vault.seal(caseId, place(delivery, column), text);
    }

    byte @Nullable [] salt(UUID caseId, UUID delivery) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return seal(caseId, delivery, SALT, HexFormat.of().formatHex(salt));
    }

    /** @return the text, {@code null} if there is none, or {@link Persons#ERASED} if it was erased */
    @Nullable
    String open(DeliveryRow row, String column, byte @Nullable [] sealed) {
        if (sealed == null) {
            return null;
        }
        return sealed.length == 0
                ? Persons.ERASED
                : vault.open(row.caseId(), place(row.id(), column), sealed).orElse(Persons.ERASED);
    }

    /** Returns a salted digest of a value, by which the value can be proved later without storing it in the journal. */
    String commitment(DeliveryRow row, String value) {
        return journal.commitment(Objects.requireNonNull(open(row, SALT, row.salt())), value);
    }

    private static String place(UUID delivery, String column) {
        return "delivery." + column + " " + delivery;
    }
}
