package city.pishkhan.cases.internal.model;

import city.pishkhan.api.persons.Persons;
import city.pishkhan.api.security.Vault;
import java.util.UUID;

/** People's words in one case, sealed with the case's key; they are gone when one of its people is erased. */
public final class CaseSeal {
    private static final byte[] GONE = new byte[0];

    private final Vault vault;
    private final UUID caseId;

    public CaseSeal(Vault vault, UUID caseId) {
        this.vault = vault;
        this.caseId = caseId;
    }

    /** What stands where a value was erased, whatever keys there are. */
    static byte[] gone() {
        return GONE.clone();
    }

    /**
     * @param place column, and the row's id where the case has many
     * @return {@link #gone()} where the case's key is destroyed: a restore may leave such a case open, and it has to be ended
     */
    public byte[] seal(String place, String text) {
        try {
            return vault.seal(caseId, place, text);
        } catch (IllegalStateException e) {
            if (vault.destroyed(caseId)) {
                return gone();
            }
            throw e;
        }
    }

    /** @return {@code null} if there is none, {@link Persons#ERASED} if it is erased */
    public String open(String place, byte[] sealed) {
        return open(vault, caseId, place, sealed);
    }

    public static String open(Vault vault, UUID owner, String place, byte[] sealed) {
        if (sealed == null) {
            return null;
        }
        return sealed.length == 0
                ? Persons.ERASED
                : vault.open(owner, place, sealed).orElse(Persons.ERASED);
    }
}
