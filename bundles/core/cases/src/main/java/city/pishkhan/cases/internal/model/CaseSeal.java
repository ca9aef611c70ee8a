package city.pishkhan.cases.internal.model;

import city.pishkhan.api.persons.Persons;
import city.pishkhan.api.security.Vault;
import city.pishkhan.messages.NullContract;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Encryption of the personal text of one case with the case's key. The text is lost when a person of the case is erased. */
public final class CaseSeal {
    private static final byte[] GONE = new byte[0];

    private final Vault vault;
    private final UUID caseId;

    public CaseSeal(Vault vault, UUID caseId) {
        this.vault = vault;
        this.caseId = caseId;
    }

    /** Stored value of an erased text; it stays erased even if a key is restored. */
    static byte[] erasedValue() {
        return GONE.clone();
    }

    /**
     * Encrypts a text.
     *
     * @param place name of the column, followed by the row's id if a case has several rows with this column
     * @return the encrypted text, or {@link #erasedValue()} if the case's key is destroyed. No exception is thrown
     *     then, because an open case may lose its key by a restore and must still be ended.
     */
    public byte @Nullable [] seal(String place, @Nullable String text) {
        try {
            return vault.seal(caseId, place, text);
        } catch (IllegalStateException e) {
            if (vault.isDestroyed(caseId)) {
                return erasedValue();
            }
            throw e;
        }
    }

    /** @return {@code null} if there is no text, {@link Persons#ERASED} if it is erased */
    @NullContract("_, !null -> !null")
    public @Nullable String open(String place, byte @Nullable [] sealed) {
        return open(vault, caseId, place, sealed);
    }

    public static @Nullable String open(Vault vault, UUID owner, String place, byte @Nullable [] sealed) {
        if (sealed == null) {
            return null;
        }
        return sealed.length == 0
                ? Persons.ERASED
                : vault.open(owner, place, sealed).orElse(Persons.ERASED);
    }
}
