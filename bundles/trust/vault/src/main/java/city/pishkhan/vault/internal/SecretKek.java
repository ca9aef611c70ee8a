package city.pishkhan.vault.internal;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import javax.crypto.SecretKey;

/** A key-encryption key derived from a random secret that systemd or a file supplies. */
final class SecretKek implements KeyEncryptionKey {
    static final int SHORTEST = 32;
    private static final int ID_CHARACTERS = 16;

    private final String reference;
    private final String id;
    private final SecretKey key;

    /** @param secret at least {@link #SHORTEST} random characters */
    SecretKek(String reference, String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        this.reference = reference;
        this.id = HexFormat.of()
                .formatHex(Aes.mac(bytes, "pishkhan vault kek id"))
                .substring(0, ID_CHARACTERS);
        this.key = Aes.key(Aes.mac(bytes, "pishkhan vault kek"));
    }

    @Override
    public String reference() {
        return reference;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public byte[] wrap(String bound, byte[] secret) {
        return Aes.seal(key, bound, secret);
    }

    @Override
    public byte[] unwrap(String bound, byte[] wrapped) {
        return Aes.open(key, bound, wrapped);
    }
}
