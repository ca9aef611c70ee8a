package city.pishkhan.persistence.internal;

import city.pishkhan.api.security.Vault;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A fake vault, because the real vault's bundle depends on this one. */
final class FakeVault implements Vault {
    private final Set<UUID> destroyed = new HashSet<>();

    @Override
    public void createKeys(Collection<UUID> owners) {}

    @Override
    public byte[] seal(UUID owner, String place, String text) {
        return sealBytes(owner, place, text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public byte[] sealBytes(UUID owner, String place, byte[] content) {
        String bound = owner + place + "|" + new String(content, StandardCharsets.ISO_8859_1);
        return Base64.getEncoder().encode(bound.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public Optional<String> open(UUID owner, String place, byte[] sealed) {
        return openBytes(owner, place, sealed).map(content -> new String(content, StandardCharsets.UTF_8));
    }

    @Override
    public Optional<byte[]> openBytes(UUID owner, String place, byte[] sealed) {
        String text = new String(Base64.getDecoder().decode(sealed), StandardCharsets.ISO_8859_1);
        String bound = owner + place + "|";
        if (!text.startsWith(bound)) {
            throw new IllegalStateException();
        }
        return destroyed.contains(owner)
                ? Optional.empty()
                : Optional.of(text.substring(bound.length()).getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public String index(String value) {
        return "keyed-" + value;
    }

    @Override
    public String mac(String purpose, String value) {
        return "mac-" + purpose + "-" + value;
    }

    @Override
    public void destroy(Collection<UUID> owners) {
        destroyed.addAll(owners);
    }

    @Override
    public boolean isDestroyed(UUID owner) {
        return destroyed.contains(owner);
    }
}
