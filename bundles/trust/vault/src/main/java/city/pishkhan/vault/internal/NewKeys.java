package city.pishkhan.vault.internal;

import city.pishkhan.persistence.DeferredWrite;
import city.pishkhan.persistence.Tx;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Wrapped keys of owners that have none, written with the rest of the transaction in one statement. An existing key causes the
 * commit to fail.
 */
final class NewKeys {
    private final Tx tx;

    NewKeys(Tx tx) {
        this.tx = tx;
    }

    private record Made(UUID owner, String master, byte[] wrapped) {}

    void add(String master, UUID owner, byte[] wrapped) {
        tx.local(this, this::collect).add(new Made(owner, master, wrapped));
    }

    private List<Made> collect() {
        List<Made> keys = new ArrayList<>();
        tx.beforeCommit(sql -> tx.atCommit(insert(keys)));
        return keys;
    }

    private static DeferredWrite insert(List<Made> keys) {
        return DeferredWrite.of(
                "insert into vault.key (owner, master, wrapped)"
                        + " select o, m, decode(w, 'hex') from unnest(?, ?, ?) t (o, m, w)",
                List.of(
                        DeferredWrite.array("uuid", column(keys, Made::owner)),
                        DeferredWrite.array("text", column(keys, Made::master)),
                        DeferredWrite.array(
                                "text", column(keys, key -> HexFormat.of().formatHex(key.wrapped)))),
                rows -> {});
    }

    private static List<Object> column(List<Made> keys, Function<Made, Object> value) {
        return keys.stream().map(value).toList();
    }
}
